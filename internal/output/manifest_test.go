package output

import (
	"slices"
	"strings"
	"testing"
)

func TestManifestSaysFromWhatAndIsReadBack(t *testing.T) {
	s := &Stage{names: newNames(), published: []string{"b.html"}}
	s.names.files["b.html"] = file{size: 1, sum: SumOf([]byte("b"))}
	s.From("content/z.yaml", []byte("z"))
	s.From("content/a.yaml", []byte("a"))
	var b strings.Builder
	s.writeManifest(&b)
	text := b.String()
	if strings.Count(text, "\n    {") != 3 || s.sum != SumOf([]byte(text)) {
		t.Errorf("it is not a line for each file:\n%s", text)
	}
	m, err := readManifest([]byte(text))
	if err != nil || m.sum != s.sum || len(m.Files) != 1 || m.Files[0] != (entry{"b.html", 1, SumOf([]byte("b"))}) ||
		len(m.From) != 2 || m.From[0].Path != "content/a.yaml" {
		t.Errorf("%+v, %v", m, err)
	}
	spaced, err := readManifest([]byte(strings.ReplaceAll(text, "\"size\":", "\"size\": ")))
	if err != nil || !slices.Equal(spaced.Files, m.Files) || !slices.Equal(spaced.From, m.From) {
		t.Errorf("written otherwise it is %+v, %v", spaced, err)
	}
}
