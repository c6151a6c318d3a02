package view

import (
	"slices"
	"testing"
)

func TestNoticesSayHowMuchOfAPageTheyMean(t *testing.T) {
	for _, c := range []struct {
		of   tally
		want []string
	}{
		{tally{reviewed: 5}, nil},
		{tally{machine: 5}, []string{"machine-note"}},
		{tally{machine: 2, reviewed: 3}, []string{"machine-some-note"}},
		{tally{draft: 5}, []string{"draft-note"}},
		{tally{draft: 2, reviewed: 3}, []string{"draft-some-note"}},
		{tally{machine: 2, draft: 3}, []string{"machine-some-note", "draft-some-note"}},
		{tally{reviewed: 2, stale: 1, missing: 1}, []string{"older-note", "missing-note"}},
		{tally{missing: 5}, []string{"missing-all-note"}},
	} {
		if got := c.of.notes(); !slices.Equal(got, c.want) {
			t.Errorf("%+v: %v, want %v", c.of, got, c.want)
		}
	}
}
