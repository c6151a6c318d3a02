package view

import (
	"reflect"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// SideBySide sets two packs side by side that were made alike: one through the lens's [catalog.Lens.English], the other
// through its [catalog.Lens.Beside]. Words that have no translation are not shown twice: a dash stands for them.
func SideBySide(english, other *doc.Pack, l *catalog.Lens) *doc.Pack {
	v := viewer{l}
	p := *other
	p.Path = v.Path(VariantFile(v.Edition(), Bilingual))
	staff := viewer{l.English()}.Phrase("english-and", catalog.Args{"language": doc.Str{S: v.Locale().English}})
	p.Title.Inlines = append(slices.Clone(p.Title.Inlines), doc.Str{S: " – "}, doc.Fact{Kind: doc.Name, Shown: doc.Plaintext(staff.Inlines), Lang: lang.English})
	p.Contents, p.Beside = english.Contents, other.Contents
	p.Cover.English = doc.Plaintext(staff.Inlines)
	p.Body = pairs(english.Body, other.Body)
	p.Cover.Notes = append(v.bilingualNotes(hasDashes(p.Body)), pairs(english.Cover.Notes, other.Cover.Notes)...)
	return &p
}

// bilingualNotes says on the cover how to read the pack.
func (v viewer) bilingualNotes(dashes bool) []doc.Block {
	note := func(key string) doc.Block {
		english := viewer{v.Lens.English()}.say(key)
		return doc.Pair{English: []doc.Block{small(english)}, Other: onlyTranslated([]doc.Block{small(v.say(key))})}
	}
	out := []doc.Block{note("both-languages")}
	if dashes {
		out = append(out, note("dash-note"))
	}
	return out
}

// pairs puts blocks of two editions side by side. They have the same kinds in the same order by construction; where
// they have not, the rest of both stands side by side unaligned, so that nothing is lost.
func pairs(english, other []doc.Block) []doc.Block {
	var out []doc.Block
	for i := range max(len(english), len(other)) {
		if i >= len(english) || i >= len(other) || !sameShape(english[i], other[i]) {
			return append(out, doc.Pair{English: english[min(i, len(english)):], Other: onlyTranslated(other[min(i, len(other)):])})
		}
		switch e := english[i].(type) {
		case doc.Break:
			out = append(out, e)
		case doc.Group:
			out = append(out, doc.Group{Body: pairs(e.Body, other[i].(doc.Group).Body)})
		default:
			o := inOrderOf(e, other[i])
			out = append(out, doc.Pair{English: []doc.Block{e}, Other: onlyTranslated([]doc.Block{o})})
		}
	}
	return out
}

// sameShape tells whether two blocks can stand side by side part by part.
func sameShape(a, b doc.Block) bool {
	if reflect.TypeOf(a) != reflect.TypeOf(b) {
		return false
	}
	switch a := a.(type) {
	case doc.Heading:
		return a.ID == b.(doc.Heading).ID
	case doc.Paragraph:
		return a.Role == b.(doc.Paragraph).Role
	case doc.List:
		return len(a.Items) == len(b.(doc.List).Items)
	case doc.Table:
		return len(a.Head) == len(b.(doc.Table).Head) && len(a.Rows) == len(b.(doc.Table).Rows)
	case doc.Callout:
		return len(a.Body) == len(b.(doc.Callout).Body)
	case doc.Contact:
		return len(a.Rows) == len(b.(doc.Contact).Rows)
	case doc.Hours:
		return len(a.Rows) == len(b.(doc.Hours).Rows)
	case doc.Terms:
		return len(a.Items) == len(b.(doc.Terms).Items)
	case doc.Blanks:
		return len(a.Items) == len(b.(doc.Blanks).Items)
	}
	return true
}

// inOrderOf returns b's parts in the order of a's, where a language sorts them by its own letters: services by where
// they lead, terms by their ID.
func inOrderOf(a, b doc.Block) doc.Block {
	switch a := a.(type) {
	case doc.Contact:
		b := b.(doc.Contact)
		b.Rows = sorted(a.Rows, b.Rows, func(r doc.ContactRow) string { return leadsTo(r.Label) })
		return b
	case doc.Terms:
		b := b.(doc.Terms)
		b.Items = sorted(a.Items, b.Items, func(t doc.Term) string { return t.ID })
		return b
	}
	return b
}

// sorted returns b in the order of a, by a key that must be there and differ; else b as it is.
func sorted[T any](a, b []T, key func(T) string) []T {
	at := map[string]int{}
	for i, x := range a {
		at[key(x)] = i
	}
	out := make([]T, len(b))
	filled := 0
	for _, x := range b {
		i, ok := at[key(x)]
		if !ok || key(x) == "" || len(at) != len(b) {
			return b
		}
		out[i] = x
		filled++
	}
	if filled != len(a) {
		return b
	}
	return out
}

// leadsTo is the service page that a text is a link to, whatever the language.
func leadsTo(t doc.Text) string {
	if len(t.Inlines) != 1 {
		return ""
	}
	link, _ := t.Inlines[0].(doc.Link)
	return link.Href[strings.LastIndexByte(link.Href, '/')+1:]
}

// onlyTranslated puts a dash for words that are still English, because they stand beside it.
func onlyTranslated(bs []doc.Block) []doc.Block {
	return doc.MapTexts(bs, func(t doc.Text) doc.Text {
		if t.Fresh == doc.Missing && !t.IsZero() {
			t.Inlines = []doc.Inline{doc.Str{S: dash}}
		}
		return t
	})
}

const dash = "—"

func hasDashes(bs []doc.Block) bool {
	found := false
	doc.WalkTexts(bs, func(t doc.Text) { found = found || t.Fresh == doc.Missing })
	return found
}
