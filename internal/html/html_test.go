package html

import (
	"bytes"
	"strings"
	"sync"
	"testing"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// TestPagesAreTheSameWhoeverPrintsBesideThem is run with the race detector too.
func TestPagesAreTheSameWhoeverPrintsBesideThem(t *testing.T) {
	s := sample{"ur", sampleText["ur"]}
	p, err := NewPrinter(loadDefault(t), s.frame())
	if err != nil {
		t.Fatal(err)
	}
	pages := s.pages()
	var want [][]byte
	for _, pg := range pages {
		want = append(want, p.Page(pg))
	}
	var wg sync.WaitGroup
	for range 4 {
		wg.Go(func() {
			for range 20 {
				for i, pg := range pages {
					if !bytes.Equal(p.Page(pg), want[i]) {
						t.Error("a page came out differently")
					}
				}
			}
		})
	}
	wg.Wait()
}

func printOne(t *testing.T, f *doc.Frame, pg *doc.Page) string {
	t.Helper()
	p, err := NewPrinter(loadDefault(t), f)
	if err != nil {
		t.Fatal(err)
	}
	out := p.Page(pg)
	checkWellFormed(t, pg.Path, out)
	return string(out)
}

func mustContain(t *testing.T, page string, wants ...string) {
	t.Helper()
	for _, want := range wants {
		if !strings.Contains(page, want) {
			t.Errorf("no %s in\n%s", want, page)
		}
	}
}

func TestPageSaysItsLanguageAndDirection(t *testing.T) {
	for l, want := range map[lang.Tag]string{"en": `<html lang="en" dir="ltr">`, "ar": `<html lang="ar" dir="rtl">`, "ti": `<html lang="ti" dir="ltr">`, "zh-hans": `<html lang="zh-Hans" dir="ltr">`} {
		mustContain(t, printOne(t, &doc.Frame{Lang: l, Home: "index.html"}, &doc.Page{Path: "x.html", Lang: l, Title: say(l, "x")}), want)
	}
}

func TestPresentPageAndLanguageAreMarked(t *testing.T) {
	s := sample{"ar", sampleText["ar"]}
	got := printOne(t, s.frame(), s.pages()[0])
	mustContain(t, got, `<a href="index.html" aria-current="page">الرئيسية</a>`,
		`<a hreflang="ar" href="index.html" aria-current="page"><span lang="ar" dir="rtl">العربية</span> <span class="english" lang="en" dir="ltr">Arabic</span></a>`,
		`<a hreflang="fa" href="../fa/index.html"><span lang="fa" dir="rtl">فارسی</span>`, `<body class="kind-home">`)
	if n := strings.Count(got, "aria-current"); n != 2 {
		t.Errorf("%d marks of the present page", n)
	}
}

func TestNoteOnOlderTranslationsStandsOnce(t *testing.T) {
	s := sample{"ar", sampleText["ar"]}
	f := s.frame()
	pg := s.pages()[1]
	got := printOne(t, f, pg)
	if strings.Count(got, `id="_older"`) != 1 {
		t.Error("the note is not there once")
	}
	f.Footer = []doc.Block{doc.Paragraph{Text: doc.Text{Lang: "ar", Fresh: doc.Stale, Inlines: []doc.Inline{doc.Str{S: "قديم"}}}}}
	for _, body := range [][]doc.Block{nil, pg.Body} {
		pg.Body = body
		if got := printOne(t, f, pg); strings.Count(got, `id="_older"`) != 1 {
			t.Errorf("with a stale footer the note is not there once:\n%s", got)
		}
	}
	f.Footer = nil
	pg.Body = nil
	if got := printOne(t, f, pg); strings.Contains(got, "_older") {
		t.Error("there is a note about nothing")
	}
}

func TestTitleNamesPageBoroughAndSite(t *testing.T) {
	f := &doc.Frame{Lang: "en", Site: say("en", "Welcome <pack>"), Borough: say("en", "Newham"), Home: "index.html"}
	title := doc.Text{Lang: "en", Inlines: []doc.Inline{doc.Str{S: "Call "}, doc.Fact{Kind: doc.Phone, Shown: "111", Machine: "111"}}}
	mustContain(t, printOne(t, f, &doc.Page{Path: "x.html", Title: title, Summary: say("en", `A "short" text`)}),
		"<title>Call \u2066111\u2069 – Newham – Welcome &lt;pack&gt;</title>", `<meta name="description" content="A &#34;short&#34; text">`)
	mustContain(t, printOne(t, f, &doc.Page{Path: "x.html", Title: say("en", "Newham")}), "<title>Newham – Welcome &lt;pack&gt;</title>")
}

func TestBuiltInFrameShutsOutEveryOtherHost(t *testing.T) {
	mustContain(t, printOne(t, &doc.Frame{Lang: "en", Home: "index.html"}, &doc.Page{Path: "x.html", Title: say("en", "x")}),
		`<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'self'; style-src 'self'; font-src 'self'; img-src 'self' data:; base-uri 'none'; form-action 'self'; connect-src 'self'">`,
		`<meta name="referrer" content="no-referrer">`, `<meta name="viewport" content="width=device-width, initial-scale=1">`, `<a class="skip" href="#_main">`, `<main id="_main" tabindex="-1">`)
}

func TestEditionsHaveAFieldToSearchAndOtherPagesDoNot(t *testing.T) {
	f := &doc.Frame{Lang: "en", Home: "newham/en/index.html"}
	pg := &doc.Page{Path: "newham/en/guides/gp.html", Title: say("en", "T"), Scripts: []string{"assets/open.js", "assets/filter.js"}}
	if got := printOne(t, f, pg); strings.Contains(got, "<form") {
		t.Error("there is a form that leads nowhere")
	}
	f.Find = doc.Find{Action: "newham/en/search.html", Label: say("en", "What?"), Button: say("en", "Search")}
	mustContain(t, printOne(t, f, pg), `<form class="find" role="search" action="../search.html">`, `<input type="search" name="q"`,
		"<script src=\"../../../assets/open.js\" defer></script>\n<script src=\"../../../assets/filter.js\" defer></script>\n")
}

func TestSummaryIsNotSaidTwice(t *testing.T) {
	f := &doc.Frame{Lang: "en", Home: "index.html"}
	pg := &doc.Page{Path: "x.html", Title: say("en", "T"), Summary: say("en", "Short"), Body: []doc.Block{doc.Paragraph{Role: doc.Lead, Text: say("en", "Short")}}}
	if n := strings.Count(printOne(t, f, pg), `<p class="lead">`); n != 1 {
		t.Errorf("%d leads", n)
	}
	pg.Body = nil
	mustContain(t, printOne(t, f, pg), `<p class="lead">Short</p>`)
}

func TestBugsOfTheTreeAreNotPrinted(t *testing.T) {
	w := &writer{page: &doc.Page{Path: "x.html"}, theme: loadDefault(t), frame: &doc.Frame{}}
	for name, f := range map[string]func(){
		"a reference":            func() { w.run([]doc.Inline{doc.Ref{Path: "x.phone"}}) },
		"a slot":                 func() { w.run([]doc.Inline{doc.Slot{Name: "count"}}) },
		"an include":             func() { w.block(doc.Include{}) },
		"a reference in a title": func() { plain(doc.Text{Inlines: []doc.Inline{doc.Ref{Path: "x"}}}) },
	} {
		if !panics(f) {
			t.Errorf("%s was printed", name)
		}
	}
}

// A page of some 30 blocks and 8 kB takes 30 µs, of which the list of seven languages takes a quarter.
func BenchmarkPage(b *testing.B) {
	s := sample{"ar", sampleText["ar"]}
	p, err := NewPrinter(loadDefault(b), s.frame())
	if err != nil {
		b.Fatal(err)
	}
	pg := s.pages()[1]
	b.SetBytes(int64(len(p.Page(pg))))
	b.ReportAllocs()
	for b.Loop() {
		p.Page(pg)
	}
}
