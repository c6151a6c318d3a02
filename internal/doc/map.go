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
	return mapScreen(b, f)
}

// mapScreen maps the blocks that a script works with.
func mapScreen(b Block, f func(Text) Text) Block {
	switch b := b.(type) {
	case Filter:
		b.Label, b.Clear, b.Says, b.Fields = f(b.Label), f(b.Clear), mapSays(b.Says, f), slices.Clone(b.Fields)
		for i := range b.Fields {
			x := &b.Fields[i]
			x.Label, x.Options = f(x.Label), slices.Clone(x.Options)
			for j := range x.Options {
				x.Options[j].Text = f(x.Options[j].Text)
			}
		}
		return b
	case Search:
		b.Find.Label, b.Find.Button, b.Without, b.Says = f(b.Find.Label), f(b.Find.Button), f(b.Without), mapSays(b.Says, f)
		return b
	case Tools:
		b.Items, b.Says = slices.Clone(b.Items), mapSays(b.Says, f)
		for i := range b.Items {
			b.Items[i].Text = f(b.Items[i].Text)
		}
		return b
	case Choice:
		b.Legend, b.Options = f(b.Legend), slices.Clone(b.Options)
		for i := range b.Options {
			b.Options[i].Text, b.Options[i].Also = f(b.Options[i].Text), f(b.Options[i].Also)
		}
		return b
	case Plan:
		b.Steps = slices.Clone(b.Steps)
		for i := range b.Steps {
			b.Steps[i].When, b.Steps[i].What = f(b.Steps[i].When), f(b.Steps[i].What)
		}
		return b
	case QR:
		b.Alt, b.Caption = f(b.Alt), f(b.Caption)
		return b
	case Exit:
		b.Text, b.Limits = f(b.Text), f(b.Limits)
		return b
	case Offline:
		b.Files, b.Says, b.Downloads = f(b.Files), mapSays(b.Says, f), slices.Clone(b.Downloads)
		for i := range b.Downloads {
			b.Downloads[i].Title, b.Downloads[i].Text = f(b.Downloads[i].Title), f(b.Downloads[i].Text)
		}
		return b
	}
	panic("doc: unknown block")
}

func mapSays(says []Say, f func(Text) Text) []Say {
	says = slices.Clone(says)
	for i := range says {
		says[i].Text = f(says[i].Text)
	}
	return says
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
