package intake

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/fields"
	"welcomepack/internal/hsds"
)

// smallSite is a site of one borough and one service.
func smallSite() fstest.MapFS {
	file := func(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }
	return fstest.MapFS{
		"content/site.yaml": file("title: Pack\ntagline: Help\npublisher: Volunteers\nlanguages: [en]\nboroughs: [newham]\nemergency: [emergency]\n" +
			"review: {every: 6 months, grace: 3 months}\nabout: About.\nprivacy: Private.\naccessibility: Accessible.\ncredits: Thanks.\n"),
		"content/categories.yaml": file("categories:\n" +
			"  - {category: advice, name: Advice, about: Advice., icon: info}\n" +
			"  - {category: food-and-essentials, name: Food, about: Food., icon: info}\n" +
			"  - {category: health, name: Health, about: Health., icon: info}\n"),
		"content/boroughs/newham/borough.yaml": file("borough: newham\nname: Newham\nregion: London\nabout: Here.\ncouncil: emergency\n"),
		"content/shared/listings/police.yaml": file("organisation: police\nname: Police\nservices:\n  - service: emergency\n    name: Emergency\n    summary: Call.\n" +
			"    category: [advice]\n    phones:\n      - {ref: main, number: \"999\"}\n    sources:\n      - {title: x, kind: other}\n"),
	}
}

// A generator makes services of a feed.
type generator struct{ r *rand.Rand }

func (g generator) pick(list ...string) string { return list[g.r.IntN(len(list))] }

func object(pairs ...any) *hsds.Object {
	o := &hsds.Object{}
	for i := 0; i < len(pairs); i += 2 {
		if s, ok := pairs[i+1].(string); !ok || s != "" {
			o.Set(pairs[i].(string), pairs[i+1])
		}
	}
	return o
}

func (g generator) service(i int) *hsds.Object {
	org := i / 3
	id := hsds.ID("test", fmt.Sprint(i))
	place := hsds.ID("test place", fmt.Sprint(i))
	s := object("id", id, "name", fmt.Sprintf("Service %d", i), "status", "active",
		"organization", object("id", hsds.ID("test org", fmt.Sprint(org)), "name", fmt.Sprintf("Organisation %c", 'A'+org), "description", "They help."),
		"service_at_locations", []any{object("id", place, "location", object("id", place, "location_type", "physical", "name", fmt.Sprintf("Hall %d", i),
			"addresses", []any{object("id", place, "address_1", fmt.Sprintf("%c Example Street", 'A'+i), "city", "London", "state_province", "London", "postal_code", "E1 4AA", "country", "GB", "address_type", "physical")}))})
	for _, k := range []string{"description", "email", "url", "application_process", "eligibility_description", "minimum_age", "phones", "schedules", "languages", "cost_options", "attributes", "service_areas", "wait_time"} {
		if g.r.IntN(4) > 0 || k == "description" {
			g.change(s, k)
		}
	}
	return s
}

// change gives a member another value.
func (g generator) change(s *hsds.Object, key string) {
	words := func() string {
		return g.pick("Come", "Ask", "Wait", "Call") + " " + g.pick("us", "them", "first", "early") + " " + g.pick("today", "soon", "please") + "."
	}
	id := s.Text("id")
	switch key {
	case "email":
		s.Set(key, g.pick("a", "b", "c", "d")+"@example.org")
	case "url":
		s.Set(key, "https://"+g.pick("a", "b", "c", "d")+".example.org/")
	case "minimum_age":
		s.Set(key, json.Number(g.pick("16", "18", "21", "60")))
	case "phones":
		s.Set(key, []any{object("id", id, "number", "+44207946"+g.pick("0018", "0019", "0020", "0021"), "description", g.pick("advice", "main", ""))})
	case "schedules":
		s.Set(key, []any{object("id", id, "freq", "WEEKLY", "byday", g.pick("MO", "TU,TH", "SA", "MO,TU,WE,TH,FR"), "opens_at", g.pick("09:00", "10:00:00", "11:30"), "closes_at", g.pick("12:00", "17:00:00"))})
	case "languages":
		s.Set(key, []any{object("id", id, "code", g.pick("ar", "fa", "so")), object("id", hsds.ID(id), "code", "en")})
	case "cost_options":
		s.Set(key, []any{object("id", id, "amount", json.Number(g.pick("0", "1.50", "3")))})
	case "attributes":
		s.Set(key, []any{object("id", id, "taxonomy_term", object("id", id, "name", g.pick("Advice", "Food", "Health", "Knitting"), "description", "x"))})
	case "service_areas":
		s.Set(key, []any{object("id", id, "name", g.pick("Newham", "London", "Everywhere"))})
	default:
		s.Set(key, words())
	}
}

// listings is every unit of all listings of a borough's services, by path.
func listings(t *testing.T, site fstest.MapFS) map[string]fields.Node {
	t.Helper()
	out := map[string]fields.Node{}
	for p, f := range site {
		if !strings.HasPrefix(p, "content/boroughs/newham/listings/") {
			continue
		}
		n := readNode(t, f.Data)
		for _, u := range units(n) {
			if u[len(u)-1] != "sources" {
				v, _ := listingStyle.At(n, u)
				out[p+" "+strings.Join(u, "/")] = v
			}
		}
	}
	return out
}

// editLocally changes listings as a volunteer might, and puts comments in.
func editLocally(t *testing.T, site fstest.MapFS, r *rand.Rand) {
	t.Helper()
	for _, p := range sortedKeys(site) {
		if !strings.HasPrefix(p, "content/boroughs/newham/listings/") {
			continue
		}
		src := commented(site[p].Data, r)
		n := readNode(t, src)
		for _, u := range units(n) {
			v, _ := listingStyle.At(n, u)
			last := u[len(u)-1]
			if r.IntN(5) > 0 || v.Kind != fields.Text || needed(u) && last != "summary" || u[0] == "places" || slices.Contains([]string{"status", "cost"}, last) {
				continue
			}
			to := fields.TextNode("Changed here " + string(rune('a'+r.IntN(20))) + ".")
			switch last {
			case "email":
				to.Text = "here@example.org"
			case "web":
				to.Text = "https://here.example.org/"
			case "ages":
				to.Text = "25+"
			}
			if !needed(u) && r.IntN(3) == 0 {
				to = fields.Node{}
			}
			var err error
			if src, err = listingStyle.Edit(src, u, to); err != nil {
				t.Fatal(err)
			}
		}
		site[p] = &fstest.MapFile{Data: src}
	}
}

func TestSecondImportKeepsWhatWasChangedHereAndBringsWhatWasChangedThere(t *testing.T) {
	kinds := map[ChangeKind]int{}
	for seed := range uint64(40) {
		r := rand.New(rand.NewPCG(seed, 7))
		g := generator{r}
		var services []*hsds.Object
		for i := range 7 {
			services = append(services, g.service(i))
		}
		m := ownMapping()
		take := func(site fstest.MapFS, list []*hsds.Object) *Plan {
			p := planned(t, &Import{Site: site, Today: today, Borough: "newham", Mapping: m, Services: Foreigners(list)})
			apply(site, p)
			return p
		}
		site := smallSite()
		take(site, services)
		base := listings(t, site)
		editLocally(t, site, r)
		local := listings(t, site)
		comments := 0
		for _, f := range site {
			comments += strings.Count(string(f.Data), "# c above")
		}
		var changed []*hsds.Object
		for _, s := range services {
			c := &hsds.Object{Members: slices.Clone(s.Members)}
			for _, key := range []string{"description", "email", "url", "minimum_age", "phones", "schedules", "languages", "cost_options", "application_process", "service_areas"} {
				if r.IntN(4) == 0 {
					g.change(c, key)
				}
			}
			changed = append(changed, c)
		}
		fresh := smallSite()
		take(fresh, changed)
		theirs := listings(t, fresh)
		p := take(site, changed)
		final := listings(t, site)
		told := map[string]ChangeKind{}
		for _, c := range p.Changes {
			told[c.Path+" "+c.Unit] = c.Kind
			kinds[c.Kind]++
		}
		keys := map[string]bool{}
		for _, x := range []map[string]fields.Node{base, local, theirs, final} {
			for k := range x {
				keys[k] = true
			}
		}
		for k := range keys {
			b, l, f, got := base[k].Canonical(), local[k].Canonical(), theirs[k].Canonical(), final[k].Canonical()
			want, kind := l, ChangeKind("")
			switch {
			case l == f || b == f:
			case b == l:
				want, kind = f, Changed
			default:
				kind = Conflict
			}
			if got != want || kind == Conflict && told[k] != Conflict {
				t.Fatalf("seed %d: %s: it was %s, here it is %s, there %s; after the import %s (%s), want %s\n%s", seed, k, b, l, f, got, told[k], want, report(p))
			}
		}
		after := 0
		for _, f := range site {
			after += strings.Count(string(f.Data), "# c above")
		}
		if after < comments {
			t.Fatalf("seed %d: %d comments became %d", seed, comments, after)
		}
		if again := take(site, changed); len(again.Changes) > 0 || len(again.Files) != 1 {
			t.Fatalf("seed %d: a third import changes\n%s", seed, report(again))
		}
	}
	for _, k := range []ChangeKind{Added, Changed, Conflict} {
		if kinds[k] < 10 {
			t.Errorf("only %d changes of the kind %s were seen", kinds[k], k)
		}
	}
}

func TestWhatIsGoneStaysUntilDeletingIsAskedFor(t *testing.T) {
	r := rand.New(rand.NewPCG(3, 3))
	g := generator{r}
	services := []*hsds.Object{g.service(0), g.service(1), g.service(2), g.service(3)}
	site := smallSite()
	im := func(del bool, list ...*hsds.Object) *Plan {
		p := planned(t, &Import{Site: site, Today: today, Borough: "newham", Mapping: ownMapping(), Services: Foreigners(list), Delete: del})
		apply(site, p)
		return p
	}
	im(false, services...)
	a := "content/boroughs/newham/listings/organisation-a.yaml"
	if p := im(false, services[0]); p.Count(Gone) != 3 || strings.Count(string(site[a].Data), "- service:") != 3 {
		t.Errorf("%s\n%s", report(p), site[a].Data)
	}
	edited, err := listingStyle.Edit(site[a].Data, fields.Path{"services", "service-1", "summary"}, fields.TextNode("Our own words."))
	if err != nil {
		t.Fatal(err)
	}
	site[a] = &fstest.MapFile{Data: edited}
	p := im(true, services[0])
	if text := string(site[a].Data); !strings.Contains(text, "service-1") || strings.Contains(text, "service-2") || strings.Contains(text, "hall-2") || p.Count(Removed) != 2 || p.Count(Gone) != 1 {
		t.Errorf("%s\n%s", report(p), text)
	}
	if site["content/boroughs/newham/listings/organisation-b.yaml"] != nil {
		t.Error("a listing without services is still there")
	}
	im(false, services...)
	if text := string(site[a].Data); !strings.Contains(text, "service-2") {
		t.Errorf("a service that came back is not there:\n%s", text)
	}
}

func TestServiceTakenOutHereStaysOut(t *testing.T) {
	g := generator{rand.New(rand.NewPCG(5, 5))}
	services := []*hsds.Object{g.service(0), g.service(1)}
	site := smallSite()
	im := func() *Plan {
		p := planned(t, &Import{Site: site, Today: today, Borough: "newham", Mapping: ownMapping(), Services: Foreigners(services)})
		apply(site, p)
		return p
	}
	im()
	a := "content/boroughs/newham/listings/organisation-a.yaml"
	out, err := listingStyle.Edit(site[a].Data, fields.Path{"services", "service-1"}, fields.Node{})
	if err != nil {
		t.Fatal(err)
	}
	site[a] = &fstest.MapFile{Data: out}
	if p := im(); len(p.Changes) > 0 || strings.Contains(string(site[a].Data), "service-1") {
		t.Errorf("%s\n%s", report(p), site[a].Data)
	}
}

func TestHostileFeedsDoNoHarm(t *testing.T) {
	evil := "</script><script>alert(1)</script>"
	s := object("id", "../../../../etc/passwd", "name", "../../evil "+evil, "status", "active", "description", "<p>Plain &amp; simple</p><script>alert(1)</script>{{rule.x}} {phone}",
		"organization", object("id", "..\\..\\x", "name", "../../../tmp/evil\x00\u202e", "description", "a\r\nb: [c", hsds.Own, object("organisation", "../../up")),
		"url", "javascript:alert(1)", "email", "a@b\nBcc: c@d", hsds.Own, object("service", "../../../x", "words", object("summary", "{rule.x}")),
		"phones", []any{object("number", "<b>09</b>"), object("number", "0900 123 4567")})
	site := smallSite()
	p := planned(t, &Import{Site: site, Today: today, Borough: "newham", Mapping: ownMapping(), Services: Foreigners([]*hsds.Object{s})})
	for _, f := range p.Files {
		if !strings.HasPrefix(f.Path, "content/boroughs/newham/") || strings.Contains(f.Path, "..") {
			t.Errorf("writes %s", f.Path)
		}
		if strings.HasSuffix(f.Path, ".yaml") && strings.ContainsAny(string(f.Bytes), "<>\x00\u202e") {
			t.Errorf("%s", f.Bytes)
		}
		if strings.HasSuffix(f.Path, ".yaml") && (strings.Contains(string(f.Bytes), "javascript") || strings.Contains(string(f.Bytes), "0900")) {
			t.Errorf("%s", f.Bytes)
		}
	}
	for _, bad := range []string{"", "[", `{"a":1}`, strings.Repeat("[", 100000), "\xff\xfe", `[1,2,"x"]`, `{"contents":[{"name":1}]}`} {
		if list, err := Feed([]byte(bad)); err == nil && len(list) > 0 {
			t.Errorf("%.40q is read as %v", bad, list)
		}
	}
}
