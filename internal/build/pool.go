package build

import (
	"cmp"
	"io/fs"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"welcomepack/internal/catalog"
	"welcomepack/internal/check"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// each calls f with 0 to n-1, each once, by as many workers as there are jobs; 0 is one for each processor. Who calls f
// puts what it finds into a slot of its own, so that nobody can see who was first.
func each(jobs, n int, f func(int)) {
	workers := min(cmp.Or(max(jobs, 0), runtime.GOMAXPROCS(0)), n)
	if workers < 2 {
		for i := range n {
			f(i)
		}
		return
	}
	var next atomic.Int64
	var pool sync.WaitGroup
	for range workers {
		pool.Go(func() {
			for i := int(next.Add(1)) - 1; i < n; i = int(next.Add(1)) - 1 {
				f(i)
			}
		})
	}
	pool.Wait()
}

// A slot is what the making of one edition returns.
type slot struct {
	pages, packs int
	made         int // files, that were not there
	diags        diag.List
	err          error
}

// A turn is one language's turn in a build: its translations are read and looked into, its editions made.
type turn struct {
	tag      lang.Tag
	looks    []*partLook // as [catalog.Catalog.Parts]
	editions []slot      // by borough
	common   sync.Once   // for what is no borough's
	left     atomic.Int32
}

// run looks into the translations of each language and borough, and makes its edition where it was asked for, by
// several workers at a time, one language after the other so that few languages' words are in use at a time. After a
// mistake or a failure no edition is begun, but translations are looked into to the last.
func (w *writer) run() []*turn {
	s, boroughs := w.snapshot, w.snapshot.catalog.Site.Boroughs
	var all []*turn
	for _, l := range s.catalog.Site.Settings.Languages {
		x := &turn{tag: l.V, editions: make([]slot, len(boroughs))}
		x.left.Store(int32(len(boroughs)))
		for _, name := range s.catalog.Parts() {
			x.looks = append(x.looks, &partLook{lang: l.V, name: name})
		}
		all = append(all, x)
	}
	steps := counter{options: w.options, total: len(s.editions)}
	if !w.options.NoPacks {
		steps.total *= 2
	}
	var stopped atomic.Bool
	each(s.jobs, len(all)*len(boroughs), func(i int) {
		l, b := all[i/len(boroughs)], i%len(boroughs)
		looks := l.look(w, b, &stopped)
		e := catalog.Edition{Borough: boroughs[b].ID.V, Lang: l.tag}
		if !stopped.Load() && slices.Contains(s.editions, e) {
			l.editions[b] = w.edition(e, looks, func(pack bool) { steps.done(e, pack) })
			if l.editions[b].err != nil || l.editions[b].diags.HasErrors() {
				stopped.Store(true)
			}
		}
		s.catalog.Release(l.tag, string(e.Borough))
		if l.left.Add(-1) == 0 {
			s.catalog.Release(l.tag, catalog.Shared)
		}
	})
	return all
}

// look looks into what a borough's edition shows, and returns what was found.
func (t *turn) look(w *writer, borough int, stopped *atomic.Bool) []*partLook {
	look := func(p *partLook) {
		if w.lookOnce(p); p.err != nil || p.ds.HasErrors() {
			stopped.Store(true)
		}
	}
	n := len(t.looks) - len(t.editions)
	t.common.Do(func() {
		for _, p := range t.looks[:n] {
			look(p)
		}
	})
	look(t.looks[n+borough])
	return append(slices.Clone(t.looks[:n]), t.looks[n+borough])
}

// lookOnce looks into a part, or takes what was found when all that it depends on was as it is.
func (w *writer) lookOnce(p *partLook) {
	if w.digests == nil || p.lang == lang.English {
		p.look(w.snapshot)
		return
	}
	key := w.digests.partKey(p.lang, p.name)
	if r, ok := readPart(w.options.Cache, key); ok {
		p.record, p.count = r, check.Count{All: r.All, Missing: r.Missing}
		if p.ds = replayed(r.Diags, w.fileOf); len(p.ds) > 0 {
			w.showLines(p)
		}
		return
	}
	p.look(w.snapshot)
	if p.err != nil {
		return
	}
	c := w.snapshot.catalog
	if id, sum, ok := c.PartSource(p.lang, p.name); ok && w.digests.in[w.snapshot.Files.Path(id)] != digestOfSum(sum) {
		p.unsure = true // it was written since it was scanned
		return
	}
	p.record = &partRecord{
		Diags: saved(p.ds, w.snapshot.Files), All: p.count.All, Missing: p.count.Missing,
		Machine: c.PartMachineMade(p.lang, p.name), Asked: c.PartAsked(p.lang, p.name),
	}
	p.record.write(w.options.Cache, key) // one that is not written costs time, no more
}

// fileOf returns the ID of a file of the site by its path; blank ones have no text.
func (w *writer) fileOf(path string, blank bool) source.FileID {
	w.idsOnce.Do(func() { w.ids = w.snapshot.Files.IDs() })
	return w.ids[path]
}

// showLines reads a file of translations for the lines that messages show.
func (w *writer) showLines(p *partLook) {
	path := "translations/" + string(p.lang) + "/" + p.name + ".po"
	if b, err := fs.ReadFile(w.options.Site, path); err == nil {
		id := w.fileOf(path, false)
		w.snapshot.Files.PutLarge(id, b)
		w.snapshot.Files.Shrink(id, p.places())
	}
}

// A counter tells the caller how far the pool is, one step at a time.
type counter struct {
	options Options
	total   int

	mu    sync.Mutex
	count int
}

func (c *counter) done(e catalog.Edition, pack bool) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.count++
	if c.options.Progress != nil {
		c.options.Progress(Progress{c.count, c.total, e, pack})
	}
}
