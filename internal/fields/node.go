package fields

import (
	"slices"
	"strings"

	"gopkg.in/yaml.v3"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// A Node is the content of a file without its looks: a text, a list, or fields. The zero Node is an empty text.
type Node struct {
	Kind  Kind
	Text  string
	Keys  []string // of fields, beside Nodes
	Nodes []Node   // of a list or of fields
}

// A Kind says which kind of value a [Node] is.
type Kind uint8

const (
	Text Kind = iota
	List
	Fields
)

// TextNode, ListNode and FieldsNode make nodes. The arguments of FieldsNode are names and values in turn, as [Node.Add]
// takes them.
func TextNode(s string) Node      { return Node{Text: s} }
func ListNode(nodes ...Node) Node { return Node{Kind: List, Nodes: nodes} }
func FieldsNode(pairs ...any) Node {
	n := Node{Kind: Fields}
	for i := 0; i < len(pairs); i += 2 {
		switch v := pairs[i+1].(type) {
		case string:
			n.Add(pairs[i].(string), TextNode(v))
		case Node:
			n.Add(pairs[i].(string), v)
		}
	}
	return n
}

// Texts makes a list of texts.
func Texts(list ...string) Node {
	n := Node{Kind: List}
	for _, s := range list {
		n.Nodes = append(n.Nodes, TextNode(s))
	}
	return n
}

// IsZero tells whether there is nothing in the node.
func (n Node) IsZero() bool { return n.Text == "" && len(n.Nodes) == 0 }

// Get returns a field, the zero Node for none.
func (n Node) Get(key string) Node {
	if i := slices.Index(n.Keys, key); i >= 0 {
		return n.Nodes[i]
	}
	return Node{}
}

// Add puts a field at the end, unless there is nothing in it.
func (n *Node) Add(key string, v Node) {
	if !v.IsZero() {
		n.Keys, n.Nodes = append(n.Keys, key), append(n.Nodes, v)
	}
}

// Canonical returns a text that two nodes share only if they say the same. The order of fields does not matter, and
// neither do blanks around and within a text.
func (n Node) Canonical() string {
	var b strings.Builder
	n.canonical(&b)
	return b.String()
}

func (n Node) canonical(b *strings.Builder) {
	switch n.Kind {
	case Text:
		b.WriteString(Quote(strings.Join(strings.Fields(n.Text), " ")))
	case List:
		b.WriteString("[")
		for _, x := range n.Nodes {
			x.canonical(b)
			b.WriteString(",")
		}
		b.WriteString("]")
	case Fields:
		keys := slices.Clone(n.Keys)
		slices.Sort(keys)
		b.WriteString("{")
		for _, k := range keys {
			b.WriteString(Quote(k) + ":")
			n.Get(k).canonical(b)
			b.WriteString(",")
		}
		b.WriteString("}")
	}
}

// A Path leads to a node from the top of a file: names of fields, and for the entry of a list the value by which its
// entries are told apart.
type Path []string

// A Style is how a kind of file is written.
type Style struct {
	Names  map[string]string   // by the field that holds a list: the field that tells its entries apart
	Flow   []string            // fields that are written in one line, and lists whose entries are
	Quoted []string            // fields whose text stands in double quotes always
	Digits []string            // fields whose text stands in double quotes where it is digits and blanks
	Order  map[string][]string // by the field that holds fields, or a list of them: the order of names; "" for the top
	Spaced []string            // lists with an empty line between their entries
}

func (s *Style) flow(key string) bool { return slices.Contains(s.Flow, key) }

// At returns the node at a path; ok is false where there is none.
func (s *Style) At(n Node, p Path) (at Node, ok bool) {
	holder := ""
	for _, step := range p {
		i := s.index(n, holder, step)
		if i < 0 {
			return Node{}, false
		}
		if n.Kind == Fields {
			holder = step
		}
		n = n.Nodes[i]
	}
	return n, true
}

// index is which of n's nodes a step leads to, -1 for none. holder is the field that holds n.
func (s *Style) index(n Node, holder, step string) int {
	switch n.Kind {
	case Fields:
		return slices.Index(n.Keys, step)
	case List:
		return slices.IndexFunc(n.Nodes, func(e Node) bool { return e.Kind == Fields && e.Get(s.Names[holder]).Text == step })
	}
	return -1
}

// With returns the fields n with v at a path; a zero v takes the node there away. What lies between is made where it is
// missing.
func (s *Style) With(n Node, p Path, v Node) Node {
	n.Kind = Fields
	return s.set(n, "", p, v)
}

func (s *Style) set(n Node, holder string, p Path, v Node) Node {
	if len(p) == 0 {
		return v
	}
	i := s.index(n, holder, p[0])
	below := holder // an entry of a list is held by the list's field
	if n.Kind != List {
		below = p[0]
	}
	switch {
	case i < 0 && v.IsZero():
		return n
	case i < 0 && n.Kind == List:
		n.Nodes = append(slices.Clone(n.Nodes), s.set(FieldsNode(s.Names[holder], p[0]), below, p[1:], v))
		return n
	case i < 0:
		kind := Fields
		if s.Names[p[0]] != "" {
			kind = List
		}
		child := s.set(Node{Kind: kind}, below, p[1:], v)
		at := s.place(n.Keys, holder, p[0])
		n.Kind = Fields
		n.Keys = slices.Insert(slices.Clone(n.Keys), at, p[0])
		n.Nodes = slices.Insert(slices.Clone(n.Nodes), at, child)
		return n
	}
	child := s.set(n.Nodes[i], below, p[1:], v)
	n.Nodes = slices.Clone(n.Nodes)
	if !child.IsZero() {
		n.Nodes[i] = child
		return n
	}
	n.Nodes = slices.Delete(n.Nodes, i, i+1)
	if n.Kind == Fields {
		n.Keys = slices.Delete(slices.Clone(n.Keys), i, i+1)
	}
	return n
}

// place is where among keys a new one belongs: behind the last one that stands before it in the order.
func (s *Style) place(keys []string, holder, key string) int {
	order := s.Order[holder]
	mine := slices.Index(order, key)
	if mine < 0 {
		return len(keys)
	}
	at := 0
	for i, k := range keys {
		if o := slices.Index(order, k); o >= 0 && o < mine {
			at = i + 1
		}
	}
	return max(at, min(1, len(keys)))
}

// Read returns the content of a file; ok is false where it cannot be read, after saying why.
func Read(ds *diag.List, file source.FileID, src []byte) (n Node, ok bool) {
	before, _ := ds.Count()
	m := File(ds, file, src)
	if after, _ := ds.Count(); m == nil || after > before {
		return Node{}, false
	}
	return plainNode(m.node), true
}

func plainNode(n *yaml.Node) Node {
	switch n.Kind {
	case yaml.MappingNode:
		out := Node{Kind: Fields}
		for i := 0; i+1 < len(n.Content); i += 2 {
			out.Keys = append(out.Keys, n.Content[i].Value)
			out.Nodes = append(out.Nodes, plainNode(n.Content[i+1]))
		}
		return out
	case yaml.SequenceNode:
		out := Node{Kind: List}
		for _, c := range n.Content {
			out.Nodes = append(out.Nodes, plainNode(c))
		}
		return out
	}
	if empty(n) {
		return Node{}
	}
	return TextNode(strings.TrimSpace(n.Value))
}
