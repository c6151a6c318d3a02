// Package bundle makes files out of finished files: the sitemap, the headers that a host sends, robots.txt.
package bundle

import (
	"net/url"
	"strings"
)

// A File is a file of the website by its path from the root.
type File struct {
	Path  string
	Bytes []byte
}

// A header is what a host sends with every file.
type header struct{ name, value string }

// headers are sent by hosts that are told to. Each page carries a stricter policy in itself; this one also covers
// packs and the service worker, and says what a page cannot say: who may frame it. hashes are of the scripts and
// styles inside the editions that are one file.
func headers(hashes []string) []header {
	inline := strings.Join(append([]string{"'self'"}, hashes...), " ")
	return []header{
		{"Content-Security-Policy", "default-src 'self'; script-src " + inline + "; style-src " + inline +
			"; img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"},
		{"Referrer-Policy", "no-referrer"},
		{"X-Content-Type-Options", "nosniff"},
		{"X-Frame-Options", "DENY"},
		{"Permissions-Policy", "camera=(), geolocation=(), microphone=()"},
	}
}

// Headers says which headers to send, once for each kind of host: _headers is read by Netlify, Cloudflare Pages
// and others; those in the folder hosting are for whoever looks after an Apache, nginx or IIS.
func Headers(hashes []string) []File {
	var plain, apache, nginx, iis strings.Builder
	plain.WriteString("/*\n")
	apache.WriteString("# Copy these lines into .htaccess beside index.html, or into the <Directory> of the website.\n<IfModule mod_headers.c>\n")
	nginx.WriteString("# Include this file in the location of the website. Scripts need the type text/javascript, as mime.types has it.\n")
	iis.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Copy this file to web.config beside index.html. -->\n<configuration>\n  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n")
	for _, h := range headers(hashes) {
		plain.WriteString("  " + h.name + ": " + h.value + "\n")
		apache.WriteString("  Header always set " + h.name + " \"" + h.value + "\"\n")
		nginx.WriteString("add_header " + h.name + " \"" + h.value + "\" always;\n")
		iis.WriteString("        <add name=\"" + h.name + "\" value=\"" + escape(h.value) + "\" />\n")
	}
	apache.WriteString("</IfModule>\n")
	iis.WriteString("      </customHeaders>\n    </httpProtocol>\n    <staticContent>\n")
	for _, t := range [][2]string{{".woff2", "font/woff2"}, {".json", "application/json"}, {".ics", "text/calendar"}, {".vcf", "text/vcard"}} {
		iis.WriteString("      <remove fileExtension=\"" + t[0] + "\" />\n      <mimeMap fileExtension=\"" + t[0] + "\" mimeType=\"" + t[1] + "\" />\n")
	}
	iis.WriteString("    </staticContent>\n  </system.webServer>\n</configuration>\n")
	return []File{
		{"_headers", []byte(plain.String())},
		{"hosting/apache.txt", []byte(apache.String())},
		{"hosting/nginx.txt", []byte(nginx.String())},
		{"hosting/web.config.txt", []byte(iis.String())},
	}
}

// Robots is robots.txt, which names the sitemap. There is none, ok is false, where the site has no base URL or
// is not at the root of its host, since it is read there alone.
func Robots(base string) (f File, ok bool) {
	u, err := url.Parse(base)
	if err != nil || base == "" || u.Path != "/" {
		return File{}, false
	}
	return File{"robots.txt", []byte("User-agent: *\nAllow: /\n\nSitemap: " + base + sitemapName + ".xml\n")}, true
}
