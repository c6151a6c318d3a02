package build

import (
	"io/fs"
	"os"
	"slices"

	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/output"
)

// dataReads is what tables, feeds, contact cards and calendars are made of besides what every page of an edition is; see
// [catalog.Lens.Reads]. There is no guide in them.
var dataReads = []string{catalog.ReadListings, catalog.ReadRules}

// dataKey is the digest of all that a borough's data in some languages is made of, empty where that is not known.
func (w *writer) dataKey(b model.ID, langs ...lang.Tag) digest {
	if w.digests == nil {
		return ""
	}
	var parts []string
	for _, l := range langs {
		d := w.wordDigests(catalog.Edition{Borough: b, Lang: l})
		if d == nil {
			return ""
		}
		parts = append(parts, string(l), string(d.full(dataReads)))
	}
	return digestOf(parts...)
}

// A dataMaking is the tables and feeds while a build makes them, one borough after the other, so that the words of one
// alone are held in all languages. Those of a borough that is as it was are kept, and its words are not read: what it has
// in the feed of all is taken from its own.
type dataMaking struct {
	*writer
	langs []lang.Tag
	all   *batch       // the feed of all
	feed  *export.Feed // nil where that is kept
	sure  bool         // all words that were read are those that were scanned
}

// data puts the tables and the feeds of the boroughs that have an edition in this build, and the feed of all boroughs
// unless that of the last build is kept.
func (w *writer) data() error {
	m := &dataMaking{writer: w, sure: true}
	for _, l := range w.snapshot.catalog.Site.Settings.Languages {
		m.langs = append(m.langs, l.V)
	}
	boroughs, asked := w.snapshot.catalog.Site.Boroughs, w.snapshot.asked()
	keys := make([]string, len(boroughs))
	for i, b := range boroughs {
		keys[i] = string(m.dataKey(b.ID.V, m.langs...))
	}
	var key digest
	if !slices.Contains(keys, "") {
		key = digestOf(keys...)
	}
	m.all = w.batch("feed", key)
	if !w.keepFeed() && !(m.all.intact() && m.all.keep()) {
		m.feed = export.NewFeed(w.snapshot.catalog, "", m.all.put)
	}
	for i, b := range boroughs {
		var err error
		if slices.Contains(asked, b.ID.V) {
			err = m.borough(b.ID.V, digest(keys[i]))
		} else if m.feed != nil {
			err = m.words(b.ID.V, func() error { return export.EachEntry(w.snapshot.catalog, b.ID.V, m.feed.Add) })
		}
		if err != nil {
			return err
		}
	}
	if m.feed == nil {
		return nil
	}
	if err := m.feed.Close(); err != nil {
		return err
	}
	if m.checked(catalog.Shared) {
		m.all.write()
	}
	return nil
}

// borough makes or keeps the table and the feed of a borough, and adds it to the feed of all.
func (m *dataMaking) borough(b model.ID, key digest) error {
	c, own := m.snapshot.catalog, m.batch("data "+string(b), key)
	feed := export.NewFeed(c, b, own.put)
	if own.intact() && (m.feed == nil || m.replay(feed, own)) && own.keep() {
		return nil
	}
	err := m.words(b, func() error {
		if err := own.put(export.SheetFile(b), export.Sheet(c, b)); err != nil {
			return err
		}
		err := export.EachEntry(c, b, func(e export.Entry) error {
			if m.feed != nil {
				if err := m.feed.Add(e); err != nil {
					return err
				}
			}
			return feed.Add(e)
		})
		if err != nil {
			return err
		}
		return feed.Close()
	})
	if err == nil && m.sure {
		own.write()
	}
	return err
}

// replay adds to the feed of all what a borough has that is as it was, by the lists of its own feed. It tells whether the
// files of what it adds are there already.
func (m *dataMaking) replay(feed *export.Feed, own *batch) bool {
	var fresh []export.Entry
	for _, kind := range export.EntryKinds {
		entries, ok := export.ReadList(kind, m.read(own.known[feed.ListPath(kind)]))
		if !ok {
			return false
		}
		for _, e := range entries {
			if m.feed.Has(e) {
				continue
			}
			f := m.all.known[m.feed.Path(e)]
			if f.SHA != own.known[feed.Path(e)].SHA || !m.stage.Intact(f.Path, f.SHA, f.Time) {
				return false
			}
			fresh = append(fresh, e)
		}
	}
	for _, e := range fresh {
		if !m.all.keepFile(m.feed.Path(e)) {
			return false
		}
		m.feed.List(e)
	}
	return true
}

// read returns the bytes of a file of the last build, none where they are not those that it put.
func (m *dataMaking) read(f placed) []byte {
	b, err := fs.ReadFile(os.DirFS(m.options.Out), f.Path)
	if err != nil || output.SumOf(b) != f.SHA {
		return nil
	}
	return b
}

// words readies the words of a borough in all languages for f, which are held at a time: so no more than the words.
func (m *dataMaking) words(b model.ID, f func() error) error {
	c := m.snapshot.catalog
	for _, l := range m.langs {
		c.Settle(l, catalog.Shared)
		c.Settle(l, string(b))
	}
	err := f()
	m.checked(catalog.Shared, string(b))
	for _, l := range m.langs {
		c.Release(l, string(b))
	}
	return err
}

// checked tells whether the words that were read are those that were scanned, of these parts and all before them.
func (m *dataMaking) checked(parts ...string) bool {
	for _, l := range m.langs {
		for _, name := range parts {
			id, sum, ok := m.snapshot.catalog.PartSource(l, name)
			if m.digests != nil && ok && m.digests.in[m.snapshot.Files.Path(id)] != digestOfSum(sum) {
				m.sure = false
				m.unsure.Store(true)
			}
		}
	}
	return m.sure
}
