package exchange

import (
	"math/rand/v2"
	"regexp"
	"slices"
	"strings"
	"testing"
)

// tough returns units with markup of every kind, good and broken, in every state.
func tough(seed uint64) Batch {
	r := rand.New(rand.NewPCG(seed, 11))
	b := Batch{Project: "example.org", Lang: "ar"}
	parts := append(slices.Clone(hard), "{a.phone}", "{b.web}", "**bold**", "[link](1)", "[**both** {a.phone}](2)", " words ")
	text := func() string {
		var s string
		for range 1 + r.IntN(5) {
			s += parts[r.IntN(len(parts))]
		}
		return s
	}
	for i := range 40 {
		u := Unit{ID: unitID{b.Project, "ar", "shared", strings.Repeat("0", 14) + string(rune('a'+i/26)) + string(rune('a'+i%26)), -1}.String(), File: "shared",
			Uses: []string{"shared/guides/gp.md#start/1"}, English: text(), State: State(r.IntN(4)), Context: hard[r.IntN(len(hard))], Notes: []string{text()}, Values: map[string]string{"a.phone": "020 7946 0018"}}
		if u.State != Missing {
			u.Words = text()
		}
		if u.State == Stale {
			u.OldEnglish = text()
		}
		b.Units = append(b.Units, u)
	}
	return b
}

var nmtoken = regexp.MustCompile(`^[\w.:-]+$`)

// TestXLIFFKeepsItsRules looks at what the two standards ask of a file beside being XML: identities are names and stand
// once, both ends of a code are there, references lead somewhere, and the parts of a unit come in their order.
func TestXLIFFKeepsItsRules(t *testing.T) {
	for seed := range uint64(20) {
		b := tough(seed)
		for name, data := range map[string][]byte{"1.2": XLIFF12(b), "2.1": XLIFF21(b)} {
			root, at, err := parseXML(data)
			if err != nil {
				t.Fatalf("%s: %d: %v", name, at, err)
			}
			unit, order := "trans-unit", []string{"source", "target", "context-group", "alt-trans", "note"}
			if name == "2.1" {
				unit, order = "unit", []string{"matches", "notes", "originalData", "segment"}
			}
			seen := map[string]bool{}
			n := 0
			root.all(unit, func(u *element) {
				n++
				if id := u.attrs["id"]; !nmtoken.MatchString(id) || seen[id] {
					t.Errorf("%s: the identity %q is no name, or stands twice", name, id)
				}
				seen[u.attrs["id"]] = true
				last := 0
				for _, k := range u.kids {
					if k.el != nil {
						i := slices.Index(order, k.el.name)
						if i < last {
							t.Errorf("%s: %s stands in the wrong place of a unit", name, k.el.name)
						}
						last = i
					}
				}
				parts := u
				if name == "2.1" {
					parts = u.child("segment")
				}
				for _, part := range []string{"source", "target"} {
					if e := parts.child(part); e != nil {
						codesAreWhole(t, name, u, e)
					}
				}
			})
			if n != len(b.Units) {
				t.Errorf("%s: %d units of %d", name, n, len(b.Units))
			}
		}
	}
}

// codesAreWhole looks at the codes of a source or target.
func codesAreWhole(t *testing.T, version string, unit, text *element) {
	t.Helper()
	data := map[string]bool{}
	if d := unit.child("originalData"); d != nil {
		for _, e := range d.children("data") {
			data[e.attrs["id"]] = true
		}
	}
	opened := map[string]string{}
	var look func(e *element)
	look = func(e *element) {
		for _, k := range e.kids {
			if k.el == nil {
				continue
			}
			id := k.el.attrs["id"]
			if k.el.name == "ept" {
				if opened[id] != "bpt" {
					t.Errorf("%s: code %s closes without being open in %s", version, id, unit.attrs["id"])
				}
				opened[id] = "done"
				continue
			}
			if opened[id] != "" || !nmtoken.MatchString(id) {
				t.Errorf("%s: code %q stands twice in %s of %s", version, id, text.name, unit.attrs["id"])
			}
			opened[id] = k.el.name
			for _, a := range []string{"dataRef", "dataRefStart", "dataRefEnd"} {
				if ref := k.el.attrs[a]; ref != "" && !data[ref] {
					t.Errorf("%s: %s of code %s leads nowhere", version, a, id)
				}
			}
			look(k.el)
		}
	}
	look(text)
	for id, kind := range opened {
		if kind == "bpt" {
			t.Errorf("%s: code %s does not close in %s", version, id, unit.attrs["id"])
		}
	}
}
