package bidi

import "golang.org/x/text/unicode/bidi"

// A status is an entry of the directional status stack. Its override is L, R, or ON for none.
type status struct {
	level    Level
	override bidi.Class
	isolate  bool
}

// next is the level inside an embedding or isolate that begins here.
func (s status) next(rtl bool) Level {
	if rtl {
		return (s.level + 1) | 1
	}
	return (s.level + 2) &^ 1
}

// A stack is the state of rules X1 to X8. Its first entry is the paragraph and is never taken off.
type stack struct {
	entries    []status
	isolates   int // valid isolates that are open
	overIso    int // isolates that were too deep, or inside one that was
	overEmbeds int // the same for embeddings
}

func (s *stack) top() status { return s.entries[len(s.entries)-1] }

func (s *stack) pop() { s.entries = s.entries[:len(s.entries)-1] }

// embed works out the explicit levels and overrides: rules X1 to X8.
func (p *paragraph) embed() {
	s := stack{entries: []status{{level: p.base, override: bidi.ON}}}
	for i, c := range p.orig {
		switch {
		case c == bidi.RLE || c == bidi.LRE || c == bidi.RLO || c == bidi.LRO:
			p.level[i] = s.top().level
			s.openEmbedding(c)
		case initiates(c):
			p.set(i, s.top())
			s.openIsolate(c == bidi.RLI || c == bidi.FSI && p.firstStrongInside(i) == bidi.R)
		case c == bidi.PDI:
			s.closeIsolate()
			p.set(i, s.top())
		case c == bidi.PDF:
			p.level[i] = s.top().level
			s.closeEmbedding()
		case c == bidi.B:
			p.level[i] = p.base
		case c == bidi.BN:
			p.level[i] = s.top().level
		default:
			p.set(i, s.top())
		}
	}
}

// set gives character i the level and the override of an entry.
func (p *paragraph) set(i int, s status) {
	p.level[i] = s.level
	if s.override != bidi.ON {
		p.class[i] = s.override
	}
}

// firstStrongInside is rule X5c: the direction of the isolate that begins at i.
func (p *paragraph) firstStrongInside(i int) bidi.Class {
	end := p.match[i]
	if end < 0 {
		end = len(p.orig)
	}
	return p.firstStrong(i+1, end)
}

func (s *stack) openEmbedding(c bidi.Class) {
	level := s.top().next(c == bidi.RLE || c == bidi.RLO)
	if level > maxDepth || s.overIso > 0 || s.overEmbeds > 0 {
		if s.overIso == 0 {
			s.overEmbeds++
		}
		return
	}
	override := bidi.ON
	switch c {
	case bidi.RLO:
		override = bidi.R
	case bidi.LRO:
		override = bidi.L
	}
	s.entries = append(s.entries, status{level: level, override: override})
}

func (s *stack) openIsolate(rtl bool) {
	level := s.top().next(rtl)
	if level > maxDepth || s.overIso > 0 || s.overEmbeds > 0 {
		s.overIso++
		return
	}
	s.isolates++
	s.entries = append(s.entries, status{level: level, override: bidi.ON, isolate: true})
}

func (s *stack) closeIsolate() {
	switch {
	case s.overIso > 0:
		s.overIso--
	case s.isolates > 0:
		s.overEmbeds = 0
		for !s.top().isolate {
			s.pop()
		}
		s.pop()
		s.isolates--
	}
}

func (s *stack) closeEmbedding() {
	switch {
	case s.overIso > 0:
	case s.overEmbeds > 0:
		s.overEmbeds--
	case !s.top().isolate && len(s.entries) > 1:
		s.pop()
	}
}
