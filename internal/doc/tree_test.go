package doc

import (
	"testing"

	"welcomepack/internal/source"
)

func page(words string, at int32) []Block {
	t := Text{Key: "k", Lang: "en", Inlines: []Inline{
		Str{words}, Strong{[]Inline{Str{"b"}}}, Link{Href: "guide:x", Inlines: []Inline{Str{"l"}}}, Ref{Path: "a.phone"},
		Fact{Kind: Phone, Shown: "999", Machine: "999"}, Slot{"count"},
	}, Pos: source.Pos{File: 1, Offset: at}.Span(1)}
	return []Block{
		Heading{Level: 2, ID: "h", Text: t},
		List{Kind: Ticks, Items: [][]Block{{Paragraph{Text: t}}}},
		Callout{Kind: Danger, Body: []Block{Table{Head: []Text{t}, Rows: [][]Text{{t}}}}},
		Group{[]Block{Terms{[]Term{{Name: t, Meaning: t}}}, Entries{[]Entry{{Name: t, Contact: []ContactRow{{Label: t}}}}}}},
	}
}

func TestTheDigestLooksAtWordsAndNotAtPlaces(t *testing.T) {
	if Digest(page("a", 1)) != Digest(page("a", 2)) {
		t.Error("a place changed the digest")
	}
	if Digest(page("a", 1)) == Digest(page("b", 1)) {
		t.Error("words did not change the digest")
	}
	if Digest([]Block{Group{[]Block{Break{}}}, Break{}}) == Digest([]Block{Group{[]Block{Break{}, Break{}}}}) {
		t.Error("blocks ran into each other")
	}
}

func TestWalksReachWhatStandsInside(t *testing.T) {
	blocks, texts := 0, 0
	Walk(page("a", 1), func(Block) { blocks++ })
	WalkTexts(page("a", 1), func(Text) { texts++ })
	if blocks != 8 || texts != 8 {
		t.Errorf("%d blocks, %d texts", blocks, texts)
	}
	if got := Plaintext(page("a", 1)[0].(Heading).Text.Inlines); got != "abl{a.phone}999{count}" {
		t.Error(got)
	}
}

func TestTheDumpShowsTheTree(t *testing.T) {
	want := `danger
  table
    head
      cell k "a**b**[l](guide:x){a.phone}<999|999>{count}"
    row
      cell k "a**b**[l](guide:x){a.phone}<999|999>{count}"
`
	if got := Dump(page("a", 1)[2:3]); got != want {
		t.Errorf("got\n%s", got)
	}
}
