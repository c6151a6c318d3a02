// Package export makes data for others and for the program's own scripts out of a catalog: cards for address
// books, and the index that the website's search looks into.
package export

import (
	"cmp"
	"encoding/json"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// The index is a script that sets one variable, because a page that was opened from a disk can load nothing
// else. It holds what results show and, for each unit of [units], the pages that have it and how much it
// says about them. Both are strings, which phones read faster than lists.

// searchVar is the variable, searchVersion what a script that reads it has to know.
const (
	searchVar     = "welcomepackIndex"
	searchVersion = 2
)

// A weight says where on a page a unit stands.
type weight uint8

const (
	inText weight = iota
	inSummary
	about // organisation, place, kind of help, headings
	inName
)

// index is the script's value.
type index struct {
	Version    int     `json:"v"`
	Lang       string  `json:"lang"`
	Categories [][]any `json:"categories"` // name, and 1 where it is English on a page in another language
	Pages      [][]any `json:"pages"`      // kind, slug, name, English, category, place, open, phone, tel
	Units      string  `json:"units"`
	Where      string  `json:"where"`
}

// SearchIndex returns the script that an edition's search looks into: guides, services, kinds of help and
// hard words, in the edition's language and in English.
func SearchIndex(l *catalog.Lens) []byte { return new(Vocabulary).AppendSearchIndex(nil, l) }

// AppendSearchIndex is [SearchIndex] for a caller who makes many: it appends the script to b.
func (v *Vocabulary) AppendSearchIndex(b []byte, l *catalog.Lens) []byte {
	value, _ := v.SearchValue(l)
	return append(append(append(b, "var "+searchVar+"="...), value...), ";\n"...)
}

// SearchValue returns the index as JSON that can stand inside a page, and the website's path of each of its pages.
func SearchValue(l *catalog.Lens) (value []byte, paths []string) {
	return new(Vocabulary).SearchValue(l)
}

// SearchValue is the function of that name, for a caller who makes many.
func (v *Vocabulary) SearchValue(l *catalog.Lens) (value []byte, paths []string) {
	v.begin()
	x := &indexer{lens: l, Vocabulary: v}
	x.categories()
	for _, g := range l.Guides() {
		x.guide(g)
	}
	for _, s := range l.Services() {
		x.service(s)
	}
	for _, t := range l.Glossary() {
		x.term(t)
	}
	x.index.Version, x.index.Lang = searchVersion, l.Edition().Lang.BCP47()
	x.index.Units, x.index.Where = x.pack()
	value, err := json.Marshal(x.index)
	if err != nil {
		panic("export: " + err.Error()) // strings and numbers alone
	}
	return value, x.paths
}

// A posting is that a page has a unit, and where.
type posting struct {
	page int
	at   weight
}

type indexer struct {
	lens  *catalog.Lens
	index index
	paths []string // of the index's pages
	*Vocabulary
}

// A Vocabulary knows the units of words that came before, since the same ones come again and again, in an edition and
// in the next one. The zero Vocabulary is ready; one goroutine at a time may use it.
type Vocabulary struct {
	known    map[string][]int32 // units by text between blanks
	ids      map[string]int32   // of a unit, by its name
	texts    []string           // of the units, by ID
	order    []int32            // IDs by name, of those that have been sorted
	postings [][]posting        // by ID, of the index under way
}

// unitsKept is how many units a vocabulary remembers; then it begins anew.
const unitsKept = 100_000

// begin readies the vocabulary for another index.
func (v *Vocabulary) begin() {
	if v.known == nil || len(v.texts) > unitsKept {
		*v = Vocabulary{known: map[string][]int32{}, ids: map[string]int32{}}
	}
	for i := range v.postings {
		v.postings[i] = v.postings[i][:0]
	}
}

// id returns the number of a unit.
func (v *Vocabulary) id(unit string) int32 {
	id, ok := v.ids[unit]
	if !ok {
		id = int32(len(v.texts))
		v.ids[unit] = id
		v.texts, v.postings = append(v.texts, unit), append(v.postings, nil)
	}
	return id
}

// sorted returns the IDs of all units by name.
func (v *Vocabulary) sorted() []int32 {
	by := func(a, b int32) int { return byUTF16(v.texts[a], v.texts[b]) }
	old := v.order
	var added []int32
	for id := int32(len(old)); id < int32(len(v.texts)); id++ {
		added = append(added, id)
	}
	slices.SortFunc(added, by)
	v.order = make([]int32, 0, len(v.texts))
	for _, id := range added {
		for len(old) > 0 && by(old[0], id) < 0 {
			v.order, old = append(v.order, old[0]), old[1:]
		}
		v.order = append(v.order, id)
	}
	v.order = append(v.order, old...)
	return v.order
}

func (x *indexer) categories() {
	for _, c := range x.lens.Categories() {
		name, english := x.names(c.Name)
		missing := 0
		if english == missingName {
			missing = 1
		}
		x.index.Categories = append(x.index.Categories, []any{name, missing})
		x.page("c", "categories/", c.ID.V, c.Name, len(x.index.Categories)-1)
		x.words(inSummary, c.About)
	}
}

func (x *indexer) guide(g *model.Guide) {
	x.page("g", "guides/", g.ID, g.Title, x.category(g.Category.V))
	x.words(inSummary, g.Summary)
	doc.Walk(g.Body, func(b doc.Block) {
		if h, ok := b.(doc.Heading); ok {
			x.words(about, h.Text)
		}
	})
	doc.WalkTexts(g.Body, func(t doc.Text) { x.words(inText, t) })
}

func (x *indexer) service(s *catalog.Service) {
	category := -1
	if len(s.Categories) > 0 {
		category = x.category(s.Categories[0].V)
	}
	place := s.Area.V
	if p := s.FirstPlace(); p != nil {
		place = shortPlace(p, doc.Plaintext(s.Name.Inlines))
	}
	shown, tel := "", ""
	if ps := s.AllPhones(); len(ps) > 0 {
		f := catalog.PhoneFact(ps[0])
		shown, tel = f.Shown, f.Machine
	}
	x.page("s", "services/", s.ID.V, s.Name, category, place, s.Open(x.lens.Today()), shown, tel)
	for _, c := range s.Categories {
		if i := x.category(c.V); i >= 0 {
			x.words(inSummary, x.lens.Categories()[i].Name)
		}
	}
	x.add(about, s.Listing.Name.V)
	x.add(inText, s.Area.V)
	for _, a := range s.At {
		if p := s.Place(a.Place.V); p != nil {
			x.add(about, strings.Join(p.AddressLines(), " "))
		}
	}
	for _, t := range s.Languages {
		x.add(inText, t.V.Locale().English+" "+t.V.Locale().Autonym)
	}
	x.phones(s)
	x.words(inSummary, s.Summary)
	for _, t := range []doc.Text{s.Details, s.WhoText, s.CostNote, s.HowToJoin, s.Bring, s.TimesNote, s.Listing.About} {
		x.words(inText, t)
	}
	for _, a := range s.At {
		for _, session := range a.When {
			x.words(inText, session.What)
		}
	}
}

// phones makes a service found by its numbers, written together.
func (x *indexer) phones(s *catalog.Service) {
	add := func(shown string) {
		digits := strings.Map(func(r rune) rune {
			if r < '0' || '9' < r {
				return -1
			}
			return r
		}, shown)
		if digits != "" {
			x.put(x.id(digits), about)
		}
	}
	for _, p := range s.AllPhones() {
		add(p.Number.V)
	}
	add(s.TextNumber.V)
}

func (x *indexer) term(t model.Term) {
	x.page("t", "glossary.html#", t.ID, t.Name, -1)
	for _, also := range t.Also {
		x.add(inName, also.V)
	}
	x.words(inText, t.Meaning)
}

// category is the place of a kind of help in the list of all, -1 for none.
func (x *indexer) category(id model.ID) int {
	return slices.IndexFunc(x.lens.Categories(), func(c model.Category) bool { return c.ID.V == id })
}

// shortPlace is the first line of a place that the service's name does not say already, and its postcode's first
// half, which says where in the town it is.
func shortPlace(p *model.Place, name string) string {
	lines := p.AddressLines()
	first := lines[0]
	if first == name && len(lines) > 1 {
		first = lines[1]
	}
	if outward, _, ok := strings.Cut(p.Postcode.V, " "); ok && outward != first {
		return first + ", " + outward
	}
	return first
}

// missingName stands for the English name where the name itself is English on a page in another language.
const missingName = "\x00"

// names returns a text in the edition's language, and the English beside it.
func (x *indexer) names(t doc.Text) (name, english string) {
	own, beside := x.lens.Both(t)
	name = doc.Plaintext(own.Inlines)
	if own.Lang == lang.English && x.lens.Edition().Lang != lang.English {
		return name, missingName
	}
	return name, doc.Plaintext(beside.Inlines)
}

// page begins a page: what is added from now on is found there. At is what stands before its slug in its path.
func (x *indexer) page(kind, at string, id model.ID, name doc.Text, category int, more ...string) {
	own, english := x.names(name)
	p := []any{kind, id, own, english, category}
	if english == missingName {
		p[3] = 1
	}
	for _, m := range more {
		p = append(p, m)
	}
	x.index.Pages = append(x.index.Pages, p)
	path := x.lens.Path(at + string(id))
	if strings.HasSuffix(at, "/") {
		path += ".html"
	}
	x.paths = append(x.paths, path)
	x.words(inName, name)
}

// words adds a text in the edition's language and in English.
func (x *indexer) words(at weight, t doc.Text) {
	if t.IsZero() {
		return
	}
	own, english := x.lens.Both(t)
	x.add(at, spoken(own.Inlines))
	x.add(at, spoken(english.Inlines))
}

// spoken returns the words without numbers and addresses to call or write to, which [indexer.phones] adds once.
func spoken(ins []doc.Inline) string {
	if len(ins) == 1 {
		if s, ok := ins[0].(doc.Str); ok {
			return s.S
		}
	}
	var b strings.Builder
	doc.WalkInlines(ins, func(in doc.Inline) {
		switch in := in.(type) {
		case doc.Str:
			b.WriteString(in.S)
		case doc.Fact:
			if in.Kind == doc.Name || in.Kind == doc.Postcode {
				b.WriteString(in.Shown)
			}
		}
	})
	return b.String()
}

func (x *indexer) add(at weight, s string) {
	for word := range strings.FieldsSeq(s) {
		ids, ok := x.known[word]
		if !ok {
			for _, u := range units(word) {
				ids = append(ids, x.id(strings.Clone(u)))
			}
			x.known[strings.Clone(word)] = ids
		}
		for _, id := range ids {
			x.put(id, at)
		}
	}
}

func (x *indexer) put(unit int32, at weight) {
	page := len(x.index.Pages) - 1
	ps := x.postings[unit]
	if n := len(ps); n > 0 && ps[n-1].page == page {
		ps[n-1].at = max(ps[n-1].at, at)
		return
	}
	x.postings[unit] = append(ps, posting{page, at})
}

// pack writes the units in the order of their UTF-16 units, in which scripts compare them, and where each stands, in
// the same order. Both are parted by blanks, and nothing has to be undone before a phone can look into them. Units that
// share their beginnings with the one before would save 2 kB of 30 on the way, and cost more than that in time.
func (x *indexer) pack() (names, where string) {
	var n, w strings.Builder
	for _, id := range x.sorted() {
		if len(x.postings[id]) == 0 {
			continue
		}
		if n.Len() > 0 {
			n.WriteByte(' ')
			w.WriteByte(' ')
		}
		n.WriteString(x.texts[id])
		from := 0
		for _, p := range x.postings[id] {
			number(&w, (p.page-from)<<2|int(p.at))
			from = p.page
		}
	}
	return n.String(), w.String()
}

// byUTF16 compares as scripts do: as bytes do, but that characters beyond U+FFFF come before the last ones up to it.
func byUTF16(a, b string) int {
	const beyond = 0xF0 // the first byte of such a character
	for i := 0; i < len(a) && i < len(b); i++ {
		if a[i] == b[i] {
			continue
		}
		if (a[i] >= beyond) != (b[i] >= beyond) && a[i] >= 0xEE && b[i] >= 0xEE {
			return cmp.Compare(b[i], a[i])
		}
		return cmp.Compare(a[i], b[i])
	}
	return cmp.Compare(len(a), len(b))
}

const digits64 = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_"

// number writes n in digits of five bits, lowest first; the sixth bit says that there is another.
func number(b *strings.Builder, n int) {
	for n >= 32 {
		b.WriteByte(digits64[n&31|32])
		n >>= 5
	}
	b.WriteByte(digits64[n])
}
