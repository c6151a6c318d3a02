package build

import (
	"fmt"
	"slices"

	"github.com/go-text/typesetting/language"

	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/theme"
)

// withFonts returns the snapshot with the fonts that pages in the languages of the site's choice bring with them, cut to
// the characters of those languages' texts. Only what is made of files needs them; pages name them alone.
func (s *Snapshot) withFonts() (*Snapshot, error) {
	out := *s
	out.theme = s.theme.Copy()
	set := &s.catalog.Site.Settings
	for _, l := range set.Languages {
		chosen := slices.ContainsFunc(set.WebFonts, func(t model.At[lang.Tag]) bool { return t.V == l.V })
		if l.V.Locale().Nastaliq {
			out.theme.BringNastaliq(l.V, chosen)
			continue
		}
		if !chosen {
			continue
		}
		faces, err := s.webFaces(l.V)
		if err != nil {
			return nil, fmt.Errorf("web font for %s: %w", l.V.Locale().English, err)
		}
		out.theme.Bring(l.V, faces)
	}
	return &out, nil
}

// webFaces cuts the regular and the bold font of a language.
func (s *Snapshot) webFaces(l lang.Tag) ([]theme.WebFace, error) {
	script, err := language.ParseScript(l.Locale().Script)
	if err != nil {
		return nil, err
	}
	chars := s.letters(l, script)
	var faces []theme.WebFace
	for _, bold := range []bool{false, true} {
		f := s.fonts.Faces(script, l, bold)[0]
		woff, has, err := f.Web(chars)
		if err != nil {
			return nil, err
		}
		if woff != nil {
			faces = append(faces, theme.WebFace{Name: f.Name, Weight: f.Weight, Chars: has, WOFF: woff})
		}
	}
	return faces, nil
}

// letters lists the characters of the script in a language's translations and in the names of its days, months and of
// languages, sorted, with the joiners among them.
func (s *Snapshot) letters(l lang.Tag, script language.Script) []rune {
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
	for _, name := range s.catalog.Parts() {
		if p := s.looks[l][name]; p != nil {
			add(p.chars)
		}
	}
	loc := l.Locale()
	for _, names := range [][]string{loc.Days[:], loc.DaysShort[:], loc.Months[:], loc.MonthsAlone[:], {loc.NativeDigits}} {
		add(names...)
	}
	for _, other := range s.catalog.Site.Settings.Languages {
		add(other.V.Locale().Autonym)
	}
	out := make([]rune, 0, len(set))
	for r := range set {
		out = append(out, r)
	}
	slices.Sort(out)
	return out
}
