package build

import (
	"fmt"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/export"
	"welcomepack/internal/html"
	"welcomepack/internal/layout"
	"welcomepack/internal/model"
	"welcomepack/internal/theme"
	"welcomepack/internal/view"
)

// An edition makes the pages and the packs of one edition. One goroutine at a time may use it.
type edition struct {
	lens    *catalog.Lens
	fonts   *layout.FontSet
	printer *html.Printer
	targets []view.Target
}

func newEdition(t *theme.Theme, fonts *layout.FontSet, l *catalog.Lens) (*edition, error) {
	p, err := html.NewPrinter(t, view.Frame(l))
	if err != nil {
		return nil, fmt.Errorf("theme %s: %w", t.Name, err)
	}
	return &edition{l, fonts, p, view.Plan(l)}, nil
}

// page prints one of the targets.
func (e *edition) page(t view.Target) []byte { return e.printer.Page(e.document(t)) }

// document is one of the targets, before it is printed.
func (e *edition) document(t view.Target) *doc.Page {
	p := view.Page(e.lens, t)
	if t.Kind == "service" {
		p.Linked = export.Linked(e.lens, e.lens.Service(model.ID(t.Subject)), t.Path)
	}
	return p
}

// A dataFile is a file of the edition that is no page.
type dataFile struct {
	Path string
	make func(b []byte) []byte // appends it
}

// lookups is the files of the edition that are no pages: what its scripts look into.
func (e *edition) lookups(v *export.Vocabulary) []dataFile {
	file := e.lens.Path(view.PrintData)
	return []dataFile{
		{e.lens.Path(view.SearchIndex), func(b []byte) []byte { return v.AppendSearchIndex(b, e.lens) }},
		{file, func(b []byte) []byte {
			parts, notes := view.PrintParts(e.lens)
			return e.printer.AppendPrintData(b, file, parts, notes)
		}},
	}
}

// dataFiles makes them.
func (e *edition) dataFiles() []bundle.File {
	var out []bundle.File
	for _, f := range e.lookups(new(export.Vocabulary)) {
		out = append(out, bundle.File{Path: f.Path, Bytes: f.make(nil)})
	}
	return out
}
