package build

import (
	"fmt"
	"slices"
	"time"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/html"
	"welcomepack/internal/lang"
	"welcomepack/internal/view"
)

// website makes all pages and data of the edition. Pages that speak of the sizes of files say nothing of them yet.
func (e *edition) website() []bundle.File {
	var files []bundle.File
	for _, t := range e.targets {
		files = append(files, bundle.File{Path: t.Path, Bytes: e.page(t)})
	}
	return append(files, e.data()...)
}

// sized prints the pages that speak of sizes again, into files.
func (e *edition) sized(files []bundle.File, s view.Sizes) {
	for i, t := range e.targets {
		if view.HasSizes(t) {
			p := view.Page(e.lens, t)
			view.WithSizes(p, s)
			files[i].Bytes = e.printer.Page(p)
		}
	}
}

// single makes the edition as one file.
func (e *edition) single() bundle.File {
	p := view.Single(e.lens)
	index, pages := export.SearchValue(e.lens)
	return bundle.File{Path: p.Path, Bytes: e.printer.Single(p, html.Held{Search: view.SingleSearch(e.lens), Index: index, Pages: pages})}
}

// zip packs the edition's pages with what they need, so that a browser can open them from a disk. Pages are
// printed anew: in the archive they lead to no page of another edition. Services is their contact cards and calendars.
func (e *edition) zip(s *Snapshot, services []bundle.File) (bundle.File, error) {
	own := e.lens.Edition()
	above, err := s.top(s.catalog.Showing(func(other catalog.Edition) bool { return other == own }))
	if err != nil {
		return bundle.File{}, err
	}
	files := slices.Concat(aboveEdition(above, own), s.assetsFor(own), services, e.data())
	has := map[string]bool{}
	for _, f := range files {
		has[f.Path] = true
	}
	for _, t := range e.targets {
		has[t.Path] = view.Away(t)
	}
	for _, t := range e.targets {
		if !view.Away(t) {
			continue
		}
		p := view.Page(e.lens, t)
		p.Alternates = nil
		files = append(files, bundle.File{Path: t.Path, Bytes: e.printer.PageWithin(p, func(path string) bool { return has[path] })})
	}
	today := e.lens.Today()
	date := time.Date(today.Year, time.Month(today.Month), today.Day, 0, 0, 0, 0, time.UTC)
	f, err := bundle.Zip(e.lens.Path(view.ZipFile), files, date)
	if err != nil {
		return f, fmt.Errorf("%s: %w", f.Path, err)
	}
	return f, nil
}

// aboveEdition is the pages above the editions that lead to this one, or that it leads to.
func aboveEdition(above []bundle.File, e catalog.Edition) []bundle.File {
	var out []bundle.File
	for _, f := range above {
		if f.Path == "index.html" || f.Path == view.StatementFile || f.Path == string(e.Borough)+"/index.html" {
			out = append(out, f)
		}
	}
	return out
}

// assetsFor is the files of the theme that an edition's pages may ask for.
func (s *Snapshot) assetsFor(e catalog.Edition) []bundle.File {
	var files []bundle.File
	for _, a := range s.theme.AssetsFor(e.Lang) {
		files = append(files, bundle.File{Path: a.Path, Bytes: a.Text})
	}
	return files
}

// keptFiles is what a device keeps of the edition.
func (w *writer) keptFiles(e catalog.Edition, website []bundle.File) []bundle.File {
	return slices.Concat(website, aboveEdition(w.above, e), w.snapshot.assetsFor(e), w.services[e.Borough])
}

// takeAwayFiles is the files of an edition that are made to be taken away, in its folder.
func takeAwayFiles(l *catalog.Lens) []string {
	files := []string{view.SingleFile, view.ZipFile}
	for _, x := range view.Variants(l) {
		files = append(files, view.VariantFile(l.Edition(), x))
	}
	return files
}

// takeAway makes the files to take away, but for the packs.
func (e *edition) takeAway(s *Snapshot, services []bundle.File) ([]bundle.File, error) {
	zip, err := e.zip(s, services)
	if err != nil {
		return nil, err
	}
	return []bundle.File{e.single(), zip}, nil
}

// withSizes returns the edition's website with the sizes of what a device keeps of it and of the files to take
// away, which are put or kept already, and the list of what a device keeps.
func (w *writer) withSizes(e *edition, website []bundle.File) []bundle.File {
	own := e.lens.Edition()
	var sizes view.Sizes
	for _, f := range w.keptFiles(own, website) {
		sizes.Kept += len(f.Bytes)
	}
	sizes.Single, _, _ = w.stage.Lookup(e.lens.Path(view.SingleFile))
	sizes.Zip, _, _ = w.stage.Lookup(e.lens.Path(view.ZipFile))
	var pack *bundle.Listed
	path := variantPath(e.lens, view.Standard)
	if n, sum, ok := w.stage.Lookup(path); ok {
		sizes.Pack, pack = n, bundle.NewListed(path, sum, n)
	}
	e.sized(website, sizes)
	list := bundle.NewList(folder(own), w.keptFiles(own, website), pack)
	return append(website, list.File())
}

// inlineHashes is the digests of what stands inside the editions that are one file.
func (s *Snapshot) inlineHashes() []string {
	var langs []lang.Tag
	for _, l := range s.catalog.Site.Settings.Languages {
		langs = append(langs, l.V)
	}
	return html.SingleHashes(s.theme, langs)
}
