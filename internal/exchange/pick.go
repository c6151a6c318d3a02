package exchange

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// A Choice says what goes out. The zero Choice is all that is missing or stale.
type Choice struct {
	States   []State
	Boroughs []string // what readers of these see, and no other borough's words
	Guides   []string // only these guides and services
	Services []string
	Words    int // at most so many words of English, those needed most first; 0 is no limit
}

// pick returns the chosen units in the order in which readers meet them.
func pick(c *catalog.Catalog, units []Unit, choice Choice) ([]Unit, error) {
	wanted, err := newSieve(c, choice)
	if err != nil {
		return nil, err
	}
	ranks := newRanks(c)
	type ranked struct {
		Unit
		rank, n int
	}
	var out []ranked
	for n, u := range units {
		if wanted.takes(u) {
			out = append(out, ranked{u, ranks.of(u), n})
		}
	}
	asRead := func(a, b ranked) int { return cmp.Or(cmp.Compare(a.rank, b.rank), cmp.Compare(a.n, b.n)) }
	if choice.Words > 0 {
		slices.SortFunc(out, func(a, b ranked) int { return cmp.Or(cmp.Compare(a.State, b.State), asRead(a, b)) })
		left := choice.Words
		last := ""
		for i, u := range out {
			entry := withoutForm(u.ID)
			if entry == last {
				continue // the forms of one text stay together, and count once
			}
			if left -= EnglishWords(u.English); left < 0 && i > 0 {
				out = out[:i]
				break
			}
			last = entry
		}
	}
	slices.SortFunc(out, asRead)
	var picked []Unit
	for _, u := range out {
		picked = append(picked, u.Unit)
	}
	return picked, nil
}

func withoutForm(id string) string {
	parts := strings.Split(id, ":")
	return strings.Join(parts[:min(len(parts), 4)], ":")
}

// EnglishWords counts the words of a text that somebody has to translate; placeholders are none.
func EnglishWords(english string) int {
	n := 0
	for _, t := range tokens(english) {
		if t.kind == words {
			n += len(strings.Fields(t.s))
		}
	}
	return n
}

// A sieve lets through what a choice wants.
type sieve struct {
	states []State
	here   map[string]bool // paths of the content of the boroughs, nil for all
	files  []string        // translation files of boroughs, for here
	paths  map[string]bool // guides that are chosen by name, nil for all, if no keys
	keys   []string        // beginnings of keys of services that are chosen by name
}

func newSieve(c *catalog.Catalog, choice Choice) (*sieve, error) {
	s := &sieve{states: choice.States}
	if len(s.states) == 0 {
		s.states = []State{Missing, Stale}
	}
	if err := s.boroughs(c, choice.Boroughs); err != nil {
		return nil, err
	}
	if len(choice.Guides)+len(choice.Services) == 0 {
		return s, nil
	}
	s.paths = map[string]bool{}
	guides, services := map[string][]string{}, map[string][]string{}
	each(c.Site, func(content model.Content) {
		for _, g := range content.Guides {
			guides[string(g.ID)] = append(guides[string(g.ID)], g.Path)
		}
		for _, l := range content.Listings {
			for _, v := range l.Services {
				services[string(v.ID.V)] = append(services[string(v.ID.V)], l.Path+"#"+string(v.ID.V)+"/")
			}
		}
	})
	for _, name := range choice.Guides {
		if guides[name] == nil {
			return nil, unknown("guide", name, guides)
		}
		for _, p := range guides[name] {
			s.paths[p] = true
		}
	}
	for _, name := range choice.Services {
		if services[name] == nil {
			return nil, unknown("service", name, services)
		}
		s.keys = append(s.keys, services[name]...)
	}
	return s, nil
}

func unknown(what, name string, among map[string][]string) error {
	var names []string
	for n := range among {
		names = append(names, n)
	}
	slices.Sort(names)
	return fmt.Errorf("there is no %s %q: %s", what, name, cmp.Or(diag.Near(name, names), "its name is the last part of its address on the website"))
}

// each calls f with what is shared and with each borough's own content.
func each(site *model.Site, f func(model.Content)) {
	f(site.Shared)
	for _, b := range site.Boroughs {
		f(b.Content)
	}
}

// boroughs notes which guides and listings readers of some boroughs see.
func (s *sieve) boroughs(c *catalog.Catalog, names []string) error {
	known := map[string][]string{}
	for _, b := range c.Site.Boroughs {
		known[string(b.ID.V)] = []string{}
	}
	for _, name := range names {
		if known[name] == nil {
			return unknown("borough", name, known)
		}
		if s.here == nil {
			s.here = map[string]bool{}
		}
		s.files = append(s.files, name)
		l := c.Lens(catalog.Edition{Borough: model.ID(name), Lang: lang.English})
		for _, g := range l.Guides() {
			s.here[g.Path] = true
		}
		for _, v := range l.Services() {
			s.here[v.Listing.Path] = true
		}
	}
	return nil
}

func (s *sieve) takes(u Unit) bool {
	if !slices.Contains(s.states, u.State) {
		return false
	}
	if s.here != nil && !slices.Contains(s.files, u.File) && !slices.ContainsFunc(u.Uses, s.isHere) {
		return false
	}
	if s.paths == nil {
		return true
	}
	return slices.ContainsFunc(u.Uses, func(key string) bool {
		path, _, _ := strings.Cut(key, "#")
		return s.paths[path] || slices.ContainsFunc(s.keys, func(k string) bool { return strings.HasPrefix(key, k) })
	})
}

// isHere tells whether readers of the boroughs may see the text of a key: what is in no guide or listing everybody sees.
func (s *sieve) isHere(key string) bool {
	path, _, _ := strings.Cut(key, "#")
	if strings.HasPrefix(path, "boroughs/") {
		return false // it is another borough's
	}
	return s.here[path] || !strings.Contains(path, "/guides/") && !strings.Contains(path, "/listings/")
}

// ranks say in which order readers meet what is in a file.
type ranks struct {
	guides    map[string]int // by path
	emergency []string       // beginnings of keys
}

const (
	rankInterface = iota
	rankFirst     // the site's name, the borough's own words, and the numbers to call first
	rankGuides    // and more, by the guides' order
	rankKinds     = 1_000_000 + iota
	rankListings
	rankRest
)

func newRanks(c *catalog.Catalog) ranks {
	r := ranks{guides: map[string]int{}}
	set := &c.Site.Settings
	each(c.Site, func(content model.Content) {
		for _, g := range content.Guides {
			n := rankGuides + 1 + g.Order.V
			if g.ID == set.FirstGuide.V {
				n = rankGuides
			}
			r.guides[g.Path] = n
		}
		for _, l := range content.Listings {
			for _, v := range l.Services {
				if slices.ContainsFunc(set.Emergency, func(id model.At[model.ID]) bool { return id.V == v.ID.V }) {
					r.emergency = append(r.emergency, l.Path+"#"+string(v.ID.V)+"/")
				}
			}
		}
	})
	return r
}

// of returns the rank of the use that readers meet first.
func (r ranks) of(u Unit) int {
	best := rankRest
	for _, key := range u.Uses {
		best = min(best, r.key(key))
	}
	return best
}

func (r ranks) key(key string) int {
	path, _, _ := strings.Cut(key, "#")
	guide, isGuide := r.guides[path]
	switch {
	case strings.HasPrefix(path, "themes/"):
		return rankInterface
	case key == "site.yaml#title", key == "site.yaml#tagline", strings.HasSuffix(path, "/borough.yaml"),
		slices.ContainsFunc(r.emergency, func(k string) bool { return strings.HasPrefix(key, k) }):
		return rankFirst
	case isGuide:
		return guide
	case path == "categories.yaml":
		return rankKinds
	case strings.Contains(path, "/listings/"):
		return rankListings
	}
	return rankRest
}
