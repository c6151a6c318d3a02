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
	u := min(s.style.Body, largest) // names are large in any print
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
	notes := under(4*u, s.notesAndCode(n, c, width))
	if len(notes) == 0 {
		return out
	}
	line := bar(width, 0.6, 0.6*u)
	line.hold = bound
	line.skip = max(s.style.room()-total(out)-total(notes)-line.height-u, 4*u) // the notes stand at the foot
	notes[0].skip = 0.6 * u
	out = append(append(out, line), notes...)
	tighten(out, s.style.room(), u)
	return out
}

const largest = 12.5

// tighten takes from the wide spaces between boxes what they are higher than the room, so that a cover stays one page
// on small paper and in large print.
func tighten(boxes []box, room, least float64) {
	spare := 0.0
	for i := range boxes[1:] {
		spare += max(boxes[i+1].skip-least, 0)
	}
	if over := total(boxes) - room; over > 0 && over < spare {
		share := over / spare
		for i := range boxes[1:] {
			boxes[i+1].skip -= share * max(boxes[i+1].skip-least, 0)
		}
	}
}

// notesAndCode sets the notes at the start side and, at the other, the code that opens the edition.
func (s *setter) notesAndCode(n *Node, c doc.Cover, width float64) []box {
	size := min(codeSize, width/4)
	if c.Scan.Address == "" {
		return s.blocks(n, c.Notes, width)
	}
	side := size + 2*s.style.Body
	notes := s.blocks(n, c.Notes, width-side)
	code := append(s.qrCode(n, c.Scan, size), s.textAt(n.child(P).in(s.own(c.Scan.Caption)), c.Scan.Caption, size, s.codeCaption())...)
	if len(notes) == 0 {
		return code
	}
	x := width - size
	if s.rtl {
		notes, x = move(notes, side), 0
	}
	square := stack(code)
	last := &notes[len(notes)-1]
	last.height += max(square.height-total(notes), 0)
	for i, h := 0, 0.0; i < len(notes)-1 && h < square.height; i++ { // it hangs down beside the first notes
		h += notes[i].skip + notes[i].height
		notes[i].hold = bound
	}
	notes[0].add(square, x, 0)
	return notes
}

// codeSize is how large a code is on a cover, in points: cameras read it at arm's length. On small paper it is a quarter
// of the column.
const codeSize = 112.0

func (s *setter) codeCaption() look {
	return look{size: s.style.small(), gray: 0.25, right: s.rtl, plain: true}
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
