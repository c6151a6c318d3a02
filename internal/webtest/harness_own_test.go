package webtest

import "testing"

func TestHarnessSeesAPage(t *testing.T) {
	s := fixtureSite(t)
	h := serveSite(t, s)
	b := newTab(t)
	b.open(h.at("index.html"))
	var lang string
	b.eval("document.documentElement.lang", &lang)
	if lang != "en" || b.text("h1") == "" {
		t.Errorf("%q %q", lang, b.text("h1"))
	}
	b.open(s.file("index.html"))
	b.eval("Promise.resolve(document.querySelectorAll('a').length + '')", &lang)
	if lang == "0" {
		t.Error("no links")
	}
	if w := b.wrong(); len(w) > 0 {
		t.Error(w)
	}
	b.offline(true)
	if err := b.try(); err != nil {
		t.Fatal(err)
	}
	b.eval(`fetch('/x').then(()=> 'net', () => 'none')`, &lang)
}
