// Package load reads a site's folder into a [model.Site]: content/ and translations/, each value checked by
// itself and kept with its place. Whether a service, place, category or guide that is named exists elsewhere is
// for the catalog to say.
//
// Keys of words are structural, so that they stay when lines move: the path without content/, then
// "#service/field", as in "shared/listings/nhs.yaml#nhs-111/summary".
package load

import (
	"cmp"
	"io/fs"
	"slices"

	"welcomepack/internal/diag"
	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// Load reads the folder that holds content/ and translations/. All mistakes of all files are in the list, which
// is sorted; what could be read is in the site. The error is for a machine that cannot read its own files.
func Load(fsys fs.FS, files *source.Set) (*model.Site, diag.List, error) {
	return Part(fsys, files, Only{})
}

// Only names what to read of a site: some boroughs and some languages' translations. The zero Only is all.
type Only struct{ Boroughs, Langs []string }

// borough and lang tell whether one is wanted.
func (o Only) borough(id model.ID) bool {
	return len(o.Boroughs) == 0 || slices.Contains(o.Boroughs, string(id))
}

func (o Only) lang(name string) bool { return len(o.Langs) == 0 || slices.Contains(o.Langs, name) }

// Part reads no more of a site than is wanted.
func Part(fsys fs.FS, files *source.Set, only Only) (*model.Site, diag.List, error) {
	l := Loader{FS: fsys}
	site, out, ds, err := l.Load(only)
	for i := range site.Overlays {
		files := site.Overlays[i].Files
		for k := range files {
			t, more, failure := files[k].Open(false)
			files[k], ds, err = t, append(ds, more...), cmp.Or(err, failure)
		}
		site.Overlays[i].Files = slices.DeleteFunc(files, func(t model.TranslationFile) bool { return t.Broken })
	}
	*files = *out
	return site, ds.Sorted(files), err
}

// topFiles is what may lie in content/ itself.
var topFiles = []string{
	"site.yaml", "categories.yaml", "rules.yaml", "glossary.yaml", "pack.yaml", "periods.yaml", "planner.yaml", "problems.yaml", "shared", "boroughs",
}

// boroughFiles is what may lie in a borough's folder.
var boroughFiles = []string{
	"borough.yaml", "pack.yaml", "periods.yaml", "rota.yaml", "engagement.yaml", "feedback.csv", "partners.yaml", "problems.yaml", "demand.yaml",
	"guides", "listings", "import",
}

// A place is a folder with guides and listings.
type place struct {
	path             string
	shared           bool
	content          *model.Content
	guides, listings []string
}

// contents reads the guides and listings of all folders, several files at a time.
func (f *folder) contents(site *model.Site) {
	places := []*place{{path: "content/shared", shared: true, content: &site.Shared}}
	f.boroughs(site)
	for i := range site.Boroughs {
		b := &site.Boroughs[i]
		places = append(places, &place{path: "content/boroughs/" + string(b.ID.V), content: &b.Content})
	}
	var jobs []func()
	for _, p := range places {
		p.guides, p.listings = f.names(p.path+"/guides", ".md"), f.names(p.path+"/listings", ".yaml")
		for i := range p.guides {
			path := p.path + "/guides/" + p.guides[i]
			jobs = append(jobs, f.job(path, func(sub *folder) (any, bool) { return sub.guide(path, p.shared) }))
		}
		for i := range p.listings {
			path := p.path + "/listings/" + p.listings[i]
			jobs = append(jobs, f.job(path, func(sub *folder) (any, bool) { return sub.listing(path, p.shared) }))
		}
	}
	f.loader.each(len(jobs), func(i int) { jobs[i]() })
	for _, p := range places {
		p.content.Guides = taken[model.Guide](f, p.path+"/guides/", p.guides)
		p.content.Listings = taken[model.Listing](f, p.path+"/listings/", p.listings)
		p.content.Kept = f.kept(p.path + "/import")
	}
}

// taken returns what files were read into, with what is wrong with them.
func taken[T any](f *folder, dir string, names []string) []T {
	out := make([]T, 0, len(names))
	for _, n := range names {
		if k := f.take(dir + n); k.ok {
			out = append(out, k.value.(T))
		}
	}
	return out
}

// boroughs reads the folders of the boroughs that site.yaml names, in its order, but for their guides and listings.
func (f *folder) boroughs(site *model.Site) {
	have := f.entries("content/boroughs")
	others := slices.DeleteFunc(slices.Clone(have), func(name string) bool { // folders that are not named
		return slices.ContainsFunc(site.Settings.Boroughs, func(b model.At[model.ID]) bool { return string(b.V) == name })
	})
	for _, id := range site.Settings.Boroughs {
		path := "content/boroughs/" + string(id.V)
		if !f.only.borough(id.V) {
			continue
		}
		b := model.Borough{ID: id}
		file := path + "/borough.yaml"
		if !f.inside(path) {
			continue
		}
		if !f.exists(file) {
			d := f.ds.Error(id.At, "missing-file", "borough %q has no file %s", id.V, file)
			if near := diag.Near(string(id.V), others); near != "" && !slices.Contains(have, string(id.V)) {
				d.Hint("%s", near)
			} else {
				d.Hint("delete the borough here; \"welcomepack new borough\" makes one with all that belongs to it")
			}
		} else {
			b = one(f, file, func(sub *folder) model.Borough {
				if m, r := sub.yaml(file); m != nil {
					return r.borough(m, id)
				}
				return b
			})
			b.ID = id
		}
		b.Pack = f.packPlan(path + "/pack.yaml")
		b.Periods = f.periods(path + "/periods.yaml")
		b.Rotas = f.rotas(path + "/rota.yaml")
		b.Engagement = f.engagement(path)
		b.Partners = f.partners(path + "/partners.yaml")
		b.Problems = f.problems(path + "/problems.yaml")
		b.Demand = f.demand(path + "/demand.yaml")
		site.Boroughs = append(site.Boroughs, b)
	}
	for _, name := range have {
		known := func(id model.At[model.ID]) bool { return string(id.V) == name }
		if len(site.Settings.Boroughs) > 0 && !slices.ContainsFunc(site.Settings.Boroughs, known) {
			f.ds.Warning(site.Settings.Boroughs[0].At, "unused-folder", "the folder content/boroughs/%s is not read, because site.yaml does not name this borough", name).
				Hint("add %s to the list of boroughs here, or remove the folder", name)
		}
	}
}

func (r *reader) borough(m *fields.Map, id model.At[model.ID]) model.Borough {
	b := model.Borough{ID: id}
	written := r.slug(m.Scalar("borough", fields.Required))
	if written.V != "" && written.V != id.V {
		r.ds.Error(written.At, "file-name", "this file is of the borough %q, but it lies in the folder %q", written.V, id.V).
			Hint("write borough: %s, or move the file", id.V)
	}
	b.Name = r.name(m, "name", "name", fields.Required)
	b.Region = r.plain(m.Scalar("region", fields.Optional))
	b.About = r.words(m.Scalar("about", fields.Optional), "about")
	b.Council = r.slug(m.Scalar("council", fields.Optional))
	b.Code = r.plain(m.Scalar("code", fields.Optional))
	b.Unreviewed = r.unreviewed(m.Value("unreviewed", fields.Optional))
	b.Alert = r.alert(m.Map("alert", fields.Optional), "")
	b.Owner = r.owner(m, "")
	b.NextReview = r.date(m.Scalar("next_review", fields.Optional))
	m.Done()
	return b
}

// strangers warns of what nobody reads: a file with a slip in its name would else be missed in silence.
func (f *folder) strangers(site *model.Site) {
	f.stranger("content", topFiles)
	f.stranger("content/shared", []string{"guides", "listings", "import"})
	for _, b := range site.Settings.Boroughs {
		f.stranger("content/boroughs/"+string(b.V), boroughFiles)
	}
}

func (f *folder) stranger(path string, known []string) {
	for _, name := range f.entries(path) {
		if !slices.Contains(known, name) {
			at := f.place(path + "/" + name)
			f.ds.Warning(at, "ignored-file", "%s is not read", path+"/"+name).Hint("%s", diag.Near(name, known))
		}
	}
}
