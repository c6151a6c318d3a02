package exchange

import (
	"errors"
	"io/fs"
	"path"
	"slices"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// Start returns the translation files that a language of the site lacks. What another site has translated of the very
// same English is taken from its files in known, a folder like the site's own; all else is there to be translated.
// Words that a machine made stay marked as such.
func Start(fsys, known fs.FS, c *catalog.Catalog, l lang.Tag) ([]File, error) {
	words, machine, err := knownWords(known, l)
	if err != nil {
		return nil, err
	}
	var out []File
	for _, name := range fileNames(c.Site) {
		f := File{Path: "translations/" + string(l) + "/" + name + ".po"}
		if _, err := fs.Stat(fsys, f.Path); !errors.Is(err, fs.ErrNotExist) {
			if err != nil {
				return nil, err
			}
			continue
		}
		po := newPO(l)
		segment.Sync(po, segments(c, name))
		taken := false
		for i := range po.Entries {
			e := &po.Entries[i]
			if w, ok := words[e.Context+"\x04"+e.ID]; ok && w.IDPlural == e.IDPlural && len(w.Strs) == len(e.Strs) {
				e.Strs, e.Comments, taken = slices.Clone(w.Strs), w.Comments, true
			}
		}
		if taken && machine {
			po.Header = append(po.Header, segment.Field{Name: "X-Origin", Value: "machine"})
		}
		if len(po.Entries) > 0 {
			f.Bytes = po.Print()
			out = append(out, f)
		}
	}
	return out, nil
}

// knownWords reads the translations into a language by context and English, and whether a machine made any of them.
func knownWords(known fs.FS, l lang.Tag) (words map[string]segment.Entry, machine bool, err error) {
	words = map[string]segment.Entry{}
	paths, err := fs.Glob(known, path.Join("translations", string(l), "*.po"))
	for _, p := range paths {
		b, err := fs.ReadFile(known, p)
		if err != nil {
			return nil, false, err
		}
		var ds diag.List
		po := segment.ParsePO(&ds, (&source.Set{}).Add(p, b), b)
		if po == nil {
			continue // a broken file helps nobody
		}
		machine = machine || po.Machine()
		for _, e := range po.Entries {
			if e.Translated() && !e.Obsolete && !e.Stale {
				words[e.Context+"\x04"+e.ID] = e
			}
		}
	}
	return words, machine, err
}
