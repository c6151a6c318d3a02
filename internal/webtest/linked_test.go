package webtest

import (
	"regexp"
	"strings"
	"testing"
)

// TestLinkedDataIsNoScript opens a service from a host that sends the policy of _headers: the browser keeps the data,
// reports nothing, and asks no other host for what it names.
func TestLinkedDataIsNoScript(t *testing.T) {
	s := fixtureSite(t)
	h := serveSite(t, s)
	policy := regexp.MustCompile(`(?m)^  Content-Security-Policy: (.*)$`).FindSubmatch(s.read(t, "_headers"))
	if policy == nil {
		t.Fatal("_headers has no policy")
	}
	h.set(func(h *host) { h.policy = string(policy[1]) })
	b := newTab(t)
	looked := 0
	for _, page := range s.pages(t, "northbank/ar/services") {
		if strings.HasSuffix(page, "/index.html") || looked == 3 {
			continue
		}
		looked++
		b.open(h.at(page))
		var data string
		b.eval(`JSON.parse(document.querySelector('script[type="application/ld+json"]').text)['@type'] + ''`, &data)
		if data != "Service" {
			t.Errorf("%s: %q", page, data)
		}
	}
	if looked == 0 {
		t.Fatal("no service was opened")
	}
	if w := b.wrong(); len(w) > 0 {
		t.Error(w)
	}
	for _, a := range b.asked() {
		if strings.Contains(a, "schema.org") {
			t.Error("asked for", a)
		}
	}
}
