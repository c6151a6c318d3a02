package doc

import "testing"

// TestMapTextsReachesEveryText compares with WalkTexts, for every kind of block.
func TestMapTextsReachesEveryText(t *testing.T) {
	x := Text{Lang: "en", Inlines: []Inline{Str{"x"}}}
	row := []ContactRow{{Label: x, Notes: []Text{x}}}
	blocks := []Block{
		Heading{Text: x}, Paragraph{Text: x}, List{Items: [][]Block{{Paragraph{Text: x}}}},
		Table{Caption: x, Head: []Text{x}, Rows: [][]Text{{x, x}}}, Callout{Label: x, Body: []Block{Paragraph{Text: x}}},
		Contact{Rows: row}, Hours{Label: x, Rows: []HoursRow{{Day: x, Notes: []Text{x}}}},
		Place{Label: x, MapText: x, Notes: []Text{x}}, Entries{Items: []Entry{{Name: x, English: x, Summary: x, Tags: []Text{x}, Contact: row}}},
		Cards{Items: []Card{{Title: x, Also: x, Text: x}}}, Terms{Items: []Term{{Name: x, English: x, Meaning: x}}},
		Tags{Items: []Text{x}}, Blanks{Items: []Blank{{Label: x}}}, Group{Body: []Block{Paragraph{Text: x}}},
		Pair{English: []Block{Paragraph{Text: x}}, Other: []Block{Paragraph{Text: x}}}, Break{}, Include{},
		Filter{Label: x, Clear: x, Fields: []FilterField{{Label: x, Options: []FilterOption{{Text: x}}}}, Says: []Say{{Text: x}}},
		Search{Find: Find{Label: x, Button: x}, Without: x, Says: []Say{{Text: x}}}, Tools{Items: []Tool{{Text: x}}, Says: []Say{{Text: x}}},
		Choice{Legend: x, Options: []Option{{Text: x, Also: x}}}, Plan{Steps: []PlanStep{{When: x, What: x}}}, QR{Alt: x, Caption: x},
		Exit{Text: x, Limits: x}, Offline{Files: x, Downloads: []Download{{Title: x, Text: x}}, Says: []Say{{Text: x}}},
	}
	before := Digest(blocks)
	mapped := MapTexts(blocks, func(t Text) Text {
		t.Inlines = []Inline{Str{"y"}}
		return t
	})
	if Digest(blocks) != before {
		t.Error("the blocks themselves changed")
	}
	n := 0
	WalkTexts(mapped, func(y Text) {
		n++
		if Plaintext(y.Inlines) != "y" {
			t.Errorf("a text was not mapped, after %d", n)
		}
	})
	if n != 58 {
		t.Errorf("%d texts", n)
	}
}
