package calendar

import (
	"fmt"
	"slices"
	"strconv"
	"strings"
)

var ruleDays = [...]string{Monday: "MO", Tuesday: "TU", Wednesday: "WE", Thursday: "TH", Friday: "FR", Saturday: "SA", Sunday: "SU"}

// Rule returns the recurrence as the FREQ and BYDAY of RFC 5545: WEEKLY and "MO,WE", or MONTHLY and "2TU".
func (e Every) Rule() (freq, byday string) {
	freq = "WEEKLY"
	if e.Nth != 0 {
		freq = "MONTHLY"
	}
	days := slices.Clone(e.Days)
	slices.Sort(days)
	var names []string
	for _, d := range slices.Compact(days) {
		name := ruleDays[d]
		if e.Nth != 0 {
			name = strconv.Itoa(e.Nth) + name
		}
		names = append(names, name)
	}
	return freq, strings.Join(names, ",")
}

// ParseRule reads the FREQ and BYDAY of RFC 5545 that a listing can say, one Every for each number before a day; an
// empty FREQ counts as WEEKLY. A day is without a number in a week, and with one, from 1 to 4 or -1, in a month.
func ParseRule(freq, byday string) ([]Every, bool) {
	var out []Every
	for part := range strings.SplitSeq(strings.ToUpper(byday), ",") {
		part = strings.TrimSpace(part)
		if len(part) < 2 {
			return nil, false
		}
		day := slices.Index(ruleDays[:], part[len(part)-2:])
		number := strings.TrimPrefix(part[:len(part)-2], "+")
		n, err := strconv.Atoi(number)
		weekly := number == "" && (freq == "WEEKLY" || freq == "")
		monthly := err == nil && freq == "MONTHLY" && (n == -1 || n >= 1 && n <= 4)
		if day < 1 || !weekly && !monthly {
			return nil, false
		}
		if i := slices.IndexFunc(out, func(e Every) bool { return e.Nth == n }); i >= 0 {
			out[i].Days = append(out[i].Days, Weekday(day))
			continue
		}
		out = append(out, Every{Days: []Weekday{Weekday(day)}, Nth: n})
	}
	for i := range out {
		slices.Sort(out[i].Days)
		out[i].Days = slices.Compact(out[i].Days)
	}
	return out, len(out) > 0
}

var ordinalNames = map[int]string{1: "1st", 2: "2nd", 3: "3rd", 4: "4th", -1: "last"}

// Written returns the recurrence as listings have it, one text for each entry of a list: "monday to friday", "day",
// "2nd tuesday". [ParseEvery] reads each.
func (e Every) Written() []string {
	days := slices.Clone(e.Days)
	slices.Sort(days)
	days = slices.Compact(days)
	switch n := len(days); {
	case e.Nth == 0 && n == 7:
		return []string{"day"}
	case e.Nth == 0 && n >= 3 && int(days[n-1]-days[0]) == n-1:
		return []string{fmt.Sprintf("%s to %s", days[0], days[n-1])}
	}
	var out []string
	for _, d := range days {
		if e.Nth != 0 {
			out = append(out, ordinalNames[e.Nth]+" "+d.String())
		} else {
			out = append(out, d.String())
		}
	}
	return out
}
