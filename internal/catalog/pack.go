package catalog

import (
	"slices"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// PackPlan returns what the borough's packs hold: the site's plan, with the borough's own in its place. A
// borough's pages and cards stand for those of the same name, and follow them where there are none.
func (l *Lens) PackPlan() model.PackPlan {
	l.note(ReadPack)
	return l.c.packPlan(l.b)
}

func (c *Catalog) packPlan(b *borough) model.PackPlan {
	p, own := c.Site.Pack, b.Borough.Pack
	if len(own.Sections) > 0 {
		p.Sections = own.Sections
	}
	if !own.Feedback.Title.IsZero() {
		p.Feedback = own.Feedback
	}
	p.Pages = over(p.Pages, own.Pages, func(f model.FillIn) model.ID { return f.ID.V })
	p.Cards = over(p.Cards, own.Cards, func(c model.Card) model.ID { return c.ID.V })
	p.Cards = p.Cards[:min(len(p.Cards), source.MaxCards)]
	return p
}

// over puts what is the borough's own in the place of the site's.
func over[T any](shared, own []T, id func(T) model.ID) []T {
	out := slices.Clone(shared)
	for _, o := range own {
		if i := slices.IndexFunc(out, func(s T) bool { return id(s) == id(o) }); i >= 0 {
			out[i] = o
		} else {
			out = append(out, o)
		}
	}
	return out
}

// packPlan reports names in pack.yaml that lead nowhere.
func (k *checker) packPlan() {
	p := k.c.packPlan(k.b)
	for _, s := range p.Sections {
		switch s.Kind.V {
		case model.GuideSection:
			k.guideName(s.Subject.V, s.Subject.At)
		case model.PageSection:
			if !slices.ContainsFunc(p.Pages, func(f model.FillIn) bool { return f.ID.V == s.Subject.V }) {
				var known []string
				for _, f := range p.Pages {
					known = append(known, string(f.ID.V))
				}
				k.unknown(s.Subject.At, "unknown-page", "fill-in page", string(s.Subject.V), known)
			}
		}
	}
	for _, c := range p.Cards {
		for _, s := range c.Services {
			k.service(s.V, s.At)
		}
	}
	model.Texts([]any{p.Pages, p.Feedback}, func(t doc.Text) { k.inlines(t.Inlines, nil) })
	model.Texts(p.Cards, func(t doc.Text) { k.inlines(withoutLanguage(t.Inlines), nil) })
}

// LanguageSlot is what a card's words call the reader's language.
const LanguageSlot = "language"

// withoutLanguage leaves out what is filled for each reader.
func withoutLanguage(ins []doc.Inline) []doc.Inline {
	return slices.DeleteFunc(slices.Clone(ins), func(in doc.Inline) bool {
		r, ok := in.(doc.Ref)
		return ok && r.Path == LanguageSlot
	})
}
