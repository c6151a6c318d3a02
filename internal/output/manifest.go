package output

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

const (
	manifestName = "build.json"
	madeBy       = "welcomepack"
)

// A manifest is build.json: our files, and those from which they were made, sorted by path. It has no time in it, so that
// equal sites are equal files.
type manifest struct {
	MadeBy string  `json:"made_by"`
	Files  []entry `json:"files"`
	From   []entry `json:"from,omitempty"`
}

// An entry is one file of the manifest.
type entry struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 string `json:"sha256"`
}

func readManifest(b []byte) (manifest, error) {
	var m manifest
	if err := json.Unmarshal(b, &m); err != nil || m.MadeBy != madeBy {
		return manifest{}, errors.New("is not a list that this program wrote")
	}
	for _, e := range m.Files {
		if err := CheckPath(e.Path); err != nil {
			return manifest{}, err
		}
	}
	slices.SortFunc(m.Files, func(a, b entry) int { return strings.Compare(a.Path, b.Path) })
	return m, nil
}

// bytes writes one line for each file, so that people can compare two builds line by line.
func (m manifest) bytes() []byte {
	var b bytes.Buffer
	fmt.Fprintf(&b, "{\n  \"made_by\": %q", m.MadeBy)
	lines := func(name string, list []entry) {
		fmt.Fprintf(&b, ",\n  %q: [", name)
		for i, e := range list {
			if i > 0 {
				b.WriteByte(',')
			}
			line, err := json.Marshal(e)
			if err != nil {
				panic("output: " + err.Error())
			}
			fmt.Fprintf(&b, "\n    %s", line)
		}
		b.WriteString("\n  ]")
	}
	lines("files", m.Files)
	if len(m.From) > 0 {
		lines("from", m.From)
	}
	b.WriteString("\n}\n")
	return b.Bytes()
}
