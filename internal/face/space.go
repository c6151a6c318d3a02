package face

import (
	"slices"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype/tables"
)

// EndsAtSpaces tells whether no rule of the font looks past a space, at anything but a mark that stands on the space. Then
// text that is shaped word by word, each with the space behind it, is what it is when it is shaped at once.
func (f *Face) EndsAtSpaces() bool { return f.endsAtSpaces }

// endsAtSpaces reads all rules of the font, those of features that nobody asks for too. What is not understood counts
// as a rule that looks past a space.
func endsAtSpaces(f *font.Font) bool {
	g, ok := f.NominalGlyph(' ')
	if !ok || len(f.Kern) > 0 || len(f.Kerx) > 0 || len(f.Morx) > 0 || !f.Trak.IsEmpty() {
		return false
	}
	classes := f.GDEF.GlyphClassDef
	spaces := []tables.GlyphID{tables.GlyphID(g)} // with the glyphs that may be put in its place
	for i := 0; i < len(spaces); i++ {
		s := spaceRules{space: spaces[i], classes: classes}
		skipped := s.skipped()
		for _, l := range f.GSUB.Lookups {
			if l.Flag&skipped != 0 || slices.ContainsFunc(l.Subtables, s.substitutes) {
				return false
			}
			for _, sub := range l.Subtables {
				if g, ok := s.replacement(sub); ok && !slices.Contains(spaces, g) {
					spaces = append(spaces, g)
				}
			}
		}
		for _, l := range f.GPOS.Lookups {
			if l.Flag&skipped != 0 || slices.ContainsFunc(l.Subtables, s.positions) {
				return false
			}
		}
	}
	return true
}

// A spaceRules reads rules for what they do at a space. Its methods tell whether a rule may look past it.
type spaceRules struct {
	space   tables.GlyphID
	classes tables.ClassDef // of GDEF, nil for none
}

const markClass = 3 // of GDEF

// skipped is the flag of lookups that pass over glyphs of the space's class: bases, ligatures or marks.
func (s spaceRules) skipped() uint16 {
	if s.classes == nil {
		return 0
	}
	class, _ := s.classes.Class(s.space)
	if class == 0 || class > markClass {
		return 0
	}
	return 1 << class
}

func (s spaceRules) in(c tables.Coverage) bool {
	_, ok := c.Index(s.space)
	return ok
}

// A place is one of the places of a rule's sequence: whether it may be a space, and whether it is always a mark.
type place struct{ space, mark bool }

// past tells whether a sequence goes on behind a space, and not with a mark.
func past(sequence []place) bool {
	for i := range max(len(sequence)-1, 0) {
		if sequence[i].space && !sequence[i+1].mark {
			return true
		}
	}
	return false
}

// covered is the places of coverages in the order of reading.
func (s spaceRules) covered(to []place, coverages []tables.Coverage) []place {
	for _, c := range coverages {
		to = append(to, place{s.in(c), s.marksOnly(c)})
	}
	return to
}

// marksOnly tells whether a coverage that is small enough to be worth looking at has no glyph but marks.
func (s spaceRules) marksOnly(c tables.Coverage) bool {
	if s.classes == nil {
		return false
	}
	mark := func(g tables.GlyphID) bool {
		class, _ := s.classes.Class(g)
		return class == markClass
	}
	switch c := c.(type) {
	case tables.Coverage1:
		return !slices.ContainsFunc(c.Glyphs, func(g tables.GlyphID) bool { return !mark(g) })
	case tables.Coverage2:
		for _, r := range c.Ranges {
			for g := int(r.StartGlyphID); g <= int(r.EndGlyphID); g++ {
				if !mark(tables.GlyphID(g)) {
					return false
				}
			}
		}
		return true
	}
	return false
}

// numbered is the places of glyphs or classes, where one of them is the space.
func numbered(to []place, sequence []tables.GlyphID, space uint16) []place {
	for _, g := range sequence {
		to = append(to, place{space: g == tables.GlyphID(space)})
	}
	return to
}

func reversed[T any](s []T) []T {
	s = slices.Clone(s)
	slices.Reverse(s)
	return s
}

// class is the space's class; glyphs that are in none have class 0.
func (s spaceRules) class(c tables.ClassDef) uint16 {
	class, _ := c.Class(s.space)
	return class
}

// replacement is the glyph that a rule puts in the place of a space.
func (s spaceRules) replacement(l tables.GSUBLookup) (tables.GlyphID, bool) {
	single, ok := l.(tables.SingleSubs)
	if !ok {
		return 0, false
	}
	switch d := single.Data.(type) {
	case tables.SingleSubstData1:
		return tables.GlyphID(int(s.space) + int(d.DeltaGlyphID)), s.in(d.Coverage)
	case tables.SingleSubstData2:
		if i, ok := d.Coverage.Index(s.space); ok {
			return d.SubstituteGlyphIDs[i], true
		}
	}
	return 0, false
}

func (s spaceRules) substitutes(l tables.GSUBLookup) bool {
	switch l := l.(type) {
	case tables.SingleSubs:
		return false // see replacement
	case tables.LigatureSubs:
		return s.in(l.Coverage) || slices.ContainsFunc(l.LigatureSets, func(set tables.LigatureSet) bool {
			return slices.ContainsFunc(set.Ligatures, func(x tables.Ligature) bool { return slices.Contains(x.ComponentGlyphIDs, s.space) })
		})
	case tables.ReverseChainSingleSubs:
		return s.chained(l.BacktrackCoverages, []tables.Coverage{l.Cov()}, l.LookaheadCoverages)
	case tables.ContextualSubs:
		switch d := l.Data.(type) {
		case tables.ContextualSubs1:
			return s.sequences(d.SeqRuleSet, d.Cov(), uint16(s.space))
		case tables.ContextualSubs2:
			return s.sequences(d.ClassSeqRuleSet, d.Cov(), s.class(d.ClassDef))
		case tables.ContextualSubs3:
			return past(s.covered(nil, d.Coverages))
		}
	case tables.ChainedContextualSubs:
		switch d := l.Data.(type) {
		case tables.ChainedContextualSubs1:
			return s.chains(d.ChainedSeqRuleSet, d.Cov(), uint16(s.space), uint16(s.space), uint16(s.space))
		case tables.ChainedContextualSubs2:
			return s.chains(d.ChainedClassSeqRuleSet, d.Cov(), s.class(d.BacktrackClassDef), s.class(d.InputClassDef), s.class(d.LookaheadClassDef))
		case tables.ChainedContextualSubs3:
			return s.chained(d.BacktrackCoverages, d.InputCoverages, d.LookaheadCoverages)
		}
	}
	return s.in(l.Cov()) // several glyphs, or one of several, in the place of a space
}

func (s spaceRules) positions(l tables.GPOSLookup) bool {
	switch l := l.(type) {
	case tables.SinglePos, tables.MarkBasePos, tables.MarkLigPos, tables.MarkMarkPos:
		return false // they move one glyph, or a mark onto what stands right before it
	case tables.PairPos:
		switch d := l.Data.(type) {
		case tables.PairPosData1:
			return s.in(d.Cov())
		case tables.PairPosData2:
			return s.in(d.Cov()) && s.pairs(d)
		}
	case tables.CursivePos:
		return s.in(l.Cov())
	case tables.ContextualPos:
		switch d := l.Data.(type) {
		case tables.ContextualPos1:
			return s.sequences(d.SeqRuleSet, d.Cov(), uint16(s.space))
		case tables.ContextualPos2:
			return s.sequences(d.ClassSeqRuleSet, d.Cov(), s.class(d.ClassDef))
		case tables.ContextualPos3:
			return past(s.covered(nil, d.Coverages))
		}
	case tables.ChainedContextualPos:
		switch d := l.Data.(type) {
		case tables.ChainedContextualPos1:
			return s.chains(d.ChainedSeqRuleSet, d.Cov(), uint16(s.space), uint16(s.space), uint16(s.space))
		case tables.ChainedContextualPos2:
			return s.chains(d.ChainedClassSeqRuleSet, d.Cov(), s.class(d.BacktrackClassDef), s.class(d.InputClassDef), s.class(d.LookaheadClassDef))
		case tables.ChainedContextualPos3:
			return s.chained(d.BacktrackCoverages, d.InputCoverages, d.LookaheadCoverages)
		}
	}
	return true
}

// pairs tells whether a space and what follows it move each other, or the second is passed over as one of a pair.
func (s spaceRules) pairs(d tables.PairPosData2) bool {
	first := s.class(d.ClassDef1)
	for b := range d.ClassDef2.Extent() {
		r := d.Record(first, uint16(b))
		if r.ValueRecord1 != (tables.ValueRecord{}) || r.ValueRecord2 != (tables.ValueRecord{}) {
			return true
		}
	}
	return d.ValueFormat2 != 0
}

// sequences reads the rules of a context; space is its glyph or class.
func (s spaceRules) sequences(sets []tables.SequenceRuleSet, first tables.Coverage, space uint16) bool {
	start := s.covered(nil, []tables.Coverage{first})
	for _, set := range sets {
		for _, r := range set.SeqRule {
			if past(numbered(start[:1:1], r.InputSequence, space)) {
				return true
			}
		}
	}
	return false
}

// chains reads the rules of a chained context; the last three are the space's glyph or class in each part.
func (s spaceRules) chains(sets []tables.ChainedSequenceRuleSet, first tables.Coverage, before, at, after uint16) bool {
	for _, set := range sets {
		for _, r := range set.ChainedSeqRules {
			sequence := numbered(nil, reversed(r.BacktrackSequence), before)
			sequence = s.covered(sequence, []tables.Coverage{first})
			sequence = numbered(sequence, r.InputSequence, at)
			if past(numbered(sequence, r.LookaheadSequence, after)) {
				return true
			}
		}
	}
	return false
}

// chained reads a chained context of coverages. What stands before is listed from the nearest.
func (s spaceRules) chained(before, at, after []tables.Coverage) bool {
	return past(s.covered(s.covered(s.covered(nil, reversed(before)), at), after))
}
