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
	above, err := s.top(s.catalog.Showing(func(other catalog.Edition) bool { return other == own }), nil)
	if err != nil {
		return bundle.File{}, err
	}
	files := slices.Concat(aboveEdition(above, own), s.assetsFor(own), services, e.dataFiles())
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

// listAssets lists the files of the theme that a device keeps of an edition, once for each language.
func (w *writer) listAssets() {
	w.assets = map[lang.Tag][]bundle.Listed{}
	sums := map[string]bundle.Listed{}
	for _, f := range w.snapshot.assets() {
		sums[f.Path] = bundle.ListedOf(f)
	}
	for _, l := range w.snapshot.catalog.Site.Settings.Languages {
		for _, f := range w.snapshot.assetsFor(catalog.Edition{Lang: l.V}) {
			w.assets[l.V] = append(w.assets[l.V], sums[f.Path])
		}
	}
}

// keptFiles is what a device keeps of the edition.
func (w *writer) keptFiles(e catalog.Edition, website []bundle.Listed) []bundle.Listed {
	out := slices.Clone(website)
	for _, f := range aboveEdition(w.above, e) {
		out = append(out, bundle.ListedOf(f))
	}
	return slices.Concat(out, w.services[e.Borough].listed, w.assets[e.Lang])
}

// takeAwayFiles is the files of an edition that are made to be taken away, in its folder.
func takeAwayFiles(l *catalog.Lens) []string {
	files := []string{view.SingleFile, view.ZipFile}
	for _, x := range view.Variants(l) {
		files = append(files, view.VariantFile(l.Edition(), x))
	}
	return files
}

// inlineHashes is the digests of what stands inside the editions that are one file.
func (s *Snapshot) inlineHashes() []string {
	var langs []lang.Tag
	for _, l := range s.catalog.Site.Settings.Languages {
		langs = append(langs, l.V)
	}
	return html.SingleHashes(s.theme, langs)
}
