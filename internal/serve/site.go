package serve

import (
	"fmt"
	"sync"

	"welcomepack/internal/build"
)

// A state is what the server shows: the last good site, and what is wrong with the files since.
type state struct {
	Version  string `json:"version"` // of the site that is shown
	Mistakes string `json:"mistakes"`

	preview *build.Preview // nil until there is a good one
	look    int            // which theme it wears
	behind  bool           // the mistakes were found by looking at the whole site
}

// A site holds the state and tells browsers of each new one.
type site struct {
	stamp string // of this run of the server, so that no version of another run is taken for one of this

	mu    sync.Mutex
	now   state
	count int
	news  chan struct{} // closed and replaced at each change
}

func newSite(stamp string) *site {
	return &site{stamp: stamp, now: state{Version: stamp + "-0"}, news: make(chan struct{})}
}

// look returns the state, and a channel that is closed when there is another.
func (s *site) look() (state, <-chan struct{}) {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.now, s.news
}

// good shows a site. Mistakes that only a look at the whole finds are there until it is known that they are not.
func (s *site) good(p *build.Preview, whole bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.count++
	now := state{Version: fmt.Sprintf("%s-%d", s.stamp, s.count), preview: p, look: s.now.look}
	if s.now.preview != nil && s.now.preview.Theme() != p.Theme() {
		now.look++
	}
	if s.now.behind && !whole {
		now.Mistakes, now.behind = s.now.Mistakes, true
	}
	s.change(now)
}

// broken tells of mistakes, and shows what was shown before; behind tells whether the whole was looked at.
func (s *site) broken(mistakes string, behind bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	now := s.now
	now.Mistakes, now.behind = mistakes, behind
	s.change(now)
}

func (s *site) change(to state) {
	s.now = to
	close(s.news)
	s.news = make(chan struct{})
}
