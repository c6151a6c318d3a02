package build

import (
	"fmt"
	"slices"

	"welcomepack/internal/bundle"
	"welcomepack/internal/cache"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/export"
	"welcomepack/internal/view"
)

// A making is one edition while a build makes it. What is still true of the last build is kept, and the rest is made and
// traced. Without traces everything is made.
type making struct {
	*writer
	catalog.Edition
	*edition // not there while nothing has to be made

	d        *editionDigests // nil without traces, as old and now
	old, now *trace
	made     int
}

// editionDigests is what an edition depends on, as it was found; nil where that is not sure.
func (w *writer) editionDigests(e catalog.Edition) *editionDigests {
	d := w.wordDigests(e)
	if d != nil {
		d.shown, d.above, d.made = w.shownDigest(e), w.aboveDigest(e), w.madeDigest(e)
	}
	return d
}

// wordDigests is what an edition depends on besides the other files of the output; nil where that is not sure.
func (w *writer) wordDigests(e catalog.Edition) *editionDigests {
	d := &editionDigests{digests: w.digests, Edition: e, catalog: w.snapshot.catalog, words: map[string]*partRecord{}}
	for _, name := range []string{catalog.Interface, catalog.Shared, string(e.Borough)} {
		p := w.snapshot.looks[e.Lang][name]
		if p == nil {
			continue
		}
		if p.unsure {
			w.unsure.Store(true)
			return nil
		}
		if p.record != nil {
			d.words[p.name] = p.record
		}
	}
	return d
}

func (w *writer) shownDigest(e catalog.Edition) digest {
	var shown []string
	for _, l := range w.snapshot.catalog.Site.Settings.Languages {
		if w.shown(catalog.Edition{Borough: e.Borough, Lang: l.V}) {
			shown = append(shown, string(l.V))
		}
	}
	return digestOf(shown...)
}

// madeDigest is of the files for paper and to take away that the edition's pages lead to.
func (w *writer) madeDigest(e catalog.Edition) digest {
	c := w.snapshot.catalog
	if c.Made == nil {
		return "all"
	}
	var made []string
	for _, f := range append(takeAwayFiles(c.Lens(e)), view.PosterPath(e.Borough)) {
		if path := c.Lens(e).Path(f); c.Made(f) || c.Made(path) {
			made = append(made, f)
		}
	}
	return digestOf(made...)
}

// aboveDigest is of the files above an edition that a device keeps with it.
func (w *writer) aboveDigest(e catalog.Edition) digest {
	var parts []string
	for _, f := range w.keptFiles(e, nil) {
		parts = append(parts, f.Path, f.Digest)
	}
	return digestOf(parts...)
}

// keepAll keeps an edition of which nothing has changed.
func (m *making) keepAll(r *slot) bool {
	if m.d == nil || m.old.Full != m.now.Full {
		return false
	}
	count := map[string]int{}
	for _, f := range m.old.Files {
		count[f.Kind]++
		taken := f.Kind == packKind || f.Kind == awayKind
		if !(taken && m.options.NoPacks) && !m.stage.Intact(f.Path, f.SHA, f.Time) {
			return false
		}
	}
	if count[pageKind] == 0 || !m.options.NoPacks && count[packKind] == 0 {
		return false
	}
	for _, f := range m.old.Files {
		if taken := f.Kind == packKind || f.Kind == awayKind; !taken || !m.options.NoPacks {
			m.stage.Keep(f.Path)
		}
	}
	if r.pages = count[pageKind]; m.options.NoPacks {
		m.keepTakeAway(m.snapshot.catalog.Lens(m.Edition))
	} else {
		r.packs = count[packKind]
	}
	return true
}

// keepTakeAway keeps the files to take away of the last build, when only the website is made.
func (m *making) keepTakeAway(l *catalog.Lens) {
	for _, file := range takeAwayFiles(l) {
		m.stage.Keep(l.Path(file))
	}
}

// file puts a file of the edition, or keeps it where nothing that it is made of has changed. Work makes it.
func (m *making) file(path, kind string, also []string, work func() ([]byte, error)) error {
	var why []string
	if m.d != nil {
		if f := m.old.find(path); f != nil {
			why = m.old.changed(f, m.d, m.now.Base)
			if len(why) == 0 && m.stage.Intact(path, f.SHA, f.Time) {
				m.stage.Keep(path)
				m.now.add(m.d, *f, m.old.names(f))
				return nil
			}
			why = m.last.named(why, m.digests)
		} else if len(m.old.Files) > 0 {
			why = []string{"it is new"}
		}
	}
	var b []byte
	var err error
	reads := m.lens.Reads(func() { b, err = work() })
	if err != nil || b == nil {
		return err
	}
	if err := m.stage.Put(path, b); err != nil {
		return err
	}
	m.made++
	if m.d != nil {
		n, sum, _ := m.stage.Lookup(path)
		m.now.add(m.d, traced{
			Path: path, Kind: kind, SHA: sum, Size: n, Time: m.stage.Time(path), Why: because(why), Day: m.day(),
		}, slices.Concat(reads, also))
	}
	return nil
}

func (m *making) day() string { return m.options.Today.String() }

// A desk is what the making of one edition leaves for the next one to use again.
type desk struct {
	page       []byte // room for a file
	vocabulary export.Vocabulary
}

// website puts the pages and the data of the edition and lists them. Those that speak of the sizes of files are listed as
// they are without, and put by [making.withSizes].
func (m *making) website() ([]bundle.Listed, error) {
	var out []bundle.Listed
	d, _ := m.desks.Get().(*desk)
	if d == nil {
		d = new(desk)
	}
	defer m.desks.Put(d)
	for _, t := range m.targets {
		if view.HasSizes(t) {
			out = append(out, bundle.ListedOf(bundle.File{Path: t.Path, Bytes: m.page(t)}))
			continue
		}
		err := m.file(t.Path, pageKind, nil, func() ([]byte, error) {
			d.page = m.printer.Append(d.page[:0], m.document(t))
			return d.page, nil
		})
		if err != nil {
			return nil, err
		}
		out = append(out, m.listed(t.Path))
	}
	for _, f := range m.lookups(&d.vocabulary) {
		err := m.file(f.Path, dataKind, nil, func() ([]byte, error) {
			d.page = f.make(d.page[:0])
			return d.page, nil
		})
		if err != nil {
			return nil, err
		}
		out = append(out, m.listed(f.Path))
	}
	return out, nil
}

// takeAway puts the packs, which it counts, and what else is made to be taken away.
func (m *making) takeAway(packs *int) (ds diag.List, err error) {
	for _, x := range view.Variants(m.lens) {
		err := m.file(variantPath(m.lens, x), packKind, nil, func() ([]byte, error) {
			return m.cached(variantPath(m.lens, x), everythingPrinted, func() ([]byte, error) {
				b, mistakes, err := m.printed(x)
				ds = append(ds, mistakes...)
				if len(mistakes) > 0 {
					return nil, err
				}
				return b, err
			})
		})
		if err != nil {
			return ds, err
		}
		*packs++
	}
	if len(ds) > 0 {
		return ds, nil
	}
	// The archive has pages that the lens is asked for, and files that it is not.
	for _, f := range []struct {
		name string
		work func() (bundle.File, error)
	}{
		{view.SingleFile, func() (bundle.File, error) { return m.single(), nil }},
		{view.ZipFile, func() (bundle.File, error) { return m.zip(m.snapshot, m.services[m.Borough].files()) }},
	} {
		path := m.lens.Path(f.name)
		err := m.file(path, awayKind, everything, func() ([]byte, error) {
			return m.cached(path, everything, func() ([]byte, error) {
				file, err := f.work()
				return file.Bytes, err
			})
		})
		if err != nil {
			return nil, err
		}
	}
	return nil, nil
}

// everythingPrinted is what a pack may depend on.
var everythingPrinted = slices.DeleteFunc(slices.Clone(everything), func(n string) bool { return n == readAbove })

// cached returns a file that takes long to make from the cache, if it was ever made of the same.
func (m *making) cached(path string, reads []string, work func() ([]byte, error)) ([]byte, error) {
	if m.d == nil {
		return work()
	}
	key := cache.KeyOf("file 1", path, string(m.d.full(reads)))
	if b, ok := m.options.Cache.Get(key); ok {
		return b, nil
	}
	b, err := work()
	if err == nil && b != nil {
		m.options.Cache.Put(key, b) // one that is not kept costs time, no more
	}
	return b, err
}

// withSizes puts the pages that speak of the sizes of what a device keeps of the edition and of the files to take away,
// which are put or kept already, and the list of what a device keeps.
func (m *making) withSizes(website []bundle.Listed) error {
	var sizes view.Sizes
	for _, f := range m.keptFiles(m.Edition, website) {
		sizes.Kept += f.Bytes
	}
	sizes.Single, _, _ = m.stage.Lookup(m.lens.Path(view.SingleFile))
	sizes.Zip, _, _ = m.stage.Lookup(m.lens.Path(view.ZipFile))
	var pack *bundle.Listed
	path := variantPath(m.lens, view.Standard)
	if n, sum, ok := m.stage.Lookup(path); ok {
		sizes.Pack, pack = n, bundle.NewListed(path, sum, n)
	}
	for i, t := range m.targets {
		if !view.HasSizes(t) {
			continue
		}
		p := m.document(t)
		view.WithSizes(p, sizes)
		b := m.printer.Page(p)
		if err := m.always(t.Path, pageKind, b); err != nil {
			return err
		}
		website[i] = m.listed(t.Path)
	}
	list := bundle.NewList(folder(m.Edition), m.keptFiles(m.Edition, website), pack).File()
	return m.always(list.Path, dataKind, list.Bytes)
}

// always puts a file that is made each time, because it speaks of the others.
func (m *making) always(path, kind string, b []byte) error {
	if err := m.stage.Put(path, b); err != nil {
		return fmt.Errorf("%s: %w", path, err)
	}
	if m.d == nil {
		return nil
	}
	n, sum, _ := m.stage.Lookup(path)
	f := traced{Path: path, Kind: kind, SHA: sum, Size: n, Time: m.stage.Time(path), Why: "it speaks of the edition's other files", Day: m.day()}
	if was := m.old.find(path); was != nil && was.SHA == sum {
		f.Day = was.Day
	}
	m.now.add(m.d, f, everything)
	return nil
}

// sure tells whether what was read for the edition is what was scanned.
func (m *making) sure() bool {
	for name := range m.d.words {
		id, sum, ok := m.snapshot.catalog.PartSource(m.Lang, name)
		if ok && m.digests.in[m.snapshot.Files.Path(id)] != digestOfSum(sum) {
			return false
		}
	}
	return true
}
