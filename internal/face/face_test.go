package face

import (
	"bytes"
	"io/fs"
	"math/rand"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-text/typesetting/font"
	"github.com/go-text/typesetting/font/opentype"
)

const fonts = "../../themes/default/fonts/"

func read(t testing.TB, name string) []byte {
	t.Helper()
	b, err := os.ReadFile(fonts + name)
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func parse(t testing.TB, name string) *Face {
	t.Helper()
	f, err := Parse(read(t, name))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	return f
}

const (
	sans     = "noto-sans/NotoSans_400Regular.ttf"
	arabic   = "noto-sans-arabic/NotoSansArabic_400Regular.ttf"
	nastaliq = "noto-nastaliq-urdu/NotoNastaliqUrdu_400Regular.ttf"
)

func TestEveryFontOfTheThemeParses(t *testing.T) {
	n := 0
	err := filepath.WalkDir(fonts, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".ttf" {
			return err
		}
		n++
		f := parse(t, strings.TrimPrefix(filepath.ToSlash(path), fonts))
		bold := strings.Contains(path, "Bold")
		if f.NGlyph < 100 || f.Ascent <= 0 || f.Descent >= 0 || f.CapHeight <= 0 || bold != (f.Weight == 700) ||
			!strings.HasPrefix(f.Name, "Noto") || !f.Has(' ') {
			t.Errorf("%s: %q, %d glyphs, ascent %d, descent %d, cap height %d, weight %d", path, f.Name, f.NGlyph,
				f.Ascent, f.Descent, f.CapHeight, f.Weight)
		}
		if _, err := os.Stat(filepath.Join(filepath.Dir(path), "LICENSE_FONT")); err != nil {
			t.Errorf("%s has no licence text beside it", path)
		}
		return nil
	})
	if err != nil || n < 30 {
		t.Errorf("%d fonts, %v", n, err)
	}
}

func TestMetricsOfNotoSans(t *testing.T) {
	f := parse(t, sans)
	if f.Name != "NotoSans-Regular" || f.Upem != 1000 || f.Ascent != 1069 || f.Descent != -293 || f.CapHeight != 714 || f.Weight != 400 {
		t.Errorf("%+v", *f)
	}
	a, _ := f.font.NominalGlyph('A')
	if f.Advance(uint32(a)) != 639 || f.Advance(1<<31) != 0 {
		t.Errorf("A is %d wide", f.Advance(uint32(a)))
	}
	if !f.Has('ế') || f.Has('ع') {
		t.Error("coverage")
	}
}

// Both entries of a subset and what the shaping library says of the same shapes must agree.
func TestSubsetReadsBack(t *testing.T) {
	for _, name := range []string{sans, arabic, nastaliq} {
		t.Run(name, func(t *testing.T) {
			f := parse(t, name)
			original := font.NewFace(f.font)
			base, mark := ink(t, f, 20), ink(t, f, 60)
			entries := []Entry{
				{Parts: []Part{{Glyph: 0}}, Adv: f.Advance(0)},
				{Parts: []Part{{Glyph: base}}, Adv: 777},
				{Parts: []Part{{Glyph: base}, {Glyph: mark, DX: 120, DY: -340}}, Adv: 512},
				{Parts: []Part{{Glyph: base}}, Adv: 900},
				{Adv: 33},
			}
			program, err := f.Subset(entries)
			if err != nil {
				t.Fatal(err)
			}
			again, err := f.Subset(entries)
			if err != nil || !bytes.Equal(program, again) {
				t.Errorf("a second subset differs (%v)", err)
			}
			if sum(program) != fileSum {
				t.Errorf("the words of the file add up to %08x", sum(program))
			}
			s := reparse(t, program)
			for i, e := range entries {
				if got := int(s.HorizontalAdvance(font.GID(i))); got != e.Adv {
					t.Errorf("entry %d is %d wide, want %d", i, got, e.Adv)
				}
			}
			b, m := extents(t, original, base), extents(t, original, mark)
			for _, i := range []uint32{1, 3} {
				if got := extents(t, s, i); got != b {
					t.Errorf("entry %d has bounds %v, want %v", i, got, b)
				}
			}
			want := box{min(b.x0, m.x0+120), min(b.y0, m.y0-340), max(b.x1, m.x1+120), max(b.y1, m.y1-340)}
			if got := extents(t, s, 2); got != want {
				t.Errorf("composed glyph has bounds %v, want %v", got, want)
			}
			if e, ok := s.GlyphExtents(4); ok && e.Width != 0 {
				t.Errorf("blank has bounds %v", e)
			}
			if got, want := segments(s, 2), segments(original, base)+segments(original, mark); got != want {
				t.Errorf("composed glyph has %d segments, want %d", got, want)
			}
		})
	}
}

// A glyph that is a composite in the font itself stays one, inside a composed one as well.
func TestSubsetKeepsCompositesOfTheFont(t *testing.T) {
	for _, name := range []string{sans, arabic, nastaliq} {
		f := parse(t, name)
		original := font.NewFace(f.font)
		n := 0
		for g := uint32(1); g < uint32(f.NGlyph) && n < 200; g++ {
			d, err := f.outline(g)
			if err != nil {
				t.Fatal(err)
			}
			if len(d) == 0 || int16(be.Uint16(d)) >= 0 {
				continue
			}
			n++
			program, err := f.Subset([]Entry{{Parts: []Part{{Glyph: g}}, Adv: 5}, {Parts: []Part{{Glyph: g, DX: 1}}, Adv: 6}})
			if err != nil {
				t.Fatal(err)
			}
			s := reparse(t, program)
			if extents(t, s, 0) != extents(t, original, g) || segments(s, 0) != segments(original, g) ||
				segments(s, 1) != segments(original, g) {
				t.Errorf("%s: glyph %d changed", name, g)
			}
		}
		t.Logf("%s: %d composites", name, n)
	}
}

func TestSubsetRefusesWhatAFontCannotHold(t *testing.T) {
	f := parse(t, sans)
	g := ink(t, f, 20)
	cases := map[string][]Entry{
		"glyphs":       nil,
		"the font has": {{Parts: []Part{{Glyph: uint32(f.NGlyph)}}}},
		"advance -1":   {{Parts: []Part{{Glyph: g}}, Adv: -1}},
		"advance 7":    {{Parts: []Part{{Glyph: g}}, Adv: 70_000}},
		"reaches":      {{Parts: []Part{{Glyph: g, DX: 32_767}}, Adv: 1}},
	}
	for want, entries := range cases {
		if _, err := f.Subset(entries); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v: %v", want, err)
		}
	}
}

func TestSubsetRefusesAGlyphThatContainsItself(t *testing.T) {
	f := parse(t, sans)
	for g := uint32(1); ; g++ {
		d, _ := f.outline(g)
		if len(d) == 0 || int16(be.Uint16(d)) >= 0 {
			continue
		}
		be.PutUint16(d[12:], uint16(g)) // the test's own copy of the file
		if _, err := f.Subset([]Entry{{Parts: []Part{{Glyph: g}}}}); err == nil || !strings.Contains(err.Error(), "part of itself") {
			t.Errorf("glyph %d: %v", g, err)
		}
		return
	}
}

func TestBrokenFileIsAnError(t *testing.T) {
	good := read(t, arabic)
	for cut := 0; cut < len(good)-4; cut += 1 + cut/7 {
		if _, err := Parse(good[:cut:cut]); err == nil {
			t.Errorf("%d bytes of %d parse", cut, len(good))
		}
	}
	random := rand.New(rand.NewSource(1))
	tables := 12 + 16*int(be.Uint16(good[4:]))
	for range 50 {
		bad := bytes.Clone(good)
		at := tables + random.Intn(len(bad)-tables-4)
		bad[at] ^= 1 << random.Intn(8)
		// the four bytes of the file's own sum are the only ones that no table's sum covers
		if _, err := Parse(bad); err == nil && !inFileSum(good, at) {
			t.Errorf("a changed bit at %d is not seen", at)
		}
	}
	for want, b := range map[string]string{
		"PostScript": "OTTO\x00\x00\x00\x00\x00\x00\x00\x00", "WOFF": "wOF2\x00\x00\x00\x00\x00\x00\x00\x00",
		"collection": "ttcf\x00\x00\x00\x00\x00\x00\x00\x00", "not a font": "<!DOCTYPE html>", "no head": "\x00\x01\x00\x00\x00\x00\x00\x00\x00\x00\x00\x00",
	} {
		if _, err := Parse([]byte(b)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v, want %q", b, err, want)
		}
	}
}

func inFileSum(b []byte, at int) bool {
	for i := range int(be.Uint16(b[4:])) {
		if r := b[12+16*i:]; string(r[:4]) == "head" {
			head := int(be.Uint32(r[8:]))
			return at >= head+8 && at < head+12
		}
	}
	return false
}

// Damage behind right checksums: a file that lies rather than one that was cut. No panic, whatever is asked of it.
func TestLyingFileNeverPanics(t *testing.T) {
	good := read(t, "noto-sans-hebrew/NotoSansHebrew_400Regular.ttf")
	tables, err := readTables(good)
	if err != nil {
		t.Fatal(err)
	}
	random := rand.New(rand.NewSource(2))
	tags := []string{"head", "hhea", "maxp", "hmtx", "loca", "glyf", "cmap", "name", "OS/2", "GSUB", "GPOS", "GDEF"}
	refused := 0
	for k := range 600 {
		tag := tags[k%len(tags)]
		whole := tables[tag]
		bad := bytes.Clone(whole)
		switch random.Intn(3) {
		case 0:
			bad = bad[:random.Intn(len(bad))]
		case 1:
			at := random.Intn(len(bad))
			copy(bad[at:], []byte{0xff, 0xff, 0xff, 0xff})
		default:
			for range 20 {
				bad[random.Intn(len(bad))] = byte(random.Intn(256))
			}
		}
		tables[tag] = bad
		if len(tables["head"]) >= 12 {
			f, err := Parse(writeTables(tables))
			if err != nil {
				refused++
			} else {
				f.Has('א')
				for g := range uint32(200) {
					f.Advance(g)
					f.Subset([]Entry{{Parts: []Part{{Glyph: g}}}, {Parts: []Part{{Glyph: g, DX: 1}, {Glyph: g + 1}}}})
				}
			}
		}
		tables[tag] = whole
	}
	if refused < 100 {
		t.Errorf("only %d of 600 refused", refused)
	}
}

func BenchmarkSubset(b *testing.B) {
	f := parse(b, nastaliq)
	var entries []Entry
	for g := range uint32(600) {
		entries = append(entries, Entry{Parts: []Part{{Glyph: g}, {Glyph: g + 1, DX: 10}}, Adv: 500})
	}
	b.ReportAllocs()
	for b.Loop() {
		if _, err := f.Subset(entries); err != nil {
			b.Fatal(err)
		}
	}
}

// ink returns the first glyph from g on that has an outline.
func ink(t *testing.T, f *Face, g uint32) uint32 {
	t.Helper()
	for ; ; g++ {
		d, err := f.outline(g)
		if err != nil {
			t.Fatal(err)
		}
		if len(d) > 0 {
			return g
		}
	}
}

// reparse reads a subset with the shaping library, which wants a character map: an empty one is added.
func reparse(t *testing.T, program []byte) *font.Face {
	t.Helper()
	tables, err := readTables(program)
	if err != nil {
		t.Fatal(err)
	}
	tables["cmap"] = []byte{0, 0, 0, 1, 0, 3, 0, 10, 0, 0, 0, 12, 0, 12, 0, 0, 0, 0, 0, 16, 0, 0, 0, 0, 0, 0, 0, 0}
	f, err := font.ParseTTF(bytes.NewReader(writeTables(tables)))
	if err != nil {
		t.Fatal(err)
	}
	return f
}

type box struct{ x0, y0, x1, y1 int }

func extents(t *testing.T, f *font.Face, glyph uint32) box {
	t.Helper()
	e, ok := f.GlyphExtents(font.GID(glyph))
	if !ok {
		t.Fatalf("glyph %d has no bounds", glyph)
	}
	return box{int(e.XBearing), int(e.YBearing + e.Height), int(e.XBearing + e.Width), int(e.YBearing)}
}

func segments(f *font.Face, glyph uint32) int {
	outline, ok := f.GlyphData(font.GID(glyph)).(font.GlyphOutline)
	if !ok {
		return -1
	}
	n := 0
	for _, s := range outline.Segments {
		if s.Op != opentype.SegmentOpMoveTo {
			n++
		}
	}
	return n
}
