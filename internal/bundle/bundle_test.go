package bundle

import (
	"bytes"
	"encoding/xml"
	"fmt"
	"slices"
	"strings"
	"testing"
)

// sitemap collects the files of a sitemap.
func sitemap(t *testing.T, base string, pages []Page, most limit) []File {
	t.Helper()
	var files []File
	put := func(f File) error {
		files = append(files, File{f.Path, bytes.Clone(f.Bytes)})
		return nil
	}
	if base == "" {
		if err := Sitemap(base, slices.Values(pages), put); err != nil {
			t.Fatal(err)
		}
		return files
	}
	if err := split(base, slices.Values(pages), most, put); err != nil {
		t.Fatal(err)
	}
	return files
}

func TestSitemapListsEachPageWithItsLanguages(t *testing.T) {
	alts := []Alternate{{"en", "newham/en/guides/gp.html"}, {"fa-AF", "newham/fa-af/guides/gp.html"}}
	files := sitemap(t, "https://welcomepack.example/", []Page{{Path: "index.html"}, {alts[1].Path, alts}}, usual)
	if len(files) != 1 || files[0].Path != "sitemap.xml" {
		t.Fatalf("files %v", files)
	}
	want := `<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">
<url>
<loc>https://welcomepack.example/index.html</loc>
</url>
<url>
<loc>https://welcomepack.example/newham/fa-af/guides/gp.html</loc>
<xhtml:link rel="alternate" hreflang="en" href="https://welcomepack.example/newham/en/guides/gp.html"/>
<xhtml:link rel="alternate" hreflang="fa-AF" href="https://welcomepack.example/newham/fa-af/guides/gp.html"/>
</url>
</urlset>
`
	if got := string(files[0].Bytes); got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
}

func TestNoSitemapWithoutBaseURL(t *testing.T) {
	if files := sitemap(t, "", []Page{{Path: "index.html"}}, usual); files != nil {
		t.Errorf("files %v", files)
	}
	if _, ok := Robots(""); ok {
		t.Error("there is a robots.txt")
	}
}

func TestManyPagesAreSplit(t *testing.T) {
	var pages []Page
	for i := range 7 {
		pages = append(pages, Page{Path: fmt.Sprintf("p%d.html", i)})
	}
	for _, c := range []struct {
		most  limit
		files int
	}{{limit{3, 1 << 20}, 4}, {limit{7, 1 << 20}, 1}, {limit{100, 400}, 4}} {
		seen := 0
		files := sitemap(t, "https://welcomepack.example/pack/", pages, c.most)
		if len(files) != c.files {
			t.Errorf("%+v: %d files, want %d", c.most, len(files), c.files)
		}
		for _, f := range files {
			var into struct{}
			if err := xml.Unmarshal(f.Bytes, &into); err != nil {
				t.Errorf("%s: %v", f.Path, err)
			}
			if len(f.Bytes) > c.most.bytes && f.Path != "sitemap.xml" {
				t.Errorf("%+v: %s has %d bytes", c.most, f.Path, len(f.Bytes))
			}
			seen += strings.Count(string(f.Bytes), "<url>")
		}
		if seen != len(pages) {
			t.Errorf("%+v: %d pages, want %d", c.most, seen, len(pages))
		}
	}
}

func TestAddressesAreEscaped(t *testing.T) {
	got := string(sitemap(t, "https://welcomepack.example/a&b/", []Page{{Path: "x y/é.html"}}, usual)[0].Bytes)
	if want := "<loc>https://welcomepack.example/a&amp;b/x%20y/%C3%A9.html</loc>"; !strings.Contains(got, want) {
		t.Errorf("%s\nlacks %s", got, want)
	}
}

func TestRobotsStandsAtTheRootOnly(t *testing.T) {
	f, ok := Robots("https://welcomepack.example/")
	if !ok || !strings.Contains(string(f.Bytes), "\nSitemap: https://welcomepack.example/sitemap.xml\n") {
		t.Errorf("%q, %v", f.Bytes, ok)
	}
	if _, ok := Robots("https://council.example/welcome/"); ok {
		t.Error("a site in a sub-folder has a robots.txt")
	}
}

func TestHeadersForbidFramesAndForms(t *testing.T) {
	text := string(Headers("", nil, nil)[0].Bytes)
	for _, want := range []string{"/*\n", "frame-ancestors 'none'", "form-action 'self'", "nosniff", "Referrer-Policy: no-referrer"} {
		if !strings.Contains(text, want) {
			t.Errorf("_headers lacks %q", want)
		}
	}
}
