// Package build knows the order of the stages: load, resolve, check, and then for each edition its pages and
// its pack. It holds the pool of workers; nothing of it can be seen in the output.
package build

import (
	"cmp"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"
	"sync"
	"sync/atomic"

	"welcomepack/internal/cache"
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/check"
	"welcomepack/internal/diag"
	"welcomepack/internal/face"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/output"
	"welcomepack/internal/report"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
	"welcomepack/themes"
)

// Options are the inputs of a build; Site and Today are needed.
type Options struct {
	Site     fs.FS // the folder that holds content/
	Today    calendar.Date
	Boroughs []string // only these; none is all
	Langs    []string // only these; none is all
	Narrow   bool     // read no more than Boroughs and Langs ask for, for one pack while somebody waits
	Review   bool     // tell what a reviewer would ask, too

	Out      string // the output folder, for [Build]
	Limits   output.Limits
	Jobs     int  // workers; 0 is one for each processor
	NoPacks  bool // website only; packs that are in the output folder stay
	Frugal   bool // collect garbage sooner than Go does, while it is built; nothing else may run beside it
	Progress func(Progress)

	Cache   *cache.Cache // what earlier builds made; nil for none
	Program string       // what tells this program from another version of it
}

// Progress is how far a build is, in steps of one edition's website or pack.
type Progress struct {
	Done, Total int
	Edition     catalog.Edition // whose step was done last
	Pack        bool            // it was the pack
}

// An Unknown is a name that was asked for, of a borough, a language or a part of a pack, and that the site does not have.
type Unknown struct {
	Kind, Name string
	Known      []string
}

func (u *Unknown) Error() string {
	if u.Name == "" {
		return fmt.Sprintf("no %s is named: %s", u.Kind, u.list())
	}
	hint := diag.Near(u.Name, u.Known)
	if hint == "" && u.Kind == "language" {
		hint = diag.Near(u.Name, englishNames(u.Known))
	}
	if hint == "" {
		hint = u.list()
	}
	return fmt.Sprintf("there is no %s %q: %s", u.Kind, u.Name, hint)
}

// englishNames names languages by their tags.
func englishNames(tags []string) []string {
	out := slices.Clone(tags)
	for i, t := range tags {
		if l, ok := lang.Lookup(lang.Tag(t)); ok {
			out[i] = l.English
		}
	}
	return out
}

const mostListed = 30 // names; more are a wall

// list names those that there are, or, of many, those that have a part of the name in them.
func (u *Unknown) list() string {
	if u.Kind == "language" {
		names := englishNames(u.Known)
		for i, tag := range u.Known {
			names[i] = tag + " (" + names[i] + ")"
		}
		return "there are " + strings.Join(names, ", ")
	}
	if len(u.Known) <= mostListed {
		return "there are " + strings.Join(u.Known, ", ")
	}
	alike := slices.DeleteFunc(slices.Clone(u.Known), func(k string) bool {
		return !slices.ContainsFunc(strings.Split(strings.ToLower(u.Name), "-"), func(part string) bool {
			return len(part) > 2 && slices.ContainsFunc(strings.Split(k, "-"), func(w string) bool { return w == part || len(part) > 3 && strings.HasPrefix(w, part) })
		})
	})
	if len(alike) == 0 || len(alike) > mostListed {
		return fmt.Sprintf("there are %d; the last part of a page's address on the website is its name", len(u.Known))
	}
	return "there are " + strings.Join(alike, ", ")
}

// A Snapshot is the site as its files were at one moment. Where its diagnostics have errors nothing can be made
// of it.
type Snapshot struct {
	Files *source.Set
	Diags diag.List

	checks   model.Checks // what the site does not want to be told
	review   bool         // what is taken away by that has to be known
	sound    bool         // it could be read, and was checked
	catalog  *catalog.Catalog
	theme    *theme.Theme
	fonts    *layout.FontSet   // nil where nothing is to be set in them
	editions []catalog.Edition // those asked for, in the order of site.yaml
	jobs     int

	looks map[lang.Tag]map[string]*partLook // by part; nil before translations were looked into

	following *reading // of a site that is followed; nil for one that is taken whole
}

// Take loads, resolves and checks the site. Mistakes of authors are in the snapshot; the error is a machine's,
// or an [Unknown].
func Take(o Options) (*Snapshot, error) {
	s, err := take(o, &load.Loader{FS: o.Site})
	if err == nil && s.catalog != nil {
		err = s.lookInto((*partLook).look)
	}
	if s.sound && o.Review {
		s.Diags = append(s.Diags, check.Review(s.catalog, s.Files)...)
		s.Diags = append(s.Diags, check.Unused(s.Diags, s.checks, s.Files)...)
	}
	s.Diags = check.Settle(s.Diags, s.checks, s.Files).Sorted(s.Files)
	return s, err
}

// take is Take without a look into the translations.
func take(o Options, l *load.Loader) (*Snapshot, error) {
	s, site, err := loadSite(&o, l, nil)
	if err != nil {
		return s, err
	}
	th, err := readTheme(o, site, s.Files)
	if err != nil {
		return s, err
	}
	s.wear(th)
	var ds diag.List
	s.catalog, ds = catalog.New(site, th.phrases, o.Today)
	s.examine(append(ds, s.references()...), o)
	if s.broken() {
		return s, nil
	}
	return s, s.loadFonts(!o.NoPacks || len(site.Settings.WebFonts) > 0)
}

// loadSite reads the files of content/, and finds those of the translations. For bare see [load.Only].
func loadSite(o *Options, l *load.Loader, bare func(model.ID) bool) (*Snapshot, *model.Site, error) {
	o.Langs = tags(o.Langs)
	only := load.Only{Bare: bare}
	if o.Narrow {
		only.Boroughs, only.Langs = o.Boroughs, o.Langs
	}
	s := &Snapshot{jobs: o.Jobs, review: o.Review}
	l.Each = func(n int, f func(int)) { each(s.jobs, n, f) }
	site, files, ds, err := l.Load(only)
	s.Files, s.Diags, s.checks = files, ds, site.Settings.Checks
	if err == nil {
		err = unknown(&site.Settings, *o)
	}
	return s, site, err
}

// A worn is a theme as a site wears it.
type worn struct {
	theme   *theme.Theme // nil where it cannot be used
	phrases []model.Phrase
	ds      diag.List
}

// readTheme reads the site's theme, and paints it in the site's colours.
func readTheme(o Options, site *model.Site, files *source.Set) (*worn, error) {
	th, phrases, ds, err := theme.Load(o.Site, themes.FS, themeName(site), files)
	if th != nil && err == nil {
		ds = append(ds, th.Paint(site.Settings.Brand)...)
	}
	return &worn{th, phrases, ds}, err
}

func (s *Snapshot) wear(w *worn) {
	s.theme = w.theme
	s.Diags = append(s.Diags, w.ds...)
}

// examine joins what was found when the site was put together, and what there is to say of the English where that is sound.
func (s *Snapshot) examine(found diag.List, o Options) {
	s.Diags = append(s.Diags, ownMistakes(found, s.Diags, s.Files)...)
	if s.sound = !s.Diags.HasErrors(); s.sound {
		s.Diags = append(s.Diags, check.Content(s.catalog)...)
	}
	s.editions = choose(s.catalog.Editions(), o)
	if !o.Review {
		s.Diags = check.Settle(s.Diags, s.checks, s.Files)
	}
}

// broken tells whether there are mistakes that the site does not say are right as they are.
func (s *Snapshot) broken() bool { return check.Settle(s.Diags, s.checks, s.Files).HasErrors() }

// loadFonts reads what fonts the theme has, if they are wanted. A font of the site's own that cannot be used is its author's mistake.
func (s *Snapshot) loadFonts(wanted bool) (err error) {
	for _, name := range s.theme.Fonts.Own {
		at := source.Pos{File: s.Files.Add(s.theme.Fonts.Shown(name), nil)}.Span(0)
		if family := path.Dir(name); !slices.Contains(layout.AllFamilies(), family) {
			s.Diags.Warning(at, "unused-folder", "no language is set in the font family %s", family).
				Hint("the families are %s", strings.Join(layout.AllFamilies(), ", "))
		}
		b, err := fs.ReadFile(s.theme.Fonts, name)
		if err != nil {
			return fmt.Errorf("read font: %w", err)
		}
		if _, err := face.Parse(b); err != nil {
			s.Diags.Error(at, "theme-file", "packs cannot be set in this font: %v", err).Hint("take a static TrueType font, such as those of fonts.google.com/noto")
		}
	}
	if s.broken() || !wanted {
		return nil
	}
	s.fonts, err = layout.LoadFonts(s.theme.Fonts)
	return err
}

// references looks for names that lead nowhere, in several boroughs at a time.
func (s *Snapshot) references() diag.List {
	boroughs := s.catalog.Site.Boroughs
	found := make([]diag.List, len(boroughs)+1)
	each(s.jobs, len(found), func(i int) {
		if i == 0 {
			found[0] = s.catalog.SharedReferences()
			return
		}
		found[i] = s.catalog.BoroughReferences(boroughs[i-1].ID.V)
	})
	return catalog.OncePerPlace(slices.Concat(found...))
}

// lookInto looks into the translations of all languages, part by part and several at a time, and forgets them again. What
// was found is said in the order of the parts.
func (s *Snapshot) lookInto(look func(*partLook, *Snapshot)) error {
	all := s.partLooks()
	s.eachPart(s.jobs, all, func(p *partLook) { look(p, s) })
	return s.join(all)
}

// partLooks lists the parts of all languages, to be looked into.
func (s *Snapshot) partLooks() []*partLook {
	var all []*partLook
	english := check.NewEnglish(s.catalog.Site)
	for _, l := range check.Languages(s.catalog.Site) {
		ready := sync.OnceValue(func() *check.Look { return check.NewLook(s.catalog, l, english) })
		for _, name := range s.catalog.Parts() {
			all = append(all, &partLook{lang: l, name: name, ready: ready})
		}
	}
	return all
}

// eachPart calls f with each part by some workers, and forgets what was read of it.
func (s *Snapshot) eachPart(jobs int, all []*partLook, f func(*partLook)) {
	left := map[lang.Tag]*atomic.Int32{}
	for _, p := range all {
		if left[p.lang] == nil {
			left[p.lang] = &atomic.Int32{}
		}
		left[p.lang].Add(1)
	}
	each(jobs, len(all), func(i int) {
		p := all[i]
		f(p)
		if p.name != catalog.Interface && p.name != catalog.Shared {
			s.catalog.Release(p.lang, p.name)
		}
		if left[p.lang].Add(-1) == 0 {
			s.catalog.Release(p.lang, catalog.Shared)
			s.catalog.Release(p.lang, catalog.Interface)
		}
	})
}

// A partLook is what was found in one part of a language.
type partLook struct {
	lang  lang.Tag
	name  string
	ready func() *check.Look // reads what is shared
	file  source.FileID      // that it was read from; 0 for none
	lines *source.Set        // where its lines are, of a site that is followed
	read  int                // which reading of a site that is followed it is of

	ds      diag.List
	found   check.Found
	measure report.Measure
	chars   string // of the translations, where a font is to be cut to them
	err     error

	record *partRecord // as it is kept; nil where nothing is
	unsure bool        // the file was written while it was read: what is made of it is not traced
}

// look reads a part, checks and measures it. Of its text no more is kept than messages show.
func (p *partLook) look(s *Snapshot) {
	p.ds, p.err = s.catalog.PartMistakes(p.lang, p.name)
	if p.err != nil {
		return
	}
	more, found := p.ready().Part(p.name)
	p.ds, p.found, p.measure = append(p.ds, more...), found, report.MeasureOf(s.catalog, p.lang, p.name)
	if slices.ContainsFunc(s.catalog.Site.Settings.WebFonts, func(t model.At[lang.Tag]) bool { return t.V == p.lang }) {
		p.chars = s.catalog.PartCharacters(p.lang, p.name)
	}
	if s.review {
		return
	}
	p.ds = check.Settle(p.ds, s.checks, s.Files)
	if id, _, ok := s.catalog.PartSource(p.lang, p.name); ok {
		p.file = id
		s.Files.Shrink(id, places(p.ds))
	}
}

// places is where messages point to.
func places(ds diag.List) []source.Span {
	var at []source.Span
	for _, d := range ds {
		at = append(at, d.At)
		for _, n := range d.Notes {
			at = append(at, n.At)
		}
	}
	return at
}

// join takes over what was found in parts, and what there is to say of each language. What later stages find where there
// are mistakes is no news: then only mistakes are told.
func (s *Snapshot) join(looks []*partLook) (err error) {
	var ds diag.List
	found := map[lang.Tag][]check.Found{}
	s.looks = map[lang.Tag]map[string]*partLook{}
	for _, p := range looks {
		p.ready = nil // what was read of the English, too
		ds = append(ds, p.ds...)
		found[p.lang] = append(found[p.lang], p.found)
		if s.looks[p.lang] == nil {
			s.looks[p.lang] = map[string]*partLook{}
		}
		s.looks[p.lang][p.name] = p
		err = cmp.Or(err, p.err)
	}
	broken := s.broken()
	for _, l := range check.Languages(s.catalog.Site) {
		ds = append(ds, check.Whole(s.catalog, l, found[l])...)
	}
	if broken {
		ds = slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return d.Severity != diag.Error })
	}
	if !s.review {
		ds = check.Settle(ds, s.checks, s.Files)
	}
	s.Diags = append(s.Diags, ds...)
	s.catalog.Translated = s.translated
	return err
}

// translated counts the guides of an edition that are whole in its language, by what was measured.
func (s *Snapshot) translated(e catalog.Edition) (translated, all int) {
	whole, passed := map[string]bool{}, map[string]bool{}
	for _, name := range []string{catalog.Shared, string(e.Borough)} {
		p := s.looks[e.Lang][name]
		if p == nil && s.following != nil {
			return 0, 0 // nobody has looked yet
		}
		if p == nil {
			continue
		}
		for _, g := range p.measure.Translated {
			whole[g] = true
		}
		for _, g := range p.measure.Passed {
			passed[g] = true
		}
	}
	return s.catalog.CountGuides(e, whole, passed)
}

// Status is how far the languages are, by what was measured.
func (s *Snapshot) Status() []report.Language {
	if s.looks == nil {
		return report.Status(s.catalog)
	}
	return report.StatusOf(s.catalog, func(l lang.Tag, name string) report.Measure { return s.looks[l][name].measure })
}

// Catalog returns the site put together; it is nil where the theme or the site could not be read.
func (s *Snapshot) Catalog() *catalog.Catalog { return s.catalog }

// themeName is what site.yaml says, or the built-in theme.
func themeName(site *model.Site) string {
	if n := site.Settings.Theme.V; n != "" {
		return n
	}
	return theme.Default
}

// tags writes languages as the site does: FA-AF is fa-af.
func tags(langs []string) []string {
	out := slices.Clone(langs)
	for i, l := range out {
		if tag, ok := lang.Parse(l); ok {
			out[i] = string(tag)
		}
	}
	return out
}

// unknown reports a borough or language that was asked for and that site.yaml does not name. A site.yaml that names
// none is reported for itself.
func unknown(set *model.Settings, o Options) error {
	var boroughs, langs []string
	for _, b := range set.Boroughs {
		boroughs = append(boroughs, string(b.V))
	}
	for _, l := range set.Languages {
		langs = append(langs, string(l.V))
	}
	if len(boroughs) == 0 || len(langs) == 0 {
		return nil
	}
	return errors.Join(missing("borough", o.Boroughs, boroughs), missing("language", o.Langs, langs))
}

// choose returns the editions that were asked for.
func choose(all []catalog.Edition, o Options) []catalog.Edition {
	return slices.DeleteFunc(all, func(e catalog.Edition) bool {
		return len(o.Boroughs) > 0 && !slices.Contains(o.Boroughs, string(e.Borough)) ||
			len(o.Langs) > 0 && !slices.Contains(o.Langs, string(e.Lang))
	})
}

func unique(words []string) []string {
	var out []string
	for _, w := range words {
		if !slices.Contains(out, w) {
			out = append(out, w)
		}
	}
	return out
}

func missing(kind string, wanted, known []string) error {
	for _, w := range wanted {
		if !slices.Contains(known, w) {
			return &Unknown{kind, w, known}
		}
	}
	return nil
}
