package check

import (
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// outdated looks at the records of a language's reviews: none is from the future, and those of words that changed since
// are told of, once. Live ones are of words that stand on the site.
func outdated(c *catalog.Catalog, l lang.Tag, live map[string]bool, ds *diag.List) {
	all := reviewsOf(c, l)
	var old []model.ReviewRecord
	for _, r := range all {
		if c.Today.Before(r.On.V) {
			ds.Error(r.On.At, "future-date", "the date %s is still to come", r.On.V).Hint("write the day on which the translation was read")
		}
		if !live[pair(r)] && loaded(c, r.Of) {
			old = append(old, r)
		}
	}
	if len(old) == 0 {
		return
	}
	var of []string
	for _, r := range old[:min(len(old), 3)] {
		of = append(of, r.Of)
	}
	ds.Warning(old[0].At, "review-outdated", "%s: %d of %d reviews are of words that changed since; those texts are drafts again", l.Locale().English, len(old), len(all)).
		Hint("have them read again: %s%s", strings.Join(of, ", "), map[bool]string{true: ", …"}[len(old) > 3]).
		Hint("the next \"welcomepack translations review\" takes the old records out")
}

func reviewsOf(c *catalog.Catalog, l lang.Tag) []model.ReviewRecord {
	for _, o := range c.Site.Overlays {
		if o.Lang == l {
			return o.Reviews
		}
	}
	return nil
}

// pair is the digests of English and translation that a review is of.
func pair(r model.ReviewRecord) string { return r.Source + " " + r.Translation }

// blocked tells of editions that wait for reviews.
func blocked(c *catalog.Catalog, ds *diag.List) {
	for _, b := range c.Blocks() {
		ds.Warning(b.At, "edition-blocked", "%s in %s is not made: %d of its %d texts are not reviewed", b.Borough, b.Lang.Locale().English, b.Words, b.Of).
			Hint("record reviews with \"welcomepack translations review\", or write show or hide in place of block")
	}
}

// loaded tells whether the file that a key belongs to was read; some builds read one borough only.
func loaded(c *catalog.Catalog, key string) bool {
	name := model.ID(catalog.FileOf(key))
	known := slices.ContainsFunc(c.Site.Settings.Boroughs, func(b model.At[model.ID]) bool { return b.V == name })
	return !known || slices.ContainsFunc(c.Site.Boroughs, func(b model.Borough) bool { return b.ID.V == name })
}
