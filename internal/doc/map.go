package doc

import "slices"

// MapTexts returns blocks with f's result for every text, empty ones too. What it is given stays as it is.
func MapTexts(blocks []Block, f func(Text) Text) []Block {
	out := make([]Block, len(blocks))
	for i, b := range blocks {
		out[i] = mapBlock(b, f)
	}
	return out
}

func mapBlock(b Block, f func(Text) Text) Block {
	switch b := b.(type) {
	case Heading:
		b.Text = f(b.Text)
		return b
	case Paragraph:
		b.Text = f(b.Text)
		return b
	case List:
		b.Items = slices.Clone(b.Items)
		for i, item := range b.Items {
			b.Items[i] = MapTexts(item, f)
		}
		return b
	case Table:
		b.Caption, b.Head, b.Rows = f(b.Caption), mapAll(b.Head, f), slices.Clone(b.Rows)
		for i, row := range b.Rows {
			b.Rows[i] = mapAll(row, f)
		}
		return b
	case Callout:
		b.Label, b.Body = f(b.Label), MapTexts(b.Body, f)
		return b
	case Contact:
		b.Rows = mapRows(b.Rows, f)
		return b
	case Hours:
		b.Label, b.Rows = f(b.Label), slices.Clone(b.Rows)
		for i := range b.Rows {
			r := &b.Rows[i]
			r.Day, r.Notes = f(r.Day), mapAll(r.Notes, f)
		}
		return b
	case Place:
		b.Label, b.MapText, b.Notes = f(b.Label), f(b.MapText), mapAll(b.Notes, f)
		return b
	case Entries:
		b.Items = slices.Clone(b.Items)
		for i := range b.Items {
			e := &b.Items[i]
			e.Name, e.English, e.Summary = f(e.Name), f(e.English), f(e.Summary)
			e.Tags, e.Contact = mapAll(e.Tags, f), mapRows(e.Contact, f)
		}
		return b
	case Cards:
		b.Items = slices.Clone(b.Items)
		for i := range b.Items {
			c := &b.Items[i]
			c.Title, c.Also, c.Text = f(c.Title), f(c.Also), f(c.Text)
		}
		return b
	case Terms:
		b.Items = slices.Clone(b.Items)
		for i := range b.Items {
			t := &b.Items[i]
			t.Name, t.English, t.Meaning = f(t.Name), f(t.English), f(t.Meaning)
		}
		return b
	case Tags:
		b.Items = mapAll(b.Items, f)
		return b
	case Blanks:
		b.Items = slices.Clone(b.Items)
		for i := range b.Items {
			b.Items[i].Label = f(b.Items[i].Label)
		}
		return b
	case Group:
		b.Body = MapTexts(b.Body, f)
		return b
	case Pair:
		b.English, b.Other = MapTexts(b.English, f), MapTexts(b.Other, f)
		return b
	case Break, Include:
		return b
	}
	panic("doc: unknown block")
}

func mapAll(ts []Text, f func(Text) Text) []Text {
	out := make([]Text, len(ts))
	for i, t := range ts {
		out[i] = f(t)
	}
	return out
}

func mapRows(rows []ContactRow, f func(Text) Text) []ContactRow {
	rows = slices.Clone(rows)
	for i := range rows {
		rows[i].Label, rows[i].Notes = f(rows[i].Label), mapAll(rows[i].Notes, f)
	}
	return rows
}
