package build

import (
	"cmp"
	"runtime"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
)

// A slot is what the making of one edition returns.
type slot struct {
	pages, packs int
	diags        diag.List
	err          error
}

// run makes the editions in a pool of workers, queued by language so that few languages' words are in use at a
// time. The slots are in the order of the editions, whoever made them when. After a failure no edition is begun.
func run(editions []catalog.Edition, o Options, edition func(catalog.Edition, func(pack bool)) slot) []slot {
	slots := make([]slot, len(editions))
	queue := make(chan int, len(editions))
	for _, i := range byLanguage(editions) {
		queue <- i
	}
	close(queue)
	steps := counter{options: o, total: len(editions)}
	if !o.NoPacks {
		steps.total *= 2
	}
	var failed atomic.Bool
	var workers sync.WaitGroup
	for range min(cmp.Or(max(o.Jobs, 0), runtime.GOMAXPROCS(0)), len(editions)) {
		workers.Go(func() {
			for i := range queue {
				if failed.Load() {
					return
				}
				slots[i] = edition(editions[i], func(pack bool) { steps.done(editions[i], pack) })
				if slots[i].err != nil {
					failed.Store(true)
				}
			}
		})
	}
	workers.Wait()
	return slots
}

// byLanguage returns the indexes of the editions, one language after the other.
func byLanguage(editions []catalog.Edition) []int {
	order := make([]int, len(editions))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int {
		return strings.Compare(string(editions[a].Lang), string(editions[b].Lang))
	})
	return order
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
