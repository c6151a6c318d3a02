package pdf

import (
	"bytes"
	"fmt"
	"github.com/klauspost/compress/zlib"
	"regexp"
	"strings"
)

// A finisher adds to fpdf's objects what fpdf cannot make.
type finisher struct {
	*writer
	objects []object
	deflate *zlib.Writer
	small   bytes.Buffer // what deflate writes into
	annots  [][]int      // object numbers of link annotations, by sheet
	keys    bytes.Buffer // of the parent tree, after the pages
	nextKey int          // of the parent tree
}

// pageObject is the number of a sheet's page object in fpdf's output.
func pageObject(sheet int) int { return 3 + 2*sheet }

// finish rewrites fpdf's output. It refuses output that is not as it expects, rather than guess.
func (w *writer) finish(raw []byte) ([]byte, error) {
	objects, err := parse(raw)
	if err != nil {
		return nil, fmt.Errorf("pdf: fpdf's output: %w", err)
	}
	info, catalog := len(objects)-2, len(objects)-1
	f := &finisher{writer: w, objects: objects, deflate: zlib.NewWriter(nil), annots: make([][]int, len(w.doc.Sheets)), nextKey: len(w.doc.Sheets)}
	if err := f.expect(info, catalog); err != nil {
		return nil, fmt.Errorf("pdf: fpdf's output: %w", err)
	}
	if err := f.putFonts(); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	for i, c := range w.pages {
		f.objects[pageObject(i)+1] = f.stream("", c, true)
	}
	root := f.putTree()
	f.putOutline()
	f.putPages()
	f.putCatalog(catalog, root)
	return f.write(catalog, info)
}

// expect checks the shape of the dictionaries that will be changed.
func (f *finisher) expect(info, catalog int) error {
	if catalog < pageObject(len(f.doc.Sheets)-1)+2 {
		return fmt.Errorf("%d objects for %d pages", len(f.objects), len(f.doc.Sheets))
	}
	for i := range f.doc.Sheets {
		b := f.objects[pageObject(i)].body
		if !bytes.HasPrefix(b, []byte("<</Type /Page\n")) || !bytes.HasSuffix(b, []byte("0 R>>")) || bytes.Contains(b, []byte("/Annots")) {
			return fmt.Errorf("object %d is not the page expected", pageObject(i))
		}
		if c := pageObject(i) + 1; !f.objects[c].stream || !bytes.Contains(b, fmt.Appendf(nil, "/Contents %d 0 R>>", c)) {
			return fmt.Errorf("object %d is not the content expected", c)
		}
	}
	for _, e := range []struct {
		number int
		has    string
	}{{1, "<</Type /Pages\n"}, {2, "/Font <<\n>>"}, {info, "/CreationDate"}, {catalog, "/Type /Catalog"}} {
		if bytes.Count(f.objects[e.number].body, []byte(e.has)) != 1 {
			return fmt.Errorf("object %d has not %q once", e.number, e.has)
		}
	}
	return nil
}

// add appends an object and returns its number.
func (f *finisher) add(o object) int {
	f.objects = append(f.objects, o)
	return len(f.objects) - 1
}

func (f *finisher) addf(format string, args ...any) int {
	return f.add(object{body: fmt.Appendf(nil, format, args...)})
}

// stream makes a stream object; dict is further entries of its dictionary.
func (f *finisher) stream(dict string, data []byte, compress bool) object {
	if compress {
		f.small.Reset()
		f.deflate.Reset(&f.small)
		f.deflate.Write(data) // a bytes.Buffer takes everything
		f.deflate.Close()
		data = f.small.Bytes()
		dict += " /Filter /FlateDecode"
	}
	body := make([]byte, 0, len(dict)+len(data)+64)
	body = fmt.Appendf(body, "<<%s /Length %d>>\nstream\n", dict, len(data))
	return object{append(append(body, data...), "\nendstream"...), true}
}

// putPages gives each page its key in the parent tree, tab order and annotations.
func (f *finisher) putPages() {
	for i := range f.doc.Sheets {
		o := &f.objects[pageObject(i)]
		b := fmt.Appendf(bytes.Clone(o.body[:len(o.body)-2]), "\n/StructParents %d /Tabs /S", i)
		if len(f.annots[i]) > 0 {
			b = append(b, " /Annots ["...)
			for _, a := range f.annots[i] {
				b = fmt.Appendf(b, "%d 0 R ", a)
			}
			b = append(b, ']')
		}
		o.body = append(b, ">>"...)
	}
}

var outlinesPattern = regexp.MustCompile(`/Outlines \d+ 0 R`)

// putCatalog replaces the catalog, keeping the outline.
func (f *finisher) putCatalog(catalog, root int) {
	meta := f.add(f.stream("/Type /Metadata /Subtype /XML", []byte(f.xmp()), false))
	direction, outline := "", ""
	if f.doc.RTL {
		direction = " /Direction /R2L"
	}
	if f.doc.ShortEdge {
		direction += " /Duplex /DuplexFlipShortEdge"
	}
	if o := outlinesPattern.Find(f.objects[catalog].body); o != nil {
		outline = string(o) + " /PageMode /UseOutlines"
	}
	f.objects[catalog] = object{body: fmt.Appendf(nil,
		"<</Type /Catalog /Pages 1 0 R /Lang %s /MarkInfo <</Marked true>> /StructTreeRoot %d 0 R /Metadata %d 0 R /ViewerPreferences <</DisplayDocTitle true%s>> %s>>",
		textString(f.doc.Lang.BCP47()), root, meta, direction, outline)}
}

// xmp is the metadata that says the file is PDF/UA-1.
func (f *finisher) xmp() string {
	esc := func(s string) string {
		s = strings.Map(func(r rune) rune {
			if r < 0x20 || r == 0xfffe || r == 0xffff {
				return -1
			}
			return r
		}, s)
		return strings.NewReplacer("&", "&amp;", "<", "&lt;", ">", "&gt;").Replace(s)
	}
	return `<?xpacket begin="` + "\ufeff" + `" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:pdfuaid="http://www.aiim.org/pdfua/ns/id/">
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">` + esc(f.meta.Title) + `</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>` + esc(f.doc.Lang.BCP47()) + `</rdf:li></rdf:Bag></dc:language>
<pdfuaid:part>1</pdfuaid:part>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>`
}
