package export

import (
	"encoding/json"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/hsds"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// Linked is a service as JSON-LD in the words of schema.org, for search engines. It says nothing that the page at path
// does not show.
func Linked(l *catalog.Lens, s *catalog.Service, path string) []byte {
	e := object("@context", "https://schema.org", "@type", "Service")
	if base := l.Settings().URL.V; base != "" {
		e.Add("@id", base+path)
		e.Add("url", base+path)
	}
	e.Add("name", plain(l.Of(s, s.Name)))
	e.Add("description", plain(l.Of(s, s.Summary)))
	var kinds []any
	for _, c := range s.Categories {
		for _, k := range l.Categories() {
			if k.ID.V == c.V {
				kinds = append(kinds, plain(l.Words(k.Name)))
			}
		}
	}
	e.Add("serviceType", kinds)
	e.Add("provider", object("@type", "Organization", "name", s.Listing.Name.V, "url", s.Listing.Web.V))
	e.Add("areaServed", s.Area.V)
	if who := plain(l.Of(s, s.WhoText)); who != "" {
		e.Add("audience", object("@type", "Audience", "audienceType", who))
	}
	switch {
	case s.Free.V:
		e.Add("offers", object("@type", "Offer", "price", "0", "priceCurrency", "GBP"))
	case s.Amount.Written():
		e.Add("offers", object("@type", "Offer", "price", s.Amount.V, "priceCurrency", "GBP"))
	}
	e.Add("availableChannel", channels(l, s))
	return hsds.Style{Markup: true}.Append(nil, e)
}

func plain(t doc.Text) string { return doc.Plaintext(t.Inlines) }

// object makes an object of names and values in turn, without empty ones.
func object(pairs ...string) *hsds.Object {
	e := &hsds.Object{}
	for i := 0; i < len(pairs); i += 2 {
		e.Add(pairs[i], pairs[i+1])
	}
	return e
}

// channels is the ways to a service: its numbers and pages, and each place with its times.
func channels(l *catalog.Lens, s *catalog.Service) []any {
	var out []any
	for _, p := range s.AllPhones() {
		point := object("@type", "ContactPoint", "telephone", p.E164, "contactType", plain(l.Of(s, p.For)))
		if !p.Always {
			point.Add("hoursAvailable", hours(p.Open))
		}
		c := object("@type", "ServiceChannel")
		c.Add("servicePhone", point)
		c.Add("availableLanguage", tags(s.Languages))
		out = append(out, c)
	}
	if f, ok := s.TextFact(); ok {
		c := object("@type", "ServiceChannel")
		c.Add("serviceSmsNumber", object("@type", "ContactPoint", "telephone", f.Machine))
		out = append(out, c)
	}
	if f, ok := s.WebFact(); ok {
		out = append(out, object("@type", "ServiceChannel", "serviceUrl", f.Machine))
	}
	for _, a := range s.At {
		if p := s.Place(a.Place.V); p != nil {
			c := object("@type", "ServiceChannel")
			c.Add("serviceLocation", location(s, p, a))
			c.Add("availableLanguage", tags(s.Languages))
			out = append(out, c)
		}
	}
	return out
}

func tags(list []model.At[lang.Tag]) []any {
	var out []any
	for _, t := range list {
		out = append(out, t.V.BCP47())
	}
	return out
}

func location(s *catalog.Service, p *model.Place, a model.Attendance) *hsds.Object {
	var lines []string
	for _, x := range p.Lines {
		lines = append(lines, x.V)
	}
	e := object("@type", "Place", "name", p.AddressLines()[0])
	e.Add("address", object("@type", "PostalAddress", "streetAddress", strings.Join(lines, ", "), "addressLocality", p.Town.V,
		"postalCode", p.Postcode.V, "addressCountry", "GB"))
	if p.Lat.Written() {
		geo := object("@type", "GeoCoordinates")
		geo.Add("latitude", json.Number(hsds.Digits(p.Lat.V)))
		geo.Add("longitude", json.Number(hsds.Digits(p.Lon.V)))
		e.Add("geo", geo)
	}
	if s.Status.V != "paused" {
		e.Add("openingHoursSpecification", hours(a.When))
	}
	return e
}

// hours is weekly times; schema.org has no word for the second Tuesday of a month, for every second week, or for terms.
func hours(list []model.Session) []any {
	var out []any
	for _, x := range list {
		if x.Every.V.Nth != 0 || !x.Every.V.Fortnight.IsZero() || len(x.Only) > 0 {
			continue
		}
		var days []any
		for _, d := range x.Every.V.Days {
			name := d.String()
			days = append(days, "https://schema.org/"+strings.ToUpper(name[:1])+name[1:])
		}
		to := x.To.V.String()
		if to == "24:00" {
			to = "23:59"
		}
		e := object("@type", "OpeningHoursSpecification")
		e.Add("dayOfWeek", days)
		e.Add("opens", x.From.V.String())
		e.Add("closes", to)
		out = append(out, e)
	}
	return out
}
