package load

import (
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/fields"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// translations reads the folder of each language.
func (f *folder) translations(site *model.Site) {
	order := []string{"interface", "shared"}
	for _, b := range site.Settings.Boroughs {
		order = append(order, string(b.V))
	}
	for _, name := range f.entries("translations") {
		dir := "translations/" + name
		tag, known := lang.Parse(name)
		switch {
		case !known || string(tag) != name:
			d := f.ds.Error(f.place(dir), "unknown-language", "the folder %s has no language's name", dir)
			if known {
				d.Hint("call it translations/%s", tag)
			} else {
				d.Hint("call it by the language's tag: %s", strings.TrimPrefix(languageHint(name), "write the language's tag, "))
			}
		case tag == lang.English:
			f.ds.Warning(f.place(dir), "ignored-file", "%s is not read: English is what the others are translated from", dir).
				Hint("change the English in content")
		case f.only.lang(name):
			site.Overlays = append(site.Overlays, f.overlay(dir, tag, order))
		}
	}
	slices.SortFunc(site.Overlays, func(a, b model.Overlay) int { return strings.Compare(string(a.Lang), string(b.Lang)) })
}

// overlay finds the translations of a language in files of these names.
func (f *folder) overlay(dir string, tag lang.Tag, order []string) model.Overlay {
	o := model.Overlay{Lang: tag}
	have := one(f, dir, func(sub *folder) []string { return sub.entries(dir) })
	there := make(map[string]bool, len(have))
	for _, name := range have {
		there[name] = true
	}
	for _, name := range order {
		if there[name+".po"] && (f.only.borough(model.ID(name)) || name == "interface" || name == "shared") {
			o.Files = append(o.Files, f.translation(dir+"/"+name+".po", name, tag))
		}
		delete(there, name+".po")
	}
	delete(there, "reviews.yaml")
	for _, name := range have {
		if len(order) == 2 {
			break // site.yaml could not be read, and that was said
		}
		if there[name] {
			var known []string
			for _, n := range order {
				known = append(known, n+".po")
			}
			f.ds.Warning(f.place(dir+"/"+name), "ignored-file", "%s is not read: it is named for no borough of site.yaml", dir+"/"+name).
				Hint("%s", diag.Near(name, known))
		}
	}
	o.Reviews = f.reviews(dir + "/reviews.yaml")
	return o
}

// translation finds a PO file, to be read when it is wanted.
func (f *folder) translation(path, name string, tag lang.Tag) model.TranslationFile {
	id, fsys, out := f.loader.id(path), f.fsys, f.out
	return model.TranslationFile{Name: name, Path: path, File: id, Open: func(again bool) (model.TranslationFile, diag.List, error) {
		sub := &folder{fsys: fsys, files: out, refused: map[string]bool{}, path: path, file: id}
		if again {
			sub.files = nil
		}
		t := sub.po(path, name, tag)
		t.File, t.Sum = id, sub.sum
		return t, sub.ds, sub.err
	}}
}

// po reads a PO file; one of which nothing can be used is broken.
func (f *folder) po(path, name string, tag lang.Tag) model.TranslationFile {
	t := model.TranslationFile{Name: name, Path: path, Broken: true}
	src, ok := f.read(path, source.MaxPO, "ask for help: a translation file is never that large")
	if !ok {
		return t
	}
	if f.files != nil {
		f.files.PutLarge(f.file, src)
	}
	r := &reader{folder: f, file: f.file}
	if fields.Wide(&f.ds, f.file, src) {
		return t
	}
	po := segment.ParsePO(&f.ds, f.file, src)
	if po == nil {
		return t
	}
	t.Entries, t.Broken = po.Entries, false
	t.Machine = po.Machine()
	if l := po.Get("Language"); l != "" {
		if got, ok := lang.Parse(l); !ok || got != tag {
			r.ds.Error(r.start(), "po-language", "this file says it is in %q, but it lies in the folder of %q", short(l), tag).
				Hint("write \"Language: %s\\n\" in its header, or move the file", tag.Gettext())
		}
	}
	return t
}
