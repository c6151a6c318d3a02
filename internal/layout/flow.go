package layout

// A spot is where a box stands on its page.
type spot struct {
	box  *box
	y    float64
	copy bool // a repeated head row: an artifact
}

// paginate breaks boxes into pages of a height. Every box is on exactly one page, in order; a box higher
// than a page has one of its own and sticks out.
func paginate(boxes []box, room float64) [][]spot {
	var pages [][]spot
	for from := 0; from < len(boxes); {
		page, to := fill(boxes, from, room)
		pages = append(pages, page)
		from = to
	}
	return pages
}

// fill sets one page, which begins with boxes[from], and returns where the next one begins.
func fill(boxes []box, from int, room float64) ([]spot, int) {
	var page []spot
	y := 0.0
	for i := range boxes[from].head {
		b := &boxes[from].head[i]
		page = append(page, spot{b, y, true})
		y += b.height
	}
	heads := len(page)
	to := from
	for ; to < len(boxes); to++ {
		b := &boxes[to]
		skip := b.skip
		if to == from {
			skip = 0
		}
		if to > from && (b.newPage || y+skip+b.height > room+0.01) {
			break
		}
		y += skip
		page = append(page, spot{b, y, false})
		y += b.height
	}
	if to < len(boxes) && !boxes[to].newPage {
		to = breakAt(boxes, from, to)
	}
	return page[:heads+to-from], to
}

// breakAt returns the best place to end a page that has room for boxes[from:to]: the last where nothing is
// torn, else the last inside a group, else to.
func breakAt(boxes []box, from, to int) int {
	for _, limit := range []hold{free, grouped} {
		for k := to; k > from; k-- {
			if boxes[k-1].hold <= limit {
				return k
			}
		}
	}
	return to
}
