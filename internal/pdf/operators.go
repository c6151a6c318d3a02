package pdf

import (
	"math"
	"strconv"
)

// A content is the operators of a page, or an object of which a pack has thousands. It is written by appending, because
// formatting took a fifth of the time of a pack.
type content []byte

func (c *content) string(s string) { *c = append(*c, s...) }

func (c *content) int(v int) { *c = strconv.AppendInt(*c, int64(v), 10) }

// reference names an object.
func (c *content) reference(number int) {
	c.int(number)
	c.string(" 0 R ")
}

// numbers writes operands, each followed by a blank.
func (c *content) numbers(vs ...float64) {
	for _, v := range vs {
		*c = append(appendNumber(*c, v), ' ')
	}
}

// code writes a string of one code.
func (c *content) code(k int) { *c = append(appendCode(append(*c, '<'), k), '>') }

// way moves the pen to the left by thousandths of an em, inside a TJ, after a step of one: pdf.js forgets a way that
// follows at once on what it drops.
func (c *content) way(thousandths int) {
	*c = append(*c, " 1 "...)
	c.int(thousandths)
	*c = append(*c, ' ')
}

func appendCode(to []byte, c int) []byte {
	const hex = "0123456789ABCDEF"
	return append(to, hex[c>>12&15], hex[c>>8&15], hex[c>>4&15], hex[c&15])
}

// number is v with at most two decimals; what is not finite is 0.
func number(v float64) string { return string(appendNumber(nil, v)) }

func appendNumber(to []byte, v float64) []byte {
	if !(math.Abs(v) < 1e12) {
		return append(to, '0')
	}
	n := int64(math.Round(v * 100))
	if n < 0 {
		to, n = append(to, '-'), -n
	}
	to = strconv.AppendInt(to, n/100, 10)
	switch n %= 100; {
	case n == 0:
	case n%10 == 0:
		to = append(to, '.', byte('0'+n/10))
	default:
		to = append(to, '.', byte('0'+n/10), byte('0'+n%10))
	}
	return to
}
