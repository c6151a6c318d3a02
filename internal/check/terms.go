package check

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"sync"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

// glossary wants every term to be used somewhere: in a guide or a listing, or in the meaning of another term.
func glossary(c *catalog.Catalog, ds *diag.List) {
	var texts []string
	model.Texts(c.Site, func(t doc.Text) {
		if !strings.HasPrefix(t.Key, "glossary.yaml") || strings.HasSuffix(t.Key, "/meaning") {
			texts = append(texts, doc.Plaintext(t.Inlines))
		}
	})
	all := strings.Join(texts, "\n")
	for _, t := range c.Site.Glossary {
		if _, found := catalog.FindTerm(t).In(all); found == "" {
			ds.Warning(t.Name.Pos, "unused-term", "the term %q stands in no guide and no listing", doc.Plaintext(t.Name.Inlines)).
				Hint("take it out, or add the form that guides use to also:")
		}
	}
}

// An English knows what there is in English texts that their translations have to have too, of each text once for all
// languages. Any number of goroutines may use it.
type English struct {
	finders map[string]catalog.TermFinder // of the glossary's terms, by the keys of their names
	texts   sync.Map                      // an *englishText by its text
}

// An englishText is what was found in a text.
type englishText struct {
	*segment.Original
	terms map[string]string // by their keys, as they are written there; but for one that is all of the text
}

// NewEnglish readies a site's.
func NewEnglish(site *model.Site) *English {
	x := &English{finders: map[string]catalog.TermFinder{}}
	for _, t := range site.Glossary {
		x.finders[t.Name.Key] = catalog.FindTerm(bent(t))
	}
	return x
}

// text returns what there is in a text.
func (x *English) text(s string) *englishText {
	if t, ok := x.texts.Load(s); ok {
		return t.(*englishText)
	}
	t := &englishText{Original: segment.NewOriginal(s)}
	for key, f := range x.finders {
		if _, found := f.In(s); found != "" && found != s {
			if t.terms == nil {
				t.terms = map[string]string{}
			}
			t.terms[key] = found
		}
	}
	x.texts.Store(s, t)
	return t
}

// An agreedTerm is a term of the glossary and what it is in a language.
type agreedTerm struct {
	key   string     // of its name
	own   [][]string // the stems of each form in the language; one of the forms has to be there
	shown string
}

// agreed returns the terms that the glossary has in a language.
func agreed(c *catalog.Catalog, l lang.Tag) []agreedTerm {
	var out []agreedTerm
	terms := map[string]bool{}
	for _, t := range c.Site.Glossary {
		terms[t.Name.Key] = true
	}
	c.EachTranslationIn(l, catalog.Shared, func(t doc.Text, _ string, e *segment.Entry, fresh doc.Freshness) {
		if !terms[t.Key] || e == nil || fresh != doc.Fresh || len(e.Strs) != 1 {
			return
		}
		a := agreedTerm{key: t.Key, shown: e.Strs[0]}
		for _, form := range strings.FieldsFunc(e.Strs[0], func(r rune) bool { return strings.ContainsRune("()（）/،,、，", r) }) {
			if s := stems(form); len(s) > 0 {
				a.own = append(a.own, s)
			}
		}
		out = append(out, a)
	})
	return out
}

// bent returns a term with those of its other forms that are the same word: "benefits", not "family doctor" for "GP".
// Another word may well be translated by another.
func bent(t model.Term) model.Term {
	name := strings.ToLower(doc.Plaintext(t.Name.Inlines))
	t.Also = slices.DeleteFunc(slices.Clone(t.Also), func(a model.At[string]) bool {
		return !strings.HasPrefix(strings.ToLower(a.V), name) && !strings.HasPrefix(name, strings.ToLower(a.V))
	})
	return t
}

// stems returns the beginnings of a form's words, which stay when a word is bent: half of each, three letters at least.
// What languages of the Arabic script put before a word is taken off.
func stems(form string) []string {
	var out []string
	words := strings.FieldsFunc(plain(form), func(r rune) bool { return !unicode.In(r, unicode.L, unicode.M, unicode.N) && r != '\u200c' })
	for _, w := range words {
		w = strings.TrimPrefix(w, "ال")
		n := utf8.RuneCountInString(w)
		first, _ := utf8.DecodeRuneInString(w)
		switch {
		case unicode.Is(unicode.Han, first): // a letter is a word
			out = append(out, string([]rune(w)[:(n+1)/2]))
		case n > 2 || len(words) == 1 || n == 2 && !unicode.Is(unicode.Latin, first): // shorter ones are "of" and "the"
			out = append(out, string([]rune(w)[:min(n, max(3, n/2))]))
		}
	}
	return out
}

// plain writes a text in small letters, without the marks of vowels that Arabic may have or not.
func plain(s string) string {
	return strings.Map(func(r rune) rune {
		if 0x064B <= r && r <= 0x0652 || r == 0x0670 || r == 0x0640 {
			return -1
		}
		return unicode.ToLower(r)
	}, s)
}

var placeholder = regexp.MustCompile(`\{[^{}]*\}`)

// otherTerms reports terms of the English that stand in the translation neither as agreed nor in English.
func (j judge) otherTerms(english *englishText, form string) []segment.Problem {
	var out []segment.Problem
	if len(english.terms) == 0 {
		return nil
	}
	low := plain(placeholder.ReplaceAllString(form, " "))
	for _, t := range j.terms {
		found := english.terms[t.key]
		if found == "" || len(t.own) == 0 {
			continue
		}
		if _, kept := j.english.finders[t.key].In(form); kept != "" {
			continue
		}
		if !slices.ContainsFunc(t.own, func(stems []string) bool {
			have := 0
			for _, s := range stems {
				if strings.Contains(low, s) {
					have++
				}
			}
			return 2*have >= len(stems)
		}) {
			out = append(out, segment.Problem{Code: "other-term", Message: fmt.Sprintf("the glossary has %q for %q, and it is not here", t.shown, found), Name: found})
		}
	}
	return out
}
