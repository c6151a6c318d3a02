package catalog

import (
	"maps"
	"slices"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// Next is [New] for a site of which some files have changed since c: changed tells which, by their paths. Words that c has
// matched to their translations are not matched again where neither has changed, and translation files that it has read
// are not read again. Lenses of c stay as they are.
func (c *Catalog) Next(site *model.Site, phrases []model.Phrase, today calendar.Date, changed func(path string) bool) (*Catalog, diag.List) {
	next, ds := put(c, site, phrases, today)
	for name, s := range next.scopes {
		if old := c.scopes[name]; old != nil {
			s.before, s.changed = old.known(), func(record string) bool { return changed("content/" + record) }
		}
	}
	for i := range site.Overlays {
		o := &site.Overlays[i]
		if old, now := c.overlays[o.Lang], next.overlays[o.Lang]; old != nil && slices.EqualFunc(old.records, o.Reviews, sameReview) {
			now.takeOver(old, changed, c.hasPhrases(phrases))
		}
	}
	return next, ds
}

func sameReview(a, b model.ReviewRecord) bool {
	return a.Source == b.Source && a.Translation == b.Translation && a.StillHolds == b.StillHolds
}

// hasPhrases tells whether the interface's texts are the very ones that the catalog has.
func (c *Catalog) hasPhrases(phrases []model.Phrase) bool {
	return len(phrases) == len(c.Phrases) && (len(phrases) == 0 || &phrases[0] == &c.Phrases[0])
}

// takeOver keeps of an older overlay what is still true.
func (o *overlay) takeOver(old *overlay, changed func(string) bool, samePhrases bool) {
	for name, at := range o.parts {
		p, before := at.Load(), old.part(name)
		if before == nil || p.file == nil || before.file == nil || before.file.whole.Load() == nil || changed(p.file.path) {
			continue
		}
		p.file = before.file
		if name == Interface && samePhrases {
			at.Store(before)
		}
	}
	if p := o.part(Shared); p == nil || p.file != nil && !kept(p, old.part(Shared)) {
		return // what a borough's words were matched to may lie there
	}
	for name, at := range o.parts {
		if p := at.Load(); name != Interface && kept(p, old.part(name)) {
			p.before = old.part(name).known()
		}
	}
}

// kept tells whether a part has the file of an older one, or neither has any.
func kept(p, before *part) bool { return before != nil && p.file == before.file }

// known is the texts of a scope by record, as far as they were read.
func (s *scope) known() map[string]*record {
	if !s.whole.Load() {
		return nil
	}
	out := make(map[string]*record, len(s.records))
	for _, r := range s.records {
		out[r.path] = r
	}
	return out
}

// known is the records of a part that were matched.
func (p *part) known() map[string]*translated {
	if !p.isReady.Load() {
		return nil
	}
	out := maps.Clone(p.records)
	maps.DeleteFunc(out, func(_ string, x *translated) bool { return !x.filled.Load() })
	return out
}

// old returns what was matched of a record that is as it was, where that would be matched again; nil for nothing.
func (p *part) old(r *record) *translated {
	x := p.before[r.path]
	if x == nil || x.record != r {
		return nil
	}
	for _, a := range x.asked {
		if p.scope.has(a.context, a.source) != a.used {
			return nil
		}
	}
	return x
}

// Apart returns the same site, whose translations are read and forgotten without regard to those that lenses of c show.
func (c *Catalog) Apart() *Catalog {
	out := *c
	out.overlays = make(map[lang.Tag]*overlay, len(c.overlays))
	for i := range c.Site.Overlays {
		out.overlays[c.Site.Overlays[i].Lang] = c.newOverlay(&c.Site.Overlays[i])
	}
	return &out
}

// Counting returns the catalog with another count of what is translated; see Translated.
func (c *Catalog) Counting(translated func(Edition) (translated, all int)) *Catalog {
	out := *c
	out.Translated = translated
	return &out
}

// Has tells whether the site has a borough of that name.
func (c *Catalog) Has(id model.ID) bool { return c.boroughs[id] != nil }
