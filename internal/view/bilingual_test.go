package view_test

import (
	"os"
	"reflect"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
	"welcomepack/internal/view"
	"welcomepack/themes"
)

// ownSite is the repository's own content.
func ownSite(t *testing.T) *catalog.Catalog {
	t.Helper()
	fsys, files := os.DirFS("../.."), &source.Set{}
	s, ds, err := load.Load(fsys, files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	_, phrases, _, err := theme.Load(fsys, themes.FS, theme.Default, files)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := catalog.Resolve(s, phrases, today)
	return c
}

// bilingualPack is the lens's edition as a book with English beside it.
func bilingualPack(l *catalog.Lens) *doc.Pack {
	return view.SideBySide(view.Pack(l.English()), view.Pack(l.Beside()), l)
}

// TestBothEditionsHaveTheSameParts holds for all of the repository's own content: each pair has blocks of one kind, with
// as many parts, the same facts in the same order, and equal numbers of services.
func TestBothEditionsHaveTheSameParts(t *testing.T) {
	c := ownSite(t)
	pairs := 0
	for _, e := range c.Editions() {
		if e.Lang == lang.English {
			continue
		}
		doc.Walk(bilingualPack(c.Lens(e)).Body, func(b doc.Block) {
			p, ok := b.(doc.Pair)
			if !ok {
				return
			}
			pairs++
			if len(p.English) != 1 || len(p.Other) != 1 {
				t.Errorf("%v: parts stand side by side unpaired:\n%s", e, doc.Dump([]doc.Block{p}))
				return
			}
			if a, b := shape(p.English[0]), shape(p.Other[0]); !slices.Equal(a, b) {
				t.Errorf("%v: English has %v, the other language %v", e, a, b)
			}
			if a, b := fixed(p.English[0]), fixed(p.Other[0]); !slices.Equal(a, b) {
				t.Errorf("%v: English has the facts %q, the other language %q", e, a, b)
			}
			if h, ok := p.English[0].(doc.Heading); ok && h.Level == 3 && strings.HasPrefix(h.ID, "service-") {
				o := p.Other[0].(doc.Heading)
				if n := first(h.Text); n != first(o.Text) && o.Text.Fresh != doc.Missing {
					t.Errorf("%v: %s is %s in English and %s in the other language", e, h.ID, n, first(o.Text))
				}
			}
		})
	}
	if pairs < 10000 {
		t.Errorf("only %d pairs", pairs)
	}
}

// shape is the kinds of a block and those inside it, with how many parts they have.
func shape(b doc.Block) []string {
	var out []string
	doc.Walk([]doc.Block{b}, func(b doc.Block) {
		v := reflect.ValueOf(b)
		s := v.Type().Name()
		for i := range v.NumField() {
			if f := v.Field(i); f.Kind() == reflect.Slice {
				s += " " + v.Type().Field(i).Name + strings.Repeat("|", f.Len())
			}
		}
		out = append(out, s)
	})
	return out
}

// fixed is the facts outside words, which a pack in two languages says once.
func fixed(b doc.Block) (out []string) {
	switch b := b.(type) {
	case doc.Contact:
		for _, r := range b.Rows {
			out = append(out, r.Fact.Shown)
		}
	case doc.Hours:
		for _, r := range b.Rows {
			out = append(out, r.Time.Shown)
		}
	case doc.Place:
		for _, f := range b.Lines {
			out = append(out, f.Shown)
		}
	}
	return out
}

func first(t doc.Text) string { return strings.Fields(doc.Plaintext(t.Inlines) + " .")[0] }

// TestEnglishIsNotSaidTwice: what has no translation is a dash beside its English, and the cover says what a dash is.
func TestEnglishIsNotSaidTwice(t *testing.T) {
	c := site(t, "testdata/full.txtar")
	p := bilingualPack(lens(c, "ar"))
	dashes, words := 0, 0
	doc.Walk(p.Body, func(b doc.Block) {
		pair, ok := b.(doc.Pair)
		if !ok {
			return
		}
		doc.WalkTexts(pair.Other, func(x doc.Text) {
			switch {
			case x.Fresh == doc.Missing && doc.Plaintext(x.Inlines) == "—":
				dashes++
			case x.Fresh == doc.Missing:
				t.Errorf("%q is said twice", doc.Plaintext(x.Inlines))
			default:
				words++
			}
		})
	})
	if dashes == 0 || words == 0 {
		t.Errorf("%d dashes, %d translated texts", dashes, words)
	}
	if cover := doc.Dump(p.Cover.Notes); !strings.Contains(cover, "A dash (—) means") {
		t.Errorf("the cover does not say what a dash means:\n%s", cover)
	}
	if p.Lang != "ar" || p.Cover.English != "English and Arabic" || !strings.HasSuffix(p.Path, "-bilingual.pdf") {
		t.Errorf("the pack is %q at %s, for %q", p.Lang, p.Path, p.Cover.English)
	}
}

// TestEnglishNamesAreNotRepeated beside the English edition.
func TestEnglishNamesAreNotRepeated(t *testing.T) {
	c := ownSite(t)
	doc.Walk(bilingualPack(lens(c, "ar")).Body, func(b doc.Block) {
		if terms, ok := b.(doc.Terms); ok {
			for _, x := range terms.Items {
				if !x.English.IsZero() {
					t.Errorf("%q has its English beside it", doc.Plaintext(x.Name.Inlines))
				}
			}
		}
	})
}
