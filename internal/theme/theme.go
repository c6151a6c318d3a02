// Package theme reads a theme: frames around pages, styles, fonts, icons and the English of the interface. The
// built-in theme is the ground; a site's own file of the same name takes its place, one file at a time.
package theme

import (
	"errors"
	"fmt"
	"html/template"
	"io/fs"
	"maps"
	"path"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// Default is the built-in theme on which every other one stands.
const Default = "default"

// A Theme is how the website looks. It is read-only after [Load] and safe for concurrent use.
type Theme struct {
	Name   string
	Assets []Asset // by path
	Fonts  Fonts   // of the packs

	frames map[string]*template.Template // by kind of page; "" is the frame of every other kind
	icons  map[string]string
	logo   logo
	asked  map[string][]lang.Tag // files that pages in some languages alone ask for
}

// An Asset is a file of the website that belongs to the theme, under a path from the website's root such as
// assets/style.css.
type Asset struct {
	Path string
	Text []byte
}

// Load reads the theme of that name. site is the site's folder, whose themes/<name> may replace files; builtin
// has a folder for each built-in theme. Every mistake in the site's files is a diagnostic; an error is a folder
// that cannot be read. The theme is nil where no page can be printed with it.
func Load(site, builtin fs.FS, name string, files *source.Set) (*Theme, []model.Phrase, diag.List, error) {
	l := &loader{files: files}
	if err := l.open(site, builtin, name); err != nil {
		return nil, nil, l.ds, err
	}
	if l.ds.HasErrors() {
		return nil, nil, l.ds, nil
	}
	t := &Theme{Name: name, frames: map[string]*template.Template{}, icons: map[string]string{}}
	for _, step := range []func(*Theme) error{l.assets, l.loadIcons, l.loadFrames, l.fonts} {
		if err := step(t); err != nil {
			return nil, nil, l.ds, err
		}
	}
	phrases, err := l.phrases()
	if err != nil || l.ds.HasErrors() {
		return nil, phrases, l.ds, err
	}
	return t, phrases, l.ds, nil
}

// A loader looks through two folders, the site's before the built-in one.
type loader struct {
	layers []layer
	files  *source.Set
	ds     diag.List
}

type layer struct {
	fsys fs.FS
	dir  string // in fsys
	name string // as authors call it: themes/default
	own  bool   // the site's, not a built-in one
}

// A file is a file of the theme, from the layer that wins.
type file struct {
	name string // within the theme: assets/style.css
	in   layer
	text []byte
}

func (f *file) shown() string { return path.Join(f.in.name, f.name) }

func (l *loader) open(site, builtin fs.FS, name string) error {
	own := layer{site, path.Join("themes", name), path.Join("themes", name), true}
	base := layer{builtin, Default, path.Join("themes", Default), false}
	if name != Default && isFolder(builtin, name) {
		base = layer{builtin, name, path.Join("themes", name), false}
	}
	isName := fs.ValidPath(name) && !strings.ContainsAny(name, `/\`) && name != "."
	switch {
	case isName && (l.linked(site, "themes", "themes") || l.linked(site, own.dir, own.name)):
	case isName && isFolder(site, own.dir):
		l.layers = append(l.layers, own)
	case name == Default || base.dir == name:
	case isName:
		l.ds.Error(source.Span{}, "unknown-theme", "there is no theme %q", name).
			Hint("make a folder themes/%s, or write theme: default in content/site.yaml", name)
	default:
		l.ds.Error(source.Span{}, "unknown-theme", "%q is not the name of a theme", name).
			Hint("write the name of a folder in themes, or theme: default, in content/site.yaml")
	}
	if !isFolder(builtin, base.dir) {
		return fmt.Errorf("theme %s: %w", base.name, fs.ErrNotExist)
	}
	l.layers = append(l.layers, base)
	return nil
}

func isFolder(fsys fs.FS, dir string) bool {
	if fsys == nil {
		return false
	}
	st, err := fs.Stat(fsys, dir)
	return err == nil && st.IsDir()
}

// linked tells whether what stands at p is a link, and reports it: a link may lead out of the site, and is lost in a
// copy of the folder.
func (l *loader) linked(fsys fs.FS, p, shown string) bool {
	if fsys == nil {
		return false
	}
	st, err := fs.Lstat(fsys, p)
	if err != nil || st.Mode()&fs.ModeSymlink == 0 {
		return false
	}
	l.ds.Error(source.Pos{File: l.files.Add(shown, nil)}.Span(0), "odd-file", "%s is a link to another place", shown).
		Hint("copy the file or folder itself here")
	return true
}

// read returns the file that wins, or nil where no layer has it.
func (l *loader) read(name string) (*file, error) {
	for _, in := range l.layers {
		f, err := l.readIn(in, name)
		if f != nil || err != nil {
			return f, err
		}
	}
	return nil, nil
}

// readIn returns a layer's file; nil where it is not there, or is refused after saying why.
func (l *loader) readIn(in layer, name string) (*file, error) {
	f := &file{name: name, in: in}
	if l.linked(in.fsys, path.Join(in.dir, name), f.shown()) {
		return nil, nil
	}
	st, err := fs.Stat(in.fsys, path.Join(in.dir, name))
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, nil
	case err != nil:
		return nil, fmt.Errorf("read %s: %w", f.shown(), err)
	case st.IsDir():
		return nil, nil
	case !st.Mode().IsRegular():
		l.refuse(f, "is not a plain file", "put the file itself there")
		return nil, nil
	case st.Size() > source.MaxThemeFile:
		l.refuse(f, fmt.Sprintf("has %d bytes; a file of a theme may have %d (4 MiB)", st.Size(), source.MaxThemeFile), "make it smaller: readers pay for every byte")
		return nil, nil
	}
	if f.text, err = fs.ReadFile(in.fsys, path.Join(in.dir, name)); err != nil {
		return nil, fmt.Errorf("read %s: %w", f.shown(), err)
	}
	return f, nil
}

func (l *loader) refuse(f *file, what, hint string) {
	l.ds.Error(source.Pos{File: l.files.Add(f.shown(), nil)}.Span(0), "theme-file", "this file %s", what).Hint("%s", hint)
}

// list returns the names of the files under a folder of the theme, in order, each once whichever layer has it.
func (l *loader) list(dir string) ([]string, error) {
	names := map[string]bool{}
	for _, in := range l.layers {
		root := path.Join(in.dir, dir)
		if l.linked(in.fsys, root, path.Join(in.name, dir)) || !isFolder(in.fsys, root) {
			continue
		}
		err := fs.WalkDir(in.fsys, root, func(p string, d fs.DirEntry, err error) error {
			if err == nil && !d.IsDir() && !strings.HasPrefix(d.Name(), ".") {
				names[strings.TrimPrefix(p, in.dir+"/")] = true
			}
			return err
		})
		if err != nil {
			return nil, fmt.Errorf("read %s: %w", path.Join(in.name, dir), err)
		}
	}
	return slices.Sorted(maps.Keys(names)), nil
}

// assetKinds is the ends of names of the files that a theme may bring to the website.
var assetKinds = []string{".css", ".js", ".woff2", ".svg", ".png", ".jpg", ".jpeg", ".webp", ".ico", ".txt"}

func (l *loader) assets(t *Theme) error {
	names, err := l.list("assets")
	if err != nil {
		return err
	}
	for _, name := range names {
		f, err := l.read(name)
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		if !slices.Contains(assetKinds, strings.ToLower(path.Ext(name))) {
			l.refuse(f, "is of a kind that a theme cannot bring", "use one of "+strings.Join(assetKinds, ", ")+", or move it out of assets")
			continue
		}
		if f.in.own && strings.EqualFold(path.Ext(name), ".js") && !l.isCopy(f, name) {
			l.refuse(f, "is a script, and only the program's own scripts run on its pages", "take it out: every page works without")
			continue
		}
		l.vetAsset(f)
		if f.text, err = squeezed(name, f.text); err != nil {
			return fmt.Errorf("read %s: %w", f.shown(), err)
		}
		t.Assets = append(t.Assets, Asset{name, f.text})
	}
	return nil
}

// isCopy tells whether a file of the site's theme is the built-in theme's, to the byte.
func (l *loader) isCopy(f *file, name string) bool {
	base := l.layers[len(l.layers)-1]
	built, err := fs.ReadFile(base.fsys, path.Join(base.dir, name))
	return err == nil && string(built) == string(f.text)
}

// HasAsset tells whether the theme brings the file, by its path from the website's root.
func (t *Theme) HasAsset(p string) bool {
	_, ok := slices.BinarySearchFunc(t.Assets, p, func(a Asset, p string) int { return strings.Compare(a.Path, p) })
	return ok
}
