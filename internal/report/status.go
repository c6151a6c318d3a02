// Package report makes what the site's people look at, not its readers: how far translations are. Its pages lie in
// dist/report, in English, and are kept out of search engines.
package report

import (
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// A State says how a message stands, the best first.
type State int

const (
	Reviewed State = iota // a fluent reader passed these very words
	Draft                 // translated from the present English
	Stale                 // the English changed since, or a translator is not sure
	Missing               // not translated
	states
)

// StateNames are the states' names, by state.
var StateNames = [states]string{"reviewed", "draft", "stale", "missing"}

// A Tally counts messages, and the English words in them, by state.
type Tally struct {
	Messages, Words [states]int
}

func (t *Tally) add(o Tally) {
	for i := range t.Messages {
		t.Messages[i] += o.Messages[i]
		t.Words[i] += o.Words[i]
	}
}

// All is the number of messages and of words.
func (t Tally) All() (messages, words int) {
	for i := range t.Messages {
		messages += t.Messages[i]
		words += t.Words[i]
	}
	return messages, words
}

// Sum adds parts up.
func Sum(parts []Part) Tally {
	var t Tally
	for _, p := range parts {
		t.add(p.Tally)
	}
	return t
}

// A Level is how far translations are to come: Draft for translated from the present English, Reviewed for passed by a
// fluent reader too.
type Level = State

// ToDo is the words that are missing to a level.
func (t Tally) ToDo(l Level) int {
	n := t.Words[Missing] + t.Words[Stale]
	if l == Reviewed {
		n += t.Words[Draft]
	}
	return n
}

// A Part is one translation file of a language: interface, shared, or a borough.
type Part struct {
	Name string
	Tally
}

// A Language is how far the translation into a language is.
type Language struct {
	Lang    lang.Tag
	OnSite  bool // site.yaml names it
	Machine bool // some of it was made by a machine and is not reviewed
	Parts   []Part
	Total   Tally
	Guides  []Guides
}

// Guides counts a borough's guides, and those of them whose every word readers see in the language.
type Guides struct {
	Borough         string
	Translated, All int
}

// A Measure is what a report needs to know of one part of a language.
type Measure struct {
	Tally      Tally    `json:"tally"`
	Machine    bool     `json:"machine,omitempty"`    // some of it was made by a machine and is not reviewed
	Translated []string `json:"translated,omitempty"` // guides; see [catalog.Catalog.WholeGuides]
	Passed     []string `json:"passed,omitempty"`
}

// MeasureOf measures a part. A message is one English text of a translation file; its words are those of the English,
// without placeholders.
func MeasureOf(c *catalog.Catalog, l lang.Tag, name string) Measure {
	var out Measure
	c.EachMessageIn(l, name, func(m catalog.Message) {
		s := stateOf(m)
		out.Tally.Messages[s]++
		out.Tally.Words[s] += words(m.English)
		out.Machine = out.Machine || s != Missing && m.Review == doc.Machine
	})
	out.Translated, out.Passed = c.WholeGuides(l, name)
	return out
}

// Status tells how far every language of the site is, and those that have translations and are not on it yet.
func Status(c *catalog.Catalog) []Language {
	return StatusOf(c, func(l lang.Tag, name string) Measure { return MeasureOf(c, l, name) })
}

// StatusOf is Status of what was measured.
func StatusOf(c *catalog.Catalog, measured func(l lang.Tag, part string) Measure) []Language {
	var out []Language
	for _, l := range c.Site.Settings.Languages {
		if l.V != lang.English {
			out = append(out, language(c, l.V, true, measured))
		}
	}
	for _, o := range c.Site.Overlays {
		known := false
		for _, x := range out {
			known = known || x.Lang == o.Lang
		}
		if !known {
			out = append(out, language(c, o.Lang, false, measured))
		}
	}
	return out
}

func language(c *catalog.Catalog, l lang.Tag, onSite bool, measured func(lang.Tag, string) Measure) Language {
	out := Language{Lang: l, OnSite: onSite}
	translated, passed := map[string]bool{}, map[string]bool{}
	for _, name := range c.Parts() {
		m := measured(l, name)
		if messages, _ := m.Tally.All(); messages > 0 {
			out.Parts = append(out.Parts, Part{name, m.Tally})
		}
		out.Machine = out.Machine || m.Machine
		for _, g := range m.Translated {
			translated[g] = true
		}
		for _, g := range m.Passed {
			passed[g] = true
		}
	}
	out.Total = Sum(out.Parts)
	for _, b := range c.Site.Boroughs {
		g := Guides{Borough: string(b.ID.V)}
		g.Translated, g.All = c.CountGuides(catalog.Edition{Borough: b.ID.V, Lang: l}, translated, passed)
		out.Guides = append(out.Guides, g)
	}
	return out
}

func stateOf(m catalog.Message) State {
	switch {
	case m.Fresh == doc.Missing:
		return Missing
	case m.Fresh == doc.Stale:
		return Stale
	case m.Review == doc.Reviewed:
		return Reviewed
	}
	return Draft
}

// words counts what a translator is paid for.
func words(english string) int {
	n := 0
	depth := 0
	in := false
	for _, r := range english {
		switch {
		case r == '{':
			depth++
		case r == '}' && depth > 0:
			depth--
		case strings.ContainsRune(" \n\t–—", r):
			in = false
		case depth == 0 && !in && !strings.ContainsRune("*[]().,;:!?“”\"…", r):
			in = true
			n++
		}
	}
	return n
}
