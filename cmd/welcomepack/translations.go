package main

import (
	"path"

	"welcomepack/internal/build"
	"welcomepack/internal/exchange"

	"github.com/spf13/cobra"
)

func translationsCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "translations",
		Short: "Work with the translation files",
		Args:  cobra.NoArgs,
		RunE:  func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(syncCommand(w, s), exportCommand(w, s), importCommand(w, s), weblateCommand(w, s), reviewCommand(w, s), statusCommand(w, s))
	return c
}

func syncCommand(w world, s *siteFlags) *cobra.Command {
	var langs []string
	c := &cobra.Command{
		Use:   "sync",
		Short: "Bring the translation files up to date with the English",
		Long: `Write into translations/<language>/ what there is to translate. New texts are added without a
translation; a changed text keeps its old one, marked fuzzy, with the old English beside it; what is
gone is kept at the file's end, and comes back if the text does.`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			return w.withTranslations(s, func(p *place, snap *build.Snapshot) error { return w.sync(p, snap, langs) })
		},
	}
	c.Flags().StringSliceVar(&langs, "lang", nil, "only this `language`, such as ar; a new one gets its files")
	return c
}

func (w world) sync(p *place, snap *build.Snapshot, asked []string) error {
	langs, err := exchange.Languages(p.root.FS(), snap.Catalog(), asked)
	if err != nil {
		return err
	}
	written := 0
	for _, l := range langs {
		files, ds, err := exchange.Sync(p.root.FS(), snap.Catalog(), l, len(asked) > 0, snap.Files)
		if err := w.report(ds, snap.Files, false, err); err != nil {
			return err
		}
		for _, f := range files {
			if err := p.replace(f.Path, f.Bytes); err != nil {
				return failure(err)
			}
			written++
		}
	}
	w.say("%s brought up to date", number(written, "translation file"))
	return nil
}

// replace writes a file of the site beside itself first, so that it is the old one or the new one.
func (p *place) replace(name string, b []byte) error {
	if err := p.root.MkdirAll(path.Dir(name), 0o755); err != nil {
		return err
	}
	next := path.Join(path.Dir(name), "."+path.Base(name)+".next")
	if err := p.root.WriteFile(next, b, 0o644); err != nil {
		return err
	}
	return p.root.Rename(next, name)
}
