package build

import (
	"strings"

	"welcomepack/internal/bundle"
	"welcomepack/internal/diag"
	"welcomepack/internal/layout"
	"welcomepack/internal/report"
)

// reports puts the files of reports beside their pages: tables for spreadsheets, and the page for a board. Where site.yaml
// wants no reports there are none.
func (w *writer) reports(r *Result) error {
	c := w.snapshot.catalog
	if !report.Wanted(c) {
		return nil
	}
	for _, f := range report.Files(c) {
		if err := w.put([]bundle.File{{Path: f.Path, Bytes: f.Bytes}}); err != nil {
			return err
		}
	}
	if w.options.NoPacks {
		w.stage.Keep(report.BoardFile)
		return nil
	}
	b, ds, err := w.snapshot.board()
	if err != nil || len(ds) > 0 {
		r.Diags = append(r.Diags, ds...)
		return err
	}
	return w.stage.Put(report.BoardFile, b)
}

// BoardPage makes the summary for a board, as a PDF of one page. The error is [Mistakes], or the machine's.
func (s *Snapshot) BoardPage() ([]byte, error) {
	b, ds, err := s.board()
	return b, s.failure(ds, err)
}

// Reports makes the pages of reports with what they need to be read from a disk, and their tables.
func (s *Snapshot) Reports() ([]report.File, error) {
	pages, err := s.top(s.catalog)
	if err != nil {
		return nil, err
	}
	out := report.Files(s.catalog)
	for _, f := range append(pages, s.assets()...) {
		if strings.HasPrefix(f.Path, "report/") || strings.HasPrefix(f.Path, "assets/") {
			out = append(out, report.File{Path: f.Path, Bytes: f.Bytes})
		}
	}
	return out, nil
}

func (s *Snapshot) board() ([]byte, diag.List, error) {
	p := report.Board(s.catalog)
	sheets, missing := layout.Leaf(p, s.fonts)
	return setting{path: p.Path, sheets: sheets, missing: missing, title: p.Title, author: p.Site}.file(s.fonts, s.catalog.Today)
}
