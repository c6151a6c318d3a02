package html

import (
	"unicode/utf8"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
)

// A writer prints one page.
type writer struct {
	printer *Printer

	b     []byte
	theme *theme.Theme
	frame *doc.Frame
	page  *doc.Page
	leads func(string) string // where an address within the website leads from here, "" for nowhere; may be nil
	root  string              // of all addresses on the page that is shown at any depth; else empty
	own   lang.Tag            // the page's language
	lang  lang.Tag            // of the element that is open
	level int                 // of the last heading
	table int                 // tables so far

	tickBoxes int // of more than one paragraph, so far

	inLink       bool // a link is open, and must hold no other
	stale, noted bool // a stale text was printed; the note about it was
}

// IDs of the page's own parts begin with a low line, which no heading's ID does.
const olderID = "_older"

func (w *writer) raw(s string) { w.b = append(w.b, s...) }

// esc prints text so that it is text everywhere: between tags and in quoted attributes. What HTML cannot hold
// becomes U+FFFD.
func (w *writer) esc(s string) {
	if !utf8.ValidString(s) {
		s = string([]rune(s)) // each byte that is none becomes U+FFFD
	}
	from := 0
	for i := 0; i < len(s); i++ {
		c := s[i]
		if !special[c] {
			continue
		}
		e, n := "\uFFFD", 2
		if c < utf8.RuneSelf {
			e, n = entities[c], 1
		} else if s[i+1] >= 0xa0 {
			continue
		}
		w.b = append(append(w.b, s[from:i]...), e...)
		from = i + n
		i = from - 1
	}
	w.b = append(w.b, s[from:]...)
}

// entities is what stands for a character that means something else in HTML, or nothing.
var entities = escapes()

func escapes() (e [utf8.RuneSelf]string) {
	for c := range e {
		if c < ' ' && c != '\t' && c != '\n' || c == 0x7f {
			e[c] = "\uFFFD"
		}
	}
	e['&'], e['<'], e['>'], e['"'], e['\''] = "&amp;", "&lt;", "&gt;", "&#34;", "&#39;"
	return e
}

// special is the first bytes of the characters that are not printed as they are: C2 begins the controls beyond ASCII.
var special = specials()

func specials() (b [256]bool) {
	for c, e := range entities {
		b[c] = e != ""
	}
	b[0xC2] = true
	return b
}

func (w *writer) attr(name, value string) {
	w.raw(" ")
	w.raw(name)
	w.raw(`="`)
	w.esc(value)
	w.raw(`"`)
}

// start opens a tag that is to hold t and leaves it open for more attributes. Where the words are not in the
// page's language, or are not what the English says today, the tag tells.
func (w *writer) start(tag, class string, t doc.Text) {
	w.raw("<")
	w.raw(tag)
	mark := ""
	switch t.Fresh {
	case doc.Stale:
		mark = "stale"
	case doc.Missing:
		mark = "untranslated"
	}
	switch {
	case class != "" && mark != "":
		w.attr("class", class+" "+mark)
	case class+mark != "":
		w.attr("class", class+mark)
	}
	if t.Lang != "" && t.Lang != w.lang {
		w.attr("lang", t.Lang.BCP47())
		w.attr("dir", t.Lang.Dir().String())
	}
	w.at(t.Pos)
	if t.Fresh == doc.Stale {
		w.stale = true
		if !w.frame.OlderNote.IsZero() {
			w.attr("aria-describedby", olderID)
		}
	}
}

// at tells where words are written, where that is wanted.
func (w *writer) at(pos source.Span) {
	if w.printer == nil || w.printer.Where == nil || pos.File == 0 {
		return
	}
	if at := w.printer.Where(pos); at != "" {
		w.attr("data-at", at)
	}
}

// element prints words in an element of their own.
func (w *writer) element(tag, class string, t doc.Text) {
	w.start(tag, class, t)
	w.raw(">")
	w.inlines(t)
	w.raw("</")
	w.raw(tag)
	w.raw(">\n")
}

// span prints words inside an element, in a span only where they need marks.
func (w *writer) span(t doc.Text) {
	if t.Fresh == doc.Fresh && (t.Lang == "" || t.Lang == w.lang) {
		w.inlines(t)
		return
	}
	w.start("span", "", t)
	w.raw(">")
	w.inlines(t)
	w.raw("</span>")
}

// named prints a name, with the English one behind it where there is one.
func (w *writer) named(name, english doc.Text) {
	w.span(name)
	w.behind(english)
}

// behind prints an English name behind another; there may be none.
func (w *writer) behind(english doc.Text) {
	if english.IsZero() {
		return
	}
	w.raw(" ")
	w.start("span", "english", english)
	w.raw(">")
	w.inlines(english)
	w.raw("</span>")
}

// words prints words of the frame as its place can hold them.
func (w *writer) words(t doc.Text, at theme.Where) {
	if at == theme.InText {
		w.span(t)
		return
	}
	w.esc(plain(t))
}

// plainOr prints t, or u where t is empty, as text without elements.
func (w *writer) plainOr(t, u doc.Text) {
	if t.IsZero() {
		t = u
	}
	w.esc(plain(t))
}

func (w *writer) inlines(t doc.Text) {
	outer := w.lang
	if t.Lang != "" {
		w.lang = t.Lang
	}
	w.run(t.Inlines)
	w.lang = outer
}

func (w *writer) run(ins []doc.Inline) {
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Str:
			w.esc(in.S)
		case doc.Strong:
			w.raw("<strong>")
			w.run(in.Inlines)
			w.raw("</strong>")
		case doc.Link:
			w.link(in.Href, "", func() { w.run(in.Inlines) })
		case doc.Fact:
			w.fact(in, "")
		case doc.Ref:
			panic("html: reference {" + in.Path + "} was not filled")
		case doc.Slot:
			panic("html: slot {" + in.Name + "} was not filled")
		default:
			panic("html: unknown inline")
		}
	}
}

// link prints a link around what body prints; only that where a link is open already.
func (w *writer) link(href, class string, body func()) {
	href = w.lead(href)
	if href == "" || w.inLink {
		body()
		return
	}
	w.raw("<a")
	if class != "" {
		w.attr("class", class)
	}
	w.raw(` href="`)
	scheme := w.href(href)
	w.raw(`"`)
	if scheme == "https" || scheme == "http" {
		w.raw(` rel="noopener noreferrer external"`)
	}
	w.raw(">")
	w.inLink = true
	body()
	w.inLink = false
	w.raw("</a>")
}

// fact prints a fact, set apart from the direction of the text around it.
func (w *writer) fact(f doc.Fact, class string) {
	w.link(f.Href(), class, func() {
		switch {
		case f.Kind == doc.Address || f.Kind == doc.Email || f.Kind == doc.Web:
			w.raw(`<bdi class="long" dir="ltr"`) // may go on in the next line; a number or time never does
		case f.Kind.LTR():
			w.raw(`<bdi dir="ltr"`)
		default:
			w.raw("<bdi")
			if l := nameLang(f); l != "" && l != w.lang {
				w.attr("lang", l.BCP47())
			}
		}
		w.at(f.Pos)
		w.raw(">")
		w.esc(f.Shown)
		w.raw("</bdi>")
	})
}

// nameLang returns the language of a name, which is English unless it says otherwise; other facts have none.
func nameLang(f doc.Fact) lang.Tag {
	if f.Kind == doc.Name && f.Lang == "" {
		return lang.English
	}
	return f.Lang
}
