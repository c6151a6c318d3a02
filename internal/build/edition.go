package build

import (
	"fmt"
	"time"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/html"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
	"welcomepack/internal/pdf"
	"welcomepack/internal/theme"
	"welcomepack/internal/view"
)

// An edition makes the pages and the pack of one edition. One goroutine at a time may use it.
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
func (e *edition) page(t view.Target) []byte { return e.printer.Page(view.Page(e.lens, t)) }

// packPath is where the edition's pack stands.
func packPath(l *catalog.Lens) string { return l.Path(view.PackFile(l.Edition())) }

// pack sets and writes the pack. Characters that no font has are errors of the words that hold them, and then
// there is no pack.
func (e *edition) pack() ([]byte, diag.List, error) {
	p := view.Pack(e.lens)
	sheets, missing := layout.Pack(p, layout.A4(), e.fonts.Faces)
	if err := e.fonts.Err(); err != nil {
		return nil, nil, err
	}
	if ds := missingGlyphs(missing); len(ds) > 0 {
		return nil, ds, nil
	}
	today := e.lens.Today()
	b, err := pdf.Write(sheets, pdf.Meta{
		Title:   doc.Plaintext(p.Title.Inlines),
		Author:  doc.Plaintext(p.Cover.Site.Inlines),
		Subject: doc.Plaintext(p.Cover.Tagline.Inlines),
		Date:    time.Date(today.Year, time.Month(today.Month), today.Day, 0, 0, 0, 0, time.UTC),
	})
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", p.Path, err)
	}
	return b, nil, nil
}

func missingGlyphs(missing []layout.Missing) diag.List {
	var ds diag.List
	for _, m := range missing {
		name := string(m.Lang)
		if l, ok := lang.Lookup(m.Lang); ok {
			name = l.English
		}
		ds.Error(m.At, "missing-glyph", "no font can print %q (U+%04X) in %s words", m.Char, m.Char, name).
			Hint("write it with other characters; pictures and signs such as emoji cannot be printed")
	}
	return ds
}
