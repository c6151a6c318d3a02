package lang

import (
	"flag"
	"fmt"
	"os"
	"slices"
	"strings"
	"testing"
	"unicode"
)

var update = flag.Bool("update", false, "rewrite golden files")

// testdata/forms.txt shows dates in every language, for whoever reads the language to look over.
func TestDatesReadAsInTheLanguage(t *testing.T) {
	var b strings.Builder
	for i := range locales {
		l := &locales[i]
		fmt.Fprintf(&b, "%s  %s  %s\n", l.Tag, l.English, l.Autonym)
		fmt.Fprintf(&b, "  %s\n", l.Date(2026, 1, 5, true))
		fmt.Fprintf(&b, "  %s\n", l.Date(2027, 8, 31, false))
		fmt.Fprintf(&b, "  %s\n", l.MonthYear(2026, 12))
	}
	const path = "testdata/forms.txt"
	if *update {
		if err := os.WriteFile(path, []byte(b.String()), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	got, old := strings.Split(b.String(), "\n"), strings.Split(string(want), "\n")
	for i := range max(len(got), len(old)) {
		if i >= len(got) || i >= len(old) || got[i] != old[i] {
			t.Fatalf("%s:%d: differs; look at it and run with -update\n%s", path, i+1, strings.Join(got[min(i, len(got)):min(i+3, len(got))], "\n"))
		}
	}
}

func TestDatesHaveLatinDigitsOnly(t *testing.T) {
	for _, tag := range Tags() {
		l := tag.Locale()
		date := l.Date(2026, 11, 22, true)
		for _, r := range date {
			if unicode.IsDigit(r) && r > '9' {
				t.Errorf("%s: %q has the digit %q", tag, date, r)
			}
		}
		if !strings.Contains(date, "2026") || !strings.Contains(date, "22") || !strings.Contains(date, l.Days[6]) {
			t.Errorf("%s: %q lacks year, day or Sunday's name", tag, date)
		}
	}
}

func TestWeekdaysOfKnownDates(t *testing.T) {
	for _, c := range []struct {
		year, month, day int
		want             string
	}{
		{2026, 1, 10, "Saturday 10 January 2026"},
		{2026, 11, 23, "Monday 23 November 2026"},
		{2028, 2, 29, "Tuesday 29 February 2028"},
		{2000, 1, 1, "Saturday 1 January 2000"},
	} {
		if got := English.Locale().Date(c.year, c.month, c.day, true); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestParseTakesOtherNamesOfALanguage(t *testing.T) {
	for s, want := range map[string]Tag{
		"ar": "ar", "AR": "ar", "fa-AF": "fa-af", "fa_AF": "fa-af", "prs": "fa-af", "PRS": "fa-af", "pes": "fa",
		"kmr": "ku", "iw": "he", "zh": "zh-hans", "zh_CN": "zh-hans", "zh-TW": "zh-hant", "zh-Hans": "zh-hans",
		"pa-Guru": "pa", "pa-Arab": "pa-arab", "pa_PK": "pa-arab", "pnb": "pa-arab", " en ": "en", "tir": "ti", "gaz": "om",
	} {
		if got, ok := Parse(s); !ok || got != want {
			t.Errorf("Parse(%q) = %q, %v, want %q", s, got, ok, want)
		}
	}
	// Macrolanguages of several of our languages, and languages that the table does not have.
	for _, s := range []string{"", "kur", "fas", "per", "zho", "yue", "de", "ar-SY", "en-GB", "../ar"} {
		if got, ok := Parse(s); ok {
			t.Errorf("Parse(%q) = %q, want none", s, got)
		}
	}
}

func TestAliasesLeadToTheTableAndHideNoRow(t *testing.T) {
	for alias, tag := range aliases {
		if _, ok := Lookup(tag); !ok {
			t.Errorf("%s leads to %s, which is not in the table", alias, tag)
		}
		if _, ok := Lookup(alias); ok {
			t.Errorf("%s is an alias and a row", alias)
		}
	}
}

func TestEveryTagAndItsFormsLeadBackToItself(t *testing.T) {
	for _, tag := range Tags() {
		for _, s := range []string{string(tag), tag.BCP47(), tag.Gettext(), strings.ToUpper(string(tag))} {
			if got, ok := Parse(s); !ok || got != tag {
				t.Errorf("Parse(%q) = %q, want %q", s, got, tag)
			}
		}
		if l, ok := Lookup(tag); !ok || l != tag.Locale() || l.Tag != tag {
			t.Errorf("%s: Lookup and Locale differ", tag)
		}
	}
}

func TestFormsOfTags(t *testing.T) {
	for tag, want := range map[Tag][2]string{
		"en": {"en", "en"}, "ckb": {"ckb", "ckb"}, "fa-af": {"fa-AF", "fa_AF"}, "zh-hans": {"zh-Hans", "zh_CN"},
		"zh-hant": {"zh-Hant", "zh_TW"}, "pa": {"pa", "pa"}, "pa-arab": {"pa-Arab", "pa_PK"},
	} {
		if got := [2]string{tag.BCP47(), tag.Gettext()}; got != want {
			t.Errorf("%s: got %q, want %q", tag, got, want)
		}
	}
	if got := Tag("uz-cyrl-af").BCP47(); got != "uz-Cyrl-AF" {
		t.Errorf("got %q", got)
	}
}

func TestUnknownTagIsNotLookedUpAndPanicsAsALocale(t *testing.T) {
	if _, ok := Lookup("FA-AF"); ok {
		t.Error("Lookup took a tag that is not as the table writes it")
	}
	defer func() {
		if recover() == nil {
			t.Error("Locale of an unknown tag did not panic")
		}
	}()
	Tag("xx").Locale()
}

func TestDirectionFollowsFromScript(t *testing.T) {
	rtl := []Tag{"ar", "fa", "fa-af", "ps", "ckb", "ur", "pa-arab", "he"}
	for _, tag := range Tags() {
		if got := tag.Dir() == RTL; got != slices.Contains(rtl, tag) {
			t.Errorf("%s is %s", tag, tag.Dir())
		}
	}
	if LTR.String() != "ltr" || RTL.String() != "rtl" {
		t.Error("directions are not HTML's words")
	}
}

func TestNoLanguageFallsBackToItsNeighbour(t *testing.T) {
	for _, tag := range Tags() {
		want := []Tag{English}
		if tag == English {
			want = nil
		}
		if got := tag.Locale().Fallback; !slices.Equal(got, want) {
			t.Errorf("%s falls back to %v", tag, got)
		}
	}
}

func TestNastaliqIsForUrduAndShahmukhiOnly(t *testing.T) {
	for _, tag := range Tags() {
		if got := tag.Locale().Nastaliq; got != (tag == "ur" || tag == "pa-arab") {
			t.Errorf("%s: Nastaliq is %v", tag, got)
		}
	}
}

func TestEnglishNamesAndAutonymsAreUnique(t *testing.T) {
	seen := map[string]Tag{}
	for _, tag := range Tags() {
		l := tag.Locale()
		for _, name := range []string{l.English, l.Autonym} {
			if other, ok := seen[name]; ok && other != tag {
				t.Errorf("%s and %s are both called %q", other, tag, name)
			}
			seen[name] = tag
		}
	}
}

func TestAutonymsAreInTheLanguagesScript(t *testing.T) {
	for _, tag := range Tags() {
		l := tag.Locale()
		for _, r := range l.Autonym {
			if unicode.IsLetter(r) && !unicode.Is(scriptTable(l.Script), r) {
				t.Errorf("%s: %q is not of the script %s", tag, r, l.Script)
			}
			if unicode.IsLower(r) && strings.HasPrefix(l.Autonym, string(r)) && unicode.ToTitle(r) != r && l.Script != "Geor" {
				t.Errorf("%s: %q begins with a small letter", tag, l.Autonym)
			}
		}
	}
}

func TestDigitsOfEveryLanguageAreRead(t *testing.T) {
	for _, tag := range Tags() {
		l := tag.Locale()
		for _, digits := range []string{l.Digits, l.NativeDigits} {
			if n := len([]rune(digits)); n != 10 {
				t.Errorf("%s: %q has %d digits", tag, digits, n)
			}
			if got := Digits(digits); got != "0123456789" && l.Script != "Hans" && l.Script != "Hant" {
				t.Errorf("%s: %q is read as %q", tag, digits, got)
			}
		}
	}
	if got := Digits("هاتف ۰۲۰ ٧٩٤٦ ००१८, 三"); got != "هاتف 020 7946 0018, 三" {
		t.Errorf("got %q", got)
	}
}

// The place of a digit in its range gives its value only as long as Unicode keeps digits in rows of ten.
func TestUnicodeKeepsDigitsInRowsOfTen(t *testing.T) {
	for _, r := range unicode.Nd.R16 {
		if r.Stride != 1 || (r.Hi-r.Lo+1)%10 != 0 {
			t.Errorf("%U to %U is not rows of ten", r.Lo, r.Hi)
		}
	}
	for _, r := range unicode.Nd.R32 {
		if r.Stride != 1 || (r.Hi-r.Lo+1)%10 != 0 {
			t.Errorf("%U to %U is not rows of ten", r.Lo, r.Hi)
		}
	}
}

func TestSmallLetters(t *testing.T) {
	for _, c := range []struct {
		tag     Tag
		s, want string
	}{
		{"tr", "IŞIK İLE", "ışık ile"},
		{"en", "ITEM", "item"},
		{"uk", "ЇЖА", "їжа"},
		{"ar", "خبز", "خبز"},
	} {
		if got := c.tag.Locale().Lower(c.s); got != c.want {
			t.Errorf("%s: %q becomes %q, want %q", c.tag, c.s, got, c.want)
		}
	}
}
