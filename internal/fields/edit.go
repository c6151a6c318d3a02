package fields

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// Edit returns a file with v at a path; a zero v takes away what is there. All else keeps its bytes: order, comments,
// empty lines and the way it is written. A comment inside a value that is replaced moves above it. The file has been read
// without a mistake before.
func (s *Style) Edit(src []byte, p Path, v Node) ([]byte, error) {
	crlf := bytes.Contains(src, []byte("\r\n"))
	if crlf {
		src = bytes.ReplaceAll(src, []byte("\r\n"), []byte("\n"))
	}
	if n := len(src); n > 0 && src[n-1] != '\n' {
		src = append(slices.Clone(src), '\n')
	}
	var ds diag.List
	m := File(&ds, (&source.Set{}).Add("", src), src)
	if m == nil || ds.HasErrors() {
		return nil, errors.New("the file cannot be read")
	}
	e := &editor{style: s, src: src, r: m.r}
	out := e.edit(m.node, p, v)
	if crlf {
		out = bytes.ReplaceAll(out, []byte("\n"), []byte("\r\n"))
	}
	return out, nil
}

type editor struct {
	style *Style
	src   []byte
	r     *reader
}

// A spot is a node of the file with the nodes around it. next is the offset of the line that follows its last.
type spot struct {
	node, key *yaml.Node // key is nil for an entry of a list
	holder    string     // the field that holds it
	next      int
	parent    *yaml.Node
}

// edit walks down the path as long as the file is written over lines, and writes the rest anew.
func (e *editor) edit(root *yaml.Node, p Path, v Node) []byte {
	at := spot{node: root, next: len(e.src)}
	for i := range p {
		down, ok := e.down(at, p[i])
		if ok {
			whole := e.style.set(plainNode(down.node), down.holder, p[i+1:], v)
			switch {
			case whole.IsZero():
				return e.remove(down)
			case i+1 == len(p) || !e.overLines(down.node):
				return e.replace(down, whole)
			}
			at = down
			continue
		}
		if v.IsZero() {
			return e.src
		}
		shell := e.style.set(plainNode(at.node), at.holder, p[i:], v)
		k := e.style.index(shell, at.holder, p[i])
		return e.insert(at, p[i], shell.Nodes[k], k)
	}
	return e.src
}

// overLines tells whether a value's own values stand on lines of their own.
func (e *editor) overLines(n *yaml.Node) bool {
	return n.Kind != yaml.ScalarNode && n.Style&yaml.FlowStyle == 0 && len(n.Content) > 0
}

// down steps to a field or to an entry of a list.
func (e *editor) down(at spot, step string) (spot, bool) {
	i := e.style.index(plainNode(at.node), at.holder, step)
	if i < 0 {
		return spot{}, false
	}
	return e.child(at, i), true
}

func (e *editor) child(at spot, i int) spot {
	next := at.next
	if at.node.Kind == yaml.SequenceNode {
		if i+1 < len(at.node.Content) {
			next = e.lineOf(at.node.Content[i+1])
		}
		return spot{node: at.node.Content[i], holder: at.holder, next: next, parent: at.node}
	}
	if 2*i+2 < len(at.node.Content) {
		next = e.lineOf(at.node.Content[2*i+2])
	}
	return spot{node: at.node.Content[2*i+1], key: at.node.Content[2*i], holder: at.node.Content[2*i].Value, next: next, parent: at.node}
}

// lineOf is the offset of the line on which a node begins.
func (e *editor) lineOf(n *yaml.Node) int {
	return bytes.LastIndexByte(e.src[:e.r.offset(n.Line, n.Column)], '\n') + 1
}

// lastLine is the offset behind the last line of a spot that is neither empty nor a comment.
func (e *editor) lastLine(start, next int) int {
	for next > start {
		from := bytes.LastIndexByte(e.src[:next-1], '\n') + 1
		if line := bytes.TrimSpace(e.src[from:next]); len(line) > 0 && line[0] != '#' {
			return next
		}
		next = from
	}
	return next
}

func (e *editor) splice(from, to int, text string) []byte {
	return slices.Concat(e.src[:from], []byte(text), e.src[to:])
}

// begin is the offset of the line of a spot.
func (e *editor) begin(at spot) int {
	if at.key != nil {
		return e.lineOf(at.key)
	}
	return e.lineOf(at.node)
}

// replace writes another value.
func (e *editor) replace(at spot, v Node) []byte {
	start := e.begin(at)
	end := e.lastLine(start, at.next)
	p := &printer{style: e.style}
	if at.key == nil {
		indent := at.parent.Column - 1
		p.entry(at.holder, v, indent)
		return e.splice(start, end, e.comments(start, end, indent)+p.b.String())
	}
	indent := at.key.Column - 1
	from := e.r.offset(at.key.Line, at.key.Column) + e.keyWidth(at.key)
	p.value(at.holder, v, indent)
	text := p.b.String()
	if bytes.Count(e.src[start:end], []byte("\n")) == 1 && strings.Count(text, "\n") == 1 {
		return e.splice(from, end, strings.TrimSuffix(text, "\n")+e.remark(at, from, end)+"\n")
	}
	out := e.splice(from, end, text)
	if comments := e.comments(from, end, indent); comments != "" && start == e.r.offset(at.key.Line, at.key.Column)-indent {
		out = slices.Insert(out, start, []byte(comments)...)
	}
	return out
}

// keyWidth is how many bytes a field's name takes with its colon.
func (e *editor) keyWidth(key *yaml.Node) int {
	from := e.r.offset(key.Line, key.Column)
	n := len(key.Value)
	if key.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle) != 0 {
		n += 2
	}
	return n + bytes.IndexByte(e.src[from+n:], ':') + 1
}

// remark is the comment at the end of a line, with the blanks before it.
func (e *editor) remark(at spot, from, end int) string {
	comment := at.node.LineComment
	if comment == "" {
		comment = at.key.LineComment
	}
	line := strings.TrimRight(string(e.src[from:end]), "\n")
	i := strings.LastIndex(line, comment)
	if comment == "" || i < 0 {
		return ""
	}
	return line[len(strings.TrimRight(line[:i], " \t")):]
}

// comments is the comments that stand on lines of their own in a stretch, indented anew.
func (e *editor) comments(from, to, indent int) string {
	var b strings.Builder
	for line := range strings.Lines(string(e.src[from:to])) {
		if text := strings.TrimSpace(line); strings.HasPrefix(text, "#") {
			b.WriteString(strings.Repeat(" ", indent) + text + "\n")
		}
	}
	return b.String()
}

// insert writes a new field or entry as the k-th of a spot's.
func (e *editor) insert(at spot, step string, v Node, k int) []byte {
	p := &printer{style: e.style}
	first := at.node.Content[0]
	before := e.child(at, max(k-1, 0))
	end := e.lastLine(e.begin(before), before.next)
	if at.node.Kind == yaml.SequenceNode {
		if slices.Contains(e.style.Spaced, at.holder) {
			p.b.WriteString("\n")
		}
		p.entry(at.holder, v, at.node.Column-1)
		return e.splice(end, end, p.b.String())
	}
	p.indent(first.Column - 1)
	p.b.WriteString(name(step) + ":")
	p.value(step, v, first.Column-1)
	return e.splice(end, end, p.b.String())
}

// remove takes a field or an entry away, with the empty line before an entry.
func (e *editor) remove(child spot) []byte {
	start := e.begin(child)
	end := e.lastLine(start, child.next)
	if child.key != nil && start != e.r.offset(child.key.Line, child.key.Column)-(child.key.Column-1) {
		start = e.r.offset(child.key.Line, child.key.Column)
	}
	if child.key == nil && bytes.HasSuffix(e.src[:start], []byte("\n\n")) {
		start--
	}
	return e.splice(start, end, "")
}
