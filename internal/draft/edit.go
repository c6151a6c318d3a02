package draft

import (
	"bytes"
	"errors"
	"slices"
	"strings"

	"welcomepack/internal/source"
)

// After returns src with an entry added to a list of words, whose last entry stands at last: behind a comma between
// brackets, else on a line of its own. Nothing else changes.
func After(src []byte, last source.Span, entry string) []byte {
	end := int(last.End)
	if q := int(last.Offset) - 1; q >= 0 && end < len(src) && (src[q] == '"' || src[q] == '\'') && src[end] == src[q] {
		end++
	}
	start := bytes.LastIndexByte(src[:last.Offset], '\n') + 1
	before := string(src[start:last.Offset])
	words := strings.TrimRight(before, `"'`)
	if strings.TrimSpace(words) != "-" {
		return slices.Insert(slices.Clone(src), end, []byte(", "+entry)...)
	}
	newline := "\n"
	next := len(src)
	if i := bytes.IndexByte(src[end:], '\n'); i >= 0 {
		next = end + i
		if src[next-1] == '\r' {
			next, newline = next-1, "\r\n"
		}
	}
	return slices.Insert(slices.Clone(src), next, []byte(newline+words+entry)...)
}

// Append returns src with an entry, as [Service.Text] and [Place.Text] write it, at the end of the list that the top
// field name holds. An error says that the list is not written over lines.
func Append(src []byte, name, entry string) ([]byte, error) {
	newline := "\n"
	if bytes.Contains(src, []byte("\r\n")) {
		newline = "\r\n"
	}
	all := strings.SplitAfter(string(src), "\n")
	head := slices.IndexFunc(all, func(l string) bool { return strings.TrimSpace(uncommented(l)) == name+":" && l[0] == name[0] })
	if head < 0 {
		return nil, errors.New("its list of " + name + " is not written over lines")
	}
	end, indent, first := head+1, "  ", true
	for i := head + 1; i < len(all); i++ {
		text := strings.TrimSpace(all[i])
		if text == "" || text[0] == '#' {
			continue
		}
		column := len(all[i]) - len(strings.TrimLeft(all[i], " "))
		if column == 0 && !strings.HasPrefix(text, "- ") {
			break
		}
		if first {
			indent, first = strings.Repeat(" ", column), false
		}
		end = i + 1
	}
	// Comments that are further right than the list's own hyphens belong to its last entry.
	for end < len(all) && strings.HasPrefix(all[end], indent+" ") && strings.HasPrefix(strings.TrimSpace(all[end]), "#") {
		end++
	}
	if end > 0 && !strings.HasSuffix(all[end-1], "\n") {
		all[end-1] += newline
	}
	var add strings.Builder
	if name == "services" {
		add.WriteString(newline)
	}
	for l := range strings.Lines(entry) {
		add.WriteString(indent + strings.TrimSuffix(strings.TrimPrefix(l, "  "), "\n") + newline)
	}
	return []byte(strings.Join(all[:end], "") + add.String() + strings.Join(all[end:], "")), nil
}

// Before returns src with lines in front of the top field name.
func Before(src []byte, name, text string) ([]byte, error) {
	at := 0
	for l := range strings.Lines(string(src)) {
		if strings.HasPrefix(l, name+":") {
			if strings.HasSuffix(l, "\r\n") {
				text = strings.ReplaceAll(text, "\n", "\r\n")
			}
			return slices.Insert(slices.Clone(src), at, []byte(text)...), nil
		}
		at += len(l)
	}
	return nil, errors.New("it has no line " + name + ":")
}

func uncommented(line string) string {
	line, _, _ = strings.Cut(line, " #")
	return line
}

// Without returns src without the entry of a list that begins on the line of at. The list is written over lines.
func Without(src []byte, at source.Span) []byte {
	start := bytes.LastIndexByte(src[:at.Offset], '\n') + 1
	indent := len(src[start:at.Offset]) - len(bytes.TrimLeft(src[start:at.Offset], " "))
	end := len(src)
	for i := bytes.IndexByte(src[start:], '\n'); i >= 0; {
		next := start + i + 1
		line := src[next:]
		if rest := bytes.TrimLeft(line, " "); len(rest) > 0 && rest[0] != '\n' && rest[0] != '\r' && len(line)-len(rest) <= indent {
			end = next
			break
		}
		j := bytes.IndexByte(line, '\n')
		if j < 0 {
			break
		}
		i += j + 1
	}
	return slices.Concat(src[:start], src[end:])
}
