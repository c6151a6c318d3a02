package catalog

import (
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// A TermFinder finds a term of the glossary in English text, as a whole word in any of its forms, but for the phrases in
// which it means something else.
type TermFinder struct {
	forms []string // as they may be written
	not   func() *regexp.Regexp
}

// FindTerm returns the finder of a term. A word that begins with a capital letter in the glossary because it is a heading
// there may have a small one in a sentence; an abbreviation may not.
func FindTerm(t model.Term) TermFinder {
	var f TermFinder
	add := func(form string) {
		f.forms = append(f.forms, form)
		first, rest := form[:1], form[1:]
		if strings.IndexFunc(rest, unicode.IsUpper) < 0 && strings.IndexFunc(rest, unicode.IsLower) >= 0 {
			f.forms = append(f.forms, strings.ToUpper(first)+rest, strings.ToLower(first)+rest)
		}
	}
	add(doc.Plaintext(t.Name.Inlines))
	for _, a := range t.Also {
		add(a.V)
	}
	if len(t.Not) > 0 {
		f.not = sync.OnceValue(func() *regexp.Regexp {
			var not []string
			for _, n := range t.Not {
				not = append(not, regexp.QuoteMeta(n.V))
			}
			return regexp.MustCompile(`(?i)` + strings.Join(not, "|"))
		})
	}
	return f
}

// In returns where the term first stands in a text, as it is written there; an empty string where it does not.
func (f TermFinder) In(text string) (at int, found string) {
	if !slices.ContainsFunc(f.forms, func(w string) bool { return strings.Contains(text, w) }) {
		return 0, ""
	}
	if f.not != nil { // of the same length, so that places stay
		text = f.not().ReplaceAllStringFunc(text, func(m string) string { return strings.Repeat("\x00", len(m)) })
	}
	for _, w := range f.forms {
		if i := wordIn(text, w); i >= 0 && (found == "" || i < at) {
			at, found = i, w
		}
	}
	return at, found
}

// wordIn returns where a form first stands in a text with no letter or number before and behind it, -1 for nowhere.
func wordIn(text, form string) int {
	part := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	for from := 0; ; {
		i := strings.Index(text[from:], form)
		if i < 0 {
			return -1
		}
		at, end := from+i, from+i+len(form)
		before, _ := utf8.DecodeLastRuneInString(text[:at])
		after, _ := utf8.DecodeRuneInString(text[end:])
		if !part(before) && !part(after) {
			return at
		}
		from = at + 1
	}
}
