package pdf

import (
	"fmt"
	"math/rand"
	"strings"
	"testing"
	"time"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
)

// TestAnyPackIsWritten sets packs of random blocks, empty and odd ones among them, on paper of random sizes:
// each becomes a file that passes the checks.
func TestAnyPackIsWritten(t *testing.T) {
	fonts := testFonts(t)
	for seed := range int64(60) {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			g := generator{rand.New(rand.NewSource(seed)), ""}
			pack, style := g.pack(), g.style()
			d, _ := layout.Pack(pack, style, fonts)
			b, err := Write(d, Meta{Title: "Any", Date: time.Unix(1e9, 0)})
			if err != nil {
				t.Fatal(err)
			}
			c := check(t, b)
			c.pages()
			c.tree()
			inPaper(t, d)
		})
	}
}

// inPaper checks that nothing sticks out of a sheet.
func inPaper(t *testing.T, d *layout.Doc) {
	t.Helper()
	for i, s := range d.Sheets {
		for _, it := range s.Items {
			blank := it.Run != nil && strings.TrimSpace(strings.Map(visible, string(it.Text[it.Run.Start:it.Run.End]))) == ""
			if !blank && (it.X < -0.1 || it.X+it.W > s.Width+0.1) {
				t.Errorf("sheet %d: an item across from %.1f to %.1f on paper %.1f wide", i+1, it.X, it.X+it.W, s.Width)
			}
			if !blank && (it.Y < 0 || it.Y > s.Height) {
				t.Errorf("sheet %d: an item at %.1f on paper %.1f high", i+1, it.Y, s.Height)
			}
		}
	}
}

type generator struct {
	*rand.Rand
	lang lang.Tag
}

func (g *generator) style() layout.Style {
	switch g.Intn(4) {
	case 0:
		return layout.Style{}
	case 1:
		return layout.LargePrint()
	case 2:
		return layout.Style{Width: 298, Height: 420, Side: 28, Top: 40, Bottom: 44, Body: 9} // A6
	}
	return layout.Style{Width: 420, Height: 595}
}

func (g *generator) pack() *doc.Pack {
	g.lang = sampleLanguages[g.Intn(len(sampleLanguages))]
	p := &doc.Pack{Lang: g.lang, Contents: g.text(), Running: g.text(), Foot: g.text(), PageOf: slots(g.lang, "{page} / {pages} {other}")}
	if g.Intn(3) > 0 {
		p.BaseURL = "https://welcomepack.example/"
	}
	p.Cover = doc.Cover{Language: g.word(), English: g.word(), Borough: g.text(), Site: g.text(), Tagline: g.text(), Notes: g.blocks(1)}
	p.Body = g.blocks(3)
	return p
}

func (g *generator) word() string {
	words := []string{"", "a", "مرحبا", "ڈاکٹر", "እንኳዕ", "лікар", "স্বাগত", "GMS1", "(x)", "£49.18", "50%", "“q”", "\u200f", "\u0301", "\x00\t\n", "e\u0301", "العربية،",
		strings.Repeat("Donaudampfschiff", 12), "123", "—", "\u2028", "می‌توانید", "🙂", "\u0fff", "\u2067", "\ufeff"}
	return words[g.Intn(len(words))]
}

func (g *generator) fact() doc.Fact {
	facts := []doc.Fact{{}, phone111, phoneLong, textTo, mail, longMail, site, hours, name, postcode, {Kind: doc.Number, Shown: "50%"}, {Kind: doc.Date, Shown: "١٠ يناير"},
		{Kind: doc.Name, Shown: strings.Repeat("very long name ", 30)}, {Kind: doc.Web, Shown: strings.Repeat("a", 200), Machine: "https://example.org/ü x"}, {Kind: doc.Phone, Shown: "(020) +44"}}
	return facts[g.Intn(len(facts))]
}

func (g *generator) text() doc.Text {
	t := doc.Text{Lang: g.lang}
	switch g.Intn(8) {
	case 0:
		t.Lang = lang.English
	case 1:
		t.Lang = "ar"
	case 2:
		t.Lang = "" // the pack's
	case 3:
		t.Lang = "xx" // not in the table
	}
	t.Inlines = g.inlines(2)
	return t
}

func (g *generator) inlines(depth int) []doc.Inline {
	var out []doc.Inline
	for range g.Intn(6) {
		switch k := g.Intn(9); {
		case k < 4:
			var b strings.Builder
			for range g.Intn(20) {
				b.WriteString(g.word())
				b.WriteByte(' ')
			}
			out = append(out, doc.Str{S: b.String()})
		case k == 4:
			out = append(out, g.fact())
		case k == 5 && depth > 0:
			out = append(out, doc.Strong{Inlines: g.inlines(depth - 1)})
		case k == 6 && depth > 0:
			out = append(out, doc.Link{Href: []string{"", "guide:x", "a/b.html", "a/b.html#c", "https://example.org/ä", "tel:999", "none.html"}[g.Intn(7)], Inlines: g.inlines(depth - 1)})
		case k == 7:
			out = append(out, doc.Ref{Path: "x.phone"})
		default:
			out = append(out, doc.Slot{Name: "page"})
		}
	}
	return out
}

func (g *generator) texts() []doc.Text {
	out := make([]doc.Text, g.Intn(5))
	for i := range out {
		out[i] = g.text()
	}
	return out
}

func (g *generator) rows() []doc.ContactRow {
	out := make([]doc.ContactRow, g.Intn(4))
	for i := range out {
		out[i] = doc.ContactRow{Label: g.text(), Fact: g.fact(), Notes: g.texts()}
	}
	return out
}

func (g *generator) facts() []doc.Fact {
	out := make([]doc.Fact, g.Intn(5))
	for i := range out {
		out[i] = g.fact()
	}
	return out
}

func (g *generator) blocks(depth int) []doc.Block {
	if depth == 0 {
		return nil
	}
	var out []doc.Block
	for range g.Intn(9) {
		out = append(out, g.block(depth-1))
	}
	return out
}

func (g *generator) block(depth int) doc.Block {
	switch g.Intn(17) {
	case 0:
		return doc.Heading{Level: g.Intn(9) - 1, Text: g.text(), Target: []string{"", "a/b.html"}[g.Intn(2)]}
	case 1:
		return doc.List{Kind: doc.ListKind(g.Intn(3)), Items: [][]doc.Block{g.blocks(depth), nil, g.blocks(depth)}}
	case 2:
		return doc.Table{Caption: g.text(), Head: g.texts(), Rows: [][]doc.Text{g.texts(), nil, g.texts(), g.texts()}, RowHead: g.Intn(2) == 0}
	case 3:
		return doc.Callout{Kind: doc.CalloutKind(g.Intn(7)), Label: g.text(), Body: g.blocks(depth)}
	case 4:
		return doc.Contact{Rows: g.rows()}
	case 5:
		return doc.Hours{Label: g.text(), Rows: []doc.HoursRow{{}, {Day: g.text(), Time: g.fact(), Notes: g.texts()}}}
	case 6:
		return doc.Place{Label: g.text(), Lines: g.facts(), Map: "https://example.org/", MapText: g.text(), Notes: g.texts()}
	case 7:
		return doc.Entries{Items: []doc.Entry{{}, {Href: "a/b.html", Name: g.text(), English: g.text(), Org: g.fact(), Summary: g.text(), Tags: g.texts(), Contact: g.rows()}}}
	case 8:
		return doc.Cards{Small: g.Intn(2) == 0, Items: []doc.Card{{}, {Href: "a/b.html", Title: g.text(), Also: g.text(), Text: g.text()}}}
	case 9:
		return doc.Terms{Items: []doc.Term{{}, {Name: g.text(), English: g.text(), Meaning: g.text()}}}
	case 10:
		return doc.Tags{Items: g.texts()}
	case 11:
		return doc.Group{Body: g.blocks(depth)}
	case 12:
		return doc.Break{Loose: g.Intn(2) == 0}
	case 13:
		return doc.Include{}
	case 14:
		return doc.Blanks{Items: []doc.Blank{{}, {Label: g.text()}, {Label: g.text(), Lines: g.Intn(30)}}}
	case 15:
		return doc.Pair{English: g.blocks(depth), Other: g.blocks(depth)}
	case 16:
		kind := g.Intn(7)
		return doc.Pair{English: []doc.Block{g.half(kind, depth)}, Other: []doc.Block{g.half(kind, depth)}}
	}
	return doc.Paragraph{Text: g.text(), Role: doc.Role(g.Intn(4))}
}

// half is one side of a pair of blocks of one kind.
func (g *generator) half(kind, depth int) doc.Block {
	switch kind {
	case 0:
		return doc.Heading{Level: g.Intn(4), Text: g.text(), Target: "a/b.html"}
	case 1:
		return doc.Contact{Rows: g.rows()}
	case 2:
		return doc.Hours{Label: g.text(), Rows: []doc.HoursRow{{Day: g.text(), Time: g.fact(), Notes: g.texts()}}}
	case 3:
		return doc.Blanks{Items: []doc.Blank{{Label: g.text()}, {Label: g.text(), Lines: 3}}}
	case 4:
		return doc.Callout{Label: g.text(), Body: g.blocks(depth)}
	case 5:
		return doc.Table{Head: g.texts(), Rows: [][]doc.Text{{g.text(), g.text()}, {g.text(), g.text()}}, RowHead: true}
	}
	return doc.List{Items: [][]doc.Block{g.blocks(depth), g.blocks(depth)}}
}
