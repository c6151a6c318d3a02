// Package view decides which pages an edition has and what stands on each. It asks a lens and returns
// document trees; it knows no looks.
package view

import (
	"slices"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// A Target is a page to be made: its path from the website's root, its kind, and what it is about.
type Target struct {
	Path    string
	Kind    string // home, guides, guide, services, service, category, day, stage, timetable, next-days, spoken, search, glossary, emergency, planner, card, print, problems, said, made, take-part, partners, share, about, privacy, offline, not-saved, version, moved
	Subject string // a slug, a day, a stage or a file; empty for pages of which there is one
}

// Plan returns the pages of the lens's edition, in the order of its contents.
func Plan(l *catalog.Lens) []Target {
	var ts []Target
	add := func(kind, file, subject string) { ts = append(ts, Target{l.Path(file), kind, subject}) }
	add("home", "index.html", "")
	add("emergency", "emergency.html", "")
	add("guides", "guides/index.html", "")
	for _, g := range l.Guides() {
		add("guide", guideFile(g.ID), string(g.ID))
	}
	for _, s := range model.Stages {
		add("stage", "stages/"+string(s)+".html", string(s))
	}
	for _, c := range l.Categories() {
		add("category", "categories/"+string(c.ID.V)+".html", string(c.ID.V))
	}
	add("services", "services/index.html", "")
	for _, s := range l.Services() {
		add("service", serviceFile(s.ID.V), string(s.ID.V))
	}
	for _, d := range calendar.Weekdays {
		add("day", "days/"+d.String()+".html", d.String())
	}
	add("timetable", "timetable.html", "")
	add("next-days", "next-days.html", "")
	add("spoken", "spoken.html", "")
	add("search", "search.html", "")
	add("glossary", "glossary.html", "")
	if hasPlanner(l) {
		add("planner", "planner.html", "")
	}
	add("card", "card.html", "")
	add("print", "print.html", "")
	ts = append(ts, engaged(l)...)
	add("about", "about.html", "")
	add("privacy", "privacy.html", "")
	add("offline", "offline.html", "")
	add("not-saved", "not-saved.html", "")
	add("version", VersionFile, "")
	for _, m := range l.Moves() {
		add("moved", m.From, m.From)
	}
	return ts
}

// Page returns the document of a target of [Plan].
func Page(l *catalog.Lens, t Target) *doc.Page {
	v := viewer{l}
	p := &doc.Page{Path: t.Path, Kind: t.Kind, Lang: l.Edition().Lang}
	v.body(p, t)
	v.frame(p, t)
	at := v.tools(p, t)
	if t.Kind == "card" {
		at = len(p.Body) // nothing comes before what is shown
	}
	if t.Kind == "home" {
		at = firstBlocks
	}
	if t.Kind == "search" {
		at = 1 // nor before the field
	}
	p.Body = slices.Insert(p.Body, at, v.status(p)...)
	return p
}

// A viewer makes documents of what its lens shows.
type viewer struct{ *catalog.Lens }

func (v viewer) body(p *doc.Page, t Target) {
	switch t.Kind {
	case "home":
		v.home(p)
	case "emergency":
		p.Title = v.say("emergency")
		p.Body = v.emergency()
	case "guides":
		p.Title = v.say("all-guides")
		p.Body = []doc.Block{v.guideCards(v.Guides())}
	case "guide":
		v.guide(p, v.Guide(model.ID(t.Subject)))
	case "stage":
		v.stage(p, model.Stage(t.Subject))
	case "category":
		v.category(p, t.Subject)
	case "services":
		v.services(p)
	case "service":
		v.servicePage(p, v.Service(model.ID(t.Subject)))
	case "day":
		v.day(p, t.Subject)
	case "timetable":
		p.Title, p.Summary = v.say("timetable"), v.say("timetable-about")
		p.Body = slices.Concat([]doc.Block{v.timetableCards()}, v.clock(), v.timetable(2))
	case "next-days":
		v.nextDays(p)
	case "spoken":
		v.spoken(p)
	case "search":
		v.searchPage(p)
	case "glossary":
		p.Title, p.Summary = v.say("glossary"), v.say("glossary-about")
		p.Body = []doc.Block{v.terms()}
	case "planner":
		v.planner(p)
	case "card":
		v.cardPage(p)
	case "print":
		v.print(p)
	case "problems":
		p.Title, p.Summary, p.Body = v.say("problems"), v.say("problems-about"), v.problems(2)
	case "said":
		p.Title, p.Summary, p.Body = v.say("said"), v.say("said-about"), v.said(2)
	case "made":
		p.Title, p.Summary, p.Body = v.say("made"), v.say("made-about"), v.made(2)
	case "take-part":
		p.Title, p.Summary, p.Body = v.say("take-part"), v.say("take-part-about"), v.takePart(2)
	case "partners":
		p.Title, p.Summary = v.say("partners"), v.say("partners-about")
		p.Body = append([]doc.Block{v.partners()}, v.sources(2, v.partnerSources())...)
	case "share":
		v.share(p)
	case "about":
		p.Title = v.say("about")
		p.Body = append(v.about(2), doc.Cards{Items: v.engagedCards("said", "made", "take-part", "partners", "share")})
		p.Body = append(append(p.Body, v.data()...), v.offlineCard(), doc.Paragraph{Text: linked(v.say("version-page"), v.Path(VersionFile))})
	case "privacy":
		v.privacy(p)
	case "offline":
		v.offlinePage(p)
	case "moved":
		v.moved(p, t.Subject)
	case "version":
		v.versionPage(p)
	case "not-saved":
		v.notSaved(p)
	default:
		panic("view: unknown kind of page " + t.Kind)
	}
}

// say returns an interface text without slots.
func (v viewer) say(key string) doc.Text { return v.Phrase(key, nil) }

// words makes a text of plain words that are not translated, in the edition's language.
func (v viewer) words(s string) doc.Text {
	return doc.Text{Lang: v.Edition().Lang, Inlines: []doc.Inline{doc.Str{S: s}}}
}

// fact makes a text of one fact.
func (v viewer) fact(f doc.Fact) doc.Text {
	return doc.Text{Lang: v.Edition().Lang, Inlines: []doc.Inline{f}}
}

// linked makes a text a link.
func linked(t doc.Text, href string) doc.Text {
	t.Inlines = []doc.Inline{doc.Link{Href: href, Inlines: t.Inlines}}
	return t
}

// serviceFile and guideFile are where the pages of a service and of a guide are in the edition's folder.
func serviceFile(id model.ID) string { return "services/" + string(id) + ".html" }
func guideFile(id model.ID) string   { return "guides/" + string(id) + ".html" }

// serviceLink and guideLink are their names, which lead to their pages.
func (v viewer) serviceLink(s *catalog.Service) doc.Text {
	return linked(v.Of(s, s.Name), v.Path(serviceFile(s.ID.V)))
}
func (v viewer) guideLink(g *model.Guide) doc.Text {
	return linked(v.Words(g.Title), v.Path(guideFile(g.ID)))
}

// frame sets the trail and the other languages of a page.
func (v viewer) frame(p *doc.Page, t Target) {
	if v.BringsFonts() {
		p.Styles = append([]string{"assets/fonts-" + string(v.Edition().Lang) + ".css"}, p.Styles...)
	}
	if t.Kind != "home" {
		p.Trail = append(p.Trail, doc.NavLink{Href: v.Path("index.html"), Text: v.say("home")})
	}
	switch t.Kind {
	case "guide":
		p.Trail = append(p.Trail, doc.NavLink{Href: v.Path("guides/index.html"), Text: v.say("guides")})
	case "service":
		s := v.Service(model.ID(t.Subject))
		if len(s.Categories) > 0 {
			id := string(s.Categories[0].V)
			p.Trail = append(p.Trail, doc.NavLink{Href: v.Path("categories/" + id + ".html"), Text: v.categoryName(id)})
		}
	}
	p.Alternates = make([]doc.Alternate, 0, len(v.Settings().Languages))
	for _, l := range v.Settings().Languages {
		if !v.Shown(l.V) {
			continue
		}
		loc := l.V.Locale()
		href := string(v.Edition().Borough) + "/" + string(l.V) + p.Path[len(v.Path(""))-1:]
		p.Alternates = append(p.Alternates, doc.Alternate{Lang: l.V, Href: href, Autonym: loc.Autonym, English: loc.English})
	}
}

func (v viewer) categoryName(id string) doc.Text {
	for _, c := range v.Categories() {
		if string(c.ID.V) == id {
			return v.Words(c.Name)
		}
	}
	return doc.Text{}
}

// Frame returns what stands around the pages of the lens's edition.
func Frame(l *catalog.Lens) *doc.Frame {
	v := viewer{l}
	f := v.plainFrame()
	f.Borough = v.Words(v.Borough().Name)
	f.Home = v.Path("index.html")
	f.Find = v.find()
	for _, n := range []struct{ file, key string }{
		{"emergency.html", "emergency"}, {"guides/index.html", "guides"}, {"services/index.html", "all-services"},
		{"timetable.html", "timetable"}, {"spoken.html", "spoken"}, {"glossary.html", "glossary"}, {"about.html", "about"},
	} {
		f.Nav = append(f.Nav, doc.NavLink{Href: v.Path(n.file), Text: v.say(n.key)})
	}
	f.Footer = append(f.Footer, small(linked(v.say("about-privacy"), v.Path("privacy.html"))),
		small(linked(v.say("choose-language"), string(v.Edition().Borough)+"/index.html")),
		small(linked(v.say("choose"), "index.html")))
	return f
}

// plainFrame is the frame of pages above the boroughs.
func (v viewer) plainFrame() *doc.Frame {
	set := v.Settings()
	f := &doc.Frame{
		Lang: v.Edition().Lang, Site: v.Words(set.Title), Home: "index.html",
		Skip: v.say("skip"), Menu: v.say("menu"), Languages: v.say("languages"), Trail: v.say("you-are-here"),
		OlderNote: v.say("older"), BaseURL: set.URL.V,
		Footer: []doc.Block{
			doc.Paragraph{Role: doc.Small, Text: v.say("footer-facts")},
			doc.Paragraph{Role: doc.Small, Text: v.Phrase("footer-built", catalog.Args{"date": v.date(calendar.Stamp(v.Today()))})},
		},
	}
	if set.Statement != nil {
		f.Footer = append(f.Footer, small(linked(v.say("statement"), StatementFile)))
	}
	return f
}
