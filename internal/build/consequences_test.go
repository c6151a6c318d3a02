package build

import (
	"testing"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

func TestOneMistakeIsOneDiagnostic(t *testing.T) {
	var files source.Set
	listing := files.Add("listing.yaml", []byte("services:\n  - service: help-line\n    phone: nonsense\n"))
	guide := files.Add("guide.md", []byte("{help-line.phone} {help.phone}"))
	var reading, later diag.List
	reading.Error(source.Pos{File: listing, Offset: 40}.Span(5), "unknown-key", "no field")
	later.Error(source.Pos{File: guide}.Span(5), "unknown-service", `there is no service "help-line"`)
	later.Error(source.Pos{File: guide, Offset: 18}.Span(5), "unknown-service", `there is no service "help"`)
	unreadable := files.Add("tea-table.yaml", []byte("\xff\xfeo\x00")) // its file is called after what is in it
	reading.Error(source.Pos{File: unreadable}.Span(0), "encoding", "UTF-16")
	later.Error(source.Pos{File: guide}.Span(5), "unknown-service", `there is no service "tea-table"`)
	later.Warning(source.Pos{File: guide}.Span(5), "no-source", `no source`)

	got := ownMistakes(later, reading, &files)
	if len(got) != 1 || got[0].Message != `there is no service "help"` {
		t.Errorf("kept %v, want the name that stands in no broken file", got)
	}
	if got := ownMistakes(later, nil, &files); len(got) != 4 {
		t.Errorf("with nothing broken, kept %d of 4", len(got))
	}
}
