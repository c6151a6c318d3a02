package pdf

import (
	"bytes"
	"compress/zlib"
	"fmt"
	"io"
	"strconv"
	"strings"
	"testing"
	"unicode/utf16"
)

// A small reader of PDF files as this package writes them, so that the checks do not trust the writer.
// Values are float64, bool, nil, name, text, ref, []any, dict, stream and, in content, operator.
type (
	pdfName   string
	pdfString string
	operator  string
	ref       int
	dict      map[string]any
	pdfStream struct {
		dict
		data []byte
	}
)

type lexer struct {
	b []byte
	i int
}

func (l *lexer) space() {
	for l.i < len(l.b) {
		switch c := l.b[l.i]; {
		case c == '%':
			for l.i < len(l.b) && l.b[l.i] != '\n' {
				l.i++
			}
		case c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == 0:
			l.i++
		default:
			return
		}
	}
}

const delimiters = " \n\r\t\x00()<>[]{}/%"

func (l *lexer) word() string {
	from := l.i
	for l.i < len(l.b) && !strings.ContainsRune(delimiters, rune(l.b[l.i])) {
		l.i++
	}
	return string(l.b[from:l.i])
}

// value reads the next value or operator; io.EOF at the end.
func (l *lexer) value() (any, error) {
	l.space()
	if l.i >= len(l.b) {
		return nil, io.EOF
	}
	switch c := l.b[l.i]; {
	case c == '/':
		l.i++
		return pdfName(l.word()), nil
	case c == '(':
		return l.literal(), nil
	case c == '<' && l.b[l.i+1] == '<':
		l.i += 2
		return l.dictionary()
	case c == '<':
		return l.hex()
	case c == '[':
		l.i++
		return l.array()
	case c == ']' || c == '>':
		return nil, fmt.Errorf("stray %c at %d", c, l.i)
	}
	w := l.word()
	switch w {
	case "true", "false":
		return w == "true", nil
	case "null":
		return nil, nil
	case "":
		return nil, fmt.Errorf("odd byte %q at %d", l.b[l.i], l.i)
	}
	if v, err := strconv.ParseFloat(w, 64); err == nil {
		var g int
		var r string
		if n, _ := fmt.Sscanf(string(l.b[l.i:min(l.i+12, len(l.b))]), " %d %1s", &g, &r); n == 2 && r == "R" && !strings.Contains(w, ".") {
			l.i += bytes.IndexByte(l.b[l.i:], 'R') + 1
			return ref(v), nil
		}
		return v, nil
	}
	return operator(w), nil
}

func (l *lexer) literal() pdfString {
	var out []byte
	depth := 0
	for ; l.i < len(l.b); l.i++ {
		c := l.b[l.i]
		switch c {
		case '\\':
			l.i++
			c = l.b[l.i]
			if k := strings.IndexByte("nrtbf", c); k >= 0 {
				c = "\n\r\t\b\f"[k]
			}
		case '(':
			depth++
			if depth == 1 {
				continue
			}
		case ')':
			depth--
			if depth == 0 {
				l.i++
				return pdfString(out)
			}
		}
		out = append(out, c)
	}
	return pdfString(out)
}

func (l *lexer) hex() (any, error) {
	end := bytes.IndexByte(l.b[l.i:], '>')
	if end < 0 {
		return nil, fmt.Errorf("string at %d has no end", l.i)
	}
	s := string(l.b[l.i+1 : l.i+end])
	l.i += end + 1
	var out []byte
	for k := 0; k+1 < len(s); k += 2 {
		v, err := strconv.ParseUint(s[k:k+2], 16, 8)
		if err != nil {
			return nil, err
		}
		out = append(out, byte(v))
	}
	return pdfString(out), nil
}

func (l *lexer) dictionary() (any, error) {
	d := dict{}
	for {
		l.space()
		if bytes.HasPrefix(l.b[l.i:], []byte(">>")) {
			l.i += 2
			return d, nil
		}
		k, err := l.value()
		if err != nil {
			return nil, err
		}
		key, ok := k.(pdfName)
		if !ok {
			return nil, fmt.Errorf("key %v at %d is no name", k, l.i)
		}
		if d[string(key)], err = l.value(); err != nil {
			return nil, err
		}
	}
}

func (l *lexer) array() (any, error) {
	out := []any{}
	for {
		l.space()
		if l.i < len(l.b) && l.b[l.i] == ']' {
			l.i++
			return out, nil
		}
		v, err := l.value()
		if err != nil {
			return nil, err
		}
		out = append(out, v)
	}
}

// A file is a PDF read.
type file struct {
	t       *testing.T
	b       []byte
	rows    [][3]int
	objects map[int]any
	trailer dict
}

func open(t *testing.T, b []byte) *file {
	t.Helper()
	f := &file{t: t, b: b, objects: map[int]any{}}
	i := bytes.LastIndex(b, []byte("startxref\n"))
	at, err := strconv.Atoi(strings.TrimSpace(strings.TrimSuffix(strings.TrimSpace(string(b[i+10:])), "%%EOF")))
	if err != nil {
		t.Fatal(err)
	}
	x := f.at(at).(pdfStream)
	f.trailer = x.dict
	for row := x.data; len(row) >= 7; row = row[7:] {
		f.rows = append(f.rows, [3]int{int(row[0]), int(row[1])<<24 | int(row[2])<<16 | int(row[3])<<8 | int(row[4]), int(row[5])<<8 | int(row[6])})
	}
	return f
}

// at reads the object at an offset.
func (f *file) at(offset int) any {
	f.t.Helper()
	l := &lexer{b: f.b, i: offset}
	for range 3 { // "12 0 obj"
		if _, err := l.value(); err != nil {
			f.t.Fatal(err)
		}
	}
	v, err := l.value()
	if err != nil {
		f.t.Fatal(err)
	}
	d, ok := v.(dict)
	l.space()
	if !ok || !bytes.HasPrefix(f.b[l.i:], []byte("stream\n")) {
		return v
	}
	from := l.i + len("stream\n")
	data := f.b[from : from+int(d["Length"].(float64))]
	if d["Filter"] == pdfName("FlateDecode") {
		z, err := zlib.NewReader(bytes.NewReader(data))
		if err != nil {
			f.t.Fatal(err)
		}
		if data, err = io.ReadAll(z); err != nil {
			f.t.Fatal(err)
		}
	}
	return pdfStream{d, data}
}

// get follows references.
func (f *file) get(v any) any {
	f.t.Helper()
	r, ok := v.(ref)
	if !ok {
		return v
	}
	if o, ok := f.objects[int(r)]; ok {
		return o
	}
	row := f.rows[r]
	var o any
	switch row[0] {
	case 1:
		o = f.at(row[1])
	case 2:
		s := f.get(ref(row[1])).(pdfStream)
		head := strings.Fields(string(s.data[:int(s.dict["First"].(float64))]))
		off, err := strconv.Atoi(head[2*row[2]+1])
		if err != nil || head[2*row[2]] != strconv.Itoa(int(r)) {
			f.t.Fatalf("object stream does not hold %d", r)
		}
		l := &lexer{b: s.data, i: int(s.dict["First"].(float64)) + off}
		if o, err = l.value(); err != nil {
			f.t.Fatal(err)
		}
	default:
		f.t.Fatalf("object %d is free", r)
	}
	f.objects[int(r)] = o
	return o
}

func (f *file) dict(v any) dict {
	f.t.Helper()
	d, ok := f.get(v).(dict)
	if !ok {
		f.t.Fatalf("%v is no dictionary", v)
	}
	return d
}

func (f *file) array(v any) []any {
	a, _ := f.get(v).([]any)
	return a
}

// decoded is a text string as Go has it.
func decoded(v any) string {
	s, _ := v.(pdfString)
	if !strings.HasPrefix(string(s), "\xfe\xff") {
		return string(s)
	}
	return utf16String([]byte(s[2:]))
}

func utf16String(b []byte) string {
	var u []uint16
	for i := 0; i+1 < len(b); i += 2 {
		u = append(u, uint16(b[i])<<8|uint16(b[i+1]))
	}
	return string(utf16.Decode(u))
}
