package load

import (
	"fmt"
	"net/url"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/fields"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// kept is the names that the website uses for folders of its own.
var kept = []model.ID{"shared", "interface", "data", "report", "assets"}

func (f *folder) settings(site *model.Site) {
	if !f.inside("content") {
		return
	}
	if !f.exists("content/site.yaml") {
		f.ds.Error(source.Span{}, "missing-file", "there is no file content/site.yaml in this folder").
			Hint("start the program in the folder that holds content, or name that folder with --site")
		return
	}
	site.Settings = one(f, "content/site.yaml", func(sub *folder) (s model.Settings) {
		if m, r := sub.yaml("content/site.yaml"); m != nil {
			s = r.settings(m)
		}
		return s
	})
}

func (r *reader) settings(m *fields.Map) (s model.Settings) {
	s.Title = r.name(m, "title", "title", fields.Required)
	s.Tagline = r.name(m, "tagline", "tagline", fields.Optional)
	s.Publisher = r.name(m, "publisher", "publisher", fields.Required)
	s.URL = r.baseURL(m.Scalar("url", fields.Optional))
	s.Languages = r.siteLanguages(m)
	s.Boroughs = r.boroughSlugs(m)
	s.Groups = r.groups(m.Map("groups", fields.Optional), s.Boroughs)
	s.Emergency = r.slugs(m.List("emergency", fields.Optional))
	if !m.Has("emergency") {
		r.ds.Warning(r.start(), "no-emergency", "no emergency services are named: readers will find no number to call first, on the first page or on paper").
			Hint("add their short names: emergency: [emergency-999, nhs-111]")
	}
	s.Unreviewed = r.unreviewed(m.Value("unreviewed", fields.Optional))
	s.Report = r.truth(m.Scalar("report", fields.Optional), "report")
	s.ExitTo = r.web(m.Scalar("exit_to", fields.Optional))
	s.FirstGuide = r.slug(m.Scalar("first_guide", fields.Optional))
	if review := m.Map("review", fields.Optional); review != nil {
		s.ReviewEvery = r.months(review.Scalar("every", fields.Required))
		s.Grace = r.months(review.Scalar("grace", fields.Required))
		review.Done()
	}
	s.Checks = r.checks(m.Map("checks", fields.Optional))
	theme := r.slug(m.Scalar("theme", fields.Optional))
	s.Theme = model.At[string]{V: string(theme.V), At: theme.At}
	s.Owner = r.owner(m, "")
	s.About = r.words(m.Scalar("about", fields.Optional), "about")
	s.Privacy = r.words(m.Scalar("privacy", fields.Optional), "privacy")
	s.Accessibility = r.words(m.Scalar("accessibility", fields.Optional), "accessibility")
	s.Credits = r.words(m.Scalar("credits", fields.Optional), "credits")
	s.Brand = r.brand(m.Map("brand", fields.Optional))
	s.Statement = r.statement(m.Map("statement", fields.Optional))
	s.WebFonts = r.languages(m.List("web_fonts", fields.Optional))
	for _, t := range s.WebFonts {
		if !slices.ContainsFunc(s.Languages, func(l model.At[lang.Tag]) bool { return l.V == t.V }) {
			r.ds.Error(t.At, "unknown-language", "the site has no pages in %q", t.V).Hint("take it out of web_fonts, or add it to languages")
		}
	}
	m.Done()
	return s
}

// checks reads what is not to be said of this site. Whether such codes exist is for check to say.
func (r *reader) checks(m *fields.Map) model.Checks {
	var c model.Checks
	for _, s := range r.once(m.List("off", fields.Optional)) {
		c.Off = append(c.Off, model.At[string]{V: s.Text, At: s.At})
	}
	for _, v := range m.List("except", fields.Optional) {
		if e := v.Map("this exception"); e != nil {
			code := e.Scalar("code", fields.Required)
			c.Except = append(c.Except, model.Exception{
				Code:   model.At[string]{V: code.Text, At: code.At},
				File:   r.label(e.Scalar("file", fields.Required)),
				Words:  r.plain(e.Scalar("words", fields.Optional)),
				Reason: r.plain(e.Scalar("reason", fields.Required)),
			})
			e.Done()
		}
	}
	m.Done()
	return c
}

// siteLanguages reads the languages of the editions. English is one of them: it is what the others are made from.
func (r *reader) siteLanguages(m *fields.Map) []model.At[lang.Tag] {
	v := m.Value("languages", fields.Required)
	before := len(r.ds)
	tags := r.languages(v.List())
	if len(tags) > 0 && len(r.ds) == before && !slices.ContainsFunc(tags, func(t model.At[lang.Tag]) bool { return t.V == lang.English }) {
		r.ds.Error(v.At(), "missing-field", "the list of languages has no en").Hint("add en: every other language is translated from English")
	}
	return tags
}

func (r *reader) boroughSlugs(m *fields.Map) []model.At[model.ID] {
	var out []model.At[model.ID]
	for _, id := range r.slugs(m.List("boroughs", fields.Required)) {
		if slices.Contains(kept, id.V) {
			r.ds.Error(id.At, "bad-slug", "a borough cannot be called %q: the website has a folder of this name", id.V).
				Hint("choose another short name, such as %s-borough", id.V)
			continue
		}
		out = append(out, id)
	}
	return out
}

// groups reads the names for several boroughs. What is a borough's name cannot be a group's: nobody could say
// which of the two a guide is for.
func (r *reader) groups(m *fields.Map, boroughs []model.At[model.ID]) []model.BoroughGroup {
	var out []model.BoroughGroup
	for _, k := range m.Keys() {
		list := r.slugs(m.List(k.Text, fields.Required))
		id := r.slug(k)
		if i := slices.IndexFunc(boroughs, func(b model.At[model.ID]) bool { return id.V != "" && b.V == id.V }); i >= 0 {
			r.ds.Error(id.At, "duplicate-slug", "a borough is called %q too", id.V).
				Note(boroughs[i].At, "the borough").Hint("give the group another name, such as greater-%s", id.V)
			continue
		}
		if id.V != "" {
			out = append(out, model.BoroughGroup{ID: id, Boroughs: list})
		}
	}
	m.Done()
	return out
}

// baseURL reads the address of the website and ends it with a slash.
func (r *reader) baseURL(s fields.Scalar) model.At[string] {
	w := r.web(s)
	if u, err := url.Parse(w.V); w.V != "" && (err != nil || u.RawQuery != "" || u.Fragment != "") {
		r.ds.Error(w.At, "bad-web", "the website's address %q has a ? or a # in it", short(w.V)).Hint("write it up to there")
		return model.At[string]{}
	}
	if w.V != "" && !strings.HasSuffix(w.V, "/") {
		w.V += "/"
	}
	return w
}

// records returns what read makes of each entry of the list under key in a file that need not be there; ok is false
// for an entry that is refused.
func records[T any](f *folder, path, key string, read func(r *reader, m *fields.Map) (T, bool)) []T {
	return optional(f, path, func(sub *folder) (out []T) {
		m, r := sub.yaml(path)
		for _, v := range m.List(key, fields.Required) {
			if e := v.Map("this entry"); e != nil {
				if t, ok := read(r, e); ok {
					out = append(out, t)
				}
				e.Done()
			}
		}
		m.Done()
		return out
	})
}

// named reads an entry's short name and calls the entry by it in messages.
func (r *reader) named(m *fields.Map, field string) model.At[model.ID] {
	id := r.slug(m.Scalar(field, fields.Required))
	if id.V != "" {
		m.Label = fmt.Sprintf("%s %q", field, id.V)
	}
	return id
}

func (f *folder) categories(site *model.Site) {
	seen := map[model.ID]source.Span{}
	site.Categories = records(f, "content/categories.yaml", "categories", func(r *reader, m *fields.Map) (model.Category, bool) {
		id := r.named(m, "category")
		c := model.Category{
			ID:    id,
			Name:  r.name(m, "name", string(id.V)+"/name", fields.Required),
			About: r.words(m.Scalar("about", fields.Optional), string(id.V)+"/about"),
		}
		icon := r.slug(m.Scalar("icon", fields.Optional))
		c.Was = r.slugs(m.List("was", fields.Optional))
		c.QuickExit = r.truth(m.Scalar("quick_exit", fields.Optional), "quick_exit")
		c.Icon = model.At[string]{V: string(icon.V), At: icon.At}
		return c, r.distinct(seen, id, "categories") && id.V != ""
	})
}

var (
	poundsForm = regexp.MustCompile(`^\d{1,6}(\.\d\d)?$`)
	numberForm = regexp.MustCompile(`^\d{1,6}(\.\d{1,3})?$`)
	looseForm  = regexp.MustCompile(`^(?:£|GBP)? ?(\d{1,3}(?:[, ]?\d{3})*)(?:[.,](\d{1,2}))? ?(?:£|GBP|pounds?|p)?$`)
)

// amount reads a number of pounds or of something else, as digits.
func (r *reader) amount(s fields.Scalar, unit string) model.At[string] {
	form := numberForm
	if unit == "pounds" {
		form = poundsForm
	}
	if !s.Written() {
		return model.At[string]{}
	}
	if form.MatchString(s.Text) {
		return model.At[string]{V: s.Text, At: s.At}
	}
	d := r.ds.Error(s.At, "bad-amount", "%q cannot be read as a number", short(s.Text))
	m := looseForm.FindStringSubmatch(s.Text)
	switch {
	case strings.HasSuffix(s.Text, "%"):
		d.Hint("write %q", strings.TrimSpace(strings.TrimSuffix(s.Text, "%")))
	case m != nil && !strings.HasSuffix(s.Text, "p"):
		whole := strings.NewReplacer(",", "", " ", "").Replace(m[1])
		if m[2] != "" {
			whole += "." + (m[2] + "0")[:2]
		}
		d.Hint("write %q", whole)
	case unit == "pounds":
		d.Hint(`write pounds and pence in digits, such as "1.50", without £`)
	default:
		d.Hint(`write digits only, such as "28"; what it counts stands in unit`)
	}
	return model.At[string]{}
}

func (f *folder) glossary(site *model.Site) {
	seen := map[model.ID]source.Span{}
	site.Glossary = records(f, "content/glossary.yaml", "terms", func(r *reader, m *fields.Map) (model.Term, bool) {
		name := m.Scalar("term", fields.Required)
		t := model.Term{ID: model.ID(slugged(name.Text))}
		if name.Written() {
			m.Label = fmt.Sprintf("term %q", short(name.Text))
		}
		if name.Written() && t.ID == "" {
			r.ds.Error(name.At, "bad-slug", "the term %q has no letter a to z or digit, so it can have no address", short(name.Text)).
				Hint("write the term in English")
		}
		if r.fits(name, source.MaxName) {
			t.Name = r.words(name, string(t.ID)+"/term")
		}
		for _, s := range r.once(m.List("also", fields.Optional)) {
			t.Also = append(t.Also, r.label(s))
		}
		for _, s := range r.once(m.List("not", fields.Optional)) {
			t.Not = append(t.Not, r.label(s))
		}
		t.Meaning = r.words(m.Scalar("meaning", fields.Required), string(t.ID)+"/meaning")
		return t, r.distinct(seen, model.At[model.ID]{V: t.ID, At: name.At}, "terms") && t.ID != ""
	})
}
