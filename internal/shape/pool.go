package shape

import (
	"encoding/binary"
	"sync"
	"unicode/utf8"
)

// A Pool lends shapers to goroutines. Its shapers share the paragraphs that they have set: the packs of a borough set
// the same words as those of its neighbours, and each pack comes at several widths.
type Pool struct {
	fonts Fonts
	known memory

	mu   sync.Mutex
	free []*Shaper
}

// NewPool returns a Pool whose shapers set text in fonts, which must be safe for many goroutines.
func NewPool(fonts Fonts) *Pool {
	return &Pool{fonts: fonts, known: memory{young: map[string]*known{}}}
}

// Get lends a shaper to one goroutine, which gives it back by [Pool.Put].
func (p *Pool) Get() *Shaper {
	p.mu.Lock()
	defer p.mu.Unlock()
	if n := len(p.free); n > 0 {
		s := p.free[n-1]
		p.free = p.free[:n-1]
		return s
	}
	return newShaper(p)
}

// Put takes a shaper back.
func (p *Pool) Put(s *Shaper) {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.free = append(p.free, s)
}

// generation bounds the paragraphs that are kept: at most two generations, each of about as many bytes. All packs of
// one language take some 60 MB; with 24 MB the full build is a tenth faster, and takes 130 MB more.
const generation = 16 << 20

// A known is a paragraph that was measured, and the lines that it was set in.
type known struct {
	measured *measured
	lines    []setAt // guarded by memory.mu
}

// A setAt is a paragraph set at a width, in em.
type setAt struct {
	width float64
	title bool
	lines []Line
}

// A memory is what a pool keeps of paragraphs, by text and spans. When the young are many, they become the old ones, and the old
// ones that nobody asked for are forgotten: which costs time and never changes a result.
type memory struct {
	mu         sync.Mutex
	young, old map[string]*known
	size       int // of the young, in bytes
}

// get returns what is known of a paragraph, nil for nothing, and its lines at a width.
func (k *memory) get(key []byte, width float64, title bool) (*known, []Line) {
	k.mu.Lock()
	defer k.mu.Unlock()
	p := k.young[string(key)]
	if p == nil {
		if p = k.old[string(key)]; p == nil {
			return nil, nil
		}
		k.keep(string(key), p)
	}
	for _, at := range p.lines {
		if at.width == width && at.title == title {
			return p, at.lines
		}
	}
	return p, nil
}

// put keeps a paragraph and its lines at a width. Where another goroutine was faster, both know the same.
func (k *memory) put(key []byte, p *known, at setAt) {
	k.mu.Lock()
	defer k.mu.Unlock()
	p.lines = append(p.lines, at)
	k.size += linesSize(at.lines)
	if k.young[string(key)] == nil {
		k.keep(string(key), p)
	}
}

func (k *memory) keep(key string, p *known) {
	if k.size > generation {
		k.old, k.young, k.size = k.young, map[string]*known{}, 0
	}
	k.young[key] = p
	k.size += len(key) + p.measured.size()
	for _, at := range p.lines {
		k.size += linesSize(at.lines)
	}
}

// size is about how many bytes a measured paragraph takes.
func (m *measured) size() int { return 60*len(m.text) + 250*len(m.items) }

func linesSize(lines []Line) (n int) {
	for i := range lines {
		n += 80 + 120*len(lines[i].Runs)
	}
	return n
}

// appendKey appends all that setting p depends on but the width and whether it is a title.
func appendKey(to []byte, p *Para) []byte {
	direction := byte(0)
	if p.RTL {
		direction = 1
	}
	to = append(to, direction)
	to = binary.AppendUvarint(to, uint64(len(p.Text)))
	for _, r := range p.Text {
		to = utf8.AppendRune(to, r)
	}
	text := func(s string) {
		to = binary.AppendUvarint(to, uint64(len(s)))
		to = append(to, s...)
	}
	for _, sp := range p.Spans {
		to = binary.AppendVarint(to, int64(sp.Start))
		to = binary.AppendVarint(to, int64(sp.End))
		flags := byte(0)
		if sp.Bold {
			flags |= 1
		}
		if sp.Fact {
			flags |= 2
		}
		to = append(to, flags)
		text(string(sp.Lang))
		text(sp.Link)
		text(sp.Role)
	}
	return to
}
