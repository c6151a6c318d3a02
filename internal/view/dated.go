package view

import (
	"slices"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// limited tells whether more is to be said of a session's days than those of the week.
func limited(x model.Session) bool {
	return len(x.Except)+len(x.Only)+len(x.Not)+len(x.Also) > 0 || !x.Every.V.Fortnight.IsZero()
}

// soon is how many days ahead single days are told: further ones change.
const soon = 183

// limits says on which days a session takes place and on which not, as far as it is still to come and not far away.
func (v viewer) limits(s *catalog.Service, x model.Session) []doc.Text {
	var notes []doc.Text
	coming := func(d calendar.Date) bool { return !d.Before(v.Today()) && d.Before(v.Today().AddDays(soon)) }
	if !x.Every.V.Fortnight.IsZero() {
		r := s.Days(x)
		if next := r.Dates(v.Today(), v.Today().AddDays(27)); len(next) > 0 {
			notes = append(notes, v.Phrase("next-on", catalog.Args{"date": v.date(calendar.Stamp(next[0]))}))
		}
	}
	for _, id := range x.Only {
		notes = append(notes, v.ofPeriod("only-in", id.V)...)
	}
	for _, id := range x.Not {
		notes = append(notes, v.ofPeriod("not-in", id.V)...)
	}
	for _, e := range x.Except {
		switch {
		case e.V.From != e.V.To && coming(e.V.To):
			notes = append(notes, v.Phrase("not-from", v.fromTo(e.V)))
		case e.V.From == e.V.To && coming(e.V.From):
			notes = append(notes, v.Phrase("not-on", catalog.Args{"date": v.date(calendar.Stamp(e.V.From))}))
		}
	}
	for _, d := range x.Also {
		if coming(d.V) {
			notes = append(notes, v.Phrase("also-on", catalog.Args{"date": v.date(calendar.Stamp(d.V))}))
		}
	}
	return notes
}

func (v viewer) fromTo(p calendar.Period) catalog.Args {
	return catalog.Args{"from": v.date(calendar.Stamp(p.From)), "to": v.date(calendar.Stamp(p.To))}
}

// ofPeriod names a period in the edition's language, with its present or next days where they are few.
func (v viewer) ofPeriod(key string, id model.ID) []doc.Text {
	p := v.Period(id)
	if p == nil {
		return nil
	}
	out := v.Phrase(key, catalog.Args{"period": v.inPhrase(p.Name)})
	next := slices.IndexFunc(p.Days, func(d model.At[calendar.Period]) bool {
		return d.V.From != d.V.To && !d.V.To.Before(v.Today())
	})
	if next < 0 {
		return []doc.Text{out}
	}
	d := p.Days[next].V
	out.Inlines = append(slices.Clone(out.Inlines), doc.Str{S: " ("}, v.date(calendar.Stamp(d.From)), doc.Str{S: " – "}, v.date(calendar.Stamp(d.To)), doc.Str{S: ")"})
	return []doc.Text{out}
}

// A visit is who attends a service on a day.
type visit struct {
	on  calendar.Date
	who []catalog.Visitor
}

// The days ahead for which a rota is shown, and how many days of it at most.
const (
	rotaDays = 92
	rotaRows = 12
)

// visits is who attends a service on the days to come.
func (v viewer) visits(s *catalog.Service) []visit {
	if !s.HasRota() {
		return nil
	}
	var out []visit
	for d := v.Today(); d.Before(v.Today().AddDays(rotaDays)) && len(out) < rotaRows; d = d.AddDays(1) {
		if who := v.Visitors(s, d); len(who) > 0 && s.TakesPlace(d) {
			out = append(out, visit{d, who})
		}
	}
	return out
}

// rota is who attends a service on which day, as a table.
func (v viewer) rota(s *catalog.Service) []doc.Block {
	t := doc.Table{Head: []doc.Text{v.say("date"), v.say("who-comes")}, RowHead: true}
	for _, x := range v.visits(s) {
		t.Rows = append(t.Rows, []doc.Text{v.dayAndDate(x.on), v.visitors(s, x.who)})
	}
	if len(t.Rows) == 0 {
		return nil
	}
	return []doc.Block{t}
}

// dayAndDate is a date with its day of the week.
func (v viewer) dayAndDate(d calendar.Date) doc.Text {
	f := v.date(calendar.Stamp(d))
	f.Shown = v.Locale().Date(d.Year, d.Month, d.Day, true)
	return v.fact(f)
}

func (v viewer) visitors(s *catalog.Service, who []catalog.Visitor) doc.Text {
	var parts []doc.Text
	for _, w := range who {
		parts = append(parts, v.fact(catalog.NameFact(w.Name)))
		if !w.About.IsZero() {
			parts = append(parts, v.Of(s, w.About))
		}
	}
	return v.joined(parts)
}

// dated is how many days the page of dates has.
const dated = 14

// nextDays is the days to come with what takes place on each, exceptions, bank holidays and rotas taken into account.
func (v viewer) nextDays(p *doc.Page) {
	p.Title, p.Summary, p.Body = v.say("next-days"), v.say("next-days-about"), v.clock()
	for i := range dated {
		d := v.Today().AddDays(i)
		p.Body = append(p.Body, doc.Heading{Level: 2, ID: "d" + d.String(), Text: v.dayAndDate(d)})
		p.Body = append(p.Body, v.dateTable(d)...)
	}
}

// dateTable is the sessions of one date.
func (v viewer) dateTable(d calendar.Date) []doc.Block {
	ms := slices.DeleteFunc(slices.Clone(v.meetings(d.Weekday())), func(m meeting) bool {
		days := m.s.Days(m.x)
		return !days.On(d)
	})
	return v.meetingTable(ms, func(m meeting) doc.Text { return v.onDate(m, d) })
}

// onDate is what a session is on a date and where: who attends, and that it may be off on a bank holiday.
func (v viewer) onDate(m meeting, d calendar.Date) doc.Text {
	var parts []doc.Text
	if m.s.AskFirst(m.x, d) {
		parts = append(parts, v.say("holiday-ask"))
	}
	if who := v.Visitors(m.s, d); len(who) > 0 {
		parts = append(parts, v.visitors(m.s, who))
	}
	if !m.x.What.IsZero() {
		parts = append(parts, v.Of(m.s, m.x.What))
	}
	if m.x.Remote() {
		parts = append(parts, v.say("mode-"+m.x.Mode.V))
	}
	return v.joined(append(parts, v.placeAndNote(m)...))
}
