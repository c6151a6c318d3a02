// Package uatest checks finished PDF files for PDF/UA-1 as far as a machine can, by the checkpoints of the Matterhorn
// Protocol. It reads a file through pdfcpu, which has nothing in common with our writer, and believes only what stands
// in the file. Only tests import it.
package uatest

import (
	"bytes"
	"fmt"
	"slices"
	"strings"
	"sync"

	"github.com/pdfcpu/pdfcpu/pkg/api"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// Faults returns what breaks PDF/UA-1 in a file, each line with the number of its checkpoint first. A file that cannot
// be read, or that pdfcpu's strict validation refuses, is a fault of checkpoint 00.
func Faults(file []byte) []string {
	ctx, err := Open(file)
	if err != nil {
		return []string{"00 " + err.Error()}
	}
	c := &checker{
		ctx: ctx, parents: map[int]types.Object{}, texts: map[mark]bool{}, unclaimed: map[mark]bool{}, elements: map[int]string{},
		fonts: map[int]*font{}, once: map[string]bool{},
	}
	c.metadata()
	c.parentTree()
	c.pages()
	c.tree()
	c.annotations()
	c.checkFonts()
	if err := api.ValidateContext(ctx); err != nil {
		c.fault("00", "pdfcpu: %v", err)
	}
	return c.faults
}

// quiet has pdfcpu keep no settings of its own.
var quiet = sync.OnceFunc(api.DisableConfigDir)

// Open reads a file without its user's settings.
func Open(file []byte) (*model.Context, error) {
	quiet()
	conf := model.NewDefaultConfiguration()
	conf.ValidationMode = model.ValidationStrict
	return api.ReadContext(bytes.NewReader(file), conf)
}

// A mark is marked content: an MCID on a page.
type mark struct{ page, id int }

type checker struct {
	ctx    *model.Context
	faults []string
	once   map[string]bool

	lang      string
	parents   map[int]types.Object // the parent tree
	page      []types.IndirectRef
	texts     map[mark]bool // marked content that there is
	unclaimed map[mark]bool // of it, what no element has named
	elements  map[int]string
	fonts     map[int]*font
	level     int // of the last heading
}

// fault notes a fault, each once.
func (c *checker) fault(checkpoint, format string, args ...any) {
	s := checkpoint + " " + fmt.Sprintf(format, args...)
	if !c.once[s] {
		c.once[s] = true
		c.faults = append(c.faults, s)
	}
}

func (c *checker) get(o types.Object) types.Object {
	if p, ok := o.(*types.IndirectRef); ok && p != nil {
		o = *p
	}
	v, err := c.ctx.Dereference(o)
	if err != nil {
		c.fault("00", "%v", err)
		return nil
	}
	return v
}

func (c *checker) dict(o types.Object) types.Dict {
	switch d := c.get(o).(type) {
	case types.Dict:
		return d
	case types.StreamDict:
		return d.Dict
	}
	return nil
}

func (c *checker) array(o types.Object) types.Array {
	a, _ := c.get(o).(types.Array)
	return a
}

// stream returns the decoded bytes of a stream.
func (c *checker) stream(o types.Object) []byte {
	s, ok := c.get(o).(types.StreamDict)
	if !ok {
		return nil
	}
	if err := s.Decode(); err != nil {
		c.fault("00", "%v", err)
	}
	return s.Content
}

func (c *checker) text(o types.Object) string {
	if o == nil {
		return ""
	}
	s, err := c.ctx.DereferenceText(o)
	if err != nil {
		return ""
	}
	return strings.TrimSpace(s)
}

func (c *checker) name(o types.Object) string {
	n, _ := c.get(o).(types.Name)
	return string(n)
}

func (c *checker) number(o types.Object) float64 {
	switch n := c.get(o).(type) {
	case types.Integer:
		return float64(n)
	case types.Float:
		return float64(n)
	}
	return 0
}

func (c *checker) truth(o types.Object) bool {
	b, _ := c.get(o).(types.Boolean)
	return bool(b)
}

// key is the object number of a reference, 0 for anything else.
func key(o types.Object) int {
	switch r := o.(type) {
	case types.IndirectRef:
		return r.ObjectNumber.Value()
	case *types.IndirectRef:
		return r.ObjectNumber.Value()
	}
	return 0
}

// metadata checks what the file says of itself.
func (c *checker) metadata() {
	root := c.ctx.RootDict
	if !c.truth(c.dict(root["MarkInfo"])["Marked"]) || c.truth(c.dict(root["MarkInfo"])["Suspects"]) {
		c.fault("01", "the file is not marked as tagged, or has suspects")
	}
	if root["StructTreeRoot"] == nil {
		c.fault("01", "there is no structure tree")
	}
	xmp := string(c.stream(root["Metadata"]))
	for _, want := range []string{"<pdfuaid:part>1</pdfuaid:part>", "<dc:title>"} {
		if !strings.Contains(xmp, want) {
			c.fault("06", "the metadata has no %s", want)
		}
	}
	if title := c.text(c.dict(c.ctx.Info)["Title"]); title == "" || !strings.Contains(xmp, escaped(title)) {
		c.fault("06", "the title %q is not the metadata's", title)
	}
	if !c.truth(c.dict(root["ViewerPreferences"])["DisplayDocTitle"]) {
		c.fault("07", "the title is not displayed")
	}
	c.lang = c.text(root["Lang"])
	if !tag(c.lang) {
		c.fault("11", "the file's language is %q", c.lang)
	}
	if c.dict(root["AcroForm"])["XFA"] != nil {
		c.fault("25", "there is an XFA form")
	}
	if c.ctx.Encrypt != nil {
		c.fault("26", "the file is encrypted")
	}
	if roles := c.dict(c.dict(root["StructTreeRoot"])["RoleMap"]); roles != nil {
		for from := range roles {
			if slices.Contains(standard, from) {
				c.fault("02", "the standard type %s is mapped to another", from)
			}
		}
	}
}

func escaped(s string) string {
	return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
}

// tag tells whether s looks like a BCP 47 tag.
func tag(s string) bool {
	first, _, _ := strings.Cut(s, "-")
	return len(first) >= 2 && len(first) <= 8 && !strings.ContainsFunc(s, func(r rune) bool {
		return r != '-' && (r < '0' || r > '9') && (r < 'A' || r > 'Z') && (r < 'a' || r > 'z')
	})
}

// parentTree reads the way from marked content to its elements.
func (c *checker) parentTree() {
	var walk func(o types.Object, depth int)
	walk = func(o types.Object, depth int) {
		d := c.dict(o)
		nums := c.array(d["Nums"])
		for i := 0; i+1 < len(nums); i += 2 {
			c.parents[int(c.number(nums[i]))] = nums[i+1]
		}
		for _, k := range c.array(d["Kids"]) {
			if depth < 9 {
				walk(k, depth+1)
			}
		}
	}
	walk(c.dict(c.ctx.RootDict["StructTreeRoot"])["ParentTree"], 0)
}

// pages reads each page's content.
func (c *checker) pages() {
	var walk func(o types.Object, resources types.Object)
	walk = func(o types.Object, resources types.Object) {
		d := c.dict(o)
		if d["Resources"] != nil {
			resources = d["Resources"]
		}
		if c.name(d["Type"]) == "Pages" {
			for _, k := range c.array(d["Kids"]) {
				walk(k, resources)
			}
			return
		}
		ref, _ := o.(types.IndirectRef)
		c.page = append(c.page, ref)
		n := len(c.page)
		if c.name(d["Tabs"]) != "S" {
			c.fault("28", "page %d: the order of tabs is not that of the structure", n)
		}
		data := c.stream(d["Contents"])
		for _, part := range c.array(d["Contents"]) {
			data = append(append(data, c.stream(part)...), '\n')
		}
		c.content(n-1, c.dict(resources), data)
		if d["StructParents"] == nil {
			c.fault("01", "page %d has no key in the parent tree", n)
			return
		}
		for id := range c.array(c.parents[int(c.number(d["StructParents"]))]) {
			if !c.texts[mark{n - 1, id}] {
				c.fault("01", "page %d: the parent tree names MCID %d, which is not there", n, id)
			}
		}
	}
	walk(c.ctx.RootDict["Pages"], nil)
	if len(c.page) > 1 && c.ctx.RootDict["Outlines"] == nil {
		c.fault("27", "there are no bookmarks")
	}
}
