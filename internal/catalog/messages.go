package catalog

import (
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
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
	for _, name := range c.Parts() {
		c.EachMessageIn(l, name, f)
	}
}

// EachMessageIn is EachMessage for one file.
func (c *Catalog) EachMessageIn(l lang.Tag, name string, f func(Message)) {
	p := c.part(l, name)
	var order []*Message
	seen := map[string]*Message{}
	add := func(t doc.Text, source string, match func() (*segment.Entry, doc.Freshness, bool)) {
		of := segment.Digest(t.Context, source)
		if m := seen[of]; m != nil {
			m.Keys = append(m.Keys, t.Key)
			return
		}
		m := &Message{File: name, Keys: []string{t.Key}, English: source, Source: of, Fresh: doc.Missing}
		if p != nil {
			if e, fresh, machine := match(); fresh != doc.Missing {
				m.Fresh, m.Words = p.reviews.held(t, source, e, fresh), e.Strs
				m.Held = m.Fresh != fresh
				m.Review = p.reviews.of(m, e.Machine(machine))
			}
		}
		seen[of] = m
		order = append(order, m)
	}
	if name == Interface {
		for _, ph := range c.Phrases {
			add(ph.Source(), segment.Source(ph.Source()), func() (*segment.Entry, doc.Freshness, bool) { return p.matchPhrase(ph) })
		}
	}
	if s := c.scopes[name]; s != nil {
		for _, r := range s.read().records {
			for _, t := range r.texts {
				add(t.Text, t.source, func() (*segment.Entry, doc.Freshness, bool) { return p.file.find(t.Text, t.source, p.stillUsed) })
			}
		}
	}
	for _, m := range order {
		f(*m)
	}
}

// of tells who stands behind a message's words, every form of them.
func (v *reviews) of(m *Message, machine bool) doc.Review {
	for _, w := range m.Words {
		if !v.passed[m.Source+" "+segment.Digest("", w)] {
			if machine {
				return doc.Machine
			}
			return doc.Draft
		}
	}
	return doc.Reviewed
}
