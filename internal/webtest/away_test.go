package webtest

import (
	"archive/zip"
	"bytes"
	"compress/gzip"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/build"
)

// unpacked is an edition's archive, unpacked.
func unpacked(t *testing.T, s *site, edition string) *site {
	t.Helper()
	b := s.read(t, edition+"/offline.zip")
	z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	for _, f := range z.File {
		if !fs.ValidPath(f.Name) || strings.ContainsAny(f.Name, `\:`) {
			t.Fatalf("an entry is called %q", f.Name)
		}
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		at := filepath.Join(dir, filepath.FromSlash(f.Name))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, text, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	return &site{dir: dir}
}

var address = regexp.MustCompile(`(?:href|src|action|data-index)="([^"]*)"`)

func TestArchiveIsWholeInItself(t *testing.T) {
	s := unpacked(t, fixtureSite(t), edition)
	pages := s.pages(t, "")
	if !slices.Contains(pages, "index.html") || !slices.Contains(pages, edition+"/index.html") || len(pages) < 30 {
		t.Fatalf("the archive has the pages %v", pages)
	}
	for _, p := range pages {
		for _, m := range address.FindAllSubmatch(s.read(t, p), -1) {
			to, _, _ := strings.Cut(string(m[1]), "#")
			if to == "" || regexp.MustCompile(`^[a-z]+:`).MatchString(to) {
				continue
			}
			if _, err := os.Stat(filepath.Join(s.dir, filepath.FromSlash(path.Join(path.Dir(p), to)))); err != nil {
				t.Errorf("%s leads to %s, which is not in the archive", p, to)
			}
		}
	}
	b := newTab(t)
	b.open(s.file("index.html"))
	var to string
	if b.eval("document.querySelector('.card a').href", &to); to != s.file("northbank/ar/index.html") {
		t.Errorf("the first page leads to %s", to)
	}
	b.open(s.file(edition + "/guides/health.html"))
	if b.text("h1") == "" {
		t.Error("the page is empty")
	}
	for _, w := range b.wrong() {
		t.Errorf("the console says: %s", w)
	}
}

func TestOneFileIsTheWholeEdition(t *testing.T) {
	s := fixtureSite(t)
	alone := &site{dir: t.TempDir()}
	if err := os.WriteFile(filepath.Join(alone.dir, "pack.html"), s.read(t, edition+"/pack.html"), 0o644); err != nil {
		t.Fatal(err)
	}
	b := newTab(t)
	b.size(360, 700)
	b.open(alone.file("pack.html"))
	var lost []string
	b.eval(`Array.from(document.querySelectorAll('a[href^="#"]')).map(a => a.getAttribute('href')).filter(h => !document.getElementById(h.slice(1)))`, &lost)
	if len(lost) > 0 {
		t.Errorf("links lead nowhere: %v", lost)
	}
	var ids int
	b.eval(`document.querySelectorAll('[id]').length - new Set(Array.from(document.querySelectorAll('[id]'), e => e.id)).size`, &ids)
	if ids != 0 {
		t.Errorf("%d IDs are there twice", ids)
	}
	var out []string
	b.eval(`Array.from(document.querySelectorAll('a[href]')).map(a => a.getAttribute('href')).filter(h => !/^(#|https?:|tel:|sms:|mailto:)/.test(h))`, &out)
	if len(out) > 0 {
		t.Errorf("links lead to files beside it: %v", out)
	}
	for _, c := range []struct{ words, want string }{
		{"clinic", "نورثبانك"}, {"عيادة", "نورثبانك"}, {"docter", ""}, {"٠٨٠٨ ١٥٧ ٠١٩٢", "0808 157 0192"}, {"08081570192", "0808 157 0192"},
	} {
		b.find(c.words)
		if hits := b.text(".results"); hits == "" || !strings.Contains(hits, c.want) {
			t.Errorf("looking for %s finds %q", c.words, hits)
		}
	}
	b.click(".results a")
	b.until(`document.querySelector(":target") !== null`)
	b.find("xyzzy")
	if b.text(".found") == "" || b.text(".results") != "" {
		t.Error("it does not say that nothing was found")
	}
	var font string
	b.eval("getComputedStyle(document.querySelector('.band')).backgroundColor", &font)
	if font == "rgba(0, 0, 0, 0)" {
		t.Error("the style is not allowed by the policy")
	}
	for _, a := range b.asked() {
		if a != alone.file("pack.html") && !strings.HasPrefix(a, "data:") {
			t.Errorf("asked for %s", a)
		}
	}
	for _, w := range b.wrong() {
		t.Errorf("the console says: %s", w)
	}
}

// find writes words into the field of an edition in one file, and asks.
func (b *tab) find(words string) {
	b.t.Helper()
	b.eval(fmt.Sprintf(`(() => { const f = document.querySelector('.search form'); f.querySelector('input').value = %q; f.dispatchEvent(new Event('submit', {cancelable: true})); })()`, words), nil)
}

// On a host the policy of the headers joins that of the page.
func TestOneFileOpensUnderThePolicyOfTheHost(t *testing.T) {
	s := fixtureSite(t)
	h := serveSite(t, s)
	policy := regexp.MustCompile(`Content-Security-Policy: (.*)`).FindSubmatch(s.read(t, "_headers"))
	if policy == nil {
		t.Fatal("_headers has no policy")
	}
	h.policy = string(policy[1])
	b := newTab(t)
	for _, l := range []string{"en", "ar", "ur"} {
		b.open(h.at("northbank/" + l + "/pack.html"))
		b.until(`!document.querySelector('.search').hidden`)
		b.open(h.at("northbank/" + l + "/index.html"))
	}
	b.save(h, edition)
	for _, w := range b.wrong() {
		t.Errorf("the console says: %s", w)
	}
}

// packed is how many bytes go over the network for files of a site.
func packed(t *testing.T, s *site, paths ...string) int {
	t.Helper()
	sum := 0
	for _, p := range paths {
		var b bytes.Buffer
		z := gzip.NewWriter(&b)
		z.Write(s.read(t, p))
		if err := z.Close(); err != nil {
			t.Fatal(err)
		}
		sum += b.Len()
	}
	return sum
}

var fetched = regexp.MustCompile(`<(?:link rel="stylesheet" href|script src)="([^"]*)"`)

// firstView is what a browser fetches to show a page, fonts aside: a reader's device has them, or shows the page
// without until they come.
func firstView(t *testing.T, s *site, page string) []string {
	t.Helper()
	files := []string{page}
	for _, m := range fetched.FindAllSubmatch(s.read(t, page), -1) {
		files = append(files, path.Join(path.Dir(page), string(m[1])))
	}
	return files
}

func TestPagesAreLight(t *testing.T) {
	s := ownSite(t)
	const kB = 1024
	budget := map[string]int{"home": 14 * kB, "guide": 14 * kB, "service": 14 * kB}
	worst := map[string]string{}
	for _, l := range []string{"en", "ar", "ur", "ti"} {
		for _, p := range s.pages(t, "newham/"+l) {
			kind := string(bodyKind.FindSubmatch(s.read(t, p))[1])
			if old, ok := worst[kind]; !ok || packed(t, s, p) > packed(t, s, old) {
				worst[kind] = p
			}
		}
	}
	for kind, p := range worst {
		most := 30 * kB
		if m, ok := budget[kind]; ok {
			most = m
		}
		files := firstView(t, s, p)
		n := packed(t, s, files...)
		t.Logf("first view of the heaviest %s: %.1f kB (%s; %d files)", kind, float64(n)/kB, p, len(files))
		if n > most {
			t.Errorf("%s: %d bytes, the budget is %d: %v", p, n, most, files)
		}
	}
	scripts, err := filepath.Glob(filepath.Join(s.dir, "assets", "*.js"))
	if err != nil || len(scripts) < 2 {
		t.Fatal(err, scripts)
	}
	sum := 0
	for _, p := range scripts {
		n := packed(t, s, "assets/"+filepath.Base(p))
		t.Logf("%s: %.1f kB", filepath.Base(p), float64(n)/kB)
		sum += n
	}
	if n := packed(t, s, "assets/start.js"); n > 600 {
		t.Errorf("start.js, which every page loads: %d bytes", n)
	}
	worker := packed(t, s, "sw.js") // no page loads it; it is installed when something is saved
	t.Logf("all scripts of pages: %.1f kB; the service worker: %.1f kB", float64(sum)/kB, float64(worker)/kB)
	if sum > 20*kB || worker > 3*kB {
		t.Errorf("scripts of pages: %d bytes, the budget is %d; the service worker: %d, %d", sum, 20*kB, worker, 3*kB)
	}
	for _, l := range []string{"en", "ar", "ti"} {
		n := packed(t, s, "newham/"+l+"/search-index.js")
		t.Logf("search index %s: %.1f kB", l, float64(n)/kB)
		if n > 60*kB {
			t.Errorf("search index %s: %d bytes, the budget is %d", l, n, 60*kB)
		}
	}
}

// The preview makes what is to be taken away without the packs.
func TestFilesToTakeAwayAreSmall(t *testing.T) {
	snapshot, err := build.Take(build.Options{Site: os.DirFS("../.."), Today: today, Boroughs: []string{"newham"}, Langs: []string{"ur", "ti", "uk"}})
	if err != nil || snapshot.Diags.HasErrors() {
		t.Fatal(err, snapshot.Diags)
	}
	p := build.NewPreview(snapshot)
	for _, l := range []string{"ur", "ti", "uk"} {
		for name, most := range map[string]int{"pack.html": 1_000_000, "offline.zip": 2_000_000} {
			b, err := p.File("newham/" + l + "/" + name)
			if err != nil {
				t.Fatal(err)
			}
			t.Logf("%s: %s %d kB", l, name, len(b)/1000)
			if len(b) > most {
				t.Errorf("%s: %s has %d bytes, and may have %d", l, name, len(b), most)
			}
		}
	}
}
