package exchange

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// formats are the files that go out.
var formats = []struct {
	name  string
	write func(Batch) ([]byte, error)
}{
	{"x.xliff", func(b Batch) ([]byte, error) { return XLIFF12(b), nil }},
	{"x.xlf", func(b Batch) ([]byte, error) { return XLIFF21(b), nil }},
	{"x.csv", func(b Batch) ([]byte, error) { return CSV(b), nil }},
	{"x.xlsx", XLSX},
}

// hard are texts that files of some form may break.
var hard = []string{
	"=1+1", "+44", "-", "- a list", "@SUM(A1)", "\t=x", "'=1", "''@x", "'quoted'", "=cmd|' /C calc'!A0", "＝1",
	`"quoted"`, `a "b", c; d`, "a\tb", "two\nlines", "a\n\n\nb", "<b>&amp; ]]>", "a < b & c > d", "{{plain}", `\*star\*`, `back\\slash`, "a | b", "_x000D_ _x0041_", "]", "[x]", "**", "**a",
	"سلام، دنیا!", "الهاتف ۰۲۰: ۱۲۳", "ܫܠܡܐ", "ሰላም፣ ዓለም", "你好，世界", "می‌خواهم", "ﷺ 𝒳 🏠", "é ö ß ł", "‏العربية‎ abc", "100%", "%s %(name)s", "#hash", "/path", "0123", "1.50", "TRUE", "2026-11-22",
}

// hardGuide is a guide whose paragraphs hold words of every kind, markup and a link.
func hardGuide(r *rand.Rand) string {
	var b strings.Builder
	escape := strings.NewReplacer("<", "&lt;", "*", `\*`, "[", `\[`, "]", `\]`, "#", `\#`, "_", `\_`, "+", `\+`, "-", `\-`, "=", `\=`, "|", `\|`, "{", "{{", "{{", "{{{{", "\n", " ")
	plainOnes := []string{"=1+1", "+x", "- a list", "@SUM(A1)", "'quoted'", `"quoted"`, `a "b", c; d`, "a < b & c > d", "{x", "*star*", "[x]", "#hash", "]", "{"}
	for i := range 12 {
		w := escape.Replace(plainOnes[r.IntN(len(plainOnes))])
		switch r.IntN(4) {
		case 0:
			fmt.Fprintf(&b, "%s is text %d.\n\n", w, i)
		case 1:
			fmt.Fprintf(&b, "Text %d with **bold %s** in it.\n\n", i, w)
		case 2:
			fmt.Fprintf(&b, "Text %d: read [the page %s](https://www.example.org/%d) and [**that** one](https://www.example.org/x).\n\n", i, w, i)
		case 3:
			fmt.Fprintf(&b, "Call {help.phone} about %d, or **{help.phone.night}** %s.\n\n", i, w)
		}
	}
	return b.String()
}

const helpListing = `organisation: help
name: Help
phones:
  - {ref: main, number: "020 7946 0018"}
  - {ref: night, number: "07700 900123"}
services:
  - service: help
    name: Helpline
    summary: Talk to somebody.
    category: [advice]
`

func helpSite() fstest.MapFS {
	fsys := smallSite()
	fsys["content/categories.yaml"] = file("categories:\n  - {category: advice, name: Advice}\n")
	fsys["content/shared/listings/help.yaml"] = file(helpListing)
	fsys["content/shared/guides/first-days.md"] = guide("Stay calm.\n\nCall {help.phone} **now**.\n\nRead [this page](https://www.example.org/).\n")
	return fsys
}

// translateHard gives entries translations of every kind, good and broken, in every state.
func translateHard(t *testing.T, r *rand.Rand, src string) string {
	po := parsed(t, src)
	for i := range po.Entries {
		e := &po.Entries[i]
		for j := range e.Strs {
			if r.IntN(5) == 0 {
				continue
			}
			e.Strs[j] = hard[r.IntN(len(hard))]
			switch r.IntN(3) {
			case 0:
				e.Strs[j] += " " + e.ID
			case 1:
				e.Strs[j] = strings.ReplaceAll(e.ID, "(1)", "(۱)") + e.Strs[j]
			}
		}
		if r.IntN(5) == 0 {
			e.Flags = append(e.Flags, "fuzzy")
			e.Previous = []string{"msgid " + `"Old \"English\" <b> =1"`}
		}
		if r.IntN(8) == 0 {
			e.Comments = []string{"=ask <Amina>"}
		}
	}
	return string(po.Print())
}

// TestARoundTripChangesNothing: a file that comes back as it went out changes no translation file, in any format and
// state, and no line of it is refused.
func TestARoundTripChangesNothing(t *testing.T) {
	for seed := range uint64(25) {
		r := rand.New(rand.NewPCG(seed, 7))
		l := []lang.Tag{"ar", "ur", "zh-hans", "so"}[seed%4]
		fsys := helpSite()
		fsys["content/shared/guides/first-days.md"] = guide(hardGuide(r))
		c, files := resolved(t, fsys)
		out, ds, err := Sync(fsys, c, l, true, files)
		if err != nil || len(ds) > 0 {
			t.Fatal(err, ds)
		}
		for _, f := range out {
			fsys[f.Path] = file(translateHard(t, r, string(f.Bytes)))
		}
		b, ds, err := Export(fsys, c, l, Choice{States: []State{Missing, Stale, Draft, Reviewed}}, files)
		if err != nil || len(ds) > 0 || len(b.Units) < 15 {
			t.Fatal(err, ds, len(b.Units))
		}
		for _, f := range formats {
			data, err := f.write(b)
			if err != nil {
				t.Fatal(err)
			}
			got, ds, err := Import(fsys, c, f.name, data, ImportOptions{}, files)
			if err != nil || len(ds) > 0 || len(got.Files) > 0 || got.Taken > 0 || got.Same+got.Empty != len(b.Units) {
				t.Errorf("seed %d, %s, %s: %d files, %d taken, %v\n%s", seed, l, f.name, len(got.Files), got.Taken, err, said(ds, files))
			}
			wholeLines(t, f.name, b, data, files)
		}
	}
}

// wholeLines sees that each line that is read back has the English and the words that went out.
func wholeLines(t *testing.T, name string, b Batch, data []byte, files *source.Set) {
	t.Helper()
	english := map[string]Unit{}
	for _, u := range b.Units {
		english[u.ID] = u
	}
	var ds diag.List
	r := reader{ds: &ds, files: files, name: name, english: func(id string) (string, bool) { u, ok := english[id]; return u.English, ok }}
	back := r.read(data)
	if back == nil || len(back.lines) != len(b.Units) {
		t.Fatalf("%s: %v", name, ds)
	}
	for _, l := range back.lines {
		u := english[l.id]
		want := u.Words
		if u.State == Stale && !strings.HasPrefix(name, "x.xl") || u.State == Stale && name == "x.xlsx" {
			want = ""
		}
		if canonical(l.words) != canonical(want) || l.english != u.English && canonical(l.english) != canonical(u.English) || l.where != where(u) {
			t.Errorf("%s: line is %+v, want %q of %q", name, l, want, u.English)
		}
	}
}

func TestTokensPutTogetherAreTheText(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 1))
	parts := append(slices.Clone(hard), "{a.phone}", "{ b }", "**", "**", "[", "](1)", "](۲)", "]", "{{", `\`, "{")
	for range 3000 {
		var s string
		for range r.IntN(8) {
			s += parts[r.IntN(len(parts))]
		}
		var b strings.Builder
		for _, tok := range tokens(s) {
			b.WriteString(tok.s)
		}
		if b.String() != s {
			t.Fatalf("%q became %q", s, b.String())
		}
	}
}
