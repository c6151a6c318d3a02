package face

import (
	"errors"
	"fmt"
	"maps"
	"slices"
)

// readTables finds the tables of a TrueType file and proves each by its checksum, so that a file damaged on
// the way is told from a good one before any text is set with it.
func readTables(b []byte) (map[string][]byte, error) {
	if len(b) < 12 {
		return nil, errors.New("not a font: the file is too short")
	}
	switch tag := string(b[:4]); tag {
	case "\x00\x01\x00\x00", "true":
	case "OTTO":
		return nil, errors.New("font has PostScript outlines (CFF), TrueType outlines (glyf) are needed")
	case "ttcf":
		return nil, errors.New("file is a collection of fonts, a single font is needed")
	case "wOFF", "wOF2":
		return nil, errors.New("file is a web font (WOFF), a plain TrueType font is needed")
	default:
		return nil, fmt.Errorf("not a font: the file begins with %q", tag)
	}
	n := int(be.Uint16(b[4:]))
	if len(b) < 12+16*n {
		return nil, fmt.Errorf("font ends inside its list of %d tables", n)
	}
	tables := make(map[string][]byte, n)
	for i := range n {
		record := b[12+16*i:]
		tag, want := string(record[:4]), be.Uint32(record[4:])
		at, size := uint64(be.Uint32(record[8:])), uint64(be.Uint32(record[12:]))
		if at+size > uint64(len(b)) {
			return nil, fmt.Errorf("font ends inside its table %s", tag)
		}
		table := b[at : at+size]
		got := sum(table)
		if tag == "head" && size >= 12 {
			got -= be.Uint32(table[8:]) // the sum of the whole file, counted as zero
		}
		if got != want {
			return nil, fmt.Errorf("font table %s is damaged: its checksum is %08x, not %08x", tag, got, want)
		}
		if _, twice := tables[tag]; twice {
			return nil, fmt.Errorf("font has two tables %s", tag)
		}
		tables[tag] = table
	}
	return tables, nil
}

// fileSum is what all the words of a font file add up to.
const fileSum = 0xB1B0AFBA

// writeTables makes a TrueType file. The tables stand in the order of their tags, and head's own sum of the
// file is filled in.
func writeTables(tables map[string][]byte) []byte {
	tags := slices.Sorted(maps.Keys(tables))
	n := len(tags)
	power, log := 1, 0
	for power*2 <= n {
		power, log = power*2, log+1
	}
	out := make([]byte, 0, 12+16*n)
	out = be.AppendUint32(out, 0x00010000)
	for _, v := range []int{n, power * 16, log, n*16 - power*16} {
		out = be.AppendUint16(out, uint16(v))
	}
	at, headAt := 12+16*n, 0
	for _, tag := range tags {
		if tag == "head" {
			headAt = at
		}
		out = append(out, tag...)
		for _, v := range []int{int(sum(tables[tag])), at, len(tables[tag])} {
			out = be.AppendUint32(out, uint32(v))
		}
		at += (len(tables[tag]) + 3) &^ 3
	}
	for _, tag := range tags {
		out = pad(append(out, tables[tag]...))
	}
	be.PutUint32(out[headAt+8:], fileSum-sum(out))
	return out
}

// pad appends zeros up to a multiple of four bytes.
func pad(b []byte) []byte {
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return b
}

// sum adds a table's 32-bit words; the last is filled up with zeros.
func sum(b []byte) (s uint32) {
	for len(b) >= 4 {
		s += be.Uint32(b)
		b = b[4:]
	}
	var last [4]byte
	copy(last[:], b)
	return s + be.Uint32(last[:])
}
