package face

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"maps"
	"slices"
	"unicode"

	"github.com/go-text/typesetting/font/opentype/tables"
	"golang.org/x/text/unicode/norm"
)

// Web returns the font as a WOFF file for the website with those of the characters that it has and what these are made
// of, and which they are, sorted; nil where it has none. Every glyph keeps its number, so what the font says about shaping stays true word for
// word; outlines that no text of these characters can need are left out. Placing marks is left out where there are no
// marks: the rest of it is kerning, which is much of some fonts. Equal characters give equal bytes.
func (f *Face) Web(chars []rune) (woff []byte, has []rune, err error) {
	marks := false
	keep := map[uint32]bool{0: true}
	for _, r := range withParts(chars) {
		g, ok := f.font.NominalGlyph(r)
		if !ok {
			continue
		}
		has = append(has, r)
		keep[uint32(g)] = true
		marks = marks || unicode.Is(unicode.M, r)
	}
	if !slices.ContainsFunc(has, func(r rune) bool { return slices.Contains(chars, r) }) {
		return nil, nil, nil
	}
	f.close(keep)
	glyf, loca, err := f.sparse(keep)
	if err != nil {
		return nil, nil, fmt.Errorf("web font of %s: %w", f.Name, err)
	}
	parts := map[string][]byte{"glyf": glyf, "loca": loca, "cmap": f.characterMap(has), "post": emptyPost(f.tables["post"])}
	for _, tag := range []string{"GDEF", "GPOS", "GSUB", "OS/2", "hhea", "hmtx", "maxp", "name"} {
		if t := f.tables[tag]; t != nil && (tag != "GPOS" || marks) {
			parts[tag] = t
		}
	}
	head := bytes.Clone(f.tables["head"])
	be.PutUint32(head[8:], 0)  // the sum of the whole file, which is counted anew
	be.PutUint16(head[50:], 1) // loca has 32-bit offsets
	parts["head"] = head
	woff, err = wrap(writeTables(parts))
	return woff, has, err
}

// withParts returns the characters, sorted, with those into which a shaping engine may take them apart.
func withParts(chars []rune) []rune {
	const (
		dottedCircle     = 0x25CC // stands for what a mark has nothing to stand on
		khmerE           = 0x17C1 // the first half of vowels on both sides, which Unicode does not take apart
		khmerTwo, khmerN = 0x17BE, 0x17C5
	)
	all := []rune{dottedCircle}
	for _, r := range chars {
		all = append(append(all, r), []rune(norm.NFKD.String(string(r)))...)
		if khmerTwo <= r && r <= khmerN {
			all = append(all, khmerE)
		}
	}
	slices.Sort(all)
	return slices.Compact(all)
}

// close adds every glyph that the font may put in the place of kept ones, whatever stands around them: more than a
// text needs, and never less.
func (f *Face) close(keep map[uint32]bool) {
	for before := 0; before < len(keep); {
		before = len(keep)
		for _, lookup := range f.font.GSUB.Lookups {
			for _, t := range lookup.Subtables {
				substitute(t, keep)
			}
		}
	}
}

// substitute adds what one table of substitutions makes of kept glyphs. Tables that only say where others apply add
// nothing: those others are in the font's list too.
func substitute(t tables.GSUBLookup, keep map[uint32]bool) {
	cov := t.Cov()
	if cov == nil {
		return
	}
	for _, g := range slices.Sorted(maps.Keys(keep)) {
		i, ok := cov.Index(tables.GlyphID(g))
		if !ok {
			continue
		}
		for _, to := range substitutes(t, g, i, keep) {
			keep[uint32(to)] = true
		}
	}
}

// substitutes is what a table makes of the glyph g, the ith that it covers.
func substitutes(t tables.GSUBLookup, g uint32, i int, keep map[uint32]bool) []tables.GlyphID {
	switch t := t.(type) {
	case tables.SingleSubs:
		switch d := t.Data.(type) {
		case tables.SingleSubstData1:
			return []tables.GlyphID{tables.GlyphID(int(g) + int(d.DeltaGlyphID))}
		case tables.SingleSubstData2:
			return at(d.SubstituteGlyphIDs, i)
		}
	case tables.ReverseChainSingleSubs:
		return at(t.SubstituteGlyphIDs, i)
	case tables.MultipleSubs:
		if i < len(t.Sequences) {
			return t.Sequences[i].SubstituteGlyphIDs
		}
	case tables.AlternateSubs:
		if i < len(t.AlternateSets) {
			return t.AlternateSets[i].AlternateGlyphIDs
		}
	case tables.LigatureSubs:
		if i >= len(t.LigatureSets) {
			return nil
		}
		var out []tables.GlyphID
		for _, l := range t.LigatureSets[i].Ligatures {
			if !slices.ContainsFunc(l.ComponentGlyphIDs, func(c tables.GlyphID) bool { return !keep[uint32(c)] }) {
				out = append(out, l.LigatureGlyph)
			}
		}
		return out
	}
	return nil
}

func at(ids []tables.GlyphID, i int) []tables.GlyphID {
	if i >= len(ids) {
		return nil
	}
	return ids[i : i+1]
}

// sparse returns the outlines of the kept glyphs and of their parts, at their numbers, with none between.
func (f *Face) sparse(keep map[uint32]bool) (glyf, loca []byte, err error) {
	if err := f.addParts(keep); err != nil {
		return nil, nil, err
	}
	for g := range uint32(f.NGlyph) {
		loca = be.AppendUint32(loca, uint32(len(glyf)))
		if !keep[g] {
			continue
		}
		b, err := f.outline(g)
		if err != nil {
			return nil, nil, err
		}
		glyf = pad(append(glyf, b...))
	}
	return glyf, be.AppendUint32(loca, uint32(len(glyf))), nil
}

// addParts keeps the glyphs that kept composite glyphs are made of.
func (f *Face) addParts(keep map[uint32]bool) error {
	for queue := slices.Sorted(maps.Keys(keep)); len(queue) > 0; queue = queue[1:] {
		b, err := f.outline(queue[0])
		if err != nil {
			return err
		}
		if len(b) == 0 || int16(be.Uint16(b)) >= 0 {
			continue // blank, or no composite
		}
		_, _, err = components(b, func(_ int, _ uint16, g uint32) {
			if !keep[g] {
				keep[g] = true
				queue = append(queue, g)
			}
		})
		if err != nil {
			return err
		}
	}
	return nil
}

// characterMap is a cmap of format 12: groups of characters whose glyphs follow each other.
func (f *Face) characterMap(chars []rune) []byte {
	type group struct{ first, last, glyph uint32 }
	var groups []group
	for _, r := range chars {
		g, _ := f.font.NominalGlyph(r)
		n := len(groups) - 1
		if n >= 0 && groups[n].last+1 == uint32(r) && groups[n].glyph+uint32(r)-groups[n].first == uint32(g) {
			groups[n].last++
			continue
		}
		groups = append(groups, group{uint32(r), uint32(r), uint32(g)})
	}
	var b []byte
	for _, v := range []uint16{0, 1, 3, 10} { // version, one table, Windows, all of Unicode
		b = be.AppendUint16(b, v)
	}
	b = be.AppendUint32(b, 12)
	b = be.AppendUint32(be.AppendUint16(be.AppendUint16(b, 12), 0), uint32(16+12*len(groups)))
	b = be.AppendUint32(be.AppendUint32(b, 0), uint32(len(groups)))
	for _, g := range groups {
		b = be.AppendUint32(be.AppendUint32(be.AppendUint32(b, g.first), g.last), g.glyph)
	}
	return b
}

// emptyPost is a post table without the names of glyphs, which no browser shows.
func emptyPost(post []byte) []byte {
	b := make([]byte, 32)
	copy(b, post)
	be.PutUint32(b, 0x00030000)
	return b
}

// wrap makes a WOFF file of a TrueType file: each table deflated where that makes it smaller.
func wrap(sfnt []byte) ([]byte, error) {
	n := int(be.Uint16(sfnt[4:]))
	var head, body []byte
	for i := range n {
		record := sfnt[12+16*i:]
		sum, from, size := be.Uint32(record[4:]), be.Uint32(record[8:]), be.Uint32(record[12:])
		table := sfnt[from : from+size]
		packed, err := deflated(table)
		if err != nil {
			return nil, err
		}
		if len(packed) >= len(table) {
			packed = table
		}
		head = append(head, record[:4]...)
		for _, v := range []int{44 + 20*n + len(body), len(packed), int(size)} {
			head = be.AppendUint32(head, uint32(v))
		}
		head = be.AppendUint32(head, sum)
		body = pad(append(body, packed...))
	}
	out := append([]byte("wOFF"), sfnt[:4]...)
	out = be.AppendUint32(out, uint32(44+len(head)+len(body)))
	out = be.AppendUint16(be.AppendUint16(out, uint16(n)), 0)
	out = be.AppendUint32(out, uint32(len(sfnt)))
	out = append(out, make([]byte, 44-len(out))...) // no version, metadata or private data
	return append(append(out, head...), body...), nil
}

func deflated(b []byte) ([]byte, error) {
	var out bytes.Buffer
	z, err := zlib.NewWriterLevel(&out, zlib.BestCompression)
	if err != nil {
		return nil, err
	}
	if _, err := z.Write(b); err != nil {
		return nil, err
	}
	err = z.Close()
	return out.Bytes(), err
}
