package layout

import (
	"cmp"
	"slices"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/shape"
	"welcomepack/internal/source"
)

// A look is how words are set.
type look struct {
	size  float64 // before the script's factor
	bold  bool
	gray  float64
	right bool // aligned right; the words' own direction may be another
	plain bool // no links
	title bool // links without a rule
	even  bool // lines of even width, the last one too
}

// text sets words as one paragraph under n, at the start side of their own direction.
func (s *setter) text(n *Node, t doc.Text, width float64, k look) []box {
	if t.IsZero() {
		return nil
	}
	w := s.words(t.Lang, k.bold)
	k.right = w.p.RTL
	return s.set(n, w, []doc.Text{t}, width, k)
}

// textAt sets words at the side that k says.
func (s *setter) textAt(n *Node, t doc.Text, width float64, k look) []box {
	if t.IsZero() {
		return nil
	}
	return s.set(n, s.words(t.Lang, k.bold), []doc.Text{t}, width, k)
}

// set adds texts, parted by dots, to what w holds, and sets the whole.
func (s *setter) set(n *Node, w *words, texts []doc.Text, width float64, k look) []box {
	w.plain, w.title = k.plain, k.title
	w.width = width / s.size(w.p.lang, k)
	for _, t := range texts {
		if t.IsZero() {
			continue
		}
		if len(w.p.Text) > 0 {
			w.str(" · ")
		}
		w.text(t)
	}
	return s.para(n, &w.p, width, k)
}

func (s *setter) size(l lang.Tag, k look) float64 { return k.size * lookOf(l).size }

// shortParagraph is how many lines a paragraph may have to stay on one page.
const shortParagraph = 5

// para breaks p into lines no wider than width, a box each.
func (s *setter) para(n *Node, p *para, width float64, k look) []box {
	if len(p.Text) == 0 {
		return nil
	}
	size := s.size(p.lang, k)
	width = max(width, size)
	p.Title = k.even
	lines := s.shaper.Lines(&p.Para, width/size)
	if lacking(lines) {
		s.note(p)
	}
	up, down := usual(lines)
	out := make([]box, len(lines))
	for i := range lines {
		out[i] = s.line(n, p, &lines[i], width, size, up, down, k)
		switch {
		case i == 0 || i == len(lines)-2:
			out[i].hold = bound
		case len(lines) <= shortParagraph:
			out[i].hold = grouped
		}
	}
	if len(out) > 0 {
		out[len(out)-1].hold = free
	}
	return out
}

// usual is the height above and below the baseline, in em, of the face that most of the glyphs are of: a
// paragraph keeps it in every line, so that a line of digits in an Urdu paragraph is as high as the others.
func usual(lines []shape.Line) (up, down float64) {
	type count struct {
		run *shape.Run
		n   int
	}
	var counts []count
	for i := range lines {
		for k := range lines[i].Runs {
			r := &lines[i].Runs[k]
			at := slices.IndexFunc(counts, func(c count) bool { return c.run.Face == r.Face })
			if at < 0 {
				at = len(counts)
				counts = append(counts, count{run: r})
			}
			counts[at].n += len(r.Glyphs)
		}
	}
	if len(counts) == 0 {
		return 1, 0.3
	}
	return extent(slices.MaxFunc(counts, func(a, b count) int { return cmp.Compare(a.n, b.n) }).run)
}

// extent is how far a run's face reaches above and below the baseline, in em.
func extent(r *shape.Run) (up, down float64) {
	em := float64(r.Face.Upem)
	return float64(r.Face.Ascent) / em, -float64(r.Face.Descent) / em
}

// plainHeight is the height in em of a line of Latin; a script's leading takes nothing from it.
const plainHeight = 1.36

// line sets one line: its runs from left to right where they are seen, but listed in the order of reading.
func (s *setter) line(n *Node, p *para, l *shape.Line, width, size, up, down float64, k look) box {
	for i := range l.Runs {
		a, d := extent(&l.Runs[i])
		up, down = max(up, a), max(down, d)
	}
	tall := max((up+down)*lookOf(p.lang).leading, min(up+down, plainHeight)) * s.style.Leading
	air := (tall - up - down) * size
	b := box{height: (up+down)*size + air, base: up*size + air/2}
	x := 0.0
	if k.right {
		x = width - l.Width*size
	}
	if p.RTL {
		x -= l.Hang * size
	}
	for i := range l.Runs {
		r := &l.Runs[i]
		wide := float64(r.Width()) / float64(r.Face.Upem) * size
		if at := p.partOf(r.Style); !at.gap && !silent(p.Text[r.Start:r.End]) {
			if k := len(b.items) - 1; k >= 0 && at.sans && p.partOf(b.items[k].Run.Style) == at {
				b.items[k].More = true
			}
			b.items = append(b.items, Item{Kind: Glyphs, X: x, Y: b.base, W: wide, Run: r, Text: p.Text, Size: size, Gray: k.gray, node: p.nodeOf(at, n)})
		}
		x += wide
	}
	links := p.links(n, b.items, b.base, size, min(up, 1.1), min(down, 0.4))
	slices.SortStableFunc(b.items, func(a, b Item) int { return cmp.Compare(a.Run.Start, b.Run.Start) })
	b.items = append(b.items, links...)
	return b
}

// silent tells whether text is controls of direction only.
func silent(text []rune) bool {
	return !slices.ContainsFunc(text, func(r rune) bool { return r < leftIsolate || r > popIsolate })
}

// links returns the places to press on a line, and the rules under them.
func (p *para) links(n *Node, runs []Item, base, size, up, down float64) []Item {
	if n == nil {
		return nil
	}
	var out []Item
	var last *part
	for i := range runs {
		r := &runs[i]
		link := p.linkOf(p.partOf(r.Run.Style))
		if link == nil || blank(r) {
			if link == nil {
				last = nil
			}
			continue
		}
		if link == last {
			a := &out[len(out)-1]
			a.W = r.X + r.W - a.X
			continue
		}
		out = append(out, Item{Kind: area, X: r.X, Y: base - up*size, W: r.W, H: (up + down) * size, node: p.nodeOf(link, n)})
		last = link
	}
	for _, a := range out {
		if k := slices.IndexFunc(p.parts, func(q part) bool { return q.node == a.node }); k >= 0 && p.parts[k].line {
			out = append(out, Item{Kind: Rule, X: a.X, Y: base + 0.17*size, W: a.W, H: 0.4, Gray: 0.45})
		}
	}
	return out
}

// blank tells whether a run is white space only.
func blank(it *Item) bool {
	for _, r := range it.Text[it.Run.Start:it.Run.End] {
		if r != ' ' && r != '\u00a0' {
			return false
		}
	}
	return true
}

// lacking tells whether a line shows a box for a character that no font has.
func lacking(lines []shape.Line) bool {
	for i := range lines {
		for k := range lines[i].Runs {
			for _, g := range lines[i].Runs[k].Glyphs {
				if g.ID == 0 {
					return true
				}
			}
		}
	}
	return false
}

// note keeps the characters of p that no font has.
func (s *setter) note(p *para) {
	for _, c := range s.shaper.Missing(&p.Para) {
		m := Missing{Char: c, Lang: p.lang}
		if i := slices.Index(p.Text, c); i >= 0 {
			for _, sp := range p.Spans {
				if sp.Start <= i && i < sp.End {
					m.At = p.place(p.partOf(sp.Style))
				}
			}
		}
		if !slices.Contains(s.missing, m) {
			s.missing = append(s.missing, m)
		}
	}
}

// place returns the source of a part, or of the part around it.
func (p *para) place(k *part) (at source.Span) {
	for {
		if k.pos.File != 0 || k.under < 0 {
			return k.pos
		}
		k = &p.parts[k.under]
	}
}
