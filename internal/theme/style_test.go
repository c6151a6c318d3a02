package theme

import (
	"io/fs"
	"math"
	"path"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/lang"
	"welcomepack/internal/source"
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

// The style of every page asks for no font but the names of two languages, which are 1 kB.
func TestStyleOfEveryPageAsksForNoFont(t *testing.T) {
	css := comment.ReplaceAllString(readStyle(t), "")
	if n := strings.Count(css, "url(\"fonts/"); n != 1 || !strings.Contains(css, "-names.woff2") {
		t.Errorf("there are %d fonts", n)
	}
}

func TestFontsComeOnlyToTheirLanguages(t *testing.T) {
	var files source.Set
	th, _, _, err := Load(fstest.MapFS{}, themes.FS, Default, &files)
	if err != nil {
		t.Fatal(err)
	}
	th.Bring("ti", []WebFace{{Name: "NotoSansEthiopic-Regular", Weight: 400, Chars: []rune("ሀሁላ中"), WOFF: []byte("r")}, {Name: "NotoSansEthiopic-Bold", Weight: 700, Chars: []rune("ሀ"), WOFF: []byte("b")}})
	th.BringNastaliq("ur", true)
	th.BringNastaliq("pa-arab", false)
	css := th.Text("fonts-ti.css")
	for _, want := range []string{
		`src:local("Noto Sans Ethiopic"),local("NotoSansEthiopic-Regular"),url("fonts/ti-400.woff") format("woff");font-weight:400;font-display:swap;unicode-range:U+1200-1201,U+120B,U+4E2D`,
		`local("Noto Sans Ethiopic Bold")`, `:root:lang(ti){--own:"Pack"`,
	} {
		if !strings.Contains(strings.ReplaceAll(css, "U+1200-120B", "U+1200-1201,U+120B"), want) {
			t.Errorf("there is no %s in\n%s", want, css)
		}
	}
	asked := func(l lang.Tag) (out []string) {
		for _, a := range th.AssetsFor(l) {
			if strings.Contains(a.Path, "font") && !strings.Contains(a.Path, "names") {
				out = append(out, strings.TrimPrefix(a.Path, "assets/"))
			}
		}
		return out
	}
	for l, want := range map[lang.Tag]string{"ti": "fonts-ti.css fonts/ti-400.woff fonts/ti-700.woff", "ur": "fonts-ur.css fonts/noto-nastaliq-urdu-400.woff2", "pa-arab": "fonts-pa-arab.css", "en": ""} {
		if got := strings.Join(asked(l), " "); got != want {
			t.Errorf("pages in %s may ask for %q, want %q", l, got, want)
		}
	}
	if _, fonts := th.Style("ti"); !strings.Contains(fonts, "url(data:font/woff;base64,cg==)") {
		t.Errorf("an edition in one file has no font: %s", fonts)
	}
	if _, fonts := th.Style("en"); fonts != "" {
		t.Errorf("an English edition in one file brings %s", fonts)
	}
}
