package build

import (
	"encoding/json"

	"welcomepack/internal/cache"
	"welcomepack/internal/output"
)

// A batch is files beside the editions that are made of the same, and so are made or kept together. What the last build
// made lies in the cache by the batch's name.
type batch struct {
	key   digest   // of all that its files are made of; empty where that is not known: then nothing is kept
	files []string // that were put or kept, in their order

	name  cache.Key
	cache *cache.Cache
	stage *output.Stage
	last  batchTrace
	known map[string]placed // the files of the last build, by path
}

// A batchTrace is a batch as a build left it.
type batchTrace struct {
	Key   digest   `json:"key"`
	Files []placed `json:"files"`
}

// A placed is a file as it was put into the output folder.
type placed struct {
	Path string     `json:"path"`
	SHA  output.Sum `json:"sha256"`
	Time int64      `json:"time"` // see [output.Stage.Time]
}

// batch begins a batch by its name.
func (w *writer) batch(name string, key digest) *batch {
	x := &batch{key: key, name: cache.KeyOf("batch 1", w.options.Out, name), cache: w.options.Cache, stage: w.stage}
	if key == "" {
		return x
	}
	if b, ok := x.cache.Get(x.name); ok && json.Unmarshal(b, &x.last) != nil {
		x.last = batchTrace{}
	}
	x.known = make(map[string]placed, len(x.last.Files))
	for _, f := range x.last.Files {
		x.known[f.Path] = f
	}
	return x
}

// intact tells whether nothing that the batch is made of has changed, and all its files are there as they were made.
func (x *batch) intact() bool {
	if x.key == "" || x.key != x.last.Key || len(x.last.Files) == 0 {
		return false
	}
	for _, f := range x.last.Files {
		if !x.stage.Intact(f.Path, f.SHA, f.Time) {
			return false
		}
	}
	return true
}

// keep keeps the files of a batch that is intact.
func (x *batch) keep() bool {
	for _, f := range x.last.Files {
		if !x.keepFile(f.Path) {
			return false
		}
	}
	return true
}

func (x *batch) keepFile(path string) bool {
	ok := x.stage.Keep(path)
	if ok {
		x.files = append(x.files, path)
	}
	return ok
}

func (x *batch) put(path string, b []byte) error {
	x.files = append(x.files, path)
	return x.stage.Put(path, b)
}

// write remembers the batch. One that is not written costs time, no more.
func (x *batch) write() {
	if x.key == "" {
		return
	}
	t := batchTrace{Key: x.key}
	for _, p := range x.files {
		_, sum, _ := x.stage.Lookup(p)
		t.Files = append(t.Files, placed{p, sum, x.stage.Time(p)})
	}
	b, err := json.Marshal(t)
	if err != nil {
		panic("build: " + err.Error())
	}
	x.cache.Put(x.name, b)
}
