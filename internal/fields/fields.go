// Package fields reads YAML into typed text with positions. It is the only user of the yaml package, and uses
// it only to parse: one strict walk of our own refuses what volunteers never mean (aliases, anchors, merge
// keys, tags, second documents) and keeps every scalar as it was typed, so "no" stays "no" and "0777" keeps
// its zero. All mistakes of a file are told in one run; what follows from a mistake stays silent: every
// method of a nil *Map, of a value that is missing, and of one that was refused gives nothing and says nothing.
package fields

import (
	"fmt"
	"regexp"
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// A Need tells whether a field must be there: [Optional] or [Required].
type Need bool

const (
	Optional Need = false
	Required Need = true
)

// A Scalar is one value as typed, without the blanks around it. The zero Scalar was not written.
type Scalar struct {
	Text   string
	At     source.Span // of the text, inside its quotes
	Quoted bool        // in quotes, or a block of lines
	Remark source.Span // a # with what follows it on the line, which YAML does not read; zero for none

	// offsets has the place in the file of each byte of Text. It is nil where Text stands in the file byte
	// for byte, and empty where it does not stand there in any such way (escapes).
	offsets []int32
}

// Written tells whether the author wrote the value.
func (s Scalar) Written() bool { return s.At.File != 0 }

// Whole reports text that is cut off at a #. It is for words, names and lines of addresses, where an author may
// well mean the #; behind a slug or a number the remark is one.
func (s Scalar) Whole(ds *diag.List) {
	if s.Remark.File != 0 {
		ds.Error(s.Remark, "text-cut", "the text ends before this #: what follows it is not read").
			Hint("put all of the text in double quotes; a remark stands on a line of its own, above")
	}
}

// AsTyped tells whether byte i of Text is byte i of the place At.
func (s Scalar) AsTyped() bool { return s.offsets == nil }

// Span returns the place in the file of Text[i:j]; where that is not known, the place of all of it.
func (s Scalar) Span(i, j int) source.Span {
	switch {
	case s.offsets == nil:
		return source.Pos{File: s.At.File, Offset: s.At.Offset + int32(i)}.Span(j - i)
	case len(s.offsets) == 0 || i >= len(s.offsets):
		return s.At
	}
	end := s.offsets[i] + 1
	if j > i {
		end = s.offsets[min(j, len(s.offsets))-1] + 1
	}
	return source.Span{Pos: source.Pos{File: s.At.File, Offset: s.offsets[i]}, End: end}
}

// A Value is what stands behind a field's name or in a list: a text, a list, or fields of its own.
type Value struct {
	r    *reader
	node *yaml.Node
	name string // as messages call it: "category"
	at   source.Span
}

// Written tells whether there is a value to read.
func (v Value) Written() bool { return v.node != nil && v.node.Kind != 0 }

// IsText, IsList and IsMap tell which kind of value it is.
func (v Value) IsText() bool { return v.Written() && v.node.Kind == yaml.ScalarNode }
func (v Value) IsList() bool { return v.Written() && v.node.Kind == yaml.SequenceNode }
func (v Value) IsMap() bool  { return v.Written() && v.node.Kind == yaml.MappingNode }

// At returns where the value stands.
func (v Value) At() source.Span {
	if !v.Written() {
		return v.at
	}
	return v.r.span(v.node)
}

// Scalar reads the value as one text; a list or fields are a mistake.
func (v Value) Scalar() Scalar {
	switch {
	case !v.Written():
		return Scalar{}
	case v.IsList():
		v.wrong("%s holds a list, but one value belongs here", v.name).Hint("write the value without [ ] and without a hyphen")
		return Scalar{}
	case v.IsMap():
		d := v.wrong("%s holds fields, but text belongs here", v.name)
		if v.node.Style&yaml.FlowStyle != 0 {
			d.Hint(`text that starts with { must stand in double quotes as a whole: "{…} …"`)
		} else {
			d.Hint("write the text on the same line, after the colon and a blank")
		}
		return Scalar{}
	}
	s := v.r.scalar(v.node)
	s.hiddenIn(v.r.ds)
	return s
}

// List reads the value as a list and returns its entries.
func (v Value) List() []Value {
	switch {
	case !v.Written():
		return nil
	case !v.IsList():
		d := v.wrong("%s needs a list", v.name)
		if v.IsText() {
			d.Hint("write %s, also when there is only one", listOf(v.node.Value))
		} else {
			d.Hint("start each entry with a hyphen and a blank: - …")
		}
		return nil
	}
	var out []Value
	for _, n := range v.node.Content {
		if e := (Value{v.r, n, "an entry of " + v.name, v.at}); !empty(n) {
			out = append(out, e)
		} else {
			v.r.empty(v.r.span(n), "an entry of "+v.name)
		}
	}
	return out
}

// Map reads the value as fields. Messages call them by label.
func (v Value) Map(label string) *Map {
	switch {
	case !v.Written():
		return nil
	case !v.IsMap():
		v.wrong("%s needs fields of its own", v.name).Hint("fields look like {name: value, name: value}, or each on a line of its own")
		return nil
	}
	return v.r.newMap(v.node, label)
}

var plainWord = regexp.MustCompile(`^[A-Za-z0-9-]+$`)

func listOf(text string) string {
	if plainWord.MatchString(text) {
		return "[" + text + "]"
	}
	return "[" + quote(text) + "]"
}

func (v Value) wrong(format string, args ...any) *diag.Diagnostic {
	return v.r.ds.Error(v.At(), "wrong-kind", format, args...)
}

// A Map is fields by name. A nil *Map has none and is silent.
type Map struct {
	// Label is what messages call the fields: `service "nhs-111"`.
	Label string

	r     *reader
	node  *yaml.Node
	pairs []pair
	asked []string
	need  []string
}

type pair struct {
	key  *yaml.Node
	val  *yaml.Node
	used bool
}

func (r *reader) newMap(n *yaml.Node, label string) *Map {
	m := &Map{Label: label, r: r, node: n}
	for i := 0; i+1 < len(n.Content); i += 2 {
		if k := n.Content[i]; k.Kind == yaml.ScalarNode {
			m.pairs = append(m.pairs, pair{key: k, val: n.Content[i+1]})
		}
	}
	return m
}

// At returns where the fields begin: the name of the first.
func (m *Map) At() source.Span {
	if m == nil {
		return source.Span{}
	}
	if len(m.pairs) > 0 {
		return m.r.span(m.pairs[0].key)
	}
	return m.r.span(m.node)
}

// Has tells whether the field's name was written, whatever stands behind it.
func (m *Map) Has(key string) bool {
	return m != nil && slices.ContainsFunc(m.pairs, func(p pair) bool { return p.key.Value == key })
}

// Key returns where the field's name stands.
func (m *Map) Key(key string) source.Span {
	if m != nil {
		for _, p := range m.pairs {
			if p.key.Value == key {
				return m.r.span(p.key)
			}
		}
	}
	return source.Span{}
}

// Keys returns the names of all fields in their order, and counts each as known: for fields whose names
// authors choose.
func (m *Map) Keys() []Scalar {
	if m == nil {
		return nil
	}
	var out []Scalar
	for i := range m.pairs {
		m.pairs[i].used = true
		out = append(out, m.r.scalar(m.pairs[i].key))
	}
	return out
}

// Value returns the field's value. A field without one is reported: as an error where it is required, else as
// a warning. A required field that is not there is reported by [Map.Done].
func (m *Map) Value(key string, need Need) Value {
	if m == nil {
		return Value{}
	}
	m.asked = append(m.asked, key)
	for i := range m.pairs {
		p := &m.pairs[i]
		if p.key.Value != key {
			continue
		}
		asked := p.used
		p.used = true
		at := m.r.span(p.key)
		if !empty(p.val) {
			return Value{m.r, p.val, quote(key), at}
		}
		if !asked {
			m.r.emptyField(at, quote(key), need)
		}
		return Value{}
	}
	if need {
		m.need = append(m.need, key)
	}
	return Value{}
}

// Scalar reads the field as one text.
func (m *Map) Scalar(key string, need Need) Scalar { return m.Value(key, need).Scalar() }

// List reads the field as a list.
func (m *Map) List(key string, need Need) []Value {
	v := m.Value(key, need)
	list := v.List()
	if v.IsList() && len(list) == 0 && len(v.node.Content) == 0 {
		m.r.emptyField(v.At(), quote(key), need)
	}
	return list
}

// Map reads the field as fields of its own, which messages call by the field's name.
func (m *Map) Map(key string, need Need) *Map { return m.Value(key, need).Map(quote(key)) }

// Done reports the fields that nobody asked for and the required ones that are not there. It is called once,
// after everything was read. A required field that was only misspelt is one mistake.
func (m *Map) Done() {
	if m == nil {
		return
	}
	var unknown []pair
	meant := map[string]bool{}
	for _, p := range m.pairs {
		if p.used {
			continue
		}
		unknown = append(unknown, p)
		for _, k := range m.need {
			if isNear(p.key.Value, k) || strings.HasPrefix(p.key.Value, k+":") {
				meant[k] = true
			}
		}
	}
	for _, p := range unknown {
		m.unknown(p)
	}
	for _, k := range m.need {
		if !meant[k] {
			d := m.r.ds.Error(m.At(), "missing-field", "%s has no %s", m.Label, quote(k))
			if m.node.Style&yaml.FlowStyle != 0 {
				d.Hint("add %s: … between the { and the }", k)
			} else {
				d.Hint("add a line %q", k+": …")
			}
		}
	}
}

func (m *Map) unknown(p pair) {
	k := p.key
	d := m.r.ds.Error(m.r.span(k), "unknown-key", "%s has no field %s", m.Label, quote(k.Value))
	name, rest, colon := strings.Cut(k.Value, ":")
	near := diag.Near(k.Value, m.unused())
	for _, a := range m.asked {
		if near == "" && isNear(k.Value, a) {
			near = fmt.Sprintf("did you mean %q?", a)
		}
	}
	switch {
	case colon && slices.Contains(m.asked, name):
		d.Hint("write a blank after the colon: %s: %s", name, rest)
	case near != "":
		d.Hint("%s", near)
	case m.node.Style&yaml.FlowStyle != 0 && p.val.Tag == "!!null" && p.val.Value == "":
		d.Hint("a comma ends what belongs to a field; where several are meant, write them in brackets: [one, two]")
	case len(m.asked) > 0:
		d.Hint("the fields here are %s", strings.Join(m.asked, ", "))
	default:
		d.Hint("see docs/content.md for the fields, or delete this one")
	}
}

// unused returns the names that were asked for and are not there.
func (m *Map) unused() []string {
	var out []string
	for _, k := range m.asked {
		if !m.Has(k) {
			out = append(out, k)
		}
	}
	return out
}

func isNear(word, k string) bool {
	fold := strings.NewReplacer("-", "_", " ", "_").Replace(strings.ToLower(word))
	return fold == k || diag.Near(word, []string{k}) != "" || fold+"s" == k || k+"s" == fold
}

// empty tells whether nothing was written: "x:", "x: ~" and "x: ”" are all the same to an author.
func empty(n *yaml.Node) bool {
	return n.Kind == yaml.ScalarNode && (n.Tag == "!!null" || strings.TrimSpace(n.Value) == "")
}

func (r *reader) empty(at source.Span, name string) *diag.Diagnostic {
	return r.ds.Error(at, "empty-value", "%s is empty", name).Hint("write a value, or delete it")
}

func (r *reader) emptyField(at source.Span, name string, need Need) {
	if need {
		r.ds.Error(at, "empty-value", "%s is empty", name).Hint("write a value; this field is needed")
		return
	}
	r.ds.Warning(at, "empty-value", "%s is empty", name).Hint("write a value, or delete the line")
}

func quote(s string) string {
	if runes := []rune(s); len(runes) > 60 {
		s = string(runes[:60]) + "…"
	}
	return fmt.Sprintf("%q", s)
}
