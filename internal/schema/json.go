package schema

import (
	"bytes"
	"encoding/json"
	"strings"
)

// A Draft is an edition of JSON Schema. The schemas are the same in both but for their first line: what they use has one
// meaning in both.
type Draft string

// The drafts: the present one, and the one that the common YAML language server reads.
const (
	Draft2020 Draft = "https://json-schema.org/draft/2020-12/schema"
	Draft07   Draft = "http://json-schema.org/draft-07/schema#"
)

// JSON returns the JSON Schema of a kind of file.
func (f File) JSON(d Draft) []byte {
	o := object{{"$schema", d}, {"title", "welcomepack: " + f.Name}, {"description", f.About}}
	o = append(o, f.Shape.schema()...)
	var b bytes.Buffer
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	e.SetIndent("", "  ")
	if err := e.Encode(o); err != nil {
		panic("schema: " + err.Error()) // nothing in it can fail
	}
	return b.Bytes()
}

// An object is a JSON object that keeps its order, which is the order in which editors offer fields.
type object []member

type member struct {
	key   string
	value any
}

func (o object) MarshalJSON() ([]byte, error) {
	var b bytes.Buffer
	b.WriteByte('{')
	e := json.NewEncoder(&b)
	e.SetEscapeHTML(false)
	for i, m := range o {
		if i > 0 {
			b.WriteByte(',')
		}
		if err := e.Encode(m.key); err != nil {
			return nil, err
		}
		b.WriteByte(':')
		if err := e.Encode(m.value); err != nil {
			return nil, err
		}
	}
	b.WriteByte('}')
	return b.Bytes(), nil
}

// schema returns the keywords of a shape.
func (s Shape) schema() object {
	switch {
	case s.Any != nil:
		var any []object
		for _, a := range s.Any {
			any = append(any, a.schema())
		}
		return object{{"anyOf", any}}
	case s.Items != nil:
		return object{{"type", "array"}, {"minItems", 1}, {"items", s.Items.schema()}}
	case s.Each != nil:
		return object{{"type", "object"}, {"additionalProperties", s.Each.schema()}}
	case s.Fields != nil:
		return s.fields()
	}
	return s.text()
}

func (s Shape) fields() object {
	properties := object{}
	var required []string
	for _, f := range s.Fields {
		p := object{{"description", f.About}}
		properties = append(properties, member{f.Name, append(p, f.Shape.schema()...)})
		if f.Required {
			required = append(required, f.Name)
		}
	}
	o := object{{"type", "object"}, {"additionalProperties", false}, {"properties", properties}}
	if required != nil {
		o = append(o, member{"required", required})
	}
	return o
}

func (s Shape) text() object {
	var o object
	if len(s.Types) == 1 {
		o = object{{"type", s.Types[0]}}
	} else {
		o = object{{"type", s.Types}}
	}
	add := func(key string, value any, there bool) {
		if there {
			o = append(o, member{key, value})
		}
	}
	add("enum", s.Choices, s.Choices != nil)
	add("minLength", 1, s.isText())
	add("maxLength", s.Most, s.Most > 0)
	add("pattern", s.Pattern, s.Pattern != "")
	add("patternErrorMessage", s.Wrong, s.Wrong != "") // said by the editors of the VS Code family, passed over by others
	add("examples", []string{s.Example}, s.isText() && s.Choices == nil && s.Example != "")
	return o
}

func (s Shape) isText() bool { return strings.HasPrefix(s.Types[0], "str") }
