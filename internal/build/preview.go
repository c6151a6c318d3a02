package build

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/export"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
	"welcomepack/internal/view"
)

// A Preview makes the files of a snapshot one by one, when they are asked for: a page in a few milliseconds,
// whatever the size of the site. Any number of goroutines may ask.
type Preview struct {
	snapshot *Snapshot
	whole    func() (*Snapshot, error) // with the fonts of pages, which are asked for after the first page
	above    []bundle.File
	editions map[string]*shelf // by folder
}

// A shelf is one edition that is opened at its first page. Its pack, which takes longer, is made once, through
// a lens of its own, so that pages need not wait for it.
type shelf struct {
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
func NewPreview(s *Snapshot) (*Preview, error) {
	s.catalog.Shown = func(e catalog.Edition) bool { return slices.Contains(s.editions, e) }
	above, err := s.top(s.catalog)
	if err != nil {
		return nil, err
	}
	p := &Preview{snapshot: s, whole: sync.OnceValues(s.withFonts), above: append(above, s.assets()...), editions: map[string]*shelf{}}
	for _, e := range s.editions {
		p.editions[folder(e)] = &shelf{edition: e, made: map[string][]byte{}}
	}
	return p, nil
}

// File returns the file at a path from the website's root. The error is [fs.ErrNotExist] where the site has no
// such file, and [Mistakes] where its words cannot be printed.
func (p *Preview) File(path string) ([]byte, error) {
	dir, file := cutEdition(path)
	if s := p.editions[dir]; s != nil {
		switch {
		case strings.HasSuffix(file, ".pdf"):
			return s.makePack(p.snapshot, path)
		case file == view.SingleFile || file == view.ZipFile:
			whole, err := p.whole()
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
	files := p.above
	b, rest, _ := strings.Cut(path, "/")
	if p.has(model.ID(b)) && (strings.HasPrefix(rest, "data/services/") || path == view.TimetableFile(model.ID(b))) {
		files = p.snapshot.servicesOf(model.ID(b))
	}
	if strings.HasSuffix(path, "/data/services.csv") || strings.Contains("/"+path, "/"+export.FeedFolder) {
		return p.snapshot.dataFile(path)
	}
	if strings.HasPrefix(path, "assets/fonts") {
		whole, err := p.whole()
		if err != nil {
			return nil, err
		}
		files = whole.assets()
	}
	i := slices.IndexFunc(files, func(f bundle.File) bool { return f.Path == path })
	if i < 0 {
		return p.poster(path)
	}
	return files[i].Bytes, nil
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
