package markdown

import (
	"bytes"
	"cmp"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	table "github.com/yuin/goldmark/extension/ast"
	"github.com/yuin/goldmark/parser"
	"github.com/yuin/goldmark/text"
	"github.com/yuin/goldmark/util"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// Guide returns the blocks of a guide, as written: with references and [doc.Include] blocks. The Markdown starts
// at bodyOffset of src, the whole file; path, such as "shared/guides/gp.md", begins the keys of its texts.
// Texts are numbered in each section, from 1; before the first heading the section is "start". What is refused
// is left out of the blocks and reported.
func Guide(ds *diag.List, file source.FileID, src []byte, bodyOffset int, path string) []doc.Block {
	if i := invalidUTF8(src); i >= 0 {
		ds.Error(source.Pos{File: file, Offset: int32(i)}.Span(1), "encoding", "the file is not UTF-8 text").
			Hint("save it again with the encoding UTF-8")
		return nil
	}
	body := plainLines(src, bodyOffset)
	if !withinLimits(ds, file, body, bodyOffset) {
		return nil
	}
	var own diag.List
	g := &guide{ds: &own, file: file, src: body, path: path, section: "start", ids: map[string]int{}, level: 1}
	blocks := g.blocks(guideParser().Parse(text.NewReader(body)), 0)
	g.checkAnchors()
	if n := len(own) - source.MaxReports; n > 0 {
		own = own[:source.MaxReports]
		own[source.MaxReports-1].Hint("%d more mistakes of this page are not shown; mend these first", n)
	}
	*ds = append(*ds, own...)
	return blocks
}

func invalidUTF8(src []byte) int {
	for i := 0; i < len(src); {
		r, n := utf8.DecodeRune(src[i:])
		if r == utf8.RuneError && n == 1 || r == 0 {
			return i
		}
		i += n
	}
	return -1
}

// plainLines returns the file with everything before the Markdown as empty lines and carriage returns as blanks,
// so that offsets stay true.
func plainLines(src []byte, from int) []byte {
	out := bytes.Clone(src)
	for i, c := range out {
		if i < from {
			out[i] = '\n'
		} else if c == '\r' {
			out[i] = ' '
			if i > from && out[i-1] == '\\' {
				out[i-1] = ' ' // a line break with a backslash, which is a blank too
			}
		}
	}
	return out
}

// guideParser has all of CommonMark, so that what is refused is recognised, and of GitHub's additions tables and
// tick lists. Attributes are off.
func guideParser() parser.Parser {
	return parser.NewParser(
		parser.WithBlockParsers(parser.DefaultBlockParsers()...),
		parser.WithInlineParsers(append(parser.DefaultInlineParsers(),
			util.Prioritized(extension.NewTaskCheckBoxParser(), 0))...),
		parser.WithParagraphTransformers(append(parser.DefaultParagraphTransformers(),
			util.Prioritized(boxMarks{}, 50),
			util.Prioritized(extension.NewTableParagraphTransformer(), 200))...),
		parser.WithASTTransformers(util.Prioritized(extension.NewTableASTTransformer(), 0)),
	)
}

// boxMarks takes the line [!kind] off a quote's first paragraph and notes the kind on the quote.
type boxMarks struct{}

var boxForm = regexp.MustCompile(`^\[!([^\]\n]*)\][ \t]*$`)

// boxKind is the attribute of a quote with the mark's place in the file, as a text.Segment of the word.
var boxKind = []byte("box")

func (boxMarks) Transform(node *ast.Paragraph, reader text.Reader, _ parser.Context) {
	quote := node.Parent()
	if quote == nil || quote.Kind() != ast.KindBlockquote || quote.FirstChild() != node {
		return
	}
	lines := node.Lines()
	first := lines.At(0)
	value := bytes.TrimRight(first.Value(reader.Source()), " \n")
	m := boxForm.FindSubmatchIndex(value)
	if m == nil {
		return
	}
	start := first.Start + m[2] - first.Padding
	quote.SetAttribute(boxKind, text.NewSegment(start, start+m[3]-m[2]))
	lines.SetSliced(1, lines.Len())
	if lines.Len() == 0 {
		quote.RemoveChild(quote, node)
	}
}

// A guide is one page on its way from goldmark's tree to ours.
type guide struct {
	ds      *diag.List
	file    source.FileID
	src     []byte
	path    string
	section string
	n       int            // texts of the section so far
	level   int            // of the last heading
	ids     map[string]int // the headings' names; for each, how many were made from it
	anchors []anchor
}

// An anchor is a link to a heading of the same page.
type anchor struct {
	id string
	at source.Span
}

func (g *guide) span(start, end int) source.Span {
	return source.Pos{File: g.file, Offset: int32(start)}.Span(max(end-start, 0))
}

// lineAt returns the span from an offset to the end of its line.
func (g *guide) lineAt(off int) source.Span {
	off = min(max(off, 0), len(g.src))
	end := len(g.src)
	if i := bytes.IndexByte(g.src[off:], '\n'); i >= 0 {
		end = off + i
	}
	return g.span(off, off+len(bytes.TrimRight(g.src[off:end], " ")))
}

// place returns the offset of a block's first byte.
func place(n ast.Node) int {
	if n.Type() == ast.TypeBlock && n.Lines().Len() > 0 {
		return n.Lines().At(0).Start
	}
	return max(n.Pos(), 0)
}

func (g *guide) blocks(parent ast.Node, depth int) []doc.Block {
	if depth > source.MaxGuideDepth {
		g.ds.Error(g.lineAt(place(parent)), "limit", "lists and boxes stand more than %d deep in each other", source.MaxGuideDepth).
			Hint("write it as a few plain paragraphs or a shorter list")
		return nil
	}
	var out []doc.Block
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		out = append(out, g.block(n, depth)...)
	}
	return out
}

func (g *guide) block(n ast.Node, depth int) []doc.Block {
	switch n := n.(type) {
	case *ast.Heading:
		return g.heading(n, depth)
	case *ast.Paragraph, *ast.TextBlock:
		return g.paragraph(n)
	case *ast.List:
		return g.list(n, depth)
	case *ast.Blockquote:
		return g.box(n, depth)
	case *table.Table:
		return g.table(n)
	case *ast.HTMLBlock:
		g.ds.Error(g.lineAt(place(n)), "html", "HTML is not allowed: paper cannot show it").
			Hint("write it in Markdown: **bold**, lists, tables, boxes; to hide a remark put it under note: at the top")
	case *ast.CodeBlock:
		g.ds.Error(g.lineAt(place(n)), "code", "lines that begin with four blanks are computer code in Markdown, which is not shown").
			Hint("take the blanks at the beginning of the line away")
	case *ast.FencedCodeBlock:
		at := g.lineAt(place(n))
		if n.Info != nil {
			at = g.lineAt(n.Info.Segment.Start)
		}
		g.ds.Error(at, "code", "computer code between ``` lines is not shown").Hint("write it as a paragraph or a box: > [!note]")
	case *ast.ThematicBreak:
		g.ds.Error(g.lineAt(place(n)), "unsupported-markdown", "a line across the page is not shown").
			Hint("begin a new part with a heading: ## Words")
	case *ast.LinkReferenceDefinition:
		g.definition(n)
	default:
		panic(fmt.Sprintf("markdown: unknown block %s", n.Kind()))
	}
	return nil
}

func (g *guide) definition(n *ast.LinkReferenceDefinition) {
	at := g.lineAt(place(n))
	if bytes.HasPrefix(n.Label, []byte("^")) {
		g.ds.Error(at, "unsupported-markdown", "footnotes are not shown").
			Hint("put the words into the sentence, or into a box: > [!note]")
		return
	}
	g.ds.Error(at, "unsupported-markdown", "an address on a line of its own is not shown").
		Hint("write the address beside the words: [words](https://…)")
}

func (g *guide) heading(n *ast.Heading, depth int) []doc.Block {
	if n.Lines().Len() == 0 {
		g.ds.Error(g.lineAt(max(n.Pos(), 0)), "heading-level", "the heading has no words").Hint("write words after the ##, or take it out")
		return nil
	}
	at := g.lineAt(n.Lines().At(0).Start)
	if !g.hashed(n) {
		g.ds.Error(at, "unsupported-markdown", "a line of = or - under words makes a heading here, which is easily done by mistake").
			Hint("for a heading write ## in front of the words; else put an empty line between them and the line below")
		return nil
	}
	switch {
	case depth > 0:
		g.ds.Error(at, "heading-level", "a heading cannot stand inside a list or a box").Hint("write **bold words** instead")
		return nil
	case n.Level == 1:
		g.ds.Error(at, "heading-level", "a guide has one title, and it stands at the top of the file after title:").Hint("start headings with ##")
	case n.Level > g.level+1:
		g.ds.Error(at, "heading-level", "this heading has %d # after one with %d: a level is left out", n.Level, g.level).
			Hint("write %s", strings.Repeat("#", g.level+1))
	}
	g.level = max(n.Level, 2)
	t := g.text(n)
	if t.IsZero() {
		return nil
	}
	id := g.newID(doc.Plaintext(t.Inlines))
	g.section, g.n = id, 0
	t.Key = g.path + "#" + id
	return []doc.Block{doc.Heading{Level: g.level, ID: id, Text: t}}
}

// hashed tells whether a heading was written with #, not with a line under it.
func (g *guide) hashed(n *ast.Heading) bool {
	start := n.Lines().At(0).Start
	line := g.src[bytes.LastIndexByte(g.src[:start], '\n')+1 : start]
	return bytes.IndexByte(line, '#') >= 0
}

// newID returns a heading's name for links: small letters, digits and hyphens, with -2 and so on where the page
// has it already.
func (g *guide) newID(words string) string {
	var b strings.Builder
	for _, c := range []byte(strings.ToLower(words)) {
		switch {
		case 'a' <= c && c <= 'z', '0' <= c && c <= '9':
			b.WriteByte(c)
		case c == '\'' || c >= 0x80:
		default:
			if s := b.String(); s != "" && !strings.HasSuffix(s, "-") {
				b.WriteByte('-')
			}
		}
	}
	base := strings.TrimSuffix(b.String(), "-")
	if base == "" || base == "start" {
		base += "section"
	}
	id := base
	for g.ids[id] > 0 {
		g.ids[base]++
		id = base + "-" + strconv.Itoa(g.ids[base])
	}
	g.ids[id]++
	return id
}

var includeForm = regexp.MustCompile(`^\{(services|category):([^{}]*)\}$`)

func (g *guide) paragraph(n ast.Node) []doc.Block {
	if includes, ok := g.includes(n); ok {
		return includes
	}
	g.misread(n)
	t := g.numbered(n)
	if t.IsZero() {
		return nil
	}
	return []doc.Block{doc.Paragraph{Text: t}}
}

var gluedHeading = regexp.MustCompile(`^(#{1,6})\pL`)

// misread says where a line of a paragraph was meant as a row of a table or as a heading. Each is told once a
// paragraph.
func (g *guide) misread(n ast.Node) {
	lines := n.Lines()
	row, heading := false, false
	for i := range lines.Len() {
		line := lines.At(i)
		value := bytes.TrimRight(line.Value(g.src), " \n")
		words := bytes.TrimLeft(value, " ")
		at := g.lineAt(line.Start + len(value) - len(words) - line.Padding)
		if m := gluedHeading.FindSubmatch(words); m != nil && !heading {
			heading = true
			g.ds.Error(at, "heading-form", "there is no blank between %s and the words, so this is no heading", m[1]).
				Hint("write %s %s; for a plain # write \\#", strings.Repeat("#", max(2, len(m[1]))), diag.Clip(string(words[len(m[1]):]), 60))
		}
		if bytes.HasPrefix(words, []byte("|")) && !row {
			row = true
			g.ds.Error(at, "table-form", "this line starts with | but stands in no table").Hint("%s", g.tableHint(lines, i))
		}
	}
}

// tableHint says what the table lacks whose first row is line i.
func (g *guide) tableHint(lines *text.Segments, i int) string {
	cells := func(i int) int {
		line := lines.At(i)
		return bytes.Count(bytes.Trim(bytes.TrimSpace(line.Value(g.src)), "|"), []byte("|")) + 1
	}
	want := cells(i)
	if i+1 < lines.Len() {
		if next := lines.At(i + 1); delimiterRow.Match(bytes.TrimSpace(next.Value(g.src))) && cells(i+1) != want {
			return fmt.Sprintf("cells: %d in this line, %d in the line of hyphens: write |%s", want, cells(i+1), strings.Repeat(" --- |", want))
		}
	}
	return fmt.Sprintf("put an empty line before the table, and below its first row a line |%s; for a plain | write \\|", strings.Repeat(" --- |", min(want, source.MaxColumns)))
}

// includes returns the blocks of a paragraph in which every line shows services or a category.
func (g *guide) includes(n ast.Node) ([]doc.Block, bool) {
	lines := n.Lines()
	var out []doc.Block
	for i := range lines.Len() {
		line := lines.At(i)
		value := bytes.TrimSpace(line.Value(g.src))
		m := includeForm.FindSubmatchIndex(value)
		if m == nil {
			return nil, false
		}
		start := line.Start + bytes.IndexByte(g.src[line.Start:line.Stop], '{')
		if in, ok := g.include(string(value[m[2]:m[3]]), string(value[m[4]:m[5]]), start+m[4]); ok {
			out = append(out, in)
		}
	}
	return out, lines.Len() > 0
}

// include reads the names after services: or category:, which start at offset at.
func (g *guide) include(what, names string, at int) (doc.Include, bool) {
	var in doc.Include
	for _, name := range strings.SplitAfter(names, ",") {
		slug := strings.Trim(name, ", \t")
		start := at + len(name) - len(strings.TrimLeft(name, " \t"))
		at += len(name)
		if !slugForm.MatchString(slug) {
			g.ds.Error(g.span(start, start+max(len(slug), 1)), "bad-reference", "%q is no name of a %s", slug, strings.TrimSuffix(what, "s")).
				Hint("names have small letters, digits and hyphens, with a comma between two: {services: nhs-111, migrant-help}")
			return in, false
		}
		in.Services = append(in.Services, doc.Ref{Path: slug, Pos: g.span(start, start+len(slug))})
	}
	if what == "services" {
		return in, true
	}
	if len(in.Services) > 1 {
		g.ds.Error(source.Span{Pos: in.Services[1].Pos.Pos, End: int32(at)}, "bad-reference", "a line shows one category").
			Hint("write a line {category: %s} for each", in.Services[1].Path)
		return in, false
	}
	return doc.Include{Category: in.Services[0]}, true
}

var slugForm = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*$`)

func (g *guide) list(n *ast.List, depth int) []doc.Block {
	l := doc.List{}
	if n.IsOrdered() {
		l.Kind = doc.Steps
		if n.Start != 1 {
			g.ds.Error(g.lineAt(place(n.FirstChild())), "unsupported-markdown", "the steps begin at %d, but they are shown from 1", n.Start).
				Hint("begin with 1. and let lines inside a step begin with three blanks, so that the steps stay one list")
		}
	}
	ticks, count := 0, 0
	for item := n.FirstChild(); item != nil; item = item.NextSibling() {
		count++
		if isTick(item) {
			ticks++
		}
		if body := g.blocks(item, depth+1); len(body) > 0 {
			l.Items = append(l.Items, body)
		}
	}
	if ticks > 0 {
		if ticks != count || n.IsOrdered() {
			g.ds.Error(g.lineAt(place(n)), "unsupported-markdown", "%d of the list's %d lines have a box to tick", ticks, count).
				Hint("write - [ ] before every line, or before none; let a list that follows begin with * instead of -")
		}
		l.Kind = doc.Ticks
	}
	if len(l.Items) == 0 {
		return nil
	}
	return []doc.Block{l}
}

func isTick(item ast.Node) bool {
	first := item.FirstChild()
	return first != nil && first.FirstChild() != nil && first.FirstChild().Kind() == table.KindTaskCheckBox
}

// callouts are the kinds of boxes that authors may write.
var callouts = map[string]doc.CalloutKind{"note": doc.Note, "important": doc.Important, "danger": doc.Danger, "myth": doc.Myth, "true": doc.True, "false": doc.False}

const callHint = "write one of > [!note], > [!important], > [!danger], > [!myth], > [!true], > [!false], on a line of its own"

func (g *guide) box(n *ast.Blockquote, depth int) []doc.Block {
	at := max(n.Pos(), 0)
	if first := n.FirstChild(); first != nil {
		at = place(first)
	}
	value, ok := n.Attribute(boxKind)
	if !ok {
		g.ds.Error(g.lineAt(at), "unknown-box", "this box does not say what kind it is").Hint(callHint)
		g.blocks(n, depth+1)
		return nil
	}
	mark := value.(text.Segment)
	kind, ok := callouts[strings.ToLower(strings.TrimSpace(string(mark.Value(g.src))))]
	if !ok {
		g.ds.Error(g.span(mark.Start, mark.Stop), "unknown-box", "there is no kind of box %q", mark.Value(g.src)).Hint(callHint)
		g.blocks(n, depth+1)
		return nil
	}
	body := g.blocks(n, depth+1)
	if n.FirstChild() == nil {
		g.ds.Error(g.span(mark.Start, mark.Stop), "unknown-box", "the box has no words").Hint("begin each line of the box with >")
	}
	if len(body) == 0 {
		return nil
	}
	return []doc.Block{doc.Callout{Kind: kind, Body: body}}
}

func (g *guide) table(n *table.Table) []doc.Block {
	t := doc.Table{RowHead: len(n.Alignments) > 1}
	for row := n.FirstChild(); row != nil; row = row.NextSibling() {
		var cells []doc.Text
		for c := row.FirstChild(); c != nil; c = c.NextSibling() {
			cells = append(cells, g.numbered(c))
		}
		if row.Kind() == table.KindTableHeader {
			t.Head = cells
			continue
		}
		g.countCells(row, len(n.Alignments))
		t.RowHead = t.RowHead && !cells[0].IsZero()
		t.Rows = append(t.Rows, cells)
	}
	if len(t.Rows) == 0 {
		g.ds.Error(g.lineAt(place(n)), "table-cells", "the table has no rows").Hint("write rows below the line of hyphens")
		return nil
	}
	return []doc.Block{t}
}

// countCells says where a row has more or fewer cells than the head: Markdown would drop the words or leave a gap.
func (g *guide) countCells(row ast.Node, want int) {
	at := g.lineAt(max(row.Pos(), 0))
	line := strings.TrimSpace(string(g.src[at.Offset:at.End]))
	line = strings.ReplaceAll(line, `\|`, "")
	got := strings.Count(strings.TrimSuffix(strings.TrimPrefix(line, "|"), "|"), "|") + 1
	if got != want {
		g.ds.Error(at, "table-cells", "cells: %d in this row, %d in the head of the table", got, want).
			Hint("put | between cells; write \\| for a plain |, and an empty line after the table")
	}
}

// numbered returns the words of a block as the section's next text.
func (g *guide) numbered(n ast.Node) doc.Text {
	t := g.text(n)
	if !t.IsZero() {
		g.n++
		t.Key = fmt.Sprintf("%s#%s/%d", g.path, g.section, g.n)
	}
	return t
}

// text returns the words of a block, without a key.
func (g *guide) text(n ast.Node) doc.Text {
	w := newWords(g.ds, g.file)
	ins := trimEnd(g.inlines(w, n, within{}))
	w.report()
	w.reportMarks()
	t := doc.Text{Inlines: ins, Lang: lang.English, Pos: g.span(place(n), place(n))}
	if len(w.at) > 0 {
		t.Pos = spanOf(g.file, w.at)
	}
	return t
}

// within says what stands around inlines: bold in bold is bold, and links hold no links.
type within struct{ strong, link bool }

func (g *guide) inlines(w *words, parent ast.Node, in within) []doc.Inline {
	var out []doc.Inline
	for n := parent.FirstChild(); n != nil; n = n.NextSibling() {
		switch n := n.(type) {
		case *ast.Text:
			w.putMarkdown(n.Segment.Value(g.src), int32(n.Segment.Start))
			if n.SoftLineBreak() || n.HardLineBreak() {
				w.put(' ', int32(n.Segment.Stop), false)
			}
		case *ast.Emphasis:
			out = append(out, w.flush()...)
			inner := g.inlines(w, n, within{true, in.link})
			if len(inner) > 0 && !in.strong {
				inner = []doc.Inline{doc.Strong{Inlines: inner}}
			}
			out = append(out, inner...)
		case *ast.Link:
			out = append(append(out, w.flush()...), g.link(w, n, in)...)
		case *table.TaskCheckBox:
			g.tickOrLink(n)
		default:
			out = append(append(out, w.flush()...), g.refused(w, n)...)
		}
	}
	return append(out, w.flush()...)
}

// tickOrLink says where [x](address) at the beginning of a line was read as a box to tick.
func (g *guide) tickOrLink(n *table.TaskCheckBox) {
	if t, ok := n.NextSibling().(*ast.Text); ok && bytes.HasPrefix(t.Segment.Value(g.src), []byte("(")) && g.src[t.Segment.Start-1] == ']' {
		g.ds.Error(g.lineAt(t.Segment.Start), "bad-link", "[x] at the beginning of a line is a box to tick, not the words of a link").
			Hint("write more words between [ and ], or a blank after the box")
	}
}

// refused says what is wrong with an inline that guides may not have; code is kept as plain words.
func (g *guide) refused(w *words, n ast.Node) []doc.Inline {
	at := g.span(max(n.Pos(), 0), max(n.Pos(), 0)+1)
	switch n := n.(type) {
	case *ast.CodeSpan:
		g.ds.Error(at, "code", "words between ` marks are computer code in Markdown, which is not shown").Hint("take the ` marks away, or write **bold**")
		for c := n.FirstChild(); c != nil; c = c.NextSibling() {
			if t, ok := c.(*ast.Text); ok {
				w.putMarkdown(t.Segment.Value(g.src), int32(t.Segment.Start))
			}
		}
		return w.flush()
	case *ast.Image:
		g.ds.Error(at, "picture", "pictures are not shown: old phones and paper pay for them").Hint("say it in words")
	case *ast.AutoLink:
		label := string(n.Label(g.src))
		d := g.ds.Error(at, "bad-link", "an address between < and > is not shown")
		if n.AutoLinkType == ast.AutoLinkEmail {
			d.Hint("put the address in the listing and write {service.email}")
		} else {
			d.Hint("say what it leads to: [words](%s)", label)
		}
	case *ast.RawHTML:
		if bytes.HasPrefix(n.Segments.Value(g.src), []byte("</")) && slices.ContainsFunc(*g.ds, func(d diag.Diagnostic) bool { return d.Code == "html" }) {
			return nil // the tag that opens is told
		}
		g.ds.Error(at, "html", "HTML is not allowed: paper cannot show it").Hint("write **bold** for words that matter; write &lt; for a plain <")
	default:
		panic(fmt.Sprintf("markdown: unknown inline %s", n.Kind()))
	}
	return nil
}

// link returns the link, or its words alone where its address is refused.
func (g *guide) link(w *words, n *ast.Link, in within) []doc.Inline {
	at := g.addressSpan(n)
	inner := g.inlines(w, n, within{in.strong, true})
	if n.Reference != nil {
		return inner // the definition is reported
	}
	if len(n.Title) > 0 {
		g.ds.Error(at, "bad-link", "a link has no title: what stands in quotes after the address is not shown").Hint("put the words between [ and ]")
	}
	to := readDestination(string(n.Destination))
	switch {
	case to.href == "":
		g.ds.Error(at, "bad-link", "%s", to.why).Hint("%s", to.hint)
		return inner
	case len(inner) == 0 || strings.TrimSpace(doc.Plaintext(inner)) == "":
		g.ds.Error(at, "bad-link", "the link has no words").Hint("say what it leads to: [words](%s)", to.href)
		return nil
	}
	if strings.HasPrefix(to.href, "#") {
		g.anchors = append(g.anchors, anchor{to.href[1:], at})
	}
	warnHost(g.ds, at, to.href)
	return []doc.Inline{doc.Link{Href: to.href, Inlines: inner, Pos: at}}
}

// addressSpan returns the place of a link's address, or of its [ where the address is not found.
func (g *guide) addressSpan(n *ast.Link) source.Span {
	start := max(n.Pos(), 0)
	if last := endOf(n); last > start && len(n.Destination) > 0 {
		if i := bytes.Index(g.src[last:min(len(g.src), last+len(n.Destination)+16)], n.Destination); i >= 0 {
			return g.span(last+i, last+i+len(n.Destination))
		}
	}
	return g.span(start, start+1)
}

// endOf returns the offset after the last words inside n, 0 for none.
func endOf(n ast.Node) int {
	for c := n.LastChild(); c != nil; c = c.LastChild() {
		if t, ok := c.(*ast.Text); ok {
			return t.Segment.Stop
		}
	}
	return 0
}

// checkAnchors says which links lead to no heading of the page.
func (g *guide) checkAnchors() {
	for _, a := range g.anchors {
		if g.ids[a.id] > 0 {
			continue
		}
		g.ds.Error(a.at, "bad-link", "no heading of this page has the name %q", a.id).
			Hint("%s", cmp.Or(diag.Near(a.id, slices.Sorted(maps.Keys(g.ids))), "use the words of a heading in small letters with hyphens"))
	}
}
