package intake

import (
	"cmp"
	"encoding/json"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/fields"
	"welcomepack/internal/hsds"
	"welcomepack/internal/model"
)

// Foreign turns the rows into services. Rows of the same service, by the publisher's name for it or else by organisation
// and name, are its sessions and places; of other cells the first that is not empty counts.
func (t *Table) Foreign(m *Mapping) (services []Foreign, notices []Notice) {
	g := &grouping{mapping: m, at: map[string]int{}}
	column := map[string]string{}
	for _, c := range m.Columns {
		column[c.Heading] = c.Field
	}
	for _, row := range t.Rows {
		g.add(t, row, column)
	}
	for i := range g.groups {
		s, ns := g.groups[i].service(m)
		services = append(services, s)
		notices = append(notices, ns...)
	}
	return services, append(g.notices, notices...)
}

type grouping struct {
	mapping *Mapping
	groups  []group
	at      map[string]int
	notices []Notice
}

// A group is the rows of one service. cells has the first of each field, all those of each row.
type group struct {
	key, where string
	cells      map[string]string
	all        []map[string]string
	left       map[string]string
	row        map[string]string // the first row as it is, by heading
}

func (g *grouping) add(t *Table, row Row, column map[string]string) {
	where := "row " + strconv.Itoa(row.Number)
	cells, left, whole := map[string]string{}, map[string]string{}, map[string]string{}
	for i, h := range t.Headings {
		if row.Cells[i] != "" {
			whole[h] = row.Cells[i]
		}
		switch f := column[h]; {
		case row.Cells[i] == "":
		case f == "" || f == NoField:
			left[h] = row.Cells[i]
		case cells[f] == "":
			cells[f] = row.Cells[i]
		default: // two columns for one field
			cells[f] += "; " + row.Cells[i]
		}
	}
	name := cmp.Or(cells["name"], cells["organisation"])
	if name == "" {
		g.notices = append(g.notices, Notice{where, "left out: it names no service"})
		return
	}
	cells["name"] = name
	key := cmp.Or(cells["id"], cells["service"], strings.ToLower(cells["organisation"])+"/"+strings.ToLower(name))
	i, ok := g.at[key]
	if !ok {
		i = len(g.groups)
		g.at[key] = i
		g.groups = append(g.groups, group{key: key, where: where + ", " + cut(oneText(name), 60), cells: map[string]string{}, left: map[string]string{}, row: whole})
	}
	x := &g.groups[i]
	x.all = append(x.all, cells)
	for f, v := range cells {
		x.cells[f] = cmp.Or(x.cells[f], v)
	}
	for h, v := range left {
		x.left[h] = cmp.Or(x.left[h], v)
	}
}

// A rowReader makes an entity out of a group.
type rowReader struct {
	*group
	mapping *Mapping
	notices []Notice
}

func (r *rowReader) say(text string) { r.notices = append(r.notices, Notice{r.where, text}) }

// keep says that a cell was not understood, and keeps it.
func (r *rowReader) keep(field, cell, why string) {
	r.say(field + ": " + why + ": " + cut(cell, 100))
	r.left[field] = cell
}

func (x *group) service(m *Mapping) (Foreign, []Notice) {
	r := &rowReader{group: x, mapping: m}
	e := &hsds.Object{}
	set := func(key string, v any) {
		if s, ok := v.(string); ok && s == "" {
			return
		}
		if l, ok := v.([]any); ok && len(l) == 0 {
			return
		}
		e.Set(key, v)
	}
	c := x.cells
	set("id", hsds.ID("table", m.Name, x.key))
	set("name", c["name"])
	set("description", r.description())
	set("status", map[string]string{"paused": "temporarily closed", "closed": "defunct"}[strings.ToLower(c["status"])])
	set("eligibility_description", c["who"])
	set("application_process", c["how_to_join"])
	set("email", firstWord(c["email"]))
	set("url", web(c["web"]))
	r.ages(set)
	set("cost_options", r.cost())
	set("languages", names(c["languages"], "name"))
	set("required_documents", one("document", c["bring"]))
	set("service_areas", one("name", c["area"]))
	set("phones", r.phones())
	set("attributes", r.attributes())
	locations, schedules := r.placesAndTimes()
	set("service_at_locations", locations)
	if note := c["times_note"]; note != "" {
		schedules = append(schedules, one("description", note)...)
	}
	set("schedules", schedules)
	org := &hsds.Object{}
	owner := cmp.Or(c["organisation"], c["name"])
	org.Set("id", hsds.ID("table", m.Name, "organisation", strings.ToLower(owner)))
	org.Set("name", owner)
	e.Set("organization", org)
	if goodSlug(c["service"]) {
		own := &hsds.Object{}
		own.Set("service", c["service"])
		e.Set(hsds.Own, own)
	}
	return Foreign{Entity: e, Where: x.where, Table: true, Left: x.left, Cells: x.row}, r.notices
}

func (r *rowReader) description() string {
	c := r.cells
	var parts []string
	for _, k := range []string{"summary", "description", "details"} {
		if c[k] != "" {
			parts = append(parts, strings.Join(paragraphs(c[k]), "\n"))
		}
	}
	return strings.Join(parts, "\n\n")
}

// one is a list of one object with one member; none for an empty text.
func one(key, text string) []any {
	if text == "" {
		return nil
	}
	o := &hsds.Object{}
	o.Set(key, text)
	return []any{o}
}

// names is a list of objects, one for each word of a cell.
func names(cell, key string) []any {
	var out []any
	for _, s := range listed(cell) {
		out = append(out, one(key, s)...)
	}
	return out
}

// listed cuts a cell at semicolons, commas, bars and line ends.
func listed(cell string) []string {
	var out []string
	for _, s := range strings.FieldsFunc(cell, func(r rune) bool { return strings.ContainsRune(";,|\n\r", r) }) {
		if s = strings.TrimSpace(s); s != "" && !slices.Contains(out, s) {
			out = append(out, s)
		}
	}
	return out
}

func firstWord(s string) string {
	w := strings.FieldsFunc(s, func(r rune) bool { return strings.ContainsRune(" ;,\n\r\t", r) })
	if len(w) == 0 {
		return ""
	}
	return strings.TrimPrefix(w[0], "mailto:")
}

func web(s string) string {
	w := firstWord(s)
	if strings.HasPrefix(strings.ToLower(w), "www.") {
		return "https://" + w
	}
	return w
}

var (
	agesPlus  = regexp.MustCompile(`(?i)^(?:over |from |aged? )?(\d{1,3}) ?(?:\+|and over|years and over|plus)$`)
	agesUnder = regexp.MustCompile(`(?i)^(?:under|below) ?(\d{1,3})s?$`)
	agesSpan  = regexp.MustCompile(`(?i)^(?:aged? )?(\d{1,3}) ?(?:-|–|to) ?(\d{1,3})(?: years?)?$`)
)

func (r *rowReader) ages(set func(string, any)) {
	cell := r.cells["ages"]
	if m := agesPlus.FindStringSubmatch(cell); m != nil {
		set("minimum_age", json.Number(hsds.Digits(m[1])))
	} else if m := agesUnder.FindStringSubmatch(cell); m != nil && hsds.Digits(m[1]) != "0" {
		set("maximum_age", json.Number(before(hsds.Digits(m[1]))))
	} else if m := agesSpan.FindStringSubmatch(cell); m != nil {
		set("minimum_age", json.Number(hsds.Digits(m[1])))
		set("maximum_age", json.Number(hsds.Digits(m[2])))
	} else if cell != "" {
		r.keep("ages", cell, "the ages cannot be read")
	}
}

// before is the whole number before n.
func before(n string) string {
	var v int
	if err := json.Unmarshal([]byte(n), &v); err != nil {
		return n
	}
	return strconv.Itoa(v - 1)
}

var price = regexp.MustCompile(`^(?:£|GBP) ?(\d{1,5}(?:\.\d{2})?)(?: (.*))?$`)

func (r *rowReader) cost() []any {
	cell := r.cells["cost"]
	o := &hsds.Object{}
	switch m := price.FindStringSubmatch(cell); {
	case cell == "":
		return nil
	case strings.EqualFold(cell, "free") || strings.EqualFold(cell, "free of charge") || cell == "0" || strings.EqualFold(cell, "none"):
		o.Set("amount", json.Number("0"))
	case m != nil:
		o.Set("amount", json.Number(hsds.Digits(m[1])))
		o.Set("amount_description", m[2])
	default:
		o.Set("amount_description", cell)
	}
	return []any{o}
}

var numberInCell = regexp.MustCompile(`\+?\d[\d ()\-.]{5,}\d|\b\d{3,6}\b`)

// apartOutsideBrackets cuts a cell at separators, but not within brackets.
func apartOutsideBrackets(cell string) []string {
	depth := 0
	return strings.FieldsFunc(cell, func(c rune) bool {
		switch c {
		case '(':
			depth++
		case ')':
			depth--
		}
		return depth <= 0 && strings.ContainsRune(";|\n\r/,", c)
	})
}

func (r *rowReader) phones() []any {
	var out []any
	for _, part := range apartOutsideBrackets(strings.ReplaceAll(r.cells["phones"], " or ", ";")) {
		at := numberInCell.FindStringIndex(part)
		if at == nil {
			if strings.TrimSpace(part) != "" {
				r.keep("phones", part, "no number is in it")
			}
			continue
		}
		number := strings.TrimSpace(part[at[0]:at[1]])
		if digits := strings.Map(func(c rune) rune {
			if c >= '0' && c <= '9' {
				return c
			}
			return -1
		}, number); len(digits) == 10 && strings.IndexByte("12378", digits[0]) >= 0 && !strings.HasPrefix(number, "+") {
			r.say("phones: read " + number + " as 0" + digits + ", since spreadsheets drop a first 0")
			number = "0" + digits
		}
		o := &hsds.Object{}
		o.Set("number", number)
		label := strings.Trim(part[:at[0]]+" "+part[at[1]:], " :()-–\t")
		for _, w := range []string{"tel", "telephone", "phone", "t", "mob", "mobile", "m"} {
			if strings.EqualFold(strings.Trim(label, ". "), w) {
				label = ""
			}
		}
		o.Set("description", label)
		out = append(out, o)
	}
	if n := r.cells["text"]; n != "" {
		o := &hsds.Object{}
		o.Set("number", n)
		o.Set("type", "text")
		out = append(out, o)
	}
	return out
}

func (r *rowReader) attributes() []any {
	var out []any
	own := func(taxonomy, code, value string) {
		term, a := &hsds.Object{}, &hsds.Object{}
		term.Set("id", hsds.ID("taxonomy_term", taxonomy, code))
		term.Set("code", code)
		if value != "" {
			a.Set("value", value)
		}
		a.Set("taxonomy_term", term)
		out = append(out, a)
	}
	for _, name := range listed(r.cells["category"]) {
		a := &hsds.Object{}
		a.Set("taxonomy_term", one("name", name)[0])
		out = append(out, a)
	}
	for _, s := range listed(r.cells["stage"]) {
		own(hsds.StageOf, s, "")
	}
	for _, s := range listed(r.cells["join"]) {
		own(hsds.WayToJoin, slugOf(s, "join"), "")
	}
	for _, c := range []struct{ cell, code string }{{"women_only", "women-only"}, {"asks_status", "asks-status"}, {"nrpf_ok", "nrpf-ok"}} {
		switch v := strings.ToLower(r.cells[c.cell]); v {
		case "":
		case "yes", "y", "true", "1":
			own(hsds.Condition, c.code, "true")
		case "no", "n", "false", "0":
			own(hsds.Condition, c.code, "false")
		default:
			r.keep(c.cell, v, "it is neither yes nor no")
		}
	}
	return out
}

// placesAndTimes reads the places of all rows, each once, with the times at each.
func (r *rowReader) placesAndTimes() (locations, schedules []any) {
	ids := map[string]bool{}
	for _, cells := range r.all {
		times := bars(cells["times"])
		places := r.locations(cells)
		for i, l := range places {
			id := hsds.ID("table", r.mapping.Name, r.key, string(hsds.Style{}.Append(nil, l)))
			if !ids[id] {
				ids[id] = true
				at := &hsds.Object{}
				at.Set("id", id)
				at.Set("location", l)
				locations = append(locations, at)
			}
			if len(times) == len(places) {
				schedules = append(schedules, r.times(times[i], id)...)
			}
			if i == 0 {
				schedules = append(schedules, r.session(cells, id)...)
			}
		}
		if len(times) != len(places) {
			for _, x := range times {
				schedules = append(schedules, r.times(x, r.onlyPlace(locations))...)
			}
		}
		if len(places) == 0 {
			schedules = append(schedules, r.session(cells, r.onlyPlace(locations))...)
		}
	}
	return locations, schedules
}

// onlyPlace is the one place of a service, "" where there are none or several.
func (r *rowReader) onlyPlace(locations []any) string {
	if len(locations) != 1 {
		return ""
	}
	return locations[0].(*hsds.Object).Text("id")
}

func bars(cell string) []string {
	if strings.TrimSpace(cell) == "" {
		return nil
	}
	var out []string
	for part := range strings.SplitSeq(cell, " | ") {
		out = append(out, strings.TrimSpace(part))
	}
	return out
}

var postcodeInCell = regexp.MustCompile(`(?i)\b[A-Z]{1,2}[0-9][0-9A-Z]? ?[0-9][A-Z]{2}\b`)

// locations reads the places of one row; several stand in one cell with " | " between them.
func (r *rowReader) locations(cells map[string]string) []*hsds.Object {
	columns := map[string][]string{}
	most := 0
	for _, k := range []string{"place", "address", "address2", "town", "postcode", "latitude", "longitude", "access"} {
		columns[k] = bars(cells[k])
		most = max(most, len(columns[k]))
	}
	var out []*hsds.Object
	for i := range most {
		cell := func(k string) string {
			if l := columns[k]; i < len(l) {
				return l[i]
			}
			return ""
		}
		l, own, a := &hsds.Object{}, &hsds.Object{}, &hsds.Object{}
		address, code := cell("address"), cell("postcode")
		if m := postcodeInCell.FindString(address); m != "" {
			code = cmp.Or(code, m)
			address = strings.Replace(address, m, "", 1)
		}
		lines := append(listed(address), listed(cell("address2"))...)
		lines = slices.DeleteFunc(lines, func(s string) bool { return strings.EqualFold(s, cell("town")) || strings.EqualFold(s, cell("place")) })
		if cell("place") == "" && len(lines) == 0 {
			if code != "" || cell("town") != "" {
				r.keep("address", strings.TrimSpace(cell("town")+" "+code), "it names no street and no building")
			}
			continue
		}
		var list []any
		for _, s := range lines {
			list = append(list, s)
		}
		l.Set("name", cell("place"))
		if list != nil {
			own.Set("address", list)
		}
		a.Set("city", cell("town"))
		a.Set("postal_code", code)
		l.Set("addresses", []any{a})
		for k, to := range map[string]string{"latitude": "latitude", "longitude": "longitude"} {
			if v := cell(k); v != "" {
				l.Set(to, v)
			}
		}
		l.Set("accessibility", accessibility(cell("access")))
		l.Set(hsds.Own, own)
		slices.SortFunc(l.Members, func(a, b hsds.Member) int { return cmp.Compare(a.Key, b.Key) })
		out = append(out, l)
	}
	return out
}

func accessibility(cell string) []any {
	var out []any
	for _, s := range listed(cell) {
		e, own := &hsds.Object{}, &hsds.Object{}
		if code := slugOf(s, ""); slices.Contains(model.PlaceAccess, code) {
			own.Set("access", code)
			e.Set(hsds.Own, own)
		} else {
			e.Set("description", s)
		}
		out = append(out, e)
	}
	return out
}

// times reads opening hours in words.
func (r *rowReader) times(text, place string) []any {
	if text == "" {
		return nil
	}
	var out []any
	for _, s := range r.hours(text) {
		out = append(out, schedule(s, place)...)
	}
	return out
}

// hours reads days and times, and tells what was guessed of them.
func (r *rowReader) hours(text string) []fields.Node {
	sessions, guessed, ok := hours(text)
	if !ok {
		r.keep("times", text, "the times cannot be read")
		return nil
	}
	for _, g := range guessed {
		r.say("times: read " + g + ": check it")
	}
	return sessions
}

// session reads the one session of a row.
func (r *rowReader) session(cells map[string]string, place string) []any {
	day, from, to := cells["day"], cells["from"], cells["to"]
	if day == "" && from == "" && to == "" {
		return nil
	}
	var out []any
	for _, s := range r.hours(day + " " + from + "-" + to) {
		s.Add("what", fields.TextNode(cells["what"]))
		out = append(out, schedule(s, place)...)
	}
	return out
}

// schedule is a session as a feed has it: one schedule for each way of counting days.
func schedule(s fields.Node, place string) []any {
	var out []any
	for _, e := range everies(s.Get("every")) {
		o := &hsds.Object{}
		freq, byday := e.Rule()
		o.Set("freq", freq)
		o.Set("byday", byday)
		o.Set("opens_at", s.Get("from").Text)
		o.Set("closes_at", s.Get("to").Text)
		o.Set("description", s.Get("what").Text)
		o.Set("attending_type", s.Get("mode").Text)
		if place != "" {
			o.Set("service_at_location_id", place)
		}
		out = append(out, o)
	}
	return out
}
