package html

import (
	"strings"
	"testing"

	"welcomepack/internal/doc"
)

// twoGuides is a pack whose guides have headings of one ID, and links to each other and to pages it lacks.
func twoGuides() *doc.Pack {
	guide := func(name, to string) []doc.Block {
		return []doc.Block{
			doc.Heading{Level: 1, ID: "guide-" + name, Target: "newham/en/guides/" + name + ".html", Text: say("en", name)},
			doc.Heading{Level: 2, ID: "what", Text: say("en", "What to do")},
			doc.Paragraph{Text: doc.Text{Lang: "en", Inlines: []doc.Inline{doc.Link{Href: to, Inlines: []doc.Inline{doc.Str{S: "go"}}}}}},
		}
	}
	return &doc.Pack{
		Path: "newham/en/pack.html", Lang: "en", Title: say("en", "Pack"), Contents: say("en", "Contents"),
		Body: append(append(guide("gp", "newham/en/guides/food.html#what"), doc.Break{}), guide("food", "newham/en/search.html")...),
	}
}

func printSingle(t *testing.T, base string) string {
	t.Helper()
	p, err := NewPrinter(loadDefault(t), &doc.Frame{Lang: "en", Site: say("en", "Site"), Home: "index.html", BaseURL: base})
	if err != nil {
		t.Fatal(err)
	}
	return string(p.Single(twoGuides(), Held{
		Search: doc.Search{Find: doc.Find{Label: say("en", "Find"), Button: say("en", "Go")}, Says: []doc.Say{{Name: "search-none", Text: say("en", "None")}}},
		Index:  []byte(`{"v":0}`),
		Pages:  []string{"newham/en/guides/food.html", "newham/en/search.html"},
	}))
}

func TestLinksBetweenPagesLeadToPlacesInTheOneFile(t *testing.T) {
	text := printSingle(t, "https://welcomepack.example/pack")
	for _, want := range []string{
		`<h2 id="guide-gp">gp</h2>`, `<h3 id="what">`, `<h3 id="food.what">`, `<a href="#food.what">go</a>`,
		`<li><a href="#guide-food">food</a></li>`, `{"index":{"v":0},"places":["#guide-food",""]}`, `href="https://welcomepack.example/pack/newham/en/search.html"`,
	} {
		if !strings.Contains(text, want) {
			t.Errorf("there is no %s", want)
		}
	}
	if text := printSingle(t, ""); strings.Contains(text, "search.html") || !strings.Contains(text, "<p>go</p>") {
		t.Error("without a base URL a link leads to a page that is not there")
	}
}

func TestPolicyOfTheOneFileNamesWhatItHolds(t *testing.T) {
	text := printSingle(t, "")
	for _, tag := range []string{"script", "style"} {
		for _, part := range strings.Split(text, "<"+tag+">")[1:] {
			body, _, _ := strings.Cut(part, "</"+tag+">")
			if !strings.Contains(text, hash(body)) {
				t.Errorf("a <%s> is not in the policy", tag)
			}
		}
	}
	for _, bad := range []string{"unsafe", " src=", "<link", `url("`} {
		if strings.Contains(text, bad) {
			t.Errorf("there is %s in it", bad)
		}
	}
}

func TestPageOfACopyLeadsToNoPageThatTheCopyLacks(t *testing.T) {
	page := &doc.Page{Path: "newham/ar/index.html", Lang: "ar", Title: say("ar", "x"), Body: []doc.Block{
		doc.Cards{Items: []doc.Card{{Href: "newham/ar/a.html", Title: say("ar", "a")}, {Href: "newham/en/b.html", Title: say("ar", "b")}}},
	}}
	for base, want := range map[string]string{"": "", "https://x.example": `href="https://x.example/newham/en/b.html"`} {
		p, err := NewPrinter(loadDefault(t), &doc.Frame{Lang: "ar", Home: "newham/ar/index.html", BaseURL: base})
		if err != nil {
			t.Fatal(err)
		}
		text := string(p.PageWithin(page, func(path string) bool { return strings.HasPrefix(path, "newham/ar/") }))
		if !strings.Contains(text, `<a href="a.html">`) || strings.Contains(text, `href="../en/`) || !strings.Contains(text, want) {
			t.Errorf("base %q: %s", base, text)
		}
	}
}
