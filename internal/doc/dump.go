package doc

import (
	"fmt"
	"strings"
)

// Dump returns the blocks as an indented tree, one block a line, for tests. Inlines are written as in a
// segment: **strong**, [words](address), {reference}, <fact>.
func Dump(blocks []Block) string {
	var d dumper
	d.blocks(blocks)
	return d.b.String()
}

type dumper struct {
	b     strings.Builder
	depth int
}

func (d *dumper) line(format string, args ...any) {
	d.b.WriteString(strings.Repeat("  ", d.depth))
	fmt.Fprintf(&d.b, format, args...)
	d.b.WriteByte('\n')
}

func (d *dumper) in(f func()) {
	d.depth++
	f()
	d.depth--
}

func (d *dumper) blocks(blocks []Block) {
	for _, b := range blocks {
		d.block(b)
	}
}

func (d *dumper) block(b Block) {
	switch b := b.(type) {
	case Heading:
		d.line("heading %d #%s%s", b.Level, b.ID, dumpText(b.Text))
	case Paragraph:
		d.line("%s%s", [...]string{"paragraph", "lead", "small", "english"}[b.Role], dumpText(b.Text))
	case List:
		d.line("%s", [...]string{"bullets", "steps", "ticks"}[b.Kind])
		for _, item := range b.Items {
			d.in(func() { d.line("item"); d.in(func() { d.blocks(item) }) })
		}
	case Table:
		d.line("table%s%s", map[bool]string{true: " row-head"}[b.RowHead], dumpText(b.Caption))
		d.in(func() { d.row("head", b.Head) })
		for _, row := range b.Rows {
			d.in(func() { d.row("row", row) })
		}
	case Callout:
		d.line("%s%s", [...]string{"note", "important", "danger", "myth", "status", "true", "false"}[b.Kind], dumpText(b.Label))
		d.in(func() { d.blocks(b.Body) })
	case Contact:
		d.line("contact")
		d.in(func() { d.contact(b.Rows) })
	case Hours:
		d.line("hours%s", dumpText(b.Label))
		for _, r := range b.Rows {
			d.in(func() { d.line("%s <%s>%s", dumpText(r.Day), r.Time.Shown, dumpTexts(r.Notes)) })
		}
	case Place:
		d.line("place%s", dumpText(b.Label))
		for _, f := range b.Lines {
			d.in(func() { d.line("<%s>", f.Shown) })
		}
		d.in(func() { d.line("map %s%s%s", b.Map, dumpText(b.MapText), dumpTexts(b.Notes)) })
	case Entries:
		d.line("entries")
		for _, e := range b.Items {
			d.in(func() {
				d.line("entry %s%s%s <%s>%s%s", e.Href, dumpText(e.Name), dumpText(e.English), e.Org.Shown, dumpText(e.Summary), dumpTexts(e.Tags))
				d.in(func() { d.contact(e.Contact) })
			})
		}
	case Cards:
		d.line("cards%s%s", map[bool]string{true: " small"}[b.Small], map[bool]string{true: " tiles"}[b.Tiles])
		for _, c := range b.Items {
			d.in(func() {
				d.line("card %s %s%s%s%s %s%s", c.Href, c.Icon, dumpText(c.Title), dumpText(c.Also), dumpText(c.Text), c.Lang, c.Size.Shown)
			})
		}
	case Terms:
		d.line("terms")
		for _, t := range b.Items {
			d.in(func() { d.line("term #%s%s%s%s", t.ID, dumpText(t.Name), dumpText(t.English), dumpText(t.Meaning)) })
		}
	case Tags:
		d.line("tags%s", dumpTexts(b.Items))
	case Blanks:
		d.line("blanks")
		for _, x := range b.Items {
			d.in(func() { d.line("blank %d%s", x.Lines, dumpText(x.Label)) })
		}
	case Group:
		d.line("group")
		d.in(func() { d.blocks(b.Body) })
	case Pair:
		d.line("pair")
		d.in(func() { d.line("english"); d.in(func() { d.blocks(b.English) }) })
		d.in(func() { d.line("other"); d.in(func() { d.blocks(b.Other) }) })
	case Break:
		d.line("break%s", map[bool]string{true: " loose"}[b.Loose])
	case Filter:
		d.filter(b)
	case Search:
		d.line("search %s %s%s%s%s", b.Find.Action, b.Index, dumpText(b.Find.Label), dumpText(b.Find.Button), dumpText(b.Without))
		d.in(func() { d.says(b.Says) })
	case Tools, Choice, Plan, QR, Exit:
		d.help(b)
	case Offline:
		d.offline(b)
	case Include:
		d.include(b)
	default:
		panic("doc: unknown block")
	}
}

func (d *dumper) help(b Block) {
	switch b := b.(type) {
	case Tools:
		d.line("tools")
		for _, t := range b.Items {
			d.in(func() { d.line("tool %s%s", t.Name, dumpText(t.Text)) })
		}
		d.in(func() { d.says(b.Says) })
	case Choice:
		d.line("choice %s %s%s", b.Name, [...]string{"many", "one", "day"}[b.Kind], dumpText(b.Legend))
		for _, o := range b.Options {
			d.in(func() { d.line("option %s%s%s", o.Value, dumpText(o.Text), dumpText(o.Also)) })
		}
	case Plan:
		d.line("plan %s", b.ID)
		for _, s := range b.Steps {
			d.in(func() { d.line("step %s%s%s %v", s.ID, dumpText(s.When), dumpText(s.What), s.Offsets) })
		}
	case QR:
		d.line("qr %s%s%s", b.Address, dumpText(b.Alt), dumpText(b.Caption))
	case Exit:
		d.line("exit %s%s%s", b.Href, dumpText(b.Text), dumpText(b.Limits))
	}
}

func (d *dumper) row(name string, cells []Text) {
	d.line("%s", name)
	for _, c := range cells {
		d.in(func() { d.line("cell%s", dumpText(c)) })
	}
}

func (d *dumper) contact(rows []ContactRow) {
	for _, r := range rows {
		d.line("%s <%s|%s>%s", dumpText(r.Label), r.Fact.Shown, r.Fact.Machine, dumpTexts(r.Notes))
	}
}

func (d *dumper) filter(f Filter) {
	d.line("filter%s%s", dumpText(f.Label), dumpText(f.Clear))
	d.in(func() {
		for _, x := range f.Fields {
			d.line("field %s%s", x.Name, dumpText(x.Label))
			for _, o := range x.Options {
				d.in(func() { d.line("option %s%s", o.Is, dumpText(o.Text)) })
			}
		}
		d.says(f.Says)
	})
}

func (d *dumper) offline(o Offline) {
	d.line("offline %s %d %d%s", o.Edition, o.Bytes, o.PackBytes, dumpText(o.Files))
	for _, x := range o.Downloads {
		d.in(func() {
			d.line("download %s %s <%s>%s%s", x.Href, x.Name, x.Size.Shown, dumpText(x.Title), dumpText(x.Text))
		})
	}
	d.in(func() { d.says(o.Says) })
}

func (d *dumper) says(says []Say) {
	for _, s := range says {
		d.line("say %s%s", s.Name, dumpText(s.Text))
	}
}

func (d *dumper) include(in Include) {
	if in.Category.Path != "" {
		d.line("include category %s", in.Category.Path)
		return
	}
	var names []string
	for _, s := range in.Services {
		names = append(names, s.Path)
	}
	d.line("include services %s", strings.Join(names, " "))
}

func dumpTexts(ts []Text) string {
	var b strings.Builder
	for _, t := range ts {
		b.WriteString(dumpText(t))
	}
	return b.String()
}

// dumpText returns a text with a blank before it, its key and what is not usual about it; nothing for no words.
func dumpText(t Text) string {
	if t.IsZero() {
		return ""
	}
	var b strings.Builder
	b.WriteString(" ")
	if t.Key != "" {
		b.WriteString(t.Key + " ")
	}
	if t.Lang != "en" && t.Lang != "" {
		b.WriteString("[" + string(t.Lang) + "] ")
	}
	b.WriteString([...]string{"", "stale ", "missing "}[t.Fresh])
	b.WriteByte('"')
	dumpInlines(&b, t.Inlines)
	b.WriteByte('"')
	return b.String()
}

func dumpInlines(b *strings.Builder, inlines []Inline) {
	for _, in := range inlines {
		switch in := in.(type) {
		case Str:
			b.WriteString(in.S)
		case Strong:
			b.WriteString("**")
			dumpInlines(b, in.Inlines)
			b.WriteString("**")
		case Link:
			b.WriteString("[")
			dumpInlines(b, in.Inlines)
			b.WriteString("](" + in.Href + ")")
		case Fact:
			b.WriteString("<" + in.Shown)
			if in.Machine != "" {
				b.WriteString("|" + in.Machine)
			}
			b.WriteString(">")
		case Ref:
			b.WriteString("{" + in.Path + "}")
		case Slot:
			b.WriteString("{" + in.Name + "}")
		default:
			panic("doc: unknown inline")
		}
	}
}
