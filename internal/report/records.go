package report

import (
	"cmp"
	"slices"
	"strconv"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// A record is a guide or a service as somebody looks after it.
type record struct {
	borough string // or shared
	kind    string // guide, service
	id      string
	name    string
	path    string
	checked model.Check
	by      model.At[calendar.Date]
	owner   model.Owner
}

// kept returns every guide and every service that is not closed, once, shared ones first.
func (k *Book) kept() []record {
	if k.records == nil {
		k.records = records(k.c)
	}
	return k.records
}

func records(c *catalog.Catalog) []record {
	var out []record
	add := func(b *model.Borough, content *model.Content) {
		where := "shared"
		if b != nil {
			where = string(b.ID.V)
		}
		for _, g := range content.Guides {
			out = append(out, record{where, "guide", string(g.ID), plain(g.Title), g.Path, g.Checked, g.ReviewBy, c.OwnerOf(b, g.Owner)})
		}
		for _, l := range content.Listings {
			for _, s := range l.Services {
				if s.Status.V != "closed" {
					out = append(out, record{where, "service", string(s.ID.V), plain(s.Name), l.Path, s.Checked, s.ReviewBy, c.OwnerOf(b, l.Owner)})
				}
			}
		}
	}
	add(nil, &c.Site.Shared)
	for i := range c.Site.Boroughs {
		add(&c.Site.Boroughs[i], &c.Site.Boroughs[i].Content)
	}
	return out
}

func plain(t doc.Text) string { return doc.Plaintext(t.Inlines) }

// due is the day by which a record that was checked must be checked again.
func (r record) due(c *catalog.Catalog) calendar.Date {
	return c.Site.Settings.Due(r.checked, r.by).V
}

// dueSoon is how many days before its day a review is called due.
const dueSoon = 30

// state is how a record's review stands: 0 in time, 1 due soon, 2 overdue, 3 never checked.
func (r record) state(c *catalog.Catalog) int {
	switch {
	case !r.checked.On.Written():
		return 3
	case r.due(c).Before(c.Today):
		return 2
	case r.due(c).Before(c.Today.AddDays(dueSoon)):
		return 1
	}
	return 0
}

// wheres is shared and the boroughs, in the order of site.yaml.
func wheres(c *catalog.Catalog) []string {
	out := []string{"shared"}
	for _, b := range c.Site.Boroughs {
		out = append(out, string(b.ID.V))
	}
	return out
}

func reviewTables(k *Book) []Table {
	c := k.c
	all := k.kept()
	sum := Table{Name: "by-borough", Title: "By borough", Head: []string{"Borough", "In time", "Due soon", "Overdue", "Never checked"}}
	for _, w := range wheres(c) {
		var n [4]int
		for _, r := range all {
			if r.borough == w {
				n[r.state(c)]++
			}
		}
		sum.add(w, n[:]...)
	}
	list := Table{
		Name: "due", Title: "Due soon and overdue", Head: []string{"Name", "Kind", "Borough", "Check again by", "Days late", "Owner", "File"},
		None: "Nothing that was checked is due. What nobody has checked has no day.",
	}
	for _, r := range all {
		if s := r.state(c); s == 1 || s == 2 {
			list.Rows = append(list.Rows, []string{r.name, r.kind, r.borough, r.due(c).String(), strconv.Itoa(max(c.Today.DaysSince(r.due(c)), 0)), plain(r.owner.Role), r.path})
		}
	}
	slices.SortStableFunc(list.Rows, func(a, b []string) int { return cmp.Compare(a[3], b[3]) })
	packs := Table{Name: "packs", Title: "Whole packs", Head: []string{"Borough", "Look at it again by", "Days late"}}
	for _, b := range c.Site.Boroughs {
		by, late := "no day is written", ""
		if b.NextReview.Written() {
			by, late = b.NextReview.V.String(), strconv.Itoa(max(c.Today.DaysSince(b.NextReview.V), 0))
		}
		packs.Rows = append(packs.Rows, []string{string(b.ID.V), by, late})
	}
	never := Table{Name: "never-checked", Title: "Never checked", Head: []string{"Name", "Kind", "Borough", "Owner", "File"}, None: "Everything was checked by somebody."}
	for _, r := range all {
		if r.state(c) == 3 {
			never.Rows = append(never.Rows, []string{r.name, r.kind, r.borough, plain(r.owner.Role), r.path})
		}
	}
	return []Table{sum, packs, list, never}
}

func ownerTables(k *Book) []Table {
	type tally struct {
		deputy string
		n      int
	}
	by := map[string]*tally{}
	var names []string
	orphans := Table{Name: "orphans", Title: "Without an owner", Head: []string{"Name", "Kind", "Borough", "File"}, None: "Everything has an owner."}
	for _, r := range k.kept() {
		name := plain(r.owner.Role)
		if name == "" {
			orphans.Rows = append(orphans.Rows, []string{r.name, r.kind, r.borough, r.path})
			continue
		}
		if by[name] == nil {
			by[name] = &tally{deputy: plain(r.owner.Deputy)}
			names = append(names, name)
		}
		by[name].n++
	}
	owners := Table{Name: "owners", Title: "Owners", Head: []string{"Owner", "Guides and services", "Deputy"}, None: "No owner is named. Write owner: in site.yaml, in a borough.yaml, a listing or a guide."}
	for _, n := range names {
		deputy := by[n].deputy
		if deputy == "" {
			deputy = "none"
		}
		owners.Rows = append(owners.Rows, []string{n, strconv.Itoa(by[n].n), deputy})
	}
	return []Table{owners, orphans}
}

func ruleTables(k *Book) []Table {
	c := k.c
	t := Table{Name: "rules", Title: "Rules", Head: []string{"Rule", "Value", "From", "To", "Days left", "Afterwards", "Source"}, None: "The site has no rules."}
	for _, r := range c.Site.Rules {
		for _, v := range r.Values {
			if v.Inherited || v.To.Written() && v.To.V.Before(c.Today) {
				continue
			}
			to, left, after := "until further notice", "", ""
			if v.To.Written() {
				to, left, after = v.To.V.String(), strconv.Itoa(v.To.V.DaysSince(c.Today)), "nothing is written"
				next := v.To.V.AddDays(1)
				for _, o := range r.Values {
					if !next.Before(o.From.V) && (!o.To.Written() || !o.To.V.Before(next)) {
						after = o.Value.V + " " + o.Unit.V
					}
				}
			}
			source := ""
			if len(v.Sources) > 0 {
				source = cmp.Or(v.Sources[0].URL.V, v.Sources[0].Title.V)
			}
			t.Rows = append(t.Rows, []string{plain(r.Name), v.Value.V + " " + v.Unit.V, v.From.V.String(), to, left, after, source})
		}
	}
	return []Table{t}
}

func assumptionTables(k *Book) []Table {
	c := k.c
	t := Table{Name: "assumptions", Title: "Assumptions", Head: []string{"Guide", "Takes for granted", "Borough", "File"}, None: "No guide names what it takes for granted."}
	add := func(where string, gs []model.Guide) {
		for _, g := range gs {
			for _, a := range g.Assumptions {
				t.Rows = append(t.Rows, []string{plain(g.Title), a.V, where, g.Path})
			}
		}
	}
	add("shared", c.Site.Shared.Guides)
	for _, b := range c.Site.Boroughs {
		add(string(b.ID.V), b.Content.Guides)
	}
	return []Table{t}
}
