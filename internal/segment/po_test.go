package segment

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/needs"
	"welcomepack/internal/source"
)

const header = `# Somali translation
msgid ""
msgstr ""
"Project-Id-Version: welcomepack\n"
"PO-Revision-Date: 2026-11-20 10:00+0000\n"
"Last-Translator: \n"
"Language-Team: Somali\n"
"Language: so\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=UTF-8\n"
"Content-Transfer-Encoding: 8bit\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\n"
`

const somali = header + `
# a remark
#. Note
#. {nhs-111.phone} is a phone number
#: shared/guides/gp.md#register/1
#: shared/guides/gp.md#register/2
#, fuzzy, no-wrap
#| msgid "You need \"papers\""
msgctxt "verb"
msgid "Call {nhs-111.phone}"
msgstr "Wac {nhs-111.phone}"

msgid ""
"Two\n"
"lines\\"
msgstr ""

msgid "One service"
msgid_plural "{count} services"
msgstr[0] "Hal adeeg"
msgstr[1] "{count} adeeg"

# old
#~| msgid "Older"
#~ msgid "Gone"
#~ msgstr "Tagay"
`

func parse(t testing.TB, src string) (*PO, string) {
	var files source.Set
	id := files.Add("so.po", []byte(src))
	var ds diag.List
	po := ParsePO(&ds, id, []byte(src))
	var b bytes.Buffer
	if err := ds.Print(&b, &files); err != nil {
		t.Fatal(err)
	}
	return po, b.String()
}

func parseClean(t testing.TB, src string) *PO {
	t.Helper()
	po, said := parse(t, src)
	if said != "" {
		t.Fatalf("parse said\n%s", said)
	}
	return po
}

func TestAFilePrintsAsItWasRead(t *testing.T) {
	po := parseClean(t, somali)
	if got := string(po.Print()); got != somali {
		t.Errorf("got\n%s", got)
	}
	e := po.Entries[0]
	if !e.Stale || e.Context != "verb" || len(e.Refs) != 2 || e.Flags[1] != "no-wrap" || po.Get("language") != "so" {
		t.Errorf("%+v", e)
	}
	if e := po.Entries[1]; e.ID != "Two\nlines\\" || e.Translated() {
		t.Errorf("%+v", e)
	}
	if e := po.Entries[2]; len(e.Strs) != 2 || somali[e.Pos.Offset:e.Pos.End] != `"Hal adeeg"` {
		t.Errorf("%+v", e)
	}
	if e := po.Entries[3]; !e.Obsolete || !e.Stale {
		t.Errorf("%+v", e)
	}
}

func TestWrappedAndForeignFormsAreRead(t *testing.T) {
	po := parseClean(t, "\ufeffmsgid \"a \"\r\n\"b\\x41\\102\\t\"\r\nmsgstr \"c\"\r\nmsgid \"next\"\r\n\"!\"\r\nmsgstr \"\"\r\n")
	if po.Entries[0].ID != "a bAB\t" || po.Entries[1].ID != "next!" {
		t.Errorf("%+v", po.Entries)
	}
}

func TestMistakesOfATranslationFileHaveAPlace(t *testing.T) {
	for _, c := range []struct{ src, want string }{
		{"msgid \"a\nmsgstr \"b\"\n", "so.po:1:7: error: the text is not between quotes [po-syntax]"},
		{"msgid \"a\"b\"\nmsgstr \"b\"\n", "so.po:1:9: error: a \" stands inside the text [po-syntax]"},
		{"msgid \"a\"\nmsgstr \"\\q\"\n", "so.po:2:9: error: \\q has no meaning [po-syntax]"},
		{"msgid \"a\"\nmsgstr \"\\xff\"\n", "so.po:2:8: error: the escapes do not make UTF-8 text [po-syntax]"},
		{"hello\n", "so.po:1:1: error: \"hello\" is no line of a translation file [po-syntax]"},
		{"msgstr \"b\"\n", "so.po:1:1: error: msgstr stands in the wrong place, or is no word of a translation file [po-syntax]"},
		{"msgid \"a\"\n\nmsgid \"b\"\nmsgstr \"\"\n", "so.po:1:7: error: this text has no msgstr [po-syntax]"},
		{"msgid \"a\"\nmsgid_plural \"b\"\nmsgstr \"\"\n", "so.po:3:1: error: msgstr does not fit what is above it [po-syntax]"},
		{"msgid \"a\"\nmsgid_plural \"b\"\nmsgstr[1] \"\"\n", "so.po:3:1: error: expected msgstr[0], found msgstr[1] [po-syntax]"},
		{"msgid \"a\"\nmsgstr \"\"\n\nmsgid \"a\"\nmsgstr \"\"\n", "so.po:4:7: error: the English \"a\" stands in this file twice [po-duplicate]"},
		{"msgid \"\"\nmsgstr \"Language\\n\"\n", "so.po:2:8: error: the header's line \"Language\" has no colon [po-syntax]"},
		{"msgid \"\"\nmsgstr \"Content-Type: text/plain; charset=ISO-8859-1\\n\"\n", "so.po:2:8: error: the header says the file is iso-8859-1 [encoding]"},
		{"msgid \"a\"\nmsgstr \"\xff\"\n", "so.po:2:9: error: the file is not UTF-8 text [encoding]"},
		{"msgid \"a\"\nmsgstr \"b\u202e\"\n", "so.po:2:8: error: the text has the invisible character U+202E after 1 letters [hidden-character]"},
		{strings.Repeat("# x\n", source.MaxPO/4+1), "so.po:1:1: error: the translation file has 4 MiB, the limit is 4 MiB [limit]"},
	} {
		_, said := parse(t, c.src)
		if first, _, _ := strings.Cut(said, "\n"); first != c.want {
			t.Errorf("got %s, want %s", first, c.want)
		}
	}
}

func TestAMistakeCostsOneEntry(t *testing.T) {
	po, said := parse(t, "msgid \"a\nmsgstr \"x\"\n\nmsgid \"b\"\nmsgstr \"y\"\n")
	if len(po.Entries) != 1 || po.Entries[0].ID != "b" || strings.Count(said, "error") != 1 {
		t.Errorf("%+v\n%s", po.Entries, said)
	}
}

// check lets gettext itself judge a file.
func check(t *testing.T, src []byte) {
	t.Helper()
	msgfmt := needs.Program(t, "msgfmt", "apt install gettext")
	path := filepath.Join(t.TempDir(), "x.po")
	if err := os.WriteFile(path, src, 0o644); err != nil {
		t.Fatal(err)
	}
	if out, err := exec.Command(msgfmt, "-c", "-o", filepath.Join(t.TempDir(), "x.mo"), path).CombinedOutput(); err != nil {
		t.Errorf("msgfmt: %v\n%s\n%s", err, out, src)
	}
}

func TestGettextReadsWhatIsPrinted(t *testing.T) {
	check(t, parseClean(t, somali).Print())
	po := parseClean(t, header)
	Sync(po, []Segment{
		{Text: keyed("a", "line\none \"q\" \\ \t"), Note: "two\nnotes"},
		{Text: keyed("b", "One"), Plural: keyed("b", doc.Slot{Name: "count"}, " more")},
	})
	check(t, po.Print())
}

func synced(t *testing.T, src string, segs ...Segment) string {
	t.Helper()
	po := parseClean(t, src)
	Sync(po, segs)
	out := string(po.Print())
	again := parseClean(t, out)
	Sync(again, segs)
	if twice := string(again.Print()); twice != out {
		t.Errorf("a second sync changes the file:\n%s\nthen\n%s", out, twice)
	}
	return out
}

func seg(key string, parts ...any) Segment { return Segment{Text: keyed(key, parts...)} }

func entry(ref, id, str string) string {
	return "#: " + ref + "\nmsgid \"" + id + "\"\nmsgstr \"" + str + "\"\n"
}

func TestSyncMakesTheSmallestChange(t *testing.T) {
	a, b, c := entry("k/1", "A", "a"), entry("k/2", "B", "b"), entry("k/3", "C", "c")
	abc := a + "\n" + b + "\n" + c
	for _, x := range []struct {
		name, src string
		segs      []Segment
		want      string
	}{
		{"nothing", abc, []Segment{seg("k/1", "A"), seg("k/2", "B"), seg("k/3", "C")}, abc},
		{"changed", abc, []Segment{seg("k/1", "A"), seg("k/2", "B2"), seg("k/3", "C")},
			a + "\n#: k/2\n#, fuzzy\n#| msgid \"B\"\nmsgid \"B2\"\nmsgstr \"b\"\n\n" + c},
		{"inserted: the paragraph below keeps its words, the new one has none", abc,
			[]Segment{seg("k/1", "A"), seg("k/2", "New"), seg("k/3", "B"), seg("k/4", "C")},
			a + "\n" + entry("k/2", "New", "") + "\n" + entry("k/3", "B", "b") + "\n" + entry("k/4", "C", "c")},
		{"gone", abc, []Segment{seg("k/1", "A"), seg("k/2", "C")},
			a + "\n" + entry("k/2", "C", "c") + "\n#~ msgid \"B\"\n#~ msgstr \"b\"\n"},
		{"back", a + "\n" + c + "\n#~ msgid \"B\"\n#~ msgstr \"b\"\n", []Segment{seg("k/1", "A"), seg("k/2", "B"), seg("k/3", "C")}, abc},
		{"used twice, changed once", "#: k/1\n#: k/2\nmsgid \"A\"\nmsgstr \"a\"\n", []Segment{seg("k/1", "A"), seg("k/2", "A2")},
			a + "\n#: k/2\n#, fuzzy\n#| msgid \"A\"\nmsgid \"A2\"\nmsgstr \"a\"\n"},
		{"two uses become one entry", "", []Segment{seg("k/1", "A"), seg("k/2", "A")}, "#: k/1\n#: k/2\nmsgid \"A\"\nmsgstr \"\"\n"},
		{"untranslated and changed", entry("k/1", "A", ""), []Segment{seg("k/1", "A2")}, entry("k/1", "A2", "")},
		{"untranslated and gone", entry("k/1", "A", ""), nil, ""},
		{"changed twice keeps the first English", "#: k/1\n#, fuzzy\n#| msgid \"A\"\nmsgid \"A2\"\nmsgstr \"a\"\n", []Segment{seg("k/1", "A3")},
			"#: k/1\n#, fuzzy\n#| msgid \"A\"\nmsgid \"A3\"\nmsgstr \"a\"\n"},
		{"changed back", "#: k/1\n#, fuzzy\n#| msgid \"A\"\nmsgid \"A2\"\nmsgstr \"a\"\n", []Segment{seg("k/1", "A")}, a},
		{"notes", "", []Segment{{Text: keyed("k/1", "Call ", ref("nhs-111.phone")), Note: "be kind\n{nhs-111.phone}: phone number of NHS 111"}},
			"#. be kind\n#. {nhs-111.phone}: phone number of NHS 111\n" + entry("k/1", "Call {nhs-111.phone}", "")},
		{"plural", header, []Segment{{Text: keyed("k/1", "One"), Plural: keyed("k/1", doc.Slot{Name: "count"})}},
			header + "\n#: k/1\nmsgid \"One\"\nmsgid_plural \"{count}\"\nmsgstr[0] \"\"\nmsgstr[1] \"\"\n"},
	} {
		if got := synced(t, x.src, x.segs...); got != x.want {
			t.Errorf("%s: got\n%s\nwant\n%s", x.name, got, x.want)
		}
	}
}

func TestMatchFindsWordsByEnglishThenByKey(t *testing.T) {
	po := parseClean(t, entry("k/1", "A", "a")+"\n"+entry("k/2", "B", "")+"\n#: k/3\n#, fuzzy\nmsgid \"C\"\nmsgstr \"c\"\n\n"+
		"#: k/4\n#| msgid \"old\"\nmsgid \"D\"\nmsgstr \"d\"\n\nmsgctxt \"x\"\nmsgid \"A\"\nmsgstr \"xa\"\n\n#~ msgid \"E\"\n#~ msgstr \"e\"\n")
	x := NewIndex(po.Entries)
	context := keyed("k/9", "A")
	context.Context = "x"
	for _, c := range []struct {
		t     doc.Text
		str   string
		fresh doc.Freshness
	}{
		{keyed("k/1", "A"), "a", doc.Fresh},
		{keyed("moved", "A"), "a", doc.Fresh},
		{context, "xa", doc.Fresh},
		{keyed("k/2", "B"), "", doc.Missing},
		{keyed("k/3", "C"), "c", doc.Stale},
		{keyed("k/4", "D"), "d", doc.Stale},
		{keyed("k/1", "A changed"), "a", doc.Stale},
		{keyed("k/2", "B changed"), "", doc.Missing},
		{keyed("k/7", "E"), "", doc.Missing},
		{keyed("", "F"), "", doc.Missing},
	} {
		e, fresh := x.Match(c.t)
		str := ""
		if e != nil {
			str = e.Strs[0]
		}
		if fresh != c.fresh || str != c.str {
			t.Errorf("%s %q: got %q %d", c.t.Key, Source(c.t), str, fresh)
		}
	}
}

func TestAParagraphPutInBeforeAnotherDoesNotTakeItsTranslation(t *testing.T) {
	x := NewIndex(parseClean(t, entry("k/1", "Do not pay.", "a")).Entries)
	put := keyed("k/1", "Do pay.")
	for stays, want := range map[bool]doc.Freshness{true: doc.Missing, false: doc.Stale} {
		e, fresh := x.Find(put, Source(put), func(*Entry) bool { return stays })
		if fresh != want || (e == nil) != stays {
			t.Errorf("the old paragraph stays: %t: %+v %d, want %d", stays, e, fresh, want)
		}
	}
}

func TestAChangedPluralIsStale(t *testing.T) {
	x := NewIndex(parseClean(t, "msgid \"One\"\nmsgid_plural \"{n}\"\nmsgstr[0] \"a\"\nmsgstr[1] \"b\"\n").Entries)
	if _, fresh := x.MatchPlural(text("One"), text(doc.Slot{Name: "n"})); fresh != doc.Fresh {
		t.Error(fresh)
	}
	if _, fresh := x.MatchPlural(text("One"), text("many")); fresh != doc.Stale {
		t.Error(fresh)
	}
}

func FuzzParsePO(f *testing.F) {
	for _, s := range []string{somali, "msgid \"a\"\nmsgstr \"\\", "#~| x\n#~ msgid \"\"", "#, fuzzy\n#:\n#.\n#|\n#", "msgid \"\"\nmsgstr \"\"\n", "msgctxt \"\"\nmsgid \"\"\nmsgstr \"a: b\\n\"", "msgid \"a\\r\\033\"\nmsgstr \"\""} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, s string) {
		po, _ := parse(t, s)
		if po == nil {
			return
		}
		once := po.Print()
		again := parseOrFail(t, once)
		if twice := again.Print(); !bytes.Equal(once, twice) {
			t.Fatalf("%q printed as\n%s\nthen as\n%s", s, once, twice)
		}
		// What is kept as it was written says the same.
		var ds diag.List
		var files source.Set
		kept := EditPO(&ds, files.Add("x.po", []byte(s)), []byte(s))
		if ds.HasErrors() {
			return
		}
		if same := parseOrFail(t, kept.Print()); !bytes.Equal(same.Print(), once) {
			t.Fatalf("%q is kept as\n%s\nwhich says\n%s\ninstead of\n%s", s, kept.Print(), same.Print(), once)
		}
	})
}

// parseOrFail reads what Print wrote, in which only hidden characters may be wrong.
func parseOrFail(t *testing.T, src []byte) *PO {
	var files source.Set
	var ds diag.List
	po := ParsePO(&ds, files.Add("x.po", src), src)
	for _, d := range ds {
		if d.Code != "hidden-character" && d.Code != "encoding" {
			t.Fatalf("%s: %s\n%s", d.Code, d.Message, src)
		}
	}
	if po == nil {
		t.Fatalf("not read:\n%s", src)
	}
	return po
}

// bombs are translation files whose reading could take very long or say very much.
var bombs = []struct {
	name, src string
	reports   int
}{
	{"a text of a million lines", "msgid \"a\"\nmsgstr \"\"\n" + strings.Repeat("\"b\"\n", 1_000_000), 0},
	{"an English of a million lines", "msgid \"\"\n" + strings.Repeat("\"b\"\n", 1_000_000) + "msgstr \"\"\n", 0},
	{"a million lines that are none", strings.Repeat("x\n\n", 1_000_000), source.MaxReports},
	{"a million hidden characters", "msgid \"a\"\nmsgstr \"\"\n" + strings.Repeat("\"\\342\\200\\256\"\n", 200_000), source.MaxReports},
	{"a million plural forms", "msgid \"a\"\nmsgid_plural \"b\"\n" + manyForms(150_000), 0},
	{"a rule for plurals that does not end", "msgid \"\"\nmsgstr \"Plural-Forms: nplurals=999999999; plural=" + strings.Repeat("(n?", 500_000) + ";\\n\"\n", 0},
	{"a million references", "#: " + strings.Repeat("a ", 1_000_000) + "\nmsgid \"a\"\nmsgstr \"b\"\n", 0},
	{"a million flags", "#, " + strings.Repeat("fuzzy,", 600_000) + "\nmsgid \"a\"\nmsgstr \"b\"\n", 0},
	{"a million entries", strings.Repeat("msgid \"a\"\nmsgstr \"\"\n", 150_000), source.MaxReports},
}

func manyForms(n int) string {
	var b strings.Builder
	for i := range n {
		fmt.Fprintf(&b, "msgstr[%d] \"\"\n", i)
	}
	return b.String()
}

func TestBombsEndSoon(t *testing.T) {
	for _, c := range bombs {
		if len(c.src) > source.MaxPO {
			t.Fatalf("%s has %d bytes", c.name, len(c.src))
		}
		start := time.Now()
		var files source.Set
		var ds diag.List
		EditPO(&ds, files.Add("x.po", []byte(c.src)), []byte(c.src))
		if took := time.Since(start); took > time.Minute {
			t.Errorf("%s took %v", c.name, took)
		}
		if len(ds) != c.reports {
			t.Errorf("%s: %d reports, want %d", c.name, len(ds), c.reports)
		}
	}
}
