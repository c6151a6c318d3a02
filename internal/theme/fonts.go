package theme

import (
	"fmt"
	"io/fs"
	"path"
	"slices"
	"strings"

	"welcomepack/internal/source"
)

// Fonts are the fonts of the packs, TrueType files by family/name.ttf: the built-in theme's, and in the place of a family or
// beside it those of the site's theme. It is an [fs.FS] of files without folders. They are not read by [Load].
type Fonts struct {
	files map[string]layer
	// Own names the files that are the site's and not a copy of a built-in one; where they stand for authors is
	// [Fonts.Shown].
	Own []string
}

// Shown is what authors call a font.
func (f Fonts) Shown(name string) string { return path.Join(f.files[name].name, "fonts", name) }

// Open opens a font by its name within the fonts.
func (f Fonts) Open(name string) (fs.File, error) {
	in, ok := f.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return in.fsys.Open(path.Join(in.dir, "fonts", name))
}

// ReadFile reads a font.
func (f Fonts) ReadFile(name string) ([]byte, error) {
	in, ok := f.files[name]
	if !ok {
		return nil, &fs.PathError{Op: "open", Path: name, Err: fs.ErrNotExist}
	}
	return fs.ReadFile(in.fsys, path.Join(in.dir, "fonts", name))
}

// Glob lists fonts.
func (f Fonts) Glob(pattern string) ([]string, error) {
	var out []string
	for name := range f.files {
		if ok, err := path.Match(pattern, name); err != nil {
			return nil, err
		} else if ok {
			out = append(out, name)
		}
	}
	slices.Sort(out)
	return out, nil
}

// fonts finds the fonts of the packs. A family of the site's theme takes the place of the built-in one's, weight by
// weight, whatever its files are called.
func (l *loader) fonts(t *Theme) error {
	t.Fonts.files = map[string]layer{}
	for _, in := range slices.Backward(l.layers) {
		root := path.Join(in.dir, "fonts")
		if l.linked(in.fsys, root, path.Join(in.name, "fonts")) || !isFolder(in.fsys, root) {
			continue
		}
		err := fs.WalkDir(in.fsys, root, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || strings.HasPrefix(d.Name(), ".") {
				return err
			}
			return l.font(t, in, strings.TrimPrefix(p, root+"/"))
		})
		if err != nil {
			return fmt.Errorf("read %s/fonts: %w", in.name, err)
		}
	}
	slices.Sort(t.Fonts.Own)
	return nil
}

// font takes a file below a layer's fonts, or says why not.
func (l *loader) font(t *Theme, in layer, name string) error {
	shown := &file{name: path.Join("fonts", name), in: in}
	p := path.Join(in.dir, "fonts", name)
	if l.linked(in.fsys, p, shown.shown()) {
		return nil
	}
	st, err := fs.Stat(in.fsys, p)
	if err != nil {
		return err
	}
	switch kind := strings.ToLower(path.Ext(name)); {
	case slices.Contains([]string{".otf", ".ttc", ".woff", ".woff2"}, kind):
		l.refuse(shown, "is no TrueType font", "put a .ttf file there, such as those of fonts.google.com/noto")
		return nil
	case kind != ".ttf":
		return nil // a licence, a note
	case strings.Count(name, "/") != 1 || path.Ext(name) != ".ttf":
		l.refuse(shown, "is a font outside the folder of a family", "write themes/<name>/fonts/<family>/<font>.ttf, such as fonts/noto-sans-arabic/Regular.ttf")
		return nil
	case st.Size() > source.MaxFont:
		l.refuse(shown, fmt.Sprintf("has %d bytes; a font may have %d (32 MiB)", st.Size(), source.MaxFont), "take a font of one weight and one script")
		return nil
	}
	if in.own {
		if l.isBuiltIn(st, name) {
			return nil
		}
		t.Fonts.Own = append(t.Fonts.Own, name)
	}
	for other := range t.Fonts.files { // of the same family and weight
		if path.Dir(other) == path.Dir(name) && bold(other) == bold(name) && !t.Fonts.files[other].own {
			delete(t.Fonts.files, other)
		}
	}
	t.Fonts.files[name] = in
	return nil
}

// bold tells the weight of a font by its name, as layout does.
func bold(name string) bool { return strings.Contains(path.Base(name), "Bold") }

// isBuiltIn tells whether the built-in theme has a font of the same name and size, as where a site holds a copy of it.
func (l *loader) isBuiltIn(own fs.FileInfo, name string) bool {
	base := l.layers[len(l.layers)-1]
	built, err := fs.Stat(base.fsys, path.Join(base.dir, "fonts", name))
	return err == nil && own.Size() == built.Size()
}
