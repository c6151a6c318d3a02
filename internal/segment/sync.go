package segment

import (
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/doc"
)

// A Segment is a text as it is now. Plural is set where the text depends on a count; Text is the singular then.
// Note is for the translator, in lines.
type Segment struct {
	Text   doc.Text
	Plural doc.Text
	Note   string
}

// Sync brings the file's entries up to date with the English texts, in place and with the least change:
//
//   - there is one entry for each English text and context, with all its uses, keys only, as #: lines;
//   - a changed text, found by its key or as the most similar one that its file lost, keeps its translation as fuzzy and
//     the English it was made from as #| lines;
//   - a new text is added without a translation after the one that stands before it in segs;
//   - a text of facts alone, such as a phone number in a table, is its own translation;
//   - a text that is gone becomes obsolete at the end of the file if somebody worked on it, and comes back as it was
//     when the text does.
//
// The header stays as it is, dates included.
func Sync(po *PO, segs []Segment) {
	s := newSyncer(po, segs)
	rest := slices.DeleteFunc(slices.Clone(s.wants), s.same)
	rest = slices.DeleteFunc(rest, func(w *want) bool { return s.change(w, s.former(w)) })
	rest = slices.DeleteFunc(rest, func(w *want) bool { return s.change(w, s.similar(w)) })
	for _, w := range rest {
		w.moved = true
		s.update(w, &Entry{Context: w.context, ID: w.id, IDPlural: w.plural, Strs: make([]string, s.formsOf(w.plural))})
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

	dropped map[*Entry]bool // obsolete ones that another entry takes the place of
}

func newSyncer(po *PO, segs []Segment) *syncer {
	s := &syncer{
		po: po, byText: map[string]*want{}, live: map[string]*Entry{}, gone: map[string]*Entry{},
		byRef: map[string]*Entry{}, uses: map[*Entry]int{}, taken: map[*Entry]bool{}, forms: pluralForms(po), dropped: map[*Entry]bool{},
	}
	for i := range segs {
		s.want(&segs[i])
	}
	for i := range po.Entries {
		e := &po.Entries[i]
		k := e.Context + "\x04" + e.ID
		if e.Obsolete {
			if old := s.gone[k]; old != nil {
				s.dropped[old] = true
			}
			s.gone[k] = e
			continue
		}
		s.live[k] = e
		s.uses[e] = len(e.Refs)
		for _, ref := range e.Refs {
			s.byRef[ref] = e
		}
	}
	for k, e := range s.live {
		if g := s.gone[k]; g != nil && s.byText[k] == nil && translatedAtAll(e) {
			s.dropped[g] = true // e is going to be obsolete itself
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
	for l := range strings.SplitSeq(seg.Note, "\n") {
		if l = strings.TrimSpace(l); l != "" && !slices.Contains(w.extracted, l) {
			w.extracted = append(w.extracted, l)
		}
	}
}

// same takes the entry of the same English, or that of the same English from before.
func (s *syncer) same(w *want) bool {
	if e := s.live[w.key()]; e != nil {
		s.adopt(w, e)
		s.update(w, e)
		return true
	}
	if e := s.gone[w.key()]; e != nil {
		e.Obsolete, w.moved = false, true
		s.update(w, e)
		return true
	}
	return false
}

// change takes the entry of the English that the want was before; nil is none.
func (s *syncer) change(w *want, e *Entry) bool {
	if e == nil {
		return false
	}
	if s.byText[e.Context+"\x04"+e.ID] != nil {
		e, w.moved = clone(e), true // the old English is still used elsewhere
	}
	if translatedAtAll(e) {
		outdate(e)
	} else {
		e.Previous = nil
	}
	e.Context, e.ID = w.context, w.id
	s.update(w, e)
	return true
}

// adopt gives an entry without words those that the same English had before, and forgets them at the file's end: gettext
// takes no file that has an English twice.
func (s *syncer) adopt(w *want, e *Entry) {
	g := s.gone[w.key()]
	if g == nil {
		return
	}
	if !translatedAtAll(e) && g.IDPlural == e.IDPlural {
		e.Strs, e.Flags, e.Previous, e.Stale, e.Comments = g.Strs, g.Flags, g.Previous, g.Stale, append(e.Comments, g.Comments...)
	}
	s.dropped[g] = true
}

// former returns the entry that the want's key had before, if it is of like English and lost a use: it would not do to
// take a paragraph that only moved down for the old form of the one put in before it.
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

// similar returns the entry that lost all its uses in one of the want's files and is the most like it: a paragraph that
// was changed and moved at once. It has to be much like it, as no key vouches for it.
func (s *syncer) similar(w *want) *Entry {
	var best *Entry
	most := 0.7
	for i := range s.po.Entries {
		e := &s.po.Entries[i]
		if e.Obsolete || s.taken[e] || e.Context != w.context || !translatedAtAll(e) || !sharesFile(e.Refs, w.refs) {
			continue
		}
		if l := likeness(e.ID, w.id); l > most {
			best, most = e, l
		}
	}
	return best
}

func sharesFile(a, b []string) bool {
	return slices.ContainsFunc(a, func(x string) bool {
		file, _, _ := strings.Cut(x, "#")
		return slices.ContainsFunc(b, func(y string) bool { return strings.HasPrefix(y, file+"#") })
	})
}

func clone(e *Entry) *Entry {
	c := *e
	c.Strs, c.Flags, c.Previous = slices.Clone(e.Strs), slices.Clone(e.Flags), slices.Clone(e.Previous)
	c.written = nil
	return &c
}

func translatedAtAll(e *Entry) bool {
	return slices.ContainsFunc(e.Strs, func(s string) bool { return s != "" })
}

// doubted is the note of an entry that somebody had marked fuzzy before its English changed: when the English changes
// back, it is fuzzy still.
const doubted = "It was marked as needing work before the English changed."

// outdate marks a translation as made from other English, and keeps that English unless older English is kept.
func outdate(e *Entry) {
	if len(e.Previous) == 0 {
		if slices.Contains(e.Flags, "fuzzy") {
			e.Extracted = append(e.Extracted, doubted)
		}
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
	wasDoubted := slices.Contains(e.Extracted, doubted)
	if context, id, plural, ok := e.Former(); ok && context == e.Context && id == e.ID && plural == e.IDPlural {
		e.Previous, e.Stale = nil, wasDoubted // the English is again what the translation was made from
		if !wasDoubted {
			e.Flags = slices.DeleteFunc(slices.Clone(e.Flags), func(f string) bool { return f == "fuzzy" })
		}
	}
	if !translatedAtAll(e) && w.plural == "" && wordless(w.id) {
		e.Strs = []string{w.id}
	}
	e.Refs, e.Extracted = w.refs, w.extracted
	if wasDoubted && len(e.Previous) > 0 {
		e.Extracted = append(slices.Clone(e.Extracted), doubted)
	}
	w.entry = e
	s.taken[e] = true
}

// wordless tells whether a text is placeholders and blanks.
func wordless(id string) bool {
	return strings.Contains(id, "{") && !strings.Contains(id, "{{") && strings.TrimSpace(braceForm.ReplaceAllString(id, "")) == ""
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
			if !s.dropped[e] {
				obsolete = append(obsolete, *e)
			}
		case translatedAtAll(e) || len(e.Comments) > 0:
			o := *e
			o.Obsolete, o.Refs, o.Extracted = true, nil, nil
			if slices.Contains(e.Extracted, doubted) {
				o.Extracted = []string{doubted}
			}
			obsolete = append(obsolete, o)
		}
	}
	return append(out, obsolete...)
}
