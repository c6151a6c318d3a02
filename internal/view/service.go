package view

import (
	"cmp"
	"slices"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// servicePage is a page about one service.
func (v viewer) servicePage(p *doc.Page, s *catalog.Service) {
	p.Title, p.English = v.Of(s, s.Name), v.EnglishOf(s.Name)
	p.Summary = v.Of(s, s.Summary)
	p.Body = append(v.service(s, 2), v.keep(s, p.Path)...)
	p.Body = append(p.Body, v.checked(s.Checked, s.Sources)...)
	p.Body = append(p.Body, v.owner(s.Listing.Owner)...)
	p.Body = append(p.Body, v.askedBy(v.HeardOfService(s.ID.V))...)
	p.Body = append(p.Body, v.sources(2, s.Sources)...)
}

// service is what is known of a service, under headings of a level; its name and summary stand above it.
func (v viewer) service(s *catalog.Service, level int) []doc.Block {
	out := make([]doc.Block, 0, 32)
	part := func(key string, body ...doc.Block) {
		if len(body) > 0 {
			out = append(out, doc.Heading{Level: level, ID: key, Text: v.say(key)})
			out = append(out, body...)
		}
	}
	if paused(s) {
		out = append(out, doc.Callout{Kind: doc.Important, Body: []doc.Block{doc.Paragraph{Text: v.say("paused")}}})
	}
	out = append(out, v.alert(s.Alert, s)...)
	out = append(out, v.tags(s)...)
	out = append(out, v.paragraph(s, s.Details)...)
	part("contact", v.contact(s)...)
	part("how-to-get-help", append(v.howToJoin(s), v.referral(s)...)...)
	part("for-whom", v.forWhom(s)...)
	part("what-to-bring", v.paragraph(s, s.Bring)...)
	part("where", v.where(s)...)
	if when := v.when(s); len(when) > 0 {
		part("when", append(when, v.clock()...)...)
	}
	part("who-comes", v.rota(s)...)
	part("what-it-costs", v.cost(s)...)
	part("languages-there", v.spokenThere(s.Languages)...)
	if s.Area.Written() {
		part("area", doc.Paragraph{Text: v.fact(catalog.NameFact(s.Area))})
	}
	part("run-by", v.runBy(s)...)
	return out
}

func (v viewer) paragraph(s *catalog.Service, t doc.Text) []doc.Block {
	if t.IsZero() {
		return nil
	}
	return []doc.Block{doc.Paragraph{Text: v.Of(s, t)}}
}

func (v viewer) runBy(s *catalog.Service) []doc.Block {
	out := []doc.Block{doc.Paragraph{Text: v.fact(catalog.NameFact(s.Listing.Name))}}
	return append(out, v.paragraph(s, s.Listing.About)...)
}

// tags is what decides whether a service suits someone, in a few words each.
func (v viewer) tags(s *catalog.Service) []doc.Block {
	ts := v.tagTexts(s)
	if len(ts) == 0 {
		return nil
	}
	return []doc.Block{doc.Tags{Items: ts}}
}

func (v viewer) tagTexts(s *catalog.Service) []doc.Text {
	var ts []doc.Text
	for _, x := range []struct {
		on  bool
		key string
	}{
		{s.Free.V, "free"}, {s.WomenOnly.V, "women-only"},
		{v.anyPlace(s, "step-free"), "access-step-free"},
		{s.AsksStatus.Written() && !s.AsksStatus.V, "no-status-asked"},
		{s.NRPFOK.V, "nrpf-ok"},
		{s.Interpreter.V, "interpreter"},
	} {
		if x.on {
			ts = append(ts, v.say(x.key))
		}
	}
	if s.Ages.Written() {
		ts = append(ts, v.ages(s.Ages.V))
	}
	return ts
}

// ages says who may come, in words around the numbers of "18+", "under 18" or "16 to 25".
func (v viewer) ages(written string) doc.Text {
	number := func(s string) doc.Inline { return doc.Fact{Kind: doc.Number, Shown: s} }
	if from, ok := strings.CutSuffix(written, "+"); ok {
		return v.Phrase("ages-from", catalog.Args{"from": number(from)})
	}
	if under, ok := strings.CutPrefix(written, "under "); ok {
		return v.Phrase("ages-under", catalog.Args{"age": number(under)})
	}
	from, to, _ := strings.Cut(written, " to ")
	return v.Phrase("ages-between", catalog.Args{"from": number(from), "to": number(to)})
}

// paused tells whether a service is not running now, though it may again.
func paused(s *catalog.Service) bool { return s.Status.V == "paused" }

// entryTags is the tags of a service in a list: that it is paused, first of all.
func (v viewer) entryTags(s *catalog.Service) []doc.Text {
	var ts []doc.Text
	if paused(s) {
		ts = append(ts, v.say("paused"))
	}
	if s.Alert.Stands(v.Today()) {
		ts = append(ts, v.Of(s, s.Alert.Text))
	}
	return append(append(ts, v.dropsIn(s)...), v.tagTexts(s)...)
}

// dropsIn is the tag of a service where anybody may just come.
func (v viewer) dropsIn(s *catalog.Service) []doc.Text {
	if slices.ContainsFunc(s.Join, func(j model.At[string]) bool { return j.V == "drop-in" }) {
		return []doc.Text{v.say("join-drop-in")}
	}
	return nil
}

func (v viewer) anyPlace(s *catalog.Service, access string) bool {
	return slices.ContainsFunc(s.At, func(a model.Attendance) bool {
		p := s.Place(a.Place.V)
		return p != nil && slices.ContainsFunc(p.Access, func(x model.At[string]) bool { return x.V == access })
	})
}

func (v viewer) contact(s *catalog.Service) []doc.Block {
	rows := v.contactRows(s)
	if len(rows) == 0 {
		return nil
	}
	return []doc.Block{doc.Contact{Rows: rows}}
}

// contactRows is every way to reach a service.
func (v viewer) contactRows(s *catalog.Service) []doc.ContactRow {
	return catalog.Remember(v.Lens, contactKey{s}, func() []doc.ContactRow { return slices.Clip(v.newContactRows(s)) })
}

type contactKey struct{ s *catalog.Service }

func (v viewer) newContactRows(s *catalog.Service) []doc.ContactRow {
	var rows []doc.ContactRow
	for _, ph := range s.AllPhones() {
		rows = append(rows, doc.ContactRow{Label: v.say("phone"), Fact: catalog.PhoneFact(ph), Notes: v.phoneNotes(s, ph)})
	}
	add := func(key string, f doc.Fact, ok bool) {
		if ok {
			rows = append(rows, doc.ContactRow{Label: v.say(key), Fact: f})
		}
	}
	f, ok := s.TextFact()
	add("text-message", f, ok)
	f, ok = s.EmailFact()
	add("email", f, ok)
	f, ok = s.WebFact()
	add("website", f, ok)
	return rows
}

func (v viewer) phoneNotes(s *catalog.Service, p model.Phone) []doc.Text {
	var notes []doc.Text
	if !p.For.IsZero() {
		notes = append(notes, v.Of(s, p.For))
	}
	if p.Always {
		notes = append(notes, v.say("always-open"))
	}
	for _, r := range v.hoursRows(s, p.Open, nil) {
		r.Day.Inlines = append(slices.Clone(r.Day.Inlines), doc.Str{S: " "}, r.Time)
		notes = append(notes, r.Day)
		notes = append(notes, r.Notes...)
	}
	if p.Free.V {
		notes = append(notes, v.say("free-call"))
	}
	return notes
}

func (v viewer) howToJoin(s *catalog.Service) []doc.Block {
	var out []doc.Block
	var ways []doc.Text
	for _, j := range s.Join {
		ways = append(ways, v.say("join-"+j.V))
	}
	if len(ways) > 0 {
		out = append(out, doc.Tags{Items: ways})
	}
	return append(out, v.paragraph(s, s.HowToJoin)...)
}

func (v viewer) forWhom(s *catalog.Service) []doc.Block {
	out := v.paragraph(s, s.WhoText)
	if s.AsksStatus.V {
		out = append(out, doc.Paragraph{Text: v.say("status-asked")})
	}
	return out
}

// where is the places of a service, each once.
func (v viewer) where(s *catalog.Service) []doc.Block {
	return catalog.Remember(v.Lens, whereKey{s}, func() []doc.Block { return slices.Clip(v.newWhere(s)) })
}

type whereKey struct{ s *catalog.Service }

func (v viewer) newWhere(s *catalog.Service) []doc.Block {
	var out []doc.Block
	seen := map[model.ID]bool{}
	for _, a := range s.At {
		p := s.Place(a.Place.V)
		if p == nil || seen[p.ID.V] {
			continue
		}
		seen[p.ID.V] = true
		out = append(out, v.place(s, p))
	}
	return out
}

func (v viewer) place(s *catalog.Service, p *model.Place) doc.Block {
	b := doc.Place{}
	for _, line := range p.AddressLines() {
		k := doc.Address
		switch line {
		case p.Name.V:
			k = doc.Name
		case p.Postcode.V:
			k = doc.Postcode
		}
		b.Lines = append(b.Lines, doc.Fact{Kind: k, Shown: line})
	}
	for _, a := range p.Access {
		b.Notes = append(b.Notes, v.say("access-"+a.V))
	}
	if !p.AccessNote.IsZero() {
		b.Notes = append(b.Notes, v.Of(s, p.AccessNote))
	}
	b.Notes = append(b.Notes, v.travel(s, p)...)
	if p.Postcode.Written() {
		b.Map, b.MapText = mapLink(p), v.say("map")
	}
	return b
}

// when is the times of a service, by place where it has several.
func (v viewer) when(s *catalog.Service) []doc.Block {
	return catalog.Remember(v.Lens, whenKey{s}, func() []doc.Block { return slices.Clip(v.newWhen(s)) })
}

type whenKey struct{ s *catalog.Service }

func (v viewer) newWhen(s *catalog.Service) []doc.Block {
	var out []doc.Block
	for _, a := range s.At {
		p := s.Place(a.Place.V)
		h := doc.Hours{Rows: v.hoursRows(s, a.When, p)}
		if len(h.Rows) == 0 {
			continue
		}
		if p != nil && len(s.At) > 1 {
			h.Label = v.fact(doc.Fact{Kind: doc.Name, Shown: p.AddressLines()[0]})
		}
		out = append(out, h)
	}
	return append(out, v.paragraph(s, s.TimesNote)...)
}

// A slot is one session on one day.
type slot struct {
	day calendar.Weekday
	x   model.Session
}

// hoursRows is sessions by day and time; three days and more in a row with the same times share a row. Where a place is
// given, they say when to set out for it.
func (v viewer) hoursRows(s *catalog.Service, sessions []model.Session, to *model.Place) []doc.HoursRow {
	var slots []slot
	for _, x := range sessions {
		for _, d := range x.Every.V.Days {
			slots = append(slots, slot{d, x})
		}
	}
	slices.SortStableFunc(slots, func(a, b slot) int {
		return cmp.Or(cmp.Compare(a.day, b.day), cmp.Compare(a.x.From.V, b.x.From.V))
	})
	var out []doc.HoursRow
	used := make([]bool, len(slots))
	for i, a := range slots {
		if used[i] {
			continue
		}
		run := sameTimes(slots, i)
		row := doc.HoursRow{Day: v.sessionDay(a.x.Every.V, a.day), Time: span(a.x.From.V, a.x.To.V), Notes: append(v.sessionNotes(s, a.x), v.leave(a.x, to)...)}
		if len(run) >= 3 {
			row.Day = v.Phrase("days", catalog.Args{"from": doc.Str{S: v.dayName(a.day)}, "to": doc.Str{S: v.dayName(slots[run[len(run)-1]].day)}})
			for _, k := range run {
				used[k] = true
			}
		}
		out = append(out, row)
	}
	return out
}

// sameTimes lists the slots from the i-th on that follow each other day by day and differ in nothing else.
func sameTimes(slots []slot, i int) []int {
	run := []int{i}
	if slots[i].x.Every.V.Nth != 0 {
		return run
	}
	for k := i + 1; k < len(slots); k++ {
		last := slots[run[len(run)-1]]
		if slots[k].day == last.day+1 && alike(slots[k].x, last.x) {
			run = append(run, k)
		}
	}
	return run
}

func alike(a, b model.Session) bool {
	return a.From.V == b.From.V && a.To.V == b.To.V && a.Mode.V == b.Mode.V && b.Every.V.Nth == 0 && a.Every.V.Nth == 0 &&
		doc.Plaintext(a.What.Inlines) == doc.Plaintext(b.What.Inlines) && !limited(a) && !limited(b)
}

func (v viewer) sessionDay(e calendar.Every, d calendar.Weekday) doc.Text {
	name := v.dayName(d)
	switch {
	case !e.Fortnight.IsZero():
		return v.Phrase("every-second", catalog.Args{"day": doc.Str{S: name}})
	case e.Nth == 0:
		return v.words(name)
	}
	key := map[int]string{1: "nth-1", 2: "nth-2", 3: "nth-3", 4: "nth-4", -1: "nth-last"}[e.Nth]
	return v.Phrase(key, catalog.Args{"day": doc.Str{S: name}})
}

func (v viewer) sessionNotes(s *catalog.Service, x model.Session) []doc.Text {
	var notes []doc.Text
	if !x.What.IsZero() {
		notes = append(notes, v.Of(s, x.What))
	}
	if x.Remote() {
		notes = append(notes, v.say("mode-"+x.Mode.V))
	}
	return append(notes, v.limits(s, x)...)
}

func (v viewer) cost(s *catalog.Service) []doc.Block {
	var out []doc.Block
	if s.Free.V {
		out = append(out, doc.Paragraph{Text: v.say("free")})
	}
	if s.Amount.Written() {
		out = append(out, doc.Paragraph{Text: v.fact(v.amount(s))})
	}
	return append(out, v.paragraph(s, s.CostNote)...)
}

func (v viewer) amount(s *catalog.Service) doc.Fact {
	return doc.Fact{Kind: doc.Number, Shown: "£" + s.Amount.V, Machine: s.Amount.V, Pos: s.Amount.At}
}

// spokenThere names languages in English, for staff, and in their own script.
func (v viewer) spokenThere(tags []model.At[lang.Tag]) []doc.Block {
	if len(tags) == 0 {
		return nil
	}
	var items []doc.Text
	for _, t := range tags {
		items = append(items, v.languageName(t.V))
	}
	return []doc.Block{doc.Tags{Items: items}}
}

func (v viewer) languageName(t lang.Tag) doc.Text {
	loc := t.Locale()
	out := v.fact(doc.Fact{Kind: doc.Name, Shown: loc.English})
	if loc.Autonym != loc.English {
		out.Inlines = append(out.Inlines, doc.Str{S: " – "}, doc.Fact{Kind: doc.Name, Shown: loc.Autonym, Lang: t})
	}
	return out
}

// entry is a service in a list, the same in all lists of an edition but for its facets.
func (v viewer) entry(s *catalog.Service) doc.Entry {
	return catalog.Remember(v.Lens, entryKey{s}, func() doc.Entry { return v.newEntry(s) })
}

type entryKey struct{ s *catalog.Service }

func (v viewer) newEntry(s *catalog.Service) doc.Entry {
	e := doc.Entry{
		Href: v.Path(serviceFile(s.ID.V)),
		Name: v.Of(s, s.Name), English: v.EnglishOf(s.Name),
		Summary: v.Of(s, s.Summary), Tags: v.entryTags(s),
	}
	if s.Listing.Name.V != doc.Plaintext(s.Name.Inlines) {
		e.Org = catalog.NameFact(s.Listing.Name)
	}
	if rows := v.contactRows(s); len(rows) > 0 {
		e.Contact = rows[:1:1]
	}
	return e
}

func (v viewer) entries(ss []*catalog.Service) doc.Entries {
	out := doc.Entries{Items: make([]doc.Entry, 0, len(ss))}
	for _, s := range ss {
		out.Items = append(out.Items, v.entry(s))
	}
	return out
}
