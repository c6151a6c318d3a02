package calendar

import (
	"reflect"
	"slices"
	"strings"
	"testing"
)

func TestRecurrenceComesBackFromItsRuleAndItsWords(t *testing.T) {
	for _, written := range []string{"monday", "monday to friday", "day", "2nd tuesday", "last friday", "saturday", "monday,wednesday", "1st monday,1st sunday"} {
		e := everyOf(t, strings.Split(written, ","))
		if got := strings.Join(e.Written(), ","); got != written {
			t.Errorf("%s is written %s", written, got)
		}
		freq, byday := e.Rule()
		back, ok := ParseRule(freq, byday)
		if !ok || len(back) != 1 || !reflect.DeepEqual(back[0], e) {
			t.Errorf("%s: %s %s comes back as %v", written, freq, byday, back)
		}
	}
}

func everyOf(t *testing.T, parts []string) Every {
	t.Helper()
	var e Every
	for _, p := range parts {
		x, ok := ParseEvery(p)
		if !ok {
			t.Fatal(p)
		}
		e.Nth = x.Nth
		e.Days = append(e.Days, x.Days...)
	}
	slices.Sort(e.Days)
	return e
}

func TestRulesThatNoListingCanSayAreRefused(t *testing.T) {
	for _, r := range [][2]string{{"WEEKLY", ""}, {"WEEKLY", "XX"}, {"MONTHLY", "MO"}, {"WEEKLY", "2MO"}, {"MONTHLY", "5MO"}, {"MONTHLY", "-2MO"}, {"YEARLY", "MO"}, {"WEEKLY", "MO,,TU"}} {
		if e, ok := ParseRule(r[0], r[1]); ok {
			t.Errorf("%v is read as %v", r, e)
		}
	}
	if e, ok := ParseRule("MONTHLY", "1MO,3MO"); !ok || len(e) != 2 {
		t.Errorf("1MO,3MO is %v", e)
	}
	if e, ok := ParseRule("", "mo, fr"); !ok || len(e) != 1 || len(e[0].Days) != 2 {
		t.Errorf("mo, fr is %v", e)
	}
}
