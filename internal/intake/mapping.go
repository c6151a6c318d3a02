package intake

import (
	"encoding/json"
	"fmt"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/fields"
	"welcomepack/internal/source"
)

// A Mapping is import/<name>.yaml: where services come from, and what the words there mean on this site. It is asked for
// once and kept.
type Mapping struct {
	Name       string            // a slug
	From       string            // the address or file of the first import
	Title      string            // how readers see the source
	Category   string            // of services whose kind is not known
	Categories map[string]string // by the publisher's word: a category of this site
	Columns    []Column          // of a table
	Sheet      string            // of a workbook; "" is the first
}

// A Column says which field the cells under a heading are; the field of one that is not read is "none".
type Column struct{ Heading, Field string }

// MappingPath and KeptPath are the files of an import in a folder of content such as content/shared.
func MappingPath(folder, name string) string { return folder + "/import/" + name + ".yaml" }
func KeptPath(folder, name string) string    { return folder + "/import/" + name + ".kept.json" }

var mappingStyle = &fields.Style{}

// Bytes writes the mapping as a file that people can read and change.
func (m *Mapping) Bytes() []byte {
	n := fields.FieldsNode("import", m.Name, "from", m.From, "title", m.Title, "category", m.Category, "sheet", m.Sheet)
	var words []string
	for w := range m.Categories {
		words = append(words, w)
	}
	slices.Sort(words)
	categories := fields.Node{Kind: fields.Fields}
	for _, w := range words {
		categories.Add(w, fields.TextNode(m.Categories[w]))
	}
	n.Add("categories", categories)
	columns := fields.Node{Kind: fields.Fields}
	for _, c := range m.Columns {
		columns.Add(c.Heading, fields.TextNode(c.Field))
	}
	n.Add("columns", columns)
	return append([]byte("# What the words of this source mean here. `welcomepack import` reads it; change it by hand when they change.\n"),
		mappingStyle.Print(n)...)
}

// ReadMapping reads such a file.
func ReadMapping(ds *diag.List, files *source.Set, path string, src []byte) *Mapping {
	top := fields.File(ds, files.Add(path, src), src)
	m := &Mapping{Categories: map[string]string{}}
	text := func(key string, need fields.Need) string { return top.Scalar(key, need).Text }
	name := top.Scalar("import", fields.Required)
	m.Name, m.From, m.Title, m.Category, m.Sheet = name.Text, text("from", fields.Optional), text("title", fields.Optional), text("category", fields.Optional), text("sheet", fields.Optional)
	if m.Name != "" && !goodSlug(m.Name) {
		ds.Error(name.At, "bad-slug", "%q cannot be the name of an import", m.Name).Hint("write small letters, digits and single hyphens")
	}
	if c := top.Map("categories", fields.Optional); c != nil {
		for _, k := range c.Keys() {
			m.Categories[k.Text] = c.Scalar(k.Text, fields.Required).Text
		}
	}
	if c := top.Map("columns", fields.Optional); c != nil {
		for _, k := range c.Keys() {
			v := c.Scalar(k.Text, fields.Required)
			m.Columns = append(m.Columns, Column{k.Text, v.Text})
			if v.Text != "" && v.Text != NoField && !slices.Contains(SheetFields(), v.Text) {
				ds.Error(v.At, "bad-choice", "a column cannot be %q", v.Text).Hint("write one of %s, or %s", strings.Join(SheetFields(), ", "), NoField)
			}
		}
	}
	top.Done()
	return m
}

// kept is import/<name>.kept.json: what was imported last, by digest, so that a change here is told from one there; and
// what no listing can say.
type kept struct {
	Import        string                 `json:"import"`
	Organisations map[string]*keptRecord `json:"organisations"`
	Services      map[string]*keptRecord `json:"services"`
}

// A keptRecord is of an organisation or a service, by slug.
type keptRecord struct {
	ID     string            `json:"id,omitempty"`   // the publisher's
	Fields map[string]string `json:"fields"`         // digest of what the publisher said last, by path
	Rest   json.RawMessage   `json:"rest,omitempty"` // see hsds.Rest
	Left   map[string]string `json:"left,omitempty"` // cells that no field takes, by heading
}

func readKept(src []byte, name string) (*kept, error) {
	k := &kept{Import: name}
	if src != nil {
		if err := json.Unmarshal(src, k); err != nil {
			return nil, fmt.Errorf("the file of what earlier imports kept cannot be read: %w", err)
		}
	}
	if k.Organisations == nil {
		k.Organisations = map[string]*keptRecord{}
	}
	if k.Services == nil {
		k.Services = map[string]*keptRecord{}
	}
	for _, m := range []map[string]*keptRecord{k.Organisations, k.Services} {
		for slug, r := range m {
			if r == nil || !goodSlug(slug) {
				delete(m, slug)
			} else if r.Fields == nil {
				r.Fields = map[string]string{}
			}
		}
	}
	return k, nil
}

func (k *kept) bytes() []byte {
	b, err := json.MarshalIndent(k, "", " ")
	if err != nil {
		panic("exchange: " + err.Error()) // its parts were read or made as JSON
	}
	return append(b, '\n')
}

// record returns a record, made where it is missing.
func record(m map[string]*keptRecord, slug string) *keptRecord {
	if m[slug] == nil {
		m[slug] = &keptRecord{Fields: map[string]string{}}
	}
	return m[slug]
}
