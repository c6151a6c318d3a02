package build_test

import (
	"os"
	"strings"
	"testing"

	"welcomepack/internal/build"
	"welcomepack/internal/uatest"
)

// TestTheBoardGetsOnePage: the summary of the repository's own site stands on one tagged page.
func TestTheBoardGetsOnePage(t *testing.T) {
	snap, err := build.Take(build.Options{Site: os.DirFS(root), Today: ownToday})
	if err != nil || snap.Diags.HasErrors() {
		t.Fatal(err, snap.Diags)
	}
	b, err := snap.BoardPage()
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range uatest.Faults(b) {
		t.Error(fault)
	}
	d, err := uatest.Open(b)
	if err == nil {
		err = d.EnsurePageCount()
	}
	if err != nil || d.PageCount != 1 {
		t.Errorf("%d pages, %v", d.PageCount, err)
	}
}

// TestReportsCanBeReadFromADisk: what the report command writes holds the pages with their styles.
func TestReportsCanBeReadFromADisk(t *testing.T) {
	snap, err := build.Take(build.Options{Site: os.DirFS("testdata/site"), Today: ownToday})
	if err != nil || snap.Diags.HasErrors() {
		t.Fatal(err, snap.Diags)
	}
	files, err := snap.Reports()
	if err != nil {
		t.Fatal(err)
	}
	paths := map[string]bool{}
	for _, f := range files {
		paths[f.Path] = true
		if strings.HasSuffix(f.Path, ".html") && !strings.Contains(string(f.Bytes), `<meta name="robots" content="noindex">`) {
			t.Errorf("search engines may list %s", f.Path)
		}
	}
	for _, p := range []string{"report/index.html", "report/gaps.html", "report/tally.html", "report/reports.json", "report/owners-owners.csv", "assets/style.css", "assets/report.css"} {
		if !paths[p] {
			t.Errorf("there is no %s", p)
		}
	}
}
