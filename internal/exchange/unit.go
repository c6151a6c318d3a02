package exchange

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/segment"
)

// A State says how far a translation is.
type State uint8

const (
	Missing  State = iota // nobody has translated it
	Stale                 // the English changed since, or a translator marked it as needing work
	Draft                 // translated, and passed by nobody
	Reviewed              // passed by a fluent reader
)

var stateNames = [...]string{"missing", "stale", "draft", "reviewed"}

func (s State) String() string { return stateNames[s] }

// States reads names of states; all is every one.
func States(names []string) ([]State, error) {
	var out []State
	for _, n := range names {
		i := slices.Index(stateNames[:], n)
		switch {
		case n == "all":
			return []State{Missing, Stale, Draft, Reviewed}, nil
		case i < 0:
			return nil, fmt.Errorf("there is no state %q: write %s or all", n, strings.Join(stateNames[:], ", "))
		}
		out = append(out, State(i))
	}
	return out, nil
}

// A Unit is a text on its way to a translator: an entry of a translation file, or one plural form of it.
type Unit struct {
	ID         string   // see [unitID]
	File       string   // the translation file: interface, shared, or a borough
	Uses       []string // where the text stands, as in the translation file
	Context    string
	English    string // as [segment.Source] writes it
	Words      string // the translation, empty where State is Missing
	State      State
	OldEnglish string // what the words of a stale one were made from, where it is known
	Notes      []string
	Values     map[string]string // what placeholders stand for today, by name
}

// A Batch is what goes to one translator in one file.
type Batch struct {
	Project string
	Lang    lang.Tag
	Units   []Unit
}

// A unitID is a Unit's identity, which a file carries on each line: project:language:file:digest, and :form for one
// of several plural forms. The digest is of the English in its context, so a line of changed English finds nothing.
type unitID struct {
	project string
	lang    lang.Tag
	file    string
	digest  string
	form    int // -1 for a text without plural forms
}

func (id unitID) String() string {
	s := id.project + ":" + string(id.lang) + ":" + id.file + ":" + id.digest
	if id.form >= 0 {
		s += ":" + strconv.Itoa(id.form)
	}
	return s
}

func parseUnitID(s string) (unitID, bool) {
	p := strings.Split(strings.TrimSpace(s), ":")
	if len(p) != 4 && len(p) != 5 {
		return unitID{}, false
	}
	id := unitID{project: p[0], lang: lang.Tag(p[1]), file: p[2], digest: p[3], form: -1}
	_, known := lang.Lookup(id.lang)
	ok := known && len(id.digest) == 16 && id.project != "" && id.file != ""
	if len(p) == 5 {
		n, err := strconv.Atoi(p[4])
		ok = ok && err == nil && 0 <= n && n < 10
		id.form = n
	}
	return id, ok
}

// entryDigest stands for an entry's English in its context.
func entryDigest(e *segment.Entry) string {
	if e.IDPlural != "" {
		return segment.Digest(e.Context, e.ID+"\x00"+e.IDPlural)
	}
	return segment.Digest(e.Context, e.ID)
}

// Project names the site on each line that goes out, so that a file does not come back to another one: the host of its
// address, or its title.
func Project(c *catalog.Catalog) string {
	set := &c.Site.Settings
	if _, host, ok := strings.Cut(set.URL.V, "://"); ok {
		host, _, _ = strings.Cut(host, "/")
		return strings.ReplaceAll(host, ":", "-")
	}
	words := strings.FieldsFunc(strings.ToLower(plain(set.Title)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	return strings.Join(words, "-")
}

// A desk is one language's translation files, brought up to date in memory.
type desk struct {
	c       *catalog.Catalog
	lang    lang.Tag
	project string
	files   []*deskFile
	passed  map[string]bool // reviewed: digest of English + digest of words
}

type deskFile struct {
	name    string
	path    string
	old     []byte
	po      *segment.PO
	machine bool                      // its words were made by a machine, unless an entry says otherwise
	texts   map[string]doc.Text       // by context and English, singular or plural
	entries map[string]*segment.Entry // those in use, by digest
}

// units returns the units of every entry in use, in the order of the files.
func (d *desk) units() []Unit {
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
func (d *desk) borrowed(f *deskFile, e *segment.Entry) bool {
	shared := d.file("shared")
	if f.name == "interface" || shared == nil || shared == f || d.state(e) != Missing {
		return false
	}
	s := shared.entries[entryDigest(e)]
	return s != nil && d.state(s) >= Draft
}

func (d *desk) unitsOf(f *deskFile, e *segment.Entry, x *explainer) []Unit {
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
		one.ID, one.Words, one.English = id.String(), strs(e, form), e.IDPlural
		counts := d.counts(form)
		if len(counts) == 1 && counts[0] == "1" {
			one.English = e.ID
		}
		if len(counts) > 0 {
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

func (d *desk) state(e *segment.Entry) State {
	switch {
	case !slices.ContainsFunc(e.Strs, func(s string) bool { return s != "" }):
		return Missing
	case e.Stale:
		return Stale
	case !e.Translated():
		return Missing
	}
	for _, s := range e.Strs {
		if !d.passed[segment.Digest(e.Context, e.ID)+" "+segment.Digest("", s)] {
			return Draft
		}
	}
	return Reviewed
}

// counts returns some numbers that take a plural form of the language, with … where there are more.
func (d *desk) counts(form int) []string {
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
