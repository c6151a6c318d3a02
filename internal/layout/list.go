package layout

import (
	"strconv"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// list sets bullets, steps or boxes to tick, the labels at the start side of the list's language.
func (s *setter) list(n *Node, b doc.List, width float64) []box {
	if len(b.Items) == 0 {
		return nil
	}
	l := s.langOf(b.Items[0], "")
	rtl := rightToLeft(l)
	size := s.style.Body * lookOf(l).size
	indent := 1.5 * size
	if b.Kind == doc.Steps { // room for the longest number
		indent = (0.95 + labelGap + 0.6*float64(len(strconv.Itoa(len(b.Items)))-1)) * size
	}
	node := n.child(L)
	node.Numbering = [...]string{"Disc", "Decimal", "None"}[min(int(b.Kind), 2)]
	var out []box
	for i, item := range b.Items {
		li := node.child(LI)
		lbl := li.child(Lbl)
		body := s.blocks(li.child(LBody), item, width-indent)
		label := s.label(lbl, b.Kind, i, l, indent)
		if rtl {
			label = move(label, width-indent)
		} else {
			body = move(body, indent)
		}
		gap := 0.45 * s.style.unit()
		if b.Kind == doc.Ticks {
			gap = 0.9 * s.style.unit()
		}
		out = append(out, begun(atSpace(gap, hang(label, body)))...)
	}
	return out
}

// atSpace sets the space above the first of boxes, in place of what they asked for.
func atSpace(skip float64, boxes []box) []box {
	if len(boxes) > 0 {
		boxes[0].skip = skip
	}
	return boxes
}

// hang puts a label beside the first box of a body, on one baseline and first in reading.
func hang(label, body []box) []box {
	if len(body) == 0 {
		return label
	}
	if len(label) == 0 {
		return body
	}
	first := beside(label, body[:1])
	first.hold, first.newPage, first.row = body[0].hold, body[0].newPage, body[0].row
	return append([]box{first}, body[1:]...)
}

// label sets the sign of an item within the width of the indent, at its start side.
func (s *setter) label(n *Node, kind doc.ListKind, i int, l lang.Tag, indent float64) []box {
	if kind == doc.Ticks {
		return s.tickBox(n, l, indent)
	}
	sign := "•"
	if kind == doc.Steps {
		sign = strconv.Itoa(i+1) + "."
	}
	w := s.words(l, kind == doc.Steps).str(sign)
	k := s.body()
	k.right = w.p.RTL
	if kind == doc.Bullets {
		return s.inset(s.para(n, &w.p, indent, k), 0.35*s.style.Body, k.right)
	}
	gap := labelGap * s.size(l, k)
	k.right = !w.p.RTL // numbers stand at their words, dot below dot
	boxes := s.para(n, &w.p, indent-gap, k)
	if w.p.RTL {
		return move(boxes, gap)
	}
	return boxes
}

// labelGap is the room, in em, between a number and its words. Readers take a wider one for a column's edge.
const labelGap = 0.55

// inset moves boxes away from their start side.
func (s *setter) inset(boxes []box, by float64, rtl bool) []box {
	if rtl {
		by = -by
	}
	return move(boxes, by)
}

// tickBox is an empty square that stands on the baseline.
func (s *setter) tickBox(n *Node, l lang.Tag, indent float64) []box {
	side := 1.0 * s.style.Body
	x := 0.0
	if rightToLeft(l) {
		x = indent - side
	}
	base := 0.9 * s.style.Body
	return []box{{height: base + 0.2*s.style.Body, base: base,
		items: []Item{{Kind: Tick, X: x, Y: base + 0.12*s.style.Body, W: side, H: side, node: n}}}}
}

// langOf is the language of the first words in blocks, which decides their side: otherwise, where it has none,
// and the pack's where that is empty too.
func (s *setter) langOf(blocks []doc.Block, otherwise lang.Tag) lang.Tag {
	for _, b := range blocks {
		var l lang.Tag
		switch b := b.(type) {
		case doc.Paragraph:
			l = b.Text.Lang
		case doc.Heading:
			l = b.Text.Lang
		case doc.List:
			if len(b.Items) > 0 {
				l = s.langOf(b.Items[0], "")
			}
		}
		if l != "" {
			return l
		}
	}
	if otherwise == "" {
		return s.lang
	}
	return otherwise
}

// callout sets a box: its label and body beside a rule at the start side of the body's language; danger has a
// heavy one.
func (s *setter) callout(n *Node, b doc.Callout, width float64) []box {
	rtl := rightToLeft(s.langOf(b.Body, b.Label.Lang))
	rule := calloutRule(b.Kind)
	indent := 1.2 * s.style.Body
	node := n.child(Div)
	inner := lead(s.textAt(node.child(P).in(s.own(b.Label)), b.Label, width-indent, look{size: s.style.Body, bold: true, right: rtl}))
	body := s.blocks(node, b.Body, width-indent)
	inner = append(inner, atSpace(0.3*s.style.unit(), body)...)
	if !rtl {
		inner = move(inner, indent)
	}
	for i := range inner {
		k := &inner[i]
		dy := 0.0
		if i > 0 {
			dy = k.skip // the rule goes through the spaces inside
		}
		lower(k, dy)
		bar := rule
		bar.Kind, bar.H = Rule, k.height
		if rtl {
			bar.X = width - bar.W
		}
		k.items = append(k.items, bar)
	}
	return group(inner, s.style.room())
}

// calloutRule is the rule beside a box, without its place and height.
func calloutRule(k doc.CalloutKind) Item {
	return map[doc.CalloutKind]Item{
		doc.Note: {W: 1.2, Gray: 0.45}, doc.Important: {W: 2.4}, doc.Danger: {W: 5}, doc.Myth: {W: 1.2, Gray: 0.45}, doc.Status: {W: 0.6, Gray: 0.3}, doc.True: {W: 1.2, Gray: 0.45}, doc.False: {W: 1.2, Gray: 0.45},
	}[k]
}

// lower makes the space above a box part of it.
func lower(b *box, dy float64) {
	for i := range b.items {
		b.items[i].Y += dy
	}
	b.height, b.base, b.skip = b.height+dy, b.base+dy, b.skip-dy
}
