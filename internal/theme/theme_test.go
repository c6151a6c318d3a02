package theme

import (
	"errors"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/needs"
	"welcomepack/internal/source"
	"welcomepack/themes"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const smallFrame = `<html lang="{{.Lang}}" dir="{{.Dir}}"><head>` + policy + `<title>{{.Title}}</title><link href="{{.Asset "style.css"}}">{{.Languages}}<main>{{.Main}}</main></html>`

func builtin(more map[string]string) fstest.MapFS {
	m := fstest.MapFS{
		"default/frame.html":       {Data: []byte(smallFrame)},
		"default/assets/style.css": {Data: []byte("a{}")},
		"default/icons/dot.svg":    {Data: []byte(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><circle cx="1" cy="1" r="1"/></svg>`)},
		"default/strings.yaml":     {Data: []byte("home: Home\nopen-count: {one: \"{count} service\", other: \"{count} services\"}\nmenu: Menu\n")},
	}
	for name, text := range more {
		m[name] = &fstest.MapFile{Data: []byte(text)}
	}
	return m
}

func mustLoad(t *testing.T, site, built fs.FS, name string) (*Theme, []model.Phrase) {
	t.Helper()
	var files source.Set
	th, phrases, ds, err := Load(site, built, name, &files)
	if err != nil || len(ds) > 0 || th == nil {
		var b strings.Builder
		ds.Print(&b, &files)
		t.Fatalf("load: %v\n%s", err, b.String())
	}
	return th, phrases
}

func TestSitesFilesTakeThePlaceOfBuiltInOnesOneByOne(t *testing.T) {
	site := fstest.MapFS{
		"themes/council/assets/style.css":  {Data: []byte("b{}")},
		"themes/council/assets/logo.svg":   {Data: []byte("<svg/>")},
		"themes/council/assets/.DS_Store":  {Data: []byte("x")},
		"themes/council/icons/dot.svg":     {Data: []byte(`<svg viewBox="0 0 4 4"><path d="M1 1"/></svg>`)},
		"themes/council/frame-home.html":   {Data: []byte(strings.Replace(smallFrame, "<main>", `<main id="home">{{.Icon "dot"}}`, 1))},
		"themes/council/strings.yaml":      {Data: []byte("menu: Contents\n")},
		"themes/another/assets/style.css":  {Data: []byte("c{}")},
		"themes/council/notes/frame.html":  {Data: []byte("{{")},
		"themes/council/frame-x.html.orig": {Data: []byte("{{")},
	}
	th, phrases := mustLoad(t, site, builtin(nil), "council")
	var got []string
	for _, a := range th.Assets {
		got = append(got, a.Path+"="+string(a.Text))
	}
	if want := []string{"assets/logo.svg=<svg/>", "assets/style.css=b{}"}; !slices.Equal(got, want) {
		t.Errorf("assets %q, want %q", got, want)
	}
	if want := `<svg class="icon" aria-hidden="true" viewBox="0 0 4 4"><path d="M1 1"/></svg>`; th.Icon("dot") != want {
		t.Errorf("icon %q", th.Icon("dot"))
	}
	if got := th.Kinds(); !slices.Equal(got, []string{"home"}) {
		t.Errorf("kinds %q", got)
	}
	for kind, want := range map[string]string{"home": `<main id="home"><svg`, "guide": "<main>"} {
		if text := literals(t, th, kind); !strings.Contains(text, want) {
			t.Errorf("frame of %s: %s", kind, text)
		}
	}
	if len(phrases) != 3 || phrases[0].Key != "home" || words(phrases[2].Other) != "Contents" {
		t.Errorf("phrases %v", phrases)
	}
}

func literals(t *testing.T, th *Theme, kind string) string {
	t.Helper()
	pieces, err := th.Cut(kind, Shape{})
	if err != nil {
		t.Fatal(err)
	}
	text := ""
	for _, p := range pieces {
		text += p.Text
	}
	return text
}

func words(t doc.Text) string {
	s := ""
	for _, in := range t.Inlines {
		switch in := in.(type) {
		case doc.Str:
			s += in.S
		case doc.Ref:
			s += "{" + in.Path + "}"
		}
	}
	return s
}

func TestPhrasesKeepTheirOrderFormsAndPlaces(t *testing.T) {
	_, phrases := mustLoad(t, fstest.MapFS{}, builtin(map[string]string{
		"default/strings.yaml": "# said on buttons\nzeta: Skip to the text\nalpha: {one: \"{count} day\", other: \"{count} days\"}\nopen: {other: Open, context: of a door}\n",
	}), Default)
	if len(phrases) != 3 || phrases[0].Key != "zeta" || phrases[1].Key != "alpha" || phrases[2].Key != "open" {
		t.Fatalf("phrases %v", phrases)
	}
	a := phrases[1]
	if words(a.One) != "{count} day" || words(a.Other) != "{count} days" || a.Other.Key != "themes/default/strings.yaml#alpha" || a.One.Key != a.Other.Key {
		t.Errorf("alpha: %+v", a)
	}
	if p := phrases[0]; !p.One.IsZero() || p.Other.Lang != "en" || p.Other.Pos.Offset != 24 {
		t.Errorf("zeta: %+v", p)
	}
	if phrases[2].Other.Context != "of a door" {
		t.Errorf("open: %+v", phrases[2])
	}
}

func TestFramesAreCutAtTheirSlots(t *testing.T) {
	th, _ := mustLoad(t, fstest.MapFS{}, builtin(map[string]string{"default/frame.html": `<html lang="{{.Lang}}" dir='{{.Dir}}'><title>{{.Title}}</title>` +
		`{{if .Borough}}<b title="a>b {{.Borough}}">{{.Borough}}</b>{{end}}{{range .Nav}}<a href="{{.Href}}" {{.Current}}>{{.Text}}</a>{{end}}` +
		`<img src="{{.Asset "style.css"}}" alt="">{{.Languages}}{{.Main}}{{.Footer}}`}), Default)
	show := func(s Shape) string {
		pieces, err := th.Cut("guide", s)
		if err != nil {
			t.Fatal(err)
		}
		var b strings.Builder
		for _, p := range pieces {
			if p.Slot == Literal {
				b.WriteString(p.Text)
			} else {
				b.WriteString("[" + slotName[p.Slot] + " " + whereName[p.Where] + p.Path + strings.Repeat("+", p.N) + "]")
			}
		}
		return b.String()
	}
	if got, want := show(Shape{}), `<html lang="[Lang value]" dir='[Dir value]'><title>[Title title]</title><img src="[File valueassets/style.css]" alt="">[Languages text][Main text]`; got != want {
		t.Errorf("empty frame:\n%s\nwant\n%s", got, want)
	}
	if got, want := show(Shape{true, false, 2, true}), `<b title="a>b [Borough value]">[Borough text]</b><a href="[NavHref value]" [NavCurrent tag]>[NavText text]</a><a href="[NavHref value+]" [NavCurrent tag+]>[NavText text+]</a>`; !strings.Contains(got, want) ||
		!strings.HasSuffix(got, "[Main text][Footer text]") {
		t.Errorf("full frame:\n%s\nwants\n%s", got, want)
	}
}

var (
	slotName = map[Slot]string{Lang: "Lang", Dir: "Dir", Title: "Title", Borough: "Borough", NavHref: "NavHref", NavText: "NavText", NavCurrent: "NavCurrent",
		File: "File", Languages: "Languages", Main: "Main", Footer: "Footer"}
	whereName = map[Where]string{InText: "text", InTitle: "title", InValue: "value", InTag: "tag"}
)

// TestMistakesInAThemeAreTold runs the cases of testdata: files of a site, and what is said about them. The
// file "name" holds the theme's name where it is not council.
func TestMistakesInAThemeAreTold(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) == 0 {
		t.Fatal("no cases", err)
	}
	for _, name := range cases {
		a, err := txtar.ParseFile(name)
		if err != nil {
			t.Fatal(err)
		}
		var files source.Set
		site, theme := fstest.MapFS{}, "council"
		for _, f := range a.Files {
			switch f.Name {
			case "name":
				theme = strings.TrimSpace(string(f.Data))
			case "want":
			default:
				site[f.Name] = &fstest.MapFile{Data: f.Data}
			}
		}
		th, _, ds, err := Load(site, builtin(nil), theme, &files)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		if ds.HasErrors() == (th != nil) {
			t.Errorf("%s: a theme %v beside %v", name, th != nil, ds)
		}
		compare(t, name, a, ds.Sorted(&files), &files)
	}
}

func compare(t *testing.T, name string, a *txtar.Archive, ds diag.List, files *source.Set) {
	t.Helper()
	var got strings.Builder
	ds.Print(&got, files)
	for i := range a.Files {
		f := &a.Files[i]
		if f.Name != "want" {
			continue
		}
		if *update {
			f.Data = []byte(got.String())
			if err := os.WriteFile(name, txtar.Format(a), 0o666); err != nil {
				t.Fatal(err)
			}
		} else if string(f.Data) != got.String() {
			t.Errorf("%s: got\n%s\nwant\n%s", name, got.String(), f.Data)
		}
		for _, d := range ds {
			if _, err := os.Stat("../../docs/diagnostics/" + d.Code + ".md"); err != nil {
				t.Errorf("%s: %s has no page: %v", name, d.Code, err)
			}
		}
		return
	}
	t.Errorf("%s has no want", name)
}

func TestLinksInAThemeAreNotFollowed(t *testing.T) {
	root, outside := t.TempDir(), t.TempDir()
	write := func(path, text string) {
		t.Helper()
		if err := os.MkdirAll(filepath.Dir(path), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(path, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	link := func(to, path string) {
		t.Helper()
		needs.Met(t, os.Symlink(to, path), "a file system with links")
	}
	write(outside+"/secret.css", "a{}")
	write(outside+"/whole/strings.yaml", "menu: Contents\n")
	write(root+"/themes/council/assets/logo.svg", "<svg/>")
	link(outside+"/secret.css", root+"/themes/council/assets/secret.css")
	link(outside, root+"/themes/council/assets/fonts")
	link(outside, root+"/themes/council/icons")
	link(outside, root+"/themes/council/fonts")
	link("nowhere", root+"/themes/council/strings.yaml")
	link(outside+"/whole", root+"/themes/other")
	for theme, want := range map[string][]string{
		"council": {"assets/fonts", "assets/secret.css", "fonts", "icons", "strings.yaml"},
		"other":   {""},
	} {
		var files source.Set
		th, _, ds, err := Load(os.DirFS(root), builtin(nil), theme, &files)
		if err != nil || th != nil {
			t.Fatal(th, err)
		}
		var got []string
		for _, d := range ds.Sorted(&files) {
			if d.Code != "odd-file" {
				t.Errorf("%s: %s", d.Code, d.Message)
			}
			got = append(got, strings.TrimPrefix(strings.TrimPrefix(files.Path(d.At.File), "themes/"+theme), "/"))
		}
		if !slices.Equal(got, want) {
			t.Errorf("%s: refused %q, want %q", theme, got, want)
		}
	}
}

// TestFontsOfTheSiteComeFirst: a family of the site's theme takes the place of the built-in one's weight by weight; a copy
// of the built-in theme, as this repository holds one, brings nothing of its own.
func TestFontsOfTheSiteComeFirst(t *testing.T) {
	built := builtin(map[string]string{"default/fonts/noto/A.ttf": "font", "default/fonts/noto/A-Bold.ttf": "bold", "default/fonts/other/O.ttf": "font"})
	site := fstest.MapFS{"themes/default/fonts/noto/A.ttf": {Data: []byte("font")}}
	if th, _ := mustLoad(t, site, built, Default); len(th.Fonts.Own) > 0 {
		t.Errorf("a copy brings %q", th.Fonts.Own)
	}
	site["themes/council/fonts/noto/Mine.ttf"] = &fstest.MapFile{Data: []byte("mine")}
	site["themes/council/fonts/noto/LICENSE"] = &fstest.MapFile{Data: []byte("free")}
	th, _ := mustLoad(t, site, built, "council")
	names, err := fs.Glob(th.Fonts, "*/*.ttf")
	if want := []string{"noto/A-Bold.ttf", "noto/Mine.ttf", "other/O.ttf"}; err != nil || !slices.Equal(names, want) {
		t.Errorf("fonts %q, want %q: %v", names, want, err)
	}
	b, err := fs.ReadFile(th.Fonts, "noto/Mine.ttf")
	if err != nil || string(b) != "mine" || th.Fonts.Shown("noto/Mine.ttf") != "themes/council/fonts/noto/Mine.ttf" {
		t.Errorf("%q %v, %s", b, err, th.Fonts.Shown("noto/Mine.ttf"))
	}
	if f, err := th.Fonts.Open("other/O.ttf"); err != nil {
		t.Error(err)
	} else {
		f.Close()
	}
	if _, err := fs.ReadFile(th.Fonts, "noto/A.ttf"); !errors.Is(err, fs.ErrNotExist) {
		t.Errorf("the font that was replaced: %v", err)
	}
}

func TestFileThatIsTooLargeIsRefused(t *testing.T) {
	site := fstest.MapFS{"themes/council/assets/big.png": {Data: make([]byte, source.MaxThemeFile+1)}, "themes/council/assets/link.css": {Mode: fs.ModeSymlink | 0o777, Data: []byte("style.css")}}
	_, _, ds, err := Load(site, builtin(nil), "council", &source.Set{})
	if err != nil || len(ds) == 0 || ds[0].Code != "theme-file" || !strings.Contains(ds[0].Message, "4194305 bytes") {
		t.Errorf("said %v, %v", ds, err)
	}
}

func TestBuiltInThemeLoads(t *testing.T) {
	th, _ := mustLoad(t, fstest.MapFS{}, themes.FS, Default)
	for _, name := range []string{"heart", "home", "coins", "basket", "cross", "mind", "book", "school", "briefcase", "woman", "rainbow", "scales", "people",
		"faith", "shield", "council", "bus", "phone", "info", "passport", "globe", "menu", "important", "danger", "myth", "clock", "message", "mail", "web", "pin"} {
		if th.Icon(name) == "" {
			t.Errorf("there is no icon %s", name)
		}
	}
	for _, p := range []string{"assets/style.css", "assets/fonts/noto-nastaliq-urdu-400.woff2", "assets/fonts/noto-nastaliq-urdu-licence.txt",
		"assets/fonts/noto-sans-ethiopic-licence.txt"} {
		if !th.HasAsset(p) {
			t.Errorf("there is no %s", p)
		}
	}
}
