package build

import (
	"os"
	"path/filepath"
	"testing"

	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// The benchmarks are of this repository's own site.
func ownSite(b *testing.B) Options {
	b.Helper()
	return Options{Site: os.DirFS("../.."), Today: today}
}

func ownSnapshot(b *testing.B) *Snapshot {
	b.Helper()
	s, err := Take(ownSite(b))
	if err != nil || s.Diags.HasErrors() {
		b.Fatal(err, s.Diags)
	}
	return s
}

func BenchmarkFullBuild(b *testing.B) {
	for b.Loop() {
		o := ownSite(b)
		o.Out = filepath.Join(b.TempDir(), "dist")
		r, err := Build(o)
		if err != nil || r.Diags.HasErrors() {
			b.Fatal(err, r.Diags)
		}
		b.ReportMetric(float64(r.Pages), "pages")
	}
}

func BenchmarkNothingChanged(b *testing.B) {
	o := ownSite(b)
	o.Out, o.NoPacks = filepath.Join(b.TempDir(), "dist"), true
	if _, err := Build(o); err != nil {
		b.Fatal(err)
	}
	for b.Loop() {
		if r, err := Build(o); err != nil || r.Output.Written > 0 {
			b.Fatal(err, r.Output)
		}
	}
}

func benchmarkEdition(b *testing.B, tag lang.Tag, make func(*edition)) {
	s := ownSnapshot(b)
	for b.Loop() {
		e, err := newEdition(s.theme, s.fonts, s.catalog.Lens(catalog.Edition{Borough: model.ID("newham"), Lang: tag}))
		if err != nil {
			b.Fatal(err)
		}
		make(e)
	}
}

func BenchmarkEditionPages(b *testing.B) {
	for _, tag := range []lang.Tag{"en", "ar"} {
		b.Run(string(tag), func(b *testing.B) {
			pages := 0
			benchmarkEdition(b, tag, func(e *edition) {
				for _, t := range e.targets {
					e.page(t)
				}
				pages = len(e.targets)
			})
			b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(b.N*pages), "µs/page")
		})
	}
}

func BenchmarkPack(b *testing.B) {
	for _, tag := range []lang.Tag{"en", "ar", "ur", "ti"} {
		b.Run(string(tag), func(b *testing.B) {
			benchmarkEdition(b, tag, func(e *edition) {
				if _, ds, err := e.printed(view.Standard); err != nil || len(ds) > 0 {
					b.Fatal(err, ds)
				}
			})
		})
	}
}
