package hsds

import (
	"cmp"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"slices"
	"strconv"
	"strings"
)

// What another publisher's entity says and a listing cannot is its rest. It is made when the entity is imported, by
// comparing it with what this program would publish of the listing, and is put back whenever the listing is published: so
// nothing is lost on the way through. Each part of a rest holds only as long as what it stood beside is as it was: words of
// the other publisher about a time that a volunteer has changed since must not come back.
//
// A rest is an object with a member for each member that differs. Of is the digest of ours at the time; with it stands one
// of Is, the value to put in its place, In, the rest of an object, or Each, the rests of a list's entries.
const (
	restOf   = "of"
	restIs   = "is"
	restIn   = "in"
	restEach = "each"
)

// Digest returns 16 hexadecimal digits that are equal for equal values. IDs, translations and what is this program's own do
// not count, and neither does the order of members.
func Digest(v any) string {
	sum := sha256.Sum256(canonical(nil, v))
	return hex.EncodeToString(sum[:])[:16]
}

func canonical(b []byte, v any) []byte {
	switch x := v.(type) {
	case json.Number:
		return append(b, plainNumber(x)...)
	case []any:
		b = append(b, '[')
		for _, e := range x {
			b = append(canonical(b, e), ',')
		}
		return append(b, ']')
	case *Object:
		b = append(b, '{')
		for _, m := range sortedMembers(x) {
			if m.Key != "id" && !strings.HasSuffix(m.Key, "_id") && m.Key != Own && m.Key != Translations {
				b = append(canonical(append(Style{}.quote(b, m.Key), ':'), m.Value), ',')
			}
		}
		return append(b, '}')
	}
	return Style{}.append(b, v, 0)
}

func sortedMembers(o *Object) []Member {
	return slices.SortedFunc(slices.Values(o.Members), func(a, b Member) int { return cmp.Compare(a.Key, b.Key) })
}

// plainNumber is a number in one form: 1.00 is 1.
func plainNumber(n json.Number) string {
	if f, err := n.Float64(); err == nil {
		return strconv.FormatFloat(f, 'g', -1, 64)
	}
	return n.String()
}

func same(a, b any) bool {
	return string(canonical(nil, a)) == string(canonical(nil, b))
}

// Rest returns what ours lacks of theirs; nil where it lacks nothing. Members of theirs that are this program's own or
// empty are nothing.
func Rest(ours, theirs *Object) *Object {
	rest := &Object{}
	for _, m := range theirs.Members {
		if m.Key == Own || m.Key == Translations || m.Value == nil {
			continue
		}
		mine := ours.Get(m.Key)
		part := &Object{}
		part.Set(restOf, Digest(mine))
		switch their := m.Value.(type) {
		case *Object:
			if of, ok := mine.(*Object); ok {
				in := Rest(of, their)
				if in == nil {
					continue
				}
				part.Set(restIn, in)
			} else {
				part.Set(restIs, their)
			}
		case []any:
			of, _ := mine.([]any)
			each := restOfList(of, their)
			if each == nil {
				continue
			}
			part.Set(restEach, each)
		default:
			if same(mine, their) {
				continue
			}
			part.Set(restIs, their)
		}
		rest.Set(m.Key, part)
	}
	if len(rest.Members) == 0 {
		return nil
	}
	return rest
}

// restOfList pairs the entries of two lists, each with the one it shares most with. Entries of theirs that share nothing
// are kept whole.
func restOfList(ours, theirs []any) []any {
	used := make([]bool, len(ours))
	var out []any
	for _, t := range theirs {
		best, most := -1, 0
		for i, o := range ours {
			if n := shared(o, t); !used[i] && n > most {
				best, most = i, n
			}
		}
		part := &Object{}
		their, object := t.(*Object)
		if best < 0 {
			part.Set(restIs, t)
			out = append(out, part)
			continue
		}
		used[best] = true
		if !object {
			continue
		}
		if in := Rest(ours[best].(*Object), their); in != nil {
			part.Set(restOf, Digest(ours[best]))
			part.Set(restIn, in)
			out = append(out, part)
		}
	}
	return out
}

// shared counts what two values say alike.
func shared(a, b any) int {
	switch x := a.(type) {
	case *Object:
		y, ok := b.(*Object)
		if !ok {
			return 0
		}
		n := 0
		for _, m := range x.Members {
			if m.Key == "id" && m.Value == y.Get("id") {
				n += 100
			} else if !weak[m.Key] && m.Key != Own && m.Key != Translations {
				n += shared(m.Value, y.Get(m.Key))
			}
		}
		return n
	case []any:
		y, ok := b.([]any)
		n := 0
		for i := range min(len(x), len(y)) {
			if ok {
				n += shared(x[i], y[i])
			}
		}
		return n
	case nil:
		return 0
	}
	if b != nil && same(a, b) {
		return 1
	}
	return 0
}

// weak is members that many entries share, so that they do not make two of them the same.
var weak = map[string]bool{"freq": true, "interval": true, "type": true, "country": true, "address_type": true, "location_type": true,
	"state_province": true, "currency": true, "language": true, "taxonomy": true, "link_entity": true, "service_at_location_id": true}

// Apply puts a rest back into what is published now. IDs that were ours are theirs then, wherever they are named.
func Apply(ours, rest *Object) {
	ids := map[string]string{}
	apply(ours, rest, ids)
	if len(ids) > 0 {
		rename(ours, ids)
	}
}

func apply(ours, rest *Object, ids map[string]string) {
	for _, m := range rest.Members {
		part, ok := m.Value.(*Object)
		if !ok {
			continue
		}
		mine := ours.Get(m.Key)
		unchanged := part.Text(restOf) == Digest(mine)
		switch {
		case part.Get(restIs) != nil && unchanged:
			if old := ours.Text(m.Key); m.Key == "id" && old != "" {
				ids[old] = part.Text(restIs)
			}
			ours.Set(m.Key, part.Get(restIs))
		case part.Object(restIn) != nil:
			if of, ok := mine.(*Object); ok {
				apply(of, part.Object(restIn), ids)
			}
		case part.Get(restEach) != nil:
			list, _ := mine.([]any)
			ours.Set(m.Key, applyList(list, part.Objects(restEach), unchanged, ids))
		}
	}
	ours.sorted()
}

// applyList gives each entry that is as it was its rest. Entries that were kept whole come back only where nothing of the
// list has changed.
func applyList(ours []any, rests []*Object, unchanged bool, ids map[string]string) []any {
	digests := make([]string, len(ours))
	for i, o := range ours {
		digests[i] = Digest(o)
	}
	for _, r := range rests {
		if in := r.Object(restIn); in != nil {
			for i, d := range digests {
				if of, ok := ours[i].(*Object); ok && d == r.Text(restOf) {
					apply(of, in, ids)
					digests[i] = ""
					break
				}
			}
		} else if v := r.Get(restIs); v != nil && unchanged {
			ours = append(ours, v)
		}
	}
	return ours
}

// rename puts new IDs where the old ones are named.
func rename(v any, ids map[string]string) {
	switch x := v.(type) {
	case *Object:
		for i, m := range x.Members {
			if s, ok := m.Value.(string); ok && strings.HasSuffix(m.Key, "_id") && ids[s] != "" {
				x.Members[i].Value = ids[s]
			} else {
				rename(m.Value, ids)
			}
		}
	case []any:
		for _, e := range x {
			rename(e, ids)
		}
	}
}

// forms are members of which another value mostly means the same: "10:00" and "10:00:00", a county left empty.
var forms = map[string]bool{"opens_at": true, "closes_at": true, "interval": true, "state_province": true, "country": true}

// Telling tells whether a part of a rest holds more than IDs and other ways to write the same.
func Telling(part any) bool {
	p, _ := part.(*Object)
	if p.Get(restIs) != nil {
		return true
	}
	for _, m := range p.Object(restIn).members() {
		if m.Key != "id" && !strings.HasSuffix(m.Key, "_id") && !forms[m.Key] && Telling(m.Value) {
			return true
		}
	}
	return slices.ContainsFunc(p.Objects(restEach), func(e *Object) bool { return Telling(e) })
}

func (o *Object) members() []Member {
	if o == nil {
		return nil
	}
	return o.Members
}
