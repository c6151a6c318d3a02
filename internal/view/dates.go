package view

import (
	"strconv"

	"welcomepack/internal/calendar"
	"welcomepack/internal/doc"
)

// date is a date in the words of the edition's language, as precise as it is known.
func (v viewer) date(s calendar.Stamp) doc.Fact {
	f := doc.Fact{Kind: doc.Date, Machine: s.String()}
	switch {
	case s.Day > 0:
		f.Shown = v.Locale().Date(s.Year, s.Month, s.Day, false)
	case s.Month > 0:
		f.Shown = v.Locale().MonthYear(s.Year, s.Month)
	default:
		f.Shown = strconv.Itoa(s.Year)
	}
	return f
}

// dayName is a weekday in the edition's language.
func (v viewer) dayName(d calendar.Weekday) string { return v.Locale().Days[d-1] }

// span is a stretch of time of a day, as a fact.
func span(from, to calendar.Clock) doc.Fact {
	return doc.Fact{Kind: doc.Time, Shown: from.String() + "–" + to.String()}
}

// hour is a time of day as an example.
func hour(h int) doc.Fact {
	return doc.Fact{Kind: doc.Time, Shown: calendar.Clock(h * 60).String()}
}
