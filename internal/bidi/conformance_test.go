package bidi

import (
	"bufio"
	"fmt"
	"os"
	"strconv"
	"strings"
	"testing"

	"welcomepack/internal/needs"
)

// conformance opens a file of Unicode's own tests, from Debian's unicode-data.
func conformance(t *testing.T, name string) *bufio.Scanner {
	t.Helper()
	f, err := os.Open("/usr/share/unicode/" + name)
	needs.Met(t, err, "apt install unicode-data")
	t.Cleanup(func() { f.Close() })
	sc := bufio.NewScanner(f)
	sc.Buffer(nil, 1<<20)
	return sc
}

// visual lists the characters of a line from left to right, without those whose wanted level is x.
func visual(levels []Level, want []string) string {
	var out []string
	for _, i := range Order(levels) {
		if want[i] != "x" {
			out = append(out, strconv.Itoa(i))
		}
	}
	return strings.Join(out, " ")
}

func levelsAgree(levels []Level, want []string) bool {
	for i, w := range want {
		if w != "x" && w != strconv.Itoa(int(levels[i])) {
			return false
		}
	}
	return len(levels) == len(want)
}

func TestBidiCharacterTest(t *testing.T) {
	sc := conformance(t, "BidiCharacterTest.txt")
	n := 0
	for sc.Scan() {
		line := sc.Text()
		if line == "" || line[0] == '#' {
			continue
		}
		f := strings.Split(line, ";")
		var text []rune
		for _, h := range strings.Fields(f[0]) {
			r, err := strconv.ParseUint(h, 16, 32)
			if err != nil {
				t.Fatal(err)
			}
			text = append(text, rune(r))
		}
		base := map[string]Level{"0": 0, "1": 1, "2": Auto}[f[1]]
		want := strings.Fields(f[3])
		levels, para := Resolve(text, base)
		n++
		if fmt.Sprint(para) != f[2] || !levelsAgree(levels, want) {
			t.Errorf("%s base %s: levels %v, paragraph %d; want %s, %s", f[0], f[1], levels, para, f[3], f[2])
		} else if got := visual(levels, want); got != strings.TrimSpace(f[4]) {
			t.Errorf("%s base %s: order %s, want %s", f[0], f[1], got, f[4])
		}
	}
	if err := sc.Err(); err != nil || n < 90_000 {
		t.Fatalf("%d cases, %v", n, err)
	}
	t.Logf("%d cases", n)
}

// ofClass has one character of each class.
var ofClass = map[string]rune{
	"L": 'a', "R": 0x5d0, "AL": 0x627, "EN": '1', "ES": '+', "ET": '#', "AN": 0x661, "CS": ',', "B": 0x2029,
	"S": '\t', "WS": ' ', "ON": '!', "BN": 0xad, "NSM": 0x300, "LRE": 0x202a, "RLE": 0x202b, "PDF": 0x202c,
	"LRO": 0x202d, "RLO": 0x202e, "LRI": 0x2066, "RLI": 0x2067, "FSI": 0x2068, "PDI": 0x2069,
}

func TestBidiTest(t *testing.T) {
	sc := conformance(t, "BidiTest.txt")
	var want []string
	n := 0
	for sc.Scan() {
		line := sc.Text()
		if rest, ok := strings.CutPrefix(line, "@Levels:"); ok {
			want = strings.Fields(rest)
			continue
		}
		if line == "" || line[0] == '#' || line[0] == '@' {
			continue
		}
		input, mask, _ := strings.Cut(line, ";")
		names := strings.Fields(input)
		text := make([]rune, len(names))
		for i, c := range names {
			text[i] = ofClass[c]
		}
		bases, err := strconv.Atoi(strings.TrimSpace(mask))
		if err != nil {
			t.Fatal(err)
		}
		for b, base := range []Level{Auto, 0, 1} {
			if bases&(1<<b) == 0 {
				continue
			}
			n++
			if levels, _ := Resolve(text, base); !levelsAgree(levels, want) {
				t.Errorf("%s base %d: %v, want %v", input, base, levels, want)
			}
		}
	}
	if err := sc.Err(); err != nil || n < 770_000 {
		t.Fatalf("%d cases, %v", n, err)
	}
	t.Logf("%d cases", n)
}
