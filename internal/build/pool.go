package build

import (
	"cmp"
	"io/fs"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// each calls f with 0 to n-1, each once, by as many workers as there are jobs; 0 is one for each processor. Who calls f
// puts what it finds into a slot of its own, so that nobody can see who was first.
func each(jobs, n int, f func(int)) {
	workers := min(workers(jobs), n)
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

func workers(jobs int) int { return cmp.Or(max(jobs, 0), runtime.GOMAXPROCS(0)) }

// A slot is what the making of one edition returns.
type slot struct {
	pages, packs int
	made         int // files, that were not there
	diags        diag.List
	err          error
}

// run makes the editions that were asked for by several workers at a time, one language after the other so that few
// languages' words are in use at a time, and beside them the tables and feeds. The slots are in the order of the editions,
// whoever made them when. After a mistake or a failure no edition is begun.
func (w *writer) run() (_ []slot, err error) {
	s := w.snapshot
	editions := s.editions
	slots, order := make([]slot, len(editions)), make([]int, len(editions))
	left := map[lang.Tag]*atomic.Int32{}
	for i, e := range editions {
		order[i] = i
		if left[e.Lang] == nil {
			left[e.Lang] = &atomic.Int32{}
		}
		left[e.Lang].Add(1)
	}
	slices.SortStableFunc(order, func(a, b int) int { return strings.Compare(string(editions[a].Lang), string(editions[b].Lang)) })
	steps := counter{options: w.options, total: len(editions)}
	if !w.options.NoPacks {
		steps.total *= 2
	}
	var stopped atomic.Bool
	each(s.jobs, len(editions)+1, func(n int) {
		if n == 0 {
			defer w.options.collect(garbageAtTop)()
			if err = w.data(); err != nil {
				stopped.Store(true)
			}
			return
		}
		i := order[n-1]
		e := editions[i]
		if !stopped.Load() {
			slots[i] = w.edition(e, func(pack bool) { steps.done(e, pack) })
			if slots[i].err != nil || slots[i].diags.HasErrors() {
				stopped.Store(true)
			}
		}
		s.catalog.Release(e.Lang, string(e.Borough))
		if left[e.Lang].Add(-1) == 0 {
			s.catalog.Release(e.Lang, catalog.Shared)
			s.catalog.Release(e.Lang, catalog.Interface)
		}
	})
	return slots, err
}

// lookOnce looks into a part, or takes what was found when all that it depends on was as it is.
func (w *writer) lookOnce(p *partLook, s *Snapshot) {
	if w.digests == nil {
		p.look(s)
		return
	}
	key := w.digests.partKey(p.lang, p.name)
	if r, ok := readPart(w.options.Cache, key); ok {
		p.record, p.found, p.measure, p.chars = r, r.Found, r.Measure, r.Chars
		if p.ds = replayed(r.Diags, w.fileOf); len(p.ds) > 0 {
			w.showLines(p)
		} else if id := w.fileOf("translations/"+string(p.lang)+"/"+p.name+".po", false); id != 0 {
			s.Files.Drop(id)
		}
		return
	}
	p.look(s)
	if p.err != nil {
		return
	}
	c := s.catalog
	if id, sum, ok := c.PartSource(p.lang, p.name); ok && w.digests.in[s.Files.Path(id)] != digestOfSum(sum) {
		p.unsure = true // it was written since it was scanned
		return
	}
	p.record = &partRecord{
		Diags: saved(p.ds, s.Files), Found: p.found, Measure: p.measure, Chars: p.chars,
		Machine: c.PartMachineMade(p.lang, p.name), Asked: c.PartAsked(p.lang, p.name),
	}
	p.record.write(w.options.Cache, key) // one that is not written costs time, no more
}

// fileOf returns the ID of a file of the site by its path; blank ones have no text.
func (w *writer) fileOf(path string, blank bool) source.FileID {
	w.idsOnce.Do(func() { w.ids = w.snapshot.Files.IDs() }) // none comes while translations are looked into
	return w.ids[path]
}

// showLines reads a file of translations for the lines that messages show.
func (w *writer) showLines(p *partLook) {
	path := "translations/" + string(p.lang) + "/" + p.name + ".po"
	if b, err := fs.ReadFile(w.options.Site, path); err == nil {
		id := w.fileOf(path, false)
		w.snapshot.Files.PutLarge(id, b)
		w.snapshot.Files.Shrink(id, places(p.ds))
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
