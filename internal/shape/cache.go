package shape

import (
	"slices"
	"unicode/utf8"

	"welcomepack/internal/face"
	"welcomepack/internal/lang"

	"github.com/go-text/typesetting/language"
)

// context is how many characters on either side of a run the shaper looks at.
const context = 5

// cacheGlyphs bounds what a cache holds: about 8 MB.
const cacheGlyphs = 1 << 18

// A cacheKey is all that shaping depends on. In text the length of the run and of what stands before it come
// first, then the characters, with those around the run.
type cacheKey struct {
	face   *face.Face
	script language.Script
	lang   lang.Tag
	rtl    bool
	text   string
}

// A cache keeps shaped runs: the packs of an edition set the same paragraphs at several widths. A
// sentence known to it is set in 24 µs rather than 69 in Latin script, 32 rather than 479 in Nastaliq (BenchmarkLines).
// It is emptied when it is full, which costs time and never changes a result.
type cache struct {
	runs    map[cacheKey][]Glyph // clusters count from the start of the run
	glyphs  int
	key     cacheKey // of the last get
	scratch []byte
}

// get returns a copy of a run's glyphs with clusters as in the paragraph.
func (c *cache) get(text []rune, it item, from, to int) ([]Glyph, bool) {
	before, after := max(0, from-context), min(len(text), to+context)
	c.scratch = utf8.AppendRune(c.scratch[:0], rune(from-before))
	c.scratch = utf8.AppendRune(c.scratch, rune(after-to))
	for _, r := range text[before:after] {
		c.scratch = utf8.AppendRune(c.scratch, r)
	}
	c.key = cacheKey{it.face, it.script, it.style.Lang, it.level.RTL(), string(c.scratch)}
	kept, ok := c.runs[c.key]
	if !ok {
		return nil, false
	}
	glyphs := slices.Clone(kept)
	for i := range glyphs {
		glyphs[i].Cluster += from
	}
	return glyphs, true
}

// put keeps the glyphs of the run that the last get did not find.
func (c *cache) put(glyphs []Glyph, from int) {
	if c.glyphs > cacheGlyphs {
		clear(c.runs)
		c.glyphs = 0
	}
	kept := slices.Clone(glyphs)
	for i := range kept {
		kept[i].Cluster -= from
	}
	c.runs[c.key] = kept
	c.glyphs += len(kept)
}
