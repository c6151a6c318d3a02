package layout

import (
	"strconv"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// weekForms are the ways to set a week, the best first: how large, and whether names stand in English too.
var weekForms = []struct {
	size    float64
	english bool
}{{12, true}, {11, true}, {10.5, true}, {10, true}, {9.5, true}, {9, true}, {8.5, true}, {9, false}, {8.5, false}, {8, false}, {7.5, false}, {7, false}}

// weekManySheets is how a week is set that does not fit on one sheet in any form.
const weekManySheets = 9.0

// The columns of a week as parts of the width: the service, its place, and each of seven days.
const (
	weekName, weekPlace = 0.225, 0.195
	weekDay             = (1 - weekName - weekPlace) / 7
	weekQR              = 78.0
	weekPad, weekGap    = 3.5, 8.0
	mostAir             = 14.0 // between rows, where there is room
)

// Week sets the week of a borough on one A4 sheet in landscape, as large as it fits. One that is too long for it goes on to further
// sheets, with the days above each: nothing is left out.
func Week(p *doc.Week, fonts *FontSet) (*Doc, []Missing) {
	st := A4()
	st.Width, st.Height = st.Height, st.Width
	st.Top, st.Bottom, st.Side, st.Gutter = 28, 24, 32, 0
	s := &setter{pack: &doc.Pack{Lang: p.Lang}, style: st, shaper: fonts.pool.Get(), rtl: rightToLeft(p.Lang), lang: p.Lang, targets: map[string]*Anchor{}}
	defer fonts.pool.Put(s.shaper)
	d := &Doc{Lang: p.Lang, RTL: s.rtl, Root: &Node{Role: Document, joined: true}}
	n := d.Root.child(Sect)
	head := stack(s.weekHead(n, p))
	foot := s.weekFoot(d.Root, p)
	room := st.room() - head.height - foot.height - weekGap - 4
	clock := s.weekClock(p)
	t := weekTable{setter: s, p: p, size: weekManySheets, clock: min(weekManySheets, clock), english: true}
	for _, f := range weekForms {
		one := weekTable{setter: s, p: p, size: f.size, clock: min(f.size, clock), english: f.english}
		if high := total(one.rows(nil)); high <= room {
			t = one
			t.air = min((room-high)/float64(len(p.Rows)+1), mostAir)
			break
		}
	}
	t.set(d, n, head, foot)
	prune(d.Root)
	return d, s.missing
}

// weekClock is the size in which every time stands on one line of its day, and the day's name too.
func (s *setter) weekClock(p *doc.Week) float64 {
	widest := 1.0
	for _, d := range p.Days {
		first, _ := ownFirst(d)
		word, _ := s.extents(first, true)
		widest = max(widest, word)
	}
	for _, r := range p.Rows {
		for _, d := range r.Days {
			for _, x := range d {
				_, line := s.extents(x.Time, true)
				widest = max(widest, line)
			}
		}
	}
	return 0.99 * s.style.Body * (weekDay*s.style.column() - 2*weekPad) / widest
}

// weekHead is what the sheet is, in two languages, beside the code of its newest state.
func (s *setter) weekHead(n *Node, p *doc.Week) []box {
	width := s.style.column()
	text := width
	if p.Scan.Address != "" {
		text -= weekQR + 100
	}
	title, about := look{size: 18, bold: true, plain: true, even: true}, look{size: 9, plain: true}
	words := append(s.weekText(n, "H1", p.Title, text, title), s.weekText(n, P, p.About.Own, text, about)...)
	words = append(words, s.weekText(n, P, p.Clock, text, about)...)
	words = append(words, s.weekLine(n, []doc.Text{p.English, p.About.English}, text, about)...)
	words = s.weekSide(words, 0, text)
	if p.Scan.Address == "" {
		return words
	}
	caption := s.weekSide(s.weekText(n, P, p.Scan.Caption, 88, look{size: 8, gray: 0.25, plain: true}), text+6, 88)
	row := stack(words)
	row.add(stack(caption), 0, 8)
	if code := s.weekSide(s.qrCode(n, p.Scan, weekQR), width-weekQR, weekQR); len(code) > 0 {
		row.add(code[0], 0, -8)
	}
	row.height = max(row.height, weekQR-12)
	return []box{row}
}

// weekText sets words at the side where the sheet's reading begins, whatever their own language.
func (s *setter) weekText(n *Node, r Role, t doc.Text, width float64, k look) []box {
	k.right = s.rtl
	if t.IsZero() {
		return nil
	}
	return s.textAt(kid(n, r).in(s.own(t)), t, width, k)
}

// weekLine sets texts as one paragraph, parted by dots.
func (s *setter) weekLine(n *Node, texts []doc.Text, width float64, k look) []box {
	t := firstText(texts)
	if t.IsZero() {
		return nil
	}
	k.right = s.rtl
	return s.set(kid(n, P).in(s.own(t)), s.words(t.Lang, false), texts, width, k)
}

// weekSide moves what stands in a part of the width to where that part begins, counted from where reading begins.
func (s *setter) weekSide(boxes []box, from, width float64) []box {
	if s.rtl {
		from = s.style.column() - from - width
	}
	return move(boxes, from)
}

// weekFoot says that a copy ages, and how the words stand.
func (s *setter) weekFoot(root *Node, p *doc.Week) box {
	n := root.child(Sect)
	k := look{size: 8, gray: 0.2, plain: true}
	width := s.style.column()
	own := s.weekLine(n, append([]doc.Text{p.Foot.Own}, p.Notes...), width, k)
	return stack(append(own, s.weekLine(n, []doc.Text{p.Foot.English}, width, k)...))
}

// A weekTable is the table of a week in one form.
type weekTable struct {
	*setter
	p       *doc.Week
	size    float64
	clock   float64 // the size of days and times
	english bool
	air     float64 // what each row has more in height than it needs
}

// set puts the table on as many sheets as it needs: on the first below the head, and the foot on the last.
func (t weekTable) set(d *Doc, n *Node, head, foot box) {
	rows := t.rows(n.child(Table))
	st := t.style
	y := st.Top + head.height + weekGap
	d.Sheets = []Sheet{{Width: st.Width, Height: st.Height}}
	d.put(0, spot{box: &head}, st.Side, st.Top)
	for i := range rows {
		if y+rows[i].height > st.Height-st.Bottom-foot.height-3.9 && i > 1 {
			d.Sheets = append(d.Sheets, Sheet{Width: st.Width, Height: st.Height})
			again := stack(t.again())
			d.put(len(d.Sheets)-1, spot{box: &again}, st.Side, st.Top)
			y = st.Top + again.height
		}
		d.put(len(d.Sheets)-1, spot{box: &rows[i]}, st.Side, y)
		y += rows[i].height
	}
	d.put(len(d.Sheets)-1, spot{box: &foot}, st.Side, st.Height-st.Bottom-foot.height)
	t.number(d)
}

// number tells sheets apart, where there are several.
func (t weekTable) number(d *Doc) {
	for i := range d.Sheets {
		if len(d.Sheets) > 1 {
			w := t.words(lang.English, false).str(strconv.Itoa(i+1) + " / " + strconv.Itoa(len(d.Sheets)))
			b := stack(t.weekSide(t.para(nil, &w.p, 40, look{size: 8, right: !t.rtl}), t.style.column()-40, 40))
			d.put(i, spot{box: &b}, t.style.Side, t.style.Height-t.style.Bottom-b.height)
		}
	}
}

// again is what stands above the rows of a further sheet: for the eyes only.
func (t weekTable) again() []box {
	title := t.weekSide(t.weekText(nil, P, t.p.Title, t.style.column(), look{size: 12, bold: true, plain: true}), 0, t.style.column())
	return append(title, under(4, t.days(nil))...)
}

// rows is the head row and those of the services; without a node they are only measured.
func (t weekTable) rows(table *Node) []box {
	out := t.days(kid(table, TR))
	for i := range t.p.Rows {
		out = append(out, t.row(kid(table, TR), &t.p.Rows[i]))
	}
	return out
}

// days is the row of the heads.
func (t weekTable) days(tr *Node) []box {
	heads := append([]doc.Both{t.p.Head, t.p.Where}, t.p.Days[:]...)
	return []box{t.cells(1.2, func(i int, width float64) []box {
		n := kid(tr, TH)
		if n != nil {
			n.Scope = "Column"
		}
		first, second := ownFirst(heads[i])
		out := t.weekText(n, P, first, width, look{size: t.clock, bold: true, plain: true})
		return append(out, t.weekText(n, P, second, width, look{size: 0.82 * t.clock, gray: 0.15, plain: true})...)
	})}
}

// ownFirst is words in the reader's language and then in English, which may be empty.
func ownFirst(b doc.Both) (first, second doc.Text) {
	if b.Own.IsZero() {
		return b.English, doc.Text{}
	}
	return b.Own, b.English
}

func (t weekTable) row(tr *Node, r *doc.WeekRow) box {
	return t.cells(0.5, func(i int, width float64) []box {
		switch i {
		case 0:
			return t.name(kid(tr, TH), r, width)
		case 1:
			return t.where(kid(tr, TD), r, width)
		}
		return t.day(kid(tr, TD), r.Days[i-2], width)
	})
}

// name is a service and what holds on all its days.
func (t weekTable) name(n *Node, r *doc.WeekRow, width float64) []box {
	if n != nil {
		n.Scope = "Row"
	}
	first, second := ownFirst(r.Name)
	out := t.weekText(n, P, first, width, look{size: t.size, bold: true, plain: true})
	if t.english {
		out = append(out, t.weekText(n, P, second, width, t.fine())...)
	}
	return append(out, t.weekLine(n, r.Notes, width, t.fine())...)
}

// fine is the look of what is less than a name or a time.
func (t weekTable) fine() look { return look{size: 0.82 * t.size, gray: 0.15, plain: true} }

// where is the number to call over the place.
func (t weekTable) where(n *Node, r *doc.WeekRow, width float64) []box {
	out := t.weekText(n, P, r.Phone, width, look{size: t.size, bold: true})
	return append(out, t.weekText(n, P, r.Where, width, t.fine())...)
}

func (t weekTable) day(n *Node, times []doc.WeekTime, width float64) []box {
	var out []box
	for _, x := range times {
		out = append(out, under(0.25*t.size, t.weekText(n, P, x.Time, width, look{size: t.clock, bold: true, plain: true}))...)
		for _, note := range x.Notes {
			out = append(out, t.weekText(n, P, note, width, t.fine())...)
		}
	}
	return out
}

// cells sets the cells of a row between rules, the first at the side where reading begins, over a rule of a thickness.
func (t weekTable) cells(thick float64, set func(i int, width float64) []box) box {
	const pad = weekPad
	width := t.style.column()
	columns := make([][]box, 2+7)
	var edges []float64
	at := 0.0
	for i := range columns {
		w := weekDay * width
		switch i {
		case 0:
			w = weekName * width
		case 1:
			w = weekPlace * width
		}
		columns[i] = t.weekSide(set(i, w-2*pad), at+pad, w-2*pad)
		if at += w; i < len(columns)-1 {
			edges = append(edges, at)
		}
	}
	b := beside(columns...)
	above := 0.28*t.size + t.air/2
	lower(&b, above)
	b.skip = 0
	b.height += above
	for _, x := range edges {
		if t.rtl {
			x = width - x
		}
		b.items = append(b.items, Item{Kind: Rule, X: x - 0.15, W: 0.3, H: b.height, Gray: 0.6})
	}
	b.items = append(b.items, Item{Kind: Rule, Y: b.height, W: width, H: thick, Gray: 0.2})
	b.height += thick
	return b
}
