package pdf

import (
	"fmt"
	"strconv"
	"strings"

	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
)

// A tree holds the numbers of structure elements while they are written.
type tree struct {
	*finisher
	number map[*layout.Node]int
	links  map[*layout.Node][]pressed
}

// pressed is a link annotation.
type pressed struct{ sheet, object int }

// putTree adds the structure tree, the link annotations and the parent tree; it returns the tree's root.
func (f *finisher) putTree() int {
	t := &tree{f, map[*layout.Node]int{}, map[*layout.Node][]pressed{}}
	root := f.add(object{})
	t.count(f.doc.Root)
	t.putLinks()
	t.put(f.doc.Root, root, f.doc.Lang)
	var pages content
	for i, nodes := range f.parents {
		pages.int(i)
		pages.string(" [")
		for _, n := range nodes {
			pages.reference(t.number[n])
		}
		pages.string("]\n")
	}
	parents := f.addf("<</Nums [%s%s]>>", pages, f.keys.Bytes())
	f.objects[root] = object{body: fmt.Appendf(nil, "<</Type /StructTreeRoot /K %d 0 R /ParentTree %d 0 R /ParentTreeNextKey %d>>", t.number[f.doc.Root], parents, f.nextKey)}
	return root
}

// count gives each node an object number, in the order of reading.
func (t *tree) count(n *layout.Node) {
	t.number[n] = t.add(object{})
	for _, k := range n.Kids {
		if c, ok := k.(*layout.Node); ok {
			t.count(c)
		}
	}
}

// putLinks adds an annotation for each place to press.
func (t *tree) putLinks() {
	for i := range t.doc.Sheets {
		s := &t.doc.Sheets[i]
		for _, a := range s.Links {
			if t.number[a.Node] == 0 {
				continue
			}
			action := "/A <</S /URI /URI " + textString(escapeURI(a.Node.Href)) + ">>"
			if to := a.Node.To; to != nil {
				action = fmt.Sprintf("/Dest [%d 0 R /XYZ null %s null]", pageObject(to.Sheet), number(t.doc.Sheets[to.Sheet].Height-max(to.Y-8, 0)))
			}
			k := t.addf("<</Type /Annot /Subtype /Link /Rect [%s %s %s %s] /Border [0 0 0] /F 4 /StructParent %d /Contents %s %s>>",
				number(a.X), number(s.Height-a.Y-a.H), number(a.X+a.W), number(s.Height-a.Y), t.nextKey, textString(label(a.Node)), action)
			fmt.Fprintf(&t.keys, "%d %d 0 R\n", t.nextKey, t.number[a.Node])
			t.annots[i] = append(t.annots[i], k)
			t.links[a.Node] = append(t.links[a.Node], pressed{i, k})
			t.nextKey++
		}
	}
}

// label is what a link says of itself; PDF/UA wants it never empty.
func label(n *layout.Node) string {
	switch {
	case n.Alt != "":
		return n.Alt
	case n.To != nil:
		return strconv.Itoa(n.To.Sheet + 1)
	}
	return n.Href
}

// escapeURI makes an address of ASCII, as URI actions hold it.
func escapeURI(s string) string {
	var b strings.Builder
	for i := 0; i < len(s); i++ {
		if c := s[i]; c <= ' ' || c >= 0x7f {
			fmt.Fprintf(&b, "%%%02X", c)
		} else {
			b.WriteByte(c)
		}
	}
	return b.String()
}

// put writes a node under its parent's object, and those below it. around is the language there.
func (t *tree) put(n *layout.Node, up int, around lang.Tag) {
	b := make(content, 0, 96+16*len(n.Kids))
	b.string("<</Type /StructElem /S /")
	b.string(string(n.Role))
	b.string(" /P ")
	b.reference(up)
	if n.Lang != "" && n.Lang != around {
		b.string("/Lang ")
		b.string(textString(n.Lang.BCP47()))
		around = n.Lang
	}
	if n.Scope != "" {
		b = fmt.Appendf(b, " /A <</O /Table /Scope /%s>>", n.Scope)
	}
	if n.Numbering != "" {
		b = fmt.Appendf(b, " /A <</O /List /ListNumbering /%s>>", n.Numbering)
	}
	if n.Role == layout.Figure {
		b = fmt.Appendf(b, " /Alt %s", textString(n.Alt))
		if r, ok := t.figures[n]; ok {
			b = fmt.Appendf(b, " /A <</O /Layout /Placement /Block /BBox [%s %s %s %s]>>", number(r.left), number(r.bottom), number(r.right), number(r.top))
		}
	}
	page := -1
	for _, k := range n.Kids {
		if m, ok := k.(*layout.Mark); ok {
			page = m.Sheet
			b.string(" /Pg ")
			b.reference(pageObject(page))
			break
		}
	}
	b.string(" /K [")
	for _, k := range n.Kids {
		switch k := k.(type) {
		case *layout.Node:
			b.reference(t.number[k])
		case *layout.Mark:
			if k.Sheet == page {
				b.int(t.marks[k])
				b.string(" ")
			} else {
				b = fmt.Appendf(b, "<</Type /MCR /Pg %d 0 R /MCID %d>> ", pageObject(k.Sheet), t.marks[k])
			}
		}
	}
	for _, l := range t.links[n] {
		b = fmt.Appendf(b, "<</Type /OBJR /Pg %d 0 R /Obj %d 0 R>> ", pageObject(l.sheet), l.object)
	}
	b.string("]>>")
	t.objects[t.number[n]].body = b
	for _, k := range n.Kids {
		if c, ok := k.(*layout.Node); ok {
			t.put(c, t.number[n], around)
		}
	}
}
