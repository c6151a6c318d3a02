package report

import (
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// english returns the lens of a borough's English edition.
func english(c *catalog.Catalog, b model.Borough) *catalog.Lens {
	return c.Lens(catalog.Edition{Borough: b.ID.V, Lang: lang.English})
}

// running tells whether a service is to be counted.
func running(s *catalog.Service) bool { return s.Status.V != "paused" }

func coverageTables(k *Book) []Table {
	c := k.c
	var out []Table
	for _, b := range c.Site.Boroughs {
		l := english(c, b)
		t := Table{Name: string(b.ID.V), Title: plain(b.Name), Head: []string{"Kind of help", "Of the borough", "For the whole country"}}
		for _, k := range c.Site.Categories {
			own, national := 0, 0
			for _, s := range l.InCategory(k.ID.V) {
				switch {
				case !running(s):
				case s.Local():
					own++
				default:
					national++
				}
			}
			t.add(plain(k.Name), own, national)
		}
		out = append(out, t)
	}
	return append(out, kindTable(c))
}

// kindTable is how many organisations of each sort a borough's own listings have.
func kindTable(c *catalog.Catalog) Table {
	t := Table{Name: "organisations", Title: "Organisations by sort", Head: []string{"Sort"}}
	for _, b := range c.Site.Boroughs {
		t.Head = append(t.Head, plain(b.Name))
	}
	for _, kind := range append(slices.Clone(model.OrganisationKinds), "") {
		name := kind
		if kind == "" {
			name = "not said"
		}
		row := []string{name}
		for _, b := range c.Site.Boroughs {
			n := 0
			for _, l := range b.Content.Listings {
				if l.Kind.V == kind {
					n++
				}
			}
			row = append(row, strconv.Itoa(n))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// A combination is one of kind of help, area, day and language; an empty one is any.
type combination struct {
	category model.ID
	area     string // the first half of a postcode
	day      calendar.Weekday
	lang     lang.Tag
}

// A cube is how many of a borough's services there are of each combination that has any.
type cube struct {
	n     map[combination]int
	areas []string // by name
	langs []lang.Tag
}

// cube returns the cube of a borough, with the languages that are asked for there.
func (k *Book) cube(b model.Borough) cube {
	q, ok := k.cubes[b.ID.V]
	if !ok {
		var wanted []lang.Tag
		for _, d := range b.Demand {
			wanted = append(wanted, d.Lang.V)
		}
		q = survey(english(k.c, b), wanted)
		k.cubes[b.ID.V] = q
	}
	return q
}

// survey counts the services of a borough. Those for the whole country are no answer to where and when, but speak
// languages all the same.
func survey(l *catalog.Lens, wanted []lang.Tag) cube {
	q := cube{n: map[combination]int{}, langs: wanted}
	for _, s := range l.Services() {
		if !running(s) {
			continue
		}
		areas, days := []string{""}, []calendar.Weekday{0}
		if s.Local() {
			areas, days = append(areas, areasOf(s)...), append(days, daysOf(s)...)
		}
		langs := []lang.Tag{""}
		for _, t := range s.Languages {
			if slices.Contains(wanted, t.V) {
				langs = append(langs, t.V)
			}
		}
		for _, k := range s.Categories {
			for _, a := range areas {
				if a != "" && !slices.Contains(q.areas, a) {
					q.areas = append(q.areas, a)
				}
				for _, d := range days {
					for _, t := range langs {
						q.n[combination{k.V, a, d, t}]++
					}
				}
			}
		}
	}
	slices.SortFunc(q.areas, func(a, b string) int {
		x, m := cutNumber(a)
		y, n := cutNumber(b)
		return cmp.Or(strings.Compare(x, y), cmp.Compare(m, n), strings.Compare(a, b))
	})
	return q
}

// cutNumber cuts NE15 into NE and 15.
func cutNumber(area string) (letters string, n int) {
	letters = strings.TrimRight(area, "0123456789")
	n, _ = strconv.Atoi(area[len(letters):])
	return letters, n
}

// areasOf is the first halves of the postcodes at which a service is.
func areasOf(s *catalog.Service) []string {
	var out []string
	for _, a := range s.At {
		if p := s.Place(a.Place.V); p != nil {
			if area, _, _ := strings.Cut(p.Postcode.V, " "); area != "" && !slices.Contains(out, area) {
				out = append(out, area)
			}
		}
	}
	return out
}

// daysOf is the days on which a service has sessions.
func daysOf(s *catalog.Service) []calendar.Weekday {
	var out []calendar.Weekday
	for _, a := range s.At {
		for _, x := range a.When {
			for _, d := range x.Every.V.Days {
				if !slices.Contains(out, d) {
					out = append(out, d)
				}
			}
		}
	}
	return out
}

func gapTables(k *Book) []Table {
	c := k.c
	var out []Table
	for _, b := range c.Site.Boroughs {
		q := k.cube(b)
		out = append(out, missingTable(c, b, q), dayTable(c, b, q), languageTable(c, b, q), areaTable(c, b, q), cubeTable(c, b, q))
	}
	return out
}

// missingTable lists the gaps in words, the widest first.
func missingTable(c *catalog.Catalog, b model.Borough, q cube) Table {
	t := Table{Name: string(b.ID.V), Title: plain(b.Name) + ": gaps", Head: []string{"Kind of help", "What is missing"}, None: "No gap is known."}
	for _, k := range c.Site.Categories {
		add := func(what string) { t.Rows = append(t.Rows, []string{plain(k.Name), what}) }
		if q.n[combination{category: k.ID.V}] == 0 {
			add("no service at all")
			continue
		}
		var days, langs []string
		for _, d := range calendar.Weekdays {
			if q.n[combination{category: k.ID.V, day: d}] == 0 {
				days = append(days, titled(d))
			}
		}
		for _, l := range q.langs {
			if q.n[combination{category: k.ID.V, lang: l}] == 0 {
				langs = append(langs, l.Locale().English)
			}
		}
		switch {
		case len(days) == len(calendar.Weekdays):
			add("no times are known of any local service")
		case len(days) > 0:
			add("nothing on " + strings.Join(days, ", "))
		}
		if len(langs) > 0 {
			add("nobody says that they speak " + strings.Join(langs, ", "))
		}
	}
	if len(b.Demand) == 0 {
		t.Rows = append(t.Rows, []string{"Languages", "no demand.yaml says which languages are asked for"})
	}
	return t
}

func titled(d calendar.Weekday) string {
	s := d.String()
	return strings.ToUpper(s[:1]) + s[1:]
}

// dayTable is how many local services are on each day.
func dayTable(c *catalog.Catalog, b model.Borough, q cube) Table {
	t := Table{Name: string(b.ID.V) + "-days", Title: plain(b.Name) + ": local services by day", Head: []string{"Kind of help"}}
	var days []combination
	for _, d := range calendar.Weekdays {
		t.Head = append(t.Head, titled(d))
		days = append(days, combination{day: d})
	}
	t.Rows = q.byKind(c, days)
	return t
}

// byKind is a row for each kind of help: how many services it has in each column.
func (q cube) byKind(c *catalog.Catalog, columns []combination) (rows [][]string) {
	for _, k := range c.Site.Categories {
		row := []string{plain(k.Name)}
		for _, x := range columns {
			x.category = k.ID.V
			row = append(row, strconv.Itoa(q.n[x]))
		}
		rows = append(rows, row)
	}
	return rows
}

// languageTable is how many services say that they speak each language that is asked for, the most wanted first.
func languageTable(c *catalog.Catalog, b model.Borough, q cube) Table {
	t := Table{
		Name: string(b.ID.V) + "-languages", Title: plain(b.Name) + ": services by language", Head: []string{"Language", "Asked for", "Our edition"},
		None: "No demand.yaml in the borough's folder says which languages are asked for.",
	}
	for _, k := range c.Site.Categories {
		t.Head = append(t.Head, plain(k.Name))
	}
	for _, d := range b.Demand {
		row := []string{d.Lang.V.Locale().English, demandWords(d), editionWords(c, b, d.Lang.V)}
		for _, k := range c.Site.Categories {
			row = append(row, strconv.Itoa(q.n[combination{category: k.ID.V, lang: d.Lang.V}]))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// editionWords is whether the pack can be read in a language: what is asked for most is to be translated first.
func editionWords(c *catalog.Catalog, b model.Borough, l lang.Tag) string {
	if !slices.Contains(c.Editions(), catalog.Edition{Borough: b.ID.V, Lang: l}) {
		return "none"
	}
	done, all := c.Lens(catalog.Edition{Borough: b.ID.V, Lang: l}).GuidesTranslated()
	return fmt.Sprintf("%d of %d guides", done, all)
}

func demandWords(d model.Demand) string {
	switch {
	case d.People.Written():
		return strconv.Itoa(d.People.V) + " people"
	case d.Share.Written():
		return d.Share.V + " %"
	}
	return "yes"
}

// areaTable is how many local services are in each area.
func areaTable(c *catalog.Catalog, b model.Borough, q cube) Table {
	t := Table{
		Name: string(b.ID.V) + "-areas", Title: plain(b.Name) + ": local services by area", Head: append([]string{"Kind of help"}, q.areas...),
		None: "No place has a postcode.",
	}
	if len(q.areas) == 0 {
		return t
	}
	var areas []combination
	for _, a := range q.areas {
		areas = append(areas, combination{area: a})
	}
	t.Rows = q.byKind(c, areas)
	return t
}

// cubeTable is every combination that has a service, for spreadsheets; what is not in it is a gap.
func cubeTable(c *catalog.Catalog, b model.Borough, q cube) Table {
	t := Table{Name: string(b.ID.V) + "-all", Title: plain(b.Name) + ": all together", Head: []string{"Kind of help", "Area", "Day", "Language", "Services"}, Long: true}
	for _, k := range c.Site.Categories {
		for _, a := range append([]string{""}, q.areas...) {
			for _, d := range append([]calendar.Weekday{0}, calendar.Weekdays...) {
				for _, l := range append([]lang.Tag{""}, q.langs...) {
					n := q.n[combination{k.ID.V, a, d, l}]
					if n == 0 {
						continue
					}
					t.Rows = append(t.Rows, []string{string(k.ID.V), anyOr(a), anyDay(d), anyOr(string(l)), strconv.Itoa(n)})
				}
			}
		}
	}
	return t
}

func anyOr(s string) string {
	if s == "" {
		return "any"
	}
	return s
}

func anyDay(d calendar.Weekday) string {
	if d == 0 {
		return "any"
	}
	return d.String()
}
