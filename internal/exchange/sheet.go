package exchange

import (
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"strings"

	"welcomepack/internal/cell"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// Sheets have a row for each text: the English, the place to write the translation, then what helps to translate and what
// finds the text again. A row of a stale text has its old translation beside the place to write, not in it: who leaves
// the place empty has not looked at the row.

// Names of columns. That of the translation names the language.
const (
	colEnglish  = "English"
	colWords    = "Translation"
	colNotes    = "Notes"
	colOld      = "English before"
	colOldWords = "Translation before"
	colState    = "State"
	colWhere    = "Where"
	colID       = "ID"
)

func wordsColumn(l lang.Tag) string { return colWords + " (" + l.Locale().English + ")" }

// sheetRows returns the rows of a batch with the names of the columns first.
func sheetRows(b Batch) [][]string {
	out := [][]string{{colEnglish, wordsColumn(b.Lang), colNotes, colOld, colOldWords, colState, colWhere, colID}}
	for _, u := range b.Units {
		notes := strings.Join(u.Notes, "\n")
		if u.Context != "" {
			notes = strings.TrimSpace("Meaning: " + u.Context + "\n" + notes)
		}
		words, old := u.Words, ""
		if u.State == Stale {
			words, old = "", u.Words
		}
		out = append(out, []string{u.English, words, notes, u.OldEnglish, old, u.State.String(), where(u), u.ID})
	}
	return out
}

// CSV writes a batch for spreadsheet programs: UTF-8 with the mark that Excel wants, and no cell that one could take
// for a formula.
func CSV(b Batch) []byte {
	var out bytes.Buffer
	out.WriteString("\uFEFF")
	w := csv.NewWriter(&out)
	w.UseCRLF = true
	for _, row := range sheetRows(b) {
		for i := range row {
			row[i] = cell.Guard(row[i])
		}
		_ = w.Write(row) // a Buffer takes all
	}
	w.Flush()
	return out.Bytes()
}

// csv reads what came back as CSV: with commas, semicolons or tabs.
func (r *reader) csv(text []byte, utf bool) *returned {
	c := csv.NewReader(bytes.NewReader(text))
	c.Comma = separator(text)
	c.FieldsPerRecord = -1
	c.LazyQuotes = true
	var out returned
	var cols columns
	begun := false
	for n := 0; ; n++ {
		from := int(c.InputOffset())
		row, err := c.Read()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil || n > source.MaxReturnedRows {
			r.wrong(from, "save it again as CSV UTF-8", "the file cannot be read from here on")
			return nil
		}
		for i := range row {
			row[i] = cell.Unguard(row[i])
		}
		if !begun {
			begun = true
			var ok bool
			if cols, ok = r.columns(row, &out); !ok {
				return nil
			}
			continue
		}
		for from < len(text) && (text[from] == '\n' || text[from] == '\r') {
			from++ // empty lines are not rows
		}
		l := cols.line(row)
		l.at = r.span(from, 0)
		if !utf && l.problem == "" && strings.ContainsFunc(l.words, func(r rune) bool { return r > 0x7E }) && !latin(out.language) {
			l.problem = "the file was saved in an old form that has only Western letters"
		}
		out.lines = append(out.lines, l)
	}
	if !begun {
		r.wrong(0, "import the file that you were sent, with a translation in it", "the file is empty")
		return nil
	}
	return &out
}

// latin tells whether a language of this English name is written in Latin letters.
func latin(english string) bool {
	for _, t := range lang.Tags() {
		if l := t.Locale(); l.English == english {
			return l.Script == "Latn"
		}
	}
	return false
}

// separator returns what stands between the names of the columns.
func separator(text []byte) rune {
	first, _, _ := strings.Cut(string(text[:min(len(text), 4096)]), "\n")
	best := ','
	for _, sep := range []rune{';', '\t'} {
		if strings.Count(first, string(sep)) > strings.Count(first, string(best)) {
			best = sep
		}
	}
	return best
}

// columns are the places of those that are read.
type columns struct{ english, words, where, id int }

// columns finds the columns by their names, wherever they were moved, and the language that the translation's names.
func (r *reader) columns(row []string, out *returned) (columns, bool) {
	c := columns{-1, -1, -1, -1}
	for i, name := range row {
		name = strings.TrimSpace(name)
		switch {
		case name == colEnglish:
			c.english = i
		case name == colID:
			c.id = i
		case name == colWhere:
			c.where = i
		case name == colWords || strings.HasPrefix(name, colWords+" ("):
			c.words = i
			out.language = strings.TrimSuffix(strings.TrimPrefix(name, colWords+" ("), ")")
			out.langAt = r.span(0, 0)
		}
	}
	for _, need := range []struct {
		at   int
		name string
	}{{c.english, colEnglish}, {c.words, colWords}, {c.id, colID}} {
		if need.at < 0 {
			r.wrong(0, "keep the first row and all columns as they were sent; ask for a new file if they are lost", "the first row has no column %q", need.name)
			return c, false
		}
	}
	return c, true
}

func (c columns) line(row []string) line {
	at := func(i int) string {
		if i < 0 || i >= len(row) {
			return ""
		}
		return row[i]
	}
	return line{id: strings.TrimSpace(at(c.id)), where: at(c.where), english: at(c.english), words: at(c.words), done: true}
}

// unreadable tells of letters that a program replaced because it did not have them.
func unreadable(words string, l lang.Tag) string {
	if strings.ContainsRune(words, '\uFFFD') || l.Locale().Script != "Latn" && strings.Count(words, "?") > 3 && strings.Count(words, "?")*2 > len(words) {
		return fmt.Sprintf("the letters were lost: there are question marks in the place of %s", l.Locale().English)
	}
	return ""
}
