package layout

import (
	"welcomepack/internal/doc"
)

// Pack sets a pack: cover, contents, body, and on every page but the cover a running head and foot. It
// returns the characters that no font has, each place once; a pack with any of them must not be given out.
func Pack(p *doc.Pack, st Style, fonts *FontSet) (*Doc, []Missing) {
	s := &setter{pack: p, style: st.orDefault(), shaper: fonts.pool.Get(), rtl: rightToLeft(p.Lang), targets: map[string]*Anchor{}, lang: p.Lang}
	defer fonts.pool.Put(s.shaper)
	d := &Doc{Lang: p.Lang, RTL: s.rtl, Root: &Node{Role: Document, joined: true}}
	s.findTargets(p.Body)
	s.margins()

	front, list := d.Root.child(Sect), d.Root.child(Sect)
	s.root = d.Root.child(Sect)
	cover := paginate(s.cover(front), s.style.room())
	s.depth, s.headings = 0, nil
	body := paginate(s.blocks(s.root, p.Body, s.style.column()), s.style.room())

	headings := s.listed()
	length := 0
	if len(headings) > 0 && !p.Contents.IsZero() {
		length = s.contentsLength(headings)
	}
	first := max(len(cover), 1) + length // the sheet on which the body begins
	note(body, first)
	var contents [][]spot
	if length > 0 {
		contents = paginate(s.contents(list, headings, func(h heading) int { return h.to.Sheet + 1 }), s.style.room())
	}
	s.sheets(d, cover, 1)
	s.sheets(d, contents, 0)
	s.sheets(d, body, 0)
	s.furniture(d, max(len(cover), 1), first)
	prune(d.Root)
	for _, h := range s.headings {
		if h.to.placed {
			d.Bookmarks = append(d.Bookmarks, Bookmark{h.plain(), h.level, h.to})
		}
	}
	return d, s.missing
}

// note tells the anchors of the boxes where they will stand when the first of the pages is sheet from.
func note(pages [][]spot, from int) {
	for i, page := range pages {
		for _, sp := range page {
			for _, a := range sp.box.anchors {
				if !a.placed && !sp.copy {
					a.Sheet, a.placed = from+i, true
				}
			}
		}
	}
}

// sheets adds a sheet for each page, and at least as many as asked for.
func (s *setter) sheets(d *Doc, pages [][]spot, least int) {
	for len(pages) < least {
		pages = append(pages, nil)
	}
	for _, page := range pages {
		n := len(d.Sheets)
		d.Sheets = append(d.Sheets, Sheet{Width: s.style.Width, Height: s.style.Height})
		for _, sp := range page {
			d.put(n, sp, s.style.left(n, d.RTL), s.style.Top)
		}
	}
}

// put places a box on a sheet, whose column begins at x, y.
func (d *Doc) put(number int, sp spot, x, y float64) {
	sheet := &d.Sheets[number]
	for _, it := range sp.box.items {
		it.X += x + sp.x
		it.Y += y + sp.y
		if sp.copy {
			it.node = nil
		}
		if it.Kind == area {
			if it.node != nil && it.node.joined && it.W >= 1 {
				sheet.Links = append(sheet.Links, Area{it.node, it.X, it.Y, it.W, it.H})
			}
			continue
		}
		it.Mark = mark(sheet, number, it.node)
		sheet.Items = append(sheet.Items, it)
	}
	if sp.copy {
		return
	}
	for _, a := range sp.box.anchors {
		if a.Sheet == number {
			a.Y = y + sp.y
		}
	}
}

// mark returns the mark for the next item of a sheet: the last one's where both are of one node.
func mark(sheet *Sheet, number int, n *Node) *Mark {
	if n == nil {
		return nil
	}
	if k := len(sheet.Items); k > 0 {
		if m := sheet.Items[k-1].Mark; m != nil && m.Node == n {
			return m
		}
	}
	m := &Mark{n, number}
	n.join()
	n.Kids = append(n.Kids, m)
	return m
}

// prune takes nodes without content out of the tree, but for table cells, which keep their rows even. It
// tells whether n is to stay.
func prune(n *Node) bool {
	kids := n.Kids[:0]
	for _, k := range n.Kids {
		if c, ok := k.(*Node); ok && !prune(c) {
			continue
		}
		kids = append(kids, k)
	}
	n.Kids = kids
	return len(kids) > 0 || n.Role == TD || n.Role == TH || n.up == nil
}
