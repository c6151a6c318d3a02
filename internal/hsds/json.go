package hsds

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"unicode/utf8"

	"welcomepack/internal/source"
)

// An Object is a JSON object whose members keep their order. A value is a string, a [json.Number], a bool, nil, a []any or
// an *Object. A nil *Object has no members.
type Object struct{ Members []Member }

// A Member is a name and its value.
type Member struct {
	Key   string
	Value any
}

// Get returns a member's value, nil for none.
func (o *Object) Get(key string) any {
	if o != nil {
		for _, m := range o.Members {
			if m.Key == key {
				return m.Value
			}
		}
	}
	return nil
}

// Text returns a member that is text, or a number as written; "" for others.
func (o *Object) Text(key string) string {
	switch v := o.Get(key).(type) {
	case string:
		return v
	case json.Number:
		return v.String()
	}
	return ""
}

// Object returns a member that is an object, nil for others.
func (o *Object) Object(key string) *Object {
	v, _ := o.Get(key).(*Object)
	return v
}

// Objects returns the objects of a member that is a list.
func (o *Object) Objects(key string) []*Object {
	list, _ := o.Get(key).([]any)
	var out []*Object
	for _, v := range list {
		if x, ok := v.(*Object); ok {
			out = append(out, x)
		}
	}
	return out
}

// Set puts a member in its place, or at the end where it is new.
func (o *Object) Set(key string, v any) {
	for i := range o.Members {
		if o.Members[i].Key == key {
			o.Members[i].Value = v
			return
		}
	}
	o.Members = append(o.Members, Member{key, v})
}

// Add puts a member at the end, but not one that says nothing.
func (o *Object) Add(key string, v any) {
	switch x := v.(type) {
	case string:
		if x == "" {
			return
		}
	case []any:
		if len(x) == 0 {
			return
		}
	case *Object:
		if x == nil || len(x.Members) == 0 {
			return
		}
	}
	o.Members = append(o.Members, Member{key, v})
}

// ErrDepth is for JSON that is nested deeper than any true data.
var ErrDepth = errors.New("lists and objects lie too deep in each other")

// Parse reads one JSON value. Of members with the same name the last one counts.
func Parse(b []byte) (any, error) {
	if !utf8.Valid(b) {
		return nil, errors.New("the text is not UTF-8")
	}
	d := json.NewDecoder(bytes.NewReader(bytes.TrimPrefix(b, []byte("\ufeff"))))
	d.UseNumber()
	v, err := value(d, 0)
	if err != nil {
		return nil, err
	}
	if _, err := d.Token(); err != io.EOF {
		return nil, fmt.Errorf("something follows the end, at byte %d", d.InputOffset())
	}
	return v, nil
}

func value(d *json.Decoder, depth int) (any, error) {
	t, err := d.Token()
	if err != nil {
		return nil, err
	}
	open, ok := t.(json.Delim)
	if !ok {
		return t, nil
	}
	if depth == source.MaxJSONDepth {
		return nil, ErrDepth
	}
	if open == '[' {
		list := []any{}
		for d.More() {
			v, err := value(d, depth+1)
			if err != nil {
				return nil, err
			}
			list = append(list, v)
		}
		_, err = d.Token()
		return list, err
	}
	o := &Object{}
	at := map[string]int{}
	for d.More() {
		k, err := d.Token()
		if err != nil {
			return nil, err
		}
		v, err := value(d, depth+1)
		if err != nil {
			return nil, err
		}
		key := k.(string)
		if i, twice := at[key]; twice {
			o.Members[i].Value = v
			continue
		}
		at[key] = len(o.Members)
		o.Members = append(o.Members, Member{key, v})
	}
	_, err = d.Token()
	return o, err
}

// A Style is how JSON is printed.
type Style struct {
	Indent bool   // a line for each member, two blanks a level
	Markup bool   // safe inside an HTML element
	Drop   string // a member that is left out wherever it stands
}

// Append prints a value behind b.
func (s Style) Append(b []byte, v any) []byte { return s.append(b, v, 0) }

func (s Style) append(b []byte, v any, depth int) []byte {
	switch v := v.(type) {
	case nil:
		return append(b, "null"...)
	case string:
		return s.quote(b, v)
	case json.Number:
		return append(b, v...)
	case bool:
		if v {
			return append(b, "true"...)
		}
		return append(b, "false"...)
	case []any:
		b = append(b, '[')
		for i, x := range v {
			if i > 0 {
				b = append(b, ',')
			}
			b = s.append(s.line(b, depth+1), x, depth+1)
		}
		if len(v) > 0 {
			b = s.line(b, depth)
		}
		return append(b, ']')
	case *Object:
		b = append(b, '{')
		n := 0
		for _, m := range v.Members {
			if s.Drop != "" && m.Key == s.Drop {
				continue
			}
			if n > 0 {
				b = append(b, ',')
			}
			n++
			b = append(s.quote(s.line(b, depth+1), m.Key), ':')
			if s.Indent {
				b = append(b, ' ')
			}
			b = s.append(b, m.Value, depth+1)
		}
		if n > 0 {
			b = s.line(b, depth)
		}
		return append(b, '}')
	}
	panic(fmt.Sprintf("hsds: no JSON for %T", v))
}

func (s Style) line(b []byte, depth int) []byte {
	if !s.Indent {
		return b
	}
	b = append(b, '\n')
	for range depth {
		b = append(b, "  "...)
	}
	return b
}

const hexDigits = "0123456789abcdef"

func (s Style) quote(b []byte, text string) []byte {
	b = append(b, '"')
	if !utf8.ValidString(text) {
		text = string([]rune(text)) // each byte that is none becomes U+FFFD
	}
	from := 0 // what was appended so far
	for i := 0; i < len(text); i++ {
		r, n := rune(text[i]), 1
		if r == 0xE2 { // begins U+2028 and U+2029, which end a line of a script
			r, n = utf8.DecodeRuneInString(text[i:])
		}
		switch {
		case r == '"' || r == '\\':
			b = append(append(b, text[from:i]...), '\\', byte(r))
		case r == '\n':
			b = append(append(b, text[from:i]...), `\n`...)
		case r < ' ' || r == 0x2028 || r == 0x2029 || s.Markup && (r == '<' || r == '>' || r == '&'):
			b = append(append(b, text[from:i]...), '\\', 'u', hexDigits[r>>12&15], hexDigits[r>>8&15], hexDigits[r>>4&15], hexDigits[r&15])
		default:
			continue
		}
		from = i + n
		i = from - 1
	}
	return append(append(b, text[from:]...), '"')
}
