package intake

import (
	"bytes"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"welcomepack/internal/diag"
	"welcomepack/internal/fields"
	"welcomepack/internal/source"
)

// handWritten is every listing of the repository's own site.
func handWritten(t *testing.T) map[string][]byte {
	t.Helper()
	var paths []string
	for _, glob := range []string{"../../content/shared/listings/*.yaml", "../../content/boroughs/*/listings/*.yaml"} {
		more, err := filepath.Glob(glob)
		if err != nil {
			t.Fatal(err)
		}
		paths = append(paths, more...)
	}
	files := map[string][]byte{}
	for _, p := range paths {
		b, err := os.ReadFile(p)
		if err != nil {
			t.Fatal(err)
		}
		files[p] = b
	}
	if len(files) < 100 {
		t.Fatalf("only %d listings", len(files))
	}
	return files
}

func readNode(t *testing.T, src []byte) fields.Node {
	t.Helper()
	var ds diag.List
	n, ok := fields.Read(&ds, (&source.Set{}).Add("x.yaml", src), src)
	if !ok {
		t.Fatalf("cannot be read: %v\n%s", ds, src)
	}
	return n
}

func TestListingsAreWrittenAsByHand(t *testing.T) {
	same, all := 0, 0
	for p, src := range handWritten(t) {
		n := readNode(t, src)
		printed := listingStyle.Print(n)
		if readNode(t, printed).Canonical() != n.Canonical() {
			t.Errorf("%s: says something else when it is printed:\n%s", p, printed)
		}
		was, is := strings.Split(string(src), "\n"), strings.Split(string(printed), "\n")
		for i := range min(len(was), len(is)) {
			all++
			if was[i] == is[i] {
				same++
			} else if testing.Verbose() {
				t.Logf("%s:%d\n-%s\n+%s", p, i+1, was[i], is[i])
			}
		}
	}
	if same*100 < all*97 {
		t.Errorf("%d of %d lines are as by hand", same, all)
	}
}

// paths lists the paths of all fields and entries of a listing.
func paths(n fields.Node, holder string) []fields.Path {
	var out []fields.Path
	for i, c := range n.Nodes {
		step, below := "", holder
		if n.Kind == fields.Fields {
			step, below = n.Keys[i], n.Keys[i]
		} else if name := listingStyle.Names[holder]; name != "" {
			step = c.Get(name).Text
		}
		if step == "" {
			continue
		}
		out = append(out, fields.Path{step})
		for _, p := range paths(c, below) {
			out = append(out, append(fields.Path{step}, p...))
		}
	}
	return out
}

// An edit changes what it is asked to and nothing else, and keeps every comment.
func TestEditsChangeOneThingAndKeepComments(t *testing.T) {
	files := handWritten(t)
	var names []string
	for p := range files {
		names = append(names, p)
	}
	slices.Sort(names)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range 1500 {
		src := commented(files[names[i%len(names)]], r)
		n := readNode(t, src)
		all := paths(n, "")
		p := all[r.IntN(len(all))]
		if len(p) == 1 && p[0] == "organisation" || slices.Contains([]string{"service", "place", "ref"}, p[len(p)-1]) {
			continue
		}
		var v fields.Node
		switch r.IntN(4) {
		case 0:
			v = fields.TextNode("New words: " + strconv.Itoa(i))
		case 1:
			v = fields.Texts("one", "two")
		case 2: // taken away
		case 3:
			p = append(slices.Clone(p[:len(p)-1]), "details")
			if len(p) != 3 {
				continue
			}
			v = fields.TextNode("Added")
		}
		if at, ok := listingStyle.At(n, p); ok && at.Kind == fields.Fields && !v.IsZero() {
			v = fields.FieldsNode(at.Keys[0], at.Nodes[0], "details", v)
		}
		out, err := listingStyle.Edit(src, p, v)
		if err != nil {
			t.Fatal(err)
		}
		got := readNode(t, out)
		at, ok := listingStyle.At(got, p)
		if v.IsZero() == ok || ok && at.Canonical() != v.Canonical() {
			t.Fatalf("%v was set to %s and is %s\n%s", p, v.Canonical(), at.Canonical(), out)
		}
		for _, other := range all {
			if apart(other, p) {
				was, _ := listingStyle.At(n, other)
				is, ok := listingStyle.At(got, other)
				if !ok || was.Canonical() != is.Canonical() {
					t.Fatalf("setting %v changed %v\n%s\n%s", p, other, src, out)
				}
			}
		}
		if !v.IsZero() && bytes.Count(out, []byte("# c")) < bytes.Count(src, []byte("# c")) {
			t.Fatalf("setting %v lost a comment\n%s\n%s", p, src, out)
		}
	}
}

// apart tells whether neither path leads to or through the other.
func apart(a, b fields.Path) bool {
	for i := range min(len(a), len(b)) {
		if a[i] != b[i] {
			return true
		}
	}
	return false
}

// commented puts comments into a listing.
func commented(src []byte, r *rand.Rand) []byte {
	var b bytes.Buffer
	for line := range strings.Lines(string(src)) {
		if r.IntN(4) == 0 && strings.TrimSpace(line) != "" {
			b.WriteString(line[:len(line)-len(strings.TrimLeft(line, " "))] + "# c above\n")
		}
		b.WriteString(line)
	}
	return b.Bytes()
}
