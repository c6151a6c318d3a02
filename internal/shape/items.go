package shape

import (
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/bidi"
	"welcomepack/internal/face"

	"github.com/go-text/typesetting/harfbuzz"
	"github.com/go-text/typesetting/language"
)

// An item is a stretch of text that is shaped as one.
type item struct {
	start, end int
	level      bidi.Level
	script     language.Script
	face       *face.Face
	style      Style
}

// clean returns text with what is no character replaced by U+FFFD and controls replaced by spaces, which is
// how they are seen. It has the same length.
func clean(text []rune) []rune {
	out := make([]rune, len(text))
	for i, r := range text {
		switch {
		case !utf8.ValidRune(r):
			r = utf8.RuneError
		case unicode.Is(unicode.Cc, r) || r == '\u2028' || r == '\u2029':
			r = ' '
		}
		out[i] = r
	}
	return out
}

// levels resolves the paragraph's direction. Its base is given, never guessed from the first letter: a heading
// that begins with a Latin name is still Arabic.
func levels(p *Para, text []rune) []bidi.Level {
	out, _ := bidi.Resolve(text, base(p.RTL))
	return out
}

func base(rtl bool) bidi.Level {
	if rtl {
		return 1
	}
	return 0
}

// itemize splits text by level, script, style and face.
func (s *Shaper) itemize(p *Para, text []rune, levels []bidi.Level) []item {
	scripts := scriptsOf(text)
	choice := faceChoice{shaper: s, text: text}
	var out []item
	spans := p.Spans
	for i := range text {
		for len(spans) > 0 && i >= spans[0].End {
			spans = spans[1:]
		}
		var style Style
		if len(spans) > 0 && i >= spans[0].Start {
			style = spans[0].Style
		}
		it := item{i, i + 1, levels[i], scripts[i], choice.at(i, scripts[i], style), style}
		if k := len(out) - 1; k >= 0 && it.continues(out[k]) {
			out[k].end = i + 1
			continue
		}
		out = append(out, it)
	}
	return out
}

func (it item) continues(before item) bool {
	before.start, before.end = it.start, it.end
	return it == before
}

// scriptsOf gives each character its script. Signs and digits that many scripts share have the script of what
// stands before them, at the beginning of what comes first.
func scriptsOf(text []rune) []language.Script {
	out := make([]language.Script, len(text))
	var current, own language.Script // own is the last one that is not Latin
	for i, r := range text {
		sc := language.LookupScript(r)
		if sc == language.Common {
			sc = scriptOfSign(r, own)
		}
		if sc.Strong() && sc != language.Unknown {
			for k := i - 1; current == 0 && k >= 0; k-- {
				out[k] = sc
			}
			current = sc
			if sc != language.Latin {
				own = sc
			}
		}
		out[i] = current
	}
	if current == 0 {
		for i := range out {
			out[i] = language.Latin
		}
	}
	return out
}

// scriptOfSign is the script of a sign that several scripts share but Latin does not: an Arabic comma behind a
// Latin name is Arabic, a wide full stop or bracket there is Han, a danda there has the script of the text
// around. Other signs stay common.
func scriptOfSign(r rune, own language.Script) language.Script {
	switch {
	case r >= 0x600 && r <= 0x6ff:
		return language.Arabic
	case r >= 0x3000 && r <= 0x303f || r >= 0xff00 && r <= 0xff65:
		return language.Han
	case r >= 0x900 && r <= 0x1cff && own != 0:
		return own
	}
	return language.Common
}

// A faceChoice picks the face of one character after the other.
type faceChoice struct {
	shaper *Shaper
	text   []rune
	script language.Script
	style  Style
	faces  []*face.Face // for script and style
	last   *face.Face
	symbol bool // last was picked for a symbol
}

// at returns the face of character i. Marks and invisible characters stay with what they follow, and so does a
// space, or letters would not join and marks not stand on their letter. Only after a symbol, such as an
// emoji, a space goes back to the text's face: a symbol font's space is too wide.
func (c *faceChoice) at(i int, script language.Script, style Style) *face.Face {
	r := c.text[i]
	if c.faces == nil || script != c.script || style.Lang != c.style.Lang || style.Bold != c.style.Bold {
		c.faces = c.shaper.fonts(script, style.Lang, style.Bold)
		if len(c.faces) == 0 {
			panic("shape: Fonts returned no face")
		}
		if style.Bold != c.style.Bold {
			c.last = nil
		}
	}
	c.script, c.style = script, style
	switch {
	case c.last == nil:
	case follows(r):
		return c.last
	case r == ' ' && !c.symbol && c.last.Has(r):
		return c.last
	}
	c.last = c.pick(i)
	c.symbol = unicode.In(r, unicode.So, unicode.Sk)
	return c.last
}

// pick returns the first face that has the character and the marks on it, or else the character, or the first.
func (c *faceChoice) pick(i int) *face.Face {
	end := i + 1
	for end < len(c.text) && follows(c.text[end]) {
		end++
	}
	for _, f := range c.faces {
		if covered(f, c.text[i:end]) {
			return f
		}
	}
	for _, f := range c.faces {
		if f.Has(c.text[i]) {
			return f
		}
	}
	return c.faces[0]
}

// covered tells whether f has all that is seen of text.
func covered(f *face.Face, text []rune) bool {
	for _, r := range text {
		if !f.Has(r) && !invisible(r) {
			return false
		}
	}
	return true
}

// invisible tells whether r is a format character: a joiner or a bidi control, but no Arabic number sign.
func invisible(r rune) bool {
	return unicode.Is(unicode.Cf, r) && !unicode.Is(unicode.Prepended_Concatenation_Mark, r)
}

// follows tells whether r is shown on or with the character before it, or not at all.
func follows(r rune) bool {
	if r < 0x300 {
		return r == 0xad
	}
	return unicode.Is(unicode.M, r) || invisible(r)
}

// shape shapes text[from:to] of an item: word by word where the font's rules end at spaces.
func (s *Shaper) shape(text []rune, it item, from, to int) Run {
	run := Run{Face: it.face, Level: it.level, Script: it.script, Style: it.style, Start: from, End: to}
	if !it.face.EndsAtSpaces() {
		run.Glyphs = s.word(nil, text, it, from, to)
		return run
	}
	run.Glyphs = make([]Glyph, 0, to-from)
	for at := from; !it.level.RTL() && at < to; {
		end := wordEnd(text, at, to)
		run.Glyphs = s.word(run.Glyphs, text, it, at, end)
		at = end
	}
	for at := to; it.level.RTL() && at > from; {
		start := at - 1
		for start > from && !wordEnds(text, start) {
			start--
		}
		run.Glyphs = s.word(run.Glyphs, text, it, start, at)
		at = start
	}
	return run
}

// wordEnd is where the word ends that starts at a place before to: behind its space.
func wordEnd(text []rune, at, to int) int {
	for at++; at < to && !wordEnds(text, at); at++ {
	}
	return at
}

// wordEnds tells whether text before i ends in a space on which nothing stands.
func wordEnds(text []rune, i int) bool { return text[i-1] == ' ' && !follows(text[i]) }

// word appends the glyphs of text[from:to]. What stands around it is seen by the shaper, for letters that join.
func (s *Shaper) word(out []Glyph, text []rune, it item, from, to int) []Glyph {
	m := manner{it.face, it.script, it.style.Lang, it.level.RTL()}
	key := s.shaped.key(text, from, to)
	start := len(out)
	if known, ok := s.shaped.words[m][string(key)]; ok {
		out = append(out, known...)
		for i := start; i < len(out); i++ {
			out[i].Cluster += from
		}
		return out
	}
	b := s.buffer
	b.Clear()
	b.AddRunes(text, from, to-from)
	b.Props.Direction = harfbuzz.LeftToRight
	if m.rtl {
		b.Props.Direction = harfbuzz.RightToLeft
	}
	b.Props.Script = it.script
	b.Props.Language = language.NewLanguage(string(it.style.Lang))
	font := s.scaled[it.face]
	if font == nil {
		font = it.face.HarfBuzz()
		s.scaled[it.face] = font
	}
	b.Shape(font, nil)
	for i := range b.Info {
		info, pos := &b.Info[i], &b.Pos[i]
		out = append(out, Glyph{
			ID: uint32(info.Glyph), Cluster: info.Cluster,
			Adv: pos.XAdvance, X: pos.XOffset, Y: pos.YOffset,
			Unsafe: info.Mask&harfbuzz.GlyphUnsafeToBreak != 0,
		})
	}
	s.shaped.put(m, key, out[start:], from)
	return out
}
