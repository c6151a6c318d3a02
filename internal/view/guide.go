package view

import (
	"net/url"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// guide is a guide's page.
func (v viewer) guide(p *doc.Page, g *model.Guide) {
	p.Title, p.English, p.Summary = v.Words(g.Title), v.EnglishOf(g.Title), v.Words(g.Summary)
	p.Body = v.blocks(g.Body)
	words := v.hardWords(g)
	here := v.room(p.Body, words)
	p.Body = append(v.explained(p.Body, words, here), v.wordList(2, words[:here])...)
	p.Body = append(p.Body, v.checked(g.Checked, g.Sources)...)
	p.Body = append(p.Body, v.owner(g.Owner)...)
	p.Body = append(p.Body, v.askedBy(v.HeardOfGuide(g.ID))...)
	p.Body = append(p.Body, v.sources(2, g.Sources)...)
	p.Body = append(p.Body, v.qr(p.Path)...)
}

// blocks is a guide's or fill-in page's body in the edition's language, with services where the guide includes them.
func (v viewer) blocks(bs []doc.Block) []doc.Block {
	out := make([]doc.Block, 0, len(bs))
	for _, b := range bs {
		switch b := b.(type) {
		case doc.Heading:
			b.Text = v.Words(b.Text)
			out = append(out, b)
		case doc.Paragraph:
			b.Text = v.Words(b.Text)
			out = append(out, b)
		case doc.List:
			items := make([][]doc.Block, len(b.Items))
			for i, it := range b.Items {
				items[i] = v.blocks(it)
			}
			if b.Kind == doc.Ticks {
				b.Marks = marks(b.Items)
			}
			b.Items = items
			out = append(out, b)
			if b.Kind == doc.Ticks {
				out = append(out, v.remember())
			}
		case doc.Table:
			out = append(out, v.table(b))
		case doc.Callout:
			b.Label, b.Body = v.say(calloutLabels[b.Kind]), v.blocks(b.Body)
			out = append(out, b)
		case doc.Blanks:
			out = append(out, v.blanks(b))
		case doc.Include:
			out = append(out, v.include(b))
		default:
			panic("view: a guide cannot hold this block")
		}
	}
	return out
}

var calloutLabels = map[doc.CalloutKind]string{
	doc.Note: "box-note", doc.Important: "box-important", doc.Danger: "box-danger", doc.Myth: "box-myth", doc.Status: "status", doc.True: "box-true", doc.False: "box-false",
}

func (v viewer) table(t doc.Table) doc.Table {
	all := func(ts []doc.Text) []doc.Text {
		out := make([]doc.Text, len(ts))
		for i, x := range ts {
			out[i] = v.Words(x)
		}
		return out
	}
	t.Caption, t.Head = v.Words(t.Caption), all(t.Head)
	rows := make([][]doc.Text, len(t.Rows))
	for i, r := range t.Rows {
		rows[i] = all(r)
	}
	t.Rows = rows
	return t
}

func (v viewer) include(in doc.Include) doc.Block {
	if in.Category.Path != "" {
		return v.entries(v.byName(v.InCategory(model.ID(in.Category.Path))))
	}
	var ss []*catalog.Service
	for _, r := range in.Services {
		if s := v.Service(model.ID(r.Path)); s != nil {
			ss = append(ss, s)
		}
	}
	return v.entries(ss)
}

func (v viewer) guideCards(gs []*model.Guide) doc.Block {
	var out doc.Cards
	for _, g := range gs {
		out.Items = append(out.Items, v.guideCard(g))
	}
	return out
}

func (v viewer) guideCard(g *model.Guide) doc.Card {
	return doc.Card{
		Href: v.Path(guideFile(g.ID)), Icon: v.categoryIcon(g.Category.V),
		Title: v.Words(g.Title), Also: v.EnglishOf(g.Title), Text: v.Words(g.Summary),
	}
}

func (v viewer) categoryIcon(id model.ID) string {
	for _, c := range v.Categories() {
		if c.ID.V == id {
			return c.Icon.V
		}
	}
	return ""
}

// mapLink leads to a map of the postcode at a public map that needs no account.
func mapLink(p *model.Place) string {
	return "https://www.openstreetmap.org/search?query=" + url.QueryEscape(p.Postcode.V)
}
