// Package diagnostics holds the page of each code that a diagnostic may have: what it means, and a wrong and a right
// example. The pages are the table of codes; a test of internal holds them against the code.
package diagnostics

import (
	"embed"
	"io/fs"
	"slices"
	"strings"
)

//go:embed *.md
var pages embed.FS

// Page returns the page of a code in Markdown, "" for none.
func Page(code string) string {
	b, err := pages.ReadFile(code + ".md")
	if err != nil {
		return ""
	}
	return string(b)
}

// Summary returns the first sentence of a code's page, "" for none.
func Summary(code string) string {
	_, rest, _ := strings.Cut(Page(code), "\n\n")
	paragraph, _, _ := strings.Cut(rest, "\n\n")
	text := strings.Join(strings.Fields(paragraph), " ")
	if i := strings.Index(text, ". "); i >= 0 {
		text = text[:i+1]
	}
	return text
}

// Codes lists every code, sorted.
func Codes() []string {
	names, err := fs.Glob(pages, "*.md")
	if err != nil {
		panic("diagnostics: " + err.Error()) // the pattern is wrong
	}
	for i, n := range names {
		names[i] = strings.TrimSuffix(n, ".md")
	}
	slices.Sort(names)
	return names
}
