package build

import (
	"fmt"
	"io"
	"maps"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// A Why says what a file of the output folder was made of, and why it was made again, last time.
type Why struct {
	Path  string
	Reads []string // what it alone, and some others, are made of: files, or folders with a slash at their end
	Base  []string // what every file of the edition is made of
	Cause string   // what changed before it was made; empty where it was made because it was not there
	Day   string   // of the build that made it
	Since []string // which of these files have changed since that build
}

// An Untraced is a file of which no build has noted what it is made of.
type Untraced struct{ Path string }

func (u *Untraced) Error() string {
	return fmt.Sprintf("no build with a cache has made %s in an edition's folder", u.Path)
}

// Explain tells of a file by its path in the output folder. The error is an [Untraced], or the machine's.
func Explain(o Options, path string) (*Why, error) {
	e, ok := editionOfPath(path)
	if !ok {
		return nil, &Untraced{path}
	}
	t := readTrace(o.Cache, e)
	f := t.find(path)
	if f == nil {
		return nil, &Untraced{path}
	}
	w := &Why{Path: path, Cause: f.Why, Day: f.Day}
	for _, i := range f.Reads {
		if i >= 0 && i < len(t.Reads) {
			w.Reads = append(w.Reads, t.Reads[i].Shown...)
		}
	}
	for n, d := range t.Base {
		if d != "" {
			w.Base = append(w.Base, strings.TrimSuffix(n, "*"))
		}
	}
	slices.Sort(w.Reads)
	slices.Sort(w.Base)
	in, err := scan(o.Site, o.Jobs)
	if err != nil {
		return nil, err
	}
	if last := readSite(o); len(last.inputs) > 0 {
		for _, p := range in.differing(last.inputs) {
			if slices.ContainsFunc(slices.Concat(w.Reads, w.Base), func(n string) bool { return p == n || strings.HasSuffix(n, "/") && strings.HasPrefix(p, n) }) {
				w.Since = append(w.Since, p)
			}
		}
	}
	return w, nil
}

// Print writes it for people.
func (w *Why) Print(to io.Writer) error {
	var b strings.Builder
	b.WriteString(w.Path + "\n")
	list := func(head string, names []string) {
		if len(names) > 0 {
			b.WriteString(head + "\n")
			for _, n := range names {
				b.WriteString("  " + n + "\n")
			}
		}
	}
	list("is made of", w.Reads)
	list("and, as all of this edition, of", w.Base)
	fmt.Fprintf(&b, "it was made on %s: %s\n", w.Day, w.Cause)
	list("these have changed since, so the next build looks whether to make it again:", w.Since)
	_, err := io.WriteString(to, b.String())
	return err
}

// editionOfPath returns the edition in whose folder a file of dist lies.
func editionOfPath(path string) (catalog.Edition, bool) {
	parts := strings.Split(path, "/")
	if len(parts) < 3 {
		return catalog.Edition{}, false
	}
	tag, ok := lang.Parse(parts[1])
	return catalog.Edition{Borough: model.ID(parts[0]), Lang: tag}, ok && string(tag) == parts[1]
}

// TracedFiles lists the files of an edition that were traced, so that a slip in a path can be told.
func TracedFiles(o Options, path string) []string {
	e, ok := editionOfPath(path)
	if !ok {
		return nil
	}
	return slices.Sorted(maps.Keys(readTrace(o.Cache, e).files))
}
