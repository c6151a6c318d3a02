package build

import (
	"context"
	"slices"
	"sync"

	"welcomepack/internal/check"
	"welcomepack/internal/diag"
	"welcomepack/internal/links"
	"welcomepack/internal/source"
)

// mostHosts is how many websites are asked at the same time; each is asked for one page after the other.
const mostHosts = 8

// LookAtLinks asks other websites whether the pages are there that the wanted files link to or name as sources, and adds
// what it finds to the snapshot's diagnostics. progress is called from one goroutine at a time. The error is that of ctx:
// what was found until then is in the visitor's cache.
func (s *Snapshot) LookAtLinks(ctx context.Context, v *links.Visitor, wanted func(path string) bool, progress func(done, total int)) error {
	all := slices.DeleteFunc(check.Links(s.catalog), func(l check.Link) bool {
		return !slices.ContainsFunc(l.At, func(at source.Span) bool { return wanted(s.Files.Path(at.File)) })
	})
	urls := make([]string, len(all))
	index := map[string]int{}
	for i, l := range all {
		urls[i], index[l.URL] = l.URL, i
	}
	results := make([]links.Result, len(all))
	err := eachHost(ctx, v, links.ByHost(urls), func(u string, r links.Result) { results[index[u]] = r }, func(done int) { progress(done, len(all)) })
	if err != nil {
		return err
	}
	var ds diag.List
	for i, l := range all {
		ds = append(ds, check.Visited(l, visit(results[i]))...)
	}
	s.Diags = append(s.Diags, check.Settle(ds, s.checks, s.Files)...).Sorted(s.Files)
	return nil
}

// eachHost visits websites side by side. found is called from several goroutines, each time with another address.
func eachHost(ctx context.Context, v *links.Visitor, hosts [][]string, found func(string, links.Result), progress func(done int)) error {
	queue := make(chan []string, len(hosts))
	for _, h := range hosts {
		queue <- h
	}
	close(queue)
	var workers sync.WaitGroup
	var mu sync.Mutex
	done := 0
	for range min(mostHosts, len(hosts)) {
		workers.Go(func() {
			for urls := range queue {
				stopped := v.Visit(ctx, urls, func(u string, r links.Result) {
					found(u, r)
					mu.Lock()
					defer mu.Unlock()
					done++
					progress(done)
				})
				if stopped != nil {
					return
				}
			}
		})
	}
	workers.Wait()
	return ctx.Err()
}

func visit(r links.Result) check.Visit {
	switch r.State {
	case links.Gone:
		return check.Visit{Gone: r.Why}
	case links.Moved:
		return check.Visit{Moved: r.To}
	case links.Unseen:
		return check.Visit{Unseen: r.Why}
	}
	return check.Visit{}
}

// Reviewed tells whether the snapshot's site could be read and checked as a whole.
func (s *Snapshot) Reviewed() bool { return s.catalog != nil && !s.Diags.HasErrors() }
