package catalog_test

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

const site = `
-- content/site.yaml --
title: Welcome pack
publisher: Volunteers
languages: [en, ar]
boroughs: [newham, lambeth, newcastle]
groups: {london: [newham, lambeth]}
-- content/categories.yaml --
categories:
  - {category: health, name: Health, about: Doctors., icon: heart}
-- content/boroughs/newham/borough.yaml --
borough: newham
name: Newham
-- content/boroughs/lambeth/borough.yaml --
borough: lambeth
name: Lambeth
-- content/boroughs/newcastle/borough.yaml --
borough: newcastle
name: Newcastle
-- content/shared/listings/help.yaml --
organisation: help
name: Help
phones: [{ref: main, number: "020 7946 0019"}]
places:
  - {place: hall, address: [1 Example Street], town: London, postcode: E1 1AA}
services:
  - service: help-line
    name: Help line
    summary: Call {phone.main} or {help-desk.phone}.
    category: [health]
  - service: help-desk
    name: Help desk
    summary: Come to the desk.
    category: [health]
    phones: [{ref: desk, number: "020 7946 0018"}]
  - service: tube-help
    name: Tube help
    summary: For the Underground.
    category: [health]
    boroughs: [london]
  - service: old
    name: Old
    summary: It has ended.
    category: [health]
    status: closed
-- content/boroughs/newham/listings/help.yaml --
organisation: help
name: Help
services:
  - service: help-desk
    name: Help desk in Newham
    summary: Come to our desk.
    category: [health]
    phones: [{ref: desk, number: "020 7946 0020"}]
    at: [{place: hall, when: [{every: monday, from: "10:00", to: "12:00"}]}]
-- content/shared/guides/gp.md --
---
title: Your GP
summary: Join one.
---
Everywhere.
-- content/boroughs/lambeth/guides/gp.md --
---
title: Your GP in Lambeth
summary: Join one here.
---
Only in Lambeth.
-- translations/ar/shared.po --
msgid ""
msgstr ""
"Language: ar\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: shared/listings/help.yaml#help-line/summary
msgid "Call {phone.main} or {help-desk.phone}."
msgstr "اتصل على {help-desk.phone} أو {phone.main}."
-- translations/ar/interface.po --
msgid ""
msgstr ""
"Language: ar\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: themes/default/strings.yaml#service-count
msgid "{count} service"
msgid_plural "{count} services"
msgstr[0] "لا خدمات"
msgstr[1] "خدمة واحدة"
msgstr[2] "خدمتان"
msgstr[3] "{count} خدمات"
msgstr[4] "{count} خدمة"
msgstr[5] "{count} خدمة"
`

func phrase(key, text string) doc.Text {
	before, after, slot := strings.Cut(text, "{count}")
	t := doc.Text{Key: "themes/default/strings.yaml#" + key, Lang: lang.English}
	if before != "" {
		t.Inlines = append(t.Inlines, doc.Str{S: before})
	}
	if slot {
		t.Inlines = append(t.Inlines, doc.Ref{Path: "count"}, doc.Str{S: after})
	}
	return t
}

func resolve(t *testing.T) *catalog.Catalog {
	t.Helper()
	return resolveFiles(t, site)
}

func resolveFiles(t *testing.T, archive string) *catalog.Catalog {
	t.Helper()
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(archive)).Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	var files source.Set
	s, ds, err := load.Load(fsys, &files)
	if err != nil {
		t.Fatal(err)
	}
	phrases := []model.Phrase{
		{Key: "service-count", One: phrase("service-count", "{count} service"), Other: phrase("service-count", "{count} services")},
		{Key: "home", Other: phrase("home", "Start")},
		{Key: "welcome-to", Other: doc.Text{Key: "themes/default/strings.yaml#welcome-to", Lang: lang.English, Inlines: []doc.Inline{doc.Str{S: "Welcome to "}, doc.Ref{Path: "borough"}}}},
	}
	c, more := catalog.Resolve(s, phrases, calendar.Date{Year: 2026, Month: 11, Day: 22})
	if ds = append(ds, more...); ds.HasErrors() {
		var b strings.Builder
		ds.Print(&b, &files)
		t.Fatal(b.String())
	}
	return c
}

func TestBoroughHasItsOwnAndTheSharedServices(t *testing.T) {
	c := resolve(t)
	for borough, want := range map[model.ID]string{
		"newham":    "Help desk in Newham|Help line|Tube help",
		"lambeth":   "Help desk|Help line|Tube help",
		"newcastle": "Help desk|Help line",
	} {
		var got []string
		for _, s := range c.Lens(catalog.Edition{Borough: borough, Lang: "en"}).Services() {
			got = append(got, doc.Plaintext(s.Name.Inlines))
		}
		if strings.Join(got, "|") != want {
			t.Errorf("%s has %q, want %s", borough, got, want)
		}
	}
	s := c.Lens(catalog.Edition{Borough: "newham", Lang: "en"}).Service("help-desk")
	if p := s.Place("hall"); p == nil || p.Postcode.V != "E1 1AA" {
		t.Error("a borough's listing does not find the place of the shared listing of its organisation")
	}
}

func TestReferencesMeanTheBoroughsOwnService(t *testing.T) {
	c := resolve(t)
	for _, x := range []struct {
		borough model.ID
		l       lang.Tag
		want    string
	}{
		{"newham", "en", "Call 020 7946 0019 or 020 7946 0020."},
		{"lambeth", "en", "Call 020 7946 0019 or 020 7946 0018."},
		{"newham", "ar", "اتصل على 020 7946 0020 أو 020 7946 0019."},
	} {
		l := c.Lens(catalog.Edition{Borough: x.borough, Lang: x.l})
		s := l.Service("help-line")
		if got := doc.Plaintext(l.Of(s, s.Summary).Inlines); got != x.want {
			t.Errorf("%s in %s: %q, want %q", x.borough, x.l, got, x.want)
		}
	}
}

func TestBoroughsGuideReplacesTheSharedOne(t *testing.T) {
	c := resolve(t)
	for borough, want := range map[model.ID]string{"newham": "Your GP", "lambeth": "Your GP in Lambeth"} {
		l := c.Lens(catalog.Edition{Borough: borough, Lang: "en"})
		if len(l.Guides()) != 1 || doc.Plaintext(l.Guide("gp").Title.Inlines) != want {
			t.Errorf("%s shows %d guides, %q", borough, len(l.Guides()), doc.Plaintext(l.Guide("gp").Title.Inlines))
		}
	}
}

func TestWordsSayHowTheyStand(t *testing.T) {
	l := resolve(t).Lens(catalog.Edition{Borough: "newham", Lang: "ar"})
	s := l.Service("help-line")
	if w := l.Of(s, s.Summary); w.Lang != "ar" || w.Fresh != doc.Fresh || w.Review != doc.Draft {
		t.Errorf("the summary is %v %v %v", w.Lang, w.Fresh, w.Review)
	}
	if w := l.Of(s, s.Name); w.Lang != lang.English || w.Fresh != doc.Missing {
		t.Errorf("a name without translation is %v %v", w.Lang, w.Fresh)
	}
	if w := l.Phrase("home", nil); w.Lang != lang.English || w.Fresh != doc.Missing {
		t.Errorf("an interface text without translation is %v %v", w.Lang, w.Fresh)
	}
	if e := l.EnglishOf(s.Name); !e.IsZero() {
		t.Error("English is given beside English")
	}
}

func TestCountsTakeTheFormOfTheLanguage(t *testing.T) {
	c := resolve(t)
	ar, en := c.Lens(catalog.Edition{Borough: "newham", Lang: "ar"}), c.Lens(catalog.Edition{Borough: "newham", Lang: "en"})
	for n, want := range map[int][2]string{
		0: {"لا خدمات", "0 services"}, 1: {"خدمة واحدة", "1 service"}, 2: {"خدمتان", "2 services"},
		5: {"5 خدمات", "5 services"}, 11: {"11 خدمة", "11 services"}, 100: {"100 خدمة", "100 services"},
	} {
		if got := doc.Plaintext(ar.Count("service-count", n).Inlines); got != want[0] {
			t.Errorf("%d in Arabic: %q, want %q", n, got, want[0])
		}
		if got := doc.Plaintext(en.Count("service-count", n).Inlines); got != want[1] {
			t.Errorf("%d in English: %q, want %q", n, got, want[1])
		}
	}
}

const closing = `
-- content/site.yaml --
title: Welcome pack
publisher: Volunteers
languages: [en, ar]
boroughs: [newham, newcastle]
-- content/categories.yaml --
categories:
  - {category: health, name: Health, about: Doctors., icon: heart}
-- content/boroughs/newham/borough.yaml --
borough: newham
name: Newham
-- content/boroughs/newcastle/borough.yaml --
borough: newcastle
name: Newcastle
-- content/shared/listings/help.yaml --
organisation: help
name: Help
web: https://example.org/
phones: [{ref: main, number: "020 7946 0019"}]
services:
  - {service: help-desk, name: Help desk, summary: Come to the desk., category: [health]}
-- content/boroughs/newcastle/listings/help.yaml --
organisation: help
name: Help
services:
  - {service: help-desk, name: Help desk, summary: There is none here., category: [health], status: closed}
  - {service: north-help, name: North help, summary: Help in the north., category: [health]}
-- content/shared/guides/gp.md --
---
title: Your GP
summary: Join one.
---
Bring a letter.
-- content/boroughs/newcastle/guides/gp.md --
---
title: Your GP
summary: Join one.
---
Bring a letter.
-- translations/ar/shared.po --
msgid ""
msgstr ""
"Language: ar\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: shared/guides/gp.md#start/1
msgid "Bring a letter."
msgstr "أحضر رسالة."
`

func TestBoroughMayCloseASharedService(t *testing.T) {
	c := resolveFiles(t, closing)
	if s := c.Lens(catalog.Edition{Borough: "newham", Lang: "en"}).Service("help-desk"); s == nil {
		t.Error("Newham has lost the shared service")
	}
	if s := c.Lens(catalog.Edition{Borough: "newcastle", Lang: "en"}).Service("help-desk"); s != nil {
		t.Error("Newcastle shows the service that it closed")
	}
}

func TestOrganisationsContactsServeItsBoroughListings(t *testing.T) {
	s := resolveFiles(t, closing).Lens(catalog.Edition{Borough: "newcastle", Lang: "en"}).Service("north-help")
	if ps := s.AllPhones(); len(ps) != 1 || ps[0].Number.V != "020 7946 0019" {
		t.Errorf("phones %v", ps)
	}
	if f, ok := s.WebFact(); !ok || f.Machine != "https://example.org/" {
		t.Errorf("web %v", f)
	}
}

func TestBoroughsCopyOfAGuideKeepsItsTranslations(t *testing.T) {
	l := resolveFiles(t, closing).Lens(catalog.Edition{Borough: "newcastle", Lang: "ar"})
	w := l.Words(l.Guide("gp").Body[0].(doc.Paragraph).Text)
	if w.Fresh != doc.Fresh || doc.Plaintext(w.Inlines) != "أحضر رسالة." {
		t.Errorf("%v %q", w.Fresh, doc.Plaintext(w.Inlines))
	}
}

// withReview adds a review of the Arabic summary to the site's files, and a policy to site.yaml.
func withReview(policy, borough string, texts ...string) string {
	s := strings.Replace(site, "groups: {london", policy+"\ngroups: {london", 1)
	s = strings.Replace(s, "borough: newham\n", "borough: newham\n"+borough+"\n", 1)
	return s + "-- translations/ar/reviews.yaml --\nreviews:\n  - {by: fluent reader, on: 2026-11-10, texts: [" + strings.Join(texts, ", ") + "]}\n"
}

func TestReviewIsOfTheseVeryWords(t *testing.T) {
	english, arabic := segment.Digest("", "Call {phone.main} or {help-desk.phone}."), segment.Digest("", "اتصل على {help-desk.phone} أو {phone.main}.")
	other := segment.Digest("", "اتصل.")
	for _, c := range []struct {
		texts string
		want  doc.Review
	}{{english + " " + arabic + " x", doc.Reviewed}, {english + " " + other + " x", doc.Draft}, {other + " " + arabic + " x", doc.Draft}} {
		l := resolveFiles(t, withReview("", "", c.texts)).Lens(catalog.Edition{Borough: "newham", Lang: "ar"})
		s := l.Service("help-line")
		if w := l.Of(s, s.Summary); w.Review != c.want || w.Lang != "ar" {
			t.Errorf("%s: the summary is %v in %s", c.texts, w.Review, w.Lang)
		}
	}
}

func TestUnreviewedWordsAreShownHiddenOrHoldTheEditionBack(t *testing.T) {
	ar := catalog.Edition{Borough: "newham", Lang: "ar"}
	for _, c := range []struct {
		site, borough string
		lang          lang.Tag // of the summary
		made          bool
	}{
		{"", "", "ar", true},
		{"unreviewed: hide", "", "en", true},
		{"unreviewed: {ar: hide}", "", "en", true},
		{"unreviewed: {fa: hide}", "", "ar", true},
		{"unreviewed: hide", "unreviewed: {ar: show}", "ar", true},
		{"unreviewed: {ar: hide}", "unreviewed: show", "ar", true},
		{"", "unreviewed: {all: hide}", "en", true},
		{"unreviewed: block", "", "en", false},
		{"", "unreviewed: {ar: block}", "en", false},
		{"unreviewed: block", "unreviewed: show", "ar", true},
	} {
		x := resolveFiles(t, withReview(c.site, c.borough, "0123456789abcdef 0123456789abcdef x"))
		if got := slices.Contains(x.Editions(), ar); got != c.made {
			t.Errorf("%s, %s: made %v", c.site, c.borough, got)
		}
		l := x.Lens(ar)
		s := l.Service("help-line")
		if w := l.Of(s, s.Summary); w.Lang != c.lang {
			t.Errorf("%s, %s: the summary is in %s", c.site, c.borough, w.Lang)
		}
		if other := slices.Contains(x.Editions(), catalog.Edition{Borough: "newham", Lang: "en"}); !other {
			t.Error("the English edition waits for a review")
		}
	}
}

func TestReaderHoldsAnOldTranslationGood(t *testing.T) {
	files := strings.Replace(site, "summary: Call {phone.main} or", "summary: Please call {phone.main} or", 1)
	english, arabic := segment.Digest("", "Please call {phone.main} or {help-desk.phone}."), segment.Digest("", "اتصل على {help-desk.phone} أو {phone.main}.")
	for _, c := range []struct {
		holds string
		want  doc.Freshness
	}{{"true", doc.Fresh}, {"false", doc.Stale}} {
		l := resolveFiles(t, files+"-- translations/ar/reviews.yaml --\nreviews:\n  - {by: fluent reader, on: 2026-11-10, still_holds: "+c.holds+", texts: ["+english+" "+arabic+" x]}\n").
			Lens(catalog.Edition{Borough: "newham", Lang: "ar"})
		s := l.Service("help-line")
		if w := l.Of(s, s.Summary); w.Fresh != c.want {
			t.Errorf("still_holds %s: the summary is %v", c.holds, w.Fresh)
		}
	}
}

// A day's name in the reader's language stays in it where the sentence around it is not translated yet.
func TestTranslatedWordsInAnEnglishSentenceKeepTheirLanguage(t *testing.T) {
	l := resolve(t).Lens(catalog.Edition{Borough: "newham", Lang: "ar"})
	w := l.Phrase("welcome-to", catalog.Args{"borough": doc.Str{S: "نيوهام"}})
	if w.Lang != lang.English {
		t.Fatalf("the phrase is translated: %v", w)
	}
	for _, in := range w.Inlines {
		if f, ok := in.(doc.Fact); ok && f.Lang == "ar" && f.Shown == "نيوهام" {
			return
		}
	}
	t.Errorf("%v", w.Inlines)
}

func TestTranslationNeedsAllFormsOfItsLanguage(t *testing.T) {
	fsys := fstest.MapFS{}
	for _, f := range txtar.Parse([]byte(site)).Files {
		text, _, _ := strings.Cut(string(f.Data), "msgstr[2]")
		fsys[f.Name] = &fstest.MapFile{Data: []byte(text)}
	}
	var files source.Set
	s, _, err := load.Load(fsys, &files)
	if err != nil {
		t.Fatal(err)
	}
	p := model.Phrase{Key: "service-count", One: phrase("service-count", "{count} service"), Other: phrase("service-count", "{count} services")}
	_, ds := catalog.Resolve(s, []model.Phrase{p}, calendar.Date{Year: 2026, Month: 11, Day: 22})
	if len(ds) != 1 || ds[0].Code != "plural-forms" || !strings.Contains(ds[0].Message, "2 plural forms are written, Arabic has 6") {
		t.Errorf("said %v", ds)
	}
}

// TestPartSourceIsOfAllReadings: a file that was forgotten and read again is known by a digest only where it was the same.
func TestPartSourceIsOfAllReadings(t *testing.T) {
	sums := []source.Sum{{1}, {1}, {2}, {1}}
	reads := 0
	c := resolve(t)
	c.Site.Overlays = []model.Overlay{{Lang: "so", Files: []model.TranslationFile{{Name: catalog.Shared, Open: func(bool) (model.TranslationFile, diag.List, error) {
		reads++
		return model.TranslationFile{Sum: sums[reads-1]}, nil, nil
	}}}}}
	c, _ = catalog.New(c.Site, nil, c.Today)
	if _, _, ok := c.PartSource("so", catalog.Shared); ok {
		t.Error("a file that was not read has a digest")
	}
	for i, want := range []source.Sum{{1}, {1}, {}, {}} {
		c.Settle("so", catalog.Shared)
		c.Release("so", catalog.Shared)
		if _, sum, ok := c.PartSource("so", catalog.Shared); !ok || sum != want || reads != i+1 {
			t.Errorf("after %d readings: %v, %v", reads, sum, ok)
		}
	}
}
