package bidi

// A Run is a stretch of text of one level.
type Run struct {
	Start, End int
	Level      Level
}

// Runs splits levels[from:to], a line, into runs and returns them from left to right (rule L2).
// Inside a run of an odd level the characters run right to left.
func Runs(levels []Level, from, to int) []Run {
	var logical []Run
	var of []Level
	for i := from; i < to; i++ {
		if k := len(logical) - 1; k >= 0 && logical[k].Level == levels[i] {
			logical[k].End = i + 1
			continue
		}
		logical = append(logical, Run{i, i + 1, levels[i]})
		of = append(of, levels[i])
	}
	visual := make([]Run, len(logical))
	for k, i := range Order(of) {
		visual[k] = logical[i]
	}
	return visual
}

// Order returns the order from left to right (rule L2) of pieces of a line, each of one level, given in
// reading order: the first number is the piece that stands furthest left.
func Order(levels []Level) []int {
	order := make([]int, len(levels))
	highest, lowestOdd := Level(0), Level(maxDepth+2)
	for i, l := range levels {
		order[i] = i
		highest = max(highest, l)
		if l.RTL() {
			lowestOdd = min(lowestOdd, l)
		}
	}
	for l := highest; l >= lowestOdd; l-- {
		for i := 0; i < len(order); i++ {
			end := i
			for end < len(order) && levels[order[end]] >= l {
				end++
			}
			for a, b := i, end-1; a < b; a, b = a+1, b-1 {
				order[a], order[b] = order[b], order[a]
			}
			i = max(i, end-1)
		}
	}
	return order
}
