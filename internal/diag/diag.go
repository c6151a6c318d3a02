// Package diag holds what is said to authors about their mistakes: where, what, and what to write instead.
package diag

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"welcomepack/internal/source"
)

// A Severity is [Error], which stops the build, [Warning], or [Advice]: how to say or arrange something better,
// which only a review tells.
type Severity uint8

const (
	Error Severity = iota
	Warning
	Advice
)

func (s Severity) String() string { return [...]string{"error", "warning", "advice"}[s] }

// A Diagnostic is one mistake: lower case, no full stop, in the author's words. Each code has a page in
// docs/diagnostics.
type Diagnostic struct {
	Code     string
	Severity Severity
	At       source.Span
	Message  string
	Notes    []Note
}

// A Note is a further line of a diagnostic: "hint" (an action) or "note" (where or why), with a place or none.
type Note struct {
	Kind string
	At   source.Span
	Text string
}

// Hint adds what to do, unless it is empty.
func (d *Diagnostic) Hint(format string, args ...any) *Diagnostic {
	if text := fmt.Sprintf(format, args...); text != "" {
		d.Notes = append(d.Notes, Note{Kind: "hint", Text: text})
	}
	return d
}

// Note adds another place that has to do with the mistake.
func (d *Diagnostic) Note(at source.Span, format string, args ...any) *Diagnostic {
	d.Notes = append(d.Notes, Note{"note", at, fmt.Sprintf(format, args...)})
	return d
}

// A List is the diagnostics of a stage.
type List []Diagnostic

// Error adds an error and returns it, to be given hints before the next one is added.
func (l *List) Error(at source.Span, code, format string, args ...any) *Diagnostic {
	return l.add(Error, at, code, format, args)
}

// Warning adds a warning, as [List.Error] does.
func (l *List) Warning(at source.Span, code, format string, args ...any) *Diagnostic {
	return l.add(Warning, at, code, format, args)
}

// Advice adds a piece of advice, as [List.Error] does.
func (l *List) Advice(at source.Span, code, format string, args ...any) *Diagnostic {
	return l.add(Advice, at, code, format, args)
}

func (l *List) add(s Severity, at source.Span, code, format string, args []any) *Diagnostic {
	*l = append(*l, Diagnostic{Code: code, Severity: s, At: at, Message: fmt.Sprintf(format, args...)})
	return &(*l)[len(*l)-1]
}

// HasErrors tells whether any of them stops the build.
func (l List) HasErrors() bool {
	return slices.ContainsFunc(l, func(d Diagnostic) bool { return d.Severity == Error })
}

// Count returns how many errors and warnings there are.
func (l List) Count() (errors, warnings int) { return len(l.Of(Error)), len(l.Of(Warning)) }

// Of returns those of one severity.
func (l List) Of(s Severity) List {
	var out List
	for _, d := range l {
		if d.Severity == s {
			out = append(out, d)
		}
	}
	return out
}

// Sorted returns the list by path, offset and code, each diagnostic once.
func (l List) Sorted(files *source.Set) List {
	out := slices.Clone(l)
	slices.SortStableFunc(out, func(a, b Diagnostic) int {
		return cmp.Or(strings.Compare(files.Path(a.At.File), files.Path(b.At.File)),
			cmp.Compare(a.At.Offset, b.At.Offset), strings.Compare(a.Code, b.Code), strings.Compare(a.Message, b.Message))
	})
	return slices.CompactFunc(out, func(a, b Diagnostic) bool {
		return a.Code == b.Code && files.Path(a.At.File) == files.Path(b.At.File) && a.At.Offset == b.At.Offset && a.At.End == b.At.End && a.Message == b.Message
	})
}

// Print writes the list for people: `file:line:col: severity: message [code]`, the line, a caret, the notes.
func (l List) Print(w io.Writer, files *source.Set) error {
	var b strings.Builder
	for _, d := range l {
		head(&b, files, d.At, d.Severity.String(), d.Message+" ["+d.Code+"]")
		excerpt(&b, files, d.At)
		for _, n := range d.Notes {
			b.WriteString("  ")
			if n.At.File == 0 {
				fmt.Fprintf(&b, "%s: %s\n", n.Kind, n.Text)
			} else {
				p := files.Place(n.At.Pos)
				fmt.Fprintf(&b, "%s: %s:%d:%d: %s\n", n.Kind, p.Path, p.Line, p.Col, n.Text)
			}
		}
	}
	_, err := io.WriteString(w, strings.Map(seen, b.String()))
	return err
}

// seen puts a mark in the place of a character that could change what a terminal shows: one that commands it, turns
// the order of the text around, or has no width. Lines of authors and names of files may hold any.
func seen(r rune) rune {
	switch {
	case r == '\n', r == '\t':
		return r
	case r < 0x20, 0x7F <= r && r <= 0x9F, 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069, 0xE0000 <= r && r <= 0xE007F,
		r == 0x200B, r == 0x2028, r == 0x2029, r == 0x2060, r == 0xFEFF:
		return utf8.RuneError
	}
	return r
}

func head(b *strings.Builder, files *source.Set, at source.Span, kind, text string) {
	if at.File != 0 {
		p := files.Place(at.Pos)
		fmt.Fprintf(b, "%s:%d:%d: ", p.Path, p.Line, p.Col)
	}
	fmt.Fprintf(b, "%s: %s\n", kind, text)
}

const maxExcerpt = 160 // characters of a line that are shown

func excerpt(b *strings.Builder, files *source.Set, at source.Span) {
	if at.File == 0 {
		return
	}
	line := files.Line(at.Pos)
	col := files.Place(at.Pos).Col
	if line == "" || utf8.RuneCountInString(line) > maxExcerpt {
		return
	}
	width := files.Width(at)
	pad := strings.Map(func(r rune) rune {
		if r == '\t' {
			return r
		}
		return ' '
	}, string([]rune(line)[:min(col-1, utf8.RuneCountInString(line))]))
	fmt.Fprintf(b, "    %s\n    %s^%s\n", line, pad, strings.Repeat("~", width-1))
}

// JSON writes the list as an array of objects with path, line, column, where it ends, severity, code, message and notes.
// Lines and columns count from 1, columns in characters; the end is the column after the last character.
func (l List) JSON(w io.Writer, files *source.Set) error {
	type place struct {
		Path   string `json:"path,omitempty"`
		Line   int    `json:"line,omitempty"`
		Column int    `json:"column,omitempty"`
	}
	type note struct {
		Kind string `json:"kind"`
		place
		Text string `json:"text"`
	}
	type row struct {
		place
		EndLine   int    `json:"endLine,omitempty"`
		EndColumn int    `json:"endColumn,omitempty"`
		Severity  string `json:"severity"`
		Code      string `json:"code"`
		Message   string `json:"message"`
		Notes     []note `json:"notes,omitempty"`
	}
	at := func(p source.Pos) place {
		q := files.Place(p)
		return place{q.Path, q.Line, q.Col}
	}
	rows := make([]row, 0, len(l))
	for _, d := range l {
		end := files.Place(last(d.At))
		r := row{place: at(d.At.Pos), EndLine: end.Line, EndColumn: end.Col, Severity: d.Severity.String(), Code: d.Code, Message: d.Message}
		for _, n := range d.Notes {
			r.Notes = append(r.Notes, note{n.Kind, at(n.At.Pos), n.Text})
		}
		rows = append(rows, r)
	}
	return writeJSON(w, rows)
}

// last returns the place where a span ends.
func last(at source.Span) source.Pos {
	return source.Pos{File: at.File, Offset: max(at.Offset, at.End)}
}

// Clip returns the first characters of an author's text, no more than most, for a message; what is left out is a "…".
func Clip(s string, most int) string {
	if r := []rune(s); len(r) > most {
		return string(r[:most]) + "…"
	}
	return s
}

// Near returns `did you mean "x"?` for the one candidate that is a slip of the hand away from word, or else the one whose
// first words it is, as food is of food-and-essentials; else "".
func Near(word string, candidates []string) string {
	best, bestDist, twice := "", 3, false
	if utf8.RuneCountInString(word) < 6 { // of a short word two slips make another word
		bestDist = 2
	}
	for _, c := range candidates {
		switch d := distance(word, c, bestDist+1); {
		case d < bestDist:
			best, bestDist, twice = c, d, false
		case d == bestDist && best != "" && c != best:
			twice = true
		}
	}
	if best == "" && !twice {
		best, twice = longer(word, candidates)
	}
	if best == "" || twice {
		return ""
	}
	return fmt.Sprintf("did you mean %q?", best)
}

// longer returns the candidate that goes on behind word with a hyphen, and whether there are two.
func longer(word string, candidates []string) (best string, twice bool) {
	for _, c := range candidates {
		if word != "" && strings.HasPrefix(c, word+"-") && c != best {
			best, twice = c, best != ""
		}
	}
	return best, twice
}

// distance counts the letters to add, drop, change or swap between a and b; at most limit.
func distance(a, b string, limit int) int {
	ra, rb := []rune(strings.ToLower(a)), []rune(strings.ToLower(b))
	if d := len(ra) - len(rb); d >= limit || -d >= limit {
		return limit
	}
	rows := make([][]int, len(ra)+1)
	for i := range rows {
		rows[i] = make([]int, len(rb)+1)
		rows[i][0] = i
	}
	for j := range rows[0] {
		rows[0][j] = j
	}
	for i := 1; i <= len(ra); i++ {
		for j := 1; j <= len(rb); j++ {
			cost := 1
			if ra[i-1] == rb[j-1] {
				cost = 0
			}
			d := min(rows[i-1][j]+1, rows[i][j-1]+1, rows[i-1][j-1]+cost)
			if i > 1 && j > 1 && ra[i-1] == rb[j-2] && ra[i-2] == rb[j-1] {
				d = min(d, rows[i-2][j-2]+1)
			}
			rows[i][j] = d
		}
	}
	return min(limit, rows[len(ra)][len(rb)])
}
