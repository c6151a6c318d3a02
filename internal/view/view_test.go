package view_test

import (
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
	"welcomepack/internal/view"
	"welcomepack/themes"
)

var today = calendar.Date{Year: 2026, Month: 11, Day: 22}

// site resolves the files of an archive in testdata with the built-in theme's texts.
func site(t *testing.T, path string) *catalog.Catalog {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	var files source.Set
	s, ds, err := load.Load(fsys, &files)
	if err != nil {
		t.Fatal(err)
	}
	_, phrases, more, err := theme.Load(fsys, themes.FS, theme.Default, &files)
	if err != nil {
		t.Fatal(err)
	}
	c, rest := catalog.Resolve(s, phrases, today)
	if all := slices.Concat(ds, more, rest); all.HasErrors() {
		var b strings.Builder
		all.Print(&b, &files)
		t.Fatal(b.String())
	}
	return c
}

func lens(c *catalog.Catalog, l lang.Tag) *catalog.Lens {
	return c.Lens(catalog.Edition{Borough: "newham", Lang: l})
}

// page returns the page of a path in the edition's folder.
func page(t *testing.T, l *catalog.Lens, file string) *doc.Page {
	t.Helper()
	for _, target := range view.Plan(l) {
		if target.Path == l.Path(file) {
			return view.Page(l, target)
		}
	}
	t.Fatalf("no page %s", file)
	return nil
}

var factMarks = regexp.MustCompile(`<([^|>]*)[^>]*>`)

// words is all that is read on a page, title first.
func words(p *doc.Page) string {
	return doc.Plaintext(p.Title.Inlines) + "\n" + doc.Plaintext(p.English.Inlines) + "\n" + doc.Plaintext(p.Summary.Inlines) + "\n" + factMarks.ReplaceAllString(doc.Dump(p.Body), "$1")
}

func TestEveryFieldOfAListingIsShown(t *testing.T) {
	c := site(t, "testdata/full.txtar")
	l := lens(c, lang.English)
	web := words(page(t, l, "services/full-service.html"))
	var body []doc.Block
	body = append(body, view.Pack(l).Body...)
	paper := factMarks.ReplaceAllString(doc.Dump(body), "$1")
	for _, s := range []string{
		"Sentinel Organisation", "sentinel about", "sentinel access note", "Sentinel Building", "Sentinel Line", "Sentinel Town", "E1 1AA",
		"sentinel name", "sentinel summary", "sentinel details", "sentinel who", "Age 16 to 25", "£7.25", "sentinel cost note", "Somali",
		"sentinel how", "sentinel bring", "020 7946 0018", "sentinel for", "07700 900123", "sentinel@example.org", "example.org/sentinel",
		"sentinel what", "10:05–11:55", "sentinel times note", "Sentinel Area", "December 2026", "Women only",
		"Open to people with no recourse to public funds", "They do not ask about your immigration status", "Step-free",
		"Book a time first", "January 2026",
	} {
		if !strings.Contains(web, s) {
			t.Errorf("the page does not show %q", s)
		}
		onlyWeb := []string{"sentinel about"}
		if !slices.Contains(onlyWeb, s) && !strings.Contains(paper, s) {
			t.Errorf("the pack does not show %q", s)
		}
	}
	for _, s := range []string{"sentinel note for reviewers"} {
		if strings.Contains(web, s) || strings.Contains(paper, s) {
			t.Errorf("%q is for reviewers and is shown", s)
		}
	}
}

func TestPhoneWithoutCheckSaysSo(t *testing.T) {
	l := lens(site(t, "testdata/full.txtar"), lang.English)
	got := words(page(t, l, "services/help-line.html"))
	for _, s := range []string{"From public pages, not yet confirmed", "Newest page we used: 2021"} {
		if !strings.Contains(got, s) {
			t.Errorf("the page does not say %q", s)
		}
	}
	if strings.Contains(got, "Checked") {
		t.Error("the page speaks of a check that nobody made")
	}
}

func TestFirstUseOfAHardWordLeadsToWhatItMeans(t *testing.T) {
	c := site(t, "testdata/full.txtar")
	p := page(t, lens(c, lang.English), "guides/first-days.html")
	links, terms := 0, 0
	doc.WalkTexts(p.Body, func(x doc.Text) {
		doc.WalkInlines(x.Inlines, func(in doc.Inline) {
			if l, ok := in.(doc.Link); ok && l.Href == "#word-gp" {
				links++
				if got := doc.Plaintext(l.Inlines); got != "GP" {
					t.Errorf("the link says %q", got)
				}
			}
		})
	})
	doc.Walk(p.Body, func(b doc.Block) {
		if ts, ok := b.(doc.Terms); ok {
			for _, x := range ts.Items {
				terms++
				if x.ID != "word-gp" || doc.Plaintext(x.Meaning.Inlines) != "A family doctor." {
					t.Errorf("the list has %q", x.ID)
				}
			}
		}
	})
	if links != 1 || terms != 1 {
		t.Errorf("%d links, %d terms: want one of each, for the first use in a text", links, terms)
	}
}

func TestReadersAreToldHowATranslationStands(t *testing.T) {
	c := site(t, "testdata/full.txtar")
	ar := words(page(t, lens(c, "ar"), "guides/first-days.html"))
	// The interface is not translated in this site, so its English says what each notice is.
	for _, s := range []string{"A computer translated this page", "Some parts changed in English", "Some parts are not translated yet"} {
		if !strings.Contains(ar, s) {
			t.Errorf("the Arabic page does not say %q", s)
		}
	}
	for _, s := range []string{"ابق هادئاً", "كلمات قديمة"} {
		if !strings.Contains(ar, s) {
			t.Errorf("the Arabic page does not have %q", s)
		}
	}
	if strings.Contains(ar, "خلال 28") || !strings.Contains(ar, "Wait 42 days.") {
		t.Errorf("an old number is shown in a stale translation:\n%s", ar)
	}
	en := words(page(t, lens(c, lang.English), "guides/first-days.html"))
	if strings.Contains(en, "A computer") || strings.Contains(en, "not translated") {
		t.Error("the English page speaks of translations")
	}
}

func TestDirectoryHasTheSameNumbersInEveryLanguage(t *testing.T) {
	c := site(t, "testdata/full.txtar")
	numbers := func(l lang.Tag) (out []string) {
		doc.Walk(view.Pack(lens(c, l)).Body, func(b doc.Block) {
			if h, ok := b.(doc.Heading); ok && h.Level == 3 && strings.HasPrefix(h.ID, "service-") {
				n, _, _ := strings.Cut(doc.Plaintext(h.Text.Inlines), " ")
				out = append(out, h.ID+" "+n)
			}
		})
		return out
	}
	en, ar := numbers(lang.English), numbers("ar")
	if len(en) < 3 || !slices.Equal(en, ar) {
		t.Errorf("English has %v, Arabic %v", en, ar)
	}
}

func TestDaysWithTheSameTimesShareARow(t *testing.T) {
	l := lens(site(t, "testdata/full.txtar"), lang.English)
	var got []string
	doc.Walk(page(t, l, "services/drop-in.html").Body, func(b doc.Block) {
		if h, ok := b.(doc.Hours); ok {
			for _, r := range h.Rows {
				got = append(got, doc.Plaintext(r.Day.Inlines)+" "+r.Time.Shown)
			}
		}
	})
	want := []string{"Monday to Wednesday 09:00–12:00", "Thursday 13:00–15:00", "Friday 13:00–15:00", "Second Tuesday of the month 18:00–20:00"}
	slices.Sort(got)
	slices.Sort(want)
	if !slices.Equal(got, want) {
		t.Errorf("rows %q, want %q", got, want)
	}
}

func TestEveryPageOfThePlanIsMade(t *testing.T) {
	c := site(t, "testdata/full.txtar")
	for _, e := range c.Editions() {
		l := c.Lens(e)
		seen := map[string]bool{}
		for _, target := range view.Plan(l) {
			p := view.Page(l, target)
			if p.Title.IsZero() || p.Path != target.Path || seen[p.Path] {
				t.Errorf("%v: page %q of %q has title %q", e, p.Path, target.Path, doc.Plaintext(p.Title.Inlines))
			}
			seen[p.Path] = true
		}
	}
}

func TestPausedServiceIsNotAnnounced(t *testing.T) {
	l := lens(site(t, "testdata/full.txtar"), lang.English)
	if got := words(page(t, l, "timetable.html")); strings.Contains(got, "Paused tea") {
		t.Errorf("the timetable has a paused service:\n%s", got)
	}
	got := words(page(t, l, "categories/health.html"))
	if _, after, ok := strings.Cut(got, "Paused tea"); !ok || !strings.Contains(after[:min(len(after), 400)], "Paused. This service is not running now.") {
		t.Errorf("the list does not say that the service is paused:\n%s", got)
	}
}
