package layout

import (
	"strconv"

	"welcomepack/internal/doc"
)

// The running head and foot stand inside the margins, which grow where their words need it, up to a third of
// the page each; what is longer still loses its last lines.

const edge = 14 // points that printers leave blank at a page's edge

// margins makes room for the head and foot. It comes before anything is broken into pages.
func (s *setter) margins() {
	head, foot := s.runningHead(), s.runningFoot(888, 888)
	s.style.Top = max(s.style.Top, edge+head.height+1.1*s.style.Body)
	s.style.Bottom = max(s.style.Bottom, edge+foot.height+0.9*s.style.Body)
}

// furniture adds to each sheet from the first on what is seen and not read: a running head over a rule, and
// at the foot the warning that a copy ages, with the page's number at the other side.
func (s *setter) furniture(d *Doc, first int) {
	head := s.runningHead()
	for i := first; i < len(d.Sheets); i++ {
		if len(head.items) > 0 {
			d.put(i, spot{box: &head}, s.style.Side, s.style.Top-1.1*s.style.Body-head.height)
		}
		foot := s.runningFoot(i+1, len(d.Sheets))
		d.put(i, spot{box: &foot}, s.style.Side, s.style.Height-s.style.Bottom+0.9*s.style.Body)
	}
}

func (s *setter) runningLook() look {
	return look{size: max(s.style.Body*0.8, 8), gray: 0.25, plain: true, right: s.rtl}
}

func (s *setter) runningHead() box {
	width := s.style.column()
	lines := s.short(s.textAt(nil, s.pack.Running, width, s.runningLook()))
	if len(lines) == 0 {
		return box{}
	}
	return stack(append(lines, bar(width, 0.5, 2)))
}

func (s *setter) runningFoot(page, pages int) box {
	width := s.style.column()
	k := s.runningLook()
	number := min(9*k.size, 0.4*width)
	w := s.words(s.pack.PageOf.Lang, false)
	w.slots = map[string]string{"page": strconv.Itoa(page), "pages": strconv.Itoa(pages)}
	across := k
	across.right = !s.rtl
	pageOf := s.short(s.set(nil, w, []doc.Text{s.pack.PageOf}, number, across))
	warning := s.short(s.textAt(nil, s.pack.Foot, width-number-k.size, k))
	if s.rtl {
		warning = move(warning, number+k.size)
	} else {
		pageOf = move(pageOf, width-number)
	}
	return stack([]box{bar(width, 0.5, 0), under(3, []box{beside(warning, pageOf)})[0]})
}

// short drops the lines that go beyond a third of the page.
func (s *setter) short(lines []box) []box {
	for len(lines) > 1 && total(lines) > s.style.Height/3-2*edge {
		lines = lines[:len(lines)-1]
	}
	return lines
}
