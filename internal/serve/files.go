package serve

import (
	"crypto/sha256"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"time"
)

// files are a site's files as they were seen last, by path.
type files map[string]seen

// A seen is a file as it was seen. A file whose looks are as they were is not read, unless it was so young that another
// writing might look the same.
type seen struct {
	mode  fs.FileMode
	size  int64
	time  time.Time // of its last change, as the disk says
	at    time.Time // when it was seen
	known bool      // the digest is
	sum   [sha256.Size]byte
}

// young is how long a disk may give two writings one time.
const young = 2 * time.Second

// like tells whether a file looks as it did.
func (s seen) like(info fs.FileInfo) bool {
	return s.mode == info.Mode() && s.size == info.Size() && s.time.Equal(info.ModTime())
}

// scan looks at the files at and below the paths, and returns those that came, went or changed.
func (f files) scan(matters func(string) bool, paths []string) []string {
	var changed []string
	for _, path := range paths {
		there := map[string]bool{}
		filepath.WalkDir(path, func(p string, e fs.DirEntry, err error) error {
			switch {
			case err != nil:
				return nil // it went while we looked: the event of that comes too
			case !matters(p):
				if e.IsDir() {
					return fs.SkipDir
				}
			case !e.IsDir():
				there[p] = true
				if f.look(p, e) {
					changed = append(changed, p)
				}
			}
			return nil
		})
		if there[path] {
			continue // it is a file, and nothing lies below it
		}
		for p := range f {
			if !there[p] && (p == path || strings.HasPrefix(p, path+string(filepath.Separator))) {
				delete(f, p)
				changed = append(changed, p)
			}
		}
	}
	slices.Sort(changed)
	return slices.Compact(changed)
}

// look looks at a file, and tells whether it is new or its bytes have changed.
func (f files) look(p string, e fs.DirEntry) bool {
	info, err := e.Info()
	if err != nil {
		return false // it went
	}
	was, ok := f[p]
	if ok && was.like(info) && was.at.Sub(was.time) > young {
		return false
	}
	now := seen{mode: info.Mode(), size: info.Size(), time: info.ModTime(), at: time.Now()}
	if ok || now.at.Sub(now.time) <= young {
		now.digest(p)
	}
	f[p] = now
	return !ok || !was.known || !now.known || was.mode.Type() != now.mode.Type() || was.sum != now.sum
}

// digest reads an ordinary file.
func (s *seen) digest(p string) {
	if !s.mode.IsRegular() {
		return
	}
	if b, err := os.ReadFile(p); err == nil {
		s.sum, s.known = sha256.Sum256(b), true
	}
}

// learned is the largest file, in bytes, that is read before anybody writes it: what people write by hand is smaller, and
// all translations of a large site take a second.
const learned = 128 << 10

// learn reads all such files that nobody has read yet, so that a writing of the same bytes is known for what it is.
func (f files) learn() {
	for p, s := range f {
		if s.size > learned {
			continue
		}
		if info, err := os.Lstat(p); err == nil && !s.known && s.like(info) {
			s.digest(p)
			f[p] = s
		}
	}
}
