package build

import (
	"encoding/json"

	"welcomepack/internal/cache"
	"welcomepack/internal/check"
	"welcomepack/internal/diag"
	"welcomepack/internal/report"
	"welcomepack/internal/source"
)

// A partRecord is what was found in one part of a language, as it is kept.
type partRecord struct {
	Diags   []savedDiag       `json:"diags,omitempty"`
	Found   check.Found       `json:"found"`
	Measure report.Measure    `json:"measure"`
	Chars   string            `json:"chars,omitempty"`
	Machine bool              `json:"machine,omitempty"`
	Asked   map[string]string `json:"asked,omitempty"` // see [catalog.Catalog.PartAsked]
}

// A savedDiag is a diagnostic whose places are told by path.
type savedDiag struct {
	Code     string        `json:"code"`
	Severity diag.Severity `json:"severity"`
	At       savedSpan     `json:"at"`
	Message  string        `json:"message"`
	Notes    []savedNote   `json:"notes,omitempty"`
}

type savedNote struct {
	Kind string    `json:"kind"`
	At   savedSpan `json:"at"`
	Text string    `json:"text"`
}

type savedSpan struct {
	Path   string `json:"path,omitempty"`
	Offset int32  `json:"offset,omitempty"`
	End    int32  `json:"end,omitempty"`
	Blank  bool   `json:"blank,omitempty"` // the line is not shown
}

func saved(ds diag.List, files *source.Set) []savedDiag {
	span := func(s source.Span) savedSpan {
		return savedSpan{files.Path(s.File), s.Offset, s.End, s.File != 0 && files.Line(s.Pos) == ""}
	}
	out := make([]savedDiag, 0, len(ds))
	for _, d := range ds {
		x := savedDiag{Code: d.Code, Severity: d.Severity, At: span(d.At), Message: d.Message}
		for _, n := range d.Notes {
			x.Notes = append(x.Notes, savedNote{n.Kind, span(n.At), n.Text})
		}
		out = append(out, x)
	}
	return out
}

// replayed returns diagnostics as they were said. The files they speak of have to have the bytes that they had; file
// returns the ID of one, and of one without a text where its lines are not shown.
func replayed(list []savedDiag, file func(path string, blank bool) source.FileID) diag.List {
	span := func(s savedSpan) source.Span {
		if s.Path == "" {
			return source.Span{}
		}
		return source.Span{Pos: source.Pos{File: file(s.Path, s.Blank), Offset: s.Offset}, End: s.End}
	}
	var out diag.List
	for _, x := range list {
		d := diag.Diagnostic{Code: x.Code, Severity: x.Severity, At: span(x.At), Message: x.Message}
		for _, n := range x.Notes {
			d.Notes = append(d.Notes, diag.Note{Kind: n.Kind, At: span(n.At), Text: n.Text})
		}
		out = append(out, d)
	}
	return out
}

const partVersion = "part 1"

func readPart(c *cache.Cache, key digest) (*partRecord, bool) {
	r := &partRecord{}
	b, ok := c.Get(cache.KeyOf(partVersion, string(key)))
	return r, ok && json.Unmarshal(b, r) == nil
}

func (r *partRecord) write(c *cache.Cache, key digest) error {
	b, err := json.Marshal(r)
	if err != nil {
		panic("build: " + err.Error())
	}
	return c.Put(cache.KeyOf(partVersion, string(key)), b)
}
