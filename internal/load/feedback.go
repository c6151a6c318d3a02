package load

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"errors"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/fields"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// feedbackColumns are what the head of feedback.csv may name; the first three must be there.
var feedbackColumns = []string{"date", "code", "count", "language", "age", "gender", "site"}

// answers reads feedback.csv: counted slips, one code a row. It need not be there.
func (f *folder) answers(path string) []model.Answer {
	return optional(f, path, func(sub *folder) []model.Answer { return sub.slips(path) })
}

func (f *folder) slips(path string) []model.Answer {
	src, ok := f.read(path, source.MaxFeedback, "keep older years in another folder")
	if !ok {
		return nil
	}
	r := f.open(path, src)
	if !fields.Readable(&f.ds, r.file, src) {
		return nil
	}
	text := bytes.TrimPrefix(src, []byte("\ufeff"))
	t := &sheet{reader: r, src: src, csv: csv.NewReader(bytes.NewReader(text)), lines: []int{len(src) - len(text)}}
	for i, c := range src {
		if c == '\n' {
			t.lines = append(t.lines, i+1)
		}
	}
	t.csv.FieldsPerRecord = -1
	t.csv.TrimLeadingSpace = true
	if !t.head() {
		return nil
	}
	var out []model.Answer
	for {
		row, ok := t.next()
		if !ok {
			return out
		}
		if len(out) == source.MaxFeedbackRows {
			r.ds.Error(t.at(0, ""), "limit", "this file has more than %d rows", source.MaxFeedbackRows).Hint("put the counts of a month into one row for each code")
			return out
		}
		if a, ok := t.answer(row); ok {
			out = append(out, a)
		}
	}
}

// A sheet is a CSV file while it is read.
type sheet struct {
	*reader
	src   []byte
	csv   *csv.Reader
	lines []int // where each begins, in bytes
	names []string
}

// head reads the names of the columns.
func (t *sheet) head() bool {
	row, ok := t.next()
	if !ok {
		return false
	}
	good := true
	for i, name := range row {
		name = strings.ToLower(strings.TrimSpace(name))
		t.names = append(t.names, name)
		if name != "" && !slices.Contains(feedbackColumns, name) {
			t.ds.Error(t.at(i, row[i]), "unknown-key", "there is no column %q here", short(name)).
				Hint("%s", cmp.Or(diag.Near(name, feedbackColumns), "the columns are "+strings.Join(feedbackColumns, ", ")))
			good = false
		}
	}
	for _, need := range feedbackColumns[:3] {
		if good && !slices.Contains(t.names, need) {
			t.ds.Error(t.at(0, ""), "missing-field", "the first line names no column %q", need).Hint("write as the first line: %s", strings.Join(feedbackColumns[:4], ","))
			good = false
		}
	}
	return good
}

// next reads a row; ok is false at the end, or where the file cannot be read on.
func (t *sheet) next() (row []string, ok bool) {
	row, err := t.csv.Read()
	var bad *csv.ParseError
	if errors.As(err, &bad) {
		at := source.Pos{File: t.file, Offset: int32(t.lines[min(bad.Line, len(t.lines))-1])}
		t.ds.Error(at.Span(0), "csv-syntax", "this line cannot be read as a row of a table").Hint(`write a text with a comma or a quote in it as "…", and a quote inside as ""`)
		return nil, false
	}
	return row, err == nil
}

// at returns the place of a field of the present row.
func (t *sheet) at(i int, text string) source.Span {
	line, column := t.csv.FieldPos(i)
	at := t.lines[line-1] + column - 1
	if at < len(t.src) && t.src[at] == '"' {
		at++
	}
	return source.Pos{File: t.file, Offset: int32(at)}.Span(len(text))
}

var answerForm = regexp.MustCompile(`^[A-Z][0-9]{1,2}[a-h]?$`)

func (t *sheet) answer(row []string) (a model.Answer, ok bool) {
	if len(row) > len(t.names) {
		t.ds.Error(t.at(len(t.names), row[len(t.names)]), "csv-syntax", "this row has %d fields, the first line names %d columns", len(row), len(t.names)).
			Hint(`a comma inside a text needs quotes: "…, …"`)
		return a, false
	}
	a.At = t.at(0, row[0])
	ok = true
	refuse := func(i int, code, message, hint string) {
		t.ds.Error(t.at(i, row[i]), code, message, short(row[i])).Hint("%s", hint)
		ok = false
	}
	seen := map[string]bool{}
	for i, text := range row {
		text = strings.TrimSpace(text)
		seen[t.names[i]] = text != ""
		if text == "" {
			continue
		}
		switch t.names[i] {
		case "date":
			d, good := calendar.ParseDate(text)
			if !good {
				refuse(i, "bad-date", "%q is no date", "write year, month and day, such as 2026-11-22; where only the month is known, its first day")
			}
			a.Date = d
		case "code":
			if !answerForm.MatchString(text) {
				refuse(i, "bad-code", "%q is no code of an answer", "write the question's code and the answer's letter as on the slip, such as Q1a")
			}
			a.Code = text
		case "count":
			n, err := strconv.Atoi(text)
			if err != nil || n < 0 || n > 100_000 {
				refuse(i, "bad-number", "%q is no number of slips", "write digits only, such as 7")
			}
			a.Count = n
		case "language":
			l, good := lang.Parse(text)
			if !good {
				refuse(i, "unknown-language", "%q is no language that the program knows", languageHint(text))
			}
			a.Lang = l
		case "age":
			a.Age = text
		case "gender":
			a.Gender = text
		case "site":
			a.Site = text
		}
	}
	for i, need := range feedbackColumns[:3] {
		if ok && !seen[need] {
			t.ds.Error(t.at(0, ""), "missing-field", "this row has no %s", need).Hint("write %s", []string{"the day, such as 2026-11-22", "the code on the slip, such as Q1a", "how many slips have this code"}[i])
			ok = false
		}
	}
	return a, ok
}
