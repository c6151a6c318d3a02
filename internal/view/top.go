package view

import (
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// Top returns the pages above the editions: the choice of borough and language, that of language in each
// borough, the page for addresses that are not found, and the accessibility statement where the site has one.
func Top(c *catalog.Catalog) (*doc.Frame, []*doc.Page) {
	v := viewer{c.Lens(catalog.Edition{Lang: lang.English})}
	root := &doc.Page{Path: "index.html", Kind: "chooser", Lang: lang.English, Title: v.Words(v.Settings().Title), Summary: v.say("choose-lead")}
	root.Body = []doc.Block{doc.Paragraph{Text: v.say("choose"), Role: doc.Lead}}
	pages := []*doc.Page{root}
	for i := range c.Site.Boroughs {
		b := &c.Site.Boroughs[i]
		cards := languageCards(c, b.ID.V)
		if len(cards.Items) == 0 {
			continue
		}
		root.Body = append(root.Body, doc.Heading{Level: 2, ID: string(b.ID.V), Text: v.Words(b.Name)}, small(v.Words(b.About)), cards)
		pages = append(pages, &doc.Page{
			Path: string(b.ID.V) + "/index.html", Kind: "chooser", Lang: lang.English,
			Title: v.Words(b.Name), Summary: v.say("choose-language"), Body: []doc.Block{cards},
			Trail: []doc.NavLink{{Href: "index.html", Text: v.say("home")}},
		})
	}
	pages = append(pages, &doc.Page{
		Path: "404.html", Kind: "notfound", Lang: lang.English, Title: v.say("not-found"), Summary: v.say("not-found-text"),
		Body: []doc.Block{doc.Paragraph{Text: linked(v.say("choose"), "index.html")}},
	})
	if s := v.Settings().Statement; s != nil {
		pages = append(pages, v.statement(s))
	}
	for _, p := range pages {
		if p.Kind == "chooser" {
			p.Styles = []string{homeStyle}
		}
	}
	return v.plainFrame(), pages
}

// languageCards is the languages of a borough, each by its own name, its English name, and the word for
// welcome.
func languageCards(c *catalog.Catalog, b model.ID) doc.Cards {
	var out doc.Cards
	for _, l := range c.Site.Settings.Languages {
		v := viewer{c.Lens(catalog.Edition{Borough: b, Lang: l.V})}
		if !v.Shown(l.V) {
			continue
		}
		loc := v.Locale()
		card := doc.Card{
			Href: v.Path("index.html"), Lang: l.V,
			Title: v.words(loc.Autonym), Text: v.say("welcome"),
		}
		if l.V != lang.English {
			if done, all := v.GuidesTranslated(); all > 0 {
				card.Text = v.joined([]doc.Text{card.Text, v.Phrase("coverage-guides", catalog.Args{"done": number(done), "count": number(all)})})
			}
			card.Also = doc.Text{Lang: lang.English, Inlines: []doc.Inline{doc.Str{S: loc.English}}}
		}
		out.Items = append(out.Items, card)
	}
	return out
}
