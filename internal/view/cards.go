package view

import (
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// CardSheet returns the cards to show, in the lens's language and in English. A card that says which language its
// reader speaks is left out in English.
func CardSheet(l *catalog.Lens) *doc.CardSheet {
	v := viewer{l}
	e := viewer{l.English()}
	out := &doc.CardSheet{
		Path: v.Path(VariantFile(v.Edition(), Cards)), Lang: v.Edition().Lang,
		Title: v.Phrase("cards-title", catalog.Args{"borough": v.boroughName()}),
		Site:  v.Words(v.Settings().Title),
		Foot:  e.joined([]doc.Text{e.Words(v.Settings().Title), e.Words(v.Borough().Name), e.Phrase("footer-built", catalog.Args{"date": e.date(calendar.Stamp(v.Today()))})}),
	}
	for _, c := range v.PackPlan().Cards {
		if !asksLanguage(c) || v.Edition().Lang != lang.English {
			out.Cards = append(out.Cards, v.card(c))
		}
	}
	return out
}

// cardStatus says how the words of a card stand that are not English, if anything is to be said.
func (v viewer) cardStatus(c doc.ShowCard) doc.Text {
	var n tally
	all := append(append([]doc.Both{c.Title, c.Text}, c.Points...), c.Lines...)
	for _, x := range c.Numbers {
		all = append(all, x.Name)
	}
	for _, b := range all {
		if !b.Own.IsZero() {
			n.add(b.Own)
		}
	}
	if key := n.short(); key != "" {
		return v.say(key)
	}
	return doc.Text{}
}

// asksLanguage tells whether a card says which language its reader speaks.
func asksLanguage(c model.Card) bool {
	found := false
	model.Texts(c, func(t doc.Text) {
		doc.WalkInlines(t.Inlines, func(in doc.Inline) {
			r, ok := in.(doc.Ref)
			found = found || ok && r.Path == catalog.LanguageSlot
		})
	})
	return found
}

func (v viewer) card(c model.Card) doc.ShowCard {
	out := doc.ShowCard{Title: v.both(c.Title), Text: v.both(c.Text)}
	for _, t := range c.Points {
		out.Points = append(out.Points, v.both(t))
	}
	for _, t := range c.Lines {
		out.Lines = append(out.Lines, v.both(t))
	}
	for _, id := range c.Services {
		s := v.Service(id.V)
		if s == nil {
			continue
		}
		if ps := s.AllPhones(); len(ps) > 0 {
			out.Numbers = append(out.Numbers, doc.CardNumber{Name: v.both(s.Name), Fact: catalog.PhoneFact(ps[0])})
		}
	}
	out.Status = v.cardStatus(out)
	if out.Title.Own.IsZero() && asksLanguage(c) {
		out.Title.Own = v.words(v.Locale().Autonym)
	}
	return out
}

// both is words in English and in the edition's language, with the language's name in its place.
func (v viewer) both(t doc.Text) doc.Both {
	own, english := v.Words(t), v.EnglishOf(t)
	if english.IsZero() {
		english, own = own, doc.Text{}
	}
	loc := v.Locale()
	return doc.Both{
		English: named(english, doc.Fact{Kind: doc.Name, Shown: loc.English}),
		Own:     named(own, doc.Fact{Kind: doc.Name, Shown: loc.Autonym, Lang: v.Edition().Lang}),
	}
}

// named puts a language's name where words ask for it.
func named(t doc.Text, name doc.Fact) doc.Text {
	out := make([]doc.Inline, len(t.Inlines))
	for i, in := range t.Inlines {
		if s, ok := in.(doc.Slot); ok && s.Name == catalog.LanguageSlot {
			in = name
		}
		out[i] = in
	}
	t.Inlines = out
	return t
}
