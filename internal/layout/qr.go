package layout

import (
	"welcomepack/internal/doc"
	"welcomepack/internal/qr"
)

// qrCode draws a web address as a square of about a size, quiet border and all: a figure whose alternative text is what
// the code says. It is nil where there is no address, or one too long for a code.
func (s *setter) qrCode(n *Node, c doc.QR, size float64) []box {
	code, ok := qr.Encode(c.Address)
	if !ok {
		return nil
	}
	modules := code.Size
	step := size / float64(modules+2*qr.Quiet)
	figure := n.child(Figure)
	figure.Alt = plain(c.Alt.Inlines)
	figure.in(s.own(c.Alt))
	b := box{height: size}
	for y := range modules {
		for x := 0; x < modules; x++ {
			from := x
			for x < modules && code.Dark(x, y) {
				x++
			}
			if x > from {
				b.items = append(b.items, Item{Kind: Rule, node: figure, X: float64(qr.Quiet+from) * step, Y: float64(qr.Quiet+y) * step,
					W: float64(x-from) * step, H: step + seam})
			}
		}
	}
	return []box{b}
}

// seam is how far rows of modules overlap, so that no screen shows white between them.
const seam = 0.02
