package build

import (
	"errors"
	"io/fs"
	"slices"
	"strconv"
	"strings"
	"sync"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/check"
	"welcomepack/internal/diag"
	"welcomepack/internal/export"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
	"welcomepack/internal/view"
)

// A Preview makes the files of a snapshot one by one, when they are asked for: a page in a few milliseconds,
// whatever the size of the site. Any number of goroutines may ask.
type Preview struct {
	// Places has pages tell where their words are written, in attributes data-at. It is set before the first page.
	Places bool

	snapshot *Snapshot
	whole    func() (*Snapshot, error) // with the fonts of pages, which are asked for after the first page
	above    func() ([]bundle.File, error)
	editions map[string]*shelf // by folder

	mu    sync.Mutex
	sound map[model.ID]func() error // by borough; of a site that is followed and was not examined yet
}

// ErrNotYet is for files that need more of the site read, or the whole site examined, while that is under way.
var ErrNotYet = errors.New("not before the whole site was looked at")

// A shelf is one edition that is opened at its first page. Its pack, which takes longer, is made once, through
// a lens of its own, so that pages need not wait for it.
type shelf struct {
	preview *Preview
	edition catalog.Edition

	pages   sync.Mutex
	open    *edition
	targets map[string]view.Target

	packs sync.Mutex
	made  map[string][]byte // by path
}

// Mistakes are an error that authors can mend: they are found when a file is made.
type Mistakes struct {
	Diags diag.List
	Files *source.Set
}

func (m *Mistakes) Error() string {
	var b strings.Builder
	m.Diags.Print(&b, m.Files) // a Builder takes everything
	return b.String()
}

// NewPreview readies a snapshot without errors.
func NewPreview(s *Snapshot) *Preview {
	s.catalog.Shown = func(e catalog.Edition) bool { return slices.Contains(s.editions, e) }
	p := &Preview{snapshot: s, whole: sync.OnceValues(s.withFonts), editions: map[string]*shelf{}, sound: map[model.ID]func() error{}}
	p.above = sync.OnceValues(func() ([]bundle.File, error) { return s.top(s.catalog, p.where()) })
	for _, e := range s.editions {
		p.editions[folder(e)] = &shelf{preview: p, edition: e, made: map[string][]byte{}}
	}
	return p
}

// Theme tells previews apart in which pages look otherwise.
func (p *Preview) Theme() any { return p.snapshot.theme }

// where returns what tells where words are written, nil where pages do not.
func (p *Preview) where() func(source.Span) string {
	if !p.Places {
		return nil
	}
	return func(at source.Span) string {
		place := p.snapshot.Files.Place(at.Pos)
		if !strings.HasPrefix(place.Path, "content/") {
			return ""
		}
		return place.Path + ":" + strconv.Itoa(place.Line)
	}
}

// File returns the file at a path from the website's root. The error is [fs.ErrNotExist] where the site has no
// such file, [Mistakes] where its words cannot be printed, and [ErrNotYet].
func (p *Preview) File(path string) ([]byte, error) {
	if strings.HasPrefix(path, "assets/fonts") {
		return p.font(path)
	}
	if b, err := find(p.snapshot.assets(), path); err == nil {
		return b, nil
	}
	if err := p.ready(path); err != nil {
		return nil, err
	}
	dir, file := cutEdition(path)
	if s := p.editions[dir]; s != nil {
		switch {
		case strings.HasSuffix(file, ".pdf"):
			return s.makePack(p.snapshot, path)
		case file == view.SingleFile || file == view.ZipFile:
			whole, err := p.withFonts()
			if err != nil {
				return nil, err
			}
			return s.takeAway(whole, file)
		}
		return s.page(p.snapshot, path)
	}
	if isReport(path) {
		return p.report(path)
	}
	b, rest, _ := strings.Cut(path, "/")
	if p.has(model.ID(b)) && (strings.HasPrefix(rest, "data/services/") || path == view.TimetableFile(model.ID(b))) {
		return find(p.snapshot.servicesOf(model.ID(b)), path)
	}
	if strings.HasSuffix(path, "/data/services.csv") || strings.Contains("/"+path, "/"+export.FeedFolder) {
		return p.snapshot.dataFile(path)
	}
	if strings.HasSuffix(path, ".pdf") {
		return p.poster(path)
	}
	above, err := p.above()
	if err != nil {
		return nil, err
	}
	return find(above, path)
}

func find(files []bundle.File, path string) ([]byte, error) {
	i := slices.IndexFunc(files, func(f bundle.File) bool { return f.Path == path })
	if i < 0 {
		return nil, fs.ErrNotExist
	}
	return files[i].Bytes, nil
}

// font returns a file of the fonts that pages bring with them.
func (p *Preview) font(path string) ([]byte, error) {
	whole, err := p.withFonts()
	if err != nil {
		return nil, err
	}
	return find(whole.assets(), path)
}

// withFonts cuts the fonts of pages to what translations need, where that is known.
func (p *Preview) withFonts() (*Snapshot, error) {
	for _, l := range p.snapshot.catalog.Site.Settings.WebFonts {
		if p.unsettled() && p.snapshot.looks[l.V] == nil {
			return nil, ErrNotYet
		}
	}
	return p.whole()
}

// unsettled tells whether the site was not yet examined.
func (p *Preview) unsettled() bool {
	return p.snapshot.following != nil && !p.snapshot.following.whole
}

// ready looks for names that lead nowhere in what a file is made of, where nobody has looked yet.
func (p *Preview) ready(path string) error {
	if p.snapshot.following == nil {
		return nil
	}
	b, _, _ := strings.Cut(path, "/")
	id := model.ID(b)
	if p.has(id) {
		p.snapshot.following.note(id)
	}
	switch {
	case !p.unsettled():
		return nil
	case isReport(path):
		return ErrNotYet
	case isAbove(path):
		if p.snapshot.part() && p.snapshot.catalog.MayBlock() {
			return ErrNotYet
		}
		return nil
	case p.has(id):
		if p.bare(id) {
			return ErrNotYet
		}
		return p.soundIn(id)
	case p.snapshot.part():
		return ErrNotYet
	}
	for _, b := range p.snapshot.catalog.Site.Boroughs {
		if err := p.soundIn(b.ID.V); err != nil {
			return err
		}
	}
	return nil
}

// bare tells whether a borough's guides and listings were not read.
func (p *Preview) bare(b model.ID) bool {
	return slices.ContainsFunc(p.snapshot.catalog.Site.Boroughs, func(x model.Borough) bool { return x.ID.V == b && x.Bare })
}

// soundIn looks for names that lead nowhere in a borough, once.
func (p *Preview) soundIn(b model.ID) error {
	if slices.Contains(p.snapshot.following.near, b) {
		return nil
	}
	p.mu.Lock()
	look := p.sound[b]
	if look == nil {
		look = sync.OnceValue(func() error {
			s := p.snapshot
			err := s.failure(check.Settle(s.catalog.BoroughReferences(b), s.checks, s.Files), nil)
			if err != nil && s.part() {
				return ErrNotYet // it may be said otherwise
			}
			return err
		})
		p.sound[b] = look
	}
	p.mu.Unlock()
	return look()
}

// has tells whether an edition of the borough is shown.
func (p *Preview) has(borough model.ID) bool {
	return slices.ContainsFunc(p.snapshot.editions, func(e catalog.Edition) bool { return e.Borough == borough })
}

func (s *shelf) page(snap *Snapshot, path string) ([]byte, error) {
	s.pages.Lock()
	defer s.pages.Unlock()
	if s.open == nil {
		e, err := newEdition(snap.theme, snap.fonts, snap.catalog.Lens(s.edition))
		if err != nil {
			return nil, err
		}
		e.printer.Where = s.preview.where()
		s.open, s.targets = e, map[string]view.Target{}
		for _, t := range e.targets {
			s.targets[t.Path] = t
		}
	}
	t, ok := s.targets[path]
	if !ok {
		return s.dataFile(path)
	}
	return s.open.page(t), nil
}

// dataFile makes what the scripts of the edition look into.
func (s *shelf) dataFile(path string) ([]byte, error) {
	if strings.HasSuffix(path, ".html") {
		return nil, fs.ErrNotExist
	}
	for _, f := range s.open.dataFiles() {
		if f.Path == path {
			return f.Bytes, nil
		}
	}
	return nil, fs.ErrNotExist
}

// takeAway makes the edition as one file, or as an archive.
func (s *shelf) takeAway(snap *Snapshot, file string) ([]byte, error) {
	e, err := newEdition(snap.theme, snap.fonts, snap.catalog.Lens(s.edition))
	if err != nil {
		return nil, err
	}
	if file == view.SingleFile {
		return e.single().Bytes, nil
	}
	f, err := e.zip(snap, snap.servicesOf(s.edition.Borough))
	return f.Bytes, err
}

func (s *shelf) makePack(snap *Snapshot, path string) ([]byte, error) {
	s.packs.Lock()
	defer s.packs.Unlock()
	if b := s.made[path]; b != nil {
		return b, nil
	}
	e, err := newEdition(snap.theme, snap.fonts, snap.catalog.Lens(s.edition))
	if err != nil {
		return nil, err
	}
	i := slices.IndexFunc(view.Variants(e.lens), func(x view.Variant) bool { return path == variantPath(e.lens, x) })
	if i < 0 {
		return nil, fs.ErrNotExist
	}
	b, ds, err := e.printed(view.Variants(e.lens)[i])
	if err == nil && len(ds) == 0 {
		s.made[path] = b
	}
	return b, snap.failure(ds, err)
}

// failure is what keeps a file from being shown, nil for nothing.
func (s *Snapshot) failure(ds diag.List, err error) error {
	if err == nil && len(ds) > 0 {
		return &Mistakes{ds.Sorted(s.Files), s.Files}
	}
	return err
}

// poster makes a borough's poster anew each time: it is small, and seldom looked at.
func (p *Preview) poster(path string) ([]byte, error) {
	s := p.snapshot
	i := slices.IndexFunc(s.editions, func(e catalog.Edition) bool { return view.PosterPath(e.Borough) == path })
	if i < 0 {
		return nil, fs.ErrNotExist
	}
	b, ds, err := setPoster(s.catalog, s.editions[i], s.fonts).file(s.fonts, s.catalog.Today)
	return b, s.failure(ds, err)
}
