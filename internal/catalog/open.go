package catalog

import (
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/model"
)

// Open returns when the service is open, for scripts; empty where it is not known. Times are parted by blanks.
// Each is days, "@", from and to in minutes of a London day, and a letter where nobody need go there: p for
// phone, o for online. Days of the next half year follow: those on which it is off after "!", those on which it is though
// the rule does not say so after "+", and, where it is not on every such day, all of them after "=":
//
//	135@570-720 5n-1@1080-1200!2026-12-25 1234567@0-1440p 2@600-720=2026-12-01=2026-12-15
//
// For days see [calendar.Every.Code]. A service that is paused is never open.
func (s *Service) Open(today calendar.Date) string {
	if s.Status.V == "paused" {
		return ""
	}
	var out []string
	for _, a := range s.At {
		for _, x := range a.When {
			out = append(out, s.OpenAt(x, today))
		}
	}
	for _, p := range s.AllPhones() {
		if p.Always {
			out = append(out, "1234567@0-1440p")
		}
		for _, x := range p.Open {
			out = append(out, openCode(s.Days(x), x, "p", today))
		}
	}
	return strings.Join(out, " ")
}

// OpenAt returns one session as [Service.Open] has it.
func (s *Service) OpenAt(x model.Session, today calendar.Date) string {
	if s.Status.V == "paused" {
		return ""
	}
	return openCode(s.Days(x), x, modeLetter[x.Mode.V], today)
}

var modeLetter = map[string]string{"phone": "p", "online": "o"}

const openDays = 182 // of which scripts are told

func openCode(r calendar.Recurrence, x model.Session, letter string, today calendar.Date) string {
	var b strings.Builder
	b.WriteString(x.Every.V.Code() + "@" + strconv.Itoa(int(x.From.V)) + "-" + strconv.Itoa(int(x.To.V)) + letter)
	list := func(sign string, days []calendar.Date) {
		for _, d := range days {
			b.WriteString(sign + d.String())
		}
	}
	last := today.AddDays(openDays)
	switch {
	case r.Within || !r.Every.Fortnight.IsZero():
		days := r.Dates(today, last)
		list("=", days)
		if len(days) == 0 {
			b.WriteString("=")
		}
	case len(r.Except)+len(r.Also) > 0:
		list("!", r.Off(today, last))
		list("+", r.Extra(today, last))
	}
	return b.String()
}
