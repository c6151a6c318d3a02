// Package source holds the files that authors wrote and finds places in them: a value's file, line and
// column, and the text around it.
package source

import (
	"sort"
	"unicode/utf8"
)

// A FileID names a file of a [Set]; 0 is no file.
type FileID int32

// A Pos is a place in a file: a byte offset. The zero Pos is no place.
type Pos struct {
	File   FileID
	Offset int32
}

// Span returns the span of n bytes that starts at p.
func (p Pos) Span(n int) Span { return Span{Pos: p, End: p.Offset + int32(n)} }

// A Span is a stretch of a file, from Pos up to the byte offset End.
type Span struct {
	Pos
	End int32
}

// A Place is a Pos as people count: the path, the line and the column in characters, both from 1.
type Place struct {
	Path      string
	Line, Col int
}

type file struct {
	path  string
	text  []byte
	lines []int32 // offsets of the lines' first bytes
}

// A Set holds the files of one load. It is read-only once loading has ended.
type Set struct {
	files []file
}

// Add takes a file's text under its slash-separated path, relative to the site's folder, and returns its ID.
func (s *Set) Add(path string, text []byte) FileID {
	f := file{path: path, text: text, lines: []int32{0}}
	for i, c := range text {
		if c == '\n' {
			f.lines = append(f.lines, int32(i+1))
		}
	}
	s.files = append(s.files, f)
	return FileID(len(s.files))
}

// Path returns the file's path, "" for no file.
func (s *Set) Path(id FileID) string {
	if id <= 0 || int(id) > len(s.files) {
		return ""
	}
	return s.files[id-1].path
}

// Text returns the file's bytes, which must not be changed.
func (s *Set) Text(id FileID) []byte {
	if id <= 0 || int(id) > len(s.files) {
		return nil
	}
	return s.files[id-1].text
}

// Place returns where p is; a Pos without a file has the zero Place.
func (s *Set) Place(p Pos) Place {
	if p.File <= 0 || int(p.File) > len(s.files) {
		return Place{}
	}
	f := &s.files[p.File-1]
	off := min(max(p.Offset, 0), int32(len(f.text)))
	n := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > off }) // the line's number
	return Place{f.path, n, utf8.RuneCount(f.text[f.lines[n-1]:off]) + 1}
}

// Line returns the text of the line that holds p, without its end.
func (s *Set) Line(p Pos) string {
	if p.File <= 0 || int(p.File) > len(s.files) {
		return ""
	}
	f := &s.files[p.File-1]
	n := s.Place(p).Line
	end := int32(len(f.text))
	if n < len(f.lines) {
		end = f.lines[n] - 1
	}
	line := f.text[f.lines[n-1]:end]
	if k := len(line); k > 0 && line[k-1] == '\r' {
		line = line[:k-1]
	}
	return string(line)
}

// Offset returns the offset of a line and column in characters, both from 1, as a parser counted them; it is
// clipped to the file.
func (s *Set) Offset(id FileID, line, col int) Pos {
	if id <= 0 || int(id) > len(s.files) {
		return Pos{}
	}
	f := &s.files[id-1]
	line = min(max(line, 1), len(f.lines))
	off := int(f.lines[line-1])
	for c := 1; c < col && off < len(f.text) && f.text[off] != '\n'; c++ {
		_, n := utf8.DecodeRune(f.text[off:])
		off += n
	}
	return Pos{id, int32(off)}
}
