package pdf

import (
	"bytes"
	"strings"
	"testing"
	"time"

	"welcomepack/internal/layout"
)

// TestSameBytesTwice makes each sample twice, with fonts and shapers of their own.
func TestSameBytesTwice(t *testing.T) {
	for _, l := range sampleLanguages {
		a, _ := made(t, samplePack(l), testFonts(t))
		b, _ := made(t, samplePack(l), testFonts(t))
		if !bytes.Equal(a, b) {
			t.Errorf("%s: two runs made different files", l)
		}
	}
}

// TestPacksMadeSideBySideAreTheSame shares fonts between packs made at the same time, as a build does.
func TestPacksMadeSideBySideAreTheSame(t *testing.T) {
	fonts := testFonts(t)
	for _, l := range sampleLanguages {
		want, _ := made(t, samplePack(l), testFonts(t))
		for range 2 {
			t.Run(string(l), func(t *testing.T) {
				t.Parallel()
				if got, _ := made(t, samplePack(l), fonts); !bytes.Equal(got, want) {
					t.Error("another file than alone")
				}
			})
		}
	}
}

// TestWriteRefuses holds that nothing half right is written.
func TestWriteRefuses(t *testing.T) {
	d, _ := layout.Pack(samplePack("en"), layout.Style{}, testFonts(t))
	if _, err := Write(&layout.Doc{}, Meta{Title: "x"}); err == nil {
		t.Error("a pack without sheets was written")
	}
	if _, err := Write(d, Meta{Date: time.Unix(1e9, 0)}); err == nil {
		t.Error("a pack without a title was written")
	}
	if _, err := Write(d, Meta{Title: "x"}); err == nil {
		t.Error("a pack without a date was written")
	}
	w := newWriter(d, Meta{Title: "x", Date: time.Unix(1e9, 0)})
	for i := range d.Sheets {
		if err := w.sheet(i); err != nil {
			t.Fatal(err)
		}
	}
	var raw bytes.Buffer
	if err := w.canvas.Output(&raw); err != nil {
		t.Fatal(err)
	}
	good := raw.String()
	for _, change := range [][2]string{{"/Type /Page\n", "/Type /Pagx\n"}, {"/Type /Pages", "/Type /Pagez"}, {"/Font <<", "/Fond <<"}, {"startxref", "startxreg"},
		{"/Type /Catalog", "/Type /Katalog"}, {"\nxref\n", "\nxxxx\n"}, {"/CreationDate", "/Creationdate"}, {"/Length ", "/length "}, {"endobj", "enddbj"}} {
		if _, err := w.finish([]byte(strings.ReplaceAll(good, change[0], change[1]))); err == nil {
			t.Errorf("output with %q for %q was taken", change[1], change[0])
		}
	}
	for n := 0; n < len(good); n += 997 {
		if _, err := w.finish([]byte(good[:n])); err == nil {
			t.Errorf("output cut at %d was taken", n)
		}
	}
}

// BenchmarkPack sets and writes a sample; pages/s is for one core.
func BenchmarkPack(b *testing.B) {
	fonts := testFonts(b)
	for _, l := range sampleLanguages {
		b.Run(string(l), func(b *testing.B) {
			pack := samplePack(l)
			for range 9 { // as long as a borough's pack
				pack.Body = append(pack.Body, samplePack(l).Body...)
			}
			pages := 0
			for b.Loop() {
				d, _ := layout.Pack(pack, layout.Style{}, fonts)
				if _, err := Write(d, Meta{Title: "x", Date: time.Unix(1e9, 0)}); err != nil {
					b.Fatal(err)
				}
				pages += len(d.Sheets)
			}
			b.ReportMetric(float64(pages)/b.Elapsed().Seconds(), "pages/s")
		})
	}
}
