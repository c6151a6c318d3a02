package layout

import (
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// Two languages stand side by side: English at the left, the other at the right, which is where a language that is
// read from the right begins. What both say of the same thing begins on the same line. A fact stands once, between
// the words for it in both languages.

// pair sets a part of a bilingual pack.
func (s *setter) pair(n *Node, b doc.Pair, width float64) []box {
	if h, other, ok := pairOfHeadings(b); ok {
		return s.pairOfHeadings(n, h, other, width)
	}
	n = s.here(n)
	u := s.style.unit()
	if rows := middleRows(b); rows != nil {
		return under(u, s.middle(n, rows, width))
	}
	if len(b.English) == 1 && len(b.Other) == 1 {
		switch e := b.English[0].(type) {
		case doc.Blanks:
			if o, ok := b.Other[0].(doc.Blanks); ok {
				return under(u, s.pairOfBlanks(n, e, o, width))
			}
		case doc.Callout:
			if o, ok := b.Other[0].(doc.Callout); ok {
				return under(2*u, s.pairOfCallouts(n, e, o, width))
			}
		case doc.Paragraph:
			if o, ok := b.Other[0].(doc.Paragraph); ok && doc.Plaintext(e.Text.Inlines) == doc.Plaintext(o.Text.Inlines) {
				return s.side(n.child(Div).in(lang.English), b.English, lang.English, width) // a fact, or a name
			}
		}
	}
	half, gap := s.halfOf(width)
	return s.inTwo(n.child(Div), b.English, b.Other, half, 0, half+gap)
}

// halfOf is the width of a language's column, and of the gap between the two.
func (s *setter) halfOf(width float64) (half, gap float64) {
	gap = columnGap * s.style.Body
	return (width - gap) / 2, gap
}

// inTwo sets blocks of both languages in columns of a width at two places, under nodes of their own, aligned part by
// part.
func (s *setter) inTwo(n *Node, english, other []doc.Block, width, x1, x2 float64) []box {
	s.stackTables = s.anyCramped(english, width) || s.anyCramped(other, width)
	left := s.side(n.child(Div).in(lang.English), english, lang.English, width)
	right := s.side(n.child(Div), other, s.pack.Lang, width)
	s.stackTables = false
	return s.align(move(left, x1), move(right, x2))
}

// side sets blocks of one of the two languages: labels stand as it is read.
func (s *setter) side(n *Node, blocks []doc.Block, l lang.Tag, width float64) []box {
	around, rtl, narrow := s.lang, s.rtl, s.narrow
	s.lang, s.rtl, s.narrow = l, rightToLeft(l), true
	boxes := s.blocks(n, blocks, width)
	s.lang, s.rtl, s.narrow = around, rtl, narrow
	return boxes
}

// anyCramped tells whether one of the tables among blocks is to be set row below row: then those beside it are too.
func (s *setter) anyCramped(blocks []doc.Block, width float64) bool {
	found := false
	doc.Walk(blocks, func(b doc.Block) {
		if t, ok := b.(doc.Table); ok {
			found = found || s.cramped(t, width)
		}
	})
	return found
}

// align sets two columns beside each other, so that what begins a row in both stands on one line. Columns with
// different numbers of rows are set line by line.
func (s *setter) align(left, right []box) []box {
	a, b := rows(left), rows(right)
	if len(a) != len(b) {
		a, b = [][]box{left}, [][]box{right}
	}
	var out []box
	for i := range a {
		if max(total(a[i]), total(b[i])) <= mostEmpty*s.style.room() {
			out = append(out, joined(a[i], b[i]))
			continue
		}
		for k := range max(len(a[i]), len(b[i])) {
			out = append(out, joined(a[i][min(k, len(a[i])):min(k+1, len(a[i]))], b[i][min(k, len(b[i])):min(k+1, len(b[i]))]))
		}
	}
	return out
}

// rows cuts boxes where one begins a row.
func rows(boxes []box) [][]box {
	var out [][]box
	for i := range boxes {
		if i == 0 || boxes[i].row {
			out = append(out, nil)
		}
		out[len(out)-1] = append(out[len(out)-1], boxes[i])
	}
	return out
}

// joined makes one box of the same row in two languages.
func joined(a, b []box) box {
	out := beside(a, b)
	out.row = true
	for _, c := range [][]box{a, b} {
		if len(c) > 0 {
			out.hold = max(out.hold, c[len(c)-1].hold)
			out.newPage = out.newPage || c[0].newPage
		}
	}
	if len(a) > 0 && len(b) > 0 && len(a[0].head) > 0 && len(b[0].head) > 0 {
		out.head = []box{beside(a[0].head, b[0].head)}
	}
	return out
}

func pairOfHeadings(b doc.Pair) (english, other doc.Heading, ok bool) {
	if len(b.English) != 1 || len(b.Other) != 1 {
		return english, other, false
	}
	english, ok = b.English[0].(doc.Heading)
	if !ok {
		return english, other, false
	}
	other, ok = b.Other[0].(doc.Heading)
	return english, other, ok && !english.Text.IsZero()
}

// pairOfHeadings sets one heading in both languages.
func (s *setter) pairOfHeadings(n *Node, b, other doc.Heading, width float64) []box {
	level := min(max(b.Level, 1), s.depth+1, 6)
	to := s.anchor(b.Target)
	s.headings = append(s.headings, heading{level: level, text: b.Text, other: other.Text, to: to, page: b.Target != ""})
	node := s.sect(n, level).child(Role("H" + string(rune('0'+level))))
	s.narrow = true
	k := s.headingLook(level)
	s.narrow = false
	half, gap := s.halfOf(width)
	left := s.text(node.child(Span).in(s.own(b.Text)), b.Text, half, k)
	right := s.textAt(node.child(Span).in(s.own(other.Text)), other.Text, half, s.otherSide(k))
	right = move(right, half+gap)
	row := beside(left, right)
	row.anchors = append(row.anchors, to)
	if a := s.anchor(other.Target); a != to {
		row.anchors = append(row.anchors, a)
	}
	boxes := orBelow(row, s.style.room()/2, left, right)
	if !inked(boxes) {
		return nil
	}
	s.depth = level
	return s.finished(boxes, level, width)
}

// otherSide is a look at the side where the other language begins.
func (s *setter) otherSide(k look) look {
	k.right = rightToLeft(s.pack.Lang)
	return k
}

// anchor is where links to a page of the website lead, a new one for none.
func (s *setter) anchor(target string) *Anchor {
	if a := s.targets[target]; a != nil && target != "" {
		return a
	}
	return &Anchor{}
}

// pairOfCallouts sets a box in both languages, each beside a rule at the side where it begins.
func (s *setter) pairOfCallouts(n *Node, english, other doc.Callout, width float64) []box {
	indent := 1.2 * s.style.Body
	half, gap := s.halfOf(width)
	rule := calloutRule(english.Kind)
	bars := []float64{0, half + gap}
	x := half + gap + indent
	if rightToLeft(s.pack.Lang) {
		bars[1] = width - rule.W
		x = half + gap
	}
	inner := s.inTwo(n.child(Div), calloutBody(english), calloutBody(other), half-indent, indent, x)
	for i := range inner {
		b := &inner[i]
		if i > 0 {
			lower(b, b.skip) // the rules go through the spaces inside
		}
		for _, x := range bars {
			bar := rule
			bar.Kind, bar.X, bar.H = Rule, x, b.height
			b.items = append(b.items, bar)
		}
	}
	return group(inner, s.style.room())
}

// calloutBody is a box's words under its label.
func calloutBody(c doc.Callout) []doc.Block {
	if c.Label.IsZero() {
		return c.Body
	}
	label := c.Label
	label.Inlines = []doc.Inline{doc.Strong{Inlines: label.Inlines}}
	return append([]doc.Block{doc.Paragraph{Text: label}}, c.Body...)
}

// A middleRow is a fact with the words for it in both languages.
type middleRow struct {
	english, other       doc.Text
	fact                 doc.Fact
	strong               bool
	englishNotes, others []doc.Text
	line                 bool // room to write in the fact's place
}

// middleRows makes rows of blocks that name facts; nil where a pair is of other blocks.
func middleRows(b doc.Pair) []middleRow {
	if len(b.English) != 1 || len(b.Other) != 1 {
		return nil
	}
	var out []middleRow
	switch e := b.English[0].(type) {
	case doc.Contact:
		o, ok := b.Other[0].(doc.Contact)
		if !ok || len(o.Rows) != len(e.Rows) {
			return nil
		}
		for i, r := range e.Rows {
			strong := r.Fact.Kind == doc.Phone || r.Fact.Kind == doc.TextTo
			out = append(out, middleRow{english: r.Label, other: o.Rows[i].Label, fact: r.Fact, strong: strong, englishNotes: r.Notes, others: o.Rows[i].Notes})
		}
	case doc.Hours:
		o, ok := b.Other[0].(doc.Hours)
		if !ok || len(o.Rows) != len(e.Rows) {
			return nil
		}
		if !e.Label.IsZero() {
			out = append(out, middleRow{english: e.Label, other: o.Label})
		}
		for i, r := range e.Rows {
			out = append(out, middleRow{english: r.Day, other: o.Rows[i].Day, fact: r.Time, strong: true, englishNotes: r.Notes, others: o.Rows[i].Notes})
		}
	case doc.Table:
		o, ok := b.Other[0].(doc.Table)
		if !ok || len(o.Rows) != len(e.Rows) || !e.RowHead {
			return nil
		}
		for i, r := range e.Rows {
			f, ok := sameFact(r, o.Rows[i])
			if !ok {
				return nil
			}
			out = append(out, middleRow{english: r[1], other: o.Rows[i][1], fact: f, strong: true, englishNotes: r[2:], others: o.Rows[i][2:]})
		}
	}
	return out
}

// sameFact is the fact that heads a row of a table, such as a time, where it is all that the head says.
func sameFact(a, b []doc.Text) (doc.Fact, bool) {
	if len(a) < 2 || len(b) < 2 || len(a[0].Inlines) != 1 || len(b[0].Inlines) != 1 {
		return doc.Fact{}, false
	}
	f, ok := a[0].Inlines[0].(doc.Fact)
	g, same := b[0].Inlines[0].(doc.Fact)
	return f, ok && same && f.Shown == g.Shown && f.Kind == g.Kind
}

// pairOfBlanks sets room to write once, with its label in both languages.
func (s *setter) pairOfBlanks(n *Node, english, other doc.Blanks, width float64) []box {
	half, gap := s.halfOf(width)
	k := s.body()
	var out []box
	list := (*Node)(nil)
	for i, x := range english.Items {
		o := doc.Blank{}
		if i < len(other.Items) {
			o = other.Items[i]
		}
		if x.Lines == 0 {
			if list == nil {
				list = noLabels(n)
			}
			out = append(out, s.middleRow(list.child(LI), middleRow{english: x.Label, other: o.Label, line: true}, width)...)
			out[len(out)-1].hold = grouped
			continue
		}
		list = nil
		k.bold = true
		left := s.textAt(n.child(P).in(s.own(x.Label)), x.Label, half, k)
		right := s.textAt(n.child(P).in(s.own(o.Label)), o.Label, half, s.otherSide(k))
		if len(left)+len(right) > 0 {
			right = move(right, half+gap)
			labels := joined(left, right)
			labels.skip = s.style.unit()
			out = append(out, lead(orBelow(labels, s.style.room()/2, left, right))...)
		}
		out = append(out, s.writingBox(n, doc.Blank{Lines: x.Lines}, width)...)
	}
	if len(out) > 0 {
		out[len(out)-1].hold = free
	}
	return out
}

// middle sets facts between the words for them.
func (s *setter) middle(n *Node, rows []middleRow, width float64) []box {
	list := noLabels(n)
	var out []box
	for i, r := range rows {
		boxes := begun(atSpace(0.3*s.style.unit(), s.middleRow(list.child(LI), r, width)))
		if len(boxes) == 0 {
			continue
		}
		last := &boxes[len(boxes)-1]
		if i < len(rows)-1 && len(rows) < 8 {
			last.hold = grouped
		}
		if r.fact.Shown == "" && !r.line && i < len(rows)-1 {
			last.hold = bound // a title
		}
		out = append(out, boxes...)
	}
	return out
}

func (s *setter) middleRow(li *Node, r middleRow, width float64) []box {
	gap := s.style.Body
	third := (width - 2*gap) / 3
	body := s.body()
	body.title = true
	rtl := rightToLeft(s.pack.Lang)
	body.right = false
	lbl, value := li.child(Lbl), li.child(LBody)
	same := doc.Plaintext(r.english.Inlines) == doc.Plaintext(r.other.Inlines) // a name: said once
	cells := [3][]box{0: s.textAt(lbl.child(Span).in(lang.English), r.english, third, body)}
	if !same {
		cells[1] = move(s.textAt(lbl.child(Span).in(s.own(r.other)), r.other, third, s.otherSide(body)), 2*(third+gap))
	}
	switch {
	case r.line:
		base := 0.9 * writing * s.style.Body
		cells[2] = []box{{height: writing * s.style.Body, base: base, items: []Item{{Kind: Rule, X: third + gap, Y: base + 0.1*s.style.Body, W: third, H: 0.5, Gray: 0.3}}}}
	case r.fact.Shown != "":
		w := s.words(lang.English, false)
		w.width = third / s.size(lang.English, body)
		w.fact(r.fact, 0, r.strong)
		cells[2] = move(s.para(value.child(P), &w.p, third, body), third+gap)
	}
	notes := s.smallPrint()
	notes.right = false
	english := s.set(value.child(P).in(lang.English), s.words(lang.English, false), r.englishNotes, third, notes)
	notes.right = rtl
	others := s.set(value.child(P), s.words(s.pack.Lang, false), r.others, third, notes)
	others = move(others, 2*(third+gap))
	row := middleBox(cells, [2][]box{english, others})
	return orBelow(row, s.style.room(), cells[0], cells[1], cells[2], english, others)
}

// middleBox puts cells on one baseline, and below the first two the notes of their language.
func middleBox(cells [3][]box, notes [2][]box) box {
	out := beside(cells[0], cells[1], cells[2])
	for i, note := range notes {
		if len(note) == 0 {
			continue
		}
		y := 0.0
		if c := stack(cells[i]); c.height > 0 {
			y = out.base - c.base + c.height
		} else {
			y = out.base - note[0].base
		}
		below := stack(note)
		out.add(below, 0, y)
		out.height = max(out.height, y+below.height)
	}
	return out
}
