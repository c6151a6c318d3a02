package html

import (
	"strconv"
	"strings"

	"welcomepack/internal/doc"
)

// facets prints what scripts narrow lists by, as attributes of the tag that is open.
func (w *writer) facets(f doc.Facets) {
	if len(f.Is) > 0 {
		w.attr("data-is", strings.Join(f.Is, " "))
	}
	if f.Open != "" {
		w.attr("data-open", f.Open)
	}
}

// filter prints a form that has its room and is seen once a script runs. It is never sent anywhere.
func (w *writer) filter(f doc.Filter) {
	w.raw("<form class=\"filter scripted\">\n<details><summary>" + w.theme.Icon("filter"))
	w.span(f.Label)
	w.raw("</summary><div class=\"fields\">\n")
	for i, x := range f.Fields {
		if x.Label.IsZero() {
			w.tick(x)
			continue
		}
		id := "_filter" + strconv.Itoa(i+1)
		w.raw(`<p class="field">`)
		w.start("label", "", x.Label)
		w.raw(` for="` + id + `">`)
		w.inlines(x.Label)
		w.raw(`</label><select id="` + id + `"`)
		w.attr("name", x.Name)
		w.raw(">")
		for _, o := range x.Options {
			w.option(o)
		}
		w.raw("</select></p>\n")
	}
	w.raw(`<p class="field"><button type="reset">`)
	w.span(f.Clear)
	w.raw("</button></p>\n</div></details>\n<p class=\"found\" role=\"status\"></p>\n")
	w.says(f.Says)
	w.raw("</form>\n")
}

func (w *writer) tick(x doc.FilterField) {
	for _, o := range x.Options {
		w.raw(`<p class="field tick"><label><input type="checkbox"`)
		w.attr("name", x.Name)
		w.attr("value", o.Is)
		w.raw("> ")
		w.span(o.Text)
		w.raw("</label></p>\n")
	}
}

// option prints an option, which can hold text alone.
func (w *writer) option(o doc.FilterOption) {
	w.start("option", "", o.Text)
	w.attr("value", o.Is)
	w.raw(">")
	w.esc(plain(o.Text))
	w.raw("</option>")
}

// find prints the field for words to look for. Without a script it leads to the page that says how to go on.
func (w *writer) find(f doc.Find, id string) {
	w.raw(`<form class="find" role="search"`)
	if f.Action != "" {
		w.raw(` action="`)
		w.href(f.Action)
		w.raw(`"`)
	}
	w.raw(`><label class="unseen" for="` + id + `">`)
	w.span(f.Label)
	w.raw(`</label><input type="search" name="q" id="` + id + `" placeholder="`)
	if f.Label.Lang != w.lang {
		w.esc(isolateFirst + plain(f.Label) + isolateEnd) // an attribute has no direction of its own
	} else {
		w.esc(plain(f.Label))
	}
	w.raw(`" autocomplete="off" autocapitalize="off" spellcheck="false"><button type="submit">` + w.theme.Icon("search"))
	w.raw(`<span class="unseen">`)
	w.span(f.Button)
	w.raw("</span></button></form>\n")
}

// search prints the place of what is found, which a script fills, and what stands there without one.
func (w *writer) search(s doc.Search) {
	w.raw(`<div class="search"`)
	if s.Index != "" {
		w.raw(` data-index="`)
		w.href(s.Index)
		w.raw(`"`)
	}
	w.raw(">\n")
	w.find(s.Find, "_words")
	w.optional("without", s.Without)
	w.raw("<p class=\"found\" role=\"status\"></p>\n<ul class=\"entries results\" role=\"list\"></ul>\n")
	w.says(s.Says)
	w.raw("</div>\n")
}

// says prints words for a script to take, with their language.
func (w *writer) says(says []doc.Say) {
	if len(says) == 0 {
		return
	}
	w.raw(`<div class="says" hidden>`)
	for _, s := range says {
		w.start("span", "", s.Text)
		w.attr("data-say", s.Name)
		w.raw(">")
		w.inlines(s.Text)
		w.raw("</span>")
	}
	w.raw("</div>\n")
}
