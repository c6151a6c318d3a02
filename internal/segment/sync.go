package segment

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/doc"
)

// A Segment is a text as it is now. Plural is set where the text depends on a count; Text is the singular then.
// Note is for the translator.
type Segment struct {
	Text   doc.Text
	Plural doc.Text
	Note   string
}

// Sync brings the file's entries up to date with the English texts, in place and with the least change:
//
//   - there is one entry for each English text and context, with all its uses, keys only, as #: lines;
//   - a changed text, found by its key, keeps its translation as fuzzy and the English it was made from as #| lines;
//   - a new text is added without a translation after the one that stands before it in segs;
//   - a text that is gone becomes obsolete at the end of the file if it was translated, and comes back as it was
//     when the text does.
//
// The header stays as it is, dates included.
func Sync(po *PO, segs []Segment) {
	s := newSyncer(po, segs)
	for _, w := range s.wants {
		s.take(w)
	}
	po.Entries = s.result()
}

// A want is an entry that there has to be.
type want struct {
	context, id, plural string
	refs, extracted     []string
	entry               *Entry
	moved               bool // the entry is new here, and stands after that of the want before
}

func (w *want) key() string { return w.context + "\x04" + w.id }

type syncer struct {
	po     *PO
	wants  []*want
	byText map[string]*want
	live   map[string]*Entry // by context and English
	gone   map[string]*Entry // obsolete ones
	byRef  map[string]*Entry // live ones by use, as the file has them
	uses   map[*Entry]int    // how many uses the file gives an entry
	taken  map[*Entry]bool
	forms  int
}

func newSyncer(po *PO, segs []Segment) *syncer {
	s := &syncer{
		po: po, byText: map[string]*want{}, live: map[string]*Entry{}, gone: map[string]*Entry{},
		byRef: map[string]*Entry{}, uses: map[*Entry]int{}, taken: map[*Entry]bool{}, forms: pluralForms(po),
	}
	for i := range segs {
		s.want(&segs[i])
	}
	for i := range po.Entries {
		e := &po.Entries[i]
		k := e.Context + "\x04" + e.ID
		if e.Obsolete {
			s.gone[k] = e
			continue
		}
		s.live[k] = e
		s.uses[e] = len(e.Refs)
		for _, ref := range e.Refs {
			s.byRef[ref] = e
		}
	}
	return s
}

// pluralForms reads nplurals from the header; 2 where it has none.
func pluralForms(po *PO) int {
	_, rest, _ := strings.Cut(po.Get("Plural-Forms"), "nplurals=")
	digits, _, _ := strings.Cut(rest, ";")
	if n, err := strconv.Atoi(strings.TrimSpace(digits)); err == nil && 0 < n && n < 10 {
		return n
	}
	return 2
}

func (s *syncer) want(seg *Segment) {
	if seg.Text.IsZero() {
		return
	}
	w := &want{context: seg.Text.Context, id: Source(seg.Text)}
	if old := s.byText[w.key()]; old != nil {
		w = old
	} else {
		s.byText[w.key()] = w
		s.wants = append(s.wants, w)
	}
	if !seg.Plural.IsZero() && w.plural == "" {
		w.plural = Source(seg.Plural)
	}
	if k := seg.Text.Key; k != "" && !slices.Contains(w.refs, k) {
		w.refs = append(w.refs, k)
	}
	for _, l := range append(strings.Split(seg.Note, "\n"), explain(seg)...) {
		if l = strings.TrimSpace(l); l != "" && !slices.Contains(w.extracted, l) {
			w.extracted = append(w.extracted, l)
		}
	}
}

// fieldWords say what a reference's field is.
var fieldWords = map[string]string{
	"phone": "a phone number", "text": "a number for text messages", "email": "an e-mail address", "web": "a web address",
	"address": "a postal address", "postcode": "a postcode", "name": "a name that is not translated",
}

// explain says what the placeholders of a segment are.
func explain(seg *Segment) []string {
	return append(explainText(seg.Text), explainText(seg.Plural)...)
}

func explainText(t doc.Text) []string {
	var out []string
	links := 0
	doc.WalkInlines(t.Inlines, func(in doc.Inline) {
		switch in := in.(type) {
		case doc.Ref, doc.Fact:
			out = append(out, "{"+name(in)+"} is "+meaning(name(in)))
		case doc.Slot:
			out = append(out, "{"+in.Name+"} is filled in by the program")
		case doc.Link:
			links++
			out = append(out, fmt.Sprintf("(%d) is the address of a link to %s: translate the words between [ and ]", links, in.Href))
		}
	})
	return out
}

func meaning(path string) string {
	parts := strings.Split(path, ".")
	if parts[0] == "rule" {
		return "a number from the rules"
	}
	for _, p := range parts[min(1, len(parts)-1):] {
		if m := fieldWords[p]; m != "" {
			return m
		}
	}
	if m := fieldWords[parts[0]]; m != "" {
		return m
	}
	return "filled in by the program"
}

// take finds the entry of a want: the same English, the same English from before, or other English of the same key.
func (s *syncer) take(w *want) {
	if e := s.live[w.key()]; e != nil {
		s.update(w, e)
		return
	}
	if e := s.gone[w.key()]; e != nil {
		e.Obsolete, w.moved = false, true
		s.update(w, e)
		return
	}
	w.moved = true
	old := s.former(w)
	if old == nil {
		s.update(w, &Entry{Context: w.context, ID: w.id, IDPlural: w.plural, Strs: make([]string, s.formsOf(w.plural))})
		return
	}
	e := old
	if s.byText[old.Context+"\x04"+old.ID] != nil {
		e = clone(old) // the old English is still used elsewhere
	} else {
		w.moved = false
	}
	if translatedAtAll(e) {
		outdate(e)
	} else {
		e.Previous = nil
	}
	e.Context, e.ID = w.context, w.id
	s.update(w, e)
}

// former returns the entry that the want's key had before, if it is of like English and lost a use: it would not do to take a paragraph
// that only moved down for the old form of the one put in before it.
func (s *syncer) former(w *want) *Entry {
	for _, ref := range w.refs {
		e := s.byRef[ref]
		if e == nil || !alike(e.ID, w.id) || s.taken[e] && s.byText[e.Context+"\x04"+e.ID] == nil {
			continue
		}
		if still := s.byText[e.Context+"\x04"+e.ID]; still != nil && len(still.refs) >= s.uses[e] {
			continue
		}
		return e
	}
	return nil
}

func clone(e *Entry) *Entry {
	c := *e
	c.Strs, c.Flags, c.Previous = slices.Clone(e.Strs), slices.Clone(e.Flags), slices.Clone(e.Previous)
	return &c
}

func translatedAtAll(e *Entry) bool {
	return slices.ContainsFunc(e.Strs, func(s string) bool { return s != "" })
}

// outdate marks a translation as made from other English, and keeps that English unless older English is kept.
func outdate(e *Entry) {
	if len(e.Previous) == 0 {
		e.Previous = english(e)
	}
	if !slices.Contains(e.Flags, "fuzzy") {
		e.Flags = append([]string{"fuzzy"}, e.Flags...)
	}
	e.Stale = true
}

// english returns the lines of a file that hold an entry's English.
func english(e *Entry) []string {
	var out []string
	if e.Context != "" {
		out = messageLines("msgctxt", e.Context)
	}
	out = append(out, messageLines("msgid", e.ID)...)
	if e.IDPlural != "" {
		out = append(out, messageLines("msgid_plural", e.IDPlural)...)
	}
	return out
}

func (s *syncer) formsOf(plural string) int {
	if plural == "" {
		return 1
	}
	return s.forms
}

// update gives an entry its uses and comments, and its plural where that is another.
func (s *syncer) update(w *want, e *Entry) {
	if e.IDPlural != w.plural {
		if translatedAtAll(e) {
			outdate(e)
		}
		n := s.formsOf(w.plural)
		if e.IDPlural == "" || w.plural == "" { // one text became a text for counts, or the other way round
			e.Strs = slices.Repeat([]string{e.form(0)}, n)
		}
		e.IDPlural = w.plural
	}
	if slices.Equal(e.Previous, english(e)) { // the English is again what the translation was made from
		e.Previous, e.Stale = nil, false
		e.Flags = slices.DeleteFunc(e.Flags, func(f string) bool { return f == "fuzzy" })
	}
	e.Refs, e.Extracted = w.refs, w.extracted
	w.entry = e
	s.taken[e] = true
}

// result returns the entries in the file's order, new ones after their neighbour, obsolete ones last.
func (s *syncer) result() []Entry {
	after := map[*Entry][]*Entry{} // what is new after an entry; nil for the beginning
	var last *Entry
	for _, w := range s.wants {
		if w.moved {
			after[last] = append(after[last], w.entry)
		}
		last = w.entry
	}
	var out []Entry
	var put func(e *Entry)
	put = func(e *Entry) {
		if e != nil {
			out = append(out, *e)
		}
		for _, n := range after[e] {
			put(n)
		}
	}
	moved := map[*Entry]bool{}
	for _, w := range s.wants {
		moved[w.entry] = w.moved
	}
	var obsolete []Entry
	put(nil)
	for i := range s.po.Entries {
		e := &s.po.Entries[i]
		switch {
		case s.taken[e] && !moved[e]:
			put(e)
		case s.taken[e]:
		case e.Obsolete:
			obsolete = append(obsolete, *e)
		case translatedAtAll(e):
			o := *e
			o.Obsolete, o.Refs, o.Extracted = true, nil, nil
			obsolete = append(obsolete, o)
		}
	}
	return append(out, obsolete...)
}
