package catalog

import (
	"slices"

	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// A Move is a page that was, whose address is on paper: where it went.
type Move struct {
	From, To string // files of the edition
	Closed   bool   // a service that is no more; To is its kind of help
}

// Moves lists the pages of the edition that were and are no more: those of former slugs, and of services that are closed.
func (l *Lens) Moves() []Move {
	l.note(ReadGuides)
	l.note(ReadListings)
	var out []Move
	add := func(folder string, was []model.At[model.ID], now model.ID) {
		for _, w := range was {
			out = append(out, Move{From: folder + "/" + string(w.V) + ".html", To: folder + "/" + string(now) + ".html"})
		}
	}
	for _, g := range l.b.guides {
		add("guides", g.Was, g.ID)
	}
	for _, c := range l.c.Site.Categories {
		add("categories", c.Was, c.ID.V)
	}
	for _, s := range l.b.services {
		add("services", s.Was, s.ID.V)
	}
	for _, s := range l.b.gone {
		to := "services/index.html"
		if len(s.Categories) > 0 && l.c.categories[s.Categories[0].V] != nil {
			to = "categories/" + string(s.Categories[0].V) + ".html"
		}
		for _, id := range append([]model.At[model.ID]{s.ID}, s.Was...) {
			out = append(out, Move{From: "services/" + string(id.V) + ".html", To: to, Closed: true})
		}
	}
	return out
}

// moves reports former slugs that are in use: their pages cannot say both.
func (k *checker) moves() {
	look := func(what string, was []model.At[model.ID], seen map[model.ID]source.Span) {
		for _, w := range was {
			if at, used := seen[w.V]; used && k.once(w.At) {
				k.ds.Error(w.At, "duplicate-slug", "there is another %s %q, so its address cannot lead elsewhere", what, w.V).
					Note(at, "the other one").Hint("delete this former name, or give the other one a new name")
			}
			seen[w.V] = w.At
		}
	}
	guides, services, categories := map[model.ID]source.Span{}, map[model.ID]source.Span{}, map[model.ID]source.Span{}
	for _, g := range k.b.guides {
		guides[g.ID] = g.Pos
	}
	for _, s := range slices.Concat(k.b.gone, serviceModels(k.b.services)) {
		services[s.ID.V] = s.ID.At
	}
	for _, c := range k.c.Site.Categories {
		categories[c.ID.V] = c.ID.At
	}
	for _, g := range k.b.guides {
		look("guide", g.Was, guides)
	}
	for _, s := range slices.Concat(k.b.gone, serviceModels(k.b.services)) {
		look("service", s.Was, services)
	}
	for _, c := range k.c.Site.Categories {
		look("category", c.Was, categories)
	}
}

func serviceModels(list []*Service) []*model.Service {
	var out []*model.Service
	for _, s := range list {
		out = append(out, s.Service)
	}
	return out
}
