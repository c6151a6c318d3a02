package view

import (
	"slices"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// notesLines is how many lines a page of notes has.
const notesLines = 22

// fillIn is a page to write on.
func (v viewer) fillIn(p model.FillIn) []doc.Block {
	var out []doc.Block
	if !p.About.IsZero() {
		out = append(out, doc.Paragraph{Text: v.Words(p.About), Role: doc.Lead})
	}
	return append(out, v.blocks(p.Body)...)
}

func (v viewer) blanks(b doc.Blanks) doc.Blanks {
	items := slices.Clone(b.Items)
	for i := range items {
		items[i].Label = v.Words(items[i].Label)
	}
	return doc.Blanks{Items: items}
}

// feedback is questions with boxes to tick. Codes stand before questions and answers, the same in every language.
func (v viewer) feedback(f model.Feedback) []doc.Block {
	var out []doc.Block
	if !f.About.IsZero() {
		out = append(out, doc.Paragraph{Text: v.Words(f.About), Role: doc.Lead})
	}
	for _, q := range f.Questions {
		ask := coded(q.Code.V, strong(v.Words(q.Ask)))
		if len(q.Answers) == 0 {
			out = append(out, doc.Blanks{Items: []doc.Blank{{Label: ask, Lines: 5}}})
			continue
		}
		list := doc.List{Kind: doc.Ticks}
		for i, a := range q.Answers {
			list.Items = append(list.Items, []doc.Block{doc.Paragraph{Text: coded(string(rune('a'+i)), v.Words(a))}})
		}
		out = append(out, doc.Group{Body: []doc.Block{doc.Paragraph{Text: ask}, list}})
	}
	if !f.Return.IsZero() {
		out = append(out, doc.Group{Body: []doc.Block{doc.Paragraph{Text: strong(v.Words(f.Return))}}})
	}
	return out
}

// coded puts a code before words.
func coded(code string, t doc.Text) doc.Text {
	head := []doc.Inline{doc.Strong{Inlines: []doc.Inline{doc.Fact{Kind: doc.Number, Shown: code}}}, doc.Str{S: " "}}
	t.Inlines = append(head, t.Inlines...)
	return t
}

func strong(t doc.Text) doc.Text {
	t.Inlines = []doc.Inline{doc.Strong{Inlines: t.Inlines}}
	return t
}
