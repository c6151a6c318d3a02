package view

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// A hardWord is a term of the glossary that a guide uses: in which of its texts first, and what it is called there.
type hardWord struct {
	term  model.Term
	key   string // of the text that has it first
	forms []string
	href  string
}

// hardWords finds the terms of the glossary in a guide as written, in the order of their first use. A heading is no use:
// what it names is said below it. A term inside a longer one, as in "council tax", is none either.
func (v viewer) hardWords(g *model.Guide) []hardWord {
	var keys, texts []string
	doc.Walk(g.Body, func(b doc.Block) {
		if _, heading := b.(doc.Heading); heading {
			return
		}
		doc.WalkTexts([]doc.Block{withoutInner(b)}, func(t doc.Text) {
			keys, texts = append(keys, t.Key), append(texts, doc.Plaintext(t.Inlines))
		})
	})
	type use struct {
		hardWord
		text, at int
	}
	var uses []use
	for _, x := range catalog.Remember(v.Lens, soughtKey{}, v.soughtTerms) {
		first := true
		for i := range texts {
			for {
				at, found := x.finder.In(texts[i])
				if found == "" {
					break
				}
				if first {
					uses = append(uses, use{hardWord{term: x.term, key: keys[i], forms: append(slices.Clip(x.forms), found)}, i, at})
				}
				first = false
				texts[i] = texts[i][:at] + strings.Repeat("\x00", len(found)) + texts[i][at+len(found):]
			}
		}
	}
	slices.SortStableFunc(uses, func(a, b use) int {
		if a.text != b.text {
			return a.text - b.text
		}
		return a.at - b.at
	})
	var out []hardWord
	for _, u := range uses {
		out = append(out, u.hardWord)
	}
	return out
}

// A soughtTerm is a term of the glossary with what finds it in English and what it is called in the edition's language.
type soughtTerm struct {
	term   model.Term
	finder catalog.TermFinder
	forms  []string
}

type soughtKey struct{}

// soughtTerms is the terms of the glossary, long ones first.
func (v viewer) soughtTerms() []soughtTerm {
	var out []soughtTerm
	for _, t := range v.Glossary() {
		out = append(out, soughtTerm{t, catalog.FindTerm(t), v.termForms(t)})
	}
	slices.SortStableFunc(out, func(a, b soughtTerm) int {
		return len(doc.Plaintext(b.term.Name.Inlines)) - len(doc.Plaintext(a.term.Name.Inlines))
	})
	return out
}

// withoutInner returns a block without the blocks inside it, which are walked by themselves.
func withoutInner(b doc.Block) doc.Block {
	switch b := b.(type) {
	case doc.List:
		b.Items = nil
		return b
	case doc.Callout:
		b.Body = nil
		return b
	case doc.Group:
		b.Body = nil
		return b
	}
	return b
}

var termParts = regexp.MustCompile(`[()（）/،,、，]`)

// termForms is what a term is called in the edition's language: the parts of its translation, "إعانة" and "benefit".
func (v viewer) termForms(t model.Term) []string {
	var out []string
	for _, part := range termParts.Split(doc.Plaintext(v.Words(t.Name).Inlines), -1) {
		if part = strings.TrimSpace(part); utf8.RuneCountInString(part) > 1 {
			out = append(out, part)
		}
	}
	return out
}

// A guide's page explains terms below the guide as long as it stays light for a slow connection: up to so many bytes of
// words with the guide's own, each term counted with its markup. The others are explained on the page of all terms.
const (
	mostText = 8 << 10
	perTerm  = 120
)

// wordID is the place on a guide's page where a term is explained.
func wordID(t model.Term) string { return "word-" + string(t.ID) }

// explained makes the first use of each term a link to what it means, which stands in a list below the guide or on the page
// of all terms. A use that a translation bends out of shape has no link; the list has it all the same.
func (v viewer) explained(body []doc.Block, ws []hardWord, here int) []doc.Block {
	by := map[string][]hardWord{}
	for i, w := range ws {
		w.href = "#" + wordID(w.term)
		if i >= here {
			w.href = v.Path("glossary.html#" + string(w.term.ID))
		}
		by[w.key] = append(by[w.key], w)
	}
	return doc.MapTexts(body, func(t doc.Text) doc.Text {
		for _, w := range by[t.Key] {
			t.Inlines, _ = linkFirst(t.Inlines, w)
		}
		delete(by, t.Key) // the same words may stand on the page again
		return t
	})
}

// linkFirst links the first place in plain words, not in a link, where a form of the term stands.
func linkFirst(ins []doc.Inline, w hardWord) ([]doc.Inline, bool) {
	for i, in := range ins {
		switch x := in.(type) {
		case doc.Str:
			at, end := findForm(x.S, w.forms)
			if at < 0 {
				continue
			}
			parts := []doc.Inline{doc.Link{Href: w.href, Inlines: []doc.Inline{doc.Str{S: x.S[at:end]}}}}
			if at > 0 {
				parts = append([]doc.Inline{doc.Str{S: x.S[:at]}}, parts...)
			}
			if end < len(x.S) {
				parts = append(parts, doc.Str{S: x.S[end:]})
			}
			return slices.Concat(ins[:i], parts, ins[i+1:]), true
		case doc.Strong:
			if inner, ok := linkFirst(x.Inlines, w); ok {
				out := slices.Clone(ins)
				out[i] = doc.Strong{Inlines: inner}
				return out, true
			}
		}
	}
	return ins, false
}

// findForm returns where one of the forms first stands as a whole word, -1 for nowhere.
func findForm(s string, forms []string) (at, end int) {
	for _, f := range forms {
		for from := 0; ; {
			i := strings.Index(s[from:], f)
			if i < 0 {
				break
			}
			at, end = from+i, from+i+len(f)
			before, _ := utf8.DecodeLastRuneInString(s[:at])
			after, _ := utf8.DecodeRuneInString(s[end:])
			if !inWord(before) && !inWord(after) {
				return at, end
			}
			from = end
		}
	}
	return -1, -1
}

func inWord(r rune) bool {
	return unicode.In(r, unicode.L, unicode.M, unicode.N) && !unicode.Is(unicode.Han, r) || r == '\u200c'
}

// room is how many of the terms the page of a guide has room for.
func (v viewer) room(body []doc.Block, ws []hardWord) int {
	size := 0
	doc.WalkTexts(body, func(t doc.Text) { size += len(doc.Plaintext(t.Inlines)) })
	for i, w := range ws {
		size += len(doc.Plaintext(v.Words(w.term.Name).Inlines)) + len(doc.Plaintext(v.Words(w.term.Meaning).Inlines)) + perTerm
		if size > mostText {
			return i
		}
	}
	return len(ws)
}

// wordList is what the terms mean, in the order of their first use.
func (v viewer) wordList(level int, ws []hardWord) []doc.Block {
	if len(ws) == 0 {
		return nil
	}
	var terms doc.Terms
	for _, w := range ws {
		item := doc.Term{ID: wordID(w.term), Name: v.Words(w.term.Name), English: v.EnglishOf(w.term.Name), Meaning: v.Words(w.term.Meaning)}
		name, english := doc.Plaintext(item.Name.Inlines), doc.Plaintext(item.English.Inlines)
		if strings.Contains(strings.ToLower(name), strings.ToLower(english)) {
			item.English = doc.Text{} // the name has it in brackets
		}
		terms.Items = append(terms.Items, item)
	}
	return []doc.Block{doc.Heading{Level: level, ID: "_words", Text: v.say("words-here")}, terms, small(linked(v.say("glossary"), v.Path("glossary.html")))}
}
