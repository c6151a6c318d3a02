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
	step := size / float64(code.Size+2*qr.Quiet)
	figure := n.child(Figure)
	figure.Alt = plain(c.Alt.Inlines)
	figure.in(s.own(c.Alt))
	b := box{height: size}
	for y := range code.Size {
		for x, run := code.Run(0, y); run > 0; x, run = code.Run(x+run, y) {
			b.items = append(b.items, Item{Kind: Rule, node: figure, X: float64(qr.Quiet+x) * step, Y: float64(qr.Quiet+y) * step,
				W: float64(run) * step, H: step + seam})
		}
	}
	return []box{b}
}

// seam is how far rows of modules overlap, so that no screen shows white between them.
const seam = 0.02
