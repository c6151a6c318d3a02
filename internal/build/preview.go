package build

import (
	"io/fs"
	"slices"
	"strings"
	"sync"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/source"
	"welcomepack/internal/view"
)

// A Preview makes the files of a snapshot one by one, when they are asked for: a page in a few milliseconds,
// whatever the size of the site. Any number of goroutines may ask.
type Preview struct {
	snapshot *Snapshot
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
	pack  []byte
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
	above, err := s.top()
	if err != nil {
		return nil, err
	}
	p := &Preview{snapshot: s, above: append(above, s.assets()...), editions: map[string]*shelf{}}
	for _, e := range s.editions {
		p.editions[folder(e)] = &shelf{edition: e}
	}
	return p, nil
}

// File returns the file at a path from the website's root. The error is [fs.ErrNotExist] where the site has no
// such file, and [Mistakes] where its words cannot be printed.
func (p *Preview) File(path string) ([]byte, error) {
	dir, file := cutEdition(path)
	if s := p.editions[dir]; s != nil {
		if strings.HasSuffix(file, ".pdf") {
			return s.makePack(p.snapshot, path)
		}
		return s.page(p.snapshot, path)
	}
	i := slices.IndexFunc(p.above, func(f bundle.File) bool { return f.Path == path })
	if i < 0 {
		return nil, fs.ErrNotExist
	}
	return p.above[i].Bytes, nil
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
		return nil, fs.ErrNotExist
	}
	return s.open.page(t), nil
}

func (s *shelf) makePack(snap *Snapshot, path string) ([]byte, error) {
	s.packs.Lock()
	defer s.packs.Unlock()
	lens := snap.catalog.Lens(s.edition)
	if path != packPath(lens) {
		return nil, fs.ErrNotExist
	}
	if s.pack != nil {
		return s.pack, nil
	}
	e, err := newEdition(snap.theme, snap.fonts, lens)
	if err != nil {
		return nil, err
	}
	b, ds, err := e.pack()
	if err != nil {
		return nil, err
	}
	if len(ds) > 0 {
		return nil, &Mistakes{ds.Sorted(snap.Files), snap.Files}
	}
	s.pack = b
	return b, nil
}
