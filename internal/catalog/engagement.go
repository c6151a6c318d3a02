package catalog

import (
	"cmp"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// Engagement returns who was heard in the borough, and what came of it.
func (l *Lens) Engagement() *model.Engagement { return &l.b.Borough.Engagement }

// Problems returns what goes wrong and who helps then: the site's problems, a borough's own in their place.
func (l *Lens) Problems() []model.Problem { return l.c.problems(l.b) }

func (c *Catalog) problems(b *borough) []model.Problem {
	return over(c.Site.Problems, b.Borough.Problems, func(p model.Problem) model.ID { return p.ID.V })
}

// A Partner is a partner with what its listing says of it. Its listing is nil where it has none in the borough.
type Partner struct {
	model.Partner
	Listing *model.Listing
}

// Partners returns those who work with the borough, the closest first, and by name.
func (l *Lens) Partners() []Partner {
	l.note(ReadListings) // which they take their names from
	return l.c.partners(l.b)
}

func (c *Catalog) partners(b *borough) []Partner {
	var out []Partner
	for _, p := range b.Borough.Partners {
		x := Partner{Partner: p, Listing: c.listing(b, p.ID.V)}
		if x.Listing != nil && !x.Name.Written() {
			x.Name = x.Listing.Name
		}
		if x.Listing != nil && !x.Kind.Written() {
			x.Kind = x.Listing.Kind
		}
		out = append(out, x)
	}
	slices.SortStableFunc(out, func(a, b Partner) int {
		if d := slices.Index(model.PartnerLevels, b.Level.V) - slices.Index(model.PartnerLevels, a.Level.V); d != 0 {
			return d
		}
		return strings.Compare(strings.ToLower(a.Name.V), strings.ToLower(b.Name.V))
	})
	return out
}

// listing returns an organisation's file as a borough has it: its own before the shared one.
func (c *Catalog) listing(b *borough, id model.ID) *model.Listing {
	for _, ls := range [][]model.Listing{b.Content.Listings, c.Site.Shared.Listings} {
		for i := range ls {
			if ls[i].ID.V == id {
				return &ls[i]
			}
		}
	}
	return nil
}

// ServicesOf returns the borough's services of an organisation.
func (l *Lens) ServicesOf(id model.ID) []*Service {
	var out []*Service
	for _, s := range l.Services() {
		if s.Listing.ID.V == id {
			out = append(out, s)
		}
	}
	return out
}

// OwnerOfBorough returns who answers for the borough's pack.
func (l *Lens) OwnerOfBorough() model.Owner { return l.c.OwnerOf(l.b.Borough, model.Owner{}) }

// OwnerOf returns who answers for something that may have an owner of its own: else the borough's, else the site's. b is
// nil for what is shared.
func (c *Catalog) OwnerOf(b *model.Borough, own model.Owner) model.Owner {
	switch {
	case !own.IsZero():
		return own
	case b != nil && !b.Owner.IsZero():
		return b.Owner
	}
	return c.Site.Settings.Owner
}

// HeardOfGuide and HeardOfService return what people said that changed it and is done.
func (l *Lens) HeardOfGuide(id model.ID) []*model.Saying {
	return l.heard(func(s *model.Saying) []model.At[model.ID] { return s.Guides }, id)
}

func (l *Lens) HeardOfService(id model.ID) []*model.Saying {
	return l.heard(func(s *model.Saying) []model.At[model.ID] { return s.Services }, id)
}

func (l *Lens) heard(of func(*model.Saying) []model.At[model.ID], id model.ID) []*model.Saying {
	var out []*model.Saying
	for i := range l.b.Borough.Engagement.Said {
		s := &l.b.Borough.Engagement.Said[i]
		if s.State.V == "done" && slices.ContainsFunc(of(s), func(x model.At[model.ID]) bool { return x.V == id }) {
			out = append(out, s)
		}
	}
	return out
}

// engagement reports names in engagement.yaml, feedback.csv, partners.yaml and problems.yaml that lead nowhere.
func (k *checker) engagement() {
	e := &k.b.Borough.Engagement
	var meetings []string
	for _, m := range e.Meetings {
		meetings = append(meetings, string(m.ID.V))
	}
	for _, s := range e.Said {
		if s.Meeting.V != "" && !slices.Contains(meetings, string(s.Meeting.V)) {
			k.unknown(s.Meeting.At, "unknown-meeting", "meeting", string(s.Meeting.V), meetings)
		}
		for _, g := range s.Guides {
			k.guideName(g.V, g.At)
		}
		for _, x := range s.Services {
			k.service(x.V, x.At)
		}
	}
	for _, n := range e.Notices {
		if n.Contact.V != "" {
			k.service(n.Contact.V, n.Contact.At)
		}
	}
	for _, a := range e.Attendance {
		if a.Service.V != "" {
			k.service(a.Service.V, a.Service.At)
		}
	}
	model.Texts(e, func(t doc.Text) { k.inlines(t.Inlines, nil) })
	k.codes()
	for _, p := range k.c.partners(k.b) {
		if p.Name.V == "" && p.ID.V != "" {
			k.unknown(p.ID.At, "unknown-organisation", "organisation", string(p.ID.V), names(k.b.organisations))
		}
		model.Texts(p.Partner, func(t doc.Text) { k.inlines(t.Inlines, nil) })
	}
	for _, p := range k.c.problems(k.b) {
		for _, s := range p.Services {
			k.service(s.V, s.At)
		}
		if p.Category.V != "" {
			k.category(p.Category.V, p.Category.At)
		}
		if p.Guide.V != "" {
			k.guideName(p.Guide.V, p.Guide.At)
		}
		model.Texts(p, func(t doc.Text) { k.inlines(t.Inlines, nil) })
	}
}

// codes reports answers that no slip of the borough asks for.
func (k *checker) codes() {
	known := Codes(k.c.packPlan(k.b).Feedback)
	for _, a := range k.b.Borough.Engagement.Answers {
		if a.Code == "" || slices.Contains(known, a.Code) || !k.once(a.At) {
			continue
		}
		k.ds.Error(a.At, "unknown-answer", "no slip has the code %q", a.Code).
			Hint("%s", cmp.Or(diag.Near(a.Code, known), "the questions and their answers stand under feedback: in pack.yaml"))
	}
}

// Codes lists what may be counted of a slip: Q1a for an answer, Q5 where there is room to write.
func Codes(f model.Feedback) []string {
	var out []string
	for _, q := range f.Questions {
		for code := range q.Each() {
			out = append(out, code)
		}
	}
	return out
}
