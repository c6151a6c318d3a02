package main

import (
	"fmt"
	"strings"

	"welcomepack/docs/diagnostics"
	"welcomepack/internal/diag"

	"github.com/spf13/cobra"
)

func explainCommand(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "explain [word]",
		Short: "Say what the word in [ ] at the end of a message means",
		Long: `Print the page about a message: what it means, why it matters, and a wrong and a right example.
The word is the one in [ ] at the end of the message. Without one, all are listed.`,
		Example: "  welcomepack explain phone-length",
		Args:    cobra.MaximumNArgs(1),
		ValidArgsFunction: func(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
			return diagnostics.Codes(), cobra.ShellCompDirectiveNoFileComp
		},
		RunE: func(_ *cobra.Command, args []string) error {
			var text string
			if len(args) == 0 {
				var b strings.Builder
				for _, code := range diagnostics.Codes() {
					fmt.Fprintf(&b, "%-22s %s\n", code, diagnostics.Summary(code))
				}
				text = b.String()
			} else {
				code := strings.Trim(args[0], "[]")
				if text = diagnostics.Page(code); text == "" {
					return unknownCode(code)
				}
			}
			if _, err := fmt.Fprint(w.out, text); err != nil {
				return broken{err}
			}
			return nil
		},
	}
}

func unknownCode(code string) error {
	hint := diag.Near(code, diagnostics.Codes())
	if hint == "" {
		hint = "welcomepack explain lists all"
	}
	return fmt.Errorf("there is no message %q: %s", code, hint)
}
