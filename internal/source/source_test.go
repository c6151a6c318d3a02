package source

import "testing"

func TestPlaceCountsCharacters(t *testing.T) {
	var s Set
	id := s.Add("content/a.yaml", []byte("name: a\nاسم: b\r\nlast"))
	cases := []struct {
		offset int32
		want   Place
		line   string
	}{
		{0, Place{"content/a.yaml", 1, 1}, "name: a"},
		{7, Place{"content/a.yaml", 1, 8}, "name: a"},
		{8, Place{"content/a.yaml", 2, 1}, "اسم: b"},
		{14, Place{"content/a.yaml", 2, 4}, "اسم: b"}, // behind three letters of two bytes each
		{19, Place{"content/a.yaml", 3, 1}, "last"},
		{99, Place{"content/a.yaml", 3, 5}, "last"},
	}
	for _, c := range cases {
		p := Pos{id, c.offset}
		if got := s.Place(p); got != c.want {
			t.Errorf("Place(%d) = %v, want %v", c.offset, got, c.want)
		}
		if got := s.Line(p); got != c.line {
			t.Errorf("Line(%d) = %q, want %q", c.offset, got, c.line)
		}
		if c.offset < 23 {
			if got := s.Offset(id, c.want.Line, c.want.Col); got != p {
				t.Errorf("Offset(%d, %d) = %v, want %v", c.want.Line, c.want.Col, got, p)
			}
		}
	}
	if got := s.Place(Pos{}); got != (Place{}) {
		t.Errorf("no place is %v", got)
	}
}

func TestALineThatWasDroppedIsReadAgain(t *testing.T) {
	text := []byte("one\ntwo words\nthree\n")
	read := 0
	s := Set{Again: func(string) []byte { read++; return text }}
	id := s.Reserve("a.po")
	at := func(off int32) Pos { return Pos{id, off} }
	s.PutLarge(id, text)
	s.Shrink(id, []Span{at(8).Span(5)})
	if got := s.Place(at(8)); got != (Place{"a.po", 2, 5}) || s.Line(at(8)) != "two words" || read != 0 {
		t.Errorf("kept: %v %q, read again %d times", got, s.Line(at(8)), read)
	}
	if got := s.Place(at(15)); got != (Place{"a.po", 3, 2}) || read == 0 {
		t.Errorf("not kept: %v, read again %d times", got, read)
	}
	s.Drop(id)
	if got := s.Line(at(0)); got != "one" {
		t.Errorf("dropped: %q", got)
	}
}

func TestFilesBelowAFolderAreReadAgain(t *testing.T) {
	text := []byte("one\ntwo words\n")
	read := 0
	s := Set{Again: func(string) []byte { read++; return text }}
	in, out := s.Add("content/shared/a.yaml", text), s.Add("content/site.yaml", text)
	odd := s.Reserve("content/shared/link.yaml")
	s.ShrinkBelow("content/shared", []Span{Pos{in, 8}.Span(5), Pos{out, 8}.Span(5)})
	if got := s.Place(Pos{in, 8}); got != (Place{"content/shared/a.yaml", 2, 5}) || s.Line(Pos{out, 0}) != "one" || read != 0 {
		t.Errorf("kept: %v %q, read again %d times", got, s.Line(Pos{out, 0}), read)
	}
	if s.Text(in) != nil || s.Text(out) == nil {
		t.Errorf("the texts are %q and %q", s.Text(in), s.Text(out))
	}
	if got := s.Line(Pos{in, 0}); got != "one" || read != 1 {
		t.Errorf("not kept: %q, read again %d times", got, read)
	}
	if got := s.Line(Pos{odd, 0}); got != "" || read != 1 {
		t.Errorf("a file without a text has the line %q, read again %d times", got, read)
	}
}
