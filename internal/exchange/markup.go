package exchange

import (
	"fmt"
	"regexp"
	"strings"

	"welcomepack/internal/lang"
)

// A tokenKind is what a part of a text is for a translator.
type tokenKind uint8

const (
	words     tokenKind = iota
	fact                // {nhs-111.phone}
	boldOpen            // **
	boldClose           // **
	linkOpen            // [
	linkClose           // ](1)
)

// A token is a part of a text as [segment.Source] writes it. The tokens of a text put together are the text, byte for
// byte. Codes, which are all kinds but words, have a number; the two ends of bold words or a link have the same.
type token struct {
	kind   tokenKind
	s      string
	number int
}

// name returns the name of a fact.
func (t token) name() string { return strings.TrimSpace(strings.Trim(t.s, "{}")) }

// label is the same for codes that stand for the same thing in English and in a translation.
func (t token) label() string {
	switch t.kind {
	case fact:
		return "{" + t.name() + "}"
	case linkClose:
		return "](" + strings.TrimSpace(lang.Digits(strings.Trim(t.s, "]()"))) + ")"
	}
	return t.s
}

// tokens splits a text. One whose bold words or links do not close where they should is all words.
func tokens(s string) []token {
	t := tokenizer{s: s, links: strings.Contains(s, "](")}
	for t.i < len(s) {
		if !t.next() {
			return []token{{words, s, 0}}
		}
	}
	if len(t.open) > 0 {
		return []token{{words, s, 0}}
	}
	t.flush()
	return t.out
}

type tokenizer struct {
	s     string
	i     int // what is read
	from  int // where the words that are not a token yet begin
	links bool
	out   []token
	open  []int // the tokens that open what is open
	codes int
}

func (t *tokenizer) flush() {
	if t.from < t.i {
		t.out = append(t.out, token{words, t.s[t.from:t.i], 0})
	}
	t.from = t.i
}

// take adds a code of n bytes.
func (t *tokenizer) take(kind tokenKind, n, number int) {
	t.flush()
	t.out = append(t.out, token{kind, t.s[t.i : t.i+n], number})
	t.i += n
	t.from = t.i
}

func (t *tokenizer) begin(kind tokenKind, n int) {
	t.codes++
	t.take(kind, n, t.codes)
	t.open = append(t.open, len(t.out)-1)
}

// end closes what was opened last, if that is of the kind.
func (t *tokenizer) end(opened, kind tokenKind, n int) bool {
	if len(t.open) == 0 || t.out[t.open[len(t.open)-1]].kind != opened {
		return false
	}
	number := t.out[t.open[len(t.open)-1]].number
	t.open = t.open[:len(t.open)-1]
	t.take(kind, n, number)
	return true
}

// next reads one letter or code; false is markup that does not fit together.
func (t *tokenizer) next() bool {
	rest := t.s[t.i:]
	switch {
	case len(rest) > 1 && rest[0] == '\\' && strings.IndexByte(`*[]\`, rest[1]) >= 0, strings.HasPrefix(rest, "{{"):
		t.i += 2
	case strings.HasPrefix(rest, "**"):
		if len(t.open) > 0 && t.out[t.open[len(t.open)-1]].kind == boldOpen {
			return t.end(boldOpen, boldClose, 2)
		}
		t.begin(boldOpen, 2)
	case rest[0] == '[' && t.links:
		t.begin(linkOpen, 1)
	case rest[0] == ']' && t.links:
		n := strings.IndexByte(rest, ')') + 1
		return n > 0 && strings.HasPrefix(rest, "](") && t.end(linkOpen, linkClose, n)
	case rest[0] == '{':
		n := strings.IndexByte(rest, '}') + 1
		if n == 0 {
			return false
		}
		t.codes++
		t.take(fact, n, t.codes)
	default:
		t.i++
	}
	return true
}

// numbered returns a translation's tokens with the numbers that the same codes have in the English. A code that the
// English does not have gets a number of its own.
func numbered(english, translation []token) []token {
	free := map[string][]int{} // numbers by label
	most := 0
	for _, t := range english {
		if l := pairLabel(english, t); l != "" {
			free[l] = append(free[l], t.number)
		}
		most = max(most, t.number)
	}
	now := map[int]int{}
	for _, t := range translation {
		l := pairLabel(translation, t)
		switch list := free[l]; {
		case l == "":
		case len(list) > 0:
			now[t.number], free[l] = list[0], list[1:]
		default:
			most++
			now[t.number] = most
		}
	}
	out := make([]token, len(translation))
	for i, t := range translation {
		t.number = now[t.number]
		out[i] = t
	}
	return out
}

// pairLabel returns the label of a fact, or of both ends of what t opens; "" for other tokens.
func pairLabel(all []token, t token) string {
	switch t.kind {
	case fact, boldOpen:
		return t.label()
	case linkOpen:
		for _, o := range all {
			if o.kind == linkClose && o.number == t.number {
				return o.label()
			}
		}
	}
	return ""
}

// canonical writes a text with its codes in one form and the line ends of Unix, and without blanks around it: texts that are
// equal so say the same.
func canonical(s string) string {
	var b strings.Builder
	for _, t := range tokens(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n")) {
		b.WriteString(t.label())
	}
	return strings.TrimSpace(b.String())
}

// letters is a text in canonical form without its blanks. Programs that indent what they write put blanks beside codes.
func letters(s string) string { return strings.Join(strings.Fields(canonical(s)), "") }

var indented = regexp.MustCompile(`[ \t]*\n[ \t]+`)

// unwrapped is a translation as it came back, without blanks around it and with the line ends of Unix. A line end before a
// line that is indented is a blank: programs that indent what they write put it beside codes.
func unwrapped(s string) string {
	s = strings.TrimSpace(strings.ReplaceAll(strings.ReplaceAll(s, "\r\n", "\n"), "\r", "\n"))
	return indented.ReplaceAllLiteralString(s, " ")
}

// codes returns what opens and closes each code of a text, by number as it is written in files; facts only open.
func codes(ts []token) map[string][2]string {
	out := map[string][2]string{}
	for _, t := range ts {
		n := fmt.Sprint(t.number)
		c := out[n]
		switch t.kind {
		case fact, boldOpen, linkOpen:
			c[0] = t.s
		case boldClose, linkClose:
			c[1] = t.s
		default:
			continue
		}
		out[n] = c
	}
	return out
}

// meaning says what a code is, for the eyes of a translator.
func (t token) meaning(values map[string]string) string {
	switch t.kind {
	case fact:
		if v := values[t.name()]; v != "" {
			return v
		}
		return t.s
	case boldOpen, boldClose:
		return "**"
	}
	return t.s
}
