package exchange

import (
	"archive/zip"
	"bytes"
	"encoding/csv"
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"github.com/xuri/excelize/v2"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/needs"
	"welcomepack/internal/source"
)

func said(ds diag.List, files *source.Set) string {
	var b strings.Builder
	if err := ds.Print(&b, files); err != nil {
		return err.Error()
	}
	return b.String()
}

// A desktop is a site with translation files, and what goes out of it.
type desktop struct {
	t     *testing.T
	fsys  fstest.MapFS
	c     *catalog.Catalog
	files *source.Set
	lang  lang.Tag
}

func newDesktop(t *testing.T, l lang.Tag) *desktop {
	t.Helper()
	d := &desktop{t: t, fsys: helpSite(), lang: l}
	d.sync()
	return d
}

// sync brings the translation files up to date with the content.
func (d *desktop) sync() {
	d.t.Helper()
	d.c, d.files = resolved(d.t, d.fsys)
	out, ds, err := Sync(d.fsys, d.c, d.lang, true, d.files)
	if err != nil || len(ds) > 0 {
		d.t.Fatal(err, ds)
	}
	for _, f := range out {
		d.fsys[f.Path] = file(string(f.Bytes))
	}
	d.c, d.files = resolved(d.t, d.fsys)
}

func (d *desktop) export(choice Choice) Batch {
	d.t.Helper()
	b, ds, err := Export(d.fsys, d.c, d.lang, choice, d.files)
	if err != nil || len(ds) > 0 {
		d.t.Fatal(err, ds)
	}
	return b
}

// back imports a file, puts what it changes into the site and returns what came of it and what was said.
func (d *desktop) back(name string, data []byte, o ImportOptions) (Imported, string) {
	d.t.Helper()
	got, ds, err := Import(d.fsys, d.c, name, data, o, d.files)
	if err != nil {
		d.t.Fatal(err)
	}
	for _, f := range got.Files {
		d.fsys[f.Path] = file(string(f.Bytes))
	}
	return got, said(ds, d.files)
}

func (d *desktop) shared() string {
	return string(d.fsys["translations/"+string(d.lang)+"/shared.po"].Data)
}

// sheet writes a batch as CSV with other translations, by English; the key "id" changes nothing but itself.
func sheet(t *testing.T, b Batch, change func(row map[string]string)) []byte {
	t.Helper()
	rows, err := csv.NewReader(bytes.NewReader(bytes.TrimPrefix(CSV(b), []byte("\uFEFF")))).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	for i, row := range rows {
		if i > 0 {
			m := map[string]string{}
			for j, name := range rows[0] {
				m[name] = row[j]
			}
			change(m)
			for j, name := range rows[0] {
				row[j] = m[name]
			}
		}
		if err := w.Write(row); err != nil {
			t.Fatal(err)
		}
	}
	w.Flush()
	return out.Bytes()
}

const inSomali = "Translation (Somali)"

// TestLinesAreRefusedOneByOneWithReasons: each mistake is said in words for a translator, with the row, and the good rows
// are taken all the same.
func TestLinesAreRefusedOneByOneWithReasons(t *testing.T) {
	for _, c := range []struct {
		name   string
		change func(row map[string]string)
		want   string // of the message
	}{
		{"a fact is gone", put("Call {help.phone} **now**.", "Wac **hadda**."), "so.csv:12:1: error: {help.phone} is missing [missing-placeholder]"},
		{"a fact is translated", put("Call {help.phone} **now**.", "Wac {caawin.tel} **hadda**."), "so.csv:12:1: error: {caawin.tel} is not in the English [unknown-placeholder]"},
		{"a number of one's own", put("Call {help.phone} **now**.", "Wac {help.phone} ama 020 7946 0018 **hadda**."), "[fact-in-translation]"},
		{"bold does not close", put("Call {help.phone} **now**.", "Wac {help.phone} **hadda."), "a ** opens bold words"},
		{"the link is gone", put("Read [this page](1).", "Akhri boggan."), "the link [words](1) is missing"},
		{"the English was changed", func(row map[string]string) {
			if row["English"] == "Stay calm." {
				row["English"], row[inSomali] = "Stay very calm.", "Deggan."
			}
		}, "so.csv:11:1: error: the English of this line is not what was sent: \"Stay very calm.\" [import-changed]"},
		{"the ID was changed", func(row map[string]string) {
			if row["English"] == "Stay calm." {
				row["ID"], row[inSomali] = "x", "Deggan."
			}
		}, "the line has no ID, or one that was changed [import-unknown]"},
		{"another project", func(row map[string]string) {
			if row["English"] == "Stay calm." {
				row["ID"], row[inSomali] = strings.Replace(row["ID"], "welcome-pack:", "leeds-pack:", 1), "Deggan."
			}
		}, "this line belongs to another project: leeds-pack [import-unknown]"},
		{"another language", func(row map[string]string) {
			if row["English"] == "Stay calm." {
				row["ID"], row[inSomali] = strings.Replace(row["ID"], ":so:", ":ar:", 1), "Deggan."
			}
		}, "this line was made for Arabic, not for Somali [import-unknown]"},
		{"a text that never was", func(row map[string]string) {
			if row["English"] == "Stay calm." {
				row["ID"], row[inSomali], row["Where"] = row["ID"][:len(row["ID"])-4]+"0000", "Deggan.", "x#y"
			}
		}, "this text is no longer used: \"Stay calm.\" [import-unknown]"},
		{"order turned round", put("Stay calm.", "Deg\u202egan."), "the invisible character U+202E [hidden-character]"},
		{"HTML", put("Stay calm.", "<b>Deggan.</b>"), "the HTML tag <b> is not in the English [html]"},
		{"lost letters", put("Stay calm.", "D\uFFFDggan."), "the letters were lost"},
		{"endless", put("Stay calm.", strings.Repeat("d", 20_001)), "at most 20000 are taken [limit]"},
	} {
		d := newDesktop(t, "so")
		n := 0
		got, text := d.back("so.csv", sheet(t, d.export(Choice{}), func(row map[string]string) {
			if row["English"] == "First days" {
				row[inSomali] = "Maalmaha hore"
			}
			c.change(row)
			n++
		}), ImportOptions{Lang: "so"})
		if got.Taken != 1 || got.Refused != 1 || !strings.Contains(text, c.want) || strings.Count(text, ": error: ") != 1 {
			t.Errorf("%s: %d taken, %d refused, said\n%s\nwant %s", c.name, got.Taken, got.Refused, text, c.want)
		}
		if po := d.shared(); !strings.Contains(po, "msgid \"First days\"\nmsgstr \"Maalmaha hore\"\n") || !strings.Contains(po, "msgid \"Stay calm.\"\nmsgstr \"\"\n") {
			t.Errorf("%s: the good line is not taken, or the bad one is:\n%s", c.name, po)
		}
	}
}

// put returns a change that gives the row of an English a translation.
func put(english, words string) func(map[string]string) {
	return func(row map[string]string) {
		if row["English"] == english {
			row[inSomali] = words
		}
	}
}

func TestATextThatComesTwiceIsTakenOnlyIfBothSayTheSame(t *testing.T) {
	d := newDesktop(t, "so")
	one := sheet(t, d.export(Choice{}), put("Stay calm.", "Deggan."))
	row := func(words string) []byte {
		for l := range bytes.SplitSeq(one, []byte("\n")) {
			if bytes.HasPrefix(l, []byte("Stay calm.")) {
				return append(bytes.Replace(l, []byte("Deggan."), []byte(words), 1), '\n')
			}
		}
		return nil
	}
	got, text := d.back("so.csv", slices.Concat(one, row("Xasilloon."), row("Deggan.")), ImportOptions{})
	if got.Taken != 0 || !strings.Contains(text, "this text is in the file twice, with two translations [import-duplicate]") {
		t.Errorf("%+v\n%s", got, text)
	}
	if got, text := d.back("so.csv", slices.Concat(one, row("Deggan.")), ImportOptions{}); got.Taken != 1 || text != "" {
		t.Errorf("%+v\n%s", got, text)
	}
}

// TestOnlyWhatCameBackChanges: the translation file differs in the lines of the taken text and nowhere else, and says that
// a person made it where the others are a machine's.
func TestOnlyWhatCameBackChanges(t *testing.T) {
	d := newDesktop(t, "so")
	before := strings.Replace(d.shared(), "\"Language: so\\n\"", "\"Language: so\\n\"\n\"X-Origin: machine\\n\"", 1)
	d.fsys["translations/so/shared.po"] = file(before)
	stay := func(words string) []byte { return sheet(t, d.export(Choice{}), put("Stay calm.", words)) }
	if got, text := d.back("so.csv", stay("Deggan."), ImportOptions{}); got.Taken != 1 || text != "" {
		t.Fatal(got, text)
	}
	want := strings.Replace(before, "#: shared/guides/first-days.md#start/1\nmsgid \"Stay calm.\"\nmsgstr \"\"", "# Draft by a person.\n#: shared/guides/first-days.md#start/1\nmsgid \"Stay calm.\"\nmsgstr \"Deggan.\"", 1)
	if d.shared() != want {
		t.Errorf("got\n%s\nwant\n%s", d.shared(), want)
	}
	b := d.export(Choice{States: []State{Draft}})
	got, _ := d.back("so.csv", sheet(t, b, put("Stay calm.", "Is deji.")), ImportOptions{Machine: true})
	if po := d.shared(); got.Taken != 1 || strings.Contains(po, "by a person") || !strings.Contains(po, "Is deji.") {
		t.Errorf("what a machine made is said to be a person's:\n%s", po)
	}
}

// TestAStaleTextIsFreshOnlyWhenSomebodySaysSo: old words that come back untouched are stale still.
func TestAStaleTextIsFreshOnlyWhenSomebodySaysSo(t *testing.T) {
	stale := func() *desktop {
		d := newDesktop(t, "so")
		d.back("so.csv", sheet(t, d.export(Choice{}), put("Stay calm.", "Deggan.")), ImportOptions{})
		d.fsys["content/shared/guides/first-days.md"] = guide("Stay very calm.\n")
		d.sync()
		return d
	}
	d := stale()
	b := d.export(Choice{States: []State{Stale}})
	if len(b.Units) != 1 || b.Units[0].OldEnglish != "Stay calm." || b.Units[0].Words != "Deggan." {
		t.Fatalf("%+v", b.Units)
	}
	row := strings.Split(string(CSV(b)), "\r\n")[1]
	if want := "Stay very calm.,,,Stay calm.,Deggan.,stale,shared/guides/first-days.md#start/1,"; !strings.HasPrefix(row, want) {
		t.Errorf("the row is %s\nwant %s…", row, want)
	}
	for _, c := range []struct {
		name  string
		data  []byte
		taken int
	}{
		{"x.csv", CSV(b), 0},
		{"x.csv", sheet(t, b, put("Stay very calm.", "Deggan.")), 1},
		{"x.xliff", XLIFF12(b), 0},
		{"x.xliff", bytes.ReplaceAll(XLIFF12(b), []byte(`state="needs-review-translation"`), []byte(`state="translated"`)), 1},
		{"x.xlf", XLIFF21(b), 0},
		{"x.xlf", bytes.ReplaceAll(XLIFF21(b), []byte(`state="initial" subState="welcomepack:stale"`), []byte(`state="translated"`)), 1},
	} {
		d := stale()
		got, text := d.back(c.name, c.data, ImportOptions{})
		fresh := !strings.Contains(d.shared(), "fuzzy") && !strings.Contains(d.shared(), "#| ")
		if got.Taken != c.taken || text != "" || fresh != (c.taken > 0) {
			t.Errorf("%s: %+v %s\n%s", c.name, got, text, d.shared())
		}
	}
}

// TestChangedEnglishIsToldWithWhatItIsNow: a file that was made before the English changed.
func TestChangedEnglishIsToldWithWhatItIsNow(t *testing.T) {
	d := newDesktop(t, "so")
	old := sheet(t, d.export(Choice{}), put("Stay calm.", "Deggan."))
	d.fsys["content/shared/guides/first-days.md"] = guide("Stay very calm.\n")
	d.sync()
	got, text := d.back("so.csv", old, ImportOptions{})
	if got.Taken != 0 || !strings.Contains(text, "the English has changed since this file was made; it was \"Stay calm.\" [import-changed]") || !strings.Contains(text, "it is now \"Stay very calm.\"") {
		t.Errorf("%+v\n%s", got, text)
	}
}

// TestCodesInXLIFFStandForTheFacts: a program may move codes, and write them in any way that XLIFF has; the fact is the
// site's, whatever the file holds in its place.
func TestCodesInXLIFFStandForTheFacts(t *testing.T) {
	const source12, source21 = `<target xml:lang="so" state="needs-translation"></target>`, "</source>\n</segment>"
	for _, c := range []struct{ name, target, want, says string }{
		{"x.xliff", `<g id="2">Hadda</g> wac <x id="1"/>.`, "**Hadda** wac {help.phone}.", ""},
		{"x.xliff", `<bpt id="2">**</bpt>Hadda<ept id="2">**</ept> wac <ph id="1">{evil.phone}</ph>.`, "**Hadda** wac {help.phone}.", ""},
		{"x.xliff", `<bx id="2"/>Hadda<ex id="9" rid="2"/> <mrk mtype="x">wac</mrk> <ph id="1"/>.`, "**Hadda** wac {help.phone}.", ""},
		{"x.xliff", `<g id="2">Hadda</g> wac.`, "", "{help.phone} is missing"},
		{"x.xliff", `<g id="2">Hadda</g> wac <x id="1"/><x id="7"/>.`, "", `there is a code <x id="7"> that the English does not have`},
		{"x.xlf", `<pc id="2">Hadda</pc> wac <ph id="1"/>.`, "**Hadda** wac {help.phone}.", ""},
		{"x.xlf", `<sc id="2"/>Hadda<ec startRef="2"/> wac <mrk id="m"><ph id="1" dataRef="d9"/></mrk>.`, "**Hadda** wac {help.phone}.", ""},
		{"x.xlf", `Hadda wac <ph id="1"/><ph id="8"/>.`, "", `there is a code <ph id="8">`},
	} {
		d := newDesktop(t, "so")
		b := d.export(Choice{})
		i := slices.IndexFunc(b.Units, func(u Unit) bool { return strings.HasPrefix(u.English, "Call {help.phone}") })
		b.Units = b.Units[i : i+1]
		data := strings.Replace(string(XLIFF12(b)), source12, "<target>"+c.target+"</target>", 1)
		if c.name == "x.xlf" {
			data = strings.Replace(string(XLIFF21(b)), source21, "</source><target>"+c.target+"</target></segment>", 1)
		}
		got, text := d.back(c.name, []byte(data), ImportOptions{})
		if c.want != "" && (got.Taken != 1 || text != "" || !strings.Contains(d.shared(), "msgstr \""+c.want+"\"")) {
			t.Errorf("%s: %+v\n%s", c.target, got, text)
		}
		if c.says != "" && (got.Taken != 0 || !strings.Contains(text, c.says)) {
			t.Errorf("%s: %+v said\n%s", c.target, got, text)
		}
	}
}

// TestSheetsOfEveryProgramAreRead: separators and encodings that spreadsheet programs write.
func TestSheetsOfEveryProgramAreRead(t *testing.T) {
	d := newDesktop(t, "ar")
	arabic := sheet(t, d.export(Choice{}), func(row map[string]string) {
		if row["English"] == "Stay calm." {
			row["Translation (Arabic)"] = "ابق هادئًا؛ \"نعم\", لا\nسطر"
		}
	})
	other := func(sep rune) []byte {
		rows, err := csv.NewReader(bytes.NewReader(arabic)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		var out bytes.Buffer
		w := csv.NewWriter(&out)
		w.Comma, w.UseCRLF = sep, true
		if err := w.WriteAll(rows); err != nil {
			t.Fatal(err)
		}
		return out.Bytes()
	}
	utf16le := func(b []byte) []byte {
		out := []byte{0xFF, 0xFE}
		for _, u := range utf16.Encode([]rune(string(b))) {
			out = append(out, byte(u), byte(u>>8))
		}
		return out
	}
	for name, data := range map[string][]byte{"commas": arabic, "BOM": append([]byte("\uFEFF"), arabic...), "semicolons": other(';'), "tabs": other('\t'), "UTF-16": utf16le(other('\t'))} {
		d := newDesktop(t, "ar")
		got, text := d.back("ar.csv", data, ImportOptions{})
		if got.Taken != 1 || text != "" || !strings.Contains(d.shared(), "msgid \"Stay calm.\"\nmsgstr \"\"\n\"ابق هادئًا؛ \\\"نعم\\\", لا\\n\"\n\"سطر\"") {
			t.Errorf("%s: %+v\n%s\n%s", name, got, text, d.shared())
		}
	}
	spanish := newDesktop(t, "es")
	western := sheet(t, spanish.export(Choice{}), func(row map[string]string) {
		if row["English"] == "Stay calm." {
			row["Translation (Spanish)"] = "Ma\xf1ana."
		}
	})
	if got, text := spanish.back("es.csv", western, ImportOptions{}); got.Taken != 1 || text != "" || !strings.Contains(spanish.shared(), "Mañana.") {
		t.Errorf("Windows-1252: %+v\n%s", got, text)
	}
	lost := bytes.Replace(arabic, []byte("ابق هادئًا؛ \"\"نعم\"\", لا"), []byte("???? ?????? ??? ??"), 1)
	if got, text := d.back("ar.csv", lost, ImportOptions{}); got.Taken != 0 || !strings.Contains(text, "the letters were lost: there are question marks in the place of Arabic [import-words]") {
		t.Errorf("lost letters: %+v\n%s", got, text)
	}
}

func TestAWorkbookWithAFormulaIsRefusedInThatRow(t *testing.T) {
	d := newDesktop(t, "so")
	b := d.export(Choice{})
	data, err := XLSX(b)
	if err != nil {
		t.Fatal(err)
	}
	f, err := excelize.OpenReader(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	defer f.Close()
	i := slices.IndexFunc(b.Units, func(u Unit) bool { return u.English == "Stay calm." })
	locked := func(cell string) bool {
		n, err := f.GetCellStyle(xlsxSheet, cell)
		if err != nil {
			t.Fatal(err)
		}
		s, err := f.GetStyle(n)
		if err != nil {
			t.Fatal(err)
		}
		return s.NumFmt == textFormat && s.Protection.Locked
	}
	for _, cell := range []string{"A1", "B1", "A2", "C2", "D2", "E2", "H2"} {
		if !locked(cell) {
			t.Errorf("%s is not locked text", cell)
		}
	}
	if locked("B2") {
		t.Error("B2 cannot be written to")
	}
	if err := f.SetCellFormula(xlsxSheet, fmt.Sprintf("B%d", i+2), "1+1"); err != nil {
		t.Fatal(err)
	}
	if err := f.SetCellStr(xlsxSheet, fmt.Sprintf("B%d", i+3), "Wac {help.phone} **hadda**."); err != nil {
		t.Fatal(err)
	}
	var out bytes.Buffer
	if err := f.Write(&out); err != nil {
		t.Fatal(err)
	}
	got, text := d.back("so.xlsx", out.Bytes(), ImportOptions{})
	want := fmt.Sprintf("so.xlsx:%d:1: error: the cell B%d holds a formula instead of words", i+2, i+2)
	if got.Taken != 1 || !strings.Contains(text, want) {
		t.Errorf("%+v\n%s\nwant %s", got, text, want)
	}
}

// TestFilesThatCannotBeReadSayWhy: what people send by mistake, and what is made to do harm.
func TestFilesThatCannotBeReadSayWhy(t *testing.T) {
	d := newDesktop(t, "so")
	b := d.export(Choice{})
	laughs := `<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol"><!ENTITY lol2 "&lol;&lol;">]><xliff version="1.2">&lol2;</xliff>`
	for _, c := range []struct{ name, data, want string }{
		{"x.csv", "", "the file is empty"},
		{"x.csv", "Name,Phone\nA,B\n", `the first row has no column "English"`},
		{"x.txt", "hello", "the first row has no column"},
		{"x.po", "msgid \"a\"\nmsgstr \"b\"\n", "this is a PO file; it needs no import"},
		{"x.xls", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", "a file of an old Excel, or one with a password"},
		{"x.xlsx", "PK\x03\x04broken", "the file is no workbook that can be read"},
		{"x.html", "<html><body>x</body></html>", "this is no XLIFF file: it begins with <html>"},
		{"x.xliff", "<xliff version=\"3.0\"></xliff>", "XLIFF of version \"3.0\""},
		{"x.xliff", laughs, "it has a document type"},
		{"x.xliff", "<xliff version=\"1.2\">&unknown;</xliff>", "the file is broken here"},
		{"x.xliff", string(XLIFF12(b))[:2000], "part of it is missing"},
		{"x.xliff", "<xliff>" + strings.Repeat("<a>", 100), "stand too deep in each other"},
		{"x.xliff", strings.Replace(string(XLIFF12(b)), `target-language="so"`, `target-language="ti"`, -1), "the file says that it is in Tigrinya, but it was made for Somali"},
		{"x.csv", strings.Replace(string(CSV(b)), "(Somali)", "(Urdu)", 1), "the file says that it is in Urdu, but it was made for Somali"},
		{"x.csv", strings.ReplaceAll(string(CSV(b)), "welcome-pack:", "leeds-pack:"), "this file belongs to another project: leeds-pack [import-file]"},
		{"x.csv", strings.Repeat("x", source.MaxReturned+1), "the file has 32 MiB; at most 32 MiB are read"},
	} {
		got, text := d.back(c.name, []byte(c.data), ImportOptions{})
		if got.Taken > 0 || len(got.Files) > 0 || strings.Count(text, "error: ") != 1 || !strings.Contains(text, c.want) || !strings.Contains(text, "  hint: ") {
			t.Errorf("%s: %+v said\n%s\nwant %s", c.name, got, text, c.want)
		}
	}
	if got, text := d.back("x.csv", CSV(b), ImportOptions{Lang: "ar"}); got.Taken > 0 || !strings.Contains(text, "in Somali, but it was made for Arabic") {
		t.Errorf("%+v\n%s", got, text)
	}
}

func TestWhatIsNeededMostGoesOutFirst(t *testing.T) {
	d := newDesktop(t, "so")
	english := func(choice Choice) string {
		var out []string
		for _, u := range d.export(choice).Units {
			out = append(out, u.English)
		}
		return strings.Join(out, " | ")
	}
	all := english(Choice{})
	if want := "Menu | One place | {count} places | Welcome pack | Newham | First days | What to do. | Stay calm. | Call {help.phone} **now**. | Read [this page](1). | Advice | Helpline | Talk to somebody. | Volunteers"; all != want {
		t.Errorf("got  %s\nwant %s", all, want)
	}
	if got := english(Choice{Words: 8}); got != "Menu | One place | {count} places | Welcome pack | Newham | First days" {
		t.Errorf("eight words are %s", got)
	}
	if got := english(Choice{Guides: []string{"first-days"}, Services: []string{"help"}}); got != "First days | What to do. | Stay calm. | Call {help.phone} **now**. | Read [this page](1). | Helpline | Talk to somebody." {
		t.Errorf("a guide and a service are %s", got)
	}
	d.back("so.csv", sheet(t, d.export(Choice{}), put("Stay calm.", "Deggan.")), ImportOptions{})
	if got := english(Choice{}); strings.Contains(got, "Stay calm.") {
		t.Errorf("what is translated goes out again: %s", got)
	}
	if _, _, err := Export(d.fsys, d.c, "so", Choice{Guides: []string{"first-dais"}}, d.files); err == nil || !strings.Contains(err.Error(), `did you mean "first-days"`) {
		t.Error(err)
	}
}

// TestOtherToolsTakeTheFiles: translate-toolkit turns XLIFF and CSV into PO files that gettext takes, and an XLIFF file
// that it wrote anew comes back as it went out.
func TestOtherToolsTakeTheFiles(t *testing.T) {
	xliff2po, pogrep, csv2po := needs.Program(t, "xliff2po", "apt install translate-toolkit"), needs.Program(t, "pogrep", "apt install translate-toolkit"), needs.Program(t, "csv2po", "apt install translate-toolkit")
	msgfmt := needs.Program(t, "msgfmt", "apt install gettext")
	d := newDesktop(t, "ar")
	d.back("ar.csv", sheet(t, d.export(Choice{}), func(row map[string]string) {
		if row["English"] == "Call {help.phone} **now**." {
			row["Translation (Arabic)"] = "اتصل **الآن** على {help.phone}."
		}
	}), ImportOptions{})
	b := d.export(Choice{States: []State{Missing, Stale, Draft, Reviewed}})
	dir := t.TempDir()
	run := func(program string, args ...string) {
		t.Helper()
		c := exec.Command(program, args...)
		c.Dir = dir
		if out, err := c.CombinedOutput(); err != nil || bytes.Contains(out, []byte("rror")) || bytes.Contains(out, []byte("WARNING")) {
			t.Errorf("%s: %v\n%s", filepath.Base(program), err, out)
		}
	}
	write := func(name string, data []byte) {
		t.Helper()
		if err := os.WriteFile(filepath.Join(dir, name), data, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	holds := func(name, want string) {
		t.Helper()
		data, err := os.ReadFile(filepath.Join(dir, name))
		if err != nil || !strings.Contains(string(data), want) {
			t.Errorf("%v: %s does not have %s:\n%s", err, name, want, data)
		}
	}
	write("a.xliff", XLIFF12(b))
	run(xliff2po, "--progress=none", "a.xliff", "x.po")
	run(msgfmt, "-c", "-o", "x.mo", "x.po")
	holds("x.po", "اتصل **الآن** على {help.phone}.")
	run(pogrep, "--progress=none", "--search=source", "--regexp", ".", "a.xliff", "again.xliff")
	data, err := os.ReadFile(filepath.Join(dir, "again.xliff"))
	if err != nil {
		t.Fatal(err)
	}
	if got, text := d.back("again.xliff", data, ImportOptions{}); got.Taken > 0 || got.Same != 1 || text != "" {
		t.Errorf("what translate-toolkit wrote: %+v\n%s", got, text)
	}
	b.Units = slices.DeleteFunc(b.Units, func(u Unit) bool { return u.File == "interface" }) // a PO file has no place for one English twice
	write("a.csv", CSV(b))
	run(csv2po, "--progress=none", "--columnorder=source,target", "a.csv", "c.po")
	run(msgfmt, "-o", "c.mo", "c.po")
	holds("c.po", "اتصل **الآن** على {help.phone}.")
}

// TestEveryTranslationFileIsGoodGettext holds the project's own files against msgfmt.
func TestEveryTranslationFileIsGoodGettext(t *testing.T) {
	msgfmt := needs.Program(t, "msgfmt", "apt install gettext")
	list, err := filepath.Glob("../../translations/*/*.po")
	if err != nil || len(list) < 40 {
		t.Fatalf("%d files, %v", len(list), err)
	}
	for _, path := range list {
		if out, err := exec.Command(msgfmt, "-c", "-o", os.DevNull, path).CombinedOutput(); err != nil {
			t.Errorf("%s: %v\n%s", path, err, out)
		}
	}
}

func FuzzImport(f *testing.F) {
	var t testing.T
	d := newDesktop(&t, "so")
	b := d.export(Choice{})
	f.Add(CSV(b))
	f.Add(XLIFF12(b))
	f.Add(XLIFF21(b))
	f.Add([]byte("PK\x03\x04"))
	f.Add([]byte("\xFF\xFEa\x00"))
	f.Fuzz(func(t *testing.T, data []byte) {
		got, _, err := Import(d.fsys, d.c, "x", data, ImportOptions{}, &source.Set{})
		if err != nil {
			t.Fatal(err)
		}
		for _, f := range got.Files {
			parsed(t, string(f.Bytes))
		}
	})
}

// TestAWorkbookFromLibreOfficeIsRead holds a workbook that LibreOffice 7.4 opened and saved again after a translator had
// filled in four rows, one of them with a number that the English does not have.
func TestAWorkbookFromLibreOfficeIsRead(t *testing.T) {
	data, err := os.ReadFile("testdata/libreoffice.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	d := newDesktop(t, "ar")
	got, text := d.back("ar.xlsx", data, ImportOptions{})
	if got.Taken != 3 || got.Refused != 1 || !strings.Contains(text, "ar.xlsx:16:1: error: number 12 is not in the English [number-extra]") {
		t.Errorf("%+v\n%s", got, text)
	}
	for _, want := range []string{"msgstr \"اتصل **الآن** على {help.phone}.\"", "\"ابق هادئًا.\\n\"\n\"نعم؛ \\\"الآن\\\"\"", "msgstr \"-نصائح\""} {
		if !strings.Contains(d.shared(), want) {
			t.Errorf("%s is missing from\n%s", want, d.shared())
		}
	}
}

// TestBrokenWorkbooksAreNoPanic damages a workbook in many ways; it is read or refused, and the program goes on.
func TestBrokenWorkbooksAreNoPanic(t *testing.T) {
	good, err := os.ReadFile("testdata/libreoffice.xlsx")
	if err != nil {
		t.Fatal(err)
	}
	z, err := zip.NewReader(bytes.NewReader(good), int64(len(good)))
	if err != nil {
		t.Fatal(err)
	}
	parts := map[string][]byte{}
	var names []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		if parts[f.Name], err = io.ReadAll(r); err != nil {
			t.Fatal(err)
		}
		names = append(names, f.Name)
	}
	d := newDesktop(t, "ar")
	r := rand.New(rand.NewPCG(3, 3))
	for range 300 {
		broken := names[r.IntN(len(names))]
		var out bytes.Buffer
		w := zip.NewWriter(&out)
		for _, n := range names {
			data := slices.Clone(parts[n])
			if n == broken {
				data = damaged(r, data)
			}
			f, err := w.Create(n)
			if err != nil {
				t.Fatal(err)
			}
			if _, err := f.Write(data); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		if _, _, err := Import(d.fsys, d.c, "x.xlsx", out.Bytes(), ImportOptions{}, &source.Set{}); err != nil {
			t.Fatal(err)
		}
	}
}

// damaged changes some bytes of a file, takes some out, or doubles some.
func damaged(r *rand.Rand, b []byte) []byte {
	for range 1 + r.IntN(3) {
		i := r.IntN(len(b))
		n := min(1+r.IntN(40), len(b)-i)
		switch r.IntN(4) {
		case 0:
			b[i] = byte("0123456789<>\"'/=-A"[r.IntN(18)])
		case 1:
			b = slices.Delete(b, i, i+n)
		case 2:
			b = slices.Insert(b, i, slices.Clone(b[i:i+n])...)
		case 3:
			b = append(b[:i:i], regexp.MustCompile(`\d+`).ReplaceAll(b[i:], []byte("99999999999"))...)
		}
		if len(b) == 0 {
			return b
		}
	}
	return b
}

// TestAWrittenExceptionIsHonouredInEveryFormat: where the translation file allows a difference and says why, a translation
// with it is taken, and the line that allows it stays. Without a reason, or for another value, it is refused.
func TestAWrittenExceptionIsHonouredInEveryFormat(t *testing.T) {
	const english, arabic = "Bring 2 photos.", "أحضر صورتين."
	for comment, taken := range map[string]bool{
		"# allow number-missing 2: the dual says it\n": true,
		"# allow number-missing 2:\n":                  false,
		"# allow number-missing 3: another value\n":    false,
		"": false,
	} {
		for _, f := range formats {
			d := newDesktop(t, "ar")
			d.fsys["content/shared/guides/first-days.md"] = guide(english + "\n")
			d.sync()
			d.fsys["translations/ar/shared.po"] = file(strings.Replace(d.shared(), "#: shared/guides/first-days.md#start/1\n", comment+"#: shared/guides/first-days.md#start/1\n", 1))
			b := d.export(Choice{})
			for i := range b.Units {
				if b.Units[i].English == english {
					b.Units[i].Words, b.Units[i].State = arabic, Draft
				}
			}
			data, err := f.write(b)
			if err != nil {
				t.Fatal(err)
			}
			got, text := d.back(f.name, data, ImportOptions{})
			switch {
			case taken && (text != "" || got.Taken != 1 || !strings.Contains(d.shared(), comment) || !strings.Contains(d.shared(), arabic)):
				t.Errorf("%s with %q: %+v\n%s\n%s", f.name, comment, got, text, d.shared())
			case !taken && (got.Refused != 1 || !strings.Contains(text, "[number-missing]") || !strings.Contains(text, "write into translations/ar/shared.po above this text: # allow number-missing 2: and why") || len(got.Files) > 0):
				t.Errorf("%s with %q: %+v\n%s", f.name, comment, got, text)
			}
		}
	}
}
