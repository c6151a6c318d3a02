package build

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/html"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/output"
	"welcomepack/internal/source"
	"welcomepack/internal/view"
)

// A Result is what a build did and what it has to say. Where Diags has errors, nothing was written.
type Result struct {
	Files           *source.Set // where the diagnostics point to
	Diags           diag.List
	Boroughs, Langs int
	Pages, Packs    int // made by this build
	Output          output.Summary
}

// Build makes the editions that were asked for, and writes them with the pages above them. Editions that were
// not asked for stay as the last build left them. After an error of any kind the output folder is as it was.
func Build(o Options) (Result, error) {
	s, err := Take(o)
	if err != nil || s.Diags.HasErrors() {
		return Result{Files: s.Files, Diags: s.Diags}, err
	}
	stage, err := output.Open(o.Out, o.Limits)
	if err != nil {
		return Result{Files: s.Files, Diags: s.Diags}, err
	}
	defer stage.Discard()
	if s, err = s.withFonts(); err != nil {
		return Result{}, err
	}
	if err := origins(o.Site, stage); err != nil {
		return Result{Files: s.Files, Diags: s.Diags}, err
	}
	w := &writer{snapshot: s, stage: stage, options: o, previous: stage.Previous(), services: s.services()}
	r, err := w.editions()
	if err == nil && !r.Diags.HasErrors() {
		err = w.posters(&r)
	}
	if err == nil && !r.Diags.HasErrors() {
		err = w.reports(&r)
	}
	r.Files, r.Diags = s.Files, slices.Concat(s.Diags, r.Diags).Sorted(s.Files)
	if err != nil || r.Diags.HasErrors() {
		return r, err
	}
	if err := w.around(&r); err != nil {
		return r, err
	}
	r.Output, err = stage.Commit()
	return r, err
}

// origins notes the digests of the site's own files, so that it can be seen later from what the website was made.
func origins(site fs.FS, stage *output.Stage) error {
	for _, dir := range []string{"content", "translations", "themes"} {
		err := fs.WalkDir(site, dir, func(p string, d fs.DirEntry, err error) error {
			switch {
			case errors.Is(err, fs.ErrNotExist) && p == dir:
				return fs.SkipDir
			case err != nil:
				return err
			case !d.Type().IsRegular() || strings.HasPrefix(d.Name(), "."):
				return nil
			}
			b, err := fs.ReadFile(site, p)
			if err == nil {
				stage.From(p, b)
			}
			return err
		})
		if err != nil {
			return fmt.Errorf("read %s: %w", dir, err)
		}
	}
	return nil
}

// A writer puts a snapshot's files into a stage.
type writer struct {
	snapshot *Snapshot
	stage    *output.Stage
	options  Options
	previous []string                     // files of the last build, sorted
	services map[model.ID][]bundle.File   // contact cards and calendars, by borough
	kept     map[catalog.Edition][]string // pages of editions that the last build made
	above    []bundle.File                // the pages above the editions
}

// editions makes the editions in the pool, and joins what they say in the order of site.yaml.
func (w *writer) editions() (Result, error) {
	var r Result
	w.keepOthers()
	w.snapshot.catalog.Shown = w.shown
	if w.options.NoPacks {
		w.snapshot.catalog.Made = w.hasMade
	}
	var err error
	if w.above, err = w.snapshot.top(w.snapshot.catalog); err != nil {
		return r, err
	}
	slots := run(w.snapshot.editions, w.options, w.edition)
	for _, slot := range slots {
		if slot.err != nil {
			return r, slot.err
		}
		r.Diags = append(r.Diags, slot.diags...)
		r.Pages += slot.pages
		r.Packs += slot.packs
	}
	var boroughs, langs []string
	for _, e := range w.snapshot.editions {
		boroughs, langs = append(boroughs, string(e.Borough)), append(langs, string(e.Lang))
	}
	r.Boroughs, r.Langs = len(unique(boroughs)), len(unique(langs))
	return r, nil
}

// edition makes one edition; step is called after its website and after its packs.
func (w *writer) edition(ed catalog.Edition, step func(pack bool)) (r slot) {
	s := w.snapshot
	e, err := newEdition(s.theme, s.fonts, s.catalog.Lens(ed))
	if err != nil {
		return slot{err: err}
	}
	website := e.website()
	r.pages = len(e.targets)
	step(false)
	var takeAway []bundle.File
	if w.options.NoPacks {
		for _, file := range takeAwayFiles(e.lens) {
			w.stage.Keep(e.lens.Path(file))
		}
	} else {
		if r.diags, r.err = w.packs(e, &r.packs); r.err != nil || len(r.diags) > 0 {
			return r
		}
		if takeAway, err = e.takeAway(s, w.services[ed.Borough]); err != nil {
			return slot{err: err}
		}
	}
	if err := w.put(takeAway); err != nil {
		return slot{err: err}
	}
	if err := w.put(w.withSizes(e, website)); err != nil {
		return slot{err: err}
	}
	if r.packs > 0 {
		step(true)
	}
	return r
}

// packs makes every variant of an edition and counts them.
func (w *writer) packs(e *edition, made *int) (ds diag.List, err error) {
	for _, x := range view.Variants(e.lens) {
		b, mistakes, err := e.printed(x)
		if err != nil {
			return ds, err
		}
		ds = append(ds, mistakes...)
		if len(mistakes) > 0 {
			continue
		}
		if err := w.stage.Put(variantPath(e.lens, x), b); err != nil {
			return ds, err
		}
		*made++
	}
	return ds, nil
}

// posters makes the poster of each borough that was asked for, in all its languages, and keeps the others.
func (w *writer) posters(r *Result) error {
	s := w.snapshot
	for _, b := range s.catalog.Site.Boroughs {
		e := catalog.Edition{Borough: b.ID.V, Lang: lang.English}
		asked := slices.ContainsFunc(s.editions, func(x catalog.Edition) bool { return x.Borough == e.Borough })
		if !asked || w.options.NoPacks {
			w.stage.Keep(view.PosterPath(e.Borough))
			continue
		}
		p, ds, err := setPoster(s.catalog, e, s.fonts).file(s.fonts, s.catalog.Today)
		if err != nil || len(ds) > 0 {
			r.Diags = append(r.Diags, ds...)
			return err
		}
		if err := w.stage.Put(view.PosterPath(e.Borough), p); err != nil {
			return err
		}
		r.Packs++
	}
	return nil
}

func (w *writer) put(files []bundle.File) error {
	for _, f := range files {
		if err := w.stage.Put(f.Path, f.Bytes); err != nil {
			return err
		}
	}
	return nil
}

// keepOthers keeps the files of editions that the site has and that were not asked for.
func (w *writer) keepOthers() {
	w.kept = map[catalog.Edition][]string{}
	others := map[string]catalog.Edition{}
	for _, e := range w.snapshot.catalog.Editions() {
		if !slices.Contains(w.snapshot.editions, e) {
			others[folder(e)] = e
		}
	}
	for _, p := range w.previous {
		dir, file := cutEdition(p)
		e, ok := others[dir]
		if ok && w.stage.Keep(p) && strings.HasSuffix(file, ".html") && file != view.SingleFile && file != bundle.NotSaved {
			w.kept[e] = append(w.kept[e], p)
		}
	}
}

// folder is an edition's folder in dist.
func folder(e catalog.Edition) string { return string(e.Borough) + "/" + string(e.Lang) }

// cutEdition cuts a path into its edition's folder and the rest.
func cutEdition(p string) (folder, file string) {
	parts := strings.SplitN(p, "/", 3)
	if len(parts) < 3 {
		return "", p
	}
	return parts[0] + "/" + parts[1], parts[2]
}

// shown tells whether dist will hold an edition.
func (w *writer) shown(e catalog.Edition) bool {
	return slices.Contains(w.snapshot.editions, e) || len(w.kept[e]) > 0
}

// hasMade tells whether the last build made a file, by its path.
func (w *writer) hasMade(path string) bool {
	_, found := slices.BinarySearch(w.previous, path)
	return found
}

// around puts what stands above the editions and beside them.
func (w *writer) around(r *Result) error {
	s := w.snapshot
	files := slices.Clone(w.above)
	r.Pages += len(files)
	base := s.catalog.Site.Settings.URL.V
	var pages []bundle.Page
	for _, f := range files {
		if f.Path != notFound {
			pages = append(pages, bundle.Page{Path: f.Path})
		}
	}
	pages = append(pages, w.sitemapPages()...)
	for _, b := range s.catalog.Site.Boroughs {
		files = append(files, w.services[b.ID.V]...)
	}
	files = slices.Concat(files, s.assets(), bundle.Sitemap(base, pages), bundle.Headers(base, s.inlineHashes(), s.feeds()), []bundle.File{bundle.ServiceWorker()})
	if f, ok := bundle.Robots(base); ok {
		files = append(files, f)
	}
	for _, f := range files {
		if err := w.stage.Put(f.Path, f.Bytes); err != nil {
			return err
		}
	}
	if err := w.data(); err != nil {
		return err
	}
	w.keepServices()
	return nil
}

const notFound = "404.html"

// top prints the pages above the editions.
func (s *Snapshot) top(c *catalog.Catalog) ([]bundle.File, error) {
	frame, pages := view.Top(c)
	p, err := html.NewPrinter(s.theme, frame)
	if err != nil {
		return nil, fmt.Errorf("theme %s: %w", s.theme.Name, err)
	}
	var files []bundle.File
	for _, pg := range pages {
		files = append(files, bundle.File{Path: pg.Path, Bytes: p.Page(pg)})
	}
	return files, nil
}

func (s *Snapshot) assets() []bundle.File {
	var files []bundle.File
	for _, a := range s.theme.Assets {
		files = append(files, bundle.File{Path: a.Path, Bytes: a.Text})
	}
	return files
}

// sitemapPages lists the pages of all editions that dist will hold, each with the languages it stands in.
func (w *writer) sitemapPages() []bundle.Page {
	s := w.snapshot
	paths := map[catalog.Edition][]string{}
	has := map[string]bool{}
	all := s.catalog.Editions()
	for _, e := range all {
		paths[e] = w.kept[e]
		if slices.Contains(s.editions, e) {
			for _, t := range view.Plan(s.catalog.Lens(e)) {
				if t.Kind != "not-saved" && t.Kind != "moved" {
					paths[e] = append(paths[e], t.Path)
				}
			}
		}
		slices.Sort(paths[e])
		for _, p := range paths[e] {
			has[p] = true
		}
	}
	var pages []bundle.Page
	for _, e := range all {
		for _, p := range paths[e] {
			pages = append(pages, bundle.Page{Path: p, Alternates: alternates(s.catalog.Site.Settings.Languages, e, p, has)})
		}
	}
	return pages
}

// alternates lists the languages in which a page of an edition stands; none where it is only one.
func alternates(langs []model.At[lang.Tag], e catalog.Edition, path string, has map[string]bool) []bundle.Alternate {
	file := strings.TrimPrefix(path, folder(e))
	var out []bundle.Alternate
	for _, l := range langs {
		p := folder(catalog.Edition{Borough: e.Borough, Lang: l.V}) + file
		if has[p] {
			out = append(out, bundle.Alternate{Lang: l.V.BCP47(), Path: p})
		}
	}
	if len(out) < 2 {
		return nil
	}
	return out
}
