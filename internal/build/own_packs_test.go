package build_test

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/build"
	"welcomepack/internal/catalog"
	"welcomepack/internal/uatest"
	"welcomepack/internal/view"
)

// TestOwnPacksAreAccessible makes all packs of the repository's own site, in each variant (where CI is not set, those of
// one borough): each passes the checks of
// PDF/UA-1 and qpdf's, and each reader finds each phone number of an edition in its standard pack, as it is written.
func TestOwnPacksAreAccessible(t *testing.T) {
	out := t.TempDir()
	o := build.Options{Site: os.DirFS(root), Today: ownToday, Out: out}
	if os.Getenv("CI") != "true" {
		o.Boroughs = []string{"newham"}
	}
	r, err := build.Build(o)
	if err != nil || r.Diags.HasErrors() {
		t.Fatal(err, r.Diags)
	}
	qpdf := tool(t, "qpdf")
	packs := 0
	err = filepath.WalkDir(out, func(path string, d fs.DirEntry, err error) error {
		if err != nil || filepath.Ext(path) != ".pdf" {
			return err
		}
		packs++
		b, err := os.ReadFile(path)
		if err != nil {
			return err
		}
		for _, fault := range uatest.Faults(b) {
			t.Errorf("%s: %s", d.Name(), fault)
		}
		if qpdf == "" {
			return nil
		}
		if said, err := exec.Command(qpdf, "--check", path).CombinedOutput(); err != nil {
			t.Errorf("%s: qpdf: %v\n%s", d.Name(), err, said)
		}
		return nil
	})
	if err != nil || packs == 0 {
		t.Errorf("%d packs checked: %v", packs, err)
	}
	t.Run("numbers", func(t *testing.T) { numbersReadBack(t, out, o.Boroughs) })
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

// numbersReadBack reads the standard packs with PDFium, pdf.js and MuPDF.
func numbersReadBack(t *testing.T, out string, boroughs []string) {
	const readers = root + "/.ci/readers"
	if _, err := os.Stat(readers + "/node_modules/mupdf"); err != nil || tool(t, "node") == "" {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%v: CI needs Node and, in .ci/readers, npm ci --omit=optional", err)
		}
		t.Skip("install Node and run npm ci --omit=optional in .ci/readers")
	}
	c := ownCatalog(t)
	args := []string{readers + "/read.mjs"}
	editions := slices.DeleteFunc(slices.Clone(c.Editions()), func(e catalog.Edition) bool {
		return boroughs != nil && !slices.Contains(boroughs, string(e.Borough))
	})
	for _, e := range editions {
		args = append(args, filepath.Join(out, string(e.Borough), string(e.Lang), view.PackFile(e)))
	}
	b, err := exec.Command("node", args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	var read map[string]map[string]string
	if err := json.Unmarshal(b[max(bytes.IndexByte(b, '{'), 0):], &read); err != nil {
		t.Fatal(err)
	}
	for i, e := range editions {
		for reader, files := range read {
			for _, n := range phones(c.Lens(e)) {
				if !strings.Contains(files[args[i+1]], n) {
					t.Errorf("%s, %s: the number %s is not in the text", view.PackFile(e), reader, n)
				}
			}
		}
	}
}
