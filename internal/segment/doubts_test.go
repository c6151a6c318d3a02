package segment

import (
	"testing"

	"welcomepack/internal/lang"
)

func TestDoubtfulTranslationsAreNamed(t *testing.T) {
	for _, c := range []struct {
		lang                       lang.Tag
		english, translation, code string
	}{
		{"ar", "Bring a letter (from work).", "أحضر رسالة (من العمل.", "brackets"},
		{"ar", "Bring a letter.", "أحضر “رسالة.", "brackets"},
		{"fa", "Bring a letter.", "«نامه بیاورید.", "brackets"},
		{"ar", "Bring a letter (from work).", "أحضر رسالة (من العمل).", ""},
		{"es", "a) Bring a letter.", "a) Traiga una carta.", ""},
		{"ar", "42 days", "৪২ يومًا", "odd-digits"},
		{"so", "42 days", "٤٢ maalmood", "odd-digits"},
		{"ur", "42 days", "٤٢ دن", ""},
		{"ar", "Bring a letter.", "Bring a letter.", "same-as-english"},
		{"ar", "Barking and Dagenham", "Barking and Dagenham", ""},
		{"es", "Hotel", "Hotel", ""},
		{"es", "Bring one letter from work", "Bring one letter from work", "same-as-english"},
		{"ur", "Bring a letter.", "Принесите письмо.", "other-script"},
		{"ar", "Call the NHS.", "اتصل بـ NHS.", ""},
		{"uk", "Bring a letter.", "Принесiть листа.", "other-script"},
		{"uk", "Go to the GP.", "Ідіть до GP.", ""},
		{"ti", "Bring a letter. Call us before you come here.", "ደብዳበ ኣምጽእ። Call us before you come here.", "left-in-english"},
		{"ti", "Bring a letter about legal aid for people here.", "ደብዳበ ኣምጽእ (legal aid for people here)።", ""},
		{"ar", "Bring a letter that shows where you live, and your card.", "أحضر رسالة", "odd-length"},
		{"zh-hans", "Bring a letter that shows where you live, and your card.", "请带上显示您住址的信件和您的卡。", ""},
		{"fa", "Bring three letters.", "نامه بیاورید.", "number-word"},
		{"fa", "Bring letters.", "سه نامه بیاورید.", "number-word"},
		{"fa", "Bring three letters.", "۳ نامه بیاورید.", ""},
	} {
		got := ""
		_, doubts := NewOriginal(c.english).Examine(c.lang, c.translation)
		for _, p := range doubts {
			got += p.Code
		}
		if got != c.code {
			t.Errorf("%s %q, %q: got %q, want %q", c.lang, c.english, c.translation, got, c.code)
		}
	}
}

func TestMarksThatNobodySeesAreFound(t *testing.T) {
	for _, c := range []struct {
		lang                 lang.Tag
		english, translation string
		bad                  bool
	}{
		{"ar", "Call 020 7946 0018.", "اتصل 020 \u200f7946\u200f 0018.", false}, // beside a blank
		{"ar", "Call 02079460018.", "اتصل 0207946\u200f0018.", true},
		{"ar", "From 9:00", "من 9\u200f:00", true},
		{"ar", "Now", "\u202eالآن", true},
		{"ar", "the UK (GB)", "بريطانيا \u200f(GB)\u200f", false},
		{"fa", "You go", "می\u200cروید", false},
		{"si", "Thursday", "බ්\u200dරහස්පතින්දා", false},
		{"so", "Come", "ka\u200daalay", true},
		{"so", "Come", "kaa\u00adlay", true},
		{"uk", "Come", "при\u2062ходьте", true},
	} {
		bad := false
		for _, p := range Parity(c.lang, c.english, c.translation) {
			bad = bad || p.Code == "hidden-character"
		}
		if bad != c.bad {
			t.Errorf("%s %q: found %v", c.lang, c.translation, bad)
		}
	}
}
