package face

import (
	"errors"
	"fmt"
	"math"
)

// A Part places a glyph of the font in a composed one, in font units.
type Part struct {
	Glyph  uint32
	DX, DY int16
}

// An Entry is a glyph of a subset: a glyph of the font as it is (one part at 0, 0), several glyphs composed into
// one, or a blank (no parts). Adv is its advance; it need not be the font's.
type Entry struct {
	Parts []Part
	Adv   int
}

// plain tells whether the entry is a glyph of the font where it stands.
func (e *Entry) plain() bool {
	return len(e.Parts) == 1 && e.Parts[0].DX == 0 && e.Parts[0].DY == 0
}

// A slot is a glyph of the subset while it is made: composed from parts, or an outline of the font.
type slot struct {
	parts    []Part
	glyph    uint32
	composed bool
	adv      int
}

// A subset is a font in the making. Slots are written in their order; writing one may add others behind.
type subset struct {
	face     *Face
	slots    []slot
	slotOf   map[uint32]int // glyph of the font to the slot with its outline
	glyf     []byte
	loca     []byte
	hmtx     []byte
	maxParts int
}

// Subset returns a TrueType font whose first glyphs are the entries, in their order; outlines that only
// composed glyphs use follow. It has no character map and no hinting: it is the program of a CIDFontType2,
// which is drawn by glyph number. Equal entries give equal bytes.
func (f *Face) Subset(entries []Entry) ([]byte, error) {
	if len(entries) == 0 {
		return nil, errors.New("subset of no glyphs")
	}
	s := &subset{face: f, slotOf: map[uint32]int{}}
	for i := range entries {
		s.add(&entries[i])
	}
	for i := 0; i < len(s.slots); i++ {
		if err := s.write(i); err != nil {
			return nil, fmt.Errorf("subset of %s: %w", f.Name, err)
		}
	}
	if len(s.slots) > math.MaxUint16 {
		return nil, fmt.Errorf("subset of %s: %d glyphs, a font holds %d", f.Name, len(s.slots), math.MaxUint16)
	}
	depth, err := s.depth()
	if err != nil {
		return nil, fmt.Errorf("subset of %s: %w", f.Name, err)
	}
	return s.file(depth), nil
}

// add gives an entry the next slot. An outline that has a slot already is composed again as a single part:
// the same shape with another advance.
func (s *subset) add(e *Entry) {
	if e.plain() {
		g := e.Parts[0].Glyph
		if _, taken := s.slotOf[g]; !taken {
			s.slotOf[g] = len(s.slots)
			s.slots = append(s.slots, slot{glyph: g, adv: e.Adv})
			return
		}
	}
	s.slots = append(s.slots, slot{parts: e.Parts, composed: true, adv: e.Adv})
}

// outline returns the slot of an outline of the font, adding one behind the others if need be.
func (s *subset) outline(glyph uint32) int {
	k, ok := s.slotOf[glyph]
	if !ok {
		k = len(s.slots)
		s.slotOf[glyph] = k
		s.slots = append(s.slots, slot{glyph: glyph, adv: s.face.Advance(glyph)})
	}
	return k
}

// write appends slot i to the tables.
func (s *subset) write(i int) error {
	g := s.slots[i]
	if g.adv < 0 || g.adv > math.MaxUint16 {
		return fmt.Errorf("glyph with advance %d, a font holds 0 to %d", g.adv, math.MaxUint16)
	}
	s.loca = be.AppendUint32(s.loca, uint32(len(s.glyf)))
	bearing, err := 0, error(nil)
	if g.composed {
		bearing, err = s.compose(g.parts)
	} else {
		bearing, err = s.copyOutline(g.glyph)
	}
	if err != nil {
		return err
	}
	s.glyf = pad(s.glyf)
	s.hmtx = be.AppendUint16(s.hmtx, uint16(g.adv))
	s.hmtx = be.AppendUint16(s.hmtx, uint16(bearing))
	return nil
}

// Flags of a part of a composite glyph.
const (
	argsAreWords    = 0x0001
	argsAreXY       = 0x0002
	haveScale       = 0x0008
	moreParts       = 0x0020
	haveXYScale     = 0x0040
	haveMatrix      = 0x0080
	instructions    = 0x0100
	useMyMetrics    = 0x0200
	overlapCompound = 0x0400
)

// compose writes a composite glyph and returns its left side bearing. Blank parts have no outline and are left
// out. The bearing must equal xMin, or readers shift the glyph.
func (s *subset) compose(parts []Part) (bearing int, err error) {
	var inked []Part
	xMin, yMin, xMax, yMax := math.MaxInt, math.MaxInt, math.MinInt, math.MinInt
	for _, p := range parts {
		d, err := s.face.outline(p.Glyph)
		if err != nil {
			return 0, err
		}
		if len(d) == 0 {
			continue
		}
		inked = append(inked, p)
		box := func(at int) int { return int(int16(be.Uint16(d[at:]))) }
		xMin, yMin = min(xMin, box(2)+int(p.DX)), min(yMin, box(4)+int(p.DY))
		xMax, yMax = max(xMax, box(6)+int(p.DX)), max(yMax, box(8)+int(p.DY))
	}
	if len(inked) == 0 {
		return 0, nil
	}
	s.maxParts = max(s.maxParts, len(inked))
	s.put(-1)
	for _, v := range []int{xMin, yMin, xMax, yMax} {
		if v != int(int16(v)) {
			return 0, fmt.Errorf("composed glyph reaches to %d, a font holds %d to %d", v, math.MinInt16, math.MaxInt16)
		}
		s.put(v)
	}
	for k, p := range inked {
		flags := argsAreWords | argsAreXY
		if k == 0 {
			flags |= overlapCompound
		}
		if k < len(inked)-1 {
			flags |= moreParts
		}
		s.put(flags)
		s.put(s.outline(p.Glyph))
		s.put(int(p.DX))
		s.put(int(p.DY))
	}
	return xMin, nil
}

// put appends a 16-bit number to the outlines.
func (s *subset) put(v int) { s.glyf = be.AppendUint16(s.glyf, uint16(v)) }

// copyOutline writes a glyph of the font without its instructions and returns its left side bearing.
func (s *subset) copyOutline(glyph uint32) (bearing int, err error) {
	d, err := s.face.outline(glyph)
	switch {
	case err != nil:
		return 0, err
	case len(d) == 0 || be.Uint16(d) == 0: // blank: no bytes, or no contours
	case int16(be.Uint16(d)) > 0:
		err = s.copySimple(d)
	default:
		err = s.copyComposite(d)
	}
	if err != nil {
		return 0, fmt.Errorf("glyph %d: %w", glyph, err)
	}
	return s.face.bearing(glyph), nil
}

func (s *subset) copySimple(d []byte) error {
	at := 10 + 2*int(be.Uint16(d)) // behind the ends of the contours
	if at+2 > len(d) {
		return errOutline
	}
	size := int(be.Uint16(d[at:]))
	if at+2+size > len(d) {
		return errOutline
	}
	s.glyf = append(s.glyf, d[:at]...)
	s.put(0)
	s.glyf = append(s.glyf, d[at+2+size:]...)
	return nil
}

// copyComposite also turns the numbers of the parts into those of the subset. Their own advances and hints no
// longer count.
func (s *subset) copyComposite(d []byte) error {
	start := len(s.glyf)
	size, parts, err := components(d, func(at int, flags uint16, glyph uint32) {})
	if err != nil {
		return err
	}
	s.glyf = append(s.glyf, d[:size]...)
	c := s.glyf[start:]
	_, _, err = components(d, func(at int, flags uint16, glyph uint32) {
		be.PutUint16(c[at:], flags&^(instructions|useMyMetrics))
		be.PutUint16(c[at+2:], uint16(s.outline(glyph)))
	})
	s.maxParts = max(s.maxParts, parts)
	return err
}

// components calls part with the place, flags and glyph of each part of a composite glyph, and returns where
// the last one ends and how many there are.
func components(d []byte, part func(at int, flags uint16, glyph uint32)) (end, n int, err error) {
	for at := 10; ; n++ {
		if at+4 > len(d) {
			return 0, 0, errOutline
		}
		flags := be.Uint16(d[at:])
		size := 6
		if flags&argsAreWords != 0 {
			size = 8
		}
		switch {
		case flags&haveScale != 0:
			size += 2
		case flags&haveXYScale != 0:
			size += 4
		case flags&haveMatrix != 0:
			size += 8
		}
		if at+size > len(d) {
			return 0, 0, errOutline
		}
		part(at, flags, uint32(be.Uint16(d[at+2:])))
		at += size
		if flags&moreParts == 0 {
			return at, n + 1, nil
		}
	}
}

// depth returns how many composites stand inside each other at most. A glyph that contains itself is an error:
// readers would draw it for ever.
func (s *subset) depth() (int, error) {
	const unknown, open = 0, -1
	of := make([]int, len(s.slots)) // depth of a slot plus one
	var visit func(k int) (int, error)
	visit = func(k int) (int, error) {
		if of[k] == open {
			return 0, fmt.Errorf("glyph %d is a part of itself", s.slots[k].glyph)
		}
		if of[k] != unknown {
			return of[k], nil
		}
		of[k] = open
		deepest := 0
		for _, part := range s.partsOf(k) {
			d, err := visit(part)
			if err != nil {
				return 0, err
			}
			deepest = max(deepest, d)
		}
		of[k] = deepest + 1
		return of[k], nil
	}
	deepest := 0
	for k := range s.slots {
		d, err := visit(k)
		if err != nil {
			return 0, err
		}
		deepest = max(deepest, d)
	}
	return deepest - 1, nil
}

// partsOf lists the slots that slot k is composed of, after it was written.
func (s *subset) partsOf(k int) (parts []int) {
	end := len(s.glyf)
	if k+1 < len(s.slots) {
		end = int(be.Uint32(s.loca[4*(k+1):]))
	}
	d := s.glyf[be.Uint32(s.loca[4*k:]):end]
	if len(d) == 0 || int16(be.Uint16(d)) >= 0 {
		return nil
	}
	_, _, _ = components(d, func(_ int, _ uint16, glyph uint32) { parts = append(parts, int(glyph)) })
	return parts
}

// file puts the tables together.
func (s *subset) file(depth int) []byte {
	copied := func(tag string) []byte { return append([]byte(nil), s.face.tables[tag]...) }
	head, hhea, maxp := copied("head"), copied("hhea"), copied("maxp")
	n := uint16(len(s.slots))
	be.PutUint32(head[8:], 0)
	be.PutUint16(head[50:], 1) // long loca
	be.PutUint16(hhea[34:], n)
	be.PutUint16(maxp[4:], n)
	be.PutUint16(maxp[10:], math.MaxUint16) // points and contours of a composite: no promise
	be.PutUint16(maxp[12:], math.MaxUint16)
	be.PutUint16(maxp[26:], 0) // instructions
	be.PutUint16(maxp[28:], uint16(max(s.maxParts, int(be.Uint16(maxp[28:])))))
	be.PutUint16(maxp[30:], uint16(max(depth, 1)))
	return writeTables(map[string][]byte{
		"glyf": s.glyf, "head": head, "hhea": hhea, "hmtx": s.hmtx, "maxp": maxp,
		"loca": be.AppendUint32(s.loca, uint32(len(s.glyf))),
	})
}
