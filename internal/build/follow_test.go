package build

import (
	"bytes"
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync/atomic"
	"testing"

	"welcomepack/internal/lang"
)

// printed is what a snapshot has to say, as people see it.
func printed(s *Snapshot) string {
	var b strings.Builder
	s.Diags.Print(&b, s.Files)
	return b.String()
}

// samePages compares pages of all kinds of some editions.
func samePages(t *testing.T, step string, got, want *Snapshot) {
	t.Helper()
	a, b := NewPreview(got), NewPreview(want)
	paths := []string{"404.html"}
	if got.Whole() { // before, it is not known how far translations are
		paths = append(paths, "index.html", "northbank/index.html")
	}
	for _, e := range want.editions {
		if e.Lang != lang.English && e.Lang != "ar" {
			continue
		}
		dir := folder(e)
		ed, err := newEdition(want.theme, want.fonts, want.catalog.Lens(e))
		if err != nil {
			t.Fatal(err)
		}
		for _, x := range ed.targets {
			paths = append(paths, x.Path)
		}
		paths = append(paths, dir+"/search-index.js", string(e.Borough)+"/data/services.csv")
	}
	for _, p := range paths {
		x, errX := a.File(p)
		y, errY := b.File(p)
		if fmt.Sprint(errX) != fmt.Sprint(errY) || !bytes.Equal(x, y) {
			t.Fatalf("%s: %s is not as a reading from nothing has it (%v, %v)", step, p, errX, errY)
		}
	}
}

// Random edits of any file, followed and read from nothing: the same is said, and the same pages are made.
func TestFollowingSaysAndShowsWhatReadingFromNothingDoes(t *testing.T) {
	dir := t.TempDir()
	if err := os.CopyFS(dir, os.DirFS("testdata/site")); err != nil {
		t.Fatal(err)
	}
	first := map[string][]byte{}
	for _, root := range inputRoots {
		filepath.WalkDir(filepath.Join(dir, root), func(p string, d os.DirEntry, err error) error {
			if err == nil && d.Type().IsRegular() {
				rel, _ := filepath.Rel(dir, p)
				first[filepath.ToSlash(rel)], _ = os.ReadFile(p)
			}
			return nil
		})
	}
	names := slices.Sorted(maps.Keys(first))
	o := Options{Site: os.DirFS(dir), Today: today}
	f := &Follower{}
	r := rand.New(rand.NewPCG(7, 9))
	sound, broken := 0, false
	var parts []part
	touched := map[string]bool{}
	for step := range 40 {
		var changed []string
		if step > 0 {
			changed = slices.Sorted(maps.Keys(touched))
			for _, name := range changed { // as it was, so that there are sites without mistakes too
				if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), first[name], 0o644); err != nil {
					t.Fatal(err)
				}
			}
			clear(touched)
		}
		if step > 0 && !broken {
			for range 1 + r.IntN(3) {
				name := mutate(t, r, dir, names, first)
				touched[name] = true
				changed = append(changed, name)
			}
		}
		what := fmt.Sprint("step ", step, " ", changed)
		if step%3 == 0 { // as it is when the program starts, at times with a change before all was read
			f = &Follower{}
			for _, s := range opened(t, what, f, o, r.IntN(3)) {
				parts = append(parts, part{s, what})
			}
			changed = []string{}
		}
		quick, err := f.Read(o, changed)
		if err != nil {
			t.Fatal(what, err)
		}
		whole, err := f.Examine(quick, new(atomic.Bool))
		if err != nil {
			t.Fatal(what, err)
		}
		want, err := Take(o)
		if err != nil {
			t.Fatal(what, err)
		}
		if got, want := printed(whole), printed(want); got != want {
			t.Fatalf("%s: says\n%s\ninstead of\n%s", what, got, want)
		}
		if quick.Diags.HasErrors() && !want.Diags.HasErrors() {
			t.Fatalf("%s: the quick reading finds mistakes that are none:\n%s", what, printed(quick))
		}
		if broken = want.Diags.HasErrors(); !broken {
			sound++
			samePages(t, what, quick, want)
			samePages(t, what, whole, want)
			for _, p := range parts {
				samePart(t, p.what, p.snapshot, want)
			}
		}
		parts = nil
	}
	if sound < 12 {
		t.Errorf("only %d steps left a site without mistakes", sound)
	}
}

// A part is a snapshot of a site that was not read whole.
type part struct {
	snapshot *Snapshot
	what     string
}

// opened opens a site and reads some boroughs of it, for one of which somebody waits.
func opened(t *testing.T, what string, f *Follower, o Options, boroughs int) (all []*Snapshot) {
	t.Helper()
	s, err := f.Open(o)
	if err != nil {
		t.Fatal(what, err)
	}
	all = append(all, s)
	if s.Diags.HasErrors() {
		return nil
	}
	if _, err := NewPreview(s).File("southbank/ar/index.html"); err != ErrNotYet {
		t.Fatalf("%s: a borough that was not read says %v", what, err)
	}
	for more := true; more && boroughs > 0; boroughs-- {
		if s, more, err = f.OpenNext(o); err != nil {
			t.Fatal(what, err)
		}
		if s != nil {
			all = append(all, s)
		}
	}
	return all
}

// samePart wants a site that was read in part to have no other pages than the whole one, but for what is still to come.
func samePart(t *testing.T, step string, got, want *Snapshot) {
	t.Helper()
	a, b := NewPreview(got), NewPreview(want)
	for _, e := range want.editions {
		ed, err := newEdition(want.theme, want.fonts, want.catalog.Lens(e))
		if err != nil {
			t.Fatal(err)
		}
		made := 0
		for _, x := range ed.targets {
			p, err := a.File(x.Path)
			if err == ErrNotYet {
				continue
			}
			made++
			if q, _ := b.File(x.Path); err != nil || !bytes.Equal(p, q) {
				t.Fatalf("%s: %s is not as the whole site has it (%v)", step, x.Path, err)
			}
		}
		if read := !a.bare(e.Borough); read != (made == len(ed.targets)) {
			t.Fatalf("%s: %s has %d of %d pages", step, folder(e), made, len(ed.targets))
		}
	}
	if p, err := a.File("404.html"); err != nil {
		t.Fatal(step, err)
	} else if q, _ := b.File("404.html"); !bytes.Equal(p, q) {
		t.Fatalf("%s: 404.html is not as the whole site has it", step)
	}
	for _, p := range []string{"index.html", "northbank/index.html"} {
		if _, err := a.File(p); err != nil {
			t.Fatal(step, p, err)
		}
	}
}

// mutate changes a file: words, a number, a line less, its absence, or as it was at first. It returns its path.
func mutate(t *testing.T, r *rand.Rand, dir string, names []string, first map[string][]byte) string {
	t.Helper()
	name := names[r.IntN(len(names))]
	at := filepath.Join(dir, filepath.FromSlash(name))
	text, err := os.ReadFile(at)
	if err != nil {
		text = first[name]
	}
	lines := strings.SplitAfter(string(text), "\n")
	i := r.IntN(len(lines))
	switch r.IntN(6) {
	case 0:
		lines[i] = strings.Replace(lines[i], "the ", "the very ", 1)
	case 1:
		lines[i] = strings.Replace(lines[i], "0", "5", 1)
	case 2:
		lines = slices.Delete(lines, i, i+1)
	case 3:
		if name != "content/site.yaml" {
			if err := os.Remove(at); err != nil && !os.IsNotExist(err) {
				t.Fatal(err)
			}
			return name
		}
	default:
		lines[i] = strings.Replace(lines[i], "a", "e", 1)
	}
	if err := os.WriteFile(at, []byte(strings.Join(lines, "")), 0o644); err != nil {
		t.Fatal(err)
	}
	return name
}

// A look that was stopped leaves nothing half done: the next one finds all there is.
func TestStoppedLookIsTakenUpAgain(t *testing.T) {
	o := Options{Site: os.DirFS("testdata/site"), Today: today}
	f := &Follower{}
	s, err := f.Read(o, nil)
	if err != nil {
		t.Fatal(err)
	}
	var stop atomic.Bool
	stop.Store(true)
	if whole, err := f.Examine(s, &stop); whole != nil || err != nil {
		t.Fatalf("a look that was stopped returns %v, %v", whole, err)
	}
	stop.Store(false)
	whole, err := f.Examine(s, &stop)
	if err != nil {
		t.Fatal(err)
	}
	want, err := Take(o)
	if err != nil || printed(whole) != printed(want) {
		t.Errorf("says %s instead of %s (%v)", printed(whole), printed(want), err)
	}
}
