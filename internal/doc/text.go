package doc

import "strings"

// Plaintext returns the words as they read aloud: facts as shown, without emphasis and addresses. References
// and slots that are not filled yet stay in their braces.
func Plaintext(inlines []Inline) string {
	if len(inlines) == 1 { // as most texts are
		if s, ok := inlines[0].(Str); ok {
			return s.S
		}
	}
	var b strings.Builder
	writePlain(&b, inlines)
	return b.String()
}

func writePlain(b *strings.Builder, inlines []Inline) {
	for _, in := range inlines {
		switch in := in.(type) {
		case Str:
			b.WriteString(in.S)
		case Strong:
			writePlain(b, in.Inlines)
		case Link:
			writePlain(b, in.Inlines)
		case Fact:
			b.WriteString(in.Shown)
		case Ref:
			b.WriteString("{" + in.Path + "}")
		case Slot:
			b.WriteString("{" + in.Name + "}")
		default:
			panic("doc: unknown inline")
		}
	}
}

// PlainBlocks returns the words of the blocks, each text on a line of its own.
func PlainBlocks(blocks []Block) string {
	var b strings.Builder
	WalkTexts(blocks, func(t Text) {
		writePlain(&b, t.Inlines)
		b.WriteByte('\n')
	})
	return b.String()
}
