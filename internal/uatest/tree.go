package uatest

import (
	"slices"
	"strings"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// standard are the structure types of PDF 1.7.
var standard = strings.Fields("Document Part Art Sect Div BlockQuote Caption TOC TOCI Index NonStruct Private P H H1 H2 H3 H4 H5 H6 " +
	"L LI Lbl LBody Table TR TH TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link Annot Ruby RB RT RP Warichu WT WP Figure Formula Form")

// under says below which types a type may stand, and over what may stand below one; other types are free.
var (
	under = map[string]string{"TR": "Table THead TBody TFoot", "TH": "TR", "TD": "TR", "LI": "L", "Lbl": "LI Note BibEntry", "LBody": "LI", "TOCI": "TOC", "Caption": "Table Figure L Formula"}
	over  = map[string]string{"Table": "Caption TR THead TBody TFoot", "TR": "TH TD", "L": "L LI Caption", "LI": "Lbl LBody", "TOC": "TOC TOCI Caption"}
)

// tree walks the structure tree, and then looks which marked content nobody named.
func (c *checker) tree() {
	root := c.ctx.RootDict["StructTreeRoot"]
	kids := c.kids(c.dict(root)["K"])
	if len(kids) != 1 {
		c.fault("01", "the structure tree has %d roots", len(kids))
	}
	for _, k := range kids {
		c.element(k, key(root), "", c.lang, 0)
	}
	if c.level == 0 {
		c.fault("14", "there is no heading")
	}
	for m := range c.unclaimed {
		c.fault("01", "page %d: MCID %d is in no element", m.page+1, m.id)
	}
}

// kids is the value of K as a list.
func (c *checker) kids(o types.Object) []types.Object {
	if o == nil {
		return nil
	}
	if a := c.array(o); a != nil {
		return a
	}
	return []types.Object{o}
}

func (c *checker) element(o types.Object, up int, around, lang string, depth int) {
	e, n := c.dict(o), key(o)
	role := c.name(e["S"])
	if depth > 60 || c.elements[n] != "" {
		c.fault("01", "the structure tree goes round in a circle at %s", role)
		return
	}
	c.elements[n] = role
	if key(e["P"]) != up {
		c.fault("01", "%s does not know its parent", role)
	}
	c.role(role, around, e)
	if e["Lang"] != nil {
		lang = c.text(e["Lang"])
	}
	if !tag(lang) {
		c.fault("11", "the language of a %s is %q", role, lang)
	}
	kids := c.kids(e["K"])
	if len(kids) == 0 && role != "TD" && role != "TH" {
		c.fault("01", "a %s is empty", role)
	}
	for _, k := range kids {
		switch v := c.get(k).(type) {
		case types.Integer:
			c.claim(n, role, e["Pg"], int(v))
		case types.Dict:
			switch c.name(v["Type"]) {
			case "MCR":
				pg := v["Pg"]
				if pg == nil {
					pg = e["Pg"]
				}
				c.claim(n, role, pg, int(c.number(v["MCID"])))
			case "OBJR":
			default:
				c.element(k, n, role, lang, depth+1)
			}
		}
	}
}

// role checks an element by its type.
func (c *checker) role(role, around string, e types.Dict) {
	if !slices.Contains(standard, role) {
		c.fault("02", "%q is no standard type", role)
	}
	if want := under[role]; want != "" && !slices.Contains(strings.Fields(want), around) {
		c.fault("09", "%s stands in %s", role, around)
	}
	if allowed := over[around]; allowed != "" && !slices.Contains(strings.Fields(allowed), role) {
		c.fault("09", "%s stands in %s", role, around)
	}
	switch {
	case len(role) == 2 && role[0] == 'H' && role[1] >= '1' && role[1] <= '6':
		level := int(role[1] - '0')
		if level > c.level+1 {
			c.fault("14", "%s follows a heading of level %d", role, c.level)
		}
		c.level = level
	case role == "H":
		c.fault("14", "there is an unnumbered heading")
	case role == "Figure" || role == "Formula":
		if c.text(e["Alt"]) == "" && c.text(e["ActualText"]) == "" {
			c.fault("13", "a %s has no alternative text", role)
		}
	case role == "TH":
		if s := c.attribute(e, "Scope"); s != "Column" && s != "Row" && s != "Both" {
			c.fault("15", "a TH has the scope %q", s)
		}
	case role == "Note" && c.text(e["ID"]) == "":
		c.fault("19", "a Note has no ID")
	}
	if role == "L" && c.numbered(e) && c.attribute(e, "ListNumbering") == "" {
		c.fault("16", "a list with labels does not say how it is numbered")
	}
}

// numbered tells whether items of a list have labels.
func (c *checker) numbered(list types.Dict) bool {
	for _, li := range c.kids(list["K"]) {
		for _, k := range c.kids(c.dict(li)["K"]) {
			if c.name(c.dict(k)["S"]) == "Lbl" {
				return true
			}
		}
	}
	return false
}

// attribute returns the name that an element has for an attribute.
func (c *checker) attribute(e types.Dict, name string) string {
	for _, a := range c.kids(e["A"]) {
		if s := c.name(c.dict(a)[name]); s != "" {
			return s
		}
	}
	return ""
}

// claim notes that an element owns marked content, and looks whether the parent tree agrees.
func (c *checker) claim(n int, role string, page types.Object, id int) {
	i := slices.IndexFunc(c.page, func(p types.IndirectRef) bool { return key(p) == key(page) })
	m := mark{i, id}
	if i < 0 || !c.unclaimed[m] {
		c.fault("01", "a %s names MCID %d of page %d, which is not there or another's", role, id, i+1)
		return
	}
	delete(c.unclaimed, m)
	parents := c.array(c.parents[int(c.number(c.dict(page)["StructParents"]))])
	if id >= len(parents) || key(parents[id]) != n {
		c.fault("01", "the parent tree has another element for MCID %d of page %d", id, i+1)
	}
}

// annotations checks that each annotation is a link with words, inside a Link that knows it.
func (c *checker) annotations() {
	for i, p := range c.page {
		for _, a := range c.array(c.dict(p)["Annots"]) {
			d := c.dict(a)
			kind := c.name(d["Subtype"])
			if int(c.number(d["F"]))&2 != 0 || kind == "Popup" {
				continue
			}
			if kind != "Link" {
				c.fault("28", "page %d: there is a %s annotation", i+1, kind)
				continue
			}
			if c.text(d["Contents"]) == "" {
				c.fault("28", "page %d: a link has no alternative text", i+1)
			}
			e := c.parents[int(c.number(d["StructParent"]))]
			if d["StructParent"] == nil || c.elements[key(e)] != "Link" || !c.knows(e, a) {
				c.fault("28", "page %d: a link annotation is in no Link element", i+1)
			}
		}
	}
}

// knows tells whether an element has a reference to an annotation.
func (c *checker) knows(e, annotation types.Object) bool {
	return slices.ContainsFunc(c.kids(c.dict(e)["K"]), func(k types.Object) bool {
		d, ok := c.get(k).(types.Dict)
		return ok && c.name(d["Type"]) == "OBJR" && key(d["Obj"]) == key(annotation)
	})
}
