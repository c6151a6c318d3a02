package layout

// A hold says how a box clings to the one after it.
type hold uint8

const (
	free    hold = iota // a page may end here
	grouped             // better not: inside a group that fits on a page
	bound               // only when nothing else is left: under a heading, at a paragraph's first and last lines
)

// A box is a part of a column that is never cut, such as a line of text or a row. Its items are placed from
// its left upper corner.
type box struct {
	skip    float64 // space above, left out at a page's top
	height  float64
	base    float64 // from the top to the first baseline
	hold    hold
	newPage bool
	loose   bool    // newPage only where the page is not mostly empty
	row     bool    // begins what stands beside its like in the other language
	over    float64 // in a stretch of two columns: from the first column to the second; else 0
	head    []box   // set again, as artifacts, where a page begins with this box: a table's head row
	items   []Item
	anchors []*Anchor
}

// move shifts the items of boxes by dx and returns them.
func move(boxes []box, dx float64) []box {
	for i := range boxes {
		for k := range boxes[i].items {
			boxes[i].items[k].X += dx
		}
	}
	return boxes
}

// total is the height of boxes set below each other, without the first one's skip.
func total(boxes []box) (h float64) {
	for i, b := range boxes {
		if i > 0 {
			h += b.skip
		}
		h += b.height
	}
	return h
}

// stack makes one box of boxes.
func stack(boxes []box) box {
	if len(boxes) == 0 {
		return box{}
	}
	out := box{skip: boxes[0].skip, base: boxes[0].base, row: boxes[0].row, items: make([]Item, 0, countItems(boxes))}
	for i, b := range boxes {
		if i > 0 {
			out.height += b.skip
		}
		out.add(b, 0, out.height)
		out.height += b.height
	}
	return out
}

func countItems(boxes []box) (n int) {
	for i := range boxes {
		n += len(boxes[i].items)
	}
	return n
}

// add puts b's items into the box, shifted.
func (o *box) add(b box, dx, dy float64) {
	for _, it := range b.items {
		it.X += dx
		it.Y += dy
		o.items = append(o.items, it)
	}
	o.anchors = append(o.anchors, b.anchors...)
}

// beside makes a box of columns that stand side by side with their first baselines on one line. The columns
// already stand where they belong from left to right; their order is the order of reading.
func beside(columns ...[]box) box {
	var out box
	cells := make([]box, len(columns))
	for i, c := range columns {
		cells[i] = stack(c)
		out.base = max(out.base, cells[i].base)
		if len(c) > 0 {
			out.skip = max(out.skip, c[0].skip)
		}
	}
	out.items = make([]Item, 0, countItems(cells))
	for _, c := range cells {
		dy := 0.0
		if c.base > 0 {
			dy = out.base - c.base
		}
		out.add(c, 0, dy)
		out.height = max(out.height, dy+c.height)
	}
	return out
}

// orBelow is a row as one box, or, where it is higher than a page, its parts below each other.
func orBelow(row box, room float64, parts ...[]box) []box {
	if row.height <= room {
		return []box{row}
	}
	var out []box
	for _, p := range parts {
		out = append(out, p...)
	}
	if len(out) > 0 {
		out[0].anchors = append(row.anchors[:len(row.anchors):len(row.anchors)], out[0].anchors...)
		out[0].skip, out[0].row = row.skip, row.row
	}
	return out
}

// under sets the space above the first of boxes.
func under(skip float64, boxes []box) []box {
	if len(boxes) > 0 {
		boxes[0].skip = max(boxes[0].skip, skip)
	}
	return boxes
}

// begun marks where something begins that stands beside its like in the other language.
func begun(boxes []box) []box {
	if len(boxes) > 0 {
		boxes[0].row = true
	}
	return boxes
}

// lead binds boxes to what comes after them.
func lead(boxes []box) []box {
	for i := range boxes {
		boxes[i].hold = bound
	}
	return boxes
}

// group holds boxes together where they fit on one page.
func group(boxes []box, room float64) []box {
	if total(boxes) > room {
		return boxes
	}
	for i := range boxes[:max(len(boxes)-1, 0)] {
		boxes[i].hold = max(boxes[i].hold, grouped)
	}
	return boxes
}
