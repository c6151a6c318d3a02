package build

import (
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/check"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// A Follower reads a site again and again while people write it. It reads, matches and looks at no more than a change can
// have touched, in two steps: [Follower.Read] is over in a few milliseconds, whatever the size of the site, and pages can
// be made of what it returns; [Follower.Examine] then says all that [Take] would say. Read is called by one goroutine at a
// time; Examine may still be under way in others.
type Follower struct {
	loader load.Loader
	last   *catalog.Catalog // of the last reading; nil where there was none
	day    calendar.Date    // of the last reading
	worn   *worn
	fonts  *layout.FontSet // of that theme; nil until they are wanted
	fontDs diag.List

	changed map[string]bool // files that changed since last, and the folders above them
	all     bool            // everything may have

	opening bool              // boroughs are bare but for those opened
	opened  map[model.ID]bool // whose guides and listings were read

	mu      sync.Mutex
	reads   int
	looks   map[partName]*partLook // the last of each part, of whatever reading
	touched map[partName]int       // the last reading that changed what a look depends on; see valid
	recent  []model.ID             // boroughs whose pages were asked for, the last one first
}

// A partName names a part of a language. In touched, an empty language or name is all of them.
type partName struct {
	lang lang.Tag
	name string
}

// A reading is how far the site was looked at when pages were made of it.
type reading struct {
	number    int
	options   Options
	part      bool      // there are bare boroughs
	read, put diag.List // what was found when the files were read, and when they were put together
	fontDs    diag.List
	near      []model.ID // boroughs whose references were looked at
	whole     bool       // it was examined
	note      func(model.ID)
}

// Read reads the files that changed since it was called last, named by their paths; nil is that any may have. What is
// wrong with these files, and with the boroughs that they are of or that were looked at last, is in the snapshot;
// [Follower.Examine] finds the rest.
func (f *Follower) Read(o Options, changed []string) (*Snapshot, error) {
	f.opening = false
	f.note(o, changed)
	s, site, err := f.load(&o)
	if err != nil {
		return s, err
	}
	return s, f.put(s, site, o)
}

// load reads the files that changed.
func (f *Follower) load(o *Options) (*Snapshot, *model.Site, error) {
	f.loader.FS, f.loader.Unchanged = o.Site, f.unchanged
	var bare func(model.ID) bool
	if f.opening {
		bare = func(b model.ID) bool { return !f.opened[b] }
	}
	return loadSite(o, &f.loader, bare)
}

// put makes the snapshot of what was loaded.
func (f *Follower) put(s *Snapshot, site *model.Site, o Options) error {
	reading := &reading{options: o, note: f.lookedAt, part: f.opening}
	s.following = reading
	if err := f.wear(s, site); err != nil {
		return err
	}
	reading.read = slices.Clone(s.Diags)
	s.catalog, reading.put = f.next(site, o.Today)
	f.last = s.catalog
	f.mu.Lock()
	f.reads++
	reading.number = f.reads
	f.touch()
	s.looks = f.known()
	if !reading.part { // what of a borough leads nowhere may stand in another one
		reading.near = f.near()
	}
	f.mu.Unlock()
	s.catalog.Translated = s.translated
	f.changed, f.all = nil, false

	found := s.catalog.SharedReferences()
	for _, b := range reading.near {
		found = append(found, s.catalog.BoroughReferences(b)...)
	}
	found = append(slices.Clone(reading.put), catalog.OncePerPlace(found)...)
	s.Diags = append(s.Diags, ownMistakes(found, s.Diags, s.Files)...)
	s.Diags = check.Settle(s.Diags, s.checks, s.Files)
	s.editions = choose(s.catalog.Editions(), o)
	if !s.broken() {
		if err := f.ownFonts(s); err != nil {
			return err
		}
	}
	s.Diags = s.Diags.Sorted(s.Files)
	return nil
}

// note takes up what changed.
func (f *Follower) note(o Options, changed []string) {
	if changed == nil || o.Today != f.day {
		f.all = true
	}
	f.day = o.Today
	if f.changed == nil {
		f.changed = map[string]bool{}
	}
	for _, p := range changed {
		for ; p != "." && !f.changed[p]; p = path.Dir(p) {
			f.changed[p] = true
		}
	}
}

func (f *Follower) unchanged(path string) bool { return !f.all && !f.changed[path] }

// within tells whether something in a folder changed.
func (f *Follower) within(folder string) bool { return !f.unchanged(folder) }

// wear puts the theme on, and reads it where it changed.
func (f *Follower) wear(s *Snapshot, site *model.Site) (err error) {
	if f.worn == nil || f.worn.theme == nil || f.within("themes") || !f.unchanged("content/site.yaml") {
		f.worn, f.fonts, f.fontDs = nil, nil, nil
		f.loader.Add(s.Files, func(files *source.Set) { f.worn, err = readTheme(s.following.options, site, files) })
		if err != nil {
			f.worn = nil
			return err
		}
	}
	s.wear(f.worn)
	return nil
}

// ownFonts gives the snapshot its fonts, and reads them once for each theme.
func (f *Follower) ownFonts(s *Snapshot) (err error) {
	if f.fonts == nil {
		own, before := s.Files, len(s.Diags)
		f.loader.Add(own, func(files *source.Set) {
			s.Files = files
			err = s.loadFonts(true)
		})
		s.Files = own
		if err != nil {
			return err
		}
		f.fonts, f.fontDs = s.fonts, slices.Clone(s.Diags[before:])
	} else {
		s.Diags = append(s.Diags, f.fontDs...)
	}
	s.fonts, s.following.fontDs = f.fonts, f.fontDs
	return nil
}

// next puts the site together. The catalog asks later what has changed up to now.
func (f *Follower) next(site *model.Site, today calendar.Date) (*catalog.Catalog, diag.List) {
	if f.last == nil {
		return catalog.New(site, f.worn.phrases, today)
	}
	changed, all := f.changed, f.all
	return f.last.Next(site, f.worn.phrases, today, func(path string) bool { return all || changed[path] })
}

// touch notes which looks into translations depend on what changed.
func (f *Follower) touch() {
	if f.touched == nil {
		f.touched, f.looks = map[partName]int{}, map[partName]*partLook{}
	}
	if f.all {
		f.touched[partName{}] = f.reads
	}
	for p := range f.changed {
		parts := strings.Split(p, "/")
		switch {
		case parts[0] == "themes", parts[0] == "content" && len(parts) == 2 && path.Ext(p) != "":
			f.touched[partName{}] = f.reads
		case parts[0] == "content" && len(parts) > 2 && parts[1] == "shared":
			f.touched[partName{name: catalog.Shared}] = f.reads
		case parts[0] == "content" && len(parts) > 2:
			f.touched[partName{name: parts[2]}] = f.reads
		case parts[0] == "translations" && len(parts) == 3:
			n := partName{lang: lang.Tag(parts[1]), name: strings.TrimSuffix(parts[2], ".po")}
			if n.name == catalog.Interface || n.name == catalog.Shared || path.Ext(p) != ".po" {
				n.name = "" // others look words up there
			}
			f.touched[n] = f.reads
		}
	}
}

// valid returns the last look into a part where nothing that it depends on has changed up to a reading; else nil.
func (f *Follower) valid(n partName, reading int) *partLook {
	f.mu.Lock()
	defer f.mu.Unlock()
	p := f.looks[n]
	if p == nil || f.reads != reading {
		return nil
	}
	for _, by := range []partName{{}, {lang: n.lang}, {name: n.name}, n} {
		if f.touched[by] > p.read {
			return nil
		}
	}
	return p
}

// known is what was found in translations last.
func (f *Follower) known() map[lang.Tag]map[string]*partLook {
	out := map[lang.Tag]map[string]*partLook{}
	for n, p := range f.looks {
		if out[n.lang] == nil {
			out[n.lang] = map[string]*partLook{}
		}
		out[n.lang][n.name] = p
	}
	return out
}

const nearBoroughs = 2 // of those that were looked at last

// near is the boroughs whose references are looked at at once.
func (f *Follower) near() []model.ID {
	out := slices.Clone(f.recent)
	for p := range f.changed {
		if b, ok := strings.CutPrefix(p, "content/boroughs/"); ok && !strings.Contains(b, "/") {
			out = append(out, model.ID(b))
		}
	}
	slices.Sort(out)
	out = slices.DeleteFunc(slices.Compact(out), func(b model.ID) bool { return !f.last.Has(b) })
	return out[:min(len(out), 2*nearBoroughs)]
}

// lookedAt notes that a borough's page was asked for.
func (f *Follower) lookedAt(b model.ID) {
	f.mu.Lock()
	defer f.mu.Unlock()
	if len(f.recent) > 0 && f.recent[0] == b {
		return
	}
	f.recent = append([]model.ID{b}, slices.DeleteFunc(f.recent, func(x model.ID) bool { return x == b })...)
	f.recent = f.recent[:min(len(f.recent), nearBoroughs)]
}

// Examine returns the snapshot with all that there is to say of it. It is nil where it was stopped; it leaves processors
// to those who ask for pages meanwhile.
func (f *Follower) Examine(s *Snapshot, stop *atomic.Bool) (*Snapshot, error) {
	out, reading := *s, *s.following
	out.following = &reading
	reading.whole = true
	out.catalog = s.catalog.Counting(nil).Showing(nil)
	out.jobs = behind(s.jobs)
	out.Diags = slices.Clone(reading.read)
	found := append(slices.Clone(reading.put), out.references()...)
	if stop.Load() {
		return nil, nil
	}
	out.examine(found, reading.options)
	if !out.broken() {
		out.Diags = append(out.Diags, reading.fontDs...)
	}
	all, done := f.look(&out, stop)
	if !done {
		return nil, nil
	}
	err := out.join(all)
	out.Diags = check.Settle(out.Diags, out.checks, out.Files).Sorted(out.Files)
	out.jobs = s.jobs
	return &out, err
}

// behind is how many workers there are beside those who answer.
func behind(jobs int) int { return max(1, workers(jobs)-1) }

// look looks into those parts that need it.
func (f *Follower) look(s *Snapshot, stop *atomic.Bool) (all []*partLook, done bool) {
	apart := *s
	apart.catalog = s.catalog.Apart()
	all = apart.partLooks()
	number := s.following.number
	var left []*partLook
	for i, p := range all {
		n := partName{p.lang, p.name}
		if known := f.valid(n, number); known != nil {
			known.keepLines(s.Files)
			all[i] = known
			continue
		}
		p.read = number
		left = append(left, p)
	}
	apart.eachPart(s.jobs, left, func(p *partLook) {
		if stop.Load() {
			return
		}
		p.look(&apart)
		p.lines = s.Files
		p.ready = nil
		if p.err == nil {
			f.mu.Lock()
			f.looks[partName{p.lang, p.name}] = p
			f.mu.Unlock()
		}
	})
	return all, !stop.Load()
}

// keepLines gives a new set of files the lines that the messages of a look show.
func (p *partLook) keepLines(files *source.Set) {
	if p.file != 0 && p.lines != files {
		files.Share(p.file, p.lines)
	}
}

// Whole tells whether the snapshot has all that there is to say.
func (s *Snapshot) Whole() bool { return s.following == nil || s.following.whole }
