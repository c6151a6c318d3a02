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

// ascii returns s with the digits of every script as 0 to 9.
func ascii(s string) string { return lang.Digits(s) }

var (
	linkNumberForm = regexp.MustCompile(`\]\(\s*\pN{1,3}\s*\)`)
	braceForm      = regexp.MustCompile(`\{\{|\{[^{}]*\}`)
	tagForm        = regexp.MustCompile(`</?[A-Za-z][A-Za-z0-9]*(?:\s[^<>]*)?/?>|<!--`)
	tagName        = regexp.MustCompile(`[A-Za-z0-9]+`)
)

// Parity compares the numbers and facts of an English text with its translation into a language, both as [Source]
// writes them, placeholders set aside. Phone numbers, times, dates, amounts of money, percentages, postcodes, e-mail and web
// addresses and numbers are compared by what they are worth, in the digits and separators of any script: "5pm" is
// "17:00" is "৫টা বিকাল". Each must stand in the translation at least as often as in the English, and none that the
// English does not have: it may come again where the English term is given in brackets, as in "Qaybta 95 (section
// 95)". The ends of a range keep their order. A number in words answers one in digits; two that differ in words are a
// problem, one that is only missing is a doubt: see [Original.Examine]. So are days of the week and months that differ. An HTML tag that
// the English does not have is a problem too: readers would see it as it is.
func Parity(l lang.Tag, src, translated string) []Problem {
	wrong, _ := NewOriginal(src).parity(l, translated)
	return wrong
}

// An Original is what was read of an English text, to be compared with its translation into one language after the other.
// Any number of goroutines may use it.
type Original struct {
	src string
	reading
	times        bool           // there are times among the values
	days, months map[int]string // that it names
	letters      int
}

// NewOriginal reads an English text as [Source] writes it.
func NewOriginal(src string) *Original {
	x := &Original{src: src, reading: valuesOf(lang.English, src, true), letters: lettersOf(src).total}
	x.times = slices.ContainsFunc(x.values, func(v value) bool { return v.kind == timeValue })
	x.days, x.months = dayNames(lang.English, x.text), monthNames(lang.English, x.text)
	return x
}

// Examine returns what is wrong with a translation, as [Parity] does, or, where nothing is, what is doubtful, so that a
// person has to look: a number in words that one text lacks, a bracket that does not close, a length far off, words left
// in English, letters or digits of another script.
func (x *Original) Examine(l lang.Tag, translated string) (wrong, doubts []Problem) {
	wrong, c := x.parity(l, translated)
	if len(wrong) > 0 {
		return wrong, nil
	}
	return nil, append(doubtsOfWords(l, x.letters, x.src, translated), c.doubts()...)
}

// parity compares a translation with its English.
func (x *Original) parity(l lang.Tag, translated string) ([]Problem, *comparison) {
	out := tags(x.src, translated)
	out = append(out, mixedDigits(translated)...)
	out = append(out, hiddenMarks(translated)...)
	plain := translated
	if strings.ContainsRune(translated, '<') {
		plain = tagForm.ReplaceAllString(translated, " ")
	}
	b := valuesOf(l, plain, x.times)
	c := newComparison(l, x.reading, b)
	c.match()
	out = append(out, c.problems()...)
	out = append(out, otherName(l, x.days, b.text, "day", dayNames)...)
	return append(out, otherName(l, x.months, b.text, "month", monthNames)...), c
}

// tags returns the HTML tags of a translation that are not in the English, one for each name.
func tags(src, translated string) []Problem {
	var out []Problem
	if !strings.ContainsRune(translated, '<') {
		return nil
	}
	for _, tag := range tagForm.FindAllString(translated, -1) {
		seen := slices.ContainsFunc(out, func(p Problem) bool { return tagName.FindString(p.Name) == tagName.FindString(tag) })
		if !seen && !strings.Contains(src, tag) {
			out = append(out, Problem{"html", "the HTML tag " + tag + " is not in the English", tag})
		}
	}
	return out
}

// A comparison holds the values of two texts, and what of each has no counterpart yet.
type comparison struct {
	lang    lang.Tag
	a, b    reading
	missing []value // of the English
	extra   []value // of the translation
	softA   []value
	softB   []value
}

func newComparison(l lang.Tag, a, b reading) *comparison {
	c := &comparison{lang: l, a: a, b: b}
	b.values = joinedThousands(b, a.values)
	c.b = b
	c.missing, c.softA = cut(a.values)
	c.extra, c.softB = cut(b.values)
	return c
}

// cut takes the words apart that may say a number.
func cut(vs []value) (firm, soft []value) {
	for _, v := range vs {
		if v.kind == softValue {
			soft = append(soft, v)
		} else {
			firm = append(firm, v)
		}
	}
	return firm, soft
}

// joinedThousands makes one number of "10 000" where the English has 10000.
func joinedThousands(r reading, english []value) []value {
	var out []value
	for _, v := range r.values {
		if k := len(out) - 1; k >= 0 && v.kind == numberValue && out[k].kind == numberValue && v.end-v.at == 3 && r.text[out[k].end:v.at] == " " {
			if sum := whole(out[k].key + r.text[v.at:v.end]); has(english, numberValue, sum) && !has(english, numberValue, v.key) {
				out[k].key, out[k].end, out[k].shown = sum, v.end, r.text[out[k].at:v.end]
				continue
			}
		}
		out = append(out, v)
	}
	return out
}

func has(vs []value, k kind, key string) bool {
	return slices.ContainsFunc(vs, func(v value) bool { return v.kind == k && v.key == key })
}

// match sets aside what is the same, the strictest way first.
func (c *comparison) match() {
	english := slices.Clone(c.missing)
	c.pair(func(x, y value) bool { return x.kind == y.kind && x.key == y.key })
	c.extra = slices.DeleteFunc(c.extra, func(y value) bool { return y.kind != wordValue && has(english, y.kind, y.key) })
	c.extra = slices.DeleteFunc(c.extra, func(y value) bool { return c.ethiopianClock(english, y) })
	number := func(v value) bool { return v.kind == numberValue || v.kind == wordValue }
	c.pair(func(x, y value) bool { return number(x) && number(y) && x.key == y.key })
	c.pair(c.likeTime)
	if vocabularies[c.lang] == nil { // the words for pounds and percent are not known
		c.pair(func(x, y value) bool {
			return (x.kind == moneyValue || x.kind == percentValue) && y.kind == numberValue && strings.TrimLeft(x.key, "£€$%") == y.key
		})
	}
	c.split()
	c.pair(func(x, y value) bool { return number(x) && number(y) && x.key == y.key })
	c.missing = slices.DeleteFunc(c.missing, func(x value) bool { return number(x) && answered(c.softB, x) })
	c.extra = slices.DeleteFunc(c.extra, func(y value) bool {
		return number(y) && (answered(c.softA, y) || y.kind == wordValue && has(english, numberValue, y.key) || has(english, wordValue, y.key))
	})
	if slices.Equal(groups(c.missing), groups(c.extra)) {
		// the same digits, with other signs between them: "4,5" and "4, 5"
		c.missing, c.extra = slices.DeleteFunc(c.missing, isPlain), slices.DeleteFunc(c.extra, isPlain)
	}
}

// pair sets aside each value of the English with the first of the translation that is the same.
func (c *comparison) pair(same func(x, y value) bool) {
	c.missing = slices.DeleteFunc(c.missing, func(x value) bool {
		i := slices.IndexFunc(c.extra, func(y value) bool { return same(x, y) })
		if i >= 0 {
			c.extra = slices.Delete(c.extra, i, i+1)
		}
		return i >= 0
	})
}

func answered(soft []value, v value) bool {
	return slices.ContainsFunc(soft, func(s value) bool { return s.key == v.key })
}

// likeTime takes "9.30" for 9:30.
func (c *comparison) likeTime(x, y value) bool {
	if x.kind != timeValue || y.kind != numberValue {
		return false
	}
	g := fields(y.shown)
	return len(g) == 2 && len(g[1]) == 2 && fmt.Sprintf("%02s:%s", g[0], g[1]) == x.key
}

// ethiopianClock tells whether a time is that of the clock of Ethiopia, six hours away, beside the one of the English.
func (c *comparison) ethiopianClock(english []value, y value) bool {
	switch c.lang {
	case "am", "ti", "om":
	default:
		return false
	}
	return y.kind == timeValue && slices.ContainsFunc(english, func(x value) bool {
		return x.kind == timeValue && sixHoursOff(x.key, y.key) && has(c.b.values, timeValue, x.key)
	})
}

func sixHoursOff(a, b string) bool {
	minutes := func(s string) int {
		var h, m int
		fmt.Sscanf(s, "%d:%d", &h, &m)
		return h*60 + m
	}
	return len(a) == 5 && len(b) == 5 && (minutes(a)-minutes(b)+1440)%720 == 360
}

// split compares the numbers of a date whose month is not known by name, and that of a code with other letters.
func (c *comparison) split() {
	var rest []value
	for _, x := range c.missing {
		switch {
		case x.kind == dateValue && !slices.ContainsFunc(c.extra, func(y value) bool { return y.kind == dateValue }) && strings.ContainsFunc(x.shown, unicode.IsLetter),
			x.kind == codeValue && !slices.ContainsFunc(c.extra, func(y value) bool { return y.kind == codeValue }):
			for _, m := range numberForm.FindAllString(x.shown, -1) {
				rest = append(rest, value{kind: numberValue, key: plainNumber(m), shown: m, at: x.at, end: x.end})
			}
		default:
			rest = append(rest, x)
		}
	}
	c.missing = rest
}

func isPlain(v value) bool { return v.kind == numberValue }

// groups returns the groups of digits of the plain numbers, in order.
func groups(vs []value) []string {
	var out []string
	for _, v := range vs {
		if isPlain(v) {
			out = append(out, fields(v.shown)...)
		}
	}
	return out
}

// problems says what is left.
func (c *comparison) problems() []Problem {
	var out []Problem
	words := func(vs []value) bool {
		return slices.ContainsFunc(vs, func(v value) bool { return v.kind == wordValue })
	}
	changed := words(c.missing) && len(c.extra) > 0 || words(c.extra) && len(c.missing) > 0
	for _, v := range c.extra {
		switch {
		case v.kind < codeValue:
			p := Problem{"fact-in-translation", "the " + kindNames[v.kind] + " " + v.shown + " is not in the English", v.shown}
			for _, x := range c.missing {
				if x.kind == timeValue && v.kind == timeValue && (c.lang == "am" || c.lang == "ti" || c.lang == "om") && sixHoursOff(x.key, v.key) {
					p.Message += ": that is the clock of Ethiopia; write " + x.shown
				}
			}
			out = append(out, p)
		}
	}
	for _, v := range c.missing {
		switch {
		case v.kind == wordValue && !changed, v.kind == numberValue && c.saidAs(v):
		case v.kind <= codeValue:
			out = append(out, Problem{"number-missing", "the " + kindNames[v.kind] + " " + v.shown + " is missing", v.shown})
		default:
			out = append(out, Problem{"number-missing", "number " + v.shown + " is missing", v.shown})
		}
	}
	for _, v := range c.extra {
		if v.kind < codeValue || v.kind == wordValue && !changed {
			continue
		}
		out = append(out, Problem{"number-extra", "number " + v.shown + " is not in the English", v.shown})
	}
	return append(out, c.reordered()...)
}

// saidAs tells whether a number was reported as a fact that it became: "5 pages" as "5 £".
func (c *comparison) saidAs(v value) bool {
	return slices.ContainsFunc(c.extra, func(y value) bool { return y.kind < codeValue && strings.TrimLeft(y.key, "£€$%") == v.key })
}

// doubts are numbers in words that stand in one of the texts only.
func (c *comparison) doubts() []Problem {
	var out []Problem
	if len(c.missing) > 0 && len(c.extra) > 0 {
		return nil // [Parity] said so
	}
	for _, v := range c.missing {
		if v.kind == wordValue && v.key != "2" && vocabularies[c.lang] != nil && vocabularies[c.lang].numbers != nil { // Arabic and others say two by an ending
			out = append(out, Problem{"number-word", fmt.Sprintf("the English says %q; no such number was found here", v.shown), v.shown})
		}
	}
	for _, v := range c.extra {
		if v.kind == wordValue {
			out = append(out, Problem{"number-word", fmt.Sprintf("%q is a number that the English does not have", v.shown), v.shown})
		}
	}
	return out
}

// reordered finds ranges whose ends changed place: "9:00–17:00" is not "17:00–9:00".
func (c *comparison) reordered() []Problem {
	var out []Problem
	follows := func(first, second value) bool {
		for i := 1; i < len(c.b.values); i++ {
			x, y := c.b.values[i-1], c.b.values[i]
			if x.key == first.key && y.key == second.key && x.kind == first.kind && y.kind == second.kind && isRange(c.b.text[x.end:y.at]) {
				return true
			}
		}
		return false
	}
	for i := 1; i < len(c.a.values); i++ {
		x, y := c.a.values[i-1], c.a.values[i]
		if x.kind == softValue || x.key == y.key || !rangeForm.MatchString(c.a.text[x.end:y.at]) {
			continue
		}
		if follows(y, x) && !follows(x, y) {
			shown := x.shown + "–" + y.shown
			out = append(out, Problem{"number-order", "the range " + shown + " is the other way round", shown})
		}
	}
	return out
}

// otherName reports a day or month of the English, here, that another stands for in the translation, b. Names of neither
// text, or of one only, are let pass: "March" is a walk too, and a language may have more names than the table.
func otherName(l lang.Tag, here map[int]string, b, what string, names func(lang.Tag, string) map[int]string) []Problem {
	if vocabularies[l] == nil || len(here) == 0 {
		return nil
	}
	there := names(l, b)
	gone, other := "", ""
	for i := 1; i <= 12; i++ {
		if here[i] != "" && there[i] == "" && gone == "" {
			gone = here[i]
		}
		if there[i] != "" && here[i] == "" && other == "" {
			other = there[i]
		}
	}
	if gone == "" || other == "" {
		return nil
	}
	return []Problem{{"other-day", fmt.Sprintf("the %s %s is not in the English, which has %s", what, other, gone), other}}
}

func dayNames(l lang.Tag, text string) map[int]string {
	loc, ok := lang.Lookup(l)
	if !ok {
		return nil
	}
	if strings.HasPrefix(string(l), "zh") {
		text = strings.NewReplacer("周", "星期", "週", "星期", "礼拜", "星期", "禮拜", "星期", "星期天", "星期日").Replace(text)
	}
	return namesIn(text, loc.Days[:], otherDays[l])
}

var otherDays = map[lang.Tag]string{
	"ar": "الإثنين|||الاربعاء|||الاحد", "ti": "||||||ሰንበት", "fa": "||چهار شنبه|پنج شنبه|||یک شنبه", "fa-af": "||چهار شنبه|پنج شنبه|||یک شنبه",
	"uk": "понеділка|вівторка|середи|четверга|п'ятниці|суботи|неділі", "ps": "دوشنبه|سه شنبه|چهارشنبه|پنجشنبه||شنبه|یکشنبه",
}

var withoutModals = strings.NewReplacer("May", "", "March", "")

func monthNames(l lang.Tag, text string) map[int]string {
	loc, ok := lang.Lookup(l)
	if !ok || l == "vi" {
		return nil
	}
	if l == lang.English { // "may" and "march" are words too
		text = withoutModals.Replace(text)
	}
	if strings.HasPrefix(string(l), "zh") { // 1月 is in 11月
		return nil
	}
	var also string
	if o := otherMonths[l]; o != nil && l != lang.English {
		also = strings.Join(func() []string {
			out := make([]string, 12)
			for i, s := range o {
				out[i], _, _ = strings.Cut(s, "|")
			}
			return out
		}(), "|")
	}
	return namesIn(text, loc.Months[:], also)
}

// namesIn finds names as whole words, and returns them as they stand, by their place from 1 on. What another, longer name
// holds is not found: یکشنبه holds شنبه.
func namesIn(text string, names []string, also string) map[int]string {
	type name struct {
		i int
		s string
	}
	var all []name
	add := func(i int, n string) {
		if n != "" && strings.Contains(text, n) {
			all = append(all, name{i + 1, n})
		}
	}
	for i, n := range names {
		other, rest, _ := strings.Cut(also, "|")
		add(i, n)
		add(i, other)
		also = rest
	}
	if len(all) == 0 {
		return nil
	}
	out := map[int]string{}
	slices.SortStableFunc(all, func(a, b name) int { return len(b.s) - len(a.s) })
	for _, n := range all {
		for from := 0; ; {
			k := strings.Index(text[from:], n.s)
			if k < 0 {
				break
			}
			at, end := from+k, from+k+len(n.s)
			from = end
			if wholeWord(text, at, end) {
				out[n.i] = n.s
				text = text[:at] + strings.Repeat(" ", len(n.s)) + text[end:]
			}
		}
	}
	return out
}

// wholeWord tells whether no letter stands before or behind; scripts without blanks have none.
func wholeWord(s string, at, end int) bool {
	before, _ := utf8.DecodeLastRuneInString(s[:at])
	after, _ := utf8.DecodeRuneInString(s[end:])
	letter := func(r rune) bool {
		return (unicode.IsLetter(r) || unicode.IsMark(r) || r == '\u200c') && !unicode.Is(unicode.Han, r)
	}
	return !letter(before) && !letter(after)
}

// mixedDigits reports a number in the digits of two scripts, and digits of another script in what is typed or looked
// for as it stands: a form's name, a postcode, an address.
func mixedDigits(s string) []Problem {
	var out []Problem
	if !hasForeignDigit(s) {
		return nil
	}
	s = withoutPlaceholders(s, " ")
	for _, run := range digitRun.FindAllString(s, -1) {
		zero := rune(-1)
		for _, r := range run {
			if !unicode.Is(unicode.Nd, r) {
				continue
			}
			if z := zeroOf(r); zero >= 0 && z != zero {
				out = append(out, Problem{"mixed-digits", "the number " + run + " has digits of two scripts", run})
				break
			} else {
				zero = z
			}
		}
	}
	for _, word := range latinWithDigits.FindAllString(s, -1) {
		word = strings.TrimRight(word, "._-@")
		if strings.ContainsFunc(word, func(r rune) bool { return r > 0x7F && unicode.Is(unicode.Nd, r) }) {
			out = append(out, Problem{"mixed-digits", word + " has digits of another script; people type and look for it as it is in English", word})
		}
	}
	return out
}

var (
	digitRun        = regexp.MustCompile(`\p{Nd}+(?:[.,:٫٬]?\p{Nd}+)*`)
	latinWithDigits = regexp.MustCompile(`[A-Za-z][A-Za-z@._-]*\p{Nd}[A-Za-z@._\p{Nd}-]*(?: \p{Nd}[A-Z]{2}\b)?|\p{Nd}[\p{Nd}._-]*[A-Za-z@][A-Za-z@._\p{Nd}-]*`)
)

// zeroOf returns the zero of a digit's script.
func zeroOf(r rune) rune { return r - rune(lang.Digits(string(r))[0]-'0') }

// hasForeignDigit tells whether a text has a digit that is not 0 to 9.
func hasForeignDigit(s string) bool {
	return strings.ContainsFunc(s, func(r rune) bool { return r > 0x7F && unicode.Is(unicode.Nd, r) })
}

// hiddenMarks reports marks that nobody sees and that change what is read, searched or copied: a mark of direction inside a number
// or an address, a joiner where no letters join, and characters without any width.
func hiddenMarks(s string) []Problem {
	if !strings.ContainsFunc(s, unseenOrSigned) {
		return nil
	}
	rs := []rune(s)
	for i, r := range rs {
		var before, after rune
		if i > 0 {
			before = rs[i-1]
		}
		if i+1 < len(rs) {
			after = rs[i+1]
		}
		fact := func(r rune) bool {
			return unicode.Is(unicode.Nd, r) || unicode.Is(unicode.Latin, r) || strings.ContainsRune(":./+-–@£", r)
		}
		bad := false
		switch r {
		case '\u200E', '\u200F', '\u061C':
			bad = fact(before) && fact(after) && (unicode.Is(unicode.Nd, before) || unicode.Is(unicode.Nd, after))
		case '\u200C', '\u200D':
			bad = !joins(before) || !joins(after) && !(r == '\u200C' && !unicode.IsLetter(after) && !unicode.Is(unicode.Nd, after))
		case '\u00AD', '\u034F', '\u180E', '\u115F', '\u1160', '\u3164', '\uFFA0', '\u2061', '\u2062', '\u2063', '\u2064', '\u200B', '\u2060', '\uFEFF':
			bad = true
		default:
			bad = 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069
		}
		if bad {
			name := fmt.Sprintf("U+%04X", r)
			return []Problem{{"hidden-character", fmt.Sprintf("the invisible character %s stands after %q", name, string(rs[max(0, i-8):i])), name}}
		}
	}
	return nil
}

// unseenOrSigned tells whether [hiddenMarks] looks at a character.
func unseenOrSigned(r rune) bool {
	return r == 0xAD || r >= 0x34F && (r == 0x34F || r == 0x61C || r == 0x115F || r == 0x1160 || r == 0x180E || 0x200B <= r && r <= 0x2069 || r == 0x3164 || r == 0xFEFF || r == 0xFFA0)
}

// joins tells whether a letter is of a script in which letters join.
func joins(r rune) bool {
	return unicode.In(r, unicode.Arabic, unicode.Bengali, unicode.Devanagari, unicode.Gurmukhi, unicode.Gujarati, unicode.Tamil, unicode.Telugu,
		unicode.Kannada, unicode.Malayalam, unicode.Sinhala, unicode.Oriya, unicode.Khmer, unicode.Myanmar, unicode.Syriac, unicode.Inherited)
}
