package main

import (
	"io"
	"io/fs"
	"os"
	"path"
	"regexp"
	"strconv"
	"strings"
	"testing"

	"welcomepack/internal/build"
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/report"
	"welcomepack/internal/view"
)

var (
	practiceForm = regexp.MustCompile(`(?m)^\| (\d+) \| ([^|]+) \| ([^|]+) \|$`)
	shownForm    = regexp.MustCompile("(page|command|field|file|diagnostic) `([^`]+)`")
)

// TestEveryPracticeIsWhereTheTableSays reads docs/practices.md and looks for each page, command, field, file and diagnostic
// that it names. A row without any of them has to say why software should not do it; one with a field that no content of this
// repository has, that there is no example yet.
func TestEveryPracticeIsWhereTheTableSays(t *testing.T) {
	text := read(t, "../..", "docs/practices.md")
	content := read(t, "../..", "docs/content.md")
	paths := ownPaths(t)
	used := ownContent(t)
	rows := practiceForm.FindAllStringSubmatch(text, -1)
	for i, m := range rows {
		if m[1] != strconv.Itoa(i+1) {
			t.Fatalf("row %d is called %s", i+1, m[1])
		}
		shown := shownForm.FindAllStringSubmatch(m[3], -1)
		if len(shown) == 0 && !strings.Contains(m[3], "*Not done*: ") && !strings.Contains(m[3], "version control") {
			t.Errorf("row %s names nothing and gives no reason", m[1])
		}
		for _, s := range shown {
			name := s[2]
			there := false
			switch s[1] {
			case "page":
				there = paths[name]
			case "command":
				there = knownCommand(name)
			case "field":
				there = strings.Contains(content, name+":") || strings.Contains(content, "`"+name+"`") ||
					strings.ContainsAny(name, "[.") && strings.Contains(content, name) // a box, or a file of fields
				if example := regexp.MustCompile(`(?m)(^|[ {,-])` + regexp.QuoteMeta(name) + `(:|$)|^> \[` + regexp.QuoteMeta(strings.Trim(name, "[]")) + `\]`); !example.MatchString(used) && !strings.Contains(m[3], "*No example yet*") {
					t.Errorf("row %s: no content has the field %s, and the row does not say so", m[1], name)
				}
			case "file":
				_, err := os.Stat("../../" + name)
				there = err == nil
			case "diagnostic":
				_, err := os.Stat("../../docs/diagnostics/" + name + ".md")
				there = err == nil
			}
			if !there {
				t.Errorf("row %s: there is no %s %s", m[1], s[1], name)
			}
		}
	}
	if len(rows) != 70 {
		t.Errorf("%d rows, want 70", len(rows))
	}
}

// ownContent is all files of the repository's own content, each after its name.
func ownContent(t *testing.T) string {
	t.Helper()
	var all strings.Builder
	err := fs.WalkDir(os.DirFS("../../content"), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile("../../content/" + p)
		all.WriteString(path.Base(p) + "\n")
		all.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all.String()
}

// ownPaths is the pages and posters that the repository's own site has, as its plan says.
func ownPaths(t *testing.T) map[string]bool {
	t.Helper()
	snap, err := build.Take(build.Options{Site: os.DirFS("../.."), Langs: []string{"en"}, Narrow: true, Today: calendar.Date{Year: 2026, Month: 11, Day: 22}})
	if err != nil || snap.Diags.HasErrors() {
		t.Fatal(err, snap.Diags)
	}
	c := snap.Catalog()
	paths := map[string]bool{report.BoardFile: true}
	_, top := view.Top(c)
	for _, p := range append(top, report.Of(c).Pages()...) {
		paths[p.Path] = true
	}
	for _, b := range c.Site.Boroughs {
		paths[view.PosterPath(b.ID.V)] = true
		for _, target := range view.Plan(c.Lens(catalog.Edition{Borough: b.ID.V, Lang: "en"})) {
			paths[target.Path] = true
		}
	}
	return paths
}

// knownCommand tells whether the program has a command, such as "welcomepack pack --stage".
func knownCommand(line string) bool {
	words := strings.Fields(line)
	c, rest, err := command(world{out: io.Discard, err: io.Discard, getenv: func(string) string { return "" }}).Find(words[1:])
	if words[0] != "welcomepack" || err != nil || len(words) > 1 && !c.HasParent() {
		return false
	}
	for _, flag := range rest {
		if c.Flags().Lookup(strings.TrimLeft(flag, "-")) == nil {
			return false
		}
	}
	return true
}
