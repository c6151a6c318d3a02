package load

import (
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/fields"
	"welcomepack/internal/lang"
	"welcomepack/internal/markdown"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// short returns a text for a message.
func short(s string) string {
	if utf8.RuneCountInString(s) > 60 {
		s = string([]rune(s)[:60]) + "…"
	}
	return s
}

// fits tells whether a text has at most limit characters, and says so where it has more.
func (r *reader) fits(s fields.Scalar, limit int) bool {
	n := utf8.RuneCountInString(s.Text)
	if n <= limit {
		return true
	}
	d := r.ds.Error(s.At, "limit", "this text has %d characters; here it may have %d", n, limit)
	if limit == source.MaxWords {
		d.Hint("say it shorter, or write a guide about it")
	} else {
		d.Hint("say it shorter")
	}
	return false
}

// plain reads a text that is no words, such as a reviewer's note.
func (r *reader) plain(s fields.Scalar) model.At[string] {
	s.Whole(&r.ds)
	if !s.Written() || !r.fits(s, source.MaxWords) {
		return model.At[string]{}
	}
	return model.At[string]{V: oneLine(s.Text), At: s.At}
}

// label reads a short text that is no words.
func (r *reader) label(s fields.Scalar) model.At[string] {
	s.Whole(&r.ds)
	if !s.Written() || !r.fits(s, source.MaxName) {
		return model.At[string]{}
	}
	return model.At[string]{V: oneLine(s.Text), At: s.At}
}

// sign reads a name or a line of an address, which hold no phone number, e-mail or web address. A short number
// may be part of a name: "Text 999".
func (r *reader) sign(s fields.Scalar) model.At[string] {
	l := r.label(s)
	for _, f := range markdown.Literals(l.V) {
		switch {
		case f.Kind == markdown.LiteralPhone && f.End-f.Start > 3:
			r.misplaced(s, f, "put it under phones: … as a number with a ref")
		case f.Kind == markdown.LiteralEmail:
			r.misplaced(s, f, "put it into the field email: …")
		case f.Kind == markdown.LiteralWeb:
			r.misplaced(s, f, "put it into the field web: …")
		}
	}
	return l
}

func (r *reader) misplaced(s fields.Scalar, f markdown.Literal, hint string) {
	r.ds.Error(s.Span(f.Start, f.End), "literal-fact", "%q looks like %s; facts are written once, each in its own field", s.Text[f.Start:f.End], f.Kind).
		Hint("%s", hint)
}

func oneLine(s string) string {
	return strings.NewReplacer("\n", " ", "\t", " ").Replace(s)
}

// name reads short words.
func (r *reader) name(m *fields.Map, field, key string, need fields.Need) doc.Text {
	s := m.Scalar(field, need)
	if s.Written() && !r.fits(s, source.MaxName) {
		return doc.Text{}
	}
	return r.words(s, key)
}

// words reads words: one segment under the key, which gets a number where the file has it already.
func (r *reader) words(s fields.Scalar, key string) doc.Text {
	s.Whole(&r.ds)
	if !s.Written() || !r.fits(s, source.MaxWords) {
		return doc.Text{}
	}
	var ds diag.List
	inlines := markdown.Inlines(&ds, s.At.Pos, oneLine(s.Text))
	if !s.AsTyped() {
		for i := range ds {
			ds[i].At = moved(s, ds[i].At)
		}
		inlines = movedInlines(s, inlines)
	}
	r.ds = append(r.ds, ds...)
	return r.hinted(doc.Text{Key: r.key + "#" + r.unique(key), Inlines: inlines, Lang: lang.English, Pos: s.At})
}

// unique returns the key, with -2, -3 … from its second use in the file on.
func (r *reader) unique(key string) string {
	r.keys[key]++
	if n := r.keys[key]; n > 1 {
		return r.unique(key + "-" + strconv.Itoa(n))
	}
	return key
}

// moved turns a place that was counted in the text of s into the place in the file, for text that was folded
// over several lines.
func moved(s fields.Scalar, at source.Span) source.Span {
	i := int(at.Offset - s.At.Offset)
	return s.Span(i, max(i, int(at.End-s.At.Offset)))
}

func movedInlines(s fields.Scalar, list []doc.Inline) []doc.Inline {
	out := slices.Clone(list)
	for i, in := range out {
		switch in := in.(type) {
		case doc.Ref:
			in.Pos = moved(s, in.Pos)
			out[i] = in
		case doc.Link:
			in.Pos, in.Inlines = moved(s, in.Pos), movedInlines(s, in.Inlines)
			out[i] = in
		case doc.Strong:
			in.Inlines = movedInlines(s, in.Inlines)
			out[i] = in
		}
	}
	return out
}

var (
	slugForm = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
	slugJunk = regexp.MustCompile(`[^a-z0-9]+`)
	accents  = regexp.MustCompile(`\pM+`)
	devices  = regexp.MustCompile(`^(con|prn|aux|nul|conin|conout|com[0-9]|lpt[0-9])$`)
)

// slugged makes a slug of a name, as far as its letters allow; an accent is left out.
func slugged(s string) string {
	s = strings.ReplaceAll(strings.ToLower(norm.NFD.String(s)), "&", " and ")
	s = accents.ReplaceAllString(s, "")
	s = strings.NewReplacer("'", "", "’", "").Replace(s)
	return strings.Trim(slugJunk.ReplaceAllString(s, "-"), "-")
}

// slugProblem says why a text is no slug and what to do; both are empty for a slug.
func slugProblem(s string) (problem, hint string) {
	switch {
	case len(s) > source.MaxSlug:
		return fmt.Sprintf("the short name %q has %d characters; it may have %d", short(s), utf8.RuneCountInString(s), source.MaxSlug), "choose a shorter one"
	case !slugForm.MatchString(s):
		if good := slugged(s); good != "" && len(good) <= source.MaxSlug {
			hint = fmt.Sprintf("write %s", good)
		}
		return fmt.Sprintf("%q cannot be a short name: that has only small letters a to z, digits, and single hyphens between them", short(s)), hint
	case devices.MatchString(s):
		return fmt.Sprintf("the short name %q cannot be used: Windows cannot keep a file of this name", s), "choose another, such as " + s + "-1"
	}
	return "", ""
}

// slug reads a short name; it is empty where it was refused.
func (r *reader) slug(s fields.Scalar) model.At[model.ID] {
	if !s.Written() {
		return model.At[model.ID]{}
	}
	if problem, hint := slugProblem(s.Text); problem != "" {
		r.ds.Error(s.At, "bad-slug", "%s", problem).Hint("%s", hint)
		return model.At[model.ID]{}
	}
	return model.At[model.ID]{V: model.ID(s.Text), At: s.At}
}

// page reads a short name that becomes the name of a page; index is that of the folder's list.
func (r *reader) page(m *fields.Map, field string) model.At[model.ID] {
	id := r.named(m, field)
	if problem, hint := pageProblem(field, string(id.V)); problem != "" {
		r.ds.Error(id.At, "bad-slug", "%s", problem).Hint("%s", hint)
		return model.At[model.ID]{}
	}
	return id
}

func pageProblem(what, slug string) (problem, hint string) {
	if slug != "index" {
		return "", ""
	}
	return fmt.Sprintf("a %s cannot be called index: the page with the list of all has this name", what), "choose a name that says what it is about"
}

// slugs reads a list of short names, each once.
func (r *reader) slugs(list []fields.Value) []model.At[model.ID] {
	return filled(r.once(list), r.slug)
}

// filled returns the values that read makes of texts, but for those that it refuses.
func filled[T any](list []fields.Scalar, read func(fields.Scalar) model.At[T]) []model.At[T] {
	var out []model.At[T]
	for _, s := range list {
		if v := read(s); v.Written() {
			out = append(out, v)
		}
	}
	return out
}

// texts returns the texts of a value that may be one text or a list.
func (r *reader) texts(v fields.Value) []fields.Scalar {
	if v.IsList() {
		return r.once(v.List())
	}
	if s := v.Scalar(); s.Written() {
		return []fields.Scalar{s}
	}
	return nil
}

// once reads a list of texts and warns of those that are written again.
func (r *reader) once(list []fields.Value) []fields.Scalar {
	var out []fields.Scalar
	for _, v := range list {
		s := v.Scalar()
		same := func(o fields.Scalar) bool { return strings.EqualFold(o.Text, s.Text) }
		switch i := slices.IndexFunc(out, same); {
		case !s.Written():
		case i >= 0:
			r.ds.Warning(s.At, "duplicate-value", "%q is in this list twice", short(s.Text)).Hint("delete one of the two")
		default:
			out = append(out, s)
		}
	}
	return out
}

// distinct tells whether a slug is new among those seen, and reports one that is not.
func (r *reader) distinct(seen map[model.ID]source.Span, id model.At[model.ID], what string) bool {
	first, twice := seen[id.V]
	switch {
	case id.V == "":
		return true
	case twice:
		r.ds.Error(id.At, "duplicate-slug", "two %s are called %q", what, id.V).
			Note(first, "the first one").Hint("give one of them another name")
		return false
	}
	seen[id.V] = id.At
	return true
}

// choice reads one of a closed set of words.
func (r *reader) choice(s fields.Scalar, what string, set []string) model.At[string] {
	if !s.Written() {
		return model.At[string]{}
	}
	if slices.Contains(set, s.Text) {
		return model.At[string]{V: s.Text, At: s.At}
	}
	d := r.ds.Error(s.At, "bad-choice", "%s cannot be %q", what, short(s.Text))
	same := slices.IndexFunc(set, func(c string) bool { return c == slugged(s.Text) })
	switch near := diag.Near(s.Text, set); {
	case same >= 0:
		d.Hint("write %s", set[same])
	case near != "":
		d.Hint("%s", near)
	default:
		d.Hint("write one of %s", strings.Join(set, ", "))
	}
	return model.At[string]{}
}

// choices reads a list of words of a closed set.
func (r *reader) choices(list []fields.Value, what string, set []string) []model.At[string] {
	return filled(r.once(list), func(s fields.Scalar) model.At[string] { return r.choice(s, what, set) })
}

func (r *reader) stages(list []fields.Value) []model.At[model.Stage] {
	var names []string
	for _, s := range model.Stages {
		names = append(names, string(s))
	}
	var out []model.At[model.Stage]
	for _, c := range r.choices(list, "a stage", names) {
		out = append(out, model.At[model.Stage]{V: model.Stage(c.V), At: c.At})
	}
	return out
}

// truth reads true or false.
func (r *reader) truth(s fields.Scalar, what string) model.At[bool] {
	switch {
	case !s.Written():
		return model.At[bool]{}
	case s.Text == "true" || s.Text == "false":
		return model.At[bool]{V: s.Text == "true", At: s.At}
	}
	d := r.ds.Error(s.At, "bad-choice", "%s is true or false, not %q", what, short(s.Text))
	switch strings.ToLower(s.Text) {
	case "yes", "y", "on", "true", "1":
		d.Hint("write true")
	case "no", "n", "off", "false", "0":
		d.Hint("write false")
	default:
		d.Hint("write true, write false, or leave the field out where it is not known")
	}
	return model.At[bool]{}
}

// number reads a whole number that is not negative.
func (r *reader) number(s fields.Scalar, what string) model.At[int] {
	if !s.Written() {
		return model.At[int]{}
	}
	n, err := strconv.Atoi(s.Text)
	if err != nil || n < 0 || n > 100_000 {
		r.ds.Error(s.At, "bad-number", "%s must be a whole number from 0 to 100000, not %q", what, short(s.Text)).Hint("write digits only, such as 30")
		return model.At[int]{}
	}
	return model.At[int]{V: n, At: s.At}
}

var durationForm = regexp.MustCompile(`^(\d{1,3}) (month|year)s?$`)

// months reads a stretch of time: "6 months", "1 year".
func (r *reader) months(s fields.Scalar) model.At[int] {
	if !s.Written() {
		return model.At[int]{}
	}
	m := durationForm.FindStringSubmatch(s.Text)
	if m == nil {
		r.ds.Error(s.At, "bad-number", "%q is no number of months", short(s.Text)).Hint("write it as in 6 months, or 1 year")
		return model.At[int]{}
	}
	n, _ := strconv.Atoi(m[1])
	if m[2] == "year" {
		n *= 12
	}
	return model.At[int]{V: n, At: s.At}
}

// language reads a language's tag.
func (r *reader) language(s fields.Scalar) model.At[lang.Tag] {
	if !s.Written() {
		return model.At[lang.Tag]{}
	}
	if t, ok := lang.Parse(s.Text); ok {
		return model.At[lang.Tag]{V: t, At: s.At}
	}
	r.ds.Error(s.At, "unknown-language", "%q is no language that the program knows", short(s.Text)).Hint("%s", languageHint(s.Text))
	return model.At[lang.Tag]{}
}

// languageHint finds the tag by the language's English or own name, or by a near one.
func languageHint(s string) string {
	var names []string
	for _, t := range lang.Tags() {
		l := t.Locale()
		if base, _, _ := strings.Cut(l.English, " ("); strings.EqualFold(s, l.English) || strings.EqualFold(s, base) || strings.EqualFold(s, l.Autonym) {
			return fmt.Sprintf("for %s write %s", l.English, t)
		}
		names = append(names, l.English)
	}
	near := strings.Trim(strings.TrimPrefix(diag.Near(s, names), "did you mean "), `"?`)
	for _, t := range lang.Tags() {
		if near != "" && t.Locale().English == near {
			return fmt.Sprintf("for %s write %s", near, t)
		}
	}
	return "write the language's tag, such as ar for Arabic or so for Somali"
}

func (r *reader) languages(list []fields.Value) []model.At[lang.Tag] {
	return filled(r.once(list), r.language)
}

// sources reads where facts were seen.
func (r *reader) sources(list []fields.Value) []model.Source {
	var out []model.Source
	for _, v := range list {
		m := v.Map("this source")
		if m == nil {
			continue
		}
		s := model.Source{
			URL:   r.web(m.Scalar("url", fields.Optional)),
			Title: r.label(m.Scalar("title", fields.Optional)),
			Kind:  r.choice(m.Scalar("kind", fields.Required), "the kind of a source", []string{"official", "own", "data", "other"}),
		}
		s.Date = r.stamp(m.Scalar("date", fields.Optional))
		s.Supports = r.plain(m.Scalar("supports", fields.Optional))
		if !m.Has("url") && !m.Has("title") {
			r.ds.Error(m.At(), "missing-field", "this source has no url").
				Hint("add url: \"https://…\", or title: … for open data that has no page")
		}
		m.Done()
		out = append(out, s)
	}
	return out
}

// check reads who rang or went there.
func (r *reader) check(m *fields.Map) model.Check {
	if m == nil {
		return model.Check{}
	}
	c := model.Check{
		On:  r.date(m.Scalar("on", fields.Required)),
		By:  r.label(m.Scalar("by", fields.Required)),
		How: r.choice(m.Scalar("how", fields.Optional), "how something was checked", []string{"phone", "visit", "email", "web"}),
	}
	m.Done()
	return c
}

var weekdayHints = map[string]string{
	"weekday": "monday to friday", "weekdays": "monday to friday", "weekend": "[saturday, sunday]", "weekends": "[saturday, sunday]",
	"daily": "day", "every day": "day", "everyday": "day", "all week": "day",
	"mon": "monday", "tue": "tuesday", "tues": "tuesday", "wed": "wednesday", "weds": "wednesday", "thu": "thursday", "thur": "thursday",
	"thurs": "thursday", "fri": "friday", "sat": "saturday", "sun": "sunday",
}

// every reads one way to say days.
func (r *reader) every(s fields.Scalar) (calendar.Every, bool) {
	if e, ok := calendar.ParseEvery(s.Text); ok {
		return e, true
	}
	d := r.ds.Error(s.At, "bad-day", "%q cannot be read as a day of the week", short(s.Text))
	if hint := dayHint(s.Text); hint != "" {
		d.Hint("write every: %s", hint)
	} else {
		d.Hint("write monday, [monday, friday], monday to friday, day, 2nd tuesday or last friday")
	}
	return calendar.Every{}, false
}

var (
	dayRange = regexp.MustCompile(`^([a-z]+) ?(?:-|–|to|until) ?([a-z]+)$`)
	dayList  = regexp.MustCompile(` ?(?:,|&|/| and ) ?`)
	dayNth   = regexp.MustCompile(`^(1|2|3|4|5th|fifth|5|second|third|first|fourth)(?:st|nd|rd|th)? ([a-z]+)$`)
)

// dayHint returns what an author may have meant, "" where nothing is near.
func dayHint(text string) string {
	s := strings.Join(strings.Fields(strings.ToLower(text)), " ")
	s = strings.TrimPrefix(s, "every ")
	if h, ok := weekdayHints[s]; ok {
		return h
	}
	if h := dayName(s); h != "" {
		return h
	}
	if m := dayNth.FindStringSubmatch(s); m != nil && dayName(m[2]) != "" {
		n := map[string]string{"1": "1st", "2": "2nd", "3": "3rd", "4": "4th"}[m[1]]
		if n == "" {
			n = "last"
		}
		return n + " " + dayName(m[2])
	}
	if m := dayRange.FindStringSubmatch(s); m != nil {
		from, ok1 := calendar.ParseWeekday(dayName(m[1]))
		to, ok2 := calendar.ParseWeekday(dayName(m[2]))
		if ok1 && ok2 {
			return daySpan(from, to)
		}
	}
	var days []string
	for _, part := range dayList.Split(s, -1) {
		if dayName(part) == "" {
			return ""
		}
		days = append(days, dayName(part))
	}
	return "[" + strings.Join(days, ", ") + "]"
}

// daySpan says the days from one to another; a span over Sunday is a list.
func daySpan(from, to calendar.Weekday) string {
	if from < to {
		return from.String() + " to " + to.String()
	}
	var days []string
	for d := from; ; d = d%7 + 1 {
		days = append(days, d.String())
		if d == to {
			return "[" + strings.Join(days, ", ") + "]"
		}
	}
}

// dayName returns the weekday that a word means, however it was spelt.
func dayName(word string) string {
	if _, ok := calendar.ParseWeekday(word); ok {
		return word
	}
	if h := weekdayHints[word]; h != "" {
		if _, ok := calendar.ParseWeekday(h); ok {
			return h
		}
	}
	var names []string
	for _, d := range calendar.Weekdays {
		names = append(names, d.String())
	}
	return strings.Trim(strings.TrimPrefix(diag.Near(word, names), "did you mean "), `"?`)
}
