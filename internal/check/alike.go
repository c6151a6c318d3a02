package check

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// twicePhones tells of a number that two organisations have: one of them is a copy that will not be kept up, or wrong.
// Numbers that a whole country dials, such as 111, belong to nobody.
func twicePhones(c *catalog.Catalog, ds *diag.List) {
	type owner struct {
		org model.ID
		at  source.Span
	}
	first := map[string]owner{}
	said := map[string]bool{}
	look := func(l *model.Listing, p model.Phone) {
		o, ok := first[p.E164]
		switch {
		case len(p.E164) < 7:
		case !ok:
			first[p.E164] = owner{l.ID.V, p.Number.At}
		case o.org != l.ID.V && !said[p.E164+string(l.ID.V)]:
			said[p.E164+string(l.ID.V)] = true
			ds.Warning(p.Number.At, "duplicate-phone", "%q has the phone number of %q", l.ID.V, o.org).Note(o.at, "the same number").
				Hint("keep it with the organisation that answers it; where the other's words need it, point to it: {service.phone}")
		}
	}
	eachListing(c.Site, func(l *model.Listing) {
		for _, p := range l.Phones {
			look(l, p)
		}
		for _, s := range l.Services {
			for _, p := range s.Phones {
				look(l, p)
			}
		}
	})
}

// A named is a name that readers see, with whose it is.
type named struct {
	name, plain string // plain is the name as it is compared
	org, id     model.ID
	at          source.Span
	what        string // organisation or service
	where       string // a borough, "" for everywhere
}

// twiceNames tells of organisations, and of services of two organisations, whose names are almost the same and which
// readers of one borough would see side by side.
func twiceNames(c *catalog.Catalog, ds *diag.List) {
	var all []named
	eachListing(c.Site, func(l *model.Listing) {
		where := boroughOf(l.Path)
		all = append(all, named{l.Name.V, compared(l.Name.V), l.ID.V, l.ID.V, l.Name.At, "organisation", where})
		for _, s := range l.Services {
			if n := doc.Plaintext(s.Name.Inlines); s.Status.V != "closed" {
				all = append(all, named{n, compared(n), l.ID.V, s.ID.V, s.Name.Pos, "service", where})
			}
		}
	})
	for _, key := range []func(string) string{firstWord, lastWord} {
		byWord := map[string][]named{}
		for _, n := range all {
			byWord[key(n.plain)] = append(byWord[key(n.plain)], n)
		}
		for _, n := range all { // not over the map: its order would be seen
			for _, o := range byWord[key(n.plain)] {
				if o.at == n.at {
					break // only those that were written before
				}
				if o.what == n.what && o.org != n.org && o.id != n.id && (o.where == n.where || o.where == "" || n.where == "") && sameName(o.plain, n.plain) {
					tell := ds.Warning
					if n.what == "service" { // two food banks may give “food parcels”
						tell = ds.Advice
					}
					tell(n.at, "duplicate-name", "the %s %q looks like another %s", n.what, n.name, n.what).Note(o.at, "%q", o.name).
						Hint("if they are the same, keep one of the two; if not, give the names a word that tells them apart")
				}
			}
		}
	}
}

// boroughOf returns the borough whose folder holds a file, "" for what is shared.
func boroughOf(path string) string {
	rest, ok := strings.CutPrefix(path, "boroughs/")
	if !ok {
		return ""
	}
	b, _, _ := strings.Cut(rest, "/")
	return b
}

// idle is words that a name may have or not.
var idle = []string{"the", "ltd", "limited", "cic", "cio", "charity", "trust", "uk", "and", "of", "for", "at", "in"}

// compared writes a name as it is compared: words in small letters, without those that say nothing.
func compared(name string) string {
	words := strings.FieldsFunc(strings.ToLower(strings.NewReplacer("’", "", "'", "", "foodbank", "food bank").Replace(name)), func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsDigit(r)
	})
	return strings.Join(slices.DeleteFunc(words, func(w string) bool { return slices.Contains(idle, w) }), " ")
}

func firstWord(s string) string {
	w, _, _ := strings.Cut(s, " ")
	return w
}

func lastWord(s string) string { return s[strings.LastIndex(s, " ")+1:] }

// sameName tells whether two compared names are one but for a slip of the hand; numbers tell names apart.
func sameName(a, b string) bool {
	const long = 12 // letters: in short names one letter may be the difference
	if a == b {
		return a != ""
	}
	digits := func(s string) string {
		return strings.Map(func(r rune) rune {
			if unicode.IsDigit(r) {
				return r
			}
			return -1
		}, s)
	}
	return min(len(a), len(b)) >= long && digits(a) == digits(b) && diag.Near(a, []string{b}) != ""
}

// A site is a place as it is compared with others.
type site struct {
	*model.Place
	listing *model.Listing
	street  string // "example street"
	name    string
}

// disagreements tells of places of two listings that cannot both be right: one postcode with two streets, one name in
// one town with two postcodes, and one service at one place with two phone numbers.
func disagreements(c *catalog.Catalog, ds *diag.List) {
	var sites []site
	eachListing(c.Site, func(l *model.Listing) {
		for i := range l.Places {
			p := &l.Places[i]
			sites = append(sites, site{p, l, street(p), compared(p.Name.V)})
		}
	})
	eachTwo(sites, func(s site) string { return s.Postcode.V }, func(a, b site) {
		if a.street != "" && b.street != "" && !sameStreet(a.street, b.street) {
			ds.Warning(b.Postcode.At, "facts-disagree", "%s is in %s here, and in %s in another file", b.Postcode.V, title(b.street), title(a.street)).
				Note(a.Postcode.At, "the other one").Hint("look both up; one of the two streets or postcodes is likely wrong")
		}
	})
	eachTwo(sites, func(s site) string {
		if s.name == "" || !s.Postcode.Written() {
			return ""
		}
		return s.name + "|" + strings.ToLower(s.Town.V)
	}, func(a, b site) {
		if a.Postcode.V != b.Postcode.V {
			ds.Warning(b.Postcode.At, "facts-disagree", "%q has the postcode %s here, and %s in another file", b.Name.V, b.Postcode.V, a.Postcode.V).
				Note(a.Postcode.At, "the other one").Hint("look both up; if they are two buildings, give the names a word that tells them apart")
		}
	})
	servicePhones(c, ds)
}

// eachTwo calls f with each thing and the first one before it of the same key, where their files are two.
func eachTwo(sites []site, key func(site) string, f func(a, b site)) {
	first := map[string]site{}
	for _, s := range sites {
		k := key(s)
		if k == "" {
			continue
		}
		if a, ok := first[k]; !ok {
			first[k] = s
		} else if a.listing != s.listing {
			f(a, s)
		}
	}
}

var streetForm = regexp.MustCompile(`(?i)^(?:(?:unit|flat|suite|room|floor)\s+\S+\s+)?\d+[a-z]?(?:\s*[-–/]\s*\d+[a-z]?)?,?\s+(\pL.*)$`)

// street returns the street of a place in small letters: of the line that starts with a house number, "" for none.
func street(p *model.Place) string {
	for _, l := range p.Lines {
		if m := streetForm.FindStringSubmatch(l.V); m != nil {
			words := strings.Fields(strings.ToLower(strings.NewReplacer("’", "", "'", "", ".", "", ",", "").Replace(m[1])))
			for i, w := range words {
				words[i] = cmp.Or(streetWords[w], w)
			}
			return strings.Join(words, " ")
		}
	}
	return ""
}

var streetWords = map[string]string{"st": "street", "rd": "road", "ave": "avenue", "ln": "lane", "sq": "square", "pl": "place", "saint": "st"}

func sameStreet(a, b string) bool {
	return a == b || strings.HasPrefix(a, b) || strings.HasPrefix(b, a) || diag.Near(a, []string{b}) != ""
}

func title(s string) string {
	words := strings.Fields(s)
	for i, w := range words {
		words[i] = strings.ToUpper(w[:1]) + w[1:]
	}
	return strings.Join(words, " ")
}

// servicePhones tells of services of the same name at the same postcode that have different numbers.
func servicePhones(c *catalog.Catalog, ds *diag.List) {
	type known struct {
		file  string
		phone model.Phone
	}
	first := map[string]known{}
	for _, b := range c.Site.Boroughs {
		l := c.Lens(catalog.Edition{Borough: b.ID.V, Lang: "en"})
		for _, s := range l.Services() {
			phones, place := s.AllPhones(), s.FirstPlace()
			if len(phones) == 0 || place == nil || !place.Postcode.Written() {
				continue
			}
			key := fmt.Sprintf("%s|%s", compared(doc.Plaintext(s.Name.Inlines)), place.Postcode.V)
			k, ok := first[key]
			if !ok {
				first[key] = known{s.Listing.Path, phones[0]}
				continue
			}
			same := slices.ContainsFunc(phones, func(p model.Phone) bool { return p.E164 == k.phone.E164 })
			if k.file != s.Listing.Path && !same {
				ds.Warning(phones[0].Number.At, "facts-disagree", "%q at %s has the number %s here, and %s in another file",
					doc.Plaintext(s.Name.Inlines), place.Postcode.V, phones[0].Number.V, k.phone.Number.V).
					Note(k.phone.Number.At, "the other one").Hint("call both, and keep the one that answers")
			}
		}
	}
}
