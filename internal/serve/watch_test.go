package serve

import (
	"context"
	"errors"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"syscall"
	"testing"
)

func TestEmptyFileIsWaitedForOnce(t *testing.T) {
	at := filepath.Join(t.TempDir(), "gp.md")
	if err := os.WriteFile(at, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	p := &pending{paths: map[string]bool{}}
	p.note(at)
	if !p.again() || p.again() {
		t.Error("an empty file is to be waited for once")
	}
}

func TestBurstIsWaitedForLongerAndNotForEver(t *testing.T) {
	p := &pending{paths: map[string]bool{}}
	p.note("a")
	if d := p.wait(); d != quiet {
		t.Errorf("one event: wait %v", d)
	}
	for range burst {
		p.note("a")
	}
	if d := p.wait(); d != quietBurst {
		t.Errorf("many events: wait %v", d)
	}
	p.first = p.first.Add(-2 * longest)
	if d := p.wait(); d > quiet {
		t.Errorf("events without end: wait %v", d)
	}
}

func TestDigestsFollowFilesAndFolders(t *testing.T) {
	dir := t.TempDir()
	at := func(p string) string { return filepath.Join(dir, "content", p) }
	write := func(p, text string) {
		if err := os.MkdirAll(filepath.Dir(at(p)), 0o755); err != nil {
			t.Fatal(err)
		}
		if err := os.WriteFile(at(p), []byte(text), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write("a/x.md", "1")
	d := files{}
	w := watcher{dir: dir}
	root := []string{filepath.Join(dir, "content")}
	step := func(what string, paths []string, want bool) {
		t.Helper()
		if got := len(d.scan(w.matters, paths)) > 0; got != want {
			t.Errorf("%s: changed %v, want %v", what, got, want)
		}
	}
	step("first", root, true)
	step("again", root, false)
	write("a/x.md", "2")
	step("another file", []string{at("b")}, false)
	step("changed", []string{at("a/x.md")}, true)
	write("a/.x.md.swp", "3")
	step("an editor's file", root, false)
	write("ab/y.md", "4")
	step("a folder of a like name", []string{at("a")}, false)
	step("a new folder", []string{at("ab")}, true)
	if err := os.RemoveAll(at("a")); err != nil {
		t.Fatal(err)
	}
	step("a folder that went", []string{at("a")}, true)
	step("again", root, false)
}

func TestWithoutMoreWatchesItPollsAndSaysWhy(t *testing.T) {
	dir := t.TempDir()
	at := filepath.Join(dir, "content", "gp.md")
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte("1"), 0o644); err != nil {
		t.Fatal(err)
	}
	w, err := newWatcher(dir, false)
	if err != nil || w.polls() || w.why != nil {
		t.Fatalf("polls %v because of %v (%v)", w.polls(), w.why, err)
	}
	w.fallBack(syscall.ENOSPC) // as Linux says that there are no more
	if !w.polls() || !errors.Is(w.why, syscall.ENOSPC) || !strings.Contains(w.why.Error(), "max_user_watches") {
		t.Errorf("polls %v because of %v", w.polls(), w.why)
	}
	if err := os.WriteFile(at, []byte("2"), 0o644); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	var got []string
	err = w.run(ctx, func(changed []string) { got = changed; cancel() }, func(err error) { t.Error(err) })
	if err != nil || !slices.Equal(got, []string{"content/gp.md"}) {
		t.Errorf("%q changed, %v", got, err)
	}
}
