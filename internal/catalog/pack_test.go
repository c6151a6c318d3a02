package catalog_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
)

// TestPackPlanLeadsSomewhere names what a pack.yaml may not point to.
func TestPackPlanLeadsSomewhere(t *testing.T) {
	const plan = `sections:
  - guide: helth
  - page: my-detials
pages:
  - {page: my-details, title: "Call {nigth-line.phone}", parts: [{lines: [My name]}]}
cards:
  - {card: a, title: "I speak {language}.", services: [nowhere]}
`
	fsys := fstest.MapFS{
		"content/site.yaml":                    {Data: []byte("title: Welcome pack\npublisher: Volunteers\nlanguages: [en]\nboroughs: [newham]\n")},
		"content/boroughs/newham/borough.yaml": {Data: []byte("borough: newham\nname: Newham\n")},
		"content/shared/guides/health.md":      {Data: []byte("---\ntitle: Health\nsummary: Help.\n---\nText.\n")},
		"content/shared/listings/night.yaml": {Data: []byte("organisation: night\nname: Night\nservices:\n" +
			"  - {service: night-line, name: Night line, summary: Help., category: [x], phones: [{ref: main, number: \"020 7946 0018\"}]}\n")},
		"content/categories.yaml": {Data: []byte("categories: [{category: x, name: X}]\n")},
		"content/pack.yaml":       {Data: []byte(plan)},
	}
	files := &source.Set{}
	site, ds, err := load.Load(fsys, files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	_, ds = catalog.Resolve(site, nil, calendar.Date{Year: 2026, Month: 11, Day: 22})
	var b strings.Builder
	ds.Sorted(files).Print(&b, files)
	for _, want := range []string{
		`content/pack.yaml:2:12: error: there is no guide "helth" [unknown-guide]`,
		`content/pack.yaml:3:11: error: there is no fill-in page "my-detials" [unknown-page]`,
		`error: there is no service "nigth-line" [unknown-service]`,
		`error: there is no service "nowhere" [unknown-service]`,
		`did you mean "my-details"?`,
	} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("no %q in\n%s", want, b.String())
		}
	}
	if n, _ := ds.Count(); n != 4 {
		t.Errorf("%d mistakes:\n%s", n, b.String())
	}
}
