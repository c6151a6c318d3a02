package layout

import (
	"math"
	"strconv"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// listed returns the headings for the contents list: the first level, and below it, as deep as the style says,
// those that stand for a page of the website: a guide's own parts would make the list too long to find
// anything.
func (s *setter) listed() []heading {
	var out []heading
	for _, h := range s.headings {
		if h.level == 1 || h.page && h.level <= s.style.Depth {
			out = append(out, h)
		}
	}
	return out
}

// listSizes are sizes of the contents list, as parts of the body's: a smaller one is taken where it saves a page.
var listSizes = [...]float64{0.96, 0.92, 0.88}

// contentsLength chooses the size of the contents list and returns how many pages it takes.
func (s *setter) contentsLength(headings []heading) int {
	least, chosen := 0, 0.0
	for _, size := range listSizes {
		s.listSize = size
		n := len(paginate(s.contents(&Node{Role: Sect}, headings, func(heading) int { return 0 }), s.style.room()))
		if chosen == 0 || n < least {
			least, chosen = n, size
		}
	}
	s.listSize = chosen
	return least
}

// contents sets the list of headings with their pages. number says on which page a heading stands; the
// list's height does not depend on it, so it may be set first with any numbers, to learn how long it is, and
// again with the right ones.
func (s *setter) contents(n *Node, headings []heading, number func(heading) int) []box {
	width := s.style.column()
	var title []box
	if s.pack.Beside.IsZero() {
		title = s.text(n.child("H1").in(s.own(s.pack.Contents)), s.pack.Contents, width, s.headingLook(1))
	}
	if !s.pack.Beside.IsZero() {
		half, gap := s.halfOf(width)
		h := n.child("H1")
		k := s.headingLook(1)
		left := s.text(h.child(Span).in(s.own(s.pack.Contents)), s.pack.Contents, half, k)
		right := s.textAt(h.child(Span).in(s.own(s.pack.Beside)), s.pack.Beside, half, s.otherSide(k))
		title = []box{beside(left, move(right, half+gap))}
	}
	out := lead(title)
	lists := []*Node{n.child(TOC)}
	for i, h := range headings {
		for len(lists) > h.level {
			lists = lists[:len(lists)-1]
		}
		for len(lists) < h.level {
			lists = append(lists, lists[len(lists)-1].child(TOC))
		}
		boxes := s.contentsLine(lists[len(lists)-1].child(TOCI), h, number(h), width)
		if h.level == 1 {
			above := 0.15 * s.style.unit()
			if i > 0 && headings[i-1].level > 1 {
				above *= 6
			}
			boxes = under(above, boxes)
			if i+1 < len(headings) && headings[i+1].level > 1 {
				boxes = lead(boxes)
			}
		}
		out = append(out, boxes...)
	}
	return out
}

// contentsLine sets a heading's words at the start side and its page at the other end, all of it one link.
func (s *setter) contentsLine(n *Node, h heading, page int, width float64) []box {
	if !h.other.IsZero() {
		return s.contentsPair(n, h, page, width)
	}
	room := 3.2 * s.style.Body // for the number
	indent := 1.4 * s.style.Body * float64(h.level-1)
	link := n.child(Reference).child(Link)
	link.To, link.Alt = h.to, plain(h.text.Inlines)
	link.in(s.own(h.text))
	k := look{size: s.listSize * s.style.Body, bold: h.level == 1, plain: true, right: s.rtl}
	words := s.textAt(link, h.text, width-room-indent, k) // all at one side, fallbacks too
	if len(words) == 0 {
		return nil
	}
	k.right = !s.rtl
	k.bold = false
	digits := s.textAt(link, doc.Text{Lang: s.pack.Lang, Inlines: []doc.Inline{doc.Str{S: strconv.Itoa(page)}}}, room, k)
	if s.rtl {
		words = move(words, room)
	} else {
		words = move(words, indent)
		digits = move(digits, width-room)
	}
	last := numbered(words[len(words)-1], digits)
	last.items = append(last.items, leader(last, 0.5*s.style.Body)...)
	return pressed(link, append(lead(words[:len(words)-1]), last), width)
}

// pressed makes the whole of boxes a place to press.
func pressed(link *Node, boxes []box, width float64) []box {
	for i := range boxes {
		boxes[i].items = append(boxes[i].items, Item{Kind: area, W: width, H: boxes[i].height, node: link})
	}
	return boxes
}

// contentsPair sets a heading's words in both languages at the two sides, and its page between them.
func (s *setter) contentsPair(n *Node, h heading, page int, width float64) []box {
	room := 3 * s.style.Body // for the number
	side := (width - room) / 2
	indent := 1.4 * s.style.Body * float64(h.level-1)
	link := n.child(Reference).child(Link)
	link.To, link.Alt = h.to, h.plain()
	k := look{size: s.listSize * s.style.Body, bold: h.level == 1, plain: true}
	english := move(s.textAt(link.child(Span).in(s.own(h.text)), h.text, side-indent, k), indent)
	other := s.textAt(link.child(Span).in(s.own(h.other)), h.other, side-indent, s.otherSide(k))
	x := side + room
	if !rightToLeft(s.pack.Lang) {
		x += indent
	}
	k.right, k.bold = true, false
	w := s.words(lang.English, false).str(strconv.Itoa(page))
	digits := move(s.para(link, &w.p, 0.62*room, k), side)
	other = move(other, x)
	row := beside(english, digits, other)
	row.items = append(row.items, s.leaders(row, side, room)...)
	return pressed(link, orBelow(row, s.style.room(), english, digits, other), width)
}

// leaders are thin rules that lead from words to the number between the languages, on its line.
func (s *setter) leaders(row box, side, room float64) []Item {
	left, right := 0.0, 2*side+room
	for _, it := range row.items {
		if it.Y < row.base-0.1 || it.Y > row.base+0.1 {
			continue
		}
		if it.X < side-0.1 {
			left = max(left, it.X+it.W)
		}
		if it.X > side+0.8*room {
			right = min(right, it.X)
		}
	}
	gap := 0.5 * s.style.Body
	var out []Item
	spans := [][2]float64{{left + gap, side}}
	if rightToLeft(s.pack.Lang) {
		spans = append(spans, [2]float64{side + room - gap, right - gap})
	}
	for _, r := range spans {
		if r[1]-r[0] > 2*gap {
			out = append(out, Item{Kind: Rule, X: r[0], Y: row.base, W: r[1] - r[0], H: 0.3, Gray: 0.65})
		}
	}
	return out
}

// numbered puts a page number on the baseline of a line.
func numbered(line box, number []box) box {
	out := beside([]box{line}, number)
	out.hold, out.skip = line.hold, line.skip
	return out
}

// leader is a thin rule that leads the eye from the words of a line to its number.
func leader(line box, gap float64) []Item {
	left, right := 0.0, 0.0 // the widest room between two runs
	for _, a := range line.items {
		end, next := a.X+a.W, math.Inf(1)
		for _, b := range line.items {
			if b.X+b.W > end+0.1 {
				next = min(next, b.X)
			}
		}
		if !math.IsInf(next, 1) && next-end > right-left {
			left, right = end, next
		}
	}
	if right-left < 4*gap {
		return nil
	}
	return []Item{{Kind: Rule, X: left + gap, Y: line.base, W: right - left - 2*gap, H: 0.3, Gray: 0.65}}
}
