package html

import (
	"strings"

	"welcomepack/internal/doc"
)

// plain returns words for places that hold no elements: titles and attributes. Facts keep their direction by
// invisible marks there.
func plain(t doc.Text) string {
	var b strings.Builder
	appendPlain(&b, t.Inlines)
	return b.String()
}

const (
	isolateLTR   = "\u2066"
	isolateFirst = "\u2068"
	isolateEnd   = "\u2069"
)

func appendPlain(b *strings.Builder, ins []doc.Inline) {
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Str:
			b.WriteString(in.S)
		case doc.Strong:
			appendPlain(b, in.Inlines)
		case doc.Link:
			appendPlain(b, in.Inlines)
		case doc.Fact:
			if in.Kind.LTR() {
				b.WriteString(isolateLTR)
			} else {
				b.WriteString(isolateFirst)
			}
			b.WriteString(in.Shown + isolateEnd)
		case doc.Ref:
			panic("html: reference {" + in.Path + "} was not filled")
		case doc.Slot:
			panic("html: slot {" + in.Name + "} was not filled")
		default:
			panic("html: unknown inline")
		}
	}
}
