package check

import (
	"cmp"
	"slices"
	"strings"

	"welcomepack/docs/diagnostics"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// excusable is the errors that an exception with words and a reason takes away. All others are mistakes wherever they
// stand.
var excusable = []string{"personal-data", "secret-address"}

// Settle leaves out what the site does not want to be told: warnings and advice whose code is switched off, and what
// an exception with a reason says is right as it is.
func Settle(ds diag.List, c model.Checks, files *source.Set) diag.List {
	off := func(code string) bool {
		return slices.ContainsFunc(c.Off, func(o model.At[string]) bool { return o.V == code })
	}
	return slices.DeleteFunc(slices.Clone(ds), func(d diag.Diagnostic) bool {
		if d.Severity != diag.Error && off(d.Code) {
			return true
		}
		return slices.ContainsFunc(c.Except, func(x model.Exception) bool { return excuses(x, d, files) })
	})
}

// excuses tells whether an exception is for a diagnostic.
func excuses(x model.Exception, d diag.Diagnostic, files *source.Set) bool {
	path := files.Path(d.At.File)
	switch {
	case x.Code.V != d.Code || x.Reason.V == "" || x.File.V == "" || path == "":
		return false
	case x.File.V != path && "content/"+x.File.V != path:
		return false
	case d.Severity == diag.Error && (!slices.Contains(excusable, d.Code) || x.Words.V == ""):
		return false
	}
	return x.Words.V == "" || overlaps(string(files.Text(d.At.File)), x.Words.V, int(d.At.Offset), int(d.At.End))
}

// overlaps tells whether words stand in a text so that a part of them lies between two offsets.
func overlaps(text, words string, from, to int) bool {
	start := max(0, from-len(words)+1)
	end := min(len(text), max(to, from+1)+len(words)-1)
	return start < end && strings.Contains(text[start:end], words)
}

// switches wants the codes of site.yaml to be codes, and an exception from an error to name its words.
func switches(c *catalog.Catalog, ds *diag.List) {
	set := c.Site.Settings.Checks
	known := diagnostics.Codes()
	look := func(code model.At[string]) bool {
		if code.V == "" || slices.Contains(known, code.V) {
			return true
		}
		ds.Error(code.At, "unknown-code", "there is no message %q", code.V).
			Hint("%s", cmp.Or(diag.Near(code.V, known), "copy the word that stands in [ ] at the end of a message"))
		return false
	}
	for _, o := range set.Off {
		look(o)
	}
	for _, x := range set.Except {
		if look(x.Code) && slices.Contains(excusable, x.Code.V) && !x.Words.Written() {
			ds.Error(x.Code.At, "missing-field", "an exception from %s needs words:", x.Code.V).
				Hint("copy the number or the address that is public, so that nothing else of the file is excepted")
		}
	}
}

// Unused tells of exceptions that took nothing away: what they are for was changed, and nobody needs them. all is what
// was found before [Settle], of a review. What only a look at other websites finds is passed over.
func Unused(all diag.List, c model.Checks, files *source.Set) diag.List {
	var ds diag.List
	for _, x := range c.Except {
		used := slices.ContainsFunc(all, func(d diag.Diagnostic) bool { return excuses(x, d, files) })
		if !used && x.Code.V != "" && !slices.Contains(linkCodes, x.Code.V) {
			ds.Warning(x.Code.At, "unused-exception", "this exception from %s is not needed any more: nothing is said of %s", x.Code.V, x.File.V).
				Hint("delete it, or correct its file: and words:")
		}
	}
	return ds
}
