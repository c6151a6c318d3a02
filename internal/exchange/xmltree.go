package exchange

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"strings"

	"welcomepack/internal/source"
)

// An element is a part of an XML file: its name without the namespace's prefix, its attributes by name, and what is in
// it, in order.
type element struct {
	space, name string
	attrs       map[string]string
	kids        []node
	at          int // byte offset
}

// A node is an element, or text where el is nil.
type node struct {
	el   *element
	text string
}

// parseXML reads a small XML file. There are no entities but those of XML itself: a document type is refused, as it may
// let a few lines grow to gigabytes or name other files.
func parseXML(src []byte) (*element, int, error) {
	d := xml.NewDecoder(bytes.NewReader(src))
	d.CharsetReader = func(charset string, r io.Reader) (io.Reader, error) {
		if c := strings.ToLower(charset); strings.HasPrefix(c, "utf-16") {
			return r, nil // it was turned into UTF-8 before
		}
		return nil, fmt.Errorf("it is written in %s; save it as UTF-8", charset)
	}
	var root *element
	var open []*element
	nodes := 0
	for {
		at := int(d.InputOffset())
		tok, err := d.Token()
		if errors.Is(err, io.EOF) && len(open) == 0 && root != nil {
			return root, 0, nil
		}
		if err != nil {
			return nil, at, plainXML(err)
		}
		if nodes++; nodes > source.MaxXMLNodes {
			return nil, at, errors.New("it has too many parts")
		}
		switch tok := tok.(type) {
		case xml.Directive:
			return nil, at, errors.New("it has a document type (<!…>), which is not read")
		case xml.StartElement:
			e := &element{tok.Name.Space, tok.Name.Local, map[string]string{}, nil, at}
			for _, a := range tok.Attr {
				e.attrs[a.Name.Local] = a.Value
			}
			switch {
			case len(open) == source.MaxXMLDepth:
				return nil, at, errors.New("its elements stand too deep in each other")
			case len(open) > 0:
				top := open[len(open)-1]
				top.kids = append(top.kids, node{el: e})
			case root != nil:
				return nil, at, errors.New("something stands after its end")
			default:
				root = e
			}
			open = append(open, e)
		case xml.EndElement:
			open = open[:len(open)-1]
		case xml.CharData:
			if len(open) > 0 {
				top := open[len(open)-1]
				top.kids = append(top.kids, node{text: string(tok)})
			}
		}
	}
}

// plainXML says what is wrong with XML in words for people.
func plainXML(err error) error {
	var syntax *xml.SyntaxError
	switch {
	case errors.Is(err, io.EOF), errors.As(err, &syntax) && syntax.Msg == "unexpected EOF":
		return errors.New("it ends too early: part of it is missing")
	case errors.As(err, &syntax):
		return errors.New(syntax.Msg)
	}
	return err
}

// all calls f with the elements of a name inside e, at any depth, in order.
func (e *element) all(name string, f func(*element)) {
	for _, k := range e.kids {
		if k.el == nil {
			continue
		}
		if k.el.name == name {
			f(k.el)
			continue
		}
		k.el.all(name, f)
	}
}

// children returns the elements of a name right in e.
func (e *element) children(name string) []*element {
	var out []*element
	for _, k := range e.kids {
		if k.el != nil && k.el.name == name {
			out = append(out, k.el)
		}
	}
	return out
}

func (e *element) child(name string) *element {
	if list := e.children(name); len(list) > 0 {
		return list[0]
	}
	return nil
}

// text returns all text in e.
func (e *element) text() string {
	var b strings.Builder
	for _, k := range e.kids {
		b.WriteString(k.text)
		if k.el != nil {
			b.WriteString(k.el.text())
		}
	}
	return b.String()
}
