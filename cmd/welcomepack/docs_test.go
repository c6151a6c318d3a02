package main

import (
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// TestTheGuideForVolunteersShowsWhatCheckSays: the mistake in docs/volunteer.md is told in the words of the program.
func TestTheGuideForVolunteersShowsWhatCheckSays(t *testing.T) {
	dir := newSite(t)
	code, _, said := runCommand(t, "new", "listing", "Tea Table", "--category", "social", "--summary", "Tea.", "--phone", "020 7946 0018", "--checked", "phone", "--site", dir)
	if code != exitDone {
		t.Fatal(said)
	}
	const name = "content/boroughs/northbank/listings/tea-table.yaml"
	change(t, dir, name, "7946 0018", "7946 001")
	_, _, said = runCommand(t, "check", "--site", dir)
	shown := regexp.MustCompile("(?s)## What a mistake looks like\n\n```\n(.*?)```").FindStringSubmatch(read(t, "../..", "docs/volunteer.md"))
	if len(shown) == 0 || !strings.HasPrefix(said, shown[1]) {
		t.Errorf("docs/volunteer.md shows %q, and check says\n%s", shown, said)
	}
}

// guides are the pages by which people work.
var guides = []string{
	"README.md", "docs/volunteer.md", "docs/translators.md", "docs/caseworker.md", "docs/council.md", "docs/developer.md", "docs/content.md",
	"docs/hosting.md", "docs/import.md", "docs/open-data.md", "docs/offline.md", "docs/practices.md",
}

// TestGuidesLeadSomewhere: each link of a guide has its page, and each link into a page its heading.
func TestGuidesLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:\s]*)(?:#([^)]*))?\)`)
	for _, page := range guides {
		for _, m := range link.FindAllStringSubmatch(uncoded(read(t, "../..", page)), -1) {
			to := page
			if m[1] != "" {
				to = path.Join(path.Dir(page), m[1])
			}
			if _, err := os.Stat(filepath.Join("../..", to)); err != nil {
				t.Errorf("%s leads to %s, which is not there", page, to)
			} else if m[2] != "" && !slices.Contains(headings(read(t, "../..", to)), m[2]) {
				t.Errorf("%s leads to %s of %s, which has no such heading", page, m[2], to)
			}
		}
	}
}

var codeSpan = regexp.MustCompile("(?s)```.*?```|`[^`\n]*`")

// uncoded is a page without what is shown as code.
func uncoded(page string) string { return codeSpan.ReplaceAllString(page, "") }

// headings are the headings of a page as Git hosts write them into addresses.
func headings(page string) []string {
	var out []string
	for l := range strings.Lines(page) {
		if h := strings.TrimLeft(l, "#"); strings.HasPrefix(l, "#") && strings.HasPrefix(h, " ") {
			out = append(out, strings.Map(func(r rune) rune {
				switch {
				case r == ' ':
					return '-'
				case r == '-' || r == '_' || unicode.IsLetter(r) || unicode.IsDigit(r):
					return unicode.ToLower(r)
				}
				return -1
			}, strings.TrimSpace(h)))
		}
	}
	return out
}

// TestGuidesNameCommandsAndFlagsThatThereAre, wherever a line of code or some words in it begin with the program's name.
func TestGuidesNameCommandsAndFlagsThatThereAre(t *testing.T) {
	named := regexp.MustCompile("(?m)(?:^|`|go run \\./cmd/)welcomepack ([a-z][^`\n#|]*)")
	flag := regexp.MustCompile(`(?:^| )--?([a-z][a-z-]*)`)
	value := regexp.MustCompile(`"[^"]*"`) // may be a command of another program
	n := 0
	for _, page := range guides {
		for _, m := range named.FindAllStringSubmatch(read(t, "../..", page), -1) {
			var words []string
			for _, w := range strings.Fields(m[1]) {
				if strings.HasPrefix(w, "-") {
					break
				}
				words = append(words, w)
			}
			if words[0] == "help" {
				continue // the library adds it
			}
			c, rest, err := command(testWorld(&heard{}, &heard{})).Find(words)
			if err != nil || c.HasSubCommands() && len(rest) > 0 || !c.HasParent() {
				t.Errorf("%s names welcomepack %s, which is no command", page, strings.Join(words, " "))
				continue
			}
			for _, f := range flag.FindAllStringSubmatch(value.ReplaceAllString(m[1], ""), -1) {
				n++
				if c.Flag(f[1]) == nil && (len(f[1]) > 1 || c.Flags().ShorthandLookup(f[1]) == nil) {
					t.Errorf("%s names %s with --%s, which is no flag", page, c.CommandPath(), f[1])
				}
			}
		}
	}
	if n < 30 {
		t.Errorf("only %d flags were looked at", n)
	}
}
