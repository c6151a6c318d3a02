package layout

// A spot is where a box stands on its page.
type spot struct {
	box  *box
	x, y float64
	copy bool // a repeated head row: an artifact
}

// mostEmpty is the part of a page that may stay empty to keep together what belongs together.
const mostEmpty = 1.0 / 3

// mostUsed is the part of a page that may be used where a new chapter begins below it.
const mostUsed = 0.55

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
		page = append(page, spot{box: b, y: y, copy: true})
		y += b.height
	}
	heads := len(page)
	to := from
	for to < len(boxes) {
		b := &boxes[to]
		skip := b.skip
		if to == from {
			skip = 0
		}
		if to > from && b.newPage && !(b.loose && y <= mostUsed*room) {
			return page, to
		}
		if b.over != 0 {
			end := stretch(boxes, to)
			spots, height := twoColumns(boxes[to:end], room-y-skip, room, to == from)
			for _, sp := range spots {
				sp.y += y + skip
				page = append(page, sp)
			}
			to += len(spots)
			y += skip + height
			if to < end && len(spots) > 0 {
				return page, to
			}
			if to < end {
				break
			}
			continue
		}
		if to > from && y+skip+b.height > room+0.01 {
			break
		}
		y += skip
		page = append(page, spot{box: b, y: y})
		y += b.height
		to++
	}
	if to < len(boxes) {
		to = breakAt(boxes, from, to, page[heads:], room)
	}
	return page[:heads+to-from], to
}

// breakAt returns the best place to end a page that has room for boxes[from:to], which stand at spots: the last
// where nothing is torn, as long as not too much of the page stays empty; else the last inside a group; else to.
func breakAt(boxes []box, from, to int, spots []spot, room float64) int {
	whole := lastBreak(boxes, from, to, free)
	if whole > from && spots[whole-from-1].bottom() >= (1-mostEmpty)*room {
		return whole
	}
	if torn := lastBreak(boxes, from, to, grouped); torn > from {
		return torn
	}
	return to
}

// lastBreak is the last place in boxes[from:to] after a box that holds no more than a limit; from for none.
func lastBreak(boxes []box, from, to int, limit hold) int {
	for k := to; k > from; k-- {
		if boxes[k-1].hold <= limit {
			return k
		}
	}
	return from
}

func (s spot) bottom() float64 { return s.y + s.box.height }

// stretch is where the boxes end that stand in two columns with the one at from.
func stretch(boxes []box, from int) int {
	to := from + 1
	for to < len(boxes) && boxes[to].over != 0 && !boxes[to].newPage {
		to++
	}
	return to
}

// twoColumns sets boxes in two columns of a height, as many as fit, and returns how high they are. Where all of them
// fit, the columns are as even as can be. It sets none where nothing fits, unless they must begin here.
func twoColumns(boxes []box, height, room float64, must bool) ([]spot, float64) {
	first, second := split(boxes, height, room, must)
	if second == 0 {
		return nil, 0
	}
	if second == len(boxes) {
		for h := total(boxes) / 2; h < height; h += 4 {
			if a, b := split(boxes, h, room, false); b == len(boxes) {
				first = a
				break
			}
		}
	}
	left, h1 := column(boxes[:first], 0)
	right, h2 := column(boxes[first:second], boxes[0].over)
	return append(left, right...), max(h1, h2)
}

// split returns where the first of two columns ends, and the second.
func split(boxes []box, height, room float64, must bool) (first, second int) {
	first = columnEnd(boxes, 0, height, room, must)
	if first == 0 || first == len(boxes) {
		return first, first
	}
	return first, columnEnd(boxes, first, height, room, false)
}

// columnEnd returns where a column of a height ends that begins with boxes[from]: from, where nothing fits that may
// stand alone, unless it must.
func columnEnd(boxes []box, from int, height, room float64, must bool) int {
	to, y := from, 0.0
	var spots []spot
	for ; to < len(boxes); to++ {
		if to > from {
			y += boxes[to].skip
		}
		if y+boxes[to].height > height+0.01 && (to > from || !must) {
			break
		}
		spots = append(spots, spot{box: &boxes[to], y: y})
		y += boxes[to].height
	}
	if to == len(boxes) || to == from {
		return to
	}
	whole := lastBreak(boxes, from, to, free)
	if whole > from && height-spots[whole-from-1].bottom() <= mostEmpty*room {
		return whole
	}
	if torn := lastBreak(boxes, from, to, grouped); torn > from && (must || height > mostEmpty*room) {
		return torn
	}
	if must && whole == from {
		return to
	}
	return whole
}

// column sets boxes below each other at x.
func column(boxes []box, x float64) (spots []spot, height float64) {
	for i := range boxes {
		if i > 0 {
			height += boxes[i].skip
		}
		spots = append(spots, spot{box: &boxes[i], x: x, y: height})
		height += boxes[i].height
	}
	return spots, height
}
