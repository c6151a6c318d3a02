package load

import (
	"slices"

	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// engagement reads engagement.yaml and feedback.csv of a borough's folder; neither need be there.
func (f *folder) engagement(dir string) (e model.Engagement) {
	path := dir + "/engagement.yaml"
	e = optional(f, path, func(sub *folder) (e model.Engagement) {
		if m, r := sub.yaml(path); m != nil {
			e = r.engagement(m)
		}
		return e
	})
	e.Answers = f.answers(dir + "/feedback.csv")
	return e
}

func (r *reader) engagement(m *fields.Map) model.Engagement {
	e := model.Engagement{
		About: r.words(m.Scalar("about", fields.Optional), "about"),
		Few:   r.few(m.Scalar("few", fields.Optional)),
	}
	e.Meetings = named(r, m, "meetings", "meeting", (*reader).meeting)
	e.Said = named(r, m, "said", "said", (*reader).saying)
	e.Notices = named(r, m, "notices", "notice", (*reader).notice)
	e.Lessons = named(r, m, "lessons", "lesson", (*reader).lesson)
	e.Credits = named(r, m, "credits", "credit", (*reader).credit)
	for _, v := range m.List("attendance", fields.Optional) {
		if a := v.Map("this count"); a != nil {
			e.Attendance = append(e.Attendance, model.Attended{
				Service: r.slug(a.Scalar("service", fields.Required)),
				Month:   r.stamp(a.Scalar("month", fields.Required)),
				People:  r.number(a.Scalar("people", fields.Required), "people"),
			})
			a.Done()
		}
	}
	m.Done()
	return e
}

// named reads the list under key, whose entries have a short name each, as field says, and are told apart by it.
func named[T any](r *reader, m *fields.Map, key, field string, read func(*reader, *fields.Map, model.At[model.ID]) T) []T {
	var out []T
	seen := map[model.ID]source.Span{}
	for _, v := range m.List(key, fields.Optional) {
		e := v.Map("this entry of " + key)
		if e == nil {
			continue
		}
		id := r.named(e, field)
		x := read(r, e, id)
		e.Done()
		if r.distinct(seen, id, "entries of "+key) && id.V != "" {
			out = append(out, x)
		}
	}
	return out
}

// namedIn is [named] of a file that need not be there and holds nothing else.
func namedIn[T any](f *folder, path, key, field string, read func(*reader, *fields.Map, model.At[model.ID]) T) []T {
	return optional(f, path, func(sub *folder) (out []T) {
		if m, r := sub.yaml(path); m != nil {
			out = named(r, m, key, field, read)
			m.Done()
		}
		return out
	})
}

// highestFew keeps a slip from hiding everything.
const highestFew = 100

func (r *reader) few(s fields.Scalar) model.At[int] {
	n := r.number(s, "few")
	if n.Written() && (n.V < 3 || n.V > highestFew) {
		r.ds.Error(n.At, "bad-number", "few can be 3 to %d, this is %d", highestFew, n.V).Hint("write 5, or leave it out; below 3 people could be recognised")
		return model.At[int]{}
	}
	return n
}

func (r *reader) meeting(m *fields.Map, id model.At[model.ID]) model.Meeting {
	return model.Meeting{
		ID:        id,
		Date:      r.stamp(m.Scalar("date", fields.Optional)),
		Setting:   r.name(m, "setting", "meeting/"+string(id.V)+"/setting", fields.Required),
		Times:     r.number(m.Scalar("times", fields.Optional), "times"),
		Languages: r.languages(m.List("languages", fields.Optional)),
		People:    r.number(m.Scalar("people", fields.Optional), "people"),
		Paid:      r.truth(m.Scalar("paid", fields.Optional), "paid"),
		Sources:   r.sources(m.List("sources", fields.Optional)),
	}
}

func (r *reader) saying(m *fields.Map, id model.At[model.ID]) model.Saying {
	key := "said/" + string(id.V) + "/"
	s := model.Saying{
		ID:       id,
		Words:    r.words(m.Scalar("words", fields.Required), key+"words"),
		Meeting:  r.slug(m.Scalar("meeting", fields.Optional)),
		People:   r.number(m.Scalar("people", fields.Optional), "people"),
		State:    r.choice(m.Scalar("state", fields.Required), "the state", model.SayingStates),
		Did:      r.words(m.Scalar("did", fields.Optional), key+"did"),
		Why:      r.words(m.Scalar("why", fields.Optional), key+"why"),
		By:       r.date(m.Scalar("by", fields.Optional)),
		On:       r.date(m.Scalar("on", fields.Optional)),
		Owner:    r.owner(m, key),
		Guides:   r.slugs(m.List("guides", fields.Optional)),
		Services: r.slugs(m.List("services", fields.Optional)),
		Sources:  r.sources(m.List("sources", fields.Optional)),
	}
	r.answered(m, s)
	return s
}

// answered wants of each state what people may expect to be told.
func (r *reader) answered(m *fields.Map, s model.Saying) {
	want := func(field, why, hint string) {
		if !m.Has(field) {
			r.ds.Error(s.State.At, "missing-field", "%s is %s, but has no %s", m.Label, s.State.V, field).Hint("%s: add %s: %s", why, field, hint)
		}
	}
	switch s.State.V {
	case "with-lead":
		want("owner", "people are told who looks at it", "the role of whoever has it, such as Housing team")
	case "decided":
		want("did", "people are told what will be done", "what will be done")
		want("by", "people are told until when", "the day by which it will be done, such as 2027-01-31")
	case "done":
		want("did", "people are told what was done", "what was done")
	case "not-done":
		want("why", "people are told why not", "the reason, in plain words")
	}
}

// owner reads who answers for something.
func (r *reader) owner(m *fields.Map, key string) model.Owner {
	o := model.Owner{
		Role:   r.name(m, "owner", key+"owner", fields.Optional),
		Deputy: r.name(m, "deputy", key+"deputy", fields.Optional),
	}
	if o.Role.IsZero() && !o.Deputy.IsZero() {
		r.ds.Error(o.Deputy.Pos, "missing-field", "there is a deputy, but no owner").Hint("add owner: with the role of whoever answers for this")
	}
	return o
}

func (r *reader) notice(m *fields.Map, id model.At[model.ID]) model.Notice {
	key := "notice/" + string(id.V) + "/"
	n := model.Notice{
		ID:        id,
		Kind:      r.choice(m.Scalar("kind", fields.Required), "the kind of a notice", model.NoticeKinds),
		Title:     r.name(m, "title", key+"title", fields.Required),
		About:     r.words(m.Scalar("about", fields.Required), key+"about"),
		Who:       r.words(m.Scalar("who", fields.Optional), key+"who"),
		Travel:    r.truth(m.Scalar("travel", fields.Optional), "travel"),
		Childcare: r.truth(m.Scalar("childcare", fields.Optional), "childcare"),
		Food:      r.truth(m.Scalar("food", fields.Optional), "food"),
		On:        r.date(m.Scalar("on", fields.Optional)),
		From:      r.clock(m.Scalar("from", fields.Optional)),
		To:        r.clock(m.Scalar("to", fields.Optional)),
		Closes:    r.date(m.Scalar("closes", fields.Required)),
		Contact:   r.slug(m.Scalar("contact", fields.Required)),
		Sources:   r.sources(m.List("sources", fields.Optional)),
	}
	r.pay(m.Value("pay", fields.Required), &n, key)
	r.inOrder(n.From, n.To)
	if n.From.Written() != n.To.Written() || n.From.Written() && !n.On.Written() {
		r.ds.Error(id.At, "missing-field", "%s needs on, from and to together", m.Label).Hint(`write on: 2027-01-31, from: "10:00" and to: "12:00", or none of from and to`)
	}
	if n.On.Written() && n.Closes.Written() && n.On.V.Before(n.Closes.V) {
		r.ds.Error(n.Closes.At, "date-order", "this closes on %s, after the day itself, %s", n.Closes.V, n.On.V).Hint("closes is the last day on which people can ask to come")
	}
	return n
}

// pay reads the word none, or an amount. A notice must say it: people are tired of giving their time for nothing.
func (r *reader) pay(v fields.Value, n *model.Notice, key string) {
	if v.IsText() {
		if s := v.Scalar(); s.Text == "none" {
			n.Unpaid = model.At[bool]{V: true, At: s.At}
		} else {
			r.ds.Error(s.At, "bad-choice", "pay cannot be %q", short(s.Text)).Hint(`write none, or {amount: "20.00", note: for two hours}`)
		}
		return
	}
	m := v.Map(`"pay"`)
	n.Pay = r.amount(m.Scalar("amount", fields.Required), "pounds")
	n.PayNote = r.name(m, "note", key+"pay", fields.Optional)
	m.Done()
}

func (r *reader) lesson(m *fields.Map, id model.At[model.ID]) model.Lesson {
	key := "lesson/" + string(id.V) + "/"
	return model.Lesson{
		ID:      id,
		On:      r.stamp(m.Scalar("on", fields.Required)),
		What:    r.words(m.Scalar("what", fields.Required), key+"what"),
		Changed: r.words(m.Scalar("changed", fields.Optional), key+"changed"),
		Sources: r.sources(m.List("sources", fields.Optional)),
	}
}

func (r *reader) credit(m *fields.Map, id model.At[model.ID]) model.Credit {
	key := "credit/" + string(id.V) + "/"
	return model.Credit{
		ID:        id,
		Role:      r.name(m, "role", key+"role", fields.Required),
		Did:       r.words(m.Scalar("did", fields.Optional), key+"did"),
		People:    r.number(m.Scalar("people", fields.Optional), "people"),
		Languages: r.languages(m.List("languages", fields.Optional)),
		Sources:   r.sources(m.List("sources", fields.Optional)),
	}
}

// problems reads a problems.yaml, which need not be there.
func (f *folder) problems(path string) []model.Problem {
	return namedIn(f, path, "problems", "problem", (*reader).problem)
}

func (r *reader) problem(m *fields.Map, id model.At[model.ID]) model.Problem {
	p := model.Problem{
		ID:       id,
		Name:     r.name(m, "name", string(id.V)+"/name", fields.Required),
		Do:       r.words(m.Scalar("do", fields.Optional), string(id.V)+"/do"),
		Services: r.slugs(m.List("services", fields.Optional)),
		Council:  r.truth(m.Scalar("council", fields.Optional), "council"),
		Category: r.slug(m.Scalar("category", fields.Optional)),
		Guide:    r.slug(m.Scalar("guide", fields.Optional)),
	}
	if !m.Has("services") && !m.Has("category") && !m.Has("council") && id.V != "" {
		r.ds.Error(id.At, "missing-field", "%s names nobody to call", m.Label).Hint("add services: [nhs-111], or category: housing for each borough's own")
	}
	return p
}

// partners reads a partners.yaml, which need not be there.
func (f *folder) partners(path string) []model.Partner {
	return namedIn(f, path, "partners", "partner", (*reader).partner)
}

func (r *reader) partner(m *fields.Map, id model.At[model.ID]) model.Partner {
	return model.Partner{
		ID:      id,
		Name:    r.sign(m.Scalar("name", fields.Optional)),
		Kind:    r.kind(m),
		Level:   r.choice(m.Scalar("level", fields.Required), "the level", model.PartnerLevels),
		Does:    r.words(m.Scalar("does", fields.Optional), string(id.V)+"/does"),
		Since:   r.stamp(m.Scalar("since", fields.Optional)),
		Lead:    r.sign(m.Scalar("lead", fields.Optional)),
		Sources: r.sources(m.List("sources", fields.Optional)),
		Note:    r.plain(m.Scalar("note", fields.Optional)),
	}
}

func (r *reader) kind(m *fields.Map) model.At[string] {
	return r.choice(m.Scalar("kind", fields.Optional), "the kind of an organisation", model.OrganisationKinds)
}

// demand reads a demand.yaml, which need not be there.
func (f *folder) demand(path string) []model.Demand {
	return optional(f, path, func(sub *folder) []model.Demand {
		m, r := sub.yaml(path)
		if m == nil {
			return nil
		}
		var out []model.Demand
		for _, v := range m.List("languages", fields.Required) {
			e := v.Map("this language")
			if e == nil {
				continue
			}
			d := model.Demand{
				Lang:    r.language(e.Scalar("language", fields.Required)),
				People:  r.number(e.Scalar("people", fields.Optional), "people"),
				Share:   r.amount(e.Scalar("share", fields.Optional), "percent"),
				Sources: r.sources(e.List("sources", fields.Optional)),
				Note:    r.plain(e.Scalar("note", fields.Optional)),
			}
			e.Done()
			same := func(o model.Demand) bool { return o.Lang.V == d.Lang.V }
			switch {
			case d.Lang.V == "":
			case slices.ContainsFunc(out, same):
				r.ds.Warning(d.Lang.At, "duplicate-value", "%q is in this list twice", d.Lang.V).Hint("delete one of the two")
			default:
				out = append(out, d)
			}
		}
		m.Done()
		return out
	})
}

// alert reads words that stand until a day.
func (r *reader) alert(m *fields.Map, key string) model.Alert {
	if m == nil {
		return model.Alert{}
	}
	a := model.Alert{
		Text:  r.words(m.Scalar("text", fields.Required), key+"alert"),
		Until: r.date(m.Scalar("until", fields.Required)),
	}
	m.Done()
	return a
}

// travel reads how to get to a place.
func (r *reader) travel(m *fields.Map, key string) model.Travel {
	if m == nil {
		return model.Travel{}
	}
	t := model.Travel{
		Text:    r.words(m.Scalar("text", fields.Optional), key+"travel"),
		From:    r.name(m, "from", key+"travel-from", fields.Optional),
		Minutes: r.number(m.Scalar("minutes", fields.Optional), "minutes"),
	}
	if m.Has("from") != m.Has("minutes") {
		r.ds.Error(m.At(), "missing-field", "from and minutes belong together").Hint("write {from: the city centre, minutes: 25}: minutes is how long it takes from there")
		t.From, t.Minutes = model.Travel{}.From, model.At[int]{}
	}
	m.Done()
	return t
}

// referral reads how others bring people to a service.
func (r *reader) referral(m *fields.Map, key string) model.Referral {
	if m == nil {
		return model.Referral{}
	}
	f := model.Referral{
		By:     r.words(m.Scalar("by", fields.Optional), key+"referral-by"),
		AskFor: r.words(m.Scalar("ask_for", fields.Optional), key+"ask-for"),
	}
	m.Done()
	return f
}

// assumptions reads what a guide takes for granted, for its reviewers.
func (r *reader) assumptions(m *fields.Map) []model.At[string] {
	return filled(r.once(m.List("assumptions", fields.Optional)), r.plain)
}
