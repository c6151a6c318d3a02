package main

import (
	"errors"
	"os"
	"path/filepath"
	"strings"

	"welcomepack/internal/build"

	"github.com/spf13/cobra"
)

func packCommand(w world, s *siteFlags) *cobra.Command {
	var r build.Request
	var to string
	c := &cobra.Command{
		Use:   "pack",
		Short: "Make one pack for one person",
		Long: `Make one pack as a PDF file: all of it, or only the parts that a person needs.

Stages and categories narrow each other: with both, what belongs to both is in the pack. Guides and services that are
named come on top. Emergency numbers are always in. Names are the last part of an address on the website:
guides/health.html is the guide health. The language may be a tag or its English name.

The file is written to the present folder, under the name that the website gives it. Nothing else is changed.`,
		Example: `  welcomepack pack --borough newham --lang Arabic
  welcomepack pack --borough newham --lang ti --variant bilingual --stage arrive
  welcomepack pack --borough newham --lang ur --guide health --service nhs-111 -o for-amina.pdf
  welcomepack pack --borough newham --lang so --booklet`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			start := w.now()
			p, today, err := w.opened(s)
			if err != nil {
				return err
			}
			defer p.root.Close()
			const otherwise = "no pack was made"
			snap, err := w.take(r.Options(p.options(s, today)), otherwise)
			if err != nil {
				return err
			}
			name, b, err := snap.Print(r)
			if err := w.refused(err, otherwise); err != nil {
				return err
			}
			if to == "-" {
				_, err := w.out.Write(b)
				return failure(err)
			}
			if to == "" {
				to = name
			}
			if err := writeFile(to, b); err != nil {
				return failure(err)
			}
			w.say("%s: %s kB in %s", to, thousands((len(b)+999)/1000), seconds(w.now().Sub(start)))
			return nil
		},
	}
	f := c.Flags()
	f.StringVar(&r.Borough, "borough", "", "the `borough`")
	f.StringVar(&r.Lang, "lang", "", "the `language`, such as ar or Arabic")
	f.StringVar(&r.Variant, "variant", "", "the `kind` of pack: "+strings.Join(build.VariantNames(), ", ")+" (default: the first)")
	f.StringSliceVar(&r.Stages, "stage", nil, "only what is for this `stage` of the journey; repeat it or separate with commas")
	f.StringSliceVar(&r.Categories, "category", nil, "only this `kind` of help; repeat it or separate with commas")
	f.StringSliceVar(&r.Guides, "guide", nil, "this `guide`; repeat it or separate with commas")
	f.StringSliceVar(&r.Services, "service", nil, "this `service`; repeat it or separate with commas")
	f.BoolVar(&r.Booklet, "booklet", false, "half pages in the order in which they are folded; print on both sides, turned over the short edge")
	f.StringVarP(&to, "output", "o", "", "the `file` to write; - is standard output")
	return c
}

// refused tells why a file was not made, and what comes of that; nil when it was.
func (w world) refused(err error, otherwise string) error {
	var misfit *build.Misfit
	var mistakes *build.Mistakes
	switch {
	case errors.As(err, &misfit):
		return err
	case errors.As(err, &mistakes):
		return w.sound(mistakes.Diags, mistakes.Files, nil, otherwise)
	}
	return failure(err)
}

// writeFile puts a whole file in its place, or none.
func writeFile(path string, b []byte) error {
	f, err := os.CreateTemp(filepath.Dir(path), ".welcomepack-*")
	if err != nil {
		return err
	}
	defer os.Remove(f.Name()) // it is gone already when all went well
	_, err = f.Write(b)
	if err := errors.Join(err, f.Chmod(0o644), f.Close()); err != nil {
		return err
	}
	return os.Rename(f.Name(), path)
}
