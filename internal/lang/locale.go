package lang

import (
	"strconv"
	"strings"
	"time"
	"unicode"
)

// A Locale is what the program knows of one language. Locales belong to the table: read them, never change
// them. The calendar is the Gregorian one throughout, and the week begins on Monday, as on the timetables
// and letters that readers hold beside the page.
type Locale struct {
	Tag     Tag
	English string // as staff look for it: "Kurdish (Sorani)"
	Autonym string // as a reader looks for it, with a capital where the script has them
	Script  string // ISO 15924; the direction follows from it

	// Nastaliq says that the Arabic script is set in its sloping style, which has fonts and line heights of its own.
	Nastaliq bool

	// Fallback lists the languages whose words may stand in for missing ones, each marked as what it is.
	// It is English for every language and nothing for English: Dari never falls back to Farsi, nor one
	// Kurdish or Punjabi to another, however near they are.
	Fallback []Tag

	Plural Plural

	Days        [7]string  // Monday first, as they stand alone
	DaysShort   [7]string  // for narrow columns
	Months      [12]string // as they stand beside a day
	MonthsAlone [12]string // as they stand without one

	Digits       string // the ten digits that CLDR takes for the language when nothing is said
	NativeDigits string // the ten digits of the language's own script

	// HoursFromSix says that its readers count the hours of the day from six in the morning, and those of the night from
	// six in the evening: what they call three o'clock is 09:00. Such readers have to be told how a time is meant.
	HoursFromSix bool

	fullDate, longDate, monthYear string // patterns of [expand]
	alphabet                      string // the notation of collate.go; empty for code point order
	order                         *order // the alphabet, indexed
}

// Date returns a date in the language's own order and words, with its weekday if asked. Digits are always
// 0 to 9, because they must match signs and letters. The month is 1 to 12.
func (l *Locale) Date(year, month, day int, weekday bool) string {
	if weekday {
		return l.expand(l.fullDate, year, month, day)
	}
	return l.expand(l.longDate, year, month, day)
}

// DateForm returns what a script needs to write a date with its weekday as [Locale.Date] does: the pattern, the
// days, the months, and the months as they stand alone, between bars, with slashes between the names.
func (l *Locale) DateForm() string {
	return l.fullDate + "|" + strings.Join(l.Days[:], "/") + "|" + strings.Join(l.Months[:], "/") + "|" + strings.Join(l.MonthsAlone[:], "/")
}

// MonthYear returns a month of a year, as over a calendar.
func (l *Locale) MonthYear(year, month int) string {
	return l.expand(l.monthYear, year, month, 1)
}

// expand fills a date pattern. W is the weekday, D the day, M the month beside a day, L the month alone, N the
// month's number, Y the year; everything else stands for itself, so patterns have no other of these capitals.
func (l *Locale) expand(pattern string, year, month, day int) string {
	var b strings.Builder
	for _, r := range pattern {
		switch r {
		case 'W':
			b.WriteString(l.Days[weekday(year, month, day)])
		case 'D':
			b.WriteString(strconv.Itoa(day))
		case 'M':
			b.WriteString(l.Months[month-1])
		case 'L':
			b.WriteString(l.MonthsAlone[month-1])
		case 'N':
			b.WriteString(strconv.Itoa(month))
		case 'Y':
			b.WriteString(strconv.Itoa(year))
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}

// weekday returns 0 for Monday to 6 for Sunday.
func weekday(year, month, day int) int {
	sunday0 := time.Date(year, time.Month(month), day, 0, 0, 0, 0, time.UTC).Weekday()
	return (int(sunday0) + 6) % 7
}

// Lower returns s in small letters. In Turkish I becomes ı and İ becomes i.
func (l *Locale) Lower(s string) string {
	if l.Tag == "tr" {
		return strings.ToLowerSpecial(unicode.TurkishCase, s)
	}
	return strings.ToLower(s)
}

// Digits returns s with every decimal digit of any script as 0 to 9, so that numbers can be compared by
// value: "۰۲۰" is "020". Han numerals such as 三 are words, not digits, and stay.
func Digits(s string) string {
	if isASCII(s) {
		return s
	}
	return strings.Map(func(r rune) rune {
		if v, ok := digit(r); ok {
			return '0' + rune(v)
		}
		return r
	}, s)
}

func isASCII(s string) bool {
	for i := range len(s) {
		if s[i] >= 0x80 {
			return false
		}
	}
	return true
}

// digit returns the value of a decimal digit of any script. Unicode keeps each script's ten digits in a row from
// zero, and the ranges of [unicode.Nd] begin with a zero, so the place in the range gives the value.
func digit(r rune) (int, bool) {
	if r < 0x80 {
		return int(r - '0'), '0' <= r && r <= '9'
	}
	if r < unicode.MaxLatin1 || unicode.IsLetter(r) {
		return 0, false
	}
	for _, t := range unicode.Nd.R16 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10, true
		}
	}
	for _, t := range unicode.Nd.R32 {
		if rune(t.Lo) <= r && r <= rune(t.Hi) {
			return int(r-rune(t.Lo)) % 10, true
		}
	}
	return 0, false
}
