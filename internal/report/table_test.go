package report_test

import (
	"encoding/csv"
	"encoding/json"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/load"
	"welcomepack/internal/report"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
	"welcomepack/themes"
)

// engaged resolves the site of the tests of view, which has everything that reports speak of; more files may be put over it.
func engaged(t *testing.T, more ...string) *catalog.Catalog {
	t.Helper()
	a, err := txtar.ParseFile("../view/testdata/engaged.txtar")
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	for i := 0; i < len(more); i += 2 {
		fsys[more[i]] = &fstest.MapFile{Data: []byte(more[i+1])}
	}
	var files source.Set
	s, ds, err := load.Load(fsys, &files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	_, phrases, _, err := theme.Load(fsys, themes.FS, theme.Default, &files)
	if err != nil {
		t.Fatal(err)
	}
	c, ds := catalog.Resolve(s, phrases, calendar.Date{Year: 2026, Month: 11, Day: 22})
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	return c
}

// rows is a table of a report as lines of cells.
func rows(t *testing.T, c *catalog.Catalog, name, of string) string {
	t.Helper()
	for _, x := range report.Of(c).Make(name)[0].Tables {
		if x.Name == of {
			var b strings.Builder
			for _, r := range x.Rows {
				b.WriteString(strings.Join(r, " | ") + "\n")
			}
			return b.String()
		}
	}
	t.Fatalf("the report %s has no table %s", name, of)
	return ""
}

func TestReportsSayHowTheSiteIsCaredFor(t *testing.T) {
	c := engaged(t)
	for _, x := range []struct{ report, table, want string }{
		{"reviews", "by-borough", "shared | 0 | 0 | 1 | 1\nnewham | 0 | 0 | 0 | 1\nlambeth | 0 | 0 | 0 | 0\n"},
		{"reviews", "due", "Help line | service | shared | 2026-10-01 | 52 | Editor of the pack | shared/listings/help.yaml\n"},
		{"reviews", "packs", "newham | 2027-05-20 | 0\nlambeth | no day is written | \n"},
		{"owners", "owners", "Editor of the pack | 2 | none\nClinic editor | 1 | none\n"},
		{"owners", "orphans", ""},
		{"promises", "by-borough", "Newham | 1 | 1 | 2 | 1 | 1\nLambeth | 0 | 0 | 0 | 0 | 0\n"},
		{"partners", "partners", "Clinic | newham | nhs | collaborate | Gives the rooms. | 2026-01 | Manager\nExample Library | newham | library | network |  |  | \n"},
		{"assumptions", "assumptions", "Join a GP | Nobody asks for papers. | shared | shared/guides/gp.md\n"},
		{"coverage", "newham", "Health | 1 | 1\nFood | 0 | 0\n"},
		{"gaps", "newham", "Health | nothing on Tuesday, Wednesday, Thursday, Saturday, Sunday\nHealth | nobody says that they speak Arabic\nFood | no service at all\n"},
		{"gaps", "newham-languages", "Somali | 120 people | none | 1 | 0\nArabic | 11 % | 0 of 1 guides | 0 | 0\n"},
		{"gaps", "newham-areas", "Health | 1\nFood | 0\n"},
		{"feedback", "answers", "Was it easy? | Yes | Q1a | newham | 23\nWas it easy? | No | Q1b | newham | a few\nWhat else? | written by hand | Q2 | newham | a few\n"},
	} {
		if got := rows(t, c, x.report, x.table); got != x.want {
			t.Errorf("%s, %s:\n%swant\n%s", x.report, x.table, got, x.want)
		}
	}
	if got := rows(t, c, "promises", "said"); !strings.Contains(got, "The bus is dear. | newham | Decided | 2026-11-01 | 21 | Transport lead | Transport deputy\n") {
		t.Errorf("the late promise is not told:\n%s", got)
	}
	if got := rows(t, c, "feedback", "groups"); strings.Contains(got, "14") || strings.Contains(got, "12") || !strings.Contains(got, "Farsi | language | newham | a few") {
		t.Errorf("exact numbers of groups are shown:\n%s", got)
	}
}

// The four sides of the cube meet: a service on Mondays in E1 in Somali is in each combination of them, once.
func TestGapsAreCountedByAreaDayAndLanguage(t *testing.T) {
	got := rows(t, engaged(t), "gaps", "newham-all")
	for _, want := range []string{"health | any | any | any | 2", "health | E1 | monday | so | 1", "health | any | monday | any | 1", "health | E1 | any | any | 1"} {
		if strings.Count(got, want+"\n") != 1 {
			t.Errorf("%q is not in\n%s", want, got)
		}
	}
	if strings.Contains(got, "tuesday") || strings.Contains(got, "food") {
		t.Errorf("a gap is counted:\n%s", got)
	}
}

func TestRulesThatEndAreTold(t *testing.T) {
	c := engaged(t, "content/rules.yaml", `rules:
  - rule: days
    name: Days to leave
    values:
      - {value: "56", unit: days, from: 2026-01-01, to: 2026-12-31, sources: [{url: "https://example.org/", title: The rules, kind: official}]}
      - {value: "28", unit: days, from: 2027-01-01, sources: [{url: "https://example.org/", kind: official}]}
`)
	if got, want := rows(t, c, "rules", "rules"), "Days to leave | 56 days | 2026-01-01 | 2026-12-31 | 39 | 28 days | https://example.org/\nDays to leave | 28 days | 2027-01-01 | until further notice |  |  | https://example.org/\n"; got != want {
		t.Errorf("got\n%swant\n%s", got, want)
	}
	if got := rows(t, c, "summary", "rules"); got != "Days to leave | 56 days | 2026-12-31\n" {
		t.Errorf("a board is told %q", got)
	}
}

func TestSpreadsheetsRunNothing(t *testing.T) {
	x := report.Table{Head: []string{"a", "b"}, Rows: [][]string{{"=1+1", "－2"}, {"@x", "a,b"}}}
	got, err := csv.NewReader(strings.NewReader(string(x.CSV()))).ReadAll()
	if err != nil || !slices.Equal(got[1], []string{"'=1+1", "'－2"}) || !slices.Equal(got[2], []string{"'@x", "a,b"}) {
		t.Errorf("%q, %v", got, err)
	}
}

func TestReportsAreForTheirOwnPeople(t *testing.T) {
	c := engaged(t)
	pages := report.Of(c).Pages()
	paths := map[string]bool{}
	for _, p := range pages {
		paths[p.Path] = true
		if p.Kind != report.Kind {
			t.Errorf("%s is not kept from search engines", p.Path)
		}
	}
	files := report.Of(c).Files()
	for _, f := range files {
		paths[f.Path] = true
	}
	paths[report.BoardFile] = true
	for _, p := range pages {
		doc.WalkTexts(p.Body, func(x doc.Text) {
			doc.WalkInlines(x.Inlines, func(in doc.Inline) {
				if l, ok := in.(doc.Link); ok && strings.HasPrefix(l.Href, "report/") && !paths[l.Href] {
					t.Errorf("%s leads to %s, which is not made", p.Path, l.Href)
				}
			})
		})
	}
	var all []report.Report
	for _, f := range files {
		if f.Path == "report/reports.json" {
			if err := json.Unmarshal(f.Bytes, &all); err != nil {
				t.Fatal(err)
			}
		}
	}
	if len(all) != len(report.Names()) || all[0].AsOf != "2026-11-22" {
		t.Errorf("%d reports in JSON", len(all))
	}
	off := engaged(t, "content/site.yaml", "title: T\npublisher: P\nlanguages: [en]\nboroughs: [newham, lambeth]\nemergency: [help-line]\nreport: false\n")
	if len(report.Of(off).Pages()) != 0 {
		t.Error("report: false does not switch reports off")
	}
}
