package main

import (
	"welcomepack/internal/build"

	"github.com/spf13/cobra"
)

func checkCommand(w world, s *siteFlags) *cobra.Command {
	var json bool
	c := &cobra.Command{
		Use:   "check",
		Short: "Look for mistakes, and write nothing",
		Long: `Read all guides, listings and translations and tell what is wrong with them, where, and what to
write instead. Nothing is written. That each character can be printed is seen by "build" alone.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			p, today, err := w.opened(s)
			if err != nil {
				return err
			}
			defer p.root.Close()
			snap, err := build.Take(p.options(s, today))
			if err := w.report(snap.Diags, snap.Files, json, err); err != nil {
				return err
			}
			w.say("%s", counts(snap.Diags))
			if snap.Diags.HasErrors() {
				return errSaid
			}
			return nil
		},
	}
	c.Flags().BoolVar(&json, "json", false, "write the mistakes as JSON to standard output")
	return c
}
