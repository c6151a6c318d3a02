package segment

import (
	"strings"
	"unicode"

	"welcomepack/internal/doc"
)

// An Index finds the translation of a text among the entries of one file.
type Index struct {
	byText map[madeFrom]*Entry
	byKey  map[string]*Entry // by reference
}

// madeFrom is what a translation was made from.
type madeFrom struct{ context, source string }

// NewIndex returns the index of the entries, which must not change after. Obsolete ones are not in it.
func NewIndex(entries []Entry) *Index {
	x := &Index{make(map[madeFrom]*Entry, len(entries)), make(map[string]*Entry, len(entries))}
	for i := range entries {
		e := &entries[i]
		if e.Obsolete {
			continue
		}
		if k := (madeFrom{e.Context, e.ID}); x.byText[k] == nil {
			x.byText[k] = e
		}
		for _, ref := range e.Refs {
			if x.byKey[ref] == nil {
				x.byKey[ref] = e
			}
		}
	}
	return x
}

// Match returns the entry of a text and how it stands to it. It looks by the English first, so that a paragraph
// keeps its translation wherever it moves: the entry is [doc.Fresh], or [doc.Stale] where it is fuzzy or carries a
// previous source, or [doc.Missing] where it has no words. It looks by key second: what it finds was made from
// other English, not altogether different, and is stale. An entry is returned with Missing too, if its English is that of the text.
func (x *Index) Match(t doc.Text) (*Entry, doc.Freshness) {
	return x.Find(t, Source(t), func(*Entry) bool { return false })
}

// Find is Match for a caller who has the text's [Source] at hand, and who knows whether an entry's English is still a
// text of the site: a paragraph put in before another takes over its key, and must not be shown the other's
// translation. Any number of goroutines may call it.
func (x *Index) Find(t doc.Text, source string, inUse func(*Entry) bool) (*Entry, doc.Freshness) {
	if e := x.byText[madeFrom{t.Context, source}]; e != nil {
		switch {
		case !e.Translated():
			return e, doc.Missing
		case e.Stale:
			return e, doc.Stale
		}
		return e, doc.Fresh
	}
	if e := x.byKey[t.Key]; t.Key != "" && e != nil && e.Context == t.Context && e.Translated() && alike(e.ID, source) && !inUse(e) {
		return e, doc.Stale
	}
	return nil, doc.Missing
}

// MatchPlural is Match for a text with a singular and a plural: an entry of the same singular but another plural is
// stale.
func (x *Index) MatchPlural(one, other doc.Text) (*Entry, doc.Freshness) {
	e, fresh := x.Match(one)
	if e != nil && fresh == doc.Fresh && e.IDPlural != Source(other) {
		return e, doc.Stale
	}
	return e, fresh
}

// alike tells whether one English text may be the other one changed: at least half of their words are the same, or
// half of the letters at their beginning. A new sentence in the place of one that is gone is another text, and the
// old translation says nothing about it.
func alike(a, b string) bool {
	same := 0
	for same < min(len(a), len(b)) && a[same] == b[same] {
		same++
	}
	if 2*same >= max(len(a), len(b)) {
		return true
	}
	return likeness(a, b) >= 0.5
}

// likeness returns how much of the words of two texts is the same, from 0 to 1.
func likeness(a, b string) float64 {
	words := func(s string) []string {
		return strings.FieldsFunc(strings.ToLower(s), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.N) })
	}
	wa, wb := words(a), words(b)
	count := map[string]int{}
	for _, w := range wa {
		count[w]++
	}
	same := 0
	for _, w := range wb {
		if count[w] > 0 {
			count[w]--
			same++
		}
	}
	return 2 * float64(same) / float64(max(len(wa)+len(wb), 1))
}
