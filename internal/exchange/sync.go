// Package exchange brings the site's words to translators and back. Their gettext PO files stand in
// translations/<language>/: interface.po, shared.po, and one for each borough.
package exchange

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// A File is a translation file as it should be: its path in the site's folder and its bytes.
type File struct {
	Path  string
	Bytes []byte
}

// Sync returns the translation files of a language, brought up to date with the site's English: new texts are
// there to be translated, changed ones keep their old translation as fuzzy, and what is gone is kept aside. A file
// that is there changes as little as possible, and files that are as they should be are left out. Of a language that the
// site does not have yet only the files that are there are kept up to date, unless all are wanted. The diagnostics
// tell what cannot be read; such a file is left as it is.
func Sync(fsys fs.FS, c *catalog.Catalog, l lang.Tag, all bool, files *source.Set) ([]File, diag.List, error) {
	var out []File
	var ds diag.List
	all = all || slices.ContainsFunc(c.Site.Settings.Languages, func(x model.At[lang.Tag]) bool { return x.V == l })
	for _, name := range fileNames(c.Site) {
		f, err := open(fsys, c, l, name, files, &ds)
		if err != nil {
			return nil, nil, err
		}
		if f == nil || f.old == nil && !all {
			continue
		}
		if b := f.po.Print(); string(b) != string(f.old) && len(f.po.Entries) > 0 {
			out = append(out, File{f.path, b})
		}
	}
	return out, ds, nil
}

// open reads a translation file and brings it up to date in memory, or makes a new one. It returns nil for a file that
// has mistakes, which are reported.
func open(fsys fs.FS, c *catalog.Catalog, l lang.Tag, name string, files *source.Set, ds *diag.List) (*poFile, error) {
	f := &poFile{name: name, path: "translations/" + string(l) + "/" + name + ".po", texts: map[string]doc.Text{}}
	var err error
	f.old, err = fs.ReadFile(fsys, f.path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		f.po = newPO(l)
	case err != nil:
		return nil, err
	default:
		before, _ := ds.Count()
		f.po = segment.EditPO(ds, files.Add(f.path, f.old), f.old)
		if after, _ := ds.Count(); f.po == nil || after > before {
			return nil, nil
		}
	}
	f.machine = f.po.Machine()
	segs := segments(c, name)
	segment.Sync(f.po, segs)
	f.entries = map[string]*segment.Entry{}
	for i := range f.po.Entries {
		if e := &f.po.Entries[i]; !e.Obsolete {
			f.entries[entryDigest(e)] = e
		}
	}
	for _, s := range segs {
		for _, t := range []doc.Text{s.Text, s.Plural} {
			f.texts[t.Context+"\x04"+segment.Source(t)] = t
		}
	}
	return f, nil
}

// fileNames lists the translation files that the site has.
func fileNames(site *model.Site) []string {
	names := []string{"interface", "shared"}
	for _, b := range site.Boroughs {
		names = append(names, string(b.ID.V))
	}
	return names
}

func newPO(l lang.Tag) *segment.PO {
	return &segment.PO{Header: []segment.Field{
		{Name: "Project-Id-Version", Value: "welcomepack"},
		{Name: "Language", Value: l.Gettext()},
		{Name: "MIME-Version", Value: "1.0"},
		{Name: "Content-Type", Value: "text/plain; charset=UTF-8"},
		{Name: "Content-Transfer-Encoding", Value: "8bit"},
		{Name: "Plural-Forms", Value: l.Locale().Plural.Header},
	}}
}

// segments lists the texts of one translation file, in the order of the site.
func segments(c *catalog.Catalog, name string) []segment.Segment {
	x := newExplainer(c)
	var out []segment.Segment
	add := func(s segment.Segment) {
		s.Note = x.note(s)
		out = append(out, s)
	}
	if name == "interface" {
		for _, p := range c.Phrases {
			s := segment.Segment{Text: p.Other}
			if !p.One.IsZero() {
				s = segment.Segment{Text: p.One, Plural: p.Other}
			}
			add(s)
		}
		return out
	}
	model.Texts(c.Site, func(t doc.Text) {
		if catalog.FileOf(t.Key) == name {
			add(segment.Segment{Text: t})
		}
	})
	return out
}

// Tags reads names of languages to translate into: tags or English names.
func Tags(names []string) ([]lang.Tag, error) {
	var out []lang.Tag
	for _, name := range names {
		l, err := tag(name)
		if err != nil {
			return nil, err
		}
		out = append(out, l)
	}
	return out, nil
}

// tag reads a tag or an English name. "Punjabi" alone will not do where there is one in each of two scripts.
func tag(name string) (lang.Tag, error) {
	if l, ok := lang.Parse(name); ok && l != lang.English {
		return l, nil
	}
	var alike, all []string
	for _, t := range lang.Tags() {
		english := t.Locale().English
		base, _, _ := strings.Cut(english, " (")
		switch {
		case t == lang.English:
		case strings.EqualFold(english, name):
			return t, nil
		case strings.EqualFold(base, name):
			alike = append(alike, string(t)+" for "+english)
		default:
			all = append(all, english)
		}
	}
	if len(alike) > 0 {
		return "", fmt.Errorf("%q can mean more than one: write %s", name, strings.Join(alike, ", or "))
	}
	return "", fmt.Errorf("there is no language %q to translate into: %s", name, cmp.Or(diag.Near(name, all), "write its tag, such as ar or fa-af"))
}

// Languages returns the languages to bring up to date: those asked for, else every one of the site and of its
// translations folder, but English. The error names a language that is not known.
func Languages(fsys fs.FS, c *catalog.Catalog, asked []string) ([]lang.Tag, error) {
	if len(asked) > 0 {
		return Tags(asked)
	}
	var out []lang.Tag
	for _, l := range c.Site.Settings.Languages {
		out = append(out, l.V)
	}
	dirs, err := fs.ReadDir(fsys, "translations")
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	for _, d := range dirs {
		if l, ok := lang.Parse(d.Name()); ok && d.IsDir() {
			out = append(out, l)
		}
	}
	slices.Sort(out)
	out = slices.Compact(out)
	return slices.DeleteFunc(out, func(l lang.Tag) bool { return l == lang.English }), nil
}
