package markdown

import (
	"strings"
	"testing"
)

func TestFactsAreSeenInWords(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"Call 020 7946 0018 now", "a phone number 020 7946 0018"},
		{"(020) 7946 0018", "a phone number (020) 7946 0018"},
		{"+44 20 7946 0018", "a phone number +44 20 7946 0018"},
		{"+44 (0)20 7946 0018.", "a phone number +44 (0)20 7946 0018"},
		{"07700900123", "a phone number 07700900123"},
		{"7700900123", "a phone number 7700900123"},
		{"0800\u00a01111", "a phone number 0800\u00a01111"},
		{"0191-498-0000", "a phone number 0191-498-0000"},
		{"0808 800 0000 or 0300 123 4567", "a phone number 0808 800 0000|a phone number 0300 123 4567"},
		{"116 123", "a phone number 116 123"},
		{"Ring 999 first", "a phone number 999"},
		{"call 111", "a phone number 111"},
		{"Text 85258", "a phone number 85258"},
		{"help@example.org", "an e-mail address help@example.org"},
		{"See www.example.org/x.", "a web address www.example.org/x"},
		{"https://x.test/?a=1 b", "a web address https://x.test/?a=1"},
		{"on gov.uk/asylum", "a web address gov.uk/asylum"},
		{"example.org", "a web address example.org"},
		{"£49.18 a week", "a price £49.18"},
		{"£ 5 or 5€ or $1,000", "a price £ 5|a price 5€|a price $1,000"},
		{"5 pounds, 50p", "a price 5 pounds|a price 50p"},
		{"on 5 March", "a date 5 March"},
		{"5th of March 2027", "a date 5th of March 2027"},
		{"March 5, 2027", "a date March 5, 2027"},
		{"since May 2025", "a date May 2025"},
		{"2026-03-02 and 02/03/2026 and 2.3.26", "a date 2026-03-02|a date 02/03/2026|a date 2.3.26"},
		{"10:00 to 13:00", "a clock time 10:00|a clock time 13:00"},
		{"9.30am, 5pm, 5 p.m., 10 o'clock", "a clock time 9.30am|a clock time 5pm|a clock time 5 p.m.|a clock time 10 o'clock"},
		{"at NE1 4XX", "a postcode NE1 4XX"},
		{"SW1A1AA", "a postcode SW1A1AA"},
	} {
		var got []string
		for _, l := range Literals(c.text) {
			got = append(got, string(l.Kind)+" "+c.text[l.Start:l.End])
		}
		if s := strings.Join(got, "|"); s != c.want {
			t.Errorf("%q: got %s, want %s", c.text, s, c.want)
		}
	}
}

func TestOtherNumbersAreNoFacts(t *testing.T) {
	for _, text := range []string{
		"Section 95 and section 4 support", "18+, under 18, 16 to 25, aged 16-25", "1 to 3 people", "year 6", "Years 7, 8 and 9", "24/7", "1,000 people",
		"10 000 000 words", "the 1999 Act", "in 2019 and 2020", "2019-2020", "2014 2015", "GOV.UK", "NHS 111", "A&E, HC1, HC2, P45, A4, E8, SE5, BRP2", "50%",
		"4.5 hours", "9.30", "1:1 support", "step 1. Ask", "1.2.3", "Zone 2", "Room 1.04", "Flat 12, House 3", "0 to 5", "03", "e.g. this, i.e. that",
		"I am 18 am I allowed", "they may 2", "March on", "In May we", "May I ask", "a p b", "3 p", "ESOL Entry 1, Level 2", "COVID-19", "C1 2nd", "a4 1st",
		"call 2 days before", "call us 3 times", "text 1 word", "Form ASF1 and IS96", "3 or 4 letters", "end.Start again", "and/or", "Mr. Smith", "50+",
		"12345678", "Universal Credit", "2 × 3", "call back in 10 days", "£", "pounds",
	} {
		for _, l := range Literals(text) {
			t.Errorf("%q: %s %q", text, l.Kind, text[l.Start:l.End])
		}
	}
}
