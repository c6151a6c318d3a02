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
	Walk(blocks, func(b Block) {
		for _, t := range textsOf(b) {
			if !t.IsZero() {
				f(t)
			}
		}
	})
}

// textsOf returns the block's own texts, without those of the blocks inside it.
func textsOf(b Block) []Text {
	switch b := b.(type) {
	case Heading:
		return []Text{b.Text}
	case Paragraph:
		return []Text{b.Text}
	case Callout:
		return []Text{b.Label}
	case Table:
		out := append([]Text{b.Caption}, b.Head...)
		for _, row := range b.Rows {
			out = append(out, row...)
		}
		return out
	case Contact:
		return contactTexts(b.Rows)
	case Hours:
		out := []Text{b.Label}
		for _, r := range b.Rows {
			out = append(append(out, r.Day), r.Notes...)
		}
		return out
	case Place:
		return append([]Text{b.Label, b.MapText}, b.Notes...)
	case Entries:
		var out []Text
		for _, e := range b.Items {
			out = append(append(out, e.Name, e.English, e.Summary), e.Tags...)
			out = append(out, contactTexts(e.Contact)...)
		}
		return out
	case Cards:
		var out []Text
		for _, c := range b.Items {
			out = append(out, c.Title, c.Also, c.Text)
		}
		return out
	case Terms:
		var out []Text
		for _, t := range b.Items {
			out = append(out, t.Name, t.English, t.Meaning)
		}
		return out
	case Tags:
		return b.Items
	case Blanks:
		var out []Text
		for _, x := range b.Items {
			out = append(out, x.Label)
		}
		return out
	case Filter:
		out := []Text{b.Label, b.Clear}
		for _, f := range b.Fields {
			out = append(out, f.Label)
			for _, o := range f.Options {
				out = append(out, o.Text)
			}
		}
		return append(out, sayTexts(b.Says)...)
	case Search:
		return append([]Text{b.Find.Label, b.Find.Button, b.Without}, sayTexts(b.Says)...)
	case Tools:
		var out []Text
		for _, t := range b.Items {
			out = append(out, t.Text)
		}
		return append(out, sayTexts(b.Says)...)
	case Choice:
		out := []Text{b.Legend}
		for _, o := range b.Options {
			out = append(out, o.Text, o.Also)
		}
		return out
	case Plan:
		var out []Text
		for _, s := range b.Steps {
			out = append(out, s.When, s.What)
		}
		return out
	case QR:
		return []Text{b.Alt, b.Caption}
	case Exit:
		return []Text{b.Text, b.Limits}
	case Offline:
		out := []Text{b.Files}
		for _, d := range b.Downloads {
			out = append(out, d.Title, d.Text)
		}
		return append(out, sayTexts(b.Says)...)
	case List, Group, Pair, Break, Include:
		return nil
	}
	panic("doc: unknown block")
}

func sayTexts(says []Say) []Text {
	var out []Text
	for _, s := range says {
		out = append(out, s.Text)
	}
	return out
}

func contactTexts(rows []ContactRow) []Text {
	var out []Text
	for _, r := range rows {
		out = append(append(out, r.Label), r.Notes...)
	}
	return out
}
