package check

import (
	"cmp"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// linkCodes is what only a look at other websites finds.
var linkCodes = []string{"dead-link", "moved-link", "unseen-link"}

// A Link is an address of another website, and everywhere it stands.
type Link struct {
	URL string
	At  []source.Span
}

// Links returns every address of another website, sorted: those that readers see and those of sources.
func Links(c *catalog.Catalog) []Link {
	at := map[string][]source.Span{}
	add := func(w model.At[string]) {
		if strings.HasPrefix(w.V, "http") {
			u, _, _ := strings.Cut(w.V, "#")
			at[u] = append(at[u], w.At)
		}
	}
	sources := func(list []model.Source) {
		for _, s := range list {
			add(s.URL)
		}
	}
	words := func(v any) {
		model.Texts(v, func(t doc.Text) {
			doc.WalkInlines(t.Inlines, func(in doc.Inline) {
				if l, ok := in.(doc.Link); ok {
					add(model.At[string]{V: l.Href, At: l.Pos})
				}
			})
		})
	}
	eachListing(c.Site, func(l *model.Listing) {
		add(l.Web)
		words(l)
		for i := range l.Services {
			add(l.Services[i].Web)
			sources(l.Services[i].Sources)
		}
	})
	eachGuide(c.Site, func(g *model.Guide) {
		words(g)
		sources(g.Sources)
	})
	for _, r := range c.Site.Rules {
		for _, v := range r.Values {
			if !v.Inherited {
				sources(v.Sources)
			}
		}
	}
	add(c.Site.Settings.ExitTo)
	out := make([]Link, 0, len(at))
	for u, spans := range at {
		out = append(out, Link{u, spans})
	}
	slices.SortFunc(out, func(a, b Link) int { return cmp.Compare(a.URL, b.URL) })
	return out
}

// A Visit is what a look at a link found. The zero Visit is a page that is there.
type Visit struct {
	Gone   string // why the page cannot be reached: "the page is not there any more (404)"
	Moved  string // the address to which the page has moved for good
	Unseen string // why a program cannot tell: "the website keeps programs out (403)"
}

// Visited tells what was found, at each line that has the link.
func Visited(l Link, v Visit) diag.List {
	var ds diag.List
	for _, at := range l.At {
		switch {
		case v.Gone != "":
			ds.Warning(at, "dead-link", "%s: %s", l.URL, v.Gone).
				Hint("open it in a browser; find the page's new address, or take the link out")
		case v.Moved != "":
			ds.Warning(at, "moved-link", "%s has moved to %s", l.URL, v.Moved).
				Hint("open the new page, see whether it still says what it is named for, and write its address")
		case v.Unseen != "":
			ds.Advice(at, "unseen-link", "%s: %s", l.URL, v.Unseen).
				Hint("open it in a browser and see whether it is there")
		}
	}
	return ds
}
