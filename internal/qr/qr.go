// Package qr makes QR codes (ISO/IEC 18004) as squares of modules, to be drawn on screen and on paper. It is the only
// user of the barcode library.
package qr

import (
	"image/color"

	"github.com/boombuler/barcode"
	"github.com/boombuler/barcode/qr"
)

// Quiet is the width of the white border that cameras need around a code, in modules.
const Quiet = 4

// A Code is a square of Size by Size modules, without its border.
type Code struct {
	Size    int
	modules barcode.Barcode
}

// Encode returns the smallest code that says a text. Its level M bears a fold or a stain. It is false where there is
// no text, or one too long for a code: more than 2,331 bytes.
func Encode(text string) (*Code, bool) {
	if text == "" {
		return nil, false
	}
	m, err := qr.Encode(text, qr.M, qr.Auto)
	if err != nil {
		return nil, false
	}
	return &Code{m.Bounds().Dx(), m}, true
}

// Dark tells whether a module is dark; x counts from the left, y from the top.
func (c *Code) Dark(x, y int) bool { return c.modules.At(x, y) == color.Black }
