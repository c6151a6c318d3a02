package view

import (
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// PosterPage returns a borough's poster: for everybody in English, and a line for each of its languages.
func PosterPage(c *catalog.Catalog, b model.ID) *doc.Poster {
	v := viewer{c.Lens(catalog.Edition{Borough: b, Lang: lang.English})}
	set := v.Settings()
	p := &doc.Poster{
		Path: PosterPath(b), Lang: lang.English,
		Title:   v.Phrase("poster-title", catalog.Args{"borough": v.boroughName()}),
		Site:    v.Words(set.Title),
		Tagline: v.Words(set.Tagline),
		Borough: v.Words(v.Borough().Name),
		Foot:    v.Phrase("footer-built", catalog.Args{"date": v.date(calendar.Stamp(v.Today()))}),
		Scan:    v.codeOf(string(b)+"/index.html", "poster-scan"),
		Notes:   []doc.Text{v.say("poster-free")},
	}
	if web, ok := v.website(string(b) + "/index.html"); ok {
		p.Web = web
	}
	for _, l := range set.Languages {
		p.Languages = append(p.Languages, posterLine(viewer{c.Lens(catalog.Edition{Borough: b, Lang: l.V})}))
	}
	return p
}

// posterLine is a language's names and what there is, where that is translated; else the word for welcome.
func posterLine(v viewer) doc.PosterLine {
	loc := v.Locale()
	out := doc.PosterLine{Autonym: v.words(loc.Autonym)}
	if loc.English != loc.Autonym {
		out.English = doc.Text{Lang: lang.English, Inlines: []doc.Inline{doc.Str{S: loc.English}}}
	}
	for _, key := range []string{"poster-line", "welcome"} {
		if t := v.say(key); t.Lang == v.Edition().Lang && out.Words.IsZero() {
			out.Words = t
		}
	}
	return out
}
