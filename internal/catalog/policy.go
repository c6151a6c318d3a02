package catalog

import (
	"slices"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// A Block is an edition that is not made because some of its words are not reviewed, and where that is asked for.
type Block struct {
	Edition
	Words, Of int // texts that are not reviewed, of all
	At        source.Span
}

// Blocks lists the editions that are not made.
func (c *Catalog) Blocks() []Block { return c.blocked }

// Blocked tells whether an edition is not made.
func (c *Catalog) Blocked(e Edition) bool {
	return slices.ContainsFunc(c.blocked, func(b Block) bool { return b.Edition == e })
}

// hides tells whether an edition's words that no fluent reader has passed are kept back: hidden in the edition, or with all of it.
// What is no edition, such as the feed, has none of them either.
func (c *Catalog) hides(e Edition) bool { return c.policy(e).Do.V != "show" }

// policy finds what holds for an edition: the borough's word before the site's, that for the language before that for all.
func (c *Catalog) policy(e Edition) model.Unreviewed {
	if e.Lang == lang.English {
		return model.Unreviewed{Do: model.At[string]{V: "show"}}
	}
	var lists [][]model.Unreviewed
	if b := c.boroughs[e.Borough]; b != nil {
		lists = append(lists, b.Unreviewed)
	}
	for _, list := range append(lists, c.Site.Settings.Unreviewed) {
		for _, l := range []lang.Tag{e.Lang, ""} {
			if i := slices.IndexFunc(list, func(u model.Unreviewed) bool { return u.Lang.V == l }); i >= 0 {
				return list[i]
			}
		}
	}
	return model.Unreviewed{Do: model.At[string]{V: "show"}}
}

// MayBlock tells whether it is only known of a borough that was read whole which of its editions are made.
func (c *Catalog) MayBlock() bool {
	return slices.ContainsFunc(c.Editions(), func(e Edition) bool { return c.policy(e).Do.V == "block" })
}

// block finds the editions that are not made, of boroughs that were read whole.
func (c *Catalog) block() {
	for _, e := range c.Editions() {
		u := c.policy(e)
		if u.Do.V != "block" || c.boroughs[e.Borough].Bare {
			continue
		}
		b := Block{Edition: e, At: u.Do.At}
		l := c.Lens(e)
		l.EachText(func(t doc.Text) {
			b.Of++
			if t.Fresh != doc.Fresh || t.Review != doc.Reviewed {
				b.Words++
			}
		})
		if b.Words > 0 {
			c.blocked = append(c.blocked, b)
		}
		c.Release(e.Lang, string(e.Borough))
	}
}

// EachText calls f with every text that the edition has, as it stands in the edition's language, once: the site's own, the
// borough's, its guides and services, and the interface's.
func (l *Lens) EachText(f func(doc.Text)) {
	site := l.c.Site
	seen := map[string]bool{}
	each := func(v any) {
		model.Texts(v, func(t doc.Text) {
			if !seen[t.Key] {
				seen[t.Key] = true
				f(l.asShown(t))
			}
		})
	}
	each(site.Settings)
	each(site.Categories)
	each(site.Glossary)
	each(site.Planner)
	if l.b != nil {
		each(l.PackPlan())
		each(l.b.Borough.Name)
		each(l.b.Borough.About)
		for _, g := range l.b.guides {
			each(g)
		}
		for _, s := range l.b.services {
			each(s.Service)
			for _, x := range s.listings() {
				each(x.About)
				each(x.Phones)
				each(x.Places)
			}
		}
	}
	for _, p := range l.c.Phrases {
		t := p.Source()
		t.Fresh = doc.Missing
		if l.ed.Lang == lang.English {
			t.Fresh = doc.Fresh
		} else if l.interfaceWords != nil {
			for i, form := range l.interfaceWords.fillPhrases().texts[p.Key] {
				if i == 0 {
					t = form
				} else if form.Review != doc.Reviewed {
					t.Review = form.Review
				}
			}
		}
		f(t)
	}
}

// asShown is a text with the state of its translation; where it has none it is missing.
func (l *Lens) asShown(t doc.Text) doc.Text {
	if l.ed.Lang == lang.English {
		return t
	}
	if w, ok := l.translation(t.Key); ok {
		return w
	}
	t.Fresh = doc.Missing
	return t
}

// hidden tells whether words are not shown because no fluent reader has passed them.
func (l *Lens) hidden(ts ...doc.Text) bool {
	return l.hides && slices.ContainsFunc(ts, func(t doc.Text) bool { return t.Review != doc.Reviewed })
}

// WholeGuides names the guides of a part of a language whose every text has a translation, and those whose every text was
// passed by a fluent reader, by their paths. It reads the part whole.
func (c *Catalog) WholeGuides(l lang.Tag, name string) (translated, passed []string) {
	s, p := c.scopes[name], c.part(l, name)
	if s == nil {
		return nil, nil
	}
	for _, r := range s.read().records {
		if !strings.Contains(r.path, "/"+ReadGuides+"/") {
			continue
		}
		all, reviewed := p != nil, p != nil
		for _, t := range r.texts {
			w, ok := doc.Text{}, false
			if p != nil {
				w, ok = p.text(t.Key)
			}
			all = all && ok
			reviewed = reviewed && ok && w.Review == doc.Reviewed
		}
		if all {
			translated = append(translated, r.path)
		}
		if reviewed {
			passed = append(passed, r.path)
		}
	}
	return translated, passed
}

// CountGuides counts the guides of an edition, and those of them whose every word is shown in its language, which are
// those that are whole in its parts.
func (c *Catalog) CountGuides(e Edition, translated, passed map[string]bool) (shown, all int) {
	if c.hides(e) {
		translated = passed
	}
	guides := c.borough(e.Borough).guides
	for _, g := range guides {
		if translated[g.Path] {
			shown++
		}
	}
	return shown, len(guides)
}

// GuidesTranslated counts the edition's guides, and those of them whose every word is shown in its language.
func (l *Lens) GuidesTranslated() (translated, all int) {
	if l.c.Translated != nil {
		return l.c.Translated(l.ed)
	}
	whole, passed := map[string]bool{}, map[string]bool{}
	for _, name := range []string{Shared, string(l.ed.Borough)} {
		a, b := l.c.WholeGuides(l.ed.Lang, name)
		for _, g := range a {
			whole[g] = true
		}
		for _, g := range b {
			passed[g] = true
		}
	}
	return l.c.CountGuides(l.ed, whole, passed)
}
