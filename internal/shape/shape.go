// Package shape turns a paragraph into lines of glyphs: it splits the text by direction, script, style and
// font, shapes the pieces with HarfBuzz, finds where lines may end, fills lines, and puts the pieces of each
// line in the order in which they are seen.
//
// Shaping is done in font units, one to one, so a result holds for every size of print. Widths are in em.
//
// The shaping library is github.com/go-text/typesetting v0.3.3 and no other: the two versions after it skip
// substitutions that Arabic and Ethiopic need (see TestShapingLibraryIsTheProvenOne).
package shape

import (
	"slices"

	"welcomepack/internal/bidi"
	"welcomepack/internal/face"
	"welcomepack/internal/lang"

	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
	"github.com/go-text/typesetting/segmenter"
)

// A Style is what the text of a span has in common. Neighbouring spans of equal style are set as one.
type Style struct {
	Bold bool
	Lang lang.Tag
	Link string // address, empty for none
	Role string // structure role inside the paragraph, such as "Link" or "Span", empty for none
}

// A Span gives Text[Start:End] a style. No line ends inside a Fact, unless it alone is wider than a line.
// That a fact reads left to right in right-to-left text is in the text itself: it stands in U+2066 … U+2069.
type Span struct {
	Start, End int
	Style
	Fact bool
}

// A Para is one paragraph. Its spans are in order and do not overlap; text outside them has the zero Style.
type Para struct {
	Text  []rune
	Spans []Span
	RTL   bool
	Title bool // its last line is as wide as the others, where it has several
}

// A Glyph is a shaped glyph in font units of its run's face. X and Y move it from the pen; Adv moves the pen.
type Glyph struct {
	ID        uint32 // 0 is the box that stands for a character the font does not have
	Cluster   int    // the first character of Text that the glyph shows
	Adv, X, Y int32
	Unsafe    bool // the text cannot be cut before Cluster without shaping it again
}

// A Run is shaped text of one face, level, script and style. Its glyphs run from left to right, so that in text of
// an odd level the clusters fall.
type Run struct {
	Face   *face.Face
	Level  bidi.Level
	Script language.Script
	Style
	Start, End int // of Text
	Glyphs     []Glyph
}

// Width is the run's advance in font units.
func (r *Run) Width() (w int32) {
	for i := range r.Glyphs {
		w += r.Glyphs[i].Adv
	}
	return w
}

// em is the run's advance in em.
func (r *Run) em() float64 { return float64(r.Width()) / float64(r.Face.Upem) }

// A Line is Text[Start:End], set. Its runs stand from left to right. One space at its end is kept, because
// readers of a PDF need it to part words: a run of its own, last in left-to-right and first in right-to-left
// paragraphs, of the width Hang, which Width does not count. Other space there, and what ends a paragraph
// inside Text, has no glyphs; a line of nothing else has no runs.
type Line struct {
	Runs        []Run
	Width, Hang float64 // em
	Start, End  int
	Last        bool
}

// Fonts returns the faces for text of a script and language, the preferred one first, then all that may help
// with characters it does not have. It must return at least one, and the same ones for the same question.
type Fonts func(script language.Script, l lang.Tag, bold bool) []*face.Face

// A Shaper sets paragraphs. It holds scratch memory and what it shaped before: one for each goroutine.
// What it returns does not depend on what it did before, and nobody may change it: others may be given the same.
type Shaper struct {
	fonts  Fonts
	known  *memory // of all shapers of a pool
	key    []byte
	buffer *harfbuzz.Buffer
	scaled map[*face.Face]*harfbuzz.Font
	breaks segmenter.Segmenter
	shaped cache
}

// New returns a Shaper that sets text in fonts.
func New(fonts Fonts) *Shaper { return NewPool(fonts).Get() }

func newShaper(p *Pool) *Shaper {
	return &Shaper{
		fonts:  p.fonts,
		known:  &p.known,
		buffer: harfbuzz.NewBuffer(),
		scaled: map[*face.Face]*harfbuzz.Font{},
		shaped: cache{words: map[manner]map[string][]Glyph{}},
	}
}

// Lines sets p in lines that are no wider than width, in em, as long as their words are not: as few as there can be,
// and among those the most even. A word that is wider than a line is broken between clusters. An empty paragraph
// has no lines.
func (s *Shaper) Lines(p *Para, width float64) []Line {
	if len(p.Text) == 0 {
		return nil
	}
	s.key = appendKey(s.key[:0], p)
	k, lines := s.known.get(s.key, width, p.Title)
	if lines != nil {
		return lines
	}
	if k == nil {
		k = &known{measured: s.measure(p)}
	}
	lines = s.broken(k.measured, width, p.Title)
	s.known.put(s.key, k, setAt{width, p.Title, lines})
	return lines
}

// broken sets a measured paragraph in lines.
func (s *Shaper) broken(m *measured, width float64, title bool) []Line {
	ends := m.ends(width, title)
	lines := make([]Line, len(ends))
	from := 0
	for i, to := range ends {
		lines[i] = s.line(m, from, to)
		from = to
	}
	lines[len(lines)-1].Last = true
	return lines
}

// Width is the width of p, in em, when nothing but the text itself ends its lines.
func (s *Shaper) Width(p *Para) (w float64) {
	for _, l := range s.Lines(p, unlimited) {
		w = max(w, l.Width)
	}
	return w
}

// Missing returns the characters of p that no face has, sorted, each once: those that [Shaper.Lines] shows as
// glyph 0.
func (s *Shaper) Missing(p *Para) []rune {
	text := clean(p.Text)
	var out []rune
	for _, it := range s.itemize(p, text, levels(p, text)) {
		run := s.shape(text, it, it.start, it.end)
		for _, g := range run.Glyphs {
			if g.ID == 0 {
				out = append(out, blamed(it.face, text[g.Cluster:clusterEnd(&run, g.Cluster)])...)
			}
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// blamed returns the characters of a cluster that f does not have, or all when it has each alone.
func blamed(f *face.Face, cluster []rune) []rune {
	var out []rune
	for _, r := range cluster {
		if !f.Has(r) && !invisible(r) {
			out = append(out, r)
		}
	}
	if out == nil {
		return cluster
	}
	return out
}

// clusterEnd is where the cluster that starts at a character ends.
func clusterEnd(r *Run, start int) int {
	end := r.End
	for _, g := range r.Glyphs {
		if g.Cluster > start {
			end = min(end, g.Cluster)
		}
	}
	return end
}
