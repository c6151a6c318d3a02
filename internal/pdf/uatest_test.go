package pdf

import (
	"bytes"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/uatest"

	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/model"
	"github.com/pdfcpu/pdfcpu/pkg/pdfcpu/types"
)

// TestPackPassesTheChecker reads each sample through another library than ours.
func TestPackPassesTheChecker(t *testing.T) {
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		b, _ := made(t, samplePack(l), fonts)
		for _, fault := range uatest.Faults(b) {
			t.Errorf("%s: %s", l, fault)
		}
	}
}

// A wound is one thing broken in a good file, and the checkpoint that must find it.
type wound struct {
	name, checkpoint string
	make             func(w *patient)
}

var wounds = []wound{
	{"not marked as tagged", "01", func(w *patient) { w.dict(w.ctx.RootDict["MarkInfo"])["Marked"] = types.Boolean(false) }},
	{"no structure tree", "01", func(w *patient) { delete(w.ctx.RootDict, "StructTreeRoot") }},
	{"text outside marked content", "01", func(w *patient) { w.content(`/P <</MCID 0>> BDC\n`, "/Nothing BMC\n") }},
	{"content tagged twice", "01", func(w *patient) { w.content(`/MCID 1>>`, "/MCID 0>>") }},
	{"artifact inside tagged content", "01", func(w *patient) { w.content(`BT\n`, "/Artifact BMC BT\n") }},
	{"marked content without an end", "01", func(w *patient) { w.content(`EMC\n`, "\n") }},
	{"element without its content", "01", func(w *patient) { w.role("P")["K"] = types.Array{} }},
	{"element of another parent", "01", func(w *patient) { w.role("P")["P"] = w.ctx.RootDict["Pages"] }},
	{"page without a key", "01", func(w *patient) { delete(w.page(), "StructParents") }},
	{"page with another's key", "01", func(w *patient) { w.page()["StructParents"] = types.Integer(1) }},
	{"type that is not standard", "02", func(w *patient) { w.role("P")["S"] = types.Name("Paragraph") }},
	{"standard type mapped", "02", func(w *patient) {
		w.dict(w.ctx.RootDict["StructTreeRoot"])["RoleMap"] = types.Dict{"P": types.Name("Span")}
	}},
	{"no metadata", "06", func(w *patient) { delete(w.ctx.RootDict, "Metadata") }},
	{"no identifier", "06", func(w *patient) { w.metadata("pdfuaid:part>1", "pdfuaid:part>3") }},
	{"no title in the metadata", "06", func(w *patient) { w.metadata("dc:title", "dc:other") }},
	{"title not displayed", "07", func(w *patient) { delete(w.ctx.RootDict, "ViewerPreferences") }},
	{"row outside a table", "09", func(w *patient) { w.role("TR")["S"] = types.Name("TD") }},
	{"list item outside a list", "09", func(w *patient) { w.role("L")["S"] = types.Name("Div") }},
	{"paragraph among list items", "09", func(w *patient) { w.role("LI")["S"] = types.Name("P") }},
	{"code without text", "10", func(w *patient) { w.toUnicode(`<0041>|<0065>`, "") }},
	{"no language", "11", func(w *patient) { delete(w.ctx.RootDict, "Lang") }},
	{"language that is none", "11", func(w *patient) { w.speaking()["Lang"] = types.StringLiteral("x") }},
	{"heading level skipped", "14", func(w *patient) { w.role("H2")["S"] = types.Name("H4") }},
	{"heading without a number", "14", func(w *patient) { w.role("H2")["S"] = types.Name("H") }},
	{"figure without words", "13", func(w *patient) { w.role("P")["S"] = types.Name("Figure") }},
	{"header cell without scope", "15", func(w *patient) { delete(w.role("TH"), "A") }},
	{"list that does not say how it counts", "16", func(w *patient) { delete(w.role("L"), "A") }},
	{"note without a name", "19", func(w *patient) { w.role("P")["S"] = types.Name("Note") }},
	{"no bookmarks", "27", func(w *patient) { delete(w.ctx.RootDict, "Outlines") }},
	{"tab order not of the structure", "28", func(w *patient) { w.page()["Tabs"] = types.Name("R") }},
	{"link without words", "28", func(w *patient) { delete(w.link(), "Contents") }},
	{"link outside the structure", "28", func(w *patient) { delete(w.link(), "StructParent") }},
	{"link of another element", "28", func(w *patient) { w.role("Link")["S"] = types.Name("Span") }},
	{"link element without its annotation", "28", func(w *patient) {
		e := w.role("Link")
		e["K"] = slices.DeleteFunc(slices.Clone(e["K"].(types.Array)), func(k types.Object) bool { d, ok := k.(types.Dict); return ok && d["Obj"] != nil })
	}},
	{"annotation that is no link", "28", func(w *patient) { w.link()["Subtype"] = types.Name("Text") }},
	{"font without text", "31", func(w *patient) { delete(w.font("Type0"), "ToUnicode") }},
	{"font not embedded", "31", func(w *patient) { delete(w.descriptor(), "FontFile2") }},
	{"font without glyph map", "31", func(w *patient) { delete(w.font("CIDFontType2"), "CIDToGIDMap") }},
	{"width that is not the glyph's", "31", func(w *patient) {
		list := w.font("CIDFontType2")["W"].(types.Array)[1].(types.Array)
		for i := range list {
			list[i] = types.Integer(77)
		}
	}},
	{"character that is none", "31", func(w *patient) { w.toUnicode(`<0065>`, "<FEFF>") }},
	{"code without a glyph", "31", func(w *patient) {
		s := w.stream(w.font("CIDFontType2")["CIDToGIDMap"])
		clear(s.Content)
		w.keep(w.font("CIDFontType2")["CIDToGIDMap"], s)
	}},
}

// TestCheckerFindsEachWound breaks a good file in one place after the other; each is found, by its checkpoint.
func TestCheckerFindsEachWound(t *testing.T) {
	good, _ := made(t, samplePack("en"), testFonts(t))
	if faults := uatest.Faults(operated(t, good, func(*patient) {})); len(faults) > 0 {
		t.Fatalf("a file written anew, otherwise as it was, has faults: %q", faults)
	}
	for _, w := range wounds {
		t.Run(w.name, func(t *testing.T) {
			faults := uatest.Faults(operated(t, good, w.make))
			if !slices.ContainsFunc(faults, func(s string) bool { return strings.HasPrefix(s, w.checkpoint+" ") }) {
				t.Errorf("checkpoint %s found nothing; all faults: %q", w.checkpoint, faults)
			}
		})
	}
}

// A patient is a file in pdfcpu's hands.
type patient struct {
	t   *testing.T
	ctx *model.Context
}

func operated(t *testing.T, good []byte, operate func(*patient)) []byte {
	t.Helper()
	ctx, err := uatest.Open(good)
	if err != nil {
		t.Fatal(err)
	}
	for i, e := range ctx.Table {
		if e == nil || e.Free {
			continue
		}
		if e.Object, err = ctx.Dereference(*types.NewIndirectRef(i, 0)); err != nil {
			t.Fatal(err)
		}
	}
	operate(&patient{t, ctx})
	return afresh(ctx)
}

// afresh is a file of all objects, one by one, with a plain table of where they are.
func afresh(ctx *model.Context) []byte {
	var b bytes.Buffer
	b.WriteString("%PDF-1.7\n")
	size := *ctx.Size
	at := make([]int, size)
	for i := 1; i < size; i++ {
		e := ctx.Table[i]
		if e == nil || e.Free || e.Object == nil {
			continue
		}
		switch o := e.Object.(type) {
		case types.ObjectStreamDict, types.XRefStreamDict:
			continue
		case types.StreamDict:
			at[i] = b.Len()
			o.Dict["Length"] = types.Integer(len(o.Raw))
			fmt.Fprintf(&b, "%d 0 obj\n%s\nstream\n%s\nendstream\nendobj\n", i, o.Dict.PDFString(), o.Raw)
		default:
			at[i] = b.Len()
			fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i, o.PDFString())
		}
	}
	start := b.Len()
	fmt.Fprintf(&b, "xref\n0 %d\n0000000000 65535 f \n", size)
	for _, n := range at[1:] {
		kind := "n"
		if n == 0 {
			kind = "f"
		}
		fmt.Fprintf(&b, "%010d 00000 %s \n", n, kind)
	}
	fmt.Fprintf(&b, "trailer\n<</Size %d /Root %s /Info %s>>\nstartxref\n%d\n%%%%EOF\n", size, ctx.Root.PDFString(), ctx.Info.PDFString(), start)
	return b.Bytes()
}

func (w *patient) get(o types.Object) types.Object {
	w.t.Helper()
	v, err := w.ctx.Dereference(o)
	if err != nil {
		w.t.Fatal(err)
	}
	return v
}

func (w *patient) dict(o types.Object) types.Dict {
	w.t.Helper()
	d, ok := w.get(o).(types.Dict)
	if !ok {
		w.t.Fatalf("%v is no dictionary", o)
	}
	return d
}

// first returns the first dictionary, by number, that has a key of a value and is right.
func (w *patient) first(key, value string, right func(types.Dict) bool) types.Dict {
	w.t.Helper()
	for i := 1; i < *w.ctx.Size; i++ {
		e := w.ctx.Table[i]
		if e == nil {
			continue
		}
		if d, ok := e.Object.(types.Dict); ok {
			if n, ok := d[key].(types.Name); ok && string(n) == value && right(d) {
				return d
			}
		}
	}
	w.t.Fatalf("there is no %s %s", key, value)
	return nil
}

func any1(types.Dict) bool { return true }

func (w *patient) role(s string) types.Dict { w.t.Helper(); return w.first("S", s, isElement) }
func (w *patient) font(s string) types.Dict { w.t.Helper(); return w.first("Subtype", s, any1) }
func (w *patient) link() types.Dict         { w.t.Helper(); return w.first("Subtype", "Link", any1) }
func (w *patient) page() types.Dict         { w.t.Helper(); return w.first("Type", "Page", any1) }
func (w *patient) descriptor() types.Dict {
	w.t.Helper()
	return w.first("Type", "FontDescriptor", any1)
}

func isElement(d types.Dict) bool { return d["Type"] == types.Name("StructElem") }

// speaking is an element, whatever its role.
func (w *patient) speaking() types.Dict { w.t.Helper(); return w.role("P") }

func (w *patient) stream(o types.Object) types.StreamDict {
	w.t.Helper()
	s, ok := w.get(o).(types.StreamDict)
	if !ok {
		w.t.Fatalf("%v is no stream", o)
	}
	if err := s.Decode(); err != nil {
		w.t.Fatal(err)
	}
	return s
}

// keep puts a changed stream back.
func (w *patient) keep(o types.Object, s types.StreamDict) {
	w.t.Helper()
	if err := s.Encode(); err != nil {
		w.t.Fatal(err)
	}
	r := o.(types.IndirectRef)
	e, ok := w.ctx.FindTableEntryForIndRef(&r)
	if !ok {
		w.t.Fatal("the stream is lost")
	}
	e.Object = s
}

// replace changes the first match in a stream.
func (w *patient) replace(o types.Object, pattern, by string) {
	w.t.Helper()
	s := w.stream(o)
	at := regexp.MustCompile(pattern).FindIndex(s.Content)
	if at == nil {
		w.t.Fatalf("the stream has no %s", pattern)
	}
	s.Content = slices.Concat(s.Content[:at[0]], []byte(by), s.Content[at[1]:])
	w.keep(o, s)
}

func (w *patient) content(pattern, by string) {
	w.t.Helper()
	w.replace(w.page()["Contents"], pattern, by)
}
func (w *patient) metadata(pattern, by string) {
	w.t.Helper()
	w.replace(w.ctx.RootDict["Metadata"], pattern, by)
}
func (w *patient) toUnicode(pattern, by string) {
	w.t.Helper()
	w.replace(w.font("Type0")["ToUnicode"], pattern, by)
}
