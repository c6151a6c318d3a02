package load

import (
	"net/url"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/calendar"
	"welcomepack/internal/source"
)

// loadsSoundly loads a site with one more file: every place that is told lies in its file, and nothing is more than a
// hundred times what was read.
func loadsSoundly(t *testing.T, path, text string) {
	t.Helper()
	files := &source.Set{}
	_, ds, err := Load(withSite(fstest.MapFS{path: &fstest.MapFile{Data: []byte(text)}}), files)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range ds {
		if size := len(files.Text(d.At.File)); int(d.At.End) > size || d.At.Offset < 0 || d.At.End < d.At.Offset {
			t.Errorf("%v lies outside of %d bytes", d, size)
		}
		if len(d.Message) > 3_000 {
			t.Errorf("a message of %d bytes: %.200s…", len(d.Message), d.Message)
		}
	}
	if len(ds) > 100+len(text) {
		t.Errorf("%d bytes make %d mistakes", len(text), len(ds))
	}
}

// seedsOf adds the texts of the own site's files as seeds.
func seedsOf(f *testing.F, paths ...string) {
	for _, p := range paths {
		b, err := os.ReadFile("../../" + p)
		if err != nil {
			f.Fatal(err)
		}
		f.Add(string(b))
	}
}

func FuzzFrontMatter(f *testing.F) {
	seedsOf(f, "internal/build/testdata/site/content/shared/guides/first-days.md")
	for _, s := range []string{"---\n---\n", "---\ntitle: x", "--- \ntitle: a\n---\r\nx", "\ufeff---\ntitle: a\n---\n", "---\ntitle: |\n  ---\n---\n", "x", "---\n- a\n---\n", "---\n<<: {? [a] : b}\n---\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) { loadsSoundly(t, "content/shared/guides/a.md", s) })
}

func FuzzRules(f *testing.F) {
	seedsOf(f, "internal/build/testdata/site/content/rules.yaml")
	f.Add("rules: [{rule: a, name: b, values: [{value: \"£1e9\", unit: days, from: 2026-02-30}]}]")
	f.Fuzz(func(t *testing.T, s string) { loadsSoundly(t, "content/rules.yaml", s) })
}

func FuzzPlanner(f *testing.F) {
	seedsOf(f, "internal/build/testdata/site/content/planner.yaml")
	f.Fuzz(func(t *testing.T, s string) { loadsSoundly(t, "content/planner.yaml", s) })
}

func FuzzSite(f *testing.F) {
	seedsOf(f, "internal/build/testdata/site/content/site.yaml")
	f.Fuzz(func(t *testing.T, s string) { loadsSoundly(t, "content/site.yaml", s) })
}

// FuzzHours reads recurrences and times as listings have them; what is understood prints as it can be read again.
func FuzzHours(f *testing.F) {
	for _, s := range []string{"monday", "day", "2nd tuesday", "last friday", "monday to friday", "tuesday,wednesday", "sunday to monday", "5th monday", "", "24:00", "09:30", "٠٩:٣٠", "9am"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		loadsSoundly(t, "content/boroughs/newham/listings/a.yaml", "organisation: a\nname: A\nservices: [{service: b, at: [{when: [{every: ["+s+"], from: "+s+", to: \""+s+"\"}]}]}]\n")
		if c, ok := calendar.ParseClock(s); ok && c.String() != s {
			t.Errorf("%q is the time %q", s, c)
		}
		e, ok := calendar.ParseEvery(s)
		if !ok {
			return
		}
		for _, w := range e.Written() {
			if _, ok := calendar.ParseEvery(w); !ok {
				t.Errorf("%q prints as %q, which cannot be read", s, w)
			}
		}
	})
}

func FuzzSlug(f *testing.F) {
	for _, s := range []string{"st-marys", "../x", "con", "com1", "café", "A", "a--b", "-", "index", "\u202ea", strings.Repeat("a", 61)} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		if problem, _ := slugProblem(s); problem == "" {
			if s == "" || len(s) > source.MaxSlug || strings.Trim(s, "abcdefghijklmnopqrstuvwxyz0123456789-") != "" || strings.Trim(s, "-") != s {
				t.Errorf("%q is a short name", s)
			}
			if slugged(s) != s {
				t.Errorf("%q would be %q", s, slugged(s))
			}
		}
		if good := slugged(s); slugged(good) != good {
			t.Errorf("%q becomes %q, and that %q", s, good, slugged(good))
		}
	})
}

func FuzzWeb(f *testing.F) {
	for _, s := range []string{"https://www.example.org/a?b=c#d", "javascript:alert(1)", "//host", "https:host", "HTTPS://EXAMPLE.ORG/A", "https://a@b.example", "https://[::1]/", "https://xn--a.example", "https://www.ex\u0430mple.org", "blob:https://a.b", "https://a.b\\c", "https://a.b/\x00", "http://1.2.3.4:80"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		problem, hint := webProblem(s)
		if problem != "" {
			if hint == "" {
				t.Errorf("%q has no hint", s)
			}
			return
		}
		low := lowered(s)
		u, err := url.Parse(low)
		if err != nil || u.Scheme != "https" && u.Scheme != "http" || u.Host == "" || !strings.Contains(low, u.Host) || u.User != nil || strings.ContainsAny(low, "\"<>\\ \t\r\n\x00") {
			t.Errorf("%q was taken as %q", s, low)
		}
		if again, _ := webProblem(low); again != "" || lowered(low) != low {
			t.Errorf("%q becomes %q, then %q: %s", s, low, lowered(low), again)
		}
	})
}
