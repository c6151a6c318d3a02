package build

import (
	"fmt"
	"slices"

	"github.com/go-text/typesetting/language"

	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/theme"
)

// bringFonts gives the theme the fonts that pages in the languages of the site's choice bring with them, cut to the
// characters of those languages' texts. It is done before the first page is made.
func (s *Snapshot) bringFonts() error {
	set := &s.catalog.Site.Settings
	for _, l := range set.Languages {
		loc := l.V.Locale()
		chosen := slices.ContainsFunc(set.WebFonts, func(t model.At[lang.Tag]) bool { return t.V == l.V })
		if loc.Nastaliq {
			s.theme.BringNastaliq(l.V, chosen)
			continue
		}
		if !chosen {
			continue
		}
		script, err := language.ParseScript(loc.Script)
		if err != nil {
			return fmt.Errorf("web font for %s: %w", loc.English, err)
		}
		var faces []theme.WebFace
		for _, bold := range []bool{false, true} {
			f := s.fonts.Faces(script, l.V, bold)[0]
			woff, has, err := f.Web(letters(s.catalog.Site, l.V, script))
			if err != nil {
				return err
			}
			if woff != nil {
				faces = append(faces, theme.WebFace{Name: f.Name, Weight: f.Weight, Chars: has, WOFF: woff})
			}
		}
		s.theme.Bring(l.V, faces)
	}
	return nil
}

// letters lists the characters of the script in a language's translations and in the names of its days, months and of
// languages, sorted, with the joiners among them.
func letters(site *model.Site, l lang.Tag, script language.Script) []rune {
	const nonJoiner, joiner = 0x200C, 0x200D
	set := map[rune]bool{}
	add := func(texts ...string) {
		for _, t := range texts {
			for _, r := range t {
				if r == nonJoiner || r == joiner || language.LookupScript(r) == script {
					set[r] = true
				}
			}
		}
	}
	for _, o := range site.Overlays {
		if o.Lang != l {
			continue
		}
		for _, f := range o.Files {
			for _, e := range f.Entries {
				add(e.Strs...)
			}
		}
	}
	loc := l.Locale()
	for _, names := range [][]string{loc.Days[:], loc.DaysShort[:], loc.Months[:], loc.MonthsAlone[:], {loc.NativeDigits}} {
		add(names...)
	}
	for _, other := range site.Settings.Languages {
		add(other.V.Locale().Autonym)
	}
	out := make([]rune, 0, len(set))
	for r := range set {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}
