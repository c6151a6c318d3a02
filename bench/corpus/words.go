package corpus

import (
	"embed"
	"strings"

	"welcomepack/internal/lang"
)

// words has one file for each language that has sentences of its own, with as many lines as English, in the same order.
//
//go:embed words/*.txt
var words embed.FS

// borrowed is the languages that have sentences of their own, by script; a language without takes those of its script.
var borrowed = map[string]lang.Tag{"Latn": "so", "Arab": "fa", "Ethi": "ti", "Cyrl": "uk"}

// sentences returns the sentences of a language, each in the place of the English that it translates.
func sentences(l lang.Tag) []string {
	b, err := words.ReadFile("words/" + string(l) + ".txt")
	if err != nil {
		b, err = words.ReadFile("words/" + string(borrowed[l.Locale().Script]) + ".txt")
	}
	if err != nil {
		panic("corpus: no sentences for " + string(l))
	}
	return strings.Split(strings.TrimSpace(string(b)), "\n")
}

// languages returns n languages that the corpus has sentences for, English first.
func languages(n int) []lang.Tag {
	var own, others []lang.Tag
	for _, t := range lang.Tags() {
		if _, err := words.Open("words/" + string(t) + ".txt"); err == nil {
			own = append(own, t)
		} else if borrowed[t.Locale().Script] != "" {
			others = append(others, t)
		}
	}
	return append(own, others...)[:n]
}

// A text is words in all languages: a name, which stays as it is, and sentences by number.
type text struct {
	name      string
	sentences []int
}

// in returns the text in the language of the sentences.
func (t text) in(s []string) string {
	var parts []string
	for _, i := range t.sentences {
		parts = append(parts, s[i%len(s)])
	}
	out := strings.Join(parts, " ")
	if t.name == "" {
		return out
	}
	if out == "" {
		return t.name
	}
	return t.name + ": " + out
}

// label is a short text: the name, and the first words of a sentence.
type label struct {
	name     string
	sentence int
}

func (l label) in(s []string) string {
	first := strings.Fields(strings.TrimRight(s[l.sentence%len(s)], ".۔።,،፣"))
	return l.name + " " + strings.TrimRight(strings.Join(first[:min(3, len(first))], " "), ",،፣")
}

var syllables = strings.Fields("ba ru to li me ka do si no va pe gu ra mi zo le fu ta bi so")

// name is an invented name, another one for each n below 160,000.
func name(n int) string {
	n = n*7919%160_000 + 160_000
	var b strings.Builder
	for range 4 {
		b.WriteString(syllables[n%20])
		n /= 20
	}
	s := b.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// phrase puts words of a language for the words of an interface text; what stands in braces stays.
func phrase(english string, s []string) string {
	material := strings.Fields(strings.Join(s, " "))
	at := len(english) * 7
	var out []string
	for _, w := range strings.Fields(english) {
		switch {
		case strings.ContainsAny(w, "{}*[]\\0123456789@/"):
			out = append(out, w)
		default:
			out = append(out, strings.Trim(material[at%len(material)], ".,،۔።፣"))
		}
		at++
	}
	return strings.Join(out, " ")
}
