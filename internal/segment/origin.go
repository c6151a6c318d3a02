package segment

import (
	"slices"
	"strings"
)

// Machine tells whether the header says that a machine made the translations: "X-Origin: machine", in letters of any case.
func (p *PO) Machine() bool { return strings.EqualFold(p.Get("X-Origin"), "machine") }

// These comments of a translator's say who made one translation, where the file's X-Origin says otherwise of all.
const (
	byPerson  = "Draft by a person."
	byMachine = "Draft by a machine."
)

// IsOrigin tells whether a comment says who made the translation.
func IsOrigin(comment string) bool { return comment == byPerson || comment == byMachine }

// Machine tells whether a machine made the translation; file says it of the file as a whole.
func (e *Entry) Machine(file bool) bool {
	switch {
	case slices.Contains(e.Comments, byMachine):
		return true
	case slices.Contains(e.Comments, byPerson):
		return false
	}
	return file
}

// Accept takes a new translation of the present English, or of one plural form of it, made by a person or a machine. It
// is no longer stale if all is set, which says that this is the last of its forms.
func (e *Entry) Accept(form int, words string, machine, file, all bool) {
	for len(e.Strs) <= form {
		e.Strs = append(e.Strs, "")
	}
	e.Strs = slices.Clone(e.Strs)
	e.Strs[form] = words
	e.Comments = slices.DeleteFunc(slices.Clone(e.Comments), IsOrigin)
	switch {
	case machine && !file:
		e.Comments = append(e.Comments, byMachine)
	case !machine && file:
		e.Comments = append(e.Comments, byPerson)
	}
	if all {
		e.Flags = slices.DeleteFunc(slices.Clone(e.Flags), func(f string) bool { return f == "fuzzy" })
		e.Extracted = slices.DeleteFunc(slices.Clone(e.Extracted), func(l string) bool { return l == doubted })
		e.Previous, e.Stale = nil, false
	}
}
