package exchange

import (
	"io/fs"
	"slices"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// openDesk opens the translation files of a language. Those with mistakes are left out, and reported.
func openDesk(fsys fs.FS, c *catalog.Catalog, l lang.Tag, files *source.Set, ds *diag.List) (*desk, error) {
	d := &desk{c: c, lang: l, project: Project(c), passed: map[string]bool{}}
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
			}
		}
	}
	return d, nil
}

// file returns the translation file of a name, nil for none.
func (d *desk) file(name string) *deskFile {
	if i := slices.IndexFunc(d.files, func(f *deskFile) bool { return f.name == name }); i >= 0 {
		return d.files[i]
	}
	return nil
}

// find returns the entry that a line is of, nil for none.
func (d *desk) find(id unitID) (*deskFile, *segment.Entry) {
	f := d.file(id.file)
	if f == nil {
		return nil, nil
	}
	if e := f.entries[id.digest]; e != nil && (e.IDPlural == "") == (id.form < 0) {
		return f, e
	}
	return f, nil
}

// Export returns what there is to translate into a language, as chosen. The diagnostics are of translation files that
// cannot be read, whose texts are left out.
func Export(fsys fs.FS, c *catalog.Catalog, l lang.Tag, choice Choice, files *source.Set) (Batch, diag.List, error) {
	var ds diag.List
	d, err := openDesk(fsys, c, l, files, &ds)
	if err != nil {
		return Batch{}, nil, err
	}
	units, err := pick(c, d.units(), choice)
	return Batch{d.project, l, units}, ds, err
}
