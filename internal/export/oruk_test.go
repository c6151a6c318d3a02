package export_test

import (
	"bytes"
	"encoding/json"
	"os"
	"path"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/source"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

const root = "../.."

var today = calendar.Date{Year: 2026, Month: 11, Day: 22}

// ownCatalog is the repository's own site.
func ownCatalog(t testing.TB) *catalog.Catalog {
	t.Helper()
	files := &source.Set{}
	site, ds, err := load.Load(os.DirFS(root), files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	c, _ := catalog.Resolve(site, nil, today)
	return c
}

func feedOf(t testing.TB, c *catalog.Catalog) map[string][]byte {
	t.Helper()
	files := map[string][]byte{}
	for _, b := range append([]model.Borough{{}}, c.Site.Boroughs...) {
		err := export.PutFeed(c, b.ID.V, func(p string, b []byte) error {
			if files[p] != nil {
				t.Errorf("%s is put twice", p)
			}
			files[p] = slices.Clone(b)
			return nil
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return files
}

// standard reads a schema of Open Referral's, with formats checked.
func standard(t *testing.T, name string) *jsonschema.Schema {
	t.Helper()
	c := jsonschema.NewCompiler()
	c.DefaultDraft(jsonschema.Draft2020)
	c.AssertFormat()
	abs, err := filepath.Abs(filepath.Join(root, "testdata/oruk", name))
	if err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile("file://" + filepath.ToSlash(abs))
	if err != nil {
		t.Fatal(err)
	}
	return s
}

// held says what each kind of file is held against: the validator's wrappers and the UK profile, and core HSDS.
var held = map[string][]string{
	"/":                     {"oruk-validator/V3.0-UK/api_details.json"},
	"services":              {"oruk-validator/V3.0-UK/service_list.json"},
	"services/":             {"uk-profile/schema/compiled/service.json", "uk-profile/schema/service.json", "hsds-3.0/schema/service.json"},
	"service_at_locations":  {"oruk-validator/V3.0-UK/service_at_location_list.json"},
	"service_at_locations/": {"uk-profile/schema/compiled/service_at_location.json", "hsds-3.0/schema/service_at_location.json"},
	"organizations/":        {"uk-profile/schema/organization.json", "hsds-3.0/schema/organization.json"},
	"organizations":         {},
	"taxonomies":            {"oruk-validator/V3.0-UK/taxonomy_list.json"},
	"taxonomies/":           {"oruk-validator/V3.0-UK/taxonomy.json", "hsds-3.0/schema/taxonomy.json"},
	"taxonomy_terms":        {"oruk-validator/V3.0-UK/taxonomy_term_list.json"},
	"taxonomy_terms/":       {"oruk-validator/V3.0-UK/taxonomy_term.json", "hsds-3.0/schema/taxonomy_term.json"},
}

func TestFeedsOfEveryBoroughAreValid(t *testing.T) {
	c := ownCatalog(t)
	schemas := map[string][]*jsonschema.Schema{}
	for kind, names := range held {
		for _, n := range names {
			schemas[kind] = append(schemas[kind], standard(t, n))
		}
	}
	counts := map[string]int{}
	for p, b := range feedOf(t, c) {
		_, rest, ok := strings.Cut(p, export.FeedFolder)
		if !ok || path.Base(p) != "index.json" {
			t.Fatalf("%s is no file of a feed", p)
		}
		kind := strings.TrimSuffix(rest, "index.json")
		switch parts := strings.Split(kind, "/"); len(parts) {
		case 1:
			kind = "/"
		case 2:
			kind = parts[0]
		default:
			kind = parts[0] + "/"
		}
		if _, known := held[kind]; !known {
			t.Errorf("%s is of no known kind", p)
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Errorf("%s: %v", p, err)
			continue
		}
		for _, s := range schemas[kind] {
			if err := s.Validate(v); err != nil {
				t.Errorf("%s: %v\n%.600s", p, err, b)
			}
		}
		counts[kind]++
	}
	for kind := range held {
		if counts[kind] < 6 { // five boroughs and all
			t.Errorf("%d files of the kind %s", counts[kind], kind)
		}
	}
	t.Log(counts)
}

func TestSchemasRefuseWhatIsWrong(t *testing.T) {
	s := standard(t, "hsds-3.0/schema/service.json")
	for _, wrong := range []string{
		`{"id":"not-a-uuid","name":"x","status":"active"}`,
		`{"id":"ac148810-d857-441c-9679-408f346de14b","name":"x","status":"open"}`,
		`{"id":"ac148810-d857-441c-9679-408f346de14b","name":"x","status":"active","url":"no address"}`,
		`{"id":"ac148810-d857-441c-9679-408f346de14b","name":"x","status":"active","email":"no e-mail"}`,
		`{"id":"ac148810-d857-441c-9679-408f346de14b","status":"active"}`,
	} {
		v, err := jsonschema.UnmarshalJSON(strings.NewReader(wrong))
		if err != nil {
			t.Fatal(err)
		}
		if s.Validate(v) == nil {
			t.Errorf("passes: %s", wrong)
		}
	}
}

func TestFeedHoldsEveryServiceOnceAndNoNotes(t *testing.T) {
	c := ownCatalog(t)
	files := feedOf(t, c)
	all := 0
	seen := map[string]bool{}
	for _, b := range c.Site.Boroughs {
		var page struct {
			Total    int `json:"total_items"`
			Contents []struct{ ID, Name string }
		}
		if err := json.Unmarshal(files[string(b.ID.V)+"/data/oruk/services/index.json"], &page); err != nil {
			t.Fatal(err)
		}
		want := len(export.Offers(c, b.ID.V, nil))
		if page.Total != want || len(page.Contents) != want {
			t.Errorf("%s: %d and %d services, want %d", b.ID.V, page.Total, len(page.Contents), want)
		}
		for _, s := range page.Contents {
			if !seen[s.ID] {
				seen[s.ID] = true
				all++
			}
		}
	}
	var page struct {
		Total int `json:"total_items"`
	}
	if err := json.Unmarshal(files["data/oruk/services/index.json"], &page); err != nil || page.Total != all {
		t.Errorf("the feed of all has %d services, the boroughs %d (%v)", page.Total, all, err)
	}
	for _, l := range c.Site.Shared.Listings {
		for _, s := range l.Services {
			if n := s.Note.V; n != "" {
				for p, b := range files {
					if bytes.Contains(b, []byte(n)) {
						t.Fatalf("%s holds a note for reviewers: %s", p, n)
					}
				}
			}
		}
	}
}

// TestOrganisationsInTheirListAreValid: the published schemas have no page of organisations, so each is held against that of one.
func TestOrganisationsInTheirListAreValid(t *testing.T) {
	schemas := []*jsonschema.Schema{standard(t, "uk-profile/schema/organization.json"), standard(t, "hsds-3.0/schema/organization.json")}
	n := 0
	for p, b := range feedOf(t, ownCatalog(t)) {
		if !strings.HasSuffix(p, export.FeedFolder+"organizations/index.json") {
			continue
		}
		v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
		if err != nil {
			t.Fatal(err)
		}
		page := v.(map[string]any)
		list := page["contents"].([]any)
		if len(page) != 8 || page["total_items"] != json.Number(strconv.Itoa(len(list))) || page["last_page"] != true {
			t.Errorf("%s is no page", p)
		}
		for _, o := range list {
			for _, s := range schemas {
				if err := s.Validate(o); err != nil {
					t.Errorf("%s: %v", p, err)
				}
			}
			n++
		}
	}
	if n < 100 {
		t.Errorf("%d organisations", n)
	}
}

// TestKindsOfHelpAreTranslated in the file of each, as services are; not in the list.
func TestKindsOfHelpAreTranslated(t *testing.T) {
	files := feedOf(t, ownCatalog(t))
	kinds := 0
	for p, b := range files {
		if !strings.HasPrefix(p, "newcastle/data/oruk/taxonomy_terms/") {
			continue
		}
		var term struct {
			Taxonomy     string
			Translations []map[string]string `json:"x_translations"`
		}
		if err := json.Unmarshal(b, &term); err != nil {
			t.Fatal(err)
		}
		if translated := len(term.Translations) > 0; translated != (term.Taxonomy == "Kinds of help") {
			t.Errorf("%s: %s", p, b)
		}
		for _, x := range term.Translations {
			if x["name"] == "" || x["description"] == "" || x["language"] == "" || x["state"] == "" {
				t.Errorf("%s: %v", p, x)
			}
		}
		kinds += min(len(term.Translations), 1)
	}
	if kinds < 15 {
		t.Errorf("%d kinds of help are translated", kinds)
	}
	var list struct {
		Contents []map[string]any
	}
	if err := json.Unmarshal(files["newcastle/data/oruk/taxonomy_terms/index.json"], &list); err != nil || list.Contents[0]["x_translations"] != nil {
		t.Errorf("the list is not small: %v, %v", err, list.Contents[0])
	}
}

func TestTranslationsSayWhatTheyAre(t *testing.T) {
	files := feedOf(t, ownCatalog(t))
	states := map[string]int{}
	for p, b := range files {
		if strings.HasPrefix(p, "newham/data/oruk/services/") && strings.Count(p, "/") == 5 {
			var s struct {
				Translations []map[string]any `json:"x_translations"`
			}
			if err := json.Unmarshal(b, &s); err != nil {
				t.Fatal(err)
			}
			for _, x := range s.Translations {
				state, _ := x["state"].(string)
				states[state]++
				if x["language"] == "en" || x["name"] == "" {
					t.Errorf("%s: %v", p, x)
				}
			}
		}
		if strings.HasSuffix(p, "services/index.json") && bytes.Contains(b, []byte("x_translations")) {
			t.Errorf("%s has translations: the list is to be small", p)
		}
	}
	for s := range states {
		if !slices.Contains([]string{"reviewed", "draft", "machine"}, s) {
			t.Errorf("state %q", s)
		}
	}
	if states["draft"]+states["machine"] == 0 {
		t.Errorf("no translation is called a draft: %v", states)
	}
}

// TestListsReadAsTheyWerePut reads the lists of every feed back, and lists that somebody has cut or changed.
func TestListsReadAsTheyWerePut(t *testing.T) {
	c := ownCatalog(t)
	files := feedOf(t, c)
	for _, b := range append([]model.Borough{{}}, c.Site.Boroughs...) {
		again := export.NewFeed(c, b.ID.V, func(p string, got []byte) error {
			if !bytes.Equal(got, files[p]) {
				t.Errorf("%s differs", p)
			}
			return nil
		})
		for _, kind := range export.EntryKinds {
			list := files[again.ListPath(kind)]
			entries, ok := export.ReadList(kind, list)
			if !ok || len(entries) == 0 {
				t.Fatalf("%s: %d entries, %v", again.ListPath(kind), len(entries), ok)
			}
			for _, e := range entries {
				if files[again.Path(e)] == nil {
					t.Errorf("no file %s", again.Path(e))
				}
				again.List(e)
			}
			for _, bad := range [][]byte{nil, list[1:], list[:len(list)/2], list[:len(list)-1], bytes.Replace(list, []byte(`{"id":"`), []byte(`{"ID":"`), 1), bytes.Replace(list, []byte(",\n"), nil, 1)} {
				if _, ok := export.ReadList(kind, bad); ok && len(entries) > 1 {
					t.Errorf("a broken list of %s is read: %.60q", kind, bad)
				}
			}
		}
		if err := again.Close(); err != nil {
			t.Fatal(err)
		}
	}
	put := 0
	empty := export.NewFeed(c, "", func(_ string, b []byte) error {
		if entries, ok := export.ReadList("services", b); ok && len(entries) == 0 {
			put++
		}
		return nil
	})
	if empty.Close(); put < len(export.EntryKinds) {
		t.Error("an empty list is not read")
	}
}

func BenchmarkFeed(b *testing.B) {
	c := ownCatalog(b)
	for b.Loop() {
		n := 0
		if err := export.PutFeed(c, "", func(p string, x []byte) error { n += len(x); return nil }); err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(n), "bytes")
	}
}
