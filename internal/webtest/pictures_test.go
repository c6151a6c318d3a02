package webtest

import (
	"context"
	"flag"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/chromedp"

	"welcomepack/internal/build"
	"welcomepack/internal/needs"
)

var update = flag.Bool("update", false, "make the pictures of docs/images again")

// pictures are those of the guides in docs/ that are taken of pages. A picture begins at the element at top.
var pictures = []struct {
	name, page    string
	width, height int64
	top           string
	before        string // a script to run first
}{
	{"start.png", "index.html", 900, 620, "body", ""},
	{"service.png", "newham/en/services/nhs-111.html", 420, 700, "main", ""},
	{"print.png", "newham/en/print.html", 900, 760, "main", ""},
}

// TestPicturesOfGuidesAreOfTheRealThing opens the pages that the guides in docs/ show. With -update it takes the pictures
// anew: go test ./internal/webtest -run TestPictures -update
func TestPicturesOfGuidesAreOfTheRealThing(t *testing.T) {
	site := ownSite(t)
	for _, p := range pictures {
		b := newTab(t)
		b.run(chromedp.EmulateViewport(p.width, p.height))
		b.open(site.file(p.page))
		if p.before != "" {
			b.eval(p.before, nil)
		}
		var y float64
		b.eval("document.querySelector('"+p.top+"').getBoundingClientRect().top + scrollY", &y)
		var shot []byte
		b.run(chromedp.ActionFunc(func(ctx context.Context) (err error) {
			shot, err = page.CaptureScreenshot().WithClip(&page.Viewport{Y: y, Width: float64(p.width), Height: float64(p.height), Scale: 1}).WithCaptureBeyondViewport(true).Do(ctx)
			return err
		}))
		keep(t, p.name, shot)
	}
}

// TestPictureOfABilingualPack takes a page of a pack, in which both sides can point at the same line.
func TestPictureOfABilingualPack(t *testing.T) {
	tool := needs.Program(t, "pdftoppm", "apt install poppler-utils")
	r := build.Request{Borough: "newham", Lang: "ar", Variant: "bilingual", Guides: []string{"health"}}
	snap, err := build.Take(r.Options(build.Options{Site: os.DirFS("../.."), Today: today}))
	if err != nil {
		t.Fatal(err)
	}
	_, pdf, err := snap.Print(r)
	if err != nil {
		t.Fatal(err)
	}
	dir := t.TempDir()
	if err := os.WriteFile(filepath.Join(dir, "pack.pdf"), pdf, 0o644); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-layout", filepath.Join(dir, "pack.pdf"), "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	at := slices.IndexFunc(strings.Split(string(text), "\f"), func(p string) bool { return strings.Contains(p, "GMS1") })
	if at < 0 {
		t.Fatal("the guide is not in the pack")
	}
	number := strconv.Itoa(at + 1)
	out := filepath.Join(dir, "page")
	c := exec.Command(tool, "-png", "-r", "60", "-singlefile", "-f", number, "-l", number, filepath.Join(dir, "pack.pdf"), out)
	if said, err := c.CombinedOutput(); err != nil {
		t.Fatalf("%v: %s", err, said)
	}
	shot, err := os.ReadFile(out + ".png")
	if err != nil {
		t.Fatal(err)
	}
	keep(t, "bilingual.png", shot)
}

const imagesFolder = "../../docs/images"

// keep puts a picture into docs/images, or makes sure that there is one and that a page shows it.
func keep(t *testing.T, name string, shot []byte) {
	t.Helper()
	if *update {
		if err := os.WriteFile(filepath.Join(imagesFolder, name), shot, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := os.Stat(filepath.Join(imagesFolder, name)); err != nil {
		t.Errorf("%v: take it with -update", err)
	}
	pages, err := filepath.Glob("../../docs/*.md")
	if err != nil {
		t.Fatal(err)
	}
	shown := slices.ContainsFunc(pages, func(p string) bool {
		b, err := os.ReadFile(p)
		return err == nil && strings.Contains(string(b), "(images/"+name+")")
	})
	if !shown {
		t.Errorf("no page of docs shows %s", name)
	}
}
