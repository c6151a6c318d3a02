package markdown

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"slices"
	"testing"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// bodyOf returns where the Markdown of a test's page starts.
func bodyOf(src []byte) int {
	if !bytes.HasPrefix(src, []byte("---")) {
		return 0
	}
	i := bytes.Index(src, []byte("\n---"))
	return i + 4 + bytes.IndexByte(src[i+4:], '\n') + 1
}

// read returns a page's blocks, and what was said as people see it.
func read(t testing.TB, src []byte) ([]doc.Block, diag.List, string) {
	var files source.Set
	id := files.Add("guide.md", src)
	var ds diag.List
	blocks := Guide(&ds, id, src, bodyOf(src), "guide.md")
	var out bytes.Buffer
	if err := ds.Sorted(&files).Print(&out, &files); err != nil {
		t.Fatal(err)
	}
	return blocks, ds, out.String()
}

func TestGuidesReadAsTheGoldenFilesSay(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no golden files", err)
	}
	for _, path := range paths {
		t.Run(filepath.Base(path), func(t *testing.T) { golden(t, path) })
	}
	all, err := os.ReadDir("testdata")
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range all {
		if f.Name() != "fuzz" && !slices.Contains(paths, filepath.Join("testdata", f.Name())) {
			t.Errorf("testdata/%s has no test", f.Name())
		}
	}
}

func golden(t *testing.T, path string) {
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if len(a.Files) != 3 {
		t.Fatal("want guide.md, want, tree")
	}
	blocks, _, said := read(t, a.Files[0].Data)
	got := []string{said, doc.Dump(blocks)}
	for i, g := range got {
		if !*update && g != string(a.Files[i+1].Data) {
			t.Errorf("%s: got\n%s\nwant\n%s", a.Files[i+1].Name, g, a.Files[i+1].Data)
		}
		a.Files[i+1].Data = []byte(g)
	}
	if *update {
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}
