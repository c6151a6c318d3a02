// Package qr makes QR codes (ISO/IEC 18004) as squares of modules, to be drawn on screen and on paper. It is the only
// user of the QR library, of which it uses the coding alone: which of the eight masks is read best is judged here, for
// every page of the website has a code of its own.
package qr

import (
	"math"
	"math/bits"
	"sync"

	"rsc.io/qr/coding"
)

// Quiet is the width of the white border that cameras need around a code, in modules.
const Quiet = 4

// A Code is a square of Size by Size modules, without its border.
type Code struct {
	Size int
	rows []line
}

// Encode returns the smallest code that says a text. Its level M bears a fold or a stain. It is false where there is
// no text, or one too long for a code: more than 2,331 bytes.
func Encode(text string) (*Code, bool) {
	if text == "" {
		return nil, false
	}
	var said coding.Encoding = coding.String(text)
	if short := coding.Alpha(text); short.Check() == nil { // capitals and digits take half the room
		said = short
	}
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		if said.Bits(v) <= 8*v.DataBytes(coding.M) {
			return plans[v]().encode(said), true
		}
	}
	return nil, false
}

// Dark tells whether a module is dark; x counts from the left, y from the top.
func (c *Code) Dark(x, y int) bool { return c.rows[y].has(x) }

// Run returns the next dark modules of row y from x on: where they begin and how many they are, 0 for none.
func (c *Code) Run(x, y int) (from, n int) {
	l := &c.rows[y]
	for x < c.Size {
		if rest := l[x/64] >> (x % 64); rest != 0 {
			from = x + bits.TrailingZeros64(rest)
			break
		}
		x = (x/64 + 1) * 64
	}
	if x >= c.Size {
		return c.Size, 0
	}
	for to := from; ; {
		ones := bits.TrailingZeros64(^(l[to/64] >> (to % 64)))
		if to += min(ones, 64-to%64); to%64 != 0 || ones == 0 {
			return from, to - from
		}
	}
}

const masks = 8

// A plan is what all codes of a version share: their bare ground under each mask, in rows and in columns, and where
// each bit of the message stands.
type plan struct {
	version       coding.Version
	size          int
	ground, aside [masks][]line
	bits          []module
}

type module struct{ x, y int }

// plans has the plan of each version, made when it is first asked for.
var plans = versions()

func versions() [coding.MaxVersion + 1]func() *plan {
	var all [coding.MaxVersion + 1]func() *plan
	for v := coding.Version(coding.MinVersion); v <= coding.MaxVersion; v++ {
		all[v] = sync.OnceValue(func() *plan { return newPlan(v) })
	}
	return all
}

func newPlan(v coding.Version) *plan {
	p := &plan{version: v}
	for m := range masks {
		layout, err := coding.NewPlan(v, coding.M, coding.Mask(m))
		if err != nil {
			panic("qr: " + err.Error())
		}
		p.size = len(layout.Pixel)
		p.bits = make([]module, 8*(layout.DataBytes+layout.CheckBytes))
		p.ground[m] = make([]line, p.size)
		for y, row := range layout.Pixel {
			for x, pix := range row {
				if r := pix.Role(); r == coding.Data || r == coding.Check {
					p.bits[pix.Offset()] = module{x, y}
				}
				if pix&coding.Black != 0 {
					p.ground[m][y].set(x)
				}
			}
		}
		p.aside[m] = aside(p.ground[m])
	}
	return p
}

// encode lays the text out and takes the mask of the least penalty.
func (p *plan) encode(said coding.Encoding) *Code {
	var message coding.Bits
	said.Encode(&message, p.version)
	message.AddCheckBytes(p.version, coding.M)
	down, across := make([]line, p.size), make([]line, p.size)
	for i, b := range message.Bytes() {
		for k := range 8 {
			if b>>(7-k)&1 == 1 {
				at := p.bits[8*i+k]
				down[at.y].set(at.x)
				across[at.x].set(at.y)
			}
		}
	}
	best, least := 0, math.MaxInt
	c, d := make([]line, p.size), make([]line, p.size)
	for m := range masks {
		turn(c, down, p.ground[m])
		turn(d, across, p.aside[m])
		if n := penalty(c, d, least); n < least {
			best, least = m, n
		}
	}
	turn(c, down, p.ground[best])
	return &Code{p.size, c}
}

// aside returns the columns of rows.
func aside(rows []line) []line {
	out := make([]line, len(rows))
	for y := range rows {
		for x := range out {
			if rows[y].has(x) {
				out[x].set(y)
			}
		}
	}
	return out
}

// turn makes out of a with the modules of b turned around.
func turn(out, a, b []line) {
	for y := range a {
		for i := 0; 64*i < len(a); i++ {
			out[y][i] = a[y][i] ^ b[y][i]
		}
	}
}

// A line is the modules of a row or a column, a bit for each; a code has 177 at most, and behind them there is nothing.
type line [4]uint64

func (l *line) set(x int)      { l[x/64] |= 1 << (x % 64) }
func (l *line) has(x int) bool { return l[x/64]>>(x%64)&1 == 1 }

// at returns the 64 modules from 64*i+n on.
func (l *line) at(i, n int) uint64 { return l[i]>>n | l[i+1]<<(64-n) }

// light returns the light modules of a line of a size.
func (l *line) light(size int) (out line) {
	for i := 0; 64*i < size; i++ {
		out[i] = ^l[i]
		if left := size - 64*i; left < 64 {
			out[i] &= 1<<left - 1
		}
	}
	return out
}

// penalty is how hard a code is to read, by the four rules of the standard: runs of five and more of one colour, squares
// of two by two, what looks like a corner, and far from half of it dark. It may stop counting at most.
func penalty(down, across []line, most int) int {
	size, words := len(down), (len(down)+63)/64
	n, dark := 0, 0
	for _, lines := range [][]line{down, across} {
		for y := range lines {
			light := lines[y].light(size)
			n += runs(&lines[y], words) + runs(&light, words) + 40*corners(&lines[y], &light, words)
		}
		if n >= most {
			return n
		}
	}
	var above, aboveLight line
	for y := range down {
		light := down[y].light(size)
		for i := range words {
			dark += bits.OnesCount64(down[y][i])
			n += 3 * (bits.OnesCount64(down[y][i]&down[y].at(i, 1)&above[i]&above.at(i, 1)) +
				bits.OnesCount64(light[i]&light.at(i, 1)&aboveLight[i]&aboveLight.at(i, 1)))
		}
		above, aboveLight = down[y], light
	}
	off := dark*20 - size*size*10
	return n + 10*(max(off, -off)/(size*size))
}

// runs gives 3 for five modules in a row, and 1 for each more.
func runs(l *line, words int) int {
	n, last := 0, uint64(0)
	for i := range words {
		five := l[i] & l.at(i, 1) & l.at(i, 2) & l.at(i, 3) & l.at(i, 4)
		n += bits.OnesCount64(five) + 2*bits.OnesCount64(five&^(five<<1|last))
		last = five >> 63
	}
	return n
}

// corners counts a dark, a light, three dark, a light and a dark module with four light ones before or behind.
func corners(dark, light *line, words int) int {
	n := 0
	for i := range words {
		if eye := dark[i] & light.at(i, 1) & dark.at(i, 2) & dark.at(i, 3) & dark.at(i, 4) & light.at(i, 5) & dark.at(i, 6); eye != 0 {
			n += bits.OnesCount64(eye & light.at(i, 7) & light.at(i, 8) & light.at(i, 9) & light.at(i, 10))
		}
		if eye := dark.at(i, 4) & light.at(i, 5) & dark.at(i, 6) & dark.at(i, 7) & dark.at(i, 8) & light.at(i, 9) & dark.at(i, 10); eye != 0 {
			n += bits.OnesCount64(eye & light[i] & light.at(i, 1) & light.at(i, 2) & light.at(i, 3))
		}
	}
	return n
}
