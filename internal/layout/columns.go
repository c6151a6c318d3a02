package layout

import "welcomepack/internal/doc"

// Two columns save paper where lines are short: names, numbers, words and what they mean.

const (
	columnGap   = 2.2 // between two columns, in body sizes: readers see where one ends
	leastColumn = 19  // em that a column must have at least
)

// inColumns sets boxes in two columns where each is wide enough, and where nothing in them needs the whole width.
func (s *setter) inColumns(width float64, set func(width float64) []box) []box {
	gap := columnGap * s.style.Body
	half := (width - gap) / 2
	s.narrow = true
	boxes := set(half)
	s.narrow = false
	for i := range boxes {
		boxes[i].over = half + gap
		if s.rtl {
			boxes[i].over = -(half + gap)
		}
	}
	if s.rtl {
		boxes = move(boxes, half+gap)
	}
	return boxes
}

// halves tells whether two columns of a width are each wide enough to be read. Columns stand below the body only.
func (s *setter) halves(n *Node, width float64) bool {
	half := (width - columnGap*s.style.Body) / 2
	return !s.narrow && s.here(n) == s.here(s.root) && half >= leastColumn*s.style.Body*lookOf(s.lang).size
}

// directory returns how many of the blocks are a directory: services of several kinds, each kind
// under a heading. It is 0 where the blocks begin with something else or do not stand in the body.
func (s *setter) directory(n *Node, blocks []doc.Block, width float64) int {
	if n != s.root || !s.halves(n, width) {
		return 0
	}
	end, services := 0, 0
	for i, b := range blocks {
		switch b := b.(type) {
		case doc.Heading:
			if b.Level < 2 || i+1 == len(blocks) || !isService(blocks[i+1]) {
				return enough(end, services)
			}
			continue
		case doc.Group:
			if !isService(b) {
				return enough(end, services)
			}
		default:
			return enough(end, services)
		}
		end = i + 1
		services++
	}
	return enough(end, services)
}

// enough is end where so many services stand that columns save something.
func enough(end, services int) int {
	if services < 3 {
		return 0
	}
	return end
}

// isService tells whether a block is a service of a directory: a group under a heading of its own.
func isService(b doc.Block) bool {
	g, ok := b.(doc.Group)
	if !ok || len(g.Body) == 0 {
		return false
	}
	h, ok := g.Body[0].(doc.Heading)
	return ok && h.Level > 1
}
