// Package build knows the order of the stages: load, resolve, check, and then for each edition its pages and
// its pack. It holds the pool of workers; nothing of it can be seen in the output.
package build

import (
	"errors"
	"fmt"
	"io/fs"
	"slices"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/check"
	"welcomepack/internal/diag"
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

// An Unknown is a borough or a language that was asked for and that the site does not have.
type Unknown struct {
	Kind, Name string
	Known      []string
}

func (u *Unknown) Error() string {
	hint := diag.Near(u.Name, u.Known)
	if hint == "" {
		hint = "there are " + strings.Join(u.Known, ", ")
	}
	return fmt.Sprintf("there is no %s %q: %s", u.Kind, u.Name, hint)
}

// A Snapshot is the site as its files were at one moment. Where its diagnostics have errors nothing can be made
// of it.
type Snapshot struct {
	Files *source.Set
	Diags diag.List

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
	s.Diags = s.Diags.Sorted(s.Files)
	return s, err
}

func (s *Snapshot) take(o Options) error {
	site, ds, err := load.Load(o.Site, s.Files)
	s.Diags = append(s.Diags, ds...)
	if err != nil {
		return err
	}
	th, phrases, ds, err := theme.Load(o.Site, themes.FS, themeName(site), s.Files)
	s.Diags = append(s.Diags, ds...)
	if err != nil {
		return err
	}
	s.theme = th
	s.catalog, ds = catalog.Resolve(site, phrases, o.Today)
	s.Diags = append(s.Diags, ownMistakes(ds, s.Diags, s.Files)...)
	if s.Diags.HasErrors() {
		return nil
	}
	s.Diags = append(s.Diags, check.Check(s.catalog)...)
	if s.editions, err = choose(s.catalog.Editions(), o); err != nil || s.Diags.HasErrors() {
		return err
	}
	fonts, err := fs.Sub(themes.FS, theme.Default+"/fonts")
	if err != nil {
		return err
	}
	s.fonts, err = layout.LoadFonts(fonts)
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

// choose returns the editions that were asked for.
func choose(all []catalog.Edition, o Options) ([]catalog.Edition, error) {
	var boroughs, langs []string
	for _, e := range all {
		boroughs = append(boroughs, string(e.Borough))
		langs = append(langs, string(e.Lang))
	}
	boroughs, langs = unique(boroughs), unique(langs)
	wanted := make([]string, len(o.Langs))
	for i, l := range o.Langs {
		wanted[i] = l
		if tag, ok := lang.Parse(l); ok {
			wanted[i] = string(tag)
		}
	}
	err := errors.Join(missing("borough", o.Boroughs, boroughs), missing("language", wanted, langs))
	return slices.DeleteFunc(all, func(e catalog.Edition) bool {
		return len(o.Boroughs) > 0 && !slices.Contains(o.Boroughs, string(e.Borough)) ||
			len(wanted) > 0 && !slices.Contains(wanted, string(e.Lang))
	}), err
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
