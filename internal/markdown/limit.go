package markdown

import (
	"bytes"
	"fmt"
	"regexp"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

var delimiterRow = regexp.MustCompile(`^[ \t>]*(?:[-*+]|\d+[.)])?[ \t>]*[|:-][ \t|:-]*$`)

// withinLimits looks at the page before it is parsed, in one pass, and says which limit it goes past.
func withinLimits(ds *diag.List, file source.FileID, src []byte, from int) bool {
	at := func(off, n int) source.Span { return source.Pos{File: file, Offset: int32(off)}.Span(n) }
	if n := len(src) - from; n > source.MaxGuide {
		ds.Error(at(from, 0), "limit", "the page has %d KiB, the limit is %d KiB", n>>10, source.MaxGuide>>10).Hint("make two guides of it")
		return false
	}
	var c counter
	for off := from; off < len(src); {
		end := len(src)
		if i := bytes.IndexByte(src[off:], '\n'); i >= 0 {
			end = off + i
		}
		if what, hint := c.line(src[off:end]); what != "" {
			ds.Error(at(off, min(end-off, 40)), "limit", "%s", what).Hint("%s", hint)
			return false
		}
		off = end + 1
	}
	return true
}

// A counter counts what costs time: nesting, the cells of tables, and marks from one empty line to the next.
type counter struct {
	columns int // of the tables that may have begun since the last empty line
	cells   int
	marks   [256]int
}

// line counts one line, and says which limit was passed and what to do.
func (c *counter) line(line []byte) (what, hint string) {
	depth, rest := nesting(line)
	if depth > source.MaxGuideDepth {
		return fmt.Sprintf("lists and boxes stand more than %d deep in each other", source.MaxGuideDepth), "write it as a few plain paragraphs or a shorter list"
	}
	if len(bytes.TrimSpace(rest)) == 0 {
		c.columns, c.marks = 0, [256]int{}
		return "", ""
	}
	c.cells += c.columns
	if delimiterRow.Match(rest) {
		n := bytes.Count(bytes.Trim(bytes.TrimSpace(rest), "|"), []byte("|")) + 1
		if n > source.MaxColumns {
			return fmt.Sprintf("the table has %d columns, the limit is %d", n, source.MaxColumns), "make several tables of it, or a list"
		}
		if bytes.ContainsAny(rest, "|:") {
			c.columns = max(c.columns, n)
			c.cells += n
		}
	}
	if c.cells > source.MaxCells {
		return fmt.Sprintf("the tables of this page have more than %d cells, empty ones too", source.MaxCells), "make several guides of it, or shorter tables"
	}
	for _, b := range line {
		c.marks[b]++
	}
	for _, b := range []byte("[<`&") {
		if c.marks[b] > source.MaxMarks {
			return fmt.Sprintf("one paragraph has more than %d of the mark %c", source.MaxMarks, b), "put empty lines between paragraphs, and use fewer links"
		}
	}
	if c.marks['*']+c.marks['_'] > source.MaxStars {
		return fmt.Sprintf("one paragraph has more than %d stars and underscores", source.MaxStars), "put empty lines between paragraphs, and make fewer words bold"
	}
	return "", ""
}

// nesting returns how deep the lists and boxes of a line may be, from its marks and its indentation, and what
// stands after the marks.
func nesting(line []byte) (int, []byte) {
	depth, blanks, i := 0, 0, 0
	for i < len(line) {
		switch c := line[i]; {
		case c == ' ' || c == '\r':
			blanks++
			i++
		case c == '\t':
			blanks += 4
			i++
		case c == '>':
			depth++
			i++
		case (c == '-' || c == '*' || c == '+') && i+1 < len(line) && (line[i+1] == ' ' || line[i+1] == '\t'):
			depth++
			i += 2
		case '0' <= c && c <= '9':
			n := number(line[i:])
			if n == 0 {
				return depth + blanks/2, line[i:]
			}
			depth++
			i += n
		default:
			return depth + blanks/2, line[i:]
		}
	}
	return depth, nil
}

// number returns the length of a step's number with its dot and blank, 0 for none.
func number(s []byte) int {
	i := 0
	for i < len(s) && i < 9 && '0' <= s[i] && s[i] <= '9' {
		i++
	}
	if i+1 < len(s) && (s[i] == '.' || s[i] == ')') && (s[i+1] == ' ' || s[i+1] == '\t') {
		return i + 2
	}
	return 0
}
