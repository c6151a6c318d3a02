package load

import (
	"fmt"
	"path"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// listing reads an organisation's file; ok is false where nothing of it can be used. One whose organisation was
// refused goes by the file's name, so that nothing else is missed for it.
func (f *folder) listing(file string, shared bool) (l model.Listing, ok bool) {
	m, r := f.yaml(file)
	if m == nil {
		return l, false
	}
	l.Path = r.key
	l.ID = r.slug(m.Scalar("organisation", fields.Required))
	r.fileName(l.ID, file)
	l.Name = r.sign(m.Scalar("name", fields.Required))
	l.About = r.words(m.Scalar("about", fields.Optional), "about")
	l.Web = r.web(m.Scalar("web", fields.Optional))
	l.Email = r.email(m.Scalar("email", fields.Optional))
	l.Kind = r.kind(m)
	l.Owner = r.owner(m, "")
	l.Phones = r.phones(m.List("phones", fields.Optional), "")
	places := map[model.ID]source.Span{}
	for _, v := range m.List("places", fields.Optional) {
		if p := v.Map("this place"); p != nil {
			if place := r.place(p); r.distinct(places, place.ID, "places of this file") {
				l.Places = append(l.Places, place)
			}
		}
	}
	services := map[model.ID]source.Span{}
	for _, v := range m.List("services", fields.Required) {
		if s := v.Map("this service"); s != nil {
			if service := r.service(s, shared); r.distinct(services, service.ID, "services of this file") {
				l.Services = append(l.Services, service)
			}
		}
	}
	m.Done()
	if name := strings.TrimSuffix(path.Base(file), ".yaml"); l.ID.V == "" && slugForm.MatchString(name) {
		l.ID = model.At[model.ID]{V: model.ID(name), At: r.start()}
	}
	return l, l.ID.V != ""
}

// fileName reports a listing whose file is called otherwise than its organisation.
func (r *reader) fileName(id model.At[model.ID], file string) {
	want, base := string(id.V)+".yaml", path.Base(file)
	if id.V == "" || base == want {
		return
	}
	d := r.ds.Error(id.At, "file-name", "the organisation is %q, but the file is called %s", id.V, base)
	if name := strings.TrimSuffix(base, ".yaml"); slugForm.MatchString(name) {
		d.Hint("call the file %s, or write organisation: %s", want, name)
	} else {
		d.Hint("call the file %s", want)
	}
}

// phones reads a list of numbers. A number that was refused is empty, but its ref can still be pointed to.
func (r *reader) phones(list []fields.Value, key string) []model.Phone {
	var out []model.Phone
	seen := map[model.ID]source.Span{}
	for _, v := range list {
		m := v.Map("this phone")
		if m == nil {
			continue
		}
		p := model.Phone{Ref: r.slug(m.Scalar("ref", fields.Required))}
		if p.Ref.V != "" {
			m.Label = fmt.Sprintf("phone %q", p.Ref.V)
		}
		base := key + "phone." + string(p.Ref.V)
		p.Number, p.E164 = r.phone(m.Scalar("number", fields.Required))
		p.For = r.name(m, "for", base+"/for", fields.Optional)
		p.Always, p.Open = r.open(m.Value("open", fields.Optional), base)
		p.Free = r.truth(m.Scalar("free", fields.Optional), "free")
		m.Done()
		if r.distinct(seen, p.Ref, "phones of this list") {
			out = append(out, p)
		}
	}
	return out
}

// open reads when a phone is answered: the word always, or a list of times.
func (r *reader) open(v fields.Value, key string) (always bool, when []model.Session) {
	if !v.IsText() {
		when = r.sessions(v.List(), key+"/open")
		r.twice(when)
		return false, when
	}
	s := v.Scalar()
	if s.Text != "always" {
		d := r.ds.Error(s.At, "bad-choice", "open cannot be %q", short(s.Text))
		if strings.Contains(s.Text, "24") {
			d.Hint("write always")
		} else {
			d.Hint(`write always, or a list of times: [{every: monday to friday, from: "09:00", to: "17:00"}]`)
		}
	}
	return s.Text == "always", nil
}

func (r *reader) place(m *fields.Map) model.Place {
	id := r.named(m, "place")
	p := model.Place{ID: id, Name: r.sign(m.Scalar("name", fields.Optional))}
	for _, v := range m.List("address", fields.Optional) {
		if line := r.sign(v.Scalar()); line.Written() {
			p.Lines = append(p.Lines, line)
		}
	}
	if !m.Has("name") && !m.Has("address") {
		r.ds.Error(m.At(), "missing-field", "%s has neither a name nor an address", m.Label).
			Hint(`add the lines of its address: address: ["1 Example Street"]`)
	}
	p.Town = r.sign(m.Scalar("town", fields.Optional))
	p.Postcode = r.postcode(m.Scalar("postcode", fields.Optional))
	if at := m.Map("position", fields.Optional); at != nil {
		p.Lat, p.Lon = r.position(at)
	}
	p.Access = r.choices(m.List("access", fields.Optional), "access", model.PlaceAccess)
	p.AccessNote = r.words(m.Scalar("access_note", fields.Optional), "place."+string(id.V)+"/access_note")
	p.Travel = r.travel(m.Map("travel", fields.Optional), "place."+string(id.V)+"/")
	m.Done()
	return p
}

var degreesForm = regexp.MustCompile(`^-?\d{1,3}(\.\d{1,8})?$`)

// position reads a latitude and longitude, which must lie in the UK.
func (r *reader) position(m *fields.Map) (lat, lon model.At[string]) {
	a, b := m.Scalar("lat", fields.Required), m.Scalar("lon", fields.Required)
	m.Done()
	for _, s := range []fields.Scalar{a, b} {
		if s.Written() && !degreesForm.MatchString(s.Text) {
			r.ds.Error(s.At, "bad-position", "%q is no number of degrees", short(s.Text)).Hint(`write degrees with a point, such as "54.9740" or "-1.6130"`)
			return
		}
	}
	if !a.Written() || !b.Written() {
		return
	}
	// East of 0.4 degrees the land ends at 53.2 north: a place there has lost its minus.
	atSea := within(a, 53.2, 61) && within(b, 0.4, 9)
	switch inUK := within(a, 49, 61) && within(b, -9, 1.8) && !atSea; {
	case !inUK && within(b, 49, 61) && within(a, -9, 1.8):
		r.ds.Error(a.At, "bad-position", "lat and lon are the wrong way round").Hint("write lat: %q, lon: %q", b.Text, a.Text)
	case !inUK && within(a, 49, 61) && within(b, 0, 9):
		r.ds.Error(b.At, "bad-position", "this place is not in the UK").Hint("west of London lon has a minus in front: \"-%s\"", strings.TrimPrefix(b.Text, "-"))
	case !inUK:
		r.ds.Error(a.At, "bad-position", "this place is not in the UK").Hint("lat lies between 49 and 61, lon between -9 and 1.8")
	default:
		return model.At[string]{V: a.Text, At: a.At}, model.At[string]{V: b.Text, At: b.At}
	}
	return
}

func within(s fields.Scalar, from, to float64) bool {
	var f float64
	_, err := fmt.Sscanf(s.Text, "%g", &f)
	return err == nil && f >= from && f <= to
}

func (r *reader) service(m *fields.Map, shared bool) model.Service {
	id := r.page(m, "service")
	key := string(id.V) + "/"
	s := model.Service{
		ID:         id,
		Name:       r.serviceName(m, key+"name"),
		Summary:    r.words(m.Scalar("summary", fields.Required), key+"summary"),
		Details:    r.words(m.Scalar("details", fields.Optional), key+"details"),
		Status:     r.choice(m.Scalar("status", fields.Optional), "a service's status", []string{"active", "paused", "closed"}),
		Categories: r.slugs(m.List("category", fields.Required)),
		Stages:     r.stages(m.List("stage", fields.Optional)),
		Boroughs:   r.sharedOnly(m, shared, "the services of this file are its borough's own"),
	}
	r.who(m.Map("who", fields.Optional), &s, key)
	r.cost(m.Value("cost", fields.Optional), &s, key)
	s.Languages = r.languages(m.List("languages", fields.Optional))
	s.Join = r.choices(m.List("join", fields.Optional), "a way to join", model.WaysToJoin)
	s.HowToJoin = r.words(m.Scalar("how_to_join", fields.Optional), key+"how_to_join")
	s.Bring = r.words(m.Scalar("bring", fields.Optional), key+"bring")
	s.Referral = r.referral(m.Map("referral", fields.Optional), key)
	s.Introduces = r.slugs(m.List("introduces", fields.Optional))
	s.Interpreter = r.truth(m.Scalar("interpreter", fields.Optional), "interpreter")
	s.Alert = r.alert(m.Map("alert", fields.Optional), key)
	s.Phones = r.phones(m.List("phones", fields.Optional), key)
	s.TextNumber, s.TextE164 = r.phone(m.Scalar("text", fields.Optional))
	s.Email = r.email(m.Scalar("email", fields.Optional))
	s.Web = r.web(m.Scalar("web", fields.Optional))
	for _, v := range m.List("at", fields.Optional) {
		if a := v.Map("this entry of at"); a != nil {
			s.At = append(s.At, r.attendance(a, key))
		}
	}
	r.attendedTwice(s.At)
	s.TimesNote = r.words(m.Scalar("times_note", fields.Optional), key+"times_note")
	s.Area = r.sign(m.Scalar("area", fields.Optional))
	s.Checked = r.check(m.Map("checked", fields.Optional))
	s.ReviewBy = r.date(m.Scalar("review_by", fields.Optional))
	s.Note = r.plain(m.Scalar("note", fields.Optional))
	s.Was = r.slugs(m.List("was", fields.Optional))
	s.Sources = r.sources(m.List("sources", fields.Optional))
	m.Done()
	return s
}

// serviceName reads a service's name, which may be a short number: "NHS 111", "Text 999".
func (r *reader) serviceName(m *fields.Map, key string) doc.Text {
	before := len(r.ds)
	name := r.name(m, "name", key, fields.Required)
	told := slices.DeleteFunc(slices.Clone(r.ds[before:]), func(d diag.Diagnostic) bool {
		return d.Code == "literal-fact" && d.At.End-d.At.Offset <= 3
	})
	r.ds = append(r.ds[:before], told...)
	return name
}

// sharedOnly reads boroughs, which only what is shared may have.
func (r *reader) sharedOnly(m *fields.Map, shared bool, why string) []model.At[model.ID] {
	v := m.Value("boroughs", fields.Optional)
	if !shared && m.Has("boroughs") {
		r.ds.Error(m.Key("boroughs"), "unknown-key", "only what lies in content/shared can have boroughs: %s", why).
			Hint("delete this line, or move the file to content/shared")
		return nil
	}
	return r.slugs(v.List())
}

func (r *reader) who(m *fields.Map, s *model.Service, key string) {
	if m == nil {
		return
	}
	s.WhoText = r.words(m.Scalar("text", fields.Optional), key+"who")
	s.Ages = r.ages(m.Scalar("ages", fields.Optional))
	s.WomenOnly = r.truth(m.Scalar("women_only", fields.Optional), "women_only")
	s.AsksStatus = r.truth(m.Scalar("asks_status", fields.Optional), "asks_status")
	s.NRPFOK = r.truth(m.Scalar("nrpf_ok", fields.Optional), "nrpf_ok")
	m.Done()
}

var (
	agesForm  = regexp.MustCompile(`^(\d{1,3}\+|under \d{1,3}|(\d{1,3}) to (\d{1,3}))$`)
	agesRange = regexp.MustCompile(`^(?:ages? )?(\d{1,3}) ?(?:-|–|to) ?(\d{1,3})$`)
	agesFrom  = regexp.MustCompile(`^(?:over |from |at least )?(\d{1,3}) ?(?:\+|and over|or over|and older|or older)?$`)
	agesBelow = regexp.MustCompile(`^(?:under|below|less than|up to)[ -]?(\d{1,3})s?$`)
)

// ages reads who may come by age: "18+", "under 18", "16 to 25".
func (r *reader) ages(s fields.Scalar) model.At[string] {
	if !s.Written() {
		return model.At[string]{}
	}
	m := agesForm.FindStringSubmatch(s.Text)
	switch {
	case m != nil && m[2] != "" && atoi(m[2]) >= atoi(m[3]):
		r.ds.Error(s.At, "bad-ages", "the ages %q end before they start", s.Text).Hint("write the younger age first")
		return model.At[string]{}
	case m != nil:
		return model.At[string]{V: s.Text, At: s.At}
	}
	d := r.ds.Error(s.At, "bad-ages", "%q cannot be read as ages", short(s.Text))
	low := strings.ToLower(s.Text)
	if m := agesRange.FindStringSubmatch(low); m != nil {
		d.Hint("write %s to %s", m[1], m[2])
	} else if m := agesFrom.FindStringSubmatch(low); m != nil {
		d.Hint("write %s+ for people of %s and older", m[1], m[1])
	} else if m := agesBelow.FindStringSubmatch(low); m != nil {
		d.Hint("write under %s", m[1])
	} else {
		d.Hint("write 18+, under 18 or 16 to 25; other words belong in text: …")
	}
	return model.At[string]{}
}

// cost reads the word free, or an amount with words about it.
func (r *reader) cost(v fields.Value, s *model.Service, key string) {
	switch {
	case v.IsText():
		c := v.Scalar()
		if c.Text == "free" {
			s.Free = model.At[bool]{V: true, At: c.At}
			return
		}
		d := r.ds.Error(c.At, "bad-amount", "cost cannot be %q", short(c.Text))
		if m := looseForm.FindStringSubmatch(c.Text); m != nil {
			d.Hint(`write cost: {amount: "%s"}`, pounds(c.Text, m))
		} else {
			d.Hint(`write free, or {amount: "1.00", note: for lunch}`)
		}
	case v.Written():
		m := v.Map(`"cost"`)
		amount := m.Scalar("amount", fields.Optional)
		s.Amount = r.amount(amount, "pounds")
		if s.Amount.Written() && strings.Trim(s.Amount.V, "0.") == "" {
			r.ds.Error(amount.At, "bad-amount", "a cost of nothing is free").Hint("write cost: free")
			s.Amount = model.At[string]{}
		}
		s.CostNote = r.name(m, "note", key+"cost", fields.Optional)
		if m != nil && !m.Has("amount") && !m.Has("note") {
			r.ds.Error(m.At(), "missing-field", `"cost" has no amount`).Hint(`write free, or {amount: "1.00", note: for lunch}`)
		}
		m.Done()
	}
}

// pounds writes what was read as an amount in pounds and pence; "50p" is half a pound.
func pounds(text string, m []string) string {
	whole, pence := strings.NewReplacer(",", "", " ", "").Replace(m[1]), (m[2] + "00")[:2]
	if strings.HasSuffix(text, "p") && m[2] == "" && len(whole) <= 2 {
		whole, pence = "0", fmt.Sprintf("%02d", atoi(whole))
	}
	return whole + "." + pence
}

func (r *reader) attendance(m *fields.Map, key string) model.Attendance {
	a := model.Attendance{Place: r.slug(m.Scalar("place", fields.Optional))}
	where := string(a.Place.V)
	if where == "" {
		where = "elsewhere"
	}
	a.When = r.sessions(m.List("when", fields.Optional), key+where)
	elsewhere := len(a.When) > 0
	for _, s := range a.When {
		elsewhere = elsewhere && (s.Mode.V == "phone" || s.Mode.V == "online")
	}
	if !m.Has("place") && !elsewhere && (len(a.When) > 0 || !m.Has("when")) {
		r.ds.Error(m.At(), "missing-field", "%s has no place", m.Label).
			Hint("add place: with a place of this file, or mode: phone or mode: online to each of its times")
	}
	m.Done()
	return a
}
