package check

import (
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// A Look looks at the translations of one language, part by part: it compares each with its English by value, looks for
// what is doubtful, and tells what is stale or missing. Any number of goroutines may use it.
type Look struct {
	c       *catalog.Catalog
	lang    lang.Tag
	english *English
	terms   []agreedTerm
	reviews map[string]bool // pairs of digests that there are reviews of
}

// NewLook readies a look. It reads what is shared.
func NewLook(c *catalog.Catalog, l lang.Tag, english *English) *Look {
	look := &Look{c: c, lang: l, english: english, terms: agreed(c, l), reviews: map[string]bool{}}
	for _, r := range reviewsOf(c, l) {
		look.reviews[pair(r)] = true
	}
	return look
}

// A Found is what was found in a part: how many texts there are, how many of them have no translation, and which
// reviews are of words that stand there now.
type Found struct {
	All, Missing int
	Reviewed     []string
}

// Part looks at one part of the language.
func (k *Look) Part(name string) (ds diag.List, found Found) {
	j := judge{&ds, k.lang, k.english, k.terms, map[judged]bool{}}
	each := func(english, shown written, e *segment.Entry, fresh doc.Freshness) {
		found.All++
		if e == nil {
			found.Missing++
			return
		}
		j.look(shown, e, fresh)
		if len(k.reviews) == 0 {
			return
		}
		of := segment.Digest(english.Context, english.source) + " "
		for _, s := range e.Strs {
			if p := of + segment.Digest("", s); k.reviews[p] {
				found.Reviewed = append(found.Reviewed, p)
			}
		}
	}
	k.c.EachTranslationIn(k.lang, name, func(t doc.Text, source string, e *segment.Entry, fresh doc.Freshness) {
		each(written{t, source}, written{t, source}, e, fresh)
	})
	if name == catalog.Interface {
		k.c.EachPhrase(k.lang, func(p model.Phrase, e *segment.Entry, fresh doc.Freshness) {
			one, other := p.Source(), p.Other
			each(written{one, segment.Source(one)}, written{other, segment.Source(other)}, e, fresh)
		})
	}
	return ds, found
}

// A written is an English text with what translators see of it.
type written struct {
	doc.Text
	source string
}

// Whole says what there is to say of a language when all its parts were looked at: how much is missing, where the language
// is on the site, and which reviews are of words that changed since.
func Whole(c *catalog.Catalog, l lang.Tag, found []Found) (ds diag.List) {
	all, missing := 0, 0
	live := map[string]bool{}
	for _, f := range found {
		all, missing = all+f.All, missing+f.Missing
		for _, p := range f.Reviewed {
			live[p] = true
		}
	}
	i := slices.IndexFunc(c.Site.Settings.Languages, func(x model.At[lang.Tag]) bool { return x.V == l })
	if missing > 0 && i >= 0 {
		ds.Warning(c.Site.Settings.Languages[i].At, "untranslated", "%s: %d of %d texts have no translation; readers see them in English", l.Locale().English, missing, all)
	}
	outdated(c, l, live, &ds)
	return ds
}

// Languages are those of the site, then others that are translated and not yet on it; English is none of them.
func Languages(site *model.Site) []lang.Tag {
	var out []lang.Tag
	for _, l := range site.Settings.Languages {
		if l.V != lang.English {
			out = append(out, l.V)
		}
	}
	for _, o := range site.Overlays {
		if !slices.Contains(out, o.Lang) {
			out = append(out, o.Lang)
		}
	}
	return out
}

// A judge looks at a language's translations, and says of each entry once that it is stale and once what is wrong with it,
// however many texts it serves.
type judge struct {
	ds      *diag.List
	lang    lang.Tag
	english *English
	terms   []agreedTerm
	said    map[judged]bool
}

type judged struct {
	at    source.Span
	stale bool
}

func (j judge) look(t written, e *segment.Entry, fresh doc.Freshness) {
	k := judged{e.Pos, fresh == doc.Stale}
	if j.said[k] {
		return
	}
	j.said[k] = true
	switch {
	case fresh == doc.Stale && e.ID == t.source && len(e.Previous) == 0:
		j.ds.Warning(e.Pos, "stale", "the translator marked this as unsure (fuzzy)").
			Hint("look at it again, and take the mark away when it is right")
	case fresh == doc.Stale:
		j.ds.Warning(e.Pos, "stale", "stale: the English changed since this was translated").
			Note(t.Pos, "is now %q", t.source).
			Hint("translate it again; until then readers see the old words with a notice, or English where a number changed")
	default:
		j.compare(t, e)
	}
}

// compare says what is wrong and what is doubtful in each form of a translation, but for what the translator allowed.
func (j judge) compare(t written, e *segment.Entry) {
	used := make([]bool, len(e.Exceptions()))
	english := j.english.text(t.source)
	for _, form := range e.Strs {
		wrong, doubts := english.Examine(j.lang, form)
		if strings.ContainsFunc(form, segment.Hidden) { // said when the file was read
			wrong = slices.DeleteFunc(wrong, func(p segment.Problem) bool { return p.Code == "hidden-character" })
		}
		if len(wrong) == 0 {
			doubts = append(doubts, j.otherTerms(english, form)...)
			if e.IDPlural != "" { // a form for one count may say it by a word
				doubts = slices.DeleteFunc(doubts, func(p segment.Problem) bool { return p.Code == "number-word" })
			}
		}
		for i, x := range e.Exceptions() {
			used[i] = used[i] || slices.ContainsFunc(slices.Concat(wrong, doubts), x.Allows)
		}
		for _, p := range e.Unexcused(wrong) {
			j.explain(j.ds.Error(e.Pos, p.Code, "%s", p.Message), t, form, p)
		}
		for _, p := range e.Unexcused(doubts) {
			j.explain(j.ds.Warning(e.Pos, p.Code, "%s", p.Message), t, form, p)
		}
	}
	j.exceptions(e, used)
}

// explain shows both texts, and how to allow what is right after all.
func (j judge) explain(d *diag.Diagnostic, t written, form string, p segment.Problem) {
	d.Note(t.Pos, "the English is %q", t.source)
	if strings.Contains(form, "\n") || len(form) > 120 { // the line above does not show it
		d.Note(source.Span{}, "the translation is %q", form)
	}
	if slices.Contains(segment.Excusable, p.Code) {
		d.Hint("if it is right, write above the entry: # allow %s: and why", strings.TrimSpace(p.Code+" "+p.Name))
	}
}

// exceptions reports those that cannot be understood and those that nothing needs.
func (j judge) exceptions(e *segment.Entry, used []bool) {
	for i, x := range e.Exceptions() {
		switch {
		case !slices.Contains(segment.Excusable, x.Code):
			j.ds.Error(e.Pos, "allow-form", "%q cannot be allowed", x.Code).Hint("%s", diag.Near(x.Code, segment.Excusable)).
				Hint("these can: %s", strings.Join(segment.Excusable, ", "))
		case x.Reason == "":
			j.ds.Error(e.Pos, "allow-form", "the line that allows %s does not say why", x.Code).
				Hint("write # allow %s: and then the reason", strings.TrimSpace(x.Code+" "+x.Name))
		case !used[i]:
			j.ds.Warning(e.Pos, "allow-unused", "nothing here needs the line that allows %s", strings.TrimSpace(x.Code+" "+x.Name)).
				Hint("take the line out")
		}
	}
}
