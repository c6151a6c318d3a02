package bidi

import (
	"slices"
	"testing"
)

// show returns text as a reader of a line sees it, from left to right, without the bidi controls.
func show(text string, base Level) string {
	runes := []rune(text)
	levels, _ := Resolve(runes, base)
	var out []rune
	for _, i := range Order(levels) {
		out = append(out, runes[i])
	}
	return string(slices.DeleteFunc(out, func(r rune) bool { return r >= 0x2066 && r <= 0x2069 }))
}

// Hebrew letters stand for any right-to-left text here: editors do not reorder them into ligatures.
func TestOrderAsSeen(t *testing.T) {
	cases := []struct{ name, text, want string }{
		{"phone in isolates", "אב \u2066+44 20 7946 0000\u2069 גד", "דג +44 20 7946 0000 בא"},
		{"phone without isolates is the fault that isolates cure", "אב +44 20 7946 0000 גד", "דג 0000 7946 20 44+ בא"},
		{"time range", "אב \u20669:30–16:00\u2069", "9:30–16:00 בא"},
		{"time range without isolates is turned", "אב 9:30–16:00", "16:00–9:30 בא"},
		{"brackets round a name", "אב (Ann) גד", "דג )Ann( בא"},
		{"bracket at the end", "אב (ג)", ")ג( בא"},
		{"Latin names with Hebrew between", "Ann אב Ben", "Ben בא Ann"},
		{"name of unknown direction", "אב \u2068Ann 5\u2069, 6", "6 ,Ann 5 בא"},
		{"Arabic number", "ا 12-34", "34-12 ا"},
	}
	for _, c := range cases {
		if got := show(c.text, 1); got != c.want {
			t.Errorf("%s: %q shows as %q, want %q", c.name, c.text, got, c.want)
		}
	}
}

func TestAutoTakesFirstStrongOutsideIsolates(t *testing.T) {
	cases := []struct {
		text string
		want Level
	}{
		{"", 0}, {"12", 0}, {"12 ab", 0}, {"12 אב ab", 1},
		{"\u2067אב\u2069 ab", 0}, {"\u2066ab\u2069 אב", 1}, {"\u2067אב", 0},
	}
	for _, c := range cases {
		if _, got := Resolve([]rune(c.text), Auto); got != c.want {
			t.Errorf("%q: base %d, want %d", c.text, got, c.want)
		}
	}
}

func TestLeftToRightTextHasNoLevels(t *testing.T) {
	levels, base := Resolve([]rune("Call 020 7946 0018 (free)."), 0)
	if base != 0 || slices.Max(levels) != 0 {
		t.Errorf("base %d, levels %v", base, levels)
	}
}

func TestOrderOfPieces(t *testing.T) {
	cases := []struct {
		levels []Level
		want   []int
	}{
		{nil, []int{}},
		{[]Level{0, 1, 0}, []int{0, 1, 2}},
		{[]Level{1, 2, 1}, []int{2, 1, 0}},
		{[]Level{1, 2, 2, 3, 1}, []int{4, 1, 2, 3, 0}},
		{[]Level{0, 1, 1, 2, 1, 0}, []int{0, 4, 3, 2, 1, 5}},
		{[]Level{126, 126}, []int{0, 1}},
	}
	for _, c := range cases {
		if got := Order(c.levels); !slices.Equal(got, c.want) {
			t.Errorf("%v: %v, want %v", c.levels, got, c.want)
		}
	}
}

func FuzzResolve(f *testing.F) {
	f.Add("אב \u2066+44 20\u2069", int8(1))
	f.Add("\u202b\u202e(\u2067[\u2069)\u202c\u2029a", int8(-1))
	f.Fuzz(func(t *testing.T, s string, base int8) {
		text := []rune(s)
		levels, para := Resolve(text, Level(base))
		if len(levels) != len(text) || para < 0 || para > 1 {
			t.Fatalf("%d levels for %d characters, base %d", len(levels), len(text), para)
		}
		seen := make([]bool, len(text))
		for _, i := range Order(levels) {
			if seen[i] || levels[i] < para || levels[i] > maxDepth+1 {
				t.Fatalf("level of %d is %d, base %d", i, levels[i], para)
			}
			seen[i] = true
		}
		if slices.Contains(seen, false) {
			t.Fatal("a character has no place")
		}
	})
}

func BenchmarkResolve(b *testing.B) {
	texts := map[string]string{
		"Latin":  "Everyone can join a GP. You do not need papers, and the call to 020 7946 0018 is free.",
		"Arabic": "يمكن لأي شخص التسجيل لدى طبيب. اتصل على \u2066020 7946 0018\u2069 (مجانا) أو زر Welcome Drop-in.",
	}
	for _, name := range []string{"Latin", "Arabic"} {
		b.Run(name, func(b *testing.B) {
			text := []rune(texts[name])
			b.ReportAllocs()
			b.SetBytes(int64(len(texts[name])))
			for b.Loop() {
				Resolve(text, Auto)
			}
		})
	}
}
