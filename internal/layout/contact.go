package layout

import (
	"slices"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// labelled sets a label and what it names side by side. The label's column at the start side of the page takes a
// share of the width that is the same in the whole pack, so that numbers stand below each other. It makes an LI.
func (s *setter) labelled(list *Node, label doc.Text, bold bool, share, width float64, body func(n *Node, width float64) []box) []box {
	li := list.child(LI)
	narrow := share * width
	gap := s.style.Body
	k := s.body()
	k.bold, k.right, k.title = bold, s.rtl, true
	left := s.textAt(li.child(Lbl).in(s.own(label)), label, narrow, k)
	right := body(li.child(LBody), width-narrow-gap)
	if s.rtl {
		left = move(left, width-narrow)
	} else {
		right = move(right, narrow+gap)
	}
	if len(left) > 1 { // a long label: the row stays whole
		if row := beside(left, right); row.height <= s.style.room() {
			return []box{row}
		}
		return append(lead(left), right...)
	}
	return hang(left, right)
}

// Rows whose labels are names rather than words such as "Phone" get half of the width for them.
const (
	longLabel = 20 // characters
	longShare = 0.49
	manyRows  = 2 // in two columns where they fit
)

// narrowLabel is how much more of a narrow column than of a wide one labels take.
const narrowLabel = 1.35

// noLabels makes a list without bullets.
func noLabels(n *Node) *Node {
	l := n.child(L)
	l.Numbering = "None"
	return l
}

// contact sets each way to reach somebody on a row: label, fact, and words about it.
func (s *setter) contact(n *Node, rows []doc.ContactRow, width float64) []box {
	if len(rows) == 0 {
		return nil
	}
	list := noLabels(n)
	if !slices.ContainsFunc(rows, byName) {
		share := s.style.Label
		if s.narrow {
			share *= narrowLabel
		}
		return s.contactRows(list, rows, share, width)
	}
	if len(rows) >= manyRows && s.halves(n, width) && s.factsFit(rows, (1-longShare)*(width/2-columnGap*s.style.Body/2)-s.style.Body) {
		return s.inColumns(width, func(width float64) []box { return s.nameRows(list, rows, width) })
	}
	return s.nameRows(list, rows, width)
}

// byName tells whether a row's label is a name, which leads to a page, or too long for a word such as "Phone".
func byName(r doc.ContactRow) bool {
	if len(r.Label.Inlines) == 1 {
		if _, ok := r.Label.Inlines[0].(doc.Link); ok {
			return true
		}
	}
	return len([]rune(plain(r.Label.Inlines))) > longLabel
}

// factsFit tells whether every fact fits in a column, addresses of the net at least from sign to sign.
func (s *setter) factsFit(rows []doc.ContactRow, width float64) bool {
	for _, r := range rows {
		pieces := []string{r.Fact.Shown}
		if r.Fact.Kind == doc.Email || r.Fact.Kind == doc.Web {
			pieces = strings.FieldsFunc(r.Fact.Shown, func(c rune) bool { return strings.ContainsRune(breakAfter, c) })
		}
		if r.Fact.Kind == doc.Name || r.Fact.Kind == doc.Address {
			continue
		}
		for _, p := range pieces {
			w := s.words(lang.English, true).str(p + ".")
			if s.shaper.Width(&w.p.Para)*s.style.Body > width {
				return false
			}
		}
	}
	return true
}

// nameRows sets names, and under each in small print what else it is called, beside the fact that reaches it; below
// them where it would be broken there.
func (s *setter) nameRows(list *Node, rows []doc.ContactRow, width float64) []box {
	var out []box
	gap := s.style.Body
	side := longShare * width
	k := s.body()
	k.right, k.title = s.rtl, true
	small := s.smallPrint()
	small.right = s.rtl
	for _, r := range rows {
		li := list.child(LI)
		side, rest := side, width-side-gap
		below := r.Fact.Shown == "" || !s.factsFit([]doc.ContactRow{r}, rest)
		if below {
			side, rest = width, width
		}
		label := s.textAt(li.child(Lbl).in(s.own(r.Label)), r.Label, side, k)
		body := li.child(LBody)
		fact := s.factAnd(body, r.Fact, r.Fact.Kind == doc.Phone || r.Fact.Kind == doc.TextTo, nil, rest)
		var notes []box
		if len(r.Notes) > 0 {
			notes = s.set(body.child(P), s.words(s.lang, false), r.Notes, side, small)
		}
		if below {
			b := stack(slices.Concat(label, fact, notes))
			b.skip, b.row = 0.5*s.style.unit(), true
			out = append(out, orBelow(b, s.style.room(), label, fact, notes)...)
			continue
		}
		if s.rtl {
			label, notes = move(label, width-side), move(notes, width-side)
		} else {
			fact = move(fact, side+gap)
		}
		b := middleBox([3][]box{0: label, 2: fact}, [2][]box{0: notes})
		b.skip, b.row = 0.5*s.style.unit(), true
		out = append(out, orBelow(b, s.style.room(), label, fact, notes)...)
	}
	return out
}

func (s *setter) contactRows(list *Node, rows []doc.ContactRow, share, width float64) []box {
	var out []box
	for i, r := range rows {
		boxes := s.labelled(list, r.Label, false, share, width, func(n *Node, width float64) []box {
			phone := r.Fact.Kind == doc.Phone || r.Fact.Kind == doc.TextTo
			return s.factAnd(n, r.Fact, phone, r.Notes, width)
		})
		boxes = begun(atSpace(0.3*s.style.unit(), boxes))
		if i < len(rows)-1 && len(boxes) > 0 && len(rows) < 6 {
			boxes[len(boxes)-1].hold = max(boxes[len(boxes)-1].hold, grouped)
		}
		out = append(out, boxes...)
	}
	return out
}

// factAnd sets a fact and notes after it, in the page's direction.
func (s *setter) factAnd(n *Node, f doc.Fact, bold bool, notes []doc.Text, width float64) []box {
	w := s.words(s.lang, false)
	k := s.body()
	k.right = s.rtl
	w.width = width / s.size(w.p.lang, k)
	if f.Shown != "" {
		w.fact(f, 0, bold)
	}
	return s.set(n.child(P), w, notes, width, k)
}

// hours sets the times of a week: the day, the times, and words about them.
func (s *setter) hours(n *Node, b doc.Hours, width float64) []box {
	if len(b.Rows) == 0 && b.Label.IsZero() {
		return nil
	}
	out := lead(s.title(n, b.Label, width))
	if len(b.Rows) == 0 {
		return out
	}
	list := noLabels(n)
	for i, r := range b.Rows {
		boxes := s.labelled(list, r.Day, false, s.style.Label, width, func(n *Node, width float64) []box {
			return s.factAnd(n, r.Time, true, r.Notes, width)
		})
		boxes = begun(atSpace(0.2*s.style.unit(), boxes))
		if i < len(b.Rows)-1 && len(boxes) > 0 && len(b.Rows) < 8 {
			boxes[len(boxes)-1].hold = max(boxes[len(boxes)-1].hold, grouped)
		}
		out = append(out, boxes...)
	}
	return out
}

// title sets a label above what it names.
func (s *setter) title(n *Node, t doc.Text, width float64) []box {
	if t.IsZero() {
		return nil
	}
	return s.text(n.child(P).in(s.own(t)), t, width, look{size: s.style.Body, bold: true, title: true})
}

// place sets a postal address beside its label, line by line as on an envelope.
func (s *setter) place(n *Node, b doc.Place, width float64) []box {
	return s.labelled(noLabels(n), b.Label, false, s.style.Label, width, func(n *Node, width float64) []box {
		return s.address(n, b, width)
	})
}

func (s *setter) address(n *Node, b doc.Place, width float64) []box {
	k := s.body()
	k.right = s.rtl
	var out []box
	if len(b.Lines) > 0 {
		p := n.child(P)
		for i, f := range b.Lines {
			w := s.words(s.lang, false)
			w.width = width / s.size(w.p.lang, k)
			w.fact(f, 0, false)
			if i < len(b.Lines)-1 {
				w.str(" ") // parts the lines for those who hear them
			}
			boxes := s.para(p, &w.p, width, k)
			if i < len(b.Lines)-1 {
				boxes = lead(boxes)
			}
			out = append(out, boxes...)
		}
	}
	href, to := s.resolve(b.Map)
	if b.Map != "" && !b.MapText.IsZero() && (href != "" || to != nil) {
		t := b.MapText
		t.Inlines = []doc.Inline{doc.Link{Href: b.Map, Inlines: t.Inlines}}
		out = append(out, s.text(n.child(P).in(s.own(t)), t, width, s.smallPrint())...)
	}
	for _, t := range b.Notes {
		out = append(out, s.text(n.child(P).in(s.own(t)), t, width, s.body())...)
	}
	return out
}

// entries sets services in short, a list item each that stays on one page.
func (s *setter) entries(n *Node, b doc.Entries, width float64) []box {
	if len(b.Items) == 0 {
		return nil
	}
	list := noLabels(n)
	var out []box
	for _, e := range b.Items {
		out = append(out, begun(under(2.2*s.style.unit(), s.entry(list.child(LI).child(LBody), e, width)))...)
	}
	return out
}

func (s *setter) entry(n *Node, e doc.Entry, width float64) []box {
	u := s.style.unit()
	name := e.Name
	if e.Href != "" {
		name.Inlines = []doc.Inline{doc.Link{Href: e.Href, Inlines: name.Inlines}}
	}
	out := s.title(n, name, width)
	if !e.English.IsZero() {
		out = append(out, s.paragraph(n, doc.Paragraph{Text: e.English, Role: doc.English}, width)...)
	}
	if e.Org.Shown != "" {
		k := s.smallPrint()
		k.right = s.rtl
		w := s.words(s.lang, false)
		w.fact(e.Org, 0, false)
		out = append(out, s.para(n.child(P), &w.p, width, k)...)
	}
	out = append(out, under(0.3*u, s.paragraph(n, doc.Paragraph{Text: e.Summary}, width))...)
	out = append(out, under(0.3*u, s.contact(n, e.Contact, width))...)
	out = append(out, under(0.3*u, s.tags(n, e.Tags, width))...)
	return group(out, s.style.room())
}

// tags sets short labels in one paragraph, parted by dots.
func (s *setter) tags(n *Node, tags []doc.Text, width float64) []box {
	if len(tags) == 0 {
		return nil
	}
	w := s.words(s.lang, false)
	k := s.smallPrint()
	k.right = s.rtl
	return s.set(n.child(P), w, tags, width, k)
}

// cards sets links to choose from as a list: paper has nothing to press, so the words lead.
func (s *setter) cards(n *Node, b doc.Cards, width float64) []box {
	if len(b.Items) == 0 {
		return nil
	}
	list := noLabels(n)
	var out []box
	for _, c := range b.Items {
		node := list.child(LI).child(LBody)
		t := c.Title
		if c.Href != "" {
			t.Inlines = []doc.Inline{doc.Link{Href: c.Href, Inlines: t.Inlines}}
		}
		k := look{size: s.style.Body, bold: !b.Small, title: true}
		boxes := s.text(node.child(P).in(s.own(t)), t, width, k)
		if !c.Also.IsZero() {
			boxes = append(boxes, s.paragraph(node, doc.Paragraph{Text: c.Also, Role: doc.English}, width)...)
		}
		boxes = append(boxes, s.paragraph(node, doc.Paragraph{Text: c.Text}, width)...)
		out = append(out, group(begun(under(0.6*s.style.unit(), boxes)), s.style.room())...)
	}
	return out
}

// terms sets words and what they mean.
func (s *setter) terms(n *Node, b doc.Terms, width float64) []box {
	if len(b.Items) == 0 {
		return nil
	}
	list := noLabels(n)
	if s.halves(n, width) {
		return s.inColumns(width, func(width float64) []box { return s.termList(list, b.Items, width) })
	}
	return s.termList(list, b.Items, width)
}

func (s *setter) termList(list *Node, items []doc.Term, width float64) []box {
	var out []box
	for _, t := range items {
		li := list.child(LI)
		w := s.words(t.Name.Lang, true)
		k := look{size: s.style.Body, right: w.p.RTL, bold: true}
		w.text(t.Name)
		if !t.English.IsZero() {
			w.bold = false
			w.str("  ")
			w.text(t.English)
		}
		boxes := lead(s.para(li.child(Lbl).in(s.own(t.Name)), &w.p, width, k))
		body := li.child(LBody)
		boxes = append(boxes, begun(s.paragraph(body, doc.Paragraph{Text: t.Meaning}, width))...)
		out = append(out, group(begun(under(1.3*s.style.unit(), boxes)), s.style.room())...)
	}
	return out
}
