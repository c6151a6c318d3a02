package layout

import (
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// cover sets the first page: for the reader the language's own name and the borough, for staff the
// language's English name, below them the notes. All stand at the start side of the page.
func (s *setter) cover(n *Node) []box {
	c := s.pack.Cover
	width := s.style.column()
	u := s.style.Body
	at := func(size float64, bold bool) look { return look{size: size, bold: bold, right: s.rtl, plain: true} }
	var out []box
	out = append(out, s.textAt(n.child(P).in(s.own(c.Site)), c.Site, width, at(1.5*u, true))...)
	out = append(out, bar(width, 3, 0.5*u))
	out = append(out, under(7*u, s.textAt(n.child("H1").in(s.own(c.Borough)), c.Borough, width, at(3.8*u, true)))...)
	out = append(out, under(0.8*u, s.textAt(n.child(P).in(s.own(c.Tagline)), c.Tagline, width, at(1.35*u, false)))...)
	out = append(out, under(4*u, s.textAt(n.child(P), named(c.Language, s.pack.Lang), width, at(3*u, true)))...)
	if c.English != c.Language {
		english := named(c.English, lang.English)
		out = append(out, under(0.5*u, s.textAt(n.child(P).in(s.own(english)), english, width, at(2*u, false)))...)
	}
	notes := under(4*u, s.blocks(n, c.Notes, width))
	if len(notes) == 0 {
		return out
	}
	line := bar(width, 0.6, 0.6*u)
	line.hold = bound
	line.skip = max(s.style.room()-total(out)-total(notes)-line.height-u, 4*u) // the notes stand at the foot
	notes[0].skip = 0.6 * u
	return append(append(out, line), notes...)
}

// bar is a rule across the column, with space above it.
func bar(width, thick, above float64) box {
	return box{height: above + thick, items: []Item{{Kind: Rule, Y: above, W: width, H: thick}}}
}

// named is a name as words of a language.
func named(s string, l lang.Tag) doc.Text {
	if s == "" {
		return doc.Text{Lang: l}
	}
	return doc.Text{Inlines: []doc.Inline{doc.Str{S: s}}, Lang: l}
}
