// Package build knows the order of the stages: load, resolve, check, and then for each edition its pages and
// its pack. It holds the pool of workers; nothing of it can be seen in the output.
package build

import (
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

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
	Progress func(Progress)
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
	catalog  *catalog.Catalog
	theme    *theme.Theme
	fonts    *layout.FontSet
	editions []catalog.Edition // those asked for, in the order of site.yaml
}

// Take loads, resolves and checks the site. Mistakes of authors are in the snapshot; the error is a machine's,
// or an [Unknown].
func Take(o Options) (*Snapshot, error) {
	s := &Snapshot{Files: &source.Set{}}
	err := s.take(o)
	s.Diags = check.Settle(s.Diags, s.checks, s.Files).Sorted(s.Files)
	return s, err
}

func (s *Snapshot) take(o Options) error {
	o.Langs = tags(o.Langs)
	var only load.Only
	if o.Narrow {
		only = load.Only{Boroughs: o.Boroughs, Langs: o.Langs}
	}
	site, ds, err := load.Part(o.Site, s.Files, only)
	s.Diags = append(s.Diags, ds...)
	if site != nil {
		s.checks = site.Settings.Checks
	}
	if err == nil {
		err = unknown(&site.Settings, o)
	}
	if err != nil {
		return err
	}
	th, phrases, ds, err := theme.Load(o.Site, themes.FS, themeName(site), s.Files)
	s.Diags = append(s.Diags, ds...)
	if err != nil {
		return err
	}
	s.theme = th
	if th != nil {
		s.Diags = append(s.Diags, th.Paint(site.Settings.Brand)...)
	}
	s.catalog, ds = catalog.Resolve(site, phrases, o.Today)
	s.Diags = append(s.Diags, ownMistakes(ds, s.Diags, s.Files)...)
	if s.Diags.HasErrors() {
		return nil
	}
	s.Diags = append(s.Diags, check.Check(s.catalog)...)
	if o.Review {
		s.Diags = append(s.Diags, check.Review(s.catalog, s.Files)...)
		s.Diags = append(s.Diags, check.Unused(s.Diags, s.checks, s.Files)...)
	}
	s.editions = choose(s.catalog.Editions(), o)
	if check.Settle(s.Diags, s.checks, s.Files).HasErrors() {
		return nil
	}
	return s.loadFonts()
}

// loadFonts reads what fonts the theme has. A font of the site's own that cannot be used is its author's mistake.
func (s *Snapshot) loadFonts() (err error) {
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
	if s.Diags.HasErrors() {
		return nil
	}
	s.fonts, err = layout.LoadFonts(s.theme.Fonts)
	return err
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
