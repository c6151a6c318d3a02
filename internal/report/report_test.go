package report_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/report"
	"welcomepack/internal/source"
)

func site(t *testing.T, settings string) *catalog.Catalog {
	t.Helper()
	fsys := fstest.MapFS{}
	for path, text := range map[string]string{
		"content/site.yaml":                    "title: Welcome pack\npublisher: Some volunteers, and {rule.move-on-days} friends\nlanguages: [en, ar]\nboroughs: [newham]\nemergency: []\n" + settings,
		"content/boroughs/newham/borough.yaml": "borough: newham\nname: Newham\n",
		"translations/ar/shared.po":            "msgid \"\"\nmsgstr \"\"\n\"Language: ar\\n\"\n\nmsgid \"Welcome pack\"\nmsgstr \"دليل\"\n",
	} {
		fsys[path] = &fstest.MapFile{Data: []byte(text)}
	}
	s, _, err := load.Load(fsys, &source.Set{})
	if err != nil {
		t.Fatal(err)
	}
	c, _ := catalog.Resolve(s, []model.Phrase{}, calendar.Date{Year: 2026, Month: 11, Day: 22})
	return c
}

func TestWordsAreThoseATranslatorTranslates(t *testing.T) {
	all := report.Status(site(t, ""))
	if len(all) != 1 || all[0].Lang != "ar" || !all[0].OnSite {
		t.Fatalf("%+v", all)
	}
	got := all[0].Total
	// "Welcome pack" is a draft; "Some volunteers, and … friends" and "Newham" are missing. A placeholder is no word.
	if got.Messages != [4]int{0, 1, 0, 2} || got.Words != [4]int{0, 2, 0, 5} || got.ToDo(report.Draft) != 5 || got.ToDo(report.Reviewed) != 7 {
		t.Errorf("%+v", got)
	}
}

func TestReportCanBeLeftOut(t *testing.T) {
	for settings, want := range map[string]bool{"": true, "report: true\n": true, "report: false\n": false} {
		pages := report.Of(site(t, settings)).Pages()
		if len(pages) > 1 != want {
			t.Errorf("%q: %d pages", settings, len(pages))
		}
		for _, p := range pages {
			if p.Kind != report.Kind || !strings.HasPrefix(p.Path, "report/") {
				t.Errorf("%s is of the kind %s", p.Path, p.Kind)
			}
		}
	}
	all := report.Of(site(t, "")).Pages()
	p := all[slices.IndexFunc(all, func(p *doc.Page) bool { return p.Path == "report/translations.html" })]
	if dump := doc.Dump(p.Body); !strings.Contains(dump, "Arabic") || !strings.Contains(dump, "newham") {
		t.Errorf("the report is\n%s", dump)
	}
}
