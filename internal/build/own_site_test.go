package build_test

import (
	"bytes"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"unicode"

	"golang.org/x/text/unicode/norm"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/load"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
	"welcomepack/internal/view"
	"welcomepack/themes"
)

const root = "../.."

// ownToday is the day for which the repository's own content is built in tests.
var ownToday = calendar.Date{Year: 2026, Month: 11, Day: 22}

// TestOwnPacksReadBack makes every print of the repository's own site and reads the standard packs with pdftotext: each phone
// number of the edition is there exactly, and long paragraphs of the translations are there in reading order.
func TestOwnPacksReadBack(t *testing.T) {
	if tool(t, "pdftotext") == "" {
		t.Skip("pdftotext is not installed (Debian: poppler-utils)")
	}
	t.Parallel()
	site, c := ownSite(t), ownCatalog(t)
	boroughs, packs := map[model.ID]bool{}, 0
	for _, e := range ownEditions(c) {
		boroughs[e.Borough] = true
		packs += len(view.Variants(c.Lens(e)))
	}
	packs += len(boroughs) // a poster each
	if n := len(ownEditions(c)); n < 7*len(boroughs) || site.result.Packs != packs || packs < 3*n {
		t.Fatalf("%d packs of %d editions, want %d", site.result.Packs, n, packs)
	}
	for _, e := range ownEditions(c) {
		path := filepath.Join(site.dir, string(e.Borough), string(e.Lang), view.PackFile(e))
		file, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		text := pdfWords(t, file)
		for _, n := range phones(c.Lens(e)) {
			if !strings.Contains(text, n) {
				t.Errorf("%s: the number %s is not in the pack", path, n)
			}
		}
		paragraphsReadBack(t, c, e, squeezed(text))
	}
}

// pdfWords is what pdftotext reads in a file.
func pdfWords(t *testing.T, file []byte) string {
	t.Helper()
	c := exec.Command("pdftotext", "-enc", "UTF-8", "-", "-")
	c.Stdin = bytes.NewReader(file)
	text, err := c.Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}

func ownCatalog(t *testing.T) *catalog.Catalog {
	t.Helper()
	site, ds, err := load.Load(os.DirFS(root), &source.Set{})
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	c, ds := catalog.Resolve(site, nil, ownToday)
	if ds.HasErrors() {
		t.Fatal(ds)
	}
	return c
}

// phones lists every number that an edition holds.
func phones(l *catalog.Lens) []string {
	var out []string
	for _, s := range l.Services() {
		for _, p := range s.AllPhones() {
			out = append(out, p.Number.V)
		}
		if s.TextNumber.Written() {
			out = append(out, s.TextNumber.V)
		}
	}
	slices.Sort(out)
	return slices.Compact(out)
}

// paragraphsReadBack looks for translated guide paragraphs that hold nothing but words. A few may differ: poppler
// takes one direction for a whole page, and on a right-to-left page with many English names it takes the wrong one.
func paragraphsReadBack(t *testing.T, c *catalog.Catalog, e catalog.Edition, text string) {
	t.Helper()
	if e.Lang == "en" {
		return
	}
	found, all, long := 0, 0, 60
	if e.Lang.Locale().Script == "Hans" || e.Lang.Locale().Script == "Hant" {
		long = 20 // a character is a word
	}
	c.EachTranslation(e.Lang, func(x doc.Text, entry *segment.Entry, fresh doc.Freshness) {
		if entry == nil || fresh != doc.Fresh || !strings.HasPrefix(x.Key, "shared/guides/") || strings.HasPrefix(x.Key, "shared/guides/transport.md") ||
			len([]rune(entry.Strs[0])) < long || strings.ContainsAny(entry.Strs[0], "{[*-‐") {
			return
		}
		all++
		if strings.Contains(text, squeezed(entry.Strs[0])) {
			found++
		} else if all-found < 4 {
			t.Logf("%v: %s is not found as it was written: %s", e, x.Key, entry.Strs[0])
		}
	})
	if all < 30 || found*100 < all*95 {
		t.Errorf("%v: %d of %d paragraphs read back in order", e, found, all)
	}
}

// squeezed is text as readers compare it: NFC, without blanks and invisible characters.
func squeezed(s string) string {
	return norm.NFC.String(strings.Map(func(r rune) rune {
		if unicode.IsSpace(r) || unicode.Is(unicode.Cf, r) {
			return -1
		}
		return r
	}, s))
}

// TestInterfaceIsWholeIn24Languages reads the translation files of the built-in theme's texts.
func TestInterfaceIsWholeIn24Languages(t *testing.T) {
	var files source.Set
	_, phrases, ds, err := theme.Load(os.DirFS(root), themes.FS, theme.Default, &files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	paths, err := filepath.Glob(root + "/translations/*/interface.po")
	if err != nil {
		t.Fatal(err)
	}
	whole := 0
	for _, path := range paths {
		b, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		po := segment.ParsePO(&ds, files.Add(path, b), b)
		if ds.HasErrors() {
			t.Fatal(path, ds)
		}
		x := segment.NewIndex(po.Entries)
		missing := 0
		for _, p := range phrases {
			fresh := doc.Missing
			if p.One.IsZero() {
				_, fresh = x.Match(p.Other)
			} else {
				_, fresh = x.MatchPlural(p.One, p.Other)
			}
			if fresh != doc.Fresh {
				missing++
				t.Logf("%s: %s is not translated", path, p.Key)
			}
		}
		if missing == 0 {
			whole++
		}
	}
	if whole < 24 {
		t.Errorf("the interface is whole in %d languages beside English, want 24", whole)
	}
}
