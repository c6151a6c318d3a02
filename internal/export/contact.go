package export

import (
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// Contact is a service as a contact card (vCard 3.0, RFC 2426, which old phones read). It holds facts alone: names,
// numbers and addresses, which are the same in every language.
func Contact(s *catalog.Service) []byte {
	v := &vcard{}
	name := doc.Plaintext(s.Name.Inlines)
	v.line("BEGIN:VCARD")
	v.line("VERSION:3.0")
	v.line("FN:" + vcardText(name))
	v.line("N:" + vcardText(name) + ";;;;")
	v.line("ORG:" + vcardText(s.Listing.Name.V))
	for _, p := range s.AllPhones() {
		v.line("TEL;TYPE=WORK,VOICE:" + p.E164)
	}
	if f, ok := s.TextFact(); ok {
		v.line("TEL;TYPE=WORK,CELL:" + f.Machine)
	}
	if f, ok := s.EmailFact(); ok {
		v.line("EMAIL;TYPE=INTERNET:" + vcardText(f.Machine))
	}
	if f, ok := s.WebFact(); ok {
		v.line("URL:" + f.Machine)
	}
	for _, p := range places(s) {
		v.line("ADR;TYPE=WORK:;;" + vcardText(street(p)) + ";" + vcardText(p.Town.V) + ";;" + vcardText(p.Postcode.V) + ";United Kingdom")
	}
	v.line("END:VCARD")
	return v.b
}

// places is where a service is, each place once.
func places(s *catalog.Service) []*model.Place {
	var out []*model.Place
	seen := map[model.ID]bool{}
	for _, a := range s.At {
		if p := s.Place(a.Place.V); p != nil && !seen[p.ID.V] {
			seen[p.ID.V] = true
			out = append(out, p)
		}
	}
	return out
}

// street is an address without town and postcode, on one line.
func street(p *model.Place) string {
	var lines []string
	for _, l := range append([]model.At[string]{p.Name}, p.Lines...) {
		if l.V != "" {
			lines = append(lines, l.V)
		}
	}
	return strings.Join(lines, ", ")
}

type vcard struct{ b []byte }

func (v *vcard) line(s string) { v.b = calendar.AppendLine(v.b, s) }

// vcardText escapes what means something else in a value, and leaves out what no value may hold.
func vcardText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' || r == 0x7f:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// Times is a service's sessions as a calendar, from the first day of this month for as long as the site's facts are
// taken to be right: an entry that went on for ever would outlive them. It holds facts alone.
func Times(l *catalog.Lens, s *catalog.Service) []byte {
	today := l.Today()
	start := calendar.Date{Year: today.Year, Month: today.Month, Day: 1}
	var events []calendar.Event
	for _, a := range s.At {
		for _, x := range a.When {
			events = append(events, event(l, s, a, x, start))
		}
	}
	return calendar.ICS(start, events)
}

// defaultMonths is how long times are taken to be right where the site does not say how often they are reviewed.
const defaultMonths = 6

func event(l *catalog.Lens, s *catalog.Service, a model.Attendance, x model.Session, start calendar.Date) calendar.Event {
	months := l.Settings().ReviewEvery.V
	if months == 0 {
		months = defaultMonths
	}
	e := calendar.Event{
		UID:     uid(l, s, a, x),
		Summary: doc.Plaintext(s.Name.Inlines),
		Every:   x.Every.V, From: x.From.V, To: x.To.V,
		Start: start, Until: start.AddMonths(months).AddDays(-1),
	}
	for _, d := range x.Except {
		e.Except = append(e.Except, d.V)
	}
	if p := s.Place(a.Place.V); p != nil && x.Mode.V != "phone" && x.Mode.V != "online" {
		e.Location = strings.Join(p.AddressLines(), ", ")
	}
	for _, p := range s.AllPhones() {
		if e.Description != "" {
			e.Description += "\n"
		}
		e.Description += p.Number.V
	}
	if f, ok := s.WebFact(); ok {
		e.URL = f.Machine
	}
	return e
}

// uid names a session by what it is, so that a calendar knows it again when it is put in a second time.
func uid(l *catalog.Lens, s *catalog.Service, a model.Attendance, x model.Session) string {
	parts := []string{string(s.ID.V), string(a.Place.V), x.Mode.V}
	for _, d := range x.Every.V.Days {
		parts = append(parts, d.String())
	}
	parts = append(parts, x.From.V.String(), x.To.V.String())
	if n := x.Every.V.Nth; n != 0 {
		parts = append(parts, "nth"+strconv.Itoa(n))
	}
	return strings.ReplaceAll(strings.Join(parts, "-"), ":", "") + "@" + string(l.Edition().Borough) + ".welcomepack"
}
