package webtest

import (
	"context"
	"fmt"
	"math"
	"net/url"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// foundLinks is the addresses of what was found, as the page has them.
const foundLinks = `[...document.querySelectorAll(".results h2 a")].map(a => a.getAttribute("href"))`

// searchFor opens the search of an edition from the disk with words in the address.
func (b *tab) searchFor(s *site, edition, words string) []string {
	b.t.Helper()
	b.open(s.file(edition+"/search.html") + "?q=" + url.QueryEscape(words))
	b.until(`window.welcomepackIndex !== undefined && !["", document.querySelector("[data-say=search-loading]").textContent].includes(document.querySelector(".search .found").textContent)`)
	b.until(`document.querySelectorAll(".results .entry").length >= Math.min(20, parseInt((document.querySelector(".search .found bdi") || {textContent: "0"}).textContent))`)
	var links []string
	b.eval(foundLinks, &links)
	return links
}

func TestSearchFindsAServiceByItsOwnNameAndItsEnglishOne(t *testing.T) {
	s, b := ownSite(t), newTab(t)
	const service = "services/migrant-help-asylum-helpline.html"
	b.open(s.file("newham/en/" + service))
	english := b.text("h1")
	for _, lang := range []string{"en", "ar", "fa", "ti", "uk"} {
		b.open(s.file("newham/" + lang + "/" + service))
		own := b.text("h1")
		for _, words := range []string{own, english, strings.ToUpper(english)} {
			if links := b.searchFor(s, "newham/"+lang, words); len(links) == 0 || links[0] != service {
				t.Errorf("%s: %q finds %v", lang, words, links)
			}
		}
	}
	for _, a := range b.asked() {
		if !strings.HasPrefix(a, "file:") && !strings.HasPrefix(a, "data:") {
			t.Errorf("asked for %s", a)
		}
	}
	if w := b.wrong(); len(w) > 0 {
		t.Errorf("the console has %q", w)
	}
}

// In scripts that part no words a piece of one is enough, also where the browser knows no words of the language.
func TestSearchFindsPiecesOfWordsThatNothingParts(t *testing.T) {
	s, b := tonguesSite(t), newTab(t)
	b.before(`delete Intl.Segmenter`)
	const service = "services/northbank-clinic.html"
	for lang, asked := range map[string][]string{
		"zh-hans": {"新来者医生", "医生", "来者", "医", "护士", "Doctors for newcomers", "docters"},
		"th":      {"แพทย์สำหรับผู้มาใหม่", "แพทย์", "ผู้มาใหม่", "พยาบาล", "Doctors for newcomers"},
		"fa":      {"پزشک برای تازه واردان", "پزشك", "Doctors for newcomers"},
		"ti":      {"ሓካይም ንሓደሽቲ", "ሐካይም", "Doctors for newcomers"},
	} {
		for _, words := range asked {
			if links := b.searchFor(s, "northbank/"+lang, words); !slices.Contains(links[:min(3, len(links))], service) {
				t.Errorf("%s: %q finds %v", lang, words, links)
			}
		}
		b.open(s.file("northbank/" + lang + "/pack.html"))
		for _, words := range asked {
			b.find(words)
			if got := b.text(".results"); !strings.Contains(got, "020 7946 0018") {
				t.Errorf("%s in one file: %q finds %q", lang, words, got)
			}
		}
	}
	b.calm()
}

func TestFieldOfEveryPageLeadsToResults(t *testing.T) {
	s, b := ownSite(t), newTab(t)
	b.open(s.file("newham/ar/guides/health.html"))
	var loaded bool
	b.eval(`performance.getEntriesByType("resource").some(e => /search|lists/.test(e.name))`, &loaded)
	if loaded {
		t.Error("a page that is not searched has loaded the search")
	}
	b.run(chromedp.SendKeys(".band .find input", "docter"+kb.Enter))
	arrived := func() bool {
		var yes bool
		err := b.try(chromedp.Evaluate(`/search\.html/.test(location.href) && document.querySelectorAll(".results .entry").length > 3`, &yes))
		return err == nil && yes // while one page gives way to the next there is none to ask
	}
	for end := time.Now().Add(patience); !arrived(); {
		if time.Now().After(end) {
			t.Fatalf("the field leads to\n%s", b.text("body"))
		}
	}
	b.eval(`document.querySelector("#_words").value = ""`, nil)
	b.run(chromedp.SendKeys("#_words", "qqqqqqqq"))
	b.until(`document.querySelectorAll(".results .entry").length === 0 && document.querySelector(".search .found").textContent !== ""`)
	b.until(`location.search === "?q=qqqqqqqq"`)
	var role string
	b.eval(`document.querySelector(".search .found").getAttribute("role")`, &role)
	if role != "status" {
		t.Errorf("what was found is announced as %q", role)
	}
	if w := b.wrong(); len(w) > 0 {
		t.Errorf("the console has %q", w)
	}
}

// A number that was found reads left to right, character by character, and calls what it shows.
func TestFoundNumbersReadLeftToRight(t *testing.T) {
	s, b := ownSite(t), newTab(t)
	b.searchFor(s, "newham/ur", "help")
	var wrong []string
	b.eval(`[...document.querySelectorAll(".results .number")].filter(a => {
		const text = a.querySelector("bdi").firstChild;
		let last = -1e9, ordered = true;
		for (let i = 0; i < text.length; i++) {
			const r = document.createRange();
			r.setStart(text, i);
			r.setEnd(text, i + 1);
			const x = r.getBoundingClientRect().left;
			ordered = ordered && x >= last;
			last = x;
		}
		const digits = text.data.replace(/\D/g, ""), tel = a.href.replace(/\D/g, "");
		return !ordered || tel !== digits && tel !== digits.replace(/^0/, "44");
	}).map(a => a.textContent)`, &wrong)
	var n int
	b.eval(`document.querySelectorAll(".results .number").length`, &n)
	if len(wrong) > 0 || n < 3 {
		t.Errorf("of %d numbers these are wrong: %q", n, wrong)
	}
}

func TestWithoutScriptsTheListsAreWhole(t *testing.T) {
	s, b := ownSite(t), newTab(t)
	b.scripts(false)
	b.open(s.file("newham/en/search.html"))
	text := b.text("main")
	for _, want := range []string{"Search needs a script", "All services", "Legal help"} {
		if !strings.Contains(text, want) {
			t.Errorf("without a script the search page lacks %q", want)
		}
	}
	b.open(s.file("newham/en/services/index.html"))
	if got := b.text("main"); strings.Contains(got, "Show only some") || strings.Count(got, "\n") < 60 {
		t.Errorf("without a script the list is %.300q", got)
	}
}

// showing is the rows that are left of a list, and what the page says of them.
type showing struct {
	Names  []string
	Status string
	Hash   string
}

func (b *tab) showing() showing {
	b.t.Helper()
	var s showing
	b.eval(`({Names: [...document.querySelectorAll("main [data-is]")].filter(r => r.offsetParent).map(r => r.querySelector("a").textContent),
		Status: document.querySelector(".filter .found").innerText, Hash: location.hash})`, &s)
	return s
}

func TestFiltersLeaveWhatFitsAndSaySo(t *testing.T) {
	s, b := ownSite(t), newTab(t)
	b.open(s.file("newham/en/services/index.html"))
	all := b.showing()
	b.click(".filter summary")
	b.click(".filter input[name=free]")
	free := b.showing()
	if len(free.Names) == 0 || len(free.Names) >= len(all.Names) || free.Hash != "#filter:free=free" ||
		free.Status != fmt.Sprintf("Showing %d of %d", len(free.Names), len(all.Names)) {
		t.Errorf("of %d services are shown %+v", len(all.Names), free)
	}
	b.run(chromedp.SetValue(".filter select[name=category]", "category-legal"))
	b.eval(`document.querySelector(".filter select").dispatchEvent(new Event("change", {bubbles: true}))`, nil)
	both := b.showing()
	if len(both.Names) == 0 || len(both.Names) >= len(free.Names) || both.Hash != "#filter:category=category-legal&free=free" {
		t.Errorf("free legal help: %+v", both)
	}
	var headings int
	b.eval(`[...document.querySelectorAll("main h2")].filter(h => h.offsetParent && !h.nextElementSibling.offsetParent).length`, &headings)
	if headings > 0 {
		t.Errorf("%d headings stand over nothing", headings)
	}

	b.open("about:blank")
	b.open(s.file("newham/en/services/index.html") + both.Hash)
	if again := b.showing(); !slices.Equal(again.Names, both.Names) {
		t.Errorf("the address that was sent shows %+v, not %+v", again, both)
	}
	b.click(".filter button")
	b.until(`location.hash === ""`)
	if now := b.showing(); len(now.Names) != len(all.Names) || now.Status != "" {
		t.Errorf("after all is to be shown again: %d of %d, %q", len(now.Names), len(all.Names), now.Status)
	}
}

// An address may be broken by whoever sends it; then it chooses nothing.
func TestBrokenFilterAddressesShowEverything(t *testing.T) {
	s, b := ownSite(t), newTab(t)
	for _, hash := range []string{"#filter:", "#filter:day=someday&x", "#filter:free=%E0%A4%A", "#filter:__proto__=1&constructor=2", "#health"} {
		b.open("about:blank")
		b.open(s.file("newham/en/services/index.html") + hash)
		if got := b.showing(); len(got.Names) < 50 {
			t.Errorf("%s shows %d services", hash, len(got.Names))
		}
	}
	if w := b.wrong(); len(w) > 0 {
		t.Errorf("the console has %q", w)
	}
}

// The clinic of the fixture is open on Mondays and Wednesdays from 09:30 to 12:00 and on the last Friday from 18:00
// to 20:00; the kitchen every day from 12:00 to 14:00. The device believes itself in another part of the world.
func TestOpenNowIsLondonsNowWhereverTheDeviceThinksItIs(t *testing.T) {
	s := fixtureSite(t)
	for _, c := range []struct {
		zone, at, page, chosen string
		want                   bool
	}{
		{"America/Los_Angeles", "2026-11-23T09:29:00Z", "northbank/en/search.html?q=doctors", "09:30–12:00", true},
		{"Asia/Kolkata", "2026-11-23T12:00:00Z", "northbank/en/search.html?q=doctors", "09:30–12:00", false},
		{"Asia/Kolkata", "2026-11-27T17:00:00Z", "northbank/en/search.html?q=doctors", "18:00–20:00", true},
		{"UTC", "2026-11-20T18:30:00Z", "northbank/en/search.html?q=doctors", "18:00–20:00", false},
		{"Pacific/Auckland", "2026-06-22T08:31:00Z", "northbank/ar/search.html?q=doctors", "09:30–12:00", true},
		{"Pacific/Auckland", "2026-06-22T11:00:00Z", "northbank/ar/search.html?q=doctors", "09:30–12:00", false},
		{"America/New_York", "2026-03-29T11:00:00Z", "southbank/en/search.html?q=meals", "12:00–14:00", true},
		{"America/New_York", "2026-03-29T13:00:00Z", "southbank/en/search.html?q=meals", "12:00–14:00", false},
		{"America/New_York", "2026-10-25T13:59:00Z", "southbank/en/search.html?q=meals", "12:00–14:00", true},
	} {
		b := newTab(t)
		at, err := time.Parse(time.RFC3339, c.at)
		if err != nil {
			t.Fatal(err)
		}
		b.run(emulation.SetTimezoneOverride(c.zone), chromedp.ActionFunc(func(ctx context.Context) error {
			_, err := page.AddScriptToEvaluateOnNewDocument(fmt.Sprintf("Date.now = () => %d", at.UnixMilli())).Do(ctx)
			return err
		}))
		b.open(s.file("") + "/" + c.page)
		b.until(`document.querySelector(".results .entry") !== null`)
		if got := b.text(".results"); strings.Contains(got, c.chosen) != c.want {
			t.Errorf("%s at %s: shown %v in\n%s", c.page, c.at, !c.want, got)
		}
	}
}

// A phone of ten years ago is some six times slower than a desk. Each question is the first that a new page is asked,
// until what was found stands in the page. The goal is 50 ms. Other work on this machine can only add time, so
// the quickest run counts.
func BenchmarkFirstQuestionOnASlowPhone(b *testing.B) {
	s := ownSite(b)
	for _, words := range []string{"doctor", "where can I find a lawyer", "docter", "ሓኪም", "ሕክምና ንሰብ", "qqqqqqqqq", "020 7946 0018", "a", "foodbnak", "free english class"} {
		b.Run(words, func(b *testing.B) {
			tab, quickest := newTab(b), math.Inf(1)
			for range b.N {
				tab.run(emulation.SetCPUThrottlingRate(1))
				tab.open(s.file("newham/ti/search.html"))
				tab.eval(`document.querySelector("#_words").focus()`, nil)
				tab.until(`window.welcomepackIndex`)
				tab.run(emulation.SetCPUThrottlingRate(6))
				var took float64
				tab.eval(fmt.Sprintf(`(() => {
					document.querySelector("#_words").value = %q;
					const start = performance.now();
					document.querySelector(".search form").dispatchEvent(new Event("submit", {cancelable: true}));
					return performance.now() - start;
				})()`, words), &took)
				if tab.text(".search .found") == "" {
					b.Fatalf("%q was not asked", words)
				}
				quickest = min(quickest, took)
			}
			b.ReportMetric(quickest, "ms/question")
		})
	}
}

func TestListsAndResultsFitANarrowScreen(t *testing.T) {
	s, b := ownSite(t), newTab(t)
	b.size(320, 640)
	for _, edition := range []string{"newham/en", "newham/ar", "newham/ti"} {
		b.searchFor(s, edition, "school")
		for _, p := range []string{"", "/services/index.html#filter:free=free", "/stages/arrive.html#filter:free=free", "/days/monday.html#filter:free=free"} {
			if p != "" {
				b.open("about:blank")
				b.open(s.file(edition) + p)
			}
			var wide, small int
			b.eval(`document.documentElement.scrollWidth`, &wide)
			b.eval(`[...document.querySelectorAll(".find input, .find button, .field select, .field button, .tick label, .filter summary, .results a")]
				.filter(e => e.offsetParent && e.getBoundingClientRect().height < 24).length`, &small)
			if wide > 320 || small > 0 {
				t.Errorf("%s%s is %d wide, and %d controls are too small", edition, p, wide, small)
			}
		}
	}
}

func TestAxeFindsNothingInResultsAndNarrowedLists(t *testing.T) {
	script := axe(t)
	s, b := ownSite(t), newTab(t)
	check := func(what string) {
		t.Helper()
		var found []string
		b.eval(script+"; true", nil)
		b.eval(runAxe, &found)
		for _, f := range found {
			t.Errorf("%s: %s", what, f)
		}
	}
	for _, edition := range []string{"newham/en", "newham/ar", "newham/ti"} {
		if links := b.searchFor(s, edition, "help"); len(links) < 10 {
			t.Fatalf("%s: found %v", edition, links)
		}
		check(edition + " results")
		b.open("about:blank")
		b.open(s.file(edition) + "/categories/health.html#filter:day=monday")
		check(edition + " narrowed list")
	}
}
