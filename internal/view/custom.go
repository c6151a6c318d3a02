package view

import (
	"slices"

	"welcomepack/internal/catalog"
	"welcomepack/internal/model"
)

// A Choice names the parts of a pack that one reader needs. Stages and categories narrow each other; guides and
// services that are named come on top. The zero Choice is the whole pack.
type Choice struct {
	Stages                       []model.Stage
	Categories, Guides, Services []model.ID
}

func (c Choice) whole() bool {
	return len(c.Stages)+len(c.Categories)+len(c.Guides)+len(c.Services) == 0
}

// narrows tells whether more than single guides and services is chosen.
func (c Choice) narrows() bool { return len(c.Stages)+len(c.Categories) > 0 }

func (c Choice) guide(g *model.Guide) bool {
	return c.whole() || slices.Contains(c.Guides, g.ID) ||
		c.narrows() && c.atStage(g.Stages) && (len(c.Categories) == 0 || slices.Contains(c.Categories, g.Category.V))
}

func (c Choice) service(s *catalog.Service) bool {
	is := func(x model.At[model.ID]) bool { return slices.Contains(c.Categories, x.V) }
	return c.whole() || slices.Contains(c.Services, s.ID.V) ||
		c.narrows() && c.atStage(s.Stages) && (len(c.Categories) == 0 || slices.ContainsFunc(s.Categories, is))
}

// atStage tells whether something belongs to a chosen stage; what names no stage belongs to all.
func (c Choice) atStage(stages []model.At[model.Stage]) bool {
	return len(c.Stages) == 0 || len(stages) == 0 ||
		slices.ContainsFunc(stages, func(s model.At[model.Stage]) bool { return slices.Contains(c.Stages, s.V) })
}

// services tells whether any service is chosen.
func (c Choice) services(ss []*catalog.Service) bool { return slices.ContainsFunc(ss, c.service) }

// Shows tells whether any guide or service of the edition is chosen.
func (c Choice) Shows(l *catalog.Lens) bool {
	return slices.ContainsFunc(l.Guides(), c.guide) || c.services(l.Services())
}
