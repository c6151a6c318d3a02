package serve

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"welcomepack/internal/build"
	"welcomepack/internal/diag"
)

// A reader reads the site after each change. What could be read is shown at once; what the whole site has to say to it is
// found out behind, and begun anew when the next change comes.
type reader struct {
	options  Options
	site     *site
	follower build.Follower

	mu    sync.Mutex   // what is shown and told keeps the order of the changes
	stop  *atomic.Bool // ends what is under way behind
	ended bool
	tasks sync.WaitGroup
}

func newReader(o Options, s *site) *reader {
	return &reader{options: o, site: s, stop: new(atomic.Bool)}
}

// close ends what is under way, and waits for it.
func (r *reader) close() {
	r.mu.Lock()
	r.ended = true
	r.stop.Store(true)
	r.mu.Unlock()
	r.tasks.Wait()
}

// begin ends what is under way, and returns what ends that which is begun now; nil where nothing is begun any more.
func (r *reader) begin() *atomic.Bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	r.stop.Store(true)
	r.stop = new(atomic.Bool)
	if r.ended {
		return nil
	}
	r.tasks.Add(1)
	return r.stop
}

// read reads the files that changed, nil for all, and begins to look at the whole. Its error is a [build.Unknown].
func (r *reader) read(changed []string) error {
	start := time.Now()
	stop := r.begin()
	if stop == nil {
		return nil
	}
	s, err := r.follower.Read(r.options.Build(), changed)
	if u := (*build.Unknown)(nil); errors.As(err, &u) && changed == nil {
		r.tasks.Done()
		return err
	}
	r.show(s, err)
	if err == nil && s.Diags.HasErrors() {
		r.tell(s, start)
	}
	go func() {
		defer r.tasks.Done()
		if err == nil {
			r.examine(s, start, stop)
		}
	}()
	return nil
}

// examine shows what is found by looking at the whole site, unless there was another change meanwhile.
func (r *reader) examine(s *build.Snapshot, start time.Time, stop *atomic.Bool) {
	whole, err := r.follower.Examine(s, stop)
	r.mu.Lock()
	defer r.mu.Unlock()
	if stop.Load() || whole == nil && err == nil {
		return
	}
	r.show(whole, err)
	if err == nil && !(s.Diags.HasErrors() && mistakes(s) == mistakes(whole)) {
		r.tell(whole, start)
	}
}

func (r *reader) tell(s *build.Snapshot, start time.Time) {
	if r.options.Loaded != nil {
		r.options.Loaded(s, time.Since(start))
	}
}

// show shows a site, or what is wrong with it: then the one before stays in place.
func (r *reader) show(s *build.Snapshot, err error) {
	switch {
	case err != nil:
		r.options.trouble(err)
		r.site.broken(err.Error(), false)
	case s.Diags.HasErrors():
		r.site.broken(mistakes(s), s.Whole())
	default:
		p := build.NewPreview(s)
		p.Places = true
		r.site.good(p, s.Whole())
	}
}

// mistakes is what the terminal says of a snapshot's errors.
func mistakes(s *build.Snapshot) string {
	var errs diag.List
	for _, d := range s.Diags {
		if d.Severity == diag.Error {
			errs = append(errs, d)
		}
	}
	return (&build.Mistakes{Diags: errs, Files: s.Files}).Error()
}
