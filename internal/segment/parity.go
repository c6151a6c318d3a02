package segment

import (
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/lang"
)

// ascii returns s with the digits of every script as 0 to 9.
func ascii(s string) string { return lang.Digits(s) }

var (
	linkNumberForm = regexp.MustCompile(`\]\(\s*\pN{1,3}\s*\)`)
	braceForm      = regexp.MustCompile(`\{\{|\{[^{}]*\}`)
	tagForm        = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--`)
	tagName        = regexp.MustCompile(`[A-Za-z0-9]+`)
	numberForm     = regexp.MustCompile(`\d+(?:[.,'’٫٬،\x{A0}\x{2009}\x{202F}]\d+)*`)
)

// factForms are facts that numbers alone do not give away.
var factForms = []struct {
	name string
	form *regexp.Regexp
}{
	{"e-mail address", regexp.MustCompile(`[\pL\d._%+-]+@[\pL\d-]+(?:\.[\pL\d-]+)+`)},
	{"web address", regexp.MustCompile(`(?i)(?:https?://|\bwww\.)[^\s<>()\[\]"]*[\pL\d/]|\b[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:org|com|net|uk)\b`)},
	{"postcode", regexp.MustCompile(`\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b`)},
	{"amount", regexp.MustCompile(`[£€$][ \x{A0}\x{202F}]?\d+(?:[.,٫٬]\d+)*|\d+(?:[.,٫٬]\d+)*[ \x{A0}\x{202F}]?[£€]`)},
	{"time", regexp.MustCompile(`\b\d{1,2}:\d\d\b`)},
}

// Parity compares the numbers and literal facts of an English text with its translation, both as [Source] writes
// them, placeholders set aside. Numbers are compared as values, in the digits of any script and whatever stands
// between their digits. Each must stand in the translation at least as often as in the English, and none that the
// English does not have: it may come again where the English term is given in brackets, as in "Qaybta 95 (section
// 95)". Numbers in words are not looked at. An HTML tag that the English does not have is a problem too: readers would
// see it as it is.
func Parity(src, translated string) []Problem {
	if wordsAlone(src) && wordsAlone(translated) {
		return nil
	}
	return parity(src, translated)
}

func parity(src, translated string) []Problem {
	out := tags(src, translated)
	a, b := bare(src), bare(tagForm.ReplaceAllString(translated, " "))
	restA, restB := a, b
	for _, f := range factForms {
		here, there := f.form.FindAllString(restA, -1), f.form.FindAllString(restB, -1)
		restA, restB = f.form.ReplaceAllString(restA, " "), f.form.ReplaceAllString(restB, " ")
		for _, s := range there {
			if i := indexFold(here, s, f.name); i >= 0 {
				here = append(here[:i], here[i+1:]...)
				continue
			}
			out = append(out, Problem{"fact-in-translation", "the " + f.name + " " + s + " is not in the English", s})
		}
	}
	missing, extra := differing(numbers(a), numbers(b))
	if slices.Equal(groups(missing), groups(extra)) {
		return out // the same digits, with other signs between them: "4,5" and "4, 5"
	}
	for _, n := range missing {
		out = append(out, Problem{"number-missing", "number " + n.shown + " is missing", n.shown})
	}
	for _, n := range extra {
		if !said(out, n.shown) {
			out = append(out, Problem{"number-extra", "number " + n.shown + " is not in the English", n.shown})
		}
	}
	return out
}

// wordsAlone tells, as it does for most texts, that there is no number, no fact and no tag beside the placeholders. It
// may say no where there is none.
func wordsAlone(s string) bool {
	for i := 0; i < len(s); i++ {
		switch c := s[i]; {
		case c >= utf8.RuneSelf:
			r, n := utf8.DecodeRuneInString(s[i:])
			if unicode.IsNumber(r) {
				return false
			}
			i += n - 1
		case c == '{':
			end := strings.IndexByte(s[i:], '}')
			if end < 0 || strings.IndexByte(s[i+1:i+end], '{') >= 0 {
				return false
			}
			i += end
		case c == '(' && i > 0 && s[i-1] == ']' && i+2 < len(s) && s[i+2] == ')': // a link's number
			i += 2
		case '0' <= c && c <= '9', c == '@', c == '<', c == ':' && strings.HasPrefix(s[i+1:], "/"):
			return false
		case c == '.' && i+1 < len(s) && (s[i+1] >= utf8.RuneSelf || s[i+1]|0x20 >= 'a' && s[i+1]|0x20 <= 'z'):
			return false
		}
	}
	return true
}

// tags returns the HTML tags of a translation that are not in the English, one for each name.
func tags(src, translated string) []Problem {
	var out []Problem
	for _, tag := range tagForm.FindAllString(translated, -1) {
		seen := slices.ContainsFunc(out, func(p Problem) bool { return tagName.FindString(p.Name) == tagName.FindString(tag) })
		if !seen && !strings.Contains(src, tag) {
			out = append(out, Problem{"html", "the HTML tag " + tag + " is not in the English", tag})
		}
	}
	return out
}

// said tells whether a fact that holds the number was reported already.
func said(problems []Problem, number string) bool {
	for _, p := range problems {
		if p.Code == "fact-in-translation" && strings.Contains(p.Name, number) {
			return true
		}
	}
	return false
}

// bare returns a text with ASCII digits and without what a translator must keep as it is.
func bare(s string) string {
	s = ascii(linkNumberForm.ReplaceAllString(s, "] "))
	return braceForm.ReplaceAllStringFunc(s, func(m string) string {
		if m == "{{" {
			return m
		}
		return " … "
	})
}

// indexFold finds a fact among those of the English. Amounts are compared by their digits, as signs and
// separators change place between languages.
func indexFold(among []string, s, kind string) int {
	for i, x := range among {
		if strings.EqualFold(x, s) || kind == "amount" && digits(x) == digits(s) {
			return i
		}
	}
	return -1
}

func digits(s string) string {
	return strings.Map(func(r rune) rune {
		if r < '0' || r > '9' {
			return -1
		}
		return r
	}, s)
}

// A number is what the text shows, with the digits as 0 to 9, and what it is worth.
type number struct{ shown, value string }

// numbers returns the numbers in s: 1,000 and 1.000 and 1000 have one value, 1.5 and 1,5 another.
func numbers(s string) []number {
	var out []number
	for _, m := range numberForm.FindAllString(s, -1) {
		out = append(out, number{m, value(fields(m))})
	}
	return out
}

func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}

// value joins the groups of a number's digits. Groups of three after the first are thousands; another group is
// what stands after the decimal sign.
func value(groups []string) string {
	var b strings.Builder
	for i, g := range groups {
		if i > 0 && len(g) != 3 {
			b.WriteByte('.')
		}
		b.WriteString(g)
	}
	s := b.String()
	for len(s) > 1 && s[0] == '0' && s[1] != '.' {
		s = s[1:]
	}
	return s
}

// groups returns the groups of digits of the numbers, in order.
func groups(numbers []number) []string {
	var out []string
	for _, n := range numbers {
		out = append(out, fields(n.shown)...)
	}
	return out
}

// differing returns what of a is not in b, counting each value as often as it stands there, and what of b is not in
// a at all, both in order.
func differing(a, b []number) (missing, extra []number) {
	known := map[string]bool{}
	for _, n := range a {
		known[n.value] = true
	}
	extra = slices.DeleteFunc(without(b, a), func(n number) bool { return known[n.value] })
	return without(a, b), extra
}

func without(a, b []number) []number {
	count := map[string]int{}
	for _, n := range b {
		count[n.value]++
	}
	var out []number
	for _, n := range a {
		if count[n.value] > 0 {
			count[n.value]--
		} else {
			out = append(out, n)
		}
	}
	return out
}
