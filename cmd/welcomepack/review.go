package main

import (
	"errors"
	"fmt"
	"strings"

	"welcomepack/internal/build"
	"welcomepack/internal/exchange"

	"github.com/spf13/cobra"
)

func reviewCommand(w world, s *siteFlags) *cobra.Command {
	var language, by string
	var all, stillHolds bool
	var sel exchange.Selection
	c := &cobra.Command{
		Use:   "review",
		Short: "Record that a fluent reader has passed translations",
		Long: `Write into translations/<language>/reviews.yaml that somebody who reads the language well has read
translations and found them right. The record is of exactly these words: whoever changes the English or the
translation makes it a draft again. Say what the reader is, not who: the file is public.

Where the English changed and the translation still says the same, --still-holds records that; readers then
see it without a notice.`,
		Example: `  welcomepack translations review --lang so --guide gp --by "fluent reader"
  welcomepack translations review --lang ar --borough newham --by "community interpreter"
  welcomepack translations review --lang fa --key shared/guides/gp.md#register --still-holds --by "fluent reader"`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if by = strings.TrimSpace(by); by == "" || strings.ContainsAny(by, "@\n\"\\") {
				return errors.New(`say what the reader is, without a name or an address: --by "fluent reader"`)
			}
			if sel.Borough == "" && sel.Guide == "" && len(sel.Keys) == 0 && !all {
				return errors.New("say which texts were read: --borough, --guide or --key, or --all for the whole language")
			}
			return w.withTranslations(s, func(p *place, snap *build.Snapshot) error {
				langs, err := exchange.Languages(p.root.FS(), snap.Catalog(), []string{language})
				if err != nil {
					return err
				}
				sel.Lang = langs[0]
				file, r := exchange.Review(snap.Catalog(), sel, by, stillHolds)
				if r.Recorded+r.Before+r.Missing+r.Stale == 0 && !all {
					return errors.New("there are no such texts: a guide is named by its file's name without .md, a key as in the translation file")
				}
				if r.Recorded > 0 || r.Removed > 0 {
					if err := p.replace(file.Path, file.Bytes); err != nil {
						return failure(err)
					}
				}
				w.say("%s", reviewing(r, file.Path))
				return nil
			})
		},
	}
	f := c.Flags()
	f.StringVar(&language, "lang", "", "the `language`, such as ar")
	f.StringVar(&sel.Borough, "borough", "", "only the texts of this `borough`, or \"shared\" or \"interface\"")
	f.StringVar(&sel.Guide, "guide", "", "only those of this `guide`")
	f.StringSliceVar(&sel.Keys, "key", nil, "only those whose `key` begins so; repeat it or separate with commas")
	f.BoolVar(&all, "all", false, "every text of the language")
	f.StringVar(&by, "by", "", "`what` the reader is, such as \"fluent reader\"")
	f.BoolVar(&stillHolds, "still-holds", false, "the English changed, and the translation still says the same")
	if err := errors.Join(c.MarkFlagRequired("lang"), c.MarkFlagRequired("by")); err != nil {
		panic(err)
	}
	return c
}

// reviewing says what was recorded.
func reviewing(r exchange.Reviewing, path string) string {
	out := []string{fmt.Sprintf("%s recorded in %s", number(r.Recorded, "review"), path)}
	for _, x := range []struct {
		n    int
		text string
	}{
		{r.Before, "reviewed already"}, {r.Stale, "not recorded, because the English changed (see --still-holds)"}, {r.Missing, "not translated"},
		{r.Removed, "of words that changed taken out"},
	} {
		if x.n > 0 {
			out = append(out, thousands(x.n)+" "+x.text)
		}
	}
	return strings.Join(out, "; ")
}
