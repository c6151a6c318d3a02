package diag

import (
	"bytes"

	"welcomepack/internal/source"
)

// Conflict tells whether a file holds two versions of the same lines, as git leaves them where two people changed them, and
// reports the first. What else is said of such a file would only confuse.
func Conflict(ds *List, file source.FileID, src []byte) bool {
	at := firstLine(src, "<<<<<<< ")
	if at < 0 {
		at = firstLine(src, ">>>>>>> ")
	}
	if at < 0 {
		return false
	}
	line, _, _ := bytes.Cut(src[at:], []byte("\n"))
	ds.Error(source.Pos{File: file, Offset: int32(at)}.Span(len(bytes.TrimRight(line, "\r"))), "merge-conflict", "two people changed the lines below at the same time, and git left both versions here").
		Hint("keep what is right of the two, and delete the lines that begin with <<<<<<<, ======= and >>>>>>>")
	return true
}

// firstLine returns where the first line begins that has a prefix, or -1.
func firstLine(src []byte, prefix string) int {
	if bytes.HasPrefix(src, []byte(prefix)) {
		return 0
	}
	i := bytes.Index(src, []byte("\n"+prefix))
	if i < 0 {
		return -1
	}
	return i + 1
}
