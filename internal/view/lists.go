package view

import (
	"cmp"
	"slices"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// category is the guides and services of one kind of help.
func (v viewer) category(p *doc.Page, id string) {
	i := slices.IndexFunc(v.Categories(), func(c model.Category) bool { return string(c.ID.V) == id })
	c := v.Categories()[i]
	p.Title, p.English, p.Summary = v.Words(c.Name), v.EnglishOf(c.Name), v.Words(c.About)
	if guides := v.GuidesIn(c.ID.V); len(guides) > 0 {
		p.Body = append(p.Body, doc.Heading{Level: 2, ID: "guides", Text: v.say("category-guides")}, v.guideCards(guides))
	}
	p.Body = append(p.Body, v.ownAndNational(v.InCategory(c.ID.V), 2)...)
	v.filter(p, "category")
}

// ownAndNational is services of the borough, then those of the whole country.
func (v viewer) ownAndNational(ss []*catalog.Service, level int) []doc.Block {
	if len(ss) == 0 {
		return []doc.Block{doc.Paragraph{Text: v.say("no-services")}}
	}
	n := 0
	for n < len(ss) && ss[n].Local() {
		n++
	}
	var out []doc.Block
	if n > 0 {
		out = append(out, doc.Heading{Level: level, ID: "here", Text: v.Words(v.Borough().Name)}, v.listed(ss[:n]))
	}
	if n < len(ss) {
		out = append(out, doc.Heading{Level: level, ID: "national", Text: v.say("national")}, v.listed(ss[n:]))
	}
	return out
}

// byName sorts services by the name that is shown, then the English one.
func (v viewer) byName(ss []*catalog.Service) []*catalog.Service {
	var rank map[*catalog.Service]int
	v.Unnoted(func() { rank = catalog.Remember(v.Lens, rankKey{}, v.rank) }) // of two services it depends on these alone
	out := slices.Clone(ss)
	slices.SortStableFunc(out, func(a, b *catalog.Service) int { return cmp.Compare(rank[a], rank[b]) })
	return out
}

type rankKey struct{}

// rank is the place of each service in the order of names; those of one name share it.
func (v viewer) rank() map[*catalog.Service]int {
	all := slices.Clone(v.Services())
	name := map[*catalog.Service]string{}
	for _, s := range all {
		name[s] = doc.Plaintext(v.Of(s, s.Name).Inlines)
	}
	lang.SortBy(v.Locale(), all, func(s *catalog.Service) (string, string) { return name[s], "" })
	rank := map[*catalog.Service]int{}
	for i, s := range all {
		rank[s] = i
		if i > 0 && name[s] == name[all[i-1]] {
			rank[s] = rank[all[i-1]]
		}
	}
	return rank
}

// services is every service by kind of help, names only.
func (v viewer) services(p *doc.Page) {
	p.Title = v.say("all-services")
	p.Summary = v.Count("service-count", len(v.Services()))
	for _, c := range v.Categories() {
		var cards doc.Cards
		cards.Small = true
		for _, s := range v.byName(v.mainCategory(c.ID.V)) {
			cards.Items = append(cards.Items, doc.Card{
				Href: v.Path(serviceFile(s.ID.V)), Title: v.Of(s, s.Name), Also: v.EnglishOf(s.Name), Facets: v.facets(s),
			})
		}
		if len(cards.Items) > 0 {
			p.Body = append(p.Body, doc.Heading{Level: 2, ID: string(c.ID.V), Text: v.Words(c.Name)}, cards)
		}
	}
	v.filter(p, "")
}

// mainCategory is the services whose main category it is, so that each service stands once in a directory.
func (v viewer) mainCategory(id model.ID) []*catalog.Service {
	var out []*catalog.Service
	for _, s := range v.Services() {
		if len(s.Categories) > 0 && s.Categories[0].V == id {
			out = append(out, s)
		}
	}
	return out
}

// stage is what helps someone at one point of the journey.
func (v viewer) stage(p *doc.Page, stage model.Stage) {
	p.Title, p.Summary = v.say("stage-"+string(stage)), v.say("stage-"+string(stage)+"-about")
	if hasPlanner(v.Lens) && slices.Contains([]model.Stage{"decision", "move-on", "refused"}, stage) {
		p.Body = append(p.Body, doc.Cards{Items: []doc.Card{v.plannerCard()}})
	}
	p.Body = append(p.Body, doc.Heading{Level: 2, ID: "guides", Text: v.say("guides-for-stage")}, v.guideCards(v.GuidesAt(stage)))
	if ss := v.AtStage(stage); len(ss) > 0 {
		p.Body = append(p.Body, doc.Heading{Level: 2, ID: "services", Text: v.say("services-for-stage")}, v.listed(ss))
	}
	p.Body = append(p.Body, doc.Heading{Level: 2, ID: "find-help", Text: v.say("find-help")}, v.categoryCards())
	v.filter(p, "stage")
}

// A meeting is one session on one day.
type meeting struct {
	s  *catalog.Service
	at model.Attendance
	x  model.Session
}

// meetings is the sessions of a day, by time and English name; they are shared, and not to be changed.
func (v viewer) meetings(d calendar.Weekday) []meeting {
	return catalog.Remember(v.Lens, meetingsKey{d}, func() []meeting { return v.newMeetings(d) })
}

type meetingsKey struct{ d calendar.Weekday }

func (v viewer) newMeetings(d calendar.Weekday) []meeting {
	var ms []meeting
	for _, s := range v.OnDay(d) {
		if paused(s) {
			continue
		}
		for _, a := range s.At {
			for _, x := range a.When {
				also := func(e model.At[calendar.Date]) bool { return e.V.Weekday() == d && !e.V.Before(v.Today()) }
				if slices.Contains(x.Every.V.Days, d) || slices.ContainsFunc(x.Also, also) {
					ms = append(ms, meeting{s, a, x})
				}
			}
		}
	}
	slices.SortStableFunc(ms, func(a, b meeting) int {
		return cmp.Or(cmp.Compare(a.x.From.V, b.x.From.V), cmp.Compare(a.x.To.V, b.x.To.V))
	})
	return ms
}

// dayTable is the sessions of a day as a table: when, who, and, where any row says it, what and where.
func (v viewer) dayTable(d calendar.Weekday, ms []meeting) []doc.Block {
	return v.meetingTable(ms, func(m meeting) doc.Text { return v.whatAndWhere(m, d) })
}

// wholeDay is the table of all sessions of a day.
func (v viewer) wholeDay(d calendar.Weekday) []doc.Block {
	return catalog.Remember(v.Lens, dayKey{d}, func() []doc.Block { return slices.Clip(v.dayTable(d, v.meetings(d))) })
}

type dayKey struct{ d calendar.Weekday }

// meetingTable is sessions as a table; say is what and where each is.
func (v viewer) meetingTable(ms []meeting, say func(meeting) doc.Text) []doc.Block {
	if len(ms) == 0 {
		return []doc.Block{doc.Paragraph{Text: v.say("no-sessions")}}
	}
	t := doc.Table{Head: []doc.Text{v.say("time"), v.say("service"), v.say("what-where")}, RowHead: true}
	details := false
	for _, m := range ms {
		what := say(m)
		details = details || !what.IsZero()
		t.Rows = append(t.Rows, []doc.Text{
			v.fact(span(m.x.From.V, m.x.To.V)),
			v.serviceLink(m.s),
			what,
		})
	}
	if !details {
		t.Head = t.Head[:2]
		for i := range t.Rows {
			t.Rows[i] = t.Rows[i][:2]
		}
	}
	return []doc.Block{t}
}

// whatAndWhere is what a session is and its place, where the service's own name does not say it already.
func (v viewer) whatAndWhere(m meeting, d calendar.Weekday) doc.Text {
	parts := v.sessionNotes(m.s, m.x)
	if m.x.Every.V.Nth != 0 || !m.x.Every.V.Fortnight.IsZero() {
		parts = append([]doc.Text{v.sessionDay(m.x.Every.V, d)}, parts...)
	}
	for _, x := range v.visits(m.s) {
		if len(parts) < mostNotes && x.on.Weekday() == d {
			who := v.visitors(m.s, x.who)
			parts = append(parts, v.joined([]doc.Text{v.fact(v.date(calendar.Stamp(x.on))), who}))
		}
	}
	return v.joined(append(parts, v.placeAndNote(m)...))
}

// mostNotes is how many days of a rota may stand in a timetable; the page of the service has more.
const mostNotes = 5

// placeAndNote is where a session is, where the service's own name does not say it already, and words about its times.
func (v viewer) placeAndNote(m meeting) []doc.Text {
	var parts []doc.Text
	if p := m.s.Place(m.at.Place.V); p != nil {
		if name := p.AddressLines()[0]; name != doc.Plaintext(m.s.Name.Inlines) {
			parts = append(parts, v.fact(doc.Fact{Kind: doc.Name, Shown: name}))
		}
	}
	if !m.s.TimesNote.IsZero() {
		parts = append(parts, v.Of(m.s, m.s.TimesNote))
	}
	return parts
}

// joined sets texts side by side. One in another language than the first is isolated under its own.
func (v viewer) joined(ts []doc.Text) doc.Text {
	if len(ts) == 0 {
		return doc.Text{}
	}
	out := ts[0]
	out.Inlines = slices.Clone(out.Inlines)
	for _, t := range ts[1:] {
		out.Inlines = append(out.Inlines, doc.Str{S: " · "})
		if t.Lang == out.Lang {
			out.Inlines = append(out.Inlines, t.Inlines...)
		} else {
			out.Inlines = append(out.Inlines, doc.Fact{Kind: doc.Name, Shown: doc.Plaintext(t.Inlines), Lang: t.Lang})
		}
	}
	return out
}

func (v viewer) day(p *doc.Page, name string) {
	d, _ := calendar.ParseWeekday(name)
	p.Title = v.Phrase("on-day", catalog.Args{"day": doc.Str{S: v.dayName(d)}})
	p.Summary = v.say("on-day-about")
	p.Body = append(v.wholeDay(d), v.dayCards())
	if t, ok := p.Body[0].(doc.Table); ok {
		t.Facets = v.meetingFacets(d)
		p.Body[0] = t
	}
	p.Body = append(v.clock(), p.Body...)
	v.filter(p, "day")
}

// clock tells readers who count hours from six how times are meant here; others need no telling.
func (v viewer) clock() []doc.Block {
	if t := v.clockNote(); !t.IsZero() {
		return []doc.Block{doc.Paragraph{Role: doc.Small, Text: t}}
	}
	return nil
}

func (v viewer) clockNote() doc.Text {
	if !v.Alone().Locale().HoursFromSix { // English beside such a language says it too
		return doc.Text{}
	}
	return v.Phrase("clock", catalog.Args{"morning": hour(9), "afternoon": hour(15), "evening": hour(21)})
}

// timetable is the week, a table for each day that has something.
func (v viewer) timetable(level int) []doc.Block {
	return v.timetableOf(level, func(*catalog.Service) bool { return true })
}

// timetableOf is the week of those services that are wanted.
func (v viewer) timetableOf(level int, wanted func(*catalog.Service) bool) []doc.Block {
	var out []doc.Block
	for _, d := range calendar.Weekdays {
		ms := slices.DeleteFunc(slices.Clone(v.meetings(d)), func(m meeting) bool { return !wanted(m.s) })
		if len(ms) > 0 {
			out = append(out, doc.Heading{Level: level, ID: d.String(), Text: v.words(v.dayName(d))})
			if len(ms) == len(v.meetings(d)) {
				out = append(out, v.wholeDay(d)...)
			} else {
				out = append(out, v.dayTable(d, ms)...)
			}
		}
	}
	return out
}

// spoken is services by the languages spoken there.
func (v viewer) spoken(p *doc.Page) {
	p.Title, p.Summary = v.say("spoken"), v.say("spoken-about")
	by := map[lang.Tag][]*catalog.Service{}
	for _, s := range v.Spoken() {
		for _, t := range s.Languages {
			by[t.V] = append(by[t.V], s)
		}
	}
	for _, t := range lang.Tags() {
		if ss := by[t]; len(ss) > 0 {
			p.Body = append(p.Body, doc.Heading{Level: 2, ID: string(t), Text: v.languageName(t)}, v.listed(ss))
		}
	}
	v.filter(p, "lang")
}

// terms is the glossary in the order of the language.
func (v viewer) terms() doc.Terms {
	var out doc.Terms
	for _, t := range v.Glossary() {
		out.Items = append(out.Items, doc.Term{ID: string(t.ID), Name: v.Words(t.Name), English: v.EnglishOf(t.Name), Meaning: v.Words(t.Meaning)})
	}
	lang.SortBy(v.Locale(), out.Items, func(t doc.Term) (string, string) { return doc.Plaintext(t.Name.Inlines), "" })
	return out
}
