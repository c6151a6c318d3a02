package layout

import (
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// Cards are A7, so eight make an A4 sheet without a rest, four rows of two.
const (
	cardRows    = 4
	cardColumns = 2
	cardInset   = 15.0 // what printers and scissors may take
	smallest    = 0.5  // how far words shrink to fit on their card
)

// Cards sets cards on A4 sheets, with lines to cut along. What is left of the last sheet is filled with the same cards
// once more, which are artifacts: those who hear the file hear each card once.
func Cards(p *doc.CardSheet, fonts *FontSet) (*Doc, []Missing) {
	st := A4()
	st.Body = 10.5
	s := &setter{pack: &doc.Pack{Lang: p.Lang}, style: st, shaper: fonts.pool.Get(), lang: p.Lang, targets: map[string]*Anchor{}}
	defer fonts.pool.Put(s.shaper)
	d := &Doc{Lang: p.Lang, RTL: rightToLeft(p.Lang), Root: &Node{Role: Document, joined: true}}
	width, height := st.Width/cardColumns, st.Height/cardRows
	const each = cardRows * cardColumns
	sheets := (len(p.Cards) + each - 1) / each
	for i := range sheets * each {
		if i%each == 0 {
			d.Sheets = append(d.Sheets, Sheet{Width: st.Width, Height: st.Height})
		}
		var n *Node
		if i < len(p.Cards) {
			n = d.Root.child(Sect)
		}
		b := s.showCard(n, p, p.Cards[i%len(p.Cards)], width-2*cardInset, height-2*cardInset)
		k := i % each
		x, y := float64(k%cardColumns)*width, float64(k/cardColumns)*height
		d.put(len(d.Sheets)-1, spot{box: &b}, x+cardInset, y+cardInset)
	}
	for i := range d.Sheets {
		d.cutLines(i, width, height)
	}
	prune(d.Root)
	return d, s.missing
}

// cutLines draws thin lines to cut along, and darker marks at the edges and where lines cross.
func (d *Doc) cutLines(number int, width, height float64) {
	const mark, thin, dark = 9.0, 0.3, 0.35
	sheet := &d.Sheets[number]
	rule := func(x, y, w, h, gray float64) {
		sheet.Items = append(sheet.Items, Item{Kind: Rule, X: x, Y: y, W: w, H: h, Gray: gray})
	}
	rule(width-thin/2, 0, thin, sheet.Height, 0.75)
	for row := range cardRows + 1 {
		y := float64(row) * height
		if row > 0 && row < cardRows {
			rule(0, y-thin/2, sheet.Width, thin, 0.75)
			rule(0, y-thin, 3*mark, 2*thin, dark)
			rule(sheet.Width-3*mark, y-thin, 3*mark, 2*thin, dark)
			rule(width-mark, y-thin, 2*mark, 2*thin, dark)
		}
		rule(width-thin, max(y-mark, 0), 2*thin, min(2*mark, sheet.Height-y+mark), dark)
	}
}

// showCard sets one card into a frame of a size: as large as it fits.
func (s *setter) showCard(n *Node, p *doc.CardSheet, c doc.ShowCard, width, height float64) box {
	foot := s.cardFoot(nil, p, c, width)
	room := height - foot.height - 4
	factor := 1.0
	for factor > smallest && total(s.cardFace(nil, c, width, factor)) > room {
		factor -= 0.04
	}
	face := stack(s.cardFace(n, c, width, factor))
	foot = s.cardFoot(n, p, c, width)
	out := box{height: height}
	out.add(face, 0, max((room-face.height)/2, 0)*0.6)
	out.add(foot, 0, height-foot.height)
	return out
}

// cardFace is the card in English, large, and below it in the reader's language.
func (s *setter) cardFace(n *Node, c doc.ShowCard, width, factor float64) []box {
	u := s.style.Body * factor
	large, middle, plain := look{size: 1.75 * u, bold: true, plain: true, even: true}, look{size: 1.3 * u, bold: true, plain: true, even: true}, look{size: 0.95 * u, plain: true}
	if len(c.Numbers) > 0 || len(c.Lines) > 0 {
		large.size = 1.4 * u
		share := width
		if !c.Title.Own.IsZero() {
			share = 0.5*width - 0.3*u
		}
		head := s.textOf(n, "H1", c.Title.English, share, large)
		out := []box{beside(head, farSide(s.textOf(n, P, c.Title.Own, share, middle), width))}
		out = append(out, bar(width, 0.8, 0.35*u))
		out = append(out, s.cardNumbers(n, c.Numbers, width, u)...)
		for _, x := range c.Lines {
			out = append(out, under(0.2*u, s.cardLine(n, x, width, u))...)
		}
		return out
	}
	head := s.textOf(n, "H1", c.Title.English, width, large)
	title := s.textOf(n, P, c.Title.Own, width, middle)
	english := append(head, under(0.4*u, s.cardSide(n, c, false, width, plain))...)
	own := append(title, under(0.25*u, s.cardSide(n, c, true, width, plain))...)
	if len(own) == 0 {
		return english
	}
	out := append(english, bar(width, 0.8, 0.65*u))
	return append(out, under(0.55*u, own)...)
}

// cardSide is the words and points of a card in one language.
func (s *setter) cardSide(n *Node, c doc.ShowCard, own bool, width float64, k look) []box {
	side := func(b doc.Both) doc.Text {
		if own {
			return b.Own
		}
		return b.English
	}
	out := s.textOf(n, P, side(c.Text), width, k)
	var list *Node
	for _, b := range c.Points {
		t := side(b)
		if t.IsZero() {
			continue
		}
		if n != nil && list == nil {
			list = n.child(L)
			list.Numbering = "Disc"
		}
		out = append(out, under(0.2*k.size, s.cardPoint(list, t, width, k))...)
	}
	return out
}

func (s *setter) cardPoint(list *Node, t doc.Text, width float64, k look) []box {
	var label, words *Node
	if list != nil {
		li := list.child(LI)
		label, words = li.child(Lbl), li.child(LBody)
	}
	indent := 1.3 * k.size
	body := s.textOf(words, P, t, width-indent, k)
	w := s.words(t.Lang, false).str("•")
	k.right = w.p.RTL
	dot := s.para(label, &w.p, indent, k)
	if w.p.RTL {
		dot = move(dot, width-indent)
	} else {
		body = move(body, indent)
	}
	return hang(dot, body)
}

// cardNumbers is numbers to call, large, between their two names, or at the far side of the one.
func (s *setter) cardNumbers(n *Node, list []doc.CardNumber, width, u float64) []box {
	middle, two := 0.0, false
	for _, x := range list {
		for _, line := range s.cardFact(nil, x.Fact, width, u) {
			from, to := extentOf(line)
			middle = max(middle, to-from)
		}
		two = two || !x.Name.Own.IsZero()
	}
	side := width - middle - u
	if two {
		side = (width - middle - 2*u) / 2
	}
	k := look{size: 0.95 * u, plain: true}
	var out []box
	for _, x := range list {
		english := s.textOf(n, P, x.Name.English, side, k)
		number := s.cardFact(kid(n, P), x.Fact, width, u)
		if two {
			_, to := extentOf(number[0])
			number = move(number, (width-to)/2)
		} else {
			number = farSide(number, width)
		}
		own := move(s.textOf(n, P, x.Name.Own, side, k), width-side)
		out = append(out, under(0.6*u, []box{beside(english, number, own)})...)
	}
	return out
}

// cardFact is a number at the left, on one line.
func (s *setter) cardFact(n *Node, f doc.Fact, width, u float64) []box {
	w := s.words(lang.English, true)
	w.plain = true
	w.fact(f, 0, true)
	return s.para(n, &w.p, width, look{size: 1.55 * u, bold: true})
}

// cardLine is a line to write on, under its label in both languages.
func (s *setter) cardLine(n *Node, x doc.Both, width, u float64) []box {
	k := look{size: 0.82 * u, gray: 0.2, plain: true}
	row := beside(s.textOf(n, P, x.English, 0.5*width-u, k), farSide(s.textOf(n, P, x.Own, 0.5*width-u, k), width))
	row.height = max(row.height+0.5*s.style.Body, 2.2*s.style.Body)
	row.items = append(row.items, Item{Kind: Rule, Y: row.height - 0.5, W: width, H: 0.5, Gray: 0.3})
	return []box{row}
}

// farSide moves words to the right end of a width, whichever way they read.
func farSide(boxes []box, width float64) []box {
	for i := range boxes {
		_, to := extentOf(boxes[i])
		move(boxes[i:i+1], width-to)
	}
	return boxes
}

// cardFoot says whose card it is, of which day, and that its words were not checked.
func (s *setter) cardFoot(n *Node, p *doc.CardSheet, c doc.ShowCard, width float64) box {
	k := look{size: 6.5, gray: 0.3, plain: true}
	if c.Status.IsZero() {
		return stack(s.textOf(n, P, p.Foot, width, k))
	}
	if len(s.textOf(nil, P, c.Status, 0.58*width, k)) > 1 {
		return stack(append(s.textOf(n, P, p.Foot, width, k), s.textOf(n, P, c.Status, width, k)...))
	}
	foot := s.textOf(n, P, p.Foot, 0.4*width, k)
	return beside(foot, farSide(s.textOf(n, P, c.Status, 0.58*width, k), width))
}

// textOf sets words under a new node of a role, at the side of their own direction; n may be nil to measure only.
func (s *setter) textOf(n *Node, r Role, t doc.Text, width float64, k look) []box {
	if t.IsZero() {
		return nil
	}
	return s.text(kid(n, r).in(s.own(t)), t, width, k)
}

// kid is a new node below n, or nil below nil.
func kid(n *Node, r Role) *Node {
	if n == nil {
		return nil
	}
	return n.child(r)
}
