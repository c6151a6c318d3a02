package pdf

import (
	"bytes"
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"slices"
)

// A place says where an object is, as a row of a cross-reference stream: kind 1 at an offset, kind 2 in an
// object stream at an index.
type place struct{ kind, at, index int }

const perStream = 200 // objects in one object stream

// write returns the file: streams as they are, other objects in object streams, one cross-reference stream.
func (f *finisher) write(catalog, info int) ([]byte, error) {
	var b bytes.Buffer
	size := 1 << 16
	for i := range f.objects {
		if f.objects[i].stream {
			size += len(f.objects[i].body) + 64
		}
	}
	b.Grow(size)
	b.WriteString("%PDF-1.7\n%\xe2\xe3\xcf\xd3\n")
	n := len(f.objects)
	places := make([]place, n, n+n/perStream+3)
	places[0] = place{0, 0, 65535}
	sum := sha256.New()
	var plain []int
	for i := 1; i < n; i++ {
		if f.objects[i].body == nil {
			return nil, fmt.Errorf("pdf: object %d was never written", i)
		}
		sum.Write(f.objects[i].body)
		if !f.objects[i].stream {
			plain = append(plain, i)
			continue
		}
		places[i] = place{1, b.Len(), 0}
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", i, f.objects[i].body)
	}
	for from := 0; from < len(plain); from += perStream {
		k := len(places)
		pack := f.objectStream(plain[from:min(from+perStream, len(plain))])
		for index, i := range plain[from:min(from+perStream, len(plain))] {
			places[i] = place{2, k, index}
		}
		places = append(places, place{1, b.Len(), 0})
		fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\n", k, pack.body)
	}
	start := b.Len()
	places = append(places, place{1, start, 0})
	table := make([]byte, 0, 7*len(places))
	for _, p := range places {
		table = append(table, byte(p.kind), byte(p.at>>24), byte(p.at>>16), byte(p.at>>8), byte(p.at), byte(p.index>>8), byte(p.index))
	}
	id := hex.EncodeToString(sum.Sum(nil)[:16])
	x := f.stream(fmt.Sprintf("/Type /XRef /Size %d /W [1 4 2] /Root %d 0 R /Info %d 0 R /ID [<%s> <%s>]", len(places), catalog, info, id, id), table, true)
	fmt.Fprintf(&b, "%d 0 obj\n%s\nendobj\nstartxref\n%d\n%%%%EOF\n", len(places)-1, x.body, start)
	return b.Bytes(), nil
}

// objectStream packs objects into one stream.
func (f *finisher) objectStream(numbers []int) object {
	var all content // the index, then the bodies
	at := 0
	for _, i := range numbers {
		all.int(i)
		all.string(" ")
		all.int(at)
		all.string(" ")
		at += len(f.objects[i].body) + 1
	}
	first := len(all)
	all = slices.Grow(all, at)
	for _, i := range numbers {
		all = append(append(all, f.objects[i].body...), '\n')
	}
	return f.stream(fmt.Sprintf("/Type /ObjStm /N %d /First %d", len(numbers), first), all, true)
}
