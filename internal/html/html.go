// Package html prints pages of the document tree as HTML that works without scripts. The frame around a page is
// the theme's; every block is printed here, by one function a kind. What authors wrote reaches a page only
// through [writer.esc] and [writer.href].
package html

import (
	"net/url"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
)

// A Printer prints the pages of one edition. One goroutine at a time may use it.
type Printer struct {
	// Where tells where words are written, to be shown in attributes data-at; "" is nowhere that matters. Nil is for pages
	// that are published.
	Where func(source.Span) string

	theme *theme.Theme
	frame *doc.Frame
	base  string                   // BaseURL with a slash at its end, or empty
	root  string                   // path of base: "/" or "/welcome/"; empty without a base
	cuts  map[string][]theme.Piece // by kind of page; "" for every other kind

	entries map[entryKey]printed
}

// NewPrinter cuts the theme's frames for the edition of f.
func NewPrinter(t *theme.Theme, f *doc.Frame) (*Printer, error) {
	p := &Printer{theme: t, frame: f, cuts: map[string][]theme.Piece{}, entries: map[entryKey]printed{}}
	if f.BaseURL != "" {
		p.base = strings.TrimSuffix(f.BaseURL, "/") + "/"
		u, err := url.Parse(p.base)
		if err != nil {
			return nil, err
		}
		p.root = u.EscapedPath()
	}
	shape := theme.Shape{Borough: !f.Borough.IsZero(), Search: f.Find.Action != "", Nav: len(f.Nav), Footer: len(f.Footer) > 0}
	for _, kind := range append(t.Kinds(), "") {
		cut, err := t.Cut(kind, shape)
		if err != nil {
			return nil, err
		}
		p.cuts[kind] = cut
	}
	return p, nil
}

// NotFound is the kind of the page that a server shows for any address that leads nowhere, however deep. Its
// links start at the website's root where the frame has a base URL.
const NotFound = "notfound"

// Page prints a page. It panics on what no page may hold: a reference or slot that was not filled, an address
// that leads out of the website by another way than https, http, mailto, tel or sms.
func (p *Printer) Page(pg *doc.Page) []byte { return p.print(make([]byte, 0, 24<<10), pg, nil) }

// Append is Page for a caller who has room for it: it appends the page to b.
func (p *Printer) Append(b []byte, pg *doc.Page) []byte { return p.print(b, pg, nil) }

func (p *Printer) print(b []byte, pg *doc.Page, leads func(string) string) []byte {
	w := &writer{printer: p, leads: leads, b: b, theme: p.theme, frame: p.frame, page: pg, lang: pg.Lang, level: 1}
	if w.lang == "" {
		w.lang = p.frame.Lang
	}
	w.own = w.lang
	if pg.Kind == NotFound {
		w.root = p.root
	}
	cut, ok := p.cuts[pg.Kind]
	if !ok {
		cut = p.cuts[""]
	}
	for i := range cut {
		w.piece(p, &cut[i])
	}
	return w.b
}

func (w *writer) piece(p *Printer, c *theme.Piece) {
	f := w.frame
	switch c.Slot {
	case theme.Literal:
		w.raw(c.Text)
	case theme.Lang:
		w.esc(w.own.BCP47())
	case theme.Dir:
		w.raw(w.own.Dir().String())
	case theme.Kind:
		w.esc(w.page.Kind)
	case theme.Title:
		w.fullTitle()
	case theme.Description:
		w.plainOr(w.page.Summary, w.page.Title)
	case theme.Links:
		if w.page.Kind == "report" { // for the site's own people
			w.raw("<meta name=\"robots\" content=\"noindex\">\n")
		}
		w.links(p.base)
		w.linked()
		w.scripts()
	case theme.Site:
		w.words(f.Site, c.Where)
	case theme.Borough:
		w.words(f.Borough, c.Where)
	case theme.Home:
		w.href(f.Home)
	case theme.NavHref:
		w.href(f.Nav[c.N].Href)
	case theme.NavText:
		w.words(f.Nav[c.N].Text, c.Where)
	case theme.NavCurrent:
		w.current(f.Nav[c.N].Href)
	case theme.Menu:
		w.words(f.Menu, c.Where)
	case theme.Skip:
		w.words(f.Skip, c.Where)
	case theme.Languages:
		w.languages()
	case theme.Search:
		w.find(f.Find, "_find")
	case theme.Trail:
		w.trail()
	case theme.Main:
		w.main()
	case theme.Footer:
		w.level = 1
		w.blocks(f.Footer)
		w.olderNote()
	case theme.File:
		w.href(c.Path)
	default:
		panic("html: unknown slot")
	}
}

// fullTitle prints page, borough and site, as a tab or a bookmark needs them.
func (w *writer) fullTitle() {
	last := ""
	for _, t := range []doc.Text{w.page.Title, w.frame.Borough, w.frame.Site} {
		s := plain(t)
		if s == "" || s == last {
			continue
		}
		if last != "" {
			w.raw(" – ")
		}
		w.esc(s)
		last = s
	}
}

// scripts loads styles of the page's own, and what makes it easier to use. Scripts run after the page is read, in
// their order.
func (w *writer) scripts() {
	for _, s := range w.page.Styles {
		w.raw(`<link rel="stylesheet" href="`)
		w.href(s)
		w.raw("\">\n")
	}
	for _, s := range w.page.Scripts {
		w.raw(`<script src="`)
		w.href(s)
		w.raw("\" defer></script>\n")
	}
}

// links tells search engines which page this is, which needs a whole address. The sitemap tells them which others say
// the same in another language: on each page that would cost every reader a line for each language.
func (w *writer) links(base string) {
	if to := w.page.MovedTo; to != "" {
		w.raw(`<meta name="robots" content="noindex"><meta http-equiv="refresh" content="0; url=`)
		w.href(to)
		w.raw("\">\n")
		return
	}
	if base == "" || w.page.Kind == NotFound {
		return
	}
	w.raw(`<link rel="canonical" href="`)
	w.esc(base + w.page.Path)
	w.raw("\">\n")
}

// linked prints what machines read. Its type makes it data: browsers run none of it, under any policy.
func (w *writer) linked() {
	if len(w.page.Linked) == 0 || w.leads != nil {
		return
	}
	w.raw(`<script type="application/ld+json">`)
	w.raw(string(w.page.Linked))
	w.raw("</script>\n")
}

func (w *writer) current(href string) {
	if href == w.page.Path {
		w.raw(`aria-current="page"`)
	}
}

// sampled is how many languages are shown before the list is opened, for readers who cannot read its name.
const sampled = 4

// languages prints the list of languages. Each leads to this same page. It opens and shuts without a script.
func (w *writer) languages() {
	if len(w.page.Alternates) < 2 {
		return
	}
	w.raw(`<nav class="languages" aria-label="`)
	w.plainOr(w.frame.Languages, doc.Text{})
	w.raw(`"><details><summary>`)
	w.raw(w.theme.Icon("globe"))
	w.span(w.frame.Languages)
	w.raw(` <span class="sample" aria-hidden="true">`)
	n := 0
	for _, a := range w.page.Alternates {
		if a.Lang != w.own && n < sampled {
			w.autonym("bdi", a)
			w.raw(" ")
			n++
		}
	}
	w.raw(`</span></summary><ul role="list">`)
	for _, a := range w.page.Alternates {
		w.raw(`<li><a hreflang="`)
		w.esc(a.Lang.BCP47())
		w.raw(`" href="`)
		w.href(a.Href)
		w.raw(`"`)
		if a.Lang == w.own {
			w.raw(` aria-current="page"`)
		}
		w.raw(`>`)
		w.autonym("span", a)
		if a.English != a.Autonym {
			w.raw(` <span class="english" lang="en" dir="ltr">`)
			w.esc(a.English)
			w.raw(`</span>`)
		}
		w.raw(`</a></li>`)
	}
	w.raw("</ul></details></nav>\n")
}

func (w *writer) autonym(tag string, a doc.Alternate) {
	w.raw("<" + tag)
	w.attr("lang", a.Lang.BCP47())
	w.attr("dir", a.Lang.Dir().String())
	w.raw(">")
	w.esc(a.Autonym)
	w.raw("</" + tag + ">")
}

func (w *writer) trail() {
	if len(w.page.Trail) == 0 {
		return
	}
	w.raw(`<nav class="trail" aria-label="`)
	w.plainOr(w.frame.Trail, doc.Text{})
	w.raw(`"><ol role="list">`)
	for _, l := range w.page.Trail {
		w.raw("<li>")
		w.link(l.Href, "", func() { w.span(l.Text) })
		w.raw("</li>")
	}
	w.raw("</ol></nav>\n")
}

// main prints what the page says. Its summary stands under the title, unless the body begins with a lead of
// its own.
func (w *writer) main() {
	w.element("h1", "", w.page.Title)
	if !w.page.English.IsZero() {
		w.element("p", "english", w.page.English)
	}
	if !w.page.Summary.IsZero() && !beginsWithLead(w.page.Body) {
		w.element("p", "lead", w.page.Summary)
	}
	w.blocks(w.page.Body)
	w.olderNote()
}

func beginsWithLead(body []doc.Block) bool {
	if len(body) == 0 {
		return false
	}
	p, ok := body[0].(doc.Paragraph)
	return ok && p.Role == doc.Lead
}

// olderNote explains, once a page, the mark of stale texts.
func (w *writer) olderNote() {
	if !w.stale || w.noted || w.frame.OlderNote.IsZero() {
		return
	}
	w.noted = true
	t := w.frame.OlderNote
	t.Fresh = doc.Fresh // it would explain itself
	w.start("p", "older-note", t)
	w.attr("id", olderID)
	w.raw(">")
	w.inlines(t)
	w.raw("</p>\n")
}
