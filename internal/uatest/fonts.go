package uatest

import (
	"encoding/binary"
	"math"
	"regexp"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// A font is a font as far as pages use it.
type font struct {
	dict types.Dict
	used map[int]bool
}

// font returns the font behind a resource, nil for none.
func (c *checker) font(o types.Object) *font {
	n := key(o)
	if n == 0 {
		return nil
	}
	if c.fonts[n] == nil {
		c.fonts[n] = &font{c.dict(o), map[int]bool{}}
	}
	return c.fonts[n]
}

// checkFonts checks that each used code has text and a glyph in an embedded program, as wide there as in the file.
func (c *checker) checkFonts() {
	for _, f := range c.fonts {
		name := c.name(f.dict["BaseFont"])
		if c.name(f.dict["Subtype"]) != "Type0" {
			c.fault("31", "%s is no composite font", name)
			continue
		}
		kids := c.array(f.dict["DescendantFonts"])
		if len(kids) != 1 {
			c.fault("31", "%s has %d descendants", name, len(kids))
			continue
		}
		c.texted(f, name)
		c.glyphs(f, name, c.dict(kids[0]))
	}
}

var unicodeRow = regexp.MustCompile(`(?m)^<([0-9A-Fa-f]{4})> <([0-9A-Fa-f]*)>$`)

// texted checks the map to text.
func (c *checker) texted(f *font, name string) {
	if f.dict["ToUnicode"] == nil {
		c.fault("31", "%s has no map to text", name)
		return
	}
	has := map[int]bool{}
	for _, row := range unicodeRow.FindAllStringSubmatch(string(c.stream(f.dict["ToUnicode"])), -1) {
		code, _ := strconv.ParseUint(row[1], 16, 16)
		has[int(code)] = row[2] != ""
		for i := 0; i+4 <= len(row[2]); i += 4 {
			if u := strings.ToUpper(row[2][i : i+4]); u == "0000" || u == "FEFF" || u == "FFFE" {
				c.fault("31", "%s: code %d stands for U+%s", name, code, u)
			}
		}
	}
	for code := range f.used {
		if !has[code] {
			c.fault("10", "%s: code %d stands for no text", name, code)
		}
	}
}

// glyphs checks the program: embedded, with a glyph for each code, and widths that agree.
func (c *checker) glyphs(f *font, name string, cid types.Dict) {
	info := c.dict(cid["CIDSystemInfo"])
	if c.text(info["Registry"]) != "Adobe" || c.text(info["Ordering"]) != "Identity" || c.name(f.dict["Encoding"]) != "Identity-H" {
		c.fault("31", "%s is not encoded by identity", name)
	}
	program := c.stream(c.dict(cid["FontDescriptor"])["FontFile2"])
	if len(program) == 0 {
		c.fault("31", "%s is not embedded", name)
		return
	}
	toGlyph := c.stream(cid["CIDToGIDMap"])
	if len(toGlyph) == 0 {
		c.fault("31", "%s has no map from codes to glyphs", name)
		return
	}
	advance, n := advances(program)
	if advance == nil {
		c.fault("31", "the program of %s cannot be read", name)
		return
	}
	widths := c.widths(cid)
	for code := range f.used {
		if 2*code+2 > len(toGlyph) {
			c.fault("31", "%s: code %d shows no glyph", name, code)
			continue
		}
		g := int(binary.BigEndian.Uint16(toGlyph[2*code:]))
		if g == 0 || g >= n {
			c.fault("31", "%s: code %d shows glyph %d of %d", name, code, g, n)
			continue
		}
		if w, ok := widths[code]; !ok || math.Abs(w-advance(g)) > 1 {
			c.fault("31", "%s: code %d is %v wide in the file and %.1f in the font", name, code, w, advance(g))
		}
	}
}

// widths reads the W array.
func (c *checker) widths(cid types.Dict) map[int]float64 {
	out := map[int]float64{}
	w := c.array(cid["W"])
	for i := 0; i+1 < len(w); {
		first := int(c.number(w[i]))
		if list := c.array(w[i+1]); list != nil {
			for k, v := range list {
				out[first+k] = c.number(v)
			}
			i += 2
			continue
		}
		if i+2 >= len(w) {
			break
		}
		for k := first; k <= int(c.number(w[i+1])) && k < 1<<16; k++ {
			out[k] = c.number(w[i+2])
		}
		i += 3
	}
	return out
}

// advances returns the advance of a program's glyphs in thousandths, and how many there are; nil for a broken program.
func advances(b []byte) (func(glyph int) float64, int) {
	be := binary.BigEndian
	tables := map[string][]byte{}
	if len(b) < 12 {
		return nil, 0
	}
	for i := range int(be.Uint16(b[4:])) {
		if 28+16*i > len(b) {
			return nil, 0
		}
		e := b[12+16*i:]
		from, size := int(be.Uint32(e[8:])), int(be.Uint32(e[12:]))
		if from+size > len(b) {
			return nil, 0
		}
		tables[string(e[:4])] = b[from : from+size]
	}
	head, hhea, hmtx, maxp := tables["head"], tables["hhea"], tables["hmtx"], tables["maxp"]
	if len(head) < 54 || len(hhea) < 36 || len(maxp) < 6 {
		return nil, 0
	}
	em, long := float64(be.Uint16(head[18:])), int(be.Uint16(hhea[34:]))
	if em == 0 || long == 0 || len(hmtx) < 4*long {
		return nil, 0
	}
	return func(g int) float64 { return float64(be.Uint16(hmtx[4*min(g, long-1):])) * 1000 / em }, int(be.Uint16(maxp[4:]))
}
