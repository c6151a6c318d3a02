package layout

import (
	"strconv"

	"welcomepack/internal/doc"
)

// The running head and foot stand inside the margins, which grow where their words need it, up to a third of
// the page each; what is longer still loses its last lines. What is looked for when leafing stands at the outer
// edge: the section in the head, the page's number in the foot.

const edge = 14 // points that printers leave blank at a page's edge

// margins makes room for the head and foot. It comes before anything is broken into pages.
func (s *setter) margins() {
	tall := 0.0
	most := s.style.Height/3 - 2*edge
	for _, h := range append(sections(s.pack.Body), s.contentsHeading()) {
		tall = max(tall, s.runningHead(h, 0, most).height)
	}
	s.style.Top = max(s.style.Top, edge+tall+1.1*s.style.Body)
	s.style.Bottom = max(s.style.Bottom, edge+s.runningFoot(888, 888, 0).height+0.9*s.style.Body)
}

// sections lists the headings of the first level.
func sections(body []doc.Block) []heading {
	var out []heading
	for _, b := range body {
		switch b := b.(type) {
		case doc.Heading:
			if b.Level <= 1 {
				out = append(out, heading{text: b.Text})
			}
		case doc.Pair:
			if h, other, ok := pairOfHeadings(b); ok && h.Level <= 1 {
				out = append(out, heading{text: h.Text, other: other.Text})
			}
		}
	}
	return out
}

// contentsHeading is the contents list's own.
func (s *setter) contentsHeading() heading {
	return heading{text: s.pack.Contents, other: s.pack.Beside}
}

// furniture adds to each sheet from the first on what is seen and not read: a running head over a rule, and
// at the foot the warning that a copy ages, with the page's number at the outer side. The body begins on a sheet of
// its own; before it is the contents list.
func (s *setter) furniture(d *Doc, first, body int) {
	section := s.contentsHeading()
	next := 0
	for i := first; i < len(d.Sheets); i++ {
		if i == body {
			section = heading{}
		}
		for ; next < len(s.headings) && (!s.headings[next].to.placed || s.headings[next].to.Sheet <= i); next++ {
			if s.headings[next].level == 1 {
				section = s.headings[next]
			}
		}
		left := s.style.left(i, d.RTL)
		head := s.runningHead(section, i, s.style.Top-1.1*s.style.Body-edge)
		if len(head.items) > 0 {
			d.put(i, spot{box: &head}, left, s.style.Top-1.1*s.style.Body-head.height)
		}
		foot := s.runningFoot(i+1, len(d.Sheets), i)
		d.put(i, spot{box: &foot}, left, s.style.Height-s.style.Bottom+0.9*s.style.Body)
	}
}

func (s *setter) runningLook() look {
	return look{size: max(s.style.Body*0.8, 8), gray: 0.25, plain: true}
}

// runningHead sets the borough at the inner side and the section at the outer one. In a bilingual pack the sections
// stand as the columns do. A pack without a name to run has no heads.
func (s *setter) runningHead(section heading, sheet int, most float64) box {
	if s.pack.Running.IsZero() {
		return box{}
	}
	running := []doc.Text{s.pack.Running}
	if !section.other.IsZero() {
		return s.across([]doc.Text{section.text, s.pack.Running}, []doc.Text{section.other}, 0.5, true, most, bar(s.style.column(), 0.5, 2))
	}
	return s.across(running, []doc.Text{section.text}, 0.36, bindsLeft(sheet, s.rtl), most, bar(s.style.column(), 0.5, 2))
}

func (s *setter) runningFoot(page, pages, sheet int) box {
	w := s.words(s.pack.PageOf.Lang, false)
	w.slots = map[string]string{"page": strconv.Itoa(page), "pages": strconv.Itoa(pages)}
	k := s.runningLook()
	width := s.style.column()
	number := min(9*k.size, 0.4*width)
	atLeft := bindsLeft(sheet, s.rtl) // the warning
	k.right = atLeft
	pageOf := s.short(s.set(nil, w, []doc.Text{s.pack.PageOf}, number, k))
	k.right = !atLeft
	warning := s.short(s.textAt(nil, s.pack.Foot, width-number-k.size, k))
	if atLeft {
		pageOf = move(pageOf, width-number)
	} else {
		warning = move(warning, number+k.size)
	}
	return stack([]box{bar(width, 0.5, 0), under(3, []box{beside(warning, pageOf)})[0]})
}

// across sets texts at the two edges over a rule, no higher than most: the inner ones, which take a share of the width,
// at the left where innerLeft.
func (s *setter) across(inner, outer []doc.Text, share float64, innerLeft bool, most float64, rule box) box {
	width := s.style.column()
	k := s.runningLook()
	gap := 2 * k.size
	narrow := share*width - gap/2
	wide := width - narrow - gap
	side := func(texts []doc.Text, width float64, right bool) []box {
		k.right = right
		return fitting(s.set(nil, s.words(firstText(texts).Lang, false), texts, width, k), most-rule.height)
	}
	a, b := side(inner, narrow, !innerLeft), side(outer, wide, innerLeft)
	if len(a) == 0 && len(b) == 0 {
		return box{}
	}
	if innerLeft {
		b = move(b, narrow+gap)
	} else {
		a = move(a, wide+gap)
	}
	return stack([]box{beside(a, b), rule})
}

// firstText is the first text with words.
func firstText(texts []doc.Text) doc.Text {
	for _, t := range texts {
		if !t.IsZero() {
			return t
		}
	}
	return doc.Text{}
}

// short drops the lines that go beyond a third of the page.
func (s *setter) short(lines []box) []box {
	return fitting(lines, s.style.Height/3-2*edge)
}

// fitting drops the lines that go beyond a height, but for the first.
func fitting(lines []box, most float64) []box {
	for len(lines) > 1 && total(lines) > most+0.01 {
		lines = lines[:len(lines)-1]
	}
	return lines
}
