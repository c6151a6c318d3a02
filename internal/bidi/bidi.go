// Package bidi finds the direction of every character of a paragraph and the order in which a line shows
// them: the Unicode bidirectional algorithm (UAX 9), rules P2 to L2. Mirrored brackets (L4) are left to the
// shaper, which has the glyphs.
//
// The package knows nothing of phone numbers. A number that must read left to right stands in U+2066 … U+2069,
// put there by whoever made the text.
package bidi

import "golang.org/x/text/unicode/bidi"

// A Level is an embedding level: even is left to right, odd is right to left.
type Level int8

// Auto, as the base of a paragraph, takes the direction of its first strong character, or left to right.
const Auto Level = -1

// RTL tells whether text of the level runs right to left.
func (l Level) RTL() bool { return l&1 == 1 }

// maxDepth is the deepest embedding of rule BD2; what nests deeper is ignored.
const maxDepth = 125

// A paragraph is the text while its levels are worked out. All slices have its length.
type paragraph struct {
	text     []rune
	orig     []bidi.Class // as in the character database
	class    []bidi.Class // after directional overrides (X1 to X8)
	match    []int        // for an isolate initiator its PDI, else -1
	closes   []bool       // for a PDI: it ends an isolate
	explicit []Level      // after X8
	level    []Level      // the result
	base     Level
}

// Resolve returns the level of each character of one paragraph, and the level of the paragraph itself.
// The base is 0 (left to right), 1 (right to left) or [Auto]. Rule L1 is applied as if the paragraph were one
// line; whoever breaks it gives the space at the end of each line the paragraph's level.
func Resolve(text []rune, base Level) ([]Level, Level) {
	if base > 0 {
		base = 1
	}
	class, simple := classes(text)
	if simple && base != 1 {
		return make([]Level, len(text)), 0
	}
	p := &paragraph{
		text:  text,
		orig:  class,
		class: append([]bidi.Class(nil), class...),
		level: make([]Level, len(text)),
	}
	p.matchIsolates()
	p.base = max(base, 0)
	if base < 0 && p.firstStrong(0, len(text)) == bidi.R {
		p.base = 1
	}
	p.embed()
	p.explicit = append([]Level(nil), p.level...)
	for _, seq := range p.sequences() {
		p.resolve(seq)
	}
	p.fillRemoved()
	p.resetSpace()
	return p.level, p.base
}

// classes looks the characters up. It says simple when none can turn a left-to-right paragraph.
func classes(text []rune) (class []bidi.Class, simple bool) {
	class = make([]bidi.Class, len(text))
	simple = true
	for i, r := range text {
		properties, _ := bidi.LookupRune(r)
		class[i] = properties.Class()
		switch class[i] {
		case bidi.L, bidi.EN, bidi.ES, bidi.CS, bidi.WS, bidi.ON, bidi.ET, bidi.NSM:
		default:
			simple = false
		}
	}
	return class, simple
}

// matchIsolates pairs isolate initiators with the PDI that ends them (BD9).
func (p *paragraph) matchIsolates() {
	p.match = make([]int, len(p.orig))
	p.closes = make([]bool, len(p.orig))
	var open []int
	for i, c := range p.orig {
		p.match[i] = -1
		switch {
		case c == bidi.B:
			open = open[:0] // BD9: a match ends with the paragraph, and a caller may hand over more than one
		case initiates(c):
			open = append(open, i)
		case c == bidi.PDI && len(open) > 0:
			p.match[open[len(open)-1]] = i
			p.closes[i] = true
			open = open[:len(open)-1]
		}
	}
}

// firstStrong returns L or R for the first strong character in [from, to) outside isolates (P2, P3), or ON.
func (p *paragraph) firstStrong(from, to int) bidi.Class {
	for i := from; i < to; i++ {
		switch c := p.orig[i]; {
		case c == bidi.L:
			return bidi.L
		case c == bidi.R || c == bidi.AL:
			return bidi.R
		case initiates(c):
			if p.match[i] < 0 {
				return bidi.ON
			}
			i = p.match[i]
		}
	}
	return bidi.ON
}

// fillRemoved gives the characters that X9 takes out the level of what stands before them, so that they
// never split a run.
func (p *paragraph) fillRemoved() {
	before := p.base
	for i, c := range p.orig {
		if removed(c) {
			p.level[i] = before
		}
		before = p.level[i]
	}
}

// resetSpace is rule L1: separators, and space before them or at the end, have the paragraph's level.
func (p *paragraph) resetSpace() {
	trailing := true
	for i := len(p.orig) - 1; i >= 0; i-- {
		switch c := p.orig[i]; {
		case c == bidi.B || c == bidi.S:
			trailing = true
		case c == bidi.WS || c == bidi.PDI || initiates(c) || removed(c):
		default:
			trailing = false
		}
		if trailing {
			p.level[i] = p.base
		}
	}
}

// initiates tells whether c begins an isolate.
func initiates(c bidi.Class) bool {
	return c == bidi.LRI || c == bidi.RLI || c == bidi.FSI
}

// removed tells whether rule X9 takes characters of class c out of the text.
func removed(c bidi.Class) bool {
	switch c {
	case bidi.LRE, bidi.RLE, bidi.LRO, bidi.RLO, bidi.PDF, bidi.BN:
		return true
	}
	return false
}
