package main

import (
	"encoding/json"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"welcomepack/internal/needs"
)

// statusJSON is what the tests read of "translations status --json".
type statusJSON struct {
	Languages []struct {
		Lang  string
		Total struct {
			Messages map[string]int
			Words    map[string]int
			ToDo     int     `json:"words_to_do"`
			Cost     float64 `json:"cost_pounds"`
		}
		Parts []struct {
			Part     string
			Messages map[string]int
		}
		Guides []struct {
			Borough         string
			Translated, All int
		}
	}
}

func statusOf(t *testing.T, args ...string) statusJSON {
	t.Helper()
	code, out, errs := runCommand(t, append([]string{"translations", "status", "--json"}, args...)...)
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	var s statusJSON
	if err := json.Unmarshal([]byte(out), &s); err != nil {
		t.Fatal(err)
	}
	return s
}

// ownSite copies this repository's own content with two of its languages.
func ownSite(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	for _, d := range []string{"content", "translations/ar", "translations/so"} {
		if err := os.CopyFS(filepath.Join(dir, d), os.DirFS("../../"+d)); err != nil {
			t.Fatal(err)
		}
	}
	text := regexp.MustCompile(`(?m)^languages: .*$`).ReplaceAllString(read(t, dir, "content/site.yaml"), "languages: [en, ar, so]")
	write(t, dir, "content/site.yaml", regexp.MustCompile(`(?m)^web_fonts: .*\n`).ReplaceAllString(text, ""))
	return dir
}

var statistics = regexp.MustCompile(`(\d+) (translated|fuzzy|untranslated)`)

// TestFiguresAreThoseOfGettext counts again with msgfmt, after some texts became stale and some have no translation.
func TestFiguresAreThoseOfGettext(t *testing.T) {
	msgfmt := needs.Program(t, "msgfmt", "apt install gettext")
	dir := ownSite(t)
	change(t, dir, "content/glossary.yaml", "meaning: The health service.", "meaning: The health service of the country.")
	change(t, dir, "content/categories.yaml", "name: Danger and safety", "name: Something else altogether")
	if code, _, errs := runCommand(t, "translations", "sync", "--site", dir); code != exitDone {
		t.Fatalf("exit %d: %s", code, errs)
	}
	compared, fuzzy, untranslated := 0, 0, 0
	for _, l := range statusOf(t, "--site", dir).Languages {
		for _, p := range l.Parts {
			path := filepath.Join(dir, "translations", l.Lang, p.Part+".po")
			out, err := exec.Command(msgfmt, "--statistics", "-o", filepath.Join(t.TempDir(), "x.mo"), path).CombinedOutput()
			if err != nil {
				t.Fatalf("%v\n%s", err, out)
			}
			want := map[string]int{}
			for _, m := range statistics.FindAllStringSubmatch(string(out), -1) {
				want[m[2]], _ = strconv.Atoi(m[1])
			}
			got := map[string]int{"translated": p.Messages["reviewed"] + p.Messages["draft"], "fuzzy": p.Messages["stale"], "untranslated": p.Messages["missing"]}
			for _, k := range []string{"translated", "fuzzy", "untranslated"} {
				if got[k] != want[k] {
					t.Errorf("%s %s: %d %s, msgfmt counts %d", l.Lang, p.Part, got[k], k, want[k])
				}
			}
			compared, fuzzy, untranslated = compared+1, fuzzy+want["fuzzy"], untranslated+want["untranslated"]
		}
	}
	if compared != 14 || fuzzy == 0 || untranslated == 0 {
		t.Errorf("compared %d files, %d fuzzy, %d untranslated", compared, fuzzy, untranslated)
	}
}

func TestReviewHoldsForTheseVeryWords(t *testing.T) {
	dir := copySite(t)
	review := func(want string, args ...string) {
		t.Helper()
		code, _, errs := runCommand(t, append([]string{"translations", "review", "--site", dir, "--lang", "ar", "--by", "fluent reader"}, args...)...)
		if code != exitDone || !strings.Contains(errs, want) {
			t.Errorf("%v: exit %d, want %q: %s", args, code, want, errs)
		}
	}
	states := func() map[string]int {
		t.Helper()
		s := statusOf(t, "--site", dir, "--lang", "ar", "--borough", "shared")
		return s.Languages[0].Total.Messages
	}
	if code, _, errs := runCommand(t, "translations", "sync", "--site", dir, "--lang", "ar"); code != exitDone { // keys, so that changed English is found
		t.Fatal(errs)
	}
	review("3 reviews recorded in translations/ar/reviews.yaml", "--guide", "first-days", "--key", "shared/guides/first-days.md#start", "--key", "shared/guides/first-days.md#title", "--key", "shared/guides/first-days.md#summary")
	if s := states(); s["reviewed"] != 3 {
		t.Fatalf("after a review: %v", s)
	}
	review("3 reviewed already", "--guide", "first-days", "--key", "shared/guides/first-days.md#start", "--key", "shared/guides/first-days.md#title", "--key", "shared/guides/first-days.md#summary")
	all := states()
	change(t, dir, "translations/ar/shared.po", "أيامك الأولى", "أيامك الأولى هنا")
	if s := states(); s["reviewed"] != 2 {
		t.Errorf("after an edit of a translation: %v", s)
	}
	_, _, errs := runCommand(t, "check", "--site", dir)
	if !strings.Contains(errs, "1 of 3 reviews are of words that changed since") {
		t.Errorf("check says %s", errs)
	}
	change(t, dir, "content/shared/guides/first-days.md", "You are safe to ask for help.", "It is safe to ask for help.")
	if code, _, errs := runCommand(t, "translations", "sync", "--site", dir, "--lang", "ar"); code != exitDone {
		t.Fatal(errs)
	}
	if s := states(); s["reviewed"] != 1 || s["stale"] != 1 {
		t.Errorf("after an edit of the English: %v", s)
	}
	review("1 review recorded", "--all", "--still-holds")
	if s := states(); s["reviewed"] != 2 || s["stale"] != 0 {
		t.Errorf("after somebody found that it still holds: %v, before %v", s, all)
	}
	if records := read(t, dir, "translations/ar/reviews.yaml"); strings.Count(records, "still_holds: true") != 1 || strings.Count(records, "      - ") != 2 {
		t.Errorf("the records are\n%s", records)
	}
	for _, args := range [][]string{{"--guide", "gp", "--by", "a@example.org"}, {"--guide", "no-such"}, {}} {
		if code, _, errs := runCommand(t, append([]string{"translations", "review", "--site", dir, "--lang", "ar", "--by", "fluent reader"}, args...)...); code != exitUsage {
			t.Errorf("%v: exit %d: %s", args, code, errs)
		}
	}
}

func TestEditionWaitsForItsReviews(t *testing.T) {
	dir := copySite(t)
	change(t, dir, "content/site.yaml", "languages: [en, ar, ur]", "languages: [en, ar, ur]\nunreviewed: {ar: block}")
	out := filepath.Join(t.TempDir(), "dist")
	code, _, errs := runCommand(t, "build", "--no-packs", "--site", dir, "--out", out)
	if code != exitDone || !strings.Contains(errs, "northbank in Arabic is not made") {
		t.Fatalf("exit %d: %s", code, errs)
	}
	if _, err := os.Stat(filepath.Join(out, "northbank/ar")); err == nil {
		t.Error("the edition was made")
	}
	for _, page := range []string{"northbank/index.html", "northbank/ur/index.html", "index.html", "sitemap.xml"} {
		if strings.Contains(read(t, out, page), "/ar/index.html") {
			t.Errorf("%s leads to the edition that is not made", page)
		}
	}
	if code, _, errs := runCommand(t, "pack", "--site", dir, "--borough", "northbank", "--lang", "ar", "-o", filepath.Join(out, "x.pdf")); code == exitDone || !strings.Contains(errs, "unreviewed: block") {
		t.Errorf("a pack of it: exit %d: %s", code, errs)
	}
}

func TestStatusPricesTheWords(t *testing.T) {
	dir := copySite(t)
	draft, reviewed := statusOf(t, "--site", dir, "--lang", "ur", "--rate", "0.1"), statusOf(t, "--site", dir, "--lang", "ur", "--rate", "0.1", "--level", "reviewed")
	d, r := draft.Languages[0].Total, reviewed.Languages[0].Total
	if d.ToDo != d.Words["missing"]+d.Words["stale"] || r.ToDo != d.ToDo+d.Words["draft"] || r.Cost < float64(r.ToDo)*0.1-0.01 || r.Cost > float64(r.ToDo)*0.1+0.01 {
		t.Errorf("draft %+v, reviewed %+v", d, r)
	}
	_, out, _ := runCommand(t, "translations", "status", "--site", dir, "--lang", "ur", "--parts", "--rate", "0.1")
	for _, want := range []string{"Urdu (ur)", "northbank", "at £0.1 a word", "words to do"} {
		if !strings.Contains(out, want) {
			t.Errorf("the table has no %q:\n%s", want, out)
		}
	}
	for _, args := range [][]string{{"--level", "perfect"}, {"--lang", "xx"}, {"--rate", "-1"}} {
		if code, _, _ := runCommand(t, append([]string{"translations", "status", "--site", dir}, args...)...); code != exitUsage {
			t.Errorf("%v: exit %d", args, code)
		}
	}
}
