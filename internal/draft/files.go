package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/fields"
)

// A Borough is a new borough.
type Borough struct {
	ID, Name, Region, About string
	Council                 string // the service that is its council; may be empty
}

// Text returns its borough.yaml.
func (b Borough) Text() string {
	var l lines
	l.add("borough: %s", b.ID)
	l.field("", "name", b.Name)
	l.field("", "region", b.Region)
	l.field("", "about", b.About)
	if b.Council != "" {
		l.add("council: %s", b.Council)
	} else {
		l.add("# Once the council has a listing, write here the short name of its service, and take the # away:")
		l.add("# council: %s-council", b.ID)
	}
	return l.b.String()
}

// A Listing is a new organisation with one service.
type Listing struct {
	ID, Name, About, Web, Email, Phone string
	Place                              Place
	Service                            Service
}

// A Place is where a service is. The zero Place is none.
type Place struct {
	ID, Name, Town, Postcode string
	Address                  []string // lines
}

// A Service is a new service.
type Service struct {
	ID, Name, Summary    string
	Categories, Stages   []string
	Join, Languages      []string
	Who, Cost, HowToJoin string
	Phone, Email, Web    string // its own
	PlaceID              string
	Times                []Time
	Source, SourceKind   string // where the facts were seen
	CheckedOn, CheckedBy string // the day, and how
	SharedWith           []string
}

// A Time is when a service is open.
type Time struct{ Every, From, To string }

var timeForm = regexp.MustCompile(`^(.*?)[ ,]+([0-9][0-9:.apm]*) ?(?:-|–|to|until) ?([0-9][0-9:.apm]*)$`)

// plural is a day as people name it when they mean each one: mondays.
var plural = regexp.MustCompile(`\b((?:mon|tues|wednes|thurs|fri|satur|sun)day)s\b`)

// ParseTime reads "monday to friday 10:00-13:00", and what people say for it, such as "Mondays and Fridays". What it holds is for [Mistakes] to judge.
func ParseTime(s string) (Time, error) {
	m := timeForm.FindStringSubmatch(strings.ToLower(strings.Join(strings.Fields(s), " ")))
	if m == nil {
		return Time{}, fmt.Errorf("%q is no day with a time: write it as in monday to friday 10:00-13:00, or 2nd tuesday 18:00-20:00", s)
	}
	every := plural.ReplaceAllString(strings.TrimPrefix(m[1], "every "), "$1")
	switch every {
	case "daily":
		every = "day"
	case "weekday", "weekdays":
		every = "monday to friday"
	}
	if strings.ContainsAny(every, ",&") || strings.Contains(every, " and ") {
		days := strings.FieldsFunc(strings.ReplaceAll(every, " and ", ","), func(r rune) bool { return r == ',' || r == '&' })
		for i, d := range days {
			days[i] = strings.TrimSpace(d)
		}
		every = flow(days)
	}
	return Time{every, hours(m[2]), hours(m[3])}, nil
}

// hours writes 9:30 as 09:30.
func hours(s string) string {
	if len(s) == 4 && s[1] == ':' {
		return "0" + s
	}
	return s
}

// Text returns the listing's file.
func (o Listing) Text() string {
	var l lines
	l.add("organisation: %s", o.ID)
	l.field("", "name", o.Name)
	l.field("", "about", o.About)
	l.field("", "web", o.Web)
	l.field("", "email", o.Email)
	if o.Phone != "" {
		l.add("phones:\n  - {ref: main, number: %s}", fields.Quote(o.Phone))
	}
	if o.Place.ID != "" {
		l.add("places:")
		l.b.WriteString(o.Place.Text())
	}
	l.add("services:")
	l.b.WriteString(o.Service.Text())
	return l.b.String()
}

// Text returns the place as an entry of the list of places.
func (p Place) Text() string {
	var l lines
	l.add("  - place: %s", p.ID)
	l.field("    ", "name", p.Name)
	if len(p.Address) > 0 {
		l.add("    address: %s", flow(p.Address))
	}
	l.field("    ", "town", p.Town)
	l.field("    ", "postcode", p.Postcode)
	l.add("    # access: [step-free, lift, accessible-toilet, hearing-loop, parking, baby-changing]")
	return l.b.String()
}

// Text returns the service as an entry of the list of services. What is not known yet stands there as comments.
func (s Service) Text() string {
	var l lines
	open := []string{}
	list := func(name string, values []string, hint string) {
		if len(values) > 0 {
			l.add("    %s: %s", name, flow(values))
		} else if hint != "" {
			open = append(open, name+": "+hint)
		}
	}
	text := func(name, value, hint string) {
		l.field("    ", name, value)
		if value == "" && hint != "" {
			open = append(open, name+": "+hint)
		}
	}
	l.add("  - service: %s", s.ID)
	l.field("    ", "name", s.Name)
	l.field("    ", "summary", s.Summary)
	list("category", s.Categories, "")
	list("stage", s.Stages, "[arrive, wait, decision, move-on, refused, settled]   # for whom; left out = everybody")
	list("boroughs", s.SharedWith, "")
	if s.Who != "" {
		l.add("    who:\n      text: %s", Scalar(s.Who))
	} else {
		open = append(open, "who: {text: Anyone, ages: 18+, women_only: false, asks_status: false, nrpf_ok: true}")
	}
	switch {
	case s.Cost == "" || s.Cost == "free":
		text("cost", s.Cost, `free, or {amount: "1.00", note: for lunch}`)
	default:
		l.add("    cost: {amount: %s}", fields.Quote(strings.TrimPrefix(s.Cost, "£")))
	}
	list("languages", s.Languages, "[en, ar]   # spoken there")
	list("join", s.Join, "[drop-in, appointment, referral, self-referral, phone, email, online]")
	text("how_to_join", s.HowToJoin, "how people get in, in a sentence")
	open = append(open, "bring: what to bring")
	if s.Phone != "" {
		l.add("    phones:\n      - {ref: main, number: %s}", fields.Quote(s.Phone))
	}
	l.field("    ", "email", s.Email)
	l.field("    ", "web", s.Web)
	s.when(&l)
	if s.CheckedOn != "" {
		l.add("    checked: {on: %s, by: volunteer, how: %s}", s.CheckedOn, s.CheckedBy)
	} else {
		open = append(open, "checked: {on: 2026-11-30, by: volunteer, how: phone}   # once somebody rang or went there")
	}
	if s.Source != "" {
		l.add("    sources:\n      - {url: %s, kind: %s}", fields.Quote(s.Source), s.SourceKind)
	}
	l.add("    # More that can be said here. Take away the first # of a line, and change what stands behind the colon:")
	for _, o := range open {
		l.add("    # %s", o)
	}
	return l.b.String()
}

func (s Service) when(l *lines) {
	if s.PlaceID == "" && len(s.Times) == 0 {
		return
	}
	l.add("    at:")
	mode, hyphen := ", mode: phone", "- "
	if slices.Contains(s.Join, "online") && !slices.Contains(s.Join, "phone") {
		mode = ", mode: online"
	}
	if s.PlaceID != "" {
		l.add("      - place: %s", s.PlaceID)
		mode, hyphen = "", "  "
	}
	if len(s.Times) > 0 {
		l.add("      %swhen:", hyphen)
	}
	for _, t := range s.Times {
		l.add("          - {every: %s, from: %s, to: %s%s}", t.Every, fields.Quote(t.From), fields.Quote(t.To), mode)
	}
}

// A Guide is a new guide.
type Guide struct {
	Title, Summary, Category string
	Stages, Boroughs         []string
	Order                    int
	Source, SourceKind       string
	Paragraphs, Steps        []string
}

// Text returns the guide's file.
func (g Guide) Text() string {
	var l lines
	l.add("---")
	l.field("", "title", g.Title)
	l.field("", "summary", g.Summary)
	if len(g.Stages) > 0 {
		l.add("stage: %s", flow(g.Stages))
	} else {
		l.add("# stage: [arrive, wait]   # for whom; left out = everybody")
	}
	l.field("", "category", g.Category)
	l.add("order: %d", g.Order)
	if len(g.Boroughs) > 0 {
		l.add("boroughs: %s", flow(g.Boroughs))
	}
	if g.Source != "" {
		l.add("sources:\n  - {url: %s, kind: %s}", fields.Quote(g.Source), g.SourceKind)
	}
	l.add("# Below the line: paragraphs with an empty line between them, ## headings, lists with - or 1., boxes with > [!note].")
	l.add("# A phone number is written {nhs-111.phone}, with the short name of its service; a link [words](guide:health).")
	l.add("---")
	for i, p := range g.Paragraphs {
		if i > 0 {
			l.add("")
		}
		l.add("%s", strings.Join(strings.Fields(p), " "))
	}
	if len(g.Steps) > 0 {
		l.add("\n## What to do\n")
	}
	for i, s := range g.Steps {
		l.add("%d. %s", i+1, strings.Join(strings.Fields(s), " "))
	}
	if g.Category != "" { // a guide ends where its reader can go on
		l.add("\n## Who can help\n\n{category: %s}", g.Category)
	}
	return l.b.String()
}
