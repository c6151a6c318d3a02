package intake

import (
	"bytes"
	"fmt"
	"strings"
	"testing"

	"github.com/xuri/excelize/v2"

	"welcomepack/internal/export"
	"welcomepack/internal/fields"
	"welcomepack/internal/source"
)

const onePerService = "\ufeffService Name,Provider,Description,Telephone,Email,Website,Venue,Address,Postcode,Opening Hours,Type,Age,Price,Internal ref\r\n" +
	`Hot meals,Example Kitchen,"<p>A hot meal. No questions asked. Call 020 7946 0018.</p>",020 7946 0018,hello@example.org,www.example.org,Example Hall,"1 Example Street, London",e1 4aa,"Mon-Fri 9-5, Sat 10am - 1pm",Food,18+,Free,X-17` + "\r\n" +
	`Advice by phone,Example Kitchen,Someone who listens.,020 7946 001,not an address,,,,,whenever,Something else,adults,£1.50 for tea,X-18` + "\r\n"

const onePerSession = "Group;Organisation;Day;Start time;End time;Venue;Street;Town;Postcode\n" +
	"Tea and talk;Example Church;Tuesday;10:00;12:00;Church Hall;2 Example Road;London;E1 4AB\n" +
	"Tea and talk;Example Church;Thursday;2pm;4pm;Church Hall;2 Example Road;London;E1 4AB\n" +
	"Tea and talk;Example Church;2nd Friday;18:30;20:00;Town Hall;3 Example Road;London;E1 4AC\n"

const mergedHours = "name,about,opening times\n" +
	`Day centre,Come in and get warm.,Mon to Thurs 9.30am-4pm; Fri 9.30-12 noon; weekends closed` + "\n" +
	`Shower room,Wash and rest.,Daily 7am to 9pm` + "\n"

func table(t *testing.T, text string) *Table {
	t.Helper()
	x, err := CSV([]byte(text))
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// imported plans the import of a table with guessed columns and returns the listings.
func imported(t *testing.T, x *Table) (files map[string]string, plan *Plan) {
	t.Helper()
	m := &Mapping{Name: "table", From: "table.csv", Title: "A table", Category: "advice", Categories: map[string]string{"Food": "food-and-essentials"}, Columns: GuessColumns(x.Headings)}
	services, notices := x.Foreign(m)
	p := planned(t, &Import{Site: smallSite(), Today: today, Borough: "newham", Mapping: m, Services: services, Notices: notices})
	files = map[string]string{}
	for _, f := range p.Files {
		files[f.Path[strings.LastIndexByte(f.Path, '/')+1:]] = string(f.Bytes)
	}
	return files, p
}

func TestTableWithARowForEachService(t *testing.T) {
	files, p := imported(t, table(t, onePerService))
	want := `organisation: example-kitchen
name: Example Kitchen
places:
  - place: example-hall
    name: Example Hall
    address: ["1 Example Street", "London"]
    postcode: E1 4AA
services:
  - service: hot-meals
    name: Hot meals
    summary: A hot meal. No questions asked. Call {phone.main}.
    category: [food-and-essentials]
    who:
      ages: 18+
    cost: free
    phones:
      - {ref: main, number: "020 7946 0018"}
    email: hello@example.org
    web: https://www.example.org
    at:
      - place: example-hall
        when:
          - {every: monday to friday, from: "09:00", to: "17:00"}
          - {every: saturday, from: "10:00", to: "13:00"}
    sources:
      - {title: A table, kind: data, date: 2026-11-22}

  - service: advice-by-phone
    name: Advice by phone
    summary: Someone who listens.
    category: [advice]
    cost: {amount: "1.50", note: for tea}
    sources:
      - {title: A table, kind: data, date: 2026-11-22}
`
	if got := files["example-kitchen.yaml"]; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	said := report(p)
	for _, want := range []string{"row 2, Hot meals", "read 9-5 as 09:00–17:00: check it", "row 3, Advice by phone", "the times cannot be read: whenever",
		"the ages cannot be read: adults", "has 10 digits", `"not" is no e-mail address`, "Internal ref (2)"} {
		if !strings.Contains(said, want) {
			t.Errorf("does not say %q:\n%s", want, said)
		}
	}
	if !strings.Contains(files["table.kept.json"], `"Internal ref": "X-17"`) || !strings.Contains(files["table.kept.json"], `"Opening Hours": "whenever"`) || !strings.Contains(files["table.kept.json"], `"Telephone": "020 7946 001"`) {
		t.Errorf("what no field takes is not kept:\n%s", files["table.kept.json"])
	}
}

func TestTableWithARowForEachSession(t *testing.T) {
	files, _ := imported(t, table(t, onePerSession))
	want := `    at:
      - place: church-hall
        when:
          - {every: tuesday, from: "10:00", to: "12:00"}
          - {every: thursday, from: "14:00", to: "16:00"}
      - place: town-hall
        when:
          - {every: 2nd friday, from: "18:30", to: "20:00"}
`
	if got := files["example-church.yaml"]; !strings.Contains(got, want) || strings.Count(got, "- service:") != 1 {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestTableWithHoursInOneCell(t *testing.T) {
	files, p := imported(t, table(t, mergedHours))
	// the table names no place: the times cannot stand in a listing, and are told of
	if !strings.Contains(report(p), "name no place") {
		t.Error(report(p))
	}
	if !strings.Contains(files["day-centre.yaml"], "summary: Come in and get warm.") {
		t.Errorf("%v", files)
	}
	x := table(t, strings.Replace(strings.Replace(mergedHours, "opening times", "opening times,venue", 1), "closed\n", "closed,The Hall\n", 1))
	files, _ = imported(t, x)
	want := `          - {every: monday to thursday, from: "09:30", to: "16:00"}
          - {every: friday, from: "09:30", to: "12:00"}
`
	if got := files["day-centre.yaml"]; !strings.Contains(got, want) {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestHoursAreReadOrRefused(t *testing.T) {
	for text, want := range map[string]string{
		"Mon-Fri 9-5":                                "[monday to friday 09:00 17:00]",
		"Monday 10am - 1pm, Wednesday 2pm - 4pm":     "[monday 10:00 13:00][wednesday 14:00 16:00]",
		"Mon, Wed & Fri 10:00–12:00 and 13:00–15:00": "[monday; wednesday; friday 10:00 12:00][monday; wednesday; friday 13:00 15:00]",
		"weekdays 09:00 - 17:00":                     "[monday to friday 09:00 17:00]",
		"first Tuesday 6.30pm to 8pm":                "[1st tuesday 18:30 20:00]",
		"Sat-Sun 8pm-midnight":                       "[saturday; sunday 20:00 24:00]",
		"Fri-Mon 10-12":                              "[monday; friday; saturday; sunday 10:00 12:00]",
		"Tues 1-3pm":                                 "[tuesday 13:00 15:00]",
		"Tuesday 1-3":                                "[tuesday 13:00 15:00]",
		"Sunday: 11am–2:30pm":                        "[sunday 11:00 14:30]",
		"monday to friday 09:00–17:00; saturday 10:00–12:00, online": "[monday to friday 09:00 17:00][saturday 10:00 12:00 online]",
		"Mon 10-12, by appointment":                                  "[monday 10:00 12:00]", "Mon 10-12 by appointment": "", "9-5": "", "Mon": "", "Mon 25:00-26:00": "", "Mon 17:00-09:00": "", "closed": "", "Monday closed": "", "": "",
		"Mon-Fri 9-5 term time": "",
	} {
		sessions, _, ok := hours(text)
		got := ""
		for _, s := range sessions {
			every := s.Get("every")
			days := every.Text
			if every.Kind == fields.List {
				days = shown(every)
			}
			got += strings.TrimRight(fmt.Sprintf("[%s %s %s %s", days, s.Get("from").Text, s.Get("to").Text, s.Get("mode").Text), " ") + "]"
		}
		if !ok {
			got = ""
		}
		if got != want {
			t.Errorf("%q is read as %s, want %s", text, got, want)
		}
	}
}

func workbook(t *testing.T, rows [][]any) []byte {
	t.Helper()
	f := excelize.NewFile()
	defer f.Close()
	if _, err := f.NewSheet("Services"); err != nil {
		t.Fatal(err)
	}
	for i, r := range rows {
		if err := f.SetSheetRow("Services", fmt.Sprintf("A%d", i+1), &r); err != nil {
			t.Fatal(err)
		}
	}
	var b bytes.Buffer
	if err := f.Write(&b); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

func TestWorkbookIsReadAsItIsShown(t *testing.T) {
	b := workbook(t, [][]any{{"Name", "About", "Phone"}, {}, {"Phone help", "Someone who listens.", 2079460018}})
	if _, err := XLSX(b, "Nothing"); err == nil || !strings.Contains(err.Error(), "Sheet1, Services") {
		t.Errorf("error %v", err)
	}
	x, err := XLSX(b, "Services")
	if err != nil {
		t.Fatal(err)
	}
	files, p := imported(t, x)
	if got := files["phone-help.yaml"]; !strings.Contains(got, `number: "020 7946 0018"`) {
		t.Errorf("%s\n%s", got, report(p))
	}
	if !strings.Contains(report(p), "row 3, Phone help") || !strings.Contains(report(p), "spreadsheets drop a first 0") {
		t.Error(report(p))
	}
	for _, bad := range []string{"", "PK\x03\x04", "no workbook"} {
		if _, err := XLSX([]byte(bad), ""); err == nil {
			t.Errorf("%q is read", bad)
		}
	}
}

func TestTablesAreReadAsTheyCome(t *testing.T) {
	for text, want := range map[string]string{
		"name,about\nCaf\xe9,x\n":   "Café",
		"name\tabout\nTea\tx\n":     "Tea",
		"\n\nname;about\n'=1+1;x\n": "=1+1",
		"name\n\"a \"b\" c\"\n":     `a "b" c`,
	} {
		x, err := CSV([]byte(text))
		if err != nil || x.Rows[0].Cells[0] != want {
			t.Errorf("%q: %v, want %q (%v)", text, x, want, err)
		}
	}
	for _, bad := range []string{"", "name\n", "\x00\x01,\n1,2\n", strings.Repeat("a,", 300) + "\nx\n", "name\n" + strings.Repeat("x", source.MaxSheetCell+1) + "\n"} {
		if _, err := CSV([]byte(bad)); err == nil {
			t.Errorf("%.40q is read", bad)
		}
	}
}

// The table that the site itself publishes comes back: every service is found again by its short name, with its times.
func TestOwnTableComesBack(t *testing.T) {
	site := ownFiles(t)
	x, err := CSV(export.Sheet(resolved(t, site), "newham"))
	if err != nil {
		t.Fatal(err)
	}
	m := &Mapping{Name: "own", Category: "advice", Columns: GuessColumns(x.Headings)}
	for _, k := range m.Columns {
		if k.Field == NoField && k.Heading != "checked_on" && k.Heading != "review_by" {
			t.Errorf("the column %s is not known", k.Heading)
		}
	}
	services, notices := x.Foreign(m)
	if len(services) != len(x.Rows) {
		t.Errorf("%d rows are %d services", len(x.Rows), len(services))
	}
	for _, n := range notices {
		t.Error(n)
	}
	p := planned(t, &Import{Site: site, Today: today, Borough: "newham", Mapping: m, Services: services})
	for _, c := range p.Changes {
		field := c.Unit[strings.LastIndexByte(c.Unit, '/')+1:]
		if strings.Count(c.Unit, "/") < 2 || c.Kind == Changed || field == "name" || field == "category" || field == "at" && !strings.Contains(c.From, "what:") {
			t.Errorf("%+v", c)
		}
	}
}
