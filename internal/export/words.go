package export

import (
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// The rules of this file have a twin in themes/default/assets/find.js: words that are looked for go the same way
// as words of the index. A test holds the two against each other for every character.

// A span is characters from Lo to Hi.
type span struct{ Lo, Hi rune }

func within(spans []span, r rune) bool {
	for _, s := range spans {
		if s.Lo <= r && r <= s.Hi {
			return true
		}
	}
	return false
}

// dropped is marks that people leave out when they write: accents, vowel signs of Arabic and Hebrew, nuktas,
// Ethiopic length marks, apostrophes, joiners, soft hyphens, tatweel and a lone hamza.
var dropped = []span{
	{0x27, 0x27}, {0x60, 0x60}, {0xAD, 0xAD}, {0x2B0, 0x36F}, {0x483, 0x489}, {0x591, 0x5BD}, {0x5BF, 0x5BF}, {0x5C1, 0x5C2},
	{0x5C4, 0x5C5}, {0x5C7, 0x5C7}, {0x610, 0x61A}, {0x621, 0x621}, {0x640, 0x640}, {0x64B, 0x65F}, {0x670, 0x670},
	{0x6D6, 0x6ED}, {0x93C, 0x93C}, {0x9BC, 0x9BC}, {0xA3C, 0xA3C}, {0xABC, 0xABC}, {0x135D, 0x135F}, {0x1AB0, 0x1AFF},
	{0x1DC0, 0x1DFF}, {0x200C, 0x200F}, {0x2018, 0x201B}, {0x202A, 0x202E}, {0x2060, 0x2069}, {0x20D0, 0x20FF}, {0xFE00, 0xFE0F},
	{0xFE20, 0xFE2F}, {0xFEFF, 0xFEFF},
}

// parting is what stands between words.
var parting = []span{
	{0x00, 0x26}, {0x28, 0x2F}, {0x3A, 0x40}, {0x5B, 0x5F}, {0x7B, 0xAC}, {0xAE, 0xB4}, {0xB6, 0xB9}, {0xBB, 0xBF}, {0xD7, 0xD7},
	{0xF7, 0xF7}, {0x55A, 0x55F}, {0x589, 0x58A}, {0x5BE, 0x5BE}, {0x5C0, 0x5C0}, {0x5C3, 0x5C3}, {0x5C6, 0x5C6}, {0x5F3, 0x5F4},
	{0x600, 0x60F}, {0x61B, 0x61F}, {0x66A, 0x66D}, {0x6D4, 0x6D4}, {0x964, 0x965}, {0x970, 0x970}, {0xDF4, 0xDF4}, {0xE2F, 0xE2F},
	{0xE3F, 0xE3F}, {0xE46, 0xE46}, {0xE4F, 0xE4F}, {0xE5A, 0xE5B}, {0x104A, 0x104F}, {0x10FB, 0x10FB}, {0x1360, 0x1368},
	{0x1680, 0x1680}, {0x17D4, 0x17DA}, {0x2000, 0x200B}, {0x2010, 0x2017}, {0x201C, 0x2029}, {0x202F, 0x205F}, {0x20A0, 0x20CF},
	{0x2100, 0x2BFF}, {0x2E00, 0x2E7F}, {0x2FF0, 0x303F}, {0x30FB, 0x30FB}, {0xD800, 0xF8FF}, {0xFD3E, 0xFD4F}, {0xFDFC, 0xFDFF},
	{0xFE10, 0xFE1F}, {0xFE30, 0xFE6F}, {0xFFE0, 0xFFFF},
}

// folded is letters that people write for each other: pairs of one that is written and what stands for it.
var folded = pairs("ıi ßss æae œoe øo đd łl þth ðd ħh ŋn ςσ əa ɣg ɛe ɔo " +
	"ىي یي ېي ۍي ێي ےي ۓي ةه ەه ہه ھه ۃه ۂه ۀه ۿه کك ڪك ګگ ںن ڼن ۆو ۇو ۋو ڕر ڵل ٱا " +
	"ሃሀ ኣአ")

func pairs(s string) map[rune]string {
	m := map[rune]string{}
	for _, p := range strings.Fields(s) {
		r := []rune(p)
		m[r[0]] = string(r[1:])
	}
	return m
}

// A shift is a row of letters that stands for another row.
type shift struct {
	span
	by rune
}

// shifts is Ethiopic letters that sound alike, by their seven orders, and digits of other scripts.
var shifts = append([]shift{
	{span{0x1210, 0x1217}, -0x10}, {span{0x1220, 0x1227}, 0x10}, {span{0x1280, 0x1287}, -0x80}, {span{0x12D0, 0x12D7}, -0x30},
	{span{0x1340, 0x1347}, -0x8},
}, digitShifts(0x660, 0x6F0, 0x7C0, 0x966, 0x9E6, 0xA66, 0xAE6, 0xB66, 0xBE6, 0xC66, 0xCE6, 0xD66, 0xDE6, 0xE50, 0xED0, 0xF20, 0x1040, 0x17E0, 0x1810)...)

func digitShifts(zeros ...rune) []shift {
	var out []shift
	for _, z := range zeros {
		out = append(out, shift{span{z, z + 9}, '0' - z})
	}
	return out
}

// normalise writes words in the one way in which they are compared: compatible forms, small letters, no marks that
// people leave out, one letter for those that are written for each other, digits 0 to 9. Each run of what parts
// words is a blank.
func normalise(s string) string {
	var b strings.Builder
	for _, r := range norm.NFKD.String(s) {
		r = unicode.ToLower(r)
		for _, x := range shifts {
			if x.Lo <= r && r <= x.Hi {
				r += x.by
				break
			}
		}
		to, ok := folded[r]
		switch {
		case ok:
			b.WriteString(to)
		case within(dropped, r):
		case within(parting, r):
			b.WriteByte(' ')
		default:
			b.WriteRune(r)
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}

// unspaced is the letters of scripts that part no words, with how many make a unit: two where each is a word or
// half of one, three where they are sounds.
func unspaced(r rune) int {
	switch {
	case 0x2E80 <= r && r <= 0x2FDF, 0x3040 <= r && r <= 0x30FF, 0x3400 <= r && r <= 0x4DBF, 0x4E00 <= r && r <= 0x9FFF, 0x20000 <= r && r <= 0x3FFFF:
		return 2
	case 0xE01 <= r && r <= 0xE4E, 0xE81 <= r && r <= 0xEDF, 0x1000 <= r && r <= 0x109F, 0x1780 <= r && r <= 0x17D3:
		return 3
	}
	return 0
}

// units returns what words are found by: each word, without the article that Arabic ties to it, and every two or
// three letters that follow each other where the script parts no words.
func units(s string) []string {
	var out []string
	for _, word := range strings.Fields(normalise(s)) {
		runes := []rune(word)
		for len(runes) > 0 {
			kind, n := unspaced(runes[0]), 1
			for n < len(runes) && unspaced(runes[n]) == kind {
				n++
			}
			if kind == 0 {
				out = append(out, withoutArticle(string(runes[:n])))
			} else {
				out = append(out, grams(runes[:n], kind)...)
			}
			runes = runes[n:]
		}
	}
	return out
}

// grams returns every n letters that follow each other, or all where they are fewer.
func grams(run []rune, n int) []string {
	if len(run) <= n {
		return []string{string(run)}
	}
	var out []string
	for i := 0; i+n <= len(run); i++ {
		out = append(out, string(run[i:i+n]))
	}
	return out
}

// withoutArticle takes "the", and an "and", "with", "for" or "like" before it, from an Arabic word of which
// enough is left.
func withoutArticle(word string) string {
	rest, ok := strings.CutPrefix(word, "ال")
	if ok && len([]rune(rest)) >= 2 {
		return rest
	}
	for _, p := range []string{"وال", "بال", "فال", "كال", "لل"} {
		if rest, ok := strings.CutPrefix(word, p); ok && len([]rune(rest)) >= 3 {
			return rest
		}
	}
	return word
}
