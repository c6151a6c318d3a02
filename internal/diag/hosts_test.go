package diag

import (
	"bytes"
	"encoding/json"
	"slices"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"

	"welcomepack/internal/source"
)

// found is one diagnostic of each kind: with notes, in letters that are more than a byte, over two lines, without a place.
func found() (List, *source.Set) {
	files := &source.Set{}
	id := files.Add("content/shared/listings/st marys.yaml", []byte("name: Café 100%\nphones: x\nmore: a\n"))
	var l List
	l.Error(source.Pos{File: id, Offset: 6}.Span(5), "phone-length", "phone has 7 digits: too few, by 4").
		Hint("write the full number").Note(source.Pos{File: id, Offset: 17}.Span(6), "the other one")
	l.Warning(source.Pos{File: id, Offset: 17}.Span(14), "overdue", "100%% over\nof it")
	l.Advice(source.Pos{File: id, Offset: 17}.Span(0), "idiom", "an idiom")
	l.Error(source.Span{}, "missing-file", "no content folder")
	return l, files
}

func TestGitHubShowsEachBesideItsLine(t *testing.T) {
	l, files := found()
	var b strings.Builder
	if err := l.GitHub(&b, files, "sites/north/"); err != nil {
		t.Fatal(err)
	}
	want := `::error file=sites/north/content/shared/listings/st marys.yaml,line=1,endLine=1,col=7,endColumn=11,title=phone-length::phone has 7 digits: too few, by 4%0Ahint: write the full number%0Anote: content/shared/listings/st marys.yaml:2: the other one
::warning file=sites/north/content/shared/listings/st marys.yaml,line=2,endLine=3,title=overdue::100%25 over%0Aof it
::notice file=sites/north/content/shared/listings/st marys.yaml,line=2,endLine=2,col=1,endColumn=1,title=idiom::an idiom
::error title=missing-file::no content folder
`
	if b.String() != want {
		t.Errorf("got\n%s\nwant\n%s", b.String(), want)
	}
}

func TestGitLabKeepsFingerprintsWhenLinesMove(t *testing.T) {
	l, files := found()
	twice := append(l, l[2])
	read := func(l List, files *source.Set) []map[string]any {
		var b bytes.Buffer
		var out []map[string]any
		if err := l.GitLab(&b, files, "", "content/site.yaml"); err != nil {
			t.Fatal(err)
		}
		if err := json.Unmarshal(b.Bytes(), &out); err != nil {
			t.Fatal(err)
		}
		return out
	}
	issues := read(twice, files)
	var prints []string
	for i, want := range []struct {
		check, severity, path string
		line                  float64
	}{
		{"phone-length", "critical", "content/shared/listings/st marys.yaml", 1}, {"overdue", "major", "content/shared/listings/st marys.yaml", 2},
		{"idiom", "info", "content/shared/listings/st marys.yaml", 2}, {"missing-file", "critical", "content/site.yaml", 1}, {"idiom", "info", "content/shared/listings/st marys.yaml", 2},
	} {
		at := issues[i]["location"].(map[string]any)
		begin := at["lines"].(map[string]any)["begin"]
		if issues[i]["check_name"] != want.check || issues[i]["severity"] != want.severity || at["path"] != want.path || begin != want.line {
			t.Errorf("issue %d is %v", i, issues[i])
		}
		prints = append(prints, issues[i]["fingerprint"].(string))
	}
	if slices.Sort(prints); len(slices.Compact(prints)) != 5 {
		t.Errorf("fingerprints are not all different: %v", prints)
	}
	moved := &source.Set{}
	id := moved.Add("content/shared/listings/st marys.yaml", []byte("# new\nname: Café 100%\n"))
	var m List
	m.Error(source.Pos{File: id, Offset: 12}.Span(5), "phone-length", "phone has 7 digits: too few, by 4")
	if read(m, moved)[0]["fingerprint"] != issues[0]["fingerprint"] {
		t.Error("a mistake is another one because a line was added above it")
	}
}

// sarifSchema is the schema that OASIS published with the standard.
func sarifSchema(t *testing.T) *jsonschema.Schema {
	t.Helper()
	s, err := jsonschema.NewCompiler().Compile("testdata/sarif-schema-2.1.0.json")
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func decoded(t *testing.T, b []byte) any {
	t.Helper()
	v, err := jsonschema.UnmarshalJSON(bytes.NewReader(b))
	if err != nil {
		t.Fatal(err)
	}
	return v
}

func TestSARIFIsValid(t *testing.T) {
	l, files := found()
	tool := Tool{Version: "v1.2.3", Base: "sites/north/", Page: func(code string) (string, string) {
		if code == "overdue" {
			return "", ""
		}
		return "About " + code + ".", "# " + code
	}}
	schema := sarifSchema(t)
	for _, list := range []List{l, nil} {
		var b bytes.Buffer
		if err := list.SARIF(&b, files, tool); err != nil {
			t.Fatal(err)
		}
		if err := schema.Validate(decoded(t, b.Bytes())); err != nil {
			t.Errorf("%v\n%s", err, b.String())
		}
	}
	if schema.Validate(decoded(t, []byte(`{"version": "2.1.0", "runs": [{"tool": {"driver": {}}, "results": []}]}`))) == nil {
		t.Error("a tool without a name is valid")
	}
}

func TestSARIFSaysWhereAndHowBad(t *testing.T) {
	l, files := found()
	var b bytes.Buffer
	if err := l.SARIF(&b, files, Tool{Base: "sites/north/"}); err != nil {
		t.Fatal(err)
	}
	var log sarifLog
	if err := json.Unmarshal(b.Bytes(), &log); err != nil {
		t.Fatal(err)
	}
	results := log.Runs[0].Results
	first := results[0].Locations[0].Physical
	if first.Artifact.URI != "sites/north/content/shared/listings/st%20marys.yaml" || first.Region != (sarifRegion{1, 7, 1, 11}) {
		t.Errorf("the first is at %+v", first)
	}
	if rel := results[0].Related; len(rel) != 1 || rel[0].Message.Text != "the other one" || rel[0].Physical.Region.StartLine != 2 {
		t.Errorf("its note is %+v", rel)
	}
	if len(log.Runs[0].Tool.Driver.Rules) != 4 || results[2].Level != "note" || results[1].Level != "warning" || results[3].Locations != nil {
		t.Errorf("the log is %+v", log)
	}
}

func TestJSONSaysWhereItEnds(t *testing.T) {
	l, files := found()
	var b bytes.Buffer
	if err := l[:1].JSON(&b, files); err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{`"line": 1`, `"column": 7`, `"endLine": 1`, `"endColumn": 11`, `"severity": "error"`} {
		if !strings.Contains(b.String(), want) {
			t.Errorf("%s is missing from\n%s", want, b.String())
		}
	}
}
