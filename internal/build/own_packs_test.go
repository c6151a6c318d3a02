package build_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"welcomepack/internal/uatest"
	"welcomepack/internal/view"
)

// TestOwnPacksAreAccessible walks all packs of the repository's own site, in each variant: each passes the checks of PDF/UA-1
// and qpdf's, and is no larger than a phone with little data bears.
func TestOwnPacksAreAccessible(t *testing.T) {
	t.Parallel()
	site := ownSite(t)
	qpdf := tool(t, "qpdf")
	packs := 0
	err := filepath.WalkDir(site.dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".pdf" {
			return err
		}
		packs++
		t.Run(d.Name(), func(t *testing.T) {
			t.Parallel()
			b, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, fault := range uatest.Faults(b) {
				t.Error(fault)
			}
			if qpdf == "" {
				return
			}
			if said, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
				t.Errorf("qpdf: %v\n%s", err, said)
			}
		})
		return nil
	})
	if err != nil || packs == 0 || packs != site.result.Packs+1 { // and the page for a board
		t.Errorf("%d packs of %d found: %v", packs, site.result.Packs, err)
	}
}

// TestOwnPacksFitThePost: a standard pack takes at most 50 kB a page, 1.5 MB for thirty, fonts with it.
func TestOwnPacksFitThePost(t *testing.T) {
	site, c := ownSite(t), ownCatalog(t)
	for _, e := range ownEditions(c) {
		for _, x := range view.Variants(c.Lens(e)) {
			b, err := os.ReadFile(filepath.Join(site.dir, string(e.Borough), string(e.Lang), view.VariantFile(e, x)))
			if err != nil {
				t.Fatal(err)
			}
			d, err := uatest.Open(b)
			if err != nil {
				t.Fatal(err)
			}
			if err := d.EnsurePageCount(); err != nil {
				t.Fatal(err)
			}
			if most := 1_500_000 / 30 * max(d.PageCount, 30); len(b) > most {
				t.Errorf("%s: %d bytes for %d pages, at most %d are allowed", view.VariantFile(e, x), len(b), d.PageCount, most)
			}
		}
	}
}

// tool returns the path of a program, empty where it is not installed; where CI is set that is a failure.
func tool(t *testing.T, name string) string {
	t.Helper()
	path, err := exec.LookPath(name)
	if err != nil && os.Getenv("CI") == "true" {
		t.Fatalf("CI needs %s: %v", name, err)
	}
	return path
}

// TestOwnNumbersReadBack reads the standard packs with PDFium, pdf.js and MuPDF: each phone number of the edition is there,
// as it is written.
func TestOwnNumbersReadBack(t *testing.T) {
	t.Parallel()
	const readers = root + "/.ci/readers"
	if _, err := os.Stat(readers + "/node_modules/mupdf"); err != nil || tool(t, "node") == "" {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v: CI needs Node and, in .ci/readers, npm ci --omit=optional", err)
		}
		t.Skip("install Node and run npm ci --omit=optional in .ci/readers")
	}
	site, c := ownSite(t), ownCatalog(t)
	args := []string{readers + "/read.mjs"}
	for _, e := range ownEditions(c) {
		args = append(args, filepath.Join(site.dir, string(e.Borough), string(e.Lang), view.PackFile(e)))
	}
	b, err := exec.Command("node", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]map[string]string
	if err := json.Unmarshal(b[max(bytes.IndexByte(b, '{'), 0):], &read); err != nil {
		t.Fatal(err)
	}
	for i, e := range ownEditions(c) {
		for reader, files := range read {
			for _, n := range phones(c.Lens(e)) {
				if !strings.Contains(files[args[i+1]], n) {
					t.Errorf("%s, %s: the number %s is not in the text", view.PackFile(e), reader, n)
				}
			}
		}
	}
}
