package build

import (
	"errors"
	"io/fs"
	"slices"
	"strings"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// services makes the contact cards and calendars of the boroughs that have an edition in this build, once for each
// borough: they are the same in all its languages.
func (s *Snapshot) services() map[model.ID][]bundle.File {
	out := map[model.ID][]bundle.File{}
	for _, e := range s.editions {
		if out[e.Borough] == nil {
			out[e.Borough] = s.servicesOf(e.Borough)
		}
	}
	return out
}

func (s *Snapshot) servicesOf(borough model.ID) []bundle.File {
	l := s.catalog.Lens(catalog.Edition{Borough: borough, Lang: lang.English})
	files := []bundle.File{{Path: view.TimetableFile(borough), Bytes: export.Timetable(l)}}
	for _, x := range l.Services() {
		if view.HasContact(x) {
			files = append(files, bundle.File{Path: view.ContactFile(l.Edition().Borough, x), Bytes: export.Contact(x)})
		}
		if view.HasTimes(x) {
			files = append(files, bundle.File{Path: view.TimesFile(l.Edition().Borough, x), Bytes: export.Times(l, x)})
			view.EachSession(x, func(a model.Attendance, at model.Session) {
				files = append(files, bundle.File{Path: view.SessionFile(l.Edition().Borough, x, a, at), Bytes: export.SessionTimes(l, x, a, at)})
			})
		}
	}
	return files
}

// data puts the tables and the feeds of the boroughs that have an edition in this build, and the feed of all boroughs
// unless the last build's is kept.
func (w *writer) data() error {
	s := w.snapshot
	asked := func(b model.ID) bool {
		return slices.ContainsFunc(s.editions, func(e catalog.Edition) bool { return e.Borough == b })
	}
	for _, b := range s.catalog.Site.Boroughs {
		if asked(b.ID.V) {
			if err := w.stage.Put(export.SheetFile(b.ID.V), export.Sheet(s.catalog, b.ID.V)); err != nil {
				return err
			}
		}
	}
	kept := w.keepFeed()
	return export.Feed(s.catalog, asked, func(p string, b []byte) error {
		if kept && strings.HasPrefix(p, export.FeedFolder) {
			return nil
		}
		return w.stage.Put(p, b)
	}, s.releaseBorough)
}

// releaseBorough forgets the words of a borough in all languages.
func (s *Snapshot) releaseBorough(b model.ID) {
	for _, l := range s.catalog.Site.Settings.Languages {
		s.catalog.Release(l.V, string(b))
	}
}

// keepFeed keeps the last build's feed of all boroughs where editions of that build are kept, and tells whether there is
// one: it says the same as their pages.
func (w *writer) keepFeed() (kept bool) {
	for _, p := range w.previous {
		if len(w.kept) > 0 && strings.HasPrefix(p, export.FeedFolder) {
			kept = w.stage.Keep(p) || kept
		}
	}
	return kept
}

// errFound ends the making of a feed.
var errFound = errors.New("found")

// dataFile makes one file of tables and feeds.
func (s *Snapshot) dataFile(path string) ([]byte, error) {
	for _, b := range s.catalog.Site.Boroughs {
		if path == export.SheetFile(b.ID.V) {
			return export.Sheet(s.catalog, b.ID.V), nil
		}
	}
	var file []byte
	asked := func(b model.ID) bool { return strings.HasPrefix(path, string(b)+"/") }
	err := export.Feed(s.catalog, asked, func(p string, b []byte) error {
		if p != path {
			return nil
		}
		file = b
		return errFound
	}, func(model.ID) {})
	if err == nil {
		err = fs.ErrNotExist
	} else if err == errFound {
		err = nil
	}
	return file, err
}

// feeds lists the folders of feeds.
func (s *Snapshot) feeds() []string {
	out := []string{export.FeedFolder}
	for _, b := range s.catalog.Site.Boroughs {
		out = append(out, string(b.ID.V)+"/"+export.FeedFolder)
	}
	return out
}

// keepServices keeps such files of the last build that pages of kept editions may lead to, but for those that this build
// has put already.
func (w *writer) keepServices() {
	boroughs := map[string]bool{}
	for e := range w.kept {
		boroughs[string(e.Borough)] = true
	}
	for _, p := range w.previous {
		if b, rest, _ := strings.Cut(p, "/"); boroughs[b] && strings.HasPrefix(rest, "data/") {
			w.stage.Keep(p)
		}
	}
}
