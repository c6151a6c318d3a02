package uatest

import (
	"bytes"
	"strconv"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// painting are the operators that put something on the page.
const painting = " f F f* B B* b b* S s Do sh Tj TJ ' \" EI "

// content walks the operators of a page: everything painted stands in an element's marked content or in an artifact.
func (c *checker) content(page int, resources types.Dict, data []byte) {
	const artifact, other = -1, -2
	var open []int // MCIDs, artifact or other
	var fonts []*font
	var current *font
	inside := func(kind func(int) bool) bool {
		for _, m := range open {
			if kind(m) {
				return true
			}
		}
		return false
	}
	tagged := func(m int) bool { return m >= 0 }
	var args []string
	s := scanner{data}
	for {
		w, ok := s.next()
		if !ok {
			break
		}
		if !operator(w) {
			args = append(args, w)
			continue
		}
		switch w {
		case "BDC", "BMC":
			kind := other
			if id, ok := c.mcid(resources, args); ok && w == "BDC" {
				kind = id
				if c.texts[mark{page, id}] {
					c.fault("01", "page %d: MCID %d comes twice", page+1, id)
				}
				c.texts[mark{page, id}], c.unclaimed[mark{page, id}] = true, true
				if inside(func(m int) bool { return m == artifact }) {
					c.fault("01", "page %d: tagged content stands in an artifact", page+1)
				}
			} else if len(args) > 0 && args[0] == "/Artifact" {
				kind = artifact
				if inside(tagged) {
					c.fault("01", "page %d: an artifact stands in tagged content", page+1)
				}
			}
			open = append(open, kind)
		case "EMC":
			if len(open) == 0 {
				c.fault("01", "page %d: marked content ends that did not begin", page+1)
				return
			}
			open = open[:len(open)-1]
		case "q":
			fonts = append(fonts, current)
		case "Q":
			if len(fonts) > 0 {
				current, fonts = fonts[len(fonts)-1], fonts[:len(fonts)-1]
			}
		case "Tf":
			current = nil
			if len(args) == 2 {
				current = c.font(c.dict(resources["Font"])[strings.TrimPrefix(args[0], "/")])
			}
		}
		if strings.Contains(painting, " "+w+" ") {
			if !inside(func(m int) bool { return m >= artifact }) {
				c.fault("01", "page %d: %s paints outside of elements and artifacts", page+1, w)
			}
			if strings.HasPrefix(w, "T") {
				c.show(current, page, args)
			}
		}
		args = args[:0]
	}
	if len(open) != 0 {
		c.fault("01", "page %d: marked content has no end", page+1)
	}
}

// mcid returns the MCID of a BDC's operands: a dictionary, or the name of one in the resources.
func (c *checker) mcid(resources types.Dict, args []string) (int, bool) {
	if len(args) == 2 && strings.HasPrefix(args[1], "/") {
		d := c.dict(c.dict(resources["Properties"])[args[1][1:]])
		return int(c.number(d["MCID"])), d["MCID"] != nil
	}
	for i, a := range args {
		if a == "/MCID" && i+1 < len(args) {
			id, err := strconv.Atoi(args[i+1])
			return id, err == nil
		}
	}
	return 0, false
}

// show notes the codes that a font is used with.
func (c *checker) show(f *font, page int, args []string) {
	if f == nil {
		c.fault("31", "page %d: text without a font", page+1)
		return
	}
	for _, a := range args {
		if !strings.HasPrefix(a, "<") || strings.HasPrefix(a, "<<") {
			continue
		}
		hex := strings.Trim(a, "<>")
		for i := 0; i+4 <= len(hex); i += 4 {
			if k, err := strconv.ParseUint(hex[i:i+4], 16, 16); err == nil {
				f.used[int(k)] = true
			}
		}
	}
}

// operator tells whether a word is an operator, not an operand.
func operator(w string) bool {
	if w == "" || strings.ContainsRune("/<([]>)+-.0123456789", rune(w[0])) {
		return false
	}
	return w != "true" && w != "false" && w != "null"
}

// A scanner cuts content into words. Hexadecimal strings keep their first bracket, literal ones their parenthesis.
type scanner struct{ b []byte }

const (
	blanks = " \n\r\t\f\x00"
	ends   = blanks + "()<>[]{}/%"
)

func (s *scanner) next() (string, bool) {
	s.b = bytes.TrimLeft(s.b, blanks)
	if len(s.b) == 0 {
		return "", false
	}
	n := 1
	switch s.b[0] {
	case '%':
		n = bytes.IndexAny(s.b, "\r\n")
		if n < 0 {
			return "", false
		}
		s.b = s.b[n:]
		return s.next()
	case '(':
		n = literal(s.b)
	case '<':
		if len(s.b) > 1 && s.b[1] == '<' {
			n = 2
		} else if n = bytes.IndexByte(s.b, '>') + 1; n == 0 {
			return "", false
		}
	case '>':
		n = min(2, len(s.b))
	case '[', ']', '{', '}', ')':
	default:
		for n < len(s.b) && !bytes.ContainsRune([]byte(ends), rune(s.b[n])) {
			n++
		}
	}
	w := string(s.b[:n])
	s.b = s.b[n:]
	return w, true
}

// literal is the length of the literal string at the start of b.
func literal(b []byte) int {
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '\\':
			i++
		case '(':
			depth++
		case ')':
			if depth--; depth == 0 {
				return i + 1
			}
		}
	}
	return len(b)
}
