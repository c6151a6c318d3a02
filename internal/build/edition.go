package build

import (
	"fmt"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
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
func (e *edition) page(t view.Target) []byte {
	p := view.Page(e.lens, t)
	if t.Kind == "service" {
		p.Linked = export.Linked(e.lens, e.lens.Service(model.ID(t.Subject)), t.Path)
	}
	return e.printer.Page(p)
}

// data makes the files of the edition that are no pages: what its scripts look into.
func (e *edition) data() []bundle.File {
	file := e.lens.Path(view.PrintData)
	parts, notes := view.PrintParts(e.lens)
	return []bundle.File{
		{Path: e.lens.Path(view.SearchIndex), Bytes: export.SearchIndex(e.lens)},
		{Path: file, Bytes: e.printer.PrintData(file, parts, notes)},
	}
}
