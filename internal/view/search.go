package view

import (
	"slices"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// SearchIndex is the file of an edition that its search looks into.
const SearchIndex = "search-index.js"

// fewest is how many services a page lists before a filter is worth its place.
const fewest = 5

// find is the field for words to look for.
func (v viewer) find() doc.Find {
	return doc.Find{Action: v.Path("search.html"), Label: v.say("search-label"), Button: v.say("search")}
}

// searchPage is where words are looked for, and the lists that lead to the same pages without a script.
func (v viewer) searchPage(p *doc.Page) {
	p.Title, p.Summary = v.say("search"), v.say("search-about")
	listFiles(p, "assets/find.js", "assets/search.js")
	p.Body = []doc.Block{
		v.search("search-none"),
		doc.Heading{Level: 2, ID: "find-help", Text: v.say("find-help")}, v.categoryCards(),
		doc.Heading{Level: 2, ID: "lists", Text: v.say("search-lists")}, v.listCards(),
	}
}

// search is the field with the words that a script says under it; none is what it says where nothing is found.
func (v viewer) search(none string) doc.Search {
	says := v.says("search-loading", "search-failed", "search-near", "search-more", "category", "guide", "service", "glossary")
	says = append(says, doc.Say{Name: "search-none", Text: v.say(none)})
	return doc.Search{Find: v.find(), Index: v.Path(SearchIndex), Without: v.say("search-without"), Says: append(says, v.openSays()...)}
}

// listFiles gives a page scripts of lists, with what these need.
func listFiles(p *doc.Page, scripts ...string) {
	p.Styles = append(p.Styles, "assets/lists.css")
	p.Scripts = append(append(p.Scripts, "assets/open.js"), scripts...)
}

// listCards leads to every list of guides and services.
func (v viewer) listCards() doc.Block {
	out := doc.Cards{Small: true}
	for _, c := range []struct{ file, key string }{
		{"guides/index.html", "all-guides"}, {"services/index.html", "all-services"}, {"timetable.html", "timetable"},
		{"spoken.html", "spoken"}, {"glossary.html", "glossary"}, {"emergency.html", "emergency"},
	} {
		out.Items = append(out.Items, doc.Card{Href: v.Path(c.file), Title: v.say(c.key)})
	}
	return out
}

// openSays is what scripts say of times.
func (v viewer) openSays() []doc.Say {
	says := v.says("open-now", "open-today", "mode-phone", "mode-online")
	return append(says, v.say1("search-count", "count"))
}

// says is interface texts for a script.
func (v viewer) says(keys ...string) []doc.Say {
	var out []doc.Say
	for _, k := range keys {
		out = append(out, doc.Say{Name: k, Text: v.say(k)})
	}
	return out
}

// say1 is an interface text whose slots a script fills.
func (v viewer) say1(key string, slots ...string) doc.Say {
	args := catalog.Args{}
	for _, s := range slots {
		args[s] = doc.Str{S: "{" + s + "}"}
	}
	return doc.Say{Name: key, Text: v.Phrase(key, args)}
}

// listed is services by name, for a page with a filter.
func (v viewer) listed(ss []*catalog.Service) doc.Entries {
	ss = v.byName(ss)
	out := v.entries(ss)
	for i, s := range ss {
		out.Items[i].Facets = v.facets(s)
	}
	return out
}

// meetingFacets is the facets of each row of a day: those of its service, with its own time alone.
func (v viewer) meetingFacets(d calendar.Weekday) []doc.Facets {
	var out []doc.Facets
	for _, m := range v.meetings(d) {
		f := v.facets(m.s)
		f.Open = m.s.OpenAt(m.x, v.Today())
		out = append(out, f)
	}
	return out
}

// facets is what a service can be found by in a list.
func (v viewer) facets(s *catalog.Service) doc.Facets {
	return catalog.Remember(v.Lens, facetsKey{s}, func() doc.Facets { return v.newFacets(s) })
}

type facetsKey struct{ s *catalog.Service }

func (v viewer) newFacets(s *catalog.Service) doc.Facets {
	f := doc.Facets{Open: s.Open(v.Today())}
	for _, c := range s.Categories {
		f.Is = append(f.Is, "category-"+string(c.V))
	}
	for _, st := range model.Stages {
		if len(s.Stages) == 0 || slices.ContainsFunc(s.Stages, func(x model.At[model.Stage]) bool { return x.V == st }) {
			f.Is = append(f.Is, "stage-"+string(st))
		}
	}
	for _, t := range s.Languages {
		f.Is = append(f.Is, "lang-"+string(t.V))
	}
	for _, t := range yesNo {
		if t.on(v, s) {
			f.Is = append(f.Is, t.facet)
		}
	}
	return f
}

// yesNo is the properties that a service has or has not, with the words for each.
var yesNo = []struct {
	facet, key string
	on         func(viewer, *catalog.Service) bool
}{
	{"free", "free", func(_ viewer, s *catalog.Service) bool { return s.Free.V }},
	{"no-status", "no-status-asked", func(_ viewer, s *catalog.Service) bool { return s.AsksStatus.Written() && !s.AsksStatus.V }},
	{"women", "women-only", func(_ viewer, s *catalog.Service) bool { return s.WomenOnly.V }},
	{"step-free", "access-step-free", func(v viewer, s *catalog.Service) bool { return v.anyPlace(s, "step-free") }},
}

// filter puts a filter before the lists of a page that has enough services. subject is what the page is about
// itself, such as "category"; there is no choice of that.
func (v viewer) filter(p *doc.Page, subject string) {
	at, all := -1, []doc.Facets{}
	for i, b := range p.Body {
		n := len(all)
		switch b := b.(type) {
		case doc.Entries:
			for _, e := range b.Items {
				all = append(all, e.Facets)
			}
		case doc.Cards:
			for _, c := range b.Items {
				if c.Facets.Is != nil {
					all = append(all, c.Facets)
				}
			}
		case doc.Table:
			all = append(all, b.Facets...)
		}
		if at < 0 && len(all) > n {
			at = i
		}
	}
	if len(all) < fewest {
		return
	}
	for at > 0 && isHeading(p.Body[at-1]) {
		at--
	}
	p.Body = slices.Insert(p.Body, at, doc.Block(v.filterOf(all, subject)))
	listFiles(p, "assets/filter.js")
}

func isHeading(b doc.Block) bool {
	_, ok := b.(doc.Heading)
	return ok
}

// filterOf is a filter by what some of the services have and others have not.
func (v viewer) filterOf(all []doc.Facets, subject string) doc.Filter {
	count := map[string]int{}
	timed := false
	for _, f := range all {
		timed = timed || f.Open != ""
		for _, is := range f.Is {
			count[is]++
		}
	}
	parts := func(facet string) bool { return count[facet] > 0 && count[facet] < len(all) }
	out := doc.Filter{Label: v.say("filter"), Clear: v.say("filter-clear")}
	add := func(name, key string, options []doc.FilterOption) {
		if name == subject || len(options) == 0 {
			return
		}
		options = append([]doc.FilterOption{{Text: v.say("filter-any")}}, options...)
		out.Fields = append(out.Fields, doc.FilterField{Name: name, Label: v.say(key), Options: options})
	}
	if timed {
		add("day", "filter-day", v.dayOptions())
	}
	add("category", "filter-category", v.categoryOptions(parts))
	add("stage", "your-journey", v.stageOptions(parts))
	add("lang", "filter-lang", v.langOptions(parts))
	for _, t := range yesNo {
		if parts(t.facet) {
			out.Fields = append(out.Fields, doc.FilterField{Name: t.facet, Options: []doc.FilterOption{{Is: t.facet, Text: v.say(t.key)}}})
		}
	}
	out.Says = append(v.says("filter-none", "filter-times"), v.say1("filter-count", "count", "all"))
	return out
}

// dayOptions is now, today and the days of the week.
func (v viewer) dayOptions() []doc.FilterOption {
	out := []doc.FilterOption{{Is: "now", Text: v.say("open-now")}, {Is: "today", Text: v.say("open-today")}}
	for _, d := range calendar.Weekdays {
		out = append(out, doc.FilterOption{Is: d.String(), Text: v.words(v.dayName(d))})
	}
	return out
}

func (v viewer) categoryOptions(parts func(string) bool) []doc.FilterOption {
	var out []doc.FilterOption
	for _, c := range v.Categories() {
		if is := "category-" + string(c.ID.V); parts(is) {
			out = append(out, doc.FilterOption{Is: is, Text: v.Words(c.Name)})
		}
	}
	return out
}

func (v viewer) stageOptions(parts func(string) bool) []doc.FilterOption {
	var out []doc.FilterOption
	for _, s := range model.Stages {
		if is := "stage-" + string(s); parts(is) {
			out = append(out, doc.FilterOption{Is: is, Text: v.say("stage-" + string(s))})
		}
	}
	return out
}

func (v viewer) langOptions(parts func(string) bool) []doc.FilterOption {
	var out []doc.FilterOption
	for _, t := range lang.Tags() {
		if is := "lang-" + string(t); parts(is) {
			out = append(out, doc.FilterOption{Is: is, Text: v.languageName(t)})
		}
	}
	return out
}
