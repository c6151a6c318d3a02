package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// TestAFileGoesToATranslatorAndComesBack: what is missing goes out, good lines come in, and a bad one is said and costs
// only itself.
func TestAFileGoesToATranslatorAndComesBack(t *testing.T) {
	dir := copySite(t)
	sheet := filepath.Join(t.TempDir(), "so.csv")
	code, out, said := runCommand(t, "translations", "export", "--site", dir, "--lang", "Somali", "--guide", "first-days", "-o", sheet)
	if code != exitDone || out != "" || !strings.Contains(said, "of English, to be translated into Somali") {
		t.Fatalf("exit %d: %s", code, said)
	}
	b, err := os.ReadFile(sheet)
	if err != nil {
		t.Fatal(err)
	}
	lines := strings.Split(string(b), "\r\n")
	if len(lines) < 4 || !strings.Contains(lines[0], "English,Translation (Somali),Notes") {
		t.Fatalf("the sheet is\n%s", b)
	}
	good, bad := -1, -1
	for i, l := range lines[1:] {
		if strings.Contains(strings.SplitN(l, ",missing,", 2)[0], ".phone}") {
			bad = i + 1
		} else if !strings.ContainsAny(l, `"{*[`) && good < 0 && l != "" {
			good = i + 1
		}
	}
	if good < 0 || bad < 0 {
		t.Fatalf("the guide has no line of both kinds:\n%s", b)
	}
	put := func(i int, words string) {
		at := strings.Index(lines[i], ",,")
		lines[i] = lines[i][:at] + "," + words + "," + lines[i][at+2:]
	}
	put(good, "Tarjumaad")
	put(bad, "Wac lambarka")
	if err := os.WriteFile(sheet, []byte(strings.Join(lines, "\r\n")), 0o644); err != nil {
		t.Fatal(err)
	}
	code, _, said = runCommand(t, "translations", "import", "--site", dir, "--check", sheet)
	if code != exitMistakes || !strings.Contains(said, "1 translation would be taken, 1 refused") {
		t.Errorf("exit %d: %s", code, said)
	}
	po := filepath.Join(dir, "translations/so/shared.po")
	if _, err := os.Stat(po); err == nil {
		t.Error("--check writes")
	}
	code, _, said = runCommand(t, "translations", "import", "--site", dir, sheet)
	if code != exitMistakes || !strings.Contains(said, "1 translation taken, 1 refused") || !strings.Contains(said, "is missing [missing-placeholder]") {
		t.Errorf("exit %d: %s", code, said)
	}
	if b, err := os.ReadFile(po); err != nil || !bytes.Contains(b, []byte(`msgstr "Tarjumaad"`)) {
		t.Errorf("%v\n%s", err, b)
	}
}

func TestExportAndImportSayWhatIsAskedWrongly(t *testing.T) {
	dir := copySite(t)
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"export", exitUsage, "no language is named"},
		{"export --lang klingon", exitUsage, `there is no language "klingon"`},
		{"export --lang ar --state old", exitUsage, `there is no state "old": write missing, stale, draft, reviewed or all`},
		{"export --lang ar --format doc", exitUsage, `there is no format "doc": there are xlsx, csv, xliff, xliff2`},
		{"export --lang ar -o x.doc", exitUsage, "does not tell the format"},
		{"export --lang ar --lang ur -o x.csv", exitUsage, "there are 2 languages"},
		{"export --lang ar --borough northbnk", exitUsage, `there is no borough "northbnk": did you mean "northbank"?`},
		{"export --lang ar --words -1", exitUsage, "--words is -1"},
		{"import nothing.csv", exitUsage, "nothing.csv cannot be read: no such file"},
		{"import", exitUsage, "requires at least 1 arg"},
		{"weblate", exitUsage, "no repository is named"},
	} {
		code, _, said := runCommand(t, append(append([]string{"translations"}, strings.Fields(c.args)...), "--site", dir)...)
		if code != c.code || !strings.Contains(said, c.says) {
			t.Errorf("%s: exit %d, want %d with %q; said\n%s", c.args, code, c.code, c.says, said)
		}
	}
	code, out, said := runCommand(t, "translations", "weblate", "--site", dir, "--repo", "https://git.example.org/x.git")
	if code != exitDone || strings.Count(out, `"filemask": "translations/*/`) != 4 || !strings.Contains(out, `"repo": "weblate://welcomepack/interface"`) {
		t.Errorf("exit %d: %s%s", code, out, said)
	}
}
