package view

import (
	"cmp"
	"slices"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// hasWeek tells whether any service of the edition has times, and so whether it has a week for the wall.
func hasWeek(l *catalog.Lens) bool {
	return slices.ContainsFunc(l.Timed(), func(s *catalog.Service) bool { return !paused(s) })
}

// WeekSheet returns the week of an edition for a wall: the sessions of the timetable, by service and place.
func WeekSheet(l *catalog.Lens) *doc.Week {
	v, e := viewer{l}, viewer{l.English()}
	today := catalog.Args{"date": v.date(calendar.Stamp(v.Today()))}
	w := &doc.Week{
		Path: v.Path(VariantFile(v.Edition(), Week)), Lang: v.Edition().Lang,
		Title: v.weekTitle(),
		Site:  v.Words(v.Settings().Title),
		About: v.beside(v.say("timetable-about"), e.say("timetable-about")),
		Head:  v.beside(v.say("service"), e.say("service")),
		Where: v.beside(v.say("where"), e.say("where")),
		Scan:  v.code("timetable.html", "scan"),
		Foot:  v.beside(v.Phrase("pack-foot", today), e.Phrase("pack-foot", catalog.Args{"date": e.date(calendar.Stamp(v.Today()))})),
	}
	if w.Lang != lang.English {
		w.English = e.weekTitle()
	}
	for i, d := range calendar.Weekdays {
		w.Days[i] = v.beside(v.words(v.dayName(d)), e.words(e.dayName(d)))
	}
	for _, c := range v.Categories() {
		for _, s := range v.byName(v.mainCategory(c.ID.V)) {
			if !paused(s) {
				w.Rows = append(w.Rows, v.weekRows(s)...)
			}
		}
	}
	w.Clock = v.clockNote()
	w.Notes = v.weekStatus(w)
	return w
}

// weekTitle is the timetable's, with the borough's name.
func (v viewer) weekTitle() doc.Text {
	return v.joined([]doc.Text{v.say("timetable"), v.Words(v.Borough().Name)})
}

// beside is words in English and in the edition's language, where that has its own.
func (v viewer) beside(own, english doc.Text) doc.Both {
	if own.Lang == english.Lang {
		return doc.Both{English: own}
	}
	return doc.Both{English: english, Own: own}
}

// weekRows is a service, once for each of its places.
func (v viewer) weekRows(s *catalog.Service) []doc.WeekRow {
	var out []doc.WeekRow
	for _, a := range s.At {
		if len(a.When) == 0 {
			continue
		}
		row := doc.WeekRow{Name: v.beside(v.Of(s, s.Name), v.EnglishOf(s.Name)), Where: v.weekPlace(s, a)}
		if row.Name.English.IsZero() || len(out) > 0 { // the words shown are the English ones, or these stand above
			row.Name = doc.Both{English: v.Of(s, s.Name)}
		}
		if ps := s.AllPhones(); len(ps) > 0 {
			row.Phone = v.fact(catalog.PhoneFact(ps[0]))
		}
		if len(out) == 0 {
			row.Notes = v.weekNotes(s)
		}
		v.weekTimes(&row, s, a.When)
		out = append(out, row)
	}
	return out
}

// weekNotes is what holds at each place of a service; it stands at the first.
func (v viewer) weekNotes(s *catalog.Service) (out []doc.Text) {
	if s.Alert.Stands(v.Today()) {
		out = append(out, v.Of(s, s.Alert.Text))
	}
	out = append(out, v.notForAll(s)...)
	if !s.TimesNote.IsZero() {
		out = append(out, v.Of(s, s.TimesNote))
	}
	visits := v.visits(s)
	for _, x := range visits[:min(mostNotes, len(visits))] {
		out = append(out, v.joined([]doc.Text{v.fact(v.date(calendar.Stamp(x.on))), v.visitors(s, x.who)}))
	}
	return out
}

// notForAll says what keeps people from just coming, so that nobody goes there in vain: whom it is for, and how to get in where
// that is not by coming.
func (v viewer) notForAll(s *catalog.Service) []doc.Text {
	var out []doc.Text
	if s.WomenOnly.V {
		out = append(out, v.say("women-only"))
	}
	if s.Ages.Written() {
		out = append(out, v.ages(s.Ages.V))
	}
	if len(v.dropsIn(s)) == 0 {
		for _, j := range s.Join {
			out = append(out, v.say("join-"+j.V))
		}
	}
	if len(out) == 0 {
		return nil
	}
	return []doc.Text{v.joined(out)}
}

// weekPlace is a place on one line, without what the name of the service says.
func (v viewer) weekPlace(s *catalog.Service, a model.Attendance) doc.Text {
	p := s.Place(a.Place.V)
	if p == nil {
		return doc.Text{}
	}
	var lines []string
	for _, line := range p.AddressLines() {
		switch line {
		case doc.Plaintext(s.Name.Inlines):
			continue
		case p.Postcode.V:
			line = strings.ReplaceAll(line, " ", "\u00a0") // on one line
		}
		lines = append(lines, line)
	}
	if len(lines) == 0 {
		return doc.Text{}
	}
	return v.fact(doc.Fact{Kind: doc.Address, Shown: strings.Join(lines, ", ")})
}

// weekTimes puts sessions under their days. What is to be said of all of them stands once in the row.
func (v viewer) weekTimes(row *doc.WeekRow, s *catalog.Service, sessions []model.Session) {
	shared := v.sessionNotes(s, sessions[0])
	for _, x := range sessions[1:] {
		if !sameWords(shared, v.sessionNotes(s, x)) {
			shared = nil
		}
	}
	row.Notes = append(row.Notes, shared...)
	sorted := slices.SortedStableFunc(slices.Values(sessions), func(a, b model.Session) int { return cmp.Compare(a.From.V, b.From.V) })
	for _, x := range sorted {
		for _, d := range x.Every.V.Days {
			t := doc.WeekTime{Time: v.fact(span(x.From.V, x.To.V))}
			if x.Every.V.Nth != 0 || !x.Every.V.Fortnight.IsZero() {
				t.Notes = append(t.Notes, v.sessionDay(x.Every.V, d))
			}
			if shared == nil {
				t.Notes = append(t.Notes, v.sessionNotes(s, x)...)
			}
			i := slices.Index(calendar.Weekdays[:], d)
			row.Days[i] = append(row.Days[i], t)
		}
	}
}

func sameWords(a, b []doc.Text) bool {
	return slices.EqualFunc(a, b, func(x, y doc.Text) bool { return doc.Plaintext(x.Inlines) == doc.Plaintext(y.Inlines) })
}

// weekStatus tells how the words stand that are not English, if anything is to be said.
func (v viewer) weekStatus(w *doc.Week) []doc.Text {
	var n tally
	add := func(ts ...doc.Text) {
		for _, t := range ts {
			if t.Lang == v.Edition().Lang && !t.IsZero() {
				n.add(t)
			}
		}
	}
	add(w.Title, w.About.Own, w.Clock, w.Head.Own, w.Where.Own)
	for _, r := range w.Rows {
		add(r.Name.Own, r.Name.English)
		add(r.Notes...)
		for _, d := range r.Days {
			for _, t := range d {
				add(t.Notes...)
			}
		}
	}
	if key := n.short(); key != "" {
		return []doc.Text{v.say(key)}
	}
	return nil
}
