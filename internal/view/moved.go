package view

import (
	"slices"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
)

// moved is what stays at the address of a page that is no more: where it went, and a closed service's kind of help. The
// browser goes on by itself where nothing is lost by it.
func (v viewer) moved(p *doc.Page, file string) {
	moves := v.Moves()
	m := moves[slices.IndexFunc(moves, func(m catalog.Move) bool { return m.From == file })]
	to := v.Path(m.To)
	p.Title = v.say("moved")
	link := v.say("moved-to")
	if m.Closed {
		p.Title, link = v.say("closed"), v.say("closed-other")
	} else {
		p.MovedTo = to
	}
	p.Body = []doc.Block{doc.Paragraph{Text: linked(link, to)}}
}
