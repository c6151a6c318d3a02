package pdf

import (
	"bytes"
	"fmt"
	"image"
	"image/color"
	"image/draw"
	"image/png"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
	"welcomepack/internal/needs"
)

const galleryDir = "../../docs/gallery"

// gallery has a language for each script and hand, in the order in which docs/gallery/README.md shows them.
var gallery = []lang.Tag{"en", "vi", "uk", "ka", "ar", "ur", "he", "ti", "bn", "hi", "pa", "gu", "ta", "si", "my", "km", "th", "lo", "zh-hans", "zh-hant"}

// TestGallery holds that there is a picture of each script, and none else. With -update it draws them: the top of a page
// that holds the first articles of the Universal Declaration of Human Rights.
func TestGallery(t *testing.T) {
	if *update {
		drawGallery(t)
	}
	pictures, err := filepath.Glob(galleryDir + "/*.png")
	if err != nil || len(pictures) != len(gallery) {
		t.Errorf("%d pictures of %d scripts: %v", len(pictures), len(gallery), err)
	}
	text, err := os.ReadFile(galleryDir + "/README.md")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range gallery {
		name := string(l) + ".png"
		if f, err := os.Stat(filepath.Join(galleryDir, name)); err != nil || f.Size() > 24<<10 {
			t.Errorf("%s is missing or larger than 24 kB: run go test ./internal/pdf -run TestGallery -update", name)
		}
		if !strings.Contains(string(text), "("+name+")") {
			t.Errorf("the page does not show %s", name)
		}
	}
}

func drawGallery(t *testing.T) {
	needReaders(t)
	tool := needs.Program(t, "pdftoppm", "apt install poppler-utils")
	fonts := testFonts(t)
	page := "# Gallery\n\nA page in each script. `go test ./internal/pdf -run TestGallery -update` draws them anew (docs/pdf.md says what it needs).\n"
	for _, l := range gallery {
		p := readingPack(t, l)
		p.Body = append([]doc.Block{doc.Heading{Level: 1, Text: words(l, l.Locale().Autonym)}, doc.Paragraph{Text: words(lang.English, l.Locale().English), Role: doc.English}}, p.Body...)
		d, _ := layout.Pack(p, layout.Style{Height: 470, Top: 40, Bottom: 30}, fonts)
		b, err := Write(d, Meta{Title: "x", Date: time.Unix(1e9, 0)})
		if err != nil {
			t.Fatal(err)
		}
		picture(t, tool, b, filepath.Join(galleryDir, string(l)+".png"))
		page += fmt.Sprintf("\n## %s\n\n![%s](%s.png)\n", l.Locale().English, l.Locale().Autonym, l)
	}
	if err := os.WriteFile(galleryDir+"/README.md", []byte(page), 0o666); err != nil {
		t.Fatal(err)
	}
}

// picture draws the first page that has text in eight shades of grey.
func picture(t *testing.T, tool string, file []byte, to string) {
	t.Helper()
	cmd := exec.Command(tool, "-r", "70", "-gray", "-png", "-f", "2", "-l", "2", "-singlefile", "-")
	cmd.Stdin = bytes.NewReader(file)
	b, err := cmd.Output()
	if err != nil {
		t.Fatal(err)
	}
	drawn, err := png.Decode(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	var shades color.Palette
	for i := range 8 {
		shades = append(shades, color.Gray{uint8(i * 255 / 7)})
	}
	small := image.NewPaletted(drawn.Bounds(), shades)
	draw.Draw(small, small.Bounds(), drawn, drawn.Bounds().Min, draw.Src)
	var out bytes.Buffer
	encoder := png.Encoder{CompressionLevel: png.BestCompression}
	if err := encoder.Encode(&out, small); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(to, out.Bytes(), 0o666); err != nil {
		t.Fatal(err)
	}
}
