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

// names is the set of the paths in use and of their folders, under the form in which the least careful file
// systems compare them.
type names map[string]name

// A name is a path in use; by is the file that it was claimed for, which for a folder is one in it.
type name struct {
	path, by string
	folder   bool
}

// claim takes a path for a file; a path that is taken is an error that names both.
func (n names) claim(p string) error {
	if err := n.add(p, p, false); err != nil {
		return err
	}
	for d := path.Dir(p); d != "."; d = path.Dir(d) {
		if old := n[d]; old.folder && old.path == d {
			break // it is taken with all folders above it; most paths are their own form
		}
		if err := n.add(d, p, true); err != nil {
			return err
		}
	}
	return nil
}

// meet looks whether a foreign file or folder stands in the way of ours.
func (n names) meet(p string, folder bool) error {
	for at, dir := p, folder; at != "."; at, dir = path.Dir(at), true {
		old, ok := n[fold(at)]
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

func (n names) add(p, by string, folder bool) error {
	key := fold(p)
	old, taken := n[key]
	switch {
	case !taken:
		n[key] = name{p, by, folder}
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
	n := names{}
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
