package webtest

import (
	"maps"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/needs"

	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var bodyKind = regexp.MustCompile(`<body class="kind-([a-z-]+)"`)

// kinds returns a page of each kind that an edition has, by kind, and the pages above the editions.
func kinds(t *testing.T, s *site, edition string) map[string]string {
	t.Helper()
	found := map[string]string{}
	pages := append(s.pages(t, edition), "index.html", "404.html", strings.Split(edition, "/")[0]+"/index.html")
	if _, err := os.Stat(s.dir + "/accessibility.html"); err == nil {
		pages = append(pages, "accessibility.html")
	}
	for _, p := range pages {
		m := bodyKind.FindSubmatch(s.read(t, p))
		if m == nil {
			t.Fatalf("%s has no kind", p)
		}
		// of two, the longer page shows more
		if old, ok := found[string(m[1])]; !ok || len(s.read(t, p)) > len(s.read(t, old)) {
			found[string(m[1])] = p
		}
	}
	return found
}

// allKinds is every kind of page that there is. A new one has a place here, so that all of these tests look at it.
var allKinds = []string{
	"about", "accessibility", "card", "category", "chooser", "day", "emergency", "glossary", "guide", "guides", "home", "made", "next-days", "not-saved", "notfound", "offline",
	"partners", "planner", "print", "privacy", "problems", "said", "search", "service", "services", "share", "spoken", "stage", "take-part", "timetable", "version",
}

// engaged are the kinds that an edition has only where its borough tells of them.
var engaged = []string{"made", "partners", "problems", "said", "take-part"}

// each calls f with a page of each kind of an edition, in order.
func each(t *testing.T, s *site, edition string, f func(kind, page string)) {
	t.Helper()
	all := kinds(t, s, edition)
	names := slices.Sorted(maps.Keys(all))
	got := slices.DeleteFunc(slices.Clone(names), func(k string) bool { return k == "single" })
	want := slices.DeleteFunc(slices.Clone(allKinds), func(k string) bool {
		return k == "accessibility" && s.unstated || slices.Contains(engaged, k) && all[k] == ""
	})
	if !slices.Equal(got, want) {
		t.Fatalf("the kinds of page are %q, want %q", got, want)
	}
	for _, k := range names {
		f(k, all[k])
	}
}

// openAll opens what opens and shuts, so that it is looked at too.
const openAll = `document.querySelectorAll('details').forEach(d => { d.open = true; })`

// axe is the text of axe-core, which .ci/package.json pins.
func axe(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../.ci/node_modules/axe-core/axe.min.js")
	needs.Met(t, err, "npm ci --ignore-scripts in .ci")
	return string(b)
}

const runAxe = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r =>
	r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160)).join(' | ')))`

// runContrast looks at the colours alone, as they are after dark.
const runContrast = `axe.run(document, {runOnly: {type: 'rule', values: ['color-contrast']}}).then(r =>
	r.violations.map(v => v.id + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.failureSummary).join(' | ')))`

// watchShifts adds up how far the page moves while it loads.
const watchShifts = `window.moved = 0; window.movers = []; new PerformanceObserver(l => l.getEntries().forEach(e => {
	window.moved += e.value;
	e.sources.forEach(s => window.movers.push(s.node && s.node.nodeType === 1 ? s.node.outerHTML.slice(0, 100) : String(s.node && s.node.textContent)));
})).observe({type: 'layout-shift', buffered: true});`

// TestEveryKindOfPageIsForEveryone looks at a page of each kind, in five scripts and both directions, on a phone of
// 320 px by day and by night: axe, room for wide and large text, no movement, numbers in order, words in their
// language.
func TestEveryKindOfPageIsForEveryone(t *testing.T) {
	own, tongues := ownSite(t), tonguesSite(t)
	script := axe(t)
	inScripts(t, func(t *testing.T, b *tab, lang string) {
		numbers := 0
		look := func(address string) {
			b.open(address)
			numbers += b.isForEveryone(address[strings.LastIndex(address, ":")+6:], script)
		}
		h := serveSite(t, own)
		each(t, own, "newham/"+lang, func(kind, page string) { look(h.at(page)) })
		other := serveSite(t, tongues)
		look(other.at("northbank/" + lang + "/pack.html"))
		for _, kind := range engaged {
			look(other.at("northbank/" + lang + "/" + kind + ".html"))
		}
		if lang == "en" {
			look(other.at("accessibility.html"))
			look(h.at("report/index.html"))
			look(h.at("report/translations.html"))
			look(h.at("report/gaps.html"))
			look(h.at("report/summary.html"))
			look(h.at("report/tally.html"))
		}
		if numbers < 40 {
			t.Errorf("only %d numbers were looked at", numbers)
		}
		b.calm()
	})
}

// inScripts runs a test in five scripts and both directions, each in a tab as narrow as the smallest phones, which watches
// what moves; see [tab.stays].
func inScripts(t *testing.T, test func(t *testing.T, b *tab, lang string)) {
	for _, lang := range []string{"en", "ar", "ur", "ti", "zh-hans"} {
		t.Run(lang, func(t *testing.T) {
			t.Parallel()
			b := newTab(t)
			b.size(320, 700)
			b.before(watchShifts)
			test(t, b, lang)
		})
	}
}

// stays fails where an open page moved while it loaded; [watchShifts] is needed before.
func (b *tab) stays(name string) {
	b.t.Helper()
	var moved struct {
		By   float64
		What []string
	}
	b.eval(`new Promise(r => requestAnimationFrame(() => setTimeout(() => r({By: window.moved, What: window.movers}), 30)))`, &moved)
	if moved.By > 0.01 {
		b.t.Errorf("%s moves by %.3f while it loads: %q", name, moved.By, moved.What)
	}
}

// isForEveryone holds a page that is open against what readers need, and returns how many numbers it has.
func (b *tab) isForEveryone(name, axe string) int {
	b.t.Helper()
	tell := func(what string, found []string) {
		for _, f := range found {
			b.t.Errorf("%s: %s: %s", name, what, f)
		}
	}
	b.stays(name)
	b.eval(openAll, nil)
	b.eval(axe+"; true", nil)
	var found []string
	b.eval(runAxe, &found)
	tell("axe", found)
	if strings.Contains(name, "/en/") || strings.Contains(name, "/ur/") { // colours are the same in every language
		b.media("prefers-color-scheme", "dark")
		b.eval(runContrast, &found)
		tell("axe after dark", found)
	}
	b.media("forced-colors", "active")
	b.eval(shapeless, &found)
	tell("in forced colours not seen", found)
	b.media("prefers-reduced-motion", "reduce")
	b.eval(moving, &found)
	tell("moves where less motion is asked for", found)
	b.media("", "")
	var numbers struct {
		Bad  []string
		Seen int
	}
	b.eval(outOfOrder, &numbers)
	tell("out of order", numbers.Bad)
	b.eval(foreign, &found)
	tell("not in its language", found)
	var narrow [][]string
	b.eval("["+strings.Join([]string{sideways, small, squeezed, sideways}, ",\n")+"]", &narrow)
	for i, what := range []string{"stands out at 320 px", "is less than 44 px high", "is cut off by wide spacing", "stands out with wide spacing"} {
		tell(what, narrow[i])
	}
	b.size(400, 800)
	b.eval("["+large+",\n"+sideways+"]", &narrow)
	tell("is cut off at twice the size", narrow[0])
	tell("stands out at twice the size", narrow[1])
	b.size(320, 700)
	return numbers.Seen
}

// media makes the browser prefer something; "" takes all back.
func (b *tab) media(feature, value string) {
	b.t.Helper()
	m := emulation.SetEmulatedMedia()
	if feature != "" {
		m = m.WithFeatures([]*emulation.MediaFeature{{Name: feature, Value: value}})
	}
	b.run(m)
}

// shapeless finds what can be pressed or filled in and has neither an edge nor a line under it where the browser
// chooses the colours; and drawings that would not be seen. moving finds what moves of itself.
const (
	shapeless = `Array.from(document.querySelectorAll('button, summary, input, select, .card, main p a, svg.icon')).filter(e => {
		if (!e.getClientRects().length) return false;
		const s = getComputedStyle(e);
		if (e.matches('svg')) return s.stroke === 'none' || s.stroke === getComputedStyle(document.body).backgroundColor;
		if (e.matches('a')) return s.textDecorationLine === 'none' && s.borderTopStyle === 'none' && s.color === getComputedStyle(document.body).color;
		return s.borderTopStyle === 'none' && !e.matches('[type=checkbox], [type=radio]');
	}).slice(0, 4).map(e => e.outerHTML.slice(0, 120))`
	moving = `Array.from(document.querySelectorAll('body *')).filter(e => {
		const s = getComputedStyle(e);
		return s.animationName !== 'none' || s.transitionDuration.split(', ').some(d => parseFloat(d) > 0);
	}).slice(0, 4).map(e => e.outerHTML.slice(0, 120))`
)

// A check that finds nothing must be able to find something.
func TestAxeFindsWhatIsPlanted(t *testing.T) {
	script := axe(t)
	b := newTab(t)
	b.open(serveSite(t, fixtureSite(t)).at("northbank/en/index.html"))
	b.eval(`document.querySelector('main').insertAdjacentHTML('beforeend', '<img src="x.png"><a href="x"></a><p><button></button>')`, nil)
	b.eval(script+"; true", nil)
	var found []string
	b.eval(runAxe, &found)
	all := strings.Join(found, "\n")
	for _, want := range []string{"image-alt", "link-name", "button-name"} {
		if !strings.Contains(all, want) {
			t.Errorf("%s is not found: %s", want, all)
		}
	}
}

// sideways lists what stands out of a narrow screen; squeezed what is cut off by its box.
const (
	sideways = `document.documentElement.scrollWidth <= innerWidth ? [] : Array.from(document.querySelectorAll('body *')).filter(e => {
		const r = e.getBoundingClientRect(); return r.width && (r.right > innerWidth + 1 || r.left < -1) && !e.closest('.scroll, .unseen, .skip, .sample');
	}).slice(0, 4).map(e => e.outerHTML.slice(0, 120))`
	squeezed = `(() => {
		const s = new CSSStyleSheet();
		s.replaceSync('* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-block-end: 2em !important }');
		document.adoptedStyleSheets = [s];
		return Array.from(document.querySelectorAll('body *')).filter(e => {
			const o = getComputedStyle(e).overflowY;
			return (o === 'hidden' || o === 'clip') && e.clientHeight > 1 && e.scrollHeight > e.clientHeight + 2 && !e.closest('.unseen, .skip, .sample, svg');
		}).slice(0, 4).map(e => e.outerHTML.slice(0, 120));
	})()`
	large = `(() => {
		const twice = new CSSStyleSheet();
		twice.replaceSync(':root:root { font-size: 225% !important }');
		document.adoptedStyleSheets = [twice];
		const cut = Array.from(document.querySelectorAll('body *')).filter(e => {
			const o = getComputedStyle(e).overflowY;
			return (o === 'hidden' || o === 'clip') && e.clientHeight > 1 && e.scrollHeight > e.clientHeight + 2 && !e.closest('.unseen, .skip, .sample, svg');
		}).slice(0, 4).map(e => e.outerHTML.slice(0, 120));
		return cut;
	})()`
	small = `Array.from(document.querySelectorAll('main .reach, main .card, main button, main summary, .band summary, .band li a, .brand')).filter(e => {
		const r = e.getBoundingClientRect(); return r.height && r.height < 43.5;
	}).slice(0, 4).map(e => Math.round(e.getBoundingClientRect().height) + ' ' + e.outerHTML.slice(0, 120))`
)

// outOfOrder finds numbers, times and postcodes whose characters do not stand from left to right in the order
// in which they are written. It looks at every text that can be seen.
const outOfOrder = `(() => {
	const bad = [], seen = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; (n = walker.nextNode());) {
		for (const m of n.nodeValue.matchAll(/[+0-9£][0-9 :.\u2013-]{2,}[0-9]|[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}|www\.[a-z.\/-]+/g)) {
			let last = null, ok = true;
			for (let i = 0; i < m[0].length; i++) {
				if (m[0][i] === ' ') continue;
				const r = document.createRange();
				r.setStart(n, m.index + i);
				r.setEnd(n, m.index + i + 1);
				const box = r.getBoundingClientRect();
				if (!box.width) { last = null; break; }
				if (last && Math.abs(box.top - last.top) < 4 && box.left < last.left) ok = false;
				last = box;
			}
			if (last) seen.push(m[0]);
			if (!ok) bad.push(m[0] + ' in ' + n.parentNode.outerHTML.slice(0, 160));
		}
	}
	return {bad, seen: seen.length};
})()`

func TestNumbersReadFromTheLeftOnEachServicesPage(t *testing.T) {
	own := ownSite(t)
	h := serveSite(t, own)
	b := newTab(t)
	b.size(360, 700)
	all := 0
	var r struct {
		Bad  []string
		Seen int
	}
	for i, p := range own.pages(t, "newham/ar/services") {
		if i%8 != 0 {
			continue
		}
		b.open(h.at(p))
		b.eval(openAll, nil)
		b.eval(outOfOrder, &r)
		all += r.Seen
		for _, x := range r.Bad {
			t.Errorf("%s: %s", p, x)
		}
	}
	if all < 20 {
		t.Errorf("only %d numbers were looked at", all)
	}
	b.eval(`document.querySelector('main').innerHTML = '<p dir="rtl">هاتف 020 7946 0123 اليوم</p>'`, nil)
	if b.eval(outOfOrder, &r); len(r.Bad) == 0 {
		t.Error("a number that is drawn in the wrong order is not found")
	}
}

// foreign finds words whose letters are not of the language that they are marked with.
const foreign = `(() => {
	const own = { ar: 'Arabic', fa: 'Arabic', ur: 'Arabic', ps: 'Arabic', ckb: 'Arabic', ti: 'Ethiopic', am: 'Ethiopic', uk: 'Cyrillic', ru: 'Cyrillic', zh: 'Han', th: 'Thai' };
	const bad = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; (n = walker.nextNode());) {
		if (n.parentNode.closest('bdi, script, style, [data-say]')) continue;
		const lang = n.parentNode.closest('[lang]').lang.split('-')[0];
		const text = n.nodeValue;
		const latin = (text.match(/[A-Za-z]/g) || []).length;
		const other = (text.match(/[\p{Script=Arabic}\p{Script=Ethiopic}\p{Script=Cyrillic}\p{Script=Han}\p{Script=Thai}]/gu) || []).length;
		const home = own[lang] ? (text.match(new RegExp('\\p{Script=' + own[lang] + '}', 'gu')) || []).length : 0;
		if (own[lang] ? latin > 45 && !home : other > 2) bad.push(lang + ': ' + text.trim().slice(0, 80) + ' in ' + n.parentNode.outerHTML.slice(0, 80));
	}
	return bad;
})()`

// TestPagesAreWholeFromADisk opens a page of each kind as a file: nothing breaks, no other host is asked, and every
// link leads to a file.
func TestPagesAreWholeFromADisk(t *testing.T) {
	own, tongues := ownSite(t), tonguesSite(t)
	b := newTab(t)
	for edition, s := range map[string]*site{"newham/en": own, "newham/ar": own, "newham/zh-hans": own, "northbank/ur": tongues} {
		each(t, s, edition, func(kind, page string) {
			if kind == "notfound" {
				return // for hosts alone
			}
			b.open(s.file(page))
			b.eval(openAll, nil)
			var links []string
			b.eval(`Array.from(document.querySelectorAll('a[href], form[action]')).map(a => a.href || a.action)`, &links)
			for _, to := range links {
				to, _, _ = strings.Cut(to, "#")
				p, ok := strings.CutPrefix(to, s.file(""))
				if !ok {
					if strings.HasPrefix(to, "file:") {
						t.Errorf("%s leads out of the website: %s", page, to)
					}
					continue
				}
				if st, err := os.Stat(s.dir + p); err != nil || st.IsDir() {
					t.Errorf("%s leads to %s, which is no file", page, p)
				}
			}
		})
	}
	for _, a := range b.asked() {
		if !strings.HasPrefix(a, own.file("")) && !strings.HasPrefix(a, tongues.file("")) && !strings.HasPrefix(a, "data:") && !strings.HasPrefix(a, "about:") {
			t.Errorf("asked for %s", a)
		}
	}
	for _, w := range b.wrong() {
		t.Errorf("the console says: %s", w)
	}
}

// That no page asks another host is seen above, on each kind; here, that the policy would not let it.
func TestThePolicyStopsWhatComesFromElsewhere(t *testing.T) {
	b := newTab(t)
	b.open(serveSite(t, ownSite(t)).at("newham/ti/index.html"))
	b.calm()
	b.eval(`new Promise(r => { const i = new Image(); i.onload = i.onerror = r; i.src = 'https://welcomepack.example/x.png'; })`, nil)
	if len(b.wrong()) == 0 {
		t.Error("the policy did not stop a picture from elsewhere")
	}
}

// Without scripts what a script alone would show is not there, and every fact of the page can be seen. That links alone
// lead to every page is seen in the tests of build.
func TestEverythingCanBeReadWithScriptsOff(t *testing.T) {
	own := ownSite(t)
	h := serveSite(t, own)
	b := newTab(t)
	b.scripts(false)
	const look = `({Title: document.querySelector('h1').innerText, Facts: document.querySelectorAll('main bdi').length,
		Idle: Array.from(document.querySelectorAll('.keep, .filter, .tools button')).filter(e => e.getClientRects().length).map(e => e.className),
		Lost: Array.from(document.querySelectorAll('main bdi, main p, main td, main dd, main li')).filter(e => e.textContent.trim() && !e.getClientRects().length && !e.closest('.scripted, .says')).map(e => e.outerHTML.slice(0, 120))})`
	facts := 0
	for _, lang := range []string{"en", "ar"} {
		each(t, own, "newham/"+lang, func(kind, page string) {
			b.open(h.at(page))
			b.eval(openAll, nil)
			var got struct {
				Title      string
				Facts      int
				Idle, Lost []string
			}
			b.eval(look, &got)
			facts += got.Facts
			if got.Title == "" || len(got.Idle) > 0 || len(got.Lost) > 0 {
				t.Errorf("%s: %+v", page, got)
			}
		})
	}
	if facts < 500 {
		t.Errorf("only %d facts were looked for", facts)
	}
}

func TestKeyboardGoesThroughThePageInItsOrder(t *testing.T) {
	b := newTab(t)
	b.open(serveSite(t, ownSite(t)).at("newham/ar/index.html"))
	b.eval(`window.stops = []; document.addEventListener('focusin', e => {
		const s = getComputedStyle(e.target);
		const before = stops.length ? stops[stops.length - 1].at : null;
		stops.push({at: e.target, forward: !before || !!(before.compareDocumentPosition(e.target) & 4), seen: s.outlineStyle !== 'none' || getComputedStyle(e.target.closest('.card') || e.target).outlineStyle !== 'none', text: e.target.outerHTML.slice(0, 80)});
	})`, nil)
	for range 25 {
		b.run(chromedp.KeyEvent(kb.Tab))
	}
	var stops []struct {
		Forward, Seen bool
		Text          string
	}
	b.eval("stops", &stops)
	if len(stops) < 20 || !strings.Contains(stops[0].Text, "skip") {
		t.Fatalf("%d stops, the first is %v", len(stops), stops[:min(1, len(stops))])
	}
	for i, s := range stops {
		if !s.Forward || !s.Seen {
			t.Errorf("stop %d: %+v", i, s)
		}
	}
}
