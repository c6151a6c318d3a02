package layout

import (
	"slices"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/shape"
)

// A cell is a table cell as it is to be set.
type cell struct {
	text doc.Text
	bold bool
	node *Node
}

// A grid is what the rows of a table have in common.
type grid struct {
	widths     []float64 // of the columns, in the order of reading
	gap, width float64
	rtl        bool // the first column stands at the right
}

// table sets a table whose head row is repeated, as an artifact, at the top of each page that it goes on to.
func (s *setter) table(n *Node, b doc.Table, width float64) []box {
	columns := columnsOf(b)
	if columns == 0 {
		return nil
	}
	if s.stackTables || s.cramped(b, width) {
		return s.stackedTable(n, b, width)
	}
	node := n.child(Table)
	var out []box
	if !b.Caption.IsZero() {
		out = lead(s.text(node.child(Caption).in(s.own(b.Caption)), b.Caption, width, look{size: s.style.Body, bold: true}))
	}
	gap := s.style.Body
	g := grid{s.columns(b, columns, width-gap*float64(columns-1)), gap, width, rightToLeft(s.tableLang(b))}
	head := s.head(node, b.Head, g)
	rows := append([]box(nil), lead(begun(head))...)
	for _, r := range b.Rows {
		tr := node.child(TR)
		cells := make([]cell, columns)
		for i := range cells {
			cells[i].node = tr.child(TD)
			if i == 0 && b.RowHead {
				cells[i].node.Role, cells[i].node.Scope, cells[i].bold = TH, "Row", true
			}
			if i < len(r) {
				cells[i].text = r[i]
				cells[i].node.in(s.own(r[i]))
			}
		}
		rows = append(rows, begun(s.row(cells, g, Item{Kind: Rule, W: width, H: 0.4, Gray: 0.45}))...)
	}
	s.repeat(rows[len(head):], b.Head, g)
	if total(rows) < 0.4*s.style.room() {
		return group(append(out, rows...), s.style.room())
	}
	for _, i := range []int{len(head), len(rows) - 2} { // no row alone
		if i >= 0 && i < len(rows)-1 {
			rows[i].hold = bound
		}
	}
	return append(out, rows...)
}

func columnsOf(b doc.Table) int {
	columns := len(b.Head)
	for _, r := range b.Rows {
		columns = max(columns, len(r))
	}
	return columns
}

// leastCell is the width in em under which a column of sentences is hard to read.
const leastCell = 6.5

// cramped tells whether a table's columns would be too narrow for their words.
func (s *setter) cramped(b doc.Table, width float64) bool {
	n := columnsOf(b)
	room := width - s.style.Body*float64(n-1)
	least, wish := s.needs(b, n)
	return sum(wish) > room && (sum(least) > room || room < leastCell*float64(n)*s.style.Body)
}

// stackedTable sets each row of a table below the one before: its first cell as a title, and below it each other
// cell under the head of its column. To those who hear it, it is a list.
func (s *setter) stackedTable(n *Node, b doc.Table, width float64) []box {
	var out []box
	if !b.Caption.IsZero() {
		out = lead(s.text(n.child(P).in(s.own(b.Caption)), b.Caption, width, look{size: s.style.Body, bold: true}))
	}
	list := noLabels(n)
	for _, r := range b.Rows {
		li := list.child(LI)
		body := li.child(LBody)
		var row []box
		for i, t := range r {
			if t.IsZero() {
				continue
			}
			if i > 0 && i < len(b.Head) && !b.Head[i].IsZero() {
				row = append(row, begun(under(0.4*s.style.unit(), lead(s.text(body.child(P).in(s.own(b.Head[i])), b.Head[i], width, s.smallPrint()))))...)
			}
			node := body
			if i == 0 {
				node = li.first(Lbl)
			}
			cell := s.text(node.child(P).in(s.own(t)), t, width, look{size: s.style.Body, bold: i == 0, title: i == 0})
			if i == 0 {
				cell = lead(cell)
			}
			row = append(row, begun(cell)...)
		}
		if len(row) == 0 {
			continue
		}
		last := &row[len(row)-1]
		pad := 0.6 * s.style.unit()
		last.items = append(last.items, Item{Kind: Rule, Y: last.height + pad, W: width, H: 0.4, Gray: 0.45})
		last.height += pad + 0.4
		out = append(out, group(begun(under(pad, row)), s.style.room())...)
	}
	return out
}

// tableLang is the language of a table's first words, which decides the side of its first column.
func (s *setter) tableLang(b doc.Table) lang.Tag {
	for _, row := range append([][]doc.Text{b.Head}, b.Rows...) {
		for _, t := range row {
			if t.Lang != "" && !t.IsZero() {
				return t.Lang
			}
		}
	}
	return s.lang
}

// head sets the head row; it is empty where there are no heads. A nil node makes an artifact.
func (s *setter) head(node *Node, heads []doc.Text, g grid) []box {
	if len(heads) == 0 {
		return nil
	}
	var tr *Node
	if node != nil {
		tr = node.child(TR)
	}
	cells := make([]cell, len(g.widths))
	for i := range cells {
		cells[i].bold = true
		if tr != nil {
			cells[i].node = tr.child(TH)
			cells[i].node.Scope = "Column"
		}
		if i < len(heads) {
			cells[i].text = heads[i]
			cells[i].node.in(s.own(heads[i]))
		}
	}
	return s.row(cells, g, Item{Kind: Rule, W: g.width, H: 1})
}

// repeat lets pages that begin with one of the rows after the first have the head row again.
func (s *setter) repeat(rows []box, heads []doc.Text, g grid) {
	if len(rows) < 2 || len(heads) == 0 {
		return
	}
	again := s.head(nil, heads, g)
	if total(again) > s.style.room()/3 {
		return
	}
	for i := range rows[1:] {
		rows[1+i].head = again
	}
}

// row sets cells side by side over a rule, each at the start side of its column whatever its language; a row
// that is higher than a page, cell below cell.
func (s *setter) row(cells []cell, g grid, rule Item) []box {
	pad := 0.35 * s.style.unit()
	columns := make([][]box, len(cells))
	x := 0.0
	for i, c := range cells {
		k := look{size: s.style.Body, bold: c.bold, plain: c.node == nil, title: true, right: g.rtl}
		left := x
		if g.rtl {
			left = g.width - x - g.widths[i]
		}
		columns[i] = move(s.textAt(c.node, c.text, g.widths[i], k), left)
		x += g.widths[i] + g.gap
	}
	b := beside(columns...)
	if b.height > s.style.room() {
		return s.stacked(cells, g.width)
	}
	lower(&b, pad)
	b.skip = 0
	b.height += pad
	rule.Y = b.height
	b.items = append(b.items, rule)
	b.height += rule.H
	return []box{b}
}

func (s *setter) stacked(cells []cell, width float64) []box {
	var out []box
	for _, c := range cells {
		out = append(out, s.text(c.node, c.text, width, look{size: s.style.Body, bold: c.bold, plain: c.node == nil})...)
	}
	return out
}

// columns shares the width among the columns: each has room for its longest word where that is possible, and
// what is left goes to those with more words.
func (s *setter) columns(b doc.Table, n int, width float64) []float64 {
	least, wish := s.needs(b, n)
	return share(least, wish, width)
}

// needs measures the longest word of each column, and its longest cell on one line.
func (s *setter) needs(b doc.Table, n int) (least, wish []float64) {
	least, wish = make([]float64, n), make([]float64, n)
	measure := func(i int, t doc.Text, bold bool) {
		word, line := s.extents(t, bold)
		least[i], wish[i] = max(least[i], word), max(wish[i], line)
	}
	for i, t := range b.Head {
		measure(i, t, true)
	}
	for _, r := range b.Rows {
		for i, t := range r {
			measure(i, t, b.RowHead && i == 0)
		}
	}
	return least, wish
}

func sum(v []float64) (t float64) {
	for _, x := range v {
		t += x
	}
	return t
}

// share divides a width among columns that need at least some and wish for more.
func share(least, wish []float64, width float64) []float64 {
	n := float64(len(least))
	if left := width - sum(wish); left >= 0 { // all fit: near each other, so that the eye keeps the row
		out := slices.Clone(wish)
		for i := range out {
			out[i] += min(left/n, 24)
		}
		out[len(out)-1] += max(left-24*n, 0)
		return out
	}
	if sum(least) > 0.9*width { // even words do not fit
		out := make([]float64, len(least))
		for i := range out {
			out[i] = width * (0.5/n + 0.5*least[i]/max(sum(least), 1))
		}
		return out
	}
	more := make([]float64, len(least))
	for i := range more {
		more[i] = min(wish[i], width) - least[i]
	}
	left := width - sum(least)
	out := slices.Clone(least)
	for i := range out {
		out[i] += left * more[i] / max(sum(more), 1e-9)
	}
	return out
}

// extents returns the width of the longest word of a text, and of the whole on one line, in points.
func (s *setter) extents(t doc.Text, bold bool) (word, line float64) {
	if t.IsZero() {
		return 0, 0
	}
	w := s.words(t.Lang, bold)
	w.plain = true
	w.text(t)
	size := s.size(w.p.lang, s.body())
	for _, part := range apart(&w.p.Para) {
		word = max(word, s.shaper.Width(&part))
	}
	return word*size + 0.01, s.shaper.Width(&w.p.Para)*size + 0.01
}

// apart cuts a paragraph at its blanks, but for those inside facts.
func apart(p *shape.Para) []shape.Para {
	var out []shape.Para
	from := 0
	fact := func(i int) bool {
		return slices.ContainsFunc(p.Spans, func(sp shape.Span) bool { return sp.Fact && sp.Start <= i && i < sp.End })
	}
	for i, r := range p.Text {
		if r == ' ' && !fact(i) {
			out = append(out, excerpt(p, from, i))
			from = i + 1
		}
	}
	return append(out, excerpt(p, from, len(p.Text)))
}

// excerpt is p.Text[from:to] with its spans.
func excerpt(p *shape.Para, from, to int) shape.Para {
	out := shape.Para{Text: p.Text[from:to], RTL: p.RTL}
	for _, sp := range p.Spans {
		sp.Start, sp.End = max(sp.Start-from, 0), min(sp.End, to)-from
		if sp.Start < sp.End {
			out.Spans = append(out.Spans, sp)
		}
	}
	return out
}
