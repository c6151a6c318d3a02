package load

import (
	"io/fs"
	"os"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/model"
)

// site is the site of the builder's tests, in memory.
func site(t *testing.T) fstest.MapFS {
	t.Helper()
	from, out := os.DirFS("../build/testdata/site"), fstest.MapFS{}
	err := fs.WalkDir(from, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(from, p)
		out[p] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// change replaces words in a file.
func change(t *testing.T, s fstest.MapFS, file, old, now string) {
	t.Helper()
	text := string(s[file].Data)
	if !strings.Contains(text, old) {
		t.Fatalf("%s has no %q", file, old)
	}
	s[file] = &fstest.MapFile{Data: []byte(strings.ReplaceAll(text, old, now))}
}

// next loads a site of which some files and the folders above them have changed.
func next(t *testing.T, l *Loader, only Only, changed ...string) *model.Site {
	t.Helper()
	l.Unchanged = func(path string) bool {
		for _, c := range changed {
			if c == path || strings.HasPrefix(c, path+"/") {
				return false
			}
		}
		return true
	}
	s, files, ds, err := l.Load(only)
	if err != nil || ds.HasErrors() {
		var b strings.Builder
		ds.Print(&b, files)
		t.Fatal(err, b.String())
	}
	return s
}

const (
	settings   = "content/site.yaml"
	clinicFile = "content/boroughs/northbank/listings/northbank-clinic.yaml"
)

// phone is the first number of the clinic.
func phone(t *testing.T, s *model.Site) string {
	t.Helper()
	for _, b := range s.Boroughs {
		for _, l := range b.Content.Listings {
			if l.ID.V == "northbank-clinic" {
				return string(l.Services[0].Phones[0].Number.V)
			}
		}
	}
	return ""
}

func TestBoroughIsReadAgainWhenItComesBack(t *testing.T) {
	s := site(t)
	l := &Loader{FS: s}
	before := phone(t, next(t, l, Only{}))
	change(t, s, settings, "[northbank, southbank]", "[southbank]")
	next(t, l, Only{}, settings)
	change(t, s, clinicFile, "020 7946 0018", "020 7946 0257")
	next(t, l, Only{}, clinicFile)
	change(t, s, settings, "[southbank]", "[northbank, southbank]")
	if after := phone(t, next(t, l, Only{}, settings)); before == "" || after == before || after == "" {
		t.Errorf("the number is %q after %q", after, before)
	}
}

func TestBareBoroughHasNoListingsUntilItIsRead(t *testing.T) {
	l := &Loader{FS: site(t)}
	bare := Only{Bare: func(b model.ID) bool { return b == "northbank" }}
	s := next(t, l, bare)
	if b := s.Boroughs[0]; !b.Bare || b.Name.IsZero() || len(b.Content.Listings)+len(b.Content.Guides) > 0 {
		t.Errorf("%v is not bare", b.ID.V)
	}
	if b := s.Boroughs[1]; b.Bare || len(b.Content.Listings) == 0 {
		t.Errorf("%v is bare", b.ID.V)
	}
	if s = next(t, l, Only{}); s.Boroughs[0].Bare || phone(t, s) == "" {
		t.Error("it stays bare")
	}
}
