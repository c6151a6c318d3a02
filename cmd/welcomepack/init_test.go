package main

import (
	"encoding/json"
	"fmt"
	"maps"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"testing"

	"gopkg.in/yaml.v3"

	"welcomepack/internal/needs"
	"welcomepack/internal/schema"
)

// TestFromNothingToPublished goes the way of a new volunteer, with what the program and its pages say: a site in an empty
// folder, a borough of their own, two listings, a guide, a language, and the website with a pack.
func TestFromNothingToPublished(t *testing.T) {
	t.Chdir(t.TempDir())
	step := func(says string, args ...string) {
		t.Helper()
		if code, _, said := runCommand(t, args...); code != exitDone || !strings.Contains(said, says) {
			t.Fatalf("%q: exit %d, want %q: %s", args, code, says, said)
		}
	}
	step("next: cd welcome, then welcomepack serve", "init", "welcome", "--borough", "Northbank", "--publisher", "Northbank volunteers", "--url", "https://www.example.org/welcome/")
	t.Chdir("welcome")
	step("no mistakes", "check")
	step("next: welcomepack new listing --borough eastbank", "new", "borough", "Eastbank", "--region", "London")
	step("written", "new", "listing", "Eastbank Library", "--borough", "eastbank", "--category", "digital,social", "--summary", "Free computers and a warm place to sit.",
		"--address", "1 Example Street", "--postcode", "E1 4AA", "--when", "monday to friday 10:00-17:00", "--source", "https://www.example.org/library")
	step("written", "new", "listing", "Tea Table", "--borough", "eastbank", "--category", "social", "--summary", "Tea and people to talk to.", "--phone", "020 7946 0018", "--checked", "phone")
	step("written", "new", "service", "Homework club", "--organisation", "eastbank-library", "--category", "education-and-children", "--summary", "Help with homework.",
		"--place", "1-example-street", "--when", "tuesday 16:00-18:00", "--source", "https://www.example.org/library")
	step("written", "new", "guide", "Bin days", "--borough", "eastbank", "--category", "housing", "--summary", "When to put out your rubbish.",
		"--text", "Each home has two bins. Call the tea table on {tea-table.phone} if you do not know your day.", "--step", "Find your day.", "--source", "https://www.example.org/bins")
	step("translations/ar/shared.po: written", "new", "language", "Arabic")
	step("no errors, 1 warning", "check")
	step("2 boroughs × 2 languages", "build", "--no-packs")
	for name, has := range map[string]string{
		"dist/index.html":                              "Eastbank",
		"dist/eastbank/en/services/tea-table.html":     `href="tel:+442079460018"`,
		"dist/eastbank/en/services/homework-club.html": "1 Example Street",
		"dist/eastbank/en/guides/bin-days.html":        "020 7946 0018",
		"dist/eastbank/ar/guides/health.html":          "الطبيب",
		"dist/northbank/en/index.html":                 "Northbank",
		"dist/eastbank/ar/guides/bin-days.html":        "020 7946 0018",
	} {
		if !strings.Contains(read(t, ".", name), has) {
			t.Errorf("%s has no %q", name, has)
		}
	}
	step("eastbank-ar.pdf: ", "pack", "--borough", "eastbank", "--lang", "Arabic", "--guide", "bin-days", "-o", "eastbank-ar.pdf")
	if b := read(t, ".", "eastbank-ar.pdf"); !strings.HasPrefix(b, "%PDF-") {
		t.Error("the pack is no PDF")
	}
	if os.Getenv("CI") == "true" {
		step("1 borough × 1 language", "build", "--borough", "eastbank", "--lang", "en")
		read(t, ".", "dist/eastbank/en/welcome-pack-eastbank-en.pdf")
	}
}

// TestANewSiteHasNoMistakes in every choice of host and with every language whose content is translated.
func TestANewSiteHasNoMistakes(t *testing.T) {
	dir := newSite(t, "--host", "none")
	if _, _, said := runCommand(t, "check", "--site", dir); !strings.Contains(said, "welcomepack: no mistakes") {
		t.Errorf("in English: %s", said)
	}
	for _, name := range []string{".github", ".gitlab", ".gitlab-ci.yml"} {
		if _, err := os.Stat(filepath.Join(dir, name)); err == nil {
			t.Errorf("%s is there for no host", name)
		}
	}
	dir = newSite(t, "--lang", "ar,es,fa,fr,ps,so,sq,ti,tr,uk,ur,vi,zh-hans", "--host", "both", "--title", `The "Welcome": pack #1`, "--url", "https://www.example.org/x")
	_, _, said := runCommand(t, "check", "--site", dir)
	for l := range strings.Lines(said) {
		var missing, all int
		if _, text, ok := strings.Cut(l, "warning: "); ok {
			_, counts, _ := strings.Cut(text, ": ")
			fmt.Sscanf(counts, "%d of %d texts", &missing, &all)
		}
		if 10*missing > all {
			t.Errorf("nearly all should be translated: %s", l)
		}
	}
	if !strings.Contains(said, "no errors, ") {
		t.Errorf("in many languages: %s", said)
	}
	if site := read(t, dir, "content/site.yaml"); !strings.Contains(site, "\nweb_fonts: [ti, ur]\n") || !strings.Contains(site, `title: "The \"Welcome\": pack #1"`) || !strings.Contains(site, "\nurl: https://www.example.org/x\n") {
		t.Errorf("site.yaml is\n%s", site)
	}
}

// TestFilesForHostsAndEditorsAreWellFormed: YAML is YAML, JSON is JSON, schemas are where settings look for them, the
// program is pinned, and the action that installs it is there.
func TestFilesForHostsAndEditorsAreWellFormed(t *testing.T) {
	dir := newSite(t, "--host", "both", "--source", "https://git.example.org/welcomepack.git", "--version", "v1.2.3")
	err := filepath.WalkDir(dir, func(p string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(p)
		var v any
		switch filepath.Ext(p) {
		case ".yml", ".yaml":
			if err := yaml.Unmarshal(b, &v); err != nil {
				t.Errorf("%s: %v", p, err)
			}
		case ".json":
			if err := json.Unmarshal(b, &v); err != nil {
				t.Errorf("%s: %v", p, err)
			}
		}
		if strings.Contains(string(b), "[[") && filepath.Ext(p) != ".po" {
			t.Errorf("%s has a mark of a template in it", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{".github/workflows/site.yml", ".gitlab-ci.yml"} {
		text := read(t, dir, name)
		for _, want := range []string{"WELCOMEPACK_SOURCE: https://git.example.org/welcomepack.git\n", "WELCOMEPACK_VERSION: v1.2.3\n", "welcomepack check", "welcomepack build"} {
			if !strings.Contains(text, want) {
				t.Errorf("%s has no %q", name, want)
			}
		}
	}
	if action := read(t, dir, ".github/actions/welcomepack/action.yml"); !strings.Contains(action, "go install ./cmd/welcomepack") {
		t.Error("nothing installs the program")
	}
	var settings struct {
		Schemas map[string][]string `json:"yaml.schemas"`
	}
	if err := json.Unmarshal([]byte(read(t, dir, ".vscode/settings.json")), &settings); err != nil {
		t.Fatal(err)
	}
	for _, f := range schema.Files {
		name := ".welcomepack/schemas/" + f.Name + ".json"
		if got := read(t, dir, name); got != string(f.JSON(schema.Draft07)) {
			t.Errorf("%s is not as the program has it", name)
		}
		if paths := settings.Schemas[name]; f.Name != "guide" && strings.Join(paths, " ") != strings.Join(f.Paths, " ") {
			t.Errorf("%s is for %v, want %v", name, paths, f.Paths)
		}
	}
}

// TestMistakesAreShownAtTheirLines: the pattern by which Visual Studio Code reads what check says finds it.
func TestMistakesAreShownAtTheirLines(t *testing.T) {
	dir := newSite(t, "--host", "github")
	change(t, dir, "content/shared/listings/samaritans.yaml", "summary:", "sumary:")
	_, _, said := runCommand(t, "check", "--site", dir)
	{
		const name = ".vscode/tasks.json"
		m := regexp.MustCompile(`"regexp": ("(?:[^"\\]|\\.)*")`).FindStringSubmatch(read(t, dir, name))
		var pattern string
		if m == nil || json.Unmarshal([]byte(m[1]), &pattern) != nil {
			t.Fatalf("%s has no pattern", name)
		}
		got := regexp.MustCompile("(?m)" + pattern).FindStringSubmatch(said)
		if len(got) != 7 || got[1] != "content/shared/listings/samaritans.yaml" || got[4] != "error" || got[6] != "unknown-key" {
			t.Errorf("%s finds %q in\n%s", name, got, said)
		}
	}
}

// TestLinksOfANewSitesPagesLeadSomewhere. A page that is missing belongs into embed.go.
func TestLinksOfANewSitesPagesLeadSomewhere(t *testing.T) {
	dir := newSite(t, "--host", "both")
	link := regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)
	for _, page := range []string{"README.md", "docs/content.md", "docs/translators.md", "translations/README.md"} {
		text := regexp.MustCompile("(?s)```.*?```|`[^`]*`").ReplaceAllString(read(t, dir, page), "")
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join(dir, path.Join(path.Dir(page), m[1]))); err != nil {
				t.Errorf("%s leads to %s, which init does not write", page, m[1])
			}
		}
	}
}

func TestInitKeepsWhatIsThere(t *testing.T) {
	dir := t.TempDir()
	for _, name := range []string{"README.md", ".gitignore"} {
		write(t, dir, name, "mine\n")
	}
	code, _, said := runCommand(t, "init", dir, "--borough", "Northbank", "--publisher", "P")
	if code != exitDone || !strings.Contains(said, "README.md: kept as it is") || read(t, dir, "README.md") != "mine\n" {
		t.Errorf("exit %d: %s", code, said)
	}
	before := sums(t, dir)
	code, _, said = runCommand(t, "init", dir, "--borough", "Northbank", "--publisher", "P")
	if code != exitUsage || !strings.Contains(said, "content is there already") || !maps.Equal(sums(t, dir), before) {
		t.Errorf("a second time: exit %d: %s", code, said)
	}
	code, _, said = runCommand(t, "init", filepath.Join(dir, "other"))
	if code != exitUsage || !strings.Contains(said, "these flags are needed:\nwelcomepack:   --publisher: who makes it and answers for it?\nwelcomepack:   --borough: for which borough or city is it?\n") {
		t.Errorf("without answers: exit %d: %s", code, said)
	}
	if _, err := os.Stat(filepath.Join(dir, "other")); err == nil {
		t.Error("a folder was made for nothing")
	}
}

func TestInitAsksWhatItNeeds(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "welcome")
	code, said := answered(t, "\nTyneside friends\nTyneside\n\nNorth East\nArabic, Klingon\nArabic, fa-af\nexample.org\n\nneither\ngitlab\n\n", "init", dir)
	if code != exitDone || !strings.Contains(said, `there is no language "Klingon"`) || !strings.Contains(said, `write "https://example.org"`) ||
		!strings.Contains(said, "WELCOMEPACK_SOURCE in .gitlab-ci.yml") {
		t.Fatalf("exit %d: %s", code, said)
	}
	if site := read(t, dir, "content/site.yaml"); !strings.Contains(site, "languages: [en, ar, fa-af]\nboroughs: [tyneside]\n") {
		t.Errorf("site.yaml is\n%s", site)
	}
	if ci := read(t, dir, ".gitlab-ci.yml"); !strings.Contains(ci, `WELCOMEPACK_SOURCE: "" # write here`) {
		t.Errorf("the pipeline is\n%s", ci)
	}
}

func TestVersionForHostsIsATagOrACommit(t *testing.T) {
	commit := []debug.BuildSetting{{Key: "vcs.revision", Value: "0123456789abcdef"}}
	for want, b := range map[string]*debug.BuildInfo{
		"v1.2.0":           {Main: debug.Module{Version: "v1.2.0"}, Settings: commit},
		"0123456789abcdef": {Main: debug.Module{Version: "v0.0.0-20261122-0123456789ab+dirty"}, Settings: commit},
		"main":             nil,
	} {
		if got := pinned(b); got != want {
			t.Errorf("got %s, want %s", got, want)
		}
	}
}

func TestSchemasArePrintedAndWritten(t *testing.T) {
	code, out, _ := runCommand(t, "schema", "listing")
	if code != exitDone || !strings.Contains(out, `"$schema": "https://json-schema.org/draft/2020-12/schema"`) || !json.Valid([]byte(out)) {
		t.Errorf("exit %d: %.200s", code, out)
	}
	dir := filepath.Join(t.TempDir(), "a", "b")
	if code, _, said := runCommand(t, "schema", "--draft", "07", "-o", dir); code != exitDone || !strings.Contains(read(t, dir, "site.json"), "draft-07") {
		t.Errorf("exit %d: %s", code, said)
	}
	for args, says := range map[string]string{
		"schema":               "there are site, borough, listing",
		"schema listings":      `there is no kind of file "listings"`,
		"schema --draft 4":     `there is no draft "4"`,
		"schema site -o there": "leave site out",
	} {
		if code, _, said := runCommand(t, strings.Fields(args)...); code != exitUsage || !strings.Contains(said, says) {
			t.Errorf("%s: exit %d: %s", args, code, said)
		}
	}
}

// TestWorkflowIsTakenByItsLinter: actionlint finds nothing wrong with the workflow for GitHub.
func TestWorkflowIsTakenByItsLinter(t *testing.T) {
	tool := needs.Program(t, "actionlint", "install it as .ci/run does")
	dir := newSite(t, "--host", "github", "--source", "https://git.example.org/welcomepack.git")
	c := exec.Command(tool, "-color=false", ".github/workflows/site.yml")
	c.Dir = dir
	if out, err := c.CombinedOutput(); err != nil {
		t.Errorf("%v\n%s", err, out)
	}
}
