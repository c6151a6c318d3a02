package build_test

import (
	"errors"
	"os"
	"slices"
	"strings"
	"sync"
	"testing"

	"welcomepack/internal/build"
	"welcomepack/internal/catalog"
)

// An ownDist is the repository's own site as it was built for the tests of this package: all of it where CI is set, else
// one borough.
type ownDist struct {
	dir    string
	result build.Result
}

// ownFolder is where the site is built, or empty: tests that do not ask for it do not wait for it.
var ownFolder string

// buildOwn builds the site once, when a test first asks for it.
var buildOwn = sync.OnceValues(func() (ownDist, error) {
	dir, err := os.MkdirTemp("", "welcomepack-own-")
	if err != nil {
		return ownDist{}, err
	}
	ownFolder = dir
	d := ownDist{dir: dir}
	o := build.Options{Site: os.DirFS(root), Today: ownToday, Out: dir, Boroughs: ownBoroughs()}
	if d.result, err = build.Build(o); err == nil && d.result.Diags.HasErrors() {
		var b strings.Builder
		d.result.Diags.Print(&b, d.result.Files)
		err = errors.New(b.String())
	}
	return d, err
})

func ownBoroughs() []string {
	if os.Getenv("CI") == "true" {
		return nil
	}
	return []string{"newham"}
}

func ownSite(t *testing.T) ownDist {
	t.Helper()
	d, err := buildOwn()
	if err != nil {
		t.Fatal(err)
	}
	return d
}

// ownEditions are those that [ownSite] has.
func ownEditions(c *catalog.Catalog) []catalog.Edition {
	return slices.DeleteFunc(slices.Clone(c.Editions()), func(e catalog.Edition) bool {
		only := ownBoroughs()
		return only != nil && !slices.Contains(only, string(e.Borough))
	})
}

// TestMain takes the built site away.
func TestMain(m *testing.M) {
	code := m.Run()
	if ownFolder != "" {
		os.RemoveAll(ownFolder)
	}
	os.Exit(code)
}
