package webtest

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"
)

// calm fails where the console had errors, or another host was asked.
func (b *tab) calm() {
	b.t.Helper()
	for _, f := range b.wrong() {
		b.t.Error(f)
	}
	for _, a := range b.asked() {
		if !strings.HasPrefix(a, "file:") && !strings.HasPrefix(a, "http://127.0.0.1:") && !strings.HasPrefix(a, "blob:") && !strings.HasPrefix(a, "data:") && a != "about:blank" {
			b.t.Errorf("asked for %s", a)
		}
	}
}

// before runs a script on each page that is opened from now on, before the page's own.
func (b *tab) before(script string) {
	b.t.Helper()
	b.run(chromedp.ActionFunc(func(ctx context.Context) error {
		_, err := page.AddScriptToEvaluateOnNewDocument(script).Do(ctx)
		return err
	}))
}

// steps is what the planner shows for a decision: the date of each step, or nothing where none is known.
func (b *tab) steps(group, decision string) string {
	b.t.Helper()
	b.eval(fmt.Sprintf(`document.querySelector('[name="_group"][value="%s"]').checked = true; document.getElementById("_decision").value = "%s"; null`, group, decision), nil)
	b.click(`[data-tool="plan"]`)
	var out string
	b.eval(fmt.Sprintf(`Array.from(document.querySelectorAll('[data-plan="%s"] > li')).map(function (l) {
		var t = l.querySelector("time");
		return l.dataset.step + " " + (t ? t.dateTime : "?");
	}).join(", ")`, group), &out)
	return out
}

func TestThePlannerCountsDaysByTheRuleOfTheDecisionsDay(t *testing.T) {
	s := fixtureSite(t)
	b := newTab(t)
	b.open(s.file("northbank/en/planner.html"))
	for _, c := range []struct{ name, group, decision, want string }{
		{"over the change of the clocks in autumn, with the council at once", "accepted", "2026-10-01", "tell 2026-10-01, letter 2026-10-01, pay 2026-11-05, leave 2026-11-26"},
		{"over that in spring, by the newer rule", "accepted", "2027-03-10", "tell 2027-03-10, letter 2027-03-10, leave 2027-04-07, pay 2027-04-14"},
		{"over a leap day", "accepted", "2028-02-10", "tell 2028-02-10, letter 2028-02-10, leave 2028-03-09, pay 2028-03-16"},
		{"on the last day of the older rule", "accepted", "2026-12-31", "tell 2026-12-31, letter 2026-12-31, pay 2027-02-04, leave 2027-02-25"},
		{"before one of the rules is known", "accepted", "2026-05-01", "tell ?, letter 2026-05-01, pay 2026-06-05, leave 2026-06-26"},
		{"before any rule is known", "accepted", "2025-12-31", "tell ?, leave ?, pay ?, letter 2025-12-31"},
		{"a month from its end, in a leap year", "refused", "2028-01-31", "letter 2028-01-31, appeal 2028-02-29"},
		{"a month from its end, in another", "refused", "2027-01-31", "letter 2027-01-31, appeal 2027-02-28"},
	} {
		if got := b.steps(c.group, c.decision); !sameSet(got, c.want) {
			t.Errorf("%s: %s\nwant %s", c.name, got, c.want)
		}
	}
	if got := b.text(`[data-plan="refused"] [data-step="appeal"] time`); got != "Sunday 28 February 2027" {
		t.Errorf("the date is written %q", got)
	}
	var hidden bool
	b.eval(`document.querySelector('[data-plan="accepted"]').hidden && document.getElementById("accepted").hidden`, &hidden)
	if !hidden {
		t.Error("the steps of another group are still there")
	}
	if got := b.text(`.tools .said`); got == "" {
		t.Error("nothing is said to those who listen")
	}
	b.calm()
}

// sameSet compares lists of steps; those without a date come first, in any order.
func sameSet(a, b string) bool {
	as, bs := strings.Split(a, ", "), strings.Split(b, ", ")
	if len(as) != len(bs) {
		return false
	}
	for i := range as {
		if as[i] != bs[i] && !(strings.HasSuffix(as[i], "?") && strings.HasSuffix(bs[i], "?")) {
			return false
		}
	}
	return true
}

func TestThePlannerAsksForADayAndWritesACalendar(t *testing.T) {
	s := fixtureSite(t)
	b := newTab(t)
	b.before(`window.saved = ""; URL.createObjectURL = function (blob) { blob.text().then(function (t) { window.saved = t; }); return "#"; };`)
	b.open(s.file("northbank/ar/planner.html"))
	b.click(`[data-tool="plan-calendar"]`)
	if got := b.text(".tools .said"); got != "First give the date of your decision." {
		t.Errorf("without a day it says %q", got)
	}
	b.steps("accepted", "2027-03-10")
	b.click(`[data-tool="plan-calendar"]`)
	b.until(`window.saved !== ""`)
	var ics string
	b.eval("window.saved", &ics)
	for _, want := range []string{
		"BEGIN:VCALENDAR\r\n", "\r\nDTSTART;VALUE=DATE:20270407\r\nDTEND;VALUE=DATE:20270408\r\nSUMMARY:Move out.\r\n",
		"\r\nUID:accepted-leave-2027-04-07@planner.welcomepack\r\n", `SUMMARY:Tell the council\, and bring the letter\; they help.`, "END:VCALENDAR\r\n",
	} {
		if !strings.Contains(ics, want) {
			t.Errorf("there is no %q in\n%s", want, ics)
		}
	}
	for _, l := range strings.Split(ics, "\r\n") {
		if len(l) > 75 {
			t.Errorf("a line of %d octets: %s", len(l), l)
		}
	}
	var stored int
	b.eval("localStorage.length", &stored)
	if stored != 0 {
		t.Error("the planner keeps something")
	}
	b.calm()
}

func TestPrintChoiceYieldsTheChosenParts(t *testing.T) {
	s := fixtureSite(t)
	for _, address := range []string{s.file("northbank/ar/print.html"), serveSite(t, s).at("northbank/ar/print.html")} {
		b := newTab(t)
		b.before(`window.prints = 0; window.print = function () { window.prints++; };`)
		b.open(address)
		b.click(`[data-tool="print"]`)
		if got := b.text(".tools .said"); got == "" {
			t.Error("with nothing ticked it says nothing")
		}
		b.click(`[value="guide-first-days"]`)
		b.click(`[value="service-northbank-clinic"]`)
		b.click(`[data-tool="print"]`)
		b.until("window.prints === 1")
		one := b.text(".printed")
		for _, want := range []string{"0808 157 0192", "1 Example Street", "N1 9XX", "020 7946 0018"} {
			if !strings.Contains(one, want) {
				t.Errorf("the paper does not have %q:\n%s", want, one)
			}
		}
		b.click(`[name="_also"][value="en"]`)
		b.click(`[data-tool="print"]`)
		b.until("window.prints === 2")
		two := b.text(".printed")
		if !strings.Contains(two, "Find a doctor") || !strings.Contains(two, "See a doctor or a nurse.") {
			t.Errorf("the second language is not there:\n%s", two)
		}
		var pairs, rtl, english, twice int
		b.eval(`document.querySelectorAll(".part.guide > .pair").length`, &pairs)
		b.eval(`document.querySelectorAll('.pair > .side[lang="ar"][dir="rtl"]').length`, &rtl)
		b.eval(`document.querySelectorAll('.pair > .side[lang="en"][dir="ltr"]').length`, &english)
		b.eval(`(function () { var n = {}, d = 0; document.querySelectorAll("[id]").forEach(function (e) { d += n[e.id] ? 1 : 0; n[e.id] = 1; }); return d; })()`, &twice)
		if pairs < 5 || rtl < pairs || rtl != english || twice != 0 {
			t.Errorf("%d pairs in the guide, %d Arabic and %d English sides, %d ids twice", pairs, rtl, english, twice)
		}
		b.calm()
	}
}

// What is printed is looked at as paper: only the parts, each guide on a page of its own, every service whole.
func TestPaperHasOnlyTheChosenParts(t *testing.T) {
	s := fixtureSite(t)
	b := newTab(t)
	b.before(`window.prints = 0; window.print = function () { window.prints++; };`)
	b.open(s.file("southbank/ur/print.html"))
	b.click(`[value="guide-first-days"]`)
	b.click(`[value="guide-health"]`)
	b.click(`[value="service-river-kitchen"]`)
	b.click(`[data-tool="print"]`)
	b.until("window.prints === 1")
	b.run(chromedp.ActionFunc(func(ctx context.Context) error { return emulation.SetEmulatedMedia().WithMedia("print").Do(ctx) }))
	var shown string
	b.eval(`Array.from(document.querySelectorAll("body *")).filter(function (e) {
		return e.children.length === 0 && e.textContent.trim() && e.getClientRects().length && !e.closest(".printed, .qr, .brand, svg");
	}).map(function (e) { return e.tagName + ": " + e.textContent; }).join("; ")`, &shown)
	if shown != "" {
		t.Errorf("on paper there is also %s", shown)
	}
	var breaks string
	b.eval(`Array.from(document.querySelectorAll(".part")).map(function (e) { var s = getComputedStyle(e); return s.breakBefore + "/" + s.breakInside; }).join(" ")`, &breaks)
	if breaks != "auto/auto page/auto page/avoid" {
		t.Errorf("the parts break %s", breaks)
	}
	b.calm()
}

func TestTicksAreKeptOnlyWhenAskedFor(t *testing.T) {
	s := fixtureSite(t)
	h := serveSite(t, s)
	b := newTab(t)
	checked := func() (n int) {
		b.eval(`document.querySelectorAll("[data-mark]:checked").length`, &n)
		return n
	}
	b.open(h.at("northbank/en/guides/first-days.html"))
	b.click("[data-mark]")
	var stored int
	b.eval("localStorage.length", &stored)
	b.open(h.at("northbank/en/guides/first-days.html"))
	if stored != 0 || checked() != 0 {
		t.Errorf("%d things are kept unasked, %d boxes are ticked", stored, checked())
	}
	b.click("[data-mark]")
	b.click(`[data-tool="remember"]`)
	b.until(`localStorage.length === 1`)
	b.open(h.at("northbank/ur/guides/first-days.html"))
	b.until(`document.querySelectorAll("[data-mark]:checked").length === 1`)
	b.click(`[data-tool="forget"]`)
	b.until(`localStorage.length === 0`)
	b.open(h.at("northbank/en/guides/first-days.html"))
	if checked() != 0 {
		t.Error("forgotten ticks are still there")
	}
	b.calm()
}

func TestReadingAloudSaysSoWhereThereIsNoVoice(t *testing.T) {
	s := fixtureSite(t)
	b := newTab(t)
	b.before(`speechSynthesis.getVoices = function () { return window.voices || []; };`)
	b.open(s.file("northbank/ar/guides/first-days.html"))
	b.click(`[data-tool="speak"]`)
	b.until(`document.querySelector(".tools .said").textContent !== ""`)
	if got := b.text(".tools .said"); !strings.Contains(got, "no voice") {
		t.Errorf("it says %q", got)
	}
	b.calm()
}

func TestReadingAloudTakesAVoiceForEachLanguageAndSaysNumbersByDigits(t *testing.T) {
	s := fixtureSite(t)
	b := newTab(t)
	b.before(`window.spoken = [];
		window.SpeechSynthesisUtterance = function (text) { this.text = text; };
		speechSynthesis.getVoices = function () { return [{lang: "en_GB", name: "e"}, {lang: "ar-EG", name: "a"}]; };
		speechSynthesis.speak = function (u) { window.spoken.push(u.lang + ": " + u.text); setTimeout(u.onend, 0); };
		speechSynthesis.cancel = function () {};`)
	b.open(s.file("northbank/ar/guides/first-days.html"))
	b.click(`[data-tool="speak"]`)
	b.until(`window.spoken.some(function (x) { return x.indexOf("0 8 0 8 1 5 7 0 1 9 2") >= 0; })`)
	b.until(`!document.querySelector(".speaking")`)
	var all string
	b.eval(`window.spoken.join("\n")`, &all)
	if !strings.Contains(all, "ar-EG: ") || !strings.Contains(all, "en_GB: ") || strings.Contains(all, "no voice") {
		t.Errorf("spoken was\n%s", all)
	}
	b.calm()
}

func TestSharingCopiesTheAddressOnTheWeb(t *testing.T) {
	s := fixtureSite(t)
	b := newTab(t)
	b.before(`Object.defineProperty(navigator, "share", {value: undefined}); Object.defineProperty(navigator, "clipboard", {value: {writeText: function (t) { window.copied = t; return Promise.resolve(); }}});`)
	b.open(s.file("northbank/ar/services/night-line.html"))
	b.click(`[data-tool="share"]`)
	b.until(`window.copied === "https://riverside.example/pack/northbank/ar/services/night-line.html"`)
	b.until(`document.querySelector(".tools .said").textContent !== ""`)
	b.calm()
}

func TestLeavingEmptiesThePageAndTakesItsPlace(t *testing.T) {
	s := fixtureSite(t)
	h := serveSite(t, s)
	for _, way := range []string{`document.querySelector("a.leave").click()`,
		`for (var i = 0; i < 3; i++) { document.dispatchEvent(new KeyboardEvent("keydown", {key: "Escape"})); }`} {
		b := newTab(t)
		b.open(h.at("northbank/en/index.html"))
		b.open(h.at("northbank/en/guides/health.html"))
		var length int
		b.eval("history.length", &length)
		b.eval(`document.querySelector("a.leave").href = "`+h.at("northbank/en/glossary.html")+`"; `+way+`; document.body.textContent`, nil)
		b.run(chromedp.WaitReady("body.kind-glossary"))
		var now int
		b.eval("history.length", &now)
		if now != length {
			t.Errorf("the page that was left is still a step back: %d steps, %d before", now, length)
		}
	}
	b := newTab(t)
	b.scripts(false)
	b.open(s.file("northbank/en/categories/health.html"))
	b.scripts(true)
	var href string
	b.eval(`document.querySelector("a.leave").href`, &href)
	if href != "https://www.example.org/weather" {
		t.Errorf("without a script it leads to %q", href)
	}
	for _, p := range []string{"northbank/en/index.html", "northbank/en/categories/food.html", "northbank/en/guides/first-days.html"} {
		if strings.Contains(string(s.read(t, p)), `class="leave"`) {
			t.Errorf("%s has the button, and nothing flags it", p)
		}
	}
}

func TestTheCardSpeaksEnglishToStaffAndFillsTheScreen(t *testing.T) {
	s := fixtureSite(t)
	b := newTab(t)
	b.open(s.file("northbank/ar/card.html"))
	if got := b.text(".kind-card .group"); !strings.Contains(got, "I speak Arabic (العربية). Please call an interpreter for me.") {
		t.Errorf("the card says %q", got)
	}
	b.click(`[data-tool="full"]`)
	b.until(`document.fullscreenElement && document.fullscreenElement.tagName === "MAIN" || document.querySelector(".said").textContent !== ""`)
	b.calm()
}

// Without a script nothing that needs one is seen, and no room is left for it; with one nothing moves when it starts.
func TestHelpsNeedNoScriptToBeAbsent(t *testing.T) {
	s := fixtureSite(t)
	b := newTab(t)
	b.scripts(false)
	for _, p := range []string{"guides/first-days.html", "services/night-line.html", "planner.html", "print.html", "card.html"} {
		b.open(s.file("northbank/en/" + p))
		var seen int
		b.eval(`Array.from(document.querySelectorAll(".scripted")).filter(function (e) { return e.getClientRects().length; }).length`, &seen)
		if seen != 0 {
			t.Errorf("%s shows %d things that do nothing", p, seen)
		}
	}
	b.scripts(true)
	b.before(`window.moved = 0; new PerformanceObserver(function (l) { l.getEntries().forEach(function (e) { window.moved += e.value; }); }).observe({type: "layout-shift", buffered: true});`)
	for _, p := range []string{"guides/first-days.html", "services/night-line.html", "planner.html", "print.html"} {
		b.open(s.file("northbank/ar/" + p))
		b.until("document.documentElement.classList.contains('js')")
		var moved float64
		b.eval("new Promise(function (r) { requestAnimationFrame(function () { setTimeout(function () { r(window.moved); }, 50); }); })", &moved)
		if moved > 0.01 {
			t.Errorf("%s moves by %v while it loads", p, moved)
		}
	}
	b.calm()
}
