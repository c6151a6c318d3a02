package exchange

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// resolved loads a site and resolves it with a phrase that has forms for a count.
func resolved(t *testing.T, fsys fstest.MapFS) (*catalog.Catalog, *source.Set) {
	t.Helper()
	files := &source.Set{}
	s, ds, err := load.Load(fsys, files)
	if err != nil || ds.HasErrors() {
		var b strings.Builder
		ds.Print(&b, files)
		t.Fatal(err, b.String())
	}
	words := func(key string, ins ...doc.Inline) doc.Text {
		return doc.Text{Key: "themes/default/strings.yaml#" + key, Lang: "en", Inlines: ins}
	}
	c, ds := catalog.Resolve(s, []model.Phrase{
		{Key: "menu", Other: words("menu", doc.Str{S: "Menu"})},
		{Key: "n", One: words("n", doc.Str{S: "One place"}), Other: words("n", doc.Ref{Path: "count"}, doc.Str{S: " places"})},
	}, calendar.Date{Year: 2026, Month: 11, Day: 22})
	if ds.HasErrors() {
		var b strings.Builder
		ds.Print(&b, files)
		t.Fatal(b.String())
	}
	return c, files
}

func smallSite() fstest.MapFS {
	return fstest.MapFS{
		"content/site.yaml":                    file(site),
		"content/boroughs/newham/borough.yaml": file("borough: newham\nname: Newham\n"),
	}
}

// sentences are what guides are put together from: some of them much alike, some with placeholders and markup.
func sentences() []string {
	var out []string
	for _, who := range []string{"the council", "a doctor", "the school", "a lawyer", "the library", "your landlord"} {
		for _, do := range []string{"Write to %s.", "Call %s before ten.", "**Never** pay %s for a form.", "Ask %s for a letter with your name on it, and keep a copy.",
			"You do not need papers to talk to %s.", "Read [what %s does](https://www.example.org/x)."} {
			out = append(out, fmt.Sprintf(do, who))
		}
	}
	return out
}

// markdown writes paragraphs as a guide: under headings, some of them in lists.
func markdown(paragraphs []string) string {
	var b strings.Builder
	for i, p := range paragraphs {
		switch {
		case i%5 == 3:
			fmt.Fprintf(&b, "## Part %d\n\n%s\n\n", i, p)
		case i%4 == 2:
			fmt.Fprintf(&b, "- %s\n\n", p)
		default:
			b.WriteString(p + "\n\n")
		}
	}
	return b.String()
}

// edited changes a guide as an author may: some paragraphs are put in, moved, taken out or changed.
func edited(r *rand.Rand, ps, pool []string) []string {
	out := slices.Clone(ps)
	for range 1 + r.IntN(4) {
		i := r.IntN(len(out))
		switch r.IntN(4) {
		case 0:
			out = slices.Insert(out, i, pool[r.IntN(len(pool))])
		case 1:
			p := out[i]
			out = slices.Delete(out, i, i+1)
			out = slices.Insert(out, r.IntN(len(out)+1), p)
		case 2:
			if len(out) > 3 {
				out = slices.Delete(out, i, i+1)
			}
		case 3:
			out[i] = strings.Replace(out[i], " ", " also ", 1)
		}
	}
	return out
}

const sharedPO = "translations/so/shared.po"

// TestAnyEditKeepsWhatItDoesNotTouch makes many random edits of a guide. What an edit does not touch is fresh before
// and after sync; a second sync changes nothing; and when the edit is undone the file is what it was, byte for byte.
func TestAnyEditKeepsWhatItDoesNotTouch(t *testing.T) {
	pool := sentences()
	for seed := range uint64(150) {
		r := rand.New(rand.NewPCG(seed, 5))
		var before []string
		for _, i := range r.Perm(len(pool))[:6+r.IntN(8)] {
			before = append(before, pool[i])
		}
		fsys := smallSite()
		put := func(ps []string) { fsys["content/shared/guides/first-days.md"] = guide(markdown(ps)) }
		put(before)
		syncSo(t, fsys)
		fsys[sharedPO] = file(translateSome(t, r, string(fsys[sharedPO].Data)))
		syncSo(t, fsys)
		start := string(fsys[sharedPO].Data)
		known := freshness(t, fsys)

		after := edited(r, before, pool)
		put(after)
		sameWords(t, seed, "before sync", known, freshness(t, fsys))
		syncSo(t, fsys)
		sameWords(t, seed, "after sync", known, freshness(t, fsys))
		if n := syncSo(t, fsys); n != 0 {
			t.Fatalf("seed %d: a second sync changes the file", seed)
		}

		put(before)
		syncSo(t, fsys)
		if got := string(fsys[sharedPO].Data); got != start {
			t.Fatalf("seed %d: the edit is undone, but the file is another:\n%s\nfrom\n%s\nto\n%s\ngot\n%s\nwant\n%s", seed, "", strings.Join(before, "\n"), strings.Join(after, "\n"), got, start)
		}
	}
}

// syncSo brings the Somali files of a site up to date and returns how many changed.
func syncSo(t *testing.T, fsys fstest.MapFS) int {
	t.Helper()
	c, files := resolved(t, fsys)
	out, ds, err := Sync(fsys, c, "so", true, files)
	if err != nil || len(ds) > 0 {
		t.Fatal(err, ds)
	}
	for _, f := range out {
		fsys[f.Path] = file(string(f.Bytes))
	}
	return len(out)
}

// translateSome gives most entries a translation; some are marked as needing work or have a remark.
func translateSome(t *testing.T, r *rand.Rand, src string) string {
	po := parsed(t, src)
	for i := range po.Entries {
		e := &po.Entries[i]
		if r.IntN(4) > 0 {
			e.Strs[0] = strings.ToUpper(e.ID[:1]) + "‑" + e.ID
			if r.IntN(6) == 0 {
				e.Flags = []string{"fuzzy"}
			}
		}
		if r.IntN(8) == 0 {
			e.Comments = []string{"ask Amina"}
		}
	}
	return string(po.Print())
}

func parsed(t testing.TB, src string) *segment.PO {
	t.Helper()
	var files source.Set
	var ds diag.List
	po := segment.ParsePO(&ds, files.Add("x.po", []byte(src)), []byte(src))
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	return po
}

// freshness returns how the translation of each English text stands to it, and what it is.
func freshness(t *testing.T, fsys fstest.MapFS) map[string]string {
	t.Helper()
	c, _ := resolved(t, fsys)
	out := map[string]string{}
	c.EachTranslation("so", func(t doc.Text, e *segment.Entry, fresh doc.Freshness) {
		words := ""
		if e != nil {
			words = strings.Join(e.Strs, "|")
		}
		out[segment.Source(t)] = fmt.Sprint(fresh, " ", words)
	})
	return out
}

// sameWords looks at the texts that stand in both: they are as they were.
func sameWords(t *testing.T, seed uint64, when string, before, after map[string]string) {
	t.Helper()
	for english, was := range before {
		if is, there := after[english]; there && is != was {
			t.Fatalf("seed %d, %s: %q was %q and is %q", seed, when, english, was, is)
		}
	}
}
