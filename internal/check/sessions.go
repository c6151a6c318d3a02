package check

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// holidaysAhead is how many days before a bank holiday the listings are asked about it: time enough to ring everybody.
const holidaysAhead = 28

// holidays asks, before a bank holiday of periods.yaml, about sessions that would fall on it: once for each organisation's
// file. What says anything about holidays, or leaves the day out, has been thought of.
func holidays(c *catalog.Catalog, ds *diag.List) {
	site := holidaysFrom(c.Today, c.Site.Periods)
	for i := range c.Site.Shared.Listings {
		askAbout(&c.Site.Shared.Listings[i], site, ds)
	}
	for _, b := range c.Site.Boroughs {
		next := site
		if slices.ContainsFunc(b.Periods, isHolidays) {
			next = holidaysFrom(c.Today, b.Periods)
		}
		for i := range b.Content.Listings {
			askAbout(&b.Content.Listings[i], next, ds)
		}
	}
}

// askAbout asks about the sessions of one organisation that fall on one of the days.
func askAbout(l *model.Listing, next []calendar.Date, ds *diag.List) {
	var names, days []string
	var first source.Span
	for i := range l.Services {
		s := &l.Services[i]
		hit := openOn(s, next)
		if s.Status.Written() && s.Status.V != "active" || len(hit) == 0 {
			continue
		}
		if len(names) == 0 {
			first = hit[0].at
		}
		names = append(names, strconv.Quote(string(s.ID.V)))
		for _, h := range hit {
			if !slices.Contains(days, h.day) {
				days = append(days, h.day)
			}
		}
	}
	if len(names) > 0 {
		slices.Sort(days)
		ds.Warning(first, "bank-holiday", "nothing says whether %s is open on %s", anyOf(names), strings.Join(days, ", ")).
			Hint("ask them; say bank_holidays: closed or open at the time, or add the day to except:")
	}
}

// anyOf names one or two, or one and how many others.
func anyOf(names []string) string {
	switch n := len(names); n {
	case 1:
		return names[0]
	case 2:
		return names[0] + " or " + names[1]
	default:
		return fmt.Sprintf("%s or one of %d others", names[0], n-1)
	}
}

func isHolidays(p model.Period) bool { return p.ID.V == model.BankHolidays }

// holidaysFrom returns the bank holidays of the next weeks, with the days of Christmas and New Year that fall on a
// weekend: people do not work then either. There are none where the periods have no bank holidays.
func holidaysFrom(today calendar.Date, periods []model.Period) (out []calendar.Date) {
	i := slices.IndexFunc(periods, isHolidays)
	if i < 0 {
		return nil
	}
	for d := today; d.Before(today.AddDays(holidaysAhead)); d = d.AddDays(1) {
		feast := d.Month == 1 && d.Day == 1 || d.Month == 12 && (d.Day == 25 || d.Day == 26)
		if feast || slices.ContainsFunc(periods[i].Days, func(p model.At[calendar.Period]) bool { return p.V.Has(d) }) {
			out = append(out, d)
		}
	}
	return out
}

var holidayWords = regexp.MustCompile(`(?i)holiday|christmas|easter|new year|every day of the year`)

// A clash is a session that falls on a holiday.
type clash struct {
	at  source.Span
	day string // "2026-12-25 (friday)"
}

// openOn returns the sessions at places that fall on a holiday without a word about it.
func openOn(s *model.Service, days []calendar.Date) []clash {
	if holidayWords.MatchString(doc.Plaintext(s.TimesNote.Inlines)) {
		return nil
	}
	var out []clash
	for _, a := range s.At {
		for _, w := range a.When {
			for _, d := range days {
				left := w.SaysHolidays() || slices.ContainsFunc(w.Except, func(x model.At[calendar.Period]) bool { return x.V.Has(d) })
				if w.Mode.V != "phone" && w.Mode.V != "online" && w.Every.V.On(d) && !left {
					out = append(out, clash{w.Every.At, fmt.Sprintf("%s (%s)", d, d.Weekday())})
				}
			}
		}
	}
	return out
}

// untilYear is words about something that was to end in a year. Whole dates are refused in words.
var untilYear = regexp.MustCompile(`(?i)\b(?:until|till|ends?(?:ed)? in|to the end of|by the end of|finish(?:es|ed)? in)\b[^.!?\d]{0,25}\b(20\d\d)\b`)

// ended tells of sessions that cannot take place any more, and of words about a year that is over.
func ended(c *catalog.Catalog, ds *diag.List) {
	eachListing(c.Site, func(l *model.Listing) {
		for i := range l.Services {
			s := &l.Services[i]
			if s.Status.V == "closed" {
				continue
			}
			for _, a := range s.At {
				for _, w := range a.When {
					over(c.Today, w, ds)
				}
			}
			model.Texts(s, func(t doc.Text) {
				plain := doc.Plaintext(t.Inlines)
				if m := untilYear.FindStringSubmatch(plain); m != nil && m[1] < strconv.Itoa(c.Today.Year) {
					ds.Warning(t.Pos, "ended", "this speaks of %s, which is over", m[1]).
						Hint("ask whether it goes on; say what holds now, or write status: closed")
				}
			})
		}
	})
}

// over looks at the dates on which a session does not take place: where all to come are among them it has ended, and
// those that have passed are of no use.
func over(today calendar.Date, w model.Session, ds *diag.List) {
	const weeks = 13
	left, skipped := 0, 0
	for d := today; d.Before(today.AddDays(7 * weeks)); d = d.AddDays(1) {
		switch {
		case !w.Every.V.On(d):
		case slices.ContainsFunc(w.Except, func(x model.At[calendar.Period]) bool { return x.V.Has(d) }):
			skipped++
		default:
			left++
		}
	}
	if left == 0 && skipped > 0 {
		ds.Warning(w.Every.At, "ended", "this session does not take place once in the next %d weeks: every date is under except:", weeks).
			Hint("delete the session if it has ended, or write status: paused and when it starts again in times_note:")
	}
	if len(w.Except) > 0 && !slices.ContainsFunc(w.Except, func(x model.At[calendar.Period]) bool { return !x.V.To.Before(today) }) {
		ds.Advice(w.Except[0].At, "past-except", "the dates under except: are all over").
			Hint("delete them, and add the next dates on which there is no session")
	}
}
