package calendar

import (
	"slices"
	"strings"
)

// A Period is the days from From to To, both included.
type Period struct{ From, To Date }

// ParsePeriod reads a day (2026-12-24) or two with "to" between them (2026-12-21 to 2027-01-03), of which the first is
// not the later one.
func ParsePeriod(s string) (Period, bool) {
	from, to, two := strings.Cut(s, " to ")
	if !two {
		to = from
	}
	a, ok1 := ParseDate(strings.TrimSpace(from))
	b, ok2 := ParseDate(strings.TrimSpace(to))
	return Period{a, b}, ok1 && ok2 && !b.Before(a)
}

// String returns what [ParsePeriod] reads.
func (p Period) String() string {
	if p.From == p.To {
		return p.From.String()
	}
	return p.From.String() + " to " + p.To.String()
}

// Has tells whether d is one of the days.
func (p Period) Has(d Date) bool { return !d.Before(p.From) && !p.To.Before(d) }

// has tells whether one of the periods has d.
func has(ps []Period, d Date) bool {
	return slices.ContainsFunc(ps, func(p Period) bool { return p.Has(d) })
}

// A Recurrence is the days of a session with all that takes days away or adds some.
type Recurrence struct {
	Every  Every
	Within bool // it takes place in the periods of Only alone; without one of them never
	Only   []Period
	Except []Period
	Also   []Date // on these days in any case
}

// On tells whether the session takes place on d.
func (r *Recurrence) On(d Date) bool {
	return slices.Contains(r.Also, d) || r.regular(d)
}

// regular tells whether d is a day of the rule that nothing takes away.
func (r *Recurrence) regular(d Date) bool {
	return r.Every.On(d) && (!r.Within || has(r.Only, d)) && !has(r.Except, d)
}

// Dates returns the days from first to last, both included, on which the session takes place.
func (r *Recurrence) Dates(first, last Date) []Date {
	var out []Date
	for d := first; !last.Before(d); d = d.AddDays(1) {
		if r.On(d) {
			out = append(out, d)
		}
	}
	return out
}

// Extra returns the days from first to last that the rule does not give.
func (r *Recurrence) Extra(first, last Date) []Date {
	if len(r.Also) == 0 {
		return nil
	}
	return slices.DeleteFunc(r.Dates(first, last), r.regular)
}

// Off returns the days from first to last that the rule gives and on which the session does not take place.
func (r *Recurrence) Off(first, last Date) []Date {
	if !r.Within && len(r.Except) == 0 {
		return nil
	}
	var out []Date
	for d := first; !last.Before(d); d = d.AddDays(1) {
		if r.Every.On(d) && !r.regular(d) {
			out = append(out, d)
		}
	}
	return out
}
