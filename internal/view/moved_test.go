package view_test

import (
	"strings"
	"testing"

	"welcomepack/internal/lang"
)

func TestFormerAddressesSayWhereThePageWent(t *testing.T) {
	l := lens(site(t, "testdata/dated.txtar"), lang.English)
	for _, c := range []struct{ file, to, says string }{
		{"services/old-drop-in.html", "newham/en/services/drop-in.html", "This page has moved"},
		{"services/ended.html", "", "This service has closed"},
		{"guides/old.html", "newham/en/guides/new.html", "This page has moved"},
		{"categories/doctors.html", "newham/en/categories/health.html", "This page has moved"},
	} {
		p := page(t, l, c.file)
		if text := words(p); p.MovedTo != c.to || !strings.Contains(text, c.says) || !strings.Contains(text, "](newham/en/") {
			t.Errorf("%s leads to %q and says\n%s", c.file, p.MovedTo, text)
		}
	}
}
