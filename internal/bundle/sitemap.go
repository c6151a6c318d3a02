package bundle

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"net/url"
	"strings"
)

const (
	sitemapName = "sitemap"
	sitemapHead = `<?xml version="1.0" encoding="UTF-8"?>` + "\n"
	sitemapNS   = `xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"`
)

// A Page is a page of the website, and the same page in each language, itself too.
type Page struct {
	Path       string
	Alternates []Alternate
}

// An Alternate is a page in a language, by its BCP 47 tag.
type Alternate struct{ Lang, Path string }

// A limit is what one sitemap file may hold; the protocol allows 50,000 addresses and 50 MB.
type limit struct{ pages, bytes int }

var protocol = limit{50000, 50 << 20}

// Sitemap lists the pages in their order under the base URL, which ends in a slash: in sitemap.xml, or in
// numbered files that sitemap.xml lists where they are too many for one. Without a base URL there is none.
func Sitemap(base string, pages []Page) []File {
	if base == "" {
		return nil
	}
	return split(base, pages, protocol)
}

func split(base string, pages []Page, most limit) []File {
	var parts [][]byte
	var b bytes.Buffer
	const tail = "</urlset>\n"
	n := 0
	for _, p := range pages {
		entry := urlEntry(base, p)
		if n == most.pages || n > 0 && b.Len()+len(entry)+len(tail) > most.bytes {
			parts = append(parts, bytes.Clone(append(b.Bytes(), tail...)))
			b.Reset()
			n = 0
		}
		if n == 0 {
			b.WriteString(sitemapHead + "<urlset " + sitemapNS + ` xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n")
		}
		b.WriteString(entry)
		n++
	}
	if n > 0 {
		parts = append(parts, append(b.Bytes(), tail...))
	}
	return number(base, parts)
}

// number names the parts, and adds a list of them where there are several.
func number(base string, parts [][]byte) []File {
	switch len(parts) {
	case 0:
		return nil
	case 1:
		return []File{{sitemapName + ".xml", parts[0]}}
	}
	var files []File
	var list strings.Builder
	list.WriteString(sitemapHead + "<sitemapindex " + sitemapNS + ">\n")
	for i, part := range parts {
		name := fmt.Sprintf("%s-%d.xml", sitemapName, i+1)
		files = append(files, File{name, part})
		list.WriteString("<sitemap><loc>" + escape(base+name) + "</loc></sitemap>\n")
	}
	list.WriteString("</sitemapindex>\n")
	return append(files, File{sitemapName + ".xml", []byte(list.String())})
}

func urlEntry(base string, p Page) string {
	var b strings.Builder
	b.WriteString("<url>\n<loc>" + address(base, p.Path) + "</loc>\n")
	for _, a := range p.Alternates {
		fmt.Fprintf(&b, "<xhtml:link rel=\"alternate\" hreflang=\"%s\" href=\"%s\"/>\n", escape(a.Lang), address(base, a.Path))
	}
	b.WriteString("</url>\n")
	return b.String()
}

// address is a path's absolute URL, ready for XML.
func address(base, path string) string {
	return escape(base + (&url.URL{Path: path}).EscapedPath())
}

func escape(s string) string {
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic("bundle: " + err.Error())
	}
	return b.String()
}
