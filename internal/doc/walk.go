package doc

// Walk calls f with every block, and before the blocks inside it, in reading order.
func Walk(blocks []Block, f func(Block)) {
	for _, b := range blocks {
		f(b)
		switch b := b.(type) {
		case List:
			for _, item := range b.Items {
				Walk(item, f)
			}
		case Callout:
			Walk(b.Body, f)
		case Group:
			Walk(b.Body, f)
		case Pair:
			Walk(b.English, f)
			Walk(b.Other, f)
		}
	}
}

// WalkInlines calls f with every inline, and before the inlines inside it, in reading order.
func WalkInlines(inlines []Inline, f func(Inline)) {
	for _, in := range inlines {
		f(in)
		switch in := in.(type) {
		case Strong:
			WalkInlines(in.Inlines, f)
		case Link:
			WalkInlines(in.Inlines, f)
		}
	}
}

// WalkTexts calls f with every text of the blocks that has words, in reading order.
func WalkTexts(blocks []Block, f func(Text)) {
	g := func(t Text) {
		if !t.IsZero() {
			f(t)
		}
	}
	Walk(blocks, func(b Block) { eachText(b, g) })
}

// eachText calls f with the block's own texts, without those of the blocks inside it.
func eachText(b Block, f func(Text)) {
	switch b := b.(type) {
	case Heading:
		f(b.Text)
	case Paragraph:
		f(b.Text)
	case Callout:
		f(b.Label)
	case Table:
		f(b.Caption)
		each(b.Head, f)
		for _, row := range b.Rows {
			each(row, f)
		}
	case Contact:
		contactTexts(b.Rows, f)
	case Hours:
		f(b.Label)
		for i := range b.Rows {
			f(b.Rows[i].Day)
			each(b.Rows[i].Notes, f)
		}
	case Place:
		f(b.Label)
		f(b.MapText)
		each(b.Notes, f)
	case Entries:
		for i := range b.Items {
			e := &b.Items[i]
			f(e.Name)
			f(e.English)
			f(e.Summary)
			each(e.Tags, f)
			contactTexts(e.Contact, f)
		}
	case Cards:
		for i := range b.Items {
			c := &b.Items[i]
			f(c.Title)
			f(c.Also)
			f(c.Text)
		}
	case Terms:
		for i := range b.Items {
			t := &b.Items[i]
			f(t.Name)
			f(t.English)
			f(t.Meaning)
		}
	case Tags:
		each(b.Items, f)
	case Blanks:
		for i := range b.Items {
			f(b.Items[i].Label)
		}
	case Filter:
		f(b.Label)
		f(b.Clear)
		for _, x := range b.Fields {
			f(x.Label)
			for i := range x.Options {
				f(x.Options[i].Text)
			}
		}
		sayTexts(b.Says, f)
	case Search:
		f(b.Find.Label)
		f(b.Find.Button)
		f(b.Without)
		sayTexts(b.Says, f)
	case Tools:
		for i := range b.Items {
			f(b.Items[i].Text)
		}
		sayTexts(b.Says, f)
	case Choice:
		f(b.Legend)
		for i := range b.Options {
			f(b.Options[i].Text)
			f(b.Options[i].Also)
		}
	case Plan:
		for i := range b.Steps {
			f(b.Steps[i].When)
			f(b.Steps[i].What)
		}
	case QR:
		f(b.Alt)
		f(b.Caption)
	case Exit:
		f(b.Text)
		f(b.Limits)
	case Offline:
		f(b.Files)
		for i := range b.Downloads {
			f(b.Downloads[i].Title)
			f(b.Downloads[i].Text)
		}
		sayTexts(b.Says, f)
	case List, Group, Pair, Break, Include:
	default:
		panic("doc: unknown block")
	}
}

func each(ts []Text, f func(Text)) {
	for i := range ts {
		f(ts[i])
	}
}

func sayTexts(says []Say, f func(Text)) {
	for i := range says {
		f(says[i].Text)
	}
}

func contactTexts(rows []ContactRow, f func(Text)) {
	for i := range rows {
		f(rows[i].Label)
		each(rows[i].Notes, f)
	}
}
