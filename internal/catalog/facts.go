package catalog

import (
	"slices"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

var factFields = []string{"name", "phone", "text", "email", "web", "address", "postcode"}

// isField tells whether name is a field of a service rather than a service.
func isField(name string) bool { return slices.Contains(factFields, name) }

// listings is the organisation's files: the one that holds the service, and the shared one behind a borough's.
func (s *Service) listings() []*model.Listing {
	if s.shared == nil {
		return []*model.Listing{s.Listing}
	}
	return []*model.Listing{s.Listing, s.shared}
}

// AllPhones returns the service's own numbers, or the organisation's where it has none.
func (s *Service) AllPhones() []model.Phone {
	if len(s.Phones) > 0 {
		return s.Phones
	}
	for _, l := range s.listings() {
		if len(l.Phones) > 0 {
			return l.Phones
		}
	}
	return nil
}

// WebFact returns the service's own web address, or the organisation's.
func (s *Service) WebFact() (doc.Fact, bool) {
	w := s.Web
	for _, l := range s.listings() {
		if !w.Written() {
			w = l.Web
		}
	}
	return WebFact(w), w.Written()
}

// EmailFact returns the service's own e-mail address, or the organisation's.
func (s *Service) EmailFact() (doc.Fact, bool) {
	e := s.Email
	for _, l := range s.listings() {
		if !e.Written() {
			e = l.Email
		}
	}
	return doc.Fact{Kind: doc.Email, Shown: e.V, Machine: e.V, Pos: e.At}, e.Written()
}

// everyPhone is the numbers that a reference may name: the service's, then the organisation's.
func (s *Service) everyPhone() []model.Phone {
	out := slices.Clone(s.Phones)
	for _, l := range s.listings() {
		out = append(out, l.Phones...)
	}
	return out
}

// PhoneFact is a number as a fact.
func PhoneFact(p model.Phone) doc.Fact {
	return doc.Fact{Kind: doc.Phone, Shown: p.Number.V, Machine: p.E164, Pos: p.Number.At}
}

// WebFact is a web address as a fact: shown without its scheme, www. and last slash.
func WebFact(w model.At[string]) doc.Fact {
	shown := strings.TrimPrefix(strings.TrimPrefix(w.V, "https://"), "http://")
	shown = strings.TrimSuffix(strings.TrimPrefix(shown, "www."), "/")
	return doc.Fact{Kind: doc.Web, Shown: shown, Machine: w.V, Pos: w.At}
}

// TextFact returns the service's number for text messages.
func (s *Service) TextFact() (doc.Fact, bool) {
	return doc.Fact{Kind: doc.TextTo, Shown: s.TextNumber.V, Machine: s.TextE164, Pos: s.TextNumber.At}, s.TextNumber.Written()
}

// NameFact is a name as on the door.
func NameFact(n model.At[string]) doc.Fact {
	return doc.Fact{Kind: doc.Name, Shown: n.V, Pos: n.At}
}

// fact returns the fact that a reference names: phone, phone.<ref>, text, email, web, address, postcode, name.
func (s *Service) fact(field string) (doc.Fact, bool) {
	kind, ref, _ := strings.Cut(field, ".")
	if ref != "" && kind != "phone" {
		return doc.Fact{}, false
	}
	f, ok := s.field(kind, model.ID(ref))
	f.From = "service/" + string(s.ID.V) + "." + field
	return f, ok
}

func (s *Service) field(kind string, ref model.ID) (doc.Fact, bool) {
	switch kind {
	case "phone":
		for _, p := range s.everyPhone() {
			if ref == "" || p.Ref.V == ref {
				return PhoneFact(p), true
			}
		}
	case "text":
		return s.TextFact()
	case "email":
		return s.EmailFact()
	case "web":
		return s.WebFact()
	case "name":
		return doc.Fact{Kind: doc.Name, Shown: doc.Plaintext(s.Name.Inlines), Pos: s.Name.Pos}, true
	case "address":
		if p := s.FirstPlace(); p != nil {
			return doc.Fact{Kind: doc.Address, Shown: strings.Join(p.AddressLines(), ", "), Pos: p.ID.At}, true
		}
	case "postcode":
		if p := s.FirstPlace(); p != nil && p.Postcode.Written() {
			return doc.Fact{Kind: doc.Postcode, Shown: p.Postcode.V, Machine: p.Postcode.V, Pos: p.Postcode.At}, true
		}
	}
	return doc.Fact{}, false
}

// FirstPlace returns the first place where the service is given, nil for none.
func (s *Service) FirstPlace() *model.Place {
	for _, a := range s.At {
		if p := s.Place(a.Place.V); p != nil {
			return p
		}
	}
	return nil
}

// factNames lists what references may name.
func (s *Service) factNames() []string {
	var out []string
	for _, f := range factFields {
		if f == "phone" {
			for _, p := range s.everyPhone() {
				if p.Ref.Written() {
					out = append(out, "phone."+string(p.Ref.V))
				}
			}
		}
		if _, ok := s.fact(f); ok {
			out = append(out, f)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// ruleFact is the value of a rule, with its sign.
func ruleFact(id model.ID, v *model.RuleValue) doc.Fact {
	shown := v.Value.V
	switch v.Unit.V {
	case "pounds":
		shown = "£" + shown
	case "percent":
		shown += "%"
	}
	return doc.Fact{Kind: doc.Number, Shown: shown, Machine: v.Value.V, From: "rule/" + string(id), Pos: v.Value.At}
}
