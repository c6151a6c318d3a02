package layout

import (
	"welcomepack/internal/doc"
	"welcomepack/internal/qr"
)

// posterForms are the ways to set a poster's languages, the best first: columns, and how large.
var posterForms = []struct {
	columns int
	factor  float64
}{{1, 1.3}, {1, 1.15}, {2, 1.5}, {2, 1.35}, {2, 1.2}, {2, 1.1}, {2, 1}, {2, 0.9}, {2, 0.8}, {3, 0.8}, {3, 0.7}, {3, 0.6}, {4, 0.55}, {4, 0.45}, {4, 0.38}}

// Poster sets a borough's poster on one A4 page: what it is and how to get there above, the languages below, as large as
// they fit.
func Poster(p *doc.Poster, fonts *FontSet) (*Doc, []Missing) {
	st := A4()
	st.Body, st.Top, st.Bottom, st.Side = 12, 44, 44, 46
	s := &setter{pack: &doc.Pack{Lang: p.Lang}, style: st, shaper: fonts.pool.Get(), lang: p.Lang, targets: map[string]*Anchor{}}
	defer fonts.pool.Put(s.shaper)
	d := &Doc{Lang: p.Lang, Root: &Node{Role: Document, joined: true}, Sheets: []Sheet{{Width: st.Width, Height: st.Height}}}
	n := d.Root.child(Sect)
	head := stack(s.posterHead(n, p))
	foot := stack(s.textOf(n, P, p.Foot, st.column(), look{size: 8, gray: 0.3, plain: true}))
	room := st.room() - head.height - foot.height - 3*st.Body
	form := posterForms[len(posterForms)-1]
	for _, f := range posterForms {
		if s.languages(nil, p, f.columns, f.factor).height <= room {
			form = f
			break
		}
	}
	list := noLabels(d.Root.child(Sect))
	languages := s.languages(list, p, form.columns, form.factor)
	for _, at := range []struct {
		box *box
		y   float64
	}{{&head, 0}, {&languages, head.height + 1.5*st.Body + max(room-languages.height, 0)/2}, {&foot, st.room() - foot.height}} {
		d.put(0, spot{box: at.box}, st.Side, st.Top+at.y)
	}
	prune(d.Root)
	return d, s.missing
}

// posterHead says what the poster leads to, beside the code and over the address.
func (s *setter) posterHead(n *Node, p *doc.Poster) []box {
	const size = 190.0
	width := s.style.column()
	u := s.style.Body
	at := func(size float64, bold bool) look { return look{size: size, bold: bold, plain: true, even: true} }
	out := s.textOf(n, P, p.Site, width, at(1.6*u, true))
	out = append(out, bar(width, 4, 0.5*u))
	text := width
	if p.Scan.Address != "" {
		text -= size + 2*u
	}
	left := s.textOf(n, "H1", p.Borough, text, at(3.6*u, true))
	left = append(left, under(0.6*u, s.textOf(n, P, p.Tagline, text, at(1.5*u, false)))...)
	for _, t := range p.Notes {
		left = append(left, under(0.5*u, s.textOf(n, P, t, text, at(1.1*u, false)))...)
	}
	if p.Scan.Address != "" {
		left = append(left, under(1.2*u, s.textOf(n, P, p.Scan.Caption, text, at(1.1*u, false)))...)
	}
	if p.Scan.Address == "" {
		return append(out, under(2*u, []box{stack(left)})...)
	}
	square := s.qrCode(n, p.Scan, size)
	row := stack(left)
	row.skip = 1.6 * u
	row.height = max(row.height, size-2*u)
	if len(square) > 0 {
		row.add(square[0], width-size+qr.Quiet*size/40, -u) // its border may lie in the margin, its squares may not
	}
	address := doc.Text{Lang: p.Lang, Inlines: []doc.Inline{p.Web}}
	return append(append(out, row), under(0.9*u, s.textOf(n, P, address, width, look{size: 1.5 * u, bold: true, title: true}))...)
}

// languages sets each language in a cell of a grid, read row by row.
func (s *setter) languages(list *Node, p *doc.Poster, columns int, factor float64) box {
	u := s.style.Body * factor
	gap := 2 * s.style.Body
	width := (s.style.column() - gap*float64(columns-1)) / float64(columns)
	var rows []box
	for i := 0; i < len(p.Languages); i += columns {
		row := box{}
		for k := range min(columns, len(p.Languages)-i) {
			var body *Node
			if list != nil {
				body = list.child(LI).child(LBody)
			}
			cell := s.language(body, p.Languages[i+k], width, u)
			row.add(cell, float64(k)*(width+gap), 0)
			row.height = max(row.height, cell.height)
		}
		row.skip = 0.55 * u
		rows = append(rows, row)
	}
	return stack(rows)
}

// language is a rule, the language's own name, its English one at the other side, and what there is.
func (s *setter) language(n *Node, l doc.PosterLine, width, u float64) box {
	rtl := rightToLeft(l.Autonym.Lang)
	name := s.textOf(n, P, l.Autonym, 0.64*width, look{size: 1.5 * u, bold: true, plain: true})
	english := s.textOf(n, P, l.English, 0.36*width, look{size: 0.9 * u, gray: 0.25, plain: true})
	if rtl {
		name = move(name, 0.36*width)
	} else {
		english = farSide(english, width)
	}
	cell := []box{bar(width, 0.6, 0), under(0.2*u, []box{beside(name, english)})[0]}
	cell = append(cell, under(0.05*u, s.textOf(n, P, l.Words, width, look{size: u, plain: true, even: true}))...)
	return stack(cell)
}
