package load

import (
	"os"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/model"
)

// fenced returns the n-th block of lines between fences under a heading of docs/content.md.
func fenced(t *testing.T, heading string, n int) []byte {
	t.Helper()
	b, err := os.ReadFile("../../docs/content.md")
	if err != nil {
		t.Fatal(err)
	}
	_, part, ok := strings.Cut(string(b), "\n## "+heading+"\n")
	if !ok {
		t.Fatalf("docs/content.md has no part %q", heading)
	}
	part, _, _ = strings.Cut(part, "\n## ")
	blocks := regexp.MustCompile("(?s)```[a-z]*\n(.*?)```").FindAllStringSubmatch(part, -1)
	if len(blocks) <= n {
		t.Fatalf("%q has %d examples", heading, len(blocks))
	}
	return []byte(blocks[n][1])
}

// TestExamplesOfEngagementAreRight loads what docs/content.md tells people to write.
func TestExamplesOfEngagementAreRight(t *testing.T) {
	file := func(b []byte) *fstest.MapFile { return &fstest.MapFile{Data: b} }
	site, ds, _ := loaded(t, withSite(fstest.MapFS{
		"content/boroughs/newham/engagement.yaml": file(fenced(t, "Made with people: engagement.yaml", 0)),
		"content/boroughs/newham/feedback.csv":    file(fenced(t, "Made with people: engagement.yaml", 1)),
		"content/boroughs/newham/partners.yaml":   file(fenced(t, "Who works together: partners.yaml", 0)),
		"content/boroughs/newham/demand.yaml":     file(fenced(t, "Which languages are asked for: demand.yaml", 0)),
		"content/problems.yaml":                   file(fenced(t, "What is wrong, and who to call: problems.yaml", 0)),
	}))
	for _, d := range ds {
		t.Errorf("%s [%s]", d.Message, d.Code)
	}
	b := site.Boroughs[0]
	e := b.Engagement
	if len(e.Meetings) != 1 || len(e.Said) != 1 || len(e.Notices) != 1 || len(e.Lessons) != 1 || len(e.Credits) != 1 || len(e.Attendance) != 1 || len(e.Answers) != 2 {
		t.Errorf("read %+v", e)
	}
	if len(b.Partners) != 1 || len(b.Demand) != 2 || len(site.Problems) != 1 {
		t.Errorf("%d partners, %d languages, %d problems", len(b.Partners), len(b.Demand), len(site.Problems))
	}
}

// Somebody could be recognised where groups are counted exactly beside numbers that are left out.
func TestCountsOfGroupsAreRounded(t *testing.T) {
	for n, want := range map[int]int{5: 5, 7: 5, 8: 10, 12: 10, 13: 15, 100: 100} {
		if got := model.Rounded(n); got != want {
			t.Errorf("%d is shown as %d, want %d", n, got, want)
		}
	}
}
