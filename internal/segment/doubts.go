package segment

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/lang"
)

// doubtsOfWords are what a translation is often wrong by, and may be right, beside its values: a bracket that does not
// close, a length far off, words left in English, another script, digits of another language. letters is how many the English has.
func doubtsOfWords(l lang.Tag, letters int, src, translated string) []Problem {
	loc, ok := lang.Lookup(l)
	if !ok || l == lang.English {
		return nil
	}
	var out []Problem
	add := func(code, name, format string, args ...any) {
		out = append(out, Problem{code, fmt.Sprintf(format, args...), name})
	}
	if b := unbalanced(translated); b != "" && unbalanced(src) == "" {
		add("brackets", b, "the mark %s has no partner", b)
	}
	if d := foreignDigit(loc, translated); d != "" {
		add("odd-digits", d, "the digit %s is of another script; readers of %s write %s or 0 to 9", d, loc.English, ownDigits(loc))
	}
	b := lettersOf(translated)
	plain := withoutAsides(translated, " ")
	outside := b
	if plain != translated {
		outside = lettersOf(plain)
	}
	switch {
	case sameWords(loc, src, translated):
		add("same-as-english", "", "the translation is the English itself")
	case loc.Script != "Latn" && outside.total >= 4 && 2*outside.own(loc.Script) < outside.total && 2*outside.own(loc.Script) < outside.total-copied(src, plain):
		add("other-script", "", "most of this is not in the script of %s", loc.English)
	default:
		if b.of("Latn") == 0 {
			break
		}
		if b.of("Cyrl")+b.of("Grek") > 0 {
			if w := mixedWord(translated); w != "" {
				add("other-script", w, "the word %q has letters of two scripts", w)
			}
		}
		if b.of("Latn") < 12 {
			break
		}
		if run := leftInEnglish(loc, src, translated); run != "" {
			add("left-in-english", run, "%q is left in English", run)
		}
	}
	if letters >= 30 && b.total > 0 {
		// Names and terms in Latin letters are as long as in the English, and may stand beside their translation in brackets.
		own := func(c letterCount) float64 {
			return float64(c.total-c.of("Latn"))/density(loc.Script) + float64(c.of("Latn"))
		}
		if r, least := own(b)/float64(letters), own(outside)/float64(letters); r < 0.35 || least > 3 {
			add("odd-length", "", "the translation is %s than the English", map[bool]string{true: "much longer", false: "much shorter"}[r > 1])
		}
	}
	return out
}

// density is how many letters a script takes for one English letter, roughly.
func density(script string) float64 {
	switch script {
	case "Hans", "Hant":
		return 0.33
	case "Ethi":
		return 0.68
	case "Arab", "Hebr":
		return 0.85
	}
	return 1.05
}

var pairs = [][2]string{{"(", ")"}, {"（", "）"}, {"[", "]"}, {"«", "»"}, {"‹", "›"}, {"「", "」"}, {"『", "』"}, {"《", "》"}, {"【", "】"}}

// listMark is "a)" or "1)" at the beginning of a line.
var listMark = regexp.MustCompile(`(?m)^\s*[\pL\pN]{1,2}\)`)

// The marks that come in pairs, and those that open what is said beside.
const (
	brackets = "()（）[]«»‹›「」『』《》【】“”„‟\"＂"
	asides   = "(（“”«\""
)

var bracketLeads, asideLeads = leadsOf(brackets), leadsOf(asides)

// unbalanced returns a bracket or quotation mark that has no partner, "" for none. Marks of quotation that open in one
// language close in another, so they are only counted together.
func unbalanced(s string) string {
	if !bracketLeads.in(s) || !strings.ContainsAny(s, brackets) {
		return ""
	}
	s = listMark.ReplaceAllString(linkNumberForm.ReplaceAllString(s, "] "), " ")
	s = strings.NewReplacer(`\[`, "", `\]`, "").Replace(s)
	for _, p := range pairs {
		if n, m := strings.Count(s, p[0]), strings.Count(s, p[1]); n > m {
			return p[0]
		} else if m > n {
			return p[1]
		}
	}
	for _, marks := range []string{"“”„‟", `"＂`} {
		n, last := 0, ""
		for _, r := range s {
			if strings.ContainsRune(marks, r) {
				n, last = n+1, string(r)
			}
		}
		if n%2 != 0 {
			return last
		}
	}
	return ""
}

// foreignDigit returns the first digit that is neither 0 to 9 nor the language's own. A language of the Arabic script
// may have either of its two rows: people type both.
func foreignDigit(loc *lang.Locale, s string) string {
	if !hasForeignDigit(s) {
		return ""
	}
	own := map[rune]bool{'０': strings.HasPrefix(loc.Script, "Han")}
	for _, r := range loc.NativeDigits + loc.Digits {
		own[zeroOf(r)] = true
	}
	if loc.Script == "Arab" {
		own['٠'], own['۰'] = true, true
	}
	for _, r := range s {
		if r > 0x7F && unicode.Is(unicode.Nd, r) && !own[zeroOf(r)] {
			return string(r)
		}
	}
	return ""
}

func ownDigits(loc *lang.Locale) string {
	if d := []rune(loc.NativeDigits); len(d) == 10 {
		return string(d[0]) + " to " + string(d[9])
	}
	return "digits"
}

// A letterCount is the letters of a text by script, as in the table; the last are those of none.
type letterCount struct {
	total int
	by    [len(scriptTables) + 1]int
}

var scriptTables = [...]struct {
	name  string
	table *unicode.RangeTable
}{
	{"Latn", unicode.Latin}, {"Arab", unicode.Arabic}, {"Cyrl", unicode.Cyrillic}, {"Ethi", unicode.Ethiopic}, {"Beng", unicode.Bengali}, {"Deva", unicode.Devanagari},
	{"Guru", unicode.Gurmukhi}, {"Gujr", unicode.Gujarati}, {"Taml", unicode.Tamil}, {"Sinh", unicode.Sinhala}, {"Geor", unicode.Georgian}, {"Hebr", unicode.Hebrew},
	{"Khmr", unicode.Khmer}, {"Laoo", unicode.Lao}, {"Thai", unicode.Thai}, {"Mymr", unicode.Myanmar}, {"Hans", unicode.Han}, {"Grek", unicode.Greek},
}

// scriptOf returns the place of a letter's script in the table. It is quick where it is that of the letter before.
func scriptOf(r rune, before int) int {
	if r < 0x80 {
		return 0
	}
	if before < len(scriptTables) && unicode.Is(scriptTables[before].table, r) {
		return before
	}
	for i := range scriptTables {
		if unicode.Is(scriptTables[i].table, r) {
			return i
		}
	}
	return len(scriptTables)
}

// lettersOf counts what a translator translates: no placeholders and no addresses.
func lettersOf(s string) letterCount {
	var c letterCount
	script := 0
	for _, r := range bare(s) {
		if isWordPart(r) {
			script = scriptOf(r, script)
			c.total++
			c.by[script]++
		}
	}
	return c
}

// own is the letters of a script; marks of no script are everybody's.
func (c letterCount) own(script string) int {
	if script == "Hant" {
		script = "Hans"
	}
	return c.of(script) + c.by[len(scriptTables)]
}

func (c letterCount) of(script string) int {
	for i := range scriptTables {
		if scriptTables[i].name == script {
			return c.by[i]
		}
	}
	return 0
}

// bare returns a text without placeholders, markup and addresses.
func bare(s string) string {
	s = withoutPlaceholders(s, " ")
	if strings.ContainsRune(s, '@') {
		s = emailForm.ReplaceAllString(s, " ")
	}
	if mayHaveWeb(s) {
		s = webForm.ReplaceAllString(s, " ")
	}
	return s
}

// copied counts the letters of Latin words that stand in the English as well, and of names.
func copied(src, translated string) int {
	n := 0
	src = strings.ToLower(src)
	for _, w := range latinWord.FindAllString(bare(translated), -1) {
		if strings.Contains(src, strings.ToLower(w)) || !unicode.IsLower(rune(w[0])) {
			n += utf8.RuneCountInString(w)
		}
	}
	return n
}

var latinWord = regexp.MustCompile(`\p{Latin}[\p{Latin}'’-]*`)

// sameWords tells whether nothing was translated that could have been. A language that is written with Latin letters
// shares words with English, so there it takes a sentence.
func sameWords(loc *lang.Locale, src, translated string) bool {
	if src != translated {
		return false
	}
	n := plainWords(latinWord.FindAllString(bare(src), -1))
	return n >= 3 || n >= 1 && loc.Script != "Latn"
}

// plainWords counts words that are no part of a name: small letters, but for those that names are joined with.
func plainWords(ws []string) int {
	n := 0
	for _, w := range ws {
		if r, _ := utf8.DecodeRuneInString(w); unicode.IsLower(r) && len(w) > 2 && !slices.Contains([]string{"and", "for", "from", "the", "upon", "with"}, w) {
			n++
		}
	}
	return n
}

// mixedWord returns a word with letters of two scripts that look alike: one of them is a slip of the keyboard, and
// nobody will find the word. A Latin stem with an ending of the language ("GP-і", "NHSን") is no such word.
func mixedWord(s string) string {
	s = bare(s)
	for at, end := range words(s) {
		var latin, alike, lower bool
		for _, r := range s[at:end] {
			switch {
			case unicode.Is(unicode.Latin, r):
				latin = true
				lower = lower || unicode.IsLower(r)
			case unicode.Is(unicode.Cyrillic, r) || unicode.Is(unicode.Greek, r):
				alike = true
			}
		}
		if latin && alike && lower {
			return s[at:end]
		}
	}
	return ""
}

var inBrackets = regexp.MustCompile(`\([^()]*\)|（[^（）]*）|“[^“”]*[“”]|”[^“”]*“|«[^«»]*»|"[^"]*"`)

// withoutAsides puts other text for what stands in brackets or quotation marks.
func withoutAsides(s, other string) string {
	if !asideLeads.in(s) || !strings.ContainsAny(s, asides) {
		return s
	}
	return inBrackets.ReplaceAllString(s, other)
}

// latinRuns are the runs of four or more words in Latin letters with a blank between each two.
func latinRuns(s string) []string {
	latin := func(i int) int { // the length of the Latin letter there
		if i >= len(s) || s[i] < 0x80 && (s[i]|0x20 < 'a' || 'z' < s[i]|0x20) {
			return 0
		}
		if s[i] < 0x80 {
			return 1
		}
		if r, n := utf8.DecodeRuneInString(s[i:]); unicode.Is(unicode.Latin, r) {
			return n
		}
		return 0
	}
	word := func(i int) int { // the end of the word that begins there
		for {
			n := latin(i)
			switch {
			case n > 0:
				i += n
			case i < len(s) && (s[i] == '\'' || s[i] == '-'):
				i++
			case strings.HasPrefix(s[i:], "’"):
				i += len("’")
			default:
				return i
			}
		}
	}
	var out []string
	for i := 0; i < len(s); {
		if latin(i) == 0 {
			_, n := utf8.DecodeRuneInString(s[i:])
			i += n
			continue
		}
		at, words := i, 1
		for i = word(i); i < len(s) && s[i] == ' ' && latin(i+1) > 0; words++ {
			i = word(i + 1)
		}
		if words >= 4 {
			out = append(out, s[at:i])
		}
	}
	return out
}

// leftInEnglish returns words of the English that stand in the translation as they are: four in a row, where the
// language has another script, and a whole sentence of eight where it has not. What stands in brackets or quotation marks
// is meant to be English, and so are names.
func leftInEnglish(loc *lang.Locale, src, translated string) string {
	need, small := 4, 2
	if loc.Script == "Latn" {
		need, small = 8, 5
	}
	for _, run := range latinRuns(withoutAsides(bare(translated), " … ")) {
		ws := strings.Fields(run)
		if len(ws) < need || plainWords(ws) < small || run == src { // a whole text that stays, with its meaning beside it, is a name
			continue
		}
		if loc.Script != "Latn" && strings.Contains(src, strings.Join(ws[:need], " ")) || loc.Script == "Latn" && strings.Contains(src, run) {
			return run
		}
	}
	return ""
}
