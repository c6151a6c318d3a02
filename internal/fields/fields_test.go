package fields

import (
	"fmt"
	"strings"
	"testing"
	"time"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

// read parses text and returns its fields and what was said, a line for each diagnostic: "2:7 code message".
func read(text string) (*Map, *diag.List, func() string) {
	files, ds := &source.Set{}, &diag.List{}
	id := files.Add("f.yaml", []byte(text))
	m := File(ds, id, []byte(text))
	return m, ds, func() string {
		var b strings.Builder
		for _, d := range ds.Sorted(files) {
			p := files.Place(d.At.Pos)
			fmt.Fprintf(&b, "%d:%d %s %s\n", p.Line, p.Col, d.Code, d.Message)
		}
		return b.String()
	}
}

// TestScalarsStayAsTyped holds the traps of YAML's own types: nothing is turned into a number or a truth value.
func TestScalarsStayAsTyped(t *testing.T) {
	for _, text := range []string{"no", "yes", "0777", "+44", "02079460123", "10:00", "1e3", "0x1F", "1_000", ".5", "NaN", "2026-11-22", "NO"} {
		m, _, said := read("a: " + text + "\n")
		if s := m.Scalar("a", Required); s.Text != text || s.Quoted {
			t.Errorf("%q was read as %q, quoted %v", text, s.Text, s.Quoted)
		}
		m.Done()
		if said() != "" {
			t.Errorf("%q: %s", text, said())
		}
	}
}

// TestTrapsEndSoonWithOneReason feeds the inputs that broke YAML readers.
func TestTrapsEndSoonWithOneReason(t *testing.T) {
	var laughs strings.Builder
	laughs.WriteString("a0: &a0 [lol]\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&laughs, "a%d: &a%d [*a%d, *a%d, *a%d]\n", i, i, i-1, i-1, i-1)
	}
	var merges strings.Builder
	merges.WriteString("m0: &m0 {a: b}\n")
	for i := 1; i < 30; i++ {
		fmt.Fprintf(&merges, "m%d: &m%d {<<: [*m%d, *m%d]}\n", i, i, i-1, i-1)
	}
	var keys strings.Builder
	for i := range 40_000 {
		fmt.Fprintf(&keys, "k%d: v\n", i)
	}
	cases := []struct{ name, text, want string }{
		{"merge keys that are lists", "<<: {? [a] : b}\n? [c] : d\n", "1:1 yaml-feature << merges other fields into these, which is not allowed\n2:3 wrong-kind a field's name must be a word, not a list or fields\n"},
		{"billion laughs", laughs.String(), "1:5 yaml-feature & gives a name to this part of the file, which is not allowed\n"},
		{"merge bomb", merges.String(), "1:5 yaml-feature & gives a name to this part of the file, which is not allowed\n"},
		{"alias", "a: b\nc: [*d]\n", "2:5 yaml-syntax text cannot start with * unless it stands in quotes\n"},
		{"200,000 brackets", "a: " + strings.Repeat("[", 200_000), "1:1 limit this is nested more than 32 levels deep\n"},
		{"40 levels", "a: " + strings.Repeat("[", 40) + strings.Repeat("]", 40), "1:35 limit this is nested more than 32 levels deep\n"},
		{"40,000 fields", keys.String(), "10001:1 limit this file has more than 10000 fields\n"},
		{"larger than 1 MiB", "a: " + strings.Repeat("x", source.MaxYAML), "1:1 limit this file has 1048579 bytes; a YAML file may have 1048576 (1 MiB)\n"},
		{"second document", "a: b\n---\nc: d\n", "2:1 yaml-feature a second part starts here after a line \"---\"; a file has one\n"},
		{"broken second document", "a: b\n---\nc: [d\n", "3:4 yaml-syntax the [ is not closed on this line\n"},
		{"Latin-1", "name: Caf\xe9\n", "1:10 encoding this file is not saved as UTF-8: here is a byte that is no character\n"},
		{"UTF-16", "\xff\xfea\x00:\x00", "1:1 encoding this file is saved as UTF-16\n"},
		{"UTF-16, the other way round", "\xfe\xff\x00a\x00:", "1:1 encoding this file is saved as UTF-16\n"},
		{"UTF-16 without its mark", "a\x00:\x00 \x00b\x00", "1:1 encoding this file is saved as UTF-16\n"},
		{"NUL", "name: a\x00b\n", "1:8 hidden-character here is a control character, U+0000\n"},
		{"escape character", "name: a\x1b[1m\n", "1:8 hidden-character here is a control character, U+001B\n"},
		{"byte order mark inside", "name: a\ufeffb\n", "1:8 hidden-character here is an invisible character, U+FEFF\n"},
		{"tags block", "name: a\U000E0041\n", "1:8 hidden-character here is an invisible character, U+E0041\n"},
		{"tag", "a: !!binary aGk=\n", "1:4 yaml-feature ! gives the value a type, which is not allowed\n"},
		{"duplicate", "a: b\nc: d\na: e\n", "3:1 duplicate-key \"a\" is written twice here\n"},
		{"nothing", "", "1:1 empty-value there is nothing to read here\n"},
		{"null", "~\n", "1:1 wrong-kind this file must start with a field such as \"name: …\"\n"},
	}
	for _, c := range cases {
		t.Run(c.name, func(t *testing.T) {
			start := time.Now()
			_, _, said := read(c.text)
			if got := said(); got != c.want {
				t.Errorf("got\n%swant\n%s", got, c.want)
			}
			if d := time.Since(start); d > time.Minute {
				t.Errorf("took %v", d)
			}
		})
	}
}

// TestByteOrderMarkAtTheStartIsNoPartOfTheName: Windows editors write one.
func TestByteOrderMarkAtTheStartIsNoPartOfTheName(t *testing.T) {
	m, _, said := read("\ufeffname: Clinic\nabout: x\n")
	s := m.Scalar("name", Required)
	if s.Text != "Clinic" || s.At.Offset != 9 || said() != "" {
		t.Errorf("%q at %d: %s", s.Text, s.At.Offset, said())
	}
}

// TestPlacesAreTrue looks for the word "here" of each kind of scalar and wants its very place in the file.
func TestPlacesAreTrue(t *testing.T) {
	for _, text := range []string{
		"a: say here now\n",
		"a: \"say here now\"\n",
		"a: 'say here now'\n",
		"ключ: x\na: بله here\n",
		"{b: c, a: \"x here\"}\n",
		"a:\n  say\n  here now\n",
		"a: >\n  say\n  here now\n",
		"a: |\n  say\n  here now\n",
		"a: \"say\n  here now\"\n",
		"a:   'it\n\n    is here'\r\n",
		"b: c\r\na: x here\r\n",
		"# x\u2028\na: here\n",
	} {
		files, ds := &source.Set{}, &diag.List{}
		id := files.Add("f", []byte(text))
		s := File(ds, id, []byte(text)).Scalar("a", Required)
		i := strings.Index(s.Text, "here")
		if i < 0 {
			t.Errorf("%q was read as %q", text, s.Text)
			continue
		}
		at := s.Span(i, i+4)
		if int(at.Offset) != strings.Index(text, "here") || at.End-at.Offset != 4 {
			t.Errorf("%q: here is at %d to %d", text, at.Offset, at.End)
		}
	}
}

// TestEscapedTextIsAtItsStart: where text and file differ, the place is the whole text's.
func TestEscapedTextIsAtItsStart(t *testing.T) {
	m, _, _ := read("a: \"x \\\"y\\\" here\"\n")
	s := m.Scalar("a", Required)
	if s.Text != `x "y" here` || s.AsTyped() || s.Span(6, 10) != s.At || s.At.Offset != 4 {
		t.Errorf("%q at %v", s.Text, s.At)
	}
}

// TestNothingIsSaidTwice: what was refused is silent when it is read.
func TestNothingIsSaidTwice(t *testing.T) {
	m, ds, _ := read("a: &x b\nc: d\n")
	before := len(*ds)
	if s := m.Scalar("a", Required); s.Written() {
		t.Errorf("a refused value was read as %q", s.Text)
	}
	m.List("a", Required)
	m.Map("a", Optional).Done()
	m.Scalar("c", Optional)
	m.Done()
	var none *Map
	none.Scalar("a", Required)
	none.List("a", Required)
	none.Map("a", Required)
	none.Keys()
	none.Done()
	if len(*ds) != before {
		t.Errorf("said %v", (*ds)[before:])
	}
}

func TestKeysAreCountedAsKnown(t *testing.T) {
	m, _, said := read("london: [a]\nnorth: [b]\n")
	var names []string
	for _, k := range m.Keys() {
		names = append(names, k.Text)
		if l := m.List(k.Text, Required); len(l) != 1 {
			t.Errorf("%s has %d entries", k.Text, len(l))
		}
	}
	m.Done()
	if strings.Join(names, " ") != "london north" || said() != "" {
		t.Errorf("%v: %s", names, said())
	}
}

// TestTextThatIsCutOffIsTold: only a # behind a blank cuts, and only text without quotes.
func TestTextThatIsCutOffIsTold(t *testing.T) {
	for _, c := range []struct{ text, cut string }{
		{"a: Flat #3\n", "#3"},
		{"a: Flat  # 3, ring twice \r\nb: c\n", "# 3, ring twice"},
		{"a: Flat #3", "#3"},
		{"{a: Flat #3\n}\n", "#3"},
		{"a:\n  Flat\n  4 #3\n", "#3"},
		{"a: Flat\t#3\n", "#3"},
		{"a: Flat#3\n", ""},
		{"a: \"Flat #3\"\n", ""},
		{"a: \"Flat 3\" # ring twice\n", ""},
		{"a: | # a block\n  Flat #3\n", ""},
		{"a: Flat 3\n# ring twice\n", ""},
		{"{a: Flat 3, b: c} # ring twice\n", ""},
	} {
		m, ds, said := read(c.text)
		s := m.Scalar("a", Required)
		before := len(*ds)
		s.Whole(ds)
		got := ""
		if len(*ds) > before {
			at := (*ds)[before].At
			got = c.text[at.Offset:at.End]
		}
		if got != c.cut || before > 0 {
			t.Errorf("%q: cut off %q, want %q; %s", c.text, got, c.cut, said())
		}
	}
}

func FuzzFile(f *testing.F) {
	for _, s := range []string{"a: b\n", "<<: {? [a] : b}\n? [c] : d\n", "a: \"x\n", "\ta: b", "a: [1,\n", "a: >\n x\n  y\n", "- {a: 'b''c'}\n", "a: *b", "? a\n: b\n", "a: \"\\u202e\"\n"} {
		f.Add(s)
	}
	f.Fuzz(func(t *testing.T, text string) {
		m, ds, _ := read(text)
		for _, k := range m.Keys() {
			s := m.Value(k.Text, Optional)
			if s.IsText() {
				s.Scalar()
			}
		}
		m.Done()
		if m == nil && len(*ds) == 0 && text != "" {
			t.Errorf("%q was refused without a word", text)
		}
		for _, d := range *ds {
			if d.At.Offset < 0 || int(d.At.Offset) > len(text) || d.At.End < d.At.Offset {
				t.Errorf("%q: %v lies outside", text, d)
			}
		}
	})
}
