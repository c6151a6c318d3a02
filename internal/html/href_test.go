package html

import (
	"strings"
	"testing"

	"welcomepack/internal/doc"
)

func TestLinksAreRelativeToTheirPage(t *testing.T) {
	for _, c := range []struct{ from, to, want string }{
		{"index.html", "newham/index.html", "newham/index.html"},
		{"index.html", "index.html", "index.html"},
		{"newham/index.html", "index.html", "../index.html"},
		{"newham/index.html", "newham/ar/index.html", "ar/index.html"},
		{"newham/ar/index.html", "newham/ar/guides/gp.html", "guides/gp.html"},
		{"newham/ar/guides/gp.html", "newham/ar/guides/food.html", "food.html"},
		{"newham/ar/guides/gp.html", "newham/ar/services/x.html#hours", "../services/x.html#hours"},
		{"newham/ar/guides/gp.html", "newham/fa/guides/gp.html", "../../fa/guides/gp.html"},
		{"newham/ar/guides/gp.html", "newham/ar/index.html", "../index.html"},
		{"newham/ar/guides/gp.html", "assets/style.css", "../../../assets/style.css"},
		{"newham/ar/guides/gp.html", "newham/ar/guides/gp.html", "gp.html"},
		{"newham/ar/guides/gp.html", "newham/ar/guides/gp.html#what", "#what"},
		{"newham/ar/guides/gp.html", "#what", "#what"},
		{"newham/ar/index.html", "newham/arc/index.html", "../arc/index.html"},
		{"newham/ar/guides.html", "newham/ar/guides/gp.html", "guides/gp.html"},
		{"newham/ar/guides/gp.html", "newham/ar/guides.html", "../guides.html"},
	} {
		if got := relative(c.from, c.to); got != c.want {
			t.Errorf("from %s to %s: %q, want %q", c.from, c.to, got, c.want)
		}
		if got := relative(c.from, c.to); strings.HasPrefix(got, "/") || strings.HasSuffix(got, "/") || got == "" {
			t.Errorf("from %s to %s: %q is no way from a disk", c.from, c.to, got)
		}
	}
}

func TestOnlyKnownKindsOfAddressAreLinked(t *testing.T) {
	w := &writer{page: &doc.Page{Path: "newham/ar/index.html"}}
	for to, scheme := range map[string]string{
		"https://example.org/a?b=c&d=e#f": "https", "http://example.org/": "http", "mailto:a@example.org": "mailto",
		"tel:+442079460018": "tel", "sms:85258": "sms", "newham/ar/guides.html": "", "#top": "",
	} {
		if got := w.href(to); got != scheme {
			t.Errorf("%s: scheme %q, want %q", to, got, scheme)
		}
	}
	for _, to := range []string{
		"", "javascript:alert(1)", "JavaScript:alert(1)", " javascript:alert(1)", "java\nscript:alert(1)", "\x01javascript:alert(1)", "data:text/html,x", "file:///etc/passwd",
		"vbscript:x", "guide:health", "https:evil", "https:/evil", "HTTPS://example.org/", "//evil.example/x.html", "/x.html", `\\evil\x.html`, "newham/", "newham/ar/",
		"newham//evil.html", "../x.html", "a/../../x.html", "x.html?y=1", "a b.html", "https://example.org/\tx", "tel:0 1",
	} {
		if !panics(func() { w.href(to) }) {
			t.Errorf("%q is linked: %q", to, w.b)
		}
	}
}

func panics(f func()) (did bool) {
	defer func() { did = recover() != nil }()
	f()
	return false
}

func TestNotFoundPageWorksAtAnyDepth(t *testing.T) {
	th := loadDefault(t)
	pg := &doc.Page{Path: "404.html", Kind: NotFound, Lang: "en", Title: say("en", "Not found"),
		Body: []doc.Block{doc.Paragraph{Text: doc.Text{Lang: "en", Inlines: []doc.Inline{doc.Link{Href: "newham/index.html", Inlines: []doc.Inline{doc.Str{S: "Newham"}}}}}}}}
	for base, want := range map[string][2]string{
		"":                               {`href="newham/index.html"`, `href="assets/style.css"`},
		"https://welcomepack.example":    {`href="/newham/index.html"`, `href="/assets/style.css"`},
		"https://example.org/help/pack/": {`href="/help/pack/newham/index.html"`, `href="/help/pack/assets/style.css"`},
	} {
		p, err := NewPrinter(th, &doc.Frame{Lang: "en", Home: "index.html", BaseURL: base})
		if err != nil {
			t.Fatal(err)
		}
		got := string(p.Page(pg))
		for _, s := range want {
			if !strings.Contains(got, s) {
				t.Errorf("base %q: no %s in\n%s", base, s, got)
			}
		}
		if !strings.Contains(got, `href="#_main"`) || strings.Contains(got, "canonical") {
			t.Errorf("base %q: the skip link is lost, or an address is given to a page that has none:\n%s", base, got)
		}
	}
}

func TestAddressesForMachinesNeedABaseURL(t *testing.T) {
	th := loadDefault(t)
	s := sample{"ar", sampleText["ar"]}
	f := s.frame()
	print := func() string {
		p, err := NewPrinter(th, f)
		if err != nil {
			t.Fatal(err)
		}
		return string(p.Page(s.pages()[1]))
	}
	if got := print(); strings.Contains(got, `rel="alternate"`) || strings.Contains(got, "canonical") {
		t.Error("there are whole addresses without a base URL")
	}
	f.BaseURL = "https://welcomepack.example/x"
	got := print()
	for _, want := range []string{
		`<link rel="canonical" href="https://welcomepack.example/x/tower-hamlets/ar/guides/gp.html">`,
		`<a hreflang="ti" href="../../ti/guides/gp.html">`,
	} {
		if !strings.Contains(got, want) {
			t.Errorf("no %s", want)
		}
	}
}
