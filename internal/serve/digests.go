package serve

import (
	"crypto/sha256"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"strings"
)

// digests are the hashes of a site's files by path; of what is no file, such as a link, the hash of its name.
type digests map[string][32]byte

// scan reads the files at and below the paths, and tells whether any of them came, went or changed.
func (d digests) scan(dir string, paths []string) bool {
	w := watcher{dir: dir}
	changed := false
	for _, path := range paths {
		now := digests{}
		filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil // it went while we looked: the event of that comes too
			case !w.matters(p):
				if e.IsDir() {
					return fs.SkipDir
				}
				return nil
			case !e.IsDir():
				now[p] = digest(p, e)
			}
			return nil
		})
		changed = d.replace(path, now) || changed
	}
	return changed
}

func digest(p string, e fs.DirEntry) [32]byte {
	if e.Type().IsRegular() {
		if b, err := os.ReadFile(p); err == nil {
			return sha256.Sum256(b)
		}
	}
	return sha256.Sum256([]byte(e.Type().String() + p))
}

// replace takes over what is now at and below a path.
func (d digests) replace(path string, now digests) bool {
	old := digests{}
	for p, sum := range d {
		if p == path || strings.HasPrefix(p, path+string(filepath.Separator)) {
			old[p] = sum
		}
	}
	if maps.Equal(old, now) {
		return false
	}
	for p := range old {
		delete(d, p)
	}
	maps.Copy(d, now)
	return true
}
