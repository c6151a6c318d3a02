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
type Only struct {
	Boroughs, Langs []string

	// Bare tells of which boroughs guides, listings and imports are left out; see [model.Borough]. nil is of none.
	Bare func(model.ID) bool
}

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

// sharedFiles is what may lie in content/shared.
var sharedFiles = []string{"guides", "listings", "import"}

// boroughFiles is what may lie in a borough's folder.
var boroughFiles = []string{
	"borough.yaml", "pack.yaml", "periods.yaml", "rota.yaml", "engagement.yaml", "feedback.csv", "partners.yaml", "problems.yaml", "demand.yaml",
	"guides", "listings", "import",
}

// content reads the guides, listings and imports of a folder, several files at a time.
func (f *folder) content(dir string, shared bool) model.Content {
	guides, listings := f.names(dir+"/guides", ".md"), f.names(dir+"/listings", ".yaml")
	var jobs []func()
	for _, name := range guides {
		path := dir + "/guides/" + name
		jobs = append(jobs, f.job(path, func(sub *folder) (any, bool) { return sub.guide(path, shared) }))
	}
	for _, name := range listings {
		path := dir + "/listings/" + name
		jobs = append(jobs, f.job(path, func(sub *folder) (any, bool) { return sub.listing(path, shared) }))
	}
	f.loader.each(len(jobs), func(i int) { jobs[i]() })
	return model.Content{
		Guides:   taken[model.Guide](f, dir+"/guides/", guides),
		Listings: taken[model.Listing](f, dir+"/listings/", listings),
		Kept:     f.kept(dir + "/import"),
	}
}

// shared reads what boroughs share.
func (f *folder) shared(site *model.Site) {
	const path = "content/shared"
	site.Shared = below(f, path, path, func(sub *folder) model.Content {
		sub.stranger(path, sharedFiles)
		return sub.content(path, true)
	})
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

// boroughs reads the folders of the boroughs that site.yaml names, in its order.
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
		r := f.boroughFolder(path, id)
		if !r.inside {
			continue
		}
		if file := path + "/borough.yaml"; !r.there {
			d := f.ds.Error(id.At, "missing-file", "borough %q has no file %s", id.V, file)
			if near := diag.Near(string(id.V), others); near != "" && !slices.Contains(have, string(id.V)) {
				d.Hint("%s", near)
			} else {
				d.Hint("delete the borough here; \"welcomepack new borough\" makes one with all that belongs to it")
			}
		}
		r.borough.ID = id
		site.Boroughs = append(site.Boroughs, r.borough)
	}
	for _, name := range have {
		known := func(id model.At[model.ID]) bool { return string(id.V) == name }
		if len(site.Settings.Boroughs) > 0 && !slices.ContainsFunc(site.Settings.Boroughs, known) {
			f.ds.Warning(site.Settings.Boroughs[0].At, "unused-folder", "the folder content/boroughs/%s is not read, because site.yaml does not name this borough", name).
				Hint("add %s to the list of boroughs here, or remove the folder", name)
		}
	}
}

// A boroughFolder is what a borough's folder was read into.
type boroughFolder struct {
	borough model.Borough
	inside  bool // it is a folder of the site, or not there
	there   bool // it has a file borough.yaml
}

func (f *folder) boroughFolder(path string, id model.At[model.ID]) boroughFolder {
	bare := f.only.Bare != nil && f.only.Bare(id.V)
	name := path
	if bare {
		name += " bare"
	}
	return below(f, name, path, func(sub *folder) (r boroughFolder) {
		b := &r.borough
		if r.inside = sub.inside(path); !r.inside {
			return r
		}
		if file := path + "/borough.yaml"; sub.exists(file) {
			r.there = true
			*b = one(sub, file, func(sub *folder) model.Borough {
				if m, r := sub.yaml(file); m != nil {
					return r.borough(m, id)
				}
				return model.Borough{}
			})
		}
		b.Pack = sub.packPlan(path + "/pack.yaml")
		b.Periods = sub.periods(path + "/periods.yaml")
		b.Rotas = sub.rotas(path + "/rota.yaml")
		b.Engagement = sub.engagement(path)
		b.Partners = sub.partners(path + "/partners.yaml")
		b.Problems = sub.problems(path + "/problems.yaml")
		b.Demand = sub.demand(path + "/demand.yaml")
		if b.Bare = bare; !bare {
			b.Content = sub.content(path, false)
		}
		sub.stranger(path, boroughFiles)
		return r
	})
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

// stranger warns of what nobody reads: a file with a slip in its name would else be missed in silence.
func (f *folder) stranger(path string, known []string) {
	for _, name := range f.entries(path) {
		if !slices.Contains(known, name) {
			at := f.place(path + "/" + name)
			f.ds.Warning(at, "ignored-file", "%s is not read", path+"/"+name).Hint("%s", diag.Near(name, known))
		}
	}
}
