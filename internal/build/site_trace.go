package build

import (
	"bytes"
	"encoding/binary"
	"encoding/json"
	"errors"
	"io/fs"
	"slices"
	"strings"
	"sync/atomic"

	"welcomepack/internal/cache"
	"welcomepack/internal/output"
	"welcomepack/internal/source"
)

// A siteTrace says what a build with some options made last: where nothing has changed since, there is nothing to do.
type siteTrace struct {
	Key       digest      `json:"key"` // of the inputs and all else that the build depends on
	Published output.Sum  `json:"published"`
	Diags     []savedDiag `json:"diags"`
	Boroughs  int         `json:"boroughs"`
	Langs     int         `json:"langs"`
	Pages     int         `json:"pages"`
	Packs     int         `json:"packs"`

	times  []int64 // see [output.Stage.Published]
	inputs inputs  // of the last build of any options; kept by itself
}

const siteVersion = "site 1"

// optionsKey names the site's trace: builds of other editions, or into other folders, have others.
func optionsKey(o Options) cache.Key {
	noPacks := ""
	if o.NoPacks {
		noPacks = "no packs"
	}
	return cache.KeyOf(siteVersion, o.Out, strings.Join(o.Boroughs, ","), strings.Join(tags(o.Langs), ","), noPacks)
}

// siteKey is the digest of everything that a build depends on.
func siteKey(in inputs, o Options) digest {
	return digestOf(string(in.whole()), o.Program, o.Today.String())
}

// inputsKey names the digests of the files of the last build into a folder, whatever its other options.
func inputsKey(o Options) cache.Key { return cache.KeyOf("inputs 1", o.Out) }

// readSite returns the last trace of builds with these options, empty where there is none. It is JSON, and then the
// times, eight bytes each.
func readSite(o Options) *siteTrace {
	t := &siteTrace{}
	b, ok := o.Cache.Get(optionsKey(o))
	head, tail, found := bytes.Cut(b, []byte{'\n'})
	if !ok || !found || json.Unmarshal(head, t) != nil || len(tail)%8 != 0 {
		t, tail = &siteTrace{}, nil
	}
	if b, ok := o.Cache.Get(inputsKey(o)); !ok || json.Unmarshal(b, &t.inputs) != nil {
		t.inputs = nil
	}
	for at := 0; at < len(tail); at += 8 {
		t.times = append(t.times, int64(binary.BigEndian.Uint64(tail[at:])))
	}
	return t
}

func (t *siteTrace) write(o Options) error {
	b, err := json.Marshal(t)
	if err != nil {
		panic("build: " + err.Error())
	}
	b = append(b, '\n')
	for _, n := range t.times {
		b = binary.BigEndian.AppendUint64(b, uint64(n))
	}
	in, err := json.Marshal(t.inputs)
	if err != nil {
		panic("build: " + err.Error())
	}
	return errors.Join(o.Cache.Put(optionsKey(o), b), o.Cache.Put(inputsKey(o), in))
}

// unchanged returns what the last build of these options said, where it would say and make the same again; ok is false
// where something differs, in the site or in the output folder.
func (t *siteTrace) unchanged(in inputs, o Options) (r Result, ok bool) {
	if t.Key == "" || t.Key != siteKey(in, o) {
		return r, false
	}
	dist, err := output.Look(o.Out)
	if err != nil || dist.Sum != t.Published || dist.Files != len(t.times) {
		return r, false
	}
	const chunk = 512
	var touched atomic.Bool
	each(o.Jobs, (dist.Files+chunk-1)/chunk, func(c int) {
		for i := c * chunk; i < min((c+1)*chunk, dist.Files) && !touched.Load(); i++ {
			if !dist.Intact(i, t.times[i]) {
				touched.Store(true)
			}
		}
	})
	if touched.Load() {
		return r, false
	}
	files := &source.Set{}
	r = Result{Files: files, Boroughs: t.Boroughs, Langs: t.Langs, Pages: t.Pages, Packs: t.Packs, Output: output.Summary{Unchanged: dist.Files}}
	r.Diags = replayed(t.Diags, rereader(o, files))
	return r, true
}

// rereader adds files that diagnostics speak of as they are asked for. One that cannot be read has no text.
func rereader(o Options, files *source.Set) func(path string, blank bool) source.FileID {
	type file struct {
		path  string
		blank bool
	}
	known := map[file]source.FileID{}
	return func(path string, blank bool) source.FileID {
		id, ok := known[file{path, blank}]
		if !ok {
			var text []byte
			if !blank {
				text, _ = fs.ReadFile(o.Site, path)
			}
			id = files.Add(path, text)
			known[file{path, blank}] = id
		}
		return id
	}
}

// named puts, for folders that changed, the files in them that did.
func (t *siteTrace) named(changed []string, d *digests) []string {
	if len(t.inputs) == 0 {
		return changed
	}
	var out []string
	for _, n := range changed {
		folder := strings.TrimSuffix(n, "*.yaml")
		if n == "themes" {
			folder = "themes/"
		}
		files := slices.DeleteFunc(d.differing(t.inputs), func(p string) bool { return !strings.HasSuffix(folder, "/") || !strings.HasPrefix(p, folder) })
		if len(files) == 0 {
			files = []string{n}
		}
		out = append(out, files...)
	}
	slices.Sort(out)
	out = slices.Compact(out)
	folder := func(n string) bool { return strings.HasSuffix(n, "/") }
	if slices.ContainsFunc(out, func(n string) bool { return !folder(n) }) {
		out = slices.DeleteFunc(out, folder)
	}
	return out
}

// differing returns the inputs that changed since the last build, worked out once.
func (d *digests) differing(before inputs) []string {
	d.once.Do(func() { d.since = d.in.differing(before) })
	return slices.Clone(d.since)
}

// differing names the inputs that are not as they were, or that came or went.
func (in inputs) differing(before inputs) []string {
	var out []string
	for p, d := range in {
		if before[p] != d {
			out = append(out, p)
		}
	}
	for p := range before {
		if _, ok := in[p]; !ok {
			out = append(out, p)
		}
	}
	slices.Sort(out)
	return out
}
