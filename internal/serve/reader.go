package serve

import (
	"errors"
	"sync"
	"sync/atomic"
	"time"

	"welcomepack/internal/build"
	"welcomepack/internal/diag"
)

// A reader reads the site, borough by borough at first, and after each change. What could be read is shown at once; what
// the whole site has to say to it is found out behind, and begun anew when the next change comes.
type reader struct {
	options  Options
	site     *site
	follower build.Follower

	reading sync.Mutex // the follower reads in one goroutine at a time

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

// open reads the site for the first time. It returns once pages above the editions can be shown, and reads on behind. Its
// error is a [build.Unknown].
func (r *reader) open() error {
	start := time.Now()
	stop := r.begin()
	if stop == nil {
		return nil
	}
	r.reading.Lock()
	s, err := r.follower.Open(r.options.Build())
	r.reading.Unlock()
	if u := (*build.Unknown)(nil); errors.As(err, &u) {
		r.tasks.Done()
		return err
	}
	if err != nil || !s.Diags.HasErrors() {
		r.showUnless(stop, s, err)
	}
	go func() {
		defer r.tasks.Done()
		if err == nil && r.openRest(s, stop) {
			if s, ok := r.readWhole([]string{}, start, stop); ok {
				r.examine(s, start, stop)
			}
		}
	}()
	return nil
}

// openRest reads the boroughs one after the other, and shows those that browsers wait for. It is false where there was
// a change or a failure meanwhile.
func (r *reader) openRest(s *build.Snapshot, stop *atomic.Bool) bool {
	for more := true; more && (s == nil || !s.Diags.HasErrors()); { // of mistakes only the whole site tells
		r.reading.Lock()
		if stop.Load() {
			r.reading.Unlock()
			return false
		}
		var err error
		s, more, err = r.follower.OpenNext(r.options.Build())
		r.reading.Unlock()
		switch {
		case err != nil:
			r.showUnless(stop, s, err)
			return false
		case s != nil && !s.Diags.HasErrors():
			r.showUnless(stop, s, nil)
		}
	}
	return true
}

// read reads the files that changed, and begins to look at the whole.
func (r *reader) read(changed []string) {
	start := time.Now()
	stop := r.begin()
	if stop == nil {
		return
	}
	s, ok := r.readWhole(changed, start, stop)
	go func() {
		defer r.tasks.Done()
		if ok {
			r.examine(s, start, stop)
		}
	}()
}

// readWhole reads the files that changed, and shows the site. It is false where there is nothing to be examined.
func (r *reader) readWhole(changed []string, start time.Time, stop *atomic.Bool) (*build.Snapshot, bool) {
	r.reading.Lock()
	s, err := r.follower.Read(r.options.Build(), changed)
	r.reading.Unlock()
	if !r.showUnless(stop, s, err) || err != nil {
		return nil, false
	}
	if s.Diags.HasErrors() {
		r.tell(s, start)
	}
	return s, true
}

// showUnless shows a site unless there was another change meanwhile.
func (r *reader) showUnless(stop *atomic.Bool, s *build.Snapshot, err error) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	if stop.Load() {
		return false
	}
	r.show(s, err)
	return true
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
