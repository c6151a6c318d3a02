package report

import (
	"fmt"
	"strconv"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// standing is what a board asks of one borough.
type standing struct {
	guides, services, organisations int
	checked, due, overdue           int
	said, done, late                int
	gaps, orphans, partners         int
	nextReview                      string
}

func (k *Book) standing(b *model.Borough) standing {
	c := k.c
	l := english(c, *b)
	s := standing{guides: len(l.Guides()), services: len(l.Services()), partners: len(b.Partners), nextReview: "no day is written"}
	if b.NextReview.Written() {
		s.nextReview = b.NextReview.V.String()
	}
	seen := map[model.ID]bool{}
	for _, x := range l.Services() {
		if !seen[x.Listing.ID.V] {
			seen[x.Listing.ID.V] = true
			s.organisations++
		}
	}
	for _, r := range k.kept() {
		if r.borough != string(b.ID.V) && r.borough != "shared" {
			continue
		}
		switch r.state(c) {
		case 0:
			s.checked++
		case 1:
			s.checked++
			s.due++
		case 2:
			s.overdue++
		}
		if r.owner.IsZero() {
			s.orphans++
		}
	}
	for i := range b.Engagement.Said {
		x := &b.Engagement.Said[i]
		s.said++
		if x.State.V == "done" {
			s.done++
		}
		if x.Late(c.Today) {
			s.late++
		}
	}
	q := k.cube(*b)
	for _, x := range c.Site.Categories {
		if q.n[combination{category: x.ID.V}] == 0 {
			s.gaps++
		}
	}
	return s
}

func summaryTables(k *Book) []Table {
	c := k.c
	t := Table{Name: "boroughs", Title: "Boroughs", Head: []string{"Question"}}
	var all []standing
	for i := range c.Site.Boroughs {
		b := &c.Site.Boroughs[i]
		t.Head = append(t.Head, plain(b.Name))
		all = append(all, k.standing(b))
	}
	row := func(name string, of func(standing) string) {
		cells := []string{name}
		for _, s := range all {
			cells = append(cells, of(s))
		}
		t.Rows = append(t.Rows, cells)
	}
	number := func(name string, of func(standing) int) {
		row(name, func(s standing) string { return strconv.Itoa(of(s)) })
	}
	number("Guides", func(s standing) int { return s.guides })
	number("Services", func(s standing) int { return s.services })
	number("Organisations", func(s standing) int { return s.organisations })
	row("Guides and services that somebody checked, in time", func(s standing) string { return fmt.Sprintf("%d of %d", s.checked, s.guides+s.services) })
	number("Checks due within 30 days", func(s standing) int { return s.due })
	number("Checks overdue", func(s standing) int { return s.overdue })
	number("Kinds of help with no service", func(s standing) int { return s.gaps })
	row("What people said, and of it done", func(s standing) string { return fmt.Sprintf("%d, %d done", s.said, s.done) })
	number("Promises that are late", func(s standing) int { return s.late })
	number("Partners", func(s standing) int { return s.partners })
	number("Guides and services without an owner", func(s standing) int { return s.orphans })
	row("The whole pack is looked at again by", func(s standing) string { return s.nextReview })
	return []Table{t, languageSummary(k), ending(c)}
}

// languageSummary is how far each language of the site is, in texts.
func languageSummary(k *Book) Table {
	t := Table{Name: "languages", Title: "Languages", Head: []string{"Language"}, None: "The site has no language but English."}
	for _, s := range StateNames {
		t.Head = append(t.Head, strings.ToUpper(s[:1])+s[1:])
	}
	for _, l := range k.languages() {
		if l.OnSite {
			t.add(l.Lang.Locale().English, l.Total.Messages[:]...)
		}
	}
	return t
}

// ending is the rules that end within half a year.
func ending(c *catalog.Catalog) Table {
	t := Table{Name: "rules", Title: "Rules that end soon", Head: []string{"Rule", "Value", "To"}, None: "No rule ends within half a year."}
	for _, r := range c.Site.Rules {
		for _, v := range r.Values {
			if !v.Inherited && v.To.Written() && !v.To.V.Before(c.Today) && v.To.V.Before(c.Today.AddMonths(6)) {
				t.Rows = append(t.Rows, []string{plain(r.Name), v.Value.V + " " + v.Unit.V, v.To.V.String()})
			}
		}
	}
	return t
}

// BoardFile is the summary as a PDF of one page.
const BoardFile = "report/summary.pdf"

// Board returns the summary for a board, to be set on one page.
func (k *Book) Board() *doc.Leaf {
	c, r := k.c, k.Make("summary")[0]
	p := &doc.Leaf{Path: BoardFile, Lang: lang.English, Title: text(plain(c.Site.Settings.Title) + ": summary for the board"), Site: c.Site.Settings.Title}
	p.Body = append(p.Body, doc.Paragraph{Role: doc.Lead, Text: text("As of " + r.AsOf + ". The figures come from the site's own files; nothing is counted of its readers.")})
	for _, b := range r.blocks() {
		if x, ok := b.(doc.Paragraph); ok && x.Role == doc.Small {
			continue // links to files are for the screen
		}
		p.Body = append(p.Body, b)
	}
	return p
}
