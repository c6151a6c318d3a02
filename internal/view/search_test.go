package view_test

import (
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/view"
)

// fields is the names of a page's filter, each with what can be chosen.
func fields(p *doc.Page) []string {
	var out []string
	for _, b := range p.Body {
		f, ok := b.(doc.Filter)
		if !ok {
			continue
		}
		for _, x := range f.Fields {
			var is []string
			for _, o := range x.Options {
				is = append(is, o.Is)
			}
			out = append(out, x.Name+": "+strings.Join(is, " "))
		}
	}
	return out
}

const (
	dayField   = "day:  now today monday tuesday wednesday thursday friday saturday sunday"
	catField   = "category:  category-food"
	stageField = "stage:  stage-arrive stage-wait"
	langField  = "lang:  lang-ar"
)

var ticks = []string{"free: free", "no-status: no-status", "women: women", "step-free: step-free"}

func TestFilterOffersWhatPartsTheServicesOfAPage(t *testing.T) {
	l := lens(site(t, "testdata/lists.txtar"), lang.English)
	for file, want := range map[string][]string{
		"services/index.html":    append([]string{dayField, catField, stageField, langField}, ticks...),
		"categories/legal.html":  append([]string{dayField, stageField, langField}, ticks...),
		"stages/wait.html":       {dayField},
		"stages/arrive.html":     nil, // one service
		"days/monday.html":       nil, // two rows
		"guides/first-days.html": nil,
		"categories/food.html":   {dayField},
		"timetable.html":         nil,
		"services/law.html":      nil,
		"emergency.html":         nil,
	} {
		p := page(t, l, file)
		if got := fields(p); !slices.Equal(got, want) {
			t.Errorf("%s: the filter has %q, want %q", file, got, want)
		}
		if has := slices.Contains(p.Scripts, "assets/filter.js"); has != (want != nil) {
			t.Errorf("%s: scripts %v", file, p.Scripts)
		}
	}
}

func TestFacetsSayWhatAServiceHas(t *testing.T) {
	l := lens(site(t, "testdata/lists.txtar"), lang.English)
	want := map[string]doc.Facets{
		"Law":    {Is: []string{"category-legal", "stage-arrive", "lang-en", "lang-ar", "free", "no-status", "women", "step-free"}, Open: "12345@540-1020 1n-1@1080-1200o!2026-12-28"},
		"Meal 2": {Is: []string{"category-legal", "category-food", "stage-wait", "lang-en"}, Open: "1234567@0-1440p"},
	}
	seen := 0
	doc.Walk(page(t, l, "categories/legal.html").Body, func(b doc.Block) {
		es, ok := b.(doc.Entries)
		if !ok {
			return
		}
		for _, e := range es.Items {
			w, asked := want[doc.Plaintext(e.Name.Inlines)]
			if !asked {
				continue
			}
			seen++
			if !slices.Equal(e.Facets.Is, w.Is) || e.Facets.Open != w.Open {
				t.Errorf("%s has %+v, want %+v", doc.Plaintext(e.Name.Inlines), e.Facets, w)
			}
		}
	})
	if seen != len(want) {
		t.Errorf("found %d of %d", seen, len(want))
	}
}

// A day's row is open at its own time, not at the others of its service.
func TestRowsOfADayHaveTheirOwnTimes(t *testing.T) {
	l := lens(site(t, "testdata/lists.txtar"), lang.English)
	table, ok := page(t, l, "days/monday.html").Body[0].(doc.Table)
	if !ok || len(table.Facets) != 2 || len(table.Rows) != 2 || table.Facets[0].Open != "12345@540-1020" || table.Facets[1].Open != "1n-1@1080-1200o!2026-12-28" {
		t.Errorf("%+v", table)
	}
}

func TestSearchPageLeadsToEveryListWithoutAScript(t *testing.T) {
	l := lens(site(t, "testdata/lists.txtar"), "ar")
	p := page(t, l, "search.html")
	s, ok := p.Body[0].(doc.Search)
	if !ok || s.Find.Action != "newham/ar/search.html" || s.Index != "newham/ar/"+view.SearchIndex || s.Without.IsZero() {
		t.Errorf("the page begins with %+v", p.Body[0])
	}
	var hrefs []string
	for _, b := range p.Body {
		if c, ok := b.(doc.Cards); ok {
			for _, card := range c.Items {
				hrefs = append(hrefs, card.Href)
			}
		}
	}
	for _, want := range []string{"categories/legal.html", "categories/food.html", "guides/index.html", "services/index.html", "timetable.html", "spoken.html", "glossary.html", "emergency.html"} {
		if !slices.Contains(hrefs, "newham/ar/"+want) {
			t.Errorf("no link to %s among %v", want, hrefs)
		}
	}
	if f := view.Frame(l); f.Find.Action != s.Find.Action {
		t.Errorf("other pages' field leads to %q", f.Find.Action)
	}
}
