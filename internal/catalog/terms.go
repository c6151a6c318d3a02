package catalog

import (
	"regexp"
	"slices"
	"strings"
	"unicode"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// A TermFinder finds a term of the glossary in English text, as a whole word in any of its forms, but for the phrases in
// which it means something else.
type TermFinder struct {
	in, not *regexp.Regexp
	forms   []string // as they may be written, for a quick look first
}

// FindTerm returns the finder of a term. A word that begins with a capital letter in the glossary because it is a heading
// there may have a small one in a sentence; an abbreviation may not.
func FindTerm(t model.Term) TermFinder {
	forms := []string{doc.Plaintext(t.Name.Inlines)}
	for _, a := range t.Also {
		forms = append(forms, a.V)
	}
	var written []string
	for i, f := range forms {
		written = append(written, f)
		first, rest := f[:1], f[1:]
		forms[i] = regexp.QuoteMeta(f)
		if strings.IndexFunc(rest, unicode.IsUpper) < 0 && strings.IndexFunc(rest, unicode.IsLower) >= 0 {
			written = append(written, strings.ToUpper(first)+rest, strings.ToLower(first)+rest)
			forms[i] = "(?:" + regexp.QuoteMeta(strings.ToUpper(first)) + "|" + regexp.QuoteMeta(strings.ToLower(first)) + ")" + regexp.QuoteMeta(rest)
		}
	}
	f := TermFinder{forms: written, in: regexp.MustCompile(`(?:^|[^\pL\pN])(` + strings.Join(forms, "|") + `)(?:[^\pL\pN]|$)`)}
	var not []string
	for _, n := range t.Not {
		not = append(not, regexp.QuoteMeta(n.V))
	}
	if len(not) > 0 {
		f.not = regexp.MustCompile(`(?i)` + strings.Join(not, "|"))
	}
	return f
}

// In returns where the term first stands in a text, as it is written there; an empty string where it does not.
func (f TermFinder) In(text string) (at int, found string) {
	if !slices.ContainsFunc(f.forms, func(w string) bool { return strings.Contains(text, w) }) {
		return 0, ""
	}
	if f.not != nil { // of the same length, so that places stay
		text = f.not.ReplaceAllStringFunc(text, func(m string) string { return strings.Repeat("\x00", len(m)) })
	}
	m := f.in.FindStringSubmatchIndex(text)
	if m == nil {
		return 0, ""
	}
	return m[2], text[m[2]:m[3]]
}
