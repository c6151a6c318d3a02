package main

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

// TestTheGuideForVolunteersShowsWhatCheckSays: the mistake in docs/volunteer.md is told in the words of the program.
func TestTheGuideForVolunteersShowsWhatCheckSays(t *testing.T) {
	dir := newSite(t)
	code, _, said := runCommand(t, "new", "listing", "Tea Table", "--category", "social", "--summary", "Tea.", "--phone", "020 7946 0018", "--checked", "phone", "--site", dir)
	if code != exitDone {
		t.Fatal(said)
	}
	const name = "content/boroughs/northbank/listings/tea-table.yaml"
	text := strings.Replace(read(t, dir, name), "7946 0018", "7946 001", 1)
	if err := os.WriteFile(filepath.Join(dir, name), []byte(text), 0o644); err != nil {
		t.Fatal(err)
	}
	_, _, said = runCommand(t, "check", "--site", dir)
	shown := regexp.MustCompile("(?s)## What a mistake looks like\n\n```\n(.*?)```").FindStringSubmatch(read(t, "../..", "docs/volunteer.md"))
	if len(shown) == 0 || !strings.HasPrefix(said, shown[1]) {
		t.Errorf("docs/volunteer.md shows %q, and check says\n%s", shown, said)
	}
}

// TestGuidesLeadSomewhere and name only commands that there are.
func TestGuidesLeadSomewhere(t *testing.T) {
	link := regexp.MustCompile(`\]\(([^)#:\s]+)(?:#[^)]*)?\)`)
	named := regexp.MustCompile("(?:^|`)welcomepack ([a-z]+)(?: ([a-z]+))?")
	for _, page := range []string{"README.md", "docs/volunteer.md", "docs/caseworker.md", "docs/council.md", "docs/developer.md"} {
		text := read(t, "../..", page)
		for _, m := range link.FindAllStringSubmatch(text, -1) {
			if _, err := os.Stat(filepath.Join("../..", filepath.Dir(page), m[1])); err != nil {
				t.Errorf("%s leads to %s, which is not there", page, m[1])
			}
		}
		for l := range strings.Lines(text) {
			for _, m := range named.FindAllStringSubmatch(l, -1) {
				words := []string{m[1]}
				if m[1] == "new" || m[1] == "translations" {
					words = append(words, m[2])
				}
				c, _, err := command(testWorld(&heard{}, &heard{})).Find(words)
				if m[1] != "help" && m[2] != "and" && (err != nil || c.Name() != words[len(words)-1] && words[len(words)-1] != "") {
					t.Errorf("%s names welcomepack %s, which is no command", page, strings.Join(words, " "))
				}
			}
		}
	}
}
