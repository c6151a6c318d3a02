package load

import (
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

// A hint is what an author tells translators of words in one file: an entry of the list translators.
type hint struct {
	text, context, note model.At[string]
	used                bool
}

// translators reads the list of hints, which any file of content may have. It is read before the words of the file.
func (r *reader) translators(m *fields.Map) {
	for _, v := range m.List("translators", fields.Optional) {
		e := v.Map("this entry of translators")
		if e == nil {
			continue
		}
		h := &hint{
			text:    r.label(e.Scalar("text", fields.Required)),
			context: r.label(e.Scalar("context", fields.Optional)),
			note:    r.sign(e.Scalar("note", fields.Optional)),
		}
		if !e.Has("context") && !e.Has("note") {
			r.ds.Error(e.At(), "missing-field", "this entry of translators has neither a note nor a context").
				Hint("add note: … with what translators should know")
		}
		e.Done()
		if h.text.V != "" {
			r.hints = append(r.hints, h)
		}
	}
	if len(r.hints) > 0 {
		r.readers = append(r.readers, r)
	}
}

// hinted returns the text in the context that its author gives it, and keeps the notes for its translators. A context
// is for a whole text, a note for each text that has the words.
func (r *reader) hinted(t doc.Text) doc.Text {
	if len(r.hints) == 0 || t.IsZero() || t.Key == "" {
		return t
	}
	plain, src := doc.Plaintext(t.Inlines), segment.Source(t)
	for _, h := range r.hints {
		whole := h.text.V == plain || h.text.V == src
		if h.context.V != "" && whole {
			t.Context, h.used = h.context.V, true
		}
		if h.note.V != "" && (whole || hasWords(plain, h.text.V)) {
			r.notes[t.Key] = append(r.notes[t.Key], h.note.V)
			h.used = true
		}
	}
	return t
}

// hasWords tells whether the words stand in a text, not as parts of longer ones.
func hasWords(text, words string) bool {
	letter := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsNumber(r) }
	for at := 0; ; {
		i := strings.Index(text[at:], words)
		if i < 0 {
			return false
		}
		before, _ := utf8.DecodeLastRuneInString(text[:at+i])
		after, _ := utf8.DecodeRuneInString(text[at+i+len(words):])
		if !letter(before) && !letter(after) {
			return true
		}
		at += i + len(words)
	}
}

// unused reports hints for words that their file does not have.
func (r *reader) unused() {
	if slices.ContainsFunc(r.ds, func(d diag.Diagnostic) bool { return d.Severity == diag.Error && d.At.File == r.file }) {
		return // the words may be in what was refused
	}
	for _, h := range r.hints {
		switch {
		case h.used:
		case h.context.V != "":
			r.ds.Error(h.text.At, "unused-hint", "no text of this file is %q", short(h.text.V)).
				Hint("a context is for a whole heading, paragraph or field: copy it as it stands there")
		default:
			r.ds.Error(h.text.At, "unused-hint", "no text of this file has the words %q", short(h.text.V)).
				Hint("copy them as they stand there, or delete this entry")
		}
	}
}
