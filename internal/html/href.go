package html

import "strings"

// href prints an address and returns its scheme, "" for an address within the website. Those are paths from
// the root and become relative to the page. Anything that could lead elsewhere is a bug of whoever made the tree.
func (w *writer) href(to string) (scheme string) {
	scheme, ok := schemeOf(to)
	switch {
	case !ok && w.root != "" && !strings.HasPrefix(to, "#"):
		w.esc(w.root + inside(to))
	case !ok:
		w.esc(relative(w.page.Path, inside(to)))
	default:
		w.esc(outside(to, scheme))
	}
	return scheme
}

// schemeOf returns what stands before a colon, if that comes before any part of a path.
func schemeOf(to string) (string, bool) {
	if i := strings.IndexAny(to, ":/?#"); i >= 0 && to[i] == ':' {
		return to[:i], true
	}
	return "", false
}

func outside(to, scheme string) string {
	switch scheme {
	case "https", "http":
		if strings.HasPrefix(to, scheme+"://") && clean(to) {
			return to
		}
	case "mailto", "tel", "sms":
		if clean(to) {
			return to
		}
	}
	panic("html: a page cannot link to " + to)
}

// inside returns a path from the website's root, or a place on the page itself, unchanged.
func inside(to string) string {
	p, _, _ := strings.Cut(to, "#")
	last := p[strings.LastIndexByte(p, '/')+1:]
	if !clean(to) || strings.HasPrefix(to, "/") || strings.ContainsAny(to, `\?`) || strings.Contains(p, "..") && strings.Contains("/"+p+"/", "/../") || strings.Contains(p, "//") ||
		last == "" && !strings.HasPrefix(to, "#") {
		panic("html: not a page of the website: " + to)
	}
	return to
}

// clean tells whether there are no blanks and control characters, which browsers pass over.
func clean(s string) bool {
	for i := range len(s) {
		if s[i] <= ' ' || s[i] == 0x7f {
			return false
		}
	}
	return true
}

// relative returns the way from a page to another place, both from the website's root. It ends in a file's
// name, so that it works from a disk too; to a place on the same page it is #id alone.
func relative(from, to string) string {
	file, id, hasID := strings.Cut(to, "#")
	if file == from || file == "" {
		if hasID {
			return "#" + id
		}
		return file[strings.LastIndexByte(file, '/')+1:]
	}
	common := 0
	for i := 0; i < len(from) && i < len(file) && from[i] == file[i]; i++ {
		if from[i] == '/' {
			common = i + 1
		}
	}
	return strings.Repeat("../", strings.Count(from[common:], "/")) + to[common:]
}
