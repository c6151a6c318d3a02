package export

import (
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/cell"
	"welcomepack/internal/doc"
	"welcomepack/internal/hsds"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// SheetFile is where a borough's services lie as a table, from the website's root.
func SheetFile(b model.ID) string { return string(b) + "/data/services.csv" }

// A column of the table; several values stand in one cell with "; " between them, several places with " | ".
type column struct {
	name string
	of   func(l *catalog.Lens, s *catalog.Service) string
}

var columns = []column{
	{"service", func(_ *catalog.Lens, s *catalog.Service) string { return string(s.ID.V) }},
	{"name", words(func(s *model.Service) doc.Text { return s.Name })},
	{"organisation", func(_ *catalog.Lens, s *catalog.Service) string { return s.Listing.Name.V }},
	{"status", func(_ *catalog.Lens, s *catalog.Service) string {
		if s.Status.V == "" {
			return "active"
		}
		return s.Status.V
	}},
	{"summary", words(func(s *model.Service) doc.Text { return s.Summary })},
	{"details", words(func(s *model.Service) doc.Text { return s.Details })},
	{"category", func(_ *catalog.Lens, s *catalog.Service) string { return joined(s.Categories) }},
	{"stage", func(_ *catalog.Lens, s *catalog.Service) string { return joined(s.Stages) }},
	{"who", words(func(s *model.Service) doc.Text { return s.WhoText })},
	{"ages", func(_ *catalog.Lens, s *catalog.Service) string { return s.Ages.V }},
	{"women_only", func(_ *catalog.Lens, s *catalog.Service) string { return truth(s.WomenOnly) }},
	{"asks_status", func(_ *catalog.Lens, s *catalog.Service) string { return truth(s.AsksStatus) }},
	{"nrpf_ok", func(_ *catalog.Lens, s *catalog.Service) string { return truth(s.NRPFOK) }},
	{"cost", func(l *catalog.Lens, s *catalog.Service) string {
		switch note := doc.Plaintext(l.Of(s, s.CostNote).Inlines); {
		case s.Free.V:
			return "free"
		case s.Amount.Written():
			return strings.TrimSpace("£" + s.Amount.V + " " + note)
		default:
			return note
		}
	}},
	{"languages", func(_ *catalog.Lens, s *catalog.Service) string { return joined(s.Languages) }},
	{"join", func(_ *catalog.Lens, s *catalog.Service) string { return joined(s.Join) }},
	{"how_to_join", words(func(s *model.Service) doc.Text { return s.HowToJoin })},
	{"bring", words(func(s *model.Service) doc.Text { return s.Bring })},
	{"phones", func(l *catalog.Lens, s *catalog.Service) string {
		var out []string
		for _, p := range s.AllPhones() {
			text := p.Number.V
			if !p.For.IsZero() {
				text += " (" + doc.Plaintext(l.Of(s, p.For).Inlines) + ")"
			}
			out = append(out, text)
		}
		return strings.Join(out, "; ")
	}},
	{"text", func(_ *catalog.Lens, s *catalog.Service) string { return s.TextNumber.V }},
	{"email", func(_ *catalog.Lens, s *catalog.Service) string { f, _ := s.EmailFact(); return f.Machine }},
	{"web", func(_ *catalog.Lens, s *catalog.Service) string { f, _ := s.WebFact(); return f.Machine }},
	{"address", atPlaces(func(p *model.Place) string { return street(p) })},
	{"town", atPlaces(func(p *model.Place) string { return p.Town.V })},
	{"postcode", atPlaces(func(p *model.Place) string { return p.Postcode.V })},
	{"latitude", atPlaces(func(p *model.Place) string { return p.Lat.V })},
	{"longitude", atPlaces(func(p *model.Place) string { return p.Lon.V })},
	{"access", atPlaces(func(p *model.Place) string { return joined(p.Access) })},
	{"times", func(_ *catalog.Lens, s *catalog.Service) string {
		var out []string
		for _, a := range s.At {
			out = append(out, hsds.InWords(a.When))
		}
		return strings.Trim(strings.Join(out, " | "), " |")
	}},
	{"times_note", words(func(s *model.Service) doc.Text { return s.TimesNote })},
	{"area", func(_ *catalog.Lens, s *catalog.Service) string { return s.Area.V }},
	{"checked_on", func(_ *catalog.Lens, s *catalog.Service) string {
		if !s.Checked.On.Written() {
			return ""
		}
		return s.Checked.On.V.String()
	}},
	{"review_by", func(_ *catalog.Lens, s *catalog.Service) string {
		if !s.ReviewBy.Written() {
			return ""
		}
		return s.ReviewBy.V.String()
	}},
}

func words(of func(s *model.Service) doc.Text) func(*catalog.Lens, *catalog.Service) string {
	return func(l *catalog.Lens, s *catalog.Service) string { return doc.Plaintext(l.Of(s, of(s.Service)).Inlines) }
}

func atPlaces(of func(*model.Place) string) func(*catalog.Lens, *catalog.Service) string {
	return func(_ *catalog.Lens, s *catalog.Service) string {
		var out []string
		for _, p := range places(s) {
			out = append(out, of(p))
		}
		return strings.Trim(strings.Join(out, " | "), " |")
	}
}

func joined[T ~string](list []model.At[T]) string {
	var out []string
	for _, x := range list {
		out = append(out, string(x.V))
	}
	return strings.Join(out, "; ")
}

func truth(b model.At[bool]) string {
	switch {
	case !b.Written():
		return ""
	case b.V:
		return "yes"
	}
	return "no"
}

// Sheet is the services of a borough in English as a table (RFC 4180), one row each. It begins with a byte order mark,
// without which Excel reads UTF-8 wrongly.
func Sheet(c *catalog.Catalog, b model.ID) []byte {
	l := c.Lens(catalog.Edition{Borough: b, Lang: lang.English})
	out := []byte("\ufeff")
	for i, k := range columns {
		out = field(out, i, k.name)
	}
	out = append(out, "\r\n"...)
	for _, s := range l.Services() {
		for i, k := range columns {
			out = field(out, i, k.of(l, s))
		}
		out = append(out, "\r\n"...)
	}
	return out
}

// field appends a value, which spreadsheets show as it stands.
func field(b []byte, i int, text string) []byte {
	if i > 0 {
		b = append(b, ',')
	}
	text = cell.Guard(text)
	if !strings.ContainsAny(text, ",\"\r\n") {
		return append(b, text...)
	}
	b = append(b, '"')
	b = append(b, strings.ReplaceAll(text, `"`, `""`)...)
	return append(b, '"')
}
