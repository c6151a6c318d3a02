package build

import (
	"bytes"
	"path"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

var quotedName = regexp.MustCompile(`"([a-z0-9][a-z0-9.-]*)"`)

// ownMistakes drops, from what later stages say of a site that was not read whole, what only follows from the
// mistakes that reading found: a name that is said to be missing, but stands in a file that could not be read
// without a mistake, or is the file's own. One mistake is one diagnostic.
func ownMistakes(later, reading diag.List, files *source.Set) diag.List {
	broken := map[source.FileID]bool{}
	for _, d := range reading {
		if d.Severity == diag.Error {
			broken[d.At.File] = true
		}
	}
	delete(broken, 0)
	if len(broken) == 0 {
		return later
	}
	return slices.DeleteFunc(slices.Clone(later), func(d diag.Diagnostic) bool {
		if d.Severity != diag.Error {
			return true // warnings are about a site that was read whole
		}
		for _, m := range quotedName.FindAllSubmatch([]byte(d.Message), -1) {
			for id := range broken {
				own := path.Base(files.Path(id))
				if id != d.At.File && (names(files.Text(id), m[1]) || strings.TrimSuffix(own, path.Ext(own)) == string(m[1])) {
					return true
				}
			}
		}
		return false
	})
}

// names tells whether a slug stands in a text, whole.
func names(text, slug []byte) bool {
	part := func(c byte) bool { return c == '-' || c >= '0' && c <= '9' || c >= 'a' && c <= 'z' }
	for at := 0; ; {
		i := bytes.Index(text[at:], slug)
		if i < 0 {
			return false
		}
		from, to := at+i, at+i+len(slug)
		if (from == 0 || !part(text[from-1])) && (to == len(text) || !part(text[to])) {
			return true
		}
		at = from + 1
	}
}
