package model

import (
	"reflect"

	"welcomepack/internal/doc"
)

var textType = reflect.TypeFor[doc.Text]()

// Texts calls f with every text that is to be translated in v, in the order of fields and slices. It looks
// through values of any shape, so that no new field can be forgotten. Texts without a key are passed over.
func Texts(v any, f func(doc.Text)) { texts(reflect.ValueOf(v), f) }

func texts(v reflect.Value, f func(doc.Text)) {
	switch v.Kind() {
	case reflect.Pointer, reflect.Interface:
		if !v.IsNil() {
			texts(v.Elem(), f)
		}
	case reflect.Slice, reflect.Array:
		if k := v.Type().Elem().Kind(); k == reflect.Struct || k == reflect.Interface || k == reflect.Slice || k == reflect.Pointer {
			for i := range v.Len() {
				texts(v.Index(i), f)
			}
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
