package output

import (
	"errors"
	"flag"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"runtime"
	"strconv"
	"testing"
	"time"
)

var kills = flag.Int("kills", 40, "how often a build is killed at any moment, over all ways")

// ways are the two ways dist is exchanged.
var ways = []struct {
	name       string
	noExchange bool
}{{"one step", false}, {"two renames", true}}

// whole says which of the two sites dist is, with the foreign file; anything else is a failure.
func whole(t *testing.T, dir, when string) tree {
	t.Helper()
	got := read(t, filepath.Join(dir, "dist"))
	if got["CNAME"] != "pack.example" {
		t.Fatalf("%s: the foreign file is gone or changed: %q", when, got)
	}
	delete(got, "CNAME")
	text, ok := got[manifestName]
	delete(got, manifestName)
	m, err := readManifest([]byte(text))
	if !ok || err != nil {
		t.Fatalf("%s: the manifest is broken: %v", when, err)
	}
	for _, site := range []tree{siteA, siteB} {
		if maps.Equal(got, site) {
			if len(m.Files) != len(site) {
				t.Fatalf("%s: the manifest is of another build", when)
			}
			return site
		}
	}
	t.Fatalf("%s: dist is neither the old nor the new site: %q", when, got)
	return nil
}

func ready(t *testing.T) string {
	t.Helper()
	dir := t.TempDir()
	mustPut(t, dir, siteA)
	write(t, filepath.Join(dir, "dist"), tree{"CNAME": "pack.example"})
	return dir
}

func TestFaultAtEachChangeLeavesDistWhole(t *testing.T) {
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			failed := 0
			for n := 1; ; n++ {
				dir := ready(t)
				count := 0
				d := &disk{dir: dir, noExchange: way.noExchange, fault: func(op, p string) error {
					if count++; count == n {
						return errors.New("no space left")
					}
					return nil
				}}
				_, err := put(d, siteB)
				when := "fault " + strconv.Itoa(n)
				got := whole(t, dir, when)
				if err == nil && !maps.Equal(got, siteB) {
					t.Fatalf("%s: no error, but the old site", when)
				}
				mustPut(t, dir, siteB)
				want := maps.Clone(siteB)
				want["CNAME"] = "pack.example"
				same(t, dir, want)
				if count < n {
					break
				}
				failed++
			}
			if failed < 10 {
				t.Errorf("only %d changes could fail", failed)
			}
		})
	}
}

// The child of the kill tests: with WELCOMEPACK_KILL_AT it ends itself at its nth change, else it builds the
// two sites by turns until it is killed.
func TestMain(m *testing.M) {
	dir := os.Getenv("WELCOMEPACK_KILL_DIR")
	if dir == "" {
		flag.Parse()
		os.Exit(m.Run())
	}
	runtime.LockOSThread() // strace counts the calls of each thread
	at, _ := strconv.Atoi(os.Getenv("WELCOMEPACK_KILL_AT"))
	count := 0
	d := func() *disk {
		return &disk{dir: dir, noExchange: os.Getenv("WELCOMEPACK_KILL_WAY") == "two renames", fault: func(op, p string) error {
			if count++; count == at {
				self, _ := os.FindProcess(os.Getpid())
				self.Kill()
				select {}
			}
			return nil
		}}
	}
	for i := 0; i < 1 || at == 0; i++ {
		if _, err := put(d(), []tree{siteB, siteA}[i%2]); err != nil {
			os.Stderr.WriteString(err.Error() + "\n")
			os.Exit(1)
		}
	}
	os.Exit(0)
}

func child(dir, way string, at int) *exec.Cmd {
	c := exec.Command(os.Args[0])
	c.Env = append(os.Environ(), "WELCOMEPACK_KILL_DIR="+dir, "WELCOMEPACK_KILL_WAY="+way, "WELCOMEPACK_KILL_AT="+strconv.Itoa(at))
	return c
}

// settled lets the next run look at what a killed one left: with two renames dist may be away until then.
func settled(t *testing.T, dir, when string) {
	t.Helper()
	s, err := open(&disk{dir: dir}, "dist")
	if err != nil {
		t.Fatalf("%s: %v", when, err)
	}
	whole(t, dir, when)
	if err := s.Discard(); err != nil {
		t.Fatalf("%s: %v", when, err)
	}
}

func TestKillAtEachChangeLeavesDistWhole(t *testing.T) {
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			killed := 0
			for n := 1; ; n++ {
				dir := ready(t)
				out, err := child(dir, way.name, n).CombinedOutput()
				when := "kill " + strconv.Itoa(n)
				if !way.noExchange {
					whole(t, dir, when)
				}
				settled(t, dir, when)
				if err == nil {
					break
				}
				if len(out) > 0 {
					t.Fatalf("%s: %s", when, out)
				}
				mustPut(t, dir, siteB)
				want := maps.Clone(siteB)
				want["CNAME"] = "pack.example"
				same(t, dir, want)
				killed++
			}
			if killed < 10 {
				t.Errorf("killed only %d times", killed)
			}
		})
	}
}

func TestKillAtAnyMomentLeavesDistWhole(t *testing.T) {
	for _, way := range ways {
		t.Run(way.name, func(t *testing.T) {
			dir := ready(t)
			for i := range *kills / len(ways) {
				c := child(dir, way.name, 0)
				if err := c.Start(); err != nil {
					t.Fatal(err)
				}
				timer := time.AfterFunc(time.Duration(15+i*i%37)*time.Millisecond, func() { c.Process.Kill() })
				c.Wait()
				timer.Stop()
				if !way.noExchange {
					whole(t, dir, "kill "+strconv.Itoa(i))
				}
				settled(t, dir, "kill "+strconv.Itoa(i))
			}
		})
	}
}
