package catalog

import (
	"cmp"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

// A Message is what a translator translates: one English text of a translation file, however often it stands there.
type Message struct {
	File    string   // interface, shared, or a borough
	Keys    []string // where it stands
	English string   // as [segment.Source] writes it
	Source  string   // its digest
	Words   []string // the translation, one for each plural form; none where it is missing
	Fresh   doc.Freshness
	Review  doc.Review
	Held    bool // its English changed, and a fluent reader found that it still holds
}

// EachMessage calls f with every message of a language, file by file and in the order of the site. Each file counts for
// itself, as it does for translators: that a borough's text is shown with the words of the same English in what is shared
// does not count here.
func (c *Catalog) EachMessage(l lang.Tag, f func(Message)) {
	o := cmp.Or(c.overlays[l], &overlay{})
	var order []string
	by := map[string][]*Message{}
	seen := map[string]*Message{}
	add := func(name string, t doc.Text, match func(fileIndex) (*segment.Entry, doc.Freshness)) {
		source := segment.Digest(t.Context, segment.Source(t))
		if m := seen[name+" "+source]; m != nil {
			m.Keys = append(m.Keys, t.Key)
			return
		}
		m := &Message{File: name, Keys: []string{t.Key}, English: segment.Source(t), Source: source, Fresh: doc.Missing}
		if x, ok := o.files[name]; ok {
			if e, fresh := match(x); fresh != doc.Missing {
				m.Fresh, m.Words = o.held(t, e, fresh), e.Strs
				m.Held = m.Fresh != fresh
				m.Review = o.reviewOf(m, e.Machine(x.machine))
			}
		}
		seen[name+" "+source] = m
		if by[name] == nil {
			order = append(order, name)
		}
		by[name] = append(by[name], m)
	}
	for _, p := range c.Phrases {
		add("interface", p.Source(), func(x fileIndex) (*segment.Entry, doc.Freshness) { return x.matchPhrase(p) })
	}
	model.Texts(c.Site, func(t doc.Text) {
		add(FileOf(t.Key), t, func(x fileIndex) (*segment.Entry, doc.Freshness) { return x.index.Match(t) })
	})
	for _, name := range order {
		for _, m := range by[name] {
			f(*m)
		}
	}
}

// reviewOf tells who stands behind a message's words, every form of them.
func (v *overlay) reviewOf(m *Message, machine bool) doc.Review {
	for _, w := range m.Words {
		if !v.reviews[m.Source+" "+segment.Digest("", w)] {
			if machine {
				return doc.Machine
			}
			return doc.Draft
		}
	}
	return doc.Reviewed
}
