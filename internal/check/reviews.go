package check

import (
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

// reviews looks at the records of reviews: none is from the future, and those of words that changed since are told of, once
// a language. Editions that wait for reviews are told of too.
func reviews(c *catalog.Catalog, ds *diag.List) {
	for _, o := range c.Site.Overlays {
		if len(o.Reviews) == 0 {
			continue
		}
		live := livePairs(c, o.Lang)
		var old []model.ReviewRecord
		for _, r := range o.Reviews {
			if c.Today.Before(r.On.V) {
				ds.Error(r.On.At, "future-date", "the date %s is still to come", r.On.V).Hint("write the day on which the translation was read")
			}
			if !live[r.Source+" "+r.Translation] && loaded(c, r.Of) {
				old = append(old, r)
			}
		}
		if len(old) > 0 {
			var of []string
			for _, r := range old[:min(len(old), 3)] {
				of = append(of, r.Of)
			}
			ds.Warning(old[0].At, "review-outdated", "%s: %d of %d reviews are of words that changed since; those texts are drafts again", o.Lang.Locale().English, len(old), len(o.Reviews)).
				Hint("have them read again: %s%s", strings.Join(of, ", "), map[bool]string{true: ", …"}[len(old) > 3]).
				Hint("the next \"welcomepack translations review\" takes the old records out")
		}
	}
	for _, b := range c.Blocks() {
		ds.Warning(b.At, "edition-blocked", "%s in %s is not made: %d of its %d texts are not reviewed", b.Borough, b.Lang.Locale().English, b.Words, b.Of).
			Hint("record reviews with \"welcomepack translations review\", or write show or hide in place of block")
	}
}

// livePairs are the digests of English and translation that stand on the site now.
func livePairs(c *catalog.Catalog, l lang.Tag) map[string]bool {
	live := map[string]bool{}
	add := func(t doc.Text, e *segment.Entry) {
		if e == nil {
			return
		}
		for _, s := range e.Strs {
			live[segment.Digest(t.Context, segment.Source(t))+" "+segment.Digest("", s)] = true
		}
	}
	c.EachTranslation(l, func(t doc.Text, e *segment.Entry, _ doc.Freshness) { add(t, e) })
	c.EachPhrase(l, func(p model.Phrase, e *segment.Entry, _ doc.Freshness) { add(p.Source(), e) })
	return live
}

// loaded tells whether the file that a key belongs to was read; some builds read one borough only.
func loaded(c *catalog.Catalog, key string) bool {
	name := model.ID(catalog.FileOf(key))
	known := slices.ContainsFunc(c.Site.Settings.Boroughs, func(b model.At[model.ID]) bool { return b.V == name })
	return !known || slices.ContainsFunc(c.Site.Boroughs, func(b model.Borough) bool { return b.ID.V == name })
}
