package pdf

import (
	"bytes"
	"crypto/sha256"
	"fmt"
)

// putFonts adds the fonts and names them in the resources of the pages.
func (f *finisher) putFonts() error {
	var names bytes.Buffer
	for _, p := range f.fonts {
		k, err := f.putFont(p)
		if err != nil {
			return err
		}
		fmt.Fprintf(&names, "/%s %d 0 R\n", p.name, k)
	}
	f.objects[2].body = bytes.Replace(f.objects[2].body, []byte("/Font <<\n"), append([]byte("/Font <<\n"), names.Bytes()...), 1)
	return nil
}

// putFont adds a face as far as it is used: a Type 0 font whose codes are mapped to glyphs by CIDToGIDMap and
// to text by ToUnicode.
func (f *finisher) putFont(p *fontProgram) (int, error) {
	program, err := p.face.Subset(p.entries)
	if err != nil {
		return 0, err
	}
	sum := sha256.Sum256(program)
	tag := make([]byte, 6)
	for i := range tag {
		tag[i] = 'A' + sum[i]%26
	}
	name := string(tag) + "+" + p.face.Name
	em := func(v int) int { return v * 1000 / p.face.Upem }
	box := p.face.BBox
	file := f.add(f.stream(fmt.Sprintf("/Length1 %d", len(program)), program, true))
	descriptor := f.addf("<</Type /FontDescriptor /FontName /%s /Flags 4 /FontBBox [%d %d %d %d] /ItalicAngle 0 /Ascent %d /Descent %d /CapHeight %d /StemV %d /FontFile2 %d 0 R>>",
		name, em(int(box[0])), em(int(box[1])), em(int(box[2])), em(int(box[3])), em(p.face.Ascent), em(p.face.Descent), em(p.face.CapHeight),
		50+p.face.Weight*p.face.Weight/4225, file)
	var widths bytes.Buffer
	glyphs := make([]byte, 0, 2*len(p.codes))
	for _, c := range p.codes {
		fmt.Fprintf(&widths, "%d ", p.width(c.glyph))
		glyphs = append(glyphs, byte(c.glyph>>8), byte(c.glyph))
	}
	toGlyph := f.add(f.stream("", glyphs, true))
	cid := f.addf("<</Type /Font /Subtype /CIDFontType2 /BaseFont /%s /CIDSystemInfo <</Registry (Adobe) /Ordering (Identity) /Supplement 0>> /FontDescriptor %d 0 R /CIDToGIDMap %d 0 R /DW 0 /W [0 [%s]]>>",
		name, descriptor, toGlyph, widths.Bytes())
	toUnicode := f.add(f.stream("", p.toUnicode(), true))
	return f.addf("<</Type /Font /Subtype /Type0 /BaseFont /%s /Encoding /Identity-H /DescendantFonts [%d 0 R] /ToUnicode %d 0 R>>", name, cid, toUnicode), nil
}

// toUnicode is the CMap from codes to text.
func (p *fontProgram) toUnicode() []byte {
	var b bytes.Buffer
	b.WriteString("/CIDInit /ProcSet findresource begin\n12 dict begin\nbegincmap\n" +
		"/CIDSystemInfo <</Registry (Adobe) /Ordering (UCS) /Supplement 0>> def\n/CMapName /Adobe-Identity-UCS def\n/CMapType 2 def\n" +
		"1 begincodespacerange\n<0000> <FFFF>\nendcodespacerange\n")
	const most = 100 // rows in one block
	for from := 0; from < len(p.codes); from += most {
		to := min(from+most, len(p.codes))
		fmt.Fprintf(&b, "%d beginbfchar\n", to-from)
		for i := from; i < to; i++ {
			fmt.Fprintf(&b, "<%04X> <%X>\n", i, utf16BE(p.codes[i].text))
		}
		b.WriteString("endbfchar\n")
	}
	b.WriteString("endcmap\nCMapName currentdict /CMap defineresource pop\nend\nend")
	return b.Bytes()
}
