package view

import (
	"slices"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// usualOrder is the parts of a pack where pack.yaml names none. Those that have nothing to show are left out.
var usualOrder = []string{"emergency", "problems", "guides", "directory", "timetable", "glossary", "fill-in", "feedback", "partners", "made", "about"}

// A book is the body of a pack while it is put together.
type book struct {
	viewer
	choice Choice
	links  func([]doc.Inline) []doc.Inline // how the links in guides are written
	plan   model.PackPlan
	out    []doc.Block
	shown  map[model.Section]bool // guides and pages that are in it, or that a later part names
}

// packSections is the parts of the pack in the order of pack.yaml.
func (v viewer) packSections() []model.Section {
	if named := v.PackPlan().Sections; len(named) > 0 {
		return named
	}
	var out []model.Section
	for _, s := range usualOrder {
		out = append(out, part(s, ""))
	}
	return out
}

// packBody is some parts of a pack. A pack of chosen parts has no others than emergency numbers, guides, services and
// their times.
func (v viewer) packBody(sections []model.Section, c Choice, links func([]doc.Inline) []doc.Inline) []doc.Block {
	b := &book{viewer: v, choice: c, links: links, plan: v.PackPlan(), shown: map[model.Section]bool{}}
	for _, s := range sections {
		b.shown[part(s.Kind.V, s.Subject.V)] = s.Subject.V != ""
	}
	for _, s := range sections {
		b.section(s)
	}
	return b.out
}

// part is a section without its place.
func part(kind string, subject model.ID) model.Section {
	return model.Section{Kind: model.At[string]{V: kind}, Subject: model.At[model.ID]{V: subject}}
}

// looseChapters are short: what follows them may stand on the same page.
var looseChapters = []string{"said", "made"}

// chapter adds a part under a heading; target is the page of the website that it stands for, or empty.
func (b *book) chapter(title doc.Text, id, target string, body ...doc.Block) {
	if len(b.out) > 0 {
		b.out = append(b.out, doc.Break{Loose: strings.HasPrefix(id, "guide-") || slices.Contains(looseChapters, id)})
	}
	if target != "" {
		target = b.Path(target)
	}
	b.out = append(b.out, doc.Heading{Level: 1, ID: id, Target: target, Text: title})
	b.out = append(b.out, body...)
}

func (b *book) section(s model.Section) {
	switch s.Kind.V {
	case "emergency":
		b.chapter(b.say("emergency"), "emergency", "emergency.html", b.packEmergency()...)
	case model.GuideSection:
		if g := b.Guide(s.Subject.V); g != nil && b.choice.guide(g) {
			b.guide(g)
		}
	case model.StageSection:
		at := Choice{Stages: []model.Stage{model.Stage(s.Subject.V)}}
		b.guides(func(g *model.Guide) bool { return at.guide(g) })
	case "guides":
		b.guides(func(*model.Guide) bool { return true })
	case "directory":
		if b.choice.services(b.Services()) {
			b.chapter(b.say("directory"), "directory", "services/index.html", b.directory(b.choice)...)
		}
	case "timetable":
		if times := b.timetableOf(2, b.choice.service); len(times) > 0 || b.choice.whole() {
			body := append([]doc.Block{doc.Paragraph{Text: b.say("timetable-about")}}, b.clock()...)
			b.chapter(b.say("timetable"), "timetable", "timetable.html", append(body, times...)...)
		}
	default:
		if b.choice.whole() {
			b.extra(s)
		}
	}
}

// extra is the parts that a pack of chosen parts does not have.
func (b *book) extra(s model.Section) {
	switch s.Kind.V {
	case "stages":
		b.chapter(b.say("your-journey"), "stages", "", b.stageLists()...)
	case "glossary":
		b.chapter(b.say("glossary"), "glossary", "glossary.html", doc.Paragraph{Text: b.say("glossary-about")}, b.terms())
	case model.PageSection, "fill-in":
		for _, p := range b.plan.Pages {
			if p.ID.V == s.Subject.V || s.Subject.V == "" && !b.shown[part(model.PageSection, p.ID.V)] {
				b.chapter(b.Words(p.Title), "page-"+string(p.ID.V), "", b.fillIn(p)...)
			}
		}
	case "notes":
		b.chapter(b.say("notes"), "notes", "", doc.Blanks{Items: []doc.Blank{{Lines: notesLines}}})
	case "feedback":
		if f := b.plan.Feedback; !f.Title.IsZero() {
			b.chapter(b.Words(f.Title), "feedback", "", b.feedback(f)...)
		}
	case "problems", "partners", "said", "made":
		b.engaged(s.Kind.V)
	case "about":
		b.chapter(b.say("about-pack"), "about", "about.html", b.about(2)...)
	default:
		panic("view: unknown section " + s.Kind.V)
	}
}

// engaged adds what the website has of people, partners and problems, where it has it.
func (b *book) engaged(kind string) {
	if !slices.ContainsFunc(engaged(b.Lens), func(t Target) bool { return t.Kind == kind }) {
		return
	}
	body := []doc.Block{doc.Paragraph{Text: b.say(kind + "-about"), Role: doc.Lead}}
	switch kind {
	case "problems":
		body = append(body, b.problems(2)...)
	case "partners":
		body = append(body, b.partners())
	case "said":
		body = append(body, b.said(2)...)
	case "made":
		body = append(body, b.made(2)...)
	}
	b.chapter(b.say(kind), kind, kind+".html", body...)
}

// guides adds those guides that no part before has shown and no part names.
func (b *book) guides(is func(*model.Guide) bool) {
	for _, g := range b.Guides() {
		if is(g) && b.choice.guide(g) && !b.shown[part(model.GuideSection, g.ID)] {
			b.shown[part(model.GuideSection, g.ID)] = true
			b.guide(g)
		}
	}
}

func (b *book) guide(g *model.Guide) {
	body := []doc.Block{doc.Paragraph{Text: b.Words(g.Summary), Role: doc.Lead}}
	body = append(body, b.checked(g.Checked, g.Sources)...)
	body = append(body, b.onPaper(b.blocks(g.Body), b.links)...)
	b.chapter(b.Words(g.Title), "guide-"+string(g.ID), guideFile(g.ID), body...)
}

// stageLists names the guides of each point of the journey, with links to them.
func (b *book) stageLists() []doc.Block {
	var out []doc.Block
	for _, s := range model.Stages {
		at := Choice{Stages: []model.Stage{s}}
		var list doc.List
		for _, g := range b.Guides() {
			if len(g.Stages) > 0 && at.guide(g) {
				title := b.guideLink(g)
				list.Items = append(list.Items, []doc.Block{doc.Paragraph{Text: title}})
			}
		}
		if len(list.Items) > 0 {
			out = append(out, doc.Heading{Level: 2, ID: "stage-" + string(s), Target: b.Path("stages/" + string(s) + ".html"), Text: b.say("stage-" + string(s))},
				doc.Paragraph{Text: b.say("stage-" + string(s) + "-about")}, list)
		}
	}
	return out
}
