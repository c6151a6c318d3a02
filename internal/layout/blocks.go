package layout

import (
	"slices"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/shape"
)

// A setter turns blocks into boxes. It notes on its way what the whole pack needs: where headings stand,
// which characters are missing.
type setter struct {
	pack   *doc.Pack
	style  Style
	shaper *shape.Shaper

	rtl         bool               // the side at which labels stand: the pack's, or that of one of two languages
	lang        lang.Tag           // of facts between labels, as rtl
	narrow      bool               // inside one of several columns
	listSize    float64            // of the contents list, as a part of the body's
	stackTables bool               // tables are set row below row
	root        *Node              // of the body; headings right below it open Sects
	open        []sect             // the Sects that are open
	depth       int                // level of the heading before
	targets     map[string]*Anchor // by website path
	headings    []heading
	missing     []Missing
}

type sect struct {
	level int
	node  *Node
}

// A heading is one that has been set: for bookmarks and the contents list.
type heading struct {
	level int
	text  doc.Text
	other doc.Text // in a bilingual pack, the same in the other language
	to    *Anchor
	page  bool // it stands for a page of the website
}

// plain is the heading's words, in both languages where there are two.
func (h heading) plain() string {
	if h.other.IsZero() {
		return plain(h.text.Inlines)
	}
	return plain(h.text.Inlines) + " · " + plain(h.other.Inlines)
}

// resolve returns where an address leads: out of the pack, or to a heading in it. A path of the website that
// no heading stands for leads to the website, where there is one.
func (s *setter) resolve(href string) (out string, to *Anchor) {
	if hasScheme(href) {
		return href, nil
	}
	if a := s.targets[href]; a != nil {
		return "", a
	}
	page, _, _ := strings.Cut(href, "#")
	if a := s.targets[page]; a != nil {
		return "", a
	}
	if s.pack.BaseURL == "" || href == "" || strings.Contains(href, ":") {
		return "", nil
	}
	return strings.TrimSuffix(s.pack.BaseURL, "/") + "/" + strings.TrimPrefix(href, "/"), nil
}

// findTargets makes the anchors of the headings below body that stand for pages of the website.
func (s *setter) findTargets(body []doc.Block) {
	for _, b := range body {
		switch b := b.(type) {
		case doc.Pair:
			s.findTargets(b.English)
			s.findTargets(b.Other)
		case doc.Heading:
			if b.Target != "" && !b.Text.IsZero() && s.targets[b.Target] == nil {
				s.targets[b.Target] = &Anchor{}
			}
		case doc.Group:
			s.findTargets(b.Body)
		case doc.Callout:
			s.findTargets(b.Body)
		case doc.List:
			for _, item := range b.Items {
				s.findTargets(item)
			}
		}
	}
}

// own is the language to tag a node with: empty where it is the pack's.
func (s *setter) own(t doc.Text) lang.Tag {
	if t.Lang == s.pack.Lang {
		return ""
	}
	return t.Lang
}

// body is the usual look of words.
func (s *setter) body() look { return look{size: s.style.Body} }

func (s *setter) smallPrint() look { return look{size: s.style.small(), gray: 0.25} }

// blocks sets blocks below each other under n.
func (s *setter) blocks(n *Node, blocks []doc.Block, width float64) []box {
	var out []box
	page, loose := false, false
	for i := 0; i < len(blocks); i++ {
		if b, ok := blocks[i].(doc.Break); ok {
			page, loose = true, b.Loose
			continue
		}
		var boxes []box
		if k := s.directory(n, blocks[i:], width); k > 0 {
			boxes = s.inColumns(width, func(width float64) []box { return s.blocks(n, blocks[i:i+k], width) })
			i += k - 1
		} else {
			boxes = s.block(n, blocks[i], width)
		}
		if len(boxes) == 0 {
			continue
		}
		boxes[0].row = true
		if i+1 < len(blocks) && announces(blocks[i], blocks[i+1], len(boxes)) {
			boxes = lead(boxes)
		}
		if page {
			boxes[0].newPage, boxes[0].loose = true, loose
			if loose {
				boxes[0].skip += 2 * s.style.Body
			}
			page = false
		}
		out = append(out, boxes...)
	}
	return out
}

// announces tells whether a short paragraph speaks of the list or table below it, and so stays with it.
func announces(b, next doc.Block, lines int) bool {
	if p, ok := b.(doc.Pair); ok && len(p.English) == 1 {
		b = p.English[0]
	}
	if p, ok := next.(doc.Pair); ok && len(p.English) == 1 {
		next = p.English[0]
	}
	if p, ok := b.(doc.Paragraph); !ok || p.Role != doc.Plain || lines > 2 {
		return false
	}
	switch next.(type) {
	case doc.List, doc.Table:
		return true
	}
	return false
}

// block sets one block, with the space above it.
func (s *setter) block(n *Node, b doc.Block, width float64) []box {
	u := s.style.unit()
	switch b := b.(type) {
	case doc.Heading:
		return s.heading(n, b, width)
	case doc.Group:
		return s.group(n, b, width)
	case doc.Pair:
		return s.pair(n, b, width)
	}
	n = s.here(n)
	switch b := b.(type) {
	case doc.Paragraph:
		return under(u, s.paragraph(n, b, width))
	case doc.List:
		return under(u, s.list(n, b, width))
	case doc.Table:
		return under(2*u, s.table(n, b, width))
	case doc.Callout:
		return under(2*u, s.callout(n, b, width))
	case doc.Contact:
		return under(u, s.contact(n, b.Rows, width))
	case doc.Hours:
		return under(u, s.hours(n, b, width))
	case doc.Place:
		return under(u, s.place(n, b, width))
	case doc.Entries:
		return under(2*u, s.entries(n, b, width))
	case doc.Cards:
		return under(u, s.cards(n, b, width))
	case doc.Terms:
		return under(2*u, s.terms(n, b, width))
	case doc.Tags:
		return under(0.6*u, s.tags(n, b.Items, width))
	case doc.Blanks:
		return under(u, s.blanks(n, b, width))
	case doc.Plan:
		return under(u, s.list(n, planList(b), width))
	}
	return nil // an Include is gone before a pack is made; a Break is the caller's; the others need a screen
}

// planList is a plan as a list: how far each step is, and below it what to do.
func planList(p doc.Plan) doc.List {
	var l doc.List
	for _, x := range p.Steps {
		when := x.When
		when.Inlines = []doc.Inline{doc.Strong{Inlines: when.Inlines}}
		l.Items = append(l.Items, []doc.Block{doc.Paragraph{Text: when}, doc.Paragraph{Text: x.What}})
	}
	return l
}

func (s *setter) group(n *Node, b doc.Group, width float64) []box {
	return under(2*s.style.unit(), group(s.blocks(n, b.Body, width), s.style.room()))
}

// paragraph sets a paragraph in the look of its role.
func (s *setter) paragraph(n *Node, b doc.Paragraph, width float64) []box {
	if b.Text.IsZero() {
		return nil
	}
	k := s.body()
	switch b.Role {
	case doc.Lead:
		k.size = s.style.lead()
	case doc.Small:
		k = s.smallPrint()
	case doc.English:
		k = s.smallPrint()
		k.size = s.style.Body * 0.95
		k.right = s.rtl // beside the name that it explains
		return s.textAt(n.child(P).in(s.own(b.Text)), b.Text, width, k)
	}
	return s.text(n.child(P).in(s.own(b.Text)), b.Text, width, k)
}

// heading sets a heading under the Sect of its level; n is where it stands when it is inside another block.
func (s *setter) heading(n *Node, b doc.Heading, width float64) []box {
	if b.Text.IsZero() {
		return nil
	}
	level := min(max(b.Level, 1), s.depth+1, 6)
	to := s.anchor(b.Target)
	s.headings = append(s.headings, heading{level: level, text: b.Text, to: to, page: b.Target != ""})
	node := s.sect(n, level).child(Role("H" + string(rune('0'+level)))).in(s.own(b.Text))
	boxes := s.text(node, b.Text, width, s.headingLook(level))
	if !inked(boxes) {
		return nil
	}
	s.depth = level
	boxes[0].anchors = append(boxes[0].anchors, to)
	return s.finished(boxes, level, width)
}

// inked tells whether anything in boxes is read.
func inked(boxes []box) bool {
	return slices.ContainsFunc(boxes, func(b box) bool {
		return slices.ContainsFunc(b.items, func(it Item) bool { return it.node != nil })
	})
}

func (s *setter) headingLook(level int) look {
	size := s.style.heading(level)
	if s.narrow && level <= 2 && s.lang == s.pack.Lang && len(s.pack.Beside.Inlines) > 0 {
		size *= 0.88 // half of the width for each language
	}
	return look{size: size, bold: true, plain: true, even: true}
}

// finished sets the space above a heading, and the rule under one of the first level.
func (s *setter) finished(boxes []box, level int, width float64) []box {
	if level == 1 {
		last := &boxes[len(boxes)-1]
		last.items = append(last.items, Item{Kind: Rule, Y: last.height + 0.2*s.style.Body, W: width, H: 0.8})
		last.height += 0.45 * s.style.Body
	}
	return under(s.style.above(level), lead(boxes))
}

// here is the node that a block below n belongs to: the innermost open Sect where n is the body.
func (s *setter) here(n *Node) *Node {
	if n == s.root && len(s.open) > 0 {
		return s.open[len(s.open)-1].node
	}
	return n
}

// sect opens the Sect of a heading of the body and returns it. Levels below 2 have none of their own.
func (s *setter) sect(n *Node, level int) *Node {
	if n != s.root || level > 2 {
		return s.here(n)
	}
	for len(s.open) > 0 && s.open[len(s.open)-1].level >= level {
		s.open = s.open[:len(s.open)-1]
	}
	k := s.here(n).child(Sect)
	s.open = append(s.open, sect{level, k})
	return k
}
