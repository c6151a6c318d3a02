package build

import (
	"encoding/json"
	"maps"
	"slices"
	"strings"

	"welcomepack/internal/cache"
	"welcomepack/internal/catalog"
	"welcomepack/internal/output"
)

// A trace says of each file of an edition what it was made of, so that the next build can tell which to make again, and
// people can ask why one was. It is kept in the cache, the last one of each edition: it holds digests of all it speaks
// of, so it may be of another site, or of an older one, and is never wrong.
type trace struct {
	Base  map[string]digest `json:"base"`  // what every file depends on
	Reads []read            `json:"reads"` // what some depend on
	Files []traced          `json:"files"`
	Full  digest            `json:"full"` // of everything that any file of the edition depends on

	reads map[string]int
	files map[string]int
}

// A read is something that a lens was asked for, as it was then.
type read struct {
	Name   string   `json:"name"`
	Digest digest   `json:"digest"`
	Shown  []string `json:"shown"` // as people know it: files, and folders with a slash at their end
}

// A traced is one file of an edition.
type traced struct {
	Path  string     `json:"path"`
	Kind  string     `json:"kind"`
	SHA   output.Sum `json:"sha256"`
	Size  int        `json:"size"`
	Time  int64      `json:"time"`  // when the file was written, as the disk says, so that one that was changed since is seen
	Reads []int      `json:"reads"` // in the trace's reads
	Why   string     `json:"why"`   // what made it be made, last time
	Day   string     `json:"day"`   // when that was
}

// The kinds of traced files: pages, packs, what else is made to be taken away, and the rest.
const (
	pageKind = "page"
	packKind = "pack"
	awayKind = "away"
	dataKind = "data"
)

const traceVersion = "trace 1"

func traceKey(e catalog.Edition) cache.Key {
	return cache.KeyOf(traceVersion, string(e.Borough), string(e.Lang))
}

// readTrace returns the last trace of an edition; one that is not there, or that cannot be read, is empty.
func readTrace(c *cache.Cache, e catalog.Edition) *trace {
	t := &trace{}
	if b, ok := c.Get(traceKey(e)); ok && json.Unmarshal(b, t) != nil {
		*t = trace{}
	}
	t.files = make(map[string]int, len(t.Files))
	for i, f := range t.Files {
		t.files[f.Path] = i
	}
	return t
}

func (t *trace) write(c *cache.Cache, e catalog.Edition) error {
	b, err := json.Marshal(t)
	if err != nil {
		panic("build: " + err.Error())
	}
	return c.Put(traceKey(e), b)
}

// find returns what is known of a file, nil for nothing.
func (t *trace) find(path string) *traced {
	if i, ok := t.files[path]; ok {
		return &t.Files[i]
	}
	return nil
}

// newTrace begins the trace of an edition as things are now.
func newTrace(d *editionDigests) *trace {
	return &trace{Base: d.base(), Full: d.full(everything), reads: map[string]int{}}
}

// add notes a file that was made or kept. Reads are what its lens was asked for.
func (t *trace) add(d *editionDigests, f traced, reads []string) {
	f.Reads = []int{}
	for _, n := range slices.Sorted(slices.Values(reads)) {
		i, ok := t.reads[n]
		if !ok {
			i = len(t.Reads)
			t.reads[n] = i
			t.Reads = append(t.Reads, read{n, d.read(n), d.shownRead(n)})
		}
		f.Reads = append(f.Reads, i)
	}
	t.Files = append(t.Files, f)
}

// names returns what a file was made of by the names that lenses know.
func (t *trace) names(f *traced) []string {
	var out []string
	for _, i := range f.Reads {
		if i >= 0 && i < len(t.Reads) {
			out = append(out, t.Reads[i].Name)
		}
	}
	return out
}

// changed says what a file is made of that is no longer as it was, nothing where it is still true. The names are those of
// files, or plain words.
func (t *trace) changed(f *traced, d *editionDigests, base map[string]digest) []string {
	var out []string
	for _, n := range slices.Sorted(maps.Keys(base)) {
		if t.Base[n] != base[n] {
			out = append(out, n)
		}
	}
	for n := range t.Base {
		if _, ok := base[n]; !ok {
			out = append(out, n)
		}
	}
	for _, n := range t.names(f) {
		was := read{Digest: "none"}
		if i := slices.IndexFunc(t.Reads, func(r read) bool { return r.Name == n }); i >= 0 {
			was = t.Reads[i]
		}
		if was.Digest == d.read(n) {
			continue
		}
		switch now := d.shownRead(n); {
		case len(now) > 0:
			out = append(out, now...)
		case len(was.Shown) > 0: // a service that is closed is in no file of the borough's
			out = append(out, was.Shown...)
		default:
			out = append(out, n)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// because says in a few words what changed.
func because(changed []string) string {
	const most = 4
	if len(changed) == 0 {
		return "it was not there, or somebody had changed it"
	}
	for i, n := range changed {
		if strings.Contains(n, "/") || strings.HasPrefix(n, "the ") || n == "themes" {
			changed[i] = n + " changed"
		}
	}
	if len(changed) > most {
		changed = append(slices.Clone(changed[:most]), "more")
	}
	return strings.Join(changed, ", ")
}
