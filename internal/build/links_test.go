package build

import (
	"maps"
	"net/url"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// Both sites are looked at: the fixture with its packs, and this repository's own without.
var linkedSites = []struct {
	name, dir string
	noPacks   bool
}{{"fixture", "testdata/site", false}, {"own site", "../..", true}}

func builtSite(t *testing.T, dir string, noPacks bool) map[string]string {
	t.Helper()
	o := Options{Site: os.DirFS(dir), Today: today, Out: filepath.Join(t.TempDir(), "dist"), NoPacks: noPacks}
	mustBuild(t, o)
	return files(t, o.Out)
}

// A link is an attribute that makes a browser go or fetch.
type link struct {
	tag, rel, href string
}

// A leaf is a page of the website as a browser takes it in.
type leaf struct {
	links []link
	ids   map[string]bool
	tags  map[string]bool
}

var fetching = []string{"href", "src", "srcset", "action", "formaction", "poster", "data", "background", "manifest", "ping", "xlink:href", "cite"}

func parse(t *testing.T, name, text string) *leaf {
	t.Helper()
	root, err := html.Parse(strings.NewReader(text))
	if err != nil {
		t.Fatalf("%s: %v", name, err)
	}
	l := &leaf{ids: map[string]bool{}, tags: map[string]bool{}}
	for n := range root.Descendants() {
		if n.Type != html.ElementNode {
			continue
		}
		l.tags[n.Data] = true
		rel := ""
		for _, a := range n.Attr {
			if a.Key == "rel" {
				rel = a.Val
			}
		}
		for _, a := range n.Attr {
			key := a.Key
			if a.Namespace != "" {
				key = a.Namespace + ":" + a.Key
			}
			switch {
			case key == "id":
				if l.ids[a.Val] || a.Val == "" {
					t.Errorf("%s: the id %q is there twice or empty", name, a.Val)
				}
				l.ids[a.Val] = true
			case slices.Contains(fetching, key):
				l.links = append(l.links, link{n.Data, rel, a.Val})
			case key == "style" || strings.HasPrefix(key, "on"):
				t.Errorf("%s: %s has the attribute %s", name, n.Data, key)
			}
		}
	}
	return l
}

// leaves parses every page of a built site.
func leaves(t *testing.T, all map[string]string) map[string]*leaf {
	pages := map[string]*leaf{}
	for p, text := range all {
		if strings.HasSuffix(p, ".html") {
			pages[p] = parse(t, p, text)
		}
	}
	return pages
}

var cssURL = regexp.MustCompile(`(?i)url\(\s*['"]?([^'")]*)|@import\s+['"]([^'"]*)`)

func TestNothingIsFetchedFromAnotherHost(t *testing.T) {
	for _, site := range linkedSites {
		t.Run(site.name, func(t *testing.T) {
			all := builtSite(t, site.dir, site.noPacks)
			for p, l := range leaves(t, all) {
				for _, tag := range []string{"iframe", "object", "embed", "base", "video", "audio"} {
					if l.tags[tag] {
						t.Errorf("%s has a %s", p, tag)
					}
				}
				for _, k := range l.links {
					u, err := url.Parse(k.href)
					if err != nil {
						t.Errorf("%s: %q: %v", p, k.href, err)
						continue
					}
					away := u.Host != "" || u.Scheme != ""
					if away && k.tag != "a" && !(k.tag == "link" && (k.rel == "canonical" || k.rel == "alternate")) {
						t.Errorf("%s: %s fetches %q", p, k.tag, k.href)
					}
					if away && k.tag == "a" && !slices.Contains([]string{"https", "http", "tel", "sms", "mailto"}, u.Scheme) {
						t.Errorf("%s: link to %q", p, k.href)
					}
				}
			}
			for p, text := range all {
				if !strings.HasSuffix(p, ".css") {
					continue
				}
				for _, m := range cssURL.FindAllStringSubmatch(text, -1) {
					ref := m[1] + m[2]
					if strings.Contains(ref, ":") || strings.HasPrefix(ref, "//") {
						t.Errorf("%s fetches %q", p, ref)
					} else if _, ok := all[path.Join(path.Dir(p), ref)]; !ok {
						t.Errorf("%s: there is no %q", p, ref)
					}
				}
			}
		})
	}
}

func TestEveryLinkLeadsToAFileAndEveryPageIsReached(t *testing.T) {
	for _, site := range linkedSites {
		t.Run(site.name, func(t *testing.T) {
			all := builtSite(t, site.dir, site.noPacks)
			pages := leaves(t, all)
			base := basePath(t, sitemap(all))
			next := map[string][]string{}
			for p, l := range pages {
				for _, k := range l.links {
					to, ok := target(t, p, base, k)
					if !ok {
						continue
					}
					file, frag, _ := strings.Cut(to, "#")
					_, there := all[file]
					if !there {
						t.Errorf("%s: %q leads to no file", p, k.href)
					}
					if frag != "" && pages[file] != nil && !pages[file].ids[frag] {
						t.Errorf("%s: %q leads to no place on its page", p, k.href)
					}
					if k.tag == "a" || k.tag == "form" {
						next[p] = append(next[p], file)
					}
				}
			}
			reached := reach("index.html", next)
			for p := range all {
				if ext := path.Ext(p); (ext == ".html" || ext == ".pdf") && !reached[p] && p != notFound && !strings.HasPrefix(p, "report/") && path.Base(p) != "not-saved.html" {
					t.Errorf("no links lead from index.html to %s", p)
				}
			}
		})
	}
}

// target resolves a link within the site; ok is false for one that leads away, or that names the page itself
// for search engines.
func target(t *testing.T, page, base string, k link) (string, bool) {
	t.Helper()
	u, err := url.Parse(k.href)
	if err != nil || u.Scheme != "" || u.Host != "" {
		return "", false
	}
	file := page
	switch {
	case strings.HasPrefix(u.Path, "/"):
		if page != notFound {
			t.Errorf("%s: %q is not relative", page, k.href)
		}
		file = strings.TrimPrefix(u.Path, base)
	case u.Path != "":
		file = path.Join(path.Dir(page), u.Path)
	}
	if path.Ext(u.Path) == "" && u.Path != "" || strings.HasSuffix(u.Path, "/") || strings.HasPrefix(file, "../") {
		t.Errorf("%s: %q names no file of the site", page, k.href)
	}
	if u.Fragment != "" {
		file += "#" + u.Fragment
	}
	return file, true
}

// basePath is the folder of the host in which the site stands.
func basePath(t *testing.T, sitemap string) string {
	m := regexp.MustCompile(`<loc>https://[^/]*(/.*?)index\.html</loc>`).FindStringSubmatch(sitemap)
	if m == nil {
		t.Fatal("the sitemap does not list the first page")
	}
	return m[1]
}

func reach(from string, next map[string][]string) map[string]bool {
	seen := map[string]bool{from: true}
	for queue := []string{from}; len(queue) > 0; queue = queue[1:] {
		for _, p := range next[queue[0]] {
			if !seen[p] {
				seen[p] = true
				queue = append(queue, p)
			}
		}
	}
	return seen
}

// sitemap is all files of a site's sitemap, in their order.
func sitemap(all map[string]string) string {
	var b strings.Builder
	for _, p := range slices.Sorted(maps.Keys(all)) {
		if strings.HasPrefix(p, "sitemap") {
			b.WriteString(all[p])
		}
	}
	return b.String()
}

func TestSitemapListsEveryPage(t *testing.T) {
	all := builtSite(t, "testdata/site", true)
	listed := sitemap(all)
	for p := range all {
		if strings.HasPrefix(p, "report/") { // for the site's own people
			if strings.Contains(listed, p) || path.Ext(p) == ".html" && !strings.Contains(all[p], `<meta name="robots" content="noindex">`) {
				t.Errorf("search engines are led to %s", p)
			}
			continue
		}
		loc := "<loc>https://riverside.example/pack/" + p + "</loc>"
		if strings.HasSuffix(p, ".html") && p != notFound && path.Base(p) != "not-saved.html" && strings.Count(listed, loc) != 1 {
			t.Errorf("the sitemap lists %s not once", p)
		}
	}
	if strings.Contains(listed, notFound) {
		t.Error("the sitemap lists the page for what is not found")
	}
	if n, want := strings.Count(listed, `hreflang="ur"`), strings.Count(listed, `hreflang="en"`); n == 0 || n != want {
		t.Errorf("%d Urdu pages beside %d English ones", n, want)
	}
}
