package load

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// sessions reads a list of times. A list of days whose ordinals differ ("2nd tuesday", "4th tuesday") gives a
// session for each ordinal.
func (r *reader) sessions(list []fields.Value, key string) []model.Session {
	var out []model.Session
	for i, v := range list {
		if i == source.MaxSessions {
			r.ds.Error(v.At(), "limit", "this list has %d times; it may have %d", len(list), source.MaxSessions).
				Hint("put days with the same times together: every: monday to friday")
			break
		}
		if m := v.Map("this time"); m != nil {
			out = append(out, r.session(m, key)...)
		}
	}
	r.oddHours(out)
	return out
}

func (r *reader) session(m *fields.Map, key string) []model.Session {
	days := m.Value("every", fields.Required)
	every, written := r.everies(days)
	s := model.Session{
		From: r.clock(m.Scalar("from", fields.Required)),
		To:   r.clock(m.Scalar("to", fields.Required)),
		What: r.name(m, "what", key+"/"+slugged(written)+"/what", fields.Optional),
		Mode: r.choice(m.Scalar("mode", fields.Optional), "the mode of a time", []string{"in-person", "phone", "online"}),
	}
	r.fortnight(m, every)
	r.exceptions(m, &s)
	r.excepted(every, s.Except)
	switch h := r.choice(m.Scalar("bank_holidays", fields.Optional), "a session on bank holidays", []string{"open", "closed"}); h.V {
	case "open":
		s.OpenOnHolidays = model.At[bool]{V: true, At: h.At}
	case "closed":
		s.Not = append(s.Not, model.At[model.ID]{V: model.BankHolidays, At: h.At})
	}
	for _, t := range r.texts(m.Value("only", fields.Optional)) {
		s.Only = append(s.Only, r.slug(t)) // one that is refused still says that it is not always
	}
	s.Also = filled(r.texts(m.Value("also", fields.Optional)), r.date)
	r.inOrder(s.From, s.To)
	m.Done()
	var out []model.Session
	for _, e := range every {
		s.Every = model.At[calendar.Every]{V: e, At: days.At()}
		out = append(out, s)
	}
	return out
}

// fortnight reads the day of a session that takes place every second week.
func (r *reader) fortnight(m *fields.Map, every []calendar.Every) {
	d := r.date(m.Scalar("fortnight", fields.Optional))
	if !d.Written() {
		return
	}
	for i := range every {
		if every[i].Nth != 0 {
			r.ds.Error(d.At, "not-a-time", "a session cannot be on a numbered day of the month and every second week").
				Hint("write every: %s with fortnight:, or leave fortnight: out", every[i].Days[0])
			return
		}
		every[i].Fortnight = d.V
	}
	if on := func(e calendar.Every) bool { return e.On(d.V) }; len(every) > 0 && !slices.ContainsFunc(every, on) {
		r.ds.Error(d.At, "except-day", "%s is a %s, on which there is no such session", d.V, titled(d.V.Weekday())).
			Hint("write a day on which the session was or will be")
	}
}

// exceptions reads when a session does not take place: days, periods and their names.
func (r *reader) exceptions(m *fields.Map, s *model.Session) {
	for _, t := range r.texts(m.Value("except", fields.Optional)) {
		if t.Text != "" && 'a' <= t.Text[0] && t.Text[0] <= 'z' {
			s.Not = append(s.Not, r.slug(t))
		} else if p := r.period(t); p.Written() {
			s.Except = append(s.Except, p)
		}
	}
}

// period reads a day, or two with "to" between them.
func (r *reader) period(s fields.Scalar) model.At[calendar.Period] {
	from, to, two := strings.Cut(s.Text, " to ")
	if !two {
		d := r.date(s)
		return model.At[calendar.Period]{V: calendar.Period{From: d.V, To: d.V}, At: d.At}
	}
	p, ok := calendar.ParsePeriod(s.Text)
	if ok {
		return model.At[calendar.Period]{V: p, At: s.At}
	}
	a, ok1 := calendar.ParseDate(from)
	b, ok2 := calendar.ParseDate(to)
	if ok1 && ok2 {
		r.ds.Error(s.At, "date-order", "this ends on %s, before it starts on %s", b, a).Hint("the first day comes first, the last one after it")
	} else {
		r.badDate(s, "write two days as year-month-day: 2026-12-21 to 2027-01-03")
	}
	return model.At[calendar.Period]{}
}

// excepted reports exceptions in which no session lies anyway: one of the two is mistyped.
func (r *reader) excepted(every []calendar.Every, except []model.At[calendar.Period]) {
	on := func(d calendar.Date) bool {
		return slices.ContainsFunc(every, func(e calendar.Every) bool { return e.On(d) })
	}
	for _, x := range except {
		any := false
		for d := x.V.From; !any && !x.V.To.Before(d); d = d.AddDays(1) {
			any = on(d)
		}
		if len(every) == 0 || any {
			continue
		}
		if x.V.From != x.V.To {
			r.ds.Error(x.At, "except-day", "there is no such session from %s to %s", spoken(x.V.From), spoken(x.V.To)).Hint("look up the days again")
			continue
		}
		day := x.V.From
		d := r.ds.Error(x.At, "except-day", "%s is a %s, on which there is no such session", day, titled(day.Weekday()))
		for n := 1; n <= 35; n++ { // some month's first monday is at most five weeks away
			before, after := day.AddDays(-n), day.AddDays(n)
			if on(before) {
				d.Hint("the nearest one is on %s", spoken(before))
			}
			if on(after) {
				d.Hint("the nearest one is on %s", spoken(after))
			}
			if on(before) || on(after) {
				break
			}
		}
	}
}

func titled(w calendar.Weekday) string {
	s := w.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

func spoken(d calendar.Date) string { return fmt.Sprintf("%s %s", titled(d.Weekday()), d) }

// The hours between which sessions usually lie.
const (
	early = calendar.Clock(5 * 60)
	late  = calendar.Clock(23*60 + 30)

	midnight = calendar.Clock(24 * 60)
)

// oddHours asks about sessions at night. A whole day, and a night that is written as one session until 24:00 and
// one from 00:00, were meant.
func (r *reader) oddHours(list []model.Session) {
	starts := func(s model.Session) bool { return s.From.Written() && s.From.V == 0 }
	ends := func(s model.Session) bool { return s.To.V == midnight }
	through := slices.ContainsFunc(list, starts) && slices.ContainsFunc(list, ends)
	for i, s := range list {
		if i > 0 && list[i-1].Every.At == s.Every.At { // another ordinal of the same entry
			continue
		}
		if s.From.Written() && s.From.V < early && !(through && starts(s)) {
			r.ds.Warning(s.From.At, "odd-hours", "are you sure that this starts at %s, in the night", s.From.V).
				Hint("times are of the 24-hour clock: write %q for the day; a phone that is always answered has open: always", s.From.V+midnight/2)
		}
		if s.To.V > late && !(through && ends(s)) {
			r.ds.Warning(s.To.At, "odd-hours", "are you sure that this ends at %s, in the night", s.To.V).
				Hint("ask the service; a phone that is always answered has open: always")
		}
	}
}

// twice reports sessions of one list that lie on the same days at the same or overlapping times with the same
// words: readers could not tell which of them is right.
func (r *reader) twice(list []model.Session) {
	for i, s := range list {
		for _, first := range list[:i] {
			if first.Every.At != s.Every.At && clash(first, s) {
				r.ds.Warning(s.Every.At, "session-twice", "this time lies in another one of the same place and day").
					Note(first.Every.At, "the other one").
					Hint("delete one of the two, or say with what: … how they differ")
				break
			}
		}
	}
}

// attendedTwice looks for the same among all the sessions of a service at one place.
func (r *reader) attendedTwice(list []model.Attendance) {
	for i, a := range list {
		before := func(b model.Attendance) bool { return b.Place.V == a.Place.V }
		if slices.ContainsFunc(list[:i], before) {
			continue
		}
		var all []model.Session
		for _, b := range list[i:] {
			if before(b) {
				all = append(all, b.When...)
			}
		}
		r.twice(all)
	}
}

func clash(a, b model.Session) bool {
	sameDay := slices.ContainsFunc(a.Every.V.Days, func(d calendar.Weekday) bool { return slices.Contains(b.Every.V.Days, d) })
	sameWeek := a.Every.V.Nth == b.Every.V.Nth || a.Every.V.Nth == 0 || b.Every.V.Nth == 0
	fa, fb := a.Every.V.Fortnight, b.Every.V.Fortnight
	if !fa.IsZero() && !fb.IsZero() {
		sameWeek = slices.ContainsFunc(calendar.Weekdays, func(d calendar.Weekday) bool {
			day := fa.Monday().AddDays(int(d) - 1)
			return a.Every.V.On(day) && b.Every.V.On(day)
		})
	}
	if len(a.Only)+len(b.Only)+len(a.Except)+len(b.Except)+len(a.Not)+len(b.Not) > 0 {
		return false // such as other hours in Ramadan
	}
	written := a.From.Written() && a.To.Written() && b.From.Written() && b.To.Written()
	return sameDay && sameWeek && written && a.From.V < b.To.V && b.From.V < a.To.V &&
		cmp.Or(a.Mode.V, "in-person") == cmp.Or(b.Mode.V, "in-person") &&
		strings.EqualFold(doc.Plaintext(a.What.Inlines), doc.Plaintext(b.What.Inlines))
}

// everies reads a day or a list of days; written is the days as typed.
func (r *reader) everies(v fields.Value) (every []calendar.Every, written string) {
	for _, s := range r.texts(v) {
		written += " " + s.Text
		if e, ok := r.every(s); ok {
			every = joined(every, e)
		}
	}
	return every, written
}

// joined adds the days of e to the one of list with its ordinal.
func joined(list []calendar.Every, e calendar.Every) []calendar.Every {
	for i := range list {
		if list[i].Nth != e.Nth {
			continue
		}
		var days []calendar.Weekday
		for _, d := range calendar.Weekdays {
			if slices.Contains(list[i].Days, d) || slices.Contains(e.Days, d) {
				days = append(days, d)
			}
		}
		list[i].Days = days
		return list
	}
	return append(list, e)
}

// inOrder reports a time that ends before it starts.
func (r *reader) inOrder(from, to model.At[calendar.Clock]) {
	if !from.Written() || !to.Written() || to.V > from.V {
		return
	}
	d := r.ds.Error(to.At, "time-order", "this ends at %s, but it starts at %s", to.V, from.V)
	later := to.V + 12*60
	switch {
	case to.V == from.V:
		d.Hint("write the time when it ends; for a service that never closes a phone has open: always")
	case to.V == 0:
		d.Hint("for midnight at the end of the day write \"24:00\"")
	case from.V >= 17*60 && to.V <= 8*60:
		d.Hint("for a night write two times: one until \"24:00\", and one from \"00:00\" on the next day")
	case later > from.V && later <= 24*60:
		d.Hint("did you mean %q? times are of the 24-hour clock", later.String())
	default:
		d.Hint("write the earlier time as from, the later one as to")
	}
}

// clock reads a time of day, which must stand in quotes: other programs read 10:00 without them as 600.
func (r *reader) clock(s fields.Scalar) model.At[calendar.Clock] {
	if !s.Written() {
		return model.At[calendar.Clock]{}
	}
	c, ok := calendar.ParseClock(s.Text)
	if !ok {
		r.ds.Error(s.At, "bad-time", "%q cannot be read as a time", short(s.Text)).Hint("%s", clockHint(s.Text))
		return model.At[calendar.Clock]{}
	}
	if !s.Quoted {
		r.ds.Error(s.At, "unquoted-time", "the time %s must stand in quotes", s.Text).
			Hint("write %q; without quotes some programs read it as a number", s.Text)
	}
	return model.At[calendar.Clock]{V: c, At: s.At}
}

var (
	looseClock = regexp.MustCompile(`^(\d{1,2})(?:[:.h ]?(\d{2}))?(?:[:.]00)? ?([ap])?\.?m?\.?(?: ?(?:hrs|hours|o'clock))?$`)
	twoClocks  = regexp.MustCompile(`^(\d{1,2}[:.]?\d{0,2} ?[apm.]*) ?(?:-|–|to|until) ?(\d{1,2}[:.]?\d{0,2} ?[apm.]*)$`)
)

// clockHint says how to write what an author may have meant.
func clockHint(text string) string {
	if inner, curly := uncurled(text); curly {
		return fmt.Sprintf("the quotes are curly; type straight ones: %q", inner)
	}
	s := strings.ToLower(strings.TrimSpace(text))
	if m := twoClocks.FindStringSubmatch(s); m != nil {
		a, b := looseTime(m[1]), looseTime(m[2])
		if a != "" && b != "" {
			return fmt.Sprintf("write the start and the end apart: from: %q, to: %q", afternoon(m[1], a), afternoon(m[2], b))
		}
	}
	if t := looseTime(s); t != "" {
		if pm := afternoon(s, t); pm != t {
			return fmt.Sprintf("write %q for the afternoon, %q for the night or early morning", pm, t)
		}
		return fmt.Sprintf("write %q", t)
	}
	return `write hours and minutes, from "00:00" to "24:00", such as "09:30" or "17:00"`
}

var halfDay = regexp.MustCompile(`^[1-7]([:.h ]|$)`)

// afternoon returns the time t that was read from s, twelve hours later where s has an hour from 1 to 7 and does
// not say which half of the day is meant ("am", "pm", "hours").
func afternoon(s, t string) string {
	c, ok := calendar.ParseClock(t)
	if !ok || !halfDay.MatchString(s) || strings.ContainsAny(s, "apms") || c >= 8*60 {
		return t
	}
	return (c + 12*60).String()
}

// looseTime reads the ways people write times and returns HH:MM, or "".
func looseTime(s string) string {
	switch s {
	case "noon", "midday", "12 noon":
		return "12:00"
	case "midnight":
		return "24:00"
	}
	m := looseClock.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return ""
	}
	h, _ := strconv.Atoi(m[1])
	min, _ := strconv.Atoi(m[2])
	switch {
	case m[3] != "" && (h > 12 || h == 0):
		return ""
	case m[3] == "p" && h < 12:
		h += 12
	case m[3] == "a" && h == 12:
		h = 0
	}
	if h*60+min > 24*60 || min > 59 {
		return ""
	}
	return calendar.Clock(h*60 + min).String()
}

// date reads a day.
func (r *reader) date(s fields.Scalar) model.At[calendar.Date] {
	if !s.Written() {
		return model.At[calendar.Date]{}
	}
	if d, ok := calendar.ParseDate(s.Text); ok {
		return model.At[calendar.Date]{V: d, At: s.At}
	}
	r.badDate(s, "write year-month-day, such as 2026-03-12")
	return model.At[calendar.Date]{}
}

// stamp reads a day, a month or a year.
func (r *reader) stamp(s fields.Scalar) model.At[calendar.Stamp] {
	if !s.Written() {
		return model.At[calendar.Stamp]{}
	}
	if d, ok := calendar.ParseStamp(s.Text); ok {
		return model.At[calendar.Stamp]{V: d, At: s.At}
	}
	r.badDate(s, "write a day (2026-03-12), a month (2026-03) or a year (2026); leave it out where the page shows none")
	return model.At[calendar.Stamp]{}
}

var monthNames = []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"}

var (
	isoLike     = regexp.MustCompile(`^(\d{4})-(\d{1,2})-(\d{1,2})$`)
	slashDate   = regexp.MustCompile(`^(\d{1,2})[/.-](\d{1,2})[/.-](\d{4}|\d{2})$`)
	slashISO    = regexp.MustCompile(`^(\d{4})[/.](\d{1,2})[/.](\d{1,2})$`)
	namedDate   = regexp.MustCompile(`^(?:[a-z]+,? )?(\d{1,2})(?:st|nd|rd|th)?(?: of)? ([a-z]{3,9})\.?,? (\d{4})$`)
	namedMonth  = regexp.MustCompile(`^([a-z]{3,9}) (\d{4})$`)
	monthOfYear = regexp.MustCompile(`^(\d{4})-(\d{1,2})$`)
)

func (r *reader) badDate(s fields.Scalar, otherwise string) {
	if m := isoLike.FindStringSubmatch(s.Text); m != nil {
		y, mo, day := atoi(m[1]), atoi(m[2]), atoi(m[3])
		switch {
		case mo < 1 || mo > 12:
			r.ds.Error(s.At, "bad-date", "the date %s has no month %s", s.Text, m[2]).Hint("the month stands in the middle, from 01 to 12: year-month-day")
		case day < 1 || !realDay(y, mo, day):
			r.ds.Error(s.At, "bad-date", "there is no %d %s %d", day, monthNames[mo-1], y).Hint("look the day up again")
		default:
			r.ds.Error(s.At, "bad-date", "the date %q is not written in full", s.Text).Hint("write %04d-%02d-%02d", y, mo, day)
		}
		return
	}
	d := r.ds.Error(s.At, "bad-date", "%q cannot be read as a date", short(s.Text))
	text := strings.ToLower(s.Text)
	if m := slashDate.FindStringSubmatch(text); m != nil {
		y := m[3]
		if len(y) == 2 {
			y = "20" + y
		}
		meant(d, atoi(y), atoi(m[2]), atoi(m[1]), otherwise)
	} else if m := slashISO.FindStringSubmatch(text); m != nil {
		meant(d, atoi(m[1]), atoi(m[2]), atoi(m[3]), otherwise)
	} else if m := namedDate.FindStringSubmatch(text); m != nil {
		meant(d, atoi(m[3]), monthNamed(m[2]), atoi(m[1]), otherwise)
	} else if m := namedMonth.FindStringSubmatch(text); m != nil && monthNamed(m[1]) > 0 && strings.Contains(otherwise, "a month") {
		d.Hint("write %s-%02d", m[2], monthNamed(m[1]))
	} else if m := monthOfYear.FindStringSubmatch(text); m != nil && !strings.Contains(otherwise, "a month") {
		d.Hint("write the day too, such as %s-%02d-01", m[1], max(1, min(12, atoi(m[2]))))
	} else {
		d.Hint("%s", otherwise)
	}
}

// meant hints at the date that was probably meant, in words too, so that day and month are not mixed up.
func meant(d *diag.Diagnostic, y, m, day int, otherwise string) {
	if m < 1 || m > 12 || !realDay(y, m, day) {
		d.Hint("%s", otherwise)
		return
	}
	d.Hint("write %04d-%02d-%02d if you mean %d %s %d", y, m, day, day, monthNames[m-1], y)
}

func monthNamed(word string) int {
	for i, m := range monthNames {
		if len(word) >= 3 && strings.HasPrefix(strings.ToLower(m), word[:3]) && strings.HasPrefix(strings.ToLower(m), strings.TrimSuffix(word, "t")) {
			return i + 1
		}
	}
	return 0
}

func realDay(y, m, d int) bool {
	_, ok := calendar.ParseDate(fmt.Sprintf("%04d-%02d-%02d", y, m, d))
	return ok
}

func atoi(s string) int {
	n, _ := strconv.Atoi(s)
	return n
}
