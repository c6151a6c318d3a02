package doc

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"reflect"
	"strconv"

	"welcomepack/internal/source"
)

// Digest returns 16 hexadecimal digits that are equal for equal blocks, wherever in a file they stand. It looks
// through every field but positions, so that a new field cannot be forgotten.
func Digest(blocks []Block) string {
	d := digester{hash: sha256.New(), numbers: map[any]string{}, names: map[reflect.Type]string{}}
	d.value(reflect.ValueOf(blocks))
	d.hash.Write(d.b)
	return hex.EncodeToString(d.hash.Sum(nil))[:16]
}

var (
	posType  = reflect.TypeFor[source.Pos]()
	spanType = reflect.TypeFor[source.Span]()
)

// A digester writes values with the length of all that has one, so that two values never run into each other.
type digester struct {
	hash    hash.Hash
	b       []byte         // what is not in the hash yet
	numbers map[any]string // as they were written before: few values of few types come again and again
	names   map[reflect.Type]string
}

func (d *digester) value(v reflect.Value) {
	if len(d.b) > 4096 {
		d.hash.Write(d.b)
		d.b = d.b[:0]
	}
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			d.b = append(d.b, "nil;"...)
			return
		}
		e := v.Elem()
		name, ok := d.names[e.Type()]
		if !ok {
			name = e.Type().Name()
			d.names[e.Type()] = name
		}
		d.b = append(append(d.b, name...), ':')
		d.value(e)
	case reflect.Slice:
		d.b = append(strconv.AppendInt(append(d.b, '['), int64(v.Len()), 10), ':')
		for i := range v.Len() {
			d.value(v.Index(i))
		}
	case reflect.Struct:
		if t := v.Type(); t == posType || t == spanType {
			return
		}
		for i := range v.NumField() {
			d.value(v.Field(i))
		}
	case reflect.String:
		d.b = append(strconv.AppendInt(d.b, int64(v.Len()), 10), ':')
		d.b = append(d.b, v.String()...)
	case reflect.Bool:
		d.b = append(strconv.AppendBool(d.b, v.Bool()), ';')
	case reflect.Int, reflect.Uint8:
		n := v.Interface()
		s, ok := d.numbers[n]
		if !ok {
			s = fmt.Sprintf("%v;", n)
			d.numbers[n] = s
		}
		d.b = append(d.b, s...)
	default:
		d.b = fmt.Appendf(d.b, "%v;", v.Interface())
	}
}
