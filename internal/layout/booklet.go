package layout

// A5 is the measures of a booklet's pages: half an A4 sheet, for which the standard pack is set anew, so that its
// words stay large enough to read.
func A5() Style {
	s := A4()
	s.Width, s.Height = s.Height/2, s.Width
	s.Top, s.Bottom, s.Side, s.Gutter, s.Body = 46, 44, 36, 4, 9
	return s
}

// Booklet puts two pages beside each other on each side of a sheet, so that the printed sheets, turned over their short
// edge, laid in each other and folded, are a book: bound at the right for languages that are read from the right.
// The reading order stays that of the pages. A booklet has no bookmarks, for they would name sheets. d is used up.
func Booklet(d *Doc) *Doc {
	n := (len(d.Sheets) + 3) / 4 * 4
	out := &Doc{Lang: d.Lang, RTL: d.RTL, Root: d.Root, ShortEdge: true, Sheets: make([]Sheet, n/2)}
	sides := make([]half, n)
	for side := range n / 2 {
		low, high := side, n-1-side // counted from 0
		left, right := high, low
		if (side%2 == 1) != d.RTL {
			left, right = low, high
		}
		sides[left], sides[right] = half{side, false}, half{side, true}
	}
	for i := range out.Sheets {
		out.Sheets[i] = Sheet{Width: 2 * d.Sheets[0].Width, Height: d.Sheets[0].Height}
	}
	for i := range d.Sheets {
		out.impose(&d.Sheets[i], sides[i])
	}
	moveAnchors(d, sides)
	return out
}

// A half is where a page stands in a booklet.
type half struct {
	sheet int
	right bool
}

// impose puts a page on its half of a sheet.
func (d *Doc) impose(page *Sheet, at half) {
	sheet := &d.Sheets[at.sheet]
	dx := 0.0
	if at.right {
		dx = page.Width
	}
	for _, it := range page.Items {
		it.X += dx
		if it.Mark != nil {
			it.Mark.Sheet = at.sheet
		}
		sheet.Items = append(sheet.Items, it)
	}
	for _, a := range page.Links {
		a.X += dx
		sheet.Links = append(sheet.Links, a)
	}
}

// moveAnchors tells the places that links lead to on which sheet their page now stands.
func moveAnchors(d *Doc, sides []half) {
	moved := map[*Anchor]bool{}
	var walk func(n *Node)
	walk = func(n *Node) {
		if n.To != nil && !moved[n.To] {
			moved[n.To] = true
			n.To.Sheet = sides[n.To.Sheet].sheet
		}
		for _, k := range n.Kids {
			if c, ok := k.(*Node); ok {
				walk(c)
			}
		}
	}
	walk(d.Root)
}
