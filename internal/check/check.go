// Package check holds the rules about content that hold for the site as a whole: one function each, in one
// table. What is wrong with a single value is said by the package that reads it.
package check

import (
	"slices"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// rules is what every build looks at in the English, in the order in which they speak.
var rules = []func(*catalog.Catalog, *diag.List){
	switches, reachable, contacts, shown, sourced, reviewed, packReviewed, promises, lapsed, rulesEnding, periodsEnding, personal, secret, blocked, glossary, stated,
}

// questions is what a reviewer looks at beside.
var questions = []func(*catalog.Catalog, *diag.List){
	twicePhones, twiceNames, disagreements, holidays, ended, myths, signposted,
}

// Check applies the rules that every build keeps and looks at all translations.
func Check(c *catalog.Catalog) diag.List {
	ds, english := Content(c), NewEnglish(c.Site)
	for _, l := range Languages(c.Site) {
		look := NewLook(c, l, english)
		var found []Found
		for _, name := range c.Parts() {
			more, f := look.Part(name)
			ds, found = append(ds, more...), append(found, f)
		}
		ds = append(ds, Whole(c, l, found)...)
	}
	return ds
}

// Content applies the rules about the English.
func Content(c *catalog.Catalog) diag.List { return apply(rules, c) }

// Review tells what a reviewer would ask of a site in which [Check] finds no error: what listings say twice, or
// otherwise than each other, times that should be asked for, and how to say things more plainly. Nothing of it is an
// error.
func Review(c *catalog.Catalog, files *source.Set) diag.List {
	return append(apply(questions, c), plainly(c, files)...)
}

func apply(rules []func(*catalog.Catalog, *diag.List), c *catalog.Catalog) diag.List {
	var ds diag.List
	for _, r := range rules {
		r(c, &ds)
	}
	return ds
}

// stated wants the accessibility statement looked at once a year, as the law does.
func stated(c *catalog.Catalog, ds *diag.List) {
	s := c.Site.Settings.Statement
	if s == nil || !s.Reviewed.Written() || !s.Reviewed.V.AddMonths(12).Before(c.Today) {
		return
	}
	ds.Warning(s.Reviewed.At, "statement-old", "the accessibility statement was last reviewed on %s, more than a year ago", s.Reviewed.V).
		Hint("look at the website again, mend the answers, and write the new day")
}

// eachListing calls f with every listing of the site.
func eachListing(s *model.Site, f func(*model.Listing)) {
	for i := range s.Shared.Listings {
		f(&s.Shared.Listings[i])
	}
	for _, b := range s.Boroughs {
		for i := range b.Content.Listings {
			f(&b.Content.Listings[i])
		}
	}
}

// eachGuide calls f with every guide of the site.
func eachGuide(s *model.Site, f func(*model.Guide)) {
	for i := range s.Shared.Guides {
		f(&s.Shared.Guides[i])
	}
	for _, b := range s.Boroughs {
		for i := range b.Content.Guides {
			f(&b.Content.Guides[i])
		}
	}
}

// reachable wants a way to reach every service.
func reachable(c *catalog.Catalog, ds *diag.List) {
	eachListing(c.Site, func(l *model.Listing) {
		for _, s := range l.Services {
			if len(l.Phones)+len(s.Phones)+len(s.At) == 0 && !s.Web.Written() && !l.Web.Written() &&
				!s.Email.Written() && !l.Email.Written() && !s.TextNumber.Written() && s.HowToJoin.IsZero() {
				ds.Warning(s.ID.At, "no-contact", "nobody can reach the service %q", s.ID.V).
					Hint("add a phone number, an e-mail, a web address or a place, or say in how_to_join: how to get in")
			}
		}
	})
}

// sourced wants to know where the facts of a guide or service were seen.
func sourced(c *catalog.Catalog, ds *diag.List) {
	eachListing(c.Site, func(l *model.Listing) {
		for _, s := range l.Services {
			datesOf(c, s.Sources, ds)
			if len(s.Sources) == 0 && !s.Checked.On.Written() {
				ds.Warning(s.ID.At, "no-source", "the service %q does not say where its facts come from", s.ID.V).
					Hint("add `sources:` with the page's address and what it supports")
			}
		}
	})
	eachGuide(c.Site, func(g *model.Guide) {
		datesOf(c, g.Sources, ds)
		if len(g.Sources) == 0 && !g.Checked.On.Written() {
			ds.Warning(g.Pos, "no-source", "the guide %q does not say where its facts come from", g.ID).
				Hint("add `sources:` with the page's address and what it supports")
		}
	})
}

// datesOf reports sources from the future.
func datesOf(c *catalog.Catalog, sources []model.Source, ds *diag.List) {
	today := calendar.Stamp(c.Today)
	for _, s := range sources {
		if s.Date.Written() && today.Before(s.Date.V.First()) {
			ds.Error(s.Date.At, "future-date", "the date %s is still to come", s.Date.V).
				Hint("write the date that the page shows, or leave it out")
		}
	}
}

// reviewed wants what was checked to be checked again in time. Without a check there is no review date.
func reviewed(c *catalog.Catalog, ds *diag.List) {
	look := func(checked model.Check, by model.At[calendar.Date], what string) {
		if !checked.On.Written() {
			return
		}
		due := c.Site.Settings.Due(checked, by)
		switch {
		case c.Today.Before(checked.On.V):
			ds.Error(checked.On.At, "future-date", "the date %s is still to come", checked.On.V).
				Hint("write the day on which somebody called or went there")
		case due.V.AddMonths(c.Site.Settings.Grace.V).Before(c.Today):
			ds.Error(due.At, "overdue", "%s should have been checked again by %s, and the time of grace is over", what, due.V).
				Hint("call or visit, correct what changed, and write the new date in `checked:`")
		case due.V.Before(c.Today):
			ds.Warning(due.At, "overdue", "%s should have been checked again by %s", what, due.V).
				Hint("call or visit, correct what changed, and write the new date in `checked:`")
		}
	}
	eachListing(c.Site, func(l *model.Listing) {
		for _, s := range l.Services {
			look(s.Checked, s.ReviewBy, `the service "`+string(s.ID.V)+`"`)
		}
	})
	eachGuide(c.Site, func(g *model.Guide) {
		look(g.Checked, g.ReviewBy, `the guide "`+string(g.ID)+`"`)
	})
	none := model.At[calendar.Date]{}
	periods := slices.Clone(c.Site.Periods)
	for _, b := range c.Site.Boroughs {
		periods = append(periods, b.Periods...)
		for _, r := range b.Rotas {
			look(r.Checked, none, `the rota of "`+string(r.Service.V)+`"`)
		}
	}
	for _, p := range periods {
		look(p.Checked, none, `the period "`+string(p.ID.V)+`"`)
	}
	for _, r := range c.Site.Rules {
		for _, v := range r.Values {
			if !v.Inherited && (!v.To.Written() || !v.To.V.Before(c.Today)) {
				look(v.Checked, none, `the rule "`+string(r.ID.V)+`"`)
			}
		}
	}
}

const endingSoon = 60 // days

// rulesEnding tells of rules whose last value ends soon.
func rulesEnding(c *catalog.Catalog, ds *diag.List) {
	for _, r := range c.Site.Rules {
		for _, v := range r.Values {
			soon := !v.Inherited && v.To.Written() && !v.To.V.Before(c.Today) && v.To.V.Before(c.Today.AddDays(endingSoon))
			if soon && !continues(r, v.To.V) {
				ds.Warning(v.To.At, "rule-ending", "rule %q has no value after %s", r.ID.V, v.To.V).
					Hint("look up what holds from then on, and add it with its `from:` and its source")
			}
		}
	}
}

// continues tells whether a rule has a value on the day after another ends.
func continues(r model.Rule, end calendar.Date) bool {
	next := end.AddDays(1)
	for _, v := range r.Values {
		if !next.Before(v.From.V) && (!v.To.Written() || !v.To.V.Before(next)) {
			return true
		}
	}
	return false
}

// periodsEnding tells of periods that times of services name and whose days will soon not be known any more. From then on
// nobody could say whether such a session takes place.
func periodsEnding(c *catalog.Catalog, ds *diag.List) {
	said := map[source.Span]bool{}
	for _, b := range c.Site.Boroughs {
		l := c.Lens(catalog.Edition{Borough: b.ID.V, Lang: lang.English})
		for id := range namedPeriods(l) {
			p := l.Period(id)
			if p == nil || said[p.Known.At] || !p.Known.V.To.Before(c.Today.AddDays(endingSoon)) {
				continue
			}
			said[p.Known.At] = true
			ds.Warning(p.Known.At, "period-ending", "the days of %q are not known after %s", id, p.Known.V.To).
				Hint("look up the next ones, add them, and write the new last day in `known:`")
		}
	}
}

// namedPeriods is the periods that times in a borough name. Bank holidays count for all times.
func namedPeriods(l *catalog.Lens) map[model.ID]bool {
	out := map[model.ID]bool{}
	look := func(list []model.Session) {
		for _, x := range list {
			out[model.BankHolidays] = true
			for _, id := range slices.Concat(x.Only, x.Not) {
				out[id.V] = true
			}
		}
	}
	for _, s := range l.Services() {
		for _, a := range s.At {
			look(a.When)
		}
		for _, p := range s.AllPhones() {
			look(p.Open)
		}
	}
	return out
}
