package exchange

import (
	"fmt"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

// An explainer says what the placeholders of a text stand for. In translation files it names only whose phone number
// one is: the number itself may change on any day, and the files with it. Files for one translator, made today,
// have its value too.
type explainer struct {
	c        *catalog.Catalog
	names    map[string]string // of services
	titles   map[string]string // of guides and categories, by reference: guide:health
	rules    map[string]string
	boroughs []*catalog.Lens // in English
}

func newExplainer(c *catalog.Catalog) *explainer {
	x := &explainer{c: c, names: map[string]string{}, titles: map[string]string{}, rules: map[string]string{}}
	x.content(c.Site.Shared)
	for _, b := range c.Site.Boroughs {
		x.content(b.Content)
		x.boroughs = append(x.boroughs, c.Lens(catalog.Edition{Borough: b.ID.V, Lang: lang.English}))
	}
	for _, k := range c.Site.Categories {
		x.titles["category:"+string(k.ID.V)] = "the page “" + plain(k.Name) + "”"
	}
	for _, r := range c.Site.Rules {
		x.rules[string(r.ID.V)] = plain(r.Name)
	}
	return x
}

func plain(t doc.Text) string { return doc.Plaintext(t.Inlines) }

func (x *explainer) content(c model.Content) {
	for _, l := range c.Listings {
		for _, s := range l.Services {
			x.names[string(s.ID.V)] = plain(s.Name)
		}
	}
	for _, g := range c.Guides {
		x.titles["guide:"+string(g.ID)] = "the guide “" + plain(g.Title) + "”"
	}
}

// lines says in a line for each placeholder and link of the texts what it stands for.
func (x *explainer) lines(texts ...doc.Text) []string {
	var out []string
	for _, t := range texts {
		of := "" // the program fills the places of other texts
		if n := x.names[serviceOf(t.Key)]; n != "" {
			of = "“" + n + "”"
		}
		links := 0
		doc.WalkInlines(t.Inlines, func(in doc.Inline) {
			switch in := in.(type) {
			case doc.Ref:
				out = append(out, "{"+in.Path+"}: "+x.meaning(in.Path, of))
			case doc.Link:
				links++
				out = append(out, fmt.Sprintf("(%d): a link to %s; translate the words between [ and ]", links, x.page(in.Href)))
			}
		})
	}
	return out
}

// page names what a link leads to.
func (x *explainer) page(href string) string {
	name, _, _ := strings.Cut(href, "#")
	if t := x.titles[name]; t != "" {
		return t
	}
	if id, ok := strings.CutPrefix(name, "service:"); ok && x.names[id] != "" {
		return "the page of “" + x.names[id] + "”"
	}
	return href
}

// fieldWords say what a reference's field is.
var fieldWords = map[string]string{
	"phone": "phone number", "text": "number for text messages", "email": "e-mail address", "web": "web address",
	"address": "postal address", "postcode": "postcode", "name": "name",
}

// serviceOf returns the service that a key may be of: listings' keys are …/nhs.yaml#nhs-111/summary.
func serviceOf(key string) string {
	_, rest, _ := strings.Cut(key, "#")
	id, _, _ := strings.Cut(rest, "/")
	return id
}

// meaning says what a path stands for in a text of the service called own.
func (x *explainer) meaning(path, of string) string {
	name, field, dotted := strings.Cut(path, ".")
	if of == "" && !dotted {
		return "filled in by the program"
	}
	if name == "rule" {
		return "a number from the rules: " + x.rules[field]
	}
	if fieldWords[name] != "" {
		field = path
	} else if n, ok := x.names[name]; ok {
		of = "“" + n + "”"
	}
	kind, ref, _ := strings.Cut(field, ".")
	what := fieldWords[kind]
	switch {
	case what == "":
		return "filled in by the program"
	case ref != "":
		return fmt.Sprintf("%s of %s (%s)", what, of, ref)
	}
	return what + " of " + of
}

// value returns what a placeholder of the text with this key stands for today, "" where only the program can say.
func (x *explainer) value(key, path string) string {
	t := doc.Text{Inlines: []doc.Inline{doc.Ref{Path: path}}}
	for _, l := range x.boroughs {
		w := l.Words(t)
		if s := l.Service(model.ID(serviceOf(key))); s != nil {
			w = l.Of(s, t)
		}
		if f, ok := w.Inlines[0].(doc.Fact); ok {
			return f.Shown
		}
	}
	return ""
}

// note is what translators are told of a segment in its translation file.
func (x *explainer) note(s segment.Segment) string {
	return strings.Join(append(x.c.Site.Notes[s.Text.Key], x.lines(s.Text, s.Plural)...), "\n")
}
