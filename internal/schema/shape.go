// Package schema describes every field that a volunteer may write: which file has it, what it means in plain words, and
// what may stand in it. From this one description come the JSON Schemas that editors complete, explain and check with
// while somebody types. What they let pass the program still checks; a test holds the description against what
// internal/load reads, in both directions.
package schema

import (
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// A File is one kind of file.
type File struct {
	Name  string   // as in "listing"
	About string   // what it is for
	Paths []string // where such files lie, from the site's folder; * is any part of a name
	Shape Shape
}

// A Shape is what a value may be: exactly one of Fields, Each, Items, Any and Types is set.
type Shape struct {
	Fields []Field  // fields with these names and no others
	Each   *Shape   // fields with names that authors choose, such as Example
	Items  *Shape   // a list
	Any    []Shape  // one of several shapes
	Types  []string // JSON's: string, number, integer, boolean

	// of a text
	Choices []string // one of these
	Pattern string   // what it looks like, a regular expression
	Wrong   string   // what an editor says where it does not
	Most    int      // characters; 0 for any number
	Example string
}

// A Field is a field's name with what it holds.
type Field struct {
	Name     string
	About    string
	Required bool
	Shape    Shape
}

// need and may make fields that have to be there, and fields that may be left out.
func need(name, about string, s Shape) Field { return Field{name, about, true, s} }
func may(name, about string, s Shape) Field  { return Field{name, about, false, s} }

func of(f ...Field) Shape      { return Shape{Fields: f} }
func list(s Shape) Shape       { return Shape{Items: &s} }
func oneOf(s ...Shape) Shape   { return Shape{Any: s} }
func each(s Shape) Shape       { return Shape{Each: &s, Example: "everywhere"} }
func choice(c ...string) Shape { return Shape{Types: text, Choices: c, Example: c[0]} }

// The types of a text: YAML reads some texts that need no quotes as numbers, and so does the program.
var (
	text   = []string{"string"}
	loose  = []string{"string", "number"}
	truth  = Shape{Types: []string{"boolean"}, Example: "true"}
	number = Shape{Types: []string{"integer"}, Example: "30"}
)

// name is short words or a short text, words are words of any length.
func name(example string) Shape  { return Shape{Types: loose, Most: source.MaxName, Example: example} }
func words(example string) Shape { return Shape{Types: loose, Most: source.MaxWords, Example: example} }

func form(pattern, wrong, example string) Shape {
	return Shape{Types: text, Pattern: pattern, Wrong: wrong, Example: example}
}

// slug is a short name that becomes part of an address.
func slug(example string) Shape {
	s := form(`^[a-z0-9]+(-[a-z0-9]+)*$`, "A short name has small letters a to z, digits, and single hyphens between them.", example)
	s.Types, s.Most = loose, source.MaxSlug
	return s
}

// ruleName is the short name of a rule, or of one of its exceptions.
var ruleName = func() Shape {
	s := form(`^[a-z0-9]+(-[a-z0-9]+)*(\.[a-z0-9]+(-[a-z0-9]+)*)?$`, "Write the short name of a rule; for one of its exceptions, rule.exception.", "move-on-days")
	s.Types, s.Most = loose, 2*source.MaxSlug+1
	return s
}()

var (
	phone    = form(`^[+(0-9][0-9 ()-]*$`, "A phone number stands in double quotes and has digits and blanks only.", "020 7946 0018")
	email    = form(`^[^@\s]+@[^@\s]+\.[^@\s]+$`, "An e-mail address looks like name@example.org.", "hello@example.org")
	web      = form(`^[Hh][Tt][Tt][Pp][Ss]?://`, "A web address starts with https://", "https://www.example.org/")
	clock    = form(`^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$`, `A time stands in double quotes and is of the 24-hour clock: "09:30".`, "10:00")
	date     = form(`^\d{4}-\d{2}-\d{2}$`, "A date is year-month-day: 2026-11-10.", "2026-11-10")
	postcode = form(`^[A-Z]{1,2}[0-9][0-9A-Z]? [0-9][A-Z]{2}$`, "A postcode is in capitals with one blank: NE1 4XX.", "NE1 4XX")
	degrees  = Shape{Types: loose, Pattern: `^-?\d{1,3}(\.\d{1,8})?$`, Wrong: `Degrees have a point: "54.9740".`, Example: "54.9740"}
	months   = form(`^\d{1,3} (month|year)s?$`, "Write it as in 6 months, or 1 year.", "6 months")
	amount   = Shape{Types: loose, Pattern: `^\d{1,6}(\.\d{1,3})?$`, Wrong: `Write digits only, such as "28" or "1.50".`, Example: "28"}
	stamp    = Shape{Types: []string{"string", "integer"}, Pattern: `^\d{4}(-\d{2}){0,2}$`, Wrong: "Write a day (2026-03-12), a month (2026-03) or a year (2026).", Example: "2026-03"}
	ages     = form(`^(\d{1,3}\+|under \d{1,3}|\d{1,3} to \d{1,3})$`, "Write 18+, under 18 or 16 to 25.", "18+")
	reviewed = form(`^[0-9a-f]{16} [0-9a-f]{16}( .*)?$`, "The program writes this itself.", "0123456789abcdef 0123456789abcdef shared/guides/gp.md#start/1")
	question = form(`^[A-Z][0-9]{1,2}$`, "A code is a capital letter and a number, such as Q1.", "Q1")
)

const weekday = `([Mm]on|[Tt]ues|[Ww]ednes|[Tt]hurs|[Ff]ri|[Ss]atur|[Ss]un)day`

var day = form(`^([Dd]ay|`+weekday+`|`+weekday+` to `+weekday+`|(1st|2nd|3rd|4th|[Ff]irst|[Ss]econd|[Tt]hird|[Ff]ourth|[Ll]ast) `+weekday+`)$`,
	"Write monday, monday to friday, day, 2nd tuesday or last friday.", "wednesday")

func stage() Shape {
	var names []string
	for _, s := range model.Stages {
		names = append(names, string(s))
	}
	return choice(names...)
}

// language is a tag. Editors offer those that the program knows; it takes some older names of them too.
func language() Shape {
	var tags []string
	for _, t := range lang.Tags() {
		tags = append(tags, string(t))
	}
	return oneOf(choice(tags...), form(`^[A-Za-z]{2,3}([-_][A-Za-z0-9]{2,8})*$`, "Write a language's tag, such as ar or fa-af.", "en"))
}
