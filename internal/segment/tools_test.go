package segment

import (
	"flag"
	"os"
	"strings"
	"testing"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// doctor is the guide that the files of testdata translate.
func doctor() []Segment {
	return []Segment{
		seg("shared/guides/gp.md#title", "Doctor"),
		seg("shared/listings/gp.yaml#gp/name", "Doctor"),
		{Text: keyed("shared/guides/gp.md#start/1", "You do not need papers to see a doctor. If somebody tells you that you do, call ", ref("nhs-111.phone"),
			" and ask them to speak to the surgery for you."), Note: "{nhs-111.phone}: phone number of “NHS 111”"},
		seg("shared/guides/gp.md#start/2", "Bring a letter with your name and the address where you sleep now, if you have one."),
		seg("shared/guides/gp.md#start/3", "Ask for a form."),
		seg("shared/guides/gp.md#start/4", "The form is free."),
	}
}

func edit(t testing.TB, src string) *PO {
	t.Helper()
	var ds diag.List
	var files source.Set
	po := EditPO(&ds, files.Add("so.po", []byte(src)), []byte(src))
	if po == nil || len(ds) > 0 {
		t.Fatalf("%v\n%s", ds, src)
	}
	return po
}

// brought returns a file brought up to date.
func brought(t testing.TB, src string, segs []Segment) string {
	t.Helper()
	po := edit(t, src)
	Sync(po, segs)
	return string(po.Print())
}

// lineDiff returns the lines that only one of two texts has, with - and +, in order.
func lineDiff(a, b string) string {
	left, right := strings.Split(a, "\n"), strings.Split(b, "\n")
	common := make([][]int, len(left)+1) // the most lines in common from i and j on
	for i := range common {
		common[i] = make([]int, len(right)+1)
	}
	for i := len(left) - 1; i >= 0; i-- {
		for j := len(right) - 1; j >= 0; j-- {
			if common[i][j] = max(common[i+1][j], common[i][j+1]); left[i] == right[j] {
				common[i][j] = common[i+1][j+1] + 1
			}
		}
	}
	var out strings.Builder
	i, j := 0, 0
	for i < len(left) || j < len(right) {
		switch {
		case i < len(left) && j < len(right) && left[i] == right[j]:
			i, j = i+1, j+1
		case j == len(right) || i < len(left) && common[i+1][j] >= common[i][j+1]:
			out.WriteString("-" + left[i] + "\n")
			i++
		default:
			out.WriteString("+" + right[j] + "\n")
			j++
		}
	}
	return out.String()
}

var update = flag.Bool("update", false, "rewrite the golden files")

// golden compares a text with a file of testdata.
func golden(t *testing.T, name, got string) {
	t.Helper()
	path := "testdata/" + name
	if *update {
		if err := os.WriteFile(path, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	want, err := os.ReadFile(path)
	if err != nil || string(want) != got {
		t.Errorf("%s: got\n%s\nwant\n%s", name, got, want)
	}
}

// TestFilesOfWeblateAndPoeditChangeOnlyWhereTheEnglishDoes: their line breaks, headers, comments and flags stay.
func TestFilesOfWeblateAndPoeditChangeOnlyWhereTheEnglishDoes(t *testing.T) {
	for _, name := range []string{"weblate", "poedit"} {
		b, err := os.ReadFile("testdata/" + name + ".po")
		if err != nil {
			t.Fatal(err)
		}
		src := string(b)
		if got := string(edit(t, src).Print()); got != src {
			t.Errorf("%s: reading and printing changes the file:\n%s", name, lineDiff(src, got))
		}
		if got := brought(t, src, doctor()); got != src {
			t.Errorf("%s: sync changes a file that is up to date:\n%s", name, lineDiff(src, got))
		}
		changed := doctor()
		changed[2].Text = keyed("shared/guides/gp.md#start/1", "You do not need papers. If somebody tells you that you do, call ", ref("nhs-111.phone"), " and ask them to speak to the surgery for you.")
		got := brought(t, src, changed)
		golden(t, name+"-changed.diff", lineDiff(src, got))
		check(t, []byte(got))
		if back := brought(t, got, doctor()); edit(t, back).Entries[1].Stale || strings.Contains(lineDiff(src, back), "fuzzy") {
			t.Errorf("%s: the paragraph is back as it was, but not its translation:\n%s", name, lineDiff(src, back))
		}
		without := append(doctor()[:4:4], seg("shared/guides/gp.md#start/3", "The form is free."))
		got = brought(t, src, without)
		golden(t, name+"-gone.diff", lineDiff(src, got))
		check(t, []byte(got))
		if back := brought(t, got, doctor()); lineDiff(src, back) != "" {
			t.Errorf("%s: the paragraph is back, but the file is not as it was:\n%s", name, lineDiff(src, back))
		}
		windows := strings.ReplaceAll(src, "\n", "\r\n")
		if got := brought(t, windows, doctor()); got != windows {
			t.Errorf("%s: the line ends of Windows are lost", name)
		}
	}
}

func TestADoubtOutlivesAChangeThatIsUndone(t *testing.T) {
	src := "#: k/1\n#, fuzzy\nmsgid \"Ask for a form.\"\nmsgstr \"x\"\n"
	changed := brought(t, src, []Segment{seg("k/1", "Ask for the form.")})
	if !strings.Contains(changed, "#| msgid \"Ask for a form.\"") {
		t.Errorf("the old English is missing:\n%s", changed)
	}
	if again := brought(t, changed, []Segment{seg("k/1", "Ask for the form.")}); again != changed {
		t.Errorf("a second sync changes the file:\n%s", again)
	}
	if back := brought(t, changed, []Segment{seg("k/1", "Ask for a form.")}); back != src {
		t.Errorf("what a translator marked as needing work is taken for good:\n%s", back)
	}
}

func TestAParagraphChangedAndMovedAtOnceIsStaleNotLost(t *testing.T) {
	src := entry("g.md#start/1", "Bring a letter with your name.", "a") + "\n" + entry("g.md#start/2", "Come early.", "b")
	got := brought(t, src, []Segment{seg("g.md#start/1", "New."), seg("g.md#start/2", "Come early."), seg("g.md#start/3", "Bring a letter with your full name.")})
	want := entry("g.md#start/1", "New.", "") + "\n#: g.md#start/3\n#, fuzzy\n#| msgid \"Bring a letter with your name.\"\nmsgid \"Bring a letter with your full name.\"\nmsgstr \"a\"\n\n" +
		entry("g.md#start/2", "Come early.", "b")
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

// TestAnEnglishStandsInAFileOnce: gettext refuses two entries of one English, obsolete ones too.
func TestAnEnglishStandsInAFileOnce(t *testing.T) {
	src := entry("k/1", "A", "") + "\n#~ msgid \"A\"\n#~ msgstr \"a\"\n"
	if got, want := brought(t, src, []Segment{seg("k/1", "A")}), entry("k/1", "A", "a"); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	src = entry("k/1", "A", "new") + "\n#~ msgid \"A\"\n#~ msgstr \"old\"\n"
	if got, want := brought(t, src, nil), "#~ msgid \"A\"\n#~ msgstr \"new\"\n"; got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestCommentsOutsideEntriesStay(t *testing.T) {
	src := "\n" + header[strings.Index(header, "msgid"):] + "\n\n" + entry("k/1", "A", "a") + "\n# The end.\n# Ask Amina.\n"
	src = src[1:]
	if got := brought(t, src, []Segment{seg("k/1", "A")}); got != src {
		t.Errorf("got\n%s\nwant\n%s", got, src)
	}
}
