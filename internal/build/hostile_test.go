package build

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"flag"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"welcomepack/internal/diag"
)

var update = flag.Bool("update", false, "rewrite golden files")

const (
	clinicFile = "content/boroughs/northbank/listings/northbank-clinic.yaml"
	guideFile  = "content/shared/guides/first-days.md"
	poFile     = "translations/ar/northbank.po"
	siteFile   = "content/site.yaml"
)

// An attack is an edit that a stranger might send: now for old in the file.
type attack struct{ name, file, old, now string }

var attacks = []attack{
	{"a script in a guide", guideFile, "You are safe", "<script>alert(1)</script> You are safe"},
	{"an element with a handler", guideFile, "You are safe", "<img src=x onerror=alert(1)> You are safe"},
	{"an HTML comment", guideFile, "You are safe", "<!-- x --> You are safe"},
	{"a script as an address", guideFile, "(guide:health)", "(javascript:alert(1))"},
	{"a script as an address, disguised", guideFile, "(guide:health)", "(java&#115;cript&colon;alert(1))"},
	{"a data address", guideFile, "(guide:health)", "(data:text/html,x)"},
	{"a blob address", guideFile, "(guide:health)", "(blob:https://example.org/x)"},
	{"an address without a scheme", guideFile, "(guide:health)", "(//evil.example/x)"},
	{"a backslash address", guideFile, "(guide:health)", `(\\\\evil.example\\x)`},
	{"an unknown scheme", guideFile, "(guide:health)", "(ms-msdt:/id)"},
	{"a file address", guideFile, "(guide:health)", "(file:///etc/passwd)"},
	{"a remote picture", guideFile, "You are safe", "![x](https://evil.example/x.png) You are safe"},
	{"a path instead of a guide", guideFile, "(guide:health)", "(guide:../../../etc/passwd)"},
	{"an include of a path", guideFile, "{category: food}", "{category: ../../food}"},
	{"a fact of a path", guideFile, "{night-line.phone}", "{../night-line.phone}"},
	{"an order turned around", guideFile, "You are safe", "You are \u202esafe"},
	{"a character of no width", guideFile, "You are safe", "You are sa\u200bfe"},
	{"letters of another direction behind an escape", clinicFile, `"020 7946 0018"`, `"020 7946 \u202e0018"`},
	{"digits that are not ASCII", clinicFile, `"020 7946 0018"`, `"٠20 7946 0018"`},
	{"a phone number with a command", clinicFile, `"020 7946 0018"`, `"020 7946 0018;ext=1?body=x"`},
	{"a Cyrillic host", clinicFile, "https://www.example.org/clinic", "https://www.ex\u0430mple.org/clinic"},
	{"a punycode host", clinicFile, "https://www.example.org/clinic", "https://xn--exmple-4nf.org/clinic"},
	{"an address with a name before the host", clinicFile, "https://www.example.org/clinic", "https://www.nhs.uk@evil.example/clinic"},
	{"an address in YAML that is a script", clinicFile, "https://www.example.org/clinic", "javascript:alert(1)"},
	{"an email with a header", clinicFile, "    cost: free\n", "    cost: free\n    email: \"a@example.org?bcc=b@example.org\"\n"},
	{"an email with a line break", clinicFile, "    cost: free\n", "    cost: free\n    email: \"a@example.org\\r\\nBcc: b@example.org\"\n"},
	{"a line break in a name", clinicFile, "name: The Clinic", `name: "The Clinic\r\nATTENDEE:mailto:a@example.org"`},
	{"a control character in a name", clinicFile, "name: The Clinic", `name: "The\x1b[2J Clinic"`},
	{"a short name that leaves the folder", clinicFile, "service: northbank-clinic", "service: ../../../evil"},
	{"a short name with a drive", clinicFile, "service: northbank-clinic", `service: 'C:\evil'`},
	{"a short name of a device", clinicFile, "service: northbank-clinic", "service: con"},
	{"a short name in two forms", clinicFile, "service: northbank-clinic", "service: caf\u00e9"},
	{"a theme that leaves the folder", siteFile, "tagline:", "theme: ../../etc\ntagline:"},
	{"a borough that leaves the folder", siteFile, "[northbank, southbank]\ngroups", "[northbank, southbank, ../../etc]\ngroups"},
	{"an address of the site that is a script", siteFile, "https://riverside.example/pack/", "javascript:alert(1)"},
	{"a way out that is a script", siteFile, "https://www.example.org/weather", "javascript:alert(1)"},
	{"an alias bomb", clinicFile, "name: Northbank Clinic", "name: &a [x]\nb: &b [*a, *a, *a]\nc: [*b, *b, *b]"},
	{"deep nesting", clinicFile, "name: Northbank Clinic", "name: " + strings.Repeat("[", 100_000)},
	{"a line of a megabyte", clinicFile, "name: Northbank Clinic", "name: " + strings.Repeat("a", 1<<20)},
	{"forty thousand fields", clinicFile, "name: Northbank Clinic\n", "name: Northbank Clinic\n" + manyFields(40_000)},
	{"a table that grows", guideFile, "| --- | --- |", "|" + strings.Repeat("-|", 100)},
	{"a million marks", guideFile, "You are safe", strings.Repeat("[a](", 5_000) + "You are safe"},
	{"a script in a translation's link", poFile, "اتصل بالعيادة على", "[x](javascript:alert(1)) اتصل بالعيادة على"},
	{"an order turned around in a translation", poFile, "اتصل بالعيادة على", "اتصل \u202eبالعيادة على"},
	{"a number of a translator's own", poFile, "اتصل بالعيادة على", "020 7946 0999 اتصل بالعيادة على"},
	{"a fact of a translator's own", poFile, "على {northbank-clinic.phone.desk}", "على {night-line.phone}"},
	{"a rule for plurals that is a program", poFile, `"Language: ar\n"`, `"Language: ar\n"` + "\n" + `"Plural-Forms: nplurals=2; plural=system(\"x\");\n"`},
	{"a language that is a path", poFile, `"Language: ar\n"`, `"Language: ../../etc\n"`},
	{"a template in a guide", guideFile, "You are safe", "You {{ .Secret }} {% x %} ${x} are safe"},
}

func manyFields(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "k%d: v\n", i)
	}
	return b.String()
}

// fixture is the fixture site in memory.
func fixture(t *testing.T) fstest.MapFS {
	t.Helper()
	site := fstest.MapFS{}
	for p, text := range files(t, "testdata/site") {
		site[p] = &fstest.MapFile{Data: []byte(text)}
	}
	return site
}

func (a attack) on(t *testing.T, site fstest.MapFS) fstest.MapFS {
	t.Helper()
	now := maps.Clone(site)
	was := string(site[a.file].Data)
	if n := strings.Count(was, a.old); n != 1 {
		t.Fatalf("%s: %s has %q %d times", a.name, a.file, a.old, n)
	}
	now[a.file] = &fstest.MapFile{Data: []byte(strings.Replace(was, a.old, a.now, 1))}
	return now
}

// TestHostileContentIsNamedAndDoesNoHarm holds what is said of each attack against testdata/hostile.txt. An attack
// ends in five seconds; one that is refused leaves the published site as it was.
func TestHostileContentIsNamedAndDoesNoHarm(t *testing.T) {
	site := fixture(t)
	o := Options{Site: site, Today: today, Out: filepath.Join(t.TempDir(), "dist"), NoPacks: true, Jobs: 2}
	mustBuild(t, o)
	before := files(t, o.Out)
	var said strings.Builder
	for _, a := range attacks {
		o.Site = a.on(t, site)
		start := time.Now()
		s, err := Take(o)
		if err != nil {
			t.Errorf("%s: %v", a.name, err)
			continue
		}
		if s.Diags.HasErrors() {
			if r, err := Build(o); err != nil || !r.Diags.HasErrors() {
				t.Errorf("%s: built with %v, %v", a.name, r.Diags, err)
			}
		}
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %v", a.name, took)
		}
		var b strings.Builder
		s.Diags = slices.DeleteFunc(s.Diags, func(d diag.Diagnostic) bool { return d.Code == "untranslated" }) // of the fixture, always
		s.Diags.Print(&b, s.Files)
		fmt.Fprintf(&said, "== %s\n%s", a.name, b.String())
	}
	sameFiles(t, "after all attacks", before, files(t, o.Out))
	const golden = "testdata/hostile.txt"
	if *update {
		if err := os.WriteFile(golden, []byte(said.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(golden)
	if err != nil {
		t.Fatal(err)
	}
	if said.String() != string(want) {
		t.Errorf("%s holds something else; -update rewrites it. Now:\n%s", golden, said.String())
	}
}

// payloads are words that are no mistake, and that a careless writer of a file would let act.
var payloads = []string{
	`</script><script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onfocus='alert(1)`, `=HYPERLINK("x")`, `@SUM(A1)`, `+cmd|' /C calc'!A0`, `＝1`,
	`]]><b>`, `) /JavaScript (app.alert) /OpenAction <<`, `\);/../..`, `BEGIN:VEVENT`, `__proto__`, `; DROP TABLE`,
}

// TestHostileWordsStayWords puts each payload into names and words of a site and of a listing, and looks into
// every file that is made: elements and attributes are those of harmless words, and no format is left.
func TestHostileWordsStayWords(t *testing.T) {
	harmless := wordSite(t, "harmless")
	want := elementsOf(t, harmless)
	packed := 0
	for i, p := range payloads {
		all := wordSite(t, p)
		if got := elementsOf(t, all); !slices.Equal(got, want) {
			in := func(list []string) func(string) bool { return func(s string) bool { return slices.Contains(list, s) } }
			t.Errorf("%q changed the elements of the pages: %q, want %q", p, slices.DeleteFunc(slices.Clone(got), in(want)), slices.DeleteFunc(slices.Clone(want), in(got)))
		}
		for name, text := range all {
			switch {
			case strings.HasSuffix(name, ".js"):
				if !onlyData(text, harmless[name]) {
					t.Errorf("%q changed the script %s", p, name)
				}
			case strings.HasSuffix(name, ".csv"):
				plainCells(t, p, name, text)
			case strings.HasSuffix(name, ".ics"):
				if n := strings.Count(text, "\r\nBEGIN:VEVENT\r\n"); n != strings.Count(harmless[name], "\r\nBEGIN:VEVENT\r\n") {
					t.Errorf("%q made %d events in %s", p, n, name)
				}
			case strings.HasSuffix(name, ".pdf") && i%7 == 2:
				packed++
				harmlessPack(t, p, packObjects(t, text))
			case strings.HasSuffix(name, ".zip"):
				localNames(t, p, text)
			}
		}
		if !slices.Equal(slices.Sorted(maps.Keys(all)), slices.Sorted(maps.Keys(harmless))) {
			t.Errorf("%q changed which files there are", p)
		}
	}
	if packed == 0 {
		t.Error("no pack was looked at")
	}
}

// dataScript is a script that sets a variable to data, and version what the offline worker calls a site.
var (
	dataScript = regexp.MustCompile(`^(?:var welcomepackIndex=|welcomepackPrint=window\.welcomepackPrint\|\|\{\};welcomepackPrint\["[a-z-]+"\]=)(.*);?\n?$`)
	version    = regexp.MustCompile(`\b[0-9a-f]{16,64}\b`)
)

// onlyData tells whether a script does what the harmless one does, but for data that it holds.
func onlyData(text, harmless string) bool {
	if m := dataScript.FindStringSubmatch(text); m != nil {
		return json.Valid([]byte(strings.TrimSuffix(m[1], ";")))
	}
	return version.ReplaceAllString(text, "") == version.ReplaceAllString(harmless, "")
}

// wordSite builds the fixture with words in the places where words may stand.
func wordSite(t *testing.T, words string) map[string]string {
	t.Helper()
	site := fixture(t)
	quoted := "'" + strings.ReplaceAll(words, "'", "''") + "'"
	for _, a := range []attack{
		{"organisation", clinicFile, "name: Northbank Clinic", "name: " + quoted},
		{"place", clinicFile, "name: The Clinic", "name: " + quoted},
		{"street", clinicFile, `["1 Example Street"]`, "[" + quoted + "]"},
		{"service", clinicFile, "name: Doctors for newcomers", "name: " + quoted},
		{"summary", clinicFile, "summary: See a doctor or a nurse.", "summary: " + quoted},
		{"label", clinicFile, "for: the front desk", "for: " + quoted},
		{"title", siteFile, "title: Riverside welcome", "title: " + quoted},
		{"about", siteFile, "about: This pack says who can help you by the river.", "about: " + quoted},
	} {
		site = a.on(t, site)
	}
	o := Options{Site: site, Today: today, Out: filepath.Join(t.TempDir(), "dist"), Boroughs: []string{"northbank"}, Jobs: 2}
	mustBuild(t, o)
	return files(t, o.Out)
}

// htmlOfData is the HTML that a page for printing takes out of a script.
func htmlOfData(t *testing.T, script string) string {
	t.Helper()
	var data struct {
		Parts []struct{ HTML string }
	}
	m := dataScript.FindStringSubmatch(script)
	if m == nil {
		t.Fatalf("no data: %.100q", script)
	}
	if err := json.Unmarshal([]byte(strings.TrimSuffix(m[1], ";")), &data); err != nil || len(data.Parts) == 0 {
		t.Fatal(len(data.Parts), err)
	}
	var b strings.Builder
	for _, p := range data.Parts {
		b.WriteString(p.HTML)
	}
	return b.String()
}

// elementsOf lists how often each element with its attributes stands in all pages, and in
// what scripts put into pages.
func elementsOf(t *testing.T, all map[string]string) []string {
	t.Helper()
	counts := map[string]int{}
	for name, text := range all {
		if strings.HasSuffix(name, "/print-data.js") {
			text = htmlOfData(t, text)
		} else if !strings.HasSuffix(name, ".html") {
			continue
		}
		root, err := html.Parse(strings.NewReader(text))
		if err != nil {
			t.Fatal(name, err)
		}
		for n := range root.Descendants() {
			if n.Type != html.ElementNode || slices.Contains([]string{"bdi", "br", "wbr"}, n.Data) {
				continue
			}
			kind := n.Data
			for _, a := range n.Attr {
				if slices.Contains([]string{"lang", "dir", "class"}, a.Key) {
					continue // of words of no language
				}
				kind += " " + a.Key
				if u, _, ok := strings.Cut(a.Val, ":"); ok && a.Key == "href" {
					kind += "=" + u
				}
			}
			counts[kind]++
		}
	}
	var out []string
	for _, k := range slices.Sorted(maps.Keys(counts)) {
		out = append(out, fmt.Sprint(k, " ", counts[k]))
	}
	return out
}

// plainCells fails for a cell that a spreadsheet would calculate.
func plainCells(t *testing.T, payload, name, text string) {
	rows, err := csv.NewReader(strings.NewReader(strings.TrimPrefix(text, "\ufeff"))).ReadAll()
	if err != nil {
		t.Errorf("%q: %s: %v", payload, name, err)
	}
	for _, row := range rows {
		for _, cell := range row {
			if cell != "" && strings.ContainsAny(cell[:1], "=@+-\t\r") || strings.HasPrefix(cell, "＝") {
				t.Errorf("%q: %s has the cell %q", payload, name, cell)
			}
		}
	}
}

var activeKey = regexp.MustCompile(`/(JavaScript|JS|Launch|OpenAction|AA|EmbeddedFiles?|RichMedia|SubmitForm|ImportData|GoToR)\b[^\n]*`)

// literal is a PDF string, in which names have no meaning.
var literal = regexp.MustCompile(`\((?:[^()\\]|\\.)*\)`)

// harmlessPack fails for a pack that does something when it is opened.
func harmlessPack(t *testing.T, payload, objects string) {
	for _, m := range activeKey.FindAllString(literal.ReplaceAllString(objects, "()"), -1) {
		if !strings.Contains(m, "/EmbeddedFiles") || !strings.Contains(m, "[") {
			t.Errorf("%q: the pack has %s", payload, m)
		}
	}
}

// localNames fails for a name in an archive that leads out of the folder it is unpacked in.
func localNames(t *testing.T, payload, text string) {
	z, err := zip.NewReader(bytes.NewReader([]byte(text)), int64(len(text)))
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range z.File {
		if !fs.ValidPath(strings.TrimSuffix(f.Name, "/")) || strings.ContainsAny(f.Name, `\:`) {
			t.Errorf("%q: the archive holds %q", payload, f.Name)
		}
	}
}
