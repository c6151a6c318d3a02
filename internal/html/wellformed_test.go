package html

import (
	"bytes"
	"errors"
	"io"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

var voidTags = []string{"meta", "link", "br", "input"}

// checkWellFormed reads a page as strictly as XML, tag by tag, and holds it to what every page must be.
func checkWellFormed(t *testing.T, path string, text []byte) {
	t.Helper()
	z := html.NewTokenizer(bytes.NewReader(text))
	var open []string
	ids, count, describes := map[string]bool{}, map[string]int{}, []string{}
	for {
		tt := z.Next()
		if tt == html.ErrorToken {
			if !errors.Is(z.Err(), io.EOF) {
				t.Fatalf("%s: %v", path, z.Err())
			}
			break
		}
		tok := z.Token()
		switch tt {
		case html.StartTagToken:
			count[tok.Data]++
			seen := map[string]bool{}
			for _, a := range tok.Attr {
				if seen[a.Key] {
					t.Errorf("%s: <%s> has %s twice", path, tok.Data, a.Key)
				}
				seen[a.Key] = true
				switch a.Key {
				case "id":
					if ids[a.Val] {
						t.Errorf("%s: id %q twice", path, a.Val)
					}
					ids[a.Val] = true
				case "aria-describedby", "aria-labelledby":
					describes = append(describes, a.Val)
				case "style", "onclick":
					t.Errorf("%s: <%s> has %s", path, tok.Data, a.Key)
				}
			}
			checkScriptOrForm(t, path, tok)
			if tok.Data == "a" && slices.Contains(open, "a") {
				t.Errorf("%s: a link within a link", path)
			}
			if slices.Contains([]string{"div", "p", "ul", "ol", "dl", "table"}, tok.Data) && slices.Contains(open, "p") {
				t.Errorf("%s: <%s> within <p>", path, tok.Data)
			}
			if !slices.Contains(voidTags, tok.Data) && !drawing(open, tok.Data) {
				open = append(open, tok.Data)
			} else if drawing(open, tok.Data) {
				open = append(open, tok.Data)
			}
		case html.EndTagToken:
			if len(open) == 0 || open[len(open)-1] != tok.Data {
				t.Fatalf("%s: </%s> closes %v", path, tok.Data, open)
			}
			open = open[:len(open)-1]
		case html.TextToken:
			if len(open) > 0 && open[len(open)-1] == "script" {
				t.Errorf("%s: a script within the page: %q", path, tok.Data)
			}
			if strings.Contains(tok.Data, "wpslot") {
				t.Errorf("%s: a slot is left: %q", path, tok.Data)
			}
		}
	}
	if len(open) > 0 {
		t.Errorf("%s: still open: %v", path, open)
	}
	for _, id := range describes {
		if !ids[id] {
			t.Errorf("%s: there is no id %q", path, id)
		}
	}
	for _, tag := range []string{"h1", "main", "title", "html"} {
		if count[tag] != 1 {
			t.Errorf("%s: %d <%s>", path, count[tag], tag)
		}
	}
	for _, tag := range []string{"style", "iframe", "object", "base"} {
		if count[tag] != 0 {
			t.Errorf("%s: there is a <%s>", path, tag)
		}
	}
}

// checkScriptOrForm holds scripts to the theme's own files, which run once the page is read, and forms to pages
// of the website, with what was written in the address.
func checkScriptOrForm(t *testing.T, path string, tok html.Token) {
	t.Helper()
	at := map[string]string{}
	for _, a := range tok.Attr {
		at[a.Key] = a.Val
	}
	_, deferred := at["defer"]
	switch {
	case tok.Data == "script" && (len(tok.Attr) != 2 || !deferred || !strings.HasPrefix(strings.TrimLeft(at["src"], "./"), "assets/")):
		t.Errorf("%s: %s", path, tok)
	case tok.Data == "form" && (at["method"] != "" || strings.Contains(at["action"], ":") || strings.HasPrefix(at["action"], "/")):
		t.Errorf("%s: %s", path, tok)
	}
}

func drawing(open []string, tag string) bool { return tag == "svg" || slices.Contains(open, "svg") }
