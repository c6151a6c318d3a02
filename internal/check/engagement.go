package check

import (
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// promises wants what was promised to be done by its day, and days that have been to have been.
func promises(c *catalog.Catalog, ds *diag.List) {
	for i := range c.Site.Boroughs {
		e := &c.Site.Boroughs[i].Engagement
		for k := range e.Said {
			s := &e.Said[k]
			if s.Late(c.Today) {
				ds.Warning(s.By.At, "promise-overdue", "%q was promised by %s and is not done", s.ID.V, s.By.V).
					Hint("do it and write state: done, or say to people why not: state: not-done and why: …; readers see that it is late")
			}
			if s.On.Written() {
				past(c, calendar.Stamp(s.On.V), s.On.At, ds)
			}
		}
		for _, m := range e.Meetings {
			past(c, m.Date.V, m.Date.At, ds)
		}
		for _, l := range e.Lessons {
			past(c, l.On.V, l.On.At, ds)
		}
		for _, a := range e.Attendance {
			past(c, a.Month.V, a.Month.At, ds)
		}
		for _, a := range e.Answers {
			past(c, calendar.Stamp(a.Date), a.At, ds)
		}
	}
}

// past reports a date that is still to come.
func past(c *catalog.Catalog, date calendar.Stamp, at source.Span, ds *diag.List) {
	if date.IsZero() || !calendar.Stamp(c.Today).Before(date.First()) {
		return
	}
	ds.Error(at, "future-date", "the date %s is still to come", date).Hint("write the day on which it was, or leave it out until then")
}

// lapsed tells of what stood until a day that has passed: readers no longer see it.
func lapsed(c *catalog.Catalog, ds *diag.List) {
	alert := func(a model.Alert, what string) {
		if !a.Text.IsZero() && !a.Stands(c.Today) {
			ds.Warning(a.Until.At, "alert-ended", "the alert of %s ended on %s; readers no longer see it", what, a.Until.V).
				Hint("delete it, or give it a later day if it still holds")
		}
	}
	for i := range c.Site.Boroughs {
		b := &c.Site.Boroughs[i]
		alert(b.Alert, `the borough "`+string(b.ID.V)+`"`)
		for _, n := range b.Engagement.Notices {
			if n.Closes.Written() && n.Closed(c.Today) {
				ds.Warning(n.Closes.At, "notice-closed", "the notice %q closed on %s; readers no longer see it", n.ID.V, n.Closes.V).
					Hint("delete it, and write under said: or lessons: what came of it")
			}
		}
	}
	eachListing(c.Site, func(l *model.Listing) {
		for _, s := range l.Services {
			alert(s.Alert, `the service "`+string(s.ID.V)+`"`)
		}
	})
}

// packReviewed wants each borough's pack to be looked at again in time.
func packReviewed(c *catalog.Catalog, ds *diag.List) {
	for _, b := range c.Site.Boroughs {
		due := b.NextReview
		if !due.Written() || !due.V.Before(c.Today) {
			continue
		}
		message, hint := "the pack of %q should have been looked at again by %s", "read it with somebody who uses it, correct what changed, and write the next day in `next_review:`"
		if due.V.AddMonths(c.Site.Settings.Grace.V).Before(c.Today) {
			ds.Error(due.At, "overdue", message+", and the time of grace is over", b.ID.V, due.V).Hint("%s", hint)
		} else {
			ds.Warning(due.At, "overdue", message, b.ID.V, due.V).Hint("%s", hint)
		}
	}
}

// myths wants each box about a myth to say where its answer comes from.
func myths(c *catalog.Catalog, ds *diag.List) {
	eachGuide(c.Site, func(g *model.Guide) {
		doc.Walk(g.Body, func(b doc.Block) {
			box, ok := b.(doc.Callout)
			if !ok || box.Kind != doc.True && box.Kind != doc.False {
				return
			}
			linked := false
			first := doc.Text{}
			doc.WalkTexts(box.Body, func(t doc.Text) {
				if first.IsZero() {
					first = t
				}
				doc.WalkInlines(t.Inlines, func(in doc.Inline) {
					_, ok := in.(doc.Link)
					linked = linked || ok
				})
			})
			if !linked {
				ds.Warning(first.Pos, "myth-source", "this box does not say where its answer comes from").
					Hint("add a line to it with a link to the page: > Source: [GOV.UK](https://www.gov.uk/…)")
			}
		})
	})
}
