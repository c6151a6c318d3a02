package load

import (
	"fmt"

	"welcomepack/internal/calendar"
	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// periods reads days that have a name, from a file that need not be there.
func (f *folder) periods(path string) []model.Period {
	seen := map[model.ID]source.Span{}
	return records(f, path, "periods", func(r *reader, m *fields.Map) (model.Period, bool) {
		id := r.named(m, "period")
		p := model.Period{
			ID:      id,
			Name:    r.name(m, "name", string(id.V)+"/name", fields.Required),
			Known:   r.known(m),
			Sources: r.sources(m.List("sources", fields.Required)),
			Checked: r.check(m.Map("checked", fields.Optional)),
			Note:    r.plain(m.Scalar("note", fields.Optional)),
		}
		p.Days = filled(r.once(m.List("days", fields.Required)), r.period)
		for _, d := range p.Days {
			if k := p.Known; k.Written() && !(k.V.Has(d.V.From) && k.V.Has(d.V.To)) {
				r.ds.Error(d.At, "date-order", "%s lies outside the days that are known", d.V).
					Note(k.At, "known are %s", k.V).Hint("make `known` longer, once all days up to there are in the list")
			}
		}
		return p, r.distinct(seen, id, "periods") && id.V != ""
	})
}

func (r *reader) known(m *fields.Map) model.At[calendar.Period] {
	s := m.Scalar("known", fields.Required)
	if !s.Written() {
		return model.At[calendar.Period]{}
	}
	return r.period(s)
}

// rotas reads who attends which session, from a file that need not be there.
func (f *folder) rotas(path string) []model.Rota {
	seen := map[model.ID]source.Span{}
	return records(f, path, "rotas", func(r *reader, m *fields.Map) (model.Rota, bool) {
		id := r.named(m, "service")
		rota := model.Rota{
			Service: id,
			Sources: r.sources(m.List("sources", fields.Optional)),
			Checked: r.check(m.Map("checked", fields.Optional)),
			Note:    r.plain(m.Scalar("note", fields.Optional)),
		}
		for i, v := range m.List("visits", fields.Required) {
			if e := v.Map(fmt.Sprintf("visit %d of %s", i+1, m.Label)); e != nil {
				rota.Visits = append(rota.Visits, r.visits(e, string(id.V))...)
			}
		}
		return rota, r.distinct(seen, id, "rotas") && id.V != ""
	})
}

// visits reads who comes on which days; days whose ordinals differ give a visit each.
func (r *reader) visits(m *fields.Map, key string) []model.Visit {
	v := model.Visit{Until: r.date(m.Scalar("until", fields.Optional)), About: r.name(m, "about", key+"/about", fields.Optional)}
	v.Who = filled(r.texts(m.Value("who", fields.Optional)), r.slug)
	v.Dates = filled(r.texts(m.Value("on", fields.Optional)), r.date)
	days := m.Value("every", fields.Optional)
	every, _ := r.everies(days)
	if !m.Has("who") {
		r.ds.Error(m.At(), "missing-field", "%s does not say who comes", m.Label).Hint("add who: with the short name of an organisation")
	}
	if m.Has("on") == m.Has("every") {
		r.ds.Error(m.At(), "missing-field", "%s must say on which days", m.Label).
			Hint("write on: [2026-12-02, 2026-12-16], or every: 1st wednesday")
	}
	if m.Has("fortnight") {
		r.fortnight(m, every)
	}
	m.Done()
	if len(every) == 0 {
		return []model.Visit{v}
	}
	var out []model.Visit
	for _, e := range every {
		v.Every = model.At[calendar.Every]{V: e, At: days.At()}
		out = append(out, v)
		v.About.Inlines = nil // words belong to one segment
	}
	return out
}
