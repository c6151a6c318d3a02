package export

import (
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// Contact is a service as a contact card (vCard 3.0, RFC 2426, which old phones read). It holds facts alone: names,
// numbers and addresses, which are the same in every language.
func Contact(s *catalog.Service) []byte {
	v := &vcard{}
	name := doc.Plaintext(s.Name.Inlines)
	v.line("BEGIN:VCARD")
	v.line("VERSION:3.0")
	v.line("FN:" + vcardText(name))
	v.line("N:" + vcardText(name) + ";;;;")
	v.line("ORG:" + vcardText(s.Listing.Name.V))
	for _, p := range s.AllPhones() {
		v.line("TEL;TYPE=WORK,VOICE:" + p.E164)
	}
	if f, ok := s.TextFact(); ok {
		v.line("TEL;TYPE=WORK,CELL:" + f.Machine)
	}
	if f, ok := s.EmailFact(); ok {
		v.line("EMAIL;TYPE=INTERNET:" + vcardText(f.Machine))
	}
	if f, ok := s.WebFact(); ok {
		v.line("URL:" + f.Machine)
	}
	for _, p := range places(s) {
		v.line("ADR;TYPE=WORK:;;" + vcardText(street(p)) + ";" + vcardText(p.Town.V) + ";;" + vcardText(p.Postcode.V) + ";United Kingdom")
	}
	v.line("END:VCARD")
	return v.b
}

// places is where a service is, each place once.
func places(s *catalog.Service) []*model.Place {
	var out []*model.Place
	seen := map[model.ID]bool{}
	for _, a := range s.At {
		if p := s.Place(a.Place.V); p != nil && !seen[p.ID.V] {
			seen[p.ID.V] = true
			out = append(out, p)
		}
	}
	return out
}

// street is an address without town and postcode, on one line.
func street(p *model.Place) string {
	var lines []string
	for _, l := range append([]model.At[string]{p.Name}, p.Lines...) {
		if l.V != "" {
			lines = append(lines, l.V)
		}
	}
	return strings.Join(lines, ", ")
}

type vcard struct{ b []byte }

func (v *vcard) line(s string) { v.b = calendar.AppendLine(v.b, s) }

// vcardText escapes what means something else in a value, and leaves out what no value may hold.
func vcardText(s string) string {
	var b strings.Builder
	for _, r := range s {
		switch {
		case r == '\\' || r == ';' || r == ',':
			b.WriteRune('\\')
			b.WriteRune(r)
		case r == '\n':
			b.WriteString(`\n`)
		case r < ' ' || r == 0x7f:
		default:
			b.WriteRune(r)
		}
	}
	return b.String()
}
