package calendar

import (
	"fmt"
	"strings"
	"unicode/utf8"
)

// An Event is a session as a calendar entry: wall-clock times in London on the days of a recurrence, from Start to
// Until, both included. UID stays the same as long as the entry means the same.
type Event struct {
	UID, Summary, Location, Description, URL string

	Every        Every
	From, To     Clock // To at or before From is on the next day
	Start, Until Date
	Except       []Date
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

func (w *icsWriter) event(e *Event, stamp Date) {
	first, last, ok := e.ends()
	if !ok {
		return
	}
	end := first
	if e.To <= e.From {
		end = first.AddDays(1)
	}
	w.line("BEGIN:VEVENT")
	w.line("UID:" + icsText(e.UID))
	w.line("DTSTAMP:" + icsDay(stamp) + "T000000Z")
	w.line("DTSTART;TZID=Europe/London:" + icsTime(first, e.From))
	w.line("DTEND;TZID=Europe/London:" + icsTime(end, e.To))
	if first != last {
		w.line("RRULE:" + e.rule() + ";UNTIL=" + icsUTC(last, e.From))
	}
	for _, d := range e.Except {
		if e.Every.On(d) && !d.Before(first) && !last.Before(d) {
			w.line("EXDATE;TZID=Europe/London:" + icsTime(d, e.From))
		}
	}
	for _, f := range []struct{ name, text string }{{"SUMMARY", e.Summary}, {"LOCATION", e.Location}, {"DESCRIPTION", e.Description}} {
		if f.text != "" {
			w.line(f.name + ":" + icsText(f.text))
		}
	}
	if e.URL != "" {
		w.line("URL:" + e.URL)
	}
	w.line("END:VEVENT")
}

// ends returns the first and the last day of the event. The rule counts from the first one, which therefore has to be
// a day of the rule.
func (e *Event) ends() (first, last Date, ok bool) {
	first, last = e.Start, e.Until
	for !e.Every.On(first) {
		if first = first.AddDays(1); e.Until.Before(first) {
			return first, last, false
		}
	}
	for !e.Every.On(last) {
		last = last.AddDays(-1)
	}
	return first, last, !last.Before(first)
}

func (e *Event) rule() string {
	freq, days := e.Every.Rule()
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
