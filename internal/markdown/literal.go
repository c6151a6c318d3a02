package markdown

import (
	"regexp"
	"sort"
	"unicode/utf8"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// A Literal is a stretch of words that looks like a fact, which belongs in a listing or in the rules.
type Literal struct {
	Kind       LiteralKind
	Start, End int // byte offsets
}

// A LiteralKind says what a literal looks like, with its article.
type LiteralKind string

const (
	LiteralPhone    LiteralKind = "a phone number"
	LiteralEmail    LiteralKind = "an e-mail address"
	LiteralWeb      LiteralKind = "a web address"
	LiteralPrice    LiteralKind = "a price"
	LiteralDate     LiteralKind = "a date"
	LiteralTime     LiteralKind = "a clock time"
	LiteralPostcode LiteralKind = "a postcode"
)

const (
	months = `(?:January|February|March|April|May|June|July|August|September|October|November|December|Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sept?|Oct|Nov|Dec)`
	blank  = `[ \x{A0}\x{2009}\x{202F}]`
)

// literalForms are the shapes of facts, the more telling ones first. Where a form has a group, the group is the
// fact. What else is a number is allowed: ages, "section 95", "1 to 3", "year 6", "24/7", years.
var literalForms = []struct {
	kind LiteralKind
	form *regexp.Regexp
}{
	{LiteralEmail, regexp.MustCompile(`[\pL\d._%+-]+@[\pL\d-]+(?:\.[\pL\d-]+)+`)},
	{LiteralWeb, regexp.MustCompile(`(?i)\b(?:https?://|www\.)[^\s<>()\[\]"]*[\pL\d/]`)},
	{LiteralWeb, regexp.MustCompile(`\b[a-z\d][a-z\d-]*(?:\.[a-z\d-]+)*\.(?:uk|org|com|net|info|gov|london|eu|io|scot|wales|nhs|charity|help)\b(?:/[^\s<>()\[\]"]*[\pL\d/])?`)},
	{LiteralPrice, regexp.MustCompile(`(?:[£€$]` + blank + `?\d+(?:[.,]\d+)*p?|\b\d+(?:[.,]\d+)*` + blank + `?(?:[£€]|(?:pounds|pence|euros)\b)|\b\d{1,3}p\b)`)},
	{LiteralDate, regexp.MustCompile(`\b(?:\d{4}-\d\d-\d\d|\d{1,2}/\d{1,2}/\d{2,4}|\d{1,2}\.\d{1,2}\.(?:\d\d){1,2})\b`)},
	{LiteralDate, regexp.MustCompile(`\b(?:\d{1,2}(?:st|nd|rd|th)?` + blank + `(?:of` + blank + `)?` + months + `\b(?:,?` + blank + `\d{4}\b)?|` +
		months + blank + `(?:\d{1,2}(?:st|nd|rd|th)?(?:,?` + blank + `\d{4})?|\d{4})\b)`)},
	{LiteralTime, regexp.MustCompile(`(?i)\b(?:0?[1-9]|1[0-2])(?:[.:][0-5]\d)?` + blank + `?(?:[ap]m\b|[ap]\.m\.)`)},
	{LiteralTime, regexp.MustCompile(`\b(?:[01]?\d|2[0-4]):[0-5]\d\b`)},
	{LiteralTime, regexp.MustCompile(`(?i)\b\d{1,2}` + blank + `o['’]clock\b`)},
	{LiteralPostcode, regexp.MustCompile(`\b[A-PR-UWYZ][A-HK-Y]?\d[A-Z\d]?` + blank + `?\d[ABD-HJLNP-UW-Z]{2}\b`)},
	{LiteralPhone, regexp.MustCompile(`(?:^|[^\d.,/£€$])((?:\+|\(?0)(?:[ \x{A0}\x{2009}\x{202F}.()–\x{2011}-]{0,2}\d){7,14})\b`)},
	{LiteralPhone, regexp.MustCompile(`\b(?:\d{10,14}|116` + blank + `?\d{3}|18000` + blank + `?\d*)\b`)},
	{LiteralPhone, regexp.MustCompile(`(?i)\b(?:call|phone|ring|dial|text|telephone)` + blank + `(?:(?:free|us|on|to|them)` + blank + `){0,2}(999|112|1[01]\d|119|159|\d{5,6})\b`)},
}

// Literals returns what looks like a fact in words, in order and without overlaps.
func Literals(text string) []Literal {
	if wordsAlone(text) {
		return nil
	}
	var all []Literal
	for _, f := range literalForms {
		for _, m := range f.form.FindAllStringSubmatchIndex(text, -1) {
			l := Literal{f.kind, m[0], m[1]}
			if len(m) > 2 {
				l.Start, l.End = m[2], m[3]
			}
			all = append(all, l)
		}
	}
	sort.SliceStable(all, func(i, j int) bool { return all[i].Start < all[j].Start })
	var out []Literal
	for _, l := range all {
		if len(out) > 0 && l.Start < out[len(out)-1].End {
			continue
		}
		out = append(out, l)
	}
	return out
}

// instead says what to write in place of each kind of literal.
var instead = map[LiteralKind]string{
	LiteralPhone:    "put the number in the listing and write {service.phone}",
	LiteralEmail:    "put the address in the listing and write {service.email}",
	LiteralWeb:      "put the address in the listing and write {service.web}; in a guide [words](https://…) makes a link",
	LiteralPrice:    "put the amount in content/rules.yaml and write {rule.name}, or in the listing under cost:",
	LiteralDate:     "dates grow old on paper: put the day in the listing or in content/rules.yaml, and describe it in words here",
	LiteralTime:     "put the times in the listing under when: and show it with a line {services: name}",
	LiteralPostcode: "put the address in the listing and write {service.address} or {service.postcode}",
}

// reportLiterals says where words hold facts; at gives the place of each byte of text in the file.
func reportLiterals(ds *diag.List, file source.FileID, text []byte, at []int32) {
	for _, l := range Literals(string(text)) {
		ds.Error(spanOf(file, at[l.Start:l.End]), "literal-fact", "%q looks like %s; facts are written once, in a listing or a rule", text[l.Start:l.End], l.Kind).
			Hint("%s", instead[l.Kind])
	}
}

// spanOf returns the span from the first byte's place up to the last byte's.
func spanOf(file source.FileID, at []int32) source.Span {
	return source.Span{Pos: source.Pos{File: file, Offset: at[0]}, End: at[len(at)-1] + 1}
}

// wordsAlone tells, as it does for most texts, that there is nothing in a text of which a fact is made: no digit, no @, no
// dot inside a word. It may say no where there is no fact.
func wordsAlone(text string) bool {
	for i := range len(text) {
		switch c := text[i]; {
		case '0' <= c && c <= '9', c == '@', c == '/':
			return false
		case c == '.' && i+1 < len(text) && (text[i+1] >= utf8.RuneSelf || 'a' <= text[i+1]|0x20 && text[i+1]|0x20 <= 'z'):
			return false
		}
	}
	return true
}
