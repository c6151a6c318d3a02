// Package intake takes services of other publishers into a site: Open Referral UK data and tables become listings. What was
// imported last is remembered, so that a second import brings what has changed there and keeps what was changed here; and
// what no listing can say is kept beside the listings.
package intake

import "welcomepack/internal/fields"

// listingStyle is how listings are written by hand: see docs/content.md.
var listingStyle = &fields.Style{
	Names:  map[string]string{"services": "service", "places": "place", "phones": "ref"},
	Flow:   []string{"phones", "position", "when", "open", "sources", "cost", "checked", "referral", "alert", "travel"},
	Quoted: []string{"number", "from", "to", "amount", "lat", "lon", "url", "address"},
	Digits: []string{"text"},
	Spaced: []string{"services"},
	Order: map[string][]string{
		"":       {"organisation", "name", "about", "kind", "owner", "deputy", "web", "email", "phones", "places", "services"},
		"places": {"place", "name", "address", "town", "postcode", "position", "access", "access_note", "travel"},
		"services": {"service", "name", "summary", "details", "status", "category", "stage", "boroughs", "who", "cost", "languages", "join",
			"how_to_join", "bring", "referral", "introduces", "interpreter", "alert", "phones", "text", "email", "web", "at", "times_note", "area", "checked", "review_by", "note", "sources"},
		"who":    {"text", "ages", "women_only", "asks_status", "nrpf_ok"},
		"phones": {"ref", "number", "for", "open", "free"},
		"alert":  {"text", "until"},
	},
}
