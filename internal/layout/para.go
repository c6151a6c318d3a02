package layout

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/shape"
	"welcomepack/internal/source"
)

// Controls of UAX 9 that keep a fact's characters in their own order. They are laid out, never written.
const (
	leftIsolate  = '\u2066'
	rightIsolate = '\u2067'
	firstIsolate = '\u2068'
	popIsolate   = '\u2069'
	zeroSpace    = '\u200b'
)

// A part is a stretch of a paragraph. The runs of a paragraph find theirs by their style's Role, which is its
// number: so two equal links that follow each other stay two.
type part struct {
	role  Role // Link, Span, or empty for the paragraph's own node
	lang  lang.Tag
	href  string
	to    *Anchor
	alt   string
	pos   source.Span
	line  bool // underlined
	sans  bool // set as English is, in upright digits of even width whatever the script around
	gap   bool // a place to break a long address, not text
	node  *Node
	under int // the part around this one; -1 for none
}

// A para is a paragraph ready to be broken into lines.
type para struct {
	shape.Para
	lang  lang.Tag
	parts []part
}

// words builds a para.
type words struct {
	s     *setter
	p     para
	bold  bool
	plain bool    // no links: the whole is one already, or an artifact
	title bool    // links are not underlined
	width float64 // em; facts over half of it may break
	slots map[string]string
}

// words starts a paragraph in the direction of l.
func (s *setter) words(l lang.Tag, bold bool) *words {
	if l == "" {
		l = s.lang
	}
	w := &words{s: s, bold: bold, width: 1e6}
	w.p.lang = l
	w.p.RTL = rightToLeft(l)
	w.p.parts = []part{{lang: l, under: -1}}
	return w
}

// rightToLeft tells the direction of a language, left to right for one that is not in the table.
func rightToLeft(l lang.Tag) bool {
	loc, ok := lang.Lookup(l)
	return ok && lang.ScriptDir(loc.Script) == lang.RTL
}

// text adds words, isolated and marked with their language where it is another than the paragraph's.
func (w *words) text(t doc.Text) {
	l := t.Lang
	if l == "" {
		l = w.p.lang
	}
	if l == w.p.lang {
		w.inlines(t.Inlines, w.part(part{lang: l, pos: t.Pos, under: 0}), w.bold)
		return
	}
	in := w.part(part{role: Span, lang: l, pos: t.Pos, under: 0})
	open := leftIsolate
	if rightToLeft(l) {
		open = rightIsolate
	}
	w.put(string(open), in, w.bold, false)
	w.inlines(t.Inlines, in, w.bold)
	w.put(string(popIsolate), in, w.bold, false)
}

// str adds the program's own signs, such as a dot between labels.
func (w *words) str(s string) *words {
	w.put(s, 0, w.bold, false)
	return w
}

func (w *words) part(p part) int {
	w.p.parts = append(w.p.parts, p)
	return len(w.p.parts) - 1
}

func (w *words) inlines(in []doc.Inline, at int, bold bool) {
	for _, i := range in {
		switch i := i.(type) {
		case doc.Str:
			w.put(i.S, at, bold, false)
		case doc.Strong:
			w.inlines(i.Inlines, at, true)
		case doc.Link:
			w.inlines(i.Inlines, w.link(i, at), bold)
		case doc.Fact:
			w.fact(i, at, bold)
		case doc.Ref:
			w.put("{"+i.Path+"}", at, bold, false)
		case doc.Slot:
			s, ok := w.slots[i.Name]
			if !ok {
				s = "{" + i.Name + "}"
			}
			w.isolate(s, at, bold)
		}
	}
}

// link opens a part for a link, or returns the part around it where the link leads nowhere on paper.
func (w *words) link(l doc.Link, at int) int {
	href, to := w.s.resolve(l.Href)
	if w.plain || w.p.parts[at].role == Link || href == "" && to == nil {
		return at
	}
	return w.part(part{role: Link, lang: w.p.parts[at].lang, href: href, to: to, alt: plain(l.Inlines), pos: l.Pos, line: !w.title, under: at})
}

// isolate adds what is filled in, such as a page number, so that it keeps its place among the words.
func (w *words) isolate(s string, at int, bold bool) {
	k := w.part(part{lang: w.p.parts[at].lang, sans: true, under: at})
	w.put(string(firstIsolate)+s+string(popIsolate), k, bold, false)
}

// fact adds a fact in an isolate, under a Link where it leads somewhere. Names and addresses are as on the
// door, so in English; a screen reader is told.
func (w *words) fact(f doc.Fact, at int, bold bool) {
	p := part{lang: w.p.parts[at].lang, pos: f.Pos, sans: f.Kind.LTR(), under: at}
	named := f.Kind == doc.Name || f.Kind == doc.Address
	if named && latin(f.Shown) && p.lang != lang.English {
		p.role, p.lang = Span, lang.English
	}
	if href := f.Href(); hasScheme(href) && !w.plain && w.p.parts[at].role != Link {
		p.role, p.href, p.alt = Link, href, f.Shown
	}
	k := w.part(p)
	open := firstIsolate
	if f.Kind.LTR() {
		open = leftIsolate
	}
	w.put(string(open), k, bold, false)
	w.unbroken(f, k, bold)
	w.put(string(popIsolate), k, bold, false)
}

// unbroken adds a fact's characters so that no line breaks inside; but a name, street, e-mail or web address
// longer than half a line may break: words between words, addresses of the net after their signs.
func (w *words) unbroken(f doc.Fact, at int, bold bool) {
	net := f.Kind == doc.Email || f.Kind == doc.Web
	words := f.Kind == doc.Name || f.Kind == doc.Address
	if !net && !words || !w.long(f.Shown, bold) {
		w.put(f.Shown, at, bold, true)
		return
	}
	if words {
		w.put(f.Shown, at, bold, false)
		return
	}
	gap := w.part(part{gap: true, lang: w.p.parts[at].lang, under: at})
	for rest := f.Shown; rest != ""; {
		n := strings.IndexAny(rest, breakAfter) + 1
		for n > 0 && n < len(rest) && strings.IndexByte(breakAfter, rest[n]) >= 0 {
			n++
		}
		if n == 0 || n == len(rest) {
			w.put(rest, at, bold, true)
			return
		}
		w.put(rest[:n], at, bold, true)
		w.put(string(zeroSpace), gap, bold, false)
		rest = rest[n:]
	}
}

// breakAfter are the signs that a long address of the net may break after. A hyphen is not among them: at a
// line's end it would be taken for one that is not part of the address.
const breakAfter = "/.@"

// long tells whether s takes more than half of the paragraph's width.
func (w *words) long(s string, bold bool) bool {
	if float64(utf8.RuneCountInString(s)) < w.width/2 { // no letter is wider than an em
		return false
	}
	t := w.s.words(w.p.lang, bold)
	t.put(s, 0, bold, true)
	lines := w.s.shaper.Lines(&t.p.Para, 1e6)
	return len(lines) == 1 && lines[0].Width > w.width/2
}

// put adds characters, with line ends and tabs as blanks and other controls left out.
func (w *words) put(s string, at int, bold, fact bool) {
	from := len(w.p.Text)
	for _, r := range s {
		switch {
		case r == '\n' || r == '\t' || r == '\r' || r == '\u2028' || r == '\u2029' || r == '\u0085' || r == '\v' || r == '\f':
			r = ' '
		case unicode.IsControl(r):
			continue
		}
		w.p.Text = append(w.p.Text, r)
	}
	if len(w.p.Text) == from {
		return
	}
	l := w.p.parts[at].lang
	if w.p.parts[at].sans {
		l = lang.English
	}
	w.p.Spans = append(w.p.Spans, shape.Span{Start: from, End: len(w.p.Text), Fact: fact,
		Style: shape.Style{Bold: bold, Lang: l, Role: strconv.Itoa(at)}})
}

// partOf returns the part that a style stands for.
func (p *para) partOf(st shape.Style) *part {
	k, err := strconv.Atoi(st.Role)
	if err != nil || k < 0 || k >= len(p.parts) {
		return &p.parts[0]
	}
	return &p.parts[k]
}

// nodeOf returns the node of a part under the paragraph's own node n, and makes it at first use.
func (p *para) nodeOf(k *part, n *Node) *Node {
	if n == nil {
		return nil
	}
	around := n
	if k.under >= 0 {
		around = p.nodeOf(&p.parts[k.under], n)
	}
	if k.role == "" {
		return around
	}
	if k.node == nil {
		k.node = around.later(k.role)
		k.node.Href, k.node.To, k.node.Alt = k.href, k.to, k.alt
		k.node.Lang = k.lang
	}
	return k.node
}

// linkOf returns the Link part that k is, or is inside of.
func (p *para) linkOf(k *part) *part {
	for {
		if k.role == Link {
			return k
		}
		if k.under < 0 {
			return nil
		}
		k = &p.parts[k.under]
	}
}

// latin tells whether s has Latin letters and no others.
func latin(s string) bool {
	found := false
	for _, r := range s {
		if unicode.IsLetter(r) {
			if !unicode.Is(unicode.Latin, r) {
				return false
			}
			found = true
		}
	}
	return found
}

// hasScheme tells whether href is an address of its own, such as https:… or tel:….
func hasScheme(href string) bool {
	scheme, rest, ok := strings.Cut(href, ":")
	if !ok || rest == "" || scheme == "" {
		return false
	}
	for _, r := range scheme {
		if !(r >= 'a' && r <= 'z' || r >= '0' && r <= '9' || r == '+' || r == '-' || r == '.') {
			return false
		}
	}
	return scheme != "guide" && scheme != "service" && scheme != "category"
}

// plain is the text of inlines.
func plain(in []doc.Inline) string {
	var b strings.Builder
	for _, i := range in {
		switch i := i.(type) {
		case doc.Str:
			b.WriteString(i.S)
		case doc.Strong:
			b.WriteString(plain(i.Inlines))
		case doc.Link:
			b.WriteString(plain(i.Inlines))
		case doc.Fact:
			b.WriteString(i.Shown)
		case doc.Ref:
			b.WriteString("{" + i.Path + "}")
		case doc.Slot:
			b.WriteString("{" + i.Name + "}")
		}
	}
	return strings.Join(strings.Fields(b.String()), " ")
}
