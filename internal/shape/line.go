package shape

import (
	"math"
	"slices"
	"sort"
	"unicode"

	"welcomepack/internal/bidi"
)

// unlimited is a width that no line reaches.
const unlimited = math.MaxFloat64

// slack is how much a line may be too wide, in em: less than can be seen, more than sums of widths differ by
// the order of adding.
const slack = 1e-6

// A measured is a paragraph that is shaped as if it were one line. It never changes.
type measured struct {
	rtl    bool
	raw    []rune // the paragraph's
	text   []rune // clean
	items  []item
	runs   []Run     // one for each item
	starts []bool    // a cluster starts at the character; of the end too
	unsafe []bool    // the text before the character must be shaped again when it is cut there
	widths []float64 // em, of the cluster that starts at the character
	breaks []opportunity
}

func (s *Shaper) measure(p *Para) *measured {
	text := clean(p.Text)
	n := len(text)
	m := &measured{
		rtl: p.RTL, raw: slices.Clone(p.Text), text: text, items: s.itemize(p, text, levels(p, text)), breaks: s.opportunities(p),
		starts: make([]bool, n+1), unsafe: make([]bool, n+1), widths: make([]float64, n),
	}
	m.starts[n] = true
	m.runs = make([]Run, len(m.items))
	for i, it := range m.items {
		m.runs[i] = s.shape(text, it, it.start, it.end)
		upem := float64(it.face.Upem)
		for _, g := range m.runs[i].Glyphs {
			m.widths[g.Cluster] += float64(g.Adv) / upem
			m.starts[g.Cluster] = true
			m.unsafe[g.Cluster] = m.unsafe[g.Cluster] || g.Unsafe
		}
	}
	return m
}

// ends chooses where lines end. Each stretch between ends that the text asks for is filled line by line, which
// needs the fewest lines; then the ends are moved so that the lines are of even width. The last end is the
// paragraph's.
func (m *measured) ends(width float64, title bool) (ends []int) {
	for from := 0; from < len(m.text); {
		start, first := from, len(ends)
		words := true // lines end between words only
		for at := from; ; {
			at = m.fill(at, width)
			ends = append(ends, at)
			if m.breaks[at] == must {
				from = at
				break
			}
			words = words && m.breaks[at] == may
		}
		if words && len(ends)-first > 1 {
			m.even(start, ends[first:], width, title)
		}
	}
	return ends
}

// fill returns where the line that starts at from ends: at the last opportunity of the best kind before
// it is too wide. When there is none, the line is as short as it can be.
func (m *measured) fill(from int, width float64) int {
	used, space := 0.0, 0.0 // space is not used before something follows it
	var last [must]int      // the last opportunity of each kind
	full := false
	for i, r := range m.text[from:] {
		i += from
		switch w := m.widths[i]; {
		case hangs(r):
			space += w
		case w == 0: // the rest of a cluster, a control
		default:
			full = full || used > 0 && used+space+w > width+slack
			used, space = used+space+w, 0
		}
		if full {
			for _, kind := range []opportunity{may, inFact, strain} {
				if last[kind] > 0 {
					return last[kind]
				}
			}
		}
		switch at := m.breaks[i+1]; {
		case at == must:
			return i + 1
		case m.starts[i+1] && at != no:
			last[at] = i + 1
		}
	}
	return len(m.text)
}

// line sets text[from:to] as a line.
func (s *Shaper) line(m *measured, from, to int) Line {
	end := to
	for end > from && (hangs(m.text[end-1]) || directs(m.text[end-1])) {
		end--
	}
	l := Line{Start: from, End: to}
	var levels []bidi.Level
	parts := s.pieces(m, from, end)
	for i := range parts {
		levels = append(levels, parts[i].Level)
	}
	l.Runs = make([]Run, 0, len(parts)+1)
	for _, k := range bidi.Order(levels) {
		l.Runs = append(l.Runs, parts[k])
		l.Width += parts[k].em()
	}
	if space, ok := s.space(m, end, to); ok && end > from {
		l.Hang = space.em()
		if m.rtl {
			l.Runs = slices.Insert(l.Runs, 0, space)
		} else {
			l.Runs = append(l.Runs, space)
		}
	}
	return l
}

// space shapes the first space of text[from:to], the end of a line. Rule L1 of UAX 9 gives it the level of the
// paragraph.
func (s *Shaper) space(m *measured, from, to int) (Run, bool) {
	for i := from; i < to; i++ {
		if unicode.Is(unicode.Zs, m.raw[i]) {
			r := s.pieces(m, i, i+1)[0]
			r.Level = base(m.rtl)
			return r, true
		}
	}
	return Run{}, false
}

// pieces returns the runs of text[from:to] in reading order.
func (s *Shaper) pieces(m *measured, from, to int) (out []Run) {
	first := sort.Search(len(m.items), func(i int) bool { return m.items[i].end > from })
	for i := first; i < len(m.items) && m.items[i].start < to; i++ {
		it := m.items[i]
		a, b := max(it.start, from), min(it.end, to)
		switch {
		case a == it.start && b == it.end:
			out = append(out, m.runs[i])
		case m.cuts(it, a) && m.cuts(it, b):
			out = append(out, m.runs[i].part(a, b))
		default:
			out = append(out, s.shape(m.text, it, a, b))
		}
	}
	return out
}

// cuts tells whether the shaped item may be cut at a character as it is.
func (m *measured) cuts(it item, at int) bool {
	return at == it.start || at == it.end || m.starts[at] && !m.unsafe[at]
}

// part returns the glyphs of text[from:to], which start and end clusters.
func (r Run) part(from, to int) Run {
	outside := func(g Glyph) bool { return g.Cluster < from || g.Cluster >= to }
	glyphs := r.Glyphs
	for len(glyphs) > 0 && outside(glyphs[0]) {
		glyphs = glyphs[1:]
	}
	for len(glyphs) > 0 && outside(glyphs[len(glyphs)-1]) {
		glyphs = glyphs[:len(glyphs)-1]
	}
	r.Start, r.End, r.Glyphs = from, to, glyphs
	return r
}
