package exchange

import (
	"bytes"
	"cmp"
	"fmt"
	"strings"
	"unicode/utf16"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// A line is a text that came back from a translator.
type line struct {
	id      string
	where   string // where the text stood, "" where the file does not say
	english string
	words   string
	done    bool   // the file says that the words are of the present English, even if they are the old ones
	problem string // why its words cannot be used, "" for nothing
	at      source.Span
}

// A returned is a file that came back.
type returned struct {
	lines    []line
	language string // that it says it is in, as it says it; "" for none
	langAt   source.Span
}

// A reader reads one form of file. What is wrong with all of the file is reported and ends the reading.
type reader struct {
	ds      *diag.List
	files   *source.Set
	name    string
	english func(id string) (string, bool) // the present English of a line
	file    source.FileID
}

// wrong reports what is wrong with the file as a whole.
func (r *reader) wrong(at int, hint, format string, args ...any) {
	if r.file == 0 {
		r.file = r.files.Add(r.name, nil)
	}
	r.ds.Error(r.span(at, 0), "import-file", format, args...).Hint("%s", hint)
}

func (r *reader) span(at, n int) source.Span {
	return source.Pos{File: r.file, Offset: int32(at)}.Span(n)
}

// read reads a file of any form that goes out, as its first bytes say.
func (r *reader) read(data []byte) *returned {
	if len(data) > source.MaxReturned {
		r.wrong(0, "send it in parts", "the file has %d MiB; at most %d MiB are read", len(data)>>20, source.MaxReturned>>20)
		return nil
	}
	if bytes.HasPrefix(data, []byte("PK\x03\x04")) {
		return r.xlsx(data)
	}
	if bytes.HasPrefix(data, []byte("\xD0\xCF\x11\xE0")) {
		r.wrong(0, "open it and save it as Excel Workbook (.xlsx) or as CSV UTF-8", "this is a file of an old Excel, or one with a password")
		return nil
	}
	text, utf := decode(data)
	r.file = r.files.Add(r.name, text)
	start := bytes.TrimLeft(text, " \t\r\n")
	switch {
	case bytes.HasPrefix(start, []byte("<")):
		return r.xliff(text)
	case bytes.HasPrefix(start, []byte("msgid")) || bytes.HasPrefix(start, []byte("#")) && bytes.Contains(text, []byte("\nmsgid ")):
		r.wrong(0, "put it into the folder translations under its own name instead", "this is a PO file; it needs no import")
		return nil
	}
	return r.csv(text, utf)
}

// decode returns a file as UTF-8. Excel writes UTF-8, UTF-16 or, where it is not asked for better, Windows-1252, which
// has no letters but those of Western Europe; utf is false for that.
func decode(data []byte) (text []byte, utf bool) {
	switch {
	case bytes.HasPrefix(data, []byte("\xEF\xBB\xBF")):
		return data[3:], true
	case bytes.HasPrefix(data, []byte("\xFF\xFE")):
		return fromUTF16(data[2:], 1, 0), true
	case bytes.HasPrefix(data, []byte("\xFE\xFF")):
		return fromUTF16(data[2:], 0, 1), true
	case utf8.Valid(data):
		return data, true
	}
	out, err := charmap.Windows1252.NewDecoder().Bytes(data)
	if err != nil {
		return data, false
	}
	return out, false
}

func fromUTF16(data []byte, high, low int) []byte {
	units := make([]uint16, len(data)/2)
	for i := range units {
		units[i] = uint16(data[2*i+high])<<8 | uint16(data[2*i+low])
	}
	return []byte(string(utf16.Decode(units)))
}

// xliff reads XLIFF 1.2 or 2.
func (r *reader) xliff(text []byte) *returned {
	root, at, err := parseXML(text)
	if err != nil {
		r.wrong(at, "save it again in your program, or ask for a new file", "the file is broken here: %s", err)
		return nil
	}
	switch v := root.attrs["version"]; {
	case root.name != "xliff":
		r.wrong(0, "import files that \"translations export\" made: XLIFF, Excel or CSV", "this is no XLIFF file: it begins with <%s>", root.name)
		return nil
	case strings.HasPrefix(v, "2."):
		return r.read21(root)
	case v == "1.2" || v == "1.1":
		return r.read12(root)
	default:
		r.wrong(0, "save it as XLIFF 1.2 or 2.1", "this is XLIFF of version %q, which is not read", v)
		return nil
	}
}

func (r *reader) read12(root *element) *returned {
	out := &returned{}
	root.all("file", func(f *element) {
		if l := f.attrs["target-language"]; l != "" && out.language == "" {
			out.language, out.langAt = l, r.span(f.at, len("<file"))
		}
		f.all("trans-unit", func(u *element) { out.lines = append(out.lines, r.line12(u)) })
	})
	return out
}

func (r *reader) line12(u *element) line {
	l := line{id: u.attrs["id"], where: u.attrs["resname"], at: r.span(u.at, len("<trans-unit"))}
	in := inlineReader{codes: map[string][2]string{}, own: map[string]string{}}
	if english, ok := r.english(l.id); ok {
		in.codes = codes(tokens(english))
	}
	l.english = in.element(u.child("source"))
	in.problem = "" // the English is compared by itself
	target := u.child("target")
	l.words = in.element(target)
	l.problem = in.problem
	if target != nil {
		switch target.attrs["state"] {
		case "translated", "final", "signed-off":
			l.done = true
		}
	}
	l.done = l.done || u.attrs["approved"] == "yes"
	return l
}

func (r *reader) read21(root *element) *returned {
	out := &returned{language: root.attrs["trgLang"], langAt: r.span(root.at, len("<xliff"))}
	root.all("unit", func(u *element) { out.lines = append(out.lines, r.line21(u)) })
	return out
}

// line21 reads a unit, which a program may have cut into several segments.
func (r *reader) line21(u *element) line {
	l := line{id: u.attrs["id"], where: u.attrs["name"], at: r.span(u.at, len("<unit")), done: true}
	in := inlineReader{codes: map[string][2]string{}, own: map[string]string{}}
	if english, ok := r.english(l.id); ok {
		in.codes = codes(tokens(english))
	}
	if data := u.child("originalData"); data != nil {
		for _, d := range data.children("data") {
			in.own[d.attrs["id"]] = d.text()
		}
	}
	whole := true
	for _, k := range u.kids {
		if k.el == nil || k.el.name != "segment" && k.el.name != "ignorable" {
			continue
		}
		l.english += in.element(k.el.child("source"))
		if k.el.name == "ignorable" && k.el.child("target") == nil {
			l.words += in.element(k.el.child("source"))
			continue
		}
		before := in.problem
		words := in.element(k.el.child("target"))
		if before == "" {
			l.problem = in.problem
		}
		l.words += words
		whole = whole && words != ""
		state := k.el.attrs["state"]
		l.done = l.done && (state == "translated" || state == "reviewed" || state == "final")
	}
	if !whole {
		l.words = ""
	}
	return l
}

// An inlineReader puts a text with codes together. What a code stands for is taken from the present English by its
// number; where that has no such code, from the file.
type inlineReader struct {
	codes   map[string][2]string
	own     map[string]string // XLIFF 2: originalData
	problem string
}

func (in *inlineReader) element(e *element) string {
	if e == nil {
		return ""
	}
	var b strings.Builder
	for _, k := range e.kids {
		b.WriteString(k.text)
		if k.el != nil {
			b.WriteString(in.code(k.el))
		}
	}
	return b.String()
}

func (in *inlineReader) code(e *element) string {
	id := e.attrs["id"]
	c, known := in.codes[id]
	switch e.name {
	case "ph", "x", "it":
		in.known(known || e.text() != "" || in.own[e.attrs["dataRef"]] != "", e)
		return cmp.Or(c[0], in.own[e.attrs["dataRef"]], e.text())
	case "bpt", "bx":
		in.known(known || e.text() != "", e)
		return cmp.Or(c[0], e.text())
	case "ept", "ex":
		if rid := e.attrs["rid"]; rid != "" {
			c = in.codes[rid]
		}
		return cmp.Or(c[1], e.text())
	case "g":
		in.known(known, e)
		return c[0] + in.element(e) + c[1]
	case "pc":
		in.known(known || in.own[e.attrs["dataRefStart"]] != "", e)
		return cmp.Or(c[0], in.own[e.attrs["dataRefStart"]]) + in.element(e) + cmp.Or(c[1], in.own[e.attrs["dataRefEnd"]])
	case "sc":
		in.known(known || in.own[e.attrs["dataRef"]] != "", e)
		return cmp.Or(c[0], in.own[e.attrs["dataRef"]])
	case "ec":
		if ref := e.attrs["startRef"]; ref != "" {
			c = in.codes[ref]
		}
		return cmp.Or(c[1], in.own[e.attrs["dataRef"]])
	case "mrk":
		return in.element(e)
	case "sm", "em":
		return ""
	}
	in.known(false, e)
	return ""
}

// known notes a code that stands for nothing.
func (in *inlineReader) known(ok bool, e *element) {
	if !ok && in.problem == "" {
		in.problem = fmt.Sprintf("there is a code <%s id=%q> that the English does not have", e.name, e.attrs["id"])
	}
}
