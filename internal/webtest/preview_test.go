package webtest

import (
	"context"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"welcomepack/internal/build"
	"welcomepack/internal/serve"
)

// A preview is a server of a copy of the small site, whose files a test may change.
type preview struct {
	t   *testing.T
	dir string
	url string
}

// startPreview serves for the time of a test. Its editor makes a file opened-<line> in the folder of the site.
func startPreview(t *testing.T) *preview {
	t.Helper()
	p := &preview{t: t, dir: filepath.Join(t.TempDir(), "site")}
	if err := os.CopyFS(p.dir, os.DirFS("../build/testdata/site")); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	go func() {
		ended <- serve.Run(ctx, serve.Options{
			Dir: p.dir, Editor: serve.Editor{"touch", filepath.Join(p.dir, "opened-{line}")},
			Build: func() build.Options { return build.Options{Site: os.DirFS(p.dir), Today: today} },
			Ready: func(url string) { ready <- url },
		})
	}()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Error(err)
		}
	})
	select {
	case p.url = <-ready:
	case err := <-ended:
		ended <- err
		t.Fatal(err)
	}
	return p
}

func (p *preview) edit(file, old, now string) {
	p.t.Helper()
	at := filepath.Join(p.dir, filepath.FromSlash(file))
	b, err := os.ReadFile(at)
	if err != nil || !strings.Contains(string(b), old) {
		p.t.Fatalf("%s has no %q (%v)", file, old, err)
	}
	if err := os.WriteFile(at, []byte(strings.Replace(string(b), old, now, 1)), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

const (
	clinicFile = "content/boroughs/northbank/listings/northbank-clinic.yaml"
	healthFile = "content/boroughs/northbank/guides/health.md"
)

func TestPreviewFollowsEditsAndKeepsItsPlace(t *testing.T) {
	b := newTab(t)
	p := startPreview(t)
	b.size(320, 300)
	b.open(p.url + "northbank/en/guides/health.html")
	b.eval(`scrollTo(0, 250); window.old = true`, nil)
	p.edit(healthFile, "takes everyone", "takes all who come")
	b.until(`document.body.textContent.includes("takes all who come")`)
	b.until(`Math.round(scrollY) === 250`)

	// What changes other pages alone leaves this one as it is.
	b.eval(`window.old = true`, nil)
	p.edit("content/boroughs/southbank/borough.yaml", "Southbank", "South Bank")
	other := newTab(t)
	other.open(p.url + "southbank/en/index.html")
	other.until(`document.body.textContent.includes("South Bank")`)
	var old bool
	if b.eval(`window.old === true`, &old); !old {
		t.Error("a page that nothing changed was loaded again")
	}
	if w := b.wrong(); len(w) > 0 {
		t.Errorf("the console has %q", w)
	}
}

func TestPreviewShowsMistakesUntilTheyAreMended(t *testing.T) {
	b := newTab(t)
	p := startPreview(t)
	b.open(p.url + "northbank/ar/services/northbank-clinic.html")
	p.edit(clinicFile, "020 7946 0018", "020 7946 001")
	b.until(`!!document.querySelector("#welcomepack-mistakes pre")`)
	words := b.text("#welcomepack-mistakes pre")
	if !strings.Contains(words, clinicFile+":") || !strings.Contains(words, "error: phone") || !strings.Contains(words, "^~") {
		t.Errorf("the box says %q", words)
	}
	var direction string
	if b.eval(`getComputedStyle(document.querySelector("#welcomepack-mistakes")).direction`, &direction); direction != "ltr" {
		t.Errorf("the box runs %s", direction)
	}
	p.edit(clinicFile, "020 7946 001", "020 7946 0257")
	b.until(`!document.querySelector("#welcomepack-mistakes") && document.body.textContent.includes("020 7946 0257")`)

	// A mistake of another file, which only a look at the whole finds.
	p.edit("translations/ar/shared.po", `msgstr "الطعام"`, `msgstr "الطعام 020 7946 0999"`)
	b.until(`(document.querySelector("#welcomepack-mistakes pre") || {textContent: ""}).textContent.includes("translations/ar/shared.po:")`)
	p.edit("translations/ar/shared.po", `msgstr "الطعام 020 7946 0999"`, `msgstr "الطعام"`)
	b.until(`!document.querySelector("#welcomepack-mistakes")`)
}

func TestPreviewNamesFileAndLineAndOpensAnEditor(t *testing.T) {
	b := newTab(t)
	p := startPreview(t)
	text, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(clinicFile)))
	if err != nil {
		t.Fatal(err)
	}
	before, _, _ := strings.Cut(string(text), "020 7946 0018")
	line := strings.Count(before, "\n") + 1
	b.open(p.url + "northbank/ar/services/northbank-clinic.html")
	for selector, file := range map[string]string{"h1": clinicFile, ".contact bdi": clinicFile} {
		var at string
		b.eval(`document.querySelector("main `+selector+`").dataset.at`, &at)
		if !strings.HasPrefix(at, file+":") {
			t.Errorf("%s is said to be at %q", selector, at)
		}
	}
	b.eval(`[...document.querySelectorAll("main .contact bdi")].find(x => x.textContent === "020 7946 0018").dispatchEvent(new MouseEvent("mouseover", {bubbles: true}))`, nil)
	b.until(`document.querySelector("#welcomepack-place").style.display === "block"`)
	b.eval(`document.querySelector("#welcomepack-place").click()`, nil)
	b.until(`document.querySelector("#welcomepack-place").textContent === "opened"`)
	opened := filepath.Join(p.dir, "opened-"+strconv.Itoa(line))
	for range 500 {
		if _, err = os.Stat(opened); err == nil {
			break
		}
		b.eval(`new Promise(done => setTimeout(done, 10))`, nil)
	}
	if err != nil {
		t.Error(err)
	}
	if w := b.wrong(); len(w) > 0 {
		t.Errorf("the console has %q", w)
	}
}
