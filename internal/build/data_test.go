package build

import (
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"sync"
	"testing"

	"welcomepack/internal/cache"
	"welcomepack/internal/hsds"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

const (
	ofNorthbank = "content/boroughs/northbank/borough.yaml"
	ofClinic    = "content/boroughs/northbank/listings/northbank-clinic.yaml"
	ofDayLine   = "content/shared/listings/day-line.yaml"
	ofGuide     = "content/shared/guides/first-days.md"
	ofRules     = "content/rules.yaml"
	ofSite      = "content/site.yaml"
	ownWords    = "translations/ar/northbank.po"
	sharedWords = "translations/ar/shared.po"

	feedOfAll = "data/oruk/"
)

const dayLine = `organisation: day-line
name: Day Line
services:
  - service: day-line
    name: Day line
    summary: Someone will listen in the day.
    details: You have {rule.move-on-days} days to call.
    category: [health]
    who: {text: Anyone}
    cost: free
    join: [phone]
    phones: [{ref: main, number: "020 7946 0555"}]
    sources: [{url: "https://www.example.org/day", kind: own, date: 2026-06, supports: phone}]
`

// dataSite is a site of three boroughs that share two services; the third one has none of its own.
func dataSite(t *testing.T) *editor {
	t.Helper()
	e := &editor{t: t, dir: richSite(t)}
	e.put(ofDayLine, dayLine)
	e.put(sharedWords, e.get(sharedWords)+`
msgid "Someone will listen in the day."
msgstr "هناك من يستمع في النهار."

msgid "You have {rule.move-on-days} days to call."
msgstr "لديك {rule.move-on-days} يوماً للاتصال."
`)
	e.put("content/boroughs/eastbank/borough.yaml", "borough: eastbank\nname: Eastbank\nregion: London\nabout: The east side of the river.\n")
	e.put("content/boroughs/eastbank/guides/health.md", strings.Replace(e.get("content/shared/guides/health.md"), "boroughs: [southbank]\n", "", 1))
	edit(t, e.dir, ofSite, "boroughs: [northbank, southbank]\n", "boroughs: [northbank, southbank, eastbank]\n")
	return e
}

// put writes a file of the site, by its path in it.
func (e *editor) put(file, text string) {
	e.write(filepath.Join(e.dir, filepath.FromSlash(file)), text)
}

func (e *editor) get(file string) string {
	return e.read(filepath.Join(e.dir, filepath.FromSlash(file)))
}

func (e *editor) remove(path string) {
	e.t.Helper()
	if err := os.Remove(filepath.Join(e.dir, filepath.FromSlash(path))); err != nil {
		e.t.Fatal(err)
	}
}

// shows tells whether a file of the output has some words in it.
func (e *editor) shows(file, words string) bool { return strings.Contains(e.get("dist/"+file), words) }

func serviceFile(folder, slug string) string {
	return folder + "services/" + hsds.ServiceID(model.ID(slug), "") + "/index.json"
}

// TestFeedsAreThoseOfAFreshBuild changes what the feed of all takes from boroughs that are as they were, one thing after
// the other.
func TestFeedsAreThoseOfAFreshBuild(t *testing.T) {
	e := dataSite(t)
	site, ownDayLine := e.get(ofSite), "content/boroughs/northbank/listings/day-line.yaml"
	reviews := fmt.Sprintf("reviews:\n  - {by: a fluent reader, on: 2026-06-01, texts: [%s %s shared/listings/night-line.yaml#night-line/summary]}\n",
		segment.Digest("", "Someone will listen at any hour."), segment.Digest("", "هناك من يستمع إليك في كل ساعة."))
	nightLine, dayOfAll, listOfAll := serviceFile(feedOfAll, "night-line"), serviceFile(feedOfAll, "day-line"), feedOfAll+"services/index.json"
	closed := strings.Replace(dayLine, "    name:", "    status: closed\n    name:", 1)
	o := withCache(e.dir)
	o.NoPacks = true
	for _, step := range []struct {
		what               string
		do                 func()
		file, shows, lacks string // then
	}{
		{"at first", func() {}, listOfAll, "Day line", ""},
		{"a service of one borough", func() { edit(t, e.dir, ofClinic, "020 7946 0018", "020 7946 0257") }, listOfAll, "+442079460257", ""},
		{"the first borough closes what is shared", func() { e.put(ownDayLine, closed) }, listOfAll, "Day line", ""},
		{"and changes something", func() { edit(t, e.dir, ofClinic, "020 7946 0257", "020 7946 0258") }, dayOfAll, "Day line", ""},
		{"it has its own in place of what is shared", func() { e.put(ownDayLine, strings.Replace(dayLine, "Day line", "Our day line", 1)) }, listOfAll, "Our day line", ""},
		{"it has what is shared again", func() { e.remove(ownDayLine) }, listOfAll, "", "Our day line"},
		{"what is shared is hidden in the first borough", func() { e.put(ofDayLine, dayLine+"    boroughs: [eastbank]\n") }, listOfAll, "Day line", ""},
		{"it is everywhere", func() { e.put(ofDayLine, dayLine) }, listOfAll, "Day line", ""},
		{"a borough goes", func() { e.put(ofSite, strings.ReplaceAll(site, "[northbank, southbank", "[southbank")) }, listOfAll, "", "Doctors for newcomers"},
		{"it comes back as the last one", func() {
			e.put(ofSite, strings.Replace(site, "[northbank, southbank, eastbank]", "[southbank, eastbank, northbank]", 1))
		}, listOfAll, "Doctors for newcomers", ""},
		{"it is the first one again", func() { e.put(ofSite, site) }, listOfAll, "Doctors for newcomers", ""},
		{"a kind of help is renamed", func() { edit(t, e.dir, "content/categories.yaml", "name: Food", "name: Meals") }, listOfAll, "Meals", ""},
		{"a rule", func() { e.put(ofRules, strings.Replace(e.get(ofRules), `value: "28"`, `value: "29"`, 1)) }, listOfAll, "You have 29 days to call.", ""},
		{"a guide", func() { edit(t, e.dir, ofGuide, "title: ", "title: On ") }, listOfAll, "Day line", ""},
		{"a translation", func() { edit(t, e.dir, sharedWords, "خط الليل", "الخط الليلي") }, nightLine, "الخط الليلي", ""},
		{"drafts are hidden in the first borough", func() { e.put(ofNorthbank, e.get(ofNorthbank)+"unreviewed: hide\n") }, nightLine, "", "ساعة"},
		{"and it closes what is shared", func() { e.put(ownDayLine, closed) }, dayOfAll, "النهار", ""},
		{"and no longer", func() { e.remove(ownDayLine) }, dayOfAll, "", "النهار"},
		{"a fluent reader passes some", func() { e.put("translations/ar/reviews.yaml", reviews) }, nightLine, "ساعة", ""},
		{"drafts are shown again", func() { edit(t, e.dir, ofNorthbank, "unreviewed: hide\n", "") }, nightLine, "الخط الليلي", ""},
		{"a guide has the English of an older translation", func() {
			edit(t, e.dir, ofGuide, "summary: What to do first.", "summary: Someone will listen in the daytime.")
			edit(t, e.dir, sharedWords, `msgid "Someone will listen in the day."`, "#: shared/listings/day-line.yaml#day-line/summary\nmsgid \"Someone will listen in the daytime.\"")
		}, dayOfAll, "", "النهار"},
		{"it has it no longer", func() { edit(t, e.dir, ofGuide, "Someone will listen in the daytime.", "What to do first.") }, dayOfAll, "النهار", ""},
	} {
		step.do()
		if !sameAsFresh(t, o, step.what) {
			t.Fatalf("%s: nothing was built", step.what)
		}
		if !e.shows(step.file, step.shows) {
			t.Errorf("%s: no %q in %s", step.what, step.shows, step.file)
		}
		if step.lacks != "" && e.shows(step.file, step.lacks) {
			t.Errorf("%s: %q in %s", step.what, step.lacks, step.file)
		}
	}
}

// TestFeedOfAllStaysWhereSomeBoroughsAreBuilt builds some boroughs alone between edits, and archives that hold the contact
// cards and calendars of a borough that is as it was.
func TestFeedOfAllStaysWhereSomeBoroughsAreBuilt(t *testing.T) {
	e := dataSite(t)
	o := withCache(e.dir)
	o.NoPacks = true
	some := o
	some.Boroughs = []string{"southbank"}
	sameAsFresh(t, some, "one borough from nothing")
	sameAsFresh(t, o, "then all")
	edit(t, e.dir, ofClinic, "020 7946 0018", "020 7946 0257")
	sameAsFresh(t, some, "one borough, after an edit in another one")
	if list := feedOfAll + "services/index.json"; !e.shows(list, "+442079460018") || e.shows(list, "+442079460257") {
		t.Error("the feed of all has a borough that was not built")
	}
	edit(t, e.dir, ofDayLine, "020 7946 0555", "020 7946 0556")
	sameAsFresh(t, some, "one borough, after an edit of what is shared")
	sameAsFresh(t, o, "then all again")
	edit(t, e.dir, ownWords, "أطباء للقادمين الجدد", "أطباء للجدد")
	o.NoPacks, o.Langs, o.Boroughs = false, []string{"ar"}, []string{"northbank"}
	sameAsFresh(t, o, "archives of one edition")
}

// TestDamagedDataIsMended has files of feeds, tables, contact cards and calendars changed or removed while something else
// is edited, and then what the cache knows of them.
func TestDamagedDataIsMended(t *testing.T) {
	e := dataSite(t)
	o := withCache(e.dir)
	o.NoPacks = true
	sameAsFresh(t, o, "at first")
	desk := 1000
	touch := func() {
		desk++
		e.put(ofClinic, deskOf.ReplaceAllString(e.get(ofClinic), fmt.Sprintf(`"020 7946 0%03d"`, desk%1000)))
	}
	for i, p := range []string{
		serviceFile(feedOfAll, "river-kitchen"), serviceFile(feedOfAll, "night-line"), feedOfAll + "services/index.json",
		serviceFile("southbank/"+feedOfAll, "river-kitchen"), "southbank/" + feedOfAll + "service_at_locations/index.json",
		"southbank/data/services.csv", "southbank/data/timetable.ics", "eastbank/data/services/night-line.vcf",
	} {
		for _, edited := range []bool{true, false} {
			if edited {
				touch()
			}
			if edited == (i%2 == 0) {
				e.remove("dist/" + p)
			} else {
				e.put("dist/"+p, strings.Replace(e.get("dist/"+p), "e", "E", 1))
			}
			sameAsFresh(t, o, fmt.Sprintf("damaged: %s, edited: %v", p, edited))
		}
	}
	for _, name := range []string{"feed", "data southbank", "services southbank"} {
		known := (&writer{options: o}).batch(name, "").name
		if _, ok := o.Cache.Get(known); !ok {
			t.Errorf("nothing is known of %s", name)
		}
		touch()
		if err := o.Cache.Put(known, []byte(`{"key": "x", "files": [{"path": 1`)); err != nil {
			t.Fatal(err)
		}
		sameAsFresh(t, o, "what is known is broken of "+name)
	}
}

var deskOf = regexp.MustCompile(`"020 7946 0\d\d\d"`)

// A counted site counts how often its files are opened.
type counted struct {
	fs.FS
	mu    sync.Mutex
	opens map[string]int
	at    func(path string, n int) fs.FS // another site to open it from; nil for none
}

func (c *counted) Open(path string) (fs.File, error) {
	c.mu.Lock()
	c.opens[path]++
	n := c.opens[path]
	c.mu.Unlock()
	if c.at != nil {
		if other := c.at(path, n); other != nil {
			return other.Open(path)
		}
	}
	return c.FS.Open(path)
}

// TestWordsOfOtherBoroughsAreNotRead: after an edit in one borough, no more is done with the words of the others than to
// see that they are as they were.
func TestWordsOfOtherBoroughsAreNotRead(t *testing.T) {
	e := dataSite(t)
	e.put("translations/ar/eastbank.po", strings.Replace(e.get("translations/ar/northbank.po"), "Northbank", "Eastbank", 1))
	o := withCache(e.dir)
	o.NoPacks = true
	mustBuild(t, o)
	edit(t, e.dir, ofClinic, "020 7946 0018", "020 7946 0257")
	site := &counted{FS: os.DirFS(e.dir), opens: map[string]int{}}
	o.Site = site
	mustBuild(t, o)
	const twice = 2 // to compare it, and to note of what the website was made
	for b, more := range map[string]bool{"northbank": true, "southbank": false, "eastbank": false} {
		if n := site.opens["translations/ar/"+b+".po"]; n < twice || n > twice != more {
			t.Errorf("the Arabic words of %s were opened %d times", b, n)
		}
	}
}

// TestFilesThatChangeWhileTheyAreReadAreNotKnown has a translation file be another one at one of the times when a build
// reads it, all of it or the feed of one borough alone, and be as it was when the next build begins.
func TestFilesThatChangeWhileTheyAreReadAreNotKnown(t *testing.T) {
	e := dataSite(t)
	o := withCache(e.dir)
	o.NoPacks, o.Jobs = true, 1
	mustBuild(t, o)
	want := files(t, o.Out)
	other := t.TempDir()
	if err := os.CopyFS(other, os.DirFS(e.dir)); err != nil {
		t.Fatal(err)
	}
	edit(t, other, sharedWords, "خط الليل", "الخط الليلي")
	edit(t, other, ownWords, "أطباء للقادمين الجدد", "أطباء للجدد")
	for _, x := range []struct {
		file string
		warm bool
	}{{sharedWords, false}, {ownWords, false}, {sharedWords, true}, {ownWords, true}} {
		for when := 1; ; when++ {
			o.Cache, o.Out, o.Site = cache.Open(t.TempDir(), now), filepath.Join(t.TempDir(), "dist"), os.DirFS(e.dir)
			if x.warm {
				mustBuild(t, o)
				if err := os.Remove(filepath.Join(o.Out, "northbank", "data", "services.csv")); err != nil {
					t.Fatal(err)
				}
			}
			site := &counted{FS: o.Site, opens: map[string]int{}, at: func(path string, n int) fs.FS {
				if path == x.file && n == when {
					return os.DirFS(other)
				}
				return nil
			}}
			o.Site = site
			mustBuild(t, o)
			if site.opens[x.file] < when {
				break
			}
			o.Site = os.DirFS(e.dir)
			mustBuild(t, o)
			sameFiles(t, fmt.Sprintf("%s (warm: %v), another one when it was read for the %d. time", x.file, x.warm, when), want, files(t, o.Out))
		}
	}
}
