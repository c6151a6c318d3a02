package calendar

import (
	"slices"
	"strings"
	"testing"
	"time"
	_ "time/tzdata"
)

var stamp = Date{2026, 11, 1}

// unfolded returns the lines of a calendar, having seen that each is folded as it must be.
func unfolded(t *testing.T, b []byte) []string {
	t.Helper()
	text := string(b)
	if !strings.HasSuffix(text, "\r\n") || strings.Count(text, "\n") != strings.Count(text, "\r\n") || strings.Count(text, "\r") != strings.Count(text, "\r\n") {
		t.Error("a line does not end in CR LF")
	}
	var out []string
	for _, l := range strings.Split(strings.TrimSuffix(text, "\r\n"), "\r\n") {
		if len(l) > 75 {
			t.Errorf("a line of %d octets: %q", len(l), l)
		}
		if strings.ToValidUTF8(l, "") != l {
			t.Errorf("a character is cut in two: %q", l)
		}
		if rest, ok := strings.CutPrefix(l, " "); ok && len(out) > 0 {
			out[len(out)-1] += rest
		} else {
			out = append(out, l)
		}
	}
	return out
}

func must(t *testing.T, lines []string, wants ...string) {
	t.Helper()
	for _, w := range wants {
		if !slices.Contains(lines, w) {
			t.Errorf("there is no line %q in\n%s", w, strings.Join(lines, "\n"))
		}
	}
}

func every(t *testing.T, s string) Every {
	t.Helper()
	e, ok := ParseEvery(s)
	if !ok {
		t.Fatal(s)
	}
	return e
}

func day(y, m, d int) Period { return Period{Date{y, m, d}, Date{y, m, d}} }

func TestAWeeklySessionKeepsItsWallClockTime(t *testing.T) {
	lines := unfolded(t, ICS(stamp, []Event{{
		UID: "a@x", Summary: "Tea, talk; advice", Location: "1 Example Street\nE1 1AA", URL: "https://example.org/",
		Days: Recurrence{Every: every(t, "wednesday"), Except: []Period{day(2026, 12, 23), day(2026, 12, 24), day(2028, 1, 5)}}, From: 10 * 60, To: 13 * 60, Start: Date{2026, 11, 1}, Until: Date{2027, 4, 30},
	}}))
	must(t, lines, "BEGIN:VCALENDAR", "UID:a@x", "DTSTAMP:20261101T000000Z", "DTSTART;TZID=Europe/London:20261104T100000", "DTEND;TZID=Europe/London:20261104T130000",
		"RRULE:FREQ=WEEKLY;BYDAY=WE;UNTIL=20270428T090000Z", // summer time: 10:00 there is 09:00 GMT
		"EXDATE;TZID=Europe/London:20261223T100000", `SUMMARY:Tea\, talk\; advice`, `LOCATION:1 Example Street\nE1 1AA`, "URL:https://example.org/", "TZID:Europe/London", "END:VCALENDAR")
	if n := strings.Count(strings.Join(lines, "\n"), "EXDATE"); n != 1 {
		t.Errorf("%d days are left out, want the one on which there would be a session", n)
	}
}

func TestAMonthlySessionAndOneOverMidnight(t *testing.T) {
	lines := unfolded(t, ICS(stamp, []Event{
		{UID: "m", Days: Recurrence{Every: every(t, "last friday")}, From: 18 * 60, To: 24 * 60, Start: stamp, Until: Date{2027, 2, 28}},
		{UID: "n", Days: Recurrence{Every: every(t, "2nd tuesday")}, From: 22 * 60, To: 6 * 60, Start: stamp, Until: Date{2027, 2, 28}},
		{UID: "never", Days: Recurrence{Every: every(t, "sunday")}, From: 1, To: 2, Start: Date{2026, 11, 2}, Until: Date{2026, 11, 7}},
		{UID: "once", Days: Recurrence{Every: every(t, "sunday")}, From: 60, To: 120, Start: Date{2026, 11, 2}, Until: Date{2026, 11, 8}},
	}))
	must(t, lines, "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270226T180000Z", "DTSTART;TZID=Europe/London:20261127T180000", "DTEND;TZID=Europe/London:20261128T000000",
		"RRULE:FREQ=MONTHLY;BYDAY=2TU;UNTIL=20270209T220000Z", "DTSTART;TZID=Europe/London:20261110T220000", "DTEND;TZID=Europe/London:20261111T060000", "UID:once")
	if slices.Contains(lines, "UID:never") {
		t.Error("an event without a day is written")
	}
	if n := strings.Count(strings.Join(lines, "\n"), "RRULE:FREQ=MONTHLY"); n != 2 {
		t.Errorf("%d monthly rules", n)
	}
}

func TestLongWordsFoldBetweenCharacters(t *testing.T) {
	for n := range 80 {
		s := strings.Repeat("a", n) + strings.Repeat("ቤት ትምህርቲ العربية ", 20)
		lines := unfolded(t, ICS(stamp, []Event{{UID: "u", Summary: s, Days: Recurrence{Every: every(t, "day")}, From: 60, To: 120, Start: stamp, Until: stamp}}))
		must(t, lines, "SUMMARY:"+s)
	}
}

// The zone's own table is held against the system's for every hour of years that change the clocks on all dates.
func TestSummerTimeIsLondons(t *testing.T) {
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	for at := time.Date(2023, 1, 1, 0, 30, 0, 0, time.UTC); at.Year() < 2031; at = at.Add(time.Hour) {
		local := at.In(zone)
		_, offset := local.Zone()
		d, c := DateOf(local), Clock(local.Hour()*60+local.Minute())
		twice := !at.Add(-time.Hour).In(zone).IsDST() && at.Add(-time.Hour).In(zone).Hour() == local.Hour() ||
			at.Add(-time.Hour).In(zone).IsDST() && !local.IsDST()
		if summerTime(d, c) != (offset > 0) && !twice {
			t.Fatalf("%v: summer time is %v", local, summerTime(d, c))
		}
		if got := icsUTC(d, c); !twice && got != at.Format("20060102T150405Z") {
			t.Fatalf("%v is %s", local, got)
		}
	}
}
