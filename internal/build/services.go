package build

import (
	"strings"

	"welcomepack/internal/bundle"
	"welcomepack/internal/catalog"
	"welcomepack/internal/export"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// services makes the contact cards and calendars of the boroughs that have an edition in this build, once for each
// borough: they are the same in all its languages.
func (s *Snapshot) services() []bundle.File {
	var files []bundle.File
	done := map[model.ID]bool{}
	for _, e := range s.editions {
		if !done[e.Borough] {
			done[e.Borough] = true
			files = append(files, servicesOf(s.catalog.Lens(catalog.Edition{Borough: e.Borough, Lang: lang.English}))...)
		}
	}
	return files
}

func servicesOf(l *catalog.Lens) []bundle.File {
	var files []bundle.File
	for _, x := range l.Services() {
		if view.HasContact(x) {
			files = append(files, bundle.File{Path: view.ContactFile(l.Edition().Borough, x), Bytes: export.Contact(x)})
		}
		if view.HasTimes(x) {
			files = append(files, bundle.File{Path: view.TimesFile(l.Edition().Borough, x), Bytes: export.Times(l, x)})
		}
	}
	return files
}

// keepServices keeps such files of the last build that pages of kept editions may lead to, but for those that this build
// has put already.
func (w *writer) keepServices() {
	boroughs := map[string]bool{}
	for e := range w.kept {
		boroughs[string(e.Borough)] = true
	}
	for _, p := range w.stage.Previous() {
		if b, rest, _ := strings.Cut(p, "/"); boroughs[b] && strings.HasPrefix(rest, "data/services/") {
			w.stage.Keep(p)
		}
	}
}
