package build

import (
	"fmt"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// A Request is one pack, as somebody asks for it who is waiting. Names are slugs, but for the language, which may be a
// tag or its English name.
type Request struct {
	Borough, Lang                        string
	Variant                              string // standard when empty
	Stages, Categories, Guides, Services []string
	Booklet                              bool // pages in the order in which they are folded
}

// VariantNames lists what Request.Variant may be.
func VariantNames() []string {
	return []string{string(view.Standard), string(view.LargePrint), string(view.Bilingual), string(view.Cards), string(view.Week), string(view.Poster)}
}

// A Misfit is a request whose parts do not go together.
type Misfit struct{ Message string }

func (m *Misfit) Error() string { return m.Message }

// Options narrows options to what the request needs: other boroughs and languages are not even read. A poster needs
// all languages.
func (r Request) Options(o Options) Options {
	o.Boroughs, o.Langs, o.Narrow = []string{r.Borough}, []string{languageTag(r.Lang)}, true
	if view.Variant(r.Variant) == view.Poster {
		o.Langs = nil
	}
	return o
}

// languageTag turns a language's English or own name into its tag; other words stay.
func languageTag(name string) string {
	for _, t := range lang.Tags() {
		if l := t.Locale(); strings.EqualFold(name, l.English) || strings.EqualFold(name, l.Autonym) {
			return string(t)
		}
	}
	return name
}

// Print makes the pack that was asked for, and names its file. The snapshot was taken with the request's options. The
// error is an [Unknown], a [Misfit], [Mistakes], or the machine's.
func (s *Snapshot) Print(r Request) (name string, file []byte, err error) {
	x := view.Variant(r.Variant)
	if x == "" {
		x = view.Standard
	}
	if err := missing("variant", []string{string(x)}, VariantNames()); err != nil {
		return "", nil, err
	}
	if err := r.fits(x); err != nil {
		return "", nil, err
	}
	if len(s.editions) == 0 {
		return "", nil, &Misfit{fmt.Sprintf("%s in %s is not made until its words are reviewed: content/site.yaml or borough.yaml says unreviewed: block", r.Borough, languageTag(r.Lang))}
	}
	e := s.editionOf(r)
	l := s.catalog.Lens(e)
	c, err := chosen(l, s.catalog.Site, r)
	if err != nil {
		return "", nil, err
	}
	if x != view.Poster && !slices.Contains(view.Variants(l), x) {
		return "", nil, &Misfit{notThere(x)}
	}
	var out setting
	switch {
	case x == view.Poster:
		out = setPoster(s.catalog, e, s.fonts)
	case r.Booklet:
		out = setBooklet(l, c, s.fonts)
	default:
		out = setters[x](l, c, s.fonts)
	}
	name = view.VariantFile(e, x)
	out.path = name
	if r.parts() { // a part must never take the place of the whole
		name = strings.TrimSuffix(name, ".pdf") + "-part.pdf"
	}
	if r.Booklet {
		name = strings.TrimSuffix(name, ".pdf") + "-booklet.pdf"
	}
	file, ds, err := out.file(s.fonts, s.catalog.Today)
	return name, file, s.failure(ds, err)
}

// editionOf is the edition of a request; a poster's may be any of the borough.
func (s *Snapshot) editionOf(r Request) catalog.Edition {
	same := func(e catalog.Edition) bool {
		return string(e.Borough) == r.Borough && (string(e.Lang) == languageTag(r.Lang) || view.Variant(r.Variant) == view.Poster)
	}
	return s.editions[max(slices.IndexFunc(s.editions, same), 0)]
}

// parts tells whether only parts of a pack are asked for.
func (r Request) parts() bool {
	return len(r.Stages)+len(r.Categories)+len(r.Guides)+len(r.Services) > 0
}

// fits tells whether the parts of a request go together.
func (r Request) fits(x view.Variant) error {
	switch {
	case r.parts() && (x == view.Cards || x == view.Week || x == view.Poster):
		return &Misfit{fmt.Sprintf("a pack of the kind %s has no parts to choose: leave out the stages, categories, guides and services", x)}
	case r.Booklet && x != view.Standard:
		return &Misfit{fmt.Sprintf("only the standard pack can be a booklet, not %s", x)}
	}
	return nil
}

// notThere says why an edition has no pack of a kind.
func notThere(x view.Variant) string {
	if x == view.Bilingual {
		return "there is no bilingual pack in English: it has English beside another language"
	}
	if x == view.Week {
		return "there is no week: nothing in this borough has times"
	}
	return "this site has no " + string(x) + ": content/pack.yaml names none"
}

// chosen reads the parts of a request.
func chosen(l *catalog.Lens, site *model.Site, r Request) (view.Choice, error) {
	var stages, categories, guides, services []string
	for _, s := range model.Stages {
		stages = append(stages, string(s))
	}
	for _, c := range site.Categories {
		categories = append(categories, string(c.ID.V))
	}
	for _, g := range l.Guides() {
		guides = append(guides, string(g.ID))
	}
	for _, s := range l.Services() {
		services = append(services, string(s.ID.V))
	}
	var c view.Choice
	for _, k := range []struct {
		kind         string
		asked, known []string
		add          func(string)
	}{
		{"stage", r.Stages, stages, func(n string) { c.Stages = append(c.Stages, model.Stage(n)) }},
		{"category", r.Categories, categories, func(n string) { c.Categories = append(c.Categories, model.ID(n)) }},
		{"guide", r.Guides, guides, func(n string) { c.Guides = append(c.Guides, model.ID(n)) }},
		{"service", r.Services, services, func(n string) { c.Services = append(c.Services, model.ID(n)) }},
	} {
		if err := missing(k.kind, k.asked, k.known); err != nil {
			return c, err
		}
		for _, n := range k.asked {
			k.add(n)
		}
	}
	if !c.Shows(l) {
		return c, &Misfit{"no guide and no service in this borough is of those stages and categories"}
	}
	return c, nil
}
