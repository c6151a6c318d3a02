package report

import (
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

func text(s string) doc.Text {
	return doc.Text{Lang: lang.English, Inlines: []doc.Inline{doc.Str{S: s}}}
}
func linked(words, href string) doc.Text {
	return doc.Text{Lang: lang.English, Inlines: []doc.Inline{doc.Link{Href: href, Inlines: []doc.Inline{doc.Str{S: words}}}}}
}
