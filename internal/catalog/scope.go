package catalog

import (
	"strings"
	"sync"
	"sync/atomic"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

// A scope is the English whose translations lie in one file: what is shared, or what is one borough's.
type scope struct {
	of func(add func(doc.Text)) // calls add with its texts in the order of the site

	once    sync.Once
	whole   atomic.Bool
	records []*record

	before  map[string]*record // what an older catalog had read, until this one has
	changed func(record string) bool

	usedOnce sync.Once
	used     map[madeFrom]bool
}

// A record is the texts of one file of content. Its path is what stands before the # in their keys.
type record struct {
	path  string
	texts []english
	at    map[string]int // where they stand in texts, by their keys
}

// An english is a text with what translators see of it.
type english struct {
	doc.Text
	source string
}

type madeFrom struct{ context, source string }

// newScopes readies the scopes of a site without walking through it.
func newScopes(site *model.Site) map[string]*scope {
	shared := *site
	shared.Boroughs, shared.Overlays = nil, nil
	all := map[string]*scope{Shared: {of: func(add func(doc.Text)) { model.Texts(&shared, add) }}}
	for i := range site.Boroughs {
		b := &site.Boroughs[i]
		all[string(b.ID.V)] = &scope{of: func(add func(doc.Text)) { model.Texts(b, add) }}
	}
	return all
}

// read finds the texts of a scope, once.
func (s *scope) read() *scope {
	s.once.Do(func() {
		by := map[string]*record{}
		s.of(func(t doc.Text) {
			path, _, _ := strings.Cut(t.Key, "#")
			r := by[path]
			if r == nil {
				if r = s.before[path]; r == nil || s.changed(path) {
					r = &record{path: path, at: map[string]int{}}
				}
				by[path] = r
				s.records = append(s.records, r)
			}
			if r != s.before[path] {
				r.at[t.Key] = len(r.texts)
				r.texts = append(r.texts, english{t, segment.Source(t)})
			}
		})
		s.before, s.of = nil, nil
		s.whole.Store(true)
	})
	return s
}

// has tells whether an English text is one of the scope's.
func (s *scope) has(context, source string) bool {
	s.usedOnce.Do(func() {
		s.used = map[madeFrom]bool{}
		for _, r := range s.read().records {
			for _, t := range r.texts {
				s.used[madeFrom{t.Context, t.source}] = true
			}
		}
	})
	return s.used[madeFrom{context, source}]
}
