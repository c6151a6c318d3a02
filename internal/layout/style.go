package layout

import "welcomepack/internal/lang"

// A Style is the measures of an edition's paper, in points. Its zero value is A4 for reading at arm's length.
type Style struct {
	Width, Height float64 // of a page
	Top, Bottom   float64 // margins; running head and foot stand inside them
	Side          float64 // left and right margin, on the average
	Gutter        float64 // what the margin at the binding has more, and the outer one less
	Body          float64 // size of the text; other sizes follow from it
	Leading       float64 // line height, as a multiple of what the fonts ask for
	Depth         int     // levels of headings in the contents list; below the first, those that stand for a page of the website
	Label         float64 // width of the label column, as a part of the whole
}

// A4 is the standard pack.
func A4() Style {
	return Style{Width: 595.28, Height: 841.89, Top: 58, Bottom: 58, Side: 50, Gutter: 7, Body: 10.5, Leading: 1, Depth: 2, Label: 0.23}
}

// LargePrint is the standard pack for people who see little: 18 points, with more room between the lines.
func LargePrint() Style {
	s := A4()
	s.Side, s.Gutter, s.Body, s.Leading, s.Label = 46, 6, 18, 1.1, 0.3
	return s
}

// Bilingual is the standard pack with two languages side by side.
func Bilingual() Style {
	s := A4()
	s.Side, s.Body = 48, 10
	return s
}

// orDefault fills what is not set, so that part of a style may be given.
func (s Style) orDefault() Style {
	d := A4()
	pick := func(v *float64, d float64) {
		if !(*v > 0) {
			*v = d
		}
	}
	pick(&s.Width, d.Width)
	pick(&s.Height, d.Height)
	pick(&s.Top, d.Top)
	pick(&s.Bottom, d.Bottom)
	pick(&s.Side, d.Side)
	pick(&s.Gutter, min(d.Gutter, s.Side-edge))
	pick(&s.Body, d.Body)
	pick(&s.Leading, d.Leading)
	pick(&s.Label, d.Label)
	if s.Depth <= 0 {
		s.Depth = d.Depth
	}
	return s
}

// column is the width of the text.
func (s Style) column() float64 { return max(s.Width-2*s.Side, 4*s.Body) }

// room is the height of the text.
func (s Style) room() float64 { return max(s.Height-s.Top-s.Bottom, 4*s.Body) }

func (s Style) small() float64 { return max(s.Body*0.84, 8) }
func (s Style) lead() float64  { return s.Body * 1.14 }

// left is where the column begins on a sheet, counted from 0. Sheets are printed on both sides and bound at the side
// where reading begins, so the first is a right-hand page, or a left-hand one when it is read from the right.
func (s Style) left(sheet int, rtl bool) float64 {
	if bindsLeft(sheet, rtl) {
		return s.Side + s.Gutter
	}
	return s.Side - s.Gutter
}

// bindsLeft tells whether a sheet's left edge is bound, so that its right edge is the outer one.
func bindsLeft(sheet int, rtl bool) bool { return (sheet%2 == 0) != rtl }

// unit is the measure of the spaces between blocks.
func (s Style) unit() float64 { return s.Body * 0.5 }

// heading is the size of a heading of a level from 1.
func (s Style) heading(level int) float64 {
	factors := [...]float64{1.9, 1.35, 1.1, 1.03}
	return s.Body * factors[min(max(level, 1), len(factors))-1]
}

// above is the space above a heading.
func (s Style) above(level int) float64 {
	factors := [...]float64{2.6, 1.6, 1.2, 1}
	return s.Body * factors[min(max(level, 1), len(factors))-1]
}

// A scriptLook is how a script is set beside Latin: how much larger, to be read as easily, and with which part
// of the line height that its fonts ask for.
type scriptLook struct{ size, leading float64 }

// scriptLooks are by ISO 15924; others are as Latin. The Arabic fonts ask for room for stacked vowel signs,
// which these texts do not have.
var scriptLooks = map[string]scriptLook{
	"Arab": {1.12, 0.84}, "Ethi": {1.06, 1}, "Mymr": {1.04, 1}, "Deva": {1.06, 1}, "Beng": {1.08, 1}, "Taml": {1.02, 1}, "Sinh": {1.04, 1},
	"Hans": {1, 1.12}, "Hant": {1, 1.12}, "Guru": {1.04, 1}, "Thai": {1.1, 0.95}, "Laoo": {1.08, 0.95}, "Khmr": {1.05, 0.95},
}

// nastaliqLook is for Nastaliq, whose words slope through the whole height of a line.
var nastaliqLook = scriptLook{1.04, 1}

func lookOf(t lang.Tag) scriptLook {
	l, ok := lang.Lookup(t)
	if !ok {
		return scriptLook{1, 1}
	}
	if l.Nastaliq {
		return nastaliqLook
	}
	if k, ok := scriptLooks[l.Script]; ok {
		return k
	}
	return scriptLook{1, 1}
}
