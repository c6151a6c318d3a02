package diag

import (
	"io"
	"net/url"

	"welcomepack/internal/source"
)

// A Tool is what a report says about the program that made it.
type Tool struct {
	Version string
	Base    string // as for [List.GitHub]
	// Page returns what is known of a code: in one sentence, and the whole page in Markdown.
	Page func(code string) (summary, page string)
}

// The parts of SARIF 2.1.0 that are used; see https://docs.oasis-open.org/sarif/sarif/v2.1.0/sarif-v2.1.0.html.
type (
	sarifLog struct {
		Schema  string     `json:"$schema"`
		Version string     `json:"version"`
		Runs    []sarifRun `json:"runs"`
	}
	sarifRun struct {
		Tool       sarifTool     `json:"tool"`
		ColumnKind string        `json:"columnKind"`
		Results    []sarifResult `json:"results"`
	}
	sarifTool struct {
		Driver sarifDriver `json:"driver"`
	}
	sarifDriver struct {
		Name    string      `json:"name"`
		Version string      `json:"version,omitempty"`
		Rules   []sarifRule `json:"rules"`
	}
	sarifRule struct {
		ID    string        `json:"id"`
		Short *sarifMessage `json:"shortDescription,omitempty"`
		Help  *sarifMessage `json:"help,omitempty"`
	}
	sarifMessage struct {
		Text     string `json:"text"`
		Markdown string `json:"markdown,omitempty"`
	}
	sarifResult struct {
		RuleID       string            `json:"ruleId"`
		RuleIndex    int               `json:"ruleIndex"`
		Level        string            `json:"level"`
		Message      sarifMessage      `json:"message"`
		Locations    []sarifLocation   `json:"locations,omitempty"`
		Related      []sarifLocation   `json:"relatedLocations,omitempty"`
		Fingerprints map[string]string `json:"partialFingerprints"`
	}
	sarifLocation struct {
		ID       *int          `json:"id,omitempty"`
		Message  *sarifMessage `json:"message,omitempty"`
		Physical sarifPhysical `json:"physicalLocation"`
	}
	sarifPhysical struct {
		Artifact sarifArtifact `json:"artifactLocation"`
		Region   sarifRegion   `json:"region"`
	}
	sarifArtifact struct {
		URI string `json:"uri"`
	}
	sarifRegion struct {
		StartLine   int `json:"startLine"`
		StartColumn int `json:"startColumn"`
		EndLine     int `json:"endLine"`
		EndColumn   int `json:"endColumn"`
	}
)

// SARIF writes the list as a log of the Static Analysis Results Interchange Format 2.1.0. Each code is a rule with its
// page as help; advice has the level note. Columns count characters.
func (l List) SARIF(w io.Writer, files *source.Set, tool Tool) error {
	run := sarifRun{ColumnKind: "unicodeCodePoints", Results: make([]sarifResult, 0, len(l))}
	run.Tool.Driver = sarifDriver{Name: "welcomepack", Version: tool.Version, Rules: []sarifRule{}}
	index := map[string]int{}
	prints := l.fingerprints(files)
	for i, d := range l {
		if _, known := index[d.Code]; !known {
			index[d.Code] = len(index)
			run.Tool.Driver.Rules = append(run.Tool.Driver.Rules, ruleOf(d.Code, tool))
		}
		r := sarifResult{
			RuleID: d.Code, RuleIndex: index[d.Code],
			Level:        [...]string{Error: "error", Warning: "warning", Advice: "note"}[d.Severity],
			Message:      sarifMessage{Text: d.advised(files)},
			Fingerprints: map[string]string{"primaryLocationLineHash": prints[i]},
		}
		if d.At.File != 0 {
			r.Locations = []sarifLocation{{Physical: tool.physical(files, d.At)}}
		}
		for _, n := range d.Notes {
			if n.At.File != 0 {
				id := len(r.Related)
				r.Related = append(r.Related, sarifLocation{ID: &id, Message: &sarifMessage{Text: n.Text}, Physical: tool.physical(files, n.At)})
			}
		}
		run.Results = append(run.Results, r)
	}
	return writeJSON(w, sarifLog{
		Schema:  "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
		Version: "2.1.0", Runs: []sarifRun{run},
	})
}

func ruleOf(code string, tool Tool) sarifRule {
	r := sarifRule{ID: code}
	if tool.Page == nil {
		return r
	}
	if summary, page := tool.Page(code); summary != "" {
		r.Short = &sarifMessage{Text: summary}
		r.Help = &sarifMessage{Text: page, Markdown: page}
	}
	return r
}

func (t Tool) physical(files *source.Set, at source.Span) sarifPhysical {
	from, end := files.Place(at.Pos), files.Place(last(at))
	return sarifPhysical{
		Artifact: sarifArtifact{URI: (&url.URL{Path: t.Base + from.Path}).EscapedPath()},
		Region:   sarifRegion{from.Line, from.Col, end.Line, end.Col},
	}
}
