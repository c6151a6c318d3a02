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
	g := func(ts ...Text) {
		for i := range ts {
			if !ts[i].IsZero() {
				f(ts[i])
			}
		}
	}
	Walk(blocks, func(b Block) { eachText(b, g) })
}

// eachText calls f with the block's own texts, without those of the blocks inside it.
func eachText(b Block, f func(...Text)) {
	switch b := b.(type) {
	case Heading:
		f(b.Text)
	case Paragraph:
		f(b.Text)
	case Callout:
		f(b.Label)
	case Table:
		f(b.Caption)
		f(b.Head...)
		for _, row := range b.Rows {
			f(row...)
		}
	case Contact:
		contactTexts(b.Rows, f)
	case Hours:
		f(b.Label)
		for _, r := range b.Rows {
			f(r.Day)
			f(r.Notes...)
		}
	case Place:
		f(b.Label, b.MapText)
		f(b.Notes...)
	case Entries:
		for i := range b.Items {
			e := &b.Items[i]
			f(e.Name, e.English, e.Summary)
			f(e.Tags...)
			contactTexts(e.Contact, f)
		}
	case Cards:
		for i := range b.Items {
			c := &b.Items[i]
			f(c.Title, c.Also, c.Text)
		}
	case Terms:
		for _, t := range b.Items {
			f(t.Name, t.English, t.Meaning)
		}
	case Tags:
		f(b.Items...)
	case Blanks:
		for _, x := range b.Items {
			f(x.Label)
		}
	case Filter:
		f(b.Label, b.Clear)
		for _, x := range b.Fields {
			f(x.Label)
			for _, o := range x.Options {
				f(o.Text)
			}
		}
		sayTexts(b.Says, f)
	case Search:
		f(b.Find.Label, b.Find.Button, b.Without)
		sayTexts(b.Says, f)
	case Tools:
		for _, t := range b.Items {
			f(t.Text)
		}
		sayTexts(b.Says, f)
	case Choice:
		f(b.Legend)
		for _, o := range b.Options {
			f(o.Text, o.Also)
		}
	case Plan:
		for _, s := range b.Steps {
			f(s.When, s.What)
		}
	case QR:
		f(b.Alt, b.Caption)
	case Exit:
		f(b.Text, b.Limits)
	case Offline:
		f(b.Files)
		for _, d := range b.Downloads {
			f(d.Title, d.Text)
		}
		sayTexts(b.Says, f)
	case List, Group, Pair, Break, Include:
	default:
		panic("doc: unknown block")
	}
}

func sayTexts(says []Say, f func(...Text)) {
	for _, s := range says {
		f(s.Text)
	}
}

func contactTexts(rows []ContactRow, f func(...Text)) {
	for _, r := range rows {
		f(r.Label)
		f(r.Notes...)
	}
}
