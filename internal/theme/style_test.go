package theme

import (
	"io/fs"
	"math"
	"path"
	"regexp"
	"strings"
	"testing"

	"welcomepack/themes"
)

func readStyle(t *testing.T) string {
	t.Helper()
	text, err := fs.ReadFile(themes.FS, "default/assets/style.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

// pairs is what is read against what: 7 is AAA for text, 3 is for lines that show what can be pressed.
var pairs = []struct {
	front, back string
	least       float64
}{
	{"ink", "paper", 7}, {"ink", "card", 7}, {"ink", "tint", 7}, {"ink", "danger-tint", 7}, {"ink", "warn-tint", 7},
	{"quiet", "paper", 7}, {"quiet", "card", 7}, {"quiet", "tint", 7}, {"quiet", "danger-tint", 7}, {"quiet", "warn-tint", 7},
	{"link", "paper", 7}, {"link", "card", 7}, {"link", "tint", 7}, {"link", "danger-tint", 7}, {"link", "warn-tint", 7},
	{"accent", "paper", 7}, {"accent", "card", 7}, {"accent", "tint", 7},
	{"danger", "danger-tint", 7}, {"warn", "warn-tint", 7}, {"warn", "paper", 7}, {"band-ink", "band", 7}, {"focus-ink", "focus", 7},
	{"line", "paper", 3}, {"line", "card", 3}, {"line", "tint", 3},
}

func TestColoursCanBeReadByDayAndByNight(t *testing.T) {
	css := readStyle(t)
	light := colours(css[:strings.Index(css, "@media (prefers-color-scheme: dark)")])
	_, rest, _ := strings.Cut(css, "@media (prefers-color-scheme: dark)")
	dark := colours(rest[:strings.Index(rest, "@font-face")])
	if len(light) < 15 || len(dark) < 13 {
		t.Fatalf("%d light and %d dark colours", len(light), len(dark))
	}
	for _, scheme := range []struct {
		name string
		own  map[string]float64
	}{{"light", light}, {"dark", dark}} {
		get := func(name string) float64 {
			if l, ok := scheme.own[name]; ok {
				return l
			}
			l, ok := light[name]
			if !ok {
				t.Fatalf("there is no --%s", name)
			}
			return l
		}
		for _, p := range pairs {
			if c := contrast(get(p.front), get(p.back)); c < p.least {
				t.Errorf("%s: %s on %s has a contrast of %.2f, least %.0f", scheme.name, p.front, p.back, c, p.least)
			}
		}
		if a, b := contrast(get("focus"), get("paper")), contrast(get("focus-ink"), get("paper")); max(a, b) < 3 {
			t.Errorf("%s: the focus is not seen on paper: %.2f and %.2f", scheme.name, a, b)
		}
	}
}

func TestContrastIsThatOfTheGuidelines(t *testing.T) {
	for _, c := range []struct {
		a, b string
		want float64
	}{{"000000", "ffffff", 21}, {"777777", "ffffff", 4.48}, {"ff0000", "ffffff", 4.00}} {
		if got := contrast(parseColour("#"+c.a).luminance(), parseColour("#"+c.b).luminance()); math.Abs(got-c.want) > 0.01 {
			t.Errorf("%s on %s: %.2f, want %.2f", c.a, c.b, got, c.want)
		}
	}
}

var colourProperty = regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6});`)

// colours returns the luminance of each custom property that is a colour.
func colours(css string) map[string]float64 {
	out := map[string]float64{}
	for _, m := range colourProperty.FindAllStringSubmatch(css, -1) {
		out[m[1]] = parseColour("#" + m[2]).luminance()
	}
	return out
}

var (
	otherHost = regexp.MustCompile(`(?i)(https?:)?//[a-z0-9]`)
	comment   = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssURL    = regexp.MustCompile(`url\(\s*["']?([^"')]+)`)
)

func TestBuiltInThemeAsksNoOtherHost(t *testing.T) {
	err := fs.WalkDir(themes.FS, "default", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		switch path.Ext(p) {
		case ".html", ".css", ".svg", ".js":
		default:
			return nil
		}
		text, err := fs.ReadFile(themes.FS, p)
		s := strings.ReplaceAll(string(text), `xmlns="http://www.w3.org/2000/svg"`, "")
		if m := otherHost.FindString(s); m != "" {
			t.Errorf("%s names another host: %q", p, m)
		}
		if strings.Contains(s, "@import") {
			t.Errorf("%s imports", p)
		}
		for _, m := range cssURL.FindAllStringSubmatch(s, -1) {
			if _, err := fs.Stat(themes.FS, path.Join(path.Dir(p), m[1])); err != nil {
				t.Errorf("%s: %v", p, err)
			}
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

// physical names a side of the screen, where the side of reading is meant.
var physical = regexp.MustCompile(`(?m)(^|[\s;{-])(left|right|top|bottom)\s*:|(margin|padding|border)-(left|right|top|bottom)|text-align:\s*(left|right)|float:|[^-](width|height):`)

func TestStyleServesBothDirections(t *testing.T) {
	for i, line := range strings.Split(comment.ReplaceAllString(readStyle(t), ""), "\n") {
		if strings.HasPrefix(strings.TrimSpace(line), "@media") {
			continue
		}
		if m := physical.FindString(strings.ReplaceAll(line, "line-height:", "")); m != "" && !strings.Contains(line, "stroke-width") {
			t.Errorf("line %d of the style names a side or a physical size: %q", i+1, m)
		}
	}
}

func TestWhatEveryPageMayFetchIsSmall(t *testing.T) {
	for name, most := range map[string]int64{"style.css": 32_000, "fonts/noto-sans-ethiopic-names.woff2": 4_000} {
		st, err := fs.Stat(themes.FS, "default/assets/"+name)
		if err != nil || st.Size() > most {
			t.Errorf("%s is not there, or has more than %d bytes: %v", name, most, err)
		}
	}
}

func TestFontsComeOnlyToTheirLanguages(t *testing.T) {
	css := comment.ReplaceAllString(readStyle(t), "")
	for _, m := range regexp.MustCompile(`(?m)^([^\n]*)"Pack (Nastaliq|Ethiopic)"`).FindAllStringSubmatch(css, -1) {
		if s := strings.TrimSpace(m[1]); !strings.HasPrefix(s, ":root:lang(") && s != "font-family:" {
			t.Errorf("a font is asked for by %q", s)
		}
	}
	for _, face := range strings.Split(css, "@font-face")[1:] {
		face, _, _ = strings.Cut(face, "}")
		if strings.Contains(face, "-names.woff2") {
			continue // so small that asking for the device's own is not worth it; every page may fetch it
		}
		for _, want := range []string{"local(", "unicode-range:", "font-display: swap"} {
			if !strings.Contains(face, want) {
				t.Errorf("a font has no %s:%s", want, face)
			}
		}
		if strings.Index(face, "local(") > strings.Index(face, "url(") {
			t.Error("a font is fetched before the reader's own is tried")
		}
	}
}
