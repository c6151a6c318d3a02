package load

import (
	"encoding/json"
	"strings"

	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// keptEnd is how the names of such files end.
const keptEnd = ".kept.json"

// kept reads what imports into a folder have kept. The mappings beside it are for the command that imports.
func (f *folder) kept(dir string) []model.Kept {
	var out []model.Kept
	for _, name := range one(f, dir, func(sub *folder) []string { return sub.entries(dir) }) {
		path := dir + "/" + name
		if !strings.HasSuffix(name, keptEnd) {
			if !strings.HasSuffix(name, ".yaml") {
				f.ds.Warning(f.place(path), "ignored-file", "%s is not read", path)
			}
			continue
		}
		if k := one(f, path, func(sub *folder) model.Kept { return sub.keptFile(path) }); k.Path != "" {
			out = append(out, k)
		}
	}
	return out
}

// keptFile reads one of them; it has no path where nothing of it can be used.
func (f *folder) keptFile(path string) (k model.Kept) {
	src, ok := f.read(path, source.MaxKept, "import fewer services in one go")
	if !ok {
		return k
	}
	var file struct {
		Services map[model.ID]struct{ Rest json.RawMessage }
	}
	if err := json.Unmarshal(src, &file); err != nil {
		f.ds.Error(f.place(path), "kept-file", "%s cannot be read: %v", path, err).
			Hint("this file is written by welcomepack import: take the last good one from your history, or delete it and import again")
		return k
	}
	k = model.Kept{Path: path, Rests: map[model.ID][]byte{}}
	for id, s := range file.Services {
		if len(s.Rest) > 0 {
			k.Rests[id] = s.Rest
		}
	}
	return k
}
