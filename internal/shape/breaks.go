package shape

import (
	"unicode"
	"unicode/utf8"
)

// An opportunity says whether a line may end before a character.
type opportunity uint8

const (
	no     opportunity = iota
	strain             // between clusters of a word that is wider than a line
	inFact             // inside a fact that is wider than a line
	may                // as UAX 14 and the dictionaries say
	must
)

// opportunities finds where lines may end: out[i] is before text[i], and out[len(text)] is must.
func (s *Shaper) opportunities(p *Para) []opportunity {
	out := s.uax14(p.Text)
	wordBreaks(p.Text, func(i int) { out[i] = max(out[i], may) })
	for _, span := range p.Spans {
		if !span.Fact {
			continue
		}
		for i := max(span.Start, 0) + 1; i < min(span.End, len(p.Text)); i++ {
			if out[i] == may {
				out[i] = inFact
			}
		}
	}
	return out
}

// uax14 finds the opportunities by the Unicode line breaking algorithm, and below them the boundaries of
// grapheme clusters (UAX 29).
func (s *Shaper) uax14(text []rune) []opportunity {
	valid := make([]rune, len(text))
	for i, r := range text {
		if !utf8.ValidRune(r) {
			r = utf8.RuneError
		}
		valid[i] = r
	}
	out := make([]opportunity, len(text)+1)
	s.breaks.Init(valid)
	graphemes := s.breaks.GraphemeIterator()
	for graphemes.Next() {
		g := graphemes.Grapheme()
		out[g.Offset+len(g.Text)] = strain
	}
	lines := s.breaks.LineIterator()
	for lines.Next() {
		l := lines.Line()
		at := &out[l.Offset+len(l.Text)]
		*at = may
		if l.IsMandatoryBreak {
			*at = must
		}
	}
	return out
}

// hangs tells whether r is a space that disappears at the end of a line.
func hangs(r rune) bool {
	switch r {
	case ' ':
		return true
	case 0xa0, 0x2007, 0x202f:
		return false
	}
	return r >= 0x1680 && unicode.Is(unicode.Zs, r)
}

// directs tells whether r is a bidi control: it steers the order and is never seen.
func directs(r rune) bool {
	return r >= 0x2066 && r <= 0x2069 || r >= 0x202a && r <= 0x202e || r == 0x200e || r == 0x200f || r == 0x61c
}
