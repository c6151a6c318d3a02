package theme

import (
	"bytes"
	"fmt"
	"image"
	"image/png"
	"math/rand/v2"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

func written(s string) model.At[string] {
	return model.At[string]{V: s, At: source.Pos{File: 1}.Span(1)}
}

// Whatever colour a council has, words on its shades can be read by day and by night.
func TestEveryShadeOfACouncilsColourCanBeRead(t *testing.T) {
	form := regexp.MustCompile(`--([a-z]+):(#[0-9a-f]{6})`)
	shade := func(rules string) map[string]float64 {
		out := map[string]float64{}
		for _, m := range form.FindAllStringSubmatch(rules, -1) {
			out[m[1]] = parseColour(m[2]).luminance()
		}
		return out
	}
	css := readStyle(t)
	light := colours(css[:strings.Index(css, "@media (prefers-color-scheme: dark)")])
	_, rest, _ := strings.Cut(css, "@media (prefers-color-scheme: dark)")
	dark := colours(rest[:strings.Index(rest, "@font-face")])
	random := rand.New(rand.NewPCG(1, 2))
	tried := 0
	for range 4000 {
		c := colour{float64(random.IntN(256)), float64(random.IntN(256)), float64(random.IntN(256))}
		if contrast(c.luminance(), white.luminance()) < leastContrast {
			continue
		}
		tried++
		day, night, _ := strings.Cut(shades(c), "(prefers-color-scheme:dark)")
		for _, scheme := range []struct {
			name      string
			own, base map[string]float64
		}{{"light", shade(day), light}, {"dark", shade(night), dark}} {
			get := func(name string) float64 {
				if l, ok := scheme.own[name]; ok {
					return l
				}
				if l, ok := scheme.base[name]; ok {
					return l
				}
				return light[name]
			}
			for _, p := range pairs {
				if got, least := contrast(get(p.front), get(p.back)), min(p.least, leastContrast); got < least {
					t.Fatalf("%s by %s: %s on %s has a contrast of %.2f, least %.1f", c, scheme.name, p.front, p.back, got, least)
				}
			}
		}
	}
	if tried < 1000 {
		t.Errorf("only %d colours were tried", tried)
	}
}

func TestColourThatCannotBeReadIsRefusedWithOneThatCan(t *testing.T) {
	var files source.Set
	th, _, _, err := Load(fstest.MapFS{}, builtin(nil), Default, &files)
	if err != nil {
		t.Fatal(err)
	}
	ds := th.Paint(model.Brand{Colour: written("#ffcc00")})
	if len(ds) != 1 || ds[0].Code != "low-contrast" || !strings.Contains(ds[0].Message, "1.5") {
		t.Fatalf("%+v", ds)
	}
	better := regexp.MustCompile(`#[0-9a-f]{6}`).FindString(fmt.Sprint(ds[0].Notes))
	if ds := th.Paint(model.Brand{Colour: written(better)}); len(ds) > 0 {
		t.Errorf("the colour of the hint, %s, is refused too: %+v", better, ds)
	}
}

func TestLogoStandsInTheFrameWithItsSizeAndName(t *testing.T) {
	var picture bytes.Buffer
	if err := png.Encode(&picture, image.NewGray(image.Rect(0, 0, 60, 40))); err != nil {
		t.Fatal(err)
	}
	frame := strings.Replace(smallFrame, "<main>", "{{.Logo}}<main>", 1)
	var files source.Set
	th, _, ds, err := Load(fstest.MapFS{
		"themes/default/assets/logo.png": {Data: picture.Bytes()},
		"themes/default/assets/logo.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30.5 10"><path d="M1 1"/></svg>`)},
		"themes/default/assets/none.svg": {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg"><path d="M1 1"/></svg>`)},
		"themes/default/frame.html":      {Data: []byte(frame)},
	}, builtin(nil), Default, &files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	for file, want := range map[string]string{
		"logo.png": `alt="River &amp; Co" width="60" height="40">`, "logo.svg": `alt="River &amp; Co" width="31" height="10">`,
	} {
		if ds := th.Paint(model.Brand{Logo: written(file), Name: written("River & Co")}); len(ds) > 0 {
			t.Fatalf("%+v", ds)
		}
		pieces, err := th.Cut("", Shape{})
		if err != nil {
			t.Fatal(err)
		}
		var out strings.Builder
		for _, p := range pieces {
			if p.Slot == File {
				out.WriteString(p.Path)
			}
			out.WriteString(p.Text)
		}
		if !strings.Contains(out.String(), want) || !strings.Contains(out.String(), `src="assets/`+file) {
			t.Errorf("%s: %s", file, out.String())
		}
	}
	for _, file := range []string{"none.svg", "nothing.png"} {
		if ds := th.Paint(model.Brand{Logo: written(file), Name: written("x")}); len(ds) != 1 || ds[0].Code != "missing-file" {
			t.Errorf("%s: %+v", file, ds)
		}
	}
}
