package main

import (
	"os"
	"path/filepath"
	"strings"
	"testing"
)

func TestPackWritesOneFile(t *testing.T) {
	dir := copySite(t)
	at := filepath.Join(t.TempDir(), "one.pdf")
	code, out, errs := runCommand(t, "pack", "--site", dir, "--borough", "northbank", "--lang", "Arabic", "-o", at)
	if code != exitDone || out != "" || !strings.Contains(errs, "one.pdf: ") || strings.Contains(errs, "warning") {
		t.Fatalf("exit %d, said %s%s", code, out, errs)
	}
	b, err := os.ReadFile(at)
	if err != nil || !strings.HasPrefix(string(b), "%PDF-1.7") {
		t.Error(err)
	}
	code, out, _ = runCommand(t, "pack", "--site", dir, "--borough", "northbank", "--lang", "ar", "-o", "-")
	if code != exitDone || out != string(b) {
		t.Errorf("exit %d: standard output has other bytes than the file", code)
	}
	if list, _ := os.ReadDir(filepath.Dir(at)); len(list) != 1 {
		t.Errorf("%d files", len(list))
	}
	if _, err := os.Stat(filepath.Join(dir, "dist")); err == nil {
		t.Error("the website was made")
	}
}

// TestPackIsNamedAsOnTheWebsite writes to the present folder; a part never takes the name of the whole.
func TestPackIsNamedAsOnTheWebsite(t *testing.T) {
	dir := copySite(t)
	t.Chdir(t.TempDir())
	for _, x := range []struct{ args, want string }{
		{"--lang ar --variant large-print", "welcome-pack-northbank-ar-large-print.pdf"},
		{"--lang ur --variant bilingual", "welcome-pack-northbank-ur-bilingual.pdf"},
		{"--variant poster", "welcome-pack-northbank-poster.pdf"},
		{"--lang en --booklet", "welcome-pack-northbank-en-booklet.pdf"},
		{"--lang en --service night-line", "welcome-pack-northbank-en-part.pdf"},
	} {
		code, _, errs := runCommand(t, append([]string{"pack", "--site", dir, "--borough", "northbank"}, strings.Fields(x.args)...)...)
		if _, err := os.Stat(x.want); code != exitDone || err != nil {
			t.Errorf("%s: exit %d, %v, said %s", x.args, code, err, errs)
		}
	}
}

func TestPackSaysWhatIsWrong(t *testing.T) {
	good, bad := copySite(t), copySite(t)
	breakSite(t, bad)
	t.Chdir(t.TempDir())
	for _, x := range []struct {
		args string
		code int
		says string
	}{
		{"--site " + good, exitUsage, "no borough is named: there are northbank, southbank"},
		{"--site " + good + " --borough northbnk --lang ar", exitUsage, `did you mean "northbank"?`},
		{"--site " + good + " --borough northbank --lang English --variant bilingual", exitUsage, "there is no bilingual pack in English"},
		{"--site " + good + " --borough northbank --lang en --variant cards", exitUsage, "this site has no cards"},
		{"--site " + bad + " --borough northbank --lang en", exitMistakes, "no pack was made"},
		{"--site " + good + " --borough northbank --lang en -o nowhere/x.pdf", exitBroken, "nowhere"},
	} {
		code, _, errs := runCommand(t, append([]string{"pack"}, strings.Fields(x.args)...)...)
		if code != x.code || !strings.Contains(errs, x.says) || strings.Contains(errs, "untranslated") {
			t.Errorf("%s: exit %d, want %d with %q; said\n%s", x.args, code, x.code, x.says, errs)
		}
	}
	if list, _ := os.ReadDir("."); len(list) != 0 {
		t.Errorf("%d files were left", len(list))
	}
}
