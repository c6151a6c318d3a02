package view

import (
	"strconv"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// alert is words that stand above everything else until a day. In those of a service, {phone} is its own; others are of
// none, nil.
func (v viewer) alert(a model.Alert, of *catalog.Service) []doc.Block {
	if !a.Stands(v.Today()) {
		return nil
	}
	return []doc.Block{doc.Callout{Kind: doc.Important, Label: v.say("box-important"), Body: []doc.Block{doc.Paragraph{Text: v.Of(of, a.Text)}}}}
}

// referralRows is who may send people to a service, whom to ask for, and whom it can introduce them to.
func (v viewer) referralRows(s *catalog.Service) []doc.ContactRow {
	var rows []doc.ContactRow
	add := func(key string, notes ...doc.Text) {
		if len(notes) > 0 && !notes[0].IsZero() {
			rows = append(rows, doc.ContactRow{Label: v.say(key), Notes: notes})
		}
	}
	add("who-can-refer", v.Of(s, s.Referral.By))
	add("ask-for", v.Of(s, s.Referral.AskFor))
	var others []doc.Text
	for _, id := range s.Introduces {
		if o := v.Service(id.V); o != nil && !paused(o) {
			others = append(others, v.serviceLink(o))
		}
	}
	add("introduces", others...)
	return rows
}

// referral is the same under the heading of how to get help.
func (v viewer) referral(s *catalog.Service) []doc.Block {
	if rows := v.referralRows(s); len(rows) > 0 {
		return []doc.Block{doc.Contact{Rows: rows}}
	}
	return nil
}

// travel is how to get to a place.
func (v viewer) travel(s *catalog.Service, p *model.Place) []doc.Text {
	var out []doc.Text
	if !p.Travel.Text.IsZero() {
		out = append(out, v.Of(s, p.Travel.Text))
	}
	if p.Travel.Minutes.Written() {
		out = append(out, v.Phrase("travel-from", catalog.Args{
			"from":    v.inPhrase(p.Travel.From),
			"minutes": doc.Fact{Kind: doc.Number, Shown: strconv.Itoa(p.Travel.Minutes.V)},
		}))
	}
	return out
}

// leave says when to set out for a session at a place, where it is known how long the way is.
func (v viewer) leave(x model.Session, p *model.Place) []doc.Text {
	if p == nil || !p.Travel.Minutes.Written() || x.Remote() {
		return nil
	}
	by := x.From.V - calendar.Clock(p.Travel.Minutes.V)
	if by < 0 {
		return nil
	}
	return []doc.Text{v.Phrase("leave-by", catalog.Args{"time": doc.Fact{Kind: doc.Time, Shown: by.String()}})}
}

// askedBy says that people asked for a page, with a link to what they said.
func (v viewer) askedBy(said []*model.Saying) []doc.Block {
	if len(said) == 0 {
		return nil
	}
	return []doc.Block{small(linked(v.say("asked-by"), v.Path("said.html")+"#said-"+string(said[0].ID.V)))}
}
