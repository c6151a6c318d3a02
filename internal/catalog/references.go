package catalog

import (
	"cmp"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// References reports names that lead nowhere, each once however many boroughs show it.
func (c *Catalog) References() diag.List {
	ds := c.SharedReferences()
	for _, b := range c.Site.Boroughs {
		ds = append(ds, c.BoroughReferences(b.ID.V)...)
	}
	return OncePerPlace(ds)
}

// OncePerPlace keeps the first of several unknown names at one place.
func OncePerPlace(ds diag.List) diag.List {
	said := map[source.Span]bool{}
	return slices.DeleteFunc(ds, func(d diag.Diagnostic) bool {
		twice := said[d.At]
		said[d.At] = true
		return twice
	})
}

// SharedReferences reports names in what is not shown by borough: groups, and the kinds of help and boroughs of what is
// shared.
func (c *Catalog) SharedReferences() diag.List {
	var ds diag.List
	k := &checker{c: c, ds: &ds, said: map[source.Span]bool{}}
	for _, g := range c.Site.Settings.Groups {
		k.boroughs(g.Boroughs, false)
	}
	for i := range c.Site.Shared.Listings {
		k.listing(&c.Site.Shared.Listings[i])
	}
	for i := range c.Site.Shared.Guides {
		k.guide(&c.Site.Shared.Guides[i])
	}
	return ds
}

// BoroughReferences reports names that lead nowhere where a borough shows them.
func (c *Catalog) BoroughReferences(id model.ID) diag.List {
	var ds diag.List
	b, set := c.borough(id), &c.Site.Settings
	k := &checker{c: c, b: b, ds: &ds, said: map[source.Span]bool{}}
	for i := range b.Content.Listings {
		k.listing(&b.Content.Listings[i])
	}
	for i := range b.Content.Guides {
		k.guide(&b.Content.Guides[i])
	}
	for _, e := range set.Emergency {
		if _, closed := b.closed[e.V]; !closed { // a borough may close one of them
			k.service(e.V, e.At)
		}
	}
	if b.Council.Written() {
		k.service(b.Council.V, b.Council.At)
	}
	if set.FirstGuide.Written() {
		k.guideName(set.FirstGuide.V, set.FirstGuide.At)
	}
	for _, s := range b.services {
		for _, x := range s.Introduces {
			k.service(x.V, x.At)
		}
		model.Texts(s.Service, func(t doc.Text) { k.inlines(t.Inlines, s) })
	}
	for _, g := range b.guides {
		model.Texts(g, func(t doc.Text) { k.inlines(t.Inlines, nil) })
		doc.Walk(g.Body, func(x doc.Block) {
			if in, ok := x.(doc.Include); ok {
				k.include(in)
			}
		})
	}
	k.packPlan()
	k.times()
	k.moves()
	k.engagement()
	model.Texts([]any{b.Borough.About, b.Borough.Alert, b.Borough.Owner}, func(t doc.Text) { k.inlines(t.Inlines, nil) })
	k.planner(&c.Site.Planner)
	model.Texts([]any{set, c.Site.Categories, c.Site.Glossary, &c.Site.Planner, c.Site.Periods, b.Periods, b.Rotas}, func(t doc.Text) { k.inlines(t.Inlines, nil) })
	return ds
}

// A checker looks at references in one borough after another.
type checker struct {
	c    *Catalog
	ds   *diag.List
	b    *borough
	said map[source.Span]bool
}

// once tells whether nothing was said of this place yet, and notes that now something is.
func (k *checker) once(at source.Span) bool {
	if k.said[at] {
		return false
	}
	k.said[at] = true
	return true
}

// lookUp is where an author finds the names of a kind.
var lookUp = map[string]string{
	"guide":    "write the name of its file without .md: see the guides of the borough and those in content/shared",
	"service":  "write what stands behind service: in its listing",
	"category": "write what stands behind category: in content/categories.yaml",
	"borough":  "write one of the boroughs that content/site.yaml names",
}

func (k *checker) unknown(at source.Span, code, kind, name string, known []string) {
	if k.once(at) {
		k.ds.Error(at, code, "there is no %s %q", kind, name).Hint("%s", cmp.Or(diag.Near(name, known), lookUp[kind]))
	}
}

func (k *checker) boroughs(names []model.At[model.ID], groups bool) {
	var known []string
	for _, b := range k.c.Site.Settings.Boroughs {
		known = append(known, string(b.V))
	}
	if groups {
		for _, g := range k.c.Site.Settings.Groups {
			known = append(known, string(g.ID.V))
		}
	}
	for _, n := range names {
		if !slices.Contains(known, string(n.V)) {
			k.unknown(n.At, "unknown-borough", "borough", string(n.V), known)
		}
	}
}

func (k *checker) category(id model.ID, at source.Span) {
	if k.c.categories[id] != nil {
		return
	}
	var known []string
	for _, c := range k.c.Site.Categories {
		known = append(known, string(c.ID.V))
	}
	k.unknown(at, "unknown-category", "category", string(id), known)
}

func (k *checker) listing(l *model.Listing) {
	for i := range l.Services {
		s := &l.Services[i]
		k.boroughs(s.Boroughs, true)
		for _, c := range s.Categories {
			k.category(c.V, c.At)
		}
		for _, a := range s.At {
			if a.Place.Written() && !k.hasPlace(l, a.Place.V) {
				var known []string
				for _, p := range l.Places {
					known = append(known, string(p.ID.V))
				}
				k.unknown(a.Place.At, "unknown-place", "place", string(a.Place.V), known)
			}
		}
	}
}

// hasPlace looks in the listing and in the shared listing of the same organisation.
func (k *checker) hasPlace(l *model.Listing, id model.ID) bool {
	has := func(l *model.Listing) bool {
		return slices.ContainsFunc(l.Places, func(p model.Place) bool { return p.ID.V == id })
	}
	return has(l) || slices.ContainsFunc(k.c.Site.Shared.Listings, func(s model.Listing) bool { return s.ID.V == l.ID.V && has(&s) })
}

func (k *checker) guide(g *model.Guide) {
	k.boroughs(g.Boroughs, true)
	if g.Category.Written() {
		k.category(g.Category.V, g.Category.At)
	}
}

func (k *checker) include(in doc.Include) {
	for _, s := range in.Services {
		k.service(model.ID(s.Path), s.Pos)
	}
	if in.Category.Path != "" {
		k.category(model.ID(in.Category.Path), in.Category.Pos)
	}
}

func (k *checker) inlines(ins []doc.Inline, self *Service) {
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Strong:
			k.inlines(in.Inlines, self)
		case doc.Link:
			k.link(in)
			k.inlines(in.Inlines, self)
		case doc.Ref:
			k.ref(in, self)
		}
	}
}

func (k *checker) link(l doc.Link) {
	kind, name, _ := strings.Cut(l.Href, ":")
	name, heading, _ := strings.Cut(name, "#")
	switch kind {
	case "guide":
		k.guideName(model.ID(name), l.Pos)
		k.heading(model.ID(name), heading, l.Pos)
	case "service":
		k.service(model.ID(name), l.Pos)
	case "category":
		k.category(model.ID(name), l.Pos)
	}
}

func (k *checker) guideName(id model.ID, at source.Span) {
	if k.b.guideBy[id] != nil {
		return
	}
	var known []string
	for _, g := range k.b.guides {
		known = append(known, string(g.ID))
	}
	if k.elsewhere(id) && k.once(at) {
		k.ds.Error(at, "not-here", "the guide %q is not shown in the borough %q, and this is", id, k.b.ID.V).
			Hint("point to a guide that every borough of this one has")
		return
	}
	k.unknown(at, "unknown-guide", "guide", string(id), known)
}

// heading reports a link to a part of a guide that is not there.
func (k *checker) heading(id model.ID, heading string, at source.Span) {
	g := k.b.guideBy[id]
	if g == nil || heading == "" {
		return
	}
	var known []string
	doc.Walk(g.Body, func(b doc.Block) {
		if h, ok := b.(doc.Heading); ok {
			known = append(known, h.ID)
		}
	})
	if !slices.Contains(known, heading) {
		k.unknown(at, "unknown-heading", "heading", heading, known)
	}
}

// elsewhere tells whether another borough has a guide or a service of that name.
func (k *checker) elsewhere(id model.ID) bool {
	return slices.ContainsFunc(k.c.Site.Boroughs, func(x model.Borough) bool {
		b := k.c.borough(x.ID.V)
		return b.guideBy[id] != nil || b.byID[id] != nil
	})
}

// service reports a service that this borough does not have, and returns the one it has.
func (k *checker) service(id model.ID, at source.Span) *Service {
	if s := k.b.byID[id]; s != nil {
		return s
	}
	if closed, ok := k.b.closed[id]; ok {
		if k.once(at) {
			k.ds.Error(at, "closed-service", "the service %q is closed", id).Note(closed.At, "said here").
				Hint("take it out here, or name another service")
		}
		return nil
	}
	if k.elsewhere(id) {
		if k.once(at) {
			k.ds.Error(at, "not-here", "the service %q is not shown in the borough %q, and this is", id, k.b.ID.V).
				Hint("name a service that helps in every borough, or write {category: …} to show each borough's own")
		}
		return nil
	}
	var known []string
	for _, s := range k.b.services {
		known = append(known, string(s.ID.V))
	}
	k.unknown(at, "unknown-service", "service", string(id), known)
	return nil
}

func (k *checker) ref(r doc.Ref, self *Service) {
	name, field, dotted := strings.Cut(r.Path, ".")
	switch {
	case name == "rule" && dotted:
		if !slices.ContainsFunc(k.c.Site.Rules, func(x model.Rule) bool { return string(x.ID.V) == field }) {
			var known []string
			for _, x := range k.c.Site.Rules {
				known = append(known, string(x.ID.V))
			}
			k.unknown(r.Pos, "unknown-rule", "rule", field, known)
		}
		return
	case !isField(name):
		if self = k.service(model.ID(name), r.Pos); self == nil {
			return
		}
	case self == nil:
		if k.once(r.Pos) {
			k.ds.Error(r.Pos, "no-service", "{%s} does not say of which service", r.Path).Hint("write {service-slug.%s}", r.Path)
		}
		return
	default:
		field = r.Path
	}
	if !dotted && !isField(name) {
		if k.once(r.Pos) {
			k.ds.Error(r.Pos, "no-field", "{%s} does not say which fact of the service", r.Path).Hint("write {%s.phone}", r.Path)
		}
		return
	}
	if _, ok := self.fact(field); !ok && k.once(r.Pos) {
		k.ds.Error(r.Pos, "unknown-fact", "the service %q has no fact %q", self.ID.V, field).
			Hint("it has: %s", strings.Join(self.factNames(), ", "))
	}
}
