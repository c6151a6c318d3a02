package load

import (
	"slices"
	"testing"
	"testing/fstest"

	"welcomepack/internal/doc"
)

// TestHintsReachTheTextsTheyAreFor: a context is for one whole text, a note for each text with the words, in guides and
// in listings alike.
func TestHintsReachTheTextsTheyAreFor(t *testing.T) {
	site, ds, _ := loaded(t, withSite(fstest.MapFS{
		"content/shared/guides/post.md": &fstest.MapFile{Data: []byte("---\ntitle: Post\nsummary: Your post.\ntranslators:\n" +
			"  - {text: Post, context: letters, note: Not a job.}\n  - {text: BRP, note: A card.}\n---\nYour BRP comes by post.\n\n## Post\n\nWait.\n")},
		"content/shared/listings/clinic.yaml": &fstest.MapFile{Data: []byte("organisation: clinic\nname: Clinic\ntranslators: [{text: Post, context: a job}]\n" +
			"services:\n  - {service: post, name: Post, summary: Work., category: [health]}\n")},
	}))
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	g := site.Shared.Guides[0]
	var contexts []string
	doc.WalkTexts(g.Body, func(t doc.Text) { contexts = append(contexts, t.Context) })
	if g.Title.Context != "letters" || g.Summary.Context != "" || !slices.Equal(contexts, []string{"", "letters", ""}) {
		t.Errorf("contexts are %q, %q, %q", g.Title.Context, g.Summary.Context, contexts)
	}
	if c := site.Shared.Listings[0].Services[0].Name.Context; c != "a job" {
		t.Errorf("the service's context is %q", c)
	}
	for key, want := range map[string][]string{"title": {"Not a job."}, "summary": nil, "start/1": {"A card."}, "post": {"Not a job."}} {
		if got := site.Notes["shared/guides/post.md#"+key]; !slices.Equal(got, want) {
			t.Errorf("notes of %s are %q", key, got)
		}
	}
}
