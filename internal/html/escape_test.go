package html

import (
	"bytes"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"welcomepack/internal/doc"
)

var payloads = []string{
	`<script>alert(1)</script>`, `"><img src=x onerror=alert(1)>`, `' onmouseover='alert(1)`, `</title><script>x</script>`, `--><svg onload=x>`,
	`&lt;script&gt;`, `&#x3c;b&#x3e;`, "\x00<b>", "\xff\xfe<b>", `]]><b>`, `{{.Main}}`, `wpslot3z`, `<!--`, "\u0085<b>", `javascript:alert(1)`, `</main></body>`,
}

// TestWordsNeverBecomeElements puts each payload into every string of a page and its frame, and wants the same
// elements with the same attributes as with harmless words.
func TestWordsNeverBecomeElements(t *testing.T) {
	th := loadDefault(t)
	s := sample{"ar", sampleText["ar"]}
	print := func(f *doc.Frame, pg *doc.Page) []byte {
		p, err := NewPrinter(th, f)
		if err != nil {
			t.Fatal(err)
		}
		return p.Page(pg)
	}
	pages := s.pages()
	all := *pages[1]
	for _, pg := range pages {
		all.Body = append(all.Body, pg.Body...)
	}
	want := skeleton(t, print(s.frame(), replaced(&all, "x")))
	if len(want) < 300 {
		t.Fatalf("only %d elements: the page does not hold enough", len(want))
	}
	for _, payload := range payloads {
		pg, f := replaced(&all, payload), replaced(s.frame(), payload)
		out := print(f, pg)
		got := skeleton(t, out)
		if i := firstDifference(want, got); i >= 0 {
			t.Errorf("%q changed the page at element %d: %q, want %q", payload, i, at(got, i), at(want, i))
		}
		if bytes.ContainsRune(out, 0) || !bytes.Equal(out, bytes.ToValidUTF8(out, nil)) {
			t.Errorf("%q: what HTML cannot hold is on the page", payload)
		}
	}
}

func TestWordsAreReadAsWritten(t *testing.T) {
	for _, s := range payloads {
		w := &writer{}
		w.esc(s)
		want := strings.Map(func(r rune) rune {
			if r == 0 || 0x80 <= r && r < 0xa0 {
				return '\uFFFD'
			}
			return r
		}, strings.ReplaceAll(s, "\xff\xfe", "\uFFFD\uFFFD"))
		for _, around := range [][2]string{{"<p>", "</p>"}, {`<p title="`, `">`}} {
			doc, err := html.Parse(strings.NewReader(around[0] + string(w.b) + around[1]))
			if err != nil {
				t.Fatal(err)
			}
			p := doc.FirstChild.LastChild.FirstChild
			got := ""
			if len(p.Attr) > 0 {
				got = p.Attr[0].Val
			} else if p.FirstChild != nil {
				got = p.FirstChild.Data
			}
			if got != want {
				t.Errorf("%q is read as %q", s, got)
			}
		}
	}
}

// replaced returns a deep copy of v whose words are all s. Languages and kinds of page stay; addresses keep
// what makes them valid and get s at their end, without what no address can hold.
func replaced[T any](v *T, s string) *T {
	out := replace(reflect.ValueOf(*v), "", s).Interface().(T)
	return &out
}

func replace(v reflect.Value, field, s string) reflect.Value {
	out := reflect.New(v.Type()).Elem()
	switch v.Kind() {
	case reflect.String:
		out.SetString(replacement(v, field, s))
	case reflect.Struct:
		for i := range v.NumField() {
			out.Field(i).Set(replace(v.Field(i), v.Type().Field(i).Name, s))
		}
	case reflect.Slice:
		out.Set(reflect.MakeSlice(v.Type(), v.Len(), v.Len()))
		for i := range v.Len() {
			out.Index(i).Set(replace(v.Index(i), field, s))
		}
	case reflect.Interface:
		if !v.IsNil() {
			out.Set(replace(v.Elem(), field, s))
		}
	default:
		out.Set(v)
	}
	return out
}

func replacement(v reflect.Value, field, s string) string {
	old := v.String()
	switch {
	case old == "" || field == "Lang" || field == "Icon" || field == "Home" || field == "Path" || field == "BaseURL":
		return old
	case field == "Href" || field == "Machine" || field == "Map":
		bad := func(r rune) bool { return r <= ' ' || r == 0x7f || strings.ContainsRune(`/\?#:`, r) }
		return old + "x" + strings.Map(func(r rune) rune {
			if bad(r) {
				return -1
			}
			return r
		}, s)
	}
	return s
}

// skeleton is the elements of a page in order, each with the names of its attributes.
func skeleton(t *testing.T, page []byte) []string {
	t.Helper()
	doc, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var out []string
	for n := range doc.Descendants() {
		switch n.Type {
		case html.ElementNode:
			s := n.Data
			for _, a := range n.Attr {
				s += " " + a.Key
				if a.Key == "href" {
					scheme, _ := schemeOf(a.Val)
					s += "=" + scheme
				}
			}
			out = append(out, s)
		case html.CommentNode:
			out = append(out, "<!-- -->")
		}
	}
	return out
}

func firstDifference(a, b []string) int {
	if slices.Equal(a, b) {
		return -1
	}
	for i := range a {
		if i >= len(b) || a[i] != b[i] {
			return i
		}
	}
	return len(a)
}

func at(s []string, i int) string {
	if i >= len(s) {
		return fmt.Sprintf("(end after %d)", len(s))
	}
	return s[i]
}
