package catalog

import (
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/model"
)

// Open returns when the service is open, for scripts; empty where it is not known. Times are parted by blanks.
// Each is days, "@", from and to in minutes of a London day, and a letter where nobody need go there: p for
// phone, o for online. Days on which it is off follow, those before today left out:
//
//	135@570-720 5n-1@1080-1200!2026-12-25 1234567@0-1440p
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
			out = append(out, openCode(x, "p", today))
		}
	}
	return strings.Join(out, " ")
}

// OpenAt returns one session as [Service.Open] has it.
func (s *Service) OpenAt(x model.Session, today calendar.Date) string {
	if s.Status.V == "paused" {
		return ""
	}
	return openCode(x, modeLetter[x.Mode.V], today)
}

var modeLetter = map[string]string{"phone": "p", "online": "o"}

func openCode(x model.Session, letter string, today calendar.Date) string {
	var b strings.Builder
	b.WriteString(x.Every.V.Code() + "@" + strconv.Itoa(int(x.From.V)) + "-" + strconv.Itoa(int(x.To.V)) + letter)
	for _, e := range x.Except {
		if !e.V.Before(today) {
			b.WriteString("!" + e.V.String())
		}
	}
	return b.String()
}
