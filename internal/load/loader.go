package load

import (
	"io/fs"
	"maps"

	"welcomepack/internal/diag"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// A Loader reads a site again and again. What a file was read into is kept, and read anew only when its bytes have
// changed: so a new kind of file needs nothing but to be read through [one]. One goroutine at a time may use it.
type Loader struct {
	FS fs.FS

	// Each calls f with 0 to n-1, perhaps several at a time; nil is one after the other.
	Each func(n int, f func(int))

	// Unchanged tells which files need not even be looked at, because they are as they were at the last load, and below
	// which folders nothing has changed; nil is none.
	Unchanged func(path string) bool

	set   source.Set               // the files that were ever read: each keeps its ID
	ids   map[string]source.FileID // by path
	loads int
	read  map[string]*reading // by path
	below map[string]*subtree // by name
}

// A reading is what was read of a file, or of the list of a folder. Value, mistakes and sum are of the same bytes.
type reading struct {
	sum   source.Sum
	has   bool // there are bytes
	value any
	ok    bool
	notes map[string][]string // what its author tells translators, by key
	ds    diag.List
	err   error
	load  int // the load that took it last
}

// A subtree is what a folder was read into, with all that lies below it.
type subtree struct {
	value any
	files []*reading
	notes map[string][]string
	ds    diag.List
	err   error
	load  int // the load that took it last
}

// Sums returns the digests of the files that the last load read, by path; translations are not among them.
func (l *Loader) Sums() map[string]source.Sum {
	out := make(map[string]source.Sum, len(l.read))
	for path, k := range l.read {
		if k.has && k.load == l.loads {
			out[path] = k.sum
		}
	}
	return out
}

// Load reads a site's content and finds its translations, whose Open reads them when they are wanted. It returns the
// files too, a new set each time. The mistakes are not sorted; the error is for a machine that cannot read its own files.
func (l *Loader) Load(only Only) (*model.Site, *source.Set, diag.List, error) {
	if l.read == nil {
		l.read, l.ids, l.below = map[string]*reading{}, map[string]source.FileID{}, map[string]*subtree{}
	}
	l.loads++
	fsys := l.FS // not all that the loader has read
	l.set.Again = func(path string) []byte {
		b, err := fs.ReadFile(fsys, path)
		if err != nil {
			return nil // its lines are not shown
		}
		return b
	}
	out := &source.Set{}
	f := &folder{loader: l, fsys: l.FS, files: &l.set, only: only, out: out, refused: map[string]bool{}, notes: map[string][]string{}}
	site := &model.Site{}
	f.settings(site)
	f.categories(site)
	f.rules(site)
	f.glossary(site)
	f.planner(site)
	site.Periods = f.periods("content/periods.yaml")
	f.shared(site)
	f.boroughs(site)
	site.Pack = f.packPlan("content/pack.yaml")
	site.Problems = f.problems("content/problems.yaml")
	f.stranger("content", topFiles)
	f.translations(site)
	site.Notes = f.notes
	*out = *l.set.Clone()
	return site, out, f.ds, f.err
}

// Add lets files be added to the loader's own, so that they keep their IDs in later loads, and puts them into out, which
// is what the last load returned and of which nothing was asked yet.
func (l *Loader) Add(out *source.Set, add func(files *source.Set)) {
	add(&l.set)
	*out = *l.set.Clone()
}

func (l *Loader) each(n int, f func(int)) {
	if l.Each != nil {
		l.Each(n, f)
		return
	}
	for i := range n {
		f(i)
	}
}

// id returns the ID that a path has in every load.
func (l *Loader) id(path string) source.FileID {
	id, ok := l.ids[path]
	if !ok {
		id = l.set.Reserve(path)
		l.ids[path] = id
	}
	return id
}

// job returns what reads a file, unless it is as it was. Jobs of different files may run at the same time.
func (f *folder) job(path string, read func(sub *folder) (any, bool)) func() {
	l := f.loader
	k := l.read[path]
	if k == nil {
		k = &reading{}
		l.read[path] = k
	} else if k.err == nil && l.asAt(k.load, path) {
		return func() {}
	}
	id := l.id(path)
	return func() {
		sub := &folder{loader: l, fsys: f.fsys, files: f.files, only: f.only, refused: map[string]bool{}, notes: map[string][]string{}, path: path, file: id, before: k}
		value, ok := read(sub)
		if sub.same {
			return
		}
		for _, r := range sub.readers {
			r.unused()
		}
		*k = reading{sum: sub.sum, has: sub.has, value: value, ok: ok, notes: sub.notes, ds: sub.ds, err: sub.err}
	}
}

// asAt tells whether a file, or all that lies below a folder, is as it was when a load took it: only of the last one that
// is known.
func (l *Loader) asAt(load int, path string) bool {
	return load == l.loads-1 && l.Unchanged != nil && l.Unchanged(path)
}

// take returns what a file was read into, and says what is wrong with it.
func (f *folder) take(path string) *reading {
	k := f.loader.read[path]
	k.load = f.loader.loads
	f.taken = append(f.taken, k)
	f.ds = append(f.ds, k.ds...)
	maps.Copy(f.notes, k.notes)
	if k.err != nil {
		f.fail(k.err)
	}
	return k
}

// one reads a file, or a folder's names, unless it is as it was.
func one[T any](f *folder, path string, read func(sub *folder) T) T {
	f.job(path, func(sub *folder) (any, bool) { return read(sub), true })()
	return f.take(path).value.(T)
}

// below reads a folder with all that lies below it, unless nothing there has changed. Name tells several ways of reading
// one folder apart.
func below[T any](f *folder, name, path string, read func(sub *folder) T) T {
	l := f.loader
	t := l.below[name]
	if t == nil || t.err != nil || !l.asAt(t.load, path) {
		sub := &folder{loader: l, fsys: f.fsys, files: f.files, only: f.only, out: f.out, refused: map[string]bool{}, notes: map[string][]string{}}
		v := read(sub)
		t = &subtree{value: v, files: sub.taken, notes: sub.notes, ds: sub.ds, err: sub.err}
		l.below[name] = t
	}
	t.load = l.loads
	for _, k := range t.files {
		k.load = l.loads
	}
	f.ds = append(f.ds, t.ds...)
	maps.Copy(f.notes, t.notes)
	if t.err != nil {
		f.fail(t.err)
	}
	return t.value.(T)
}
