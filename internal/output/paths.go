package output

import (
	"fmt"
	"path"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/cases"
	"golang.org/x/text/unicode/norm"
)

// maxPath is what a zip, an old Windows and a web server can all take, in bytes.
const maxPath = 255

// reserved are names that Windows gives to devices, with any extension.
var reserved = map[string]bool{
	"con": true, "prn": true, "aux": true, "nul": true, "conin$": true, "conout$": true,
}

// CheckPath refuses a path that leaves its folder or that some file system cannot hold. Paths are never
// mended: a mended path would be another address.
func CheckPath(p string) error {
	switch {
	case p == "":
		return fmt.Errorf("an empty path")
	case len(p) > maxPath:
		return fmt.Errorf("path %q is %d bytes long, at most %d are possible", p, len(p), maxPath)
	case !utf8.ValidString(p):
		return fmt.Errorf("path %q is not UTF-8", p)
	case strings.HasPrefix(p, "/"):
		return fmt.Errorf("path %q begins at the root", p)
	}
	for part := range strings.SplitSeq(p, "/") {
		if err := checkName(part); err != nil {
			return fmt.Errorf("path %q: %w", p, err)
		}
	}
	return nil
}

func checkName(name string) error {
	switch {
	case name == "" || name == "." || name == "..":
		return fmt.Errorf("%q is not a name", name)
	case strings.HasSuffix(name, ".") || strings.HasSuffix(name, " ") || strings.HasPrefix(name, " "):
		return fmt.Errorf("%q begins or ends with a blank, or ends with a dot", name)
	case strings.ContainsFunc(name, unusable):
		return fmt.Errorf("%q has a character that file names cannot have everywhere", name)
	case isDevice(name):
		return fmt.Errorf("%q is the name of a device on Windows", name)
	}
	return nil
}

func unusable(r rune) bool {
	return unicode.IsControl(r) || unicode.Is(unicode.Cf, r) || strings.ContainsRune(`<>:"\|?*`, r)
}

// isDevice knows con, com1 and their like, also with an extension and with superscript digits.
func isDevice(name string) bool {
	base, _, _ := strings.Cut(strings.ToLower(name), ".")
	base = strings.TrimRight(base, " ")
	if reserved[base] {
		return true
	}
	digit, ok := strings.CutPrefix(base, "com")
	if !ok {
		digit, ok = strings.CutPrefix(base, "lpt")
	}
	return ok && utf8.RuneCountInString(digit) == 1 && strings.Contains("0123456789¹²³", digit)
}

// names is the paths in use. No two of them have the same form, in which the least careful file systems compare them.
type names struct {
	files   map[string]file
	folders map[string]string // those of the files, and a file in each
	paths   map[string]string // by form, of those that are not their own form
}

func newNames() names {
	return names{map[string]file{}, map[string]string{}, map[string]string{}}
}

// A name is a path in use; by is the file that it was claimed for, which for a folder is one in it.
type name struct {
	path, by string
	folder   bool
}

// find returns the path in use that has a form.
func (n names) find(form string) (_ name, ok bool) {
	p, odd := n.paths[form]
	if !odd {
		p = form
	}
	if _, ok := n.files[p]; ok {
		return name{p, p, false}, true
	}
	by, ok := n.folders[p]
	return name{p, by, true}, ok
}

// claim takes a path for a file; a path that is taken is an error that names both.
func (n names) claim(p string) error {
	if err := n.free(p, p, false); err != nil {
		return err
	}
	var folders []string
	for d := path.Dir(p); d != "." && n.folders[d] == ""; d = path.Dir(d) {
		if err := n.free(d, p, true); err != nil {
			return err
		}
		folders = append(folders, d)
	}
	for _, d := range folders {
		n.folders[d] = p
		n.note(d)
	}
	n.files[p] = file{}
	n.note(p)
	return nil
}

// note keeps a path that is not its own form.
func (n names) note(p string) {
	if form := fold(p); form != p {
		n.paths[form] = p
	}
}

// meet looks whether a foreign file or folder stands in the way of ours.
func (n names) meet(p string, folder bool) error {
	for at, dir := p, folder; at != "."; at, dir = path.Dir(at), true {
		old, ok := n.find(fold(at))
		if !ok {
			continue
		}
		if old.path != at {
			return fmt.Errorf("%q in the output folder and the site's %q are one name on some computers; move the first one away", p, old.by)
		}
		if old.folder != dir {
			return fmt.Errorf("%q in the output folder stands in the way of the site's %q; move it away", p, old.by)
		}
	}
	return nil
}

// free says what stands in the way of a path for a file, or for the folder of one.
func (n names) free(p, by string, folder bool) error {
	old, taken := n.find(fold(p))
	switch {
	case !taken:
	case old.path != p:
		return fmt.Errorf("%q and %q are one name on some computers", old.by, by)
	case old.folder != folder:
		return fmt.Errorf("%q and %q: %q is a file and a folder", old.by, by, p)
	case !folder:
		return fmt.Errorf("%q is put twice", p)
	}
	return nil
}

func fold(p string) string {
	for i := range len(p) {
		if p[i] >= utf8.RuneSelf {
			return norm.NFC.String(cases.Fold().String(norm.NFC.String(p)))
		}
	}
	return strings.ToLower(p)
}

// CheckPaths refuses what [CheckPath] refuses, and paths that are one name on some computers.
func CheckPaths(paths []string) error {
	n := newNames()
	for _, p := range paths {
		if err := CheckPath(p); err != nil {
			return err
		}
		if err := n.claim(p); err != nil {
			return err
		}
	}
	return nil
}
