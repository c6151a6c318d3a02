package pdf

import (
	"strings"
	"testing"
	"time"
	"unicode"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"

	"github.com/go-text/typesetting/language"
)

// mostBytes is what thirty pages may take: a phone with little data loads them.
const mostBytes = 1_500_000

// TestThirtyPagesAreSmall sets thirty pages of the long text of every language, over and over, and holds the file to its
// budget. In Han, where the size is that of the font, three thousand different characters more are in the text.
func TestThirtyPagesAreSmall(t *testing.T) {
	needReaders(t)
	fonts := testFonts(t)
	for _, l := range lang.Tags() {
		t.Run(string(l), func(t *testing.T) {
			text := readingPack(t, l).Body
			pack := &doc.Pack{Lang: l, Title: words(l, "x"), Contents: words(l, "x")}
			if loc := l.Locale(); loc.Script == "Hans" || loc.Script == "Hant" {
				pack.Body = manyHan(fonts, l)
			}
			pages := 0
			var d *layout.Doc
			for pages < 30 {
				pack.Body = append(pack.Body, text...)
				d, _ = layout.Pack(pack, layout.A4(), fonts)
				pages = len(d.Sheets)
			}
			b, err := Write(d, Meta{Title: "x", Date: time.Unix(1e9, 0)})
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%d pages, %d kB", pages, len(b)/1000)
			if most := mostBytes / 30 * pages; len(b) > most {
				t.Errorf("%d pages take %d bytes, at most %d are allowed", pages, len(b), most)
			}
		})
	}
}

// manyHan is paragraphs of different Han characters, those that the language's font has.
func manyHan(fonts *layout.FontSet, l lang.Tag) []doc.Block {
	var out []doc.Block
	var line strings.Builder
	n := 0
	f := fonts.Faces(language.Han, l, false)[0]
	for _, r := range unicode.Han.R16 {
		for c := rune(r.Lo); c <= rune(r.Hi) && n < 3000; c += rune(r.Stride) {
			if !f.Has(c) {
				continue
			}
			line.WriteRune(c)
			if n++; n%100 == 0 {
				out = append(out, doc.Paragraph{Text: words(l, line.String())})
				line.Reset()
			}
		}
	}
	return out
}
