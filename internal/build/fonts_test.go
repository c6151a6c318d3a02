package build

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/go-text/typesetting/language"
)

// putFont writes a font into a site's theme.
func putFont(t *testing.T, dir, name string, b []byte) {
	t.Helper()
	p := filepath.Join(dir, "themes", "default", "fonts", filepath.FromSlash(name))
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(p, b, 0o644); err != nil {
		t.Fatal(err)
	}
}

// TestASiteBringsAFont: the whole Chinese font goes before the cut one, and packs are set in it.
func TestASiteBringsAFont(t *testing.T) {
	dir := copySite(t)
	b, err := os.ReadFile("../../themes/default/fonts/noto-sans-tc-big5/NotoSansTCbig5-Regular.ttf")
	if err != nil {
		t.Fatal(err)
	}
	putFont(t, dir, "noto-sans-sc/Whole.ttf", b)
	s, err := Take(options(dir))
	if err != nil || s.Diags.HasErrors() {
		t.Fatal(err, s.Diags)
	}
	faces := s.fonts.Faces(language.Han, "zh-hans", false)
	if len(faces) < 3 || !strings.Contains(faces[0].Name, "TC") || !strings.Contains(faces[1].Name, "SC") {
		t.Errorf("simplified Chinese is set in %d fonts, the first %s, the second %s", len(faces), faces[0].Name, faces[1].Name)
	}
	mustBuild(t, options(dir))
}

// TestAFontThatCannotBeUsedIsItsAuthorsMistake: it is named, and nothing is built.
func TestAFontThatCannotBeUsedIsItsAuthorsMistake(t *testing.T) {
	dir := copySite(t)
	putFont(t, dir, "noto-sans/Mine.ttf", []byte("OTTO and no more"))
	putFont(t, dir, "comic/Mine.ttf", []byte("\x00\x01\x00\x00"))
	s, err := Take(options(dir))
	if err != nil {
		t.Fatal(err)
	}
	var said strings.Builder
	s.Diags.Print(&said, s.Files)
	for _, want := range []string{
		"themes/default/fonts/noto-sans/Mine.ttf:1:1: error: packs cannot be set in this font: font has PostScript outlines (CFF), TrueType outlines (glyf) are needed [theme-file]",
		"themes/default/fonts/comic/Mine.ttf:1:1: warning: no language is set in the font family comic [unused-folder]",
		"the families are noto-nastaliq-urdu, noto-sans, noto-sans-arabic,",
	} {
		if !strings.Contains(said.String(), want) {
			t.Errorf("not said: %s\n%s", want, said.String())
		}
	}
	if r, err := Build(options(dir)); err != nil || !r.Diags.HasErrors() {
		t.Errorf("built all the same: %v", err)
	}
}
