package draft

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/load"
	"welcomepack/internal/source"
)

func TestSlugOfANameInAnyScript(t *testing.T) {
	for name, want := range map[string]string{
		"Welcome Drop-in":                    "welcome-drop-in",
		"St Mary’s Food & Tea":               "st-marys-food-and-tea",
		"O'Brien's \"Tea\" Place #1":         "obriens-tea-place-1",
		"Café Ünïque":                        "cafe-unique",
		"Łódź Straße Ærø":                    "lodz-strasse-aero",
		"Trường Việt":                        "truong-viet",
		"İstanbul Kültür Evi":                "istanbul-kultur-evi",
		"مركز الترحيب":                       "",
		"Дом культуры":                       "",
		"欢迎中心":                               "",
		"مركز 24":                            "24",
		"LGBTQ+ group":                       "lgbtq-plus-group",
		strings.Repeat("very long name ", 9): "very-long-name-very-long-name-very-long-name-very-long-name",
		strings.Repeat("x", 90):              strings.Repeat("x", 60),
		"  --  ":                             "",
	} {
		if got := Slug(name); got != want {
			t.Errorf("%q: %q, want %q", name, got, want)
		}
	}
	taken := map[string]bool{"tea": true, "tea-2": true}
	if got := Free("tea", func(s string) bool { return taken[s] }); got != "tea-3" {
		t.Errorf("a third tea is %q", got)
	}
	n, long := 0, strings.Repeat("x", source.MaxSlug)
	if got := Free(long, func(string) bool { n++; return n < 120 }); len(got) != source.MaxSlug || !strings.HasSuffix(got, "x-120") {
		t.Errorf("the hundred and twentieth of a long name is %q", got)
	}
	if got := Free("", func(string) bool { return true }); got != "" {
		t.Errorf("of nothing came %q", got)
	}
}

// hard is names that YAML or the program could read otherwise than they were meant.
var hard = []string{
	`O'Brien's`, `The "Hub"`, `Tea #1`, `Room: two`, `yes`, `No`, `24`, `1e3`, `null`, `- dash`, `[brackets]`, `a, b`, `*`, `&and`, `100%`, `@home`,
	`back\slash`, `"quoted"`, `'single'`, `ends:`, `مركز الترحيب`, `Дім №5`, `x {y`, `true`, `~`, `? what`, `!bang`, `| pipe`, `0x1f`, "two\nlines",
}

// TestHardNamesComeBackAsTyped: what was answered is what the program reads.
func TestHardNamesComeBackAsTyped(t *testing.T) {
	for _, name := range hard {
		o := Listing{ID: "org", Name: name, Place: Place{ID: "place", Name: name, Address: []string{name, "1 Example Street"}},
			Service: Service{ID: "s", Name: "S", Summary: "Sum.", Categories: []string{"advice"}, PlaceID: "place"}}
		site, ds, err := load.Load(Overlay{Files: map[string][]byte{
			"content/site.yaml":                []byte("title: T\npublisher: P\nlanguages: [en]\nboroughs: [b]\nemergency: [s]\n"),
			"content/boroughs/b/borough.yaml":  []byte(Borough{ID: "b", Name: "B"}.Text()),
			"content/shared/listings/org.yaml": []byte(o.Text()),
		}}, &source.Set{})
		if err != nil || len(ds) > 0 {
			t.Errorf("%q: %v, %v\n%s", name, ds, err, o.Text())
			continue
		}
		want, l := strings.Join(strings.Fields(name), " "), site.Shared.Listings[0]
		if l.Name.V != want || l.Places[0].Name.V != want || l.Places[0].Lines[0].V != want {
			t.Errorf("%q was read as %q, %q, %q", name, l.Name.V, l.Places[0].Name.V, l.Places[0].Lines[0].V)
		}
	}
}

func TestWordsWithMarksAreJudgedNotBroken(t *testing.T) {
	for _, words := range hard {
		if strings.ContainsAny(words, "{*") {
			continue // these mean something in words
		}
		o := Listing{ID: "org", Name: "Org", Service: Service{ID: "s", Name: words, Summary: words, Who: words, HowToJoin: words, Categories: []string{"advice"}}}
		g := Guide{Title: words, Summary: words, Paragraphs: []string{"Words."}}
		for file, text := range map[string]string{"content/shared/listings/org.yaml": o.Text(), "content/shared/guides/g.md": g.Text()} {
			for _, d := range Mistakes(file, text) {
				if d.Code != "literal-fact" {
					t.Errorf("%q: %s\n%s", words, d.Message, text)
				}
			}
		}
	}
}

func TestTimesAsPeopleTypeThem(t *testing.T) {
	for typed, want := range map[string]string{
		"monday 10:00-13:00":               `{every: monday, from: "10:00", to: "13:00"}`,
		"Monday to Friday, 9:30 - 17:00":   `{every: monday to friday, from: "09:30", to: "17:00"}`,
		"2nd tuesday 18:00 to 20:00":       `{every: 2nd tuesday, from: "18:00", to: "20:00"}`,
		"monday, friday 10:00–12:00":       `{every: [monday, friday], from: "10:00", to: "12:00"}`,
		"Mondays and Fridays 10:00-12:00":  `{every: [monday, friday], from: "10:00", to: "12:00"}`,
		"every Sunday 10:00-12:00":         `{every: sunday, from: "10:00", to: "12:00"}`,
		"weekdays 10:00-12:00":             `{every: monday to friday, from: "10:00", to: "12:00"}`,
		"every day 10:00-12:00":            `{every: day, from: "10:00", to: "12:00"}`,
		"daily 10:00-12:00":                `{every: day, from: "10:00", to: "12:00"}`,
		"monday and wednesday 10:00-12:00": `{every: [monday, wednesday], from: "10:00", to: "12:00"}`,
	} {
		tm, err := ParseTime(typed)
		if err != nil {
			t.Errorf("%q: %v", typed, err)
			continue
		}
		text := Service{ID: "s", PlaceID: "p", Times: []Time{tm}}.Text()
		if !strings.Contains(text, want) {
			t.Errorf("%q gave\n%s", typed, text)
		}
	}
	for _, typed := range []string{"mornings", "monday", "10:00-12:00 monday"} {
		if tm, err := ParseTime(typed); err == nil {
			t.Errorf("%q was read as %v", typed, tm)
		}
	}
}

// span finds a word in a text.
func span(text, word string) source.Span {
	i := strings.LastIndex(text, word)
	return source.Pos{File: 1, Offset: int32(i)}.Span(len(word))
}

func TestListsGrowWithoutTouchingAnythingElse(t *testing.T) {
	for _, c := range []struct{ src, last, want string }{
		{"boroughs: [a, bee] # ours\n", "bee", "boroughs: [a, bee, new] # ours\n"},
		{"boroughs: ['a', \"bee\"]", "bee", "boroughs: ['a', \"bee\", new]"},
		{"boroughs:\n  - a\n  # the big one\n  - bee   # ours\n# end\n", "bee", "boroughs:\n  - a\n  # the big one\n  - bee   # ours\n  - new\n# end\n"},
		{"boroughs:\r\n- 'bee'\r\nx: y\r\n", "bee", "boroughs:\r\n- 'bee'\r\n- new\r\nx: y\r\n"},
		{"boroughs:\n- bee", "bee", "boroughs:\n- bee\n- new"},
		{"boroughs: [\n  a,\n  bee,  # ours\n]\n", "bee", "boroughs: [\n  a,\n  bee, new,  # ours\n]\n"},
	} {
		if got := string(After([]byte(c.src), span(c.src, c.last), "new")); got != c.want {
			t.Errorf("%q became %q, want %q", c.src, got, c.want)
		}
	}
}

func TestServicesAreAppended(t *testing.T) {
	entry := "  - service: b\n    name: B\n    # more\n"
	for _, c := range []struct{ src, want string }{
		{"services:\n  - service: a\n    name: A\n", "services:\n  - service: a\n    name: A\n\n  - service: b\n    name: B\n    # more\n"},
		{"services:\n  - service: a\n    name: A", "services:\n  - service: a\n    name: A\n\n  - service: b\n    name: B\n    # more\n"},
		{"services:\n- service: a\n  name: A\n  # of a\n# of the file\n", "services:\n- service: a\n  name: A\n  # of a\n\n- service: b\n  name: B\n  # more\n# of the file\n"},
		{"services: # ours\n    - service: a\n\ntranslators: []\n", "services: # ours\n    - service: a\n\n    - service: b\n      name: B\n      # more\n\ntranslators: []\n"},
		{"services:\r\n  - service: a\r\n", "services:\r\n  - service: a\r\n\r\n  - service: b\r\n    name: B\r\n    # more\r\n"},
	} {
		got, err := Append([]byte(c.src), "services", entry)
		if err != nil || string(got) != c.want {
			t.Errorf("%q became\n%q, want\n%q (%v)", c.src, got, c.want, err)
		}
	}
	if _, err := Append([]byte("services: [{service: a}]\n"), "services", entry); err == nil {
		t.Error("a list between brackets was written to")
	}
	got, err := Before([]byte("name: A\r\nservices:\r\n"), "services", "places:\n  - place: p\n")
	if err != nil || string(got) != "name: A\r\nplaces:\r\n  - place: p\r\nservices:\r\n" {
		t.Errorf("%q, %v", got, err)
	}
}

func TestEntriesAreTakenOut(t *testing.T) {
	src := "terms:\n  - term: A\n    meaning: a\n\n  - term: B\n    # of b\n    meaning: b\n  - term: C\n    meaning: c\n# end\n"
	for word, want := range map[string]string{
		"A": "terms:\n  - term: B\n    # of b\n    meaning: b\n  - term: C\n    meaning: c\n# end\n",
		"B": "terms:\n  - term: A\n    meaning: a\n\n  - term: C\n    meaning: c\n# end\n",
		"C": "terms:\n  - term: A\n    meaning: a\n\n  - term: B\n    # of b\n    meaning: b\n# end\n",
	} {
		if got := string(Without([]byte(src), span(src, word))); got != want {
			t.Errorf("without %s: %q, want %q", word, got, want)
		}
	}
	if got := string(Without([]byte("terms:\n  - term: A"), span("terms:\n  - term: A", "A"))); got != "terms:\n" {
		t.Errorf("without the last line: %q", got)
	}
}

func TestOverlayIsAFolderWithFilesOnTop(t *testing.T) {
	under := fstest.MapFS{"a/b.txt": {Data: []byte("old")}, "a/c/d.txt": {Data: []byte("d")}, "a/c/gone.txt": {Data: []byte("gone")}}
	o := Overlay{under, map[string][]byte{"a/b.txt": []byte("new"), "e/f/g.txt": []byte("g"), "a/c/gone.txt": nil, "h/gone.txt": nil}}
	var seen []string
	err := fs.WalkDir(o, ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			b, _ := fs.ReadFile(o, p)
			seen = append(seen, p+"="+string(b))
		}
		return err
	})
	if got, want := strings.Join(seen, " "), "a/b.txt=new a/c/d.txt=d e/f/g.txt=g"; err != nil || got != want {
		t.Errorf("%s, %v; want %s", got, err, want)
	}
	for _, p := range []string{"e/x", "a/c/gone.txt", "h"} {
		if _, err := fs.Lstat(o, p); !os.IsNotExist(err) {
			t.Errorf("%s: %v", p, err)
		}
		if _, err := o.Open(p); !os.IsNotExist(err) {
			t.Errorf("%s is opened: %v", p, err)
		}
	}
	if _, err := fs.ReadDir(Overlay{}, "a"); !os.IsNotExist(err) {
		t.Errorf("a folder in nothing: %v", err)
	}
}
