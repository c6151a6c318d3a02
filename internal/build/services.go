package build

import (
	"encoding/json"
	"errors"
	"io/fs"
	"maps"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/bundle"
	"welcomepack/internal/cache"
	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/output"
	"welcomepack/internal/view"
)

// A boroughFiles is the contact cards and calendars of a borough, which are the same in all its languages.
type boroughFiles struct {
	files  []bundle.File // for archives; none where none are made
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

// putServices puts the contact cards and calendars, several boroughs at a time.
func (w *writer) putServices() error {
	boroughs := w.snapshot.asked()
	made, errs := make([]boroughFiles, len(boroughs)), make([]error, len(boroughs))
	each(w.snapshot.jobs, len(boroughs), func(i int) {
		files := w.snapshot.servicesOf(boroughs[i])
		if errs[i] = w.put(files); errs[i] != nil {
			return
		}
		for _, f := range files {
			made[i].listed = append(made[i].listed, w.listed(f.Path))
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
	s, asked := w.snapshot, w.snapshot.asked()
	kept := w.keepFeed()
	last := w.lastData(asked, kept)
	if last != nil && last.keep(w.stage) {
		return nil
	}
	put := func(p string, b []byte) error {
		if kept && strings.HasPrefix(p, export.FeedFolder) {
			return nil
		}
		last.add(p)
		return w.stage.Put(p, b)
	}
	for _, b := range asked {
		if err := put(export.SheetFile(b), export.Sheet(s.catalog, b)); err != nil {
			return err
		}
	}
	wanted := func(b model.ID) bool {
		w.settleBorough(b)
		return slices.Contains(asked, b)
	}
	err := export.Feed(s.catalog, wanted, put, w.releaseBorough)
	if err == nil && last != nil && w.readAsScanned(catalog.Shared) && !w.unsure.Load() {
		last.write(w.stage, w.options.Cache) // what is not written costs time, no more
	}
	return err
}

// readAsScanned tells whether the translations of a part that were read are those that were scanned, in all languages.
func (w *writer) readAsScanned(name string) bool {
	s := w.snapshot
	for _, l := range s.catalog.Site.Settings.Languages {
		id, sum, ok := s.catalog.PartSource(l.V, name)
		if ok && w.digests.in[s.Files.Path(id)] != digestOfSum(sum) {
			return false
		}
	}
	return true
}

// settleBorough readies the words of a borough in all languages, which are held at a time: so no more than the words.
func (w *writer) settleBorough(b model.ID) {
	for _, l := range w.snapshot.catalog.Site.Settings.Languages {
		w.snapshot.catalog.Settle(l.V, catalog.Shared)
		w.snapshot.catalog.Settle(l.V, string(b))
	}
}

// releaseBorough forgets the words of a borough in all languages.
func (w *writer) releaseBorough(b model.ID) {
	if w.digests != nil && !w.readAsScanned(string(b)) {
		w.unsure.Store(true)
	}
	for _, l := range w.snapshot.catalog.Site.Settings.Languages {
		w.snapshot.catalog.Release(l.V, string(b))
	}
}

// A dataTrace lists the tables and feeds that were made of some inputs.
type dataTrace struct {
	Files []traced `json:"files"`

	key cache.Key
}

// lastData returns what was made last of what there is now, without files where that was never; nil where nothing is
// traced. Guides are in no table and no feed.
func (w *writer) lastData(asked []model.ID, kept bool) *dataTrace {
	if w.digests == nil {
		return nil
	}
	d := w.digests
	parts := []string{"data 1", w.options.Out, d.program, d.day, strconv.FormatBool(kept)}
	for _, b := range asked {
		parts = append(parts, string(b))
	}
	for _, p := range slices.Sorted(maps.Keys(d.in)) {
		if !strings.Contains(p, "/"+catalog.ReadGuides+"/") {
			parts = append(parts, p, string(d.in[p]))
		}
	}
	t := &dataTrace{key: cache.KeyOf(parts...)}
	if b, ok := w.options.Cache.Get(t.key); ok && json.Unmarshal(b, t) != nil {
		t.Files = nil
	}
	return t
}

// keep keeps the files if all of them are there as they were made.
func (t *dataTrace) keep(stage *output.Stage) bool {
	ok := len(t.Files) > 0 && !slices.ContainsFunc(t.Files, func(f traced) bool { return !stage.Intact(f.Path, f.SHA, f.Time) })
	for _, f := range t.Files {
		ok = ok && stage.Keep(f.Path)
	}
	if !ok {
		t.Files = nil
	}
	return ok
}

func (t *dataTrace) add(path string) {
	if t != nil {
		t.Files = append(t.Files, traced{Path: path})
	}
}

func (t *dataTrace) write(stage *output.Stage, c *cache.Cache) error {
	for i := range t.Files {
		f := &t.Files[i]
		f.Size, f.SHA, _ = stage.Lookup(f.Path)
		f.Time = stage.Time(f.Path)
	}
	b, err := json.Marshal(t)
	if err != nil {
		panic("build: " + err.Error())
	}
	return c.Put(t.key, b)
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
		file = slices.Clone(b)
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
