package schema

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"github.com/santhosh-tekuri/jsonschema/v6"
	"gopkg.in/yaml.v3"

	"welcomepack/internal/diag"
	"welcomepack/internal/intake"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
)

// examples returns values that have every field of the shape. Where a value may have several shapes, each is in one of
// the examples.
func (s Shape) examples(pick int) any {
	switch {
	case s.Any != nil:
		return s.Any[min(pick, len(s.Any)-1)].examples(pick)
	case s.Items != nil:
		return []any{s.Items.examples(pick)}
	case s.Each != nil:
		return map[string]any{s.Example: s.Each.examples(pick)}
	case s.Fields != nil:
		m := map[string]any{}
		for _, f := range s.Fields {
			m[f.Name] = f.Shape.examples(pick)
		}
		return m
	case s.Types[0] == "boolean":
		return true
	case s.Types[0] == "integer":
		n, _ := strconv.Atoi(s.Example)
		return n
	}
	return s.Example
}

// mostShapes is how many shapes the value with the most has.
const mostShapes = 4

// loaded reads one file as part of an else plain site, and returns what was said of it.
func loaded(t *testing.T, file string, content any) diag.List {
	t.Helper()
	b, err := json.Marshal(content)
	if err != nil {
		t.Fatal(err)
	}
	if path.Ext(file) == ".md" {
		b = []byte("---\n" + string(b) + "\n---\nA **BRP** is a card.\n")
	}
	return loadedText(t, file, string(b))
}

func loadedText(t *testing.T, file, text string) diag.List {
	t.Helper()
	fsys := fstest.MapFS{
		"content/site.yaml":                       {Data: []byte("title: T\npublisher: P\nlanguages: [en, ar]\nboroughs: [northbank]\nemergency: [nhs-111]\n")},
		"content/boroughs/northbank/borough.yaml": {Data: []byte("borough: northbank\nname: Northbank\n")},
		file: {Data: []byte(text)},
	}
	files := &source.Set{}
	if strings.Contains(file, "/import/") {
		var ds diag.List
		intake.ReadMapping(&ds, files, file, []byte(text))
		return ds
	}
	_, ds, err := load.Load(fsys, files)
	if err != nil {
		t.Fatal(err)
	}
	return slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return files.Path(d.At.File) != file })
}

// where is a path at which a test's file of the kind may lie.
func (f File) where() string {
	p := strings.Replace(f.Paths[0], "boroughs/*", "boroughs/northbank", 1)
	p = strings.Replace(p, "translations/*", "translations/ar", 1)
	return strings.Replace(p, "*", "welcome-drop-in", 1)
}

// stranger is a field that nothing has.
const stranger = "zzzzzzzzz"

// TestSchemaAndProgramKnowTheSameFields gives the program a file with every field that the schema has: it must know them
// all. Then each group of fields in turn gets a stranger; the program's answer names the fields that it knows there, and
// they must be those of the schema. A new field of internal/load needs a line in files.go, where its neighbours are.
func TestSchemaAndProgramKnowTheSameFields(t *testing.T) {
	for _, f := range Files {
		if f.Name == "strings" {
			continue // its names are the interface's own; internal/theme reads them
		}
		t.Run(f.Name, func(t *testing.T) {
			knows := map[string]map[string]bool{} // by the way to the group
			for pick := range mostShapes {
				whole := f.Shape.examples(pick)
				for _, d := range loaded(t, f.where(), whole) {
					// unused-hint: the words that translators are told of stand in no such example
					if d.Severity == diag.Error && d.Code != "unused-hint" && d.Code != "limit" {
						t.Errorf("the example is refused: %s [%s]", d.Message, d.Code)
					}
				}
				groups(whole, "", func(way string, group map[string]any) {
					group[stranger] = "1"
					for _, d := range loaded(t, f.where(), whole) {
						if !strings.Contains(d.Message, strconv.Quote(stranger)) || len(d.Notes) == 0 {
							continue
						}
						if names, ok := strings.CutPrefix(d.Notes[0].Text, "the fields here are "); ok {
							if knows[way] == nil {
								knows[way] = map[string]bool{}
							}
							for _, n := range strings.Split(names, ", ") {
								knows[way][n] = true
							}
						}
					}
					delete(group, stranger)
				})
			}
			f.Shape.groups("", func(way string, names []string) {
				got := slices.Sorted(maps.Keys(knows[way]))
				want := slices.Clone(names)
				slices.Sort(want)
				want = slices.Compact(want)
				if !slices.Equal(got, want) {
					t.Errorf("%s%s:\nthe program knows %v\nthe schema has    %v", f.Name, way, got, want)
				}
			})
		})
	}
}

// groups calls visit with each group of fields in a value, and the way to it: /services/phones.
func groups(v any, way string, visit func(string, map[string]any)) {
	switch v := v.(type) {
	case map[string]any:
		visit(way, v)
		for _, k := range slices.Sorted(maps.Keys(v)) {
			groups(v[k], way+"/"+k, visit)
		}
	case []any:
		for _, e := range v {
			groups(e, way, visit)
		}
	}
}

// groups does the same in a shape; the fields of several shapes of one value count as one group.
func (s Shape) groups(way string, visit func(string, []string)) {
	all := map[string][]string{}
	s.collect(way, all)
	for _, w := range slices.Sorted(maps.Keys(all)) {
		visit(w, all[w])
	}
}

func (s Shape) collect(way string, all map[string][]string) {
	for _, a := range s.Any {
		a.collect(way, all)
	}
	if s.Items != nil {
		s.Items.collect(way, all)
	}
	for _, f := range s.Fields {
		all[way] = append(all[way], f.Name)
		f.Shape.collect(way+"/"+f.Name, all)
	}
}

func compiled(t *testing.T, f File, d Draft) *jsonschema.Schema {
	t.Helper()
	doc, err := jsonschema.UnmarshalJSON(bytes.NewReader(f.JSON(d)))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource(f.Name, doc); err != nil {
		t.Fatal(err)
	}
	s, err := c.Compile(f.Name)
	if err != nil {
		t.Fatalf("%s is no schema of %s: %v", f.Name, d, err)
	}
	return s
}

// asEditorsRead turns YAML into JSON's values as YAML 1.2 and editors do, where a date is a text.
func asEditorsRead(t *testing.T, text []byte) any {
	t.Helper()
	var n yaml.Node
	if err := yaml.Unmarshal(text, &n); err != nil {
		t.Fatal(err)
	}
	v, err := jsonValue(n.Content[0])
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func jsonValue(n *yaml.Node) (any, error) {
	switch n.Kind {
	case yaml.MappingNode:
		m := map[string]any{}
		for i := 0; i+1 < len(n.Content); i += 2 {
			v, err := jsonValue(n.Content[i+1])
			if err != nil {
				return nil, err
			}
			m[n.Content[i].Value] = v
		}
		return m, nil
	case yaml.SequenceNode:
		var l []any
		for _, c := range n.Content {
			v, err := jsonValue(c)
			if err != nil {
				return nil, err
			}
			l = append(l, v)
		}
		return l, nil
	}
	switch n.Tag {
	case "!!int", "!!float":
		return json.Number(n.Value), nil
	case "!!bool":
		if n.Value != "true" && n.Value != "false" {
			return n.Value, nil
		}
		return n.Value == "true", nil
	case "!!null":
		return nil, nil
	}
	return n.Value, nil
}

func frontMatter(b []byte) []byte {
	_, rest, _ := bytes.Cut(b, []byte("---\n"))
	front, _, _ := bytes.Cut(rest, []byte("\n---\n"))
	return front
}

// TestRealContentHasTheSchemas: every YAML file and guide of this repository's own site and of the test site is of one
// kind, and valid by both drafts.
func TestRealContentHasTheSchemas(t *testing.T) {
	all := map[string][]*jsonschema.Schema{}
	for _, f := range Files {
		all[f.Name] = []*jsonschema.Schema{compiled(t, f, Draft2020), compiled(t, f, Draft07)}
	}
	seen := map[string]int{}
	for _, root := range []string{"../..", "../build/testdata/site"} {
		fsys := os.DirFS(root)
		for _, top := range []string{"content", "translations", "themes"} {
			err := fs.WalkDir(fsys, top, func(p string, d fs.DirEntry, err error) error {
				if err != nil || d.IsDir() || path.Ext(p) != ".yaml" && (path.Ext(p) != ".md" || top != "content") {
					if top != "content" && os.IsNotExist(err) {
						return fs.SkipAll
					}
					return err
				}
				f, ok := kindAt(p)
				if !ok {
					t.Errorf("%s is of no kind: it needs a row in Files", p)
					return nil
				}
				b, err := fs.ReadFile(fsys, p)
				if path.Ext(p) == ".md" {
					b = frontMatter(b)
				}
				for _, s := range all[f.Name] {
					if err := s.Validate(asEditorsRead(t, b)); err != nil {
						t.Errorf("%s: %v", p, err)
					}
				}
				seen[f.Name]++
				return err
			})
			if err != nil {
				t.Fatal(err)
			}
		}
	}
	for _, f := range Files {
		if seen[f.Name] == 0 && f.Name != "reviews" && f.Name != "import" && f.Name != "rota" { // files of the program; no source names a rota yet
			t.Errorf("no file of the kind %s was looked at", f.Name)
		}
	}
}

// TestBrokenFilesFailBoth: what an editor underlines the program refuses too.
func TestBrokenFilesFailBoth(t *testing.T) {
	const listing = "content/shared/listings/clinic.yaml"
	service := "organisation: clinic\nname: Clinic\nservices:\n  - service: clinic-a\n    name: A\n    summary: B.\n    category: [health]\n"
	for _, c := range []struct{ file, text string }{
		{listing, "organisation: clinic\nname: Clinic\n"},
		{listing, strings.Replace(service, "clinic-a", "Clinic A", 1)},
		{listing, strings.Replace(service, "summary", "sumary", 1)},
		{listing, strings.Replace(service, "[health]", "health", 1)},
		{listing, service + "    phones: [{ref: main, number: 02079460018}]\n"},
		{listing, service + "    phones: [{ref: main, number: \"020 7946 0018\", open: never}]\n"},
		{listing, service + "    phones: [{number: \"020 7946 0018\"}]\n"},
		{listing, service + "    text: ask us\n"},
		{listing, service + "    web: www.example.org\n"},
		{listing, service + "    email: hello at example.org\n"},
		{listing, service + "    stage: [arrival]\n"},
		{listing, service + "    status: open\n"},
		{listing, service + "    cost: {amount: one pound}\n"},
		{listing, service + "    who: {ages: adults}\n"},
		{listing, service + "    who: {women_only: maybe}\n"},
		{listing, service + "    languages: [Somali language]\n"},
		{listing, service + "    at: [{place: hall, when: [{every: mondays, from: \"10:00\", to: \"12:00\"}]}]\n"},
		{listing, service + "    at: [{place: hall, when: [{every: monday, from: \"10am\", to: \"12:00\"}]}]\n"},
		{listing, service + "    checked: {on: 10/11/2026, by: volunteer}\n"},
		{listing, service + "    sources: [{url: \"https://www.example.org/\", kind: web}]\n"},
		{listing, service + "places:\n  - {place: hall, name: Hall, postcode: E14AA}\n"},
		{"content/site.yaml", "title: T\npublisher: P\nlanguages: en\nboroughs: [northbank]\nemergency: [nhs-111]\n"},
		{"content/site.yaml", "title: T\npublisher: P\nlanguages: [en]\nboroughs: [northbank]\nemergency: [nhs-111]\nreview: {every: half a year, grace: 1 month}\n"},
		{"content/boroughs/northbank/borough.yaml", "borough: northbank\nname: Northbank\nregon: London\n"},
		{"content/rules.yaml", "rules:\n  - {rule: days, name: Days, values: [{value: \"28\", unit: day, from: 2026-01-01}]}\n"},
		{"content/planner.yaml", "groups: [{group: a, name: A, ends: b}]\nsteps: [{step: a, groups: [a], do: B, when: later}]\n"},
		{"content/pack.yaml", "sections: [emergency, adverts]\n"},
		{"content/pack.yaml", "feedback: {title: T, questions: [{code: one, ask: Why now}]}\n"},
		{"content/glossary.yaml", "terms: [{term: GP}]\n"},
		{"content/categories.yaml", "categories: [{category: health, name: Health, quick_exit: yes please}]\n"},
		{"content/shared/import/list.yaml", "import: list\ncolums: {Phone: phone}\n"},
		{"content/site.yaml", "title: T\npublisher: P\nlanguages: [en]\nboroughs: [northbank]\nemergency: [nhs-111]\nbrand: {colour: blue}\n"},
		{"translations/ar/reviews.yaml", "reviews: [{by: reader, on: 2026-01-01, texts: [x y]}]\n"},
		{"content/shared/guides/gp.md", "---\ntitle: GP\norder: first\n---\nWords.\n"},
	} {
		f, ok := kindAt(c.file)
		if !ok {
			t.Fatalf("%s is of no kind", c.file)
		}
		if !loadedText(t, c.file, c.text).HasErrors() {
			t.Errorf("the program takes\n%s", c.text)
		}
		b := []byte(c.text)
		if path.Ext(c.file) == ".md" {
			b = frontMatter(b)
		}
		for _, d := range []Draft{Draft2020, Draft07} {
			if err := compiled(t, f, d).Validate(asEditorsRead(t, b)); err == nil {
				t.Errorf("the schema takes\n%s", c.text)
			}
		}
	}
}

// TestEveryFieldIsExplained in a sentence.
func TestEveryFieldIsExplained(t *testing.T) {
	var look func(way string, s Shape)
	look = func(way string, s Shape) {
		for _, f := range s.Fields {
			if len(f.About) < 8 && f.About != "How." || !strings.HasSuffix(f.About, ".") {
				t.Errorf("%s/%s: %q explains nothing", way, f.Name, f.About)
			}
			look(way+"/"+f.Name, f.Shape)
		}
		for _, a := range s.Any {
			look(way, a)
		}
		if s.Items != nil {
			look(way, *s.Items)
		}
		if s.Each != nil {
			look(way, *s.Each)
		}
	}
	for _, f := range Files {
		look(f.Name, f.Shape)
	}
}

// kindAt returns the kind of file that lies at a path of the site's folder; ok is false for a path of no kind.
func kindAt(file string) (f File, ok bool) {
	for _, f := range Files {
		for _, pattern := range f.Paths {
			if ok, err := path.Match(pattern, file); ok && err == nil {
				return f, true
			}
		}
	}
	return File{}, false
}

func TestPathsHaveOneKind(t *testing.T) {
	for p, want := range map[string]string{
		"content/site.yaml": "site",
		"content/boroughs/newham/listings/the-source.yaml": "listing",
		"content/boroughs/newham/borough.yaml":             "borough",
		"content/boroughs/newham/pack.yaml":                "pack",
		"content/pack.yaml":                                "pack",
		"translations/fa-af/reviews.yaml":                  "reviews",
		"content/shared/guides/gp.md":                      "guide",
		"content/shared/guides/deep/gp.md":                 "",
		"content/notes.yaml":                               "",
	} {
		if f, _ := kindAt(p); f.Name != want {
			t.Errorf("%s is a %q, want %q", p, f.Name, want)
		}
	}
}

func ExampleFile_JSON() {
	f := File{"greeting", "A greeting.", []string{"greeting.yaml"}, of(
		need("say", "What to say.", name("Welcome")),
		may("to", "To whom.", list(slug("northbank"))),
	)}
	fmt.Printf("%s", f.JSON(Draft2020))
	// Output:
	// {
	//   "$schema": "https://json-schema.org/draft/2020-12/schema",
	//   "title": "welcomepack: greeting",
	//   "description": "A greeting.",
	//   "type": "object",
	//   "additionalProperties": false,
	//   "properties": {
	//     "say": {
	//       "description": "What to say.",
	//       "type": [
	//         "string",
	//         "number"
	//       ],
	//       "minLength": 1,
	//       "maxLength": 200,
	//       "examples": [
	//         "Welcome"
	//       ]
	//     },
	//     "to": {
	//       "description": "To whom.",
	//       "type": "array",
	//       "minItems": 1,
	//       "items": {
	//         "type": [
	//           "string",
	//           "number"
	//         ],
	//         "minLength": 1,
	//         "maxLength": 60,
	//         "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
	//         "patternErrorMessage": "A short name has small letters a to z, digits, and single hyphens between them.",
	//         "examples": [
	//           "northbank"
	//         ]
	//       }
	//     }
	//   },
	//   "required": [
	//     "say"
	//   ]
	// }
}
