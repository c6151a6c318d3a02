package pdf

import (
	"bytes"
	"os/exec"
	"strings"
	"testing"
	"time"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
	"welcomepack/internal/needs"
	"welcomepack/internal/uatest"
)

// variants are what a language has beside packs, set on sheets, and what each says.
func variants(l lang.Tag, fonts *layout.FontSet) map[string]func() (*layout.Doc, []layout.Missing) {
	return map[string]func() (*layout.Doc, []layout.Missing){
		"cards":  func() (*layout.Doc, []layout.Missing) { return layout.Cards(sampleCards(l), fonts) },
		"week":   func() (*layout.Doc, []layout.Missing) { return layout.Week(sampleWeek(l), fonts) },
		"poster": func() (*layout.Doc, []layout.Missing) { return layout.Poster(samplePoster(), fonts) },
		"booklet": func() (*layout.Doc, []layout.Missing) {
			d, missing := layout.Pack(samplePack(l), layout.A5(), fonts)
			return layout.Booklet(d), missing
		},
	}
}

func sampleCards(l lang.Tag) *doc.CardSheet {
	p := samples[l]
	both := func(english, own string) doc.Both {
		return doc.Both{English: words("en", english), Own: words(l, own)}
	}
	return &doc.CardSheet{Lang: l, Title: words(l, p.title), Foot: words("en", "Welcome pack · Newham"), Cards: []doc.ShowCard{
		{Title: both("Please call an interpreter.", p.everyone), Text: both("Please use a phone.", p.summary), Status: words(l, p.foot)},
		{Title: both("I can join a GP.", p.title), Points: []doc.Both{both("It is free.", p.summary), both("I need no papers.", p.everyone)}},
		{Title: both("Emergency numbers", p.emergency), Numbers: []doc.CardNumber{{Name: both("Night line", p.title), Fact: phoneLong}}},
		{Title: both("My address", p.place), Lines: []doc.Both{both("My name", p.phone), both("My phone", p.text)}},
	}}
}

func sampleWeek(l lang.Tag) *doc.Week {
	p := samples[l]
	both := func(english, own string) doc.Both {
		return doc.Both{English: words("en", english), Own: words(l, own)}
	}
	fact := func(f doc.Fact) doc.Text { return doc.Text{Lang: l, Inlines: []doc.Inline{f}} }
	w := &doc.Week{Lang: l, Title: words(l, p.title), English: words("en", "Week timetable"), About: both("Check first.", p.everyone), Head: both("Service", p.title), Where: both("Where", p.place),
		Scan: doc.QR{Address: "https://welcomepack.example/newham/en/timetable.html", Alt: words("en", "QR code"), Caption: words(l, p.text)}, Notes: []doc.Text{words(l, p.summary)}, Foot: both("Made on 22 November 2026.", p.foot)}
	for i := range w.Days {
		w.Days[i] = both("Day", p.phone)
	}
	for i := range 3 {
		r := doc.WeekRow{Name: both("Drop-in", p.title), Phone: fact(phoneLong), Where: fact(doc.Fact{Kind: doc.Address, Shown: "1 Example Street, London"}), Notes: []doc.Text{words(l, p.text)}}
		r.Days[2*i] = []doc.WeekTime{{Time: fact(doc.Fact{Kind: doc.Time, Shown: "10:00–13:00"}), Notes: []doc.Text{words(l, p.summary)}}}
		w.Rows = append(w.Rows, r)
	}
	return w
}

func samplePoster() *doc.Poster {
	p := &doc.Poster{Lang: "en", Title: words("en", "Poster"), Site: words("en", "Welcome pack"), Tagline: words("en", "Help and advice"), Borough: words("en", "Newham"),
		Scan: doc.QR{Address: "https://welcomepack.example/newham/index.html", Alt: words("en", "QR code"), Caption: words("en", "Scan the square.")},
		Web:  site, Foot: words("en", "Made on 22 November 2026.")}
	for _, l := range sampleLanguages {
		p.Languages = append(p.Languages, doc.PosterLine{Autonym: words(l, l.Locale().Autonym), English: words("en", l.Locale().English+" language"), Words: words(l, samples[l].summary)})
	}
	return p
}

func written(t *testing.T, d *layout.Doc, missing []layout.Missing) []byte {
	t.Helper()
	if len(missing) > 0 {
		t.Errorf("missing characters: %v", missing)
	}
	b, err := Write(d, Meta{Title: "Welcome", Date: time.Unix(1e9, 0)})
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// TestVariantsAreAccessible walks cards, week, poster and booklet as a screen reader would.
func TestVariantsAreAccessible(t *testing.T) {
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		for name, set := range variants(l, fonts) {
			t.Run(name+"/"+string(l), func(t *testing.T) {
				b := written(t, first(set()), nil)
				for _, fault := range uatest.Faults(b) {
					if name != "booklet" || fault != "27 there are no bookmarks" { // they would name sheets
						t.Error(fault)
					}
				}
				c := check(t, b)
				c.pages()
				c.tree()
				c.fonts()
				if c.dict(c.cat["MarkInfo"])["Marked"] != true || decoded(c.dict(c.trailer["Info"])["Title"]) != "Welcome" {
					t.Error("the file does not say what it is")
				}
			})
		}
	}
}

func first(d *layout.Doc, _ []layout.Missing) *layout.Doc { return d }

// TestVariantsAreTheSameTwice makes each twice, with fonts of their own.
func TestVariantsAreTheSameTwice(t *testing.T) {
	again := testFonts(t)
	for name, set := range variants("ar", testFonts(t)) {
		a, b := written(t, first(set()), nil), written(t, first(variants("ar", again)[name]()), nil)
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two runs made different files", name)
		}
	}
}

// TestVariantsReadBack holds that what is on cards and the poster can be copied and searched in every script.
func TestVariantsReadBack(t *testing.T) {
	tool := needs.Program(t, "pdftotext", "apt install poppler-utils")
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		d, missing := layout.Cards(sampleCards(l), fonts)
		got := bare(everyWord(t, tool, written(t, d, missing)))
		for _, c := range sampleCards(l).Cards {
			for _, b := range append([]doc.Both{c.Title, c.Text}, append(c.Points, c.Lines...)...) {
				for _, x := range []doc.Text{b.English, b.Own} {
					if w := plain(x.Inlines); !inLines(got, w) {
						t.Errorf("%s: the cards do not say %q", l, w)
					}
				}
			}
			for _, n := range c.Numbers {
				if !strings.Contains(got, bare(n.Fact.Shown)) {
					t.Errorf("%s: the cards have no number %q", l, n.Fact.Shown)
				}
			}
		}
	}
	for _, l := range sampleLanguages {
		d, missing := layout.Week(sampleWeek(l), fonts)
		got := bare(everyWord(t, tool, written(t, d, missing)))
		for _, want := range []string{phoneLong.Shown, "10:00–13:00", "1 Example Street, London", "Made on 22 November 2026."} {
			if !strings.Contains(got, bare(want)) {
				t.Errorf("%s: the week does not say %q", l, want)
			}
		}
	}
	d, missing := layout.Poster(samplePoster(), fonts)
	b := written(t, d, missing)
	got := bare(everyWord(t, tool, b))
	c := check(t, b)
	c.pages()
	read := tidy(c.said(c.root)) // pdftotext mixes the lines of columns; the tags do not
	for _, x := range samplePoster().Languages {
		if w := tidy(plain(x.Words.Inlines)); !strings.Contains(read, w) {
			t.Errorf("the poster does not say %q", w)
		}
		if !strings.Contains(got, bare(plain(x.Autonym.Inlines))) || !strings.Contains(got, bare(plain(x.English.Inlines))) {
			t.Errorf("the poster does not name %q", plain(x.English.Inlines))
		}
	}
	if !strings.Contains(got, bare(site.Shown)) {
		t.Error("the poster does not say its address")
	}
}

// TestBookletIsReadInTheOrderOfItsPages: the sheets are in the order of folding, the tags in the order of reading.
func TestBookletIsReadInTheOrderOfItsPages(t *testing.T) {
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		plainDoc, missing := layout.Pack(samplePack(l), layout.A5(), fonts)
		a := check(t, written(t, plainDoc, missing))
		a.pages()
		again, missing := layout.Pack(samplePack(l), layout.A5(), fonts)
		b := check(t, written(t, layout.Booklet(again), missing))
		b.pages()
		if x, y := tidy(a.said(a.root)), tidy(b.said(b.root)); x != y || len(x) < 500 {
			t.Errorf("%s: the booklet is read differently", l)
		}
		if b.dict(b.cat["ViewerPreferences"])["Duplex"] != pdfName("DuplexFlipShortEdge") {
			t.Errorf("%s: printers are not told how to turn the sheets", l)
		}
	}
}

// everyWord is what a tool reads on all of each page.
func everyWord(t *testing.T, tool string, b []byte) string {
	t.Helper()
	c := exec.Command(tool, "-enc", "UTF-8", "-", "-")
	c.Stdin = bytes.NewReader(b)
	out, err := c.Output()
	if err != nil {
		t.Fatalf("pdftotext: %v", err)
	}
	return string(out)
}
