package catalog

import (
	"fmt"
	"math/bits"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// The translations of a language lie in parts, one for each of its files: interface, shared, and one for each borough. A
// part is read when something of it is asked for, and a record's texts are matched when one of them is.

// An overlay is one language's words.
type overlay struct {
	lang    lang.Tag
	records []model.ReviewRecord
	reviews *reviews                         // the same, for look-ups
	parts   map[string]*atomic.Pointer[part] // of all names; what they point to changes when a part is forgotten
}

func (o *overlay) part(name string) *part {
	if p := o.parts[name]; p != nil {
		return p.Load()
	}
	return nil
}

// reviews knows which translations a fluent reader has passed, by the digests of source and translation.
type reviews struct {
	passed map[string]bool
	holds  map[string]bool // of those whose English changed, and still holds
}

func newReviews(records []model.ReviewRecord) *reviews {
	v := &reviews{map[string]bool{}, map[string]bool{}}
	for _, r := range records {
		pair := r.Source + " " + r.Translation
		v.passed[pair] = true
		v.holds[pair] = v.holds[pair] || r.StillHolds
	}
	return v
}

// held returns Fresh for a stale translation that a fluent reader held against the present English and passed.
func (v *reviews) held(t doc.Text, source string, e *segment.Entry, fresh doc.Freshness) doc.Freshness {
	if fresh != doc.Stale || len(v.holds) == 0 {
		return fresh
	}
	for _, s := range e.Strs {
		if !v.holds[segment.Digest(t.Context, source)+" "+segment.Digest("", s)] {
			return doc.Stale
		}
	}
	return doc.Fresh
}

// A part is the words of one language for the texts of one scope.
type part struct {
	lang    lang.Tag
	reviews *reviews
	file    *poFile               // nil where there is none
	shared  *atomic.Pointer[part] // of a borough's part: where the very same English is looked for
	scope   *scope                // nil for the interface

	once    sync.Once
	isReady atomic.Bool
	records map[string]*translated // by path
	before  map[string]*translated // what an older catalog had matched, until the part is ready

	settled     sync.Once
	phrasesOnce sync.Once
	phrases     *translatedPhrases
	ofTheme     []model.Phrase
}

// A translated is a record's texts in one language, filled but for references.
type translated struct {
	record *record

	once    sync.Once
	filled  atomic.Bool
	words   []translation // of the record's texts, in their order
	machine bool          // some of them were made by a machine and not reviewed
	asked   []lookup      // which English that is not the record's own was looked for in the scope
	ds      diag.List
}

// A translation is what of a text is not as in the English. Where there is none, its review is [doc.Original].
type translation struct {
	inlines []doc.Inline
	fresh   doc.Freshness
	review  doc.Review
}

// A lookup is an English text that was looked for in a scope, and whether it was there.
type lookup struct {
	context, source string
	used            bool
}

func (l lookup) String() string { return fmt.Sprint(l.context, "\x04", l.source, "\x04", l.used) }

type translatedPhrases struct {
	texts   map[string][]doc.Text // by key; one, or one for each plural form
	machine bool
	ds      diag.List
}

// A poFile is a translation file, which is read when something is looked up in it.
type poFile struct {
	path  string
	open  func(again bool) (model.TranslationFile, diag.List, error) // nil where it was read with the site
	again bool                                                       // it was read before

	mu     sync.Mutex
	whole  atomic.Pointer[poContent] // nil before it is read, and when it is forgotten
	origin *origin
}

// An origin is what is left to know of the readings of a translation file when what was read is forgotten.
type origin struct {
	mu   sync.Mutex
	read bool
	file source.FileID
	sum  source.Sum // of all readings; of no file where they differ
}

func (o *origin) note(c *poContent) {
	o.mu.Lock()
	defer o.mu.Unlock()
	sum := c.sum
	if o.read && o.sum != sum {
		sum = source.Sum{}
	}
	o.read, o.file, o.sum = true, c.file, sum
}

// A poContent is what was read of a translation file, ready for look-ups.
type poContent struct {
	file    source.FileID
	sum     source.Sum
	machine bool
	entries []segment.Entry
	index   *segment.Index // nil where nothing of the file can be used
	ds      diag.List
	err     error
}

// newPOFile readies a file. An origin is that of a file that was ready before, nil for none.
func newPOFile(f model.TranslationFile, before *origin) *poFile {
	p := &poFile{path: f.Path, open: f.Open, again: before != nil, origin: before}
	if before == nil {
		p.origin = &origin{}
	}
	if f.Open == nil {
		c := newPOContent(f)
		p.origin.note(c)
		p.whole.Store(c)
	}
	return p
}

func newPOContent(f model.TranslationFile) *poContent {
	c := &poContent{file: f.File, sum: f.Sum, machine: f.Machine, entries: f.Entries}
	if !f.Broken {
		c.index = segment.NewIndex(f.Entries)
	}
	return c
}

// read returns what is in the file; the same until it is forgotten.
func (f *poFile) read() *poContent {
	if c := f.whole.Load(); c != nil {
		return c
	}
	f.mu.Lock()
	defer f.mu.Unlock()
	if c := f.whole.Load(); c != nil {
		return c
	}
	as, ds, err := f.open(f.again)
	c := newPOContent(as)
	c.ds, c.err = ds, err
	f.again = true
	f.origin.note(c)
	f.whole.Store(c)
	return c
}

// forget drops what was read. It is read again when something is looked up.
func (f *poFile) forget() {
	f.mu.Lock()
	defer f.mu.Unlock()
	if f.open != nil {
		f.whole.Store(nil)
	}
}

// find looks a text up; a file that is not there has nothing. machine is whether its translations are a machine's.
func (f *poFile) find(t doc.Text, source string, inUse func(*segment.Entry) bool) (e *segment.Entry, fresh doc.Freshness, machine bool) {
	if f == nil {
		return nil, doc.Missing, false
	}
	c := f.read()
	if c.index == nil {
		return nil, doc.Missing, false
	}
	e, fresh = c.index.Find(t, source, inUse)
	return e, fresh, c.machine
}

// FileOf returns the translation file that holds the segment of a key: interface, shared, or a borough.
func FileOf(key string) string {
	if strings.HasPrefix(key, "themes/") {
		return Interface
	}
	if rest, ok := strings.CutPrefix(key, "boroughs/"); ok {
		b, _, _ := strings.Cut(rest, "/")
		return b
	}
	return Shared
}

// The parts that are no borough's.
const (
	Interface = "interface"
	Shared    = "shared"
)

// Parts names the parts of every language.
func (c *Catalog) Parts() []string {
	out := []string{Interface, Shared}
	for _, b := range c.Site.Boroughs {
		out = append(out, string(b.ID.V))
	}
	return out
}

// newOverlay readies a language without reading anything.
func (c *Catalog) newOverlay(o *model.Overlay) *overlay {
	v := &overlay{lang: o.Lang, records: o.Reviews, reviews: newReviews(o.Reviews), parts: map[string]*atomic.Pointer[part]{}}
	files := map[string]*poFile{}
	for _, f := range o.Files {
		files[f.Name] = newPOFile(f, nil)
	}
	for _, name := range c.Parts() {
		v.parts[name] = &atomic.Pointer[part]{}
		p := &part{lang: o.Lang, reviews: v.reviews, file: files[name], scope: c.scopes[name]}
		switch name {
		case Interface:
			p.ofTheme = c.Phrases
		case Shared:
		default:
			p.shared = v.parts[Shared]
		}
		v.parts[name].Store(p)
	}
	return v
}

// ready readies the records of a part.
func (p *part) ready() *part {
	p.once.Do(func() {
		p.records = map[string]*translated{}
		if p.scope == nil {
			return
		}
		for _, r := range p.scope.read().records {
			x := p.old(r)
			if x == nil {
				x = &translated{record: r}
			}
			p.records[r.path] = x
		}
		p.before = nil
		p.isReady.Store(true)
	})
	return p
}

// text returns the translation of a text.
func (p *part) text(key string) (doc.Text, bool) {
	path, _, _ := strings.Cut(key, "#")
	x := p.ready().records[path]
	if x == nil {
		return doc.Text{}, false
	}
	i, ok := x.record.at[key]
	if !ok {
		return doc.Text{}, false
	}
	t, w := x.record.texts[i].Text, p.fill(x).words[i]
	t.Inlines, t.Lang, t.Fresh, t.Review = w.inlines, p.lang, w.fresh, w.review
	return t, w.review != doc.Original
}

// fill matches and fills the texts of a record.
func (p *part) fill(x *translated) *translated {
	x.once.Do(func() {
		x.words = make([]translation, len(x.record.texts))
		stillUsed := func(e *segment.Entry) bool {
			used := p.stillUsed(e)
			x.asked = append(x.asked, lookup{e.Context, e.ID, used})
			return used
		}
		for i, t := range x.record.texts {
			e, fresh, machine := p.match(t, stillUsed)
			if fresh == doc.Missing {
				continue
			}
			if ins, ok := fill(p.lang, t.Text, t.source, e, 0, fresh, &x.ds); ok {
				out := p.judge(ins, t, e, 0, fresh, machine)
				x.machine = x.machine || out.Review == doc.Machine
				x.words[i] = translation{ins, out.Fresh, out.Review}
			}
		}
		x.filled.Store(true)
	})
	return x
}

// match returns the entry of a text: that of its own file, or, for a borough's text, one of the very same English in
// what is shared, so that a borough's copy of a guide keeps its translations.
func (p *part) match(t english, stillUsed func(*segment.Entry) bool) (e *segment.Entry, fresh doc.Freshness, machine bool) {
	if e, fresh, machine = p.file.find(t.Text, t.source, stillUsed); fresh != doc.Missing {
		return e, p.reviews.held(t.Text, t.source, e, fresh), machine
	}
	other := t.Text
	other.Key = ""
	if p.shared == nil {
		return nil, doc.Missing, false
	}
	e, fresh, machine = p.shared.Load().file.find(other, t.source, stillUsed)
	if fresh != doc.Missing && p.reviews.held(other, t.source, e, fresh) == doc.Fresh {
		return e, doc.Fresh, machine
	}
	return nil, doc.Missing, false
}

// stillUsed tells whether the English of an entry is still a text of the part.
func (p *part) stillUsed(e *segment.Entry) bool {
	return p.scope != nil && p.scope.has(e.Context, e.ID)
}

// fillPhrases matches and fills the texts of the interface.
func (p *part) fillPhrases() *translatedPhrases {
	p.phrasesOnce.Do(func() {
		p.phrases = &translatedPhrases{texts: map[string][]doc.Text{}}
		for _, ph := range p.ofTheme {
			p.addPhrase(ph)
		}
	})
	return p.phrases
}

func (p *part) matchPhrase(ph model.Phrase) (e *segment.Entry, fresh doc.Freshness, machine bool) {
	if p.file == nil {
		return nil, doc.Missing, false
	}
	c := p.file.read()
	switch {
	case c.index == nil:
		return nil, doc.Missing, false
	case ph.One.IsZero():
		e, fresh = c.index.Match(ph.Other)
	default:
		e, fresh = c.index.MatchPlural(ph.One, ph.Other)
	}
	return e, fresh, c.machine
}

func (p *part) addPhrase(ph model.Phrase) {
	v := p.phrases
	of := english{ph.Source(), segment.Source(ph.Source())}
	e, fresh, machine := p.matchPhrase(ph)
	if fresh == doc.Missing {
		return
	}
	fresh = p.reviews.held(of.Text, of.source, e, fresh)
	forms := 1
	if !ph.One.IsZero() {
		forms = len(p.lang.Locale().Plural.Categories)
		if len(e.Strs) != forms {
			v.ds.Error(e.Pos, "plural-forms", "%d plural forms are written, %s has %d", len(e.Strs), p.lang.Locale().English, forms).
				Hint("write msgstr[0] to msgstr[%d]", forms-1)
			return
		}
	}
	for i := range forms {
		src := ph.Other
		if !ph.One.IsZero() && i < len(e.Strs) && !strings.Contains(e.Strs[i], "{count}") {
			src.Inlines = withoutCount(src.Inlines) // a form may say the number by a word, as Arabic does for one and two
		}
		filled, ok := fill(p.lang, src, segment.Source(src), e, i, fresh, &v.ds)
		if !ok {
			return
		}
		t := p.judge(filled, of, e, i, fresh, machine)
		v.machine = v.machine || t.Review == doc.Machine
		v.texts[ph.Key] = append(v.texts[ph.Key], t)
	}
}

func withoutCount(ins []doc.Inline) []doc.Inline {
	return slices.DeleteFunc(slices.Clone(ins), func(in doc.Inline) bool {
		r, ok := in.(doc.Ref)
		return ok && r.Path == "count"
	})
}

// fill puts the source's facts into a translation; what is wrong with it is said at its place, once. A stale
// translation is no mistake, but it is only shown where its facts and numbers are still those of the English:
// old words may be read with a notice, an old number never.
func fill(l lang.Tag, t doc.Text, source string, e *segment.Entry, form int, fresh doc.Freshness, ds *diag.List) ([]doc.Inline, bool) {
	if form >= len(e.Strs) {
		return nil, false
	}
	ins, problems := segment.Fill(t, e.Strs[form])
	if fresh == doc.Stale {
		return ins, len(problems) == 0 && len(e.Unexcused(segment.Parity(l, source, e.Strs[form]))) == 0
	}
	if len(problems) == 0 {
		return ins, true
	}
	k := max(0, slices.IndexFunc(problems, func(p segment.Problem) bool { return p.Code == "unknown-placeholder" }))
	d := ds.Error(e.Pos, problems[k].Code, "%s", problems[k].Message).Note(t.Pos, "the English is %q", source)
	for i, p := range problems {
		if i != k {
			d.Hint("%s", p.Message)
		}
	}
	return nil, false
}

func (p *part) judge(ins []doc.Inline, t english, e *segment.Entry, form int, fresh doc.Freshness, machine bool) doc.Text {
	out := t.Text
	out.Inlines, out.Lang, out.Fresh = ins, p.lang, fresh
	switch {
	case len(p.reviews.passed) > 0 && p.reviews.passed[segment.Digest(t.Context, t.source)+" "+segment.Digest("", e.Strs[form])]:
		out.Review = doc.Reviewed
	case e.Machine(machine):
		out.Review = doc.Machine
	default:
		out.Review = doc.Draft
	}
	return out
}

// machineMade tells whether any of the part's words were made by a machine and not reviewed.
func (p *part) machineMade() bool {
	if p == nil {
		return false
	}
	if p.fillPhrases().machine {
		return true
	}
	for _, x := range p.ready().records {
		if p.fill(x).machine {
			return true
		}
	}
	return false
}

func (c *Catalog) part(l lang.Tag, name string) *part {
	if o := c.overlays[l]; o != nil {
		return o.part(name)
	}
	return nil
}

// PartMistakes reads a part of a language whole, and returns what is wrong with the file and with how its translations
// fit the English. The error is the machine's.
func (c *Catalog) PartMistakes(l lang.Tag, name string) (diag.List, error) {
	p := c.part(l, name)
	if p == nil {
		return nil, nil
	}
	var ds diag.List
	if p.file != nil {
		c := p.file.read()
		ds = slices.Concat(c.ds, p.fillPhrases().ds)
		if c.err != nil {
			return ds, c.err
		}
	}
	if p.scope != nil {
		p.ready()
		for _, r := range p.scope.records {
			ds = append(ds, p.fill(p.records[r.path]).ds...)
		}
	}
	return ds, nil
}

// PartAsked returns, by the path of a record, a digest of what its translations depend on besides the record and the file
// of translations: whether the English of other entries is still in use. Records that depend on nothing are not in it.
// It reads the part whole.
func (c *Catalog) PartAsked(l lang.Tag, name string) map[string]string {
	p := c.part(l, name)
	if p == nil || p.scope == nil {
		return nil
	}
	var out map[string]string
	for path, x := range p.ready().records {
		if p.fill(x); len(x.asked) > 0 {
			if out == nil {
				out = map[string]string{}
			}
			out[path] = segment.Digest("", fmt.Sprint(x.asked))
		}
	}
	return out
}

// PartCharacters returns every character beyond ASCII that the translations of a part have, sorted, used or not.
func (c *Catalog) PartCharacters(l lang.Tag, name string) string {
	p := c.part(l, name)
	if p == nil || p.file == nil {
		return ""
	}
	var has [unicode.MaxRune/64 + 1]uint64
	for _, e := range p.file.read().entries {
		for _, s := range e.Strs {
			for _, r := range s {
				if r >= utf8.RuneSelf {
					has[r/64] |= 1 << (r % 64)
				}
			}
		}
	}
	var b strings.Builder
	for i, w := range has {
		for ; w != 0; w &= w - 1 {
			b.WriteRune(rune(64*i + bits.TrailingZeros64(w)))
		}
	}
	return b.String()
}

// PartMachineMade tells whether some words of a part were made by a machine and not reviewed. It reads the part whole.
func (c *Catalog) PartMachineMade(l lang.Tag, name string) bool { return c.part(l, name).machineMade() }

// PartSource returns the file of a part and the digest of what was read of it, that of no file where it was read several
// times and was not the same; ok is false where it has none, or where it was not read yet.
func (c *Catalog) PartSource(l lang.Tag, name string) (id source.FileID, sum source.Sum, ok bool) {
	p := c.part(l, name)
	if p == nil || p.file == nil {
		return 0, sum, false
	}
	o := p.file.origin
	o.mu.Lock()
	defer o.mu.Unlock()
	return o.file, o.sum, o.read
}

// Settle makes the texts of a part ready, and then forgets the file that they were made of. What lenses show needs no more
// of it, but for texts that are looked for in several files.
func (c *Catalog) Settle(l lang.Tag, name string) {
	p := c.part(l, name)
	if p == nil || p.file == nil {
		return
	}
	p.settled.Do(func() {
		p.fillPhrases()
		for _, x := range p.ready().records {
			p.fill(x)
		}
		p.file.forget()
	})
}

// Release forgets what was read of a part. Lenses that show it keep what they have; one that is made later reads it again.
func (c *Catalog) Release(l lang.Tag, name string) {
	o := c.overlays[l]
	if o == nil {
		return
	}
	site := slices.IndexFunc(c.Site.Overlays, func(x model.Overlay) bool { return x.Lang == l })
	old := o.part(name)
	p := &part{lang: l, reviews: old.reviews, shared: old.shared, scope: old.scope, ofTheme: old.ofTheme}
	for _, f := range c.Site.Overlays[site].Files {
		if f.Name == name {
			p.file = newPOFile(f, old.file.origin)
		}
	}
	o.parts[name].Store(p)
}

// EachTranslation calls f with every text of the site and the entry that translates it into a language, nil
// where it is missing, in the order of the parts and of the site.
func (c *Catalog) EachTranslation(l lang.Tag, f func(t doc.Text, e *segment.Entry, fresh doc.Freshness)) {
	for _, name := range c.Parts() {
		c.EachTranslationIn(l, name, func(t doc.Text, _ string, e *segment.Entry, fresh doc.Freshness) { f(t, e, fresh) })
	}
}

// EachTranslationIn is EachTranslation for the texts of one part, each with what translators see of it, [segment.Source].
func (c *Catalog) EachTranslationIn(l lang.Tag, name string, f func(t doc.Text, source string, e *segment.Entry, fresh doc.Freshness)) {
	s, p := c.scopes[name], c.part(l, name)
	if s == nil {
		return
	}
	for _, r := range s.read().records {
		for _, t := range r.texts {
			if p == nil {
				f(t.Text, t.source, nil, doc.Missing)
				continue
			}
			e, fresh, _ := p.match(t, p.stillUsed)
			f(t.Text, t.source, e, fresh)
		}
	}
}

// EachPhrase calls f with every text of the interface and the entry that translates it into a language, nil where it
// is missing, in the theme's order.
func (c *Catalog) EachPhrase(l lang.Tag, f func(p model.Phrase, e *segment.Entry, fresh doc.Freshness)) {
	p := c.part(l, Interface)
	for _, ph := range c.Phrases {
		var e *segment.Entry
		fresh := doc.Missing
		if p != nil {
			e, fresh, _ = p.matchPhrase(ph)
		}
		if fresh == doc.Missing {
			e = nil
		} else {
			fresh = p.reviews.held(ph.Source(), segment.Source(ph.Source()), e, fresh)
		}
		f(ph, e, fresh)
	}
}
