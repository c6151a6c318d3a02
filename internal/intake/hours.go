package intake

import (
	"regexp"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/fields"
)

var (
	dayWord   = `(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?|weekdays?|weekends?|daily|every ?day`
	daySep    = `\s*(?:-|–|—|to|until|through)\s*`
	clockWord = `12 ?(?:noon|midday|midnight)|\d{1,2}(?:[:.]\d{2})?(?::\d{2})?\s*(?:am|pm|a\.m\.|p\.m\.)?|noon|midday|midnight`
	aDay      = regexp.MustCompile(`(?i)^\s*(?:(1st|2nd|3rd|4th|first|second|third|fourth|last)\s+)?(` + dayWord + `)\.?(?:` + daySep + `(` + dayWord + `)\.?)?`)
	aSpan     = regexp.MustCompile(`(?i)^[\s:,]*(?:from\s+)?(` + clockWord + `)` + daySep + `(` + clockWord + `)`)
	between   = regexp.MustCompile(`(?i)^\s*(?:,|&|and|/)\s*`)
	oneClock  = regexp.MustCompile(`(?i)^(\d{1,2})(?:[:.](\d{2}))?(?::\d{2})?\s*([ap])?`)
	modeTail  = regexp.MustCompile(`(?i)^\s*,?\s*(online|(?:by )?phone)\b`)
	whatTail  = regexp.MustCompile(`^\s*,\s*(\pL[^;|\d\n]{1,79})`)
	shut      = regexp.MustCompile(`(?i)^[\s:,]*(closed|shut)`)
)

// hours reads opening hours as people write them: "Mon-Fri 9-5, Sat 10am - 1pm; Sunday closed". Words behind a comma
// say what happens then: "Mon 9-5, food bank". It returns sessions as listings have them, and says which times it had to guess the half of the day of; ok is false unless all of the text was
// understood.
func hours(text string) (sessions []fields.Node, guessed []string, ok bool) {
	for rest := strings.TrimSpace(text); rest != ""; rest = strings.TrimLeft(rest, " ;,.|\n\t") {
		days, n := dayList(rest)
		if n == 0 {
			return nil, nil, false
		}
		rest = rest[n:]
		if m := shut.FindString(rest); m != "" {
			rest = rest[len(m):]
			continue
		}
		spans := 0
		for {
			m := aSpan.FindStringSubmatch(rest)
			if m == nil {
				break
			}
			from, to, guess := span(m[1], m[2])
			if from == "" {
				return nil, nil, false
			}
			if guess {
				guessed = append(guessed, strings.TrimSpace(m[0])+" as "+from+"–"+to)
			}
			sessions = append(sessions, fields.FieldsNode("every", everyNode(days), "from", from, "to", to))
			spans++
			rest = rest[len(m[0]):]
			if sep := between.FindString(rest); sep == "" || aSpan.FindString(rest[len(sep):]) == "" {
				break
			} else {
				rest = rest[len(sep):]
			}
		}
		if spans == 0 {
			return nil, nil, false
		}
		if m := modeTail.FindStringSubmatch(rest); m != nil {
			rest = rest[len(m[0]):]
			for i := len(sessions) - spans; i < len(sessions); i++ {
				sessions[i].Add("mode", fields.TextNode(modeOf(m[1])))
			}
		}
		if m := whatTail.FindStringSubmatch(rest); m != nil && aDay.FindString(m[1]) == "" {
			rest = rest[len(m[0]):]
			for i := len(sessions) - spans; i < len(sessions); i++ {
				sessions[i].Add("what", fields.TextNode(asWords(strings.TrimSpace(m[1]))))
			}
		}
	}
	return sessions, guessed, len(sessions) > 0
}

// everyNode writes days as listings do: one text, or a list.
func everyNode(days []calendar.Every) fields.Node {
	var words []string
	for _, e := range days {
		words = append(words, e.Written()...)
	}
	if len(words) == 1 {
		return fields.TextNode(words[0])
	}
	return fields.Texts(words...)
}

// dayList reads the days at the start of a text and returns how much of it they take.
func dayList(s string) (days []calendar.Every, n int) {
	for {
		m := aDay.FindStringSubmatch(s[n:])
		if m == nil {
			return days, n
		}
		e := calendar.Every{Days: daysNamed(m[2], m[3]), Nth: nth[strings.ToLower(m[1])]}
		if len(e.Days) == 0 {
			return nil, 0
		}
		if i := slices.IndexFunc(days, func(x calendar.Every) bool { return x.Nth == e.Nth }); i >= 0 {
			days[i].Days = append(days[i].Days, e.Days...)
		} else {
			days = append(days, e)
		}
		n += len(m[0])
		sep := between.FindString(s[n:])
		if sep == "" || aDay.FindString(s[n+len(sep):]) == "" {
			return days, n
		}
		n += len(sep)
	}
}

var nth = map[string]int{"1st": 1, "2nd": 2, "3rd": 3, "4th": 4, "first": 1, "second": 2, "third": 3, "fourth": 4, "last": -1}

// daysNamed returns the days from one to another, which may be empty.
func daysNamed(from, to string) []calendar.Weekday {
	switch w := strings.ToLower(from); {
	case to == "" && strings.HasPrefix(w, "weekday"):
		return slices.Clone(calendar.Weekdays[:5])
	case to == "" && strings.HasPrefix(w, "weekend"):
		return slices.Clone(calendar.Weekdays[5:])
	case to == "" && (w == "daily" || strings.HasPrefix(w, "every")):
		return slices.Clone(calendar.Weekdays)
	}
	first, ok1 := dayNamed(from)
	last, ok2 := dayNamed(to)
	switch {
	case !ok1 || to != "" && !ok2:
		return nil
	case to == "":
		return []calendar.Weekday{first}
	}
	var out []calendar.Weekday
	for d := first; ; d = d%7 + 1 {
		out = append(out, d)
		if d == last {
			return out
		}
	}
}

func dayNamed(word string) (calendar.Weekday, bool) {
	word = strings.ToLower(word)
	for _, d := range calendar.Weekdays {
		if len(word) >= 3 && strings.HasPrefix(d.String(), word[:3]) {
			return d, true
		}
	}
	return 0, false
}

// span reads two times of one day. Where no half of the day is written, "9-5" ends in the afternoon and "1-3" lies in it;
// guess says that one was chosen.
func span(a, b string) (from, to string, guess bool) {
	f, halfA, ok1 := clock(a)
	t, halfB, ok2 := clock(b)
	if !ok1 || !ok2 {
		return "", "", false
	}
	written := strings.ContainsAny(a+b, ":.") && len(strings.TrimSpace(a)) == len("09:00")
	switch {
	case halfA == 0 && halfB == 'p' && f < 12*60 && f+12*60 < t && f < 7*60:
		f += 12 * 60 // "1 - 3pm"
	case halfA == 0 && halfB == 0 && !written && f < 7*60 && f < t && t <= 12*60:
		f, t, guess = f+12*60, t+12*60, true // "1-3"
	case halfB == 0 && !written && t <= f && t <= 12*60:
		t, guess = t+12*60, halfA == 0 // "9-5"
	}
	if t <= f && t == 0 {
		t = 24 * 60
	}
	if t <= f || t > 24*60 {
		return "", "", false
	}
	return f.String(), t.String(), guess
}

// clock reads a time; half is a or p where it is written.
func clock(s string) (c calendar.Clock, half byte, ok bool) {
	switch strings.TrimSpace(strings.TrimPrefix(strings.ToLower(strings.TrimSpace(s)), "12")) {
	case "noon", "midday":
		return 12 * 60, 'p', true
	case "midnight":
		return 24 * 60, 'p', true
	}
	m := oneClock.FindStringSubmatch(strings.TrimSpace(s))
	if m == nil {
		return 0, 0, false
	}
	h, _ := strconv.Atoi(m[1])
	min, _ := strconv.Atoi(m[2])
	if m[3] != "" {
		half = strings.ToLower(m[3])[0]
		if h > 12 || h == 0 {
			half = 0 // "14pm"
		}
	}
	switch {
	case half == 'p' && h < 12:
		h += 12
	case half == 'a' && h == 12:
		h = 0
	}
	return calendar.Clock(h*60 + min), half, h*60+min <= 24*60 && min < 60
}
