package build

import (
	"fmt"
	"io/fs"
	"strings"

	"welcomepack/internal/bundle"
	"welcomepack/internal/diag"
	"welcomepack/internal/html"
	"welcomepack/internal/layout"
	"welcomepack/internal/report"
	"welcomepack/internal/view"
)

// reports puts the pages of reports, their tables for spreadsheets, and the page for a board. Where site.yaml wants no
// reports there are none.
func (w *writer) reports(r *Result) error {
	k := report.Measured(w.snapshot.catalog, w.snapshot.Status)
	if !k.Wanted() {
		return nil
	}
	files, err := w.snapshot.reportFiles(k)
	if err != nil {
		return err
	}
	if err := w.put(files); err != nil {
		return err
	}
	if w.options.NoPacks {
		w.stage.Keep(report.BoardFile)
		return nil
	}
	b, ds, err := w.snapshot.board(k)
	if err != nil || len(ds) > 0 {
		r.Diags = append(r.Diags, ds...)
		return err
	}
	return w.stage.Put(report.BoardFile, b)
}

// reportFiles makes the pages of reports and their tables.
func (s *Snapshot) reportFiles(k *report.Book) ([]bundle.File, error) {
	frame, _ := view.Top(s.catalog)
	p, err := html.NewPrinter(s.theme, frame)
	if err != nil {
		return nil, fmt.Errorf("theme %s: %w", s.theme.Name, err)
	}
	var files []bundle.File
	for _, pg := range k.Pages() {
		files = append(files, bundle.File{Path: pg.Path, Bytes: p.Page(pg)})
	}
	for _, f := range k.Files() {
		files = append(files, bundle.File{Path: f.Path, Bytes: f.Bytes})
	}
	return files, nil
}

// board makes the summary for a board, as a PDF of one page.
func (s *Snapshot) board(k *report.Book) ([]byte, diag.List, error) {
	p := k.Board()
	sheets, missing := layout.Leaf(p, s.fonts)
	return setting{path: p.Path, sheets: sheets, missing: missing, title: p.Title, author: p.Site}.file(s.fonts, s.catalog.Today)
}

// BoardPage makes the summary for a board. The error is [Mistakes], or the machine's.
func (s *Snapshot) BoardPage() ([]byte, error) {
	b, ds, err := s.board(report.Measured(s.catalog, s.Status))
	return b, s.failure(ds, err)
}

// Reports makes the pages of reports with what they need to be read from a disk, and their tables.
func (s *Snapshot) Reports() ([]report.File, error) {
	files, err := s.reportFiles(report.Measured(s.catalog, s.Status))
	var out []report.File
	for _, f := range append(files, s.assets()...) {
		out = append(out, report.File{Path: f.Path, Bytes: f.Bytes})
	}
	return out, err
}

// report returns a file of dist/report, which is made when it is asked for.
func (p *Preview) report(path string) ([]byte, error) {
	k := report.Measured(p.snapshot.catalog, p.snapshot.Status)
	switch {
	case !k.Wanted():
		return nil, fs.ErrNotExist
	case path == report.BoardFile:
		return p.snapshot.BoardPage()
	}
	files, err := p.snapshot.reportFiles(k)
	for _, f := range files {
		if f.Path == path {
			return f.Bytes, nil
		}
	}
	if err == nil {
		err = fs.ErrNotExist
	}
	return nil, err
}

// isReport tells whether a path is one of dist/report.
func isReport(path string) bool { return strings.HasPrefix(path, "report/") }
