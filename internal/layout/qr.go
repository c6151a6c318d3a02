package layout

import (
	"image/color"

	"github.com/boombuler/barcode/qr"

	"welcomepack/internal/doc"
)

// quiet is the width of the white border that cameras need around a code, in modules.
const quiet = 4

// qrCode draws a web address as a square of about a size, quiet border and all: a figure whose alternative text is what
// the code says. Level M bears a fold or a stain. It is nil where there is no address, or one too long for a code.
func (s *setter) qrCode(n *Node, c doc.Code, size float64) []box {
	if c.Address == "" {
		return nil
	}
	code, err := qr.Encode(c.Address, qr.M, qr.Unicode)
	if err != nil {
		return nil // more than 2,331 bytes
	}
	modules := code.Bounds().Dx()
	step := size / float64(modules+2*quiet)
	figure := n.child(Figure)
	figure.Alt = plain(c.Alt.Inlines)
	figure.in(s.own(c.Alt))
	b := box{height: size}
	dark := func(x, y int) bool { return code.At(x, y) == color.Black }
	for y := range modules {
		for x := 0; x < modules; x++ {
			from := x
			for x < modules && dark(x, y) {
				x++
			}
			if x > from {
				b.items = append(b.items, Item{Kind: Rule, node: figure, X: float64(quiet+from) * step, Y: float64(quiet+y) * step,
					W: float64(x-from) * step, H: step + seam})
			}
		}
	}
	return []box{b}
}

// seam is how far rows of modules overlap, so that no screen shows white between them.
const seam = 0.02
