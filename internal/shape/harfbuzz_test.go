package shape

import (
	"encoding/json"
	"fmt"
	"os"
	"os/exec"
	"slices"
	"strings"
	"testing"
)

// hbShape shapes text[it.start:it.end] with HarfBuzz's own program.
func hbShape(t *testing.T, font string, text []rune, it item) []Glyph {
	t.Helper()
	codes := func(text []rune) string {
		var out []string
		for _, r := range text {
			out = append(out, fmt.Sprintf("%X", r))
		}
		return strings.Join(out, ",")
	}
	direction := "ltr"
	if it.level.RTL() {
		direction = "rtl"
	}
	args := []string{
		"--font-file=" + font, "--no-glyph-names", "--output-format=json", "--show-flags",
		"--direction=" + direction, "--script=" + it.script.String(), "--language=" + string(it.style.Lang),
		"--unicodes=" + codes(text[it.start:it.end]),
	}
	if it.start > 0 {
		args = append(args, "--unicodes-before="+codes(text[:it.start]))
	} else {
		args = append(args, "--bot")
	}
	if it.end < len(text) {
		args = append(args, "--unicodes-after="+codes(text[it.end:]))
	} else {
		args = append(args, "--eot")
	}
	out, err := exec.Command("hb-shape", args...).CombinedOutput()
	if err != nil {
		t.Fatalf("hb-shape %v: %v\n%s", args, err, out)
	}
	var shaped []struct {
		G          uint32
		Cl         int
		Ax, Dx, Dy int32
		Fl         int
	}
	if err := json.Unmarshal(out, &shaped); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	glyphs := make([]Glyph, len(shaped))
	for i, g := range shaped {
		glyphs[i] = Glyph{ID: g.G, Cluster: g.Cl + it.start, Adv: g.Ax, X: g.Dx, Y: g.Dy, Unsafe: g.Fl&1 != 0}
	}
	return glyphs
}

// Equal glyphs, clusters, advances, offsets and cuts: the shaping library is HarfBuzz in Go, or it is not used.
func TestShapingEqualsHarfBuzz(t *testing.T) {
	if _, err := exec.LookPath("hb-shape"); err != nil {
		if os.Getenv("CI") != "" {
			t.Fatalf("%v: install libharfbuzz-bin", err)
		}
		t.Skipf("%v: install libharfbuzz-bin to compare with HarfBuzz", err)
	}
	pick, path := testFonts(t)
	s := New(pick)
	runs := 0
	for _, c := range texts {
		for _, bold := range []bool{false, true} {
			p := paragraph(c.text, c.lang, c.rtl)
			p.Spans[0].Bold = bold
			text := clean(p.Text)
			for _, it := range s.itemize(p, text, levels(p, text)) {
				got := s.shape(text, it, it.start, it.end).Glyphs
				if want := hbShape(t, path[it.face], text, it); !slices.Equal(got, want) {
					t.Errorf("%s, %s: %q\n got %v\nwant %v", c.lang, it.face.Name, string(text[it.start:it.end]), got, want)
				}
				runs++
			}
		}
	}
	t.Logf("%d runs", runs)
}
