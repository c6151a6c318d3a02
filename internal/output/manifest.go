package output

import (
	"bufio"
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"io"
	"slices"
	"strconv"
	"strings"
)

const (
	manifestName = "build.json"
	madeBy       = "welcomepack"
	manifestHead = "{\n  \"made_by\": \"" + madeBy + "\",\n  \"files\": ["
	manifestFrom = "\n  ],\n  \"from\": ["
	manifestTail = "\n  ]\n}\n"
)

// A manifest is build.json: our files, and those from which they were made, sorted by path. It has no time in it, so that
// equal sites are equal files.
type manifest struct {
	MadeBy string  `json:"made_by"`
	Files  []entry `json:"files"`
	From   []entry `json:"from,omitempty"`

	sum Sum // of its bytes
}

// An entry is one file of the manifest.
type entry struct {
	Path   string `json:"path"`
	Size   int64  `json:"size"`
	SHA256 Sum    `json:"sha256"`
}

func readManifest(b []byte) (manifest, error) {
	m, ok := readLines(b)
	if !ok {
		m = manifest{}
		if err := json.Unmarshal(b, &m); err != nil || m.MadeBy != madeBy {
			return manifest{}, errors.New("is not a list that this program wrote")
		}
	}
	for _, e := range m.Files {
		if err := CheckPath(e.Path); err != nil {
			return manifest{}, err
		}
	}
	slices.SortFunc(m.Files, byPath)
	m.sum = SumOf(b)
	return m, nil
}

func byPath(a, b entry) int { return strings.Compare(a.Path, b.Path) }

// writeManifest writes one line for each file, so that people can compare two builds line by line, and notes the digest of
// it all. Of a large site that is as much as thousands of pages, so it is written as it comes.
func (s *Stage) writeManifest(to io.Writer) error {
	sum := sha256.New()
	b := bufio.NewWriterSize(io.MultiWriter(to, sum), 1<<16)
	b.WriteString(manifestHead)
	for i, p := range s.published {
		f := s.names.files[p]
		writeEntry(b, i, entry{p, f.size, f.sum})
	}
	if len(s.from) > 0 {
		b.WriteString(manifestFrom)
		slices.SortFunc(s.from, byPath)
		for i, e := range s.from {
			writeEntry(b, i, e)
		}
	}
	b.WriteString(manifestTail)
	err := b.Flush() // it says what the writes before it met
	s.sum = Sum(sum.Sum(nil))
	return err
}

// writeEntry writes the i-th entry of a list.
func writeEntry(b *bufio.Writer, i int, e entry) {
	if i > 0 {
		b.WriteByte(',')
	}
	line, err := json.Marshal(e)
	if err != nil {
		panic("output: " + err.Error())
	}
	b.WriteString("\n    ")
	b.Write(line)
}

// readLines reads a manifest of exactly the form in which bytes writes it, ten times as fast as any JSON is read; ok is
// false for another.
func readLines(b []byte) (m manifest, ok bool) {
	body, ok := bytes.CutPrefix(b, []byte(manifestHead))
	if !ok {
		return m, false
	}
	if body, ok = bytes.CutSuffix(body, []byte(manifestTail)); !ok {
		return m, false
	}
	files, from, _ := bytes.Cut(body, []byte(manifestFrom))
	m.MadeBy = madeBy
	var ok2 bool
	m.Files, ok = readEntries(files)
	m.From, ok2 = readEntries(from)
	return m, ok && ok2
}

func readEntries(text []byte) (list []entry, ok bool) {
	if len(text) == 0 {
		return nil, true
	}
	list = make([]entry, 0, bytes.Count(text, []byte{'\n'})+1)
	for line := range bytes.SplitSeq(text, []byte(",\n")) {
		rest, ok1 := bytes.CutPrefix(bytes.TrimPrefix(line, []byte{'\n'}), []byte(`    {"path":"`))
		path, rest, ok2 := bytes.Cut(rest, []byte(`","size":`))
		size, rest, ok3 := bytes.Cut(rest, []byte(`,"sha256":"`))
		sum, ok4 := bytes.CutSuffix(rest, []byte(`"}`))
		e := entry{Path: string(path)}
		var err1, err2 error
		e.Size, err1 = strconv.ParseInt(string(size), 10, 64)
		err2 = e.SHA256.UnmarshalText(sum)
		if !ok1 || !ok2 || !ok3 || !ok4 || err1 != nil || err2 != nil || bytes.ContainsAny(path, `"\`) {
			return nil, false
		}
		list = append(list, e)
	}
	return list, true
}
