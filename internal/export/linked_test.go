package export_test

import (
	"encoding/json"
	"strings"
	"testing"

	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
)

func TestLinkedDataSaysWhatThePageSays(t *testing.T) {
	c := ownCatalog(t)
	for _, e := range c.Editions() {
		l := c.Lens(e)
		for _, s := range l.Services() {
			b := export.Linked(l, s, "newham/en/services/x.html")
			var v struct {
				Context string `json:"@context"`
				Type    string `json:"@type"`
				Name    string
			}
			if err := json.Unmarshal(b, &v); err != nil {
				t.Fatalf("%v: %v", s.ID.V, err)
			}
			if v.Context != "https://schema.org" || v.Type != "Service" || v.Name == "" {
				t.Errorf("%v: %+v", s.ID.V, v)
			}
			for _, p := range s.AllPhones() {
				if !strings.Contains(string(b), `"`+p.E164+`"`) {
					t.Errorf("%s lacks %s", s.ID.V, p.E164)
				}
			}
		}
	}
}

func TestLinkedDataCannotEndItsElement(t *testing.T) {
	c := ownCatalog(t)
	l := c.Lens(catalog.Edition{Borough: "newham", Lang: "en"})
	s := l.Services()[0]
	s.Listing.Name.V = "</script><script>alert(1)</script><!--&\u2028"
	if b := string(export.Linked(l, s, "x.html")); strings.ContainsAny(b, "<>&\u2028") {
		t.Error(b)
	}
}
