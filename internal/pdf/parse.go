package pdf

import (
	"bytes"
	"errors"
	"fmt"
	"regexp"
	"strconv"
)

// An object is what stands between obj and endobj.
type object struct {
	body   []byte
	stream bool
}

var (
	tailPattern   = regexp.MustCompile(`startxref\s+(\d+)\s+%%EOF\s*$`)
	lengthPattern = regexp.MustCompile(`/Length (\d+)`)
)

// parse cuts fpdf's output, which has one classical cross-reference table, into its objects by number.
func parse(b []byte) ([]object, error) {
	m := tailPattern.FindSubmatch(b[max(0, len(b)-64):])
	if m == nil {
		return nil, errors.New("no startxref at the end")
	}
	at, err := strconv.Atoi(string(m[1]))
	if err != nil || at < 0 || at > len(b)-8 {
		return nil, fmt.Errorf("startxref %s is outside the file", m[1])
	}
	var first, n int
	if _, err := fmt.Sscanf(string(b[at:min(at+32, len(b))]), "xref\n%d %d", &first, &n); err != nil || first != 0 {
		return nil, errors.New("no cross-reference table from 0")
	}
	rows := at + 5 + bytes.IndexByte(b[at+5:], '\n') + 1
	if rows+20*n > len(b) {
		return nil, errors.New("cross-reference table is cut short")
	}
	objects := make([]object, n)
	for i := 1; i < n; i++ {
		off, err := strconv.Atoi(string(b[rows+20*i : rows+20*i+10]))
		if err != nil || off >= len(b) {
			return nil, fmt.Errorf("object %d has no place", i)
		}
		if objects[i], err = parseObject(b[off:], i); err != nil {
			return nil, err
		}
	}
	return objects, nil
}

// parseObject reads object i at the start of b.
func parseObject(b []byte, i int) (object, error) {
	head := fmt.Sprintf("%d 0 obj\n", i)
	if !bytes.HasPrefix(b, []byte(head)) {
		return object{}, fmt.Errorf("object %d is not where the table says", i)
	}
	b = b[len(head):]
	end := bytes.Index(b, []byte("endobj"))
	if end < 0 {
		return object{}, fmt.Errorf("object %d has no end", i)
	}
	start := bytes.Index(b[:end], []byte("stream\n"))
	if start < 0 {
		return object{body: bytes.TrimSpace(b[:end])}, nil
	}
	m := lengthPattern.FindSubmatch(b[:start])
	if m == nil {
		return object{}, fmt.Errorf("stream %d has no length", i)
	}
	length, err := strconv.Atoi(string(m[1]))
	after := start + len("stream\n") + length
	if err != nil || after > len(b) {
		return object{}, fmt.Errorf("stream %d is cut short", i)
	}
	end = bytes.Index(b[after:], []byte("endobj"))
	if end < 0 {
		return object{}, fmt.Errorf("object %d has no end", i)
	}
	return object{bytes.TrimSpace(b[:after+end]), true}, nil
}
