// Package markdown turns guides, and the words of listings, into the document tree. It takes the part of
// Markdown that paper and old phones can show, and says of everything else where it stands and what to write
// instead: nothing is dropped in silence.
package markdown

import (
	"bytes"
	"html"
	"regexp"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/source"
)

// Inlines returns the words of a listing: plain text with {references}, where {{ is a plain {. There is no
// Markdown in it. The place of text[0] is at.
func Inlines(ds *diag.List, at source.Pos, text string) []doc.Inline {
	w := newWords(ds, at.File)
	for i := range len(text) {
		w.put(text[i], at.Offset+int32(i), false)
	}
	out := trimEnd(w.flush())
	w.report()
	return out
}

// words gathers one text. Runs of blanks and line ends become one blank; each byte keeps its place in the file,
// through escapes and entities.
type words struct {
	ds   *diag.List
	file source.FileID
	text []byte
	at   []int32
	lit  []bool // the byte was written as an escape or entity: it opens no reference
	from int    // what was flushed before
}

func newWords(ds *diag.List, file source.FileID) *words { return &words{ds: ds, file: file} }

func (w *words) put(c byte, at int32, lit bool) {
	if !lit && (c == ' ' || c == '\t' || c == '\n' || c == '\r') {
		if n := len(w.text); n == 0 || w.text[n-1] == ' ' {
			return
		}
		c = ' '
	}
	w.text, w.at, w.lit = append(w.text, c), append(w.at, at), append(w.lit, lit)
}

var entityForm = regexp.MustCompile(`^&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)

// putMarkdown adds a stretch of Markdown text that starts at offset at: backslash escapes and entities are
// resolved.
func (w *words) putMarkdown(text []byte, at int32) {
	for i := 0; i < len(text); {
		if c := text[i]; c == '\\' && i+1 < len(text) && isPunct(text[i+1]) {
			w.put(text[i+1], at+int32(i)+1, true)
			i += 2
			continue
		} else if c == '&' {
			if m := entityForm.Find(text[i:min(i+40, len(text))]); m != nil && w.putEntity(m, at+int32(i)) {
				i += len(m)
				continue
			}
		}
		w.put(text[i], at+int32(i), false)
		i++
	}
}

// putEntity adds the character that an entity stands for, and tells whether there is one.
func (w *words) putEntity(entity []byte, at int32) bool {
	s := html.UnescapeString(string(entity))
	if s == string(entity) {
		return false
	}
	for _, r := range s {
		if hidden(r) {
			w.ds.Error(source.Pos{File: w.file, Offset: at}.Span(len(entity)), "hidden-character", "%s stands for the invisible character U+%04X", entity, r).
				Hint("take it out; direction is set by the program")
			return true
		}
	}
	for i := range len(s) {
		w.put(s[i], at, true)
	}
	return true
}

// hidden tells whether a character can change what readers see without being seen. The joiners that Persian and
// Sinhala need, and the two marks of direction, are no such characters.
func hidden(r rune) bool {
	switch {
	case r == 0x200B, r == 0x2060, r == 0xFEFF, r == utf8.RuneError:
		return true
	case 0x202A <= r && r <= 0x202E, 0x2066 <= r && r <= 0x2069, 0xE0000 <= r && r <= 0xE007F:
		return true
	}
	return unicode.IsControl(r)
}

func isPunct(c byte) bool {
	return '!' <= c && c <= '/' || ':' <= c && c <= '@' || '[' <= c && c <= '`' || '{' <= c && c <= '~'
}

// refForm is what stands between the braces: slugs joined by dots.
var refForm = regexp.MustCompile(`^[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+(?:-[a-z0-9]+)*)*$`)

// flush returns what was put since the last flush, with its references found.
func (w *words) flush() []doc.Inline {
	var out []doc.Inline
	var plain []byte
	str := func() {
		if len(plain) > 0 {
			out = append(out, doc.Str{S: string(plain)})
			plain = plain[:0]
		}
	}
	for i := w.from; i < len(w.text); {
		if w.text[i] != '{' || w.lit[i] {
			plain = append(plain, w.text[i])
			i++
			continue
		}
		if i+1 < len(w.text) && w.text[i+1] == '{' && !w.lit[i+1] {
			plain = append(plain, '{')
			i += 2
			continue
		}
		path, ok := w.reference(i)
		if !ok {
			plain = append(plain, '{')
			i++
			continue
		}
		str()
		out = append(out, doc.Ref{Path: path, Pos: spanOf(w.file, w.at[i:i+len(path)+2])})
		i += len(path) + 2
	}
	str()
	w.from = len(w.text)
	return out
}

// reference returns the path of the reference that opens at i, or says what is wrong with it.
func (w *words) reference(i int) (string, bool) {
	rest := w.text[i+1 : min(len(w.text), i+source.MaxPlaceName)]
	end := bytes.IndexByte(rest, '}')
	if end < 0 {
		w.ds.Error(spanOf(w.file, w.at[i:i+1]), "bad-reference", "a { opens a reference, but no } closes it").
			Hint("write {service.phone}, or {{ for a plain {")
		return "", false
	}
	path := string(rest[:end])
	if refForm.MatchString(path) {
		return path, true
	}
	d := w.ds.Error(spanOf(w.file, w.at[i:i+end+2]), "bad-reference", "%q is no reference", "{"+path+"}")
	if includeWord.MatchString(path) {
		d.Hint("put it on a line of its own, with an empty line before and after: {services: nhs-111, migrant-help} or {category: health}")
	} else {
		d.Hint("a reference is a name in small letters, digits and hyphens, a dot, and a field: {nhs-111.phone}; write {{ for a plain {")
	}
	return "", false
}

var (
	includeWord  = regexp.MustCompile(`^\s*(?:services?|categor(?:y|ies))\s*:`)
	footnoteForm = regexp.MustCompile(`\[\^[^\]\s]+\]`)
	tagForm      = regexp.MustCompile(`<[A-Za-z/!?]`)
	looseLink    = regexp.MustCompile(`\[[^\[\]]*\] +\((?:guide|service|category|https?):[^)]*\)`)
)

// report says what is wrong with the words as a whole: the facts in them.
func (w *words) report() { reportLiterals(w.ds, w.file, w.shielded(), w.at) }

// shielded is the text with references made unlike words, so that no fact is seen across them.
func (w *words) shielded() []byte {
	out := bytes.Clone(w.text)
	for i := 0; i < len(out); i++ {
		if out[i] != '{' || w.lit[i] {
			continue
		}
		end := bytes.IndexByte(out[i:min(len(out), i+source.MaxPlaceName)], '}')
		if end > 0 && refForm.Match(out[i+1:i+end]) {
			for j := i; j <= i+end; j++ {
				out[j] = '{'
			}
			i += end
		}
	}
	return out
}

// reportMarks says where Markdown was meant and none was understood.
func (w *words) reportMarks() {
	for _, m := range footnoteForm.FindAllIndex(w.text, -1) {
		w.ds.Error(spanOf(w.file, w.at[m[0]:m[1]]), "unsupported-markdown", "footnotes are not shown").
			Hint("put the words into the sentence, or into a box: > [!note]")
	}
	for _, m := range looseLink.FindAllIndex(w.text, -1) {
		w.ds.Error(spanOf(w.file, w.at[m[0]:m[1]]), "bad-link", "there is a blank between the words and the address of a link").
			Hint("write [words](guide:name) without a blank between ] and (")
	}
	for _, m := range tagForm.FindAllIndex(w.text, -1) {
		if !w.lit[m[0]] {
			w.ds.Error(spanOf(w.file, w.at[m[0]:m[1]]), "html", "HTML is not allowed: paper cannot show it").Hint("write &lt; for a plain <")
		}
	}
	for i := 0; i+1 < len(w.text); i++ {
		if w.text[i] == '*' && w.text[i+1] == '*' && !w.lit[i] && !w.lit[i+1] {
			w.ds.Error(spanOf(w.file, w.at[i:i+2]), "bold-marks", "** neither opens nor closes bold words here").
				Hint("write **words** with no blank just inside the stars; write \\*\\* for plain stars")
			for i+1 < len(w.text) && w.text[i+1] == '*' {
				i++
			}
		}
	}
}

// trimEnd takes the blank off the end of the last words.
func trimEnd(ins []doc.Inline) []doc.Inline {
	if len(ins) == 0 {
		return nil
	}
	last := len(ins) - 1
	switch in := ins[last].(type) {
	case doc.Str:
		in.S = string(bytes.TrimRight([]byte(in.S), " "))
		ins[last] = in
		if in.S == "" {
			return trimEnd(ins[:last])
		}
	case doc.Strong:
		in.Inlines = trimEnd(in.Inlines)
		ins[last] = in
	case doc.Link:
		in.Inlines = trimEnd(in.Inlines)
		ins[last] = in
	}
	return ins
}
