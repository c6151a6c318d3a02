package load

import (
	"fmt"
	"net/url"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/nyaruka/phonenumbers"

	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// phone reads a number that people dial in the UK, and returns it as machines dial it: E.164, or the digits
// where it is a short number. The number must stand in quotes: other programs drop the 0 without them.
func (r *reader) phone(s fields.Scalar) (model.At[string], string) {
	if !s.Written() {
		return model.At[string]{}, ""
	}
	dial, code, problem, hint := dialled(s.Text)
	if problem != "" {
		if !s.Quoted && hint != "" && !strings.Contains(hint, `"`) {
			hint += "; put the number in double quotes"
		}
		r.ds.Error(s.At, code, "%s", problem).Hint("%s", hint)
		return model.At[string]{}, ""
	}
	if !s.Quoted {
		r.ds.Error(s.At, "unquoted-phone", "the phone number %s must stand in quotes", s.Text).
			Hint("write %q; without quotes some programs drop the 0 or the + at the start", s.Text)
	}
	r.price(s, dial)
	return model.At[string]{V: s.Text, At: s.At}, dial
}

// costly is the numbers, as dialled, whose calls cost more than those to 01, 02, 03 and 07 and are in no bundle of
// minutes. The library has all of them as premium rate; for those that a council or the government may still have,
// a warning will do.
var costly = []struct {
	prefix, what string
	refused      bool
}{
	{"+449", "a premium-rate number (09)", true},
	{"+44871", "a premium-rate number (0871)", true},
	{"+44872", "a premium-rate number (0872)", true},
	{"+44873", "a premium-rate number (0873)", true},
	{"118", "directory enquiries (118)", true},
	{"+4484", "a number with an extra charge (084)", false},
	{"+44870", "a number with an extra charge (0870)", false},
}

// price reports a number that people with little money on their phone cannot well call.
func (r *reader) price(s fields.Scalar, dial string) {
	for _, relay := range moreShort {
		if rest := strings.TrimPrefix(dial, relay); rest != dial && strings.HasPrefix(rest, "0") {
			dial = "+44" + rest[1:]
		}
	}
	if strings.HasPrefix(dial, "+") && !strings.HasPrefix(dial, "+44") {
		r.ds.Warning(s.At, "phone-foreign", "phone %q is a number of another country, which costs a lot to call", short(s.Text)).
			Hint("look for a UK number of this service")
		return
	}
	for _, c := range costly {
		if !strings.HasPrefix(dial, c.prefix) {
			continue
		}
		if c.refused {
			r.ds.Error(s.At, "phone-costly", "phone %q costs much to call: it is %s", short(s.Text), c.what).
				Hint("look for the service's number that starts with 01, 02, 03 or 0800; a number like this one may be a trap")
		} else {
			r.ds.Warning(s.At, "phone-costly", "phone %q costs extra to call: it is %s", short(s.Text), c.what).
				Hint("look for the service's number that starts with 01, 02, 03 or 0800")
		}
		return
	}
}

const copyHint = "copy it again from the service's own page, digit by digit"

// moreShort is short numbers that the library does not know: the call prefixes of Relay UK.
var moreShort = []string{"18001", "18002"}

// dialled checks a number as written.
func dialled(s string) (dial, code, problem, hint string) {
	const invalid = "phone-invalid"
	shown := fmt.Sprintf("phone %q", short(s))
	if code, problem, hint := phoneCharacters(s, shown); problem != "" {
		return "", code, problem, hint
	}
	digits := onlyDigits(s)
	for _, relay := range moreShort {
		if rest, ok := strings.CutPrefix(digits, relay); ok && !strings.HasPrefix(s, "+") {
			if rest == "" {
				return digits, "", "", ""
			}
			if _, code, problem, hint := dialled(rest); problem != "" {
				return "", code, problem + ", after the Relay UK prefix " + relay, hint
			}
			return digits, "", "", ""
		}
	}
	switch {
	case digits == "":
		return "", invalid, shown + " has no digits", copyHint
	case strings.HasPrefix(s, "+"):
		return international(digits, shown)
	case strings.HasPrefix(digits, "00"):
		return "", invalid, shown + " starts with 00", "a number of another country starts with + instead: +" + digits[2:]
	case strings.HasPrefix(digits, "0"):
		return national(digits, shown)
	}
	if n, err := phonenumbers.Parse(digits, "GB"); err == nil && len(digits) <= 6 && phonenumbers.IsValidShortNumberForRegion(n, "GB") {
		return digits, "", "", ""
	}
	return "", invalid, shown + " is no UK number: those start with 0 or +44", notNationalHint(s, digits)
}

var extension = regexp.MustCompile(`(?i)\d\s*(x|ext\.?|extension)\s*\d`)

// phoneCharacters refuses what is no digit, blank, hyphen, bracket, or + at the start.
func phoneCharacters(s, shown string) (code, problem, hint string) {
	const invalid = "phone-invalid"
	switch {
	case strings.ContainsAny(s, "/;,|&") || strings.Contains(s, " or "):
		return invalid, shown + " holds more than one number", "give each number an entry of its own, with its own ref"
	case strings.Contains(s, "(0)"):
		return invalid, shown + " has (0) in it, which people dial by mistake", "write either +44 without the 0, or the 0 without +44"
	case extension.MatchString(s):
		return invalid, shown + " has an extension in it", "write the number alone, and the extension into for: …"
	}
	if inner, curly := uncurled(s); curly {
		return invalid, shown + " stands in curly quotes", fmt.Sprintf("type straight ones: %q", inner)
	}
	for i, c := range s {
		switch {
		case c >= '0' && c <= '9' || strings.ContainsRune(" -()", c) || c == '+' && i == 0:
		case unicode.IsDigit(c):
			return invalid, shown + " has digits of another script in it", "write it with the digits 0 to 9"
		case c == 'O' || c == 'o':
			return invalid, shown + " has the letter O in it", "write the digit 0"
		case c == 'l' || c == 'I':
			return invalid, shown + fmt.Sprintf(" has the letter %c in it", c), "write the digit 1"
		case unicode.IsLetter(c):
			return invalid, shown + " has letters in it", "write digits only; words about the number belong in for: …"
		case unicode.IsSpace(c) || unicode.Is(unicode.Pd, c):
			return invalid, shown + fmt.Sprintf(" has an unusual blank or dash in it, U+%04X", c), "type the blank or the hyphen again"
		default:
			return invalid, shown + fmt.Sprintf(" has %q in it", c), "write digits and blanks only"
		}
	}
	return "", "", ""
}

// uncurled returns what stands between the quotes that word processors make, which YAML takes for letters.
func uncurled(s string) (inner string, curly bool) {
	inner = strings.TrimSpace(strings.Trim(s, "“”„‟‘’‚‛\"'"))
	return inner, strings.ContainsAny(s, "“”„‟‘’‚‛") && inner != "" && !strings.ContainsAny(inner, "“”„‟‘’‚‛")
}

func onlyDigits(s string) string {
	return strings.Map(func(c rune) rune {
		if c >= '0' && c <= '9' {
			return c
		}
		return -1
	}, s)
}

func international(digits, shown string) (dial, code, problem, hint string) {
	if rest, ok := strings.CutPrefix(digits, "44"); ok {
		if strings.HasPrefix(rest, "0") {
			return "", "phone-invalid", shown + " has a 0 after +44", "leave that 0 out: +44 " + rest[1:]
		}
		if dial, code, problem, _ := national("0"+rest, shown); problem == "" {
			return dial, "", "", ""
		} else if code == "phone-length" {
			return "", code, fmt.Sprintf("%s has %d digits after +44, %s", shown, len(rest), wantsAfter44("0"+rest)), copyHint
		}
		return "", "phone-invalid", shown + " is no number that exists in the UK", copyHint
	}
	n, err := phonenumbers.Parse("+"+digits, "GB")
	if err != nil || !phonenumbers.IsValidNumber(n) {
		return "", "phone-invalid", shown + " is no number that exists in any country", copyHint
	}
	return phonenumbers.Format(n, phonenumbers.E164), "", "", ""
}

// national checks a number that starts with 0.
func national(digits, shown string) (dial, code, problem, hint string) {
	n, err := phonenumbers.Parse(digits, "GB")
	if err == nil && (phonenumbers.IsValidNumber(n) || isExample(digits)) {
		return phonenumbers.Format(n, phonenumbers.E164), "", "", ""
	}
	what, lengths := kindOfNumber(digits)
	if !strings.Contains(lengths, fmt.Sprint(len(digits))) {
		return "", "phone-length", fmt.Sprintf("%s has %d digits, %s has %s", shown, len(digits), what, lengths), copyHint + "; write it in full, with the 0 and the area code"
	}
	return "", "phone-invalid", fmt.Sprintf("%s is no number that exists in the UK", shown), copyHint
}

// isExample tells of numbers that are kept free for examples, so that examples can be used in tests and in
// templates; the library knows only some of them.
func isExample(digits string) bool {
	return len(digits) == 11 && (strings.HasPrefix(digits, "07700900") || strings.HasPrefix(digits, "01632960"))
}

// kindOfNumber says how numbers with such a beginning are called, and how many digits they have.
func kindOfNumber(digits string) (what, lengths string) {
	for _, k := range kindsOfNumber {
		if strings.HasPrefix(digits, k.prefix) {
			return k.what, k.lengths
		}
	}
	return "a UK number", "11"
}

var kindsOfNumber = []struct{ prefix, what, lengths string }{
	{"020", "a London number", "11"},
	{"0191", "a number of Tyneside, Durham or Sunderland", "11"},
	{"02", "a number with this area code", "11"},
	{"01", "a number with an area code", "11 (in a few places 10)"},
	{"03", "a number that starts with 03", "11"},
	{"070", "a number that starts with 070", "11"},
	{"07", "a mobile number", "11"},
	{"0800", "a number that starts with 0800", "11 (a few have 10)"},
	{"0808", "a number that starts with 0808", "11"},
	{"08", "a number that starts with 08", "11"},
}

func wantsAfter44(digits string) string {
	what, lengths := kindOfNumber(digits)
	if strings.HasPrefix(lengths, "11 ") {
		return what + " has 10 (sometimes 9)"
	}
	return what + " has 10"
}

func notNationalHint(s, digits string) string {
	if n, err := phonenumbers.Parse("0"+digits, "GB"); err == nil && phonenumbers.IsValidNumber(n) && len(digits) >= 9 {
		return "the 0 at the start is missing: 0" + s
	}
	switch {
	case len(digits) == 8 || len(digits) == 7 || len(digits) == 6:
		return "write the area code too, such as 020 for London or 0191 for Newcastle"
	case strings.HasPrefix(digits, "44") && len(digits) >= 11:
		return "write + in front: +" + s
	}
	return copyHint + "; a number of another country starts with +"
}

var (
	postcodeForm = regexp.MustCompile(`^([A-Z][0-9]|[A-Z][0-9][0-9]|[A-Z][A-HJ-Y][0-9]|[A-Z][A-HJ-Y][0-9][0-9]|[A-Z][0-9][A-HJKPS-UW]|[A-Z][A-HJ-Y][0-9][ABEHMNPRV-Y]) [0-9][ABD-HJLNP-UW-Z]{2}$`)
	outwardForm  = regexp.MustCompile(`^[A-Z]{1,2}[0-9][0-9A-Z]?$`)
)

// postcode reads a whole UK postcode.
func (r *reader) postcode(s fields.Scalar) model.At[string] {
	if !s.Written() {
		return model.At[string]{}
	}
	if postcodeForm.MatchString(s.Text) {
		return model.At[string]{V: s.Text, At: s.At}
	}
	bare := strings.Join(strings.FieldsFunc(strings.ToUpper(s.Text), func(c rune) bool { return unicode.IsSpace(c) || c == '-' || c == '.' }), "")
	d := r.ds.Error(s.At, "bad-postcode", "%q is no UK postcode", short(s.Text))
	switch good := likelyPostcode(bare); {
	case good != "":
		d.Hint("write %s", good)
	case outwardForm.MatchString(bare):
		d.Hint("this is only the first half; the second half is a digit and two letters, as in NE1 4XX")
	default:
		d.Hint("a postcode looks like E1 4AA, SW1A 1AA or NE12 8BU; leave it out where it is not known")
	}
	return model.At[string]{}
}

// likelyPostcode puts the blank in its place and the letter O right; "" where that makes no postcode.
func likelyPostcode(bare string) string {
	if len(bare) < 5 || len(bare) > 7 {
		return ""
	}
	out, in := bare[:len(bare)-3], bare[len(bare)-3:]
	for _, p := range []string{out + " " + in, out + " " + strings.Replace(in[:1], "O", "0", 1) + in[1:], out[:1] + strings.ReplaceAll(out[1:], "O", "0") + " " + in} {
		if postcodeForm.MatchString(p) {
			return p
		}
	}
	return ""
}

var emailForm = regexp.MustCompile(`^[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+(\.[A-Za-z0-9!#$%&'*+/=?^_{|}~-]+)*@([A-Za-z0-9]([A-Za-z0-9-]*[A-Za-z0-9])?\.)+[A-Za-z]{2,}$`)

// email reads an e-mail address.
func (r *reader) email(s fields.Scalar) model.At[string] {
	if !s.Written() {
		return model.At[string]{}
	}
	if len(s.Text) <= 254 && emailForm.MatchString(s.Text) {
		return model.At[string]{V: s.Text, At: s.At}
	}
	d := r.ds.Error(s.At, "bad-email", "%q is no e-mail address", short(s.Text))
	rest := strings.TrimRight(strings.TrimPrefix(strings.TrimPrefix(s.Text, "mailto:"), "<"), ".,;>")
	repaired := strings.NewReplacer(" ", "", "(at)", "@", "[at]", "@", ",", ".").Replace(rest)
	switch {
	case strings.ContainsAny(rest, ",;") && strings.Count(rest, "@") > 1:
		d.Hint("write one address; a second one belongs to a service of its own")
	case repaired != s.Text && emailForm.MatchString(repaired):
		d.Hint("write %s", repaired)
	case !strings.Contains(s.Text, "@"):
		d.Hint("an address has an @ in it: name@example.org; a page's address belongs in web: …")
	default:
		d.Hint("an address looks like name@example.org; copy it from the service's own page")
	}
	return model.At[string]{}
}

// web reads the address of a page.
func (r *reader) web(s fields.Scalar) model.At[string] {
	if !s.Written() {
		return model.At[string]{}
	}
	if problem, hint := webProblem(s.Text); problem != "" {
		r.ds.Error(s.At, "bad-web", "%s", problem).Hint("%s", hint)
		return model.At[string]{}
	}
	u, _ := url.Parse(s.Text)
	if host := u.Hostname(); strings.Contains(strings.ToLower(host), "xn--") || mixedScripts(host) {
		r.ds.Warning(s.At, "odd-host", "the name %q may only look like another one: it has letters that are not of the Latin alphabet", short(host)).
			Hint("open the page and compare; copy the address from the browser")
	}
	return model.At[string]{V: lowered(s.Text), At: s.At}
}

// lowered writes scheme and host of a web address in small letters, which changes nothing for a browser.
func lowered(address string) string {
	end := hostEnd(address)
	return strings.ToLower(address[:end]) + address[end:]
}

// hostEnd is where scheme and host of a web address end.
func hostEnd(address string) int {
	from := strings.Index(address, "://") + len("://")
	if i := strings.IndexAny(address[from:], "/?#"); i >= 0 {
		return from + i
	}
	return len(address)
}

var hostForm = regexp.MustCompile(`^[\pL\pN\pM]([\pL\pN\pM-]*[\pL\pN\pM])?(\.[\pL\pN\pM]([\pL\pN\pM-]*[\pL\pN\pM])?)+$`)

func webProblem(s string) (problem, hint string) {
	shown := fmt.Sprintf("%q", short(s))
	if utf8.RuneCountInString(s) > source.MaxURL {
		return fmt.Sprintf("this address has %d characters; it may have %d", utf8.RuneCountInString(s), source.MaxURL), "cut off what follows the ?, and see whether the page still opens"
	}
	if inner, curly := uncurled(s); curly {
		return shown + " stands in curly quotes", fmt.Sprintf("type straight ones: %q", inner)
	}
	if i := strings.IndexFunc(s, func(c rune) bool {
		return c == utf8.RuneError || unicode.IsSpace(c) || unicode.IsControl(c) || strings.ContainsRune("<>\"\\^`{|}", c)
	}); i >= 0 {
		return shown + " has a blank or another character in it that no address has", "copy it from the browser's address line; one address for each field"
	}
	u, err := url.Parse(s)
	switch {
	case err == nil && u.Scheme == "" && hostForm.MatchString(strings.SplitN(strings.TrimPrefix(s, "//"), "/", 2)[0]):
		return shown + " does not say how to open the page", fmt.Sprintf("write \"https://%s\"", strings.TrimPrefix(s, "//"))
	case err != nil || u.Scheme == "" || u.Opaque != "" && strings.HasPrefix(u.Scheme, "http"):
		return shown + " is no web address", "an address looks like https://www.example.org/page"
	case u.Scheme != "https" && u.Scheme != "http":
		return fmt.Sprintf("%s starts with %s:, but only pages of the web can be linked", shown, u.Scheme), "an address starts with https://"
	case u.User != nil:
		return shown + " has a user's name in front of the @", "cut that part out; an address looks like https://www.example.org/page"
	case !hostForm.MatchString(u.Hostname()) || strings.Contains(s[:hostEnd(s)], "%"): // the parser reads %61 as a letter
		return shown + " has no full name of a website", "an address looks like https://www.example.org/page"
	}
	return "", ""
}

// mixedScripts tells whether a host has letters of more than one alphabet, as look-alikes have.
func mixedScripts(host string) bool {
	found := 0
	for _, t := range []*unicode.RangeTable{unicode.Latin, unicode.Cyrillic, unicode.Greek, unicode.Armenian, unicode.Hebrew, unicode.Arabic, unicode.Han, unicode.Cherokee, unicode.Georgian} {
		if strings.IndexFunc(host, func(c rune) bool { return unicode.Is(t, c) }) >= 0 {
			found++
		}
	}
	return found > 1
}
