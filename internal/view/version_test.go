package view_test

import (
	"strings"
	"testing"

	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// A pack's code, the words on its cover and the page to which the code leads name one version, in whichever way the
// edition is printed; other words make another one, another day does not.
func TestAVersionIsOfWhatThePackSays(t *testing.T) {
	c := site(t, "testdata/full.txtar")
	l := lens(c, lang.English)
	v := view.Version(l)
	pg := page(t, l, "version.html")
	if !strings.Contains(words(pg), "The newest pack has the version "+v) {
		t.Errorf("the page does not say %s:\n%s", v, words(pg))
	}
	p := view.Pack(l)
	if c.Site.Settings.URL.V != "" && !strings.HasSuffix(p.Cover.Scan.Address, "/version.html#"+v) {
		t.Errorf("the code leads to %q", p.Cover.Scan.Address)
	}
	part := view.CustomPack(l, view.Choice{Stages: nil, Categories: nil, Guides: nil, Services: []model.ID{l.Services()[0].ID.V}})
	if part.Cover.Scan.Address != p.Cover.Scan.Address {
		t.Error("a part of the pack has another version")
	}
	later := *c
	later.Today = c.Today.AddDays(1)
	if got := view.Version(later.Lens(l.Edition())); got != v {
		t.Errorf("the next day it is %s", got)
	}
	other := c.Lens(catalog.Edition{Borough: "newham", Lang: c.Site.Settings.Languages[1].V})
	if view.Version(other) == v || view.Version(other.Beside()) != view.Version(other) || view.Version(other.English()) != view.Version(other) {
		t.Error("versions of another language")
	}
	now := view.Version(c.Lens(l.Edition()))
	l.Timed()[0].At[0].When[0].To.V++
	if view.Version(c.Lens(l.Edition())) == now {
		t.Error("with other times it is the same version")
	}
	l.Service("full-service").Phones = nil
	if view.Version(c.Lens(l.Edition())) == v {
		t.Error("without a phone number it is the same version")
	}
}
