// Package catalog puts the site together: which guides and services each borough has, what every reference
// means, which translation each text has and how fresh it is. What is made from it is seen through a [Lens],
// for one edition at a time.
package catalog

import (
	"cmp"
	"slices"
	"strings"
	"sync"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// An Edition is one borough in one language.
type Edition struct {
	Borough model.ID
	Lang    lang.Tag
}

// A Catalog is a site with all its references resolved. What a borough or a language shows is put together when it is
// asked for. Any number of lenses may read it.
type Catalog struct {
	Site    *model.Site
	Phrases []model.Phrase // the interface's texts, in the theme's order
	Today   calendar.Date

	boroughs   map[model.ID]*borough
	categories map[model.ID]*model.Category
	rules      map[model.ID]*model.RuleValue // the value in force today
	phrases    map[string]model.Phrase
	scopes     map[string]*scope
	overlays   map[lang.Tag]*overlay

	blocked []Block // editions that are not made

	named  []servicesNamed // of what is shared and of each borough, in the order of the site
	unique bool            // none of them are of one name

	// Shown tells whether an edition is in the output, where only some are; nil is all of them. It is set before
	// the first lens is made.
	Shown func(Edition) bool

	// Made tells whether a file for paper or to take away is in the output, by its path; nil is all of them. It is
	// set before the first lens is made.
	Made func(path string) bool

	// Translated counts the guides of an edition and those of them that are whole in its language, where that is known
	// without reading the translations; nil is to read them. It is set before the first lens is made.
	Translated func(Edition) (translated, all int)
}

// A Service is a service as a borough has it.
type Service struct {
	*model.Service
	Listing *model.Listing
	shared  *model.Listing // of the same organisation, where Listing is a borough's; else nil
	places  []*model.Place

	periods       map[model.ID]*model.Period
	organisations map[model.ID]model.At[string] // names of those that a rota may name
	rota          *model.Rota
}

// Place returns the place of that slug, nil for none.
func (s *Service) Place(id model.ID) *model.Place {
	i := slices.IndexFunc(s.places, func(p *model.Place) bool { return p.ID.V == id })
	if i < 0 {
		return nil
	}
	return s.places[i]
}

// Shared returns the shared listing of the same organisation behind a borough's; nil for none.
func (s *Service) Shared() *model.Listing { return s.shared }

// Holder returns the listing that has the place of that slug; nil for none.
func (s *Service) Holder(id model.ID) *model.Listing {
	for _, l := range s.listings() {
		if slices.ContainsFunc(l.Places, func(p model.Place) bool { return p.ID.V == id }) {
			return l
		}
	}
	return nil
}

// Kept returns what an import has kept of a service that no listing can say, as JSON; nil for nothing.
func (c *Catalog) Kept(b model.ID, s *Service) []byte {
	from := c.Site.Shared.Kept
	if of := c.boroughs[b]; of != nil {
		from = slices.Concat(of.Content.Kept, from)
	}
	for _, k := range from {
		if rest := k.Rests[s.ID.V]; rest != nil {
			return rest
		}
	}
	return nil
}

// Replaces tells whether the service is a borough's own that stands in for a shared one of the same slug.
func (c *Catalog) Replaces(s *Service) bool {
	if strings.HasPrefix(s.Listing.Path, "shared/") {
		return false
	}
	for _, l := range c.Site.Shared.Listings {
		if slices.ContainsFunc(l.Services, func(x model.Service) bool { return x.ID.V == s.ID.V }) {
			return true
		}
	}
	return false
}

// A borough is what one borough's editions show, once it is ready.
type borough struct {
	*model.Borough
	once     sync.Once
	services []*Service // by English name
	byID     map[model.ID]*Service
	closed   map[model.ID]model.At[string] // slugs of services that are closed here, with where it is said
	gone     []*model.Service              // those services
	guides   []*model.Guide                // by order, then name
	guideBy  map[model.ID]*model.Guide

	periods       map[model.ID]*model.Period
	organisations map[model.ID]model.At[string]
}

// Resolve puts the site together and reads it whole. phrases are the theme's interface texts, today the day of the
// build. The diagnostics name references that lead nowhere, rules without a value, and translations that cannot be used.
func Resolve(site *model.Site, phrases []model.Phrase, today calendar.Date) (*Catalog, diag.List) {
	c, ds := New(site, phrases, today)
	ds = append(ds, c.References()...)
	for _, o := range site.Overlays {
		for _, name := range c.Parts() {
			more, _ := c.PartMistakes(o.Lang, name) // an error is of a file that [load.Load] has read already
			ds = append(ds, more...)
		}
	}
	return c, ds
}

// New puts the site together as far as that is quick; what its boroughs and translations show is found when it is asked
// for. The diagnostics are about rules and about services of one name; those of [Catalog.References] and
// [Catalog.PartMistakes] are the others that Resolve returns.
func New(site *model.Site, phrases []model.Phrase, today calendar.Date) (*Catalog, diag.List) {
	return put(nil, site, phrases, today)
}

// put is New, which need not look again at what old, if it is not nil, has looked at.
func put(old *Catalog, site *model.Site, phrases []model.Phrase, today calendar.Date) (*Catalog, diag.List) {
	var ds diag.List
	c := &Catalog{
		Site: site, Phrases: phrases, Today: today,
		boroughs:   make(map[model.ID]*borough, len(site.Boroughs)),
		categories: map[model.ID]*model.Category{},
		rules:      map[model.ID]*model.RuleValue{},
		phrases:    map[string]model.Phrase{},
		scopes:     newScopes(site),
		overlays:   map[lang.Tag]*overlay{},
	}
	for i := range site.Categories {
		c.categories[site.Categories[i].ID.V] = &site.Categories[i]
	}
	for _, p := range phrases {
		c.phrases[p.Key] = p
	}
	c.resolveRules(&ds)
	c.nameServices(old)
	if old == nil || !old.unique || !slices.EqualFunc(c.named, old.named, servicesNamed.equal) {
		before := len(ds)
		c.checkUniqueServices(&ds)
		c.unique = len(ds) == before
	} else {
		c.unique = true
	}
	for i := range site.Boroughs {
		c.boroughs[site.Boroughs[i].ID.V] = &borough{Borough: &site.Boroughs[i]}
	}
	for i := range site.Overlays {
		c.overlays[site.Overlays[i].Lang] = c.newOverlay(&site.Overlays[i])
	}
	c.block()
	return c, ds
}

// borough returns what a borough shows, nil for a name that is none's.
func (c *Catalog) borough(id model.ID) *borough {
	b := c.boroughs[id]
	if b != nil {
		b.once.Do(func() { c.resolveBorough(b) })
	}
	return b
}

// Editions lists every edition that is made, boroughs and languages in the order of site.yaml.
func (c *Catalog) Editions() []Edition {
	var es []Edition
	for _, b := range c.Site.Boroughs {
		for _, l := range c.Site.Settings.Languages {
			if e := (Edition{b.ID.V, l.V}); !c.Blocked(e) {
				es = append(es, e)
			}
		}
	}
	return es
}

// inBorough tells whether content that names boroughs and groups is shown in b; naming none is everywhere.
func (c *Catalog) inBorough(names []model.At[model.ID], b model.ID) bool {
	if len(names) == 0 {
		return true
	}
	for _, n := range names {
		if n.V == b {
			return true
		}
		for _, g := range c.Site.Settings.Groups {
			if g.ID.V == n.V && slices.ContainsFunc(g.Boroughs, func(x model.At[model.ID]) bool { return x.V == b }) {
				return true
			}
		}
	}
	return false
}

func (c *Catalog) resolveBorough(b *borough) {
	mb := b.Borough
	b.byID, b.closed, b.guideBy = map[model.ID]*Service{}, map[model.ID]model.At[string]{}, map[model.ID]*model.Guide{}
	add := func(l, shared *model.Listing) {
		for i := range l.Services {
			s := &l.Services[i]
			_, closed := b.closed[s.ID.V]
			if closed || b.byID[s.ID.V] != nil || !c.inBorough(s.Boroughs, mb.ID.V) {
				continue
			}
			if s.Status.V == "closed" {
				b.closed[s.ID.V] = s.Status // a borough may close a shared service
				b.gone = append(b.gone, s)
				continue
			}
			v := &Service{Service: s, Listing: l, shared: shared}
			for _, x := range v.listings() {
				for k := range x.Places {
					v.places = append(v.places, &x.Places[k])
				}
			}
			b.byID[s.ID.V] = v
			b.services = append(b.services, v)
		}
	}
	for i := range mb.Content.Listings {
		l := &mb.Content.Listings[i]
		var shared *model.Listing
		if k := slices.IndexFunc(c.Site.Shared.Listings, func(s model.Listing) bool { return s.ID.V == l.ID.V }); k >= 0 {
			shared = &c.Site.Shared.Listings[k]
		}
		add(l, shared)
	}
	for i := range c.Site.Shared.Listings {
		add(&c.Site.Shared.Listings[i], nil)
	}
	b.resolveRotas(c.Site)
	lang.SortBy(lang.English.Locale(), b.services, func(s *Service) (string, string) { return doc.Plaintext(s.Name.Inlines), string(s.ID.V) })
	for _, gs := range [][]model.Guide{mb.Content.Guides, c.Site.Shared.Guides} {
		for i := range gs {
			g := &gs[i]
			if b.guideBy[g.ID] == nil && c.inBorough(g.Boroughs, mb.ID.V) {
				b.guideBy[g.ID] = g
				b.guides = append(b.guides, g)
			}
		}
	}
	slices.SortFunc(b.guides, func(x, y *model.Guide) int {
		return cmp.Or(cmp.Compare(x.Order.V, y.Order.V), strings.Compare(string(x.ID), string(y.ID)))
	})
}

// resolveRules finds the value of each rule that holds today.
func (c *Catalog) resolveRules(ds *diag.List) {
	for i := range c.Site.Rules {
		r := &c.Site.Rules[i]
		var now *model.RuleValue
		for k := range r.Values {
			v := &r.Values[k]
			if c.Today.Before(v.From.V) || v.To.Written() && v.To.V.Before(c.Today) {
				continue
			}
			if now != nil {
				if v.Inherited && now.Inherited {
					continue // said of the rule
				}
				ds.Error(v.From.At, "rule-overlap", "rule %q has two values on %s", r.ID.V, c.Today).
					Note(now.From.At, "the other one").Hint("end the older one with `to:`")
				continue
			}
			now = v
		}
		if now == nil && r.Of != "" && c.rules[r.Of] == nil {
			continue // said of the rule, which comes first
		}
		if now == nil {
			ds.Error(r.ID.At, "rule-ended", "rule %q has no value on %s", r.ID.V, c.Today).
				Hint("look up what holds now, and add it with its `from:` and its source")
			continue
		}
		c.rules[r.ID.V] = now
	}
}

// A servicesNamed is the slugs of the services of some listings.
type servicesNamed struct {
	of  []model.Listing
	ids []model.ID
}

func (n servicesNamed) equal(o servicesNamed) bool {
	return sameListings(n.of, o.of) || slices.Equal(n.ids, o.ids)
}

// sameListings tells whether listings are the very same, as they are where no file of them was read again.
func sameListings(a, b []model.Listing) bool {
	return len(a) == len(b) && (len(a) == 0 || &a[0] == &b[0])
}

// nameServices gathers the slugs of all services.
func (c *Catalog) nameServices(old *Catalog) {
	c.named = make([]servicesNamed, 1+len(c.Site.Boroughs))
	for i := range c.named {
		n := &c.named[i]
		if n.of = c.Site.Shared.Listings; i > 0 {
			n.of = c.Site.Boroughs[i-1].Content.Listings
		}
		if old != nil && i < len(old.named) && sameListings(n.of, old.named[i].of) {
			n.ids = old.named[i].ids
			continue
		}
		for _, l := range n.of {
			for _, s := range l.Services {
				n.ids = append(n.ids, s.ID.V)
			}
		}
	}
}

// checkUniqueServices reports services that share a slug, but for a borough's that replaces a shared one.
func (c *Catalog) checkUniqueServices(ds *diag.List) {
	type first struct {
		at     model.At[model.ID]
		shared bool
	}
	seen := map[model.ID]first{}
	look := func(ls []model.Listing, shared bool) {
		for i := range ls {
			for k := range ls[i].Services {
				s := &ls[i].Services[k]
				f, ok := seen[s.ID.V]
				if ok && (shared || !f.shared) {
					ds.Error(s.ID.At, "duplicate-service", "there is another service %q", s.ID.V).
						Note(f.at.At, "the other one").Hint("give the newer of the two another slug, such as %q; one that is published stays", string(s.ID.V)+"-2")
				}
				if !ok {
					seen[s.ID.V] = first{s.ID, shared}
				}
			}
		}
	}
	look(c.Site.Shared.Listings, true)
	for _, b := range c.Site.Boroughs {
		look(b.Content.Listings, false)
	}
}
