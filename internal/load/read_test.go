package load

import (
	"fmt"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/needs"
	"welcomepack/internal/source"
)

func loaded(t *testing.T, fsys fs.FS) (*model.Site, diag.List, *source.Set) {
	t.Helper()
	files := &source.Set{}
	site, ds, err := Load(fsys, files)
	if err != nil {
		t.Fatal(err)
	}
	return site, ds, files
}

const clinic = `organisation: clinic
name: Clinic
about: Help for all.
phones:
  - {ref: main, number: "0191 498 0000", for: front desk}
places:
  - {place: hall, name: Hall, address: ["1 Example Street"], postcode: NE1 4XX, access_note: "Ring {phone.main}."}
services:
  - service: drop-in
    name: Drop-in
    summary: Meet a nurse.
    category: [health]
    who: {text: Anyone, ages: 18+, women_only: true}
    cost: {amount: "1.00", note: for tea}
    languages: [EN, prs]
    phones:
      - ref: night
        number: "+44 191 498 0000"
        for: at night
        open: [{every: day, from: "00:00", to: "24:00", what: only talk}]
    at:
      - place: hall
        when:
          - {every: [2nd tuesday, 4th tuesday, 2nd friday], from: "10:00", to: "11:30", what: English class, except: [2026-12-22]}
          - {every: monday, from: "10:00", to: "12:00", what: tea}
          - {every: monday, from: "14:00", to: "15:00", what: coffee}
    checked: {on: 2026-11-10, by: volunteer, how: phone}
    sources:
      - {url: "https://www.example.org/", kind: own, date: 2026-09}
`

func clinicSite() fstest.MapFS {
	return withSite(fstest.MapFS{"content/boroughs/newham/listings/clinic.yaml": &fstest.MapFile{Data: []byte(clinic)}})
}

// keys returns the key and plain words of every text of a listing.
func keys(l model.Listing) []string {
	var out []string
	add := func(list ...doc.Text) {
		for _, t := range list {
			if t.Key != "" {
				out = append(out, t.Key)
			}
		}
	}
	sessions := func(list []model.Session) {
		for _, s := range list {
			add(s.What)
		}
	}
	phones := func(list []model.Phone) {
		for _, p := range list {
			add(p.For)
			sessions(p.Open)
		}
	}
	add(l.About)
	phones(l.Phones)
	for _, p := range l.Places {
		add(p.AccessNote)
	}
	for _, s := range l.Services {
		add(s.Name, s.Summary, s.WhoText, s.CostNote)
		phones(s.Phones)
		for _, a := range s.At {
			sessions(a.When)
		}
	}
	return out
}

func TestKeysAreStructuralAndUnique(t *testing.T) {
	site, ds, _ := loaded(t, clinicSite())
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	got := slices.Compact(keys(site.Boroughs[0].Content.Listings[0]))
	var want []string
	for _, k := range []string{"about", "phone.main/for", "place.hall/access_note", "drop-in/name", "drop-in/summary", "drop-in/who", "drop-in/cost",
		"drop-in/phone.night/for", "drop-in/phone.night/open/day/what", "drop-in/hall/2nd-tuesday-4th-tuesday-2nd-friday/what",
		"drop-in/hall/monday/what", "drop-in/hall/monday/what-2"} {
		want = append(want, "boroughs/newham/listings/clinic.yaml#"+k)
	}
	if !slices.Equal(got, want) {
		t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

func TestValuesOfAListing(t *testing.T) {
	site, _, files := loaded(t, clinicSite())
	l := site.Boroughs[0].Content.Listings[0]
	s := l.Services[0]
	when := s.At[0].When
	second := calendar.Every{Days: []calendar.Weekday{calendar.Tuesday, calendar.Friday}, Nth: 2}
	fourth := calendar.Every{Days: []calendar.Weekday{calendar.Tuesday}, Nth: 4}
	for _, c := range []struct {
		what      string
		got, want any
	}{
		{"path", l.Path, "boroughs/newham/listings/clinic.yaml"},
		{"phone", l.Phones[0].E164 + " " + l.Phones[0].Number.V, "+441914980000 0191 498 0000"},
		{"own phone", s.Phones[0].E164, "+441914980000"},
		{"until midnight", s.Phones[0].Open[0].To.V, calendar.Clock(1440)},
		{"languages", string(s.Languages[0].V + " " + s.Languages[1].V), "en fa-af"},
		{"second", fmt.Sprint(when[0].Every.V), fmt.Sprint(second)},
		{"fourth", fmt.Sprint(when[1].Every.V), fmt.Sprint(fourth)},
		{"except", when[1].Except[0].V.String(), "2026-12-22"},
		{"amount", s.Amount.V, "1.00"},
		{"free", s.Free.Written(), false},
		{"women only", s.WomenOnly.V, true},
		{"status not written", s.Status.Written(), false},
		{"source date", s.Sources[0].Date.V, calendar.Stamp{Year: 2026, Month: 9}},
		{"check", s.Checked.How.V, "phone"},
		{"place", fmt.Sprint(files.Place(l.Places[0].Postcode.At.Pos)), "{content/boroughs/newham/listings/clinic.yaml 7 72}"},
	} {
		if c.got != c.want {
			t.Errorf("%s is %v, want %v", c.what, c.got, c.want)
		}
	}
}

// TestSchemeAndHostAreInSmallLetters: a browser takes them either way, and pages compare them.
func TestSchemeAndHostAreInSmallLetters(t *testing.T) {
	fsys := withSite(fstest.MapFS{
		"content/site.yaml": &fstest.MapFile{Data: []byte(plainSite + "url: HTTPS://Welcome.Example/Pack\n")},
		"content/boroughs/newham/listings/clinic.yaml": &fstest.MapFile{Data: []byte(`organisation: clinic
name: Clinic
web: Https://WWW.Example.org/Page?A=B
services:
  - service: drop-in
    name: Drop-in
    summary: Meet a nurse.
    category: [health]
    web: HTTP://Example.org
    sources: [{url: "hTTps://example.org#Top", kind: own}]
`)},
	})
	site, ds, _ := loaded(t, fsys)
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	l := site.Boroughs[0].Content.Listings[0]
	got := []string{site.Settings.URL.V, l.Web.V, l.Services[0].Web.V, l.Services[0].Sources[0].URL.V}
	want := []string{"https://welcome.example/Pack/", "https://www.example.org/Page?A=B", "http://example.org", "https://example.org#Top"}
	if !slices.Equal(got, want) {
		t.Errorf("read %q, want %q", got, want)
	}
}

var exampleForm = regexp.MustCompile("(?s)\n```(yaml|markdown)\n(.*?)\n```\n")

// TestExamplesOfTheHandbookLoad copies the examples of docs/content.md into a site.
func TestExamplesOfTheHandbookLoad(t *testing.T) {
	text, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	fsys := withSite(fstest.MapFS{"content/site.yaml": &fstest.MapFile{Data: []byte(strings.Replace(plainSite, "[en, ar]", "[en, ar, ti, am, my]", 1))}})
	names := map[string]string{ // by how an example begins
		"organisation:": "content/shared/listings/welcome-drop-in.yaml", "---": "content/shared/guides/gp.md",
		"sections:": "content/pack.yaml", "groups:": "content/planner.yaml", "terms:": "content/glossary.yaml",
		"rules:": "content/rules.yaml", "periods:": "content/boroughs/newham/periods.yaml", "rotas:": "content/boroughs/newham/rota.yaml",
		"borough:": "content/boroughs/newham/borough.yaml", "about:": "content/boroughs/newham/engagement.yaml",
		"partners:": "content/boroughs/newham/partners.yaml", "languages:": "content/boroughs/newham/demand.yaml", "problems:": "content/problems.yaml",
	}
	parts := map[string]string{">": "content/shared/guides/gp.md", "review:": "content/site.yaml", "brand:": "content/site.yaml", "checks:": "content/site.yaml"} // of a file that is there
	for _, m := range exampleForm.FindAllSubmatch(text, -1) {
		first, _, _ := strings.Cut(strings.Fields(string(m[2]))[0], " ")
		if whole := fsys[parts[first]]; whole != nil {
			whole.Data = append(append(whole.Data, '\n'), append(m[2], '\n')...)
			continue
		}
		if names[first] == "" {
			t.Fatalf("an example begins with %q: which file is it?", first)
		}
		fsys[names[first]] = &fstest.MapFile{Data: append(m[2], '\n')}
	}
	if len(fsys) < 5 {
		t.Fatalf("docs/content.md has no listing, guide and pack: %d files", len(fsys))
	}
	if said := printed(t, fsys); said != "" {
		t.Error(said)
	}
}

func TestFolderWithoutASite(t *testing.T) {
	want := "error: there is no file content/site.yaml in this folder [missing-file]\n  hint: start the program in the folder that holds content, or name that folder with --site\n"
	if got := printed(t, fstest.MapFS{}); got != want {
		t.Errorf("got %q", got)
	}
}

// TestLinksAndDevicesAreRefused makes a site with links out of it, a loop and a pipe; none is followed or waited for.
func TestLinksAndDevicesAreRefused(t *testing.T) {
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
	listings := root + "/content/shared/listings/"
	write(root+"/content/site.yaml", "title: T\npublisher: P\nlanguages: [en]\nboroughs: [newham, out]\n")
	write(root+"/content/boroughs/newham/borough.yaml", "borough: newham\nname: Newham\n")
	write(outside+"/secret.yaml", "organisation: secret\nname: Secret\n")
	write(listings+"x.txt", "")
	link(outside+"/secret.yaml", listings+"secret.yaml")
	link("/etc/passwd", listings+"passwd.yaml")
	link("loop.yaml", listings+"loop.yaml")
	link(outside, root+"/content/shared/guides")
	link(outside, root+"/content/boroughs/out")
	link(outside, root+"/translations")
	want := []string{"content/boroughs/out", "translations", "content/shared/guides", listings[len(root)+1:] + "loop.yaml", listings[len(root)+1:] + "passwd.yaml", listings[len(root)+1:] + "secret.yaml"}
	if err := exec.Command("mkfifo", listings+"pipe.yaml").Run(); err == nil {
		want = append(want, listings[len(root)+1:]+"pipe.yaml")
	}
	start := time.Now()
	_, ds, files := loaded(t, os.DirFS(root))
	var got []string
	for _, d := range ds {
		if d.Code == "odd-file" {
			got = append(got, files.Path(d.At.File))
		}
	}
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("refused %v, want %v", got, want)
	}
	if time.Since(start) > time.Minute {
		t.Error("took ", time.Since(start))
	}
}

func TestLargeFilesAreNotRead(t *testing.T) {
	fsys := withSite(fstest.MapFS{
		"content/shared/listings/a.yaml": &fstest.MapFile{Data: make([]byte, source.MaxYAML+1)},
		"content/shared/guides/a.md":     &fstest.MapFile{Data: make([]byte, source.MaxGuide+1)},
		"translations/ar/shared.po":      &fstest.MapFile{Data: make([]byte, source.MaxPO+1)},
	})
	_, ds, _ := loaded(t, fsys)
	var got []string
	for _, d := range ds {
		got = append(got, d.Code+": "+d.Message)
	}
	want := []string{
		"limit: this file is larger than 256 KiB, which is the most that is read",
		"limit: this file is larger than 1024 KiB, which is the most that is read",
		"limit: this file is larger than 4096 KiB, which is the most that is read",
	}
	if !slices.Equal(got, want) {
		t.Errorf("said %q", got)
	}
}

// TestWideFilesAreNamed: some editors on Windows save UTF-16.
func TestWideFilesAreNamed(t *testing.T) {
	wide := &fstest.MapFile{Data: []byte("\xff\xfe-\x00-\x00-\x00\n\x00")}
	_, ds, files := loaded(t, withSite(fstest.MapFS{"content/shared/listings/a.yaml": wide, "content/shared/guides/a.md": wide, "translations/ar/shared.po": wide}))
	for _, d := range ds {
		if d.Code != "encoding" || d.Message != "this file is saved as UTF-16" {
			t.Errorf("%s: %s", files.Path(d.At.File), d.Message)
		}
	}
	if len(ds) != 3 {
		t.Errorf("said %d things, want 3", len(ds))
	}
}

func TestTranslationsAreReadInOrder(t *testing.T) {
	po := func(origin, language string) *fstest.MapFile {
		return &fstest.MapFile{Data: []byte("msgid \"\"\nmsgstr \"\"\n\"Language: " + language + "\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n" + origin + "\nmsgid \"Help\"\nmsgstr \"x\"\n")}
	}
	site, ds, files := loaded(t, withSite(fstest.MapFS{
		"translations/so/newham.po":    po("", "so"),
		"translations/so/shared.po":    po("\"X-Origin: machine\\n\"\n", "so"),
		"translations/so/interface.po": po("", "ar"),
		"translations/fa-af/shared.po": po("", "fa_AF"),
		"translations/so/reviews.yaml": &fstest.MapFile{Data: []byte("reviews:\n  - {by: fluent reader, on: 2026-11-10, texts: [0123456789012345 0123456789abcdef shared/guides/gp.md#start/1]}\n")},
	}))
	if len(ds) != 1 || ds[0].Code != "po-language" || files.Path(ds[0].At.File) != "translations/so/interface.po" {
		t.Errorf("said %v", ds)
	}
	if len(site.Overlays) != 2 || site.Overlays[0].Lang != "fa-af" || len(site.Overlays[1].Files) != 3 {
		t.Fatalf("overlays %v", site.Overlays)
	}
	so := site.Overlays[1]
	var names []string
	for _, f := range so.Files {
		names = append(names, fmt.Sprintf("%s %v %d", f.Name, f.Machine, len(f.Entries)))
	}
	if strings.Join(names, ", ") != "interface false 1, shared true 1, newham false 1" {
		t.Error(names)
	}
	if len(so.Reviews) != 1 {
		t.Fatal(so.Reviews)
	}
	got := so.Reviews[0]
	got.At, got.On.At = source.Span{}, source.Span{}
	want := model.ReviewRecord{
		Source: "0123456789012345", Translation: "0123456789abcdef", Of: "shared/guides/gp.md#start/1", By: "fluent reader",
		On: model.At[calendar.Date]{V: calendar.Date{Year: 2026, Month: 11, Day: 10}},
	}
	if got != want {
		t.Error(got)
	}
}

var codeForm = regexp.MustCompile(`(?:\.(?:Error|Warning)\([^"]*|invalid = |return "", )"([a-z]+(?:-[a-z]+)+|limit|encoding)"`)

// TestEveryCodeHasAPage reads the codes out of the sources of this package and of fields.
func TestEveryCodeHasAPage(t *testing.T) {
	var sources []string
	for _, dir := range []string{".", "../fields"} {
		list, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		sources = append(sources, list...)
	}
	codes := map[string]bool{}
	for _, path := range sources {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range codeForm.FindAllStringSubmatch(string(text), -1) {
			codes[m[1]] = true
		}
	}
	if len(codes) < 35 {
		t.Errorf("found %d codes only", len(codes))
	}
	for code := range codes {
		if _, err := os.Stat("../../docs/diagnostics/" + code + ".md"); err != nil {
			t.Error(err)
		}
	}
}

// TestTwoLoadsAreTheSame: neither the order of maps nor of folders reaches the result.
func TestTwoLoadsAreTheSame(t *testing.T) {
	a, b := printed(t, os.DirFS("../..")), printed(t, os.DirFS("../.."))
	if a != b {
		t.Error("two loads of one folder say different things")
	}
}

func FuzzListing(f *testing.F) {
	f.Add(clinic)
	f.Add("organisation: a\nservices: [{service: b, at: [{when: [{every: [], from: 9}]}]}]\n")
	f.Fuzz(func(t *testing.T, text string) {
		fsys := withSite(fstest.MapFS{"content/boroughs/newham/listings/clinic.yaml": &fstest.MapFile{Data: []byte(text)}})
		files := &source.Set{}
		_, ds, err := Load(fsys, files)
		if err != nil {
			t.Fatal(err)
		}
		for _, d := range ds {
			if size := len(files.Text(d.At.File)); int(d.At.End) > size || d.At.Offset < 0 || d.At.End < d.At.Offset {
				t.Errorf("%v lies outside of %d bytes", d, size)
			}
		}
	})
}

func FuzzPhone(f *testing.F) {
	for _, s := range []string{"020 7946 0018", "18001 111", "+44 0", "180011800118001", "0", "+"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		dial, code, problem, _ := dialled(s)
		if (dial == "") == (problem == "") || (problem == "") != (code == "") {
			t.Errorf("%q: %q %q %q", s, dial, code, problem)
		}
		if strings.Trim(dial, "+0123456789") != "" {
			t.Errorf("%q is dialled %q", s, dial)
		}
	})
}
