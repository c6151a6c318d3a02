package build

import (
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// A boroughFiles is the contact cards and calendars of a borough, which are the same in all its languages.
type boroughFiles struct {
	files  func() []bundle.File // for archives; nil where none are made
	listed []bundle.Listed
}

// asked returns the boroughs that have an edition in this build, in the order of site.yaml.
func (s *Snapshot) asked() []model.ID {
	var out []model.ID
	for _, b := range s.catalog.Site.Boroughs {
		if slices.ContainsFunc(s.editions, func(e catalog.Edition) bool { return e.Borough == b.ID.V }) {
			out = append(out, b.ID.V)
		}
	}
	return out
}

// putServices puts the contact cards and calendars, or keeps those of boroughs that are as they were, several at a time.
func (w *writer) putServices() error {
	boroughs := w.snapshot.asked()
	made, errs := make([]boroughFiles, len(boroughs)), make([]error, len(boroughs))
	each(w.snapshot.jobs, len(boroughs), func(i int) {
		b := boroughs[i]
		files := sync.OnceValue(func() []bundle.File { return w.snapshot.servicesOf(b) })
		x := w.batch("services "+string(b), w.dataKey(b, lang.English))
		if !x.intact() || !x.keep() {
			for _, f := range files() {
				if errs[i] = x.put(f.Path, f.Bytes); errs[i] != nil {
					return
				}
			}
			x.write()
		}
		for _, p := range x.files {
			made[i].listed = append(made[i].listed, w.listed(p))
		}
		if !w.options.NoPacks {
			made[i].files = files
		}
	})
	w.services = map[model.ID]boroughFiles{}
	for i, b := range boroughs {
		w.services[b] = made[i]
	}
	return errors.Join(errs...)
}

func (s *Snapshot) servicesOf(borough model.ID) []bundle.File {
	l := s.catalog.Lens(catalog.Edition{Borough: borough, Lang: lang.English})
	files := []bundle.File{{Path: view.TimetableFile(borough), Bytes: export.Timetable(l)}}
	for _, x := range l.Services() {
		if view.HasContact(x) {
			files = append(files, bundle.File{Path: view.ContactFile(l.Edition().Borough, x), Bytes: export.Contact(x)})
		}
		if x.HasTimes() {
			files = append(files, bundle.File{Path: view.TimesFile(l.Edition().Borough, x), Bytes: export.Times(l, x)})
			view.EachSession(x, func(a model.Attendance, at model.Session) {
				files = append(files, bundle.File{Path: view.SessionFile(l.Edition().Borough, x, a, at), Bytes: export.SessionTimes(l, x, a, at)})
			})
		}
	}
	return files
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
	of, _, _ := strings.Cut(path, export.FeedFolder)
	var file []byte
	err := export.PutFeed(s.catalog, model.ID(strings.TrimSuffix(of, "/")), func(p string, b []byte) error {
		if p != path {
			return nil
		}
		file = slices.Clone(b)
		return errFound
	})
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
