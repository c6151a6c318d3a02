package catalog

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// Period returns the borough's period of a name, else the site's; nil for none.
func (l *Lens) Period(id model.ID) *model.Period { return l.b.periods[id] }

// periodsOf is the periods of a borough by name: its own, and those of the site.
func periodsOf(site *model.Site, b *model.Borough) map[model.ID]*model.Period {
	out := map[model.ID]*model.Period{}
	for _, list := range [][]model.Period{site.Periods, b.Periods} {
		for i := range list {
			out[list[i].ID.V] = &list[i]
		}
	}
	return out
}

// Days returns the days of a session of the service in the borough.
func (s *Service) Days(x model.Session) calendar.Recurrence {
	r := calendar.Recurrence{Every: x.Every.V, Within: len(x.Only) > 0}
	for _, id := range x.Only {
		r.Only = append(r.Only, s.daysOf(id.V)...)
	}
	for _, e := range x.Except {
		r.Except = append(r.Except, e.V)
	}
	for _, id := range x.Not {
		r.Except = append(r.Except, s.daysOf(id.V)...)
	}
	for _, d := range x.Also {
		r.Also = append(r.Also, d.V)
	}
	return r
}

func (s *Service) daysOf(id model.ID) []calendar.Period {
	p := s.periods[id]
	if p == nil {
		return nil
	}
	var out []calendar.Period
	for _, d := range p.Days {
		out = append(out, d.V)
	}
	return out
}

// KnownUntil returns the last day for which all periods are known that the session names; the zero Date where it names
// none.
func (s *Service) KnownUntil(x model.Session) calendar.Date {
	var until calendar.Date
	for _, id := range slices.Concat(x.Only, x.Not) {
		if p := s.periods[id.V]; p != nil && (until.IsZero() || p.Known.V.To.Before(until)) {
			until = p.Known.V.To
		}
	}
	return until
}

// AskFirst tells whether d is a bank holiday of which a session does not say whether it takes place.
func (s *Service) AskFirst(x model.Session, d calendar.Date) bool {
	if x.SaysHolidays() || slices.ContainsFunc(x.Also, func(a model.At[calendar.Date]) bool { return a.V == d }) {
		return false
	}
	return slices.ContainsFunc(s.daysOf(model.BankHolidays), func(p calendar.Period) bool { return p.Has(d) })
}

// HasRota tells whether it is known who attends the service on which day.
func (s *Service) HasRota() bool { return s.rota != nil }

// A Visitor is an organisation that attends a service on a day, and what it does there.
type Visitor struct {
	Name  model.At[string]
	About doc.Text
}

// Visitors returns who attends a service on a day, with the names that organisations have in their own listings.
func (l *Lens) Visitors(s *Service, d calendar.Date) []Visitor {
	if s.HasRota() {
		l.note(ReadListings)
	}
	return s.Visitors(d)
}

// Visitors is [Lens.Visitors] for what no lens is needed for.
func (s *Service) Visitors(d calendar.Date) []Visitor {
	if s.rota == nil {
		return nil
	}
	var out []Visitor
	for _, v := range s.rota.Visits {
		dated := slices.ContainsFunc(v.Dates, func(x model.At[calendar.Date]) bool { return x.V == d })
		regular := v.Every.Written() && v.Every.V.On(d) && !(v.Until.Written() && v.Until.V.Before(d))
		if !dated && !regular {
			continue
		}
		for i, who := range v.Who {
			x := Visitor{Name: s.organisations[who.V]}
			if i == 0 {
				x.About = v.About
			}
			out = append(out, x)
		}
	}
	return out
}

// TakesPlace tells whether some session of the service is on a day.
func (s *Service) TakesPlace(d calendar.Date) bool {
	for _, a := range s.At {
		for _, x := range a.When {
			if r := s.Days(x); r.On(d) {
				return true
			}
		}
	}
	return false
}

// resolveRotas gives the services of a borough its periods and rotas.
func (b *borough) resolveRotas(site *model.Site) {
	b.periods = periodsOf(site, b.Borough)
	b.organisations = map[model.ID]model.At[string]{}
	for _, list := range [][]model.Listing{site.Shared.Listings, b.Content.Listings} {
		for _, l := range list {
			b.organisations[l.ID.V] = l.Name
		}
	}
	for _, s := range b.services {
		s.periods, s.organisations = b.periods, b.organisations
	}
	for i := range b.Rotas {
		if s := b.byID[b.Rotas[i].Service.V]; s != nil {
			s.rota = &b.Rotas[i]
		}
	}
}

// times reports names of periods, services and organisations that the borough does not have, and visits on days
// on which there is nothing to visit.
func (k *checker) times() {
	for _, s := range k.b.services {
		for _, a := range s.At {
			k.periods(a.When)
		}
		for _, p := range s.AllPhones() {
			k.periods(p.Open)
		}
	}
	for i := range k.b.Rotas {
		k.rota(&k.b.Rotas[i])
	}
}

func (k *checker) periods(list []model.Session) {
	for _, x := range list {
		for _, id := range slices.Concat(x.Only, x.Not) {
			if id.V != "" && k.b.periods[id.V] == nil && k.once(id.At) {
				k.ds.Error(id.At, "unknown-period", "there is no period %q in the borough %s", id.V, k.b.ID.V).
					Hint("%s", cmp.Or(diag.Near(string(id.V), names(k.b.periods)), "add it to periods.yaml, with its days and its source"))
			}
		}
	}
}

func (k *checker) rota(r *model.Rota) {
	if k.b.byID[r.Service.V] == nil {
		k.service(r.Service.V, r.Service.At)
		return
	}
	s := k.b.byID[r.Service.V]
	for _, v := range r.Visits {
		for _, who := range v.Who {
			if _, ok := k.b.organisations[who.V]; !ok {
				k.unknown(who.At, "unknown-organisation", "organisation", string(who.V), names(k.b.organisations))
			}
		}
		for _, d := range v.Dates {
			if !d.V.Before(k.c.Today) && !s.TakesPlace(d.V) && k.once(d.At) {
				k.ds.Error(d.At, "rota-day", "the service %q has no session on %s, a %s", s.ID.V, d.V, d.V.Weekday()).
					Hint("look up the date again, or add it to the session with also:")
			}
		}
	}
}

func names[T any](m map[model.ID]T) []string {
	var out []string
	for id := range m {
		out = append(out, string(id))
	}
	slices.Sort(out)
	return out
}

// SessionName names a session by its times, among those of its service and place.
func SessionName(x model.Session) string {
	var parts []string
	for _, d := range x.Every.V.Days {
		parts = append(parts, d.String())
	}
	parts = append(parts, x.From.V.String(), x.To.V.String())
	if n := x.Every.V.Nth; n != 0 {
		parts = append(parts, "nth"+strconv.Itoa(n))
	}
	if d := x.Every.V.Fortnight; !d.IsZero() {
		parts = append(parts, "fortnight", strconv.Itoa(d.Week()%2))
	}
	for _, id := range x.Only {
		parts = append(parts, string(id.V))
	}
	return strings.ReplaceAll(strings.Join(parts, "-"), ":", "")
}
