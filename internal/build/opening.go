package build

import (
	"slices"
	"strings"

	"welcomepack/internal/model"
)

// Open reads what is read of every site first: all but the guides, listings and imports of boroughs, which are most of a
// large site. Of its snapshot the pages above the editions can be made; [Preview.File] answers others with [ErrNotYet], and
// notes of which borough they are. What is wrong with a site only a snapshot of [Follower.Read] says, since half of it
// may look wrong for want of the other half.
func (f *Follower) Open(o Options) (*Snapshot, error) {
	f.opening, f.opened = true, map[model.ID]bool{}
	f.note(o, nil)
	s, site, err := f.load(&o)
	if err != nil {
		return s, err
	}
	return s, f.put(s, site, o)
}

// OpenNext reads one borough more, of those that Open left: one whose pages somebody waits for, or else the next one of the
// site. The snapshot is nil where nobody waits. After the last borough all is false: then it is for [Follower.Read], with
// nothing changed, to say what the site is.
func (f *Follower) OpenNext(o Options) (s *Snapshot, more bool, err error) {
	b, waiting := f.unopened(o)
	if b == "" {
		return nil, false, nil
	}
	f.opened[b] = true
	f.note(o, []string{})
	s, site, err := f.load(&o)
	if err != nil || !waiting {
		return nil, true, err
	}
	return s, true, f.put(s, site, o)
}

// unopened is the borough to be read next; none where all were.
func (f *Follower) unopened(o Options) (b model.ID, waiting bool) {
	left := func(b model.ID) bool { return !f.opened[b] && f.last.Has(b) }
	f.mu.Lock()
	recent := slices.Clone(f.recent)
	f.mu.Unlock()
	if i := slices.IndexFunc(recent, left); i >= 0 {
		return recent[i], true
	}
	for _, name := range o.Boroughs {
		if left(model.ID(name)) {
			return model.ID(name), false
		}
	}
	for _, b := range f.last.Site.Boroughs {
		if left(b.ID.V) {
			return b.ID.V, false
		}
	}
	return "", false
}

// part tells whether the snapshot was made before its site was read whole.
func (s *Snapshot) part() bool { return s.following != nil && s.following.part }

// isAbove tells whether a file is a page above the editions, which shows nothing of guides and listings.
func isAbove(path string) bool {
	dir, file, within := strings.Cut(path, "/")
	return !within && strings.HasSuffix(dir, ".html") || file == "index.html"
}
