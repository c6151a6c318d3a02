package catalog

import (
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

// An overlay is one language's words: every text that has a translation, by key, filled but for references.
type overlay struct {
	texts   map[string]doc.Text
	phrases map[string][]doc.Text // by key; one, or one for each plural form
	lang    lang.Tag
	reviews map[string]bool      // source digest + translation digest
	holds   map[string]bool      // the same of those whose English changed, and still holds
	machine bool                 // some of it was made by a machine and not reviewed
	files   map[string]fileIndex // by name
}

// FileOf returns the translation file that holds the segment of a key: interface, shared, or a borough.
func FileOf(key string) string {
	if strings.HasPrefix(key, "themes/") {
		return "interface"
	}
	if rest, ok := strings.CutPrefix(key, "boroughs/"); ok {
		b, _, _ := strings.Cut(rest, "/")
		return b
	}
	return "shared"
}

func newOverlay(o *model.Overlay, site *model.Site, phrases []model.Phrase, ds *diag.List) *overlay {
	v := &overlay{lang: o.Lang, texts: map[string]doc.Text{}, phrases: map[string][]doc.Text{}, reviews: map[string]bool{}, holds: map[string]bool{}, files: map[string]fileIndex{}}
	for _, r := range o.Reviews {
		v.reviews[r.Source+" "+r.Translation] = true
		v.holds[r.Source+" "+r.Translation] = v.holds[r.Source+" "+r.Translation] || r.StillHolds
	}
	for i := range o.Files {
		f := &o.Files[i]
		v.files[f.Name] = fileIndex{segment.NewIndex(f.Entries), f.Machine}
	}
	model.Texts(site, func(t doc.Text) {
		if f, ok := v.files[FileOf(t.Key)]; ok {
			f.index.InUse(t)
		}
	})
	model.Texts(site, func(t doc.Text) {
		if e, fresh, machine := v.match(t); fresh != doc.Missing {
			if filled, ok := v.fill(t, e, 0, fresh, ds); ok {
				v.texts[t.Key] = v.judge(filled, t, e, 0, fresh, machine, o.Lang)
			}
		}
	})
	if f, ok := v.files["interface"]; ok {
		for _, p := range phrases {
			v.addPhrase(p, f, o.Lang, ds)
		}
	}
	return v
}

// match returns the entry of a text: that of its own file, or, for a borough's text, one of the very same English in
// what is shared, so that a borough's copy of a guide keeps its translations.
func (v *overlay) match(t doc.Text) (e *segment.Entry, fresh doc.Freshness, machine bool) {
	name := FileOf(t.Key)
	if f, ok := v.files[name]; ok {
		if e, fresh = f.index.Match(t); fresh != doc.Missing {
			return e, v.held(t, e, fresh), f.machine
		}
	}
	if f, ok := v.files["shared"]; ok && name != "shared" {
		t.Key = ""
		if e, fresh = f.index.Match(t); fresh != doc.Missing && v.held(t, e, fresh) == doc.Fresh {
			return e, doc.Fresh, f.machine
		}
	}
	return nil, doc.Missing, false
}

// held returns Fresh for a stale translation that a fluent reader held against the present English and passed.
func (v *overlay) held(t doc.Text, e *segment.Entry, fresh doc.Freshness) doc.Freshness {
	if fresh != doc.Stale {
		return fresh
	}
	for _, s := range e.Strs {
		if !v.holds[segment.Digest(t.Context, segment.Source(t))+" "+segment.Digest("", s)] {
			return doc.Stale
		}
	}
	return doc.Fresh
}

// A fileIndex is one translation file ready for look-ups.
type fileIndex struct {
	index   *segment.Index
	machine bool
}

func (f fileIndex) matchPhrase(p model.Phrase) (*segment.Entry, doc.Freshness) {
	if p.One.IsZero() {
		return f.index.Match(p.Other)
	}
	return f.index.MatchPlural(p.One, p.Other)
}

func (v *overlay) addPhrase(p model.Phrase, f fileIndex, l lang.Tag, ds *diag.List) {
	of := p.Source()
	e, fresh := f.matchPhrase(p)
	if fresh == doc.Missing {
		return
	}
	fresh = v.held(of, e, fresh)
	forms := 1
	if !p.One.IsZero() {
		forms = len(l.Locale().Plural.Categories)
		if len(e.Strs) != forms {
			ds.Error(e.Pos, "plural-forms", "%d plural forms are written, %s has %d", len(e.Strs), l.Locale().English, forms).
				Hint("write msgstr[0] to msgstr[%d]", forms-1)
			return
		}
	}
	for i := range forms {
		src := p.Other
		if !p.One.IsZero() && i < len(e.Strs) && !strings.Contains(e.Strs[i], "{count}") {
			src.Inlines = withoutCount(src.Inlines) // a form may say the number by a word, as Arabic does for one and two
		}
		filled, ok := v.fill(src, e, i, fresh, ds)
		if !ok {
			return
		}
		v.phrases[p.Key] = append(v.phrases[p.Key], v.judge(filled, of, e, i, fresh, f.machine, l))
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
func (v *overlay) fill(t doc.Text, e *segment.Entry, form int, fresh doc.Freshness, ds *diag.List) ([]doc.Inline, bool) {
	if form >= len(e.Strs) {
		return nil, false
	}
	ins, problems := segment.Fill(t, e.Strs[form])
	if fresh == doc.Stale {
		return ins, len(problems) == 0 && len(e.Unexcused(segment.Parity(v.lang, segment.Source(t), e.Strs[form]))) == 0
	}
	if len(problems) == 0 {
		return ins, true
	}
	k := max(0, slices.IndexFunc(problems, func(p segment.Problem) bool { return p.Code == "unknown-placeholder" }))
	d := ds.Error(e.Pos, problems[k].Code, "%s", problems[k].Message).Note(t.Pos, "the English is %q", segment.Source(t))
	for i, p := range problems {
		if i != k {
			d.Hint("%s", p.Message)
		}
	}
	return nil, false
}

func (v *overlay) judge(ins []doc.Inline, t doc.Text, e *segment.Entry, form int, fresh doc.Freshness, machine bool, l lang.Tag) doc.Text {
	out := t
	out.Inlines, out.Lang, out.Fresh = ins, l, fresh
	switch {
	case v.reviews[segment.Digest(t.Context, segment.Source(t))+" "+segment.Digest("", e.Strs[form])]:
		out.Review = doc.Reviewed
	case e.Machine(machine):
		out.Review = doc.Machine
		v.machine = true
	default:
		out.Review = doc.Draft
	}
	return out
}

// EachTranslation calls f with every text of the site and the entry that translates it into a language, nil
// where it is missing, in the order of the site.
func (c *Catalog) EachTranslation(l lang.Tag, f func(t doc.Text, e *segment.Entry, fresh doc.Freshness)) {
	o := c.overlays[l]
	model.Texts(c.Site, func(t doc.Text) {
		if o == nil {
			f(t, nil, doc.Missing)
			return
		}
		e, fresh, _ := o.match(t)
		f(t, e, fresh)
	})
}

// EachPhrase calls f with every text of the interface and the entry that translates it into a language, nil where it
// is missing, in the theme's order.
func (c *Catalog) EachPhrase(l lang.Tag, f func(p model.Phrase, e *segment.Entry, fresh doc.Freshness)) {
	o := c.overlays[l]
	for _, p := range c.Phrases {
		var e *segment.Entry
		fresh := doc.Missing
		if o != nil {
			if file, ok := o.files["interface"]; ok {
				e, fresh = file.matchPhrase(p)
			}
		}
		if fresh == doc.Missing {
			e = nil
		} else {
			fresh = o.held(p.Source(), e, fresh)
		}
		f(p, e, fresh)
	}
}
