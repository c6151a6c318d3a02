//go:build unix

package build

import (
	"syscall"
	"testing"
	"time"

	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// All packs of four languages in two boroughs, one after the other: the second borough's packs have most words of the
// first one's.
func BenchmarkPacks(b *testing.B) {
	s := ownSnapshot(b)
	for b.Loop() {
		pages, from := 0, cpu()
		for _, tag := range []lang.Tag{"en", "ar", "ur", "ti"} {
			for _, borough := range []model.ID{"newham", "lambeth"} {
				l := s.catalog.Lens(catalog.Edition{Borough: borough, Lang: tag})
				for _, x := range view.Variants(l) {
					set := setters[x](l, view.Choice{}, s.fonts)
					pages += len(set.sheets.Sheets)
					if _, ds, err := set.file(s.fonts, s.catalog.Today); err != nil || len(ds) > 0 {
						b.Fatal(err, ds)
					}
				}
			}
		}
		b.ReportMetric(float64(pages)/(cpu()-from).Seconds(), "pages/cpu-s")
	}
}

// cpu is the processor time that the process has used.
func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
