// Package hsds has services as the Human Services Data Specification 3.0 and its UK profile, Open Referral UK, see them.
// What is made here has the members of both: neither forbids more, so it is valid against either. What neither can hold,
// such as a listing's slug, stands in a member x_welcomepack; translations stand in x_translations beside the English.
package hsds

import (
	"encoding/json"
	"net/url"
	"strconv"
	"strings"

	"golang.org/x/net/idna"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// The members that are not of the specification.
const (
	Own          = "x_welcomepack"
	Translations = "x_translations"
)

// An Offer is a service with what stands around it.
type Offer struct {
	Service *model.Service
	Listing *model.Listing // whose it is
	Shared  *model.Listing // of the same organisation, where Listing is a borough's; nil for none
	// Replaces is the borough whose service stands in for the shared one of the same slug.
	Replaces model.ID
	Region   string // county or region of the borough's own places
	// Place returns a place of the service and the path of the listing that has it, nil for none.
	Place func(model.ID) (*model.Place, string)
	// Category returns a kind of help, nil for none.
	Category func(model.ID) *model.Category
	// English returns words with their facts filled in.
	English func(doc.Text) string
	Tongues []Tongue
	Rest    []byte // what an import has kept of the service; see [Rest]
}

// A Tongue is a language of the site. Of returns a text in it, or the English as missing.
type Tongue struct {
	Lang lang.Tag
	Of   func(doc.Text) doc.Text
}

// ServiceID returns the UUID of a service. It is made from the slug alone, so that a service may move to another file.
func ServiceID(slug, replaces model.ID) string {
	if replaces != "" {
		return ID("service", string(replaces), string(slug))
	}
	return ID("service", string(slug))
}

// OrganizationID returns the UUID of an organisation as one file has it: two boroughs may know different numbers of it.
func OrganizationID(path string) string { return ID("organization", path) }

// A writer makes the entities of one offer.
type writer struct {
	*Offer
	id string
}

// Entity returns the service with its organisation, places and times inside.
func (o *Offer) Entity() *Object {
	w := &writer{o, ServiceID(o.Service.ID.V, o.Replaces)}
	s := o.Service
	e := &Object{}
	e.Add("id", w.id)
	e.Add("organization_id", OrganizationID(o.Listing.Path))
	w.words(e, "name", s.Name)
	w.words(e, "description", s.Summary, s.Details)
	e.Add("url", uri(s.Web.V))
	e.Add("email", s.Email.V)
	e.Add("status", w.status())
	w.words(e, "application_process", s.HowToJoin)
	w.words(e, "alert", s.Alert.Text)
	if s.Interpreter.V {
		e.Add("interpretation_services", "They call an interpreter where one is needed.")
	}
	w.cost(e)
	w.words(e, "eligibility_description", s.WhoText)
	e.ages(s.Ages.V)
	if s.Checked.On.Written() {
		e.Add("assured_date", s.Checked.On.V.String())
	}
	e.Add("phones", w.phones(s.Phones, w.id, true))
	schedules, places := w.attendances()
	e.Add("schedules", schedules)
	e.Add("service_areas", w.area())
	e.Add("service_at_locations", places)
	e.Add("languages", w.languages())
	e.Add("organization", w.organization())
	e.Add("cost_options", w.costOptions())
	e.Add("required_documents", w.documents())
	e.Add("attributes", w.attributes())
	e.Add(Own, w.own())
	e.sorted()
	if rest, err := Parse(o.Rest); err == nil {
		if r, ok := rest.(*Object); ok {
			Apply(e, r)
		}
	}
	return e
}

// sorted puts what is not of the specification last.
func (o *Object) sorted() *Object {
	var spec, extra []Member
	for _, m := range o.Members {
		if m.Key == Own || m.Key == Translations {
			extra = append(extra, m)
		} else {
			spec = append(spec, m)
		}
	}
	o.Members = append(spec, extra...)
	return o
}

func (w *writer) status() string {
	switch w.Service.Status.V {
	case "paused":
		return "temporarily closed"
	case "closed":
		return "defunct"
	}
	return "active"
}

// words adds words, as paragraphs where there are several texts, and their translations.
func (w *writer) words(e *Object, key string, texts ...doc.Text) {
	var parts []string
	for _, t := range texts {
		if !t.IsZero() {
			parts = append(parts, w.English(t))
		}
	}
	e.Add(key, strings.Join(parts, "\n\n"))
	for _, t := range w.Tongues {
		var of []doc.Text
		for _, x := range texts {
			if !x.IsZero() {
				of = append(of, t.Of(x))
			}
		}
		e.translate(t.Lang, key, of)
	}
}

// The states of a translation. The state of several is the least of theirs.
const (
	machine  = "machine"  // made by a machine, and nobody has passed it
	draft    = "draft"    // no fluent reader has passed it
	reviewed = "reviewed" // a fluent reader has
)

// translate adds one member in another language. Where any of its texts has no translation there is none.
func (o *Object) translate(l lang.Tag, key string, texts []doc.Text) {
	if len(texts) == 0 {
		return
	}
	var parts []string
	state, stale := reviewed, false
	for _, t := range texts {
		switch {
		case t.Fresh == doc.Missing || t.Lang != l:
			return
		case t.Review == doc.Machine:
			state = machine
		case t.Review != doc.Reviewed && state == reviewed:
			state = draft
		}
		stale = stale || t.Fresh == doc.Stale
		parts = append(parts, doc.Plaintext(t.Inlines))
	}
	tr := o.tongue(l)
	tr.Set(key, strings.Join(parts, "\n\n"))
	if old := tr.Text("state"); old == "" || rank(state) < rank(old) {
		tr.Set("state", state)
	}
	if stale {
		list, _ := tr.Get("stale").([]any)
		tr.Set("stale", append(list, key))
	}
}

func rank(state string) int {
	return map[string]int{machine: 0, draft: 1, reviewed: 2}[state]
}

// tongue is the entry of a language in x_translations.
func (o *Object) tongue(l lang.Tag) *Object {
	list, _ := o.Get(Translations).([]any)
	for _, x := range list {
		if t := x.(*Object); t.Text("language") == l.BCP47() {
			return t
		}
	}
	t := &Object{}
	t.Add("language", l.BCP47())
	t.Add("state", reviewed)
	o.Set(Translations, append(list, t))
	return t
}

// uri returns a web address in the letters that a URI may have (RFC 3986); an address that has no such form is left out.
func uri(web string) string {
	if web == "" {
		return ""
	}
	u, err := url.Parse(web)
	if err != nil {
		return ""
	}
	if host, err := idna.Lookup.ToASCII(u.Hostname()); err != nil {
		return ""
	} else if host != u.Hostname() {
		u.Host = strings.Replace(u.Host, u.Hostname(), host, 1)
	}
	u.RawQuery = escapeOthers(u.RawQuery)
	return u.String()
}

// escapeOthers escapes what is not ASCII, and leaves all else as it is.
func escapeOthers(s string) string {
	var b strings.Builder
	for i := range len(s) {
		if c := s[i]; c < 0x80 {
			b.WriteByte(c)
		} else {
			b.WriteString("%" + strings.ToUpper(string([]byte{hexDigits[c>>4], hexDigits[c&15]})))
		}
	}
	return b.String()
}

// ages adds "18+", "under 18" or "16 to 25" as the least and the greatest age.
func (o *Object) ages(written string) {
	from, to, between := strings.Cut(written, " to ")
	if least, ok := strings.CutSuffix(written, "+"); ok {
		o.Add("minimum_age", number(least))
	} else if under, ok := strings.CutPrefix(written, "under "); ok {
		o.Add("maximum_age", json.Number(minusOne(under)))
	} else if between {
		o.Add("minimum_age", number(from))
		o.Add("maximum_age", number(to))
	}
}

func number(s string) json.Number { return json.Number(Digits(s)) }

// Digits returns a decimal number as JSON has it: with no zeros in front.
func Digits(s string) string {
	sign := ""
	if rest, ok := strings.CutPrefix(s, "-"); ok {
		sign, s = "-", rest
	}
	for len(s) > 1 && s[0] == '0' && s[1] != '.' {
		s = s[1:]
	}
	return sign + s
}

// minusOne returns the whole number before n.
func minusOne(n string) string {
	digits := []byte(n)
	for i := len(digits) - 1; i >= 0; i-- {
		if digits[i] > '0' {
			digits[i]--
			return Digits(string(digits))
		}
		digits[i] = '9'
	}
	return "0"
}

func (w *writer) cost(e *Object) {
	if s := w.Service; s.Free.V {
		e.Add("fees_description", "Free")
		e.Add("fees", "Free")
	}
}

func (w *writer) costOptions() []any {
	s, c := w.Service, &Object{}
	switch {
	case s.Free.V:
		c.Add("option", "Free")
		c.Add("currency", "GBP")
		c.Add("amount", json.Number("0"))
	case s.Amount.Written():
		c.Add("currency", "GBP")
		c.Add("amount", number(s.Amount.V))
	}
	w.words(c, "amount_description", s.CostNote)
	if len(c.Members) == 0 {
		return nil
	}
	return []any{withID(c, "cost", w.id)}
}

// withID puts an entity's ID in front, made from the names.
func withID(e *Object, names ...string) *Object {
	e.Members = append([]Member{{"id", ID(names...)}}, e.Members...)
	return e.sorted()
}

// phones is numbers of the service or the organisation. withText adds the service's number for text messages.
func (w *writer) phones(list []model.Phone, of string, withText bool) []any {
	var out []any
	for _, p := range list {
		e := &Object{}
		e.Add("number", p.E164)
		e.Add("type", "voice")
		w.words(e, "description", p.For)
		own := &Object{}
		own.Add("ref", string(p.Ref.V))
		own.Add("shown", p.Number.V)
		if hours := hoursInWords(p); hours != "" {
			own.Add("for", e.Text("description"))
			e.Set("description", strings.TrimSpace(e.Text("description")+" ("+hours+")"))
		}
		if p.Always {
			own.Add("open", "always")
		} else {
			own.Add("open", w.sessions(p.Open))
		}
		if p.Free.Written() {
			own.Add("free", p.Free.V)
		}
		e.Add(Own, own)
		out = append(out, withID(e, "phone", of, string(p.Ref.V)))
	}
	if s := w.Service; withText && s.TextNumber.Written() {
		e, own := &Object{}, &Object{}
		e.Add("number", s.TextE164)
		e.Add("type", "text")
		own.Add("shown", s.TextNumber.V)
		e.Add(Own, own)
		out = append(out, withID(e, "phone", of, "text", "message"))
	}
	return out
}

// hoursInWords says when a phone is answered, for which the specification has no member; "" where it is not known.
func hoursInWords(p model.Phone) string {
	if p.Always {
		return "day and night"
	}
	return InWords(p.Open)
}

// InWords says times in English on one line: "monday to friday 09:00–17:00; saturday 10:00–12:00, online".
func InWords(list []model.Session) string {
	var parts []string
	for _, x := range list {
		part := strings.Join(x.Every.V.Written(), ", ") + " " + x.From.V.String() + "–" + x.To.V.String()
		if m := x.Mode.V; m == "phone" || m == "online" {
			part += ", " + m
		}
		if !x.What.IsZero() {
			part += ", " + doc.Plaintext(x.What.Inlines)
		}
		if limits := limitsInWords(x); limits != "" {
			part += ", " + limits
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, "; ")
}

// sessions is the hours of a phone, for which the specification has no place, as listings write them.
func (w *writer) sessions(list []model.Session) []any {
	var out []any
	for _, x := range list {
		e := &Object{}
		e.Add("every", texts(x.Every.V.Written()))
		e.Add("from", x.From.V.String())
		e.Add("to", x.To.V.String())
		w.words(e, "what", x.What)
		e.Add("mode", x.Mode.V)
		limits(e, x)
		out = append(out, e)
	}
	return out
}

func texts(list []string) []any {
	var out []any
	for _, s := range list {
		out = append(out, s)
	}
	return out
}

// except lists when a session does not take place: the names of periods, and days. Of single days those alone on which
// the rule falls.
func except(x model.Session) []string {
	var out []string
	for _, id := range x.Not {
		out = append(out, string(id.V))
	}
	for _, d := range x.Except {
		if d.V.From != d.V.To || x.Every.V.On(d.V.From) {
			out = append(out, d.V.String())
		}
	}
	return out
}

// limits adds what a listing says of a session's days and no rule of a calendar does.
func limits(e *Object, x model.Session) {
	if d := x.Every.V.Fortnight; !d.IsZero() {
		e.Add("fortnight", d.String())
	}
	var only, also []string
	for _, id := range x.Only {
		only = append(only, string(id.V))
	}
	for _, d := range x.Also {
		also = append(also, d.V.String())
	}
	e.Add("only", texts(only))
	e.Add("also", texts(also))
	e.Add("except", texts(except(x)))
	if x.OpenOnHolidays.V {
		e.Add("bank_holidays", "open")
	}
}

// limitsInWords says the same in English, "" for nothing.
func limitsInWords(x model.Session) string {
	var parts []string
	if d := x.Every.V.Fortnight; !d.IsZero() {
		parts = append(parts, "every second week, such as "+d.String())
	}
	if len(x.Only) > 0 {
		var names []string
		for _, id := range x.Only {
			names = append(names, strings.ReplaceAll(string(id.V), "-", " "))
		}
		parts = append(parts, "only in "+strings.Join(names, " and "))
	}
	if not := except(x); len(not) > 0 {
		parts = append(parts, "not on "+strings.Join(not, " and "))
	}
	var also []string
	for _, d := range x.Also {
		also = append(also, d.V.String())
	}
	if len(also) > 0 {
		parts = append(parts, "also on "+strings.Join(also, " and "))
	}
	return strings.Join(parts, ", ")
}

// attendances is where and when. A place stands in the service once for each entry of the listing; what is by phone or
// online has a place of no address.
func (w *writer) attendances() (schedules, places []any) {
	seen := map[string]int{}
	for _, a := range w.Service.At {
		location, name := w.location(a)
		at := &Object{}
		at.Add("location", location)
		seen[name]++
		id := ID("service_at_location", w.id, name, count(seen[name]))
		at.Members = append([]Member{{"id", id}}, at.Members...)
		places = append(places, at)
		for _, x := range a.When {
			schedules = append(schedules, w.schedule(x, id, seen))
		}
	}
	if t := w.Service.TimesNote; !t.IsZero() {
		e := &Object{}
		w.words(e, "description", t)
		schedules = append(schedules, withID(e, "schedule", w.id, "note"))
	}
	return schedules, places
}

// count is "" for the first of several, else its number.
func count(n int) string {
	if n == 1 {
		return ""
	}
	return strconv.Itoa(n)
}

func (w *writer) schedule(x model.Session, at string, seen map[string]int) *Object {
	e := &Object{}
	freq, byday := x.Every.V.Rule()
	closes := x.To.V
	if closes == 24*60 {
		closes = 0 // a clock of ISO 8601 as most programs read it ends at 23:59
	}
	e.Add("service_at_location_id", at)
	e.Add("freq", freq)
	if d := x.Every.V.Fortnight; d.IsZero() {
		e.Add("interval", json.Number("1"))
	} else {
		e.Add("interval", json.Number("2"))
		e.Add("dtstart", d.String())
		e.Add("wkst", "MO")
	}
	e.Add("byday", byday)
	w.words(e, "description", x.What)
	e.Add("opens_at", x.From.V.String()+":00")
	e.Add("closes_at", closes.String()+":00")
	e.Add("attending_type", x.Mode.V)
	if words := limitsInWords(x); words != "" {
		e.Add("notes", strings.ToUpper(words[:1])+words[1:])
	}
	own := &Object{}
	limits(own, x)
	e.Add(Own, own)
	name := strings.Join([]string{at, byday, x.From.V.String(), x.To.V.String(), x.Mode.V}, " ")
	seen[name]++
	return withID(e, "schedule", w.id, name, count(seen[name]))
}

// location is a place, and the name by which its ID is made.
func (w *writer) location(a model.Attendance) (*Object, string) {
	p, path := w.Place(a.Place.V)
	e := &Object{}
	if p == nil {
		mode := "online"
		if len(a.When) > 0 {
			mode = a.When[0].Mode.V
		}
		e.Add("location_type", "virtual")
		e.Add("name", mode)
		return withID(e, "location", w.id, mode), mode
	}
	own := &Object{}
	own.Add("place", string(p.ID.V))
	own.Add("travel", travel(p.Travel))
	e.Add("location_type", "physical")
	e.Add("name", p.Name.V)
	if p.Lat.Written() {
		e.Add("latitude", number(p.Lat.V))
		e.Add("longitude", number(p.Lon.V))
	}
	e.Add("addresses", []any{w.address(p, path, own)})
	e.Add("accessibility", w.accessibility(p, path))
	e.Add(Own, own)
	return withID(e, "location", path, string(p.ID.V)), string(p.ID.V)
}

// address is a place's address. The specification needs a town, a county and a postcode: one that is not known is empty.
func (w *writer) address(p *model.Place, path string, own *Object) *Object {
	var lines []string
	for _, l := range p.Lines {
		lines = append(lines, l.V)
	}
	e := &Object{}
	region := w.Region
	if strings.HasPrefix(path, "shared/") {
		region = ""
	}
	first, rest := p.Name.V, ""
	if len(lines) > 0 {
		first, rest = lines[0], strings.Join(lines[1:], ", ")
		own.Add("address", texts(lines))
	}
	e.Set("address_1", first)
	e.Add("address_2", rest)
	e.Set("city", p.Town.V)
	e.Set("state_province", region)
	e.Set("postal_code", p.Postcode.V)
	e.Add("country", "GB")
	e.Add("address_type", "physical")
	return withID(e, "address", path, string(p.ID.V))
}

// accessWords says what the words of [model.PlaceAccess] mean.
var accessWords = map[string]string{
	"step-free": "Step-free way in", "lift": "Lift", "accessible-toilet": "Accessible toilet",
	"hearing-loop": "Hearing loop", "parking": "Parking for disabled people", "baby-changing": "Place to change a baby",
}

func (w *writer) accessibility(p *model.Place, path string) []any {
	var out []any
	for _, a := range p.Access {
		e, own := &Object{}, &Object{}
		e.Add("description", accessWords[a.V])
		own.Add("access", a.V)
		e.Add(Own, own)
		out = append(out, withID(e, "accessibility", path, string(p.ID.V), a.V))
	}
	if !p.AccessNote.IsZero() {
		e := &Object{}
		w.words(e, "description", p.AccessNote)
		out = append(out, withID(e, "accessibility", path, string(p.ID.V), "note", ""))
	}
	return out
}

func (w *writer) area() []any {
	if !w.Service.Area.Written() {
		return nil
	}
	e := &Object{}
	e.Add("name", w.Service.Area.V)
	return []any{withID(e, "service_area", w.id)}
}

// languageCodes are those of ISO 639 for tags that are no such code themselves.
var languageCodes = map[lang.Tag]string{"fa-af": "prs", "ku": "kmr"}

func (w *writer) languages() []any {
	var out []any
	for _, t := range w.Service.Languages {
		e := &Object{}
		code, ok := languageCodes[t.V]
		if !ok {
			code, _, _ = strings.Cut(string(t.V), "-")
		}
		e.Add("name", t.V.Locale().English)
		e.Add("code", code)
		if code != string(t.V) {
			own := &Object{}
			own.Add("language", t.V.BCP47())
			e.Add(Own, own)
		}
		out = append(out, withID(e, "language", w.id, string(t.V)))
	}
	return out
}

func (w *writer) organization() *Object {
	l, shared := w.Listing, w.Shared
	if shared == nil {
		shared = &model.Listing{}
	}
	var inherited []any
	web, email, phones := l.Web, l.Email, l.Phones
	if !web.Written() && shared.Web.Written() {
		web, inherited = shared.Web, append(inherited, "website")
	}
	if !email.Written() && shared.Email.Written() {
		email, inherited = shared.Email, append(inherited, "email")
	}
	if len(phones) == 0 && len(shared.Phones) > 0 {
		phones, inherited = shared.Phones, append(inherited, "phones")
	}
	id := OrganizationID(l.Path)
	e, own := &Object{}, &Object{}
	e.Add("id", id)
	e.Add("name", l.Name.V)
	if l.About.IsZero() {
		e.Add("description", l.Name.V)
	} else {
		w.words(e, "description", l.About)
	}
	e.Add("email", email.V)
	e.Add("website", uri(web.V))
	e.Add("phones", w.phones(phones, id, false))
	own.Add("organisation", string(l.ID.V))
	own.Add("inherited", inherited)
	own.Add("kind", l.Kind.V)
	own.addOwner(l.Owner)
	e.Add(Own, own)
	return e.sorted()
}

func (w *writer) documents() []any {
	if w.Service.Bring.IsZero() {
		return nil
	}
	e := &Object{}
	w.words(e, "document", w.Service.Bring)
	return []any{withID(e, "required_document", w.id)}
}

// own is what a listing says and the specification cannot.
func (w *writer) own() *Object {
	s, o := w.Service, &Object{}
	o.Add("service", string(s.ID.V))
	o.Add("words", w.references())
	var boroughs []any
	for _, b := range s.Boroughs {
		boroughs = append(boroughs, string(b.V))
	}
	o.Add("boroughs", boroughs)
	if c := s.Checked; c.On.Written() {
		o.Add("checked_by", c.By.V)
		o.Add("checked_how", c.How.V)
	}
	if s.ReviewBy.Written() {
		o.Add("review_by", s.ReviewBy.V.String())
	}
	var sources []any
	for _, x := range s.Sources {
		e := &Object{}
		e.Add("url", x.URL.V)
		e.Add("title", x.Title.V)
		e.Add("kind", x.Kind.V)
		if x.Date.Written() {
			e.Add("date", x.Date.V.String())
		}
		e.Add("supports", x.Supports.V)
		sources = append(sources, e)
	}
	o.Add("sources", sources)
	w.further(o)
	return o
}

// further adds what the specification has no member for: who sends people to the service and to whom it introduces them,
// and until when its alert stands. Their words stand here in English alone.
func (w *writer) further(o *Object) {
	s := w.Service
	if s.Interpreter.Written() {
		o.Add("interpreter", strconv.FormatBool(s.Interpreter.V))
	}
	if s.Alert.Until.Written() {
		o.Add("alert_until", s.Alert.Until.V.String())
	}
	o.Add("referral_by", doc.Plaintext(s.Referral.By.Inlines))
	o.Add("ask_for", doc.Plaintext(s.Referral.AskFor.Inlines))
	var others []string
	for _, x := range s.Introduces {
		others = append(others, string(x.V))
	}
	o.Add("introduces", texts(others))
}

// addOwner adds who keeps something up to date, by role.
func (o *Object) addOwner(by model.Owner) {
	o.Add("owner", doc.Plaintext(by.Role.Inlines))
	o.Add("deputy", doc.Plaintext(by.Deputy.Inlines))
}

// travel is how to get to a place, as a listing has it.
func travel(t model.Travel) *Object {
	o := &Object{}
	o.Add("text", doc.Plaintext(t.Text.Inlines))
	o.Add("from", doc.Plaintext(t.From.Inlines))
	if t.Minutes.Written() {
		o.Add("minutes", strconv.Itoa(t.Minutes.V))
	}
	return o
}

// references is the service's words as written, of those that point to facts.
func (w *writer) references() *Object {
	s, out := w.Service, &Object{}
	for _, f := range []struct {
		name string
		text doc.Text
	}{{"name", s.Name}, {"summary", s.Summary}, {"details", s.Details}, {"who", s.WhoText}, {"cost", s.CostNote},
		{"how_to_join", s.HowToJoin}, {"bring", s.Bring}, {"times_note", s.TimesNote}, {"alert", s.Alert.Text}} {
		for _, in := range f.text.Inlines {
			if _, ok := in.(doc.Ref); ok {
				out.Add(f.name, doc.Plaintext(f.text.Inlines))
				break
			}
		}
	}
	return out
}
