package load

import (
	"bytes"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"path"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/fields"
	"welcomepack/internal/source"
)

// A folder is the site's folder while it is read.
type folder struct {
	loader *Loader
	fsys   fs.FS
	files  *source.Set
	only   Only
	out    *source.Set // the files of this load, where translations are put
	ds     diag.List
	err    error // the first failure of the machine

	refused map[string]bool // places that were reported by odd
	notes   map[string][]string
	readers []*reader // with hints
	taken   []*reading

	// Of a folder that serves to read one file.
	path   string
	file   source.FileID
	before *reading
	sum    source.Sum
	has    bool
	same   bool // its bytes are as before
}

// A reader reads the values of one file.
type reader struct {
	*folder
	file source.FileID
	path string // from the site's folder
	key  string // the path without content/, for keys
	keys map[string]int

	hints []*hint
}

func (f *folder) fail(err error) {
	if f.err == nil {
		f.err = err
	}
}

// place returns the first character of a file as a place for mistakes of the file itself; the text of such a
// file is not shown.
func (f *folder) place(path string) source.Span {
	if path == f.path {
		return source.Pos{File: f.file}.Span(0)
	}
	return source.Pos{File: f.loader.id(path)}.Span(0)
}

// entries lists a folder by name, without hidden files and README.md; a folder that is not there has none.
// Links are refused: they may lead out of the site, and are lost in a zip.
func (f *folder) entries(dir string) []string {
	var names []string
	for _, e := range f.list(dir) {
		names = append(names, e.Name())
	}
	return names
}

func (f *folder) list(dir string) []fs.DirEntry {
	if _, err := fs.Lstat(f.fsys, dir); errors.Is(err, fs.ErrNotExist) || !f.inside(dir) {
		return nil
	}
	list, err := fs.ReadDir(f.fsys, dir)
	if err != nil {
		f.fail(fmt.Errorf("read %s: %w", dir, err))
	}
	list = slices.DeleteFunc(list, func(e fs.DirEntry) bool { return strings.HasPrefix(e.Name(), ".") || e.Name() == "README.md" })
	slices.SortFunc(list, func(a, b fs.DirEntry) int { return strings.Compare(a.Name(), b.Name()) })
	return list
}

// names lists the files of a folder that end in ext, and says which files are passed over.
func (f *folder) names(dir, ext string) []string {
	return one(f, dir, func(sub *folder) []string {
		var names []string
		for _, e := range sub.list(dir) {
			full := dir + "/" + e.Name()
			switch name := e.Name(); {
			case e.IsDir():
				sub.ds.Warning(sub.place(full), "ignored-file", "the folder %s is not read", full).
					Hint("move its files up into %s", dir)
			case !e.Type().IsRegular():
				sub.odd(full, e.Type())
			case path.Ext(name) == ext:
				names = append(names, name)
			case meantName(name, ext) != "":
				sub.ds.Error(sub.place(full), "wrong-extension", "%s is not read, because its name does not end in %s", full, ext).
					Hint("call it %s, or remove it", meantName(name, ext))
			default:
				d := sub.ds.Warning(sub.place(full), "ignored-file", "%s is not read, because its name does not end in %s", full, ext)
				if e := strings.ToLower(path.Ext(name)); e == ".txt" || e == "" {
					d.Hint("call it %s, or remove it", strings.TrimSuffix(name, path.Ext(name))+ext)
				}
			}
		}
		return names
	})
}

// slips are the ends of names that editors and mail programs make of .yaml and .md.
var slips = map[string][]string{
	".yaml": {".yaml.txt", ".yml.txt", ".yaml", ".yml"},
	".md":   {".md.txt", ".markdown.txt", ".md", ".markdown"},
}

// meantName returns the name that a file with a slip in its end should have, "" for other files.
func meantName(name, ext string) string {
	for _, slip := range slips[ext] {
		if base := len(name) - len(slip); base > 0 && strings.EqualFold(name[base:], slip) {
			return name[:base] + ext
		}
	}
	return ""
}

// exists tells whether there is something at path.
func (f *folder) exists(path string) bool {
	_, err := fs.Lstat(f.fsys, path)
	return err == nil
}

// inside tells whether dir and each folder above it is a folder of its own, not a link that may lead out of the
// site, and reports what is not. What is not there is inside.
func (f *folder) inside(dir string) bool {
	for i := 0; i <= len(dir); i++ {
		if i < len(dir) && dir[i] != '/' {
			continue
		}
		switch info, err := fs.Lstat(f.fsys, dir[:i]); {
		case errors.Is(err, fs.ErrNotExist):
			return true
		case err != nil:
			f.fail(fmt.Errorf("read %s: %w", dir[:i], err))
			return false
		case !info.IsDir():
			f.odd(dir[:i], info.Mode())
			return false
		}
	}
	return true
}

// odd reports a file that is none, once.
func (f *folder) odd(path string, mode fs.FileMode) {
	if f.refused[path] {
		return
	}
	f.refused[path] = true
	what := "is no ordinary file"
	hint := "put an ordinary file in its place"
	switch {
	case mode&fs.ModeSymlink != 0:
		what, hint = "is a link to another place", "copy the file itself here"
	case mode.IsDir():
		what = "is a folder, but a file belongs here"
	case mode.IsRegular():
		what, hint = "is a file, but a folder belongs here", "remove it and make a folder of this name"
	}
	f.ds.Error(f.place(path), "odd-file", "%s %s", path, what).Hint("%s", hint)
}

// read returns a file's bytes; ok is false where it was refused, after saying why, and where it is as it was.
func (f *folder) read(path string, limit int64, hint string) (src []byte, ok bool) {
	info, err := fs.Lstat(f.fsys, path)
	if err != nil {
		f.fail(fmt.Errorf("read %s: %w", path, err))
		return nil, false
	}
	if !info.Mode().IsRegular() {
		f.odd(path, info.Mode())
		return nil, false
	}
	file, err := f.fsys.Open(path)
	if err != nil {
		f.fail(fmt.Errorf("read %s: %w", path, err))
		return nil, false
	}
	defer file.Close()
	src, err = readAll(file, min(info.Size(), limit), limit+1)
	switch {
	case err != nil:
		f.fail(fmt.Errorf("read %s: %w", path, err))
		return nil, false
	case int64(len(src)) > limit:
		f.ds.Error(f.place(path), "limit", "this file is larger than %d KiB, which is the most that is read", limit>>10).Hint("%s", hint)
		return nil, false
	}
	f.sum, f.has = source.SumOf(src), true
	if f.before != nil && f.before.has && f.before.sum == f.sum {
		f.same = true
		return nil, false
	}
	return src, true
}

// readAll reads a file of about a size, up to a limit.
func readAll(r io.Reader, size, limit int64) ([]byte, error) {
	b := bytes.NewBuffer(make([]byte, 0, size+bytes.MinRead))
	_, err := b.ReadFrom(io.LimitReader(r, limit))
	return b.Bytes(), err
}

// open returns the reader of a file's values.
func (f *folder) open(path string, src []byte) *reader {
	f.files.Put(f.file, src)
	return &reader{folder: f, file: f.file, path: path, key: strings.TrimPrefix(path, "content/"), keys: map[string]int{}}
}

// yaml reads a YAML file; the fields are nil where nothing of it can be used.
func (f *folder) yaml(path string) (*fields.Map, *reader) {
	src, ok := f.read(path, source.MaxYAML, "split it into several files")
	if !ok {
		return nil, nil
	}
	r := f.open(path, src)
	m := fields.File(&f.ds, r.file, src)
	r.translators(m)
	return m, r
}

// optional reads a file that need not be there; without it there is the zero value.
func optional[T any](f *folder, path string, read func(sub *folder) T) T {
	if !f.exists(path) {
		var none T
		return none
	}
	return one(f, path, read)
}
