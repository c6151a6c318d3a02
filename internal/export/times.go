package export

import (
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// Times is a service's sessions as a calendar, from the first day of this month for as long as the site's facts are
// taken to be right: an entry that went on for ever would outlive them. It holds facts, and notes in English.
func Times(l *catalog.Lens, s *catalog.Service) []byte {
	return calendar.ICS(firstOfMonth(l), serviceEvents(l, s))
}

// SessionTimes is one of a service's sessions as a calendar; see [Times].
func SessionTimes(l *catalog.Lens, s *catalog.Service, a model.Attendance, x model.Session) []byte {
	start := firstOfMonth(l)
	return calendar.ICS(start, []calendar.Event{event(l, s, a, x, start)})
}

// Timetable is the sessions of all services of a borough as a calendar; see [Times].
func Timetable(l *catalog.Lens) []byte {
	var events []calendar.Event
	for _, s := range l.Services() {
		if s.Status.V != "paused" {
			events = append(events, serviceEvents(l, s)...)
		}
	}
	return calendar.ICS(firstOfMonth(l), events)
}

func firstOfMonth(l *catalog.Lens) calendar.Date {
	today := l.Today()
	return calendar.Date{Year: today.Year, Month: today.Month, Day: 1}
}

func serviceEvents(l *catalog.Lens, s *catalog.Service) []calendar.Event {
	var events []calendar.Event
	for _, a := range s.At {
		for _, x := range a.When {
			events = append(events, event(l, s, a, x, firstOfMonth(l)))
		}
	}
	return events
}

// defaultMonths is how long times are taken to be right where the site does not say how often they are reviewed.
const defaultMonths = 6

// until returns the last day of a session's entry: that of the review, or the last one for which the periods are known
// that the session names.
func until(l *catalog.Lens, s *catalog.Service, x model.Session, start calendar.Date) calendar.Date {
	months := l.Settings().ReviewEvery.V
	if months == 0 {
		months = defaultMonths
	}
	last := start.AddMonths(months).AddDays(-1)
	if known := s.KnownUntil(x); !known.IsZero() && known.Before(last) {
		return known
	}
	return last
}

func event(l *catalog.Lens, s *catalog.Service, a model.Attendance, x model.Session, start calendar.Date) calendar.Event {
	e := calendar.Event{
		UID:     uid(l, s, a, x),
		Summary: doc.Plaintext(s.Name.Inlines),
		Days:    s.Days(x), From: x.From.V, To: x.To.V,
		Start: start, Until: until(l, s, x, start),
	}
	if p := s.Place(a.Place.V); p != nil && !x.Remote() {
		e.Location = strings.Join(p.AddressLines(), ", ")
	}
	var about []string
	if !x.What.IsZero() {
		about = append(about, doc.Plaintext(l.Of(s, x.What).Inlines))
	}
	for _, p := range s.AllPhones() {
		about = append(about, p.Number.V)
	}
	e.Description = strings.Join(about, "\n")
	if f, ok := s.WebFact(); ok {
		e.URL = f.Machine
	}
	for _, d := range e.Days.Dates(e.Start, e.Until) {
		if n, ok := dayNote(l, s, x, d, e); ok {
			e.Notes = append(e.Notes, n)
		}
	}
	return e
}

// dayNote is what there is to say of a session on one day alone: who attends, and that it is a bank holiday.
func dayNote(l *catalog.Lens, s *catalog.Service, x model.Session, d calendar.Date, e calendar.Event) (calendar.DayNote, bool) {
	var lines, who []string
	for _, v := range s.Visitors(d) {
		line := v.Name.V
		if !v.About.IsZero() {
			line += ": " + doc.Plaintext(l.Of(s, v.About).Inlines)
		}
		who, lines = append(who, v.Name.V), append(lines, line)
	}
	if s.AskFirst(x, d) {
		lines = append(lines, doc.Plaintext(l.EnglishPhrase("holiday-ask", nil).Inlines))
	}
	if len(lines) == 0 {
		return calendar.DayNote{}, false
	}
	n := calendar.DayNote{On: d, Description: strings.TrimSuffix(strings.Join(append(lines, e.Description), "\n"), "\n")}
	if len(who) > 0 {
		n.Summary = e.Summary + ": " + strings.Join(who, ", ")
	}
	return n, true
}

// uid names a session by what it is, so that a calendar knows it again when it is put in a second time.
func uid(l *catalog.Lens, s *catalog.Service, a model.Attendance, x model.Session) string {
	return strings.Join(append([]string{string(s.ID.V), string(a.Place.V), x.Mode.V}, catalog.SessionName(x)), "-") + "@" + string(l.Edition().Borough) + ".welcomepack"
}
