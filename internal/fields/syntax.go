package fields

import (
	"bytes"
	"fmt"
	"regexp"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// A suspect is something on a line that the yaml package cannot read, in the words of an author.
type suspect struct {
	line    int // from 1, as the yaml package counts
	at      source.Span
	message string
	hint    string
	weak    bool // such a line may be right, where a text goes over several lines
	far     bool // the yaml package may name a line far from it
}

// syntax reports the yaml package's error at what is most likely its cause. The package often names a line
// too early or too late; so the lines are looked over, and the suspect nearest to its line is told.
func (r *reader) syntax(text string) {
	if strings.Contains(text, "exceeded max depth") {
		r.ds.Error(r.pos(r.offset(errorLine(text), 1)).Span(1), "limit", "this is nested more than %d levels deep", source.MaxYAMLDepth).
			Hint("lists and fields inside each other may go %d levels deep; a listing needs 8", source.MaxYAMLDepth)
		return
	}
	if m := pointer.FindStringSubmatch(text); m != nil {
		if i := bytes.Index(r.src[r.lines[0]:], []byte("*"+m[1])); i >= 0 {
			at := r.pos(int(r.lines[0]) + i).Span(len(m[1]) + 1)
			r.ds.Error(at, "yaml-syntax", "text cannot start with * unless it stands in quotes").Hint(`put all of the text in double quotes: "…"`)
			return
		}
	}
	n := errorLine(text)
	if s, ok := nearest(r.suspects(), n); ok {
		r.ds.Error(s.at, "yaml-syntax", "%s", s.message).Hint("%s", s.hint)
		return
	}
	line := min(max(n, 1), len(r.lines))
	at := r.lineSpan(line)
	for line < len(r.lines) && at.Offset == at.End { // an empty line is never the cause
		line++
		at = r.lineSpan(line)
	}
	r.ds.Error(at, "yaml-syntax", "this line, or one near it, cannot be read").Hint("%s", explain(text))
}

var pointer = regexp.MustCompile(`unknown anchor '(.*)' referenced`)

// explain turns what the yaml package says into something to do.
func explain(text string) string {
	switch {
	case strings.Contains(text, "tab"):
		return "use blanks in front of the text, not the tab key"
	case strings.Contains(text, "mapping values") || strings.Contains(text, "expected ':'"):
		return `a field is written name: value; text with a colon in it must stand in double quotes`
	case strings.Contains(text, "expected key") || strings.Contains(text, "block"):
		return "fields that belong together start at the same column; count the blanks in front of this line"
	case strings.Contains(text, "flow") || strings.Contains(text, "',' or"):
		return "look for a missing comma, ] or }"
	}
	return "compare it with the example in docs/content.md"
}

// nearest returns the suspect that is closest to line n: one that is always a mistake, else a weak one that is at
// most three lines away or has no end.
func nearest(list []suspect, n int) (suspect, bool) {
	best, found := suspect{}, false
	for _, s := range list {
		if s.weak && !s.far && n > 0 && distance(s.line, n) > 3 {
			continue
		}
		switch {
		case !found, best.weak && !s.weak:
			best, found = s, true
		case s.weak == best.weak && n > 0 && distance(s.line, n) < distance(best.line, n):
			best = s
		}
	}
	return best, found
}

func distance(a, b int) int { return max(a-b, b-a) }

func (r *reader) lineSpan(n int) source.Span {
	start, end := int(r.lines[n-1]), len(r.src)
	if n < len(r.lines) {
		end = int(r.lines[n])
	}
	text := bytes.TrimRight(r.src[start:end], "\r\n")
	words := bytes.TrimLeft(text, " \t")
	return r.pos(start + len(text) - len(words)).Span(len(bytes.TrimRight(words, " \t")))
}

// suspects looks over every line. It need not be exact: it is asked only after the file could not be read.
func (r *reader) suspects() []suspect {
	var out []suspect
	block := -1 // the indentation of the field whose text is a block of lines, or -1 where there is none
	for i := range r.lines {
		at := r.lineSpan(i + 1)
		start := int(r.lines[i])
		line := string(r.src[at.Offset:at.End])
		indent := int(at.Offset) - start
		if line == "" || line[0] == '#' || block >= 0 && indent > block {
			continue
		}
		block = -1
		add := func(from, to int, message, hint string) {
			open := strings.Contains(message, "not closed")
			out = append(out, suspect{i + 1, r.pos(int(at.Offset) + from).Span(to - from), message, hint, open || strings.Contains(message, "no colon"), open})
		}
		if bytes.ContainsRune(r.src[start:at.Offset], '\t') {
			add(-indent, 0, "this line starts with a tab", "use blanks: two for each step to the right")
			continue
		}
		field := line
		for strings.HasPrefix(field, "- ") {
			field = strings.TrimLeft(field[2:], " ")
		}
		if opensBlock.MatchString(field) {
			block = indent
		}
		lineSuspects(field, len(line)-len(field), add)
	}
	return append(out, r.indents()...)
}

// indents finds fields that start at no column of those above, or further right than the field above allows.
func (r *reader) indents() []suspect {
	var out []suspect
	var columns []int
	open := true // whether the field above waits for fields below it
	block := -1  // as for suspects
	for i := range r.lines {
		at := r.lineSpan(i + 1)
		line := string(r.src[at.Offset:at.End])
		indent := int(at.Offset) - int(r.lines[i])
		m := fieldForm.FindStringSubmatch(strings.TrimLeft(line, "- "))
		if line == "" || line[0] == '#' || block >= 0 && indent > block {
			continue
		}
		if block = -1; opensBlock.MatchString(line) {
			block = indent
		}
		if m == nil {
			continue
		}
		col := indent + len(line) - len(strings.TrimLeft(line, "- "))
		above := 0 // where the fields start that this one may belong to
		if len(columns) > 0 {
			above = columns[len(columns)-1]
		}
		popped := false
		for len(columns) > 0 && col < columns[len(columns)-1] {
			above = columns[len(columns)-1]
			columns = columns[:len(columns)-1]
			popped = true
		}
		if len(columns) == 0 || col > columns[len(columns)-1] {
			if len(columns) > 0 && (popped || !open) && line[0] != '-' {
				out = append(out, suspect{i + 1, at, fmt.Sprintf("%q does not start under a field that it belongs to", m[1]),
					fmt.Sprintf("it has %d blanks in front; the fields above it have %d", col, above), true, true})
			}
			columns = append(columns, col)
		}
		open = strings.TrimSpace(m[2]) == ""
	}
	return out
}

var (
	fieldForm  = regexp.MustCompile(`^([A-Za-z_][A-Za-z0-9_-]*) *:(.*)$`)
	wordsForm  = regexp.MustCompile(`^[a-z_]+( |$)`)
	opensBlock = regexp.MustCompile(`:\s*[|>][+-]?\d*\s*(#.*)?$`)
)

// lineSuspects looks at one line's field, which starts base bytes into the line.
func lineSuspects(field string, base int, add func(from, to int, message, hint string)) {
	m := fieldForm.FindStringSubmatchIndex(field)
	switch {
	case m == nil && len(field) > 1 && field[0] == '-' && field[1] != '-' && field[1] != ' ':
		add(base, base+1, "there is no blank after the hyphen", "write - "+diag.Clip(field[1:], 60))
	case m == nil && field[0] == '{' || m == nil && field[0] == '[':
		valueSuspects(field, base, add)
	case m == nil && wordsForm.MatchString(field) && !strings.ContainsAny(field, ":\"'"):
		name, rest, _ := strings.Cut(field, " ")
		add(base, base+len(field), "there is no colon after the field's name", strings.TrimSpace("write "+name+": "+diag.Clip(rest, 60)))
	case m != nil && m[4] < m[5]:
		value := field[m[4]:]
		if c := value[0]; c != ' ' && c != '\t' && !strings.HasPrefix(value, "//") {
			add(base+m[3], base+m[4], "there is no blank after the colon", "write "+field[m[2]:m[3]]+": "+diag.Clip(value, 60))
			return
		}
		trimmed := strings.TrimLeft(value, " \t")
		if trimmed != "" {
			valueSuspects(trimmed, base+len(field)-len(trimmed), add)
		}
	}
}

func valueSuspects(v string, base int, add func(from, to int, message, hint string)) {
	end := base + len(v)
	switch c := v[0]; c {
	case '"', '\'':
		n := closingQuote(v)
		if n < 0 {
			add(base, end, fmt.Sprintf("the text starts with %c, but this quote is not closed on the line", c), fmt.Sprintf("put %c at the end of the text too", c))
		} else if rest := strings.TrimSpace(v[n+1:]); rest != "" && rest[0] != '#' {
			add(base+n+1, end, "here is more text after the closing quote", `put quotes around all of the text, and write ' instead of " inside it`)
		}
	case '{', '[':
		bracketSuspects(v, base, add)
	case '*', '&', '!', '%', '@', '`', '|', '>':
		if (c == '|' || c == '>') && len(v) < 4 {
			return
		}
		add(base, end, fmt.Sprintf("text cannot start with %c unless it stands in quotes", c), `put all of the text in double quotes: "…"`)
	default:
		if i := strings.Index(v, ": "); i >= 0 && !strings.Contains(v[:i], " #") {
			add(base+i, base+i+1, "text with a colon and a blank in it must stand in quotes", `put all of the text in double quotes: "…"`)
		}
	}
}

func bracketSuspects(v string, base int, add func(from, to int, message, hint string)) {
	n, quoted := closingBracket(v)
	if i := looseReference(v); i >= 0 {
		add(base+i, base+i+1, "text with { or } in it must stand in quotes here", `put all of the text in double quotes: for: "…"`)
		return
	}
	switch {
	case quoted:
		add(base, base+len(v), "a quote is not closed on this line", `each " needs a partner: number: "020 …"`)
	case n < 0:
		add(base, base+len(v), fmt.Sprintf("the %c is not closed on this line", v[0]), "put ] or } at the end, as in the lines around it")
	default:
		rest := strings.TrimSpace(v[n+1:])
		if rest != "" && rest[0] != '#' {
			add(base, base+len(v), fmt.Sprintf("text that starts with %c must stand in quotes", v[0]), `put all of the text in double quotes: "`+diag.Clip(v, 60)+`"`)
		} else if i := missingComma.FindStringIndex(v[:n+1]); i != nil {
			add(base+i[0], base+i[1], "there is no comma between two fields", "write a comma and a blank between fields: {name: value, name: value}")
		}
	}
}

// looseReference returns where, between braces, words go on before a { or after a }, or -1.
func looseReference(v string) int {
	depth, before := 0, byte(',')
	for i := 0; i < len(v); i++ {
		c := v[i]
		switch {
		case c == '"':
			n := closingQuote(v[i:])
			if n < 0 {
				return -1
			}
			i += n
		case c == '{' && !strings.ContainsRune(",:[{", rune(before)):
			return i
		case c == '{' || c == '[':
			depth++
		case c == '}' || c == ']':
			depth--
		case before == '}' && depth > 0 && c != ' ' && c != ',':
			return i
		case c == '#' && depth == 0:
			return -1
		}
		if c != ' ' {
			before = c
		}
	}
	return -1
}

var missingComma = regexp.MustCompile(`"\s+[a-z_]+:`)

// closingQuote returns where the quote that v starts with is closed, or -1.
func closingQuote(v string) int {
	for i := 1; i < len(v); i++ {
		switch {
		case v[0] == '"' && v[i] == '\\':
			i++
		case v[i] == v[0] && v[0] == '\'' && i+1 < len(v) && v[i+1] == '\'':
			i++
		case v[i] == v[0]:
			return i
		}
	}
	return -1
}

// closingBracket returns where the bracket that v starts with is closed, or -1; quoted tells that a quote
// inside it is left open.
func closingBracket(v string) (end int, quoted bool) {
	depth := 0
	for i := 0; i < len(v); i++ {
		switch v[i] {
		case '"':
			n := closingQuote(v[i:])
			if n < 0 {
				return -1, true
			}
			i += n
		case '{', '[':
			depth++
		case '}', ']':
			if depth--; depth == 0 {
				return i, false
			}
		}
	}
	return -1, false
}
