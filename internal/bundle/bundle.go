// Package bundle makes files out of finished files: the sitemap, the headers that a host sends, robots.txt, an edition as
// a zip, and the service worker with its lists of files.
package bundle

import (
	"net/url"
	"regexp"
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
		{"Cache-Control", "no-cache"}, // ask each time whether it is the newest: a phone number may have changed
	}
}

// fileTypes is the media type of each kind of file that a site has.
var fileTypes = [][2]string{
	{"html", "text/html"}, {"css", "text/css"}, {"js", "text/javascript"}, {"json", "application/json"}, {"csv", "text/csv"},
	{"ics", "text/calendar"}, {"vcf", "text/vcard"}, {"txt", "text/plain"}, {"xml", "application/xml"}, {"svg", "image/svg+xml"},
	{"png", "image/png"}, {"woff", "font/woff"}, {"woff2", "font/woff2"}, {"pdf", "application/pdf"}, {"zip", "application/zip"},
}

// isText tells of a media type whose files are UTF-8.
func isText(t string) bool {
	return strings.HasPrefix(t, "text/") || t == "application/json" || t == "application/xml"
}

// Headers says which headers to send, once for each kind of host: _headers and _redirects are read by Netlify, Cloudflare
// Pages and others; those in the folder hosting are for whoever looks after an Apache, nginx or IIS. In the folders of
// feeds an address such as …/services answers with …/services/index.json, and pages of other sites may read it. base is
// the website's address: its path is where the page for addresses that are not found is looked for.
func Headers(base string, hashes, feeds []string) []File {
	root := "/"
	if u, err := url.Parse(base); err == nil && u.Path != "" {
		root = u.Path
	}
	var plain strings.Builder
	plain.WriteString("/*\n")
	for _, h := range headers(hashes) {
		plain.WriteString("  " + h.name + ": " + h.value + "\n")
	}
	plain.WriteString("/report/*\n  " + notListed.name + ": " + notListed.value + "\n")
	for _, at := range []string{"", "/:borough"} {
		plain.WriteString(at + "/data/oruk/*\n  " + anyOrigin.name + ": " + anyOrigin.value + "\n")
	}
	return []File{
		{"_headers", []byte(plain.String())},
		{"_redirects", []byte(redirects())},
		{"hosting/apache.txt", []byte(apache(hashes, root))},
		{"hosting/nginx.txt", []byte(nginx(hashes, root))},
		{"hosting/web.config.txt", []byte(iis(hashes, feeds, root))},
	}
}

func apache(hashes []string, root string) string {
	var b strings.Builder
	b.WriteString("# Copy these lines into .htaccess beside index.html, or into the <Directory> of the website.\n<IfModule mod_headers.c>\n")
	for _, h := range headers(hashes) {
		b.WriteString("  Header always set " + h.name + " \"" + h.value + "\"\n")
	}
	b.WriteString("  <If \"%{REQUEST_URI} =~ m#/data/oruk(/|$)#\">\n    Header always set " + anyOrigin.name + " \"" + anyOrigin.value + "\"\n  </If>\n" +
		"  <If \"%{REQUEST_URI} =~ m#" + reports(root) + "#\">\n    Header always set " + notListed.name + " \"" + notListed.value + "\"\n  </If>\n</IfModule>\n" +
		"# In the folders of open data /services answers with /services/index.json.\nDirectoryIndex index.html index.json\n" +
		"Options -Indexes\nErrorDocument 404 " + root + "404.html\n")
	for _, t := range fileTypes {
		b.WriteString("AddType " + t[1] + " ." + t[0] + "\n")
	}
	b.WriteString("AddDefaultCharset utf-8\nAddCharset utf-8")
	for _, t := range fileTypes {
		if isText(t[1]) {
			b.WriteString(" ." + t[0])
		}
	}
	b.WriteString("\n")
	return b.String()
}

func nginx(hashes []string, root string) string {
	var b strings.Builder
	b.WriteString("# Include this file in the location of the website, which has a root, not an alias.\n")
	for _, h := range headers(hashes) {
		b.WriteString("add_header " + h.name + " \"" + h.value + "\" always;\n")
	}
	b.WriteString("index index.html;\nabsolute_redirect off;\nerror_page 404 " + root + "404.html;\ntypes {\n")
	for _, t := range fileTypes {
		b.WriteString("  " + t[1] + " " + t[0] + ";\n")
	}
	b.WriteString("}\ncharset utf-8;\ncharset_types")
	gzip := "gzip on;\ngzip_vary on;\ngzip_types"
	for _, t := range fileTypes {
		if isText(t[1]) && t[0] != "html" { // both lists have it already
			b.WriteString(" " + t[1])
			gzip += " " + t[1]
		}
	}
	b.WriteString(";\n" + gzip + ";\n" +
		"# In the folders of open data /services answers with /services/index.json. A location of its own takes no headers from around it.\n" +
		"location ~ /data/oruk(/|$) {\n  try_files $uri $uri/index.json =404;\n  default_type application/json;\n")
	for _, h := range append(headers(hashes), anyOrigin) {
		b.WriteString("  add_header " + h.name + " \"" + h.value + "\" always;\n")
	}
	b.WriteString("}\nlocation ~ " + reports(root) + " {\n")
	for _, h := range append(headers(hashes), notListed) {
		b.WriteString("  add_header " + h.name + " \"" + h.value + "\" always;\n")
	}
	b.WriteString("}\n")
	return b.String()
}

func iis(hashes, feeds []string, root string) string {
	var b strings.Builder
	b.WriteString("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n<!-- Copy this file to web.config beside index.html. -->\n<configuration>\n  <system.webServer>\n    <httpProtocol>\n      <customHeaders>\n")
	for _, h := range headers(hashes) {
		b.WriteString("        <add name=\"" + h.name + "\" value=\"" + escape(h.value) + "\" />\n")
	}
	b.WriteString("      </customHeaders>\n    </httpProtocol>\n    <staticContent>\n")
	for _, t := range fileTypes {
		media := t[1]
		if isText(media) {
			media += "; charset=utf-8"
		}
		b.WriteString("      <remove fileExtension=\"." + t[0] + "\" />\n      <mimeMap fileExtension=\"." + t[0] + "\" mimeType=\"" + media + "\" />\n")
	}
	b.WriteString("    </staticContent>\n    <defaultDocument>\n      <files>\n        <remove value=\"index.json\" />\n        <add value=\"index.json\" />\n      </files>\n    </defaultDocument>\n" +
		"    <httpErrors errorMode=\"Custom\">\n      <remove statusCode=\"404\" />\n      <error statusCode=\"404\" path=\"" + escape(root+"404.html") + "\" responseMode=\"ExecuteURL\" />\n    </httpErrors>\n  </system.webServer>\n")
	also := func(path string, h header) {
		b.WriteString("  <location path=\"" + escape(path) + "\">\n    <system.webServer>\n      <httpProtocol>\n        <customHeaders>\n" +
			"          <add name=\"" + h.name + "\" value=\"" + h.value + "\" />\n" +
			"        </customHeaders>\n      </httpProtocol>\n    </system.webServer>\n  </location>\n")
	}
	for _, f := range feeds {
		also(strings.TrimSuffix(f, "/"), anyOrigin)
	}
	also("report", notListed)
	b.WriteString("</configuration>\n")
	return b.String()
}

// anyOrigin lets pages of any site read a file.
var anyOrigin = header{"Access-Control-Allow-Origin", "*"}

// notListed keeps a file out of search engines. Reports are for the site's own people; their pages say so themselves, their tables cannot.
var notListed = header{"X-Robots-Tag", "noindex"}

// reports is the addresses of reports as an expression, for a site at a path: a site below somebody's /report/ is not one.
func reports(root string) string { return "^" + regexp.QuoteMeta(root) + "report(/|$)" }

// feedLists are the folders of a feed that have a list.
var feedLists = []string{"services", "organizations", "service_at_locations", "taxonomies", "taxonomy_terms"}

// redirects answers the addresses of a feed with the files that hold the answers.
func redirects() string {
	var b strings.Builder
	for _, at := range []string{"/data/oruk", "/:borough/data/oruk"} {
		b.WriteString(at + " " + at + "/index.json 200\n")
		for _, l := range feedLists {
			for _, a := range []string{at + "/" + l, at + "/" + l + "/:id"} {
				b.WriteString(a + " " + a + "/index.json 200\n")
			}
		}
	}
	return b.String()
}

// Robots is robots.txt, which names the sitemap. There is none (ok is false) where the site has no base URL or
// is not at the root of its host, since it is read there alone.
func Robots(base string) (f File, ok bool) {
	u, err := url.Parse(base)
	if err != nil || base == "" || u.Path != "/" {
		return File{}, false
	}
	// The pages of reports say for themselves that they are not to be listed; their tables cannot.
	return File{"robots.txt", []byte("User-agent: *\nAllow: /\nDisallow: /report/*.csv$\nDisallow: /report/*.json$\nDisallow: /report/*.pdf$\n\nSitemap: " + base + sitemapName + ".xml\n")}, true
}
