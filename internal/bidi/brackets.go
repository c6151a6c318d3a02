package bidi

import (
	"slices"

	"golang.org/x/text/unicode/bidi"
)

// maxBrackets is how many brackets may be open at once (BD16).
const maxBrackets = 63

// A pair is an opening and a closing bracket that belong together, as places in a sequence.
type pair struct{ open, close int }

// brackets is rule N0: both brackets of a pair have one direction, so that "(020)" never shows as ")020)".
func (s *sequence) brackets(text []rune, orig []bidi.Class) {
	for _, p := range s.pairs(text) {
		dir := s.bracketDirection(p)
		if dir == bidi.ON {
			continue
		}
		for _, k := range [...]int{p.open, p.close} {
			s.class[k] = dir
			for j := k + 1; j < len(s.at) && orig[s.at[j]] == bidi.NSM; j++ {
				s.class[j] = dir
			}
		}
	}
}

// pairs is BD16, in the order of the opening brackets.
func (s *sequence) pairs(text []rune) []pair {
	type open struct {
		closing rune
		at      int
	}
	var stack []open
	var out []pair
scan:
	for k, i := range s.at {
		if s.class[k] != bidi.ON {
			continue
		}
		closing, opens, closes := bracket(text[i])
		switch {
		case opens && len(stack) == maxBrackets:
			break scan
		case opens:
			stack = append(stack, open{closing, k})
		case closes:
			for t := len(stack) - 1; t >= 0; t-- {
				if stack[t].closing == closing {
					out = append(out, pair{stack[t].at, k})
					stack = stack[:t]
					break
				}
			}
		}
	}
	slices.SortFunc(out, func(a, b pair) int { return a.open - b.open })
	return out
}

// bracketDirection is N0 b to d: the direction of a pair, or ON when nothing strong is inside.
func (s *sequence) bracketDirection(p pair) bidi.Class {
	own, found := direction(s.level), bidi.ON
	for k := p.open + 1; k < p.close; k++ {
		switch c := strongOf(s.class[k]); c {
		case own:
			return own
		case bidi.ON:
		default:
			found = c
		}
	}
	if found == bidi.ON {
		return bidi.ON
	}
	before := s.sos
	for k := p.open - 1; k >= 0; k-- {
		if c := strongOf(s.class[k]); c != bidi.ON {
			before = c
			break
		}
	}
	if before == found {
		return found
	}
	return own
}

// bracket looks r up. The closing character it returns is the same for canonically equivalent brackets.
func bracket(r rune) (closing rune, opens, closes bool) {
	properties, _ := bidi.LookupRune(r)
	if !properties.IsBracket() {
		return 0, false, false
	}
	if properties.IsOpeningBracket() {
		k, ok := slices.BinarySearchFunc(bracketPairs[:], r, func(p [2]rune, r rune) int { return int(p[0] - r) })
		if !ok {
			return 0, false, false
		}
		return canonical(bracketPairs[k][1]), true, false
	}
	return canonical(r), false, true
}

// canonical maps the one closing bracket that has a canonical equivalent, U+232A, to it.
func canonical(r rune) rune {
	if r == 0x232A {
		return 0x3009
	}
	return r
}

// bracketPairs lists opening and closing brackets, sorted by the opening one (BidiBrackets.txt, Unicode 15).
var bracketPairs = [...][2]rune{
	{0x0028, 0x0029},
	{0x005B, 0x005D},
	{0x007B, 0x007D},
	{0x0F3A, 0x0F3B},
	{0x0F3C, 0x0F3D},
	{0x169B, 0x169C},
	{0x2045, 0x2046},
	{0x207D, 0x207E},
	{0x208D, 0x208E},
	{0x2308, 0x2309},
	{0x230A, 0x230B},
	{0x2329, 0x232A},
	{0x2768, 0x2769},
	{0x276A, 0x276B},
	{0x276C, 0x276D},
	{0x276E, 0x276F},
	{0x2770, 0x2771},
	{0x2772, 0x2773},
	{0x2774, 0x2775},
	{0x27C5, 0x27C6},
	{0x27E6, 0x27E7},
	{0x27E8, 0x27E9},
	{0x27EA, 0x27EB},
	{0x27EC, 0x27ED},
	{0x27EE, 0x27EF},
	{0x2983, 0x2984},
	{0x2985, 0x2986},
	{0x2987, 0x2988},
	{0x2989, 0x298A},
	{0x298B, 0x298C},
	{0x298D, 0x2990},
	{0x298F, 0x298E},
	{0x2991, 0x2992},
	{0x2993, 0x2994},
	{0x2995, 0x2996},
	{0x2997, 0x2998},
	{0x29D8, 0x29D9},
	{0x29DA, 0x29DB},
	{0x29FC, 0x29FD},
	{0x2E22, 0x2E23},
	{0x2E24, 0x2E25},
	{0x2E26, 0x2E27},
	{0x2E28, 0x2E29},
	{0x2E55, 0x2E56},
	{0x2E57, 0x2E58},
	{0x2E59, 0x2E5A},
	{0x2E5B, 0x2E5C},
	{0x3008, 0x3009},
	{0x300A, 0x300B},
	{0x300C, 0x300D},
	{0x300E, 0x300F},
	{0x3010, 0x3011},
	{0x3014, 0x3015},
	{0x3016, 0x3017},
	{0x3018, 0x3019},
	{0x301A, 0x301B},
	{0xFE59, 0xFE5A},
	{0xFE5B, 0xFE5C},
	{0xFE5D, 0xFE5E},
	{0xFF08, 0xFF09},
	{0xFF3B, 0xFF3D},
	{0xFF5B, 0xFF5D},
	{0xFF5F, 0xFF60},
	{0xFF62, 0xFF63},
}
