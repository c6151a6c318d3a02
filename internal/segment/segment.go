// Package segment turns words into segments for translators and back: the text a translator sees, its key
// and digest, how segments and translations are matched, and the gettext PO files that hold them.
package segment

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/source"
)

// Source returns the text as a translator sees it: words, {reference}, **bold**, [words](1) with links numbered
// in order from 1. A plain { is written {{; a plain * [ ] or \ has a backslash in front where it would be read
// as something else. A [doc.Fact] stands as the reference it was made from.
func Source(t doc.Text) string {
	if len(t.Inlines) == 1 { // as in most texts, which are held once then
		if s, ok := t.Inlines[0].(doc.Str); ok && plainLength(s.S) == len(s.S) {
			return s.S
		}
	}
	w := sourceWriter{brackets: hasLink(t.Inlines) || strings.Contains(doc.Plaintext(t.Inlines), "](")}
	w.write(t.Inlines)
	return w.b.String()
}

// Digest returns 16 hexadecimal digits that stand for a source text in its context, or for a translation.
func Digest(context, source string) string {
	sum := sha256.Sum256([]byte(context + "\x04" + source))
	return hex.EncodeToString(sum[:])[:16]
}

func hasLink(ins []doc.Inline) bool {
	found := false
	doc.WalkInlines(ins, func(in doc.Inline) {
		_, ok := in.(doc.Link)
		found = found || ok
	})
	return found
}

// name returns what stands between the braces for an inline that has them, "" for the others.
func name(in doc.Inline) string {
	switch in := in.(type) {
	case doc.Ref:
		return in.Path
	case doc.Slot:
		return in.Name
	case doc.Fact:
		return in.From[strings.LastIndexByte(in.From, '/')+1:]
	}
	return ""
}

type sourceWriter struct {
	b        strings.Builder
	links    int
	strong   bool
	brackets bool // [ and ] could be taken for a link
}

func (w *sourceWriter) write(ins []doc.Inline) {
	for _, in := range ins {
		switch in := in.(type) {
		case doc.Str:
			w.words(in.S)
		case doc.Strong:
			if w.strong {
				w.write(in.Inlines)
				continue
			}
			w.strong = true
			w.b.WriteString("**")
			w.write(in.Inlines)
			w.b.WriteString("**")
			w.strong = false
		case doc.Link:
			w.links++
			n := w.links
			w.b.WriteByte('[')
			w.write(in.Inlines)
			fmt.Fprintf(&w.b, "](%d)", n)
		case doc.Ref, doc.Slot, doc.Fact:
			w.b.WriteString("{" + name(in) + "}")
		default:
			panic("segment: unknown inline")
		}
	}
}

func (w *sourceWriter) words(s string) {
	for i := 0; i < len(s); i++ {
		c := s[i]
		last := i == len(s)-1
		switch {
		case c == '{':
			w.b.WriteByte('{')
		case c == '*' && (i == 0 || last || s[i-1] == '*' || s[i+1] == '*'):
			w.b.WriteByte('\\')
		case (c == '[' || c == ']') && w.brackets:
			w.b.WriteByte('\\')
		case c == '\\' && (last || strings.IndexByte(`*[]\`, s[i+1]) >= 0):
			w.b.WriteByte('\\')
		}
		w.b.WriteByte(c)
	}
}

// A Problem is what is wrong with a translation. Name is the placeholder or number it is about, if there is one.
type Problem struct {
	Code    string
	Message string
	Name    string
}

// Fill returns the translation's inlines. Its facts, references, slots and addresses are those of t, by name and
// number, as often as they stand in t. Where there are problems, the inlines are what could be understood, or
// none, and the caller shows the source instead.
func Fill(t doc.Text, translation string) ([]doc.Inline, []Problem) {
	if translation != "" && plainLength(translation) == len(translation) && !slices.ContainsFunc(t.Inlines, holds) { // most are
		return []doc.Inline{doc.Str{S: strings.Clone(translation)}}, nil
	}
	f := filler{s: translation, have: map[string][]doc.Inline{}, left: map[string]int{}}
	doc.WalkInlines(t.Inlines, func(in doc.Inline) {
		if l, ok := in.(doc.Link); ok {
			f.links = append(f.links, l)
		} else if n := name(in); n != "" {
			if f.left[n] == 0 {
				f.names = append(f.names, n)
			}
			f.have[n] = append(f.have[n], in)
			f.left[n]++
		}
	})
	f.used = make([]int, len(f.links))
	f.brackets = len(f.links) > 0 || strings.Contains(translation, "](")
	out, ok := f.parse(0, false, false)
	if !ok {
		return nil, f.problems
	}
	f.count()
	return out, f.problems
}

// A filler reads a translation from s[i] on.
type filler struct {
	s        string
	i        int
	have     map[string][]doc.Inline // the source's placeholders by name, in order
	left     map[string]int          // how many of each the translation has still to name; below 0 for too many
	names    []string                // the placeholders' names, each once
	links    []doc.Link
	used     []int // how often each link stands in the translation
	brackets bool
	problems []Problem
}

func (f *filler) problem(code, name, format string, args ...any) {
	f.problems = append(f.problems, Problem{code, fmt.Sprintf(format, args...), name})
}

// parse reads up to the mark that closes what is open, which it leaves, or to the end.
func (f *filler) parse(depth int, strong, link bool) ([]doc.Inline, bool) {
	var out []doc.Inline
	var words []byte
	add := func(ins ...doc.Inline) {
		if len(words) > 0 {
			out = append(out, doc.Str{S: string(words)})
			words = words[:0]
		}
		out = append(out, ins...)
	}
	for f.i < len(f.s) {
		rest := f.s[f.i:]
		switch {
		case len(rest) > 1 && rest[0] == '\\' && strings.IndexByte(`*[]\`, rest[1]) >= 0:
			words = append(words, rest[1])
			f.i += 2
		case strings.HasPrefix(rest, "**"):
			if strong {
				add()
				return out, true
			}
			f.i += 2
			inner, ok := f.strong(depth, link)
			if !ok {
				return nil, false
			}
			if len(inner) > 0 {
				add(doc.Strong{Inlines: inner})
			}
		case rest[0] == '[' && f.brackets:
			l, ok := f.link(depth, strong, link)
			if !ok {
				return nil, false
			}
			add(l...)
		case rest[0] == ']' && f.brackets:
			if !link {
				f.problem("broken-markup", "", "a ] closes nothing; write \\] for a plain ]")
				return nil, false
			}
			add()
			return out, true
		case strings.HasPrefix(rest, "{{"):
			words = append(words, '{')
			f.i += 2
		case rest[0] == '{':
			in, ok := f.placeholder()
			if !ok {
				return nil, false
			}
			add(in)
		default:
			n := max(1, plainLength(rest))
			words = append(words, rest[:n]...)
			f.i += n
		}
	}
	add()
	return out, true
}

// plainLength is how many bytes at the beginning of a translation are words and nothing else.
func plainLength(s string) int {
	for i := range len(s) {
		switch s[i] {
		case '\\', '*', '[', ']', '{':
			return i
		}
	}
	return len(s)
}

// holds tells whether an inline is or has what a translation must name.
func holds(in doc.Inline) bool {
	switch in := in.(type) {
	case doc.Str:
		return false
	case doc.Strong:
		return slices.ContainsFunc(in.Inlines, holds)
	}
	return true
}

func (f *filler) strong(depth int, link bool) ([]doc.Inline, bool) {
	if depth > source.MaxMarkup {
		f.problem("broken-markup", "", "bold words and links stand in each other")
		return nil, false
	}
	inner, ok := f.parse(depth+1, true, link)
	if !ok {
		return nil, false
	}
	if !strings.HasPrefix(f.s[f.i:], "**") {
		f.problem("broken-markup", "", "a ** opens bold words, but no ** closes them in the same place")
		return nil, false
	}
	f.i += 2
	return inner, true
}

// link reads [words](number). Where the source has no such link the words are kept.
func (f *filler) link(depth int, strong, link bool) ([]doc.Inline, bool) {
	if link || depth > source.MaxMarkup {
		f.problem("broken-markup", "", "a link stands in another link; write \\[ for a plain [")
		return nil, false
	}
	f.i++
	// Inside a link bold may open anew, but what was opened before it must not close in it.
	inner, ok := f.parse(depth+1, false, true)
	if !ok {
		return nil, false
	}
	n, size := linkNumber(f.s[f.i:])
	if size == 0 {
		f.problem("broken-markup", "", "a link is written [words](1), with the number of the English link; write \\[ for a plain [")
		return nil, false
	}
	f.i += size
	if strong {
		inner = flatten(inner)
	}
	if n < 1 || n > len(f.links) {
		f.problem("unknown-placeholder", fmt.Sprint(n), "the English has no link (%d)", n)
		return inner, true
	}
	f.used[n-1]++
	l := f.links[n-1]
	l.Inlines = inner
	return []doc.Inline{l}, true
}

// flatten takes bold off words that stand in bold already.
func flatten(ins []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, in := range ins {
		if s, ok := in.(doc.Strong); ok {
			out = append(out, s.Inlines...)
		} else {
			out = append(out, in)
		}
	}
	return out
}

// linkNumber reads "](1)", the number in digits of any script; size is 0 where something else stands there.
func linkNumber(s string) (n, size int) {
	body, found := strings.CutPrefix(s, "](")
	end := strings.IndexByte(body, ')')
	if !found || end < 1 || end > 16 {
		return 0, 0
	}
	for _, c := range ascii(strings.TrimSpace(body[:end])) {
		if c < '0' || c > '9' || n > 1000 {
			return 0, 0
		}
		n = n*10 + int(c-'0')
	}
	return n, end + 3
}

// placeholder reads {name}.
func (f *filler) placeholder() (doc.Inline, bool) {
	rest := f.s[f.i:]
	end := strings.IndexByte(rest[:min(len(rest), 256)], '}')
	if end < 0 {
		f.problem("broken-markup", "", "a { is not closed by }; write {{ for a plain {")
		return nil, false
	}
	n := strings.TrimSpace(rest[1:end])
	f.i += end + 1
	ins := f.have[n]
	if len(ins) == 0 {
		f.problem("unknown-placeholder", n, "{%s} is not in the English", n)
		return doc.Str{S: "{" + n + "}"}, true
	}
	k := min(max(len(ins)-f.left[n], 0), len(ins)-1)
	f.left[n]--
	return ins[k], true
}

// count says which placeholders and links are missing or stand there too often.
func (f *filler) count() {
	for _, n := range f.names {
		if f.left[n] > 0 {
			f.problem("missing-placeholder", n, "{%s} is missing", n)
		} else if f.left[n] < 0 {
			f.problem("repeated-placeholder", n, "{%s} stands there more often than in the English", n)
		}
	}
	for i, n := range f.used {
		if n == 0 {
			f.problem("missing-placeholder", fmt.Sprint(i+1), "the link [words](%d) is missing", i+1)
		} else if n > 1 {
			f.problem("repeated-placeholder", fmt.Sprint(i+1), "the link [words](%d) stands there more than once", i+1)
		}
	}
}
