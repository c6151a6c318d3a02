package intake

import (
	"bytes"
	"errors"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"
)

// An overlay is a site's content with other bytes for some of its files; nil takes a file away. Translations are left out:
// what is imported is English.
type overlay struct {
	base  fs.FS
	files map[string][]byte
}

func (o *overlay) Open(name string) (fs.File, error) {
	if name == "translations" || strings.HasPrefix(name, "translations/") {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	if b, ok := o.files[name]; ok {
		if b == nil {
			return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
		}
		return &memory{info: info{name: path.Base(name), size: int64(len(b))}, Reader: bytes.NewReader(b)}, nil
	}
	if o.made(name) {
		return &memory{info: info{name: path.Base(name), dir: true}, Reader: bytes.NewReader(nil)}, nil
	}
	return o.base.Open(name)
}

// made tells whether a folder is there only for a new file in it.
func (o *overlay) made(dir string) bool {
	for p, b := range o.files {
		if b != nil && strings.HasPrefix(p, dir+"/") {
			_, err := fs.Stat(o.base, dir)
			return errors.Is(err, fs.ErrNotExist)
		}
	}
	return false
}

// Stat is what fs.Stat and fs.Lstat ask.
func (o *overlay) Stat(name string) (fs.FileInfo, error) {
	f, err := o.Open(name)
	if err != nil {
		return nil, err
	}
	if m, ok := f.(*memory); ok {
		return m.info, nil
	}
	f.Close()
	return fs.Lstat(o.base, name)
}

// Lstat does not follow links, as that of the site's folder.
func (o *overlay) Lstat(name string) (fs.FileInfo, error) { return o.Stat(name) }

// ReadLink belongs to Lstat.
func (o *overlay) ReadLink(name string) (string, error) { return fs.ReadLink(o.base, name) }

func (o *overlay) ReadDir(dir string) ([]fs.DirEntry, error) {
	list, err := fs.ReadDir(o.base, dir)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return nil, err
	}
	list = slices.DeleteFunc(slices.Clone(list), func(e fs.DirEntry) bool {
		_, ours := o.files[path.Join(dir, e.Name())]
		return ours
	})
	for p, b := range o.files {
		if b == nil {
			continue
		}
		if path.Dir(p) == dir {
			list = append(list, fs.FileInfoToDirEntry(info{name: path.Base(p), size: int64(len(b))}))
		} else if rest, ok := strings.CutPrefix(p, dir+"/"); ok {
			name, _, _ := strings.Cut(rest, "/")
			if !slices.ContainsFunc(list, func(e fs.DirEntry) bool { return e.Name() == name }) {
				list = append(list, fs.FileInfoToDirEntry(info{name: name, dir: true}))
			}
		}
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, nil
}

// A memory is an open file of an overlay.
type memory struct {
	*bytes.Reader
	info info
}

func (m *memory) Stat() (fs.FileInfo, error) { return m.info, nil }
func (m *memory) Close() error               { return nil }

// ReadDir is for folders, which are read through the overlay.
func (m *memory) ReadDir(int) ([]fs.DirEntry, error) { return nil, io.EOF }

type info struct {
	name string
	size int64
	dir  bool
}

func (i info) Name() string { return i.name }
func (i info) Size() int64  { return i.size }
func (i info) Mode() fs.FileMode {
	if i.dir {
		return fs.ModeDir | 0o755
	}
	return 0o644
}
func (i info) ModTime() time.Time { return time.Time{} }
func (i info) IsDir() bool        { return i.dir }
func (i info) Sys() any           { return nil }
