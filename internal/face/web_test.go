package face

import (
	"bytes"
	"compress/zlib"
	"io"
	"slices"
	"testing"

	"github.com/go-text/typesetting/di"
	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// unwrap makes a TrueType file of a WOFF file.
func unwrap(t *testing.T, woff []byte) []byte {
	t.Helper()
	if string(woff[:4]) != "wOFF" || int(be.Uint32(woff[8:])) != len(woff) {
		t.Fatal("not a whole WOFF file")
	}
	parts := map[string][]byte{}
	for i := range int(be.Uint16(woff[12:])) {
		record := woff[44+20*i:]
		at, packed, size := be.Uint32(record[4:]), be.Uint32(record[8:]), be.Uint32(record[12:])
		table := bytes.Clone(woff[at : at+packed])
		if packed < size {
			z, err := zlib.NewReader(bytes.NewReader(table))
			if err != nil {
				t.Fatal(err)
			}
			if table, err = io.ReadAll(z); err != nil {
				t.Fatal(err)
			}
		}
		if len(table) != int(size) {
			t.Fatalf("table %s has %d bytes, want %d", record[:4], len(table), size)
		}
		parts[string(record[:4])] = table
	}
	be.PutUint32(parts["head"][8:], 0)
	sfnt := writeTables(parts)
	if len(sfnt) != int(be.Uint32(woff[16:])) {
		t.Errorf("the file says that it unpacks to %d bytes, and does to %d", be.Uint32(woff[16:]), len(sfnt))
	}
	return sfnt
}

// glyphs shapes a text and returns which glyphs are drawn where.
func glyphs(f *Face, text string, script language.Script, dir di.Direction) (out []harfbuzz.GlyphInfo, at []harfbuzz.GlyphPosition) {
	b := harfbuzz.NewBuffer()
	b.AddRunes([]rune(text), 0, -1)
	b.Props.Script, b.Props.Direction = script, dir.Harfbuzz()
	b.Shape(f.HarfBuzz(), nil)
	return b.Info, b.Pos
}

// A text of the characters is shaped as by the whole font, and each glyph that it needs is there.
func TestWebFontDrawsItsTextAsTheWholeFontDoes(t *testing.T) {
	for _, c := range []struct {
		font, text string
		script     language.Script
		dir        di.Direction
		most       int
	}{
		{"noto-sans-ethiopic/NotoSansEthiopic_400Regular.ttf", "ሓኪምን ትምህርቲን ሓገዝ ንስደተኛታት", language.Ethiopic, di.DirectionLTR, 12_000},
		{"noto-sans-myanmar/NotoSansMyanmar_400Regular.ttf", "ကျန်းမာရေး အကူအညီ ဆရာဝန်နှင့် သင်္ဘော", language.Myanmar, di.DirectionLTR, 50_000},
		{"noto-sans-khmer/NotoSansKhmer_400Regular.ttf", "វេជ្ជបណ្ឌិត និងសុខភាព", language.Khmer, di.DirectionLTR, 25_000},
		{"noto-sans-sinhala/NotoSansSinhala_400Regular.ttf", "වෛද්‍යවරයා සහ සෞඛ්‍ය ශ්‍රී", language.Sinhala, di.DirectionLTR, 40_000},
		{"noto-sans-bengali/NotoSansBengali_400Regular.ttf", "ডাক্তার ও স্বাস্থ্য", language.Bengali, di.DirectionLTR, 50_000},
		{"noto-nastaliq-urdu/NotoNastaliqUrdu_400Regular.ttf", "ڈاکٹر اور صحت کے لیے مدد", language.Arabic, di.DirectionRTL, 260_000},
	} {
		whole := parse(t, c.font)
		woff, has, err := whole.Web([]rune(c.text))
		if err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d characters, %d bytes", c.font, len(has), len(woff))
		if len(woff) > c.most {
			t.Errorf("%s: %d bytes, at most %d", c.font, len(woff), c.most)
		}
		web, err := Parse(unwrap(t, woff))
		if err != nil {
			t.Fatal(err)
		}
		want, wantAt := glyphs(whole, c.text, c.script, c.dir)
		got, gotAt := glyphs(web, c.text, c.script, c.dir)
		if len(got) != len(want) {
			t.Fatalf("%s: %d glyphs, want %d", c.font, len(got), len(want))
		}
		placed := web.tables["GPOS"] != nil
		for i := range got {
			if got[i].Glyph != want[i].Glyph || placed && gotAt[i] != wantAt[i] {
				t.Errorf("%s: glyph %d is %d at %+v, want %d at %+v", c.font, i, got[i].Glyph, gotAt[i], want[i].Glyph, wantAt[i])
			}
			a, _ := whole.outline(uint32(want[i].Glyph))
			b, _ := web.outline(uint32(got[i].Glyph))
			if !bytes.Equal(bytes.TrimRight(a, "\x00"), bytes.TrimRight(b, "\x00")) {
				t.Errorf("%s: glyph %d is drawn otherwise", c.font, got[i].Glyph)
			}
		}
		again, _, err := whole.Web([]rune(c.text + c.text))
		if err != nil || !bytes.Equal(again, woff) {
			t.Errorf("%s: the same characters give other bytes: %v", c.font, err)
		}
		if web.Has('ሀ') && !slices.Contains(has, 'ሀ') {
			t.Errorf("%s: it says that it has a character whose glyph is not in it", c.font)
		}
	}
}

func TestWebFontOfStrangeCharactersIsNone(t *testing.T) {
	woff, has, err := parse(t, "noto-sans-ethiopic/NotoSansEthiopic_400Regular.ttf").Web([]rune("日本"))
	if woff != nil || has != nil || err != nil {
		t.Errorf("%d bytes, %q, %v", len(woff), has, err)
	}
}
