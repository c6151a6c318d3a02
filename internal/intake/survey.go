package intake

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/hsds"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
)

// english is what an import reads of a site: all but its translations, since what is imported is English.
var english = load.Only{Langs: []string{"en"}}

// A Survey is what an import has to know of a site before it begins.
type Survey struct {
	Boroughs   []string
	Categories []Choice
}

// A Choice is a slug and its name for people.
type Choice struct{ Slug, Name string }

// Look reads the site. Its mistakes have to be mended before anything is imported.
func Look(fsys fs.FS) (Survey, diag.List, *source.Set, error) {
	set := &source.Set{}
	site, ds, err := load.Part(fsys, set, english)
	var s Survey
	if err != nil {
		return s, nil, set, err
	}
	for _, b := range site.Boroughs {
		s.Boroughs = append(s.Boroughs, string(b.ID.V))
	}
	for _, c := range site.Categories {
		s.Categories = append(s.Categories, Choice{string(c.ID.V), doc.Plaintext(c.Name.Inlines)})
	}
	return s, onlyErrors(ds), set, nil
}

// HasCategory tells whether the site has a kind of help of that slug.
func (s Survey) HasCategory(slug string) bool {
	return slices.ContainsFunc(s.Categories, func(c Choice) bool { return c.Slug == slug })
}

// UnknownWords lists the publisher's words for kinds of help that neither the mapping nor the site knows, those that most
// services have first.
func (s Survey) UnknownWords(services []Foreign, m *Mapping) []string {
	t := &translator{mapping: m, categories: map[string]string{}}
	for _, c := range s.Categories {
		t.categories[c.Slug], t.categories[strings.ToLower(c.Name)] = c.Slug, c.Slug
	}
	count := map[string]int{}
	for _, f := range services {
		for _, a := range f.Entity.Objects("attributes") {
			term := a.Object("taxonomy_term")
			name := oneText(cmp.Or(term.Text("name"), term.Text("term")))
			own := false
			for _, taxonomy := range []string{hsds.KindOfHelp, hsds.StageOf, hsds.WayToJoin, hsds.Condition} {
				own = own || term.Text("id") == hsds.ID("taxonomy_term", taxonomy, term.Text("code"))
			}
			if name != "" && !own && t.category(name, term.Text("id"), term.Text("code")) == "" {
				count[name]++
			}
		}
	}
	out := sortedKeys(count)
	slices.SortStableFunc(out, func(a, b string) int { return cmp.Compare(count[b], count[a]) })
	return out
}

// NameOf makes the name of an import of the address or file that it comes from.
func NameOf(from string) string {
	s := strings.TrimPrefix(strings.TrimPrefix(from, "https://"), "http://")
	if s == from { // a file
		s = strings.TrimRight(strings.ReplaceAll(s, "\\", "/"), "/")
		s = s[strings.LastIndexByte(s, '/')+1:]
		s, _, _ = strings.Cut(s, ".")
		return slugOf(s, "import")
	}
	host, _, _ := strings.Cut(s, "/")
	return slugOf(strings.TrimPrefix(host, "www."), "import")
}

// GoodName tells whether an import can have a name.
func GoodName(name string) bool { return goodSlug(name) }
