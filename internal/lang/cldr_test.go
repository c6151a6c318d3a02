package lang

import (
	"encoding/json"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// testdata/cldr.json is cut from CLDR's JSON packages (cldr-core, -dates-full, -localenames-full, -misc-full,
// -numbers-full, of the version it names): one entry for each language of the table, keyed by our tag, with
// the CLDR locale it comes from. English is that of the United Kingdom, except for the names of languages.
// Its licence is in testdata/LICENSE-UNICODE.
type cldrFile struct {
	Version string
	Locales map[Tag]cldrLocale
}

type cldrLocale struct {
	English, Autonym, Script, Direction string
	Days, DaysInDate, DaysShort         []string
	Months, MonthsAlone                 []string
	Full, Long, MonthYear               string
	Digits, NativeDigits                string
	Plural                              map[string]string
}

// An exception is a place where the table differs from CLDR on purpose: the words of ours that are not CLDR's,
// and why. The rest of the column must still agree.
type exception struct {
	ours, why string
}

// exceptions are by language and column. One that is not needed fails the test, so the list cannot outlive its
// reasons.
var exceptions = map[string]exception{
	"fa english":      {"Farsi", "people and services in the UK say Farsi, not Persian"},
	"ckb english":     {"Kurdish (Sorani)", "people and services in the UK say Sorani, not Central Kurdish"},
	"ku english":      {"Kurdish (Kurmanji)", "Kurdish alone could be taken for Sorani"},
	"bn english":      {"Bengali", "the UK's public services write Bengali, not Bangla"},
	"pa english":      {"Punjabi (Gurmukhi)", "there are two Punjabis in two scripts"},
	"pa-arab english": {"Punjabi (Shahmukhi)", "there are two Punjabis in two scripts"},
	"zh-hans english": {"Chinese (simplified)", "Chinese stands first, so that both are found under C"},
	"zh-hant english": {"Chinese (traditional)", "Chinese stands first, so that both are found under C"},

	"ckb autonym": {"کوردی (سۆرانی)", "readers say Kurdish and Sorani; ناوەندی (central) is the linguists' word"},
	"om autonym":  {"afaan oromoo", "Afaan Oromoo is the language; Oromoo alone is the people"},

	"ckb days":         {"هەینی", "CLDR writes ھ (U+06BE) where Sorani keyboards and its own alphabet have ه (U+0647)"},
	"ckb days in date": {"هەینی", "as ckb days"},
	"ckb days short":   {"هەینی", "as ckb days"},
	"km days in date":  {"ចន្ទ", "CLDR spells Monday in two ways; the table has the one that stands alone"},

	"ps months":            {"سپتمبر", "CLDR spells September in two ways; the table has the one that stands alone"},
	"ps months alone":      {"فبروري", "CLDR spells February in two ways; the table has the one beside a day"},
	"so months alone":      {"Janaayo | Agosto | Sebtembar", "CLDR spells three months in two ways; the table has those beside a day"},
	"om months":            {"Muddee", "December ends in a long vowel: Muddee"},
	"om months alone":      {"Muddee", "as om months"},
	"ckb months":           {"کانوونی یەکەم", "CLDR spells کانوون with one و in December and two in January"},
	"ckb months alone":     {"کانوونی یەکەم", "as ckb months"},
	"pa-arab months":       {"مئی", "May is مئی; CLDR's مئ lacks its last letter"},
	"pa-arab months alone": {"مئی", "as pa-arab months"},
	"si months":            {"ජනවාරි | පෙබරවාරි | මාර්තු | අප්\u200dරේල් | මැයි | ජූනි | ජූලි | අගෝස්තු | සැප්තැම්බර් | ඔක්තෝබර් | නොවැම්බර් | දෙසැම්බර්", "CLDR has the months of the Buddhist lunar year; letters and signs have the English ones in Sinhala"},
	"si months alone":      {"ජනවාරි | පෙබරවාරි | මාර්තු | අප්\u200dරේල් | මැයි | ජූනි | ජූලි | අගෝස්තු | සැප්තැම්බර් | ඔක්තෝබර් | නොවැම්බර් | දෙසැම්බර්", "as si months"},

	"en full date":           {"W D M Y", "GOV.UK style has no comma after the weekday"},
	"ps long date":           {"د Y د M D", "CLDR has the root order, without the particles of its own full date"},
	"ps month and year":      {"د Y M", "CLDR has the root order, without the particle of its own full date"},
	"ckb full date":          {"W، Dی Mی Y", "CLDR has the root order; the table has its long date with a weekday before it"},
	"ckb month and year":     {"Mی Y", "CLDR has the root order; the table has that of its long date"},
	"ti long date":           {"D M Y", "CLDR has the root order; the table has that of its full date"},
	"pa-arab full date":      {"W، D M Y", "CLDR has the root's comma and two-digit day"},
	"pa-arab month and year": {"M Y", "CLDR has the root order; the table has that of its long date"},
	"ka full date":           {"W, D M, Y", "CLDR has a day of two digits only when there is a weekday"},
	"th month and year":      {"M ค.ศ. Y", "a year without ค.ศ. (of the common era) would be taken for a Buddhist one"},
}

func readCLDR(t *testing.T) cldrFile {
	t.Helper()
	b, err := os.ReadFile("testdata/cldr.json")
	if err != nil {
		t.Fatal(err)
	}
	var f cldrFile
	if err := json.Unmarshal(b, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// ourPattern writes a CLDR date pattern in the table's notation. CLDR's era is the common one.
func ourPattern(p string) string {
	var b strings.Builder
	quoted := false
	for len(p) > 0 {
		n := 1
		switch {
		case p[0] == '\'':
			quoted = !quoted
		case quoted:
			b.WriteByte(p[0])
		case strings.HasPrefix(p, "EEEE"):
			b.WriteByte('W')
			n = 4
		case strings.HasPrefix(p, "MMMM"):
			b.WriteByte('M')
			n = 4
		case strings.HasPrefix(p, "LLLL"):
			b.WriteByte('L')
			n = 4
		case p[0] == 'd':
			b.WriteByte('D')
		case p[0] == 'M':
			b.WriteByte('N')
		case p[0] == 'y':
			b.WriteByte('Y')
		case p[0] == 'G':
			b.WriteString("ค.ศ.")
		default:
			b.WriteByte(p[0])
		}
		p = p[n:]
	}
	return b.String()
}

func TestTableAgreesWithCLDR(t *testing.T) {
	f := readCLDR(t)
	if len(f.Locales) != len(locales) {
		t.Errorf("the fixture has %d languages, the table %d", len(f.Locales), len(locales))
	}
	needed := map[string]bool{}
	for i := range locales {
		l := &locales[i]
		c, ok := f.Locales[l.Tag]
		if !ok {
			t.Errorf("%s: not in the fixture", l.Tag)
			continue
		}
		column := func(name string, ours, theirs []string) {
			key := string(l.Tag) + " " + name
			if slices.Equal(ours, theirs) {
				return
			}
			needed[key] = true
			if got, want := notIn(ours, theirs), exceptions[key].ours; got != want {
				t.Errorf("%s: ours has %q, CLDR %s has %q, the exception %q", key, got, f.Version, theirs, want)
			}
		}
		one := func(name, ours, theirs string) { column(name, []string{ours}, []string{theirs}) }
		one("english", l.English, c.English)
		// Autonyms begin with a capital here, because they stand in menus.
		one("autonym", strings.ToLower(l.Autonym), strings.ToLower(c.Autonym))
		one("script", l.Script, c.Script)
		one("direction", map[Dir]string{LTR: "left-to-right", RTL: "right-to-left"}[l.Tag.Dir()], c.Direction)
		column("days", l.Days[:], c.Days)
		column("days in date", l.Days[:], c.DaysInDate)
		column("days short", l.DaysShort[:], c.DaysShort)
		column("months", l.Months[:], c.Months)
		column("months alone", l.MonthsAlone[:], c.MonthsAlone)
		one("full date", l.fullDate, ourPattern(c.Full))
		one("long date", l.longDate, ourPattern(c.Long))
		one("month and year", l.monthYear, ourPattern(c.MonthYear))
		one("digits", l.Digits, c.Digits)
		one("native digits", l.NativeDigits, c.NativeDigits)
	}
	for key, e := range exceptions {
		if !needed[key] || e.why == "" {
			t.Errorf("exception %q is not needed or gives no reason: %q", key, e.why)
		}
	}
}

// notIn returns the words of ours that differ from those in the same place of theirs, as an exception has them.
func notIn(ours, theirs []string) string {
	var words []string
	for i, w := range ours {
		if i >= len(theirs) || w != theirs[i] {
			words = append(words, w)
		}
	}
	return strings.Join(words, " | ")
}

func TestNoRowIsAPlaceholder(t *testing.T) {
	english := English.Locale()
	for i := range locales {
		l := &locales[i]
		for _, words := range [][]string{l.Days[:], l.DaysShort[:], l.Months[:], l.MonthsAlone[:]} {
			seen := map[string]bool{}
			for _, w := range words {
				if w == "" || seen[w] || strings.HasPrefix(w, "M0") || strings.HasPrefix(w, "M1") {
					t.Errorf("%s: %q is empty, twice in a row of names, or the root's", l.Tag, w)
				}
				seen[w] = true
			}
		}
		if l.Tag != English && (l.Days == english.Days || l.Months == english.Months || l.Autonym == english.Autonym) {
			t.Errorf("%s: has English names", l.Tag)
		}
	}
}

func TestPluralFormsAgreeWithCLDR(t *testing.T) {
	f := readCLDR(t)
	for i := range locales {
		l := &locales[i]
		reached := map[string]bool{}
		for _, n := range wholeNumbers() {
			want := cldrCategory(t, f.Locales[l.Tag].Plural, n)
			got := l.Plural.Categories[l.Plural.Form(n)]
			if got != want {
				t.Errorf("%s: %d is %q, CLDR has %q", l.Tag, n, got, want)
			}
			reached[want] = true
		}
		if len(reached) != len(l.Plural.Categories) {
			t.Errorf("%s: whole numbers reach %v, the table has %v", l.Tag, reached, l.Plural.Categories)
		}
	}
}

func TestPluralHeaderSaysWhatFormDoes(t *testing.T) {
	for i := range locales {
		l := &locales[i]
		count, expr := splitHeader(t, l.Plural.Header)
		if count != len(l.Plural.Categories) {
			t.Errorf("%s: nplurals=%d, %d categories", l.Tag, count, len(l.Plural.Categories))
		}
		for _, n := range wholeNumbers() {
			if got, want := evalC(t, expr, n), l.Plural.Form(n); got != want {
				t.Errorf("%s: the header gives form %d for %d, Form gives %d", l.Tag, got, n, want)
			}
		}
	}
}

func TestNegativeNumbersTakeTheFormOfPositiveOnes(t *testing.T) {
	for _, n := range []int{1, 2, 3, 11, 21} {
		if p := Tag("ru").Locale().Plural; p.Form(-n) != p.Form(n) {
			t.Errorf("-%d and %d differ", n, n)
		}
	}
}

func wholeNumbers() []int {
	var ns []int
	for n := range 1001 {
		ns = append(ns, n)
	}
	return append(ns, 1_000_000, 1_000_001, 2_000_000, 1_000_011)
}

// cldrCategory applies CLDR's rules to a whole number: n and i are the number, and the operands of fractions
// and exponents are 0.
func cldrCategory(t *testing.T, rules map[string]string, n int) string {
	t.Helper()
	for _, category := range []string{"zero", "one", "two", "few", "many"} {
		rule, ok := rules[category]
		if ok && anyOf(rule, " or ", func(and string) bool {
			return !anyOf(and, " and ", func(relation string) bool { return !relationHolds(t, relation, n) })
		}) {
			return category
		}
	}
	return "other"
}

func anyOf(s, sep string, holds func(string) bool) bool {
	return slices.ContainsFunc(strings.Split(s, sep), holds)
}

// relationHolds evaluates such as "n % 100 != 12..14,20".
func relationHolds(t *testing.T, relation string, n int) bool {
	t.Helper()
	w := strings.Fields(relation)
	value := map[string]int{"n": n, "i": n, "v": 0, "f": 0, "e": 0}[w[0]]
	if w[1] == "%" {
		value %= number(t, w[2])
		w = w[2:]
	}
	in := anyOf(w[2], ",", func(r string) bool {
		low, high, ok := strings.Cut(r, "..")
		if !ok {
			high = low
		}
		return within(value, number(t, low), number(t, high))
	})
	return in == (w[1] == "=")
}

func number(t *testing.T, s string) int {
	t.Helper()
	n, err := strconv.Atoi(s)
	if err != nil {
		t.Fatal(err)
	}
	return n
}

// splitHeader takes "nplurals=2; plural=(n != 1);" apart.
func splitHeader(t *testing.T, header string) (count int, expr string) {
	t.Helper()
	a, b, ok := strings.Cut(header, "; ")
	if !ok || !strings.HasPrefix(a, "nplurals=") || !strings.HasPrefix(b, "plural=") || !strings.HasSuffix(b, ";") {
		t.Fatalf("%q is no Plural-Forms header", header)
	}
	return number(t, a[len("nplurals="):]), b[len("plural=") : len(b)-1]
}

// evalC evaluates a plural expression for n as gettext does: C's operators with C's precedence.
func evalC(t *testing.T, expr string, n int) int {
	t.Helper()
	c := cExpr{t: t, s: strings.ReplaceAll(expr, " ", ""), n: n}
	v := c.choice()
	if c.s != "" {
		t.Fatalf("%q: %q is left", expr, c.s)
	}
	return v
}

type cExpr struct {
	t *testing.T
	s string
	n int
}

func (c *cExpr) take(token string) bool {
	rest, ok := strings.CutPrefix(c.s, token)
	if ok {
		c.s = rest
	}
	return ok
}

func (c *cExpr) choice() int {
	v := c.binary(0)
	if !c.take("?") {
		return v
	}
	yes := c.choice()
	if !c.take(":") {
		c.t.Fatalf("no : at %q", c.s)
	}
	no := c.choice()
	if v != 0 {
		return yes
	}
	return no
}

// cOperators are the binary operators by rising precedence, longer ones first.
var cOperators = [][]string{{"||"}, {"&&"}, {"==", "!="}, {"<=", ">=", "<", ">"}, {"%"}}

func (c *cExpr) binary(level int) int {
	if level == len(cOperators) {
		return c.operand()
	}
	v := c.binary(level + 1)
	for {
		i := slices.IndexFunc(cOperators[level], c.take)
		if i < 0 {
			return v
		}
		v = apply(cOperators[level][i], v, c.binary(level+1))
	}
}

func apply(op string, a, b int) int {
	truth := map[string]bool{
		"||": a != 0 || b != 0, "&&": a != 0 && b != 0, "==": a == b, "!=": a != b,
		"<=": a <= b, ">=": a >= b, "<": a < b, ">": a > b,
	}
	if op == "%" {
		return a % b
	}
	if truth[op] {
		return 1
	}
	return 0
}

func (c *cExpr) operand() int {
	if c.take("n") {
		return c.n
	}
	if c.take("(") {
		v := c.choice()
		if !c.take(")") {
			c.t.Fatalf("no ) at %q", c.s)
		}
		return v
	}
	end := 0
	for end < len(c.s) && '0' <= c.s[end] && c.s[end] <= '9' {
		end++
	}
	v := number(c.t, c.s[:end])
	c.s = c.s[end:]
	return v
}
