package pdf

import (
	"bytes"
	"fmt"
	"math"
	"strings"

	"welcomepack/internal/layout"

	"golang.org/x/text/unicode/bidi"
)

// PDFium, the reader inside Chrome and Edge, sorts what stands on one line by where each show operation begins, cuts the
// line into segments of one direction, and turns their order where the document is read from the right: of an
// address or phone number inside Arabic text it makes "0018 7946 020". It also mirrors brackets in right-to-left
// segments, which are the source's already.
//
// So in such documents each segment of a line that it would get wrong is an operation of its own, which begins and
// ends with a blank off the page, at places that fall in the order of reading: sorted by them and turned, the line is
// as it was written. The blanks stand for U+0002, which PDFium drops; others drop what is off the page. Where PDFium must
// know a direction, to mirror or not, the blank is a mark of direction instead.
const dropped = "\u0002"

// A row is a line whose operations are anchored off the page.
type row struct {
	rank int          // of the last operation, in the order of reading
	last *layout.Item // that was written
}

// Measures of anchors: where the first begins, how far they are apart, in points.
const (
	anchorFrom = -12.0
	anchorStep = 3.0
	anchorWide = 100 // of a blank, in thousandths of an em
)

// A direction is a class of characters as PDFium has them.
type direction uint8

const (
	neutral direction = iota
	leftward
	rightward
	weak
)

func directionOf(r rune) direction {
	switch { // most letters
	case r >= 'a' && r <= 'z':
		return leftward
	case r >= 0x620 && r <= 0x64a:
		return rightward
	}
	p, _ := bidi.LookupRune(r)
	switch p.Class() {
	case bidi.L:
		return leftward
	case bidi.R, bidi.AL:
		return rightward
	case bidi.AN, bidi.EN, bidi.NSM, bidi.CS, bidi.ES, bidi.ET, bidi.BN:
		return weak
	}
	return neutral
}

// mirrored tells whether PDFium turns r round in right-to-left text.
func mirrored(r rune) bool { return strings.ContainsRune("()[]{}<>«»‹›≤≥", r) }

// anchorRows finds the rows of a sheet that are to be anchored; in documents read from the left there is none.
func (w *writer) anchorRows(s *layout.Sheet) map[*layout.Item]*row {
	if !w.doc.RTL {
		return nil
	}
	type line struct {
		items    []*layout.Item
		segments int // from left to right
		odd      bool
	}
	lines := map[int]*line{}
	for i := range s.Items {
		it := &s.Items[i]
		if it.Kind != layout.Glyphs {
			continue
		}
		k := int(math.Round(it.Y))
		if lines[k] == nil {
			lines[k] = &line{}
		}
		l := lines[k]
		l.items = append(l.items, it)
		n, odd := segments(it)
		l.segments += n
		l.odd = l.odd || odd
	}
	out := map[*layout.Item]*row{}
	for _, l := range lines {
		if l.segments < 2 && !l.odd {
			continue
		}
		r := &row{}
		for _, it := range l.items {
			out[it] = r
		}
	}
	return out
}

// segments counts the segments that a left-to-right run is to PDFium, and tells whether a right-to-left run has
// brackets or a mark before a weak sign.
func segments(it *layout.Item) (n int, odd bool) {
	rtl := it.Run.Level&1 == 1
	last := direction(255)
	for _, r := range it.Text[it.Run.Start:it.Run.End] {
		if control(r) {
			continue
		}
		d := directionOf(r)
		if d != last && !rtl {
			n++
		}
		odd = odd || rtl && (mirrored(r) || d == weak && last == weak)
		last = d
	}
	return n, odd
}

// next begins a stretch before a cluster of a left-to-right run where PDFium begins a segment, and tells it the
// direction before a character that it might mirror.
func (b *shower) next(c cluster) {
	if !b.split || b.rtl || len(c.text) == 0 {
		return
	}
	d := directionOf(c.text[0])
	if b.any && d != b.last {
		b.begin()
	}
	if mirrored(c.text[0]) && !b.left {
		b.stretches[len(b.stretches)-1].lead = leftToRightMark
	}
	b.left = b.left || d == leftward
	b.last, b.any = d, true
}

// detour shows a mark of direction, without width, right of the page: PDFium sees it in its place among the text.
func (b *shower) detour(mark string) {
	p := &b.stretches[len(b.stretches)-1]
	b.close()
	b.right += b.size // it takes a character that comes again at the same place for bold print, and drops it
	x := b.x + b.pen*b.size/float64(b.font.face.Upem)
	way := int(math.Round((b.right - x) * 1000 / b.size))
	p.codes.way(-way - 1)
	p.codes.code(b.font.code(b.font.shape(nil, 0), mark))
	p.codes.way(way - 1)
}

// anchored writes the stretches of a run, each between two blanks off the page. The way from the first to the
// stretch leads over a third blank at the right of the page, which has no width: PDFium takes a way to the right for a
// space, except to a character without width. Each way follows one of a thousandth of an em, because pdf.js
// forgets a way that follows at once on what it drops.
func (w *writer) anchored(it *layout.Item, b *shower, p *stretch, r *row) {
	if len(p.codes) == 0 {
		return
	}
	f, em := b.font, float64(b.font.face.Upem)
	blank := f.shape(nil, anchorWide*f.face.Upem/1000)
	thin := f.code(f.shape(nil, 0), dropped)
	wide := float64(f.width(blank)) * it.Size / 1000
	way := func(from, to float64) int { return int(math.Round((from-to)*1000/it.Size)) - 1 }
	r.rank++
	x := anchorFrom - anchorStep*float64(r.rank)
	from, to := it.X+p.start*it.Size/em, it.X+p.end*it.Size/em
	lead := p.lead
	if lead == "" {
		lead = dropped
	}
	w.moved(b.rtl, x, w.height-it.Y)
	w.page.code(f.code(blank, dropped))
	w.page.way(way(x+wide, b.right))
	w.page.code(thin)
	w.page.way(way(b.right, from))
	w.page = append(w.page, p.codes...)
	w.page.way(way(to, x+anchorStep-wide))
	w.page.code(f.code(blank, lead))
	w.shown(b.rtl)
}

// gap leaves room between the anchors of what stands apart on the line, so that it stays apart in the text.
func (r *row) gap(it *layout.Item) {
	if last := r.last; last != nil && max(last.X-it.X-it.W, it.X-last.X-last.W) > it.Size/5 {
		r.rank++
	}
	r.last = it
}

// weakEnd tells whether a cluster's last character has no direction of its own.
func weakEnd(c cluster) bool {
	return len(c.text) > 0 && directionOf(c.text[len(c.text)-1]) == weak
}

// lean adds to a page that is read from the right and has more Latin letters than others, such as one of a directory, as
// many marks of direction, unseen at its foot: poppler takes the direction of a whole page from the count, and
// moves signs at the ends of right-to-left lines on pages that it takes for Latin ones.
func (w *writer) lean(s *layout.Sheet) {
	const each = 8 // marks in one code: poppler reads no more
	if !w.doc.RTL || len(w.fonts) == 0 {
		return
	}
	latin := 0
	for i := range s.Items {
		if it := &s.Items[i]; it.Kind == layout.Glyphs {
			for _, r := range it.Text[it.Run.Start:it.Run.End] {
				switch directionOf(r) {
				case leftward:
					latin++
				case rightward:
					latin--
				}
			}
		}
	}
	if latin < 0 {
		return
	}
	f := w.fonts[0]
	code := f.code(f.shape(nil, f.face.Upem/2), strings.Repeat(rightToLeftMark, each))
	w.page = fmt.Appendf(w.page, "/Artifact BMC BT /%s 1 Tf 1 0 0 1 2 2 Tm [<%s>] TJ ET EMC\n", f.name, bytes.Repeat(appendCode(nil, code), latin*5/4/each+1))
}
