package build

import (
	"cmp"
	"runtime"
	"slices"
	"sync"
	"sync/atomic"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
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
		l.look(s, b, &stopped)
		e := catalog.Edition{Borough: boroughs[b].ID.V, Lang: l.tag}
		if !stopped.Load() && slices.Contains(s.editions, e) {
			l.editions[b] = w.edition(e, func(pack bool) { steps.done(e, pack) })
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

// look looks into what a borough's edition shows.
func (l *turn) look(s *Snapshot, borough int, stopped *atomic.Bool) {
	look := func(p *partLook) {
		if p.look(s); p.err != nil || p.ds.HasErrors() {
			stopped.Store(true)
		}
	}
	n := len(l.looks) - len(l.editions)
	l.common.Do(func() {
		for _, p := range l.looks[:n] {
			look(p)
		}
	})
	look(l.looks[n+borough])
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
