package html

import (
	"bytes"
	"strconv"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

func (w *writer) blocks(bs []doc.Block) {
	for _, b := range bs {
		w.block(b)
	}
}

func (w *writer) block(b doc.Block) {
	switch b := b.(type) {
	case doc.Heading:
		w.heading(b)
	case doc.Paragraph:
		w.element("p", roleClass[b.Role], b.Text)
	case doc.List:
		w.list(b)
	case doc.Table:
		w.tableBlock(b)
	case doc.Callout:
		w.callout(b)
	case doc.Contact:
		w.contact(b.Rows)
	case doc.Hours:
		w.hours(b)
	case doc.Place:
		w.place(b)
	case doc.Entries:
		w.entries(b)
	case doc.Cards:
		w.cards(b)
	case doc.Terms:
		w.terms(b)
	case doc.Tags:
		w.texts("tags", b.Items)
	case doc.Blanks:
		w.blanks(b)
	case doc.Group:
		w.raw("<div class=\"group\">\n")
		w.blocks(b.Body)
		w.raw("</div>\n")
	case doc.Pair:
		w.pair(b)
	case doc.Offline:
		w.offline(b)
	case doc.Break:
		w.raw("<div class=\"break\"></div>\n")
	case doc.Filter:
		w.filter(b)
	case doc.Search:
		w.search(b)
	case doc.Tools:
		w.tools(b)
	case doc.Choice:
		w.choice(b)
	case doc.Plan:
		w.plan(b)
	case doc.QR:
		w.qr(b)
	case doc.Exit:
		w.exit(b)
	case doc.Include:
		panic("html: include was not resolved")
	default:
		panic("html: unknown block")
	}
}

var roleClass = [...]string{doc.Plain: "", doc.Lead: "lead", doc.Small: "small", doc.English: "english"}

// heading prints a heading below the page's one h1.
func (w *writer) heading(h doc.Heading) {
	w.level = min(max(h.Level, 2), 6)
	tag := "h" + strconv.Itoa(w.level)
	w.start(tag, "", h.Text)
	if h.ID != "" {
		w.attr("id", h.ID)
	}
	w.raw(">")
	w.inlines(h.Text)
	w.raw("</" + tag + ">\n")
}

// list prints a list. A role is said again where the style takes the bullets away, because one screen reader then
// takes away the list too.
func (w *writer) list(l doc.List) {
	if l.Kind == doc.Ticks {
		w.ticks(l)
		return
	}
	open, end := "<ul>\n", "</ul>\n"
	if l.Kind == doc.Steps {
		open, end = "<ol>\n", "</ol>\n"
	}
	w.raw(open)
	for _, body := range l.Items {
		if p, ok := onlyParagraph(body); ok {
			w.raw("<li")
			w.at(p.Text.Pos)
			w.raw(">")
			w.span(p.Text) // the item keeps the page's direction, and so its number its side
			w.raw("</li>\n")
			continue
		}
		w.raw("<li>")
		w.blocks(body)
		w.raw("</li>\n")
	}
	w.raw(end)
}

func onlyParagraph(body []doc.Block) (doc.Paragraph, bool) {
	if len(body) != 1 {
		return doc.Paragraph{}, false
	}
	p, ok := body[0].(doc.Paragraph)
	return p, ok && p.Role == doc.Plain
}

// tableBlock prints a table in a frame that keyboards can scroll, named by the caption or the head row.
func (w *writer) tableBlock(t doc.Table) {
	w.table++
	id := "_table" + strconv.Itoa(w.table)
	w.raw(`<div class="scroll" role="group" tabindex="0" aria-labelledby="` + id + "\"><table>\n")
	if !t.Caption.IsZero() {
		w.start("caption", "", t.Caption)
		w.attr("id", id)
		w.raw(">")
		w.inlines(t.Caption)
		w.raw("</caption>\n<thead><tr>")
	} else {
		w.raw(`<thead><tr id="` + id + `">`)
	}
	for i, h := range t.Head {
		if len(t.Shares) > 0 && i == 1 {
			w.raw("<td></td>")
		}
		if len(t.Shares) > 0 && 0 < i && i <= len(t.Shares[0]) {
			w.start("th", "", h)
			w.raw(` scope="col"><svg class="swatch" viewBox="0 0 1 1" aria-hidden="true"><rect class="share-` + strconv.Itoa(i-1) + `" width="1" height="1"/></svg>`)
			w.inlines(h)
			w.raw("</th>")
			continue
		}
		w.cell(h, "col")
	}
	w.raw("</tr></thead>\n<tbody>\n")
	for n, row := range t.Rows {
		w.raw("<tr")
		if n < len(t.Facets) {
			w.facets(t.Facets[n])
		}
		w.raw(">")
		for i, c := range row {
			scope := ""
			if i == 0 && t.RowHead {
				scope = "row"
			}
			if i == 1 && n < len(t.Shares) {
				w.bar(t.Shares[n])
			}
			w.cell(c, scope)
		}
		w.raw("</tr>\n")
	}
	w.raw("</tbody></table></div>\n")
}

// bar draws parts of a whole side by side. The cells behind it say the same in numbers.
func (w *writer) bar(parts []int) {
	all := 0
	for _, p := range parts {
		all += p
	}
	w.raw(`<td><svg class="bar" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">`)
	at := 0
	for i, p := range parts {
		if p == 0 {
			continue
		}
		width := p * 1000 / all
		w.raw(`<rect class="share-` + strconv.Itoa(i) + `" x="` + strconv.Itoa(at) + `" width="` + strconv.Itoa(width) + `" height="10"/>`)
		at += width
	}
	w.raw("</svg></td>")
}

func (w *writer) cell(t doc.Text, scope string) {
	tag := "td"
	if scope != "" && !t.IsZero() {
		tag = "th"
	}
	w.start(tag, "", t)
	if tag == "th" {
		w.attr("scope", scope)
	}
	w.raw(">")
	w.inlines(t)
	w.raw("</" + tag + ">")
}

var (
	calloutClass = [...]string{doc.Note: "callout note", doc.Important: "callout important", doc.Danger: "callout danger", doc.Myth: "callout myth", doc.Status: "callout status", doc.True: "callout true", doc.False: "callout false"}
	calloutIcon  = [...]string{doc.Note: "info", doc.Important: "important", doc.Danger: "danger", doc.Myth: "myth", doc.Status: "clock", doc.True: "myth", doc.False: "myth"}
)

func (w *writer) callout(c doc.Callout) {
	w.raw(`<div class="` + calloutClass[c.Kind] + "\" role=\"note\">\n")
	w.label("label", calloutIcon[c.Kind], c.Label)
	w.blocks(c.Body)
	w.raw("</div>\n")
}

// label prints a paragraph that names what follows, with an icon before it.
func (w *writer) label(class, icon string, t doc.Text) {
	if t.IsZero() {
		return
	}
	w.raw(`<p class="` + class + `">` + w.theme.Icon(icon))
	w.span(t)
	w.raw("</p>\n")
}

// contactIcons is the icons of facts by which somebody is reached; "" for the others.
var contactIcons = [...]string{doc.Phone: "phone", doc.TextTo: "message", doc.Email: "mail", doc.Web: "web", doc.Address: "pin", doc.Name: ""}

// contact prints ways to reach somebody. Rows of the same label after each other share it.
func (w *writer) contact(rows []doc.ContactRow) {
	if len(rows) == 0 {
		return
	}
	w.raw("<dl class=\"contact\">\n")
	for i, r := range rows {
		if i == 0 || !sameLabel(rows[i-1], r) {
			if i > 0 {
				w.raw("</div>\n")
			}
			w.raw("<div><dt>")
			if r.Fact.Shown != "" {
				w.raw(w.theme.Icon(contactIcons[r.Fact.Kind]))
			}
			w.span(r.Label)
			w.raw("</dt>")
		}
		class := "reach"
		if r.Fact.Kind == doc.Phone || r.Fact.Kind == doc.TextTo {
			class = "reach number"
		}
		w.raw("<dd>")
		if r.Fact.Shown != "" { // a row may be words alone
			w.fact(r.Fact, class)
		}
		w.texts("notes", r.Notes)
		w.raw("</dd>")
	}
	w.raw("</div>\n</dl>\n")
}

func sameLabel(a, b doc.ContactRow) bool {
	return a.Fact.Kind == b.Fact.Kind && a.Label.Fresh == b.Label.Fresh && plain(a.Label) == plain(b.Label)
}

// texts prints short texts beside each other.
func (w *writer) texts(class string, ts []doc.Text) {
	if len(ts) == 0 {
		return
	}
	w.raw(`<ul class="` + class + `" role="list">`)
	for _, t := range ts {
		w.start("li", "", t)
		w.raw(">")
		w.inlines(t)
		w.raw("</li>")
	}
	w.raw("</ul>\n")
}

func (w *writer) hours(h doc.Hours) {
	w.raw("<table class=\"hours\">\n")
	if !h.Label.IsZero() {
		w.element("caption", "", h.Label)
	}
	w.raw("<tbody>\n")
	for _, r := range h.Rows {
		w.raw("<tr>")
		w.cell(r.Day, "row")
		w.raw("<td>")
		w.fact(r.Time, "")
		w.texts("notes", r.Notes)
		w.raw("</td></tr>\n")
	}
	w.raw("</tbody></table>\n")
}

// place prints an address as on an envelope, in the letters and direction of the street sign.
func (w *writer) place(p doc.Place) {
	w.raw("<div class=\"place\">\n")
	w.label("label", "pin", p.Label)
	if len(p.Lines) > 0 {
		address := doc.Text{Lang: "en"}
		w.start("p", "address", address)
		w.raw(">")
		for i, f := range p.Lines {
			if i > 0 {
				w.raw("<br>")
			}
			address.Inlines = []doc.Inline{f}
			w.inlines(address)
		}
		w.raw("</p>\n")
	}
	if p.Map != "" && !p.MapText.IsZero() {
		w.raw("<p>")
		w.link(p.Map, "map", func() { w.span(p.MapText) })
		w.raw("</p>\n")
	}
	w.texts("notes", p.Notes)
	w.raw("</div>\n")
}

// entries prints services in short, each under a heading one level below the last.
func (w *writer) entries(e doc.Entries) {
	w.raw("<ul class=\"entries\" role=\"list\">\n")
	for _, s := range e.Items {
		w.entryOnce(s)
	}
	w.raw("</ul>\n")
}

// An entryKey tells apart the ways in which a service is printed in lists: addresses are relative to the page's folder.
// A service is the same in all lists of an edition but for its facets.
type entryKey struct {
	href, folder string
	level        int
	facets       bool
}

// A printed is what was printed for an entry.
type printed struct {
	b     []byte
	stale bool
}

// entryOnce prints a service, or copies what was printed for it on another page.
func (w *writer) entryOnce(s doc.Entry) {
	if w.printer == nil || w.leads != nil || w.lang != w.own {
		w.entry(s)
		return
	}
	k := entryKey{s.Href, w.page.Path[:strings.LastIndexByte(w.page.Path, '/')+1], w.level, s.Facets.Is != nil}
	done, ok := w.printer.entries[k]
	if !ok {
		before, from := w.stale, len(w.b)
		w.stale = false
		w.entry(s)
		done = printed{bytes.Clone(w.b[from:]), w.stale}
		w.printer.entries[k] = done
		w.b, w.stale = w.b[:from], before
	}
	w.b = append(w.b, done.b...)
	w.stale = w.stale || done.stale
}

func (w *writer) entry(s doc.Entry) {
	tag := "h" + strconv.Itoa(min(w.level+1, 6))
	w.raw("<li class=\"entry\"")
	w.facets(s.Facets)
	w.raw("><" + tag + ">")
	w.link(s.Href, "", func() { w.span(s.Name) })
	w.raw("</" + tag + ">\n")
	w.optional("english", s.English)
	if s.Org.Shown != "" {
		w.raw("<p class=\"org\">")
		w.fact(s.Org, "")
		w.raw("</p>\n")
	}
	w.optional("", s.Summary)
	w.texts("tags", s.Tags)
	w.contact(s.Contact)
	w.raw("</li>\n")
}

func (w *writer) optional(class string, t doc.Text) {
	if !t.IsZero() {
		w.element("p", class, t)
	}
}

// cards prints links to choose from. The link is the name alone, which is what a screen reader says; the
// style makes the whole card its target.
func (w *writer) cards(c doc.Cards) {
	class := "cards"
	switch {
	case c.Tiles:
		class = "cards tiles"
	case c.Small:
		class = "cards little"
	case len(c.Items) == 1:
		class = "cards single"
	}
	w.raw(`<ul class="` + class + "\" role=\"list\">\n")
	for _, card := range c.Items {
		if card.Href = w.lead(card.Href); card.Href == "" {
			continue // what it leads to is not here
		}
		w.raw(`<li class="card"`)
		w.facets(card.Facets)
		w.raw(">" + w.theme.Icon(card.Icon) + `<div><a href="`)
		scheme := w.href(card.Href)
		w.raw(`"`)
		if scheme == "https" || scheme == "http" {
			w.raw(` rel="noopener noreferrer external"`)
		}
		if card.Lang != "" {
			w.attr("hreflang", card.Lang.BCP47())
		}
		w.raw(">")
		w.inLink = true
		w.span(card.Title)
		w.inLink = false
		w.raw("</a>")
		w.behind(card.Also)
		w.size(card.Size)
		w.optional("", card.Text)
		w.raw("</div></li>\n")
	}
	w.raw("</ul>\n")
}

// blanks prints room to write by hand, once the page is on paper.
func (w *writer) blanks(b doc.Blanks) {
	if len(b.Items) == 0 {
		return
	}
	w.raw("<ul class=\"blanks\" role=\"list\">\n")
	for _, x := range b.Items {
		if x.Lines > 0 {
			w.raw(`<li class="box">`)
		} else {
			w.raw("<li>")
		}
		w.span(x.Label)
		w.raw("</li>\n")
	}
	w.raw("</ul>\n")
}

func (w *writer) terms(t doc.Terms) {
	w.raw("<dl class=\"terms\">\n")
	for _, term := range t.Items {
		w.raw("<div")
		if term.ID != "" {
			w.attr("id", term.ID)
		}
		w.raw("><dt>")
		w.named(term.Name, term.English)
		w.raw("</dt>")
		w.start("dd", "", term.Meaning)
		w.raw(">")
		w.inlines(term.Meaning)
		w.raw("</dd></div>\n")
	}
	w.raw("</dl>\n")
}

// pair prints English, then the other language.
func (w *writer) pair(p doc.Pair) {
	around := w.lang
	w.raw("<div class=\"pair\">\n<div lang=\"en\" dir=\"ltr\">\n")
	w.lang = lang.English
	w.blocks(p.English)
	w.lang = around
	w.raw("</div>\n<div>\n")
	w.blocks(p.Other)
	w.raw("</div>\n</div>\n")
}
