package segment

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/lang"
)

// A kind says what a value is.
type kind uint8

const (
	emailValue kind = iota
	webValue
	postcodeValue
	phoneValue
	dateValue
	timeValue
	moneyValue
	percentValue
	codeValue   // HC2
	numberValue // in digits
	wordValue   // a number in words
	softValue   // a word that may say a number
)

var kindNames = [...]string{
	"e-mail address", "web address", "postcode", "phone number", "date", "time", "amount", "percentage", "code", "number", "number", "number",
}

// A value is one thing in a text that has to be the same in every language: what is shown, and a key that is the same
// for the same value however it is written.
type value struct {
	kind    kind
	key     string
	shown   string
	at, end int // in the text as [readable] makes it
}

// A reading is a text's values in order, and the text they stand in.
type reading struct {
	text   string
	values []value
}

// A reader of values, for one text.
type valueReader struct {
	reading
	words *vocabulary
	taken []bool // by byte of text
	times bool   // the other text has times, so that "5" with the word for evening is one
}

var (
	emailForm    = regexp.MustCompile(`[\pL\d._%+-]+@[\pL\d-]+(?:\.[\pL\d-]+)+`)
	webForm      = regexp.MustCompile(`(?i)(?:https?://|\bwww\.)[^\s<>()\[\]"]*[\pL\d/]|\b[a-z\d-]+(?:\.[a-z\d-]+)*\.(?:org|com|net|uk|info|eu|io|london|scot|wales|charity)\b(?:/[^\s<>()\[\]"]*[\pL\d/])?`)
	postcodeForm = regexp.MustCompile(`\b[A-Z]{1,2}\d[A-Z\d]? ?\d[ABD-HJLNP-UW-Z]{2}\b`)
	phoneForm    = regexp.MustCompile(`(?:\+|00|\(?0)\d(?:[ \x{A0}\x{2009}\x{202F}().–\x{2011}-]{0,2}\d){5,13}|\d{10,15}|18000 \d{4,}`)
	codeForm     = regexp.MustCompile(`\b([A-Z]{1,4})-?(\d{1,4}[A-Z]?)\b`)
	numberForm   = regexp.MustCompile(`\d+(?:[.,'’٫٬،·\x{A0}\x{2009}\x{202F}]\d+)*`)
	isoForm      = regexp.MustCompile(`\b(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\b`)
	slashForm    = regexp.MustCompile(`\b(\d{1,2})[-/.](\d{1,2})[-/.](\d{4}|\d{2})\b`)
	hanDateForm  = regexp.MustCompile(`(?:(\d{4}) ?年 ?)?(\d{1,2}) ?月 ?(\d{1,2}) ?[日号號]`)
)

// unseen are marks that are not read, and a letter that is typed in two ways.
var unseen = strings.NewReplacer("**", "", "\u200e", "", "\u200f", "", "\u061c", "", "ʼ", "'")

var unseenLeads = leadsOf("*\u200e\u061cʼ")

// withoutPlaceholders puts other text for {placeholders} and takes the numbers of links away. A plain {{ stays.
func withoutPlaceholders(s, other string) string {
	if strings.Contains(s, "](") {
		s = linkNumberForm.ReplaceAllString(s, "] ")
	}
	if !strings.ContainsRune(s, '{') {
		return s
	}
	return braceForm.ReplaceAllStringFunc(s, func(m string) string {
		if m == "{{" {
			return m
		}
		return other
	})
}

// leads are the first bytes of some characters. Most texts have none of them, which takes far less time to see than that
// they have none of the characters.
type leads [256]bool

func leadsOf(chars string) (l leads) {
	for i := range chars {
		l[chars[i]] = true
	}
	return l
}

func (l *leads) in(s string) bool {
	for i := range len(s) {
		if l[s[i]] {
			return true
		}
	}
	return false
}

var hanLeads = leadsOf(hanDigits)

// readable returns a text as its values are looked for: digits as 0 to 9, without what a translator must keep as it
// is, and without marks that nobody sees.
func readable(s string) string {
	s = withoutPlaceholders(s, " … ")
	if unseenLeads.in(s) {
		s = unseen.Replace(s)
	}
	if strings.Contains(s, "\xe1\x8d") { // where Ethiopic numerals begin
		s = ethiopicForm.ReplaceAllStringFunc(s, func(m string) string { return strconv.Itoa(ethiopic(m)) })
	}
	if hanLeads.in(s) && strings.ContainsAny(s, hanDigits) {
		s = hanNumbers(s)
	}
	return lang.Digits(s)
}

// valuesOf reads the values of a text. times tells whether the text that it is compared with has times.
func valuesOf(l lang.Tag, s string, times bool) reading {
	r := &valueReader{words: vocabularies[l], times: times}
	r.text = readable(s)
	r.taken = make([]bool, len(r.text))
	if strings.ContainsRune(r.text, '@') {
		r.each(emailForm, func(m []int) (kind, string) { return emailValue, strings.ToLower(r.text[m[0]:m[1]]) })
	}
	if mayHaveWeb(r.text) {
		r.each(webForm, func(m []int) (kind, string) { return webValue, webKey(r.text[m[0]:m[1]]) })
	}
	if strings.ContainsAny(r.text, "0123456789") {
		r.digits(l)
	}
	r.numberWords()
	slices.SortStableFunc(r.values, func(a, b value) int { return cmp.Compare(a.at, b.at) })
	return r.reading
}

// mayHaveWeb tells whether a text has what every web address has: a full stop inside a word, or "://".
func mayHaveWeb(s string) bool {
	for i := strings.IndexByte(s, '.'); i >= 0 && i+1 < len(s); {
		if strings.IndexByte(" \t\n\v\f\r<>()[]\"", s[i+1]) < 0 {
			return true
		}
		next := strings.IndexByte(s[i+1:], '.')
		if next < 0 {
			break
		}
		i += 1 + next
	}
	return strings.Contains(s, "://")
}

// digits reads what has digits, the more telling forms first.
func (r *valueReader) digits(l lang.Tag) {
	r.dates(l)
	r.clockTimes()
	r.each(postcodeForm, func(m []int) (kind, string) {
		return postcodeValue, strings.ReplaceAll(r.text[m[0]:m[1]], " ", "")
	})
	r.money()
	r.each(phoneForm, func(m []int) (kind, string) { return phoneValue, phoneKey(r.text[m[0]:m[1]]) })
	r.each(codeForm, func(m []int) (kind, string) {
		return codeValue, r.text[m[2]:m[3]] + r.text[m[4]:m[5]]
	})
	r.each(numberForm, func(m []int) (kind, string) { return numberValue, plainNumber(r.text[m[0]:m[1]]) })
}

// each adds what a form finds and nothing has taken yet. read gives the key; an empty one is passed over.
func (r *valueReader) each(form *regexp.Regexp, read func(m []int) (kind, string)) {
	for _, m := range form.FindAllStringSubmatchIndex(r.text, -1) {
		if slices.Contains(r.taken[m[0]:m[1]], true) || r.inNumber(m[0], m[1]) {
			continue
		}
		if k, key := read(m); key != "" {
			r.add(k, key, m[0], m[1])
		}
	}
}

func (r *valueReader) add(k kind, key string, at, end int) {
	for i := at; i < end; i++ {
		r.taken[i] = true
	}
	r.values = append(r.values, value{k, key, strings.TrimSpace(r.text[at:end]), at, end})
}

// inNumber tells whether a find begins or ends inside a number.
func (r *valueReader) inNumber(at, end int) bool {
	digit := func(i int) bool { return i >= 0 && i < len(r.text) && '0' <= r.text[i] && r.text[i] <= '9' }
	return digit(at) && digit(at-1) || digit(end-1) && digit(end)
}

// inWord tells whether a find that begins or ends with a letter begins or ends inside a word.
func (r *valueReader) inWord(at, end int) bool {
	first, _ := utf8.DecodeRuneInString(r.text[at:])
	before, _ := utf8.DecodeLastRuneInString(r.text[:at])
	last, _ := utf8.DecodeLastRuneInString(r.text[:end])
	after, _ := utf8.DecodeRuneInString(r.text[end:])
	return unicode.IsLetter(first) && unicode.IsLetter(before) && !unicode.Is(unicode.Han, before) ||
		unicode.IsLetter(last) && (unicode.IsLetter(after) || unicode.IsMark(after)) && !unicode.Is(unicode.Han, last)
}

func webKey(s string) string {
	s = strings.TrimSuffix(s, "/")
	if _, rest, ok := strings.Cut(s, "://"); ok {
		s = rest
	}
	host, path, _ := strings.Cut(s, "/")
	return strings.TrimPrefix(strings.ToLower(host), "www.") + "/" + path
}

// phoneKey is a number's digits as they are dialled in the UK.
func phoneKey(s string) string {
	trunk := strings.Contains(s, "(0)")
	d := strings.Join(fields(strings.Replace(s, "(0)", "", 1)), "")
	d = strings.TrimPrefix(d, "00")
	if rest, ok := strings.CutPrefix(d, "44"); ok && (strings.HasPrefix(s, "+") || strings.HasPrefix(s, "00") || trunk) {
		d = "0" + rest
	}
	return d
}

// dates reads days with a month, in figures or by name. A day comes before the month, as it does in the UK, unless
// the year comes first.
func (r *valueReader) dates(l lang.Tag) {
	key := func(y, m, d string) (kind, string) {
		mm, _ := strconv.Atoi(m)
		dd, _ := strconv.Atoi(d)
		if mm < 1 || mm > 12 || dd < 1 || dd > 31 {
			return 0, ""
		}
		if len(y) == 2 {
			y = "20" + y
		}
		return dateValue, fmt.Sprintf("%s-%02d-%02d", y, mm, dd)
	}
	text := r.text
	r.each(isoForm, func(m []int) (kind, string) { return key(text[m[2]:m[3]], text[m[4]:m[5]], text[m[6]:m[7]]) })
	r.each(slashForm, func(m []int) (kind, string) { return key(text[m[6]:m[7]], text[m[4]:m[5]], text[m[2]:m[3]]) })
	r.each(hanDateForm, func(m []int) (kind, string) { return key(sub(text, m, 1), text[m[4]:m[5]], text[m[6]:m[7]]) })
	for _, name := range r.monthNames(l) {
		// 3 April 2026, 3rd of April, April 3, 2026, 2026 April 3
		form := `(\d{1,2})(?:st|nd|rd|th|e|º|-го)?[ \x{A0}.]?(?:of |de |د |ی |ê )?` + name.form + `(?:[،,]?[ \x{A0}]?(?:de |del |د )?(\d{4}))?`
		month := strconv.Itoa(name.month)
		r.each(regexp.MustCompile(form), func(m []int) (kind, string) {
			if r.inWord(m[0], m[1]) {
				return 0, ""
			}
			return key(sub(text, m, 2), month, text[m[2]:m[3]])
		})
		r.each(regexp.MustCompile(`(?:(\d{4})[ \x{A0}](?:د )?)?`+name.form+`[ \x{A0}](\d{1,2})(?:st|nd|rd|th)?\b(?:[،,]? (\d{4}))?`), func(m []int) (kind, string) {
			if r.inWord(m[0], m[1]) {
				return 0, ""
			}
			return key(cmp.Or(sub(text, m, 1), sub(text, m, 3)), month, text[m[4]:m[5]])
		})
	}
}

func sub(s string, m []int, i int) string {
	if m[2*i] < 0 {
		return ""
	}
	return s[m[2*i]:m[2*i+1]]
}

type monthName struct {
	month int
	form  string
}

// monthNames are the names of months that stand in the text.
func (r *valueReader) monthNames(l lang.Tag) []monthName {
	var out []monthName
	add := func(month int, name string) {
		if len(name) > 1 && strings.Contains(r.text, name) {
			out = append(out, monthName{month, regexp.QuoteMeta(name)})
		}
	}
	loc, ok := lang.Lookup(l)
	if !ok || l == "vi" { // a Vietnamese month is a number
		return nil
	}
	for i := range 12 {
		add(i+1, loc.Months[i])
		if alone := loc.MonthsAlone[i]; alone != loc.Months[i] {
			add(i+1, alone)
		}
		if also := otherMonths[l]; also != nil {
			for name := range strings.SplitSeq(also[i], "|") {
				add(i+1, name)
			}
		}
	}
	return out
}

// otherMonths are names of months beside those that the program writes.
var otherMonths = map[lang.Tag]*[12]string{
	"en":    {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"},
	"ar":    {"كانون الثاني", "شباط", "آذار", "نيسان|إبريل|ابريل", "أيار", "حزيران", "تموز|يوليه", "آب", "أيلول", "تشرين الأول", "تشرين الثاني", "كانون الأول"},
	"fa-af": {"ژانویه", "فوریه", "مارس", "آوریل", "مه", "ژوئن", "ژوئیه", "اوت", "سپتامبر", "اکتبر", "نوامبر", "دسامبر"},
	"ps":    {"جنوری", "فبروری", "", "", "می", "", "جولائی", "اگست", "", "اکتوبر", "", ""},
	"ti":    {"ጃንዋሪ", "ፌብሩዋሪ", "ማርች", "ኤፕሪል", "ሜይ|ግንቦት", "ጁን", "ጁላይ", "ኦገስት", "ሰፕተምበር", "ኦክቶበር", "ኖቬምበር", "ዲሰምበር"},
	"es":    {"", "", "", "", "", "", "", "", "setiembre", "", "", ""},
}

// clockTimes reads times of the day. A number is one when it has minutes, or a part of the day or an "o'clock" where
// the other text has times too: ৫টা is five o'clock, and five pieces.
func (r *valueReader) clockTimes() {
	w := r.words
	if w == nil {
		w = vocabularies[lang.English]
	}
	type found struct {
		at, end, hour, minute int
		part                  byte
	}
	var times []found
	for _, m := range w.times.FindAllStringSubmatchIndex(r.text, -1) {
		at, end := m[0], m[1]
		hour, _ := strconv.Atoi(r.text[m[8]:m[9]])
		sep, minutes := sub(r.text, m, 5), sub(r.text, m, 6)
		before, after := w.partOf(sub(r.text, m, 1)), w.partOf(sub(r.text, m, 10))
		if before != 0 && r.inWord(at, m[3]) {
			before, at = 0, m[8]
		}
		if after != 0 && r.inWord(m[20], end) {
			after, end = 0, m[20]
		}
		part := max(before, after)
		clock := m[6] >= 0 || m[14] >= 0
		if part == 0 && sub(r.text, m, 2) == "" && m[6] < 0 {
			at = m[8]
		}
		half := m[4] >= 0 || m[18] >= 0
		minute, _ := strconv.Atoi(cmp.Or(minutes, sub(r.text, m, 8)))
		if half {
			minute = 30
		}
		sure := sep == ":" || sep == "："
		if !sure && (part == 0 && !clock || !r.times) || sep != "" && !sure && part == 0 && !clock ||
			hour > 24 || minute > 59 || r.inNumber(m[8], cmp.Or(max(m[13], 0), m[9])) || slices.Contains(r.taken[at:end], true) {
			continue
		}
		times = append(times, found{at, end, hour, minute, part})
	}
	// "9 to 11 in the morning": what has no part of the day shares that of the other end.
	for i := range times {
		t := &times[i]
		if t.part != 0 || t.hour > 12 {
			continue
		}
		if i+1 < len(times) && times[i+1].part != 0 && isRange(r.text[t.end:times[i+1].at]) && t.hour%12 <= times[i+1].hour%12 {
			t.part = times[i+1].part
		} else if i > 0 && times[i-1].part != 0 && isRange(r.text[times[i-1].end:t.at]) && times[i-1].hour%12 <= t.hour%12 {
			t.part = times[i-1].part
		}
	}
	for _, t := range times {
		if t.part != 0 {
			r.shareBackwards(t.at, t.hour, t.part)
		}
		r.add(timeValue, clockKey(t.hour, t.minute, t.part), t.at, t.end)
	}
}

var bareHour = regexp.MustCompile(`(\d{1,2})\s*(?:[–—-]|to|hingga|إلى|الى|حتى|تا|سے|থেকে|ክሳብ|እስከ|ilaa|deri|a|до|по|到|至|څخه تر|تر|بۆ|تاکو)\s*$`)

// shareBackwards reads the bare hour of "9 to 11 am".
func (r *valueReader) shareBackwards(at, hour int, part byte) {
	m := bareHour.FindStringSubmatchIndex(r.text[:at])
	if m == nil || r.inNumber(m[2], m[3]) || slices.Contains(r.taken[m[2]:m[3]], true) {
		return
	}
	if h, _ := strconv.Atoi(r.text[m[2]:m[3]]); h%12 < hour%12 && h <= 12 {
		r.add(timeValue, clockKey(h, 0, part), m[2], m[3])
	}
}

// clockKey is a time by the 24-hour clock.
func clockKey(hour, minute int, part byte) string {
	if hour <= 12 {
		switch {
		case part == 'a', part == 'i' && hour < 6, part == 'i' && hour == 12:
			hour %= 12
		case part == 'p', part == 'i':
			hour = hour%12 + 12
		case part == 'n' && hour < 6:
			hour += 12
		}
	}
	return fmt.Sprintf("%02d:%02d", hour, minute)
}

// money reads amounts and shares.
func (r *valueReader) money() {
	amount := func(form *regexp.Regexp, k kind, unit string) {
		r.each(form, func(m []int) (kind, string) {
			if r.inWord(m[0], m[0]+1) {
				return 0, ""
			}
			return k, unit + plainNumber(cmp.Or(sub(r.text, m, 1), sub(r.text, m, 2)))
		})
	}
	words := r.words
	if words == nil {
		words = vocabularies[lang.English]
	}
	r.each(words.small, func(m []int) (kind, string) {
		n, err := strconv.Atoi(r.text[m[2]:m[3]])
		if err != nil || r.inWord(m[4], m[5]) && m[5]-m[4] < 2 {
			return 0, ""
		}
		return moneyValue, "£" + plainNumber(fmt.Sprintf("%d.%02d", n/100, n%100))
	})
	amount(words.amount, moneyValue, "£")
	amount(euroForm, moneyValue, "€")
	amount(dollarForm, moneyValue, "$")
	amount(percentForm, percentValue, "%")
}

// numberWords reads numbers that are written as words, two of them together where they are one: twenty-five.
func (r *valueReader) numberWords() {
	if r.words == nil {
		return
	}
	type found struct {
		value
		n    int
		soft bool
	}
	var all []found
	for at, end := range words(r.text) {
		if r.taken[at] {
			continue
		}
		w, ok := r.words.number(strings.ToLower(r.text[at:end]))
		if !ok {
			continue
		}
		if k := len(all) - 1; k >= 0 && !(w.soft && all[k].soft) && joined(r.text[all[k].end:at]) {
			big, small := max(all[k].n, w.value), min(all[k].n, w.value)
			if big >= 10 && big < 100 && small < 10 {
				all[k].n, all[k].end, all[k].soft = big+small, end, false
				continue
			}
		}
		all = append(all, found{value{at: at, end: end}, w.value, w.soft})
	}
	for _, f := range all {
		k := wordValue
		if f.soft {
			k = softValue
		}
		r.values = append(r.values, value{k, strconv.Itoa(f.n), r.text[f.at:f.end], f.at, f.end})
	}
}

// joined tells whether two parts of a number in words are one.
func joined(between string) bool {
	switch strings.TrimSpace(between) {
	case "", "-", "و", "y", "e", "iyo":
		return len(between) < 6
	}
	return false
}

// words calls f with the first byte of each word and the byte behind it. Joiners and apostrophes are parts of words.
func words(s string) func(func(at, end int) bool) {
	return func(yield func(at, end int) bool) {
		at := -1
		for i, r := range s {
			in := isWordPart(r) || at >= 0 && (r == '\u200c' || r == '\u200d' || r == '\'' || r == '’')
			switch {
			case in && at < 0:
				at = i
			case !in && at >= 0:
				if !yield(at, i) {
					return
				}
				at = -1
			}
		}
		if at >= 0 {
			yield(at, len(s))
		}
	}
}

func isWordPart(r rune) bool {
	if r < 0x80 {
		return 'a' <= r|0x20 && r|0x20 <= 'z'
	}
	if r <= 0xFFFF {
		return wordParts[r/64]>>(r%64)&1 == 1
	}
	return unicode.IsLetter(r) || unicode.IsMark(r)
}

// wordParts has a bit for each letter and mark up to U+FFFF: every character of every translation is looked up.
var wordParts = lettersAndMarks()

func lettersAndMarks() (bits [1 << 16 / 64]uint64) {
	for _, table := range []*unicode.RangeTable{unicode.L, unicode.M} {
		for _, x := range table.R16 {
			for r := uint32(x.Lo); r <= uint32(x.Hi); r += uint32(x.Stride) {
				bits[r/64] |= 1 << (r % 64)
			}
		}
	}
	return bits
}

var rangeForm = regexp.MustCompile(`^\s*(?:[–—‑~～-]|to|until|till|through)\s*$`)

// isRange tells whether what stands between two values makes them a range, in English or by a short word elsewhere.
func isRange(between string) bool {
	return rangeForm.MatchString(between) || utf8.RuneCountInString(strings.TrimSpace(between)) <= 8 && !strings.ContainsAny(between, ".,;،؛。፣।")
}
