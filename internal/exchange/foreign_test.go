package exchange

import (
	"bytes"
	"encoding/json"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"welcomepack/internal/needs"
)

const ciDir = "../../.ci"

// foreign is what another program, with a reader and a writer of its own, makes of an XLIFF 2 file: see .ci/xliff.mjs.
type foreign struct {
	Language string
	Units    map[string]struct{ Source, Target string }
	Written  string
}

// readForeign hands a file to the other program, which translates everything with one word.
func readForeign(t *testing.T, data []byte, word string) foreign {
	t.Helper()
	node := needs.Program(t, "node", "apt install nodejs")
	needs.File(t, filepath.Join(ciDir, "node_modules", "xliff"), "npm ci --ignore-scripts in .ci")
	c := exec.Command(node, filepath.Join(ciDir, "xliff.mjs"), word)
	c.Stdin = bytes.NewReader(data)
	var complaint bytes.Buffer
	c.Stderr = &complaint
	out, err := c.Output()
	if err != nil {
		t.Fatalf("xliff.mjs: %v\n%s", err, complaint.String())
	}
	var f foreign
	if err := json.Unmarshal(out, &f); err != nil {
		t.Fatal(err)
	}
	return f
}

// TestAnotherReaderOfXLIFF21SeesTheSame: each unit with its English, its translation, and what each code stands for. Blanks
// alone between two codes are lost by that reader, so they are left out of the comparison.
func TestAnotherReaderOfXLIFF21SeesTheSame(t *testing.T) {
	for seed := range uint64(5) {
		b := tough(seed)
		got := readForeign(t, XLIFF21(b), "x")
		if got.Language != "ar" || len(got.Units) != len(b.Units) {
			t.Fatalf("%d units of %d in %q", len(got.Units), len(b.Units), got.Language)
		}
		for _, u := range b.Units {
			f := got.Units[u.ID]
			if letters(f.Source) != letters(u.English) || letters(f.Target) != letters(u.Words) {
				t.Errorf("seed %d, %s: it reads %q and %q\nwritten: %q and %q", seed, u.ID, f.Source, f.Target, u.English, u.Words)
			}
		}
	}
}

// TestWhatAnotherWriterOfXLIFF21MadeIsTaken, although it leaves out states and puts line ends and blanks beside codes.
func TestWhatAnotherWriterOfXLIFF21MadeIsTaken(t *testing.T) {
	d := newDesktop(t, "ar")
	b := d.export(Choice{States: []State{Missing, Stale, Draft, Reviewed}})
	got, text := d.back("ar.xlf", []byte(readForeign(t, XLIFF21(b), "كلمة").Written), ImportOptions{})
	if text != "" || got.Taken != len(b.Units) {
		t.Errorf("%+v of %d\n%s", got, len(b.Units), text)
	}
	for _, want := range []string{"msgstr \"كلمة {help.phone} **كلمة**كلمة\"", "msgstr \"كلمة [كلمة](1)كلمة\""} {
		if !strings.Contains(d.shared(), want) {
			t.Errorf("there is no %s in\n%s", want, d.shared())
		}
	}
	again, text := d.back("ar.xlf", []byte(readForeign(t, XLIFF21(d.export(Choice{States: []State{Draft}})), "كلمة").Written), ImportOptions{})
	if text != "" || len(again.Files) > 0 || again.Same != len(b.Units) {
		t.Errorf("a second time: %+v of %d\n%s", again, len(b.Units), text)
	}
}
