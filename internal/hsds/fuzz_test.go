package hsds

import (
	"bytes"
	"testing"
)

// FuzzJSON: what is read prints as JSON that reads as the same.
func FuzzJSON(f *testing.F) {
	for _, s := range []string{`{"a":[1,"b",null,{"a":1,"a":2}]}`, "\ufeff{}", `"\ud800"`, `1e999`, `[[[[`, `{"a":`, `{} {}`, "\"\u2028</script>\""} {
		f.Add([]byte(s))
	}
	f.Fuzz(func(t *testing.T, b []byte) {
		v, err := Parse(b)
		if err != nil {
			return
		}
		for _, s := range []Style{{}, {Indent: true}, {Markup: true}} {
			once := s.Append(nil, v)
			if !s.Indent && len(once) > 8*len(b)+8 {
				t.Errorf("%d bytes print as %d", len(b), len(once))
			}
			again, err := Parse(once)
			if err != nil {
				t.Fatalf("%q prints as %q: %v", b, once, err)
			}
			if twice := s.Append(nil, again); !bytes.Equal(once, twice) {
				t.Errorf("%q prints as %q, then %q", b, once, twice)
			}
			if s.Markup && bytes.ContainsAny(once, "<>") {
				t.Errorf("%q stands in an element as %q", b, once)
			}
		}
	})
}
