package qr

import (
	"crypto/sha256"
	"fmt"
	"strings"
	"testing"
)

// TestCodeIsOneThatCamerasFind looks for what every code has: three corner squares with a white line around, and the
// dotted lines between them.
func TestCodeIsOneThatCamerasFind(t *testing.T) {
	for _, text := range []string{"https://welcomepack.example/newham/ar/index.html", "A", strings.Repeat("ሰላም/", 100)} {
		c, ok := Encode(text)
		if !ok || c.Size < 21 || (c.Size-21)%4 != 0 {
			t.Fatalf("%q: %v %v", text, c, ok)
		}
		last := c.Size - 1
		for _, at := range [][2]int{{0, 0}, {last - 6, 0}, {0, last - 6}} {
			for y := range 7 {
				for x := range 7 {
					ring := max(abs(x-3), abs(y-3))
					if dark := ring != 2; c.Dark(at[0]+x, at[1]+y) != dark {
						t.Fatalf("%q: no corner square at %v", text, at)
					}
				}
			}
		}
		for i := 8; i <= last-8; i++ {
			if c.Dark(i, 6) != (i%2 == 0) || c.Dark(6, i) != (i%2 == 0) {
				t.Fatalf("%q: no dotted line at %d", text, i)
			}
		}
	}
}

func TestOtherTextsHaveOtherCodes(t *testing.T) {
	a, _ := Encode("https://a.example/1")
	b, _ := Encode("https://a.example/2")
	same := a.Size == b.Size
	for y := 0; same && y < a.Size; y++ {
		for x := range a.Size {
			same = same && a.Dark(x, y) == b.Dark(x, y)
		}
	}
	if same {
		t.Error("two addresses have one code")
	}
}

// TestMaskIsTheOneThatReadsBest holds codes to what the library before this one made of them, which judged all masks too.
func TestMaskIsTheOneThatReadsBest(t *testing.T) {
	for text, want := range map[string]string{
		"https://welcomepack.example/newham/ar/index.html": "2bbb5a28be6efeef",
		strings.Repeat("https://a.example/", 25):           "bab691bcb821c219",
	} {
		c, ok := Encode(text)
		if !ok {
			t.Fatalf("%q has no code", text)
		}
		h := sha256.New()
		for y := range c.Size {
			for x := range c.Size {
				fmt.Fprint(h, c.Dark(x, y))
			}
		}
		if got := fmt.Sprintf("%x", h.Sum(nil)[:8]); got != want {
			t.Errorf("%q: the code is %s, want %s", text, got, want)
		}
	}
}

func BenchmarkEncode(b *testing.B) {
	for b.Loop() {
		Encode("https://welcomepack.example/newham/ar/services/example-street-drop-in.html")
	}
}

func TestNoCodeForNothingOrTooMuch(t *testing.T) {
	for _, text := range []string{"", strings.Repeat("x", 3000)} {
		if _, ok := Encode(text); ok {
			t.Errorf("%d bytes have a code", len(text))
		}
	}
}

func abs(n int) int {
	if n < 0 {
		return -n
	}
	return n
}
