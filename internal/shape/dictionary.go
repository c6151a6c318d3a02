package shape

import "encoding/binary"

// A dictionary is a list of words in ICU's byte trie, read where it lies.
type dictionary struct {
	trie string
	base rune // the character that byte 0 stands for
}

// openDictionary reads the header of one of our own files. It is little-endian: the header's size, then eight
// numbers, of which the first is where the trie begins and the sixth how characters become bytes.
func openDictionary(file string) dictionary {
	body := file[int(file[0])|int(file[1])<<8:]
	number := func(k int) uint32 { return binary.LittleEndian.Uint32([]byte(body[4*k : 4*k+4])) }
	return dictionary{trie: body[number(0):], base: rune(number(5) & 0x1fffff)}
}

// matches calls found with the length of each word that text begins with, shortest first.
//
// The trie is a row of nodes. A node byte below 0x10 begins a branch; one below 0x20 a row of 1 to 16 bytes
// that must all match; above, it is a value, which ends a word, and the node goes on behind it unless the
// value is marked final by its lowest bit.
func (d dictionary) matches(text []rune, found func(size int)) {
	t, pos := d.trie, 0
	row := 0 // bytes left of a row
	for i, r := range text {
		c, ok := d.encode(r)
		if !ok {
			return
		}
		for row == 0 && t[pos] >= 0x20 {
			if t[pos]&1 == 1 {
				return
			}
			pos = skipValue(t, pos)
		}
		switch {
		case row == 0 && t[pos] < 0x10:
			if pos, ok = branch(t, pos, c); !ok {
				return
			}
		default:
			if row == 0 {
				row = int(t[pos]) - 0x10 + 1
				pos++
			}
			if t[pos] != c {
				return
			}
			pos++
			row--
		}
		if row == 0 && t[pos] >= 0x20 {
			found(i + 1)
		}
	}
}

// encode turns a character into a byte of the trie.
func (d dictionary) encode(r rune) (byte, bool) {
	switch {
	case r == zwj:
		return 0xff, true
	case r == zwnj:
		return 0xfe, true
	case r < d.base || r-d.base > 0xfd:
		return 0, false
	}
	return byte(r - d.base), true
}

// branch follows c from the branch node at pos. Its choices are halved by comparison, each with a jump to the
// lower half, until at most five are left; these are listed, each with a value or a jump but the last, whose
// node follows.
func branch(t string, pos int, c byte) (int, bool) {
	n := int(t[pos])
	pos++
	if n == 0 {
		n = int(t[pos])
		pos++
	}
	n++
	for n > 5 {
		less := c < t[pos]
		target, next := jump(t, pos+1)
		if less {
			n /= 2
			pos = target
		} else {
			n -= n / 2
			pos = next
		}
	}
	for ; n > 1; n-- {
		hit := t[pos] == c
		pos++
		switch {
		case !hit:
			pos = skipValue(t, pos)
		case t[pos]&1 == 1: // a final value
			return pos, true
		default:
			delta, next := value(t, pos)
			return next + delta, true
		}
	}
	return pos + 1, t[pos] == c
}

// jump reads the distance at pos and returns where it leads and where it ends.
func jump(t string, pos int) (target, next int) {
	lead := int(t[pos])
	pos++
	delta, size := lead, 0
	switch {
	case lead < 0xc0:
	case lead < 0xf0:
		delta, size = (lead-0xc0)<<8|number(t, pos, 1), 1
	case lead < 0xfe:
		delta, size = (lead-0xf0)<<16|number(t, pos, 2), 2
	case lead == 0xfe:
		delta, size = number(t, pos, 3), 3
	default:
		delta, size = number(t, pos, 4), 4
	}
	return pos + size + delta, pos + size
}

// value reads the value at pos and returns it and where it ends.
func value(t string, pos int) (v, next int) {
	lead := int(t[pos]) >> 1
	next = skipValue(t, pos)
	pos++
	switch {
	case lead < 0x51:
		return lead - 0x10, next
	case lead < 0x6c:
		return (lead-0x51)<<8 | number(t, pos, 1), next
	case lead < 0x7e:
		return (lead-0x6c)<<16 | number(t, pos, 2), next
	case lead == 0x7e:
		return number(t, pos, 3), next
	}
	return number(t, pos, 4), next
}

// skipValue returns where the value at pos ends.
func skipValue(t string, pos int) int {
	switch lead := int(t[pos]) >> 1; {
	case lead < 0x51:
		return pos + 1
	case lead < 0x6c:
		return pos + 2
	case lead < 0x7e:
		return pos + 3
	case lead == 0x7e:
		return pos + 4
	}
	return pos + 5
}

// number reads a big-endian number of some bytes.
func number(t string, pos, size int) (v int) {
	for _, c := range []byte(t[pos : pos+size]) {
		v = v<<8 | int(c)
	}
	return v
}
