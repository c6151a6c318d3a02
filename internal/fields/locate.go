package fields

import (
	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// PathAt returns the path of the value at an offset of a file that has been read before; it ends at what has no name, such
// as an entry of a list of texts.
func (s *Style) PathAt(src []byte, offset int) Path {
	var ds diag.List
	m := File(&ds, (&source.Set{}).Add("", src), src)
	if m == nil {
		return nil
	}
	e := &editor{style: s, src: src, r: m.r}
	at := spot{node: m.node, next: len(src)}
	var path Path
	for e.overLines(at.node) {
		n := plainNode(at.node)
		found := false
		for i := range n.Nodes {
			c := e.child(at, i)
			if offset < e.begin(c) || offset >= c.next {
				continue
			}
			step := ""
			if n.Kind == Fields {
				step = n.Keys[i]
			} else if name := s.Names[at.holder]; name != "" {
				step = n.Nodes[i].Get(name).Text
			}
			if step == "" {
				return path
			}
			path, at, found = append(path, step), c, true
			break
		}
		if !found {
			return path
		}
	}
	return path
}
