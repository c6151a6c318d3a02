package export

import (
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/calendar"
)

// statutory returns the bank holidays of England and Wales in a year by rule, in their order, with the days given
// instead of those that fall on a weekend: Banking and Financial Dealings Act 1971, and the proclamations that are made
// each year. A day that is proclaimed for one year only is not known here. It is how tests look over content/periods.yaml.
func statutory(year int) []string {
	easter := easterSunday(year)
	day := func(month, d int, paired bool) string {
		return working(calendar.Date{Year: year, Month: month, Day: d}, paired).String()
	}
	out := []string{
		day(1, 1, false), easter.AddDays(-2).String(), easter.AddDays(1).String(),
		monday(year, 5, 1), monday(year, 5, -1), monday(year, 8, -1),
		day(12, 25, true), day(12, 26, true),
	}
	slices.Sort(out)
	return out
}

// working returns the day itself, or where it falls on a weekend the next weekday. Christmas Day and Boxing Day are a
// pair: neither takes a day of the other.
func working(d calendar.Date, paired bool) calendar.Date {
	w := d.Weekday()
	switch {
	case w == calendar.Saturday, w == calendar.Sunday && paired:
		return d.AddDays(2)
	case w == calendar.Sunday:
		return d.AddDays(1)
	}
	return d
}

// monday returns the nth Monday of a month, from its end for -1.
func monday(year, month, n int) string {
	e := calendar.Every{Days: []calendar.Weekday{calendar.Monday}, Nth: n}
	for d := (calendar.Date{Year: year, Month: month, Day: 1}); ; d = d.AddDays(1) {
		if e.On(d) {
			return d.String()
		}
	}
}

// easterSunday is the Western Easter, by the method that Nature printed in 1876 without its author's name.
func easterSunday(year int) calendar.Date {
	a, b, c := year%19, year/100, year%100
	d, e := b/4, b%4
	g := (8*b + 13) / 25
	h := (19*a + b - d - g + 15) % 30
	i, k := c/4, c%4
	l := (32 + 2*e + 2*i - h - k) % 7
	m := (a + 11*h + 22*l) / 451
	n := h + l - 7*m + 114
	return calendar.Date{Year: year, Month: n / 31, Day: n%31 + 1}
}

// The government's own list for these years.
func TestStatutoryHolidaysAreThoseOfTheGovernment(t *testing.T) {
	for year, want := range map[int]string{
		2021: "2021-01-01 2021-04-02 2021-04-05 2021-05-03 2021-05-31 2021-08-30 2021-12-27 2021-12-28", // Christmas on a Saturday
		2022: "2022-01-03 2022-04-15 2022-04-18 2022-05-02 2022-05-30 2022-08-29 2022-12-26 2022-12-27", // Christmas on a Sunday; without the Jubilee
		2024: "2024-01-01 2024-03-29 2024-04-01 2024-05-06 2024-05-27 2024-08-26 2024-12-25 2024-12-26",
		2026: "2026-01-01 2026-04-03 2026-04-06 2026-05-04 2026-05-25 2026-08-31 2026-12-25 2026-12-28", // Boxing Day on a Saturday
		2027: "2027-01-01 2027-03-26 2027-03-29 2027-05-03 2027-05-31 2027-08-30 2027-12-27 2027-12-28",
		2028: "2028-01-03 2028-04-14 2028-04-17 2028-05-01 2028-05-29 2028-08-28 2028-12-25 2028-12-26", // New Year on a Saturday
	} {
		if got := strings.Join(statutory(year), " "); got != want {
			t.Errorf("%d: %s, want %s", year, got, want)
		}
	}
}
