package pdf

import (
	"strings"
	"testing"
	"time"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
)

// bilingualPack is the sample in English and another language side by side.
func bilingualPack(l lang.Tag) *doc.Pack {
	english, p := samplePack(lang.English), samplePack(l)
	p.Beside, p.Contents = p.Contents, english.Contents
	other := p.Body
	p.Body = nil
	for i, b := range english.Body {
		if _, ok := b.(doc.Break); ok {
			p.Body = append(p.Body, b)
			continue
		}
		p.Body = append(p.Body, doc.Pair{English: []doc.Block{b}, Other: []doc.Block{other[i]}})
	}
	return p
}

// TestBilingualPackIsAccessible, and its tags say what both languages say, pair by pair.
func TestBilingualPackIsAccessible(t *testing.T) {
	fonts := testFonts(t)
	for _, l := range []lang.Tag{"ar", "ur", "ti", "uk"} {
		t.Run(string(l), func(t *testing.T) {
			p := bilingualPack(l)
			sheets, missing := layout.Pack(p, layout.Bilingual(), fonts)
			if len(missing) > 0 {
				t.Fatal(missing)
			}
			b, err := Write(sheets, Meta{Title: "Welcome pack: Newham, " + string(l), Date: time.Unix(1e9, 0)})
			if err != nil {
				t.Fatal(err)
			}
			c := check(t, b)
			c.catalog(l, "Welcome pack: Newham, "+string(l))
			c.pages()
			c.tree()
			c.fonts()
			got := tidy(c.said(c.root))
			at := 0
			for _, block := range p.Body {
				pair, ok := block.(doc.Pair)
				if !ok {
					continue
				}
				ends := [2]int{}
				for i, side := range [][]doc.Block{pair.English, pair.Other} {
					s := speaker{}
					s.blocks(side)
					ends[i] = at
					for _, want := range s.out {
						k := strings.Index(got[ends[i]:], tidy(want.text))
						if k < 0 {
							t.Fatalf("%q does not follow %q", want.text, got[max(ends[i]-80, 0):ends[i]])
						}
						ends[i] += k + len(tidy(want.text))
					}
				}
				at = min(ends[0], ends[1])
			}
		})
	}
}
