package view

import (
	"cmp"
	"hash/fnv"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// tools puts on top of a page what a script can do with it, and above that the way to leave where the page is
// about danger. It returns how many blocks these are.
func (v viewer) tools(p *doc.Page, t Target) int {
	var top []doc.Block
	if v.leaves(t) {
		top = append(top, v.exit())
		p.Scripts = append(p.Scripts, "assets/exit.js")
	}
	if slices.Contains([]string{"guide", "service", "emergency", "card"}, t.Kind) {
		tools := doc.Tools{Items: []doc.Tool{v.tool("speak", "speak"), v.tool("share", "share")}}
		tools.Says = append(tools.Says, v.says("speak-stop", "speak-none", "speak-failed", "share-copied", "share-failed")...)
		if t.Kind == "card" {
			tools.Items = append(tools.Items, v.tool("full", "full"))
			tools.Says = append(tools.Says, v.says("full-failed")...)
		}
		top = append(top, tools)
	}
	hasTools := false
	doc.Walk(append(slices.Clone(p.Body), top...), func(b doc.Block) {
		if x, ok := b.(doc.Tools); ok && len(x.Items) > 0 && x.Items[0].Name != "plan" && x.Items[0].Name != "print" {
			hasTools = true
		}
	})
	if hasTools {
		p.Scripts = append(p.Scripts, "assets/tools.js")
	}
	p.Body = append(top, p.Body...)
	return len(top)
}

// tool is a button whose words are the interface's text tool-<name>.
func (v viewer) tool(name, icon string) doc.Tool {
	return doc.Tool{Name: name, Icon: icon, Text: v.say("tool-" + name)}
}

// remember is the buttons below a list of boxes to tick.
func (v viewer) remember() doc.Block {
	return doc.Tools{
		Items: []doc.Tool{v.tool("remember", ""), v.tool("forget", "")},
		Says:  v.says("remembered", "forgotten", "remember-failed"),
	}
}

// marks names the items of a list by their English, whatever language they are shown in.
func marks(items [][]doc.Block) []string {
	out := make([]string, len(items))
	for i, it := range items {
		h := fnv.New32a()
		h.Write([]byte(doc.PlainBlocks(it)))
		out[i] = strconv.FormatUint(uint64(h.Sum32()), 36)
	}
	return out
}

// leaves tells whether a page is about danger, as its guide or one of its categories says.
func (v viewer) leaves(t Target) bool {
	if !v.Settings().ExitTo.Written() {
		return false
	}
	flagged := func(id model.ID) bool {
		return slices.ContainsFunc(v.Categories(), func(c model.Category) bool { return c.ID.V == id && c.QuickExit.V })
	}
	switch t.Kind {
	case "guide":
		g := v.Guide(model.ID(t.Subject))
		return g.QuickExit.V || !g.QuickExit.Written() && flagged(g.Category.V)
	case "category":
		return flagged(model.ID(t.Subject))
	case "service":
		return slices.ContainsFunc(v.Service(model.ID(t.Subject)).Categories, func(c model.At[model.ID]) bool { return flagged(c.V) })
	}
	return false
}

func (v viewer) exit() doc.Block {
	return doc.Exit{Href: v.Settings().ExitTo.V, Text: v.say("exit"), Limits: v.say("exit-limits")}
}

// qr is the code by which another phone opens the page; there is none without a base URL.
func (v viewer) qr(path string) []doc.Block {
	base := v.Settings().URL.V
	if base == "" {
		return nil
	}
	return []doc.Block{doc.QR{Address: base + path, Caption: v.say("qr")}}
}

// keep is the ways to take a service along: as a text message, as a contact, as dates.
func (v viewer) keep(s *catalog.Service, path string) []doc.Block {
	sessions := v.sessionCards(s)
	cards := doc.Cards{Small: true, Items: make([]doc.Card, 0, 3+len(sessions))}
	cards.Items = append(cards.Items, doc.Card{Href: v.textMessage(s, path), Icon: "message", Title: v.say("keep-text")})
	if HasContact(s) {
		cards.Items = append(cards.Items, doc.Card{Href: ContactFile(v.Edition().Borough, s), Icon: "people", Title: v.say("keep-contact")})
	}
	if s.HasTimes() {
		cards.Items = append(cards.Items, doc.Card{Href: TimesFile(v.Edition().Borough, s), Icon: "clock", Title: v.say("keep-times")})
	}
	cards.Items = append(cards.Items, sessions...)
	return append([]doc.Block{doc.Heading{Level: 2, ID: "keep", Text: v.say("keep")}, cards}, v.qr(path)...)
}

// HasContact tells whether a service has a contact card: a way to reach it, or an address.
func HasContact(s *catalog.Service) bool {
	_, mail := s.EmailFact()
	_, web := s.WebFact()
	return len(s.AllPhones()) > 0 || mail || web || slices.ContainsFunc(s.At, func(a model.Attendance) bool { return s.Place(a.Place.V) != nil })
}

// ContactFile and TimesFile are where a borough's services stand as contact cards and as calendars. They hold facts
// alone, so they are the same in every language.
func ContactFile(borough model.ID, s *catalog.Service) string {
	return string(borough) + "/data/services/" + string(s.ID.V) + ".vcf"
}

// TimesFile is described at [ContactFile].
func TimesFile(borough model.ID, s *catalog.Service) string {
	return string(borough) + "/data/services/" + string(s.ID.V) + ".ics"
}

// SessionFile is where one of several sessions of a service stands as a calendar; see [ContactFile].
func SessionFile(borough model.ID, s *catalog.Service, a model.Attendance, x model.Session) string {
	return string(borough) + "/data/services/" + string(s.ID.V) + "/" + cmp.Or(string(a.Place.V), x.Mode.V, "elsewhere") + "-" + catalog.SessionName(x) + ".ics"
}

// mostSessions is up to how many sessions a service may have for each to be offered by itself.
const mostSessions = 6

// EachSession calls f with the sessions of a service that are offered each by itself: where it has some, and not many.
func EachSession(s *catalog.Service, f func(model.Attendance, model.Session)) {
	n := 0
	for _, a := range s.At {
		n += len(a.When)
	}
	if n < 2 || n > mostSessions {
		return
	}
	for _, a := range s.At {
		for _, x := range a.When {
			f(a, x)
		}
	}
}

// sessionCards is the sessions of a service for a calendar, each by itself.
func (v viewer) sessionCards(s *catalog.Service) []doc.Card {
	var out []doc.Card
	EachSession(s, func(a model.Attendance, x model.Session) {
		parts := make([]doc.Text, 0, 3)
		for _, r := range v.hoursRows(s, []model.Session{x}, nil) {
			parts = append(parts, r.Day)
		}
		parts = append(parts, v.fact(span(x.From.V, x.To.V)))
		if !x.What.IsZero() {
			parts = append(parts, v.Of(s, x.What))
		}
		out = append(out, doc.Card{Href: SessionFile(v.Edition().Borough, s, a, x), Icon: "clock", Title: v.joined(parts), Text: v.say("keep-session")})
	})
	return out
}

// TimetableFile is where all sessions of a borough stand as a calendar; see [ContactFile].
func TimetableFile(borough model.ID) string { return string(borough) + "/data/timetable.ics" }

// timetableCards leads from the week to its dates, to the calendar that other programs take, and to the week for a wall.
func (v viewer) timetableCards() doc.Block {
	out := doc.Cards{Small: true, Items: []doc.Card{
		{Href: v.Path("next-days.html"), Icon: "clock", Title: v.say("next-days")},
		{Href: TimetableFile(v.Edition().Borough), Icon: "clock", Title: v.say("timetable-calendar")},
	}}
	if href := v.Path(VariantFile(v.Edition(), Week)); hasWeek(v.Lens) && v.Made(href) {
		out.Items = append(out.Items, doc.Card{Href: href, Icon: "print", Title: v.say("pack-week")})
	}
	return out
}

// textMessage is a text message to be sent to anybody: what the service is, where and when, and where to read more.
func (v viewer) textMessage(s *catalog.Service, path string) string {
	name := doc.Plaintext(v.Of(s, s.Name).Inlines)
	if e := v.EnglishOf(s.Name); !e.IsZero() {
		name += " (" + doc.Plaintext(e.Inlines) + ")"
	}
	lines := []string{name}
	for i, p := range s.AllPhones() {
		if i < 2 {
			lines = append(lines, p.Number.V)
		}
	}
	if where := v.where(s); len(where) > 0 {
		var parts []string
		for _, f := range where[0].(doc.Place).Lines {
			parts = append(parts, f.Shown)
		}
		lines = append(lines, strings.Join(parts, ", "))
	}
	for i, r := range v.sessionsOf(s) {
		if i < 3 {
			lines = append(lines, doc.Plaintext(r.Day.Inlines)+" "+r.Time.Shown)
		}
	}
	if base := v.Settings().URL.V; base != "" {
		lines = append(lines, base+path)
	} else if f, ok := s.WebFact(); ok {
		lines = append(lines, f.Machine)
	}
	// Some phones look for the text after ?, some after &; all pass over what they do not know.
	return "sms:?&body=" + strings.ReplaceAll(url.QueryEscape(strings.Join(lines, "\n")), "+", "%20")
}

func (v viewer) sessionsOf(s *catalog.Service) []doc.HoursRow {
	var rows []doc.HoursRow
	for _, a := range s.At {
		rows = append(rows, v.hoursRows(s, a.When, nil)...)
	}
	return rows
}
