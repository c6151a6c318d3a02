// Package source holds the files that authors wrote and finds places in them: a value's file, line and
// column, and the text around it.
package source

import (
	"bytes"
	"crypto/sha256"
	"slices"
	"sort"
	"strings"
	"sync/atomic"
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

// A Sum is the SHA-256 of a file's bytes.
type Sum [sha256.Size]byte

// SumOf returns the digest of some bytes.
func SumOf(b []byte) Sum { return sha256.Sum256(b) }

type file struct {
	path  string
	text  []byte
	lines []int32 // offsets of the lines' first bytes; nil for a file whose places are seldom looked up
	kept  []line  // in place of text, after [Set.Shrink]; by offset
	again bool    // it can be read again, for places that were not kept
}

// A line is one line of a file whose text was dropped.
type line struct {
	offset int32
	number int
	text   []byte // without its end
}

// A Set holds the files of one load. Files may be put and looked at by several goroutines at a time; others are added
// only while it is loaded.
type Set struct {
	Again func(path string) []byte // reads a file once more; nil where nothing can

	files []atomic.Pointer[file]
}

// Clone returns a set of the same files, to which others can be added, and in which a file can be put anew.
func (s *Set) Clone() *Set {
	out := &Set{s.Again, make([]atomic.Pointer[file], len(s.files))}
	for i := range s.files {
		out.files[i].Store(s.files[i].Load())
	}
	return out
}

// Share takes over a file as another set has it, under its ID.
func (s *Set) Share(id FileID, from *Set) {
	if f := from.file(id); f != nil && int(id) <= len(s.files) {
		s.files[id-1].Store(f)
	}
}

// Add takes a file's text under its slash-separated path, relative to the site's folder, and returns its ID.
func (s *Set) Add(path string, text []byte) FileID {
	id := s.Reserve(path)
	s.Put(id, text)
	return id
}

// Reserve returns the ID of a file whose text is put later.
func (s *Set) Reserve(path string) FileID {
	s.files = append(s.files, atomic.Pointer[file]{})
	s.files[len(s.files)-1].Store(&file{path: path, lines: []int32{0}})
	return FileID(len(s.files))
}

// Put gives a file its text.
func (s *Set) Put(id FileID, text []byte) {
	f := &file{path: s.files[id-1].Load().path, text: text, lines: make([]int32, 1, 1+bytes.Count(text, []byte{'\n'}))}
	for i, c := range text {
		if c == '\n' {
			f.lines = append(f.lines, int32(i+1))
		}
	}
	s.files[id-1].Store(f)
}

// PutLarge gives a file its text, without what makes looking up many places quick. Once its text is dropped it may be
// read again.
func (s *Set) PutLarge(id FileID, text []byte) {
	s.files[id-1].Store(&file{path: s.files[id-1].Load().path, text: text, again: true})
}

// Drop drops a large file's text; see [Set.PutLarge].
func (s *Set) Drop(id FileID) {
	s.files[id-1].Store(&file{path: s.files[id-1].Load().path, again: true})
}

// ShrinkBelow drops the texts of the files below a folder but for the lines of some places, as [Set.Shrink] does. They have to
// be files that can be read again.
func (s *Set) ShrinkBelow(folder string, places []Span) {
	in := map[FileID][]Span{}
	for _, p := range places {
		in[p.File] = append(in[p.File], p)
	}
	for i := range s.files {
		if f := s.files[i].Load(); f.text != nil && strings.HasPrefix(f.path, folder+"/") {
			s.PutLarge(FileID(i+1), f.text)
			s.Shrink(FileID(i+1), in[FileID(i+1)])
		}
	}
}

// Shrink drops a file's text but for the lines of some places. For others it is read again.
func (s *Set) Shrink(id FileID, places []Span) {
	f := s.files[id-1].Load()
	out := &file{path: f.path, lines: []int32{0}, again: f.again}
	places = slices.Clone(places)
	slices.SortFunc(places, func(a, b Span) int { return int(a.Offset) - int(b.Offset) })
	number, from := 1, 0
	for _, p := range places {
		if p.File != id {
			continue
		}
		off := min(max(int(p.Offset), 0), len(f.text))
		for {
			end := bytes.IndexByte(f.text[from:], '\n')
			if end < 0 || from+end >= off {
				break
			}
			number, from = number+1, from+end+1
		}
		if n := len(out.kept); n == 0 || out.kept[n-1].number != number {
			out.kept = append(out.kept, line{int32(from), number, bytes.Clone(lineAt(f.text, from))})
		}
	}
	s.files[id-1].Store(out)
}

func lineAt(text []byte, from int) []byte {
	l := text[from:]
	if end := bytes.IndexByte(l, '\n'); end >= 0 {
		l = l[:end]
	}
	return bytes.TrimSuffix(l, []byte{'\r'})
}

func (s *Set) file(id FileID) *file {
	if id <= 0 || int(id) > len(s.files) {
		return nil
	}
	return s.files[id-1].Load()
}

// IDs returns the IDs of the files by path; of several files of one path, the first one's.
func (s *Set) IDs() map[string]FileID {
	out := make(map[string]FileID, len(s.files))
	for i := range s.files {
		path := s.files[i].Load().path
		if _, ok := out[path]; !ok {
			out[path] = FileID(i + 1)
		}
	}
	return out
}

// Path returns the file's path, "" for no file.
func (s *Set) Path(id FileID) string {
	if f := s.file(id); f != nil {
		return f.path
	}
	return ""
}

// Text returns the file's bytes, which must not be changed; none after [Set.Shrink].
func (s *Set) Text(id FileID) []byte {
	if f := s.file(id); f != nil {
		return f.text
	}
	return nil
}

// Place returns where p is; a Pos without a file has the zero Place.
func (s *Set) Place(p Pos) Place {
	f := s.file(p.File)
	if f == nil {
		return Place{}
	}
	l := s.line(f, p)
	return Place{f.path, l.number, utf8.RuneCount(l.text[:min(max(int(p.Offset-l.offset), 0), len(l.text))]) + 1}
}

// line returns the line that holds a place; its text ends before the line's end.
func (s *Set) line(f *file, p Pos) line {
	if f.kept != nil {
		i := sort.Search(len(f.kept), func(i int) bool { return f.kept[i].offset > p.Offset })
		l := f.kept[max(i-1, 0)]
		if !f.again || l.offset <= p.Offset && int(p.Offset-l.offset) <= len(l.text)+1 {
			return l
		}
	}
	if f.text == nil && f.again && s.Again != nil {
		f = &file{text: s.Again(f.path)}
	}
	off := min(max(p.Offset, 0), int32(len(f.text)))
	if f.lines != nil {
		n := sort.Search(len(f.lines), func(i int) bool { return f.lines[i] > off })
		return line{f.lines[n-1], n, lineAt(f.text, int(f.lines[n-1]))}
	}
	from := int32(bytes.LastIndexByte(f.text[:off], '\n') + 1)
	return line{from, bytes.Count(f.text[:off], []byte{'\n'}) + 1, lineAt(f.text, int(from))}
}

// Line returns the text of the line that holds p, without its end.
func (s *Set) Line(p Pos) string {
	f := s.file(p.File)
	if f == nil {
		return ""
	}
	return string(s.line(f, p).text)
}

// Width returns how many characters of its first line a span covers, at least 1.
func (s *Set) Width(p Span) int {
	f := s.file(p.File)
	if f == nil {
		return 1
	}
	l := s.line(f, p.Pos)
	from := min(max(int(p.Offset-l.offset), 0), len(l.text))
	to := min(max(int(p.End-l.offset), from), len(l.text))
	return max(1, utf8.RuneCount(l.text[from:to]))
}

// Offset returns the offset of a line and column in characters, both from 1, as a parser counted them; it is
// clipped to the file.
func (s *Set) Offset(id FileID, line, col int) Pos {
	f := s.file(id)
	if f == nil || f.lines == nil {
		return Pos{}
	}
	line = min(max(line, 1), len(f.lines))
	off := int(f.lines[line-1])
	for c := 1; c < col && off < len(f.text) && f.text[off] != '\n'; c++ {
		_, n := utf8.DecodeRune(f.text[off:])
		off += n
	}
	return Pos{id, int32(off)}
}
