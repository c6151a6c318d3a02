package build_test

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"golang.org/x/net/html"
	"golang.org/x/net/html/atom"

	"welcomepack/internal/build"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/view"
)

// TestEveryWordOfATreeIsOnItsPage compares, for every page of one borough in a right-to-left language, the
// document tree with what a reader sees: a renderer chooses looks, never words.
func TestEveryWordOfATreeIsOnItsPage(t *testing.T) {
	snap, err := build.Take(build.Options{Site: os.DirFS(root), Today: ownToday})
	if err != nil || snap.Diags.HasErrors() {
		t.Fatal(err, snap.Diags)
	}
	preview := build.NewPreview(snap)
	l := snap.Catalog().Lens(catalog.Edition{Borough: "newham", Lang: "ar"})
	kinds := map[string]bool{}
	for _, target := range view.Plan(l) {
		b, err := preview.File(target.Path)
		if err != nil {
			t.Fatal(err)
		}
		seen := mainText(t, b)
		p := view.Page(l, target)
		for _, want := range wordsOf(p) {
			if !strings.Contains(seen, squeezed(want)) {
				t.Errorf("%s does not show %q", target.Path, want)
			}
		}
		kinds[target.Kind] = true
	}
	if len(kinds) < 12 {
		t.Errorf("only %d kinds of page were looked at", len(kinds))
	}
}

// wordsOf is each text and each fact of a page.
func wordsOf(p *doc.Page) []string {
	out := []string{doc.Plaintext(p.Title.Inlines), doc.Plaintext(p.Summary.Inlines)}
	fact := func(f doc.Fact) { out = append(out, f.Shown) }
	rows := func(rs []doc.ContactRow) {
		for _, r := range rs {
			fact(r.Fact)
		}
	}
	doc.WalkTexts(p.Body, func(t doc.Text) { out = append(out, doc.Plaintext(t.Inlines)) })
	doc.Walk(p.Body, func(b doc.Block) {
		switch b := b.(type) {
		case doc.Contact:
			rows(b.Rows)
		case doc.Hours:
			for _, r := range b.Rows {
				fact(r.Time)
			}
		case doc.Place:
			for _, f := range b.Lines {
				fact(f)
			}
		case doc.Entries:
			for _, e := range b.Items {
				fact(e.Org)
				rows(e.Contact)
			}
		}
	})
	return out
}

// mainText is what stands in a page's main element, squeezed.
func mainText(t *testing.T, page []byte) string {
	t.Helper()
	root, err := html.Parse(bytes.NewReader(page))
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	var walk func(n *html.Node, inside bool)
	walk = func(n *html.Node, inside bool) {
		inside = inside || n.DataAtom == atom.Main
		if n.Type == html.TextNode && inside {
			b.WriteString(n.Data)
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c, inside)
		}
	}
	walk(root, false)
	return squeezed(b.String())
}
