package catalog

import (
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// A Lens is the catalog as one edition sees it. Everything that is shown is asked of a lens, so a translation
// cannot be forgotten and a borough cannot show another's services. It may be used by one goroutine at a time.
type Lens struct {
	c  *Catalog
	ed Edition
	b  *borough // nil above the boroughs

	// The words of the language; nil where it has none.
	interfaceWords, sharedWords, ownWords *part

	memo  map[any]remembered
	reads *[]string // what was asked for since [Lens.Reads] was called, of this lens and those made from it

	hides         bool  // what no fluent reader has passed is not shown
	beside        bool  // English and another language stand side by side
	alone         *Lens // then, of the edition that is printed
	besideMachine bool  // the other one was translated by a machine
}

// Lens returns the lens of an edition; its Borough may be empty, for the pages above the boroughs.
func (c *Catalog) Lens(e Edition) *Lens {
	return &Lens{
		c: c, ed: e, b: c.borough(e.Borough), reads: new([]string), hides: c.hides(e),
		interfaceWords: c.part(e.Lang, Interface), sharedWords: c.part(e.Lang, Shared), ownWords: c.part(e.Lang, string(e.Borough)),
	}
}

// English returns the lens for the English that stands beside the lens's language: the same borough's English edition.
func (l *Lens) English() *Lens {
	out := l.c.Lens(Edition{Borough: l.ed.Borough, Lang: lang.English})
	out.reads = l.reads
	out.beside, out.alone, out.besideMachine = true, l.Alone(), l.MachineMade()
	return out
}

// Beside returns the lens for the language that stands beside English: English names are not shown again.
func (l *Lens) Beside() *Lens {
	out := *l
	out.beside, out.alone, out.memo = true, l.Alone(), nil
	return &out
}

// Alone returns the lens of the edition that is printed, with nothing beside it: for English beside another language that
// is the other one.
func (l *Lens) Alone() *Lens {
	if l.beside {
		return l.alone
	}
	return l
}

// A remembered is what was worked out, and what it was made of.
type remembered struct {
	v     any
	reads []string
}

// Remember returns what work returned when it was first asked for under this key: for what is worked out of an edition
// again and again. Each use has a type of its own for its keys.
func Remember[T any](l *Lens, key any, work func() T) T {
	r, ok := l.memo[key]
	if !ok {
		var v T
		r.reads = l.Reads(func() { v = work() })
		r.v = v
		if l.memo == nil {
			l.memo = map[any]remembered{}
		}
		l.memo[key] = r
		return v
	}
	for _, n := range r.reads {
		l.note(n)
	}
	return r.v.(T)
}

// What a lens may be asked for besides a single guide or service.
const (
	ReadListings = "listings" // which services there are, and anything of any of them
	ReadGuides   = "guides"   // which guides there are, and anything of any of them
	ReadRules    = "rules.yaml"
	ReadGlossary = "glossary.yaml"
	ReadPlanner  = "planner.yaml"
	ReadPack     = "pack.yaml" // the site's
	ReadShown    = "shown"     // which editions of the borough are in the output
	ReadMade     = "made"      // which files for paper and to take away there are

	readGuide   = "guide/"
	readService = "service/"
)

// What a lens may be asked for of some listings or guides stands behind these: which ones there are of a kind of help, at
// a stage, on a day, with times or with languages, and anything of any of them.
const (
	readSomeListings = ReadListings + " of "
	readSomeGuides   = ReadGuides + " of "

	ofCategory = "category/"
	atStage    = "stage/"
	onDay      = "day/"
	timed      = "times"
	spoken     = "languages"
)

// someListings returns which services the second part of such a name speaks of.
func someListings(of string) func(*Service) bool {
	kind, id, _ := strings.Cut(of, "/")
	switch kind + "/" {
	case ofCategory:
		return func(s *Service) bool { return among(s.Categories, model.ID(id)) }
	case atStage:
		return func(s *Service) bool { return among(s.Stages, model.Stage(id)) }
	case onDay:
		d, _ := calendar.ParseWeekday(id)
		return func(s *Service) bool { return s.everOn(d) }
	case timed + "/":
		return (*Service).HasTimes
	case spoken + "/":
		return func(s *Service) bool { return len(s.Languages) > 0 }
	}
	panic("catalog: no services are " + of)
}

// someGuides returns which guides the second part of such a name speaks of. A guide of no stage is for all of them.
func someGuides(of string) func(*model.Guide) bool {
	kind, id, _ := strings.Cut(of, "/")
	switch kind + "/" {
	case ofCategory:
		return func(g *model.Guide) bool { return g.Category.V == model.ID(id) }
	case atStage:
		return func(g *model.Guide) bool { return len(g.Stages) == 0 || among(g.Stages, model.Stage(id)) }
	}
	panic("catalog: no guides are " + of)
}

func among[T comparable](list []model.At[T], v T) bool {
	return slices.ContainsFunc(list, func(x model.At[T]) bool { return x.V == v })
}

// HasTimes tells whether a service has sessions, and so a calendar of its own.
func (s *Service) HasTimes() bool {
	return slices.ContainsFunc(s.At, func(a model.Attendance) bool { return len(a.When) > 0 })
}

// everOn tells whether some session of a service is on a day of the week, ever.
func (s *Service) everOn(d calendar.Weekday) bool {
	for _, a := range s.At {
		for _, x := range a.When {
			if slices.Contains(x.Every.V.Days, d) || slices.ContainsFunc(x.Also, func(e model.At[calendar.Date]) bool { return e.V.Weekday() == d }) {
				return true
			}
		}
	}
	return false
}

// FilesOf returns the files, without content/, of the single guides or services, or those of some kind, that a lens of
// the borough was asked for, as [Lens.Reads] names them; ok is false for other names. Which files these are is for the
// borough to say: its own guide takes the place of a shared one.
func (c *Catalog) FilesOf(b model.ID, read string) (paths []string, ok bool) {
	var guides []*model.Guide
	var services []*Service
	from := c.borough(b)
	if id, ok := strings.CutPrefix(read, readGuide); ok {
		guides = []*model.Guide{from.guideBy[model.ID(id)]}
	} else if id, ok := strings.CutPrefix(read, readService); ok {
		services = []*Service{from.byID[model.ID(id)]}
	} else if of, ok := strings.CutPrefix(read, readSomeGuides); ok {
		guides = keep(from.guides, someGuides(of))
	} else if of, ok := strings.CutPrefix(read, readSomeListings); ok {
		services = keep(from.services, someListings(of))
	} else {
		return nil, false
	}
	for _, g := range guides {
		if g != nil {
			paths = append(paths, g.Path)
		}
	}
	for _, s := range services {
		if s == nil {
			continue
		}
		for _, l := range s.listings() {
			if !slices.Contains(paths, l.Path) {
				paths = append(paths, l.Path)
			}
		}
	}
	return paths, true
}

// FolderOf returns the folder whose files say which listings or guides there are, [ReadListings] or [ReadGuides], where a
// read is about that; else nothing.
func FolderOf(read string) string {
	folder, _, _ := strings.Cut(read, " of ")
	if folder == ReadListings || folder == ReadGuides {
		return folder
	}
	return ""
}

func keep[T any](list []T, wanted func(T) bool) []T {
	var out []T
	for _, x := range list {
		if wanted(x) {
			out = append(out, x)
		}
	}
	return out
}

// Reads returns what is asked of the lens while f runs: single guides and services by their slugs, and the names
// above. What every page of an edition depends on is not noted: the site's settings, its kinds of help, the borough's
// own files, the day, the translations.
func (l *Lens) Reads(f func()) []string {
	outer := *l.reads
	*l.reads = nil
	f()
	mine := *l.reads
	*l.reads = outer
	for _, n := range mine {
		l.note(n)
	}
	return mine
}

// Unnoted runs f, and what is asked of the lens meanwhile is not noted: for an order or an index of everything, where what
// is taken from it depends on no more than what was asked for anyway.
func (l *Lens) Unnoted(f func()) {
	outer := *l.reads
	*l.reads = nil
	f()
	*l.reads = outer
}

func (l *Lens) note(name string) {
	if !slices.Contains(*l.reads, name) {
		*l.reads = append(*l.reads, name)
	}
}

// Edition returns which edition it is.
func (l *Lens) Edition() Edition { return l.ed }

// Locale returns the edition's language.
func (l *Lens) Locale() *lang.Locale { return l.ed.Lang.Locale() }

// BringsFonts tells whether pages in the lens's language ask for fonts of their own: those that the site chose, and
// those in Nastaliq, which many devices have under other names than that of the Arabic script's usual hand.
func (l *Lens) BringsFonts() bool {
	return l.Locale().Nastaliq || slices.ContainsFunc(l.Settings().WebFonts, func(t model.At[lang.Tag]) bool { return t.V == l.ed.Lang })
}

// Today returns the day of the build.
func (l *Lens) Today() calendar.Date { return l.c.Today }

// Settings returns content/site.yaml.
func (l *Lens) Settings() *model.Settings { return &l.c.Site.Settings }

// Borough returns the edition's borough.
func (l *Lens) Borough() *model.Borough { return l.b.Borough }

// Categories returns every kind of help, in its order.
func (l *Lens) Categories() []model.Category { return l.c.Site.Categories }

// Rules returns every rule, with its values of all times.
func (l *Lens) Rules() []model.Rule {
	l.note(ReadRules)
	return l.c.Site.Rules
}

// Glossary returns every term, as written.
func (l *Lens) Glossary() []model.Term {
	l.note(ReadGlossary)
	return l.c.Site.Glossary
}

// Services returns the borough's services by English name: the order that is the same in all languages.
func (l *Lens) Services() []*Service {
	l.note(ReadListings)
	return l.b.services
}

// Service returns one of the borough's services, nil for none.
func (l *Lens) Service(id model.ID) *Service {
	s := l.b.byID[id]
	if s == nil {
		l.note(ReadListings)
		return nil
	}
	if !slices.Contains(*l.reads, ReadListings) {
		l.note(readService + string(id))
	}
	return s
}

// some returns the borough's services of some kind, by English name.
func (l *Lens) some(of string) []*Service {
	l.note(readSomeListings + of)
	return keep(l.b.services, someListings(of))
}

// InCategory returns the borough's services of a category, local ones before those for the whole country.
func (l *Lens) InCategory(id model.ID) []*Service {
	all := l.some(ofCategory + string(id))
	return append(keep(all, (*Service).Local), keep(all, func(s *Service) bool { return !s.Local() })...)
}

// AtStage returns the borough's services for a stage, by English name.
func (l *Lens) AtStage(st model.Stage) []*Service { return l.some(atStage + string(st)) }

// OnDay returns the borough's services with a session on a day of the week, ever, by English name.
func (l *Lens) OnDay(d calendar.Weekday) []*Service { return l.some(onDay + d.String()) }

// Timed returns the borough's services with sessions, by English name.
func (l *Lens) Timed() []*Service { return l.some(timed) }

// Spoken returns the borough's services of which it is known what languages are spoken there, by English name.
func (l *Lens) Spoken() []*Service { return l.some(spoken) }

// Local tells whether a service is the borough's own or for some boroughs only, rather than for the whole country.
func (s *Service) Local() bool {
	return !strings.HasPrefix(s.Listing.Path, "shared/") || len(s.Boroughs) > 0
}

// Showing returns the catalog with other editions in the output.
func (c *Catalog) Showing(shown func(Edition) bool) *Catalog {
	out := *c
	out.Shown = shown
	return &out
}

// Shown tells whether an edition of the borough is in the output.
func (l *Lens) Shown(tag lang.Tag) bool {
	l.note(ReadShown)
	e := Edition{l.ed.Borough, tag}
	return !l.c.Blocked(e) && (l.c.Shown == nil || l.c.Shown(e))
}

// Made tells whether a file for paper or to take away is in the output, by its path from the website's root.
func (l *Lens) Made(path string) bool {
	l.note(ReadMade)
	return l.c.Made == nil || l.c.Made(path)
}

// MachineMade tells whether some of the edition's words, or of those beside it, were translated by a machine and not
// reviewed.
func (l *Lens) MachineMade() bool {
	return l.besideMachine || !l.hides && (l.interfaceWords.machineMade() || l.sharedWords.machineMade() || l.ownWords.machineMade())
}

// Guides returns the borough's guides in their order.
func (l *Lens) Guides() []*model.Guide {
	l.note(ReadGuides)
	return l.b.guides
}

// GuidesIn returns the borough's guides of a category, and GuidesAt those for a stage, in their order.
func (l *Lens) GuidesIn(id model.ID) []*model.Guide { return l.someGuides(ofCategory + string(id)) }

func (l *Lens) GuidesAt(st model.Stage) []*model.Guide { return l.someGuides(atStage + string(st)) }

func (l *Lens) someGuides(of string) []*model.Guide {
	l.note(readSomeGuides + of)
	return keep(l.b.guides, someGuides(of))
}

// Guide returns one of the borough's guides, nil for none.
func (l *Lens) Guide(id model.ID) *model.Guide {
	g := l.b.guideBy[id]
	if g == nil {
		l.note(ReadGuides)
		return nil
	}
	l.note(readGuide + string(id))
	return g
}

// Words returns a text in the edition's language: its translation, marked stale where the English has changed
// since, or the English, marked missing. References to facts and pages are resolved.
func (l *Lens) Words(t doc.Text) doc.Text { return l.words(t, nil) }

// Of returns a text of a service, in which {phone} is that service's own.
func (l *Lens) Of(s *Service, t doc.Text) doc.Text { return l.words(t, s) }

// EnglishOf returns the English of a text where the edition shows it in another language, else no text: it is
// what staff read beside a translated name.
func (l *Lens) EnglishOf(t doc.Text) doc.Text {
	_, english := l.Both(t)
	return english
}

// Both returns [Lens.Words] and [Lens.EnglishOf] of a text.
func (l *Lens) Both(t doc.Text) (own, english doc.Text) {
	own = l.Words(t)
	if l.beside || own.Lang == lang.English {
		return own, doc.Text{}
	}
	t.Inlines = l.resolve(t.Inlines, nil)
	if doc.Plaintext(own.Inlines) == doc.Plaintext(t.Inlines) {
		return own, doc.Text{}
	}
	return own, t
}

func (l *Lens) words(t doc.Text, self *Service) doc.Text {
	if t.IsZero() {
		return t
	}
	if l.ed.Lang != lang.English && t.Key != "" {
		if w, ok := l.translation(t.Key); ok {
			t = w
		} else {
			t.Fresh = doc.Missing
		}
	}
	t.Inlines = l.resolve(t.Inlines, self)
	return t
}

func (l *Lens) translation(key string) (doc.Text, bool) {
	p := l.sharedWords
	if strings.HasPrefix(key, "boroughs/") {
		if p = l.ownWords; l.b == nil || FileOf(key) != string(l.ed.Borough) {
			p = l.c.part(l.ed.Lang, FileOf(key))
		}
	}
	if p == nil {
		return doc.Text{}, false
	}
	t, ok := p.text(key)
	return t, ok && !l.hidden(t)
}

// phrase returns the forms of a text of the interface in the edition's language, none where it is not translated, or not
// to be shown.
func (l *Lens) phrase(key string) []doc.Text {
	if l.interfaceWords == nil {
		return nil
	}
	ts := l.interfaceWords.fillPhrases().texts[key]
	if l.hidden(ts...) {
		return nil
	}
	return ts
}

// resolve puts facts for references and paths for links.
func (l *Lens) resolve(ins []doc.Inline, self *Service) []doc.Inline {
	if wordsOnly(ins) {
		return slices.Clip(ins)
	}
	out := make([]doc.Inline, len(ins))
	for i, in := range ins {
		switch in := in.(type) {
		case doc.Strong:
			out[i] = doc.Strong{Inlines: l.resolve(in.Inlines, self)}
		case doc.Link:
			out[i] = doc.Link{Href: l.href(in.Href), Inlines: l.resolve(in.Inlines, self), Pos: in.Pos}
		case doc.Ref:
			out[i] = l.ref(in, self)
		default:
			out[i] = in
		}
	}
	return out
}

// wordsOnly tells whether there is nothing to be resolved.
func wordsOnly(ins []doc.Inline) bool {
	for _, in := range ins {
		if _, ok := in.(doc.Str); !ok {
			return false
		}
	}
	return true
}

// href turns a reference into a path from the website's root; other addresses stay.
func (l *Lens) href(h string) string {
	kind, name, _ := strings.Cut(h, ":")
	name, frag, _ := strings.Cut(name, "#")
	if frag != "" {
		frag = "#" + frag
	}
	switch kind {
	case "guide":
		return l.Path("guides/"+name+".html") + frag
	case "service":
		return l.Path("services/"+name+".html") + frag
	case "category":
		return l.Path("categories/"+name+".html") + frag
	}
	return h
}

// Path returns the path of a file of the edition from the website's root.
func (l *Lens) Path(file string) string {
	return string(l.ed.Borough) + "/" + string(l.ed.Lang) + "/" + file
}

// ref returns the fact that a reference names. Check has seen that there is one; a Slot stands for what the
// program fills.
func (l *Lens) ref(r doc.Ref, self *Service) doc.Inline {
	name, field, _ := strings.Cut(r.Path, ".")
	switch {
	case name == "rule":
		l.note(ReadRules)
		if v := l.c.rules[model.ID(field)]; v != nil {
			return ruleFact(model.ID(field), v)
		}
		return doc.Slot{Name: r.Path}
	case isField(name):
		field = r.Path
	case l.b != nil:
		self = l.Service(model.ID(name))
	}
	if self == nil || field == "" {
		return doc.Slot{Name: r.Path}
	}
	if f, ok := self.fact(field); ok {
		return f
	}
	return doc.Slot{Name: r.Path}
}

// Args are what the slots of a phrase are filled with.
type Args map[string]doc.Inline

// Phrase returns a text of the interface in the edition's language. A key that the theme does not have is a
// bug.
func (l *Lens) Phrase(key string, args Args) doc.Text {
	p, ok := l.c.phrases[key]
	if !ok {
		panic("catalog: the theme's strings.yaml has no " + key)
	}
	if ts := l.phrase(p.Key); len(ts) > 0 {
		return fillSlots(ts[0], args)
	}
	return fillSlots(l.orMissing(p.Other), l.amongEnglish(args))
}

// amongEnglish marks words of the edition's language that come into an English text, which has no translation.
func (l *Lens) amongEnglish(args Args) Args {
	if l.ed.Lang == lang.English {
		return args
	}
	out := Args{}
	for name, in := range args {
		switch x := in.(type) {
		case doc.Str:
			if !strings.HasPrefix(x.S, "{") { // that is a slot for a script
				in = doc.Fact{Kind: doc.Name, Shown: x.S, Lang: l.ed.Lang}
			}
		case doc.Fact:
			if x.Kind == doc.Date {
				x.Lang = l.ed.Lang
			}
			in = x
		}
		out[name] = in
	}
	return out
}

// EnglishPhrase returns a text of the interface in English, for staff who read beside the reader.
func (l *Lens) EnglishPhrase(key string, args Args) doc.Text {
	p, ok := l.c.phrases[key]
	if !ok {
		panic("catalog: the theme's strings.yaml has no " + key)
	}
	return fillSlots(p.Other, args)
}

// Count returns a text of the interface in the form for n, which fills {count}.
func (l *Lens) Count(key string, n int) doc.Text {
	p, ok := l.c.phrases[key]
	if !ok || p.One.IsZero() {
		panic("catalog: the theme's strings.yaml has no forms for a count in " + key)
	}
	args := Args{"count": doc.Fact{Kind: doc.Number, Shown: strconv.Itoa(n)}}
	if ts := l.phrase(p.Key); len(ts) > 0 {
		return fillSlots(ts[l.Locale().Plural.Form(n)], args)
	}
	t := p.Other
	if lang.English.Locale().Plural.Form(n) == 0 {
		t = p.One
	}
	return fillSlots(l.orMissing(t), args)
}

func (l *Lens) orMissing(t doc.Text) doc.Text {
	if l.ed.Lang != lang.English {
		t.Fresh = doc.Missing
	}
	return t
}

// fillSlots replaces references without a dot by what args has for them, and leaves a Slot for others.
func fillSlots(t doc.Text, args Args) doc.Text {
	if wordsOnly(t.Inlines) {
		t.Inlines = slices.Clip(t.Inlines)
		return t
	}
	var fill func(ins []doc.Inline) []doc.Inline
	fill = func(ins []doc.Inline) []doc.Inline {
		out := make([]doc.Inline, 0, len(ins))
		for _, in := range ins {
			switch x := in.(type) {
			case doc.Strong:
				in = doc.Strong{Inlines: fill(x.Inlines)}
			case doc.Ref:
				in = doc.Slot{Name: x.Path}
				if a, ok := args[x.Path]; ok {
					in = a
				}
			}
			out = append(out, in)
		}
		return out
	}
	t.Inlines = fill(t.Inlines)
	return t
}
