package view

import (
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// partners is a table of those who work together.
func (v viewer) partners() doc.Table {
	t := doc.Table{Head: []doc.Text{v.say("organisation"), v.say("level"), v.say("what-they-do")}, RowHead: true}
	for _, p := range v.Partners() {
		name := v.fact(catalog.NameFact(p.Name))
		if ss := v.ServicesOf(p.ID.V); len(ss) > 0 {
			name = linked(name, v.Path(serviceFile(ss[0].ID.V)))
		}
		var does []doc.Text
		if !p.Does.IsZero() {
			does = append(does, v.Words(p.Does))
		}
		if p.Since.Written() {
			does = append(does, v.Phrase("since", catalog.Args{"date": v.date(p.Since.V)}))
		}
		t.Rows = append(t.Rows, []doc.Text{name, v.say("level-" + p.Level.V), v.joined(does)})
	}
	return t
}

// partnerSources is where it was seen that they work together.
func (v viewer) partnerSources() []model.Source {
	var out []model.Source
	for _, p := range v.Partners() {
		out = append(out, p.Sources...)
	}
	return model.EachOnce(out)
}

// share is a kit for people who help others.
func (v viewer) share(p *doc.Page) {
	p.Title, p.Summary = v.say("share"), v.say("share-about")
	cards := v.printCards()
	if single := v.Path(SingleFile); v.Made(single) {
		cards.Items = append(cards.Items, doc.Card{Href: single, Icon: "download", Title: v.say("offline-file"), Text: v.say("offline-file-about")})
	}
	if len(cards.Items) > 0 {
		p.Body = append(p.Body, doc.Heading{Level: 2, ID: "files", Text: v.say("share-files")}, cards)
	}
	args := catalog.Args{"borough": v.boroughName()}
	if web, ok := v.website(v.Path("index.html")); ok {
		args["web"] = web
		p.Body = append(p.Body, doc.Heading{Level: 2, ID: "send", Text: v.say("share-send")}, doc.Paragraph{Text: v.Phrase("share-words", args)})
	}
	p.Body = append(p.Body, doc.Heading{Level: 2, ID: "say", Text: v.say("share-say")}, doc.Paragraph{Text: v.Phrase("share-script", args)})
	p.Body = append(p.Body, v.qr(v.Path("index.html"))...)
}
