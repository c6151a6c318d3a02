// Package layout sets packs on sheets: it measures each block into boxes that are never cut, breaks the boxes
// into pages, and places them. What it returns is glyph runs and lines at positions, each under a node of the
// structure tree that says what it is (role, language, link) to those who hear the pack instead of seeing it.
//
// Three laws hold everywhere. A box holds items with positions of its own, so that rows, columns and indents
// are sums. Left and right are decided in one place, by asking for the start side of a direction. The order of
// the items of a sheet is the order of reading.
package layout

import (
	"welcomepack/internal/lang"
	"welcomepack/internal/shape"
	"welcomepack/internal/source"
)

// A Doc is a pack set on sheets. It is not changed after Pack has returned it.
type Doc struct {
	Lang      lang.Tag
	RTL       bool // bound and read from the right
	Sheets    []Sheet
	Root      *Node
	Bookmarks []Bookmark
	ShortEdge bool // printed on both sides and turned over the short edge
}

// A Sheet is one side of paper. Lengths are points from its left upper corner.
type Sheet struct {
	Width, Height float64
	Items         []Item // in the order of reading
	Links         []Area
}

// A Kind is the kind of an [Item].
type Kind uint8

const (
	Glyphs Kind = iota // Run at its baseline's left end
	Rule               // a filled rectangle: rules, bars
	Tick               // a square to tick, W wide; it reads as U+2610 in Run's stead
	area               // a place to press; goes to Links
)

// An Item is one thing on a sheet. Mark is nil for an artifact: what is seen but not read, such as page
// numbers and rules.
type Item struct {
	Kind Kind
	X, Y float64
	W, H float64
	Gray float64 // 0 is black

	Run  *shape.Run
	Text []rune // the paragraph that Run's clusters count in
	Size float64
	More bool // the same fact goes on in the run to the right

	Mark *Mark
	node *Node // what Mark is made from when the item is placed
}

// An Area is a place to press, which belongs to a Link node.
type Area struct {
	Node       *Node
	X, Y, W, H float64
}

// A Role is a standard structure type of PDF 1.7.
type Role string

// The roles that layout uses; headings are H1 to H6.
const (
	Document  Role = "Document"
	Sect      Role = "Sect"
	Div       Role = "Div"
	P         Role = "P"
	L         Role = "L"
	LI        Role = "LI"
	Lbl       Role = "Lbl"
	LBody     Role = "LBody"
	Table     Role = "Table"
	TR        Role = "TR"
	TH        Role = "TH"
	TD        Role = "TD"
	Caption   Role = "Caption"
	TOC       Role = "TOC"
	TOCI      Role = "TOCI"
	Reference Role = "Reference"
	Link      Role = "Link"
	Span      Role = "Span"
	Figure    Role = "Figure"
)

// A Node is an element of the structure tree.
type Node struct {
	Role      Role
	Lang      lang.Tag // empty: as its parent's
	Kids      []Kid    // in the order of reading
	Scope     string   // of a TH: "Column" or "Row"
	Numbering string   // of an L: "Disc", "Decimal" or "None"
	Href      string   // of a Link: an address with its scheme; empty where To is set
	To        *Anchor  // of a Link inside the pack
	Alt       string   // of a Link: what it says; of a Figure: what it shows

	up     *Node
	joined bool // is among its parent's Kids
}

// A Kid is a *[Node] or a *[Mark].
type Kid interface{ kid() }

// A Mark is a stretch of items of one node on one sheet.
type Mark struct {
	Node  *Node
	Sheet int // from 0
}

func (*Node) kid() {}
func (*Mark) kid() {}

// An Anchor is a place that links and bookmarks lead to; it is filled when its heading is placed.
type Anchor struct {
	Sheet  int // from 0
	Y      float64
	placed bool
}

// A Bookmark is an entry of the outline. Level starts at 1 and never skips one downwards.
type Bookmark struct {
	Title string
	Level int
	To    *Anchor
}

// A Missing is a character that no font has, and the words that hold it.
type Missing struct {
	Char rune
	Lang lang.Tag
	At   source.Span
}

// child adds a node at once, so that it stands in the tree even when nothing is placed under it.
func (n *Node) child(r Role) *Node {
	k := n.later(r)
	k.join()
	return k
}

// first adds a node before all others.
func (n *Node) first(r Role) *Node {
	k := n.later(r)
	if k != nil {
		k.joined = true
		n.Kids = append([]Kid{k}, n.Kids...)
	}
	return k
}

// later makes a node that joins its parent when the first thing is placed under it: so words before a link
// stay before it.
func (n *Node) later(r Role) *Node {
	if n == nil {
		return nil
	}
	return &Node{Role: r, up: n}
}

func (n *Node) join() {
	if n == nil || n.joined || n.up == nil {
		return
	}
	n.joined = true
	n.up.join()
	n.up.Kids = append(n.up.Kids, n)
}

// in sets the node's language and returns it; nil stays nil.
func (n *Node) in(l lang.Tag) *Node {
	if n != nil {
		n.Lang = l
	}
	return n
}
