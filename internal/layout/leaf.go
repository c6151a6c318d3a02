package layout

import "welcomepack/internal/doc"

// leafSizes are the sizes of the text of a leaf, the best first.
var leafSizes = []float64{11, 10.5, 10, 9.5, 9, 8.5, 8}

// Leaf sets a leaf on one A4 page, as large as it fits; what does not fit in the smallest size goes on to further pages.
func Leaf(p *doc.Leaf, fonts *FontSet) (*Doc, []Missing) {
	var d *Doc
	var missing []Missing
	for _, size := range leafSizes {
		if d, missing = leaf(p, size, fonts); len(d.Sheets) == 1 {
			break
		}
	}
	return d, missing
}

func leaf(p *doc.Leaf, size float64, fonts *FontSet) (*Doc, []Missing) {
	st := A4()
	st.Top, st.Bottom, st.Gutter, st.Body = 48, 48, 0, size
	s := &setter{pack: &doc.Pack{Lang: p.Lang}, style: st, shaper: fonts.pool.Get(), rtl: rightToLeft(p.Lang), targets: map[string]*Anchor{}, lang: p.Lang}
	defer fonts.pool.Put(s.shaper)
	d := &Doc{Lang: p.Lang, RTL: s.rtl, Root: &Node{Role: Document, joined: true}}
	s.root = d.Root.child(Sect)
	body := append([]doc.Block{doc.Heading{Level: 1, ID: "leaf", Text: p.Title}}, p.Body...)
	pages := paginate(s.blocks(s.root, body, st.column()), st.room())
	note(pages, 0)
	s.sheets(d, pages, 1)
	prune(d.Root)
	return d, s.missing
}
