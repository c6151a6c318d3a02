// Package pdf writes sheets as a tagged PDF 1.7 file (PDF/UA-1). Pages and the outline are made by
// fpdf, which is never given a font; text is written as codes of our own fonts in marked content; a finishing
// pass over fpdf's output adds the content of the pages, the fonts, the structure tree, links and metadata.
//
// What copying, searching and reading aloud return is the source text, in every script: each shaped cluster is
// one composed glyph on the baseline, each character of it has a code of its own, and each code has one
// character. There is no ActualText, because readers take it for visual order in right-to-left text.
package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"strings"
	"time"
	"unicode/utf16"

	"welcomepack/internal/face"
	"welcomepack/internal/layout"

	"github.com/go-pdf/fpdf"
)

// Meta is what the file says about itself. Date is an input: the same pack of the same day has the same bytes.
type Meta struct {
	Title    string
	Author   string
	Subject  string
	Producer string // "welcomepack" when empty
	Date     time.Time
}

// Write returns d as a PDF file. Its bytes depend on d and meta alone.
func Write(d *layout.Doc, meta Meta) ([]byte, error) {
	if len(d.Sheets) == 0 {
		return nil, errors.New("pdf: no sheets")
	}
	if meta.Title == "" {
		return nil, errors.New("pdf: no title")
	}
	if meta.Date.IsZero() {
		return nil, errors.New("pdf: no date") // fpdf would take the clock's
	}
	if meta.Producer == "" {
		meta.Producer = "welcomepack"
	}
	w := newWriter(d, meta)
	for i := range d.Sheets {
		if err := w.sheet(i); err != nil {
			return nil, err
		}
	}
	var raw bytes.Buffer
	if err := w.canvas.Output(&raw); err != nil {
		return nil, fmt.Errorf("pdf: %w", err)
	}
	return w.finish(raw.Bytes())
}

// A writer holds one document while it is written.
type writer struct {
	doc    *layout.Doc
	meta   Meta
	canvas *fpdf.Fpdf
	page   content   // of the present page
	pages  []content // by sheet

	fonts     []*fontProgram
	byFace    map[*face.Face]*fontProgram
	clusters  []cluster // scratch, as are stretches
	stretches []stretch

	marks   map[*layout.Mark]int // MCID of each mark, on its sheet
	parents [][]*layout.Node     // by sheet and MCID
	figures map[*layout.Node]area
	height  float64 // of the present sheet
	width   float64
	rows    map[*layout.Item]*row // of the present sheet, see anchor.go
	marked  int                   // bookmarks already given to fpdf
	lastTop int                   // the last bookmark's level, from 0
}

func newWriter(d *layout.Doc, meta Meta) *writer {
	first := d.Sheets[0]
	f := fpdf.NewCustom(&fpdf.InitType{OrientationStr: "P", UnitStr: "pt", Size: fpdf.SizeType{Wd: first.Width, Ht: first.Height}})
	f.SetCatalogSort(true)
	f.SetCreationDate(meta.Date.UTC())
	f.SetModificationDate(meta.Date.UTC())
	f.SetAutoPageBreak(false, 0)
	f.SetCompression(false) // the pages are empty until they are finished
	f.SetMargins(0, 0, 0)
	f.SetTitle(meta.Title, true)
	f.SetAuthor(meta.Author, true)
	f.SetSubject(meta.Subject, true)
	f.SetProducer(meta.Producer, true)
	f.SetCreator(meta.Producer, true)
	return &writer{doc: d, meta: meta, canvas: f, byFace: map[*face.Face]*fontProgram{},
		marks: map[*layout.Mark]int{}, figures: map[*layout.Node]area{}, parents: make([][]*layout.Node, len(d.Sheets)), lastTop: -1}
}

// sheet writes one page: each stretch of items under its mark, or as an artifact.
func (w *writer) sheet(i int) error {
	s := &w.doc.Sheets[i]
	w.height, w.width = s.Height, s.Width
	w.canvas.AddPageFormat("P", fpdf.SizeType{Wd: s.Width, Ht: s.Height})
	w.bookmarks(i)
	w.rows = w.anchorRows(s)
	gray := 0.0
	w.page = make(content, 0, 16<<10)
	for k := 0; k < len(s.Items); {
		m := s.Items[k].Mark
		w.open(i, m)
		for ; k < len(s.Items) && s.Items[k].Mark == m; k++ {
			if g := s.Items[k].Gray; g != gray {
				w.page.numbers(g)
				w.page.string("g ")
				w.page.numbers(g)
				w.page.string("G\n")
				gray = g
			}
			if err := w.item(&s.Items[k]); err != nil {
				return err
			}
		}
		w.page.string("EMC\n")
	}
	w.lean(s)
	w.pages = append(w.pages, w.page)
	return nil
}

// open begins marked content for a mark, or an artifact for nil.
func (w *writer) open(sheet int, m *layout.Mark) {
	if m == nil {
		w.page.string("/Artifact BMC\n")
		return
	}
	id := len(w.parents[sheet])
	w.parents[sheet] = append(w.parents[sheet], m.Node)
	w.marks[m] = id
	w.page.string("/")
	w.page.string(string(m.Node.Role))
	w.page.string(" <</MCID ")
	w.page.int(id)
	w.page.string(">> BDC\n")
}

// An area is a part of a page, counted from its left lower corner.
type area struct{ left, bottom, right, top float64 }

// note widens the area of the figure that an item belongs to.
func (w *writer) note(it *layout.Item) {
	if it.Mark == nil || it.Mark.Node.Role != layout.Figure {
		return
	}
	r := area{it.X, w.height - it.Y - it.H, it.X + it.W, w.height - it.Y}
	if was, ok := w.figures[it.Mark.Node]; ok {
		r = area{min(r.left, was.left), min(r.bottom, was.bottom), max(r.right, was.right), max(r.top, was.top)}
	}
	w.figures[it.Mark.Node] = r
}

func (w *writer) item(it *layout.Item) error {
	w.note(it)
	switch it.Kind {
	case layout.Glyphs:
		return w.glyphs(it)
	case layout.Rule:
		w.page.numbers(it.X, w.height-it.Y-it.H, it.W, it.H)
		w.page.string("re f\n")
		return nil
	case layout.Tick:
		return w.tick(it)
	}
	panic("pdf: unknown item")
}

// bookmarks gives fpdf the bookmarks that lead to a sheet, which come in the order of the sheets.
func (w *writer) bookmarks(sheet int) {
	for ; w.marked < len(w.doc.Bookmarks) && w.doc.Bookmarks[w.marked].To.Sheet <= sheet; w.marked++ {
		b := w.doc.Bookmarks[w.marked]
		w.lastTop = min(b.Level-1, w.lastTop+1)
		w.canvas.Bookmark("\xfe\xff"+string(utf16BE(b.Title)), w.lastTop, max(b.To.Y-8, 0))
	}
}

func utf16BE(s string) []byte {
	var out []byte
	for _, u := range utf16.Encode([]rune(s)) {
		out = append(out, byte(u>>8), byte(u))
	}
	return out
}

// textString is a PDF text string: literal where ASCII, else UTF-16 in hexadecimal.
func textString(s string) string {
	for i := 0; i < len(s); i++ {
		if s[i] >= 0x7f || s[i] < 0x20 {
			return fmt.Sprintf("<FEFF%X>", utf16BE(s))
		}
	}
	return "(" + escapes.Replace(s) + ")"
}

// escapes has the signs that a literal string holds behind a backslash.
var escapes = strings.NewReplacer("\\", "\\\\", "(", "\\(", ")", "\\)")
