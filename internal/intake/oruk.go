package intake

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/fields"
	"welcomepack/internal/hsds"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// Feed reads services out of one answer of an Open Referral API or one file of such data: a page, a service, a list of
// services, or an organisation with its services.
func Feed(b []byte) ([]*hsds.Object, error) {
	if len(b) > source.MaxFeedFile {
		return nil, fmt.Errorf("it is larger than %d MiB", source.MaxFeedFile>>20)
	}
	v, err := hsds.Parse(b)
	if err != nil {
		return nil, fmt.Errorf("it is no JSON: %w", err)
	}
	switch x := v.(type) {
	case []any:
		return servicesOf(x), nil
	case *hsds.Object:
		for _, key := range []string{"contents", "content", "items", "data", "services"} {
			if list, ok := x.Get(key).([]any); ok {
				return withOwner(servicesOf(list), x), nil
			}
		}
		if isService(x) {
			return []*hsds.Object{x}, nil
		}
	}
	return nil, errors.New("no services are in it: it should be a page of /services, one service, or a list of them")
}

// servicesOf lists the services among values: those of places stand inside.
func servicesOf(list []any) []*hsds.Object {
	var out []*hsds.Object
	for _, v := range list {
		o, ok := v.(*hsds.Object)
		switch {
		case !ok:
		case o.Object("service") != nil:
			out = append(out, o.Object("service"))
		case len(o.Objects("services")) > 0:
			out = append(out, withOwner(o.Objects("services"), o)...)
		case isService(o):
			out = append(out, o)
		}
	}
	return out
}

// isService tells a service from what else has a name: an organisation, a place, a term.
func isService(o *hsds.Object) bool {
	return o.Text("name") != "" && (o.Get("status") != nil || o.Get("organization") != nil || o.Get("organization_id") != nil && o.Get("location_type") == nil)
}

// withOwner gives services that stand inside their organisation that organisation.
func withOwner(services []*hsds.Object, owner *hsds.Object) []*hsds.Object {
	if owner.Text("name") == "" || owner.Get("services") == nil {
		return services
	}
	org := &hsds.Object{}
	for _, m := range owner.Members {
		if m.Key != "services" {
			org.Set(m.Key, m.Value)
		}
	}
	for _, s := range services {
		if s.Object("organization") == nil {
			s.Set("organization", org)
		}
	}
	return services
}

// LastPage tells whether an answer is the last of its pages.
func LastPage(b []byte) bool {
	v, err := hsds.Parse(b)
	o, ok := v.(*hsds.Object)
	if err != nil || !ok || o.Get("total_pages") == nil {
		return true
	}
	page, _ := strconv.Atoi(o.Text("page_number"))
	pages, _ := strconv.Atoi(o.Text("total_pages"))
	return o.Get("last_page") == true || page >= pages
}

// Folder reads the services of every .json file of a folder, by name. A service that stands in several files is taken from
// the one that says most of it. Files without services are passed over.
func Folder(fsys fs.FS) ([]*hsds.Object, error) {
	var all []*hsds.Object
	files, found := 0, false
	var last error
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || !d.Type().IsRegular() || path.Ext(p) != ".json" {
			return err
		}
		if files++; files > source.MaxFeedFiles {
			return fmt.Errorf("the folder has more than %d files", source.MaxFeedFiles)
		}
		if info, err := d.Info(); err != nil || info.Size() > source.MaxFeedFile {
			return cmp.Or(err, fmt.Errorf("%s is larger than %d MiB", p, source.MaxFeedFile>>20))
		}
		b, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		services, err := Feed(b)
		if err != nil {
			last = fmt.Errorf("%s: %w", p, err)
			return nil
		}
		found = true
		all = append(all, services...)
		return nil
	})
	if err == nil && !found {
		err = cmp.Or(last, errors.New("the folder has no .json files"))
	}
	return Merged(all), err
}

// Merged keeps of services with the same ID the one that says most.
func Merged(all []*hsds.Object) []*hsds.Object {
	at := map[string]int{}
	var out []*hsds.Object
	for _, s := range all {
		id := s.Text("id")
		i, twice := at[id]
		switch {
		case id == "" || !twice:
			at[id] = len(out)
			out = append(out, s)
		case len(s.Members) > len(out[i].Members):
			out[i] = s
		}
	}
	return out
}

// An answer is what a feed says of one thing.
type answer = hsds.Object

// An entity reads one service of a feed into the form of a listing.
type entity struct {
	*answer
	t       *translator
	own     *hsds.Object
	notices []string
}

func (e *entity) say(format string, args ...any) {
	e.notices = append(e.notices, fmt.Sprintf(format, args...))
}

// A translator knows what the words of a feed mean on this site.
type translator struct {
	mapping    *Mapping
	categories map[string]string // by name and slug in small letters: the slug
	today      calendar.Date
}

// service returns the service without its slug. places gives the slug of a place of the organisation.
func (e *entity) service(places func(location *hsds.Object) string) fields.Node {
	n := fields.Node{Kind: fields.Fields}
	add := func(key string, v fields.Node) { n.Add(key, v) }
	text := func(key, s string) { n.Add(key, fields.TextNode(s)) }
	text("name", e.words("name", cut(oneText(e.Text("name")), source.MaxName)))
	summary, details := summaryAndDetails(e.Text("description"))
	if summary == "" {
		summary = oneText(e.Text("name"))
	}
	text("summary", e.words("summary", summary))
	text("details", e.words("details", details))
	text("status", map[string]string{"temporarily closed": "paused", "inactive": "closed", "defunct": "closed"}[e.Text("status")])
	add("category", e.categoryNode())
	add("stage", e.terms(hsds.StageOf))
	add("boroughs", texts(e.own.Get("boroughs")))
	add("who", e.who())
	add("cost", e.cost())
	add("languages", e.languages())
	add("join", e.terms(hsds.WayToJoin))
	text("how_to_join", e.words("how_to_join", oneText(e.Text("application_process"))))
	text("bring", e.words("bring", e.documents()))
	e.further(&n)
	phones, textTo := e.phones(e.Objects("phones"))
	add("phones", phones)
	text("text", textTo)
	text("email", strings.TrimSpace(e.Text("email")))
	text("web", strings.TrimSpace(e.Text("url")))
	at, note := e.attendances(places)
	add("at", at)
	text("times_note", e.words("times_note", note))
	text("area", e.area())
	if by := e.own.Text("checked_by"); by != "" {
		checked := fields.FieldsNode("on", e.Text("assured_date"), "by", by)
		checked.Add("how", fields.TextNode(e.own.Text("checked_how")))
		add("checked", checked)
	}
	text("review_by", e.own.Text("review_by"))
	add("sources", e.sources())
	return n
}

// further reads what this program alone publishes of a service, and the alert, of which others do not say until when it
// stands: theirs is kept beside the listing.
func (e *entity) further(n *fields.Node) {
	n.Add("referral", fields.FieldsNode("by", asWords(e.own.Text("referral_by")), "ask_for", asWords(e.own.Text("ask_for"))))
	n.Add("introduces", texts(e.own.Get("introduces")))
	n.Add("interpreter", fields.TextNode(e.own.Text("interpreter")))
	if until := e.own.Text("alert_until"); until != "" {
		n.Add("alert", fields.FieldsNode("text", e.words("alert", oneText(e.Text("alert"))), "until", until))
	}
}

// words returns the words of a field. Where this program published them and they pointed to facts, it gives the
// reference back, as long as the words around it are the same.
func (e *entity) words(field, text string) string {
	written := e.own.Object("words").Text(field)
	if written == "" {
		return asWords(text)
	}
	rest := text
	for i, part := range splitReferences(written) {
		at := strings.Index(rest, part)
		if at < 0 || i == 0 && at > 0 {
			return asWords(text)
		}
		rest = rest[at+len(part):]
	}
	return written
}

// splitReferences returns what stands around {references}.
func splitReferences(s string) []string {
	var out []string
	for {
		from := strings.IndexByte(s, '{')
		if from < 0 {
			return append(out, s)
		}
		to := strings.IndexByte(s[from:], '}')
		if to < 0 {
			return append(out, s)
		}
		out = append(out, s[:from])
		s = s[from+to+1:]
	}
}

func texts(v any) fields.Node {
	list, _ := v.([]any)
	n := fields.Node{Kind: fields.List}
	for _, x := range list {
		if s, ok := x.(string); ok && s != "" {
			n.Nodes = append(n.Nodes, fields.TextNode(s))
		}
	}
	return n
}

// terms is the codes of attributes in one of this program's taxonomies.
func (e *entity) terms(taxonomy string) fields.Node {
	n := fields.Node{Kind: fields.List}
	for _, a := range e.Objects("attributes") {
		t := a.Object("taxonomy_term")
		if code := t.Text("code"); code != "" && t.Text("id") == hsds.ID("taxonomy_term", taxonomy, code) {
			n.Nodes = append(n.Nodes, fields.TextNode(code))
		}
	}
	return n
}

// categoryNode is the kinds of help: this program's own terms, or what the mapping or a like name makes of others.
func (e *entity) categoryNode() fields.Node {
	n := e.terms(hsds.KindOfHelp)
	if len(n.Nodes) > 0 {
		return n
	}
	var out []string
	for _, a := range e.Objects("attributes") {
		t := a.Object("taxonomy_term")
		name := oneText(cmp.Or(t.Text("name"), t.Text("term")))
		if c := e.t.category(name, t.Text("id"), t.Text("code")); c != "" && !slices.Contains(out, c) {
			out = append(out, c)
		}
	}
	if len(out) == 0 {
		out = append(out, e.t.mapping.Category)
	}
	return fields.Texts(out...)
}

// category is what a word of another publisher means here; "" where that is not known.
func (t *translator) category(names ...string) string {
	for _, n := range names {
		if to, ok := t.mapping.Categories[n]; ok {
			return to
		}
	}
	for _, n := range names {
		if c := t.categories[strings.ToLower(n)]; c != "" && n != "" {
			return c
		}
	}
	return ""
}

func (e *entity) who() fields.Node {
	n := fields.Node{Kind: fields.Fields}
	n.Add("text", fields.TextNode(e.words("who", oneText(e.Text("eligibility_description")))))
	n.Add("ages", fields.TextNode(ages(e.Get("minimum_age"), e.Get("maximum_age"))))
	for _, c := range []struct{ field, code string }{{"women_only", "women-only"}, {"asks_status", "asks-status"}, {"nrpf_ok", "nrpf-ok"}} {
		for _, a := range e.Objects("attributes") {
			if v := a.Text("value"); a.Object("taxonomy_term").Text("id") == hsds.ID("taxonomy_term", hsds.Condition, c.code) && (v == "true" || v == "false") {
				n.Add(c.field, fields.TextNode(v))
			}
		}
	}
	return n
}

// ages says the least and the greatest age as listings do; "" where they are none that make sense.
func ages(least, most any) string {
	whole := func(v any) int {
		n, _ := v.(json.Number)
		f, err := n.Float64()
		if err != nil || f != float64(int(f)) || f < 0 || f > 150 {
			return -1
		}
		return int(f)
	}
	switch a, b := whole(least), whole(most); {
	case a > 0 && b > a || a == 0 && b > 0 && least != nil:
		return fmt.Sprintf("%d to %d", a, b)
	case a > 0 && b < 0 && most == nil:
		return fmt.Sprintf("%d+", a)
	case b > 0 && least == nil:
		return fmt.Sprintf("under %d", b+1)
	}
	return ""
}

// cost reads the one price of a service. Several, or one in another currency, are kept beside the listing.
func (e *entity) cost() fields.Node {
	options := e.Objects("cost_options")
	if len(options) != 1 {
		if len(options) > 1 {
			e.say("it has %d prices, of which a listing can hold one", len(options))
		}
		return fields.Node{}
	}
	o := options[0]
	amount, note := o.Text("amount"), oneText(o.Text("amount_description"))
	value, err := strconv.ParseFloat(amount, 64)
	pounds := strings.EqualFold(cmp.Or(o.Text("currency"), "GBP"), "GBP")
	if o.Text("valid_to") != "" && e.t.ended(o.Text("valid_to")) {
		e.say("the price was valid until %s", o.Text("valid_to"))
		return fields.Node{}
	}
	switch {
	case amount == "" && note != "":
		return fields.FieldsNode("note", e.words("cost", note))
	case err == nil && value == 0 && note == "":
		return fields.TextNode("free")
	case err == nil && value > 0 && value < 1e6 && pounds:
		if !strings.Contains(amount, ".") && strings.Trim(amount, "0123456789") == "" || len(amount)-strings.IndexByte(amount, '.') == 3 {
			return fields.FieldsNode("amount", amount, "note", e.words("cost", note))
		}
		return fields.FieldsNode("amount", strconv.FormatFloat(value, 'f', 2, 64), "note", e.words("cost", note))
	}
	e.say("the price %q cannot be read", amount)
	return fields.Node{}
}

// ended tells whether a day, as a feed writes it, is past.
func (t *translator) ended(day string) bool {
	d, ok := calendar.ParseDate(day[:min(len(day), len("2006-01-02"))])
	return ok && d.Before(t.today)
}

func (e *entity) languages() fields.Node {
	n := fields.Node{Kind: fields.List}
	for _, l := range e.Objects("languages") {
		code := cmp.Or(l.Object(hsds.Own).Text("language"), l.Text("code"), l.Text("language"))
		if tag := languageTag(code, l.Text("name")); tag != "" {
			n.Nodes = append(n.Nodes, fields.TextNode(string(tag)))
		} else if code != "" || l.Text("name") != "" {
			e.say("the language %q is not known here", cmp.Or(l.Text("name"), code))
		}
	}
	return n
}

func languageTag(code, name string) lang.Tag {
	for _, s := range []string{code, name} {
		if t, ok := lang.Parse(s); ok {
			return t
		}
	}
	for _, t := range lang.Tags() {
		l := t.Locale()
		base, _, _ := strings.Cut(l.English, " (")
		for _, s := range []string{code, name} {
			if s != "" && (strings.EqualFold(s, l.English) || strings.EqualFold(s, base) || strings.EqualFold(s, l.Autonym)) {
				return t
			}
		}
	}
	return ""
}

func (e *entity) documents() string {
	var out []string
	for _, d := range e.Objects("required_documents") {
		if s := oneText(d.Text("document")); s != "" {
			out = append(out, s)
		}
	}
	return strings.Join(out, " ")
}

// phones reads numbers; textTo is the one for text messages.
func (e *entity) phones(list []*hsds.Object) (phones fields.Node, textTo string) {
	phones = fields.Node{Kind: fields.List}
	taken := map[string]bool{}
	for _, p := range list {
		own := p.Object(hsds.Own)
		number := cmp.Or(own.Text("shown"), shownPhone(p.Text("number")))
		switch kind := strings.ToLower(p.Text("type")); {
		case number == "":
			continue
		case kind == "text" || kind == "sms":
			textTo = cmp.Or(textTo, number)
			continue
		case kind == "fax" || kind == "pager" || kind == "video":
			e.say("the number %s is for %s", number, kind)
			continue
		}
		ref := own.Text("ref")
		if !goodSlug(ref) {
			ref = "main"
		}
		about := oneText(p.Text("description"))
		if open := own.Get("open"); open != nil {
			about = oneText(own.Text("for"))
		}
		if x := p.Text("extension"); x != "" {
			about = strings.TrimSpace(about + " (extension " + x + ")")
		}
		n := fields.FieldsNode("ref", free(ref, taken), "number", number)
		n.Add("for", fields.TextNode(asWords(cut(about, source.MaxName))))
		n.Add("open", e.open(own.Get("open")))
		if b, ok := own.Get("free").(bool); ok {
			n.Add("free", fields.TextNode(strconv.FormatBool(b)))
		}
		phones.Nodes = append(phones.Nodes, n)
	}
	return phones, textTo
}

// open is when a phone is answered, as this program publishes it.
func (e *entity) open(v any) fields.Node {
	if s, ok := v.(string); ok {
		return fields.TextNode(s)
	}
	list, _ := v.([]any)
	n := fields.Node{Kind: fields.List}
	for _, x := range list {
		o, ok := x.(*hsds.Object)
		if !ok {
			continue
		}
		every := texts(o.Get("every"))
		if len(every.Nodes) == 1 {
			every = every.Nodes[0]
		}
		s := fields.FieldsNode("every", every, "from", o.Text("from"), "to", o.Text("to"), "what", asWords(oneText(o.Text("what"))), "mode", o.Text("mode"))
		addLimits(&s, o)
		n.Nodes = append(n.Nodes, s)
	}
	return n
}

// attendances is where and when; note is words about times that name no time.
func (e *entity) attendances(places func(*hsds.Object) string) (at fields.Node, note string) {
	at = fields.Node{Kind: fields.List}
	used := map[*hsds.Object]bool{}
	for _, s := range e.Objects("service_at_locations") {
		location := s.Object("location")
		virtual := location.Text("location_type") == "virtual"
		entry := fields.Node{Kind: fields.Fields}
		if !virtual && location != nil {
			entry.Add("place", fields.TextNode(places(location)))
		}
		when := fields.Node{Kind: fields.List}
		for _, x := range e.Objects("schedules") {
			if id := x.Text("service_at_location_id"); id != "" && id == s.Text("id") {
				used[x] = true
				when.Nodes = append(when.Nodes, e.session(x, location)...)
			}
		}
		own := len(when.Nodes) > 0
		for _, x := range slices.Concat(s.Objects("schedules"), location.Objects("schedules")) {
			if !own { // the same times often stand at the service, its place and the building
				when.Nodes = distinct(append(when.Nodes, e.session(x, location)...))
			}
		}
		entry.Add("when", when)
		if !entry.IsZero() {
			at.Nodes = append(at.Nodes, entry)
		}
	}
	rest := fields.Node{Kind: fields.List}
	for _, x := range e.Objects("schedules") {
		if used[x] {
			continue
		}
		if x.Text("byday") == "" && x.Text("opens_at") == "" {
			note = strings.TrimSpace(note + " " + oneText(x.Text("description")))
			continue
		}
		rest.Nodes = append(rest.Nodes, e.session(x, nil)...)
	}
	e.elsewhere(&at, distinct(rest.Nodes))
	return at, note
}

// elsewhere gives times that name no place to the only place there is, or to none where they are by phone or online.
func (e *entity) elsewhere(at *fields.Node, sessions []fields.Node) {
	var away, here []fields.Node
	for _, s := range sessions {
		if m := s.Get("mode").Text; m == "phone" || m == "online" {
			away = append(away, s)
		} else {
			here = append(here, s)
		}
	}
	if len(away) > 0 {
		at.Nodes = append(at.Nodes, fields.FieldsNode("when", fields.ListNode(away...)))
	}
	switch {
	case len(here) == 0:
	case len(at.Nodes) == 1 && at.Nodes[0].Get("place").Text != "":
		when := at.Nodes[0].Get("when")
		when.Kind = fields.List
		when.Nodes = distinct(append(when.Nodes, here...))
		at.Nodes[0] = fields.FieldsNode("place", at.Nodes[0].Get("place"), "when", when)
	default:
		e.say("%s no place", plural(len(here), "one time names", "%d times name"))
	}
}

func plural(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return fmt.Sprintf(many, n)
}

// distinct keeps the first of nodes that say the same.
func distinct(list []fields.Node) []fields.Node {
	seen := map[string]bool{}
	return slices.DeleteFunc(list, func(n fields.Node) bool {
		c := n.Canonical()
		old := seen[c]
		seen[c] = true
		return old
	})
}

// session reads one schedule; none where a listing cannot say it, after telling why.
func (e *entity) session(x, location *hsds.Object) []fields.Node {
	days, byday := calendar.ParseRule(strings.ToUpper(x.Text("freq")), x.Text("byday"))
	from, ok1 := clockOf(x.Text("opens_at"))
	to, ok2 := clockOf(x.Text("closes_at"))
	if to == "00:00" {
		to = "24:00"
	}
	shown := strings.TrimSpace(x.Text("byday") + " " + x.Text("opens_at") + "–" + x.Text("closes_at"))
	why := ""
	switch {
	case e.t.ended(cmp.Or(x.Text("valid_to"), x.Text("until"))):
		why = "they ended on " + cmp.Or(x.Text("valid_to"), x.Text("until"))
	case x.Text("valid_from") != "" && !e.t.ended(x.Text("valid_from")) && !strings.HasPrefix(x.Text("valid_from"), e.t.today.String()):
		why = "they begin on " + x.Text("valid_from")
	case x.Text("interval") != "" && x.Text("interval") != "1" && !everySecondWeek(x):
		why = "they are not every week or month"
	case x.Text("bymonthday") != "" || x.Text("byweekno") != "" || x.Text("byyearday") != "" || !byday:
		why = "the days cannot be read"
	case !ok1 || !ok2 || to <= from:
		why = "the hours cannot be read"
	}
	if why != "" {
		e.say("the times %s are left out: %s", shown, why)
		return nil
	}
	n := fields.FieldsNode("every", everyNode(days), "from", from, "to", to)
	if what := oneText(x.Text("description")); len(what) <= 80 && !strings.ContainsAny(what, "0123456789") || e.own != nil {
		n.Add("what", fields.TextNode(asWords(what)))
	}
	mode := modeOf(x.Text("attending_type"))
	if mode == "" && location.Text("location_type") == "virtual" {
		mode = cmp.Or(modeOf(location.Text("name")), "online")
	}
	n.Add("mode", fields.TextNode(mode))
	if x.Text("interval") == "2" {
		n.Add("fortnight", fields.TextNode(x.Text("dtstart")))
	}
	addLimits(&n, x.Object(hsds.Own))
	return []fields.Node{n}
}

// addLimits adds what we publish of a session's days beside the rule.
func addLimits(n *fields.Node, own *hsds.Object) {
	if n.Get("fortnight").IsZero() {
		n.Add("fortnight", fields.TextNode(own.Text("fortnight")))
	}
	for _, key := range []string{"only", "also", "except"} {
		list := texts(own.Get(key))
		if key == "only" && len(list.Nodes) == 1 {
			list = list.Nodes[0] // as people write it
		}
		n.Add(key, list)
	}
	n.Add("bank_holidays", fields.TextNode(own.Text("bank_holidays")))
}

// everySecondWeek tells whether a schedule is on the same days of every second week, and says of which.
func everySecondWeek(x *hsds.Object) bool {
	_, ok := calendar.ParseDate(x.Text("dtstart"))
	return x.Text("interval") == "2" && x.Text("freq") == "WEEKLY" && ok
}

// modeOf reads how people attend out of free words.
func modeOf(s string) string {
	s = strings.ToLower(s)
	person := strings.Contains(s, "person")
	switch {
	case s == "in-person":
		return s
	case person:
		return ""
	case strings.Contains(s, "online") || strings.Contains(s, "virtual") || strings.Contains(s, "video") || strings.Contains(s, "remote"):
		return "online"
	case strings.Contains(s, "phone"):
		return "phone"
	}
	return ""
}

// clockOf reads a time of ISO 8601 as listings write it. An offset says the same wall clock in winter and another one in
// summer, so it is left out.
func clockOf(s string) (string, bool) {
	s, _, _ = strings.Cut(strings.TrimSpace(s), "Z")
	s, _, _ = strings.Cut(s, "+")
	if len(s) == len("09:00:00") && s[5] == ':' {
		s = s[:5]
	}
	if len(s) == len("9:00") {
		s = "0" + s
	}
	c, ok := calendar.ParseClock(s)
	return c.String(), ok
}

func (e *entity) area() string {
	areas := e.Objects("service_areas")
	if len(areas) == 0 {
		return ""
	}
	name := oneText(areas[0].Text("name"))
	if len(areas) > 1 || len(name) > 100 {
		e.say("the area is kept beside the listing: it is long, or there are several")
		return ""
	}
	return name
}

func (e *entity) sources() fields.Node {
	n := fields.Node{Kind: fields.List}
	for _, s := range e.own.Objects("sources") {
		x := fields.Node{Kind: fields.Fields}
		for _, k := range []string{"url", "title", "kind", "date", "supports"} {
			x.Add(k, fields.TextNode(s.Text(k)))
		}
		n.Nodes = append(n.Nodes, x)
	}
	return n
}

// organisation returns the organisation without its slug, places and services. inherited fields stand in another file of
// the site.
func (e *entity) organisation(org *hsds.Object, inherited bool) fields.Node {
	n := fields.Node{Kind: fields.Fields}
	left := func(key string) bool {
		list, _ := org.Object(hsds.Own).Get("inherited").([]any)
		return inherited && slices.Contains(list, any(key))
	}
	name := cut(oneText(org.Text("name")), source.MaxName)
	n.Add("name", fields.TextNode(name))
	if about := oneText(org.Text("description")); about != name {
		n.Add("about", fields.TextNode(asWords(about)))
	}
	for _, key := range []string{"kind", "owner", "deputy"} {
		n.Add(key, fields.TextNode(asWords(org.Object(hsds.Own).Text(key))))
	}
	if !left("website") {
		n.Add("web", fields.TextNode(strings.TrimSpace(cmp.Or(org.Text("website"), org.Text("url")))))
	}
	if !left("email") {
		n.Add("email", fields.TextNode(strings.TrimSpace(org.Text("email"))))
	}
	if !left("phones") {
		phones, _ := e.phones(org.Objects("phones"))
		n.Add("phones", phones)
	}
	return n
}

// place returns a location without its slug, and what its slug may be made of.
func (e *entity) place(l *hsds.Object) (n fields.Node, name string) {
	n = fields.Node{Kind: fields.Fields}
	own := l.Object(hsds.Own)
	var a *hsds.Object
	if list := l.Objects("addresses"); len(list) > 0 {
		a = list[0]
		for _, x := range list {
			if x.Text("address_type") == "physical" {
				a = x
				break
			}
		}
	}
	name = cut(oneText(l.Text("name")), source.MaxName)
	lines := texts(own.Get("address"))
	if own.Text("place") == "" {
		for _, k := range []string{"address_1", "address_2"} {
			if s := cut(oneText(a.Text(k)), source.MaxName); s != "" && s != name {
				lines.Nodes = append(lines.Nodes, fields.TextNode(s))
			}
		}
	}
	n.Add("name", fields.TextNode(name))
	n.Add("address", lines)
	n.Add("town", fields.TextNode(cut(oneText(a.Text("city")), source.MaxName)))
	n.Add("postcode", fields.TextNode(postcode(a.Text("postal_code"))))
	if lat, lon := l.Text("latitude"), l.Text("longitude"); lat != "" && lon != "" {
		n.Add("position", fields.FieldsNode("lat", degrees(lat), "lon", degrees(lon)))
	}
	access, note := fields.Node{Kind: fields.List}, ""
	for _, x := range l.Objects("accessibility") {
		if code := x.Object(hsds.Own).Text("access"); code != "" {
			access.Nodes = append(access.Nodes, fields.TextNode(code))
			continue
		}
		note = strings.TrimSpace(note + " " + oneText(x.Text("description")))
	}
	n.Add("access", access)
	n.Add("access_note", fields.TextNode(asWords(cut(note, source.MaxWords))))
	t := own.Object("travel")
	n.Add("travel", fields.FieldsNode("text", asWords(t.Text("text")), "from", asWords(t.Text("from")), "minutes", t.Text("minutes")))
	first := ""
	if len(lines.Nodes) > 0 {
		first = lines.Nodes[0].Text
	}
	return n, cmp.Or(own.Text("place"), name, first, n.Get("postcode").Text)
}

// postcode writes a postcode with its blank.
func postcode(s string) string {
	bare := strings.ToUpper(strings.Join(strings.Fields(s), ""))
	if len(bare) < 5 || len(bare) > 7 {
		return strings.TrimSpace(s)
	}
	return bare[:len(bare)-3] + " " + bare[len(bare)-3:]
}

// degrees writes at most eight places behind the point.
func degrees(s string) string {
	if i := strings.IndexByte(s, '.'); i >= 0 && len(s)-i > 9 {
		return s[:i+9]
	}
	return s
}

// Foreigners is services of a feed on their way into a site.
func Foreigners(services []*hsds.Object) []Foreign {
	var out []Foreign
	for _, s := range services {
		out = append(out, Foreign{Entity: s})
	}
	return out
}

// IsAPI tells whether an answer is that of an API's first address, which says its version.
func IsAPI(b []byte) bool {
	v, err := hsds.Parse(b)
	o, ok := v.(*hsds.Object)
	return err == nil && ok && o.Text("version") != "" && o.Get("contents") == nil
}

// OnlyNames tells whether services of a list lack what stands inside them, as APIs do that want to be asked for each.
func OnlyNames(services []*hsds.Object) bool {
	for _, s := range services {
		for _, m := range s.Members {
			if _, many := m.Value.([]any); many {
				return false
			}
		}
		if !hsds.IsID(s.Text("id")) {
			return false
		}
	}
	return len(services) > 0
}
