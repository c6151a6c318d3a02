package cell

import "testing"

func TestNoCellBeginsAFormula(t *testing.T) {
	for s, want := range map[string]string{
		`=HYPERLINK("https://example.org","x")`: `'=HYPERLINK("https://example.org","x")`,
		"=1+1":                                  "'=1+1",
		"+44 20 7946 0018":                      "'+44 20 7946 0018",
		"-":                                     "'-",
		"-1+cmd|' /C calc'!A0":                  "'-1+cmd|' /C calc'!A0",
		"@SUM(A1)":                              "'@SUM(A1)",
		"＝1":                                    "'＝1",
		"＋1":                                    "'＋1",
		"－1":                                    "'－1",
		"＠SUM(A1)":                              "'＠SUM(A1)",
		" \u00a0＝1":                             "' \u00a0＝1",
		"  =1":                                  "'  =1",
		"\t=1":                                  "'\t=1",
		"\r\n=1":                                "'\r\n=1",
		"\tx":                                   "'\tx",
		"'=1":                                   "''=1",
		"02079460018":                           "'02079460018",
		"-1.6130":                               "-1.6130",
		"020 7946 0018":                         "020 7946 0018",
		"0":                                     "0",
		"'quoted'":                              "'quoted'",
		"1+1=2":                                 "1+1=2",
		"a = b":                                 "a = b",
		"":                                      "",
	} {
		if got := Guard(s); got != want {
			t.Errorf("%q is written as %q, want %q", s, got, want)
		}
	}
}

func FuzzWhatWasGuardedComesBack(f *testing.F) {
	for _, s := range []string{"", "'", "''=", "'0 x", "-1", "'-1", "＝", "０1"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		g := Guard(s)
		if got := Unguard(g); got != s {
			t.Errorf("%q guarded is %q, and comes back as %q", s, g, got)
		}
		if formula.MatchString(g) && !number.MatchString(g) {
			t.Errorf("%q is written as %q", s, g)
		}
	})
}
