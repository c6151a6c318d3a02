package fields

import (
	"fmt"
	"slices"
	"strings"
)

// Print writes fields as a file.
func (s *Style) Print(n Node) []byte {
	p := &printer{style: s}
	p.fields(n, 0, false)
	return []byte(p.b.String())
}

type printer struct {
	style *Style
	b     strings.Builder
}

// fields prints each field on a line of its own. The first one follows on the line of its hyphen where inline is true.
func (p *printer) fields(n Node, indent int, inline bool) {
	for i, k := range n.Keys {
		if i > 0 || !inline {
			p.indent(indent)
		}
		p.b.WriteString(name(k) + ":")
		p.value(k, n.Nodes[i], indent)
	}
}

func (p *printer) indent(n int) { p.b.WriteString(strings.Repeat(" ", n)) }

// value prints what stands behind "key:" up to the end of its last line.
func (p *printer) value(key string, v Node, indent int) {
	switch {
	case v.Kind == Text || p.oneLine(key, v):
		p.b.WriteString(" ")
		p.inline(key, v, false)
		p.b.WriteString("\n")
	case v.Kind == Fields:
		p.b.WriteString("\n")
		p.fields(v, indent+2, false)
	default:
		p.b.WriteString("\n")
		for i, e := range v.Nodes {
			if i > 0 && slices.Contains(p.style.Spaced, key) {
				p.b.WriteString("\n")
			}
			p.entry(key, e, indent+2)
		}
	}
}

// entry prints an entry of the list that key holds, on lines of its own.
func (p *printer) entry(key string, e Node, indent int) {
	p.indent(indent)
	p.b.WriteString("- ")
	if e.Kind == Fields && !p.style.flow(key) {
		p.fields(e, indent+2, true)
		return
	}
	p.inline(key, e, e.Kind == Fields)
	p.b.WriteString("\n")
}

// oneLine tells whether a value is written in one line: fields that are, and lists of texts.
func (p *printer) oneLine(key string, v Node) bool {
	if v.Kind == Fields {
		return p.style.flow(key)
	}
	return !slices.ContainsFunc(v.Nodes, func(e Node) bool { return e.Kind != Text })
}

// inline prints a value in one line; within tells whether brackets stand around it.
func (p *printer) inline(key string, v Node, within bool) {
	switch v.Kind {
	case Text:
		p.b.WriteString(p.style.text(key, v.Text, within))
	case List:
		p.b.WriteString("[")
		for i, e := range v.Nodes {
			if i > 0 {
				p.b.WriteString(", ")
			}
			p.inline(key, e, true)
		}
		p.b.WriteString("]")
	case Fields:
		p.b.WriteString("{")
		for i, k := range v.Keys {
			if i > 0 {
				p.b.WriteString(", ")
			}
			p.b.WriteString(name(k) + ": ")
			p.inline(k, v.Nodes[i], true)
		}
		p.b.WriteString("}")
	}
}

// text writes a text, in double quotes where it has to be.
func (s *Style) text(key, text string, within bool) string {
	digits := slices.Contains(s.Digits, key) && strings.Trim(text, "0123456789 ") == ""
	if digits || slices.Contains(s.Quoted, key) || !Plain(text, within) {
		return Quote(text)
	}
	return text
}

// name writes a field's name, in double quotes where it has to be.
func name(s string) string {
	if Plain(s, true) {
		return s
	}
	return Quote(s)
}

// Plain tells whether YAML reads a text as it stands without quotes; within tells whether brackets stand around it.
func Plain(s string, within bool) bool {
	switch strings.ToLower(s) {
	case "", "~", "null":
		return false
	}
	c := s[0]
	letter := c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= 0x80
	digit := c >= '0' && c <= '9'
	if !letter && !(digit && !strings.ContainsAny(s, ":")) {
		return false
	}
	if strings.Contains(s, ": ") || strings.Contains(s, " #") || strings.HasSuffix(s, ":") || strings.TrimSpace(s) != s {
		return false
	}
	for _, r := range s {
		if r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff {
			return false
		}
	}
	return !within || !strings.ContainsAny(s, ",[]{}:#")
}

// Quote writes a text in double quotes.
func Quote(s string) string {
	var b strings.Builder
	b.WriteByte('"')
	for _, r := range s {
		switch {
		case r == '"' || r == '\\':
			b.WriteString(`\` + string(r))
		case r == '\n':
			b.WriteString(`\n`)
		case r == '\t':
			b.WriteString(`\t`)
		case r < ' ' || r == 0x7f || r == 0x85 || r == 0x2028 || r == 0x2029 || r == 0xfeff:
			fmt.Fprintf(&b, `\u%04x`, r)
		default:
			b.WriteRune(r)
		}
	}
	b.WriteByte('"')
	return b.String()
}
