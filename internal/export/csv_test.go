package export_test

import (
	"bytes"
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/export"
)

func TestSheetHasARowForEachService(t *testing.T) {
	c := ownCatalog(t)
	for _, b := range c.Site.Boroughs {
		sheet := export.Sheet(c, b.ID.V)
		rest, ok := bytes.CutPrefix(sheet, []byte("\xef\xbb\xbf"))
		if !ok {
			t.Errorf("%s: no byte order mark", b.ID.V)
		}
		rows, err := csv.NewReader(bytes.NewReader(rest)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		if want := len(export.Offers(c, b.ID.V, nil)); len(rows) != want+1 {
			t.Errorf("%s: %d rows, want %d", b.ID.V, len(rows)-1, want)
		}
		phones := slices.Index(rows[0], "phones")
		for _, r := range rows[1:] {
			if r[0] == "nhs-111" && r[phones] != "111" && !strings.HasPrefix(r[phones], "111 ") {
				t.Errorf("111 is %q", r[phones])
			}
			for i, v := range r {
				if strings.IndexAny(v, "=+@\t\r") == 0 {
					t.Errorf("%s: %s begins as a formula: %q", r[0], rows[0][i], v)
				}
			}
		}
	}
}

func TestSpreadsheetsDoNothingWithWhatWasWritten(t *testing.T) {
	c := ownCatalog(t)
	s := c.Lens(c.Editions()[0]).Services()[0]
	for written, want := range map[string]string{
		`=HYPERLINK("https://example.org","x")`: `"'=HYPERLINK(""https://example.org"",""x"")"`,
		"+44 20 7946 0018":                      "'+44 20 7946 0018",
		"-1.6130":                               "-1.6130",
		"-1+cmd|' /C calc'!A0":                  "'-1+cmd|' /C calc'!A0",
		"＝1":                                    "'＝1",
		" =1":                                   "' =1",
		"@SUM(A1)":                              "'@SUM(A1)",
		"02079460018":                           "'02079460018",
		"020 7946 0018":                         "020 7946 0018",
		"one, two":                              `"one, two"`,
	} {
		s.TextNumber.V = written
		if got := string(export.Sheet(c, c.Site.Boroughs[0].ID.V)); !strings.Contains(got, ","+want+",") {
			t.Errorf("%s is not written as %s", written, want)
		}
	}
}
