package output

import (
	"strings"
	"testing"
)

func TestManifestSaysFromWhatAndIsReadBack(t *testing.T) {
	s := &Stage{files: map[string]file{"b.html": {entry: entry{Path: "b.html", Size: 1, SHA256: "x"}}}}
	s.From("content/z.yaml", []byte("z"))
	s.From("content/a.yaml", []byte("a"))
	text := string(s.manifest().bytes())
	m, err := readManifest([]byte(text))
	if err != nil || len(m.Files) != 1 || len(m.From) != 2 || m.From[0].Path != "content/a.yaml" {
		t.Errorf("%+v, %v", m, err)
	}
	if string(m.bytes()) != text || strings.Count(text, "\n    {") != 3 {
		t.Errorf("it is not a line for each file:\n%s", text)
	}
}
