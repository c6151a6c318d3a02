// Package minify makes scripts small: readers pay for each byte. It is the only user of the minifier.
package minify

import (
	"bytes"

	"github.com/tdewolff/minify/v2/js"
)

// phones is the year of the ECMAScript that the oldest phones of readers know. Nothing newer is put into a script.
const phones = 2015

// Script returns a script that does the same in fewer bytes. The error tells of one that no browser could read.
func Script(text []byte) ([]byte, error) {
	var out bytes.Buffer
	err := (&js.Minifier{Version: phones}).Minify(nil, &out, bytes.NewReader(text), nil)
	return out.Bytes(), err
}
