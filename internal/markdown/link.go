package markdown

import (
	"fmt"
	"html"
	"net/url"
	"regexp"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/source"
)

var (
	innerForm      = regexp.MustCompile(`^(?:guide:[a-z0-9]+(?:-[a-z0-9]+)*(?:#[a-z0-9]+(?:-[a-z0-9]+)*)?|(?:service|category):[a-z0-9]+(?:-[a-z0-9]+)*)$`)
	anchorForm     = regexp.MustCompile(`^#[a-z0-9]+(?:-[a-z0-9]+)*$`)
	entityAnywhere = regexp.MustCompile(`&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});`)
	escapeForm     = regexp.MustCompile("\\\\([!-/:-@\\[-`{-~])")
)

// A destination is where a link leads, as an author wrote it and as it is understood.
type destination struct {
	href string
	hint string // what to write instead; set where href is refused
	why  string
}

// readDestination holds an address against the list of those that are allowed, after escapes and entities are
// resolved: guide:, service: and category: references, #id of the page, https and http with a host.
func readDestination(raw string) destination {
	href := entityAnywhere.ReplaceAllStringFunc(escapeForm.ReplaceAllString(raw, "$1"), html.UnescapeString)
	switch {
	case href == "":
		return destination{why: "the link has no address", hint: "write [words](guide:name), [words](service:name) or [words](https://…)"}
	case len(href) > source.MaxURL:
		return destination{why: fmt.Sprintf("the address is longer than %d bytes", source.MaxURL), hint: "copy the short form of the address, up to the ?"}
	case strings.ContainsFunc(href, func(r rune) bool { return hidden(r) || r == ' ' || r == 0xA0 || r == '\\' }):
		return destination{why: "the address has blanks or invisible characters in it", hint: "type the address again"}
	case innerForm.MatchString(href), anchorForm.MatchString(href):
		return destination{href: href}
	}
	scheme, _, found := strings.Cut(strings.ToLower(href), ":")
	switch {
	case strings.HasPrefix(href, "{"):
		return destination{why: "a reference cannot be the address of a link", hint: "write the reference in the sentence, " + href + ", or link to the service: [words](service:name)"}
	case found && (scheme == "mailto" || scheme == "tel" || scheme == "sms"):
		return destination{why: "a link with " + scheme + ": holds a fact", hint: "put it in the listing and write {service." + map[string]string{"mailto": "email", "tel": "phone", "sms": "text"}[scheme] + "}"}
	case found && (scheme == "guide" || scheme == "service" || scheme == "category"):
		return destination{why: "the name after " + scheme + ": is no slug", hint: "a slug has small letters, digits and hyphens: " + scheme + ":housing-help"}
	case found && (scheme == "https" || scheme == "http"):
		return webDestination(href)
	case strings.HasPrefix(href, "//"), found:
		return destination{why: "links of this kind are not allowed", hint: "write the whole address with https://"}
	case strings.HasPrefix(href, "#"):
		return destination{why: "the name after # is not the form of a heading's name", hint: "use the heading's words in small letters with hyphens: #find-a-gp"}
	}
	return destination{why: "the address is no guide, service, category or web address", hint: "write guide:name for another guide, or the whole address with https://"}
}

func webDestination(href string) destination {
	u, err := url.Parse(href)
	switch {
	case err != nil || u.Host == "" || u.Opaque != "" || !strings.Contains(u.Hostname(), "."):
		return destination{why: "the web address has no proper host", hint: "copy the whole address from the browser: https://www.example.org/page"}
	case u.User != nil:
		return destination{why: "the web address has a user name in it", hint: "leave out what stands before the @"}
	}
	return destination{href: u.Scheme + href[len(u.Scheme):]} // the scheme in small letters, the rest as written
}

// warnHost warns of host names that may look like another: letters beyond ASCII, open or in xn-- form.
func warnHost(ds *diag.List, at source.Span, href string) {
	u, err := url.Parse(href)
	if err != nil {
		return
	}
	host := strings.ToLower(u.Hostname())
	odd := strings.HasPrefix(host, "xn--") || strings.Contains(host, ".xn--")
	for _, r := range host {
		odd = odd || r > 0x7F
	}
	if odd {
		ds.Warning(at, "odd-host", "the host %q has letters that may look like others", host).
			Hint("open the address and see that it is the organisation's own page")
	}
}
