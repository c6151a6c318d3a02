package fields

import (
	"bytes"
	"unicode/utf8"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// Readable tells whether a file is text that can be read on: UTF-8 without control characters, and one version of
// it. It reports what is not, and every invisible character or one that turns the direction of the text around, wherever it
// stands; with those the file is still read.
func Readable(ds *diag.List, file source.FileID, src []byte) bool {
	if Wide(ds, file, src) || diag.Conflict(ds, file, src) {
		return false
	}
	ok, told := true, 0
	for i := 0; i < len(src); {
		c, n := utf8.DecodeRune(src[i:])
		at := source.Pos{File: file, Offset: int32(i)}.Span(n)
		if c == utf8.RuneError && n <= 1 {
			ds.Error(at, "encoding", "this file is not saved as UTF-8: here is a byte that is no character").
				Hint("in the editor choose \"Save as\" and the encoding UTF-8, then look at the accented letters again")
			return false
		}
		if Hidden(c) && !(c == '\ufeff' && i == 0) {
			if told++; told <= source.MaxHidden {
				hidden(ds, at, c).Hint(deleteHidden)
			}
			ok = ok && !isControl(c)
		}
		i += n
	}
	return ok
}

// Wide tells whether a file is UTF-16 text, as some editors save it, and reports it: with its mark at the start,
// or without one where every second byte of the first four is zero.
func Wide(ds *diag.List, file source.FileID, src []byte) bool {
	marked := bytes.HasPrefix(src, []byte{0xFF, 0xFE}) || bytes.HasPrefix(src, []byte{0xFE, 0xFF})
	bare := len(src) >= 4 && (src[0] != 0 && src[1] == 0 && src[2] != 0 && src[3] == 0 || src[0] == 0 && src[1] != 0 && src[2] == 0 && src[3] != 0)
	if !marked && !bare {
		return false
	}
	ds.Error(source.Pos{File: file}.Span(0), "encoding", "this file is saved as UTF-16").
		Hint("in the editor choose \"Save as\" and the encoding UTF-8")
	return true
}

// Hidden tells whether a character cannot be seen and may mislead: controls, marks that reorder text, blanks
// of no width. Joiners (Persian, Sinhala and emoji need them) and the two direction marks are allowed.
func Hidden(c rune) bool {
	return isControl(c) && c != '\t' && c != '\n' && c != '\r' ||
		c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069 || // overrides, embeddings and isolates
		c == 0x200B || c == 0x2060 || c == 0xFEFF || // blanks of no width
		c == 0x2028 || c == 0x2029 || // line and paragraph separators
		c >= 0xE0000 && c <= 0xE007F || // tags
		c == 0xFFFE || c == 0xFFFF // no characters at all
}

func isControl(c rune) bool {
	return c < 0x20 && c != '\t' && c != '\n' && c != '\r' || c >= 0x7F && c <= 0x9F
}

func hidden(ds *diag.List, at source.Span, c rune) *diag.Diagnostic {
	what := "an invisible character"
	switch {
	case c >= 0x202A && c <= 0x202E || c >= 0x2066 && c <= 0x2069:
		what = "an invisible character that changes the order of the text"
	case isControl(c):
		what = "a control character"
	}
	return ds.Error(at, "hidden-character", "here is %s, U+%04X", what, c)
}

const deleteHidden = "delete it: put the cursor behind it, press backspace, and type the letters around it again"

// hiddenIn reports hidden characters that were written as escapes ("\u202e") and so are not in the file itself.
func (s Scalar) hiddenIn(ds *diag.List) {
	for i, c := range s.Text {
		if s.offsets != nil && len(s.offsets) == 0 && Hidden(c) {
			hidden(ds, s.Span(i, i+utf8.RuneLen(c)), c).Hint(`delete the code for it, which starts with \`)
			return
		}
	}
}
