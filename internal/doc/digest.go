package doc

import (
	"crypto/sha256"
	"encoding/hex"
	"fmt"
	"hash"
	"reflect"

	"welcomepack/internal/source"
)

// Digest returns 16 hexadecimal digits that are equal for equal blocks, wherever in a file they stand. It looks
// through every field but positions, so that a new field cannot be forgotten.
func Digest(blocks []Block) string {
	h := sha256.New()
	digest(h, reflect.ValueOf(blocks))
	return hex.EncodeToString(h.Sum(nil))[:16]
}

var (
	posType  = reflect.TypeFor[source.Pos]()
	spanType = reflect.TypeFor[source.Span]()
)

// digest writes a value with the length of all that has one, so that two values never run into each other.
func digest(h hash.Hash, v reflect.Value) {
	switch v.Kind() {
	case reflect.Interface:
		if v.IsNil() {
			fmt.Fprint(h, "nil;")
			return
		}
		fmt.Fprintf(h, "%s:", v.Elem().Type().Name())
		digest(h, v.Elem())
	case reflect.Slice:
		fmt.Fprintf(h, "[%d:", v.Len())
		for i := range v.Len() {
			digest(h, v.Index(i))
		}
	case reflect.Struct:
		if v.Type() == posType || v.Type() == spanType {
			return
		}
		for i := range v.NumField() {
			digest(h, v.Field(i))
		}
	case reflect.String:
		fmt.Fprintf(h, "%d:%s", v.Len(), v.String())
	default:
		fmt.Fprintf(h, "%v;", v.Interface())
	}
}
