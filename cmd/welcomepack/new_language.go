package main

import (
	"slices"

	"welcomepack"
	"welcomepack/internal/draft"
	"welcomepack/internal/exchange"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"

	"github.com/spf13/cobra"
)

func newLanguageCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "language [LANGUAGE]",
		Short: "Begin a language",
		Long: `Add a language to content/site.yaml, where nothing else changes, and write its translation files. Buttons and labels, and
texts that this program's own site has too, are there in many languages; the rest is in English until somebody translates it.`,
		Example: "  welcomepack new language Somali\n  welcomepack new language fa-af",
		Args:    cobra.MaximumNArgs(1),
		RunE:    w.begins(s, "name", (*beginning).language),
	}
	c.Flags().String("name", "", "the `language`, by its English name or its tag")
	interviewFlags(c.Flags())
	return c
}

func (b *beginning) language(i *interviewer) error {
	set := b.site().Settings
	name := i.one(question{flag: "name", ask: "Which language, by its English name or its tag?", needed: true, wrong: func(s string) string {
		tag, err := language(s)
		if err != nil {
			return err.Error()
		}
		if slices.ContainsFunc(set.Languages, func(l model.At[lang.Tag]) bool { return l.V == tag }) {
			return s + " is one of the languages of this site"
		}
		return ""
	}})
	if err := i.end(); err != nil {
		return err
	}
	tag, err := language(name)
	if err != nil {
		return err
	}
	site, err := b.p.root.ReadFile("content/site.yaml")
	if err != nil {
		return failure(err)
	}
	files := map[string][]byte{"content/site.yaml": draft.After(site, set.Languages[len(set.Languages)-1].At, string(tag))}
	po, err := exchange.Start(b.p.root.FS(), welcomepack.Translations, b.snap.Catalog(), tag)
	if err != nil {
		return failure(err)
	}
	for _, f := range po {
		files[f.Path] = f.Bytes
	}
	if err := b.write(files); err != nil {
		return err
	}
	b.w.say("next: welcomepack translations export --lang %s", tag)
	return nil
}

// language reads a language's English name or tag.
func language(name string) (lang.Tag, error) {
	tags, err := exchange.Tags([]string{name})
	if err != nil {
		return "", err
	}
	return tags[0], nil
}
