//go:build unix

package build

import (
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	"welcomepack/bench/corpus"
	"welcomepack/internal/cache"
	"welcomepack/internal/catalog"
)

// followed are sites of a thousand, ten thousand and a hundred thousand pages, whose boroughs are as large as each other.
var followed = []struct {
	name string
	size corpus.Size
}{
	{"1000", corpus.Size{Boroughs: 1, Languages: 3, Guides: 30, Services: 290}},
	{"10000", corpus.Size{Boroughs: 5, Languages: 6, Guides: 30, Services: 290}},
	{"100000", corpus.Size{Boroughs: 12, Languages: 25, Guides: 30, Services: 290}},
	{"264000", corpus.Large},
}

func corpusSite(b *testing.B, z corpus.Size) string {
	b.Helper()
	dir := b.TempDir()
	if err := corpus.Ours.Write(z, corpus.Into(dir)); err != nil {
		b.Fatal(err)
	}
	return dir
}

// a first file of a folder.
func firstIn(b *testing.B, dir, folder string) string {
	b.Helper()
	list, err := os.ReadDir(filepath.Join(dir, filepath.FromSlash(folder)))
	if err != nil || len(list) == 0 {
		b.Fatal(folder, err)
	}
	return folder + "/" + list[0].Name()
}

// followedPage reads what changed, and makes a page.
func followedPage(b *testing.B, f *Follower, o Options, changed []string, path string) *Snapshot {
	b.Helper()
	s, err := f.Read(o, changed)
	if err != nil || s.Diags.HasErrors() {
		b.Fatal(err, s.Diags)
	}
	p := NewPreview(s)
	p.Places = true
	if _, err := p.File(path); err != nil {
		b.Fatal(path, err)
	}
	return s
}

// openedPage opens the site and makes a page as soon as it can be made.
func openedPage(b *testing.B, o Options, path string) {
	from := cpu()
	for b.Loop() {
		f := &Follower{}
		s, err := f.Open(o)
		for more := true; ; s, more, err = f.OpenNext(o) {
			if err != nil || !more || s != nil && s.Diags.HasErrors() {
				b.Fatal(err, more)
			}
			if s == nil {
				continue
			}
			p := NewPreview(s)
			p.Places = true
			if _, err := p.File(path); err == nil {
				break
			} else if err != ErrNotYet {
				b.Fatal(path, err)
			}
		}
	}
	b.ReportMetric((cpu()-from).Seconds()*1e3/float64(b.N), "cpu-ms/op")
}

// From a settled file to the page that a volunteer has open: a guide and a listing, of all boroughs and of one, seen in
// the last language; and from nothing to the choice of borough, to a first page, and to one where all boroughs are read.
func BenchmarkEditToPage(b *testing.B) {
	for _, x := range followed {
		b.Run("pages="+x.name, func(b *testing.B) {
			dir := corpusSite(b, x.size)
			o := Options{Site: os.DirFS(dir), Today: today}
			b.Run("open", func(b *testing.B) { openedPage(b, o, "index.html") })
			b.Run("open-borough", func(b *testing.B) { openedPage(b, o, firstPage(b, o)) })
			b.Run("open-all", func(b *testing.B) {
				from := cpu()
				for b.Loop() {
					followedPage(b, &Follower{}, o, nil, firstPage(b, o))
				}
				b.ReportMetric((cpu()-from).Seconds()*1e3/float64(b.N), "cpu-ms/op")
			})
			f := &Follower{}
			s := followedPage(b, f, o, nil, firstPage(b, o))
			if _, err := f.Examine(s, new(atomic.Bool)); err != nil {
				b.Fatal(err)
			}
			last := s.editions[len(s.editions)-1]
			own := "content/boroughs/" + string(last.Borough)
			for _, edit := range []struct{ name, folder, to string }{
				{"guide", "content/shared/guides", "guides"}, {"listing", "content/shared/listings", "services"},
				{"own-guide", own + "/guides", "guides"}, {"own-listing", own + "/listings", "services"},
			} {
				b.Run(edit.name, func(b *testing.B) {
					file, write := editing(b, dir, edit.folder)
					page := folder(last) + "/" + edit.to + "/" + strings.TrimSuffix(filepath.Base(file), filepath.Ext(file)) + ".html"
					followedPage(b, f, o, []string{file}, page)
					used := time.Duration(0)
					for b.Loop() {
						b.StopTimer()
						write()
						from := cpu()
						b.StartTimer()
						followedPage(b, f, o, []string{file}, page)
						used += cpu() - from
					}
					b.ReportMetric(used.Seconds()*1e3/float64(b.N), "cpu-ms/op")
				})
			}
			var m runtime.MemStats
			runtime.GC()
			runtime.ReadMemStats(&m)
			b.Logf("heap: %d MiB", m.HeapAlloc>>20)
			runtime.KeepAlive(f)
		})
	}
}

// From a settled file to the last page that the edit touches, in memory: of every page it is known what it read when it
// was made last. A listing of one borough, a listing and a guide of all.
func BenchmarkEditToAllPages(b *testing.B) {
	dir := corpusSite(b, corpus.Medium)
	o := Options{Site: os.DirFS(dir), Today: today}
	f := &Follower{}
	s := followedPage(b, f, o, nil, firstPage(b, o))
	first := string(s.editions[0].Borough)
	type page struct {
		path  string
		reads map[string]bool // of files in content/
		bytes string
	}
	pages := map[catalog.Edition][]page{}
	for _, ed := range s.editions {
		e, err := newEdition(s.theme, s.fonts, s.catalog.Lens(ed))
		if err != nil {
			b.Fatal(err)
		}
		for _, t := range e.targets {
			p := page{path: t.Path, reads: map[string]bool{}}
			for _, name := range e.lens.Reads(func() { p.bytes = string(e.page(t)) }) {
				p.reads[name] = true
				files, _ := s.catalog.FilesOf(ed.Borough, name)
				for _, file := range files {
					p.reads["content/"+file] = true
				}
			}
			pages[ed] = append(pages[ed], p)
		}
	}
	for _, edit := range []struct{ name, folder, all string }{
		{"own-listing", "content/boroughs/" + first + "/listings", catalog.ReadListings},
		{"listing", "content/shared/listings", catalog.ReadListings},
		{"guide", "content/shared/guides", catalog.ReadGuides},
	} {
		b.Run(edit.name, func(b *testing.B) {
			file, write := editing(b, dir, edit.folder)
			var touched, changed int
			used := time.Duration(0)
			for b.Loop() {
				b.StopTimer()
				write()
				touched, changed = 0, 0
				from := cpu()
				b.StartTimer()
				s, err := f.Read(o, []string{file})
				if err != nil {
					b.Fatal(err)
				}
				p := NewPreview(s)
				counts := make([][2]int, len(s.editions))
				each(0, len(s.editions), func(i int) {
					ed := s.editions[i]
					if !strings.HasPrefix(file, "content/shared/") && string(ed.Borough) != first {
						return
					}
					for _, x := range pages[ed] {
						if !x.reads[file] && !x.reads[edit.all] {
							continue
						}
						got, err := p.File(x.path)
						if err != nil {
							b.Error(x.path, err)
						}
						counts[i][0]++
						if string(got) != x.bytes {
							counts[i][1]++
						}
					}
				})
				for _, n := range counts {
					touched, changed = touched+n[0], changed+n[1]
				}
				used += cpu() - from
			}
			b.ReportMetric(used.Seconds()*1e3/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(touched), "pages")
			b.ReportMetric(float64(changed), "pages-changed")
		})
	}
}

// The build of a site of medium size, without packs, after an edit: a listing of one borough, a listing and a guide of all.
func BenchmarkBuildAfterEdit(b *testing.B) {
	dir := corpusSite(b, corpus.Medium)
	out := b.TempDir()
	o := Options{Site: os.DirFS(dir), Today: today, Out: filepath.Join(out, "dist"), NoPacks: true, Cache: cache.Open(filepath.Join(out, "cache"), time.Now())}
	built := func() int {
		r, err := Build(o)
		if err != nil || r.Diags.HasErrors() {
			b.Fatal(err, r.Diags)
		}
		return r.Output.Written
	}
	built()
	first, _, _ := strings.Cut(firstPage(b, o), "/")
	for _, edit := range []struct{ name, folder string }{
		{"own-listing", "content/boroughs/" + first + "/listings"}, {"listing", "content/shared/listings"}, {"guide", "content/shared/guides"},
	} {
		b.Run(edit.name, func(b *testing.B) {
			_, write := editing(b, dir, edit.folder)
			written, from := 0, cpu()
			for b.Loop() {
				write()
				written = built()
			}
			b.ReportMetric((cpu()-from).Seconds()*1e3/float64(b.N), "cpu-ms/op")
			b.ReportMetric(float64(written), "written")
		})
	}
}

func firstPage(b *testing.B, o Options) string {
	b.Helper()
	site, err := os.ReadFile(fmt.Sprint(o.Site) + "/content/site.yaml")
	if err != nil {
		b.Fatal(err)
	}
	_, boroughs, _ := strings.Cut(string(site), "boroughs: [")
	first, _, _ := strings.Cut(boroughs, ",")
	first, _, _ = strings.Cut(first, "]")
	return first + "/en/index.html"
}

// editing returns a first file of a folder of the site at dir, and what edits it on the disk, each time in another way.
func editing(b *testing.B, dir, folder string) (file string, write func()) {
	b.Helper()
	file = firstIn(b, dir, folder)
	at := filepath.Join(dir, filepath.FromSlash(file))
	text, err := os.ReadFile(at)
	if err != nil {
		b.Fatal(err)
	}
	n := 0
	return file, func() {
		n++
		if err := os.WriteFile(at, edited(text, n), 0o666); err != nil {
			b.Fatal(err)
		}
	}
}

// edited is a text with a number at the end of its first sentence of words.
func edited(text []byte, n int) []byte {
	for _, key := range []string{"\nsummary: \"", "    summary: \""} {
		if before, after, ok := strings.Cut(string(text), key); ok {
			return fmt.Appendf(nil, "%s%sEdit %d. %s", before, key, n, after)
		}
	}
	panic("build: nothing to edit")
}
