package view

import (
	"slices"
	"strconv"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// engaged is the pages about people and partners that the edition has.
func engaged(l *catalog.Lens) []Target {
	var ts []Target
	add := func(kind string, is bool) {
		if is {
			ts = append(ts, Target{Path: l.Path(kind + ".html"), Kind: kind})
		}
	}
	e := l.Engagement()
	add("problems", len(l.Problems()) > 0)
	add("said", len(e.Said)+len(e.Answers) > 0)
	add("made", !e.About.IsZero() || len(e.Meetings)+len(e.Credits)+len(e.Lessons)+len(e.Attendance) > 0)
	add("take-part", len(openNotices(l)) > 0)
	add("partners", len(l.Borough().Partners) > 0)
	add("share", true)
	return ts
}

// engagedCards leads to them; those who need help come before those who look after the pack.
func (v viewer) engagedCards(kinds ...string) []doc.Card {
	icons := map[string]string{"problems": "phone", "said": "message", "made": "people", "take-part": "heart", "partners": "people", "share": "share"}
	var out []doc.Card
	for _, t := range engaged(v.Lens) {
		if slices.Contains(kinds, t.Kind) {
			out = append(out, doc.Card{Href: t.Path, Icon: icons[t.Kind], Title: v.say(t.Kind), Text: v.say(t.Kind + "-about")})
		}
	}
	return out
}

// said is what people said, each with what came of it, and then the answers on slips.
func (v viewer) said(level int) []doc.Block {
	var out []doc.Block
	var sources []model.Source
	for i := range v.Engagement().Said {
		s := &v.Engagement().Said[i]
		out = append(out, v.saying(s, level))
		sources = append(sources, s.Sources...)
	}
	out = append(out, v.answers(level)...)
	return append(out, v.sources(level, model.EachOnce(sources))...)
}

func (v viewer) saying(s *model.Saying, level int) doc.Block {
	body := []doc.Block{
		doc.Heading{Level: level, ID: "said-" + string(s.ID.V), Text: v.Words(s.Words)},
		doc.Tags{Items: []doc.Text{v.sayingState(s)}},
	}
	var rows []doc.ContactRow
	row := func(key string, notes ...doc.Text) {
		rows = append(rows, doc.ContactRow{Label: v.say(key), Notes: notes})
	}
	if said := v.whereSaid(s); len(said) > 0 {
		row("you-said", said...)
	}
	if s.People.Written() {
		row("meeting-people", v.people(s.People.V))
	}
	if !s.Did.IsZero() {
		key := "we-will"
		if s.State.V == "done" {
			key = "we-did"
		}
		row(key, append([]doc.Text{v.Words(s.Did)}, v.changed(s)...)...)
	}
	if !s.Why.IsZero() {
		row("why-not", v.Words(s.Why))
	}
	if len(rows) > 0 {
		body = append(body, doc.Contact{Rows: rows})
	}
	date := func(key string, d calendar.Date) {
		body = append(body, small(v.Phrase(key, catalog.Args{"date": v.date(calendar.Stamp(d))})))
	}
	switch {
	case s.Late(v.Today()):
		date("promise-late", s.By.V)
	case s.Open() && s.By.Written():
		date("promised", s.By.V)
	}
	body = append(body, v.owner(s.Owner)...)
	return doc.Group{Body: body}
}

// sayingState is how far it is, with the day on which it was done.
func (v viewer) sayingState(s *model.Saying) doc.Text {
	state := []doc.Text{v.say("state-" + s.State.V)}
	if s.On.Written() {
		state = append(state, v.fact(v.date(calendar.Stamp(s.On.V))))
	}
	return v.joined(state)
}

// whereSaid is where and when it was said.
func (v viewer) whereSaid(s *model.Saying) []doc.Text {
	var out []doc.Text
	e := v.Engagement()
	if i := slices.IndexFunc(e.Meetings, func(m model.Meeting) bool { return m.ID.V == s.Meeting.V }); i >= 0 {
		m := e.Meetings[i]
		out = append(out, v.Words(m.Setting))
		if m.Date.Written() {
			out = append(out, v.fact(v.date(m.Date.V)))
		}
	}
	return out
}

// changed links to what was changed.
func (v viewer) changed(s *model.Saying) []doc.Text {
	var out []doc.Text
	for _, id := range s.Guides {
		if g := v.Guide(id.V); g != nil {
			out = append(out, v.guideLink(g))
		}
	}
	for _, id := range s.Services {
		if x := v.Service(id.V); x != nil {
			out = append(out, v.serviceLink(x))
		}
	}
	return out
}

// people is a number of people, or "a few" where they are so few that somebody could be recognised.
func (v viewer) people(n int) doc.Text {
	if n == 0 {
		return v.say("nobody")
	}
	if n < v.Engagement().FewBelow() {
		return v.say("few")
	}
	return v.fact(doc.Fact{Kind: doc.Number, Shown: strconv.Itoa(n)})
}

// answers counts the slips: each question's answers, and the languages.
func (v viewer) answers(level int) []doc.Block {
	e := v.Engagement()
	if len(e.Answers) == 0 {
		return nil
	}
	out := []doc.Block{doc.Heading{Level: level, ID: "answers", Text: v.say("answers")}, doc.Paragraph{Text: v.say("answers-about")}}
	counts := e.Counts()
	for _, q := range v.PackPlan().Feedback.Questions {
		t := doc.Table{Caption: coded(q.Code.V, v.Words(q.Ask)), Head: []doc.Text{v.say("answer"), v.say("answers-count")}, RowHead: true}
		counted := false
		for code, answer := range q.Each() {
			words := v.Words(answer)
			if answer.IsZero() {
				words = v.say("written")
			}
			t.Rows = append(t.Rows, []doc.Text{words, v.people(counts[code])})
			counted = counted || counts[code] > 0
		}
		if counted {
			out = append(out, t)
		}
	}
	return append(out, v.answerLanguages()...)
}

// answerLanguages is how many answers came in which language, rounded, so that no small number follows from the rest.
func (v viewer) answerLanguages() []doc.Block {
	groups := v.Engagement().ByLanguage()
	if len(groups) == 0 {
		return nil
	}
	t := doc.Table{Head: []doc.Text{v.say("languages"), v.say("answers-count")}, RowHead: true}
	for _, g := range groups {
		name := v.languageName(lang.Tag(g.Name))
		n := v.say("few")
		if g.Count >= v.Engagement().FewBelow() {
			n = v.Phrase("about-count", catalog.Args{"count": doc.Fact{Kind: doc.Number, Shown: strconv.Itoa(model.Rounded(g.Count))}})
		}
		t.Rows = append(t.Rows, []doc.Text{name, n})
	}
	return []doc.Block{t}
}

// made is who was heard, who helped, what was learned, and who answers for the pack.
func (v viewer) made(level int) []doc.Block {
	e := v.Engagement()
	var out []doc.Block
	head := func(key string) { out = append(out, doc.Heading{Level: level, ID: key, Text: v.say(key)}) }
	if !e.About.IsZero() {
		out = append(out, doc.Paragraph{Text: v.Words(e.About)})
	}
	out = append(out, v.nextReview()...)
	out = append(out, v.owner(v.OwnerOfBorough())...)
	if len(e.Meetings) > 0 {
		head("heard-where")
		for _, m := range e.Meetings {
			out = append(out, v.heard(m, level+1))
		}
	}
	if len(e.Credits) > 0 {
		head("about-credits")
		for _, c := range e.Credits {
			out = append(out, v.credit(c, level+1))
		}
	}
	if len(e.Lessons) > 0 {
		head("lessons")
		for _, l := range e.Lessons {
			out = append(out, v.lesson(l, level+1))
		}
	}
	if t := v.attendance(); len(t.Rows) > 0 {
		head("attendance")
		out = append(out, t)
	}
	return append(out, v.sources(level, e.MadeSources())...)
}

// heard is one meeting, or a row of like ones.
func (v viewer) heard(m model.Meeting, level int) doc.Block {
	var rows []doc.ContactRow
	var when []doc.Text
	if m.Date.Written() {
		when = append(when, v.fact(v.date(m.Date.V)))
	}
	if m.Times.V > 1 {
		when = append(when, v.Count("meeting-times", m.Times.V))
	}
	if len(when) > 0 {
		rows = append(rows, doc.ContactRow{Label: v.say("when"), Notes: when})
	}
	if m.People.Written() {
		rows = append(rows, doc.ContactRow{Label: v.say("meeting-people"), Notes: []doc.Text{v.people(m.People.V)}})
	}
	if len(m.Languages) > 0 {
		rows = append(rows, doc.ContactRow{Label: v.say("languages"), Notes: v.languageNames(m.Languages)})
	}
	body := []doc.Block{doc.Heading{Level: level, ID: "meeting-" + string(m.ID.V), Text: v.Words(m.Setting)}}
	if len(rows) > 0 {
		body = append(body, doc.Contact{Rows: rows})
	}
	if m.Paid.V {
		body = append(body, doc.Paragraph{Text: v.say("meeting-paid")})
	}
	return doc.Group{Body: body}
}

func (v viewer) languageNames(tags []model.At[lang.Tag]) []doc.Text {
	var out []doc.Text
	for _, t := range tags {
		out = append(out, v.languageName(t.V))
	}
	return out
}

func (v viewer) credit(c model.Credit, level int) doc.Block {
	body := []doc.Block{doc.Heading{Level: level, ID: "credit-" + string(c.ID.V), Text: v.Words(c.Role)}}
	if !c.Did.IsZero() {
		body = append(body, doc.Paragraph{Text: v.Words(c.Did)})
	}
	var tags []doc.Text
	if c.People.Written() {
		tags = append(tags, v.joined([]doc.Text{v.say("meeting-people"), v.people(c.People.V)}))
	}
	if tags = append(tags, v.languageNames(c.Languages)...); len(tags) > 0 {
		body = append(body, doc.Tags{Items: tags})
	}
	return doc.Group{Body: body}
}

func (v viewer) lesson(l model.Lesson, level int) doc.Block {
	body := []doc.Block{
		doc.Heading{Level: level, ID: "lesson-" + string(l.ID.V), Text: v.fact(v.date(l.On.V))},
		doc.Paragraph{Text: v.Words(l.What)},
	}
	if !l.Changed.IsZero() {
		body = append(body, doc.Contact{Rows: []doc.ContactRow{{Label: v.say("changed"), Notes: []doc.Text{v.Words(l.Changed)}}}})
	}
	return doc.Group{Body: body}
}

func (v viewer) attendance() doc.Table {
	t := doc.Table{Head: []doc.Text{v.say("service"), v.say("month"), v.say("meeting-people")}, RowHead: true}
	for _, a := range v.Engagement().Attendance {
		if s := v.Service(a.Service.V); s != nil {
			t.Rows = append(t.Rows, []doc.Text{v.Of(s, s.Name), v.fact(v.date(a.Month.V)), v.people(a.People.V)})
		}
	}
	return t
}

// owner says who keeps something up to date, by role.
func (v viewer) owner(o model.Owner) []doc.Block {
	if o.IsZero() {
		return nil
	}
	args := catalog.Args{"role": v.inPhrase(o.Role)}
	if o.Deputy.IsZero() {
		return []doc.Block{small(v.Phrase("looked-after", args))}
	}
	args["deputy"] = v.inPhrase(o.Deputy)
	return []doc.Block{small(v.Phrase("looked-after-deputy", args))}
}

// inPhrase is words as they stand inside a sentence of the interface: under their own language where it is another.
func (v viewer) inPhrase(t doc.Text) doc.Inline {
	w := v.Words(t)
	if w.Lang == v.Edition().Lang {
		return doc.Str{S: doc.Plaintext(w.Inlines)}
	}
	return doc.Fact{Kind: doc.Name, Shown: doc.Plaintext(w.Inlines), Lang: w.Lang}
}

// nextReview says when all of the pack is looked at again.
func (v viewer) nextReview() []doc.Block {
	d := v.Borough().NextReview
	if !d.Written() {
		return nil
	}
	return []doc.Block{small(v.Phrase("next-review", catalog.Args{"date": v.date(calendar.Stamp(d.V))}))}
}

// openNotices is what people can still take part in.
func openNotices(l *catalog.Lens) []model.Notice {
	return slices.DeleteFunc(slices.Clone(l.Engagement().Notices), func(n model.Notice) bool { return n.Closed(l.Today()) })
}

// takePart is what people can take part in, with what they get for it.
func (v viewer) takePart(level int) []doc.Block {
	var out []doc.Block
	for _, n := range openNotices(v.Lens) {
		out = append(out, v.notice(n, level))
	}
	return out
}

func (v viewer) notice(n model.Notice, level int) doc.Block {
	body := []doc.Block{
		doc.Heading{Level: level, ID: "notice-" + string(n.ID.V), Text: v.Words(n.Title)},
		doc.Tags{Items: v.noticeTags(n)},
		doc.Paragraph{Text: v.Words(n.About)},
	}
	var rows []doc.ContactRow
	add := func(key string, f doc.Fact, notes ...doc.Text) {
		rows = append(rows, doc.ContactRow{Label: v.say(key), Fact: f, Notes: notes})
	}
	if !n.Who.IsZero() {
		add("for-whom", doc.Fact{}, v.Words(n.Who))
	}
	if n.Pay.Written() {
		var note []doc.Text
		if !n.PayNote.IsZero() {
			note = append(note, v.Words(n.PayNote))
		}
		add("pay", doc.Fact{Kind: doc.Number, Shown: "£" + n.Pay.V, Machine: n.Pay.V, Pos: n.Pay.At}, note...)
	}
	if n.On.Written() {
		when := []doc.Text{v.fact(v.date(calendar.Stamp(n.On.V)))}
		if n.From.Written() {
			when = append(when, v.fact(span(n.From.V, n.To.V)))
		}
		add("when", doc.Fact{}, when...)
	}
	if s := v.Service(n.Contact.V); s != nil {
		add("contact", doc.Fact{}, v.serviceLink(s))
		if all := v.contactRows(s); len(all) > 0 {
			rows = append(rows, all[0])
		}
	}
	body = append(body, doc.Contact{Rows: rows}, doc.Paragraph{Text: strong(v.Phrase("closes", catalog.Args{"date": v.date(calendar.Stamp(n.Closes.V))}))})
	return doc.Group{Body: body}
}

func (v viewer) noticeTags(n model.Notice) []doc.Text {
	ts := []doc.Text{v.say("notice-" + n.Kind.V)}
	for _, x := range []struct {
		on  bool
		key string
	}{{n.Unpaid.V, "unpaid"}, {n.Travel.V, "travel-paid"}, {n.Childcare.V, "childcare-there"}, {n.Food.V, "food-there"}} {
		if x.on {
			ts = append(ts, v.say(x.key))
		}
	}
	return ts
}
