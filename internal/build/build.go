package build

import (
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"iter"
	"runtime"
	"runtime/debug"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"time"

	"welcomepack/internal/bundle"
	"welcomepack/internal/cache"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/html"
	"welcomepack/internal/lang"
	"welcomepack/internal/load"
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
	Pages, Packs    int // of what was asked for
	Made            int // of these, made by this build; the others were there
	Output          output.Summary
}

// Build makes the editions that were asked for, and writes them with the pages above them. Editions that were
// not asked for stay as the last build left them. After an error of any kind the output folder is as it was.
//
// With a cache, what nothing has changed for is kept as it is: a page, a pack, what was found in translations, or all
// of it.
func Build(o Options) (Result, error) {
	if o.Cache == nil {
		r, _, err := build(o, nil, &siteTrace{})
		return r, err
	}
	in, err := scan(o.Site, o.Jobs)
	if err != nil {
		return Result{Files: &source.Set{}}, err
	}
	last := readSite(o)
	if r, ok := last.unchanged(in, o); ok {
		return r, nil
	}
	r, _, err := build(o, newDigests(in, o), last)
	return r, err
}

// Verify builds without the cache, and names the files that were not as this build has them. They are mended: the output
// folder is what the build without the cache makes.
func Verify(o Options) (Result, []string, error) {
	o.Cache = nil
	return build(o, nil, &siteTrace{})
}

// build makes a site. Digests are nil where there is no cache; last is the trace of the build before this one. It names
// the files that it wrote or removed.
func build(o Options, d *digests, last *siteTrace) (r Result, changed []string, err error) {
	defer o.collect(garbage)()
	l := &load.Loader{FS: o.Site}
	s, err := take(o, l)
	r.Files = s.Files
	if err != nil || s.catalog == nil {
		r.Diags = s.Diags.Sorted(s.Files)
		return r, nil, err
	}
	if d != nil && !d.agree(l.Sums()) {
		d = nil // somebody is writing; what is made now is traced by nothing
	}
	for _, folder := range []string{"content/shared", "content/boroughs"} {
		s.Files.ShrinkBelow(folder, places(s.Diags)) // nobody reads the texts of guides and listings again, but for a message
	}
	w := &writer{snapshot: s, options: o, digests: d, last: last, asked: map[catalog.Edition]bool{}}
	for _, e := range s.editions {
		w.asked[e] = true
	}
	if err = s.lookInto(w.lookOnce); err != nil || s.Diags.HasErrors() {
		r.Diags = s.Diags.Sorted(s.Files)
		return r, nil, err
	}
	if w.stage, err = output.Open(o.Out, o.Limits); err != nil {
		r.Diags = s.Diags.Sorted(s.Files)
		return r, nil, err
	}
	defer w.stage.Discard()
	if w.snapshot, err = s.withFonts(); err != nil {
		return r, nil, err
	}
	if err := w.origins(); err != nil {
		return r, nil, err
	}
	w.previous = w.stage.Previous()
	if err = w.putServices(); err == nil {
		err = w.editions(&r)
	}
	if err == nil && !r.Diags.HasErrors() {
		err = w.posters(&r)
	}
	if err == nil && !r.Diags.HasErrors() {
		err = w.reports(&r)
	}
	r.Diags = slices.Concat(s.Diags, r.Diags).Sorted(s.Files)
	if err != nil || r.Diags.HasErrors() {
		return r, nil, err
	}
	if err := w.around(&r); err != nil {
		return r, nil, err
	}
	if r.Output, err = w.stage.Commit(); err == nil {
		changed = w.stage.Changes()
		w.remember(r)
	}
	return r, changed, err
}

// How much garbage a frugal build lets lie, in hundredths of what is in use, where Go's own measure is 100. While the feeds
// are made, of all languages of a borough at once and beside editions, more is in use than else. These two take a sixth
// off the memory of a website for 6 to 8 % more CPU time; 60 throughout takes as much off for more than 10 %.
const (
	garbage      = 70
	garbageAtTop = 40
)

// collect collects what lies now and sets how much garbage may lie, if the build is frugal, until what it returns is called.
func (o Options) collect(percent int) (restore func()) {
	if !o.Frugal || !o.NoPacks { // packs are mostly time
		return func() {}
	}
	runtime.GC() // else it were some time until the new measure is kept
	before := debug.SetGCPercent(percent)
	return func() { debug.SetGCPercent(before) }
}

// remember keeps what this build made and said. A cache that cannot be written costs time, no more.
func (w *writer) remember(r Result) {
	if w.digests == nil || w.unsure.Load() {
		return
	}
	o := w.options
	t := &siteTrace{
		inputs: w.digests.in, Key: siteKey(w.digests.in, o), Diags: saved(r.Diags, r.Files),
		Boroughs: r.Boroughs, Langs: r.Langs, Pages: r.Pages, Packs: r.Packs,
	}
	t.Published, t.times = w.stage.Published()
	if t.write(o) == nil {
		o.Cache.Trim(cacheAge, cacheBytes)
	}
}

// What the cache may hold.
const (
	cacheAge   = 30 * 24 * time.Hour
	cacheBytes = 4 << 30
)

// origins notes the digests of the site's own files, so that it can be seen later from what the website was made.
func (w *writer) origins() error {
	site := w.options.Site
	for _, dir := range inputRoots {
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
				w.stage.From(p, b)
			}
			if w.digests != nil && w.digests.in[p] != digestOfSum(sha256.Sum256(b)) {
				w.unsure.Store(true) // it was written since it was scanned
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
	services map[model.ID]boroughFiles    // of those that were asked for
	asked    map[catalog.Edition]bool     // the editions of this build
	kept     map[catalog.Edition][]string // pages of editions that the last build made
	above    []bundle.File                // the pages above the editions
	digests  *digests                     // of what the site is made of; nil where nothing is traced
	last     *siteTrace
	unsure   atomic.Bool                  // files were written while they were read
	assets   map[lang.Tag][]bundle.Listed // what the pages of a language may ask for

	desks   sync.Pool // of *desk
	idsOnce sync.Once
	ids     map[string]source.FileID // of the site's files
}

// editions makes the editions that were asked for, one language after the other, and joins what they say in the order of
// site.yaml.
func (w *writer) editions(r *Result) (err error) {
	w.keepOthers()
	s := w.snapshot
	s.catalog.Shown = w.shown
	if w.options.NoPacks {
		s.catalog.Made = w.hasMade
	}
	if w.above, err = s.top(s.catalog, nil); err != nil {
		return err
	}
	w.listAssets()
	slots, err := w.run()
	if err != nil {
		return err
	}
	for _, slot := range slots {
		if slot.err != nil {
			return slot.err
		}
		r.Diags = append(r.Diags, slot.diags...)
		r.Pages += slot.pages
		r.Packs += slot.packs
		r.Made += slot.made
	}
	var boroughs, langs []string
	for _, e := range s.editions {
		boroughs, langs = append(boroughs, string(e.Borough)), append(langs, string(e.Lang))
	}
	r.Boroughs, r.Langs = len(unique(boroughs)), len(unique(langs))
	return nil
}

// edition makes one edition, or keeps what is still true of it; step is called after its website and after its packs.
func (w *writer) edition(ed catalog.Edition, step func(pack bool)) (r slot) {
	s := w.snapshot
	e := &making{writer: w, Edition: ed}
	if w.digests != nil {
		e.d = w.editionDigests(ed)
	}
	if e.d != nil {
		e.old, e.now = readTrace(w.options.Cache, ed), newTrace(e.d)
		if e.keepAll(&r) {
			step(false)
			if r.packs > 0 {
				step(true)
			}
			return r
		}
	}
	for _, name := range []string{catalog.Interface, catalog.Shared, string(ed.Borough)} {
		s.catalog.Settle(ed.Lang, name)
	}
	var err error
	if e.edition, err = newEdition(s.theme, s.fonts, s.catalog.Lens(ed)); err != nil {
		return slot{err: err}
	}
	listed, err := e.website()
	if err != nil {
		return slot{err: err}
	}
	r.pages = len(e.targets)
	step(false)
	if w.options.NoPacks {
		e.keepTakeAway(e.lens)
	} else if r.diags, r.err = e.takeAway(&r.packs); r.err != nil || len(r.diags) > 0 {
		return r
	}
	if err := e.withSizes(listed); err != nil {
		return slot{err: err}
	}
	if e.d != nil && e.sure() {
		e.now.write(w.options.Cache, ed) // one that is not written costs time, no more
	} else if e.d != nil {
		w.unsure.Store(true)
	}
	r.made = e.made
	if r.packs > 0 {
		step(true)
	}
	return r
}

// listed lists a file that was put or kept.
func (w *writer) listed(path string) bundle.Listed {
	n, sum, _ := w.stage.Lookup(path)
	return *bundle.NewListed(path, sum, n)
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
		p, ds, err := w.poster(e)
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

// poster makes a borough's poster, or takes it from the cache.
func (w *writer) poster(e catalog.Edition) (b []byte, ds diag.List, err error) {
	s := w.snapshot
	work := func() ([]byte, diag.List, error) {
		return setPoster(s.catalog, e, s.fonts).file(s.fonts, s.catalog.Today)
	}
	if w.digests == nil || w.unsure.Load() {
		return work()
	}
	d := w.editionDigests(e)
	if d == nil {
		return work()
	}
	parts := []string{"file 1", view.PosterPath(e.Borough), string(d.full(nil)), string(d.shown)}
	for _, l := range s.catalog.Site.Settings.Languages {
		parts = append(parts, string(l.V), string(w.digests.in["translations/"+string(l.V)+"/"+catalog.Interface+".po"]))
	}
	key := cache.KeyOf(parts...)
	if b, ok := w.options.Cache.Get(key); ok {
		return b, nil, nil
	}
	if b, ds, err = work(); err == nil && len(ds) == 0 {
		w.options.Cache.Put(key, b) // one that is not kept costs time, no more
	}
	return b, ds, err
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
		if !w.asked[e] {
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
	return w.asked[e] || len(w.kept[e]) > 0
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
	err := bundle.Sitemap(base, w.sitemapPages(), func(f bundle.File) error { return w.stage.Put(f.Path, f.Bytes) })
	if err != nil {
		return err
	}
	files = slices.Concat(files, s.assets(), bundle.Headers(base, s.inlineHashes(), s.feeds()), []bundle.File{bundle.ServiceWorker()})
	if f, ok := bundle.Robots(base); ok {
		files = append(files, f)
	}
	for _, f := range files {
		if err := w.stage.Put(f.Path, f.Bytes); err != nil {
			return err
		}
	}
	w.keepServices()
	return nil
}

const notFound = "404.html"

// top prints the pages above the editions; where may tell of the places of words.
func (s *Snapshot) top(c *catalog.Catalog, where func(source.Span) string) ([]bundle.File, error) {
	frame, pages := view.Top(c)
	p, err := html.NewPrinter(s.theme, frame)
	if err != nil {
		return nil, fmt.Errorf("theme %s: %w", s.theme.Name, err)
	}
	p.Where = where
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

// sitemapPages goes through the pages above the editions and those of all editions that dist will hold, each with the
// languages it stands in.
func (w *writer) sitemapPages() iter.Seq[bundle.Page] {
	return func(yield func(bundle.Page) bool) {
		for _, f := range w.above {
			if f.Path != notFound && !yield(bundle.Page{Path: f.Path}) {
				return
			}
		}
		for _, b := range w.snapshot.catalog.Site.Boroughs {
			for _, p := range w.boroughPages(b.ID.V) {
				if !yield(p) {
					return
				}
			}
		}
	}
}

func (w *writer) boroughPages(b model.ID) []bundle.Page {
	s, langs := w.snapshot, w.snapshot.catalog.Site.Settings.Languages
	paths := map[catalog.Edition][]string{}
	has := map[string]bool{}
	for _, l := range langs {
		e := catalog.Edition{Borough: b, Lang: l.V}
		paths[e] = slices.Clone(w.kept[e])
		if w.asked[e] {
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
	for _, l := range langs {
		e := catalog.Edition{Borough: b, Lang: l.V}
		for _, p := range paths[e] {
			pages = append(pages, bundle.Page{Path: p, Alternates: alternates(langs, e, p, has)})
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
