// Package draft writes new files of a site as people write them by hand: boroughs, listings, services and guides, with
// comments that help whoever goes on with them. It adds to files that are there without touching another byte of them.
package draft

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"welcomepack/internal/fields"
	"welcomepack/internal/source"
)

// Slug makes a short name out of a name in Latin letters: "Café St Mary’s" is cafe-st-marys. It is empty where the name
// has no letter a to z and no digit, as in other scripts; then a person has to choose one.
func Slug(name string) string {
	s := folds.Replace(strings.ToLower(name))
	s = strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return r
	}, norm.NFKD.String(s))
	s = strings.Trim(junk.ReplaceAllString(s, "-"), "-")
	for len(s) > source.MaxSlug {
		i := strings.LastIndexByte(s, '-')
		if i < 0 {
			i = source.MaxSlug
		}
		s = s[:i]
	}
	return s
}

var (
	junk  = regexp.MustCompile(`[^a-z0-9]+`)
	folds = strings.NewReplacer("&", " and ", "+", " plus ", "'", "", "’", "", "ʼ", "",
		"ß", "ss", "æ", "ae", "œ", "oe", "ø", "o", "đ", "d", "ð", "d", "þ", "th", "ł", "l", "ı", "i", "ħ", "h")
)

// Free returns the short name, or with a number behind it where it is taken.
func Free(slug string, taken func(string) bool) string {
	for n, s := 2, slug; ; n++ {
		if slug == "" || !taken(s) {
			return s
		}
		behind := fmt.Sprintf("-%d", n)
		s = strings.TrimRight(slug[:min(len(slug), source.MaxSlug-len(behind))], "-") + behind
	}
}

// A lines collects the lines of a file.
type lines struct{ b strings.Builder }

func (l *lines) add(format string, args ...any) { fmt.Fprintf(&l.b, format+"\n", args...) }

// field adds a field of text, unless there is none.
func (l *lines) field(indent, name, text string) {
	if text != "" {
		l.add("%s%s: %s", indent, name, Scalar(text))
	}
}

// Scalar writes a text as YAML, in quotes only where it has to be. Texts of several lines become one.
func Scalar(s string) string {
	return scalar(s, false)
}

// scalar does so; within tells whether brackets stand around it.
func scalar(s string, within bool) string {
	s = strings.Join(strings.Fields(s), " ")
	if !fields.Plain(s, within) || misread.MatchString(s) {
		return fields.Quote(s)
	}
	return s
}

// flow writes texts as a list in one line.
func flow(list []string) string {
	out := slices.Clone(list)
	for i, s := range out {
		out[i] = scalar(s, true)
	}
	return "[" + strings.Join(out, ", ") + "]"
}

// misread is what other readers of YAML take for a number, a truth or nothing.
var misread = regexp.MustCompile(`(?i)^(~|null|true|false|yes|no|on|off|y|n|[-+.0-9][-+.,:_0-9a-fox]*)$`)
