package export

import (
	"bytes"
	"os"
	"strings"
	"testing"
	"testing/fstest"
	"time"
	_ "time/tzdata"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"

	"github.com/emersion/go-ical"
	"golang.org/x/tools/txtar"
)

// occurrences returns the days on which another program finds an entry of the calendar, each with its summary.
func occurrences(t *testing.T, b []byte) map[calendar.Date]string {
	t.Helper()
	zone, err := time.LoadLocation("Europe/London")
	if err != nil {
		t.Fatal(err)
	}
	cal, err := ical.NewDecoder(bytes.NewReader(b)).Decode()
	if err != nil {
		t.Fatalf("%v\n%s", err, b)
	}
	out := map[calendar.Date]string{}
	for _, e := range cal.Events() {
		if e.Props.Get(ical.PropUID) == nil || e.Props.Get(ical.PropDateTimeStamp) == nil {
			t.Fatalf("an entry has no UID or stamp\n%s", b)
		}
		summary, err := e.Props.Text(ical.PropSummary)
		if err != nil {
			t.Fatal(err)
		}
		set, err := e.RecurrenceSet(zone)
		if err != nil {
			t.Fatal(err)
		}
		if set == nil || e.Props.Get(ical.PropRecurrenceID) != nil {
			at, err := e.DateTimeStart(zone)
			if err != nil {
				t.Fatal(err)
			}
			out[calendar.DateOf(at)] = summary
			continue
		}
		for _, at := range set.All() {
			out[calendar.DateOf(at.In(zone))] = summary
		}
	}
	return out
}

// Every session of this repository's content is read back for two years, over four changes of the clocks.
func TestCalendarsOfAllSessionsSayWhatThePagesSay(t *testing.T) {
	c := resolve(t, os.DirFS("../.."), func(*model.Site) {})
	start := calendar.Date{Year: 2026, Month: 11, Day: 1}
	n := 0
	for _, b := range c.Site.Boroughs {
		l := c.Lens(catalog.Edition{Borough: b.ID.V, Lang: lang.English})
		if l.Period(model.BankHolidays) == nil {
			t.Fatal("there are no bank holidays")
		}
		for _, s := range l.Services() {
			for _, a := range s.At {
				for _, x := range a.When {
					n++
					sameDays(t, l, s, a, x, start, start.AddMonths(24).AddDays(-1))
				}
			}
		}
	}
	if n < 50 {
		t.Errorf("%d sessions", n)
	}
}

func sameDays(t *testing.T, l *catalog.Lens, s *catalog.Service, a model.Attendance, x model.Session, start, until calendar.Date) {
	t.Helper()
	e := event(l, s, a, x, start)
	e.Until = until
	days := s.Days(x)
	got := occurrences(t, calendar.ICS(start, []calendar.Event{e}))
	for d := start; !until.Before(d); d = d.AddDays(1) {
		if _, on := got[d]; on != days.On(d) {
			t.Errorf("%s %v on %s: the calendar says %v", s.ID.V, x.Every.V, d, on)
		}
	}
}

// Bank holidays are those of the statute, and those proclaimed for one year.
func TestBankHolidaysAreThoseOfEngland(t *testing.T) {
	c := resolve(t, os.DirFS("../.."), func(*model.Site) {})
	p := c.Lens(catalog.Edition{Borough: c.Site.Boroughs[0].ID.V, Lang: lang.English}).Period(model.BankHolidays)
	got := map[string]bool{}
	for _, d := range p.Days {
		got[d.V.String()] = true
	}
	proclaimed := map[int][]string{2022: {"2022-06-02", "2022-06-03", "2022-09-19"}, 2023: {"2023-05-08"}}
	for year := p.Known.V.From.Year; year <= p.Known.V.To.Year; year++ {
		want := proclaimed[year]
		for _, s := range statutory(year) {
			if !(year == 2022 && s == "2022-05-30") { // moved to June that year
				want = append(want, s)
			}
		}
		for _, d := range want {
			if !got[d] {
				t.Errorf("%s is missing", d)
			}
			delete(got, d)
		}
	}
	if len(got) > 0 {
		t.Errorf("too many: %v", got)
	}
}

const rotaSite = `
-- content/site.yaml --
title: T
publisher: P
languages: [en]
boroughs: [newham]
-- content/categories.yaml --
categories: [{category: health, name: Health}]
-- content/periods.yaml --
periods:
  - period: bank-holidays
    name: Bank holidays
    known: 2026-01-01 to 2027-12-31
    days: [2026-12-25, 2026-12-28, 2027-03-26]
    sources: [{url: "https://example.org/", kind: official}]
-- content/boroughs/newham/periods.yaml --
periods:
  - period: school-terms
    name: School terms
    known: 2026-09-01 to 2027-01-31
    days: [2026-11-02 to 2026-12-18, 2027-01-04 to 2027-01-31]
    sources: [{url: "https://example.org/", kind: official}]
-- content/boroughs/newham/borough.yaml --
borough: newham
name: Newham
-- content/boroughs/newham/rota.yaml --
rotas:
  - service: drop-in
    visits:
      - {who: [lawyers, hall], every: 1st wednesday, until: 2027-01-31, about: letters}
      - {who: lawyers, on: [2026-12-16]}
-- content/boroughs/newham/listings/lawyers.yaml --
organisation: lawyers
name: Example Lawyers
services:
  - {service: letters, name: Letters, summary: S, category: [health], web: "https://example.org/"}
-- content/boroughs/newham/listings/hall.yaml --
organisation: hall
name: The Hall
places:
  - {place: hall, name: The Hall, address: ["1 Example Street"], town: London, postcode: E1 1AA}
services:
  - service: drop-in
    name: Drop-in
    summary: S
    category: [health]
    at:
      - place: hall
        when:
          - {every: wednesday, from: "10:00", to: "12:00", except: [2026-12-21 to 2027-01-03, bank-holidays], also: [2026-12-22]}
          - {every: friday, from: "10:00", to: "12:00"}
          - {every: tuesday, fortnight: 2026-11-24, from: "15:00", to: "16:00", only: school-terms}
`

func TestARotaIsInTheCalendarOfItsDates(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(rotaSite)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	l := resolve(t, fsys, nil).Lens(catalog.Edition{Borough: "newham", Lang: lang.English})
	s := l.Service("drop-in")
	x := s.At[0].When
	start := calendar.Date{Year: 2026, Month: 11, Day: 1}
	got := occurrences(t, calendar.ICS(start, []calendar.Event{event(l, s, s.At[0], x[0], start)}))
	for day, want := range map[string]string{
		"2026-12-02": "Drop-in: Example Lawyers, The Hall", "2026-12-09": "Drop-in", "2026-12-16": "Drop-in: Example Lawyers",
		"2026-12-22": "Drop-in", "2026-12-23": "", "2026-12-30": "", "2027-01-06": "Drop-in: Example Lawyers, The Hall", "2027-02-03": "Drop-in",
	} {
		d, _ := calendar.ParseDate(day)
		if got[d] != want {
			t.Errorf("%s is %q, want %q", day, got[d], want)
		}
	}
	text := strings.ReplaceAll(string(Times(l, s)), "\r\n ", "")
	for _, want := range []string{"DESCRIPTION:Example Lawyers: letters\\nThe Hall\r\n", "RRULE:FREQ=WEEKLY;INTERVAL=2;WKST=MO;BYDAY=TU;UNTIL=20270119T150000Z\r\n", "EXDATE;TZID=Europe/London:20261222T150000\r\n"} {
		if !strings.Contains(text, want) {
			t.Errorf("no %q in\n%s", want, text)
		}
	}
	if n := strings.Count(text, "holiday"); n != 2 { // Fridays, at Christmas and at Easter
		t.Errorf("%d entries speak of bank holidays\n%s", n, text)
	}
}
