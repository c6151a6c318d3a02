// Package calendar has the dates and times of listings and rules: wall-clock times and civil dates, never
// moments, so that a change of the clocks cannot move a drop-in.
package calendar

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"time"
)

// A Date is a day of the Gregorian calendar. The zero Date is no day.
type Date struct {
	Year, Month, Day int
}

// ParseDate reads YYYY-MM-DD (ISO 8601) of a day that exists.
func ParseDate(s string) (Date, bool) {
	t, err := time.Parse(time.DateOnly, s)
	if err != nil {
		return Date{}, false
	}
	return DateOf(t), true
}

// DateOf returns the day of t in t's own location.
func DateOf(t time.Time) Date {
	y, m, d := t.Date()
	return Date{y, int(m), d}
}

// String returns YYYY-MM-DD.
func (d Date) String() string { return fmt.Sprintf("%04d-%02d-%02d", d.Year, d.Month, d.Day) }

// IsZero tells whether d is no day.
func (d Date) IsZero() bool { return d == Date{} }

func (d Date) time() time.Time {
	return time.Date(d.Year, time.Month(d.Month), d.Day, 0, 0, 0, 0, time.UTC)
}

// AddDays returns the day n days later.
func (d Date) AddDays(n int) Date {
	if k := d.Day + n; d.Day > 0 && k > 0 && k <= 28 { // in every month: calendars count through years of days
		d.Day = k
		return d
	}
	return DateOf(d.time().AddDate(0, 0, n))
}

// AddMonths returns the same day n months later, or that month's last day where it has no such day.
func (d Date) AddMonths(n int) Date {
	first := DateOf(time.Date(d.Year, time.Month(d.Month+n), 1, 0, 0, 0, 0, time.UTC))
	return Date{first.Year, first.Month, min(d.Day, daysIn(first.Year, first.Month))}
}

func daysIn(year, month int) int {
	return time.Date(year, time.Month(month)+1, 0, 0, 0, 0, 0, time.UTC).Day()
}

// Before tells whether d is an earlier day than e.
func (d Date) Before(e Date) bool {
	if d.Year != e.Year {
		return d.Year < e.Year
	}
	if d.Month != e.Month {
		return d.Month < e.Month
	}
	return d.Day < e.Day
}

// Weekday returns d's day of the week.
func (d Date) Weekday() Weekday {
	if w := d.number() % 7; w != 0 {
		return Weekday(w)
	}
	return Sunday
}

// number counts days so that those divided by 7 are Sundays. A year begins in March here, so that the day that comes and
// goes is its last one.
func (d Date) number() int {
	y, m := d.Year, d.Month-3
	if m < 0 {
		y, m = y-1, m+12
	}
	return 365*y + y/4 - y/100 + y/400 + (153*m+2)/5 + d.Day + 2
}

// Monday returns the first day of d's week.
func (d Date) Monday() Date { return d.AddDays(1 - int(d.Weekday())) }

// Week counts the weeks from a Monday long ago: two days of one week have the same number.
func (d Date) Week() int { return d.Monday().DaysSince(Date{1900, 1, 1}) / 7 }

// DaysSince returns how many days d is after e; negative where it is before.
func (d Date) DaysSince(e Date) int { return d.number() - e.number() }

// A Stamp is a date as precise as a source shows it: a year, a month, or a day. The zero Stamp is none.
type Stamp struct {
	Year, Month, Day int // Month and Day are 0 where they are not known
}

var stampForm = regexp.MustCompile(`^\d{4}(-\d{2}(-\d{2})?)?$`)

// ParseStamp reads YYYY, YYYY-MM or YYYY-MM-DD.
func ParseStamp(s string) (Stamp, bool) {
	if !stampForm.MatchString(s) {
		return Stamp{}, false
	}
	d, ok := ParseDate(s + "2000-01-01"[min(len(s), 10):])
	if !ok {
		return Stamp{}, false
	}
	st := Stamp{Year: d.Year}
	if len(s) >= 7 {
		st.Month = d.Month
	}
	if len(s) == 10 {
		st.Day = d.Day
	}
	return st, true
}

// String returns what [ParseStamp] reads.
func (s Stamp) String() string {
	switch {
	case s.Month == 0:
		return fmt.Sprintf("%04d", s.Year)
	case s.Day == 0:
		return fmt.Sprintf("%04d-%02d", s.Year, s.Month)
	}
	return Date(s).String()
}

// IsZero tells whether there is none.
func (s Stamp) IsZero() bool { return s == Stamp{} }

// Before tells whether s is older than t; what is less precise counts as its last day.
func (s Stamp) Before(t Stamp) bool { return s.last().Before(t.last()) }

// First returns the first day that s may mean, as a Stamp.
func (s Stamp) First() Stamp {
	s.Month, s.Day = max(s.Month, 1), max(s.Day, 1)
	return s
}

func (s Stamp) last() Date {
	d := Date(s)
	if d.Month == 0 {
		d.Month = 12
	}
	if d.Day == 0 {
		d.Day = daysIn(d.Year, d.Month)
	}
	return d
}

// A Weekday is 1 for Monday to 7 for Sunday, as in ISO 8601; time.Weekday has Sunday at 0.
type Weekday uint8

const (
	Monday Weekday = iota + 1
	Tuesday
	Wednesday
	Thursday
	Friday
	Saturday
	Sunday
)

// Weekdays is the week in its order.
var Weekdays = []Weekday{Monday, Tuesday, Wednesday, Thursday, Friday, Saturday, Sunday}

var weekdayNames = []string{"monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"}

// String returns the day's English name in small letters, as listings and addresses have it.
func (w Weekday) String() string {
	if w < Monday || w > Sunday {
		return "no day"
	}
	return weekdayNames[w-1]
}

// ParseWeekday reads a day's English name in small letters.
func ParseWeekday(s string) (Weekday, bool) {
	i := slices.Index(weekdayNames, s)
	return Weekday(i + 1), i >= 0
}

// A Clock is a time of day in minutes from midnight, up to 1440 (24:00, the end of a day).
type Clock int

// ParseClock reads HH:MM, 24 hours; "24:00" is the end of the day.
func ParseClock(s string) (Clock, bool) {
	if len(s) != 5 || s[2] != ':' {
		return 0, false
	}
	h, err1 := strconv.ParseUint(s[:2], 10, 8)
	m, err2 := strconv.ParseUint(s[3:], 10, 8)
	c := Clock(h*60 + m)
	return c, err1 == nil && err2 == nil && m < 60 && c <= 24*60
}

// String returns HH:MM.
func (c Clock) String() string { return fmt.Sprintf("%02d:%02d", c/60, c%60) }

// An Every is the days of a recurrence: each of Days every week, or, where Nth is not 0, only the Nth such
// day of each month (1 to 4, or -1 for the last), or, where Fortnight is a day, only in its week and every second one
// before and after. Weeks begin on Monday.
type Every struct {
	Days      []Weekday
	Nth       int
	Fortnight Date
}

var ordinals = map[string]int{"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}

// ParseEvery reads one way to say days: "monday", "monday to friday", "day", "2nd tuesday".
func ParseEvery(s string) (Every, bool) {
	words := strings.Fields(strings.ToLower(s))
	switch len(words) {
	case 1:
		if words[0] == "day" {
			return Every{Days: slices.Clone(Weekdays)}, true
		}
		d, ok := ParseWeekday(words[0])
		return Every{Days: []Weekday{d}}, ok
	case 2:
		d, ok := ParseWeekday(words[1])
		n := ordinals[words[0]]
		return Every{Days: []Weekday{d}, Nth: n}, ok && n != 0
	case 3:
		from, ok1 := ParseWeekday(words[0])
		to, ok2 := ParseWeekday(words[2])
		if words[1] != "to" || !ok1 || !ok2 || to <= from {
			return Every{}, false
		}
		return Every{Days: slices.Clone(Weekdays[from-1 : to])}, true
	}
	return Every{}, false
}

// On tells whether the recurrence falls on d.
func (e Every) On(d Date) bool {
	if !slices.Contains(e.Days, d.Weekday()) {
		return false
	}
	switch {
	case !e.Fortnight.IsZero() && (d.Week()-e.Fortnight.Week())%2 != 0:
		return false
	case e.Nth > 0:
		return (d.Day-1)/7+1 == e.Nth
	case e.Nth < 0:
		return d.Day+7 > daysIn(d.Year, d.Month)
	}
	return true
}

// Code returns the recurrence for scripts: its days as digits, Monday 1, and for the Nth such day of a month
// "n" and the number, as in "135", "2n1" or "5n-1".
func (e Every) Code() string {
	var b strings.Builder
	for _, d := range e.Days {
		b.WriteString(strconv.Itoa(int(d)))
	}
	if e.Nth != 0 {
		b.WriteString("n" + strconv.Itoa(e.Nth))
	}
	return b.String()
}
