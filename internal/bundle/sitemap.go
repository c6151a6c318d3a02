package bundle

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"iter"
	"net/url"
	"slices"
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

// A limit is what one sitemap file may hold; the protocol allows 50,000 addresses and 50 MB, of which we take less, for
// each is held in memory while it is written: at 24 MB it was the most that a build of a website had in memory.
type limit struct{ pages, bytes int }

var usual = limit{50000, 4 << 20}

// Sitemap lists the pages in their order under the base URL, which ends in a slash: in sitemap.xml, or in
// numbered files that sitemap.xml lists where they are too many for one. Each file is put once it is full, and may be
// overwritten after. Without a base URL there is none.
func Sitemap(base string, pages iter.Seq[Page], put func(File) error) error {
	if base == "" {
		return nil
	}
	return split(base, pages, usual, put)
}

func split(base string, pages iter.Seq[Page], most limit, put func(File) error) error {
	const head, tail = sitemapHead + "<urlset " + sitemapNS + ` xmlns:xhtml="http://www.w3.org/1999/xhtml">` + "\n", "</urlset>\n"
	var b []byte
	n, full := 0, 0
	flush := func() error {
		full++
		return put(File{fmt.Sprintf("%s-%d.xml", sitemapName, full), append(b, tail...)})
	}
	for p := range pages {
		if len(b) > 1<<20 && cap(b)-len(b) < 1<<16 {
			b = slices.Grow(b, max(most.bytes-len(b), 0)+1<<16) // at once what it may need, rather than again and again beside what it has
		}
		before := len(b)
		b = appendURL(b, base, p)
		if n == most.pages || n > 0 && len(b)+len(tail) > most.bytes {
			last := bytes.Clone(b[before:])
			b = b[:before]
			if err := flush(); err != nil {
				return err
			}
			b, n = append(append(b[:0], head...), last...), 0
		} else if n == 0 {
			b = slices.Insert(b, 0, []byte(head)...)
		}
		n++
	}
	switch {
	case n == 0:
		return nil
	case full == 0:
		return put(File{sitemapName + ".xml", append(b, tail...)})
	}
	if err := flush(); err != nil {
		return err
	}
	return put(sitemapIndex(base, full))
}

// sitemapIndex lists the numbered files.
func sitemapIndex(base string, n int) File {
	var list strings.Builder
	list.WriteString(sitemapHead + "<sitemapindex " + sitemapNS + ">\n")
	for i := range n {
		list.WriteString("<sitemap><loc>" + escape(fmt.Sprintf("%s%s-%d.xml", base, sitemapName, i+1)) + "</loc></sitemap>\n")
	}
	list.WriteString("</sitemapindex>\n")
	return File{sitemapName + ".xml", []byte(list.String())}
}

func appendURL(b []byte, base string, p Page) []byte {
	b = append(b, "<url>\n<loc>"...)
	b = append(appendAddress(b, base, p.Path), "</loc>\n"...)
	for _, a := range p.Alternates {
		b = append(b, `<xhtml:link rel="alternate" hreflang="`...)
		b = append(b, escape(a.Lang)...)
		b = append(b, `" href="`...)
		b = append(appendAddress(b, base, a.Path), "\"/>\n"...)
	}
	return append(b, "</url>\n"...)
}

// appendAddress appends a path's absolute URL, ready for XML.
func appendAddress(b []byte, base, path string) []byte {
	if plainPath(base) && plainPath(path) {
		return append(append(b, base...), path...)
	}
	return append(b, escape(base+(&url.URL{Path: path}).EscapedPath())...)
}

// plainPath tells whether an address is written in XML as it is.
func plainPath(s string) bool {
	for i := range len(s) {
		c := s[i]
		if !('a' <= c && c <= 'z' || 'A' <= c && c <= 'Z' || '-' <= c && c <= ':' || c == '_') {
			return false
		}
	}
	return true
}

func escape(s string) string {
	if plainPath(s) {
		return s
	}
	var b strings.Builder
	if err := xml.EscapeText(&b, []byte(s)); err != nil {
		panic("bundle: " + err.Error())
	}
	return b.String()
}
