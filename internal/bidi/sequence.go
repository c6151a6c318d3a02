package bidi

import "golang.org/x/text/unicode/bidi"

// A sequence is an isolating run sequence (BD13): characters that see each other as neighbours.
type sequence struct {
	at       []int        // their places in the paragraph, rising
	class    []bidi.Class // their classes, as the rules change them
	level    Level
	sos, eos bidi.Class // the directions before and after
}

// sequences is rule X10. The characters that X9 removes are in none.
func (p *paragraph) sequences() [][]int {
	var runs [][]int
	runAt := make([]int, len(p.orig)) // by the first character of a run
	for i := range p.orig {
		if removed(p.orig[i]) {
			continue
		}
		k := len(runs) - 1
		if k < 0 || p.explicit[runs[k][0]] != p.explicit[i] {
			runs = append(runs, nil)
			k++
			runAt[i] = k
		}
		runs[k] = append(runs[k], i)
	}
	var out [][]int
	for _, run := range runs {
		if p.closes[run[0]] {
			continue // the rest of an earlier one
		}
		seq := run
		for {
			end := p.match[seq[len(seq)-1]]
			if end < 0 {
				break
			}
			seq = append(seq[:len(seq):len(seq)], runs[runAt[end]]...)
		}
		out = append(out, seq)
	}
	return out
}

// resolve runs the rules W1 to I2 over a sequence and sets the levels.
func (p *paragraph) resolve(at []int) {
	s := &sequence{at: at, level: p.explicit[at[0]], class: make([]bidi.Class, len(at))}
	for k, i := range at {
		s.class[k] = p.class[i]
	}
	s.sos = direction(max(s.level, p.levelBefore(at[0])))
	s.eos = direction(max(s.level, p.levelAfter(at[len(at)-1])))
	s.marksAndNumbers()
	s.separators()
	s.terminators()
	s.leftovers()
	s.brackets(p.text, p.orig)
	s.neutrals()
	for k, i := range at {
		p.level[i] = implicit(s.level, s.class[k])
	}
}

// levelBefore is the level of what stands before character i, or the paragraph's.
func (p *paragraph) levelBefore(i int) Level {
	for i--; i >= 0; i-- {
		if !removed(p.orig[i]) {
			return p.explicit[i]
		}
	}
	return p.base
}

// levelAfter is the level of what stands after character i, or the paragraph's. After an isolate that never
// ends stands the end of the paragraph.
func (p *paragraph) levelAfter(i int) Level {
	if initiates(p.orig[i]) && p.match[i] < 0 {
		return p.base
	}
	for i++; i < len(p.orig); i++ {
		if !removed(p.orig[i]) {
			return p.explicit[i]
		}
	}
	return p.base
}

// marksAndNumbers is W1 to W3: marks follow their letter, European digits after Arabic letters are Arabic
// numbers, Arabic letters are right to left.
func (s *sequence) marksAndNumbers() {
	before, strong := s.sos, s.sos
	for k, c := range s.class {
		if c == bidi.NSM {
			c = before
			if initiates(before) || before == bidi.PDI {
				c = bidi.ON
			}
		}
		before = c
		switch {
		case c == bidi.L || c == bidi.R || c == bidi.AL:
			strong = c
		case c == bidi.EN && strong == bidi.AL:
			c = bidi.AN
			before = c
		}
		s.class[k] = c
	}
	for k, c := range s.class {
		if c == bidi.AL {
			s.class[k] = bidi.R
		}
	}
}

// separators is W4: one separator between two numbers belongs to them.
func (s *sequence) separators() {
	t := s.class
	for k := 1; k+1 < len(t); k++ {
		switch {
		case t[k] == bidi.ES && t[k-1] == bidi.EN && t[k+1] == bidi.EN:
			t[k] = bidi.EN
		case t[k] == bidi.CS && t[k-1] == t[k+1] && (t[k-1] == bidi.EN || t[k-1] == bidi.AN):
			t[k] = t[k-1]
		}
	}
}

// terminators is W5: signs such as % and £ beside a European number belong to it.
func (s *sequence) terminators() {
	t := s.class
	for k := 0; k < len(t); k++ {
		if t[k] != bidi.ET {
			continue
		}
		end := k
		for end < len(t) && t[end] == bidi.ET {
			end++
		}
		if k > 0 && t[k-1] == bidi.EN || end < len(t) && t[end] == bidi.EN {
			fill(t[k:end], bidi.EN)
		}
		k = end - 1
	}
}

// leftovers is W6 and W7: other separators are neutral, European digits in left-to-right text are as letters.
func (s *sequence) leftovers() {
	strong := s.sos
	for k, c := range s.class {
		switch c {
		case bidi.ES, bidi.CS, bidi.ET:
			s.class[k] = bidi.ON
		case bidi.L, bidi.R:
			strong = c
		case bidi.EN:
			if strong == bidi.L {
				s.class[k] = bidi.L
			}
		}
	}
}

// neutrals is N1 and N2: neutrals between text of one direction have it, others have the sequence's.
func (s *sequence) neutrals() {
	t := s.class
	for k := 0; k < len(t); k++ {
		if !neutral(t[k]) {
			continue
		}
		end := k
		for end < len(t) && neutral(t[end]) {
			end++
		}
		left, right := s.sos, s.eos
		if k > 0 {
			left = strongOf(t[k-1])
		}
		if end < len(t) {
			right = strongOf(t[end])
		}
		dir := direction(s.level)
		if left == right {
			dir = left
		}
		fill(t[k:end], dir)
		k = end - 1
	}
}

// implicit is I1 and I2: the level of a character of class c, resolved to L, R, EN or AN.
func implicit(level Level, c bidi.Class) Level {
	switch {
	case level.RTL() && c != bidi.R:
		return level + 1
	case !level.RTL() && c == bidi.R:
		return level + 1
	case !level.RTL() && (c == bidi.AN || c == bidi.EN):
		return level + 2
	}
	return level
}

// strongOf is the direction that a resolved class has for its neighbours, or ON for none.
func strongOf(c bidi.Class) bidi.Class {
	switch c {
	case bidi.L:
		return bidi.L
	case bidi.R, bidi.EN, bidi.AN:
		return bidi.R
	}
	return bidi.ON
}

func neutral(c bidi.Class) bool {
	switch c {
	case bidi.B, bidi.S, bidi.WS, bidi.ON, bidi.LRI, bidi.RLI, bidi.FSI, bidi.PDI:
		return true
	}
	return false
}

func direction(l Level) bidi.Class {
	if l.RTL() {
		return bidi.R
	}
	return bidi.L
}

func fill(t []bidi.Class, c bidi.Class) {
	for k := range t {
		t[k] = c
	}
}
