package calendar

import (
	"testing"
	"time"
)

func TestDatesThatDoNotExistAreRefused(t *testing.T) {
	for s, want := range map[string]bool{
		"2026-02-28": true, "2028-02-29": true, "2026-02-29": false, "2026-02-30": false, "2026-13-01": false,
		"26-01-01": false, "2026-1-1": false, "": false,
	} {
		d, ok := ParseDate(s)
		if ok != want || ok && d.String() != s {
			t.Errorf("ParseDate(%q) = %v, %v", s, d, ok)
		}
	}
}

func TestStampKeepsItsPrecision(t *testing.T) {
	for _, s := range []string{"2021", "2026-09", "2019-03-08"} {
		if st, ok := ParseStamp(s); !ok || st.String() != s {
			t.Errorf("ParseStamp(%q) = %v, %v", s, st, ok)
		}
	}
	for _, s := range []string{"2021-", "2026-13", "2019-02-30", "21", "2026-9", "2021x"} {
		if st, ok := ParseStamp(s); ok {
			t.Errorf("ParseStamp(%q) = %v", s, st)
		}
	}
	old, _ := ParseStamp("2021")
	newer, _ := ParseStamp("2022-01-01")
	if !old.Before(newer) || newer.Before(old) {
		t.Error("2021 is before 2022-01-01")
	}
}

func TestClockRefusesTimesThatAreNone(t *testing.T) {
	for s, want := range map[string]Clock{"00:00": 0, "09:30": 570, "24:00": 1440} {
		if c, ok := ParseClock(s); !ok || c != want || c.String() != s {
			t.Errorf("ParseClock(%q) = %v, %v", s, c, ok)
		}
	}
	for _, s := range []string{"24:01", "25:00", "9:30", "09:60", "09.30", "+9:30", "9am", ""} {
		if c, ok := ParseClock(s); ok {
			t.Errorf("ParseClock(%q) = %v", s, c)
		}
	}
}

func TestEveryFallsOnItsDays(t *testing.T) {
	cases := []struct{ every, on, off string }{
		{"wednesday", "2026-11-25", "2026-11-24"},
		{"monday to friday", "2026-11-27", "2026-11-28"},
		{"day", "2026-11-29", ""},
		{"2nd tuesday", "2026-12-08", "2026-12-01"},
		{"last friday", "2026-11-27", "2026-11-20"},
		{"1st sunday", "2026-11-01", "2026-11-08"},
	}
	for _, c := range cases {
		e, ok := ParseEvery(c.every)
		on, _ := ParseDate(c.on)
		if !ok || !e.On(on) {
			t.Errorf("%q is not on %s", c.every, c.on)
		}
		if off, ok := ParseDate(c.off); ok && e.On(off) {
			t.Errorf("%q is on %s", c.every, c.off)
		}
	}
	for _, s := range []string{"", "5th monday", "friday to monday", "weekends", "monday to", "0th monday"} {
		if e, ok := ParseEvery(s); ok {
			t.Errorf("ParseEvery(%q) = %v", s, e)
		}
	}
}

func TestMonthsEndWhereTheyEnd(t *testing.T) {
	d, _ := ParseDate("2026-01-31")
	for n, want := range map[int]string{1: "2026-02-28", 6: "2026-07-31", 11: "2026-12-31", 12: "2027-01-31", -1: "2025-12-31", 25: "2028-02-29"} {
		if got := d.AddMonths(n).String(); got != want {
			t.Errorf("%d months later is %s, want %s", n, got, want)
		}
	}
	if got := (Date{2026, 3, 28}).AddDays(2).String(); got != "2026-03-30" {
		t.Errorf("across the change of the clocks: %s", got)
	}
}

func TestDaysAreThoseOfTheGregorianCalendar(t *testing.T) {
	d := Date{1895, 12, 27}
	first, week := d, d.Week()
	for at := d.time(); at.Year() < 2110; at = at.AddDate(0, 0, 1) {
		if d != DateOf(at) {
			t.Fatalf("%s, want %s", d, DateOf(at))
		}
		if w := int(d.Weekday()) % 7; time.Weekday(w) != at.Weekday() {
			t.Fatalf("%s is day %d of the week, want %s", d, w, at.Weekday())
		}
		if n := int(at.Sub(first.time()).Hours()) / 24; d.DaysSince(first) != n || first.DaysSince(d) != -n {
			t.Fatalf("%s is %d days after %s, want %d", d, d.DaysSince(first), first, n)
		}
		if d.Weekday() == Monday {
			week++
		}
		if d.Week() != week {
			t.Fatalf("%s is in week %d, want %d", d, d.Week(), week)
		}
		next := d.AddDays(1)
		if !d.Before(next) || next.Before(d) || d.Before(d) || next.AddDays(-1) != d || d.AddDays(40).AddDays(-40) != d {
			t.Fatalf("%s and %s", d, next)
		}
		d = next
	}
}

func TestWeeksCountFromTheFirstMondayOf1900(t *testing.T) {
	for s, want := range map[string]int{"1899-12-31": -1, "1900-01-01": 0, "1900-01-07": 0, "1900-01-08": 1, "2026-11-23": 6621} {
		if d, _ := ParseDate(s); d.Week() != want {
			t.Errorf("%s is in week %d, want %d", s, d.Week(), want)
		}
	}
	a, _ := ParseDate("0001-01-01")
	z, _ := ParseDate("9999-12-31")
	if n := z.DaysSince(a); n != 3652058 {
		t.Errorf("from %s to %s are %d days", a, z, n)
	}
}
