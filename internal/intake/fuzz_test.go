package intake

import (
	"os"
	"path/filepath"
	"testing"

	"welcomepack/internal/fields"
)

// FuzzFeed reads answers of Open Referral feeds: services or an error, and names that are no others.
func FuzzFeed(f *testing.F) {
	examples, err := filepath.Glob("../../testdata/oruk/*/*.json")
	if err != nil {
		f.Fatal(err)
	}
	for _, p := range examples {
		if b, err := os.ReadFile(p); err == nil && len(b) < 20_000 {
			f.Add(b)
		}
	}
	for _, s := range []string{`[]`, `{"contents":[{"id":1,"name":[]}]}`, `{"services":[{}],"name":"x"}`, `{"total_pages":-1,"page_number":1e99}`, `[null,1]`, `{"phones":{"number":{}}}`} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		LastPage(b)
		IsAPI(b)
		services, err := Feed(b)
		if err != nil {
			return
		}
		OnlyNames(services)
		for _, s := range Merged(services) {
			if s == nil {
				t.Fatalf("%q has a service that is none", b)
			}
		}
		Foreigners(services)
	})
}

// FuzzHoursOfATable reads opening hours as people write them.
func FuzzHoursOfATable(f *testing.F) {
	for _, s := range []string{"Mon-Fri 9-5, Sat 10am - 1pm; Sunday closed", "Mon 9-5, food bank", "daily 24 hours", "Mon–Thu 09:30–17:00 (by phone)", "Fri 13-1", "mon"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		sessions, guessed, ok := hours(s)
		if !ok && len(sessions)+len(guessed) > 0 {
			t.Errorf("%q was not understood, and gave %d sessions", s, len(sessions))
		}
		if len(sessions) > 2*len(s) {
			t.Errorf("%q gave %d sessions", s, len(sessions))
		}
		for _, x := range sessions {
			from, to := x.Get("from").Text, x.Get("to").Text
			if a, ok := clockOf(from); !ok || a != from {
				t.Errorf("%q begins at %q", s, from)
			}
			if a, ok := clockOf(to); !ok || a != to {
				t.Errorf("%q ends at %q", s, to)
			}
		}
	})
}

// FuzzTable reads tables as councils send them.
func FuzzTable(f *testing.F) {
	for _, s := range []string{"name,phone\nA,020 7946 0018\n", "name;phone\r\n\"a\"\"b\";1\r\n", "\xff\xfea\x00,\x00", "name\tphone\nA\t1", "\"", "a,b\n\"x\ny\",z\n", "PK\x03\x04"} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		for _, read := range []func() (*Table, error){func() (*Table, error) { return CSV(b) }, func() (*Table, error) { return XLSX(b, "") }} {
			if table, err := read(); err == nil {
				table.Foreign(&Mapping{})
			}
		}
	})
}

// FuzzParagraphs: what a feed says as HTML becomes plain words of no greater length.
func FuzzParagraphs(f *testing.F) {
	for _, s := range []string{"<p>a<br>b</p>", "<script>x</script>y", "&lt;script&gt;", "a\u202eb", "<p", "<!--", "&#0;&#x202e;"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		for _, p := range paragraphs(s) {
			for _, c := range p {
				if fields.Hidden(c) {
					t.Errorf("%q keeps U+%04X", s, c)
				}
			}
			if len(p) > 4*len(s)+8 {
				t.Errorf("%q became %d bytes", s, len(p))
			}
		}
	})
}
