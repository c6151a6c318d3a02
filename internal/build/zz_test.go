package build

import (
	"os"
	"path/filepath"
	"testing"
)

func BenchmarkZZ(b *testing.B) {
	dir := os.Getenv("ZZ")
	for b.Loop() {
		o := Options{Site: os.DirFS(dir), Today: today, Out: filepath.Join(dir, "dist"), NoPacks: true}
		os.RemoveAll(o.Out)
		r, err := Build(o)
		if err != nil || r.Diags.HasErrors() {
			b.Fatal(err, r.Diags)
		}
		b.ReportMetric(b.Elapsed().Seconds()*1e6/float64(r.Pages), "us/page")
	}
}
