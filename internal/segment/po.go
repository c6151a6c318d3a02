package segment

import (
	"bytes"
	"cmp"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// An Entry is one translation of a PO file. Strs has one form, or one for each plural form of the language;
// an empty form is not translated. Stale is set for entries that are fuzzy or carry a previous source.
type Entry struct {
	Context  string
	ID       string
	IDPlural string
	Strs     []string
	Refs     []string    // #: shared/guides/gp.md#register/2
	Stale    bool        // as parsed; [Sync] keeps it
	Pos      source.Span // of the translation's text

	Comments  []string // "# " lines: the translator's
	Extracted []string // "#." lines: for the translator
	Flags     []string // "#," words
	Previous  []string // "#|" lines as written, without the mark
	Obsolete  bool     // "#~": its English is gone

	written *written // as read by [EditPO], nil for others
}

// Translated tells whether there is a translation of every form.
func (e *Entry) Translated() bool {
	for _, s := range e.Strs {
		if s == "" {
			return false
		}
	}
	return len(e.Strs) > 0
}

// A Field is a line of a PO file's header.
type Field struct{ Name, Value string }

// A PO is a gettext translation file: the header and the entries in their order.
type PO struct {
	Header   []Field
	Comments []string // "# " lines above the header
	Flags    []string // of the header
	Entries  []Entry

	head *written // the header as read by [EditPO]
	tail []string // lines after the last entry
	crlf bool     // the lines end as on Windows
}

// Get returns a header field's value, "" for none.
func (p *PO) Get(name string) string {
	for _, f := range p.Header {
		if strings.EqualFold(f.Name, name) {
			return f.Value
		}
	}
	return ""
}

// ParsePO reads a PO file. What is wrong is reported at its place, and the entry is left out; entries that are
// fuzzy or obsolete are kept. It returns nil where nothing can be read.
func ParsePO(ds *diag.List, file source.FileID, src []byte) *PO { return parsePO(ds, file, src, false) }

// EditPO is ParsePO for a file that is to be changed: what stays as it was read is printed as it was written, with the
// line breaks of the program that wrote it.
func EditPO(ds *diag.List, file source.FileID, src []byte) *PO { return parsePO(ds, file, src, true) }

func parsePO(ds *diag.List, file source.FileID, src []byte, keep bool) *PO {
	if len(src) > source.MaxPO {
		ds.Error(source.Pos{File: file}.Span(0), "limit", "the translation file has %d MiB, the limit is %d MiB", len(src)>>20, source.MaxPO>>20).
			Hint("split it, or remove the old entries at its end that begin with #~")
		return nil
	}
	if !utf8.Valid(src) || bytes.IndexByte(src, 0) >= 0 {
		at := max(bytes.IndexByte(src, 0), 0)
		for i := 0; i < len(src); {
			r, n := utf8.DecodeRune(src[i:])
			if r == utf8.RuneError && n == 1 || r == 0 {
				at = i
				break
			}
			i += n
		}
		ds.Error(source.Pos{File: file, Offset: int32(at)}.Span(1), "encoding", "the file is not UTF-8 text").
			Hint("save it again with the encoding UTF-8")
		return nil
	}
	if diag.Conflict(ds, file, src) {
		return nil
	}
	var own diag.List
	text := string(src) // all that is read is parts of it
	n := strings.Count(text, "\nmsgid ")
	r := poReader{ds: &own, file: file, po: &PO{Entries: make([]Entry, 0, n)}, seen: make(map[madeFrom]source.Span, n), keep: keep}
	for off := 0; off < len(text); {
		end := len(text)
		if i := strings.IndexByte(text[off:], '\n'); i >= 0 {
			end = off + i
		}
		r.line(text[off:end], off)
		off = end + 1
	}
	r.tail()
	r.finish()
	*ds = append(*ds, firstOf(own)...)
	return r.po
}

// firstOf keeps as many mistakes of a file as anybody reads, and says how many more there are.
func firstOf(own diag.List) diag.List {
	if n := len(own) - source.MaxReports; n > 0 {
		own = own[:source.MaxReports]
		own[source.MaxReports-1].Hint("%d more mistakes of this file are not shown; mend these first", n)
	}
	return own
}

// A poReader reads lines into the entry that is under way.
type poReader struct {
	ds     *diag.List
	file   source.FileID
	po     *PO
	e      Entry
	state  string // the keyword whose text may go on
	lines  []byte // the text that went on
	idAt   source.Span
	hasID  bool
	hasStr bool
	broken bool // the entry has a mistake that was reported
	seen   map[madeFrom]source.Span

	keep   bool   // how each line was written
	raw    string // the present line
	blanks int    // blank lines above the entry that is under way
}

func (r *poReader) span(off, n int) source.Span {
	return source.Pos{File: r.file, Offset: int32(off)}.Span(n)
}

func (r *poReader) wrong(off int, text, hint, format string, args ...any) {
	if !r.broken {
		r.ds.Error(r.span(off, len(text)), "po-syntax", format, args...).Hint("%s", hint)
	}
	r.broken = true
}

func (r *poReader) line(line string, off int) {
	if off == 0 {
		if trimmed, ok := strings.CutPrefix(line, "\uFEFF"); ok {
			line, off = trimmed, 3
		}
	}
	r.po.crlf = r.po.crlf || r.keep && strings.HasSuffix(line, "\r")
	r.raw = strings.TrimSuffix(line, "\r")
	text := strings.TrimLeft(line, " \t")
	off += len(line) - len(text)
	text = strings.TrimRight(text, " \t\r")
	switch {
	case text == "":
		if r.hasStr || r.broken {
			r.finish()
		}
		r.blank()
	case strings.HasPrefix(text, "#~"):
		rest := strings.TrimLeft(text[2:], " \t")
		if prev, ok := strings.CutPrefix(text, "#~|"); ok {
			r.begin()
			r.e.Previous = append(r.e.Previous, strings.TrimPrefix(prev, " "))
			r.e.Obsolete = true
			r.kept("#|", strings.TrimPrefix(prev, " "))
			return
		}
		r.statement(rest, off+len(text)-len(rest), true)
	case text[0] == '#':
		r.comment(text)
	default:
		r.statement(text, off, false)
	}
}

// begin starts the next entry where the present one has its translation.
func (r *poReader) begin() {
	if r.hasStr {
		r.finish()
	}
}

func (r *poReader) comment(text string) {
	r.begin()
	rest := text[1:]
	mark := byte(' ')
	if rest != "" {
		mark = rest[0]
	}
	switch mark {
	case '.':
		r.e.Extracted = append(r.e.Extracted, strings.TrimPrefix(rest[1:], " "))
	case ':':
		r.e.Refs = append(r.e.Refs, strings.Fields(rest[1:])...)
	case ',':
		for f := range strings.SplitSeq(rest[1:], ",") {
			if f = strings.TrimSpace(f); f != "" {
				r.e.Flags = append(r.e.Flags, f)
			}
		}
	case '|':
		text = strings.TrimPrefix(rest[1:], " ")
		r.e.Previous = append(r.e.Previous, text)
	default:
		mark = '#'
		r.e.Comments = append(r.e.Comments, strings.TrimPrefix(rest, " "))
	}
	r.kept(markPart(mark), text)
}

// statement reads a keyword with its text, or text that goes on.
func (r *poReader) statement(text string, off int, obsolete bool) {
	if text == "" {
		return
	}
	keyword, rest := "", text
	if text[0] != '"' {
		n := strings.IndexAny(text, " \t\"")
		if n < 0 {
			r.wrong(off, text, `a line is msgid "English", msgstr "translation" or a comment that begins with #`, "%q is no line of a translation file", text)
			return
		}
		keyword, rest = text[:n], strings.TrimLeft(text[n:], " \t")
	}
	if r.hasID && (keyword == "msgctxt" || keyword == "msgid") {
		r.finish()
	}
	r.e.Obsolete = r.e.Obsolete || obsolete
	at := off + len(text) - len(rest)
	s, ok := r.quoted(rest, at)
	if !ok {
		return
	}
	if keyword == "" {
		r.kept(r.state, text)
		r.more(s, at, rest)
		return
	}
	r.kept(keyword, text)
	r.keyword(keyword, s, off, at, rest)
}

func (r *poReader) keyword(keyword, s string, off, at int, rest string) {
	r.settle()
	switch {
	case keyword == "msgctxt" && !r.hasID:
		r.e.Context, r.idAt = s, r.span(at, len(rest))
	case keyword == "msgid" && !r.hasID:
		r.e.ID, r.hasID, r.idAt = s, true, r.span(at, len(rest))
	case keyword == "msgid_plural" && r.hasID && !r.hasStr:
		r.e.IDPlural = s
	case keyword == "msgstr" && r.hasID && !r.hasStr, strings.HasPrefix(keyword, "msgstr[") && r.hasID:
		if want := fmt.Sprintf("msgstr[%d]", len(r.e.Strs)); keyword != "msgstr" && keyword != want {
			r.wrong(off, keyword, "number the forms from 0 without gaps", "expected %s, found %s", want, keyword)
			return
		}
		if (keyword == "msgstr") != (r.e.IDPlural == "") {
			r.wrong(off, keyword, "with msgid_plural the translations are msgstr[0], msgstr[1] and so on; without it there is one msgstr", "%s does not fit what is above it", keyword)
			return
		}
		r.e.Strs = append(r.e.Strs, s)
		r.hasStr = true
		if len(r.e.Strs) == 1 {
			r.e.Pos = r.span(at, len(rest))
		}
	case strings.HasPrefix(keyword, "msg"):
		r.wrong(off, keyword, "the order is msgctxt, msgid, msgid_plural, msgstr", "%s stands in the wrong place, or is no word of a translation file", keyword)
	default:
		r.wrong(off, keyword, `a line is msgid "English", msgstr "translation" or a comment that begins with #`, "%q is no word of a translation file", keyword)
	}
	r.state = keyword
}

// more takes a line of text that goes on. The lines are joined by settle, all at once: a long text has very many.
func (r *poReader) more(s string, at int, rest string) {
	if r.text() == nil {
		r.wrong(at, rest, `write msgid or msgstr in front of it`, "text without a word in front of it")
		return
	}
	r.lines = append(r.lines, s...)
	if strings.HasPrefix(r.state, "msgstr") && len(r.e.Strs) == 1 {
		r.e.Pos.End = int32(at + len(rest))
	}
}

// settle adds the lines that went on to their text.
func (r *poReader) settle() {
	if len(r.lines) > 0 {
		*r.text() += string(r.lines)
		r.lines = r.lines[:0]
	}
}

// text returns the text that may go on, nil for none.
func (r *poReader) text() *string {
	switch {
	case r.state == "msgctxt":
		return &r.e.Context
	case r.state == "msgid":
		return &r.e.ID
	case r.state == "msgid_plural":
		return &r.e.IDPlural
	case strings.HasPrefix(r.state, "msgstr") && len(r.e.Strs) > 0:
		return &r.e.Strs[len(r.e.Strs)-1]
	}
	return nil
}

// quoted reads a text between quotes with its escapes.
func (r *poReader) quoted(s string, at int) (string, bool) {
	if len(s) < 2 || s[0] != '"' || s[len(s)-1] != '"' {
		r.wrong(at, s, `write the text between two " marks`, "the text is not between quotes")
		return "", false
	}
	body := s[1 : len(s)-1]
	out := body
	if strings.IndexByte(body, '\\') >= 0 || strings.IndexByte(body, '"') >= 0 {
		var ok bool
		if out, ok = r.unescaped(body, at); !ok {
			return "", false
		}
		if !utf8.ValidString(out) || strings.IndexByte(out, 0) >= 0 {
			r.wrong(at, s, "write the letters themselves instead of \\x numbers", "the escapes do not make UTF-8 text")
			return "", false
		}
	}
	for i, c := range out {
		if Hidden(c) {
			r.ds.Error(r.span(at, len(s)), "hidden-character", "the text has the invisible character U+%04X after %d letters", c, utf8.RuneCountInString(out[:i])).
				Hint("take it out; direction is set by the program")
			break
		}
	}
	return out, true
}

// unescaped returns what the text between two quotes stands for.
func (r *poReader) unescaped(body string, at int) (string, bool) {
	var b strings.Builder
	for i := 0; i < len(body); i++ {
		switch c := body[i]; {
		case c == '"':
			r.wrong(at+1+i, `"`, `write \" for a plain "`, `a " stands inside the text`)
			return "", false
		case c != '\\':
			b.WriteByte(c)
		default:
			n := r.escape(&b, body[i+1:], at+1+i)
			if n == 0 {
				return "", false
			}
			i += n
		}
	}
	return b.String(), true
}

// Hidden tells whether a character can change what readers see without being seen. The joiners that Persian and
// Sinhala need, and the two marks of direction, are no such characters.
func Hidden(r rune) bool {
	switch {
	case 0x20 <= r && r < 0x7F, 0x600 <= r && r < 0x2000:
		return false
	case r == '\n', r == '\t':
		return false
	case r < 0x20, 0x7F <= r && r <= 0x9F, r == 0x200B, r == 0x2060, r == 0xFEFF:
		return true
	}
	return 0x202A <= r && r <= 0x202E || 0x2066 <= r && r <= 0x2069 || 0xE0000 <= r && r <= 0xE007F
}

// escapes are the letters after a backslash and what they stand for.
var escapes = map[byte]byte{'n': '\n', 't': '\t', 'r': '\r', '"': '"', '\\': '\\', 'a': '\a', 'b': '\b', 'f': '\f', 'v': '\v'}

// escape adds what the escape in s stands for and returns how many bytes of s it takes, 0 for a mistake.
func (r *poReader) escape(b *strings.Builder, s string, at int) int {
	if s == "" {
		r.wrong(at, `\`, `write \\ for a plain \, and close the text with "`, `the text ends with a \`)
		return 0
	}
	if c, ok := escapes[s[0]]; ok {
		b.WriteByte(c)
		return 1
	}
	n := 0
	base := 8
	digits := s
	if s[0] == 'x' {
		base, digits = 16, s[1:]
	}
	for n < len(digits) && n < 3-base/16 && strings.IndexByte("0123456789abcdefABCDEF"[:base+base/16*6], digits[n]) >= 0 {
		n++
	}
	v, err := strconv.ParseUint(digits[:n], base, 8)
	if err != nil {
		r.wrong(at, s[:1], `write \\ for a plain \`, `\%c has no meaning`, firstRune(s))
		return 0
	}
	b.WriteByte(byte(v))
	return n + base/16
}

func firstRune(s string) rune {
	c, _ := utf8.DecodeRuneInString(s)
	return c
}

// finish takes the entry that is under way, if there is one, and begins anew.
func (r *poReader) finish() {
	r.settle()
	e := r.e
	defer func() { r.e, r.state, r.hasID, r.hasStr, r.broken = Entry{}, "", false, false, false }()
	switch {
	case r.broken:
	case !r.hasID:
		if e.Context != "" {
			r.ds.Error(r.idAt, "po-syntax", "a msgctxt has no msgid").Hint("write msgid below it")
		}
	case !r.hasStr:
		r.ds.Error(r.idAt, "po-syntax", "this text has no msgstr").Hint(`write msgstr "" below it`)
	case e.ID == "" && e.Context == "" && !e.Obsolete:
		r.header(e)
	default:
		r.entry(e)
	}
}

func (r *poReader) entry(e Entry) {
	e.written.of(&e)
	e.Stale = len(e.Previous) > 0
	for _, f := range e.Flags {
		e.Stale = e.Stale || f == "fuzzy"
	}
	if !e.Obsolete {
		key := madeFrom{e.Context, e.ID}
		if first, ok := r.seen[key]; ok {
			r.ds.Error(r.idAt, "po-duplicate", "the English %q stands in this file twice", diag.Clip(e.ID, 40)).
				Hint("take one of the two out").Note(first, "the first one")
			return
		}
		r.seen[key] = r.idAt
	}
	r.po.Entries = append(r.po.Entries, e)
}

func (r *poReader) header(e Entry) {
	if r.po.Header != nil {
		r.ds.Error(r.idAt, "po-duplicate", "the file has two headers").Hint(`only the first entry has msgid ""`)
		return
	}
	r.po.Comments, r.po.Flags, r.po.Header = e.Comments, e.Flags, []Field{}
	r.po.head = e.written
	r.po.head.of(&e)
	if e.Strs[0] == "" {
		return
	}
	for line := range strings.SplitSeq(strings.TrimSuffix(e.Strs[0], "\n"), "\n") {
		name, v, ok := strings.Cut(line, ":")
		if !ok {
			r.ds.Error(e.Pos, "po-syntax", "the header's line %q has no colon", diag.Clip(line, 40)).Hint(`a line of the header is "Name: value\n"`)
			continue
		}
		r.po.Header = append(r.po.Header, Field{strings.TrimSpace(name), strings.TrimSpace(v)})
	}
	if r.po.head != nil {
		r.po.head.header = slices.Clone(r.po.Header)
	}
	if _, charset, ok := strings.Cut(strings.ToLower(r.po.Get("Content-Type")), "charset="); ok && charset != "utf-8" && charset != "utf8" {
		r.ds.Error(e.Pos, "encoding", "the header says the file is %s", charset).Hint("save it as UTF-8 and write charset=UTF-8")
	}
}

// Print returns the file. What was read by [EditPO] and is unchanged stands as it was written; all else has one form:
// texts are broken after line ends only, each use has a line, obsolete entries come with #~. What it returns reads
// and prints back byte for byte.
func (p *PO) Print() []byte {
	var b bytes.Buffer
	p.printHeader(&b)
	for i := range p.Entries {
		e := &p.Entries[i]
		if b.Len() > 0 {
			b.WriteString(strings.Repeat("\n", e.written.gap()))
		}
		e.print(&b)
	}
	lines(&b, "", p.tail)
	if p.crlf {
		return bytes.ReplaceAll(b.Bytes(), []byte("\n"), []byte("\r\n"))
	}
	return b.Bytes()
}

func (p *PO) printHeader(b *bytes.Buffer) {
	w := p.head
	if w != nil && slices.Equal(w.header, p.Header) && slices.Equal(w.was.Comments, p.Comments) && slices.Equal(w.was.Flags, p.Flags) {
		w.print(b)
		return
	}
	if len(p.Header) == 0 {
		return
	}
	lines(b, "# ", p.Comments)
	flags(b, p.Flags)
	b.WriteString("msgid \"\"\nmsgstr \"\"\n")
	for _, f := range p.Header {
		b.WriteString(quote(f.Name+": "+f.Value+"\n") + "\n")
	}
}

func lines(b *bytes.Buffer, mark string, lines []string) {
	for _, l := range lines {
		b.WriteString(strings.TrimRight(mark+l, " ") + "\n")
	}
}

func flags(b *bytes.Buffer, flags []string) { lines(b, "", flagLines(flags)) }

func flagLines(flags []string) []string {
	if len(flags) == 0 {
		return nil
	}
	return []string{"#, " + strings.Join(flags, ", ")}
}

func commentLines(mark string, comments []string) []string {
	var out []string
	for _, c := range comments {
		out = append(out, strings.TrimRight(mark+c, " "))
	}
	return out
}

func (e *Entry) print(b *bytes.Buffer) {
	w := e.written
	if w != nil && w.same(e) {
		w.print(b)
		return
	}
	var was Entry
	if w != nil {
		was = w.was
	}
	mark := ""
	if e.Obsolete {
		mark = "#~ "
	}
	w.part(b, "", "#", slices.Equal(e.Comments, was.Comments), commentLines("# ", e.Comments))
	w.part(b, "", "#.", slices.Equal(e.Extracted, was.Extracted), commentLines("#. ", e.Extracted))
	w.part(b, "", "#:", slices.Equal(e.Refs, was.Refs), commentLines("#: ", e.Refs))
	w.part(b, "", "#,", slices.Equal(e.Flags, was.Flags), flagLines(e.Flags))
	w.part(b, cmp.Or(strings.TrimSuffix(mark, " "), "#")+"| ", "#|", slices.Equal(e.Previous, was.Previous), e.Previous)
	if e.Context != "" {
		w.part(b, mark, "msgctxt", e.Context == was.Context, messageLines("msgctxt", e.Context))
	}
	w.part(b, mark, "msgid", e.ID == was.ID, messageLines("msgid", e.ID))
	if e.IDPlural == "" {
		w.part(b, mark, "msgstr", was.IDPlural == "" && e.form(0) == was.form(0), messageLines("msgstr", e.form(0)))
		return
	}
	w.part(b, mark, "msgid_plural", e.IDPlural == was.IDPlural, messageLines("msgid_plural", e.IDPlural))
	for i := range max(len(e.Strs), 1) {
		keyword := fmt.Sprintf("msgstr[%d]", i)
		w.part(b, mark, keyword, was.IDPlural != "" && i < len(was.Strs) && e.form(i) == was.form(i), messageLines(keyword, e.form(i)))
	}
}

func (e *Entry) form(i int) string {
	if i < len(e.Strs) {
		return e.Strs[i]
	}
	return ""
}

// messageLines writes a keyword and its text, line by line where it has line ends inside.
func messageLines(keyword, s string) []string {
	parts := strings.SplitAfter(s, "\n")
	if parts[len(parts)-1] == "" {
		parts = parts[:len(parts)-1]
	}
	if len(parts) < 2 {
		return []string{keyword + " " + quote(s)}
	}
	out := []string{keyword + ` ""`}
	for _, p := range parts {
		out = append(out, quote(p))
	}
	return out
}

func quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for i := range len(s) {
		switch c := s[i]; {
		case c == '\n':
			b.WriteString(`\n`)
		case c == '\t':
			b.WriteString(`\t`)
		case c == '\r':
			b.WriteString(`\r`)
		case c == '"' || c == '\\':
			b.WriteString(`\` + string(c))
		case c < 0x20 || c == 0x7F:
			fmt.Fprintf(&b, `\%03o`, c)
		default:
			b.WriteByte(c)
		}
	}
	b.WriteByte('"')
	return b.String()
}
