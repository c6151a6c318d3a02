package layout

import "welcomepack/internal/doc"

// writing is the height of a line of handwriting, as a multiple of the text's size.
const writing = 2.3

// usualLabel is how much of the width labels have, so that the lines of different lists begin below each other.
const usualLabel = 0.3

// blanks sets labels with room to write. The lines of a list begin where its longest label ends, or later.
func (s *setter) blanks(n *Node, b doc.Blanks, width float64) []box {
	column := 0.0
	for _, x := range b.Items {
		if x.Lines == 0 {
			for _, line := range s.textAt(nil, x.Label, width/2, s.atStart()) {
				from, to := extentOf(line)
				column = max(column, to-from)
			}
		}
	}
	column = min(max(column+0.8*s.style.Body, usualLabel*width), width/2)
	var out []box
	for i, x := range b.Items {
		if x.Lines > 0 {
			out = append(out, s.writingBox(n, x, width)...)
			continue
		}
		row := s.blankLine(n, x, column, width)
		if i < len(b.Items)-1 && len(b.Items) < 7 {
			row[len(row)-1].hold = grouped
		}
		out = append(out, row...)
	}
	return out
}

// atStart is the usual look at the side where the pack's reading begins.
func (s *setter) atStart() look { return look{size: s.style.Body, right: s.rtl} }

// blankLine is a label and a line beside it, or below it where the label is long.
func (s *setter) blankLine(n *Node, x doc.Blank, column, width float64) []box {
	node := n.child(P).in(s.own(x.Label))
	line := Item{Kind: Rule, W: width, H: 0.5, Gray: 0.3}
	if len(s.textAt(nil, x.Label, column, s.atStart())) > 3 {
		line.Y = writing*s.style.Body - line.H
		return append(lead(s.textAt(node, x.Label, width, s.atStart())), box{height: line.Y + line.H, items: []Item{line}})
	}
	label := stack(s.textAt(node, x.Label, column, s.atStart()))
	line.W = width - column
	if s.rtl {
		label = move([]box{label}, width-column)[0]
	} else {
		line.X = column
	}
	lower(&label, max(writing*s.style.Body-label.height, 0))
	label.skip = 0
	line.Y = label.height - 0.25*s.style.Body
	label.items = append(label.items, line)
	return []box{label}
}

// writingBox is a label over a frame with faint lines, no higher than a page has room for.
func (s *setter) writingBox(n *Node, x doc.Blank, width float64) []box {
	k := s.atStart()
	k.bold = true
	label := lead(s.textAt(n.child(P).in(s.own(x.Label)), x.Label, width, k))
	pitch := writing * s.style.Body
	lines := max(min(x.Lines, int((s.style.room()-total(label)-6*s.style.Body)/pitch)), 1)
	high := float64(lines) * pitch
	frame := box{skip: 0.5 * s.style.unit(), height: high}
	for i := range lines + 1 {
		r := Item{Kind: Rule, Y: float64(i) * pitch, W: width, H: 0.6, Gray: 0.3}
		if i > 0 && i < lines {
			r.X, r.W, r.H, r.Gray = s.style.Body, width-2*s.style.Body, 0.3, 0.6
		}
		frame.items = append(frame.items, r)
	}
	for _, left := range []float64{0, width - 0.6} {
		frame.items = append(frame.items, Item{Kind: Rule, X: left, W: 0.6, H: high + 0.6, Gray: 0.3})
	}
	return under(2.4*s.style.unit(), append(label, frame))
}

// extentOf is from where to where the words of a line reach.
func extentOf(b box) (from, to float64) {
	for i, it := range b.items {
		if i == 0 || it.X < from {
			from = it.X
		}
		to = max(to, it.X+it.W)
	}
	return from, to
}
