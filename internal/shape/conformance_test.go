package shape

import (
	"bufio"
	"os"
	"strconv"
	"strings"
	"testing"

	"welcomepack/internal/needs"
)

// conformanceCases reads one of Unicode's break tests, from Debian's unicode-data: rows of characters with ÷ where a
// break is and × where none is.
func conformanceCases(t *testing.T, name string, visit func(row string, text []rune, breaks []bool)) {
	t.Helper()
	f, err := os.Open("/usr/share/unicode/auxiliary/" + name)
	needs.Met(t, err, "apt install unicode-data")
	defer f.Close()
	n := 0
	for sc := bufio.NewScanner(f); sc.Scan(); {
		row, _, _ := strings.Cut(sc.Text(), "#")
		if row = strings.TrimSpace(row); row == "" {
			continue
		}
		var text []rune
		var breaks []bool
		for _, word := range strings.Fields(row) {
			switch word {
			case "÷", "×":
				breaks = append(breaks, word == "÷")
			default:
				r, err := strconv.ParseUint(word, 16, 32)
				if err != nil {
					t.Fatal(err)
				}
				text = append(text, rune(r))
			}
		}
		n++
		visit(row, text, breaks)
	}
	if n < 500 {
		t.Fatalf("%d cases", n)
	}
	t.Logf("%d cases", n)
}

func TestLineBreakTest(t *testing.T) {
	var s Shaper
	conformanceCases(t, "LineBreakTest.txt", func(row string, text []rune, breaks []bool) {
		for i, at := range s.uax14(text) {
			if i > 0 && (at >= may) != breaks[i] {
				t.Errorf("%s: before character %d", row, i)
			}
		}
	})
}

func TestGraphemeBreakTest(t *testing.T) {
	var s Shaper
	conformanceCases(t, "GraphemeBreakTest.txt", func(row string, text []rune, breaks []bool) {
		found := make([]bool, len(breaks))
		out := s.uax14(text)
		for g := s.breaks.GraphemeIterator(); g.Next(); {
			found[g.Grapheme().Offset+len(g.Grapheme().Text)] = true
		}
		for i := 1; i < len(breaks); i++ {
			if found[i] != breaks[i] || !breaks[i] && out[i] == strain || breaks[i] && out[i] == no {
				t.Errorf("%s: before character %d", row, i)
			}
		}
	})
}
