package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/teambition/rrule-go"
)

// readBack returns the days of a calendar's entries, each with its summary, as an independent reader of recurrence rules
// has them, in the order of time. Hours are held against from, on London's clocks.
func readBack(t *testing.T, b []byte, from Clock) map[Date]string {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	out := map[Date]string{}
	put := func(at time.Time, summary string) {
		at = at.In(zone)
		if c := Clock(at.Hour()*60 + at.Minute()); c != from {
			t.Errorf("%v is not at %s", at, from)
		}
		out[DateOf(at)] = summary
	}
	lines := unfolded(t, b)
	for {
		i, j := slices.Index(lines, "BEGIN:VEVENT"), slices.Index(lines, "END:VEVENT")
		if i < 0 {
			return out
		}
		var rule []string
		var summary, start string
		for _, l := range lines[i:j] {
			name, value, _ := strings.Cut(l, ":")
			switch name, _, _ := strings.Cut(name, ";"); name {
			case "RRULE", "EXDATE":
				rule = append(rule, l)
			case "DTSTART":
				start = value
				rule = append(rule, l)
			case "SUMMARY":
				summary = value
			}
		}
		lines = lines[j+1:]
		first, err := time.ParseInLocation("20060102T150405", start, zone)
		if err != nil {
			t.Fatal(err)
		}
		if len(rule) == 1 { // an extra day, or one with words of its own
			put(first, summary)
			continue
		}
		set, err := rrule.StrToRRuleSet(strings.Join(rule, "\n"))
		if err != nil {
			t.Fatalf("%v\n%s", err, strings.Join(rule, "\n"))
		}
		for _, at := range set.All() {
			put(at, summary)
		}
	}
}

func TestAnotherReaderFindsTheSameDays(t *testing.T) {
	start, until := Date{2026, 11, 1}, Date{2028, 10, 31} // four changes of the clocks
	terms := []Period{{Date{2026, 11, 2}, Date{2026, 12, 18}}, {Date{2027, 1, 4}, Date{2027, 2, 12}}, {Date{2027, 2, 22}, Date{2027, 3, 25}}, {Date{2028, 4, 18}, Date{2028, 7, 21}}}
	ramadan := []Period{{Date{2027, 2, 8}, Date{2027, 3, 9}}, {Date{2028, 1, 28}, Date{2028, 2, 26}}}
	fortnightly := func(days string, of Date) Every {
		e := every(t, days)
		e.Fortnight = of
		return e
	}
	for name, c := range map[string]struct {
		r        Recurrence
		from, to Clock
	}{
		"weekly":                      {Recurrence{Every: every(t, "wednesday")}, 600, 780},
		"every day":                   {Recurrence{Every: every(t, "day")}, 0, 1440},
		"in the hour that is skipped": {Recurrence{Every: every(t, "saturday")}, 120, 180},
		"second tuesday":              {Recurrence{Every: every(t, "2nd tuesday"), Except: []Period{{Date{2027, 8, 1}, Date{2027, 8, 31}}}}, 1080, 1200},
		"last friday":                 {Recurrence{Every: every(t, "last friday")}, 600, 720},
		"last sunday":                 {Recurrence{Every: every(t, "last sunday")}, 600, 720},
		"fourth and only twice":       {Recurrence{Every: every(t, "4th monday"), Within: true, Only: ramadan}, 600, 720},
		"fortnightly":                 {Recurrence{Every: fortnightly("tuesday", Date{2026, 11, 10})}, 600, 720},
		"fortnightly from the past":   {Recurrence{Every: fortnightly("monday to friday", Date{2019, 12, 31})}, 600, 720},
		"fortnightly from the future": {Recurrence{Every: fortnightly("sunday", Date{2030, 1, 6}), Except: []Period{{Date{2026, 11, 1}, Date{2026, 11, 30}}}}, 600, 720},
		"term time":                   {Recurrence{Every: every(t, "monday to friday"), Within: true, Only: terms}, 540, 900},
		"other hours in ramadan":      {Recurrence{Every: every(t, "friday"), Except: ramadan}, 720, 840},
		"only in ramadan":             {Recurrence{Every: every(t, "friday"), Within: true, Only: ramadan}, 1020, 1140},
		"moved to another day":        {Recurrence{Every: every(t, "wednesday"), Except: []Period{{Date{2026, 12, 23}, Date{2027, 1, 3}}}, Also: []Date{{2026, 12, 22}, {2027, 1, 6}, {2026, 12, 30}}}, 600, 780},
		"on single days alone":        {Recurrence{Every: every(t, "sunday"), Within: true, Also: []Date{{2026, 11, 7}, {2028, 6, 24}}}, 600, 780},
		"never":                       {Recurrence{Every: every(t, "sunday"), Within: true}, 600, 780},
		"over midnight":               {Recurrence{Every: every(t, "saturday")}, 1320, 360},
	} {
		t.Run(name, func(t *testing.T) {
			b := ICS(stamp, []Event{{UID: "u", Summary: "s", Days: c.r, From: c.from, To: c.to, Start: start, Until: until}})
			got, want := readBack(t, b, c.from), c.r.Dates(start, until)
			for _, d := range want {
				if _, ok := got[d]; !ok {
					t.Errorf("%s is missing", d)
				}
				delete(got, d)
			}
			for d := range got {
				t.Errorf("%s is too much", d)
			}
			if len(want) == 0 && name != "never" {
				t.Error("there is nothing to compare")
			}
		})
	}
}

func TestWordsOfOneDayReplaceThatDayAlone(t *testing.T) {
	e := Event{
		UID: "u", Summary: "Drop-in", Description: "Tea", From: 600, To: 720, Start: Date{2026, 11, 1}, Until: Date{2026, 12, 31},
		Days:  Recurrence{Every: every(t, "wednesday"), Also: []Date{{2026, 11, 28}}},
		Notes: []DayNote{{On: Date{2026, 12, 2}, Summary: "Drop-in: Lawyers"}, {On: Date{2026, 11, 28}, Description: "Party"}, {On: Date{2026, 12, 3}, Summary: "nobody"}},
	}
	b := ICS(stamp, []Event{e})
	got := readBack(t, b, 600)
	if got[Date{2026, 12, 2}] != "Drop-in: Lawyers" || got[Date{2026, 12, 9}] != "Drop-in" || got[Date{2026, 11, 28}] != "Drop-in" || len(got) != 10 {
		t.Errorf("%v", got)
	}
	must(t, unfolded(t, b), "RECURRENCE-ID;TZID=Europe/London:20261202T100000", "UID:extra-20261128-u", "DESCRIPTION:Party")
	if n := strings.Count(string(b), "RECURRENCE-ID"); n != 1 {
		t.Errorf("%d days are replaced", n)
	}
}

func TestPeriodsAreReadAsWritten(t *testing.T) {
	for _, s := range []string{"2026-12-24", "2026-12-21 to 2027-01-03"} {
		if p, ok := ParsePeriod(s); !ok || p.String() != s {
			t.Errorf("%q is %v, %v", s, p, ok)
		}
	}
	for _, s := range []string{"", "to", "2027-01-03 to 2026-12-21", "2026-12-21 to ", "2026-12-21 until 2026-12-22", "christmas"} {
		if p, ok := ParsePeriod(s); ok {
			t.Errorf("%q is %v", s, p)
		}
	}
}
