package diag

import (
	"strings"
	"testing"

	"welcomepack/internal/source"
)

func TestPrintShowsTheLineAndACaret(t *testing.T) {
	var files source.Set
	id := files.Add("content/shared/listings/st-marys.yaml", []byte("name: x\n\tphones: [\"٠٢٠ 7946\"]\n"))
	var l List
	l.Warning(source.Pos{File: id, Offset: 0}.Span(4), "b-code", "second by place, first by line")
	l.Error(source.Pos{File: id, Offset: 18}.Span(13), "phone-length", "phone has %d digits", 7).
		Hint("write the full number").Note(source.Pos{File: id}.Span(1), "here")
	l.Error(source.Pos{File: id, Offset: 18}.Span(13), "phone-length", "phone has 7 digits")
	l.Error(source.Span{}, "nowhere", "no content folder")
	var b strings.Builder
	if err := l.Sorted(&files).Print(&b, &files); err != nil {
		t.Fatal(err)
	}
	want := `error: no content folder [nowhere]
content/shared/listings/st-marys.yaml:1:1: warning: second by place, first by line [b-code]
    name: x
    ^~~~
content/shared/listings/st-marys.yaml:2:11: error: phone has 7 digits [phone-length]
    	phones: ["٠٢٠ 7946"]
    	         ^~~~~~~~~~
  hint: write the full number
  note: content/shared/listings/st-marys.yaml:1:1: here
`
	if b.String() != want {
		t.Errorf("printed\n%s\nwant\n%s", b.String(), want)
	}
	if e, w := l.Count(); e != 3 || w != 1 {
		t.Errorf("Count() = %d, %d", e, w)
	}
}

func TestNearSuggestsOneSlipOnly(t *testing.T) {
	known := []string{"st-marys", "st-marks", "newham-council", "women"}
	for word, want := range map[string]string{
		"newham-concil":  `did you mean "newham-council"?`,
		"newahm-council": `did you mean "newham-council"?`,
		"st-mary":        `did you mean "st-marys"?`,
		"st-marxs":       "", // two candidates are as near
		"library":        "",
		"newham":         `did you mean "newham-council"?`,
		"st":             "", // two go on so
		"home":           "", // women is another word
		"wimen":          `did you mean "women"?`,
	} {
		if got := Near(word, known); got != want {
			t.Errorf("Near(%q) = %q, want %q", word, got, want)
		}
	}
}

// TestTerminalsAreNotCommanded: neither a line nor the name of a file clears the screen or turns a line around.
func TestTerminalsAreNotCommanded(t *testing.T) {
	var files source.Set
	file := files.Add("content/a\x1b[2J.yaml", []byte("name: a\x1b]0;x\x07\u202eb\u200b\r\n"))
	var ds List
	ds.Error(source.Pos{File: file, Offset: 7}.Span(1), "hidden-character", "here is %s", "\u2066x")
	var b strings.Builder
	if err := ds.Print(&b, &files); err != nil {
		t.Fatal(err)
	}
	want := "content/a�[2J.yaml:1:8: error: here is �x [hidden-character]\n    name: a�]0;x��b�\n           ^\n"
	if b.String() != want {
		t.Errorf("got %q", b.String())
	}
}

// A file that was read for two purposes has its mistakes told once.
func TestAMistakeIsToldOnceWhoeverReadTheFile(t *testing.T) {
	files := &source.Set{}
	a, b := files.Add("strings.yaml", []byte("x: y")), files.Add("strings.yaml", []byte("x: y"))
	var l List
	for _, f := range []source.FileID{a, b} {
		l.Error(source.Pos{File: f, Offset: 3}.Span(1), "literal-fact", "y")
	}
	l.Error(source.Pos{File: b, Offset: 3}.Span(1), "literal-fact", "z")
	if got := l.Sorted(files); len(got) != 2 {
		t.Errorf("%d are told: %v", len(got), got)
	}
}
