package pdf

import (
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"
	"unicode"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/needs"

	"golang.org/x/text/unicode/norm"
)

// TestTextReadsBack holds that a reader of the PDF gets each paragraph, label and fact as it was written, in
// the order of reading, in every script.
func TestTextReadsBack(t *testing.T) {
	tool := needs.Program(t, "pdftotext", "apt install poppler-utils")
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		t.Run(string(l), func(t *testing.T) {
			pack := samplePack(l)
			b, _ := made(t, pack, fonts)
			got := bare(read(t, tool, b))
			at := 0
			for _, want := range said(pack) {
				from := at
				if want.column {
					from = 0 // pdftotext guesses the order of columns; the tag tree's is tested by itself
				}
				k := strings.Index(got[from:], bare(want.text))
				if k < 0 && want.column && (inPieces(got, want.text) || inLines(got, want.text)) {
					continue
				}
				if k < 0 {
					where := "is missing"
					if strings.Contains(got, bare(want.text)) {
						where = "is out of order"
					}
					t.Errorf("%q %s", want.text, where)
					continue
				}
				if !want.column {
					at += k + len(bare(want.text))
				}
			}
		})
	}
}

// inPieces tells whether an address that is broken over lines is there line by line: pdftotext may put a
// label of the column beside it in between.
func inPieces(got, address string) bool {
	parts := strings.FieldsFunc(address, func(r rune) bool { return r == '@' || r == '.' || r == '/' })
	return len(parts) > 3 && len(address) > 60 && !slices.ContainsFunc(parts, func(s string) bool { return !strings.Contains(got, s) })
}

// inLines tells whether words are there line by line: pdftotext may put lines of the column beside them in between.
func inLines(got, text string) bool {
	words := strings.Fields(text)
	for lines := 0; len(words) > 0; lines++ {
		n := len(words)
		for n > 0 && !strings.Contains(got, bare(strings.Join(words[:n], ""))) {
			n--
		}
		if n < 3 && n < len(words) || lines > 8 {
			return false
		}
		words = words[n:]
	}
	return true
}

// TestFactsReadBackExactly holds that numbers come back with the very blanks and signs of the source.
func TestFactsReadBackExactly(t *testing.T) {
	tool := needs.Program(t, "pdftotext", "apt install poppler-utils")
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		b, _ := made(t, samplePack(l), fonts)
		got := strings.Map(visible, read(t, tool, b))
		for _, f := range []doc.Fact{phoneLong, textTo, hours, mail, site, postcode, name} {
			if !strings.Contains(got, f.Shown) {
				t.Errorf("%s: %q is not in the text", l, f.Shown)
			}
		}
	}
}

// TestSignsKeepTheirPlaces holds right-to-left sentences in which stops, brackets and quotes stand beside Latin
// words, numbers and each other.
func TestSignsKeepTheirPlaces(t *testing.T) {
	tool := needs.Program(t, "pdftotext", "apt install poppler-utils")
	fonts := testFonts(t)
	for l, sentences := range map[lang.Tag][]string{
		"ur": {"کہیں: “ہیلو، میں یہاں نیا ہوں / نئی ہوں” (Hello, I am new here)۔", "کسی رضاکار (volunteer) سے کہیں۔", "فون کریں: (020) 7946 0018، ابھی۔"},
		"ar": {"مع دعم المادة (section) 98 أو المادة (section) 4، املأ استمارة HC1.", "خصم 50% على التذاكر.", "قل «I have children» (لدي أطفال)."},
		"fa": {"فرم (HC1): «رایگان»؛ تا 21 روز."},
	} {
		pack := &doc.Pack{Lang: l, Title: words(l, "x")}
		steps := doc.List{Kind: doc.Steps}
		for _, s := range sentences {
			pack.Body = append(pack.Body, doc.Paragraph{Text: words(l, s)})
			steps.Items = append(steps.Items, []doc.Block{doc.Paragraph{Text: words(l, s)}})
		}
		pack.Body = append(pack.Body, steps)
		for range 9 { // a page on which Latin letters outnumber the others
			pack.Body = append(pack.Body, doc.Paragraph{Text: words(lang.English, "The office is open every day but Sunday; ask at the desk for a list of places near you.")})
		}
		b, _ := made(t, pack, fonts)
		got := bare(readWhole(t, tool, b))
		for i, s := range sentences {
			if !strings.Contains(got, bare(s)) {
				t.Errorf("%s: %q is not found as it was written in %q", l, s, got)
			}
			if !strings.Contains(got, bare(strconv.Itoa(i+1)+"."+s)) {
				t.Errorf("%s: the number of %q is not before it", l, s)
			}
		}
	}
}

// read returns the text of the columns, without running heads and feet.
func read(t *testing.T, tool string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, b, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-enc", "UTF-8", "-x", "0", "-y", "50", "-W", "596", "-H", "738", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}

// readWhole returns the text of whole pages.
func readWhole(t *testing.T, tool string, b []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "x.pdf")
	if err := os.WriteFile(path, b, 0o666); err != nil {
		t.Fatal(err)
	}
	out, err := exec.Command(tool, "-enc", "UTF-8", path, "-").Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}

// bare is text in NFC without white space and without characters that only steer.
func bare(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s))
}

// visible drops the characters of direction that pdftotext adds.
func visible(r rune) rune {
	if r == '\u0002' || r == '\u200e' || r == '\u200f' || r >= '\u202a' && r <= '\u202e' || r >= '\u2066' && r <= '\u2069' {
		return -1
	}
	return r
}

// A piece is something that a pack says; in a column where another stands beside it.
type piece struct {
	text   string
	column bool
}

// said is what a pack says after its contents list, piece by piece in the order of reading.
func said(p *doc.Pack) []piece {
	c := p.Cover
	s := speaker{}
	s.add(c.Site, c.Borough, c.Tagline, words(p.Lang, c.Language))
	if c.Language != c.English {
		s.add(words(lang.English, c.English))
	}
	s.blocks(c.Notes)
	s.column = true
	s.add(c.Scan.Caption)
	s.column = false
	s.add(p.Contents)
	s.blocks(p.Body)
	return s.out
}

type speaker struct {
	out    []piece
	column bool
}

func (s *speaker) add(ts ...doc.Text) {
	for _, t := range ts {
		s.say(plain(t.Inlines))
	}
}

func (s *speaker) say(text string) {
	if text != "" {
		s.out = append(s.out, piece{text, s.column})
	}
}

func (s *speaker) contact(rows []doc.ContactRow) {
	s.column = true
	for _, r := range rows {
		s.add(r.Label)
		s.say(r.Fact.Shown)
		s.add(r.Notes...)
	}
	s.column = false
}

func (s *speaker) blocks(bs []doc.Block) {
	for _, b := range bs {
		switch b := b.(type) {
		case doc.Heading:
			s.add(b.Text)
		case doc.Paragraph:
			s.add(b.Text)
		case doc.List:
			for _, item := range b.Items {
				s.blocks(item)
			}
		case doc.Callout:
			s.add(b.Label)
			s.blocks(b.Body)
		case doc.Group:
			s.blocks(b.Body)
		case doc.Contact:
			s.contact(b.Rows)
		case doc.Tags:
			s.add(b.Items...)
		case doc.Blanks:
			for _, x := range b.Items {
				s.add(x.Label)
			}
		case doc.Table:
			s.add(b.Caption)
			s.column = true
			s.add(b.Head...)
			for _, r := range b.Rows {
				s.add(r...)
			}
			s.column = false
		case doc.Hours:
			s.add(b.Label)
			s.column = true
			for _, r := range b.Rows {
				s.add(r.Day)
				s.say(r.Time.Shown)
				s.add(r.Notes...)
			}
			s.column = false
		case doc.Place:
			s.column = true
			s.add(b.Label)
			for _, f := range b.Lines {
				s.say(f.Shown)
			}
			s.add(b.MapText)
			s.add(b.Notes...)
			s.column = false
		case doc.Entries:
			for _, e := range b.Items {
				s.add(e.Name, e.English)
				s.say(e.Org.Shown)
				s.add(e.Summary)
				s.contact(e.Contact)
				s.add(e.Tags...)
			}
		case doc.Terms:
			s.column = true
			for _, i := range b.Items {
				s.add(i.Name, i.English, i.Meaning)
			}
			s.column = false
		case doc.Cards:
			for _, c := range b.Items {
				s.add(c.Title, c.Text)
			}
		}
	}
}

func plain(in []doc.Inline) string {
	s := ""
	for _, i := range in {
		switch i := i.(type) {
		case doc.Str:
			s += i.S
		case doc.Strong:
			s += plain(i.Inlines)
		case doc.Link:
			s += plain(i.Inlines)
		case doc.Fact:
			s += i.Shown
		}
	}
	return s
}
