package load

import (
	"bytes"
	"flag"
	"io/fs"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

const wantName = "want"

// TestMistakesAreExplained loads the files of each case and compares everything that is printed. A case without a
// site.yaml gets a plain one.
func TestMistakesAreExplained(t *testing.T) {
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) < 45 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(path)
			if err != nil {
				t.Fatal(err)
			}
			fsys, want := fstest.MapFS{}, -1
			for i, f := range a.Files {
				if f.Name == wantName {
					want = i
					continue
				}
				fsys[f.Name] = &fstest.MapFile{Data: f.Data}
			}
			got := []byte(printed(t, withSite(fsys)))
			if *update {
				if want < 0 {
					a.Files = append(a.Files, txtar.File{Name: wantName})
					want = len(a.Files) - 1
				}
				a.Files[want].Data = got
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if want < 0 {
				t.Fatal("the case has no -- want -- section: run with -update and read what it says")
			}
			if !bytes.Equal(got, a.Files[want].Data) {
				t.Errorf("got\n%s\nwant\n%s", got, a.Files[want].Data)
			}
		})
	}
}

// TestGoldenFilesAreUsed fails for a file in testdata that no test reads.
func TestGoldenFilesAreUsed(t *testing.T) {
	err := fs.WalkDir(os.DirFS("testdata"), ".", func(path string, e fs.DirEntry, err error) error {
		if path == "fuzz" { // what fuzzers found, which they read themselves
			return fs.SkipDir
		}
		if err == nil && !e.IsDir() && (filepath.Ext(path) != ".txtar" || strings.Contains(path, "/")) {
			t.Errorf("no test reads testdata/%s", path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
}

const plainSite = "title: Welcome pack\npublisher: Volunteers\nlanguages: [en, ar]\nboroughs: [newham]\nemergency: [emergency-999]\n"

func withSite(fsys fstest.MapFS) fstest.MapFS {
	if fsys["content/site.yaml"] == nil {
		fsys["content/site.yaml"] = &fstest.MapFile{Data: []byte(plainSite)}
	}
	if fsys["content/boroughs/newham/borough.yaml"] == nil && strings.Contains(string(fsys["content/site.yaml"].Data), "boroughs: [newham]") {
		fsys["content/boroughs/newham/borough.yaml"] = &fstest.MapFile{Data: []byte("borough: newham\nname: Newham\n")}
	}
	return fsys
}

func printed(t *testing.T, fsys fs.FS) string {
	t.Helper()
	files := &source.Set{}
	_, ds, err := Load(fsys, files)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	if err := ds.Print(&b, files); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

// TestOwnContentLoads reads the repository's own site, which has no mistake of this stage.
func TestOwnContentLoads(t *testing.T) {
	const root = "../.."
	if _, err := os.Stat(root + "/content/site.yaml"); err != nil {
		t.Fatal(err)
	}
	files := &source.Set{}
	site, ds, err := Load(os.DirFS(root), files)
	if err != nil {
		t.Fatal(err)
	}
	if ds.HasErrors() {
		var b strings.Builder
		ds.Print(&b, files)
		t.Errorf("the repository's content has mistakes:\n%s", b.String())
	}
	if len(site.Shared.Listings) == 0 || len(site.Boroughs) == 0 || len(site.Categories) == 0 {
		t.Errorf("read %d shared listings, %d boroughs, %d categories", len(site.Shared.Listings), len(site.Boroughs), len(site.Categories))
	}
}
