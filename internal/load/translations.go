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
			site.Overlays = append(site.Overlays, f.overlay(dir, tag, site))
		}
	}
	slices.SortFunc(site.Overlays, func(a, b model.Overlay) int { return strings.Compare(string(a.Lang), string(b.Lang)) })
}

func (f *folder) overlay(dir string, tag lang.Tag, site *model.Site) model.Overlay {
	o := model.Overlay{Lang: tag}
	order := []string{"interface", "shared"}
	for _, b := range site.Settings.Boroughs {
		order = append(order, string(b.V))
	}
	var known []string
	for _, name := range order {
		known = append(known, name+".po")
	}
	for _, name := range f.entries(dir) {
		if len(site.Settings.Boroughs) == 0 {
			break // site.yaml could not be read, and that was said
		}
		if name != "reviews.yaml" && !slices.Contains(known, name) {
			f.ds.Warning(f.place(dir+"/"+name), "ignored-file", "%s is not read: it is named for no borough of site.yaml", dir+"/"+name).
				Hint("%s", diag.Near(name, known))
		}
	}
	for _, name := range order {
		if path := dir + "/" + name + ".po"; f.exists(path) && (f.only.borough(model.ID(name)) || name == "interface" || name == "shared") {
			if t, ok := f.po(path, name, tag); ok {
				o.Files = append(o.Files, t)
			}
		}
	}
	o.Reviews = f.reviews(dir + "/reviews.yaml")
	return o
}

func (f *folder) po(path, name string, tag lang.Tag) (model.TranslationFile, bool) {
	src, ok := f.read(path, source.MaxPO, "ask for help: a translation file is never that large")
	if !ok {
		return model.TranslationFile{}, false
	}
	r := f.open(path, src)
	if fields.Wide(&f.ds, r.file, src) {
		return model.TranslationFile{}, false
	}
	po := segment.ParsePO(&f.ds, r.file, src)
	if po == nil {
		return model.TranslationFile{}, false
	}
	t := model.TranslationFile{Name: name, Path: path, Entries: po.Entries}
	t.Machine = strings.EqualFold(po.Get("X-Origin"), "machine")
	if l := po.Get("Language"); l != "" {
		if got, ok := lang.Parse(l); !ok || got != tag {
			r.ds.Error(r.start(), "po-language", "this file says it is in %q, but it lies in the folder of %q", short(l), tag).
				Hint("write \"Language: %s\\n\" in its header, or move the file", tag.Gettext())
		}
	}
	return t, true
}
