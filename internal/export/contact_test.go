package export_test

import (
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
)

const contactSite = `
-- content/site.yaml --
title: T
publisher: P
languages: [en]
boroughs: [newham]
review: {every: 3 months, grace: 1 month}
-- content/categories.yaml --
categories: [{category: health, name: Health}]
-- content/boroughs/newham/borough.yaml --
borough: newham
name: Newham
-- content/boroughs/newham/listings/clinic.yaml --
organisation: clinic
name: Clinic; Newham
places:
  - {place: hall, name: The Hall, address: ["1 Example Street"], town: London, postcode: E1 1AA}
services:
  - service: clinic
    name: Doctors, nurses and everybody else who can help you when you are ill, tired or worried about it
    summary: S
    category: [health]
    phones:
      - {ref: desk, number: "020 7946 0018"}
      - {ref: short, number: "111"}
    text: "07700 900123"
    email: help@example.org
    web: https://www.example.org/clinic
    at:
      - place: hall
        when:
          - {every: [monday, wednesday], from: "09:30", to: "12:00", except: [2026-12-28]}
          - {every: last friday, from: "18:00", to: "20:00", mode: phone}
`

func contactLens(t *testing.T, text string) (*catalog.Lens, *catalog.Service) {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(text)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	var files source.Set
	s, ds, err := load.Load(fsys, &files)
	c, more := catalog.Resolve(s, nil, calendar.Date{Year: 2026, Month: 11, Day: 22})
	if ds = append(ds, more...); err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	l := c.Lens(catalog.Edition{Borough: "newham", Lang: "en"})
	return l, l.Service("clinic")
}

func unfold(b []byte) []string {
	return strings.Split(strings.TrimSuffix(strings.ReplaceAll(string(b), "\r\n ", ""), "\r\n"), "\r\n")
}

func TestAContactCardHoldsEveryWayToReachAService(t *testing.T) {
	_, s := contactLens(t, contactSite)
	got := export.Contact(s)
	want := `BEGIN:VCARD
VERSION:3.0
FN:Doctors\, nurses and everybody else who can help you when you are ill\, tired or worried about it
N:Doctors\, nurses and everybody else who can help you when you are ill\, tired or worried about it;;;;
ORG:Clinic\; Newham
TEL;TYPE=WORK,VOICE:+442079460018
TEL;TYPE=WORK,VOICE:111
TEL;TYPE=WORK,CELL:+447700900123
EMAIL;TYPE=INTERNET:help@example.org
URL:https://www.example.org/clinic
ADR;TYPE=WORK:;;The Hall\, 1 Example Street;London;;E1 1AA;United Kingdom
END:VCARD`
	if have := strings.Join(unfold(got), "\n"); have != want {
		t.Errorf("got\n%s\nwant\n%s", have, want)
	}
	for _, l := range strings.Split(string(got), "\r\n") {
		if len(l) > 75 {
			t.Errorf("a line of %d octets", len(l))
		}
	}
}

func TestTimesEndWhenTheyAreToBeReviewed(t *testing.T) {
	l, s := contactLens(t, contactSite)
	text := strings.Join(unfold(export.Times(l, s)), "\n")
	for _, want := range []string{
		"UID:clinic-hall--monday-wednesday-0930-1200@newham.welcomepack\nDTSTAMP:20261101T000000Z\nDTSTART;TZID=Europe/London:20261102T093000\nDTEND;TZID=Europe/London:20261102T120000\nRRULE:FREQ=WEEKLY;BYDAY=MO,WE;UNTIL=20270127T093000Z\nEXDATE;TZID=Europe/London:20261228T093000\n",
		"\nLOCATION:The Hall\\, 1 Example Street\\, London\\, E1 1AA\nDESCRIPTION:020 7946 0018\\n111\nURL:https://www.example.org/clinic\n",
		"UID:clinic-hall-phone-friday-1800-2000-nth-1@newham.welcomepack\n", "RRULE:FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20270129T180000Z\n",
	} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no\n%s\nin\n%s", want, text)
		}
	}
	if strings.Count(text, "LOCATION") != 1 {
		t.Error("a session by phone has a place")
	}
	if strings.Count(text, "BEGIN:VEVENT") != 2 {
		t.Error("two sessions are not two events")
	}
}

// The same day of another month of the same facts gives the same names, so that a calendar changes what it has.
func TestASessionKeepsItsName(t *testing.T) {
	uids := func(site string) (out []string) {
		l, s := contactLens(t, site)
		for _, line := range unfold(export.Times(l, s)) {
			if strings.HasPrefix(line, "UID:") {
				out = append(out, line)
			}
		}
		return out
	}
	a, b := uids(contactSite), uids(strings.Replace(contactSite, `number: "111"`, `number: "999"`, 1))
	if strings.Join(a, " ") != strings.Join(b, " ") || a[0] == a[1] {
		t.Errorf("%v and %v", a, b)
	}
}
