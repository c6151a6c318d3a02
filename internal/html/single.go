package html

import (
	"crypto/sha256"
	_ "embed"
	"encoding/base64"
	"encoding/json"
	"path"
	"slices"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/theme"
)

// PageWithin prints a page for a copy of a part of the website: links to pages that the copy has not lead to the
// website itself, or nowhere where it has no base URL.
func (p *Printer) PageWithin(pg *doc.Page, has func(path string) bool) []byte {
	return p.print(nil, pg, func(to string) string {
		file, _, _ := strings.Cut(to, "#")
		switch {
		case file == "" || has(file):
			return to
		case p.base != "":
			return p.base + to
		}
		return ""
	})
}

// lead returns where an address leads from the page that is printed.
func (w *writer) lead(to string) string {
	if _, ok := schemeOf(to); ok || to == "" || w.leads == nil {
		return to
	}
	return w.leads(to)
}

//go:embed single.css
var singleStyle string

// A Held is the search of an edition in one file: the index as JSON, and the website's path of each of its pages.
type Held struct {
	Search doc.Search
	Index  []byte
	Pages  []string
}

// Single prints an edition as one file that asks for no other: its style, script, fonts and drawings are in it,
// and its policy allows these by their digests alone. The theme's frames are for pages, so this frame is fixed.
func (p *Printer) Single(pack *doc.Pack, held Held) []byte {
	s := newSingle(pack, p.base)
	rules, fonts := singleStyles(p.theme, pack.Lang)
	script := singleScript(p.theme)
	w := &writer{
		b: make([]byte, 0, 512<<10), theme: p.theme, frame: p.frame, leads: s.leads, level: 1,
		page: &doc.Page{Path: pack.Path, Lang: pack.Lang, Title: pack.Title}, own: pack.Lang, lang: pack.Lang,
	}
	w.raw("<!doctype html>\n<html")
	w.attr("lang", pack.Lang.BCP47())
	w.attr("dir", pack.Lang.Dir().String())
	w.raw(">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
	w.raw(`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src ` + hash(script) + `; style-src ` + hash(rules) + " " + hash(fonts) +
		"; font-src data:; img-src data:; base-uri 'none'; form-action 'none'\">\n")
	w.raw("<meta name=\"referrer\" content=\"no-referrer\">\n<meta name=\"format-detection\" content=\"telephone=no, date=no, address=no\">\n<meta name=\"color-scheme\" content=\"light dark\">\n<title>")
	w.fullTitle()
	w.raw("</title>\n<style>" + rules + "</style>\n<style>" + fonts + "</style>\n</head>\n<body class=\"kind-single\">\n<a class=\"skip\" href=\"#_main\">")
	w.span(p.frame.Skip)
	w.raw("</a>\n<header class=\"band\"><div class=\"wide\"><p class=\"brand\"><span class=\"site\">")
	w.span(pack.Cover.Site)
	w.raw("</span> <span class=\"borough\">")
	w.span(pack.Cover.Borough)
	w.raw("</span></p></div></header>\n<div class=\"wide\"><main id=\"_main\" tabindex=\"-1\">\n")
	w.element("h1", "", pack.Title)
	w.optional("lead", pack.Cover.Tagline)
	w.search(held.Search)
	w.blocks(pack.Cover.Notes)
	w.contents(pack.Contents, s.chapters)
	w.chapters(s.body, pack.Contents)
	w.olderNote()
	w.raw("</main></div>\n")
	w.held(held)
	w.raw("<script>" + script + "</script>\n</body>\n</html>\n")
	return w.b
}

// SingleHashes lists the digests of the scripts and styles in editions that are one file, for the policy that a
// host sends.
func SingleHashes(t *theme.Theme, langs []lang.Tag) []string {
	out := []string{hash(singleScript(t))}
	for _, l := range langs {
		rules, fonts := singleStyles(t, l)
		for _, h := range []string{hash(rules), hash(fonts)} {
			if !slices.Contains(out, h) {
				out = append(out, h)
			}
		}
	}
	return out
}

func singleStyles(t *theme.Theme, l lang.Tag) (rules, fonts string) {
	rules, fonts = t.Style(l)
	return rules + "\n" + strings.TrimSpace(singleStyle), fonts
}

// hash is a script's or style's source expression for a policy.
func hash(text string) string {
	sum := sha256.Sum256([]byte(text))
	return "'sha256-" + base64.StdEncoding.EncodeToString(sum[:]) + "'"
}

// singleScript is the website's own search.
func singleScript(t *theme.Theme) string {
	return t.Text("open.js") + ";\n" + t.Text("find.js") + ";\n" + t.Text("search.js")
}

// held prints the index with the place in the file of each of its pages, "" for none. No browser runs it.
func (w *writer) held(h Held) {
	var places []string
	for _, p := range h.Pages {
		to := w.leads(p)
		if !strings.HasPrefix(to, "#") {
			to = "" // the file is for where there is no website
		}
		places = append(places, to)
	}
	b, err := json.Marshal(places)
	if err != nil {
		panic("html: " + err.Error()) // strings alone
	}
	w.raw(`<script type="application/json" id="_index">{"index":` + string(h.Index) + `,"places":` + string(b) + "}</script>\n")
}

const contentsID = "_contents"

// contents prints the list of chapters, and of the parts that stand for pages of the website.
func (w *writer) contents(title doc.Text, chapters []chapter) {
	w.raw(`<nav class="contents" aria-labelledby="` + contentsID + `">`)
	w.start("h2", "", title)
	w.attr("id", contentsID)
	w.raw(">")
	w.inlines(title)
	w.raw("</h2>\n<ol>\n")
	for _, c := range chapters {
		w.raw("<li>")
		w.to(c.head)
		if len(c.parts) > 0 {
			w.raw("\n<ul>\n")
			for _, h := range c.parts {
				w.raw("<li>")
				w.to(h)
				w.raw("</li>\n")
			}
			w.raw("</ul>\n")
		}
		w.raw("</li>\n")
	}
	w.raw("</ol></nav>\n")
}

func (w *writer) to(h doc.Heading) {
	w.raw(`<a href="#`)
	w.esc(h.ID)
	w.raw(`">`)
	w.inLink = true
	w.span(h.Text)
	w.inLink = false
	w.raw("</a>")
}

// chapters prints the body; where a page would end on paper a link leads up to the contents.
func (w *writer) chapters(body []doc.Block, contents doc.Text) {
	up := func() {
		w.raw(`<p class="small up"><a href="#` + contentsID + `">`)
		w.span(contents)
		w.raw("</a></p>\n")
	}
	for _, b := range body {
		if _, ok := b.(doc.Break); ok {
			up()
			continue
		}
		w.block(b)
	}
	up()
}

// A single is a pack's body made ready to stand on one page: headings one level down, every ID once, and a table
// of where the website's addresses are in it.
type single struct {
	base     string
	body     []doc.Block
	chapters []chapter
	ids      map[string]bool
	at       map[string]string // ID by the website's path, with #id or without
	page     string            // the website's page of the last heading that has one
}

// A chapter is a line of the contents, and those below it.
type chapter struct {
	head  doc.Heading
	parts []doc.Heading
}

func newSingle(pack *doc.Pack, base string) *single {
	s := &single{base: base, ids: map[string]bool{}, at: map[string]string{}}
	s.body = s.blocks(pack.Body)
	return s
}

// leads returns the place in the file that an address of the website stands at, else the website's own.
func (s *single) leads(to string) string {
	if strings.HasPrefix(to, "#") {
		return to
	}
	file, _, _ := strings.Cut(to, "#")
	for _, t := range []string{to, file} {
		if id, ok := s.at[t]; ok {
			return "#" + id
		}
	}
	if s.base == "" {
		return ""
	}
	return s.base + to
}

func (s *single) blocks(bs []doc.Block) []doc.Block {
	out := make([]doc.Block, len(bs))
	for i, b := range bs {
		out[i] = s.block(b)
	}
	return out
}

func (s *single) block(b doc.Block) doc.Block {
	switch b := b.(type) {
	case doc.Heading:
		return s.heading(b)
	case doc.List:
		items := make([][]doc.Block, len(b.Items))
		for i, it := range b.Items {
			items[i] = s.blocks(it)
		}
		b.Items = items
		return b
	case doc.Callout:
		b.Body = s.blocks(b.Body)
		return b
	case doc.Group:
		b.Body = s.blocks(b.Body)
		return b
	case doc.Terms:
		b.Items = slices.Clone(b.Items)
		for i, t := range b.Items {
			b.Items[i].ID = s.id(t.ID, "")
		}
		return b
	}
	return b
}

func (s *single) heading(h doc.Heading) doc.Heading {
	level := h.Level
	h.Level++
	if h.Target != "" {
		s.page = h.Target
	}
	h.ID = s.id(h.ID, h.Target)
	switch {
	case level == 1:
		s.chapters = append(s.chapters, chapter{head: h})
	case level == 2 && h.Target != "" && len(s.chapters) > 0:
		last := &s.chapters[len(s.chapters)-1]
		last.parts = append(last.parts, h)
	}
	return h
}

// id returns an ID of the file for one of a page. Two pages may have the same.
func (s *single) id(id, target string) string {
	if id == "" && target == "" {
		return ""
	}
	own := id
	if own == "" || s.ids[own] {
		own = strings.TrimSuffix(path.Base(s.page), ".html") + "." + id
	}
	for s.ids[own] {
		own += "-"
	}
	s.ids[own] = true
	if target != "" {
		s.at[target] = own
	}
	if id != "" {
		s.at[s.page+"#"+id] = own
	}
	return own
}
