package pdf

import (
	"encoding/binary"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
	"testing"
	"unicode"

	"welcomepack/internal/lang"
)

// TestPackIsAccessible walks the file as a screen reader would and checks what PDF/UA-1 asks for and a machine
// can check.
func TestPackIsAccessible(t *testing.T) {
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		t.Run(string(l), func(t *testing.T) {
			b, _ := made(t, samplePack(l), fonts)
			c := check(t, b)
			c.catalog(l, "Welcome pack: Newham, "+string(l))
			c.pages()
			c.tree()
			c.fonts()
		})
	}
}

// TestTreeReadsInOrder holds that the tag tree says all that the pack says, exactly and in order, columns too.
func TestTreeReadsInOrder(t *testing.T) {
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		t.Run(string(l), func(t *testing.T) {
			pack := samplePack(l)
			b, _ := made(t, pack, fonts)
			c := check(t, b)
			c.pages()
			got := tidy(c.said(c.root))
			at := 0
			for _, want := range said(pack) {
				k := strings.Index(got[at:], tidy(want.text))
				if k < 0 {
					t.Fatalf("%q does not follow %q", want.text, got[max(at-80, 0):at])
				}
				at += k + len(tidy(want.text))
			}
		})
	}
}

// tidy makes runs of blanks one blank and drops marks of direction.
func tidy(s string) string {
	return strings.Join(strings.Fields(strings.Map(visible, s)), " ")
}

type spot struct{ page, id int }

// A checker holds what is known of a file's pages.
type checker struct {
	*file
	cat   dict
	root  ref // of the tree
	nums  map[int]any
	page  []ref
	texts map[spot]string // of marked content
	marks map[spot]bool   // marked content that no element has named yet
	used  map[ref]map[int]bool
	maps  map[ref]map[int]string // ToUnicode of fonts
	level int                    // of the last heading
}

func check(t *testing.T, b []byte) *checker {
	f := open(t, b)
	c := &checker{file: f, cat: f.dict(f.trailer["Root"]), nums: map[int]any{}, texts: map[spot]string{}, marks: map[spot]bool{}, used: map[ref]map[int]bool{}, maps: map[ref]map[int]string{}}
	tree := f.dict(c.cat["StructTreeRoot"])
	c.root, _ = tree["K"].(ref)
	nums := f.array(f.dict(tree["ParentTree"])["Nums"])
	for i := 0; i+1 < len(nums); i += 2 {
		c.nums[int(nums[i].(float64))] = nums[i+1]
	}
	for _, p := range f.array(f.dict(c.cat["Pages"])["Kids"]) {
		c.page = append(c.page, p.(ref))
	}
	if next := tree["ParentTreeNextKey"]; next != float64(len(c.nums)) {
		t.Errorf("ParentTreeNextKey is %v of %d", next, len(c.nums))
	}
	return c
}

func (c *checker) catalog(l lang.Tag, title string) {
	c.t.Helper()
	info := c.dict(c.trailer["Info"])
	if got := decoded(info["Title"]); got != title {
		c.t.Errorf("title is %q", got)
	}
	if got := decoded(info["CreationDate"]); got != "D:20010909014640" {
		c.t.Errorf("date is %q", got)
	}
	if got := decoded(c.cat["Lang"]); got != l.BCP47() {
		c.t.Errorf("language is %q", got)
	}
	if c.dict(c.cat["MarkInfo"])["Marked"] != true {
		c.t.Error("not marked as tagged")
	}
	view := c.dict(c.cat["ViewerPreferences"])
	if view["DisplayDocTitle"] != true {
		c.t.Error("the title is not displayed")
	}
	if rtl := view["Direction"] == pdfName("R2L"); rtl != (l.Dir() == lang.RTL) {
		c.t.Errorf("bound on the right: %v", rtl)
	}
	meta := string(c.get(c.cat["Metadata"]).(pdfStream).data)
	for _, s := range []string{"<pdfuaid:part>1</pdfuaid:part>", `<rdf:li xml:lang="x-default">` + title + `</rdf:li>`} {
		if !strings.Contains(meta, s) {
			c.t.Errorf("metadata lacks %s", s)
		}
	}
	if c.cat["Outlines"] == nil {
		c.t.Error("no bookmarks")
	}
	if _, ok := c.cat["Names"]; ok {
		c.t.Error("an empty name tree is left")
	}
}

// pages reads the content of every page, and checks that all of it is marked.
func (c *checker) pages() {
	for i, r := range c.page {
		p := c.dict(r)
		if p["StructParents"] != float64(i) || p["Tabs"] != pdfName("S") {
			c.t.Errorf("page %d: StructParents %v, Tabs %v", i+1, p["StructParents"], p["Tabs"])
		}
		c.content(i, c.dict(p["Resources"]), c.get(p["Contents"]).(pdfStream).data)
		parents := c.array(c.nums[i])
		for id := range parents {
			if _, ok := c.texts[spot{i, id}]; !ok {
				c.t.Errorf("page %d: parent tree names MCID %d, which is not there", i+1, id)
			}
		}
	}
}

// content interprets a page's operators as far as text and marks go.
func (c *checker) content(page int, resources dict, b []byte) {
	var args, open []any // open: an MCID as float64, "Artifact" or "ReversedChars"
	var font ref
	l := &lexer{b: b}
	show := func(codes []byte) {
		id := -1
		turned := false
		for _, m := range open {
			switch m := m.(type) {
			case float64:
				id = int(m)
			case pdfName:
				turned = m == "ReversedChars"
				if m == "Artifact" {
					id = -2
				}
			}
		}
		if id == -1 {
			c.t.Errorf("page %d: text outside marked content", page+1)
		}
		s := c.decode(font, codes, turned)
		if id >= 0 {
			c.texts[spot{page, id}] += s
		}
	}
	for {
		v, err := l.value()
		if err == io.EOF {
			break
		}
		if err != nil {
			c.t.Fatalf("page %d: %v", page+1, err)
		}
		op, ok := v.(operator)
		if !ok {
			args = append(args, v)
			continue
		}
		switch op {
		case "BDC":
			id := args[1].(dict)["MCID"].(float64)
			k := spot{page, int(id)}
			if _, twice := c.texts[k]; twice {
				c.t.Errorf("page %d: MCID %v twice", page+1, id)
			}
			c.texts[k], c.marks[k] = "", true
			open = append(open, id)
		case "BMC":
			open = append(open, args[0])
		case "EMC":
			if len(open) == 0 {
				c.t.Fatalf("page %d: EMC without a beginning", page+1)
			}
			open = open[:len(open)-1]
		case "Tf":
			font = c.dict(resources["Font"])[string(args[0].(pdfName))].(ref)
		case "Tj":
			show([]byte(args[0].(pdfString)))
		case "TJ":
			var codes []byte
			for _, a := range args[0].([]any) {
				if s, ok := a.(pdfString); ok {
					codes = append(codes, s...)
				}
			}
			show(codes)
		case "f", "S":
			if len(open) == 0 {
				c.t.Errorf("page %d: drawing outside marked content", page+1)
			}
		}
		args = args[:0]
	}
	if len(open) != 0 {
		c.t.Errorf("page %d: marked content is not closed", page+1)
	}
}

// decode turns codes into text; right-to-left runs have theirs in visual order.
func (c *checker) decode(font ref, codes []byte, turned bool) string {
	if c.used[font] == nil {
		c.used[font] = map[int]bool{}
	}
	to := c.toUnicode(font)
	var parts []string
	for i := 0; i+1 < len(codes); i += 2 {
		k := int(codes[i])<<8 | int(codes[i+1])
		c.used[font][k] = true
		s, ok := to[k]
		if !ok || s == "" {
			c.t.Errorf("code %d has no text", k)
		}
		parts = append(parts, s)
	}
	if turned {
		slices.Reverse(parts)
	}
	return strings.Join(parts, "")
}

func (c *checker) toUnicode(font ref) map[int]string {
	if m := c.maps[font]; m != nil {
		return m
	}
	s := string(c.get(c.dict(font)["ToUnicode"]).(pdfStream).data)
	out := map[int]string{}
	c.maps[font] = out
	for _, line := range strings.Split(s, "\n") {
		var code, text string
		if n, _ := fmt.Sscanf(line, "<%4s> <%s", &code, &text); n != 2 || !strings.HasSuffix(text, ">") || strings.Contains(line, "FFFF>") && code == "0000" {
			continue
		}
		var k int
		fmt.Sscanf(code, "%X", &k)
		l := &lexer{b: []byte("<" + text)}
		v, err := l.hex()
		if err != nil {
			c.t.Fatal(err)
		}
		out[k] = utf16String([]byte(v.(pdfString)))
	}
	return out
}

// kidsOf are the roles that may stand below a role; others may hold anything but these.
var kidsOf = map[string][]string{
	"Table": {"Caption", "TR"}, "TR": {"TH", "TD"}, "L": {"LI"}, "LI": {"Lbl", "LBody"}, "TOC": {"TOC", "TOCI"}, "TOCI": {"Reference"},
}

var parentOf = map[string]string{"TR": "Table", "TH": "TR", "TD": "TR", "LI": "L", "Lbl": "LI", "LBody": "LI", "TOCI": "TOC", "Caption": "Table"}

// tree walks the structure tree and then looks what nobody named.
func (c *checker) tree() {
	c.element(c.root, c.cat["StructTreeRoot"].(ref), "")
	for k := range c.marks {
		c.t.Errorf("page %d: MCID %d is in no element", k.page+1, k.id)
	}
	for i, r := range c.page {
		for _, a := range c.array(c.dict(r)["Annots"]) {
			c.annotation(i, a.(ref))
		}
	}
}

func (c *checker) element(r, up ref, around string) {
	e := c.dict(r)
	role := string(e["S"].(pdfName))
	if e["P"] != up {
		c.t.Errorf("%s %d: parent is %v", role, r, e["P"])
	}
	if _, ok := e["ActualText"]; ok {
		c.t.Errorf("%s has ActualText", role)
	}
	if want := parentOf[role]; want != "" && want != around {
		c.t.Errorf("%s stands in %s", role, around)
	}
	if allowed := kidsOf[around]; allowed != nil && !slices.Contains(allowed, role) {
		c.t.Errorf("%s stands in %s", role, around)
	}
	if len(role) == 2 && role[0] == 'H' && role[1] <= '6' {
		level := int(role[1] - '0')
		if level > c.level+1 {
			c.t.Errorf("%s follows a heading of level %d", role, c.level)
		}
		c.level = level
	}
	if role == "TH" {
		if scope := c.dict(e["A"])["Scope"]; scope != pdfName("Column") && scope != pdfName("Row") {
			c.t.Errorf("TH has scope %v", scope)
		}
	}
	if role == "Figure" {
		box := c.array(c.dict(e["A"])["BBox"])
		if decoded(e["Alt"]) == "" || len(box) != 4 || box[0].(float64) >= box[2].(float64) || box[1].(float64) >= box[3].(float64) {
			c.t.Errorf("Figure has alternative text %q and the box %v", decoded(e["Alt"]), box)
		}
	}
	if role == "Document" && around != "" || role != "Document" && around == "" {
		c.t.Errorf("%s stands in %q", role, around)
	}
	kids := c.array(e["K"])
	if len(kids) == 0 && role != "TD" && role != "TH" {
		c.t.Errorf("%s %d is empty", role, r)
	}
	for _, k := range kids {
		switch k := k.(type) {
		case ref:
			c.element(k, r, role)
		case float64:
			c.claim(r, e["Pg"], int(k))
		case dict:
			if k["Type"] == pdfName("MCR") {
				c.claim(r, k["Pg"], int(k["MCID"].(float64)))
			}
		}
	}
}

// claim notes that an element owns marked content, and looks whether the parent tree agrees.
func (c *checker) claim(r ref, page any, id int) {
	i := slices.Index(c.page, page.(ref))
	k := spot{i, id}
	if !c.marks[k] {
		c.t.Errorf("MCID %d of page %d is owned twice or not there", id, i+1)
	}
	delete(c.marks, k)
	if parents := c.array(c.nums[i]); id >= len(parents) || parents[id] != r {
		c.t.Errorf("the parent tree has another element than %d for MCID %d of page %d", r, id, i+1)
	}
}

func (c *checker) annotation(page int, r ref) {
	a := c.dict(r)
	if a["Subtype"] != pdfName("Link") || decoded(a["Contents"]) == "" || a["F"] != float64(4) {
		c.t.Errorf("annotation %v", a)
	}
	rect := c.array(a["Rect"])
	if rect[0].(float64) >= rect[2].(float64) || rect[1].(float64) >= rect[3].(float64) {
		c.t.Errorf("link %q has the rectangle %v", decoded(a["Contents"]), rect)
	}
	e, ok := c.nums[int(a["StructParent"].(float64))].(ref)
	if !ok || c.dict(e)["S"] != pdfName("Link") {
		c.t.Errorf("link %q has no Link element", decoded(a["Contents"]))
		return
	}
	if !slices.ContainsFunc(c.array(c.dict(e)["K"]), func(k any) bool {
		d, ok := k.(dict)
		return ok && d["Obj"] == r && d["Pg"] == c.page[page]
	}) {
		c.t.Errorf("the Link of %q does not know its annotation", decoded(a["Contents"]))
	}
	switch {
	case a["Dest"] != nil:
		if !slices.Contains(c.page, c.array(a["Dest"])[0].(ref)) {
			c.t.Errorf("link %q leads to no page", decoded(a["Contents"]))
		}
	default:
		if uri := decoded(c.dict(a["A"])["URI"]); !strings.Contains(uri, ":") || strings.ContainsFunc(uri, func(r rune) bool { return r <= ' ' || r > unicode.MaxASCII }) {
			c.t.Errorf("link %q leads to %q", decoded(a["Contents"]), uri)
		}
	}
}

// said is the text below an element.
func (c *checker) said(r ref) string {
	e := c.dict(r)
	var b strings.Builder
	for _, k := range c.array(e["K"]) {
		switch k := k.(type) {
		case ref:
			b.WriteString(c.said(k))
		case float64:
			b.WriteString(c.texts[spot{slices.Index(c.page, e["Pg"].(ref)), int(k)}])
		case dict:
			if k["Type"] == pdfName("MCR") {
				b.WriteString(c.texts[spot{slices.Index(c.page, k["Pg"].(ref)), int(k["MCID"].(float64))}])
			}
		}
	}
	switch e["S"] {
	case pdfName("Span"), pdfName("Link"):
		return b.String()
	}
	return b.String() + " "
}

// fonts checks that each used code shows a glyph, and is as wide in the file as in the font program.
func (c *checker) fonts() {
	for font, used := range c.used {
		cid := c.dict(c.array(c.dict(font)["DescendantFonts"])[0])
		widths := c.array(c.array(cid["W"])[1])
		glyphs := c.get(cid["CIDToGIDMap"]).(pdfStream).data
		program := c.get(c.dict(cid["FontDescriptor"])["FontFile2"]).(pdfStream).data
		advance := advances(program)
		for k := range used {
			g := int(binary.BigEndian.Uint16(glyphs[2*k:]))
			if g == 0 {
				c.t.Errorf("%v: code %d shows no glyph", cid["BaseFont"], k)
			}
			if w := widths[k].(float64); math.Abs(w-advance(g)) > 1 {
				c.t.Errorf("%v: code %d is %v wide, in the font %v", cid["BaseFont"], k, w, advance(g))
			}
		}
	}
}

// advances reads the horizontal metrics of a TrueType file, in thousandths of an em.
func advances(b []byte) func(glyph int) float64 {
	be := binary.BigEndian
	tables := map[string][]byte{}
	for i := range int(be.Uint16(b[4:])) {
		e := b[12+16*i:]
		tables[string(e[:4])] = b[be.Uint32(e[8:]):][:be.Uint32(e[12:])]
	}
	em := float64(be.Uint16(tables["head"][18:]))
	n := int(be.Uint16(tables["hhea"][34:]))
	return func(g int) float64 { return float64(be.Uint16(tables["hmtx"][4*min(g, n-1):])) * 1000 / em }
}
