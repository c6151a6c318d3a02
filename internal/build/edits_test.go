package build

import (
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// richSite is the site of testdata with files of each kind that a site may have beside.
func richSite(t *testing.T) string {
	t.Helper()
	dir := copySite(t)
	for name, text := range map[string]string{
		"content/boroughs/northbank/partners.yaml": `partners:
  - partner: northbank-clinic
    level: cooperate
    does: Sees people on the day.
    sources: [{url: "https://www.example.org/clinic", kind: own, date: 2026-06, supports: the work}]
`,
		"content/boroughs/northbank/engagement.yaml": "about: Some people were asked in the summer.\n",
		"content/boroughs/northbank/periods.yaml":    "periods:\n  - period: holidays\n    name: Summer days\n    known: 2026-01-01 to 2027-12-31\n    days: [2026-12-25]\n    sources: [{url: \"https://www.example.org/days\", kind: own, supports: the days}]\n",
		"content/boroughs/northbank/rota.yaml":       "rotas:\n  - service: northbank-clinic\n    visits: [{who: night-line, every: wednesday, about: a talk}]\n",
		"content/problems.yaml":                      "problems:\n  - problem: ill\n    name: Someone is ill\n    do: Call {night-line.phone}.\n    services: [night-line]\n    guide: health\n",
		"translations/ar/reviews.yaml":               "reviews:\n  - {by: a fluent reader, on: 2026-06-01, texts: [0123456789abcdef 0123456789abcdef shared/guides/health.md#title]}\n",
		"themes/default/assets/own.css":              "p { color: black }\n",
	} {
		at := filepath.Join(dir, filepath.FromSlash(name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	o := options(dir)
	o.NoPacks = true
	mustBuild(t, o)
	if err := os.RemoveAll(o.Out); err != nil {
		t.Fatal(err)
	}
	return dir
}

// changes are what is done to a file, one after the other; each is undone by the next one's file being written anew.
var changes = []struct {
	what string
	to   func(text string) string
}{
	{"names", func(s string) string { return namesAndTitles.ReplaceAllString(s, "${1}Other $2") }},
	{"other words", func(s string) string { return otherWords.ReplaceAllString(s, "${1}Now $2") }},
	{"numbers", func(s string) string {
		return strings.NewReplacer("020 7946 0", "020 7946 9", "09:30", "09:45", `"28"`, `"56"`).Replace(s)
	}},
	{"translations", func(s string) string { return strings.ReplaceAll(s, "msgstr \"ا", "msgstr \"؟ ا") }},
	{"other kinds of help", func(s string) string {
		return strings.NewReplacer("category: [health]", "category: [food, health]", "category: [health, food]", "category: [food]", "category: health", "category: food").Replace(s)
	}},
	{"other stages", func(s string) string {
		return strings.NewReplacer("stage: [arrive, wait]", "stage: [wait, settled]", "stage: [arrive]", "stage: [settled]").Replace(s)
	}},
	{"other days", func(s string) string {
		return strings.NewReplacer("[monday, wednesday]", "[wednesday, sunday]", "last friday", "last tuesday").Replace(s)
	}},
	{"no times", func(s string) string { return theTimes.ReplaceAllString(s, "") }},
	{"other languages", func(s string) string {
		return strings.Replace(s, "    cost: free\n", "    cost: free\n    languages: [so]\n", 1)
	}},
	{"colours", func(s string) string { return strings.ReplaceAll(s, "black", "navy") }},
}

var (
	namesAndTitles = regexp.MustCompile(`(?m)^(\s*(?:- )?(?:name|title|term): )"?([A-Z])`)
	theTimes       = regexp.MustCompile(`        when:\n(          .*\n)+`)
	otherWords     = regexp.MustCompile(`(?m)^(\s*(?:- )?(?:about|summary|does|do|meaning|what|tagline): )([A-Z])`)
)

// TestEachFileIsRead changes each file of a site in turn: what the cache keeps must be what a build from nothing makes.
func TestEachFileIsRead(t *testing.T) {
	dir := richSite(t)
	o := withCache(dir)
	o.NoPacks = true
	mustBuild(t, o)
	e := &editor{t: t, dir: dir}
	effects := 0
	for _, p := range e.files() {
		name, _ := filepath.Rel(dir, p)
		text := e.read(p)
		for _, c := range changes {
			now := c.to(text)
			if now == text {
				continue
			}
			e.write(p, now)
			if built := sameAsFresh(t, o, c.what+" of "+name); built {
				effects++
			}
			e.write(p, text)
		}
	}
	if effects < 15 {
		t.Errorf("only %d changes could be built", effects)
	}
	sameAsFresh(t, o, "all as it was")
}

// TestFilesThatComeAndGoAreSeen removes each file, puts it back, and moves guides and listings between the folders that
// they may stand in.
func TestFilesThatComeAndGoAreSeen(t *testing.T) {
	dir := richSite(t)
	o := withCache(dir)
	o.NoPacks = true
	mustBuild(t, o)
	e := &editor{t: t, dir: dir}
	for _, p := range e.files() {
		name, _ := filepath.Rel(dir, p)
		text := e.read(p)
		if err := os.Remove(p); err != nil {
			t.Fatal(err)
		}
		sameAsFresh(t, o, "without "+name)
		others := []string{
			strings.Replace(p, filepath.Join("boroughs", "northbank"), "shared", 1), strings.Replace(p, "northbank", "southbank", -1),
			strings.Replace(p, ".md", "-2.md", 1), strings.Replace(p, string(filepath.Separator)+"ar"+string(filepath.Separator), string(filepath.Separator)+"so"+string(filepath.Separator), 1),
		}
		for _, to := range slices.Compact(others) {
			if _, err := os.Stat(to); to == p || err == nil {
				continue
			}
			e.write(to, text)
			at, _ := filepath.Rel(dir, to)
			sameAsFresh(t, o, name+" moved to "+at)
			if err := os.Remove(to); err != nil {
				t.Fatal(err)
			}
		}
		e.write(p, text)
	}
	sameAsFresh(t, o, "all as it was")
}

// TestPageOfAServiceThatIsClosedIsMadeAgain: the page has the address of the one before, and none of its files.
func TestPageOfAServiceThatIsClosedIsMadeAgain(t *testing.T) {
	e := dataSite(t)
	o := withCache(e.dir)
	o.NoPacks = true
	const page, number = "northbank/ar/services/day-line.html", "020 7946 0555"
	sameAsFresh(t, o, "at first")
	if !e.shows(page, number) {
		t.Fatalf("%s does not show %s", page, number)
	}
	e.put("content/boroughs/northbank/listings/day-line.yaml", strings.Replace(dayLine, "    name:", "    status: closed\n    name:", 1))
	sameAsFresh(t, o, "closed")
	if e.shows(page, number) {
		t.Errorf("%s shows %s", page, number)
	}
	if f := traceOf(t, o, page); !strings.Contains(f.Why, "day-line.yaml") {
		t.Errorf("it was made because %q", f.Why)
	}
}

// sameAsFresh builds with the cache and without it into folders that were the same, and wants the same files and messages.
// It tells whether there was something to build.
func sameAsFresh(t *testing.T, o Options, what string) bool {
	t.Helper()
	fresh := o // over what the last build left: packs stay when only the website is made
	fresh.Cache, fresh.Out = nil, filepath.Join(t.TempDir(), "dist")
	if _, err := os.Stat(o.Out); err == nil {
		if err := os.CopyFS(fresh.Out, os.DirFS(o.Out)); err != nil {
			t.Fatal(err)
		}
	}
	got, err := Build(o)
	if err != nil {
		t.Fatalf("%s: %v", what, err)
	}
	want, err := Build(fresh)
	if err != nil {
		t.Fatal(err)
	}
	if said(got) != said(want) {
		t.Fatalf("%s: said\n%s\nfresh\n%s", what, said(got), said(want))
	}
	if want.Diags.HasErrors() {
		return false
	}
	if got.Pages != want.Pages || got.Packs != want.Packs {
		t.Fatalf("%s: %d pages, %d packs, fresh %d and %d", what, got.Pages, got.Packs, want.Pages, want.Packs)
	}
	sameFiles(t, what, files(t, fresh.Out), files(t, o.Out))
	return true
}
