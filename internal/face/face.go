// Package face reads TrueType fonts: metrics and coverage for setting text, and subsets for embedding in which
// a whole cluster of glyphs may be one composed glyph.
//
// Only static fonts with TrueType outlines (a glyf table) are taken; of a variable font the default instance is
// used. The bytes may come from anybody: a broken file is an error here, and never a panic or a wrong outline later.
package face

import (
	"bytes"
	"encoding/binary"
	"errors"
	"fmt"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/harfbuzz"
)

// be is the byte order of font files.
var be = binary.BigEndian

// A Face is a parsed font. It never changes, so goroutines may share it. Lengths are in font units, of which
// Upem make one em; y grows upwards, so Descent is negative.
type Face struct {
	Name                       string // PostScript name, safe in a PDF
	Upem                       int
	Ascent, Descent, CapHeight int
	BBox                       [4]int16 // xMin, yMin, xMax, yMax of all glyphs
	Weight                     int      // 400 regular, 700 bold
	NGlyph                     int

	font    *font.Font
	tables  map[string][]byte
	loca    []uint32
	metrics int // how many glyphs have an advance of their own in hmtx

	endsAtSpaces bool // see EndsAtSpaces
}

// Parse reads a TrueType font. It keeps b, which must not change afterwards.
func Parse(b []byte) (*Face, error) {
	tables, err := readTables(b)
	if err != nil {
		return nil, err
	}
	f := &Face{tables: tables}
	for _, step := range []func() error{f.readHead, f.readMetrics, f.readLoca} {
		if err := step(); err != nil {
			return nil, err
		}
	}
	f.readOS2()
	f.Name = postScriptName(tables["name"])
	if f.font, err = parseLayout(b); err == nil {
		f.endsAtSpaces = endsAtSpaces(f.font)
	}
	return f, err
}

// parseLayout hands the file to the shaping library, which sees no checksum and may trip over tables that lie
// about their contents; such a font is broken too.
func parseLayout(b []byte) (f *font.Font, err error) {
	defer func() {
		if r := recover(); r != nil {
			f, err = nil, fmt.Errorf("font tables contradict each other: %v", r)
		}
	}()
	parsed, err := font.ParseTTF(bytes.NewReader(b))
	if err != nil {
		return nil, err
	}
	return parsed.Font, nil
}

// table returns a table of at least size bytes.
func (f *Face) table(tag string, size int) ([]byte, error) {
	b, ok := f.tables[tag]
	if !ok {
		return nil, fmt.Errorf("font has no %s table", tag)
	}
	if len(b) < size {
		return nil, fmt.Errorf("font table %s has %d bytes, %d are needed", tag, len(b), size)
	}
	return b, nil
}

func (f *Face) readHead() error {
	head, err := f.table("head", 54)
	if err != nil {
		return err
	}
	f.Upem = int(be.Uint16(head[18:]))
	if f.Upem < 16 || f.Upem > 16384 {
		return fmt.Errorf("font has %d units per em, not 16 to 16384", f.Upem)
	}
	for i := range f.BBox {
		f.BBox[i] = int16(be.Uint16(head[36+2*i:]))
	}
	return nil
}

func (f *Face) readMetrics() error {
	maxp, err := f.table("maxp", 32)
	if err != nil {
		return err
	}
	hhea, err := f.table("hhea", 36)
	if err != nil {
		return err
	}
	f.NGlyph = int(be.Uint16(maxp[4:]))
	f.Ascent, f.Descent = int(int16(be.Uint16(hhea[4:]))), int(int16(be.Uint16(hhea[6:])))
	f.metrics = int(be.Uint16(hhea[34:]))
	if f.NGlyph == 0 || f.metrics == 0 || f.metrics > f.NGlyph {
		return fmt.Errorf("font has %d glyphs and %d advances", f.NGlyph, f.metrics)
	}
	_, err = f.table("hmtx", 4*f.metrics+2*(f.NGlyph-f.metrics))
	return err
}

func (f *Face) readLoca() error {
	head := f.tables["head"]
	glyf, err := f.table("glyf", 1)
	if err != nil {
		return err
	}
	long := be.Uint16(head[50:]) != 0
	size := 2
	if long {
		size = 4
	}
	loca, err := f.table("loca", size*(f.NGlyph+1))
	if err != nil {
		return err
	}
	f.loca = make([]uint32, f.NGlyph+1)
	for i := range f.loca {
		if long {
			f.loca[i] = be.Uint32(loca[4*i:])
		} else {
			f.loca[i] = 2 * uint32(be.Uint16(loca[2*i:]))
		}
		if int64(f.loca[i]) > int64(len(glyf)) || i > 0 && f.loca[i] < f.loca[i-1] {
			return fmt.Errorf("font's glyph %d lies outside the glyf table", i)
		}
	}
	return nil
}

// readOS2 takes weight and cap height where the font says them.
func (f *Face) readOS2() {
	os2 := f.tables["OS/2"]
	f.Weight, f.CapHeight = 400, f.Ascent*7/10
	if len(os2) >= 6 {
		f.Weight = int(be.Uint16(os2[4:]))
	}
	if len(os2) >= 90 && be.Uint16(os2) >= 2 {
		f.CapHeight = int(int16(be.Uint16(os2[88:])))
	}
}

// postScriptName finds name 6 of the Windows platform. What a PDF name cannot hold is left out.
func postScriptName(b []byte) string {
	const fallback = "Font"
	if len(b) < 6 {
		return fallback
	}
	n, strings := int(be.Uint16(b[2:])), int(be.Uint16(b[4:]))
	for i := 0; i < n && 18+12*i <= len(b); i++ {
		record := b[6+12*i:]
		if be.Uint16(record) != 3 || be.Uint16(record[6:]) != 6 {
			continue
		}
		size, at := int(be.Uint16(record[8:])), strings+int(be.Uint16(record[10:]))
		if at+size > len(b) {
			return fallback
		}
		if name := pdfName(b[at : at+size]); name != "" {
			return name
		}
	}
	return fallback
}

// pdfName keeps at most 63 characters of a UTF-16 name, those that need no escape in a PDF.
func pdfName(utf16 []byte) string {
	var out []byte
	for k := 0; k+1 < len(utf16) && len(out) < 63; k += 2 {
		c := utf16[k+1]
		if utf16[k] == 0 && c > ' ' && c < 0x7f && !bytes.ContainsRune([]byte("()<>[]{}/%#"), rune(c)) {
			out = append(out, c)
		}
	}
	return string(out)
}

// HarfBuzz returns the font for shaping at a scale of one unit per font unit. It holds scratch memory: one for
// each goroutine.
func (f *Face) HarfBuzz() *harfbuzz.Font {
	return harfbuzz.NewFont(font.NewFace(f.font))
}

// Has tells whether the font has a glyph for r.
func (f *Face) Has(r rune) bool {
	_, ok := f.font.NominalGlyph(r)
	return ok
}

// Advance is the width of a glyph as the font has it, without kerning. A glyph outside the font has none.
func (f *Face) Advance(glyph uint32) int {
	if int64(glyph) >= int64(f.NGlyph) {
		return 0
	}
	i := min(int(glyph), f.metrics-1)
	return int(be.Uint16(f.tables["hmtx"][4*i:]))
}

// bearing is the left side bearing of a glyph of the font.
func (f *Face) bearing(glyph uint32) int {
	at := 4*int(glyph) + 2
	if int(glyph) >= f.metrics {
		at = 4*f.metrics + 2*(int(glyph)-f.metrics)
	}
	return int(int16(be.Uint16(f.tables["hmtx"][at:])))
}

var errOutline = errors.New("outline ends too early")

// outline returns a glyph's bytes: none for a blank glyph, else at least the ten of its header.
func (f *Face) outline(glyph uint32) ([]byte, error) {
	if int64(glyph) >= int64(f.NGlyph) {
		return nil, fmt.Errorf("glyph %d: the font has %d", glyph, f.NGlyph)
	}
	d := f.tables["glyf"][f.loca[glyph]:f.loca[glyph+1]]
	if len(d) > 0 && len(d) < 10 {
		return nil, fmt.Errorf("glyph %d: %w", glyph, errOutline)
	}
	return d, nil
}
