package calendar

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode/utf8"
)

// An Event is a session as calendar entries: wall-clock times in London on the days of a recurrence, from Start to
// Until, both included. UID stays the same as long as the entry means the same.
type Event struct {
	UID, Summary, Location, Description, URL string

	Days         Recurrence
	From, To     Clock // To at or before From is on the next day
	Start, Until Date
	Notes        []DayNote // what holds on some of the days alone
}

// A DayNote is what an event says of itself on one day.
type DayNote struct {
	On                   Date
	Summary, Description string // in place of the event's own, where they are not empty
}

// ICS returns the events as an iCalendar file (RFC 5545). stamp is the day on which they are said to have been
// written. An event without a day between Start and Until is left out.
func ICS(stamp Date, events []Event) []byte {
	w := &icsWriter{}
	w.line("BEGIN:VCALENDAR")
	w.line("VERSION:2.0")
	w.line("PRODID:-//welcomepack//EN")
	w.line("CALSCALE:GREGORIAN")
	for _, l := range london {
		w.line(l)
	}
	for i := range events {
		w.event(&events[i], stamp)
	}
	w.line("END:VCALENDAR")
	return w.b
}

// london is the time zone, as it has been since 1996: the clocks change at one o'clock GMT on the last Sundays of
// March and October.
var london = []string{
	"BEGIN:VTIMEZONE", "TZID:Europe/London",
	"BEGIN:DAYLIGHT", "DTSTART:19960331T010000", "TZOFFSETFROM:+0000", "TZOFFSETTO:+0100", "TZNAME:BST", "RRULE:FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU", "END:DAYLIGHT",
	"BEGIN:STANDARD", "DTSTART:19961027T020000", "TZOFFSETFROM:+0100", "TZOFFSETTO:+0000", "TZNAME:GMT", "RRULE:FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU", "END:STANDARD",
	"END:VTIMEZONE",
}

type icsWriter struct{ b []byte }

// event writes the entry of the rule, one for each of its days of which there is something else to say, and one for
// each extra day. Extra days are no RDATE, which Outlook and Google Calendar pass over.
func (w *icsWriter) event(e *Event, stamp Date) {
	if days := e.regular(); len(days) > 0 {
		first, last := days[0], days[len(days)-1]
		w.begin(e, e.UID, stamp, first)
		if first != last {
			w.line("RRULE:" + e.rule() + ";UNTIL=" + icsUTC(last, e.From))
			for _, d := range e.Days.Off(first, last) {
				w.line("EXDATE;TZID=Europe/London:" + icsTime(d, e.From))
			}
		}
		w.end(e, DayNote{})
		for _, d := range days {
			if n, ok := e.note(d); ok {
				w.begin(e, e.UID, stamp, d)
				w.line("RECURRENCE-ID;TZID=Europe/London:" + icsTime(d, e.From))
				w.end(e, n)
			}
		}
	}
	for _, d := range e.Days.Extra(e.Start, e.Until) {
		n, _ := e.note(d)
		w.begin(e, "extra-"+icsDay(d)+"-"+e.UID, stamp, d)
		w.end(e, n)
	}
}

// begin writes what comes before the rule of an entry whose first day is d.
func (w *icsWriter) begin(e *Event, uid string, stamp, d Date) {
	end := d
	if e.To <= e.From {
		end = d.AddDays(1)
	}
	w.line("BEGIN:VEVENT")
	w.line("UID:" + icsText(uid))
	w.line("DTSTAMP:" + icsDay(stamp) + "T000000Z")
	w.line("DTSTART;TZID=Europe/London:" + icsTime(d, e.From))
	w.line("DTEND;TZID=Europe/London:" + icsTime(end, e.To))
}

// end writes the words of an entry.
func (w *icsWriter) end(e *Event, n DayNote) {
	for _, f := range []struct{ name, text string }{
		{"SUMMARY", cmp.Or(n.Summary, e.Summary)}, {"LOCATION", e.Location}, {"DESCRIPTION", cmp.Or(n.Description, e.Description)},
	} {
		if f.text != "" {
			w.line(f.name + ":" + icsText(f.text))
		}
	}
	if e.URL != "" {
		w.line("URL:" + e.URL)
	}
	w.line("END:VEVENT")
}

// regular lists the days of the rule. A rule counts from the first one, which therefore has to be such a day.
func (e *Event) regular() []Date {
	return slices.DeleteFunc(e.Days.Dates(e.Start, e.Until), func(d Date) bool { return !e.Days.regular(d) })
}

func (e *Event) note(d Date) (DayNote, bool) {
	i := slices.IndexFunc(e.Notes, func(n DayNote) bool { return n.On == d })
	if i < 0 {
		return DayNote{}, false
	}
	return e.Notes[i], true
}

func (e *Event) rule() string {
	freq, days := e.Days.Every.Rule()
	if !e.Days.Every.Fortnight.IsZero() {
		return "FREQ=" + freq + ";INTERVAL=2;WKST=MO;BYDAY=" + days
	}
	return "FREQ=" + freq + ";BYDAY=" + days
}

func icsDay(d Date) string { return fmt.Sprintf("%04d%02d%02d", d.Year, d.Month, d.Day) }

// icsTime is a wall-clock time; 24:00 is the next day's midnight.
func icsTime(d Date, c Clock) string {
	if c >= 24*60 {
		d, c = d.AddDays(1), c-24*60
	}
	return fmt.Sprintf("%sT%02d%02d00", icsDay(d), c/60, c%60)
}

// icsUTC is a wall-clock time in London as UTC, which is how a rule has to say its last day.
func icsUTC(d Date, c Clock) string {
	if summerTime(d, c) {
		if c -= 60; c < 0 {
			d, c = d.AddDays(-1), c+24*60
		}
	}
	return icsTime(d, c) + "Z"
}

// summerTime tells whether the clocks in London are an hour ahead of GMT. The hour that comes twice in October counts
// as summer, the one that is left out in March as winter.
func summerTime(d Date, c Clock) bool {
	at := func(month int) Date {
		day := Date{d.Year, month, 31} // both months have 31 days
		for day.Weekday() != Sunday {
			day = day.AddDays(-1)
		}
		return day
	}
	march, october := at(3), at(10)
	return (march.Before(d) || d == march && c >= 120) && (d.Before(october) || d == october && c < 120)
}

// icsText escapes what means something else in a value, and leaves out what no value may hold.
func icsText(s string) string {
	var b strings.Builder
	for _, r := range strings.ReplaceAll(s, "\r\n", "\n") {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' && r != '\t' || r == 0x7f:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// line writes a content line.
func (w *icsWriter) line(s string) { w.b = AppendLine(w.b, s) }

// AppendLine appends a content line as calendars (RFC 5545) and contact cards (RFC 6350) have it: folded at 75
// octets, never inside a character.
func AppendLine(b []byte, s string) []byte {
	room := 75
	for len(s) > room {
		n := room
		for !utf8.RuneStart(s[n]) {
			n--
		}
		b = append(append(b, s[:n]...), "\r\n "...)
		s, room = s[n:], 74
	}
	return append(append(b, s...), "\r\n"...)
}
