package draft

import (
	"bytes"
	"errors"
	"io/fs"
	"path"
	"slices"
	"strings"
	"time"

	"welcomepack/internal/diag"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
)

// An Overlay is a folder with files that are not written yet: it shows what the folder will be. A nil Under is empty.
type Overlay struct {
	Under fs.FS
	Files map[string][]byte // by path; nil for a file that is to go
}

// Open opens a file that is not written yet, or what lies under it.
func (o Overlay) Open(name string) (fs.File, error) {
	b, ok := o.Files[name]
	if b != nil {
		return &unwritten{bytes.NewReader(b), entry{path.Base(name), int64(len(b)), 0o644}}, nil
	}
	if ok || o.Under == nil {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return o.Under.Open(name)
}

// ReadDir lists a folder.
func (o Overlay) ReadDir(name string) ([]fs.DirEntry, error) {
	var list []fs.DirEntry
	err := error(&fs.PathError{Op: "readdir", Path: name, Err: fs.ErrNotExist})
	if o.Under != nil {
		list, err = fs.ReadDir(o.Under, name)
	}
	for p, b := range o.Files {
		rest, in := strings.CutPrefix(p, name+"/")
		if name == "." {
			rest, in = p, true
		}
		base, _, deeper := strings.Cut(rest, "/")
		if !in || b == nil && deeper {
			continue
		}
		list = slices.DeleteFunc(list, func(d fs.DirEntry) bool { return d.Name() == base })
		if b == nil {
			continue
		}
		if errors.Is(err, fs.ErrNotExist) {
			err = nil
		}
		e := entry{base, int64(len(b)), 0o644}
		if deeper {
			e = folder(base)
		}
		list = append(list, fs.FileInfoToDirEntry(e))
	}
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list, err
}

// Stat and Lstat tell what lies at a path; only what lies under it can be a link.
func (o Overlay) Stat(name string) (fs.FileInfo, error) { return o.info(name, fs.Stat) }

// Lstat is Stat for what may be a link.
func (o Overlay) Lstat(name string) (fs.FileInfo, error) { return o.info(name, fs.Lstat) }

func (o Overlay) info(name string, under func(fs.FS, string) (fs.FileInfo, error)) (fs.FileInfo, error) {
	b, ok := o.Files[name]
	if b != nil {
		return entry{path.Base(name), int64(len(b)), 0o644}, nil
	}
	err := error(&fs.PathError{Op: "stat", Path: name, Err: fs.ErrNotExist})
	if !ok && o.Under != nil {
		var i fs.FileInfo
		if i, err = under(o.Under, name); err == nil {
			return i, nil
		}
	}
	for p, b := range o.Files {
		if b != nil && (name == "." || strings.HasPrefix(p, name+"/")) {
			return folder(path.Base(name)), nil
		}
	}
	return nil, err
}

// ReadLink reads a link of what lies under it.
func (o Overlay) ReadLink(name string) (string, error) {
	if o.Under == nil {
		return "", &fs.PathError{Op: "readlink", Path: name, Err: fs.ErrInvalid}
	}
	return fs.ReadLink(o.Under, name)
}

// An unwritten is an open file of an overlay.
type unwritten struct {
	*bytes.Reader
	entry entry
}

func (u *unwritten) Stat() (fs.FileInfo, error) { return u.entry, nil }
func (u *unwritten) Close() error               { return nil }

// An entry is a file or folder of an overlay.
type entry struct {
	name string
	size int64
	mode fs.FileMode
}

func folder(name string) entry { return entry{name, 0, fs.ModeDir | 0o755} }

func (e entry) Name() string       { return e.name }
func (e entry) Size() int64        { return e.size }
func (e entry) Mode() fs.FileMode  { return e.mode }
func (e entry) ModTime() time.Time { return time.Time{} }
func (e entry) IsDir() bool        { return e.mode.IsDir() }
func (e entry) Sys() any           { return nil }

// Mistakes returns what the program will say of a new file, looked at by itself: of its values, not of what it points to.
func Mistakes(file, text string) diag.List {
	site := "title: T\npublisher: P\nlanguages: [en]\nboroughs: [b]\nemergency: [s]\n"
	files := &source.Set{}
	all := map[string][]byte{
		"content/site.yaml":               []byte(site),
		"content/boroughs/b/borough.yaml": []byte("borough: b\nname: B\n"),
		file:                              []byte(text),
	}
	_, ds, err := load.Load(Overlay{Files: all}, files)
	if err != nil {
		panic("draft: " + err.Error()) // nothing in memory can fail
	}
	return slices.DeleteFunc(ds, func(d diag.Diagnostic) bool { return files.Path(d.At.File) != file })
}
