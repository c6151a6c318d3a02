package main

import (
	"errors"
	"fmt"
	"path"
	"path/filepath"
	"strings"

	"welcomepack/internal/build"
	"welcomepack/internal/diag"

	"github.com/spf13/cobra"
)

func whyCommand(w world, s *siteFlags) *cobra.Command {
	var out string
	c := &cobra.Command{
		Use:   "why FILE",
		Short: "Tell what a page or pack was made of, and why it was made again",
		Long: `Tell which files of content and translations a page or a pack was made of, and what had changed
when it was made last. FILE is a path in the output folder.`,
		Example: "  welcomepack why dist/newham/ar/guides/health.html",
		Args:    cobra.ExactArgs(1),
		RunE: func(_ *cobra.Command, args []string) error {
			p, today, err := w.opened(s)
			if err != nil {
				return err
			}
			defer p.root.Close()
			o := p.options(s, today)
			if o.Out = out; o.Out == "" {
				o.Out = filepath.Join(p.dir, "dist")
			}
			p.cache(w, &o)
			file := p.inOutput(o.Out, args[0])
			why, err := build.Explain(o, file)
			var none *build.Untraced
			switch {
			case errors.As(err, &none):
				return errors.New(noTrace(o, file))
			case err != nil:
				return failure(err)
			}
			return failure(why.Print(w.out))
		},
	}
	c.Flags().StringVar(&out, "out", "", "the output `folder` (default: dist in the site's folder)")
	return c
}

// inOutput returns a file's path within the output folder, however it was named.
func (p *place) inOutput(out, file string) string {
	if abs, err := filepath.Abs(file); err == nil {
		if rel, err := filepath.Rel(out, abs); err == nil && filepath.IsLocal(rel) {
			return filepath.ToSlash(rel)
		}
	}
	file = path.Clean(filepath.ToSlash(file))
	return strings.TrimPrefix(file, filepath.Base(out)+"/")
}

// noTrace says why nothing is known of a file.
func noTrace(o build.Options, file string) string {
	known := build.TracedFiles(o, file)
	if hint := diag.Near(file, known); hint != "" {
		return fmt.Sprintf("the last build made no %s: %s", file, hint)
	}
	if len(known) > 0 {
		return fmt.Sprintf("the last build made no %s; there are %d files in that edition", file, len(known))
	}
	return fmt.Sprintf("%s is not known: only files of an edition, such as newham/ar/index.html, are, once a build has made them; all others are made at every build", file)
}
