package output

import (
	"bytes"
	"crypto/sha256"
	"errors"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"

	"welcomepack/internal/needs"
)

// TestKillAtEachRenameLeavesDistWhole ends the build at each system call that renames, as the kernel sees it: no name
// of ours can be wrong about which calls those are.
func TestKillAtEachRenameLeavesDistWhole(t *testing.T) {
	strace := needs.Program(t, "strace", "apt install strace")
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			killed := 0
			for n := 1; ; n++ {
				dir := ready(t)
				build := child(dir, way.name, 1<<30)
				c := exec.Command(strace, append([]string{"-f", "-qq", "-o", os.DevNull, "-e", "trace=rename,renameat,renameat2",
					"-e", "inject=rename,renameat,renameat2:signal=SIGKILL:when=" + strconv.Itoa(n)}, build.Args...)...)
				c.Env = append(build.Env, "GOMAXPROCS=1")
				out, err := c.CombinedOutput()
				when := "kill at rename " + strconv.Itoa(n)
				if bytes.Contains(out, []byte("not permitted")) {
					t.Skip("this machine does not let strace look: ", string(out))
				}
				if !way.noExchange {
					whole(t, dir, when)
				}
				settled(t, dir, when)
				if err == nil {
					break
				}
				killed++
			}
			if want := map[bool]int{false: 1, true: 3}[way.noExchange]; killed < want {
				t.Errorf("killed at %d renames, want %d", killed, want)
			}
		})
	}
}

// TestFullDiskLeavesDistWhole builds an ever larger site into a disk of its own, of one MiB, until it no longer fits,
// whatever it is that does not fit: a file, a folder, the manifest, the journal.
func TestFullDiskLeavesDistWhole(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can mount a disk")
	}
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			disk1 := t.TempDir()
			if err := syscall.Mount("tmpfs", disk1, "tmpfs", 0, "size=1m"); err != nil {
				t.Skip("this machine cannot mount a disk: ", err)
			}
			defer syscall.Unmount(disk1, 0)
			mustPut(t, disk1, siteA)
			write(t, filepath.Join(disk1, "dist"), tree{"CNAME": "pack.example"})
			full := 0
			for filler := 0; filler <= 1<<20; filler += 4096 {
				if err := os.WriteFile(filepath.Join(disk1, "filler"), make([]byte, 1<<20-filler), 0o644); err != nil && !errors.Is(err, syscall.ENOSPC) {
					t.Fatal(err)
				}
				_, err := put(&disk{dir: disk1, noExchange: way.noExchange, noLink: true}, siteB)
				when := fmt.Sprintf("%d bytes free", filler)
				site := whole(t, disk1, when)
				if err == nil {
					if site["index.html"] != "new" {
						t.Fatalf("%s: the build succeeded, and dist is the old one", when)
					}
					break
				}
				if !errors.Is(err, syscall.ENOSPC) {
					t.Fatalf("%s: %v", when, err)
				}
				full++
				if left, _ := filepath.Glob(filepath.Join(disk1, ".dist.*")); len(left) > 0 {
					t.Fatalf("%s: %v is left beside dist", when, left)
				}
			}
			if full < 3 {
				t.Errorf("the disk was full only %d times", full)
			}
		})
	}
}

// TestLostPermissionLeavesDistWhole takes the right to write away from somebody who is not root, and from a disk.
func TestLostPermissionLeavesDistWhole(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can mount a disk")
	}
	at := t.TempDir()
	if err := syscall.Mount("tmpfs", at, "tmpfs", 0, "size=1m"); err != nil {
		t.Skip("this machine cannot mount a disk: ", err)
	}
	defer syscall.Unmount(at, 0)
	mustPut(t, at, siteA)
	write(t, filepath.Join(at, "dist"), tree{"CNAME": "pack.example"})
	if err := syscall.Mount("", at, "", syscall.MS_REMOUNT|syscall.MS_RDONLY, ""); err != nil {
		t.Skip(err)
	}
	if _, err := put(&disk{dir: at}, siteB); !errors.Is(err, syscall.EROFS) {
		t.Errorf("error %v", err)
	}
	if site := whole(t, at, "read-only"); site["index.html"] != "old" {
		t.Error("dist changed on a disk that can only be read")
	}
}

// TestReaderNeverSeesHalfASite reads dist by one open folder while it is built over and over.
func TestReaderNeverSeesHalfASite(t *testing.T) {
	dir := ready(t)
	c := child(dir, "one step", 0)
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	defer func() { c.Process.Kill(); c.Wait() }()
	sums := map[[32]byte]int{}
	for range 300 {
		root, err := os.OpenRoot(filepath.Join(dir, "dist"))
		if err != nil {
			t.Fatalf("for a moment there was no dist: %v", err)
		}
		var all strings.Builder
		for _, p := range []string{"index.html", "newham/en/guides/gp.html", manifestName} {
			b, err := root.ReadFile(p)
			all.Write(b)
			if err != nil {
				all.Reset() // swept away under the reader, who asks again
				break
			}
		}
		root.Close()
		if all.Len() > 0 {
			sums[sha256.Sum256([]byte(all.String()))]++
		}
	}
	if len(sums) > 2 || len(sums) == 0 {
		t.Errorf("a reader saw %d sites, want the old and the new one", len(sums))
	}
}
