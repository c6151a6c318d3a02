package view

import (
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// PrintData is the file of an edition with its guides and services for paper, each by itself.
const PrintData = "print-data.js"

// print is the page on which a reader chooses what to print. Without a script it leads to the whole pack.
func (v viewer) print(p *doc.Page) {
	p.Title, p.Summary = v.say("print"), v.say("print-about")
	p.Styles, p.Scripts = append(p.Styles, "assets/helps.css"), append(p.Scripts, "assets/print.js")
	also := doc.Choice{Name: "also", Kind: doc.One, Legend: v.say("print-also"), Options: []doc.Option{{Text: v.say("print-one")}}}
	for _, l := range v.Settings().Languages {
		if l.V != v.Edition().Lang && v.Shown(l.V) {
			also.Options = append(also.Options, languageOption(l.V))
		}
	}
	guides := doc.Choice{Name: "guides", Legend: v.say("all-guides")}
	for _, g := range v.Guides() {
		guides.Options = append(guides.Options, doc.Option{Value: "guide-" + string(g.ID), Text: v.Words(g.Title), Also: v.EnglishOf(g.Title)})
	}
	if pack := v.packCard(); len(pack) > 0 {
		p.Body = append(p.Body, doc.Cards{Items: pack})
	}
	p.Body = append(p.Body,
		doc.Heading{Level: 2, ID: "choose", Text: v.say("print-choose")},
		doc.Paragraph{Text: v.say("print-how")}, also, guides)
	for _, c := range v.Categories() {
		part := doc.Choice{Name: "services", Legend: v.Words(c.Name)}
		for _, s := range v.byName(v.mainCategory(c.ID.V)) {
			part.Options = append(part.Options, doc.Option{Value: "service-" + string(s.ID.V), Text: v.Of(s, s.Name), Also: v.EnglishOf(s.Name)})
		}
		if len(part.Options) > 0 {
			p.Body = append(p.Body, part)
		}
	}
	pages := doc.Choice{Name: "pages", Legend: v.say("write-pages")}
	for _, x := range v.PackPlan().Pages {
		pages.Options = append(pages.Options, doc.Option{Value: "page-" + string(x.ID.V), Text: v.Words(x.Title), Also: v.EnglishOf(x.Title)})
	}
	if len(pages.Options) > 0 {
		p.Body = append(p.Body, pages)
	}
	p.Body = append(p.Body, doc.Tools{
		Items: []doc.Tool{v.tool("print", "print"), v.tool("print-clear", "")},
		Says: append(v.says("print-nothing", "print-wait", "print-failed", "print-ready"),
			doc.Say{Name: "foot", Text: v.Phrase("pack-foot", catalog.Args{"date": v.date(calendar.Stamp(v.Today()))})}),
	})
	p.Body = append(p.Body, v.qr(v.Path("index.html"))...)
}

// languageOption names a language in itself and, for staff, in English.
func languageOption(l lang.Tag) doc.Option {
	loc := l.Locale()
	text := func(s string, in lang.Tag) doc.Text {
		return doc.Text{Lang: in, Inlines: []doc.Inline{doc.Str{S: s}}}
	}
	o := doc.Option{Value: string(l), Text: text(loc.Autonym, l)}
	if loc.English != loc.Autonym {
		o.Also = text(loc.English, lang.English)
	}
	return o
}

// PrintParts is the edition's guides and services as they stand on paper, under the names that [print] gives them.
// It returns with them what may have to be said of their translation.
func PrintParts(l *catalog.Lens) ([]doc.Part, []doc.Say) {
	v := viewer{l}
	var out []doc.Part
	add := func(id string, body []doc.Block) {
		var n tally
		doc.WalkTexts(body, n.add)
		out = append(out, doc.Part{ID: id, Body: body, Notes: n.notes()})
	}
	for _, g := range v.Guides() {
		id := "guide-" + string(g.ID)
		body := []doc.Block{doc.Heading{Level: 2, ID: id, Text: v.Words(g.Title)}}
		if e := v.EnglishOf(g.Title); !e.IsZero() {
			body = append(body, doc.Paragraph{Role: doc.English, Text: e})
		}
		body = append(body, doc.Paragraph{Text: v.Words(g.Summary), Role: doc.Lead})
		body = append(body, lower(v.onPaper(v.blocks(g.Body), printedLinks))...)
		body = append(body, v.checked(g.Checked, g.Sources)...)
		add(id, body)
	}
	for _, x := range v.PackPlan().Pages {
		id := "page-" + string(x.ID.V)
		add(id, append([]doc.Block{doc.Heading{Level: 2, ID: id, Text: v.Words(x.Title)}}, lower(v.fillIn(x))...))
	}
	for _, s := range v.Services() {
		add("service-"+string(s.ID.V), []doc.Block{v.packService(s, 0)})
	}
	return out, v.says("machine-note", "draft-note", "older-note", "missing-note")
}

// lower puts the headings of a guide below that of its title, and takes out what only a screen can do.
func lower(bs []doc.Block) []doc.Block {
	var out []doc.Block
	for _, b := range bs {
		switch b := b.(type) {
		case doc.Heading:
			b.Level++
			out = append(out, b)
		case doc.Tools:
		default:
			out = append(out, b)
		}
	}
	return out
}
