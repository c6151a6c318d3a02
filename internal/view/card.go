package view

import (
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// cardPage is what a reader shows to somebody at a desk: which language they speak, and what they ask for, in English
// for the one and in their own words for the other.
func (v viewer) cardPage(p *doc.Page) {
	p.Title, p.Summary = v.say("card"), v.say("card-about")
	p.Styles = append(p.Styles, "assets/helps.css")
	for _, key := range []string{"card-interpreter", "card-write", "card-doctor", "card-wait"} {
		p.Body = append(p.Body, doc.Group{Body: v.cardSide(key)})
	}
	p.Body = append(p.Body, v.qr(p.Path)...)
}

func (v viewer) cardSide(key string) []doc.Block {
	loc := v.Locale()
	if loc.Tag == lang.English {
		return []doc.Block{doc.Paragraph{Text: v.Phrase(key, catalog.Args{"language": doc.Str{S: loc.English}})}}
	}
	english := v.EnglishPhrase(key, catalog.Args{"language": languageInEnglish(loc)})
	out := []doc.Block{doc.Paragraph{Text: english}}
	if own := v.Phrase(key, catalog.Args{"language": doc.Str{S: loc.Autonym}}); own.Lang == loc.Tag {
		out = append(out, doc.Paragraph{Role: doc.Lead, Text: own})
	}
	return out
}

// languageInEnglish is a language's English name, and the one that the reader can point at.
func languageInEnglish(loc *lang.Locale) doc.Inline {
	if loc.English == loc.Autonym {
		return doc.Strong{Inlines: []doc.Inline{doc.Str{S: loc.English}}}
	}
	return doc.Strong{Inlines: []doc.Inline{
		doc.Str{S: loc.English + " ("}, doc.Fact{Kind: doc.Name, Shown: loc.Autonym, Lang: loc.Tag}, doc.Str{S: ")"},
	}}
}
