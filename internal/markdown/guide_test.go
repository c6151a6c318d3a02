package markdown

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/source"
)

// hrefs returns the addresses of all links.
func hrefs(blocks []doc.Block) []string {
	var out []string
	doc.WalkTexts(blocks, func(t doc.Text) {
		doc.WalkInlines(t.Inlines, func(in doc.Inline) {
			if l, ok := in.(doc.Link); ok {
				out = append(out, l.Href)
			}
		})
	})
	return out
}

func codes(ds diag.List) string {
	var out []string
	for _, d := range ds {
		out = append(out, d.Code)
	}
	return strings.Join(out, " ")
}

// activeLinks are addresses that could run something, leave the site unseen, or deceive.
var activeLinks = []string{
	"javascript:alert(1)", "JaVaScRiPt:alert(1)", "javascript&colon;alert(1)", "javascript&#58;alert(1)", "javascript&#x3a;alert(1)",
	"&#106;avascript:alert(1)", "java&Tab;script:alert(1)", "java&NewLine;script:alert(1)", "&#1;javascript:alert(1)", "&#0;javascript:alert(1)",
	"java\\script:alert(1)", "<java\tscript:alert(1)>", "< javascript:alert(1)>", "vbscript:x", "data:text/html,x", "data:image/png;base64,x",
	"file:///etc/passwd", "blob:https://example.org/x", "filesystem:https://example.org/x", "jar:https://example.org/x!/", "feed:https://example.org/",
	"intent://x#Intent", "ms-msdt:/id", "ftp://example.org/", "view-source:https://example.org/", "//host.example/x", "\\\\\\\\host.example\\x",
	"https:host.example", "https:/host.example", "https:///host.example", "https://user@host.example/", "https://user:pw@host.example/", "https://localhost/",
	"/absolute", "../relative.html", "page.html", "?query", "mailto:help@example.org", "tel:+442079460018", "sms:+442079460018", "guide:../x", "guide:x/y",
	"service:", "category:A", "#a b", "#", "https://exa&#8238;mple.org/", "https://example.org/&#10;x", "https://example.org/" + strings.Repeat("a", source.MaxURL),
}

func TestOnlyAddressesOfTheAllowListBecomeLinks(t *testing.T) {
	for _, a := range activeLinks {
		blocks, ds, said := read(t, []byte("Words [here]("+a+") and more.\n"))
		if got := hrefs(blocks); len(got) > 0 {
			t.Errorf("%q became the link %q", a, got)
		}
		if !ds.HasErrors() && strings.Contains(doc.PlainBlocks(blocks), "Words here and") {
			t.Errorf("%q was dropped in silence: %s", a, said)
		}
	}
	blocks, ds, said := read(t, []byte("## A b\n\n[x](https://www.gov.uk/a) [x](http://x.org) [x](guide:a) [x](guide:a#b) [x](service:a-1) [x](category:a) [x](#a-b)\n"))
	if got := hrefs(blocks); len(got) != 7 || len(ds) > 0 {
		t.Errorf("got %q\n%s", got, said)
	}
}

func TestActiveAddressesAreRefusedInEveryForm(t *testing.T) {
	for _, src := range []string{
		"[x]: javascript:alert(1)\n\n[x]", "[x][y]\n\n[y]: data:text/html,x", "<javascript:alert(1)>", "<blob:https://example.org/x>",
		"![x](javascript:alert(1))", "[![x](https://example.org/a.png)](javascript:alert(1))", "| a | b |\n| - | - |\n| [x](javascript:a) | b |",
		"> [!note]\n> [x](javascript:a)", "- [x](javascript:a)", "**[x](javascript:a)**", "## [x](javascript:a)",
	} {
		blocks, ds, _ := read(t, []byte(src+"\n"))
		if got := hrefs(blocks); len(got) > 0 || !ds.HasErrors() {
			t.Errorf("%q: links %q, said %q", src, got, codes(ds))
		}
	}
}

func TestHTMLNeverPasses(t *testing.T) {
	for _, src := range []string{
		"<script>alert(1)</script>", "a <img src=x onerror=alert(1)> b", "<style>a{}</style>", "<iframe src=x></iframe>", "<!-- x -->", "<?php ?>", "<!DOCTYPE x>",
		"<![CDATA[x]]>", "<svg/onload=alert(1)>", "</p><form>", "- <b>x</b>", "> [!note]\n> <base href=x>", "| <i>a</i> | b |\n| - | - |\n| c | d |",
	} {
		blocks, ds, _ := read(t, []byte(src+"\n"))
		if !strings.Contains(codes(ds), "html") {
			t.Errorf("%q: %q %q", src, codes(ds), doc.PlainBlocks(blocks))
		}
	}
}

func TestAttributesAndTemplatesAreWords(t *testing.T) {
	blocks, _, _ := read(t, []byte("## Head {#id onclick=x}\n"))
	if h := blocks[0].(doc.Heading); h.ID == "id" {
		t.Errorf("%+v", h)
	}
	blocks, ds, said := read(t, []byte("{{ x }} {% y %} ${z} {{.Title}}\n"))
	if got := doc.PlainBlocks(blocks); got != "{ x }} {% y %} ${z} {.Title}}\n" {
		t.Errorf("%q %s\n%s", got, codes(ds), said)
	}
}

// traps are pages that keep a parser or a printer busy for long.
var traps = []struct{ name, src, code string }{
	{"open links", strings.Repeat("[a](", 20_000), "limit"},
	{"open links in lines", strings.Repeat(strings.Repeat("[a](", 200)+"\n\n", 60), ""},
	{"brackets", strings.Repeat("[", 100_000), "limit"},
	{"closed brackets", strings.Repeat("[", 900) + strings.Repeat("]", 100_000), ""},
	{"quotes", strings.Repeat(">", 100_000) + "x", "limit"},
	{"quotes with blanks", strings.Repeat("> ", 100_000) + "x", "limit"},
	{"lists", strings.Repeat("- ", 100_000) + "x", "limit"},
	{"steps", strings.Repeat("1. ", 50_000) + "x", "limit"},
	{"indented lists", indented(300), "limit"},
	{"stars", strings.Repeat("*a **b ", 20_000), "limit"},
	{"underscores", strings.Repeat("_a __b ", 20_000), "limit"},
	{"back quotes", strings.Repeat("`", 1_000) + strings.Repeat("x ", 50_000), "code"},
	{"growing back quotes", growing("`", 400), "limit"},
	{"open HTML", strings.Repeat("<a ", 50_000), "limit"},
	{"open remarks", strings.Repeat("<!--", 50_000), "limit"},
	{"entities", strings.Repeat("&", 200_000), "limit"},
	{"wide table", strings.Repeat("|a", 5_000) + "|\n" + strings.Repeat("|-", 5_000) + "|\n", "limit"},
	{"table that grows in print", strings.Repeat("|a", 64) + "|\n" + strings.Repeat("|-", 64) + "|\n" + strings.Repeat("x\n", 40_000), "limit"},
	{"many tables", strings.Repeat(strings.Repeat("|a", 60)+"|\n"+strings.Repeat("|-", 60)+"|\n"+strings.Repeat("x\n", 60)+"\n", 300), "limit"},
	{"table in a box", "> [!note]\n> " + strings.Repeat("|a", 5_000) + "|\n> " + strings.Repeat("|-", 5_000) + "|\n", "limit"},
	{"table in a list", "- " + strings.Repeat("|a", 5_000) + "|\n  " + strings.Repeat("|-", 5_000) + "|\n", "limit"},
	{"braces", strings.Repeat("{", 200_001), "bad-reference"},
	{"references", strings.Repeat("{a ", 80_000), "bad-reference"},
	{"long page", strings.Repeat("words\n\n", 60_000), "limit"},
	{"many headings", strings.Repeat("## a\n", 40_000), ""},
	{"many definitions", strings.Repeat("[a]: b\n", 900), "unsupported-markdown"},
	{"many facts", strings.Repeat("10:00 ", 40_000), "literal-fact"},
	{"many digits", strings.Repeat("0", 200_000), ""},
	{"not UTF-8", "a\xffb", "encoding"},
	{"NUL", "a\x00b", "encoding"},
}

func indented(n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat("  ", i) + "- x\n")
	}
	return b.String()
}

func growing(s string, n int) string {
	var b strings.Builder
	for i := range n {
		b.WriteString(strings.Repeat(s, i) + " ")
	}
	return b.String()
}

func TestTrapsEndSoonAndSayTheLimit(t *testing.T) {
	for _, c := range traps {
		start := time.Now()
		blocks, ds, said := read(t, []byte(c.src))
		took := time.Since(start)
		if took > time.Minute {
			t.Errorf("%s took %v", c.name, took)
		}
		if c.code != "" && !strings.Contains(codes(ds), c.code) {
			t.Errorf("%s: want %s, got %s", c.name, c.code, codes(ds))
		}
		if size := len(doc.Dump(blocks)); size > 20<<20 {
			t.Errorf("%s made %d bytes of %d", c.name, size, len(c.src))
		}
		if c.code == "limit" && !strings.ContainsAny(said, "0123456789") {
			t.Errorf("%s names no number: %s", c.name, said)
		}
		if testing.Verbose() {
			fmt.Println(c.name, took, codes(ds)[:min(60, len(codes(ds)))])
		}
	}
}

func TestWhatIsLargeButAllowedPasses(t *testing.T) {
	row := strings.Repeat("| a ", 64) + "|\n"
	src := row + strings.Repeat("|---", 64) + "|\n" + strings.Repeat(row, 300)
	if _, ds, said := read(t, []byte(src)); len(ds) > 0 {
		t.Error(said)
	}
	if _, ds, said := read(t, []byte(indented(15))); len(ds) > 0 {
		t.Error(said)
	}
}

func TestWordsOfListingsArePlain(t *testing.T) {
	src := []byte("x: Call {phone.advice} **now**, [x](y) {{ and\n  more.")
	var files source.Set
	var ds diag.List
	at := source.Pos{File: files.Add("a.yaml", src), Offset: 3}
	got := Inlines(&ds, at, string(src[3:]))
	if len(ds) > 0 || len(got) != 3 || doc.Plaintext(got) != "Call {phone.advice} **now**, [x](y) { and more." {
		t.Errorf("%#v %v", got, ds)
	}
	if r := got[1].(doc.Ref); string(src[r.Pos.Offset:r.Pos.End]) != "{phone.advice}" {
		t.Errorf("%+v", r)
	}
	Inlines(&ds, at, "Call 020 7946 0018")
	if len(ds) != 1 || ds[0].Code != "literal-fact" || ds[0].At.Offset != 8 || ds[0].At.End != 21 {
		t.Errorf("%+v", ds)
	}
	if got := Inlines(&ds, at, "  "); got != nil {
		t.Errorf("%#v", got)
	}
}

// TestPlacesAreTrue holds the span of every text and reference against the file's bytes.
func TestPlacesAreTrue(t *testing.T) {
	src := []byte("---\ntitle: é\n---\nÉé *a* {x.phone} b\r\n\r\n## Wörter {y.web} &amp; c\r\n\n- [ ] tick\n\n| h | i |\n|-|-|\n| j\\| | [k](guide:l) |\n")
	blocks, ds, said := read(t, src)
	if len(ds) > 0 {
		t.Fatal(said)
	}
	var got []string
	doc.WalkTexts(blocks, func(x doc.Text) {
		got = append(got, string(src[x.Pos.Offset:x.Pos.End]))
		doc.WalkInlines(x.Inlines, func(in doc.Inline) {
			switch in := in.(type) {
			case doc.Ref:
				got = append(got, string(src[in.Pos.Offset:in.Pos.End]))
			case doc.Link:
				got = append(got, string(src[in.Pos.Offset:in.Pos.End]))
			}
		})
		if x.Lang != "en" || x.Key == "" {
			t.Errorf("%+v", x)
		}
	})
	want := "Éé *a* {x.phone} b|{x.phone}|Wörter {y.web} &amp; c|{y.web}|tick|h|i|j\\||k|guide:l"
	if s := strings.Join(got, "|"); s != want {
		t.Errorf("got %s, want %s", s, want)
	}
}

func FuzzInlines(f *testing.F) {
	for _, s := range []string{"Call {a.b}", "{{", "{", "{a", "020 7946 0018", "\xff", "a\n b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		var ds diag.List
		for _, in := range Inlines(&ds, source.Pos{File: 1, Offset: 7}, s) {
			if r, ok := in.(doc.Ref); ok && !refForm.MatchString(r.Path) {
				t.Fatalf("%q", r.Path)
			}
		}
		withinText(t, ds, 7, 7+len(s))
	})
}

// withinText fails for a diagnostic outside the text.
func withinText(t *testing.T, ds diag.List, from, to int) {
	for _, d := range ds {
		if int(d.At.Offset) < from || int(d.At.End) > to || d.At.End < d.At.Offset {
			t.Fatalf("%+v is not within %d to %d", d, from, to)
		}
	}
}

func FuzzGuide(f *testing.F) {
	for _, c := range traps {
		if len(c.src) < 2_000 {
			f.Add(c.src)
		}
	}
	for _, a := range activeLinks {
		f.Add("[x](" + a + ") " + a)
	}
	for _, s := range []string{"> [!note]\n> x", "# a\n#### b\n", "- [ ] a\n- b\n", "| a |\n|-|\n| b | c |\n", "{services: a, b}\n{category: c}", "a\r\nb\\\r\n", "[a]: b \"c\n\n[a]", "> [!note]\n[a]: b", "\t- a\n\n\t\tb", "1) a\n2) b"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		blocks, ds, _ := read(t, []byte(s))
		withinText(t, ds, 0, len(s))
		for _, h := range hrefs(blocks) {
			if d := readDestination(h); d.href == "" {
				t.Fatalf("%q made the link %q", s, h)
			}
		}
		keys := map[string]bool{}
		doc.WalkTexts(blocks, func(x doc.Text) {
			if keys[x.Key] || x.Key == "" {
				t.Fatalf("%q: key %q", s, x.Key)
			}
			keys[x.Key] = true
			if int(x.Pos.End) > len(s) || x.Pos.End < x.Pos.Offset {
				t.Fatalf("%q: %+v", s, x.Pos)
			}
		})
	})
}
