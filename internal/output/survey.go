package output

import (
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
)

// A survey is what to do with the present dist's files: carry over by link, or leave behind.
type survey struct {
	links   []string // unchanged and foreign files
	folders []string // foreign folders, for those that are empty
	stale   []string // ours, of the last build only
}

// survey walks dist. A file of the last build that this one does not have is stale, unless somebody changed
// it since: then it is theirs and stays.
func (s *Stage) survey() (survey, error) {
	var v survey
	ours := s.before.folders()
	fsys := s.disk.root.FS()
	err := fs.WalkDir(fsys, s.dist, func(p string, d fs.DirEntry, err error) error {
		switch {
		case p == s.dist && errors.Is(err, fs.ErrNotExist):
			return fs.SkipAll
		case err != nil:
			return err
		case p == s.dist:
			return nil
		}
		rel := strings.TrimPrefix(p, s.dist+"/")
		if d.IsDir() {
			if !ours[rel] {
				v.folders = append(v.folders, rel)
				return s.names.meet(rel, true)
			}
			return nil
		}
		return s.place(&v, fsys, rel)
	})
	return v, err
}

// place decides about one file of dist.
func (s *Stage) place(v *survey, fsys fs.FS, rel string) error {
	if rel == manifestName {
		return nil
	}
	if f, ok := s.names.files[rel]; ok {
		if !f.changed {
			v.links = append(v.links, rel)
		}
		return nil
	}
	if e, ok := s.before.find(rel); ok && s.untouched(fsys, e) {
		v.stale = append(v.stale, rel)
		return nil
	}
	v.links = append(v.links, rel)
	return s.names.meet(rel, false)
}

// untouched tells whether a file of ours still is what the build wrote.
func (s *Stage) untouched(fsys fs.FS, e entry) bool {
	b, err := fs.ReadFile(fsys, s.dist+"/"+e.Path)
	return err == nil && SumOf(b) == e.SHA256
}

// folders is the set of the folders that hold files of the manifest.
func (m manifest) folders() map[string]bool {
	set := map[string]bool{}
	for _, e := range m.Files {
		for d := path.Dir(e.Path); d != "." && !set[d]; d = path.Dir(d) {
			set[d] = true
		}
	}
	return set
}

// find returns the entry of a path.
func (m manifest) find(p string) (entry, bool) {
	i, ok := slices.BinarySearchFunc(m.Files, p, func(e entry, p string) int { return strings.Compare(e.Path, p) })
	if !ok {
		return entry{}, false
	}
	return m.Files[i], true
}
