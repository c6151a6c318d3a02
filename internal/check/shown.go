package check

import (
	"slices"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// contacts wants a number where people are told to call, an address where they are told to write, and so on.
func contacts(c *catalog.Catalog, ds *diag.List) {
	eachListing(c.Site, func(l *model.Listing) {
		shared := sharedOf(c.Site, l)
		for i := range l.Services {
			s := &l.Services[i]
			for _, j := range s.Join {
				if field := lacks(j.V, s, l, shared); field != "" {
					ds.Warning(j.At, "missing-contact", "people can join %q by %s, but there is no %s", s.ID.V, joinWords[j.V], field).
						Hint("add the %s, or take %s out of join:", field, j.V)
				}
			}
		}
	})
}

var joinWords = map[string]string{"phone": "phone", "email": "e-mail", "online": "going online", "drop-in": "coming in"}

// lacks returns what a way to join needs and the service and its organisation do not have, "" for nothing. Where words
// say how to join they may name another service's number.
func lacks(way string, s *model.Service, listings ...*model.Listing) string {
	has := func(f func(*model.Listing) bool) bool {
		return slices.ContainsFunc(listings, func(l *model.Listing) bool { return l != nil && f(l) })
	}
	switch {
	case !s.HowToJoin.IsZero():
	case way == "phone" && len(s.Phones) == 0 && !has(func(l *model.Listing) bool { return len(l.Phones) > 0 }):
		return "phone number"
	case way == "email" && !s.Email.Written() && !has(func(l *model.Listing) bool { return l.Email.Written() }):
		return "e-mail address"
	case way == "online" && !s.Web.Written() && !has(func(l *model.Listing) bool { return l.Web.Written() }):
		return "web address"
	case way == "drop-in" && len(s.At) == 0:
		return "place"
	}
	return ""
}

// sharedOf returns the shared listing of a borough's organisation, nil for none.
func sharedOf(s *model.Site, l *model.Listing) *model.Listing {
	i := slices.IndexFunc(s.Shared.Listings, func(x model.Listing) bool { return x.ID.V == l.ID.V })
	if i < 0 || &s.Shared.Listings[i] == l {
		return nil
	}
	return &s.Shared.Listings[i]
}

// shown tells of guides, services and places that no page of the website shows. A closed service is meant to be hidden.
func shown(c *catalog.Catalog, ds *diag.List) {
	services, guides := map[*model.Service]bool{}, map[*model.Guide]bool{}
	used := map[*model.Place]bool{}
	for _, b := range c.Site.Boroughs {
		l := c.Lens(catalog.Edition{Borough: b.ID.V, Lang: lang.English})
		for _, s := range l.Services() {
			services[s.Service] = true
			for _, a := range s.At {
				used[s.Place(a.Place.V)] = true
			}
		}
		for _, g := range l.Guides() {
			guides[g] = true
		}
	}
	eachListing(c.Site, func(l *model.Listing) {
		open := len(l.Services) == 0
		for i := range l.Services {
			s := &l.Services[i]
			if s.Status.V == "closed" {
				continue
			}
			open = true
			if !services[s] {
				ds.Warning(s.ID.At, "not-shown", "no page shows the service %q", s.ID.V).
					Hint("every borough it is for has its own service of this name, or its boroughs: are none; delete it here, or name its boroughs")
			}
		}
		for i := range l.Places {
			if p := &l.Places[i]; !used[p] && open {
				ds.Warning(p.ID.At, "not-shown", "no service is at the place %q, so no page shows it", p.ID.V).
					Hint("add it to a service under at:, or delete it")
			}
		}
	})
	eachGuide(c.Site, func(g *model.Guide) {
		if !guides[g] {
			ds.Warning(g.Pos, "not-shown", "no page shows the guide %q", g.ID).
				Hint("every borough it is for has its own guide of this name, or its boroughs: are none; delete it here, or name its boroughs")
		}
	})
}
