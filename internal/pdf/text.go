package pdf

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"
	"unicode"

	"welcomepack/internal/face"
	"welcomepack/internal/layout"
	"welcomepack/internal/shape"
)

// A code is what stands in content: it shows a glyph of the subset and stands for a text.
type code struct {
	glyph int // index into the font's entries
	text  string
}

// A fontProgram is a face as far as the document uses it.
type fontProgram struct {
	face    *face.Face
	name    string // of the resource
	entries []face.Entry
	shapes  map[string]int // index of an entry by its parts and advance
	codes   []code
	byCode  map[code]int
	simple  map[simple]shown // what byCode says of the commonest clusters
}

// A simple is a cluster of one glyph where it stands, for one character; a shown is the code for it, and its width as
// readers have it, in thousandths of an em.
type (
	simple struct {
		glyph uint32
		adv   int32
		char  rune
	}
	shown struct{ code, width int }
)

const maxCodes = 1 << 16

// font returns the program of a face. Its first glyph is .notdef.
func (w *writer) font(f *face.Face) *fontProgram {
	p := w.byFace[f]
	if p == nil {
		p = &fontProgram{face: f, name: "G" + strconv.Itoa(len(w.fonts)), shapes: map[string]int{}, byCode: map[code]int{}, simple: map[simple]shown{}}
		p.code(p.shape([]face.Part{{}}, f.Advance(0)), "\ufffd")
		if w.doc.RTL {
			p.code(p.shape(nil, f.Upem), " ") // see anchored
		}
		w.byFace[f] = p
		w.fonts = append(w.fonts, p)
	}
	return p
}

// shape returns the subset's glyph for parts and an advance.
func (p *fontProgram) shape(parts []face.Part, advance int) int {
	key := make([]byte, 0, 64)
	key = append(key, byte(advance>>8), byte(advance))
	for _, q := range parts {
		key = append(key, byte(q.Glyph>>8), byte(q.Glyph), byte(q.DX>>8), byte(q.DX), byte(q.DY>>8), byte(q.DY))
	}
	k, ok := p.shapes[string(key)]
	if !ok {
		k = len(p.entries)
		p.shapes[string(key)] = k
		p.entries = append(p.entries, face.Entry{Parts: append([]face.Part(nil), parts...), Adv: advance})
	}
	return k
}

// code returns the code of a glyph that stands for a text.
func (p *fontProgram) code(glyph int, text string) int {
	c := code{glyph, text}
	k, ok := p.byCode[c]
	if !ok {
		k = len(p.codes)
		p.byCode[c] = k
		p.codes = append(p.codes, c)
	}
	return k
}

// width is the advance of a subset's glyph in thousandths of an em, as the W array says it.
func (p *fontProgram) width(glyph int) int {
	return int(math.Round(float64(p.entries[glyph].Adv) * 1000 / float64(p.face.Upem)))
}

// A cluster is glyphs of a run, from left to right, and the characters they show.
type cluster struct {
	glyphs []shape.Glyph
	text   []rune // without the controls that only layout needs
}

// clustersOf appends the clusters of a run, from left to right.
func clustersOf(out []cluster, r *shape.Run, text []rune) []cluster {
	for i := 0; i < len(r.Glyphs); {
		k := i
		for k < len(r.Glyphs) && r.Glyphs[k].Cluster == r.Glyphs[i].Cluster {
			k++
		}
		out = append(out, cluster{glyphs: r.Glyphs[i:k:k]})
		i = k
	}
	rtl := r.Level&1 == 1
	for i := range out {
		start, end := out[i].glyphs[0].Cluster, r.End
		if !rtl && i+1 < len(out) {
			end = out[i+1].glyphs[0].Cluster
		}
		if rtl && i > 0 {
			end = out[i-1].glyphs[0].Cluster
		}
		end = max(end, start)
		out[i].text = text[start:end:end]
		if slices.ContainsFunc(out[i].text, control) {
			out[i].text = slices.DeleteFunc(slices.Clone(out[i].text), control)
		}
	}
	return out
}

// control tells whether r only steers bidi: laid out, never written.
func control(r rune) bool {
	return r >= 0x2066 && r <= 0x2069 || r >= 0x202a && r <= 0x202e || r == 0x200e || r == 0x200f || r == 0x061c
}

// glyphs shows a run. Right-to-left runs are in visual order under ReversedChars: all common readers expect
// that, and turn them code by code.
func (w *writer) glyphs(it *layout.Item) error {
	r := it.Run
	rtl := r.Level&1 == 1
	f := w.font(r.Face)
	row := w.rows[it]
	b := shower{font: f, rtl: rtl, split: row != nil, x: it.X, size: it.Size, right: w.width - anchorFrom, stretches: w.stretches[:0]}
	b.begin()
	first, last := ends(it.Text[r.Start:r.End])
	cs := clustersOf(w.clusters[:0], r, it.Text)
	w.clusters = cs
	if rtl {
		guard(cs)
		b.tail = vowelled(cs)
	}
	switch {
	case b.tail:
		b.outdent()
	case rtl && !isLetter(last):
		b.show(f.shape(nil, 0), rightToLeftMark, 0)
	}
	for i, c := range cs {
		b.next(c)
		turns := rtl && row != nil && len(c.text) > 0 && mirrored(c.text[0])
		if i > 0 && b.split && rtl && (turns || b.turned || b.last == weak && weakEnd(c)) {
			b.detour(rightToLeftMark)
		}
		if len(c.text) > 0 {
			b.turned, b.last = turns, directionOf(c.text[0])
		}
		mark := ""
		switch right := i == len(cs)-1; {
		case right && rtl && !isLetter(first):
			mark = rightToLeftMark
		case right && (r.Level > 0 || w.doc.RTL) && !rtl && !it.More && !isLetter(last) && !unicode.IsDigit(last):
			mark = leftToRightMark
		}
		b.marked(c, rtl, mark, turns)
	}
	b.close()
	if b.tail {
		slices.Reverse(b.stretches)
	}
	w.stretches = b.stretches
	if row != nil {
		row.gap(it)
	}
	w.page.string("BT\n")
	for i := range b.stretches {
		size := it.Size
		if b.tail && i > 0 {
			size += 0.01
		}
		if i == 0 || b.tail {
			w.page.string("/")
			w.page.string(f.name)
			w.page.string(" ")
			w.page.numbers(size)
			w.page.string("Tf\n")
		}
		if row != nil {
			w.anchored(it, &b, &b.stretches[i], row)
			continue
		}
		p := &b.stretches[i]
		w.moved(rtl, it.X+p.start*it.Size/float64(f.face.Upem), w.height-it.Y)
		w.page = append(w.page, p.codes...)
		w.shown(rtl)
	}
	w.page.string("ET\n")
	if len(f.codes) > maxCodes {
		return fmt.Errorf("pdf: more than %d codes in font %s", maxCodes, f.face.Name)
	}
	return nil
}

// moved begins an operation that shows text at a place, under ReversedChars where it is right-to-left text.
func (w *writer) moved(rtl bool, x, y float64) {
	if rtl {
		w.page.string("/ReversedChars BMC ")
	}
	w.page.string("1 0 0 1 ")
	w.page.numbers(x, y)
	w.page.string("Tm [")
}

// shown ends an operation that shows text.
func (w *writer) shown(rtl bool) {
	w.page.string("] TJ")
	if rtl {
		w.page.string(" EMC")
	}
	w.page.string("\n")
}

// A right-to-left mark stands at both logical ends of a right-to-left run that has no letter there, and a
// left-to-right mark at the end of a left-to-right run inside right-to-left text. Without them readers take a
// full stop or blank beside a number for a part of the number, or move the % of "50%" to its other side.
const (
	leftToRightMark = "\u200e"
	rightToLeftMark = "\u200f"
)

// guard adds a right-to-left mark after each weak sign of a right-to-left run that another sign follows: readers
// take the two for a left-to-right run and swap them, as in `: “`.
func guard(cs []cluster) {
	for i := len(cs) - 1; i > 0; i-- {
		if len(cs[i].text) != 1 || !strings.ContainsRune(":,./+-،", cs[i].text[0]) {
			continue
		}
		for k := i - 1; k >= 0; k-- {
			if len(cs[k].text) > 0 && cs[k].text[0] == ' ' {
				continue
			}
			if len(cs[k].text) > 0 && !isLetter(cs[k].text[0]) && !unicode.IsDigit(cs[k].text[0]) {
				cs[i].text = append(cs[i].text, []rune(rightToLeftMark)...)
			}
			break
		}
	}
}

// vowelled tells whether a right-to-left run ends in a vowel sign. That is shown after the rest, in a font that is larger
// by nothing to speak of, so that pdf.js takes it for a piece of its own: when a line begins with such a sign, it does
// not see that there is a new line.
func vowelled(cs []cluster) bool {
	if len(cs) == 0 {
		return false
	}
	last := cs[0].text
	return len(last) > 1 && isMark(string(last[len(last)-1]))
}

// ends are the first and the last character of a run's text that are written.
func ends(text []rune) (first, last rune) {
	for _, c := range text {
		if control(c) {
			continue
		}
		if first == 0 {
			first = c
		}
		last = c
	}
	return first, last
}

func isLetter(r rune) bool { return unicode.In(r, unicode.L, unicode.M) }

// A shower writes the operands of a run's TJ, one for each piece. Widths in a PDF are whole thousandths, so what
// rounding loses is given back as soon as it makes one.
type shower struct {
	font           *fontProgram
	rtl            bool
	split          bool    // steer PDFium, see anchor.go
	x, size, right float64 // of the run, and a place right of the page
	stretches      []stretch
	tail           bool // a right-to-left run ends in a vowel sign, which is a stretch of its own
	open           bool
	want           float64 // where the pen should be, in font units
	pen            float64 // where readers have it

	// Of the characters before, from left to right:
	last   direction // of the last one
	any    bool      // there was one
	turned bool      // the last one is mirrored
	left   bool      // one goes from left to right
}

// A stretch is what one TJ shows.
type stretch struct {
	start, end float64 // of the pen, in font units
	codes      content
	lead       string // a mark of direction that Chrome's reader is to see before it
}

// outdent begins the run with a mark of direction left of it: PDFium passes over stretches that are too narrow.
func (b *shower) outdent() {
	wide := b.font.face.Upem / 5
	b.want = -float64(wide)
	b.pen, b.stretches[0].start = b.want, b.want
	b.show(b.font.shape(nil, wide), rightToLeftMark, float64(wide))
}

// begin starts a new stretch, in memory of an old one.
func (b *shower) begin() {
	b.close()
	n := len(b.stretches)
	b.stretches = slices.Grow(b.stretches, 1)[:n+1]
	p := &b.stretches[n]
	*p = stretch{start: b.want, end: b.want, codes: p.codes[:0]}
	b.pen = b.want
}

// show writes the code of a glyph that stands for a text; advance is in font units.
func (b *shower) show(glyph int, text string, advance float64) {
	b.put(shown{b.font.code(glyph, text), b.font.width(glyph)}, advance)
}

// put writes one code; advance is in font units.
func (b *shower) put(c shown, advance float64) {
	p := &b.stretches[len(b.stretches)-1]
	em := float64(b.font.face.Upem)
	if adjust := math.Round((b.pen - b.want) * 1000 / em); adjust != 0 {
		b.close()
		p.codes = strconv.AppendInt(p.codes, int64(adjust), 10)
		b.pen -= adjust * em / 1000
	}
	if !b.open {
		p.codes = append(p.codes, '<')
		b.open = true
	}
	p.codes = appendCode(p.codes, c.code)
	b.pen += float64(c.width) * em / 1000
	b.want += advance
	p.end = b.pen
}

func (b *shower) close() {
	if b.open {
		p := &b.stretches[len(b.stretches)-1]
		p.codes = append(p.codes, '>')
		b.open = false
	}
}

// cluster shows a cluster as one glyph, which stands for its first character, and as blanks that stand for
// the others and share its advance: readers want each character to have a place of its own.
func (b *shower) cluster(c cluster, rtl bool) {
	if len(c.glyphs) == 1 && len(c.text) == 1 && !b.tail {
		if g := &c.glyphs[0]; g.X == 0 && g.Y == 0 && g.Adv >= 0 {
			b.simple(g, c.text[0])
			return
		}
	}
	parts := make([]face.Part, 0, 8)
	x := int32(0)
	for _, g := range c.glyphs {
		parts = append(parts, face.Part{Glyph: g.ID, DX: int16(x + g.X), DY: int16(g.Y)})
		x += g.Adv
	}
	if len(c.text) == 0 {
		b.want += float64(x)
		return
	}
	advance := max(int(x), 0)
	rest := chunks(c.text[1:])
	widths, taken := tile(rest, advance)
	spare := float64(int(x) - advance) // of a cluster that moves the pen back
	first := string(c.text[:1])
	if !rtl {
		b.show(b.font.shape(parts, advance-taken), first, float64(advance-taken)+spare)
		for i, s := range rest {
			b.show(b.font.shape(nil, widths[i]), s, float64(widths[i]))
		}
		return
	}
	for i := len(rest) - 1; i >= 0; i-- {
		if b.tail && len(b.stretches) == 1 && !isMark(rest[i]) {
			b.begin()
		}
		b.show(b.font.shape(nil, widths[i]), rest[i], float64(widths[i]))
	}
	if b.tail && len(b.stretches) == 1 {
		b.begin()
	}
	for i := range parts {
		parts[i].DX -= int16(taken)
	}
	b.show(b.font.shape(parts, advance-taken), first, float64(advance-taken)+spare)
}

// simple shows a cluster of one glyph for one character.
func (b *shower) simple(g *shape.Glyph, char rune) {
	key := simple{g.ID, g.Adv, char}
	c, ok := b.font.simple[key]
	if !ok {
		glyph := b.font.shape([]face.Part{{Glyph: g.ID}}, int(g.Adv))
		c = shown{b.font.code(glyph, string(char)), b.font.width(glyph)}
		b.font.simple[key] = c
	}
	b.put(c, float64(g.Adv))
}

// marked shows a cluster and, at the right inside its advance, a mark of direction: readers put a character without
// width behind its neighbour.
func (b *shower) marked(c cluster, rtl bool, mark string, turns bool) {
	n := len(c.glyphs)
	thin := 0
	if n > 0 && len(c.text) > 0 && mark != "" {
		thin = min(narrow, max(int(c.glyphs[n-1].Adv), 0)/2)
		c.glyphs = slices.Clone(c.glyphs)
		c.glyphs[n-1].Adv -= int32(thin)
	}
	b.cluster(c, rtl)
	if turns {
		b.detour(leftToRightMark)
	}
	if n > 0 && len(c.text) > 0 && mark != "" {
		b.show(b.font.shape(nil, thin), mark, float64(thin))
	}
}

const narrow = 20 // thousandths of an em, more or less: the place of a mark

// tile shares an advance between a cluster's visible glyph and the blanks of the other characters: letters
// get equal shares, marks little. It returns the blanks' widths and their sum.
func tile(rest []string, advance int) (widths []int, taken int) {
	letters := 1
	for _, s := range rest {
		if !isMark(s) {
			letters++
		}
	}
	thin := min(narrow, advance/(len(rest)+1))
	room := advance - thin*(len(rest)+1-letters)
	widths = make([]int, len(rest))
	for i, s := range rest {
		widths[i] = thin
		if !isMark(s) {
			widths[i] = room / letters
		}
		taken += widths[i]
	}
	return widths, taken
}

// chunks cuts text into single characters, or longer where that keeps all of them different: readers drop a
// character that repeats at about the same place.
func chunks(text []rune) []string {
	var out []string
	seen := map[string]bool{}
	for i := 0; i < len(text); {
		k := i + 1
		for k < len(text) && seen[string(text[i:k])] {
			k++
		}
		s := string(text[i:k])
		if seen[s] { // the end: join it to the one before
			out[len(out)-1] += s
		} else {
			out = append(out, s)
		}
		seen[s] = true
		i = k
	}
	return out
}

func isMark(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return unicode.In(r, unicode.Mn, unicode.Me, unicode.Cf) })
}

// tick draws a square and, over it, a blank that reads as a box to tick.
func (w *writer) tick(it *layout.Item) error {
	line := it.W * 0.08
	w.page.numbers(line)
	w.page.string("w ")
	w.page.numbers(it.X+line/2, w.height-it.Y+line/2, it.W-line, it.H-line)
	w.page.string("re S\n")
	if len(w.fonts) == 0 {
		return nil
	}
	f := w.fonts[0]
	blank := f.code(f.shape(nil, f.face.Upem), "\u2610")
	w.page = fmt.Appendf(w.page, "BT /%s %s Tf 1 0 0 1 %s %s Tm <%04X> Tj ET\n", f.name, number(it.W), number(it.X), number(w.height-it.Y), blank)
	return nil
}
