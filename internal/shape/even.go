package shape

import "math"

// What makes a paragraph of several lines look uneven, for [measured.even].
const (
	shortLine  = 0.25 // a last line narrower than this part of the width looks lost
	shortCost  = 0.15 // what a last line of no width costs; a line of half the width costs 0.25
	mostBreaks = 4000 // a stretch with more places to break stays as it was filled
)

// A node is a place where a line may end, in a stretch of text.
type node struct {
	at   int
	used float64 // em from the start of the stretch to the last ink before at
	next float64 // to the start of what follows, spaces counted
}

// even moves the ends of the lines of text[from:ends[len(ends)-1]], which are as few as can be, so that they are of
// even width: it finds the ends with the least sum of squares of what is left empty. The last line may be short, but
// better not a single word, and in a title as the others.
func (m *measured) even(from int, ends []int, width float64, title bool) {
	nodes := m.nodes(from, ends[len(ends)-1])
	if len(nodes) > mostBreaks {
		return
	}
	lines := len(ends)
	type way struct {
		cost float64
		by   int // the node where the line before ends
	}
	before := make([]way, len(nodes)) // of the ways to nodes with one line less
	for i := range before {
		before[i].cost = math.Inf(1)
	}
	before[0].cost = 0
	chosen := make([][]way, lines)
	for k := range lines {
		now := make([]way, len(nodes))
		for i := range now {
			now[i].cost = math.Inf(1)
		}
		last := k == lines-1
		first := 1
		if last {
			first = len(nodes) - 1
		}
		for i := first; i < len(nodes); i++ {
			for j := i - 1; j >= 0; j-- {
				wide := nodes[i].used - nodes[j].next
				if wide > width+slack {
					break
				}
				if math.IsInf(before[j].cost, 1) {
					continue
				}
				if c := before[j].cost + cost(wide/width, last, title); c < now[i].cost {
					now[i] = way{c, j}
				}
			}
		}
		chosen[k], before = now, now
	}
	at := len(nodes) - 1
	if math.IsInf(chosen[lines-1][at].cost, 1) {
		return
	}
	for k := lines - 1; k >= 0; k-- {
		ends[k] = nodes[at].at
		at = chosen[k][at].by
	}
}

// cost is how much a line that fills a part of the width disturbs.
func cost(part float64, last, title bool) float64 {
	empty := max(1-part, 0)
	if !last || title {
		return empty * empty
	}
	if part >= shortLine {
		return 0
	}
	lost := 1 - part/shortLine
	return shortCost * lost * lost
}

// nodes lists the start of text[from:to], where lines may end in it, and its end.
func (m *measured) nodes(from, to int) []node {
	out := []node{{at: from}}
	used, all := 0.0, 0.0
	for i := from; i < to; i++ {
		all += m.widths[i]
		if !hangs(m.text[i]) && m.widths[i] != 0 {
			used = all
		}
		if i+1 == to || m.breaks[i+1] == may && m.starts[i+1] {
			out = append(out, node{i + 1, used, all})
		}
	}
	return out
}
