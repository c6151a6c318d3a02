package layout

import (
	"math"
	"strconv"

	"welcomepack/internal/doc"
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

// contents sets the list of headings with their pages. number says on which page a heading stands; the
// list's height does not depend on it, so it may be set first with any numbers, to learn how long it is, and
// again with the right ones.
func (s *setter) contents(n *Node, headings []heading, number func(heading) int) []box {
	width := s.style.column()
	title := s.text(n.child("H1").in(s.own(s.pack.Contents)), s.pack.Contents, width, look{size: s.style.heading(1), bold: true, plain: true})
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
	room := 3.2 * s.style.Body // for the number
	indent := 1.4 * s.style.Body * float64(h.level-1)
	link := n.child(Reference).child(Link)
	link.To, link.Alt = h.to, plain(h.text.Inlines)
	link.in(s.own(h.text))
	k := look{size: 0.96 * s.style.Body, bold: h.level == 1, plain: true, right: s.rtl}
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
	words = append(lead(words[:len(words)-1]), last)
	for i := range words {
		words[i].items = append(words[i].items, Item{Kind: area, W: width, H: words[i].height, node: link})
	}
	return words
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
