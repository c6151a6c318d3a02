package intake

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/fields"
	"welcomepack/internal/hsds"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

const ownRoot = "../.."

var today = calendar.Date{Year: 2026, Month: 11, Day: 22}

// ownFiles is the repository's own content.
func ownFiles(t testing.TB) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := fs.WalkDir(os.DirFS(ownRoot), "content", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(ownRoot + "/" + p)
		files[p] = &fstest.MapFile{Data: slices.Clone(b)}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func resolved(t testing.TB, site fs.FS) *catalog.Catalog {
	t.Helper()
	set := &source.Set{}
	s, ds, err := load.Load(site, set)
	if err != nil || ds.HasErrors() {
		var b strings.Builder
		ds.Print(&b, set)
		t.Fatalf("%v\n%s", err, b.String())
	}
	c, ds := catalog.Resolve(s, nil, today)
	if ds.HasErrors() {
		var b strings.Builder
		ds.Print(&b, set)
		t.Fatal(b.String())
	}
	return c
}

// feedFiles is the feed of one borough, by path within it.
func feedFiles(t testing.TB, c *catalog.Catalog, borough string) fstest.MapFS {
	t.Helper()
	files := fstest.MapFS{}
	err := export.PutFeed(c, model.ID(borough), func(p string, b []byte) error {
		files[strings.TrimPrefix(p, borough+"/"+export.FeedFolder)] = &fstest.MapFile{Data: slices.Clone(b)}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return files
}

func planned(t testing.TB, im *Import) *Plan {
	t.Helper()
	p, err := im.Plan()
	if err != nil {
		t.Fatal(err)
	}
	if len(p.Diags) > 0 {
		var b strings.Builder
		p.Diags.Print(&b, p.Set)
		t.Fatalf("%v\n%s", p.Notices, b.String())
	}
	return p
}

func report(p *Plan) string {
	var b strings.Builder
	p.Print(&b)
	return b.String()
}

// apply writes a plan into a site.
func apply(site fstest.MapFS, p *Plan) {
	for _, f := range p.Files {
		if f.Bytes == nil {
			delete(site, f.Path)
		} else {
			site[f.Path] = &fstest.MapFile{Data: f.Bytes}
		}
	}
}

func ownMapping() *Mapping {
	return &Mapping{Name: "directory", From: "https://directory.example.org/services", Title: "A directory", Category: "advice", Categories: map[string]string{}}
}

func boroughsOf(c *catalog.Catalog) []string {
	var out []string
	for _, b := range c.Site.Boroughs {
		out = append(out, string(b.ID.V))
	}
	return out
}

func TestImportOfOurOwnExportChangesNothing(t *testing.T) {
	site := ownFiles(t)
	c := resolved(t, site)
	for _, b := range boroughsOf(c) {
		services, err := Folder(feedFiles(t, c, b))
		if err != nil {
			t.Fatal(err)
		}
		p := planned(t, &Import{Site: site, Today: today, Borough: b, Mapping: ownMapping(), Services: Foreigners(services)})
		if text := report(p); text != "" || len(p.Files) != 1 {
			t.Errorf("%s: %d files\n%s", b, len(p.Files), text)
		}
		if k := string(p.Files[0].Bytes); strings.Contains(k, `"rest"`) {
			t.Errorf("%s: something is left over: %.2000s", b, k)
		}
	}
}

// emptied is the own site with one borough and no listings.
func emptied(t *testing.T, site fstest.MapFS, borough string) fstest.MapFS {
	out := fstest.MapFS{}
	for p, f := range site {
		if strings.HasPrefix(p, "content/boroughs/") && !strings.HasPrefix(p, "content/boroughs/"+borough+"/") || strings.Contains(p, "/listings/") {
			continue
		}
		out[p] = f
	}
	settings := string(site["content/site.yaml"].Data)
	settings = regexp.MustCompile(`(?m)^boroughs: .*$`).ReplaceAllString(settings, "boroughs: ["+borough+"]")
	settings = regexp.MustCompile(`(?m)^  london: .*$`).ReplaceAllString(settings, "  london: ["+borough+"]")
	out["content/site.yaml"] = &fstest.MapFile{Data: []byte(settings)}
	return out
}

func TestExportOfAnImportedExportIsTheSame(t *testing.T) {
	site := ownFiles(t)
	c := resolved(t, site)
	for _, b := range boroughsOf(c) {
		first := feedFiles(t, c, b)
		services, err := Folder(first)
		if err != nil {
			t.Fatal(err)
		}
		into := emptied(t, site, b)
		p := planned(t, &Import{Site: into, Today: today, Borough: b, Mapping: ownMapping(), Services: Foreigners(services)})
		if len(p.Notices) > 0 {
			t.Errorf("%s: %v", b, p.Notices)
		}
		apply(into, p)
		second := feedFiles(t, resolved(t, into), b)
		differ := 0
		for name, f := range first {
			if g := second[name]; (g == nil || !bytes.Equal(ofAnyBorough(t, f.Data), ofAnyBorough(t, g.Data))) && differ < 3 && strings.HasPrefix(name, "services/") && strings.Count(name, "/") == 2 {
				differ++
				got := []byte("nothing")
				if g != nil {
					got = g.Data
				}
				t.Errorf("%s %s\n%s\n%s", b, name, ofAnyBorough(t, f.Data), ofAnyBorough(t, got))
			}
		}
		if len(second) < len(first)-40 {
			t.Errorf("%s: %d files, then %d", b, len(first), len(second))
		}
	}
}

// ofAnyBorough is an entity without translations, which stay with the site, and without the boroughs that a shared service is
// for.
func ofAnyBorough(t *testing.T, b []byte) []byte {
	t.Helper()
	v, err := hsds.Parse(b)
	if err != nil {
		return b
	}
	if own := v.(*hsds.Object).Object(hsds.Own); own != nil {
		for i, m := range own.Members {
			if m.Key == "boroughs" {
				own.Members = append(own.Members[:i], own.Members[i+1:]...)
				break
			}
		}
	}
	return hsds.Style{Drop: hsds.Translations}.Append(nil, v)
}

// The example in docs/content.md has every field. It comes back out of the feed but for the note, which is never published.
func TestEveryFieldOfAListingComesBack(t *testing.T) {
	b, err := os.ReadFile(path.Join(ownRoot, "docs/content.md"))
	if err != nil {
		t.Fatal(err)
	}
	_, rest, _ := strings.Cut(string(b), "```yaml\norganisation: ")
	example, _, ok := strings.Cut("organisation: "+rest, "```")
	if !ok {
		t.Fatal("docs/content.md has no listing")
	}
	more := strings.NewReplacer("status: active", "status: paused", "    boroughs: [london]                  # shared listings only: where it helps; left out = everywhere\n", "",
		"category: [advice, english-classes]", "category: [advice, health]", "introduces: [nhs-111]", "introduces: [by-phone]", "open: always ", "open: [{every: [1st monday, 3rd monday], from: \"10:00\", to: \"24:00\", what: nurses, mode: phone, except: [2026-12-07]}]",
		"cost: free ", "cost: {amount: \"1.50\", note: for lunch} ").Replace(example) +
		"  - service: by-phone\n    name: By phone\n    summary: \"Call {phone.advice}, or {emergency.phone} in danger.\"\n    category: [advice]\n    who: {women_only: true, nrpf_ok: false}\n" +
		"    phones:\n      - {ref: advice, number: \"020 7946 0019\", open: always, free: false}\n" +
		"    at:\n      - when:\n          - {every: day, from: \"00:00\", to: \"24:00\", mode: online}\n      - place: central-library\n        when:\n          - {every: last friday, from: \"09:00\", to: \"10:00\"}\n" +
		"    cost: {note: Ask them.}\n"
	periods := &fstest.MapFile{Data: []byte("periods:\n  - {period: bank-holidays, name: B, known: 2026-01-01 to 2027-12-31, days: [2026-12-25], sources: [{title: T, kind: own}]}\n" +
		"  - {period: school-terms, name: S, known: 2026-01-01 to 2027-12-31, days: [2026-11-02 to 2026-12-18], sources: [{title: T, kind: own}]}\n")}
	site := smallSite()
	site["content/periods.yaml"] = periods
	name := "content/boroughs/newham/listings/welcome-drop-in.yaml"
	site[name] = &fstest.MapFile{Data: []byte(more)}
	services, err := Folder(feedFiles(t, resolved(t, site), "newham"))
	if err != nil {
		t.Fatal(err)
	}
	into := smallSite()
	into["content/periods.yaml"] = periods
	p := planned(t, &Import{Site: into, Today: today, Borough: "newham", Mapping: ownMapping(), Services: Foreigners(services)})
	apply(into, p)
	want := listingStyle.With(readNode(t, []byte(more)), fields.Path{"services", "wednesday-drop-in", "note"}, fields.Node{})
	got := readNode(t, into[name].Data)
	for _, u := range units(want) {
		w, _ := listingStyle.At(want, u)
		g, _ := listingStyle.At(got, u)
		if u[len(u)-1] == "status" && w.Text == "active" || digest(w) == digest(g) {
			continue
		}
		t.Errorf("%v was %s and is %s", u, w.Canonical(), g.Canonical())
	}
	for _, u := range units(got) {
		if _, ok := listingStyle.At(want, u); !ok && u[len(u)-1] != "sources" { // a service without sources gets the feed as one
			t.Errorf("%v is new", u)
		}
	}
	if text := report(p); strings.Contains(text, "kept beside") || len(p.Notices) > 0 {
		t.Error(text)
	}
}

// lost lists what of theirs is not in ours, by path.
func lost(at string, theirs, ours any) []string {
	switch x := theirs.(type) {
	case map[string]any:
		y, ok := ours.(map[string]any)
		if !ok {
			return []string{at}
		}
		var out []string
		for k, v := range x {
			out = append(out, lost(at+"/"+k, v, y[k])...)
		}
		return out
	case []any:
		y, _ := ours.([]any)
		var out []string
		for i, v := range x {
			best := []string{at + "[" + string(rune('0'+i)) + "]"}
			for k, w := range y {
				if l := lost(at+"["+string(rune('0'+i))+"]", v, w); k == 0 || len(l) < len(best) {
					best = l
				}
			}
			out = append(out, best...)
		}
		return out
	}
	if theirs != ours {
		return []string{at}
	}
	return nil
}

func TestExamplesOfTheStandardComeBackWhole(t *testing.T) {
	for _, name := range []string{"uk-profile/examples/service_full.json", "hsds-3.0/examples/service_full.json",
		"uk-profile/examples/organization_full.json", "hsds-3.0/examples/organization_full.json",
		"uk-profile/examples/service_list.json", "hsds-3.0/examples/service_list.json"} {
		b, err := os.ReadFile(path.Join(ownRoot, "testdata/oruk", name))
		if err != nil {
			t.Fatal(err)
		}
		services, err := Feed(b)
		if err != nil {
			t.Fatalf("%s: %v", name, err)
		}
		site := smallSite()
		p := planned(t, &Import{Site: site, Today: today, Borough: "newham", Mapping: ownMapping(), Services: Foreigners(services)})
		apply(site, p)
		files := feedFiles(t, resolved(t, site), "newham")
		for _, s := range services {
			var theirs, ours any
			if err := json.Unmarshal(hsds.Style{}.Append(nil, s), &theirs); err != nil {
				t.Fatal(err)
			}
			f := files["services/"+s.Text("id")+"/index.json"]
			if f == nil {
				t.Fatalf("%s: no service of the ID %s\n%s", name, s.Text("id"), report(p))
			}
			if err := json.Unmarshal(f.Data, &ours); err != nil {
				t.Fatal(err)
			}
			for _, l := range lost("", theirs, ours) {
				t.Errorf("%s: lost %s", name, l)
			}
		}
		t.Logf("%s\n%s", name, report(p))
		again := planned(t, &Import{Site: site, Today: today, Borough: "newham", Mapping: ownMapping(), Services: Foreigners(services)})
		if len(again.Changes) > 0 {
			t.Errorf("%s: the second import changes\n%s", name, report(again))
		}
	}
}
