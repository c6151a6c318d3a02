package theme

import (
	"bytes"
	"encoding/xml"
	"errors"
	"fmt"
	"io"
	"path"
	"slices"
	"strings"

	"welcomepack/internal/source"
)

// Icon returns the icon's drawing as an element for the middle of a line, hidden from those who listen; "" for
// a name that the theme does not know.
func (t *Theme) Icon(name string) string { return t.icons[name] }

func (l *loader) loadIcons(t *Theme) error {
	names, err := l.list("icons")
	if err != nil {
		return err
	}
	for _, name := range names {
		if path.Ext(name) != ".svg" {
			continue
		}
		f, err := l.read(name)
		if err != nil {
			return err
		}
		if f == nil {
			continue
		}
		drawing, err := redraw(f.text)
		if err != nil {
			id := l.files.Add(f.shown(), f.text)
			l.ds.Error(source.Pos{File: id}.Span(0), "theme-icon", "this icon cannot be used: %v", err).
				Hint("an icon is one <svg viewBox=\"…\"> of plain shapes: %s", strings.Join(shapes, ", "))
			continue
		}
		t.icons[strings.TrimSuffix(path.Base(name), ".svg")] = drawing
	}
	return nil
}

// shapes is the elements of an icon, and shapeAttrs their attributes. Colour and stroke come from the style.
var (
	shapes     = []string{"g", "path", "circle", "ellipse", "rect", "line", "polyline", "polygon"}
	shapeAttrs = []string{"class", "cx", "cy", "d", "fill", "height", "points", "r", "rx", "ry", "transform", "width", "x", "x1", "x2", "y", "y1", "y2"}
)

// redraw writes an icon's shapes anew, so that nothing but shapes comes into a page.
func redraw(text []byte) (string, error) {
	d := xml.NewDecoder(bytes.NewReader(text))
	var b strings.Builder
	depth := 0
	for {
		tok, err := d.Token()
		if errors.Is(err, io.EOF) {
			break
		}
		if err != nil {
			return "", err
		}
		switch tok := tok.(type) {
		case xml.StartElement:
			if err := startShape(&b, tok, depth); err != nil {
				return "", err
			}
			depth++
		case xml.EndElement:
			depth--
			endShape(&b, tok.Name.Local)
		case xml.CharData:
			if len(bytes.TrimSpace(tok)) > 0 {
				return "", errors.New("there is text in it")
			}
		case xml.Directive, xml.ProcInst:
			return "", errors.New("it begins with something other than <svg")
		}
	}
	if b.Len() == 0 {
		return "", errors.New("there is no <svg> in it")
	}
	return b.String(), nil
}

func startShape(b *strings.Builder, e xml.StartElement, depth int) error {
	if depth == 0 {
		box := ""
		for _, a := range e.Attr {
			if a.Name.Local == "viewBox" {
				box = a.Value
			}
		}
		if e.Name.Local != "svg" || box == "" || b.Len() > 0 {
			return errors.New("it is not one <svg viewBox=\"…\">")
		}
		b.WriteString(`<svg class="icon" aria-hidden="true"`)
		writeAttr(b, "viewBox", box)
		b.WriteByte('>')
		return nil
	}
	if !slices.Contains(shapes, e.Name.Local) {
		return fmt.Errorf("<%s> is not a shape", e.Name.Local)
	}
	b.WriteString("<" + e.Name.Local)
	for _, a := range e.Attr {
		if a.Name.Space != "" || !slices.Contains(shapeAttrs, a.Name.Local) {
			return fmt.Errorf("<%s> has the attribute %s", e.Name.Local, a.Name.Local)
		}
		writeAttr(b, a.Name.Local, a.Value)
	}
	b.WriteByte('>')
	return nil
}

// endShape ends an element; what holds nothing ends in itself.
func endShape(b *strings.Builder, name string) {
	open := b.String()
	if name == "svg" || strings.HasSuffix(open, "/>") || strings.HasSuffix(open, "</g>") {
		b.WriteString("</" + name + ">")
		return
	}
	b.Reset()
	b.WriteString(strings.TrimSuffix(open, ">") + "/>")
}

func writeAttr(b *strings.Builder, name, value string) {
	b.WriteString(" " + name + `="`)
	xml.EscapeText(b, []byte(value))
	b.WriteByte('"')
}
