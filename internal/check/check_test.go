package check_test

import (
	"bytes"
	"flag"
	"maps"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"golang.org/x/tools/txtar"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/check"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

var update = flag.Bool("update", false, "rewrite the golden files")

// today is the day on which every case is checked.
var today = calendar.Date{Year: 2026, Month: 11, Day: 22}

// TestMistakesAcrossFilesAreExplained puts the files of each case over those of base.txtar, and compares all that
// reading, resolving and checking print.
func TestMistakesAcrossFilesAreExplained(t *testing.T) {
	base := archive(t, "testdata/base.txtar")
	cases, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(cases) < 15 {
		t.Fatalf("%d cases, %v", len(cases), err)
	}
	for _, path := range cases {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) {
			a := archive(t, path)
			fsys := files(base)
			maps.Copy(fsys, files(a))
			delete(fsys, "want")
			got := []byte(printed(t, fsys, dayOf(t, fsys)))
			want := &a.Files[len(a.Files)-1]
			if want.Name != "want" {
				t.Fatal("the case does not end with a -- want -- section")
			}
			if *update {
				want.Data = got
				if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			if !bytes.Equal(got, want.Data) {
				t.Errorf("got\n%s\nwant\n%s", got, want.Data)
			}
		})
	}
}

func archive(t *testing.T, path string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func files(a *txtar.Archive) fstest.MapFS {
	fsys := fstest.MapFS{}
	for _, f := range a.Files {
		fsys[f.Name] = &fstest.MapFile{Data: f.Data}
	}
	return fsys
}

// dayOf is the day of a case: that of its file today, else the one of all.
func dayOf(t *testing.T, fsys fstest.MapFS) calendar.Date {
	t.Helper()
	f, ok := fsys["today"]
	if !ok {
		return today
	}
	delete(fsys, "today")
	d, ok := calendar.ParseDate(strings.TrimSpace(string(f.Data)))
	if !ok {
		t.Fatalf("%q is no date", f.Data)
	}
	return d
}

func printed(t *testing.T, fsys fstest.MapFS, today calendar.Date) string {
	t.Helper()
	var set source.Set
	site, ds, err := load.Load(fsys, &set)
	if err != nil {
		t.Fatal(err)
	}
	if !ds.HasErrors() {
		c, more := catalog.Resolve(site, nil, today)
		ds = append(ds, more...)
		ds = append(ds, check.Check(c)...)
		if !ds.HasErrors() {
			ds = append(ds, check.Review(c, &set)...)
			ds = append(ds, check.Unused(ds, site.Settings.Checks, &set)...)
		}
		ds = check.Settle(ds, site.Settings.Checks, &set)
	}
	var b strings.Builder
	if err := ds.Sorted(&set).Print(&b, &set); err != nil {
		t.Fatal(err)
	}
	return b.String()
}

func TestInterfaceTextsAreCheckedToo(t *testing.T) {
	fsys := files(archive(t, "testdata/base.txtar"))
	fsys["translations/ar/interface.po"] = &fstest.MapFile{Data: []byte(`msgid ""
msgstr ""
"Language: ar\n"
"Content-Type: text/plain; charset=UTF-8\n"

#: themes/default/strings.yaml#wrong
msgid "Tell someone."
msgstr "اتصل على 0800 123 456."

#: themes/default/strings.yaml#old
msgid "The old words of this text."
msgstr "الكلمات."
`)}
	var set source.Set
	site, _, err := load.Load(fsys, &set)
	if err != nil {
		t.Fatal(err)
	}
	phrase := func(key, text string) model.Phrase {
		return model.Phrase{Key: key, Other: doc.Text{Key: "themes/default/strings.yaml#" + key, Lang: lang.English, Inlines: []doc.Inline{doc.Str{S: text}}}}
	}
	c, _ := catalog.Resolve(site, []model.Phrase{phrase("wrong", "Tell someone."), phrase("old", "The new words of this text."), phrase("none", "Never seen.")}, today)
	said := map[string]int{}
	for _, d := range check.Check(c) {
		said[d.Code]++
		if d.Code == "untranslated" && !strings.Contains(d.Message, "14 of 17") {
			t.Errorf("%s", d.Message)
		}
	}
	if said["fact-in-translation"] != 1 || said["stale"] != 1 || said["untranslated"] != 1 {
		t.Errorf("said %v", said)
	}
}

var codeForm = regexp.MustCompile(`(?:Error|Warning|add|Problem)[({][^"\n]*"([a-z]+(?:-[a-z]+)+|brackets|html|stale|untranslated|overdue)"|Code: "([a-z-]+)"`)

// TestEveryCodeHasAPage reads the codes out of the sources of this package and of those whose problems it tells.
func TestEveryCodeHasAPage(t *testing.T) {
	codes := map[string]bool{}
	for _, dir := range []string{".", "../segment", "../catalog"} {
		list, err := filepath.Glob(dir + "/*.go")
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range list {
			text, err := os.ReadFile(path)
			if err != nil {
				t.Fatal(err)
			}
			for _, m := range codeForm.FindAllStringSubmatch(string(text), -1) {
				if !strings.HasSuffix(path, "_test.go") {
					codes[m[1]+m[2]] = true
				}
			}
		}
	}
	for _, code := range segment.Excusable {
		if !codes[code] {
			t.Errorf("%s can be allowed, and nothing says it", code)
		}
	}
	if len(codes) < 38 {
		t.Errorf("found %d codes only", len(codes))
	}
	for code := range codes {
		if _, err := os.Stat("../../docs/diagnostics/" + code + ".md"); err != nil {
			t.Error(err)
		}
	}
}
