package output

import (
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
)

// A tree is the files of a folder by path; a symbolic link's text is "-> " and its target.
type tree map[string]string

func read(t *testing.T, dir string) tree {
	t.Helper()
	got := tree{}
	err := filepath.WalkDir(dir, func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		rel, _ := filepath.Rel(dir, p)
		rel = filepath.ToSlash(rel)
		if d.Type() == fs.ModeSymlink {
			target, err := os.Readlink(p)
			got[rel] = "-> " + target
			return err
		}
		b, err := os.ReadFile(p)
		got[rel] = string(b)
		return err
	})
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		t.Fatal(err)
	}
	return got
}

func write(t *testing.T, dir string, files tree) {
	t.Helper()
	for p, text := range files {
		at := filepath.Join(dir, filepath.FromSlash(p))
		if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
}

// put builds files into dist.
func put(d *disk, files tree) (Summary, error) {
	s, err := open(d, "dist")
	if err != nil {
		return Summary{}, err
	}
	defer s.Discard()
	for _, p := range slices.Sorted(maps.Keys(files)) {
		if err := s.Put(p, []byte(files[p])); err != nil {
			return Summary{}, err
		}
	}
	return s.Commit()
}

func mustPut(t *testing.T, dir string, files tree) Summary {
	t.Helper()
	sum, err := put(&disk{dir: dir}, files)
	if err != nil {
		t.Fatal(err)
	}
	return sum
}

// same compares dist with what it should hold besides the manifest, and the parent with dist alone.
func same(t *testing.T, dir string, want tree) {
	t.Helper()
	got := read(t, filepath.Join(dir, "dist"))
	delete(got, manifestName)
	if !maps.Equal(got, want) {
		t.Errorf("dist holds %q, want %q", got, want)
	}
	es, err := os.ReadDir(dir)
	if err != nil {
		t.Fatal(err)
	}
	for _, e := range es {
		if strings.HasPrefix(e.Name(), ".dist") {
			t.Errorf("%s is left beside dist", e.Name())
		}
	}
}

var (
	siteA = tree{"index.html": "old", "newham/en/index.html": "same", "newham/en/guides/gp.html": "old gp", "newham/ti/a.html": "gone"}
	siteB = tree{"index.html": "new", "newham/en/index.html": "same", "newham/en/guides/gp.html": "new gp", "lambeth/en/index.html": "more"}
)

func TestBuildReplacesOwnFilesAndKeepsForeignOnes(t *testing.T) {
	dir := t.TempDir()
	dist := filepath.Join(dir, "dist")
	write(t, dist, tree{".gitignore": "*\n"})
	mustPut(t, dir, siteA)
	write(t, dist, tree{"CNAME": "pack.example", "newham/photos/door.jpg": "jpeg"})
	if err := os.Mkdir(filepath.Join(dist, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.Symlink("elsewhere", filepath.Join(dist, "link")); err != nil {
		t.Fatal(err)
	}
	sum := mustPut(t, dir, siteB)
	if want := (Summary{Written: 3, Unchanged: 1, Removed: 1}); sum != want {
		t.Errorf("summary %+v, want %+v", sum, want)
	}
	want := maps.Clone(siteB)
	maps.Copy(want, tree{".gitignore": "*\n", "CNAME": "pack.example", "newham/photos/door.jpg": "jpeg", "link": "-> elsewhere"})
	same(t, dir, want)
	if _, err := os.Stat(filepath.Join(dist, "empty")); err != nil {
		t.Error("the empty foreign folder is gone")
	}
	if _, err := os.Stat(filepath.Join(dist, "newham/ti")); err == nil {
		t.Error("a folder of ours stays though all in it went")
	}
}

func TestNothingChangedWritesNothing(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	wrote := 0
	d := &disk{dir: dir, fault: func(op, p string) error { wrote++; return nil }}
	sum, err := put(d, siteA)
	if err != nil || sum.Written != 0 || sum.Unchanged != len(siteA) || wrote != 0 {
		t.Errorf("%+v, %v after %d changes, want none", sum, err, wrote)
	}
}

func TestUnchangedFileKeepsItsInode(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	at := filepath.Join(dir, "dist/newham/en/index.html")
	before, err := os.Stat(at)
	if err != nil {
		t.Fatal(err)
	}
	mustPut(t, dir, siteB)
	after, err := os.Stat(at)
	if err != nil || !os.SameFile(before, after) || !after.ModTime().Equal(before.ModTime()) {
		t.Errorf("an unchanged file was written again (%v)", err)
	}
}

func TestFileSystemWithoutHardLinks(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	write(t, filepath.Join(dir, "dist"), tree{"CNAME": "pack.example"})
	if _, err := put(&disk{dir: dir, noLink: true}, siteB); err != nil {
		t.Fatal(err)
	}
	want := maps.Clone(siteB)
	want["CNAME"] = "pack.example"
	same(t, dir, want)
}

func TestFileThatSomebodyChangedIsWrittenAgain(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	write(t, filepath.Join(dir, "dist"), tree{"newham/en/index.html": "SAME"})
	mustPut(t, dir, siteA)
	same(t, dir, siteA)
}

func TestStaleFileThatSomebodyChangedStays(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	write(t, filepath.Join(dir, "dist"), tree{"newham/ti/a.html": "my notes"})
	mustPut(t, dir, siteB)
	want := maps.Clone(siteB)
	want["newham/ti/a.html"] = "my notes"
	same(t, dir, want)
}

func TestForeignFileIsNotOverwritten(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	write(t, filepath.Join(dir, "dist"), tree{"lambeth/en/index.html": "mine"})
	if _, err := put(&disk{dir: dir}, siteB); err == nil || !strings.Contains(err.Error(), "lambeth/en/index.html") {
		t.Errorf("error %v does not name the foreign file", err)
	}
	want := maps.Clone(siteA)
	want["lambeth/en/index.html"] = "mine"
	same(t, dir, want)
}

func TestForeignNamesInTheWay(t *testing.T) {
	for _, c := range []struct{ foreign, ours string }{
		{"Guides/x", "guides/y"}, {"a", "a/b"}, {"a/b", "a"}, {"GP.html", "gp.html"},
	} {
		dir := t.TempDir()
		mustPut(t, dir, tree{"index.html": "1"})
		write(t, filepath.Join(dir, "dist"), tree{c.foreign: "mine"})
		if _, err := put(&disk{dir: dir}, tree{"index.html": "1", c.ours: "2"}); err == nil || !strings.Contains(err.Error(), "move") {
			t.Errorf("foreign %s beside ours %s: error %v", c.foreign, c.ours, err)
		}
		same(t, dir, tree{"index.html": "1", c.foreign: "mine"})
	}
}

func TestKeptFilesOfTheLastBuildStay(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	s, err := open(&disk{dir: dir}, "dist")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Put("index.html", []byte("new")); err != nil {
		t.Fatal(err)
	}
	for _, p := range s.Previous() {
		if strings.HasPrefix(p, "newham/en/") && !s.Keep(p) {
			t.Errorf("%s cannot be kept", p)
		}
	}
	if s.Keep("newham/en/nothing.html") {
		t.Error("a file that never was is kept")
	}
	if sum, err := s.Commit(); err != nil || sum != (Summary{Written: 1, Unchanged: 2, Removed: 1}) {
		t.Errorf("%+v, %v", sum, err)
	}
	want := maps.Clone(siteA)
	want["index.html"] = "new"
	delete(want, "newham/ti/a.html")
	same(t, dir, want)
	if sum := mustPut(t, dir, want); sum.Written != 0 {
		t.Errorf("kept files are not in the manifest: %+v", sum)
	}
}

func TestSecondBuildIsRefused(t *testing.T) {
	dir := t.TempDir()
	s, err := Open(filepath.Join(dir, "dist"), Limits{})
	if err != nil {
		t.Fatal(err)
	}
	if _, err := Open(filepath.Join(dir, "dist"), Limits{}); !errors.Is(err, ErrBusy) {
		t.Errorf("error %v, want %v", err, ErrBusy)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	mustPut(t, dir, siteA)
	same(t, dir, siteA)
}

func TestDiscardLeavesNothing(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	s, err := open(&disk{dir: dir}, "dist")
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Put("index.html", []byte("half")); err != nil {
		t.Fatal(err)
	}
	if err := s.Discard(); err != nil {
		t.Fatal(err)
	}
	same(t, dir, siteA)
	if _, err := s.Commit(); err == nil {
		t.Error("a discarded stage was committed")
	}
}

func TestPutFromManyGoroutines(t *testing.T) {
	dir := t.TempDir()
	want := tree{}
	for i := range 200 {
		want[fmt.Sprintf("b%d/en/guides/g%d.html", i%7, i)] = strings.Repeat("x", i)
	}
	s, err := open(&disk{dir: dir}, "dist")
	if err != nil {
		t.Fatal(err)
	}
	var wg sync.WaitGroup
	for p, text := range want {
		wg.Go(func() {
			if err := s.Put(p, []byte(text)); err != nil {
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if _, err := s.Commit(); err != nil {
		t.Fatal(err)
	}
	same(t, dir, want)
}

func TestRefusedFolders(t *testing.T) {
	dir, err := filepath.EvalSymlinks(t.TempDir())
	if err != nil {
		t.Fatal(err)
	}
	site := filepath.Join(dir, "home/site")
	write(t, dir, tree{"home/site/content/site.yaml": "", "full/photo.jpg": "", "file": "", "foreign/build.json": "{}"})
	if err := os.Symlink(site, filepath.Join(dir, "way")); err != nil {
		t.Fatal(err)
	}
	for name, to := range map[string]string{"empty-way": "empty", "lost-way": "nowhere"} {
		if err := os.Symlink(filepath.Join(dir, to), filepath.Join(dir, name)); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Mkdir(filepath.Join(dir, "empty"), 0o755); err != nil {
		t.Fatal(err)
	}
	limits := Limits{Around: []string{filepath.Join(dir, "home"), site}, Outside: []string{filepath.Join(site, "content"), filepath.Join(site, "themes")}}
	for _, c := range []struct{ out, why string }{
		{"/", "itself"}, {dir, "holds"}, {filepath.Join(dir, "home"), "holds"}, {site, "holds"}, {filepath.Join(dir, "way"), "holds"},
		{filepath.Join(site, "content/dist"), "lies in"}, {filepath.Join(site, "themes"), "lies in"},
		{filepath.Join(dir, "way/themes/x/y"), "lies in"}, {filepath.Join(site, ".git/x"), "git"}, {"", "no output"},
		{filepath.Join(dir, "full"), "photo.jpg"}, {filepath.Join(dir, "file"), "not a folder"}, {filepath.Join(dir, "foreign"), "build.json"},
		{filepath.Join(dir, "empty-way"), "is a link to"}, {filepath.Join(dir, "lost-way") + "/", "is a link to"},
	} {
		s, err := Open(c.out, limits)
		if err == nil {
			s.Discard()
		}
		if err == nil || !strings.Contains(err.Error(), c.why) {
			t.Errorf("%s: error %v, want one with %q", c.out, err, c.why)
		}
	}
	s, err := Open(filepath.Join(dir, "way/dist"), limits)
	if err != nil {
		t.Fatal(err)
	}
	s.Discard()
}

func TestPathsThatNoFileSystemMayGet(t *testing.T) {
	bad := []string{"", "/x", "../x", "a/../b", "a/./b", "a//b", "a/", `a\b`, "c:x", "con", "aux.html", "a/COM1.txt", "lpt¹", "nul .x",
		"a.", "a ", " a", "a\x00", "a\nb", "a\u202eb", "a\u200b", "a?b", "\xff", strings.Repeat("a", 256)}
	for _, p := range bad {
		if CheckPath(p) == nil {
			t.Errorf("%q passed", p)
		}
	}
	for _, p := range []string{"index.html", "a/b.c/d", ".gitignore", "com10", "company.html", "تجربة/ü.html", strings.Repeat("a", 255)} {
		if err := CheckPath(p); err != nil {
			t.Error(err)
		}
	}
}

func TestPathsThatCollideNameBoth(t *testing.T) {
	for _, c := range [][2]string{{"gp.html", "GP.html"}, {"a/x", "A/y"}, {"caf\u00e9", "cafe\u0301"}, {"a", "a/b"}, {"a/b", "a"}, {"x", "x"}, {"straße", "STRASSE"}} {
		dir := t.TempDir()
		s, err := open(&disk{dir: dir}, "dist")
		if err != nil {
			t.Fatal(err)
		}
		if err := s.Put(c[0], nil); err != nil {
			t.Fatal(err)
		}
		err = s.Put(c[1], nil)
		if err == nil || !strings.Contains(err.Error(), fmt.Sprintf("%q", c[1])) || !strings.Contains(err.Error(), fmt.Sprintf("%q", c[0])) {
			t.Errorf("%q: error %v", c, err)
		}
		if _, err := s.Commit(); err == nil {
			t.Errorf("%q: committed after a failure", c)
		}
		if _, err := os.Stat(filepath.Join(dir, "dist")); err == nil {
			t.Errorf("%q: dist was made", c)
		}
	}
}

func TestFolderAndFileOfOneNameSwapPlaces(t *testing.T) {
	dir := t.TempDir()
	mustPut(t, dir, tree{"a": "file", "b/c": "in folder"})
	mustPut(t, dir, tree{"a/d": "in folder", "b": "file"})
	same(t, dir, tree{"a/d": "in folder", "b": "file"})
}

func TestDistIsReadableByOthersAsBefore(t *testing.T) {
	if runtime.GOOS == "windows" {
		t.Skip("Windows has no modes")
	}
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	if err := os.Chmod(filepath.Join(dir, "dist"), 0o711); err != nil {
		t.Fatal(err)
	}
	mustPut(t, dir, siteB)
	if info, err := os.Stat(filepath.Join(dir, "dist")); err != nil || info.Mode().Perm() != 0o711 {
		t.Errorf("mode %v, %v", info.Mode(), err)
	}
}
