package model

import (
	"reflect"
	"sync"

	"welcomepack/internal/doc"
)

var textType = reflect.TypeFor[doc.Text]()

// Texts calls f with every text that is to be translated in v, in the order of fields and slices. It looks
// through values of any shape, so that no new field can be forgotten. Texts without a key are passed over.
func Texts(v any, f func(doc.Text)) { texts(reflect.ValueOf(v), f) }

// holds memorises which types may hold a text, so that the many that hold facts alone are passed over.
var holds sync.Map

func mayHold(t reflect.Type) bool {
	if known, ok := holds.Load(t); ok {
		return known.(bool)
	}
	holds.Store(t, true) // a type that holds itself may hold anything
	may := false
	switch t.Kind() {
	case reflect.Interface:
		may = true
	case reflect.Pointer, reflect.Slice, reflect.Array:
		may = mayHold(t.Elem())
	case reflect.Struct:
		may = t == textType
		for i := range t.NumField() {
			may = may || mayHold(t.Field(i).Type)
		}
	}
	holds.Store(t, may)
	return may
}

func texts(v reflect.Value, f func(doc.Text)) {
	if !mayHold(v.Type()) {
		return
	}
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			texts(v.Elem(), f)
		}
	case reflect.Slice, reflect.Array:
		for i := range v.Len() {
			texts(v.Index(i), f)
		}
	case reflect.Struct:
		if v.Type() == textType {
			if t := v.Interface().(doc.Text); t.Key != "" && !t.IsZero() {
				f(t)
			}
			return
		}
		for i := range v.NumField() {
			texts(v.Field(i), f)
		}
	}
}
