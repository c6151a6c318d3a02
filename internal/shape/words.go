package shape

import (
	_ "embed"
	"unicode"
)

// Thai, Lao, Khmer and Burmese are written without spaces between words, and UAX 14 leaves where their lines end
// to a dictionary. These are ICU's, unchanged; their licence stands beside them in words/LICENSE-ICU.
var (
	//go:embed words/thai.dict
	thaiWords string
	//go:embed words/lao.dict
	laoWords string
	//go:embed words/khmer.dict
	khmerWords string
	//go:embed words/burmese.dict
	burmeseWords string
)

// wordLists has the dictionary of each script.
var wordLists = []struct {
	script *unicode.RangeTable
	words  dictionary
}{
	{unicode.Thai, openDictionary(thaiWords)},
	{unicode.Lao, openDictionary(laoWords)},
	{unicode.Khmer, openDictionary(khmerWords)},
	{unicode.Myanmar, openDictionary(burmeseWords)},
}

// wordBreaks calls mark with the place before each word that starts inside a stretch of one of the four scripts.
func wordBreaks(text []rune, mark func(i int)) {
	for i := 0; i < len(text); i++ {
		if text[i] < 0xe00 || text[i] > 0x17ff {
			continue
		}
		for _, list := range wordLists {
			end := i
			for end < len(text) && spells(list.script, text[end]) {
				end++
			}
			if end > i {
				list.words.split(text[i:end], func(at int) { mark(i + at) })
				i = end - 1
				break
			}
		}
	}
}

// spells tells whether r is part of a word in a script. The joiners are, anywhere but at its beginning.
func spells(script *unicode.RangeTable, r rune) bool {
	return r == zwnj || r == zwj || unicode.Is(script, r) && unicode.In(r, unicode.L, unicode.M)
}

const zwnj, zwj = '\u200c', '\u200d'

// unknownCost is what a character outside all words costs, against 1 for a word.
const unknownCost = 1000

// split calls mark with the inner word boundaries of text: of all ways to read it the one with the fewest
// characters outside words, and then the fewest words. Between two stretches outside words there is none.
func (d dictionary) split(text []rune, mark func(at int)) {
	type step struct {
		cost, from int
		word       bool
	}
	n := len(text)
	best := make([]step, n+1) // the cheapest way to each place; cost 0 is none yet
	reach := func(to, from, cost int, word bool) {
		cost += best[from].cost
		if best[to].cost == 0 || cost < best[to].cost {
			best[to] = step{cost, from, word}
		}
	}
	for i := range n {
		if i > 0 && best[i].cost == 0 {
			continue
		}
		d.matches(text[i:], func(size int) {
			if !clings(text, i+size) {
				reach(i+size, i, 1, true)
			}
		})
		end := i + 1
		for clings(text, end) {
			end++
		}
		reach(end, i, unknownCost*(end-i), false)
	}
	for at := n; best[at].from > 0; at = best[at].from {
		if before := best[at].from; best[at].word || best[before].word {
			mark(before)
		}
	}
}

// clings tells whether text[i] cannot start a line: a mark, a vowel or sign that follows its consonant, or what
// comes after a virama or after a vowel that is written before its consonant.
func clings(text []rune, i int) bool {
	if i >= len(text) {
		return false
	}
	r := text[i]
	switch r {
	case zwnj, zwj,
		0xe2f, 0xe30, 0xe32, 0xe33, 0xe45, 0xe46, // Thai
		0xeb0, 0xeb2, 0xeb3, 0xebd, 0xec6: // Lao
		return true
	}
	if unicode.Is(unicode.M, r) {
		return true
	}
	if i == 0 {
		return false
	}
	const khmerCoeng, burmeseVirama, burmeseAsat = 0x17d2, 0x1039, 0x103a
	switch p := text[i-1]; {
	case p >= 0xe40 && p <= 0xe44, p >= 0xec0 && p <= 0xec4, p == khmerCoeng, p == burmeseVirama:
		return true
	}
	return i+1 < len(text) && text[i+1] == burmeseAsat && r >= 0x1000 && r <= 0x1021 // a final consonant
}
