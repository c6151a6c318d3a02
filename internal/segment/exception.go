package segment

import (
	"slices"
	"strings"
)

// An Exception is a translator's line in a PO file that lets one problem pass, and why:
//
//	# allow number-missing 2: the dual says it
//
// Name is the value that the problem is about, as it is shown there; where the problem has none, it is empty. So a
// second mistake in the same text is still found.
type Exception struct{ Code, Name, Reason string }

// Excusable are the codes of problems that an exception can let pass. A fact in a translation cannot be allowed.
var Excusable = []string{
	"brackets", "left-in-english", "number-extra", "number-missing", "number-order", "number-word", "odd-digits", "odd-length", "other-day", "other-script",
	"same-as-english", "other-term",
}

// Exceptions returns those that stand with the entry. What is missing of one is empty in it.
func (e *Entry) Exceptions() []Exception {
	var out []Exception
	for _, c := range e.Comments {
		rest, ok := strings.CutPrefix(strings.TrimSpace(c), "allow ")
		if !ok {
			continue
		}
		what, reason, _ := strings.Cut(rest, ": ")
		code, name, _ := strings.Cut(strings.TrimSpace(strings.TrimSuffix(what, ":")), " ")
		out = append(out, Exception{code, strings.TrimSpace(name), strings.TrimSpace(reason)})
	}
	return out
}

// Allows tells whether the exception is for the problem; one without a reason is for none.
func (x Exception) Allows(p Problem) bool {
	return x.Reason != "" && x.Code == p.Code && x.Name == p.Name && slices.Contains(Excusable, x.Code)
}

// Unexcused returns the problems that no exception of the entry lets pass.
func (e *Entry) Unexcused(ps []Problem) []Problem {
	if len(ps) == 0 {
		return nil
	}
	all := e.Exceptions()
	return slices.DeleteFunc(slices.Clone(ps), func(p Problem) bool {
		return slices.ContainsFunc(all, func(x Exception) bool { return x.Allows(p) })
	})
}
