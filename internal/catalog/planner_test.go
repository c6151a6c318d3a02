package catalog_test

import (
	"fmt"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
)

func TestThePlannerNamesItsGroupsAndRulesThatCountTime(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(site + `
-- content/rules.yaml --
rules:
  - {rule: leave-days, name: L, values: [{value: "28", unit: days, from: 2026-01-01}]}
  - {rule: money, name: M, values: [{value: "28.00", unit: pounds, from: 2026-01-01}]}
-- content/planner.yaml --
groups:
  - {group: accepted, name: A, ends: leave-day}
steps:
  - {step: a, groups: [acepted], do: Go., when: {after: money}}
  - {step: b, groups: [accepted], do: Go., guide: no-guide, when: start}
`)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	var files source.Set
	s, ds, err := load.Load(fsys, &files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	_, ds = catalog.Resolve(s, nil, calendar.Date{Year: 2026, Month: 11, Day: 22})
	var got []string
	for _, d := range ds {
		got = append(got, d.Code)
	}
	slices.Sort(got)
	if want := "not-a-time unknown-group unknown-guide unknown-rule"; strings.Join(got, " ") != want {
		t.Errorf("diagnostics %v, want %s", got, want)
	}
}

func TestAnOffsetIsThatOfTheDecisionsDay(t *testing.T) {
	offsets := []doc.PlanOffset{{From: "2026-01-01", To: "2026-06-30", Days: 28}, {From: "2026-07-01", Days: 42}}
	for day, want := range map[string]int{"2026-01-01": 28, "2026-06-30": 28, "2026-07-01": 42, "2030-01-01": 42, "2025-12-31": -1} {
		d, _ := calendar.ParseDate(day)
		o, ok := catalog.OffsetOn(offsets, d)
		if ok != (want >= 0) || ok && o.Days != want {
			t.Errorf("%s: %+v, %v", day, o, ok)
		}
	}
}

// TestAnExceptionHoldsOnItsOwnDays: on all others its people have the rule's value, in texts and in the planner.
func TestAnExceptionHoldsOnItsOwnDays(t *testing.T) {
	c := resolveFiles(t, site+`
-- content/rules.yaml --
rules:
  - rule: leave-days
    name: L
    values:
      - {value: "56", unit: days, from: 2024-12-09, to: 2025-08-31}
      - {value: "28", unit: days, from: 2025-09-01, to: 2026-03-08}
      - {value: "42", unit: days, from: 2026-03-09}
    exceptions:
      - exception: families
        name: F
        values: [{value: "57", unit: days, from: 2025-09-15, to: 2026-01-31}]
      - exception: children-alone
        name: C
        values: [{value: "5", unit: years, from: 2026-03-02}]
-- content/planner.yaml --
groups:
  - {group: accepted, name: A, ends: leave-days.families}
steps:
  - {step: leave, groups: [accepted], do: "Go after {rule.leave-days.families} or {rule.leave-days.children-alone}.", when: end}
`)
	l := c.Lens(catalog.Edition{Borough: "newham", Lang: "en"})
	p := l.Planner()
	if got := doc.Plaintext(l.Words(p.Steps[0].Do).Inlines); got != "Go after 42 or 5." {
		t.Error(got)
	}
	var got []string
	for _, o := range l.Offsets(&p.Groups[0], &p.Steps[0]) {
		got = append(got, fmt.Sprintf("%s to %s: %d", o.From, o.To, o.Days))
	}
	want := "2024-12-09 to 2025-08-31: 56, 2025-09-01 to 2025-09-14: 28, 2025-09-15 to 2026-01-31: 57, 2026-02-01 to 2026-03-08: 28, 2026-03-09 to : 42"
	if s := strings.Join(got, ", "); s != want {
		t.Errorf("%s, want %s", s, want)
	}
}
