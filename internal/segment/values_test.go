package segment

import (
	"testing"
	"unicode"
)

func TestEveryLetterAndMarkIsPartOfAWord(t *testing.T) {
	for r := rune(0x80); r <= unicode.MaxRune; r++ {
		if want := unicode.IsLetter(r) || unicode.IsMark(r); isWordPart(r) != want {
			t.Fatalf("U+%04X: %v", r, !want)
		}
	}
}
