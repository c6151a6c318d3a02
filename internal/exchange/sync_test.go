package exchange

import (
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

const site = "title: Welcome pack\npublisher: Volunteers\nlanguages: [en, ar]\nboroughs: [newham]\n"

func file(s string) *fstest.MapFile { return &fstest.MapFile{Data: []byte(s)} }

func guide(body string) *fstest.MapFile {
	return file("---\ntitle: First days\nsummary: What to do.\n---\n" + body)
}

// synced brings the files of a site up to date and returns how many changed.
func synced(t *testing.T, fsys fstest.MapFS) int {
	t.Helper()
	var files source.Set
	s, ds, err := load.Load(fsys, &files)
	if err != nil || ds.HasErrors() {
		var b strings.Builder
		ds.Print(&b, &files)
		t.Fatal(err, b.String())
	}
	c, _ := catalog.Resolve(s, []model.Phrase{}, calendar.Date{Year: 2026, Month: 11, Day: 22})
	out, ds, err := Sync(fsys, c, "ar", false, &files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	for _, f := range out {
		fsys[f.Path] = file(string(f.Bytes))
	}
	return len(out)
}

func TestSyncKeepsTranslationsAndMarksWhatChanged(t *testing.T) {
	fsys := fstest.MapFS{
		"content/site.yaml":                    file(site),
		"content/boroughs/newham/borough.yaml": file("borough: newham\nname: Newham\n"),
		"content/shared/guides/first-days.md":  guide("Stay calm.\n\nCall someone.\n"),
	}
	if n := synced(t, fsys); n != 2 {
		t.Fatalf("%d files are new, want shared.po and newham.po", n)
	}
	po := string(fsys["translations/ar/shared.po"].Data)
	for _, want := range []string{"Language: ar", "nplurals=6", "#: shared/guides/first-days.md#start/1\nmsgid \"Stay calm.\"\nmsgstr \"\"\n"} {
		if !strings.Contains(po, want) {
			t.Errorf("shared.po does not have %q:\n%s", want, po)
		}
	}
	po = strings.Replace(po, "msgid \"Stay calm.\"\nmsgstr \"\"", "# from a translator\nmsgid \"Stay calm.\"\nmsgstr \"ابق هادئاً.\"", 1)
	fsys["translations/ar/shared.po"] = file(po)
	if n := synced(t, fsys); n > 1 {
		t.Errorf("%d files changed although the English did not", n)
	}
	before := string(fsys["translations/ar/shared.po"].Data)
	if n := synced(t, fsys); n != 0 || string(fsys["translations/ar/shared.po"].Data) != before {
		t.Errorf("a second run changed %d files", n)
	}

	fsys["content/shared/guides/first-days.md"] = guide("Stay very calm.\n\nCall someone.\n")
	synced(t, fsys)
	po = string(fsys["translations/ar/shared.po"].Data)
	for _, want := range []string{"# from a translator", "#, fuzzy", "#| msgid \"Stay calm.\"", "msgid \"Stay very calm.\"\nmsgstr \"ابق هادئاً.\""} {
		if !strings.Contains(po, want) {
			t.Errorf("after the change shared.po does not have %q:\n%s", want, po)
		}
	}
}

// TestWordsOfAMachineStaySuch however the header of the file that has them writes it.
func TestWordsOfAMachineStaySuch(t *testing.T) {
	fsys := fstest.MapFS{
		"content/site.yaml":                    file(site),
		"content/boroughs/newham/borough.yaml": file("borough: newham\nname: Newham\n"),
		"content/shared/guides/first-days.md":  guide("Stay calm.\n"),
	}
	var files source.Set
	s, _, err := load.Load(fsys, &files)
	if err != nil {
		t.Fatal(err)
	}
	c, _ := catalog.Resolve(s, nil, calendar.Date{Year: 2026, Month: 11, Day: 22})
	for field, want := range map[string]bool{"X-Origin: machine": true, "X-Origin:  Machine ": true, "x-origin: MACHINE": true, "X-Origin: volunteers": false} {
		known := fstest.MapFS{"translations/ar/shared.po": file("msgid \"\"\nmsgstr \"\"\n\"Language: ar\\n\"\n\"" + field + "\\n\"\n\nmsgid \"Stay calm.\"\nmsgstr \"ابق هادئاً.\"\n")}
		out, err := Start(fsys, known, c, "ar")
		if err != nil || len(out) == 0 {
			t.Fatal(err, out)
		}
		po := string(out[slices.IndexFunc(out, func(f File) bool { return f.Path == "translations/ar/shared.po" })].Bytes)
		if !strings.Contains(po, "ابق هادئاً.") {
			t.Errorf("%s: the translation is not there:\n%s", field, po)
		}
		if got := strings.Contains(po, "X-Origin: machine"); got != want {
			t.Errorf("%s: the new file says that a machine made it: %v, want %v", field, got, want)
		}
	}
}

func TestBrokenFileIsLeftAsItIs(t *testing.T) {
	fsys := fstest.MapFS{
		"content/site.yaml":                    file(site),
		"content/boroughs/newham/borough.yaml": file("borough: newham\nname: Newham\n"),
	}
	var files source.Set
	s, _, err := load.Load(fsys, &files)
	if err != nil {
		t.Fatal(err)
	}
	fsys["translations/ar/shared.po"] = file("msgid \"half of it\nmsgstr\n")
	c, _ := catalog.Resolve(s, nil, calendar.Date{Year: 2026, Month: 11, Day: 22})
	out, ds, err := Sync(fsys, c, "ar", false, &files)
	if err != nil || !ds.HasErrors() {
		t.Fatalf("the mistake is not reported: %v %v", err, ds)
	}
	for _, f := range out {
		if f.Path == "translations/ar/shared.po" {
			t.Error("a file that cannot be read would be written")
		}
	}
}

func TestOneEnglishWithTwoMeaningsIsTranslatedTwice(t *testing.T) {
	fsys := fstest.MapFS{
		"content/site.yaml":                    file(site),
		"content/boroughs/newham/borough.yaml": file("borough: newham\nname: Newham\n"),
		"content/shared/guides/first-days.md":  guide("## Post\n\nWait for it.\n"),
		"content/shared/guides/work.md":        file("---\ntitle: Work\nsummary: Find a job.\ntranslators: [{text: Post, context: a job, note: Not letters.}]\n---\n## Post\n\nLook for one.\n"),
	}
	synced(t, fsys)
	po := string(fsys["translations/ar/shared.po"].Data)
	for _, want := range []string{
		"#: shared/guides/first-days.md#post\nmsgid \"Post\"\n",
		"#. Not letters.\n#: shared/guides/work.md#post\nmsgctxt \"a job\"\nmsgid \"Post\"\n",
	} {
		if !strings.Contains(po, want) {
			t.Errorf("shared.po does not have %q:\n%s", want, po)
		}
	}
}
