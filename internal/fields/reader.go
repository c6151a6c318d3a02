package fields

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"gopkg.in/yaml.v3"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// A reader turns places of the yaml package into places of the file.
type reader struct {
	ds    *diag.List
	file  source.FileID
	src   []byte  // up to the end of the YAML
	lines []int32 // offsets of the lines' first bytes, as the yaml package counts lines
	keys  int
	told  map[string]bool // features that were refused once
}

// File reads a YAML file, whose top must be fields. It returns nil where nothing of it can be read, after
// saying why.
func File(ds *diag.List, file source.FileID, src []byte) *Map {
	if len(src) > source.MaxYAML {
		ds.Error(source.Pos{File: file}.Span(0), "limit", "this file has %d bytes; a YAML file may have %d (1 MiB)", len(src), source.MaxYAML).
			Hint("split it into several files")
		return nil
	}
	if !Readable(ds, file, src) {
		return nil
	}
	return Part(ds, file, src, 0, len(src), "this file")
}

// Part reads src[from:to] of a file as YAML, as front matter is; label is what messages call its fields. The
// caller has asked [Readable] about the file.
func Part(ds *diag.List, file source.FileID, src []byte, from, to int, label string) *Map {
	if from == 0 && bytes.HasPrefix(src, []byte("\ufeff")) {
		from = len("\ufeff")
	}
	r := &reader{ds: ds, file: file, src: src[:to], lines: yamlLines(src[:to], from), told: map[string]bool{}}
	root := r.parse(from)
	if root == nil || !r.vet(root, 1) {
		return nil
	}
	switch {
	case root.Kind == 0:
		return nil
	case root.Kind != yaml.MappingNode:
		ds.Error(r.span(root), "wrong-kind", "%s must start with a field such as \"name: …\"", label).
			Hint("see docs/content.md for an example to copy")
		return nil
	}
	return r.newMap(root, label)
}

// yamlLines finds lines by YAML's own rules: a lone carriage return and three rarer characters end one too.
func yamlLines(src []byte, from int) []int32 {
	lines := []int32{int32(from)}
	for i := from; i < len(src); {
		c, n := utf8.DecodeRune(src[i:])
		i += n
		switch c {
		case '\r':
			if i < len(src) && src[i] == '\n' {
				i++
			}
			lines = append(lines, int32(i))
		case '\n', '\u0085', '\u2028', '\u2029':
			lines = append(lines, int32(i))
		}
	}
	return lines
}

func (r *reader) offset(line, col int) int {
	line = min(max(line, 1), len(r.lines))
	off := int(r.lines[line-1])
	for c := 1; c < col && off < len(r.src); c++ {
		_, n := utf8.DecodeRune(r.src[off:])
		off += n
	}
	return off
}

func (r *reader) pos(off int) source.Pos { return source.Pos{File: r.file, Offset: int32(off)} }

// span returns a node's place: a scalar's text, or the first character of a list or of fields.
func (r *reader) span(n *yaml.Node) source.Span {
	if n.Kind == yaml.ScalarNode {
		return r.scalar(n).At
	}
	return r.pos(r.offset(n.Line, n.Column)).Span(1)
}

// parse returns the root of the one document, or nil after saying what is wrong.
func (r *reader) parse(from int) (root *yaml.Node) {
	defer func() {
		if p := recover(); p != nil {
			r.syntax("")
			root = nil
		}
	}()
	d := yaml.NewDecoder(bytes.NewReader(r.src[from:]))
	var first, second yaml.Node
	if err := d.Decode(&first); err != nil || len(first.Content) == 0 {
		if err == nil || errors.Is(err, io.EOF) {
			r.ds.Error(r.pos(from).Span(0), "empty-value", "there is nothing to read here").Hint("copy an example from docs/content.md and change it")
		} else {
			r.syntax(err.Error())
		}
		return nil
	}
	switch err := d.Decode(&second); {
	case errors.Is(err, io.EOF):
		return first.Content[0]
	case err != nil:
		r.syntax(err.Error())
		return nil
	}
	at := r.pos(int(r.lines[max(second.Line, 1)-1])).Span(3)
	r.ds.Error(at, "yaml-feature", "a second part starts here after a line \"---\"; a file has one").
		Hint("delete the line \"---\", or move what follows into a file of its own")
	return first.Content[0]
}

// vet refuses what is not allowed in a tree and marks it as read: a refused node's Kind becomes 0. It returns
// false where a limit is passed, and then the file is not read further.
func (r *reader) vet(n *yaml.Node, depth int) bool {
	if depth > source.MaxYAMLDepth {
		r.ds.Error(r.pos(r.offset(n.Line, n.Column)).Span(1), "limit", "this is nested more than %d levels deep", source.MaxYAMLDepth).
			Hint("lists and fields inside each other may go %d levels deep; a listing needs 8", source.MaxYAMLDepth)
		return false
	}
	if r.feature(n) {
		n.Kind = 0
		return true
	}
	if n.Kind == yaml.MappingNode {
		return r.vetFields(n, depth)
	}
	for _, c := range n.Content {
		if !r.vet(c, depth+1) {
			return false
		}
	}
	return true
}

func (r *reader) vetFields(n *yaml.Node, depth int) bool {
	seen := map[string]*yaml.Node{}
	for i := 0; i+1 < len(n.Content); i += 2 {
		k, v := n.Content[i], n.Content[i+1]
		if r.keys++; r.keys > source.MaxYAMLFields {
			r.ds.Error(r.pos(r.offset(k.Line, k.Column)).Span(1), "limit", "this file has more than %d fields", source.MaxYAMLFields).
				Hint("a file may have %d fields; split it into several files", source.MaxYAMLFields)
			return false
		}
		if r.feature(k) {
			k.Kind = 0
			continue
		}
		if !r.vet(v, depth+1) {
			return false
		}
		first := seen[k.Value]
		switch {
		case k.Kind != yaml.ScalarNode:
			r.ds.Error(r.span(k), "wrong-kind", "a field's name must be a word, not a list or fields").
				Hint(`text that starts with { or [ must stand in double quotes as a whole: "{…} …"`)
			k.Kind = 0
		case empty(k):
			r.ds.Error(r.pos(r.offset(k.Line, k.Column)).Span(min(1, len(r.src)-r.offset(k.Line, k.Column))), "wrong-kind", "this field has no name").Hint("write name: value")
			k.Kind = 0
		case first != nil:
			r.ds.Error(r.span(k), "duplicate-key", "%s is written twice here", quote(k.Value)).
				Note(r.span(first), "the first one").Hint("keep one of the two")
			k.Kind = 0
		default:
			seen[k.Value] = k
		}
	}
	return true
}

// feature tells whether the node uses what only programmers know of YAML. Each is explained once a file.
func (r *reader) feature(n *yaml.Node) bool {
	kind, message := "", ""
	switch {
	case n.Kind == yaml.AliasNode:
		kind, message = "*", "* points to another part of the file, which is not allowed"
	case n.Anchor != "":
		kind, message = "&", "& gives a name to this part of the file, which is not allowed"
	case n.Style&yaml.TaggedStyle != 0:
		kind, message = "!", "! gives the value a type, which is not allowed"
	case n.Kind == yaml.ScalarNode && n.Tag == "!!merge":
		kind, message = "<<", "<< merges other fields into these, which is not allowed"
	default:
		return false
	}
	if !r.told[kind] {
		r.told[kind] = true
		d := r.ds.Error(r.pos(r.offset(n.Line, n.Column)).Span(len(kind)), "yaml-feature", "%s", message)
		if kind == "<<" {
			d.Hint("write the fields in full")
		} else {
			d.Hint("write the value in full; if the text itself starts with %s, put all of it in double quotes", kind)
		}
	}
	return true
}

// scalar reads a scalar node. The yaml package says where it begins, but not where it ends.
func (r *reader) scalar(n *yaml.Node) Scalar {
	off := r.offset(n.Line, n.Column)
	s := Scalar{Text: n.Value, Quoted: n.Style&(yaml.DoubleQuotedStyle|yaml.SingleQuotedStyle|yaml.LiteralStyle|yaml.FoldedStyle) != 0}
	switch {
	case n.Style&(yaml.LiteralStyle|yaml.FoldedStyle) != 0:
		if i := bytes.IndexByte(r.src[off:], '\n'); i >= 0 {
			off += i + 1
		}
		s.Text = strings.TrimRight(s.Text, " \n")
	case s.Quoted:
		off++
	}
	s.At, s.offsets = r.find(off, s.Text, n.Style)
	if !s.Quoted {
		s.Remark = r.remark(int(s.At.End))
	}
	return s.trimmed()
}

// remark returns the place of a # that stands behind a blank or more from off on, up to the end of its line.
func (r *reader) remark(off int) source.Span {
	rest := r.src[min(off, len(r.src)):]
	if i := bytes.IndexAny(rest, "\r\n"); i >= 0 {
		rest = rest[:i]
	}
	text := bytes.TrimLeft(rest, " \t")
	if len(text) == len(rest) || len(text) == 0 || text[0] != '#' {
		return source.Span{}
	}
	return r.pos(off + len(rest) - len(text)).Span(len(bytes.TrimRight(text, " \t")))
}

// find looks for a scalar's text in the file from off on.
func (r *reader) find(off int, text string, style yaml.Style) (source.Span, []int32) {
	src := r.src[min(off, len(r.src)):]
	if bytes.HasPrefix(src, []byte(text)) && closed(src[len(text):], style) {
		return r.pos(off).Span(len(text)), nil
	}
	if offsets := align(src, text, off); offsets != nil {
		return source.Span{Pos: r.pos(off), End: offsets[len(offsets)-1] + 1}, offsets
	}
	end := bytes.IndexByte(src, '\n')
	if end < 0 {
		end = len(src)
	}
	return r.pos(off).Span(end), []int32{}
}

// closed tells whether a text of this style ends where rest begins.
func closed(rest []byte, style yaml.Style) bool {
	switch {
	case style&yaml.DoubleQuotedStyle != 0:
		return len(rest) > 0 && rest[0] == '"'
	case style&yaml.SingleQuotedStyle != 0:
		return len(rest) > 0 && rest[0] == '\'' && (len(rest) < 2 || rest[1] != '\'')
	}
	return true
}

// align finds each byte of a text that was folded over several lines: what is a blank or a line end in the
// text may be any white space in the file. It returns nil where the two differ in another way.
func align(src []byte, text string, off int) []int32 {
	var out []int32
	i := 0
	for k := 0; k < len(text); k++ {
		c := text[k]
		for i < len(src) && src[i] != c && isBlank(src[i]) && !isBlank(c) {
			i++
		}
		if i >= len(src) || src[i] != c && !(isBlank(c) && isBlank(src[i])) {
			return nil
		}
		out = append(out, int32(off+i))
		i++
	}
	return out
}

func isBlank(c byte) bool { return c == ' ' || c == '\n' || c == '\r' || c == '\t' }

// trimmed returns s without the blanks around its text.
func (s Scalar) trimmed() Scalar {
	left := len(s.Text) - len(strings.TrimLeft(s.Text, " \t\r\n"))
	text := strings.TrimSpace(s.Text)
	if len(text) == len(s.Text) || text == "" {
		return s
	}
	at := s.Span(left, left+len(text))
	if len(s.offsets) > 0 {
		s.offsets = slices.Clone(s.offsets[left : left+len(text)])
	}
	s.Text, s.At = text, at
	return s
}

// errorLine reads the number out of "yaml: line 5: …"; 0 where there is none.
func errorLine(text string) int {
	_, rest, ok := strings.Cut(text, "line ")
	if !ok {
		return 0
	}
	digits, _, _ := strings.Cut(rest, ":")
	n, _ := strconv.Atoi(digits)
	return n
}
