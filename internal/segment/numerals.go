package segment

import (
	"regexp"
	"strconv"
	"strings"
)

// ethiopicForm is a number in the numerals of Ethiopia, which are no digits: ፵፪ is 42.
var ethiopicForm = regexp.MustCompile(`[\x{1369}-\x{137C}]+`)

// ethiopic returns the value of such a number. ፻ is hundreds and ፼ ten thousands, each after its count or alone.
func ethiopic(s string) int {
	total, part := 0, 0
	for _, r := range s {
		switch {
		case r == '፼':
			total = (total + max(part, 1)) * 10000
			part = 0
		case r == '፻':
			part = max(part, 1) * 100
		case r >= '፲':
			part += int(r-'፲'+1) * 10
		default:
			part += int(r-'፩') + 1
		}
	}
	return total + part
}

const hanDigits = `〇零一二三四五六七八九十百千万萬亿億两兩`

var (
	// hanShare, hanUnit and hanOrder are places where a number in Han letters is nothing but a number.
	hanShare = regexp.MustCompile(`百分之([` + hanDigits + `]+)`)
	hanUnit  = regexp.MustCompile(`([` + hanDigits + `]+)( ?(?:点|點|时|時|月|日|号|號|年|天|英镑|英鎊|镑|鎊|便士|岁|歲|小时|小時|分钟|分鐘|周内|个星期|個星期|个月|個月|个工作日|週內|次|页|頁))`)
	hanOrder = regexp.MustCompile(`第([` + hanDigits + `]+)(条|條|章|节|節|款)`) // 第二天 is the next day
)

// hanNumbers writes such numbers as digits. One alone stays: 一次 is "once" as often as "one time". So do the days of
// the week, 星期三 or 周三, and what is said with a number but means something else.
func hanNumbers(s string) string {
	s = hanShare.ReplaceAllStringFunc(s, func(m string) string {
		return strconv.Itoa(hanNumber(strings.TrimPrefix(m, "百分之"))) + "%"
	})
	s = hanOrder.ReplaceAllStringFunc(s, func(m string) string {
		p := hanOrder.FindStringSubmatch(m)
		return "第" + hanDigitsOr(p[1]) + p[2]
	})
	var b strings.Builder
	end := 0
	for _, m := range hanUnit.FindAllStringSubmatchIndex(s, -1) {
		b.WriteString(s[end:m[2]])
		before := s[:m[2]]
		number := s[m[2]:m[3]]
		if !strings.HasSuffix(before, "第") && !strings.HasSuffix(before, "星期") && !strings.HasSuffix(before, "周") && !strings.HasSuffix(before, "週") && !strings.HasSuffix(before, "礼拜") {
			number = hanDigitsOr(number)
		}
		b.WriteString(number)
		end = m[3]
	}
	return b.String() + s[end:]
}

func hanDigitsOr(s string) string {
	if s == "一" {
		return s
	}
	if n := hanNumber(s); n > 0 {
		return strconv.Itoa(n)
	}
	return s
}

// hanNumber returns the value of a number in Han letters: 十二 is 12, 二〇二六 is 2026, 三千五百 is 3500.
func hanNumber(s string) int {
	places := !strings.ContainsAny(s, "十百千万萬亿億")
	total, part, digit := 0, 0, 0
	for _, r := range s {
		switch r {
		case '十', '百', '千':
			unit := map[rune]int{'十': 10, '百': 100, '千': 1000}[r]
			part += max(digit, 1) * unit
			digit = 0
		case '万', '萬', '亿', '億':
			unit := 10_000
			if r == '亿' || r == '億' {
				unit = 100_000_000
			}
			total = (total + max(part+digit, 1)) * unit
			part, digit = 0, 0
		default:
			d := strings.IndexRune("零一二三四五六七八九", r) / len("零")
			switch r {
			case '〇':
				d = 0
			case '两', '兩':
				d = 2
			}
			if places {
				digit = digit*10 + d
			} else {
				digit = d
			}
		}
		if total+part+digit > 1e12 {
			return 0
		}
	}
	return total + part + digit
}

// plainNumber returns what a number in digits is worth, as digits with a point: 1,000 and 1.000 and 1'000 and 1000
// have one value, and so do 1,00,000 and 100,000; 1.5, 1,5 and 1٫50 have another.
func plainNumber(s string) string {
	groups := fields(s)
	var seps []rune
	for _, r := range s {
		if r < '0' || r > '9' {
			seps = append(seps, r)
		}
	}
	n := len(groups)
	if n == 1 {
		return whole(groups[0])
	}
	last := seps[len(seps)-1]
	decimal := false
	switch {
	case last == '٫':
		decimal = true
	case last == '٬' || last == ' ' || last == '\'' || last == '’' || last == '\u00A0' || last == '\u2009' || last == '\u202F':
	case n > 2 && seps[0] != last:
		decimal = true // 1.000,50
	case len(groups[n-1]) != 3 || groups[0] == "0":
		decimal = true
	}
	head := groups
	if decimal {
		head = groups[:n-1]
	}
	if !thousands(head) {
		return whole(groups[0]) + "." + strings.Join(groups[1:], ".")
	}
	out := whole(strings.Join(head, ""))
	if decimal {
		if rest := strings.TrimRight(groups[n-1], "0"); rest != "" {
			out += "." + rest
		}
	}
	return out
}

// thousands tells whether groups of digits are one number: of three each after the first, or, as in India, of two and
// three at the end.
func thousands(groups []string) bool {
	for i, g := range groups[1:] {
		last := i == len(groups)-2
		if len(g) != 3 && (last || len(g) != 2) {
			return false
		}
	}
	return len(groups) == 1 || len(groups[0]) <= 3
}

func whole(s string) string {
	if s = strings.TrimLeft(s, "0"); s == "" {
		return "0"
	}
	return s
}

func fields(s string) []string {
	return strings.FieldsFunc(s, func(r rune) bool { return r < '0' || r > '9' })
}
