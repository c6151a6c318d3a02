package segment

import (
	"reflect"
	"strings"
	"testing"

	"welcomepack/internal/doc"
)

// text builds a text from a short form: strings are words, others are themselves.
func text(parts ...any) doc.Text {
	t := doc.Text{Lang: "en"}
	for _, p := range parts {
		if s, ok := p.(string); ok {
			p = doc.Str{S: s}
		}
		t.Inlines = append(t.Inlines, p.(doc.Inline))
	}
	return t
}

func keyed(key string, parts ...any) doc.Text {
	t := text(parts...)
	t.Key = key
	return t
}

func strong(parts ...any) doc.Strong { return doc.Strong{Inlines: text(parts...).Inlines} }

func link(href string, parts ...any) doc.Link {
	return doc.Link{Href: href, Inlines: text(parts...).Inlines}
}

func ref(path string) doc.Ref { return doc.Ref{Path: path} }

var sources = []struct {
	text doc.Text
	want string
}{
	{text("You do not need papers."), "You do not need papers."},
	{text("Call ", ref("nhs-111.phone"), " or ", ref("nhs-111.text")), "Call {nhs-111.phone} or {nhs-111.text}"},
	{text(strong("Call ", ref("a.phone")), " now"), "**Call {a.phone}** now"},
	{text("See ", link("guide:health", "the ", strong("doctor"), " page"), " and ", link("https://x.uk/", "this")), "See [the **doctor** page](1) and [this](2)"},
	{text(strong(link("guide:a", "x")), strong("y")), "**[x](1)****y**"},
	{text("a { b } {{ c"), "a {{ b } {{{{ c"},
	{text("2 * 3, **, *"), `2 * 3, \*\*, \*`},
	{text("*", strong("*a*"), "*"), `\***\*a\***\*`},
	{text(`C:\dir \* \`), `C:\dir \\* \\`},
	{text("[1] and ](2"), `\[1\] and \](2`},
	{text("[plain]"), "[plain]"},
	{text("[x] ", link("guide:a", "[y]")), `\[x\] [\[y\]](1)`},
	{text(doc.Slot{Name: "count"}, " services"), "{count} services"},
	{text("Ring ", doc.Fact{Kind: doc.Phone, Shown: "999", From: "listing/x/x.phone"}), "Ring {x.phone}"},
	{text(`\`, ref("a.b")), `\\{a.b}`},
}

func TestSourceIsWhatATranslatorReads(t *testing.T) {
	for _, c := range sources {
		if got := Source(c.text); got != c.want {
			t.Errorf("got %q, want %q", got, c.want)
		}
	}
}

func TestFillOfSourceGivesTheInlinesBack(t *testing.T) {
	for _, c := range sources {
		got, problems := Fill(c.text, Source(c.text))
		if len(problems) > 0 || !reflect.DeepEqual(got, c.text.Inlines) {
			t.Errorf("%q: got %#v %v, want %#v", c.want, got, problems, c.text.Inlines)
		}
	}
}

func TestFillTakesFactsAndAddressesFromTheEnglish(t *testing.T) {
	src := text("Call ", ref("a.phone"), ", see ", link("guide:x", "one"), " or ", link("guide:y", "two"))
	got, problems := Fill(src, "انظر [اثنان](۲) أو [**واحد**](1) واتصل { a.phone }")
	want := []doc.Inline{
		doc.Str{S: "انظر "}, link("guide:y", "اثنان"), doc.Str{S: " أو "}, link("guide:x", strong("واحد")),
		doc.Str{S: " واتصل "}, ref("a.phone"),
	}
	if len(problems) > 0 || !reflect.DeepEqual(got, want) {
		t.Errorf("got %#v %v", got, problems)
	}
}

func TestFillSaysWhatIsWrongWithATranslation(t *testing.T) {
	src := text("Call ", ref("a.phone"), " or ", ref("b.phone"), ", ", link("guide:x", "see"))
	for _, c := range []struct{ translation, want string }{
		{"{a.phone} {b.phone} [x](1)", ""},
		{"{b.phone} [x](1)", "missing-placeholder a.phone"},
		{"{a.phone} {a.phone} {b.phone} [x](1)", "repeated-placeholder a.phone"},
		{"{a.phone} {b.phone} {c.phone} [x](1)", "unknown-placeholder c.phone"},
		{"{a.phone} {b.phone}", "missing-placeholder 1"},
		{"{a.phone} {b.phone} [x](1) [y](1)", "repeated-placeholder 1"},
		{"{a.phone} {b.phone} [x](1) [y](2)", "unknown-placeholder 2"},
		{"{a.phone} {b.phone} [x] (1)", "broken-markup "},
		{"{a.phone} {b.phone} [x](javascript:alert)", "broken-markup "},
		{"{a.phone} {b.phone} [x [y](1)](1)", "broken-markup "},
		{"{a.phone} {b.phone} **[x**](1)", "broken-markup "},
		{"{a.phone} {b.phone [x](1)", "broken-markup "},
		{"{a.phone} {b.phone} [x](1) **bold", "broken-markup "},
		{"{a.phone} {b.phone} x](1)", "broken-markup "},
		{"", "missing-placeholder a.phone; missing-placeholder b.phone; missing-placeholder 1"},
	} {
		_, problems := Fill(src, c.translation)
		var said []string
		for _, p := range problems {
			said = append(said, p.Code+" "+p.Name)
		}
		if got := strings.Join(said, "; "); got != c.want {
			t.Errorf("%q: got %q, want %q (%v)", c.translation, got, c.want, problems)
		}
	}
}

func TestATextWithoutLinksGetsNone(t *testing.T) {
	if _, problems := Fill(text("See the list"), "[x](1)"); len(problems) != 1 {
		t.Errorf("got %v", problems)
	}
	if got, problems := Fill(text("See [a]"), "[x]"); len(problems) > 0 || doc.Plaintext(got) != "[x]" {
		t.Errorf("got %v %v", got, problems)
	}
}

func TestDigestTellsContextsApart(t *testing.T) {
	a, b := Digest("", "May"), Digest("month", "May")
	if a == b || len(a) != 16 || a != Digest("", "May") {
		t.Error(a, b)
	}
}

func FuzzFill(f *testing.F) {
	for _, c := range sources {
		f.Add(c.want)
	}
	for _, s := range []string{"**", "[](1)", "[a](", "{", "}", `\`, strings.Repeat("[", 100), strings.Repeat("**[", 50), "[a](99999999999999)"} {
		f.Add(s)
	}
	src := text("x ", ref("a.phone"), link("guide:x", "see"), strong("b"))
	f.Fuzz(func(t *testing.T, s string) {
		got, problems := Fill(src, s)
		doc.WalkInlines(got, func(in doc.Inline) {
			if l, ok := in.(doc.Link); ok && l.Href != "guide:x" {
				t.Fatalf("%q made an address: %q", s, l.Href)
			}
		})
		if len(problems) == 0 {
			again, problems := Fill(src, Source(doc.Text{Inlines: got}))
			if len(problems) > 0 || doc.Plaintext(again) != doc.Plaintext(got) {
				t.Fatalf("%q: %v, then %v %v", s, got, again, problems)
			}
		}
		// Any words survive the way to a translator and back.
		t2 := text(s)
		back, problems := Fill(t2, Source(t2))
		if len(problems) > 0 || doc.Plaintext(back) != s {
			t.Fatalf("%q became %q %v", s, doc.Plaintext(back), problems)
		}
	})
}
