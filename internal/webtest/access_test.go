package webtest

import (
	"encoding/json"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

var bodyKind = regexp.MustCompile(`<body class="kind-([a-z-]+)"`)

// kinds returns a page of each kind that an edition has, by kind, and the pages above the editions.
func kinds(t *testing.T, s *site, edition string) map[string]string {
	t.Helper()
	found := map[string]string{}
	pages := append(s.pages(t, edition), "index.html", "404.html", strings.Split(edition, "/")[0]+"/index.html")
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

// each calls f with a page of each kind of an edition, in order.
func each(t *testing.T, s *site, edition string, f func(kind, page string)) {
	t.Helper()
	all := kinds(t, s, edition)
	if len(all) < 15 {
		t.Fatalf("only %d kinds of page: %v", len(all), all)
	}
	var names []string
	for k := range all {
		names = append(names, k)
	}
	slices.Sort(names)
	for _, k := range names {
		f(k, all[k])
	}
}

// some is the pages of the kinds that differ most.
func some(kinds map[string]string) []string {
	return []string{kinds["home"], kinds["guide"], kinds["service"], kinds["day"]}
}

// openAll opens what opens and shuts, so that it is looked at too.
const openAll = `document.querySelectorAll('details').forEach(d => { d.open = true; })`

// axe is the text of axe-core, which .ci/package.json pins.
func axe(t *testing.T) string {
	t.Helper()
	b, err := os.ReadFile("../../.ci/node_modules/axe-core/axe.min.js")
	if err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatal("axe-core is needed in CI: npm ci --ignore-scripts in .ci: ", err)
		}
		t.Skip("axe-core is not installed (npm ci --ignore-scripts in .ci)")
	}
	return string(b)
}

const runAxe = `axe.run(document, {runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']}).then(r =>
	r.violations.map(v => v.id + ': ' + v.help + ': ' + v.nodes.slice(0, 3).map(n => n.target.join(' ') + ' ' + n.html.slice(0, 160)).join(' | ')))`

func TestAxeFindsNothing(t *testing.T) {
	script := axe(t)
	own := ownSite(t)
	h := serveSite(t, own)
	fixture := serveSite(t, fixtureSite(t))
	b := newTab(t)
	check := func(address string) {
		t.Helper()
		var found []string
		b.open(address)
		b.eval(openAll, nil)
		b.eval(script+"; true", nil)
		b.eval(runAxe, &found)
		for _, f := range found {
			t.Errorf("%s: %s", address[strings.LastIndex(address, ":")+6:], f)
		}
	}
	for _, l := range []string{"en", "ar"} {
		each(t, own, "newham/"+l, func(kind, page string) { check(h.at(page)) })
	}
	for _, l := range []string{"ur", "ti"} {
		for _, p := range some(kinds(t, own, "newham/"+l)) {
			check(h.at(p))
		}
	}
	check(fixture.at("northbank/ur/pack.html"))
	check(fixture.at("northbank/en/pack.html"))
	for _, p := range []string{"index.html", "newham/index.html", "report/index.html", "report/translations.html"} {
		check(h.at(p))
	}
}

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
		const r = e.getBoundingClientRect(); return r.width && (r.right > innerWidth + 1 || r.left < -1) && !e.closest('.scroll, .unseen, .skip');
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
	small = `Array.from(document.querySelectorAll('main .reach, main .card, main button, main summary, .band summary, .band li a, .brand')).filter(e => {
		const r = e.getBoundingClientRect(); return r.height && r.height < 43.5;
	}).slice(0, 4).map(e => Math.round(e.getBoundingClientRect().height) + ' ' + e.outerHTML.slice(0, 120))`
)

func TestNarrowScreensAndSpacedTextLoseNothing(t *testing.T) {
	own := ownSite(t)
	h := serveSite(t, own)
	b := newTab(t)
	b.size(320, 700)
	look := func(address string) {
		t.Helper()
		b.open(address)
		b.eval(openAll, nil)
		var found [][]string
		b.eval("["+strings.Join([]string{sideways, small, squeezed, sideways}, ",\n")+"]", &found)
		for i, what := range []string{"stands out at 320 px", "is less than 44 px high", "is cut off by wide spacing", "stands out with wide spacing"} {
			for _, f := range found[i] {
				t.Errorf("%s: %s: %s", address[strings.LastIndex(address, ":")+6:], what, f)
			}
		}
	}
	each(t, own, "newham/ur", func(kind, page string) { look(h.at(page)) })
	for _, l := range []string{"en", "ar", "ti"} {
		for _, p := range some(kinds(t, own, "newham/"+l)) {
			look(h.at(p))
		}
	}
	look(serveSite(t, fixtureSite(t)).at("northbank/ur/pack.html"))
}

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

func TestNumbersReadFromTheLeftInEveryDirection(t *testing.T) {
	own := ownSite(t)
	h := serveSite(t, own)
	b := newTab(t)
	b.size(360, 700)
	all := 0
	look := func(address string) {
		t.Helper()
		var r struct {
			Bad  []string
			Seen int
		}
		b.open(address)
		b.eval(openAll, nil)
		b.eval(outOfOrder, &r)
		all += r.Seen
		for _, x := range r.Bad {
			t.Errorf("%s: %s", address[strings.LastIndex(address, ":")+6:], x)
		}
	}
	each(t, own, "newham/ar", func(kind, page string) { look(h.at(page)) })
	for _, p := range some(kinds(t, own, "newham/ur")) {
		look(h.at(p))
	}
	for i, p := range own.pages(t, "newham/ar/services") {
		if i%8 == 0 {
			look(h.at(p))
		}
	}
	look(serveSite(t, fixtureSite(t)).at("northbank/ar/pack.html"))
	if all < 200 {
		t.Errorf("only %d numbers were looked at", all)
	}
	var r struct{ Bad []string }
	b.eval(`document.querySelector('main').innerHTML = '<p dir="rtl">هاتف 020 7946 0123 اليوم</p>'`, nil)
	if b.eval(outOfOrder, &r); len(r.Bad) == 0 {
		t.Error("a number that is drawn in the wrong order is not found")
	}
}

// foreign finds words whose letters are not of the language that they are marked with.
const foreign = `(() => {
	const own = { ar: 'Arabic', fa: 'Arabic', ur: 'Arabic', ti: 'Ethiopic', uk: 'Cyrillic' };
	const bad = [];
	const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
	for (let n; (n = walker.nextNode());) {
		if (n.parentNode.closest('bdi, script, style, [data-say]')) continue;
		const lang = n.parentNode.closest('[lang]').lang.split('-')[0];
		const text = n.nodeValue;
		const latin = (text.match(/[A-Za-z]/g) || []).length;
		const other = (text.match(/[\p{Script=Arabic}\p{Script=Ethiopic}\p{Script=Cyrillic}]/gu) || []).length;
		const home = own[lang] ? (text.match(new RegExp('\\p{Script=' + own[lang] + '}', 'gu')) || []).length : 0;
		if (own[lang] ? latin > 45 && !home : other > 2) bad.push(lang + ': ' + text.trim().slice(0, 80) + ' in ' + n.parentNode.outerHTML.slice(0, 80));
	}
	return bad;
})()`

// TestPagesAreWholeFromADisk opens a page of each kind as a file: nothing breaks, every word is marked with its
// language, no other host is asked, and every link leads to a file.
func TestPagesAreWholeFromADisk(t *testing.T) {
	s := ownSite(t)
	b := newTab(t)
	for _, l := range []string{"en", "ar"} {
		each(t, s, "newham/"+l, func(kind, page string) {
			if kind == "notfound" {
				return // for hosts alone
			}
			b.open(s.file(page))
			b.eval(openAll, nil)
			var links, strange []string
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
			b.eval(foreign, &strange)
			for _, x := range strange {
				t.Errorf("%s: not in its language: %s", page, x)
			}
		})
	}
	for _, a := range b.asked() {
		if !strings.HasPrefix(a, s.file("")) && !strings.HasPrefix(a, "data:") && !strings.HasPrefix(a, "about:") {
			t.Errorf("asked for %s", a)
		}
	}
	for _, w := range b.wrong() {
		t.Errorf("the console says: %s", w)
	}
}

func TestNoOtherHostIsAskedAndNoPolicyBroken(t *testing.T) {
	own := ownSite(t)
	h := serveSite(t, own)
	b := newTab(t)
	each(t, own, "newham/ti", func(kind, page string) {
		b.open(h.at(page))
		b.eval(openAll, nil)
	})
	b.eval("new Promise(r => setTimeout(r, 100))", nil)
	if len(b.asked()) < 20 {
		t.Fatalf("only %d requests", len(b.asked()))
	}
	for _, a := range b.asked() {
		if !strings.HasPrefix(a, h.URL+"/") && !strings.HasPrefix(a, "data:") && !strings.HasPrefix(a, "about:") {
			t.Errorf("asked for %s", a)
		}
	}
	for _, w := range b.wrong() {
		t.Errorf("the console says: %s", w)
	}
	b.eval(`new Promise(r => { const i = new Image(); i.onload = i.onerror = r; i.src = 'https://welcomepack.example/x.png'; })`, nil)
	if len(b.wrong()) == 0 {
		t.Error("the policy did not stop a picture from elsewhere")
	}
}

func TestEverythingCanBeReadWithScriptsOff(t *testing.T) {
	own := ownSite(t)
	h := serveSite(t, own)
	b := newTab(t)
	b.scripts(false)
	// what a script alone would show is hidden, and every other word can be reached
	const words = `JSON.stringify([document.querySelector('h1').innerText, Array.from(document.querySelectorAll('main a[href]')).length, Array.from(document.querySelectorAll('.keep, .filter')).filter(e => e.offsetParent).length])`
	each(t, own, "newham/ar", func(kind, page string) {
		b.open(h.at(page))
		b.eval(openAll, nil)
		var raw string
		b.eval(words, &raw)
		var got []any
		if err := json.Unmarshal([]byte(raw), &got); err != nil {
			t.Fatal(err)
		}
		if got[0] == "" || got[2] != 0.0 {
			t.Errorf("%s: %v", page, got)
		}
	})
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
