// Package bundle makes files out of finished files: the sitemap, the headers that a host sends, robots.txt.
package bundle

import "net/url"

// A File is a file of the website by its path from the root.
type File struct {
	Path  string
	Bytes []byte
}

// headers is for hosts that read a file of headers (Netlify, Cloudflare Pages and others). Each page carries a
// stricter policy in itself; this one also covers packs, which browsers show with styles of their own inside
// the policy they came with, and says what a page cannot say: who may frame it.
const headers = `/*
  Content-Security-Policy: default-src 'self'; script-src 'none'; img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'
  Referrer-Policy: no-referrer
  X-Content-Type-Options: nosniff
  X-Frame-Options: DENY
  Permissions-Policy: camera=(), geolocation=(), microphone=()
`

// Headers is the _headers file.
func Headers() File { return File{"_headers", []byte(headers)} }

// Robots is robots.txt, which names the sitemap. There is none, ok is false, where the site has no base URL or
// is not at the root of its host, since it is read there alone.
func Robots(base string) (f File, ok bool) {
	u, err := url.Parse(base)
	if err != nil || base == "" || u.Path != "/" {
		return File{}, false
	}
	return File{"robots.txt", []byte("User-agent: *\nAllow: /\n\nSitemap: " + base + sitemapName + ".xml\n")}, true
}
