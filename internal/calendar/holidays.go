package calendar

import "slices"

// A Holiday is a bank holiday.
type Holiday struct {
	Date Date
	Name string // in English, as the government has it
}

// BankHolidays returns the bank holidays of England and Wales in a year, in their order, with the days given instead of
// those that fall on a weekend: Banking and Financial Dealings Act 1971, and the proclamations that are made each
// year. A day that is proclaimed for one year only is not known here.
func BankHolidays(year int) []Holiday {
	easter := easterSunday(year)
	out := []Holiday{
		{working(Date{year, 1, 1}, false), "New Year’s Day"},
		{easter.AddDays(-2), "Good Friday"},
		{easter.AddDays(1), "Easter Monday"},
		{nth(Monday, 1, year, 5), "Early May bank holiday"},
		{nth(Monday, -1, year, 5), "Spring bank holiday"},
		{nth(Monday, -1, year, 8), "Summer bank holiday"},
		{working(Date{year, 12, 25}, true), "Christmas Day"},
		{working(Date{year, 12, 26}, true), "Boxing Day"},
	}
	slices.SortFunc(out, func(a, b Holiday) int {
		if a.Date.Before(b.Date) {
			return -1
		}
		return 1
	})
	return out
}

// working returns the day itself, or where it falls on a weekend the next weekday. Christmas Day and Boxing Day are a
// pair: neither takes a day of the other.
func working(d Date, paired bool) Date {
	w := d.Weekday()
	switch {
	case w == Saturday, w == Sunday && paired:
		return d.AddDays(2)
	case w == Sunday:
		return d.AddDays(1)
	}
	return d
}

// nth returns the nth such day of a month, from its end for -1.
func nth(w Weekday, n, year, month int) Date {
	e := Every{Days: []Weekday{w}, Nth: n}
	for d := (Date{year, month, 1}); ; d = d.AddDays(1) {
		if e.On(d) {
			return d
		}
	}
}

// easterSunday is the Western Easter, by the method that Nature printed in 1876 without its author's name.
func easterSunday(year int) Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return Date{year, n / 31, n%31 + 1}
}
