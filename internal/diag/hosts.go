package diag

import (
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"welcomepack/internal/source"
)

// advised returns the message with what the notes say, each on a line of its own: where only one text can be shown.
func (d Diagnostic) advised(files *source.Set) string {
	var b strings.Builder
	b.WriteString(d.Message)
	for _, n := range d.Notes {
		b.WriteString("\n" + n.Kind + ": ")
		if p := files.Place(n.At.Pos); p.Path != "" {
			fmt.Fprintf(&b, "%s:%d: ", p.Path, p.Line)
		}
		b.WriteString(n.Text)
	}
	return b.String()
}

// GitHub writes the list as workflow commands, which GitHub, Forgejo and Gitea show beside the lines of a change. See
// https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions. base is the site's folder as the
// repository has it, "" for the repository itself, or with a slash at its end.
func (l List) GitHub(w io.Writer, files *source.Set, base string) error {
	value := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A", ":", "%3A", ",", "%2C")
	text := strings.NewReplacer("%", "%25", "\r", "%0D", "\n", "%0A")
	var b strings.Builder
	for _, d := range l {
		command := [...]string{Error: "error", Warning: "warning", Advice: "notice"}[d.Severity]
		fmt.Fprintf(&b, "::%s ", command)
		if from, end := files.Place(d.At.Pos), files.Place(last(d.At)); from.Path != "" {
			fmt.Fprintf(&b, "file=%s,line=%d,endLine=%d,", value.Replace(base+from.Path), from.Line, end.Line)
			if from.Line == end.Line { // columns may not be given across lines
				fmt.Fprintf(&b, "col=%d,endColumn=%d,", from.Col, end.Col)
			}
		}
		fmt.Fprintf(&b, "title=%s::%s\n", value.Replace(d.Code), text.Replace(d.advised(files)))
	}
	_, err := io.WriteString(w, b.String())
	return err
}

// GitLab writes the list as a Code Quality report. See https://docs.gitlab.com/ci/testing/code_quality/. A fingerprint
// is made without the line's number, so that a mistake stays the same one when lines are added above it. A mistake
// without a place is said of the file fallback, since the format knows no other. base is as for [List.GitHub].
func (l List) GitLab(w io.Writer, files *source.Set, base, fallback string) error {
	type lines struct {
		Begin int `json:"begin"`
		End   int `json:"end"`
	}
	type location struct {
		Path  string `json:"path"`
		Lines lines  `json:"lines"`
	}
	type issue struct {
		Description string   `json:"description"`
		CheckName   string   `json:"check_name"`
		Fingerprint string   `json:"fingerprint"`
		Severity    string   `json:"severity"`
		Location    location `json:"location"`
	}
	issues := make([]issue, 0, len(l))
	prints := l.fingerprints(files)
	for i, d := range l {
		at := location{base + fallback, lines{1, 1}}
		if from := files.Place(d.At.Pos); from.Path != "" {
			at = location{base + from.Path, lines{from.Line, files.Place(last(d.At)).Line}}
		}
		severity := [...]string{Error: "critical", Warning: "major", Advice: "info"}[d.Severity]
		issues = append(issues, issue{d.advised(files), d.Code, prints[i], severity, at})
	}
	return writeJSON(w, issues)
}

// fingerprints returns for each diagnostic what it keeps while other lines of its file change. No two are the same.
func (l List) fingerprints(files *source.Set) []string {
	seen := map[string]int{}
	out := make([]string, len(l))
	for i, d := range l {
		key := strings.Join([]string{d.Code, files.Path(d.At.File), d.Message, strings.TrimSpace(files.Line(d.At.Pos))}, "\x00")
		seen[key]++
		sum := sha256.Sum256(fmt.Appendf(nil, "%s\x00%d", key, seen[key]))
		out[i] = hex.EncodeToString(sum[:16])
	}
	return out
}

func writeJSON(w io.Writer, v any) error {
	e := json.NewEncoder(w)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	return e.Encode(v)
}
