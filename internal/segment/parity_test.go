package segment

import (
	"strings"
	"testing"
)

func TestNumbersOfATranslationAreThoseOfTheEnglish(t *testing.T) {
	for _, c := range []struct{ english, translation, want string }{
		{"Within 42 days", "خلال 42 يومًا", ""},
		{"Within 42 days", "۴۲ روز", ""},
		{"Within 42 days", "২৪ দিন", "number 42 is missing; number 24 is not in the English"},
		{"Within 42 days", "no digits", "number 42 is missing"},
		{"On section 95 support", "Qaybta 95 (section 95)", ""},
		{"On section 95 support", "Qaybta 95 (section 94)", "number 94 is not in the English"},
		{"Ask again", "Ask 2 times", "number 2 is not in the English"},
		{"1,000 people", "1.000 personnes", ""},
		{"1,000 people", "1\u202f000 personnes", ""},
		{"1,000 people", "1 000 personnes", ""},
		{"1,000 people", "۱٬۰۰۰ نفر", ""},
		{"1,000 people", "100 personnes", "number 1,000 is missing; number 100 is not in the English"},
		{"1.5 hours", "1,5 heures", ""},
		{"1.5 hours", "15 heures", "number 1.5 is missing; number 15 is not in the English"},
		{"10.5 points", "5,10", "number 10.5 is missing; number 5,10 is not in the English"},
		{"sections 4,5", "4, 5", ""},
		{"16 to 25", "25–16", "the range 16–25 is the other way round"},
		{"ages 16, 16", "16", "number 16 is missing"},
		{"Call {a.phone.24} [see](1)", "{a.phone.24} [x](۱)", ""},
		{"{{ 5", "{{ 5", ""},
		{"Form HC2 and A1", "HC2, A1", ""},
		{"Call us", "اتصل ۰۲۰۷۹۴۶۰۰۱۸", "the phone number 02079460018 is not in the English"},
		{"Write to us", "help@example.org", "the e-mail address help@example.org is not in the English"},
		{"See the page", "www.example.org/x", "the web address www.example.org/x is not in the English"},
		{"Come to us", "NE1 4XX", "the postcode NE1 4XX is not in the English"},
		{"It is free", "£5", "the amount £5 is not in the English"},
		{"Come early", "في ١٠:٣٠", "the time 10:30 is not in the English"},
		{"It is free", "Es ist <b>frei</b>, <b>ja", "the HTML tag <b> is not in the English"},
		{"See the page", `<a href="https://example.org/1">x</a>`, `the HTML tag <a href="https://example.org/1"> is not in the English`},
		{"Stay<br/>here", "Bleib<br/>hier", ""},
		{"Under 5", "< 5 <ገጽ>", ""},
		{"Come", "Komm <!-- bald -->", "the HTML tag <!-- is not in the English"},
		{"5 pages", "5 £", "the amount 5 £ is not in the English"},
	} {
		var said []string
		for _, p := range Parity("so", c.english, c.translation) {
			said = append(said, p.Message)
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%q, %q: got %q, want %q", c.english, c.translation, got, c.want)
		}
	}
}
