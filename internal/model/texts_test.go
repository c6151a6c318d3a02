package model

import (
	"reflect"
	"testing"

	"welcomepack/internal/doc"
)

// A text in any field of any record is found, so a field that is added later cannot be left untranslated.
func TestTextsFindsEveryTextField(t *testing.T) {
	text := func(key string) doc.Text { return doc.Text{Key: key, Inlines: []doc.Inline{doc.Str{S: key}}} }
	n := 0
	var fill func(v reflect.Value)
	fill = func(v reflect.Value) {
		switch v.Kind() {
		case reflect.Struct:
			if v.Type() == textType {
				n++
				v.Set(reflect.ValueOf(text("k")))
				return
			}
			for i := range v.NumField() {
				fill(v.Field(i))
			}
		case reflect.Slice:
			if v.Type().Elem().Kind() != reflect.Uint8 {
				v.Set(reflect.MakeSlice(v.Type(), 1, 1))
				fill(v.Index(0))
			}
		case reflect.Interface:
			if v.Type() == reflect.TypeFor[doc.Block]() {
				n++
				v.Set(reflect.ValueOf(doc.Paragraph{Text: text("p")}))
			}
		}
	}
	site := &Site{}
	v := reflect.ValueOf(site).Elem()
	for i := range v.NumField() {
		if v.Type().Field(i).Name != "Overlays" {
			fill(v.Field(i))
		}
	}
	got := 0
	Texts(site, func(doc.Text) { got++ })
	if n == 0 || got != n {
		t.Errorf("found %d of %d texts", got, n)
	}
	Texts(Guide{Title: doc.Text{Inlines: []doc.Inline{doc.Str{S: "no key"}}}}, func(x doc.Text) { t.Errorf("found %v", x) })
}
