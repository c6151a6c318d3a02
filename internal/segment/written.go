package segment

import (
	"bytes"
	"slices"
	"strings"

	"welcomepack/internal/diag"
)

// A written is how an entry stood in its file, so that what did not change can be printed as it was: Poedit and
// Weblate break lines at other places than we do, and a file that they share with us must not change back and forth.
// A nil written is of an entry that was not read, or not to be edited.
type written struct {
	blanks int // lines above it
	lines  []writtenLine
	was    Entry
	header []Field
}

// A writtenLine is a line of an entry. The part is its keyword or the mark of its comment, "" for a blank line.
type writtenLine struct {
	part string
	text string // without blanks around it and without #~ or #|
	raw  string // all of it
}

// kept keeps the present line as one of a part of the entry that is under way.
func (r *poReader) kept(part, text string) {
	if !r.keep {
		return
	}
	if r.e.written == nil {
		r.e.written = &written{blanks: r.blanks}
		if r.po.head == nil && len(r.po.Entries) == 0 {
			r.e.written.blanks = 1 // it is the file's first, and another may come before it
		}
		r.blanks = 0
	}
	r.e.written.lines = append(r.e.written.lines, writtenLine{part, text, r.raw})
}

func (r *poReader) blank() {
	if r.e.written == nil {
		r.blanks++
		return
	}
	r.kept("", "")
}

// tail keeps the comments that no entry follows.
func (r *poReader) tail() {
	if r.e.written == nil || r.hasID || r.broken {
		return
	}
	r.po.tail = slices.Repeat([]string{""}, r.e.written.blanks)
	for _, l := range r.e.written.lines {
		r.po.tail = append(r.po.tail, l.raw)
	}
}

// markPart names the part of an entry that a comment with this mark is of.
func markPart(mark byte) string {
	if mark == '#' {
		return "#"
	}
	return "#" + string(mark)
}

// of notes what was read from the lines.
func (w *written) of(e *Entry) {
	if w == nil {
		return
	}
	w.was = *e
	w.was.written = nil
	w.was.Strs = slices.Clone(e.Strs)
	w.was.Flags = slices.Clone(e.Flags)
}

// same tells whether an entry is still what was read.
func (w *written) same(e *Entry) bool {
	a, b := &w.was, e
	return a.Context == b.Context && a.ID == b.ID && a.IDPlural == b.IDPlural && a.Obsolete == b.Obsolete &&
		slices.Equal(a.Strs, b.Strs) && slices.Equal(a.Refs, b.Refs) && slices.Equal(a.Comments, b.Comments) &&
		slices.Equal(a.Extracted, b.Extracted) && slices.Equal(a.Flags, b.Flags) && slices.Equal(a.Previous, b.Previous)
}

// gap returns how many blank lines stand above the entry.
func (w *written) gap() int {
	if w == nil {
		return 1
	}
	return w.blanks
}

func (w *written) print(b *bytes.Buffer) {
	for _, l := range w.lines {
		b.WriteString(l.raw + "\n")
	}
}

// part prints one part of an entry: as it was written where it is the same, else as the new lines.
func (w *written) part(b *bytes.Buffer, mark, part string, same bool, now []string) {
	if w != nil && same {
		now = nil
		for _, l := range w.lines {
			if l.part == part {
				now = append(now, l.text)
			}
		}
	}
	for _, l := range now {
		b.WriteString(strings.TrimRight(mark+l, " ") + "\n")
	}
}

// Former returns the English that a stale translation was made from, as far as the file says it.
func (e *Entry) Former() (context, id, plural string, ok bool) {
	if len(e.Previous) == 0 {
		return "", "", "", false
	}
	r := poReader{ds: &diag.List{}}
	for _, l := range e.Previous {
		r.statement(l, 0, false)
	}
	return r.e.Context, r.e.ID, r.e.IDPlural, r.hasID && !r.broken
}
