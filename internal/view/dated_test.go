package view_test

import (
	"strings"
	"testing"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/view"
)

func TestExceptionsPeriodsAndRotasAreSaid(t *testing.T) {
	l := lens(site(t, "testdata/dated.txtar"), lang.English)
	for path, wants := range map[string][]string{
		"services/drop-in.html": {
			"Not: Bank holidays", "Not from 21 December 2026 to 3 January 2027", "Also on 22 December 2026",
			"Tuesday, every second week", "Next: 24 November 2026", "Only: School terms (2 November 2026 – 18 December 2026)",
			"Who comes on which day", "Wednesday 2 December 2026", "Example Lawyers · letters · The Hall", "Wednesday 16 December 2026",
		},
		"timetable.html": {"2 December 2026 · Example Lawyers", "Tuesday, every second week"},
		"next-days.html": {"Tuesday 24 November 2026", "Wednesday 2 December 2026", "Example Lawyers · letters", "Bank holiday. Ask first if it is open."},
	} {
		text := words(page(t, l, path))
		for _, w := range wants {
			if !strings.Contains(text, w) {
				t.Errorf("%s does not say %q:\n%s", path, w, text)
			}
		}
	}
	for _, not := range []string{"1 December 2026", "every second week", "Not from"} {
		if strings.Contains(strings.ReplaceAll(words(page(t, l, "next-days.html")), "Tuesday 1 December 2026", ""), not) {
			t.Errorf("the dates say %q", not)
		}
	}
	var rows int
	doc.Walk(page(t, l, "next-days.html").Body, func(b doc.Block) {
		if t, ok := b.(doc.Table); ok {
			rows += len(t.Rows)
		}
	})
	if rows != 5 { // three Wednesday and Friday ones, one Tuesday in two weeks, one moved
		t.Errorf("%d sessions in two weeks", rows)
	}
}

// Who counts the hours from six in the morning would come six hours late or early.
func TestReadersWhoCountHoursFromSixAreToldHowTimesAreMeant(t *testing.T) {
	c := ownSite(t)
	for l, told := range map[lang.Tag]bool{"ti": true, "ar": false, "en": false} {
		v := c.Lens(catalog.Edition{Borough: "newham", Lang: l})
		count := 0
		for _, file := range []string{"timetable.html", "next-days.html", "days/monday.html", "services/stratford-library.html"} {
			if strings.Contains(words(page(t, v, file)), "21:00") {
				count++
			}
		}
		if want := map[bool]int{true: 4}[told]; count != want {
			t.Errorf("%s: %d pages say how hours are counted, not %d", l, count, want)
		}
		if wall := doc.Plaintext(view.WeekSheet(v).Clock.Inlines); strings.Contains(wall, "21:00") != told {
			t.Errorf("%s: the week for the wall says %q", l, wall)
		}
		if l != "en" {
			found := strings.Contains(doc.Dump(bilingualPack(v).Body), "counted from midnight")
			if found != told {
				t.Errorf("%s: the pack in two languages says it: %v", l, found)
			}
		}
	}
}

// TestWeekForTheWallSaysWhatTheTimetableSays: times under their days, what is true of one time beside it, and who comes.
func TestWeekForTheWallSaysWhatTheTimetableSays(t *testing.T) {
	w := view.WeekSheet(lens(site(t, "testdata/dated.txtar"), lang.English))
	if len(w.Rows) != 1 || w.Path != "newham/en/welcome-pack-newham-en-week.pdf" {
		t.Fatalf("%s has %d rows", w.Path, len(w.Rows))
	}
	r := w.Rows[0]
	said := func(ts ...doc.Text) string {
		var out []string
		for _, t := range ts {
			out = append(out, doc.Plaintext(t.Inlines))
		}
		return strings.Join(out, " | ")
	}
	if got := said(r.Name.English, r.Where); got != "Drop-in | The Hall, 1 Example Street, London, E1\u00a01AA" {
		t.Error(got)
	}
	if got := said(r.Notes...); !strings.HasPrefix(got, "2 December 2026 · Example Lawyers · letters · The Hall") {
		t.Error(got)
	}
	for day, want := range map[int]string{
		0: "", 1: "15:00–16:00 | Tuesday, every second week | Next: 24 November 2026", 2: "10:00–12:00 | Not: Bank holidays", 4: "10:00–12:00", 6: "",
	} {
		var got []string
		for _, x := range r.Days[day] {
			got = append(got, said(append([]doc.Text{x.Time}, x.Notes...)...))
		}
		if s := strings.Join(got, "; "); !strings.HasPrefix(s, want) || want == "" && s != "" || day == 4 && s != want {
			t.Errorf("day %d: %s, want %s", day, s, want)
		}
	}
}
