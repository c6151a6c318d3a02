package main

import (
	"crypto/sha256"
	"io/fs"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"testing"
	"time"
)

// The same content makes the same bytes whoever builds it: elsewhere on the disk, in another time zone and locale, on
// more or fewer processors, with files that lie in another order, are of other ages and may be read by others.
func TestSameContentMakesTheSameBytesOnAnyMachine(t *testing.T) {
	program := filepath.Join(t.TempDir(), "welcomepack")
	if out, err := exec.Command("go", "build", "-o", program, ".").CombinedOutput(); err != nil {
		t.Fatalf("%v\n%s", err, out)
	}
	var first map[string][sha256.Size]byte
	for i, m := range []struct {
		folder, umask string
		env           []string
		args          []string
	}{
		{"site", "022", []string{"TZ=UTC", "LC_ALL=C", "GOMAXPROCS=1"}, []string{"--jobs", "1"}},
		{"päckchen für alle/日本", "077", []string{"TZ=Pacific/Kiritimati", "LC_ALL=tr_TR.UTF-8", "LANG=tr_TR.UTF-8", "GOMAXPROCS=7"}, []string{"--jobs", "8"}},
		{"a/b/c/d/e/f", "002", []string{"TZ=America/Los_Angeles", "LC_ALL=ar_EG.UTF-8", "GOMAXPROCS=2", "GOGC=10"}, []string{"--verify"}},
		{"other", "027", []string{"TZ=Asia/Kathmandu", "GOMAXPROCS=3"}, nil},
	} {
		dir := filepath.Join(t.TempDir(), filepath.FromSlash(m.folder))
		scatter(t, dir, rand.New(rand.NewPCG(uint64(i), 0)))
		c := exec.Command("sh", append([]string{"-c", `umask "$1"; shift; exec "$@"`, "sh", m.umask, program, "build", "--site", dir}, m.args...)...)
		c.Env = append([]string{"PATH=" + os.Getenv("PATH"), "HOME=" + t.TempDir(), "SOURCE_DATE_EPOCH=1795348800"}, m.env...)
		if out, err := c.CombinedOutput(); err != nil {
			t.Fatalf("%v: %v\n%s", m, err, out)
		}
		now := sums(t, filepath.Join(dir, "dist"))
		if first == nil {
			first = now
			if len(now) < 100 {
				t.Fatalf("only %d files were made", len(now))
			}
			continue
		}
		for p := range now {
			if _, ok := first[p]; !ok {
				t.Errorf("%s: only here there is %s", m.folder, p)
			}
		}
		for p, sum := range first {
			if now[p] != sum {
				t.Errorf("%s: %s has other bytes", m.folder, p)
			}
		}
	}
}

// scatter copies the small site file by file in a random order, each with a time of its own.
func scatter(t *testing.T, dir string, random *rand.Rand) {
	t.Helper()
	from := "../../internal/build/testdata/site"
	var paths []string
	err := fs.WalkDir(os.DirFS(from), ".", func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() {
			paths = append(paths, p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	random.Shuffle(len(paths), func(i, j int) { paths[i], paths[j] = paths[j], paths[i] })
	for _, p := range paths {
		write(t, dir, p, read(t, from, p))
		old := time.Unix(random.Int64N(2_000_000_000), random.Int64N(1_000_000_000))
		if err := os.Chtimes(filepath.Join(dir, p), old, old); err != nil {
			t.Fatal(err)
		}
	}
}
