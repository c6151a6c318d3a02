package main

import (
	"fmt"
	"runtime/debug"
	"strings"

	"github.com/spf13/cobra"
)

func versionCommand(w world) *cobra.Command {
	return &cobra.Command{
		Use:   "version",
		Short: "Print which version this is",
		Args:  cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			b, ok := debug.ReadBuildInfo()
			if !ok {
				b = &debug.BuildInfo{}
			}
			if _, err := fmt.Fprintln(w.out, version(b)); err != nil {
				return broken{err}
			}
			return nil
		},
	}
}

// version says the module's version, the commit with its date, and the Go release.
func version(b *debug.BuildInfo) string {
	set := map[string]string{}
	for _, s := range b.Settings {
		set[s.Key] = s.Value
	}
	words := []string{"welcomepack"}
	if v := b.Main.Version; v != "" {
		words = append(words, v)
	} else {
		words = append(words, "(unknown version)")
	}
	if c := set["vcs.revision"]; c != "" {
		commit := "commit " + c[:min(12, len(c))]
		if day, _, ok := strings.Cut(set["vcs.time"], "T"); ok {
			commit += " of " + day
		}
		if set["vcs.modified"] == "true" {
			commit += ", with changes"
		}
		words = append(words, "("+commit+")")
	}
	if b.GoVersion != "" {
		words = append(words, b.GoVersion)
	}
	return strings.Join(words, " ")
}
