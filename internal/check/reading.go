package check

import (
	"cmp"
	"math"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

const (
	oldestReader  = 12  // years: what councils accept; nine is what they aim at
	fewWords      = 100 // a formula says nothing of a shorter guide
	fewInSentence = 8   // nor does breaking a shorter sentence help
	fewPassives   = 4
	mostPassive   = 0.25 // of the sentences
)

// A measured sentence is one with its text and how hard it is to read.
type measured struct {
	text     doc.Text
	sentence string
	words    int
	syllable int
}

func (m measured) grade() float64 { return fleschKincaid(1, m.words, m.syllable) }

// guide looks at how hard a guide is as a whole, and how much of it hides who acts. Tables and headings have no
// sentences.
func (p *editor) guide(g *model.Guide) {
	var all []measured
	var passive []measured
	take := func(t doc.Text) {
		for _, s := range sentences(doc.Plaintext(t.Inlines)) {
			m := measure(t, s)
			if m.words == 0 {
				continue
			}
			all = append(all, m)
			if passiveForm.MatchString(s) {
				passive = append(passive, m)
			}
		}
	}
	doc.Walk(g.Body, func(b doc.Block) {
		if x, ok := b.(doc.Paragraph); ok {
			take(x.Text)
		}
	})
	words, syllables := 0, 0
	for _, m := range all {
		words, syllables = words+m.words, syllables+m.syllable
	}
	if words < fewWords {
		return
	}
	if age := fleschKincaid(len(all), words, syllables) + 5; math.Round(age) > oldestReader {
		hardest := slices.DeleteFunc(slices.Clone(all), func(m measured) bool { return m.words < fewInSentence })
		slices.SortStableFunc(hardest, func(a, b measured) int { return cmp.Compare(b.grade(), a.grade()) })
		d := p.ds.Advice(g.Title.Pos, "reading-age", "this guide is for readers of %.0f years and older, by the Flesch–Kincaid formula; %d is the most", age, oldestReader)
		for _, m := range hardest[:min(3, len(hardest))] {
			d.Note(p.locate(m.text, m.sentence), "a hard sentence: %s", m.sentence)
		}
		d.Hint("break long sentences, and use shorter words in these")
	}
	if n := len(passive); n >= fewPassives && float64(n) > mostPassive*float64(len(all)) {
		d := p.ds.Advice(g.Title.Pos, "passive", "%d of %d sentences do not say who acts", n, len(all))
		for _, m := range passive[:min(3, n)] {
			found := passiveForm.FindString(m.sentence)
			d.Note(p.locate(m.text, found), "%q", found)
		}
		d.Hint("name who acts first: “the council checks your form”, not “your form is checked”")
	}
}

var reference = regexp.MustCompile(`\{[^}]*\}`)

// measure counts a sentence; a fact counts as no word.
func measure(t doc.Text, s string) measured {
	m := measured{text: t, sentence: s}
	for _, w := range wordsIn(reference.ReplaceAllString(s, "")) {
		m.words++
		m.syllable += syllables(w)
	}
	return m
}

// fleschKincaid is the Flesch–Kincaid grade level (Kincaid and others, 1975): the year of American schooling that a text
// asks for; five more is the age.
func fleschKincaid(sentences, words, syllables int) float64 {
	if words == 0 || sentences == 0 {
		return 0
	}
	return 0.39*float64(words)/float64(sentences) + 11.8*float64(syllables)/float64(words) - 15.59
}

var (
	vowels     = regexp.MustCompile(`[aeiouy]+`)
	silentEnd  = regexp.MustCompile(`(?:[^laeiouy]e|[^aeiouytd]ed|[^aeiouyscxzg]es)$`)
	twoVowels  = regexp.MustCompile(`ia|io[^nu]|[rd]ea$|quie|ue[nt]|ua|ying|[^q]ui[nt]|creat`)
	notLetters = regexp.MustCompile(`[^a-z]`)
)

// syllables counts those of an English word as it is mostly said; at least one.
func syllables(word string) int {
	w := notLetters.ReplaceAllString(strings.ToLower(word), "")
	n := len(vowels.FindAllString(w, -1)) + len(twoVowels.FindAllString(w, -1))
	if silentEnd.MatchString(w) {
		n--
	}
	return max(n, 1)
}
