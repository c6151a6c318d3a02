package exchange

import (
	"io/fs"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// A folder is one language's translation files, brought up to date in memory.
type folder struct {
	c       *catalog.Catalog
	lang    lang.Tag
	project string
	files   []*poFile
	passed  map[string]bool // reviewed: digest of English + digest of words
	holds   map[string]bool // the same of those that still hold after the English changed
}

// A poFile is one of them.
type poFile struct {
	name    string
	path    string
	old     []byte
	po      *segment.PO
	machine bool                      // its words were made by a machine, unless an entry says otherwise
	texts   map[string]doc.Text       // by context and English, singular or plural
	entries map[string]*segment.Entry // those in use, by digest
}

// openFolder opens the translation files of a language. Those with mistakes are left out, and reported.
func openFolder(fsys fs.FS, c *catalog.Catalog, l lang.Tag, files *source.Set, ds *diag.List) (*folder, error) {
	d := &folder{c: c, lang: l, project: Project(c), passed: map[string]bool{}, holds: map[string]bool{}}
	for _, name := range fileNames(c.Site) {
		f, err := open(fsys, c, l, name, files, ds)
		if err != nil {
			return nil, err
		}
		if f != nil {
			d.files = append(d.files, f)
		}
	}
	for _, o := range c.Site.Overlays {
		for _, r := range o.Reviews {
			if o.Lang == l {
				d.passed[r.Source+" "+r.Translation] = true
				if r.StillHolds {
					d.holds[r.Source+" "+r.Translation] = true
				}
			}
		}
	}
	return d, nil
}

// file returns the translation file of a name, nil for none.
func (d *folder) file(name string) *poFile {
	if i := slices.IndexFunc(d.files, func(f *poFile) bool { return f.name == name }); i >= 0 {
		return d.files[i]
	}
	return nil
}

// find returns the entry that a line is of, nil for none.
func (d *folder) find(id unitID) (*poFile, *segment.Entry) {
	f := d.file(id.file)
	if f == nil {
		return nil, nil
	}
	if e := f.entries[id.digest]; e != nil && (e.IDPlural == "") == (id.form < 0) {
		return f, e
	}
	return f, nil
}

// units returns the units of every entry in use, in the order of the files.
func (d *folder) units() []Unit {
	x := newExplainer(d.c)
	var out []Unit
	for _, f := range d.files {
		for i := range f.po.Entries {
			if e := &f.po.Entries[i]; !e.Obsolete && !d.borrowed(f, e) {
				out = append(out, d.unitsOf(f, e, x)...)
			}
		}
	}
	return out
}

// borrowed tells whether a borough's text has no translation of its own but that of the same English in what is shared,
// which readers see.
func (d *folder) borrowed(f *poFile, e *segment.Entry) bool {
	shared := d.file("shared")
	if f.name == "interface" || shared == nil || shared == f || d.state(e) != Missing {
		return false
	}
	s := shared.entries[entryDigest(e)]
	return s != nil && d.state(s) >= Draft
}

func (d *folder) unitsOf(f *poFile, e *segment.Entry, x *explainer) []Unit {
	u := Unit{File: f.name, Uses: e.Refs, Context: e.Context, English: e.ID, Words: strs(e, 0), State: d.state(e)}
	_, u.OldEnglish, _, _ = e.Former()
	id := unitID{d.project, d.lang, f.name, entryDigest(e), -1}
	key := ""
	if len(e.Refs) > 0 {
		key = e.Refs[0]
	}
	u.Values = map[string]string{}
	for _, t := range append(tokens(e.ID), tokens(e.IDPlural)...) {
		if v := x.value(key, t.name()); t.kind == fact && v != "" {
			u.Values[t.name()] = v
		}
	}
	u.Notes = notes(e, u.Values)
	if e.IDPlural == "" {
		u.ID = id.String()
		return []Unit{u}
	}
	var out []Unit
	for form := range e.Strs {
		one := u
		id.form = form
		one.ID, one.Words, one.English = id.String(), strs(e, form), d.english(e, form)
		if counts := d.counts(form); len(counts) > 0 {
			one.Notes = append([]string{"The form for a count of " + strings.Join(counts, ", ")}, u.Notes...)
		}
		out = append(out, one)
	}
	return out
}

func strs(e *segment.Entry, form int) string {
	if form < len(e.Strs) {
		return e.Strs[form]
	}
	return ""
}

func (d *folder) state(e *segment.Entry) State {
	switch {
	case !slices.ContainsFunc(e.Strs, func(s string) bool { return s != "" }):
		return Missing
	case e.Stale && !all(d.holds, e):
		return Stale
	case !e.Translated():
		return Missing
	}
	if all(d.passed, e) {
		return Reviewed
	}
	return Draft
}

// all tells whether reviews have every form of an entry's words.
func all(reviews map[string]bool, e *segment.Entry) bool {
	return !slices.ContainsFunc(e.Strs, func(s string) bool {
		return !reviews[segment.Digest(e.Context, e.ID)+" "+segment.Digest("", s)]
	})
}

// counts returns some numbers that take a plural form of the language, with … where there are more.
func (d *folder) counts(form int) []string {
	var out []string
	for n := range 200 {
		if d.lang.Locale().Plural.Form(n) != form {
			continue
		}
		if len(out) == 4 {
			return append(out, "…")
		}
		out = append(out, strconv.Itoa(n))
	}
	return out
}

// notes returns what a translator is to know of an entry: what the author and the program say, with today's values,
// and what other translators wrote.
func notes(e *segment.Entry, values map[string]string) []string {
	var out []string
	for _, l := range e.Extracted {
		if name, _, ok := strings.Cut(strings.TrimPrefix(l, "{"), "}: "); ok && values[name] != "" && l[0] == '{' {
			l += ", now " + values[name]
		}
		out = append(out, l)
	}
	for _, l := range e.Comments {
		if l != "" && !segment.IsOrigin(l) {
			out = append(out, "Translator: "+l)
		}
	}
	return out
}

// english returns what a form of an entry is translated from.
func (d *folder) english(e *segment.Entry, form int) string {
	if e.IDPlural == "" {
		return e.ID
	}
	if counts := d.counts(form); len(counts) == 1 && counts[0] == "1" {
		return e.ID
	}
	return e.IDPlural
}

// Export returns what there is to translate into a language, as chosen. The diagnostics are of translation files that
// cannot be read, whose texts are left out.
func Export(fsys fs.FS, c *catalog.Catalog, l lang.Tag, choice Choice, files *source.Set) (Batch, diag.List, error) {
	var ds diag.List
	d, err := openFolder(fsys, c, l, files, &ds)
	if err != nil {
		return Batch{}, nil, err
	}
	units, err := pick(c, d.units(), choice)
	return Batch{d.project, l, units}, ds, err
}
