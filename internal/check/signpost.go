package check

import (
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// signposted wants each guide to end where a reader can go on: at services that are shown, or a link to one. Those who
// cope best are those who have somebody to ask.
func signposted(c *catalog.Catalog, ds *diag.List) {
	eachGuide(c.Site, func(g *model.Guide) {
		if !leadsOn(g.Body) {
			ds.Warning(g.Pos, "no-signpost", "the guide %q names nobody who can help", g.ID).
				Hint("end it with a part such as ## Who can help, and a line {services: nhs-111} or {category: advice}")
		}
	})
}

// leadsOn tells whether blocks show or name a service, or point to a fact of one.
func leadsOn(body []doc.Block) bool {
	found := false
	doc.Walk(body, func(b doc.Block) {
		_, shows := b.(doc.Include)
		found = found || shows
	})
	doc.WalkTexts(body, func(t doc.Text) {
		doc.WalkInlines(t.Inlines, func(in doc.Inline) {
			switch x := in.(type) {
			case doc.Ref:
				found = found || !strings.HasPrefix(x.Path, "rule.")
			case doc.Link:
				found = found || strings.HasPrefix(x.Href, "service:") || strings.HasPrefix(x.Href, "category:")
			}
		})
	})
	return found
}
