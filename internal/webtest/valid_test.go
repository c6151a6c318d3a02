package webtest

import (
	"errors"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"welcomepack/internal/needs"
)

// validator is the program that holds pages against the HTML standard, which .ci/package.json pins. Its settings,
// .ci/html-validate.json, leave out matters of taste; role=list stays because VoiceOver needs it where a list has no
// marks.
func validator(t *testing.T) string {
	t.Helper()
	return needs.File(t, filepath.Join("..", "..", ".ci", "node_modules", ".bin", "html-validate"), "npm ci --ignore-scripts in .ci")
}

// invalid is what the validator says of files, nothing where they are as the standard has them.
func invalid(t *testing.T, files ...string) string {
	t.Helper()
	args := append([]string{"--config", "../../.ci/html-validate.json", "--formatter", "text"}, files...)
	out, err := exec.Command(validator(t), args...).CombinedOutput()
	var exit *exec.ExitError
	if err != nil && !errors.As(err, &exit) {
		t.Fatal(err)
	}
	if err != nil && len(out) == 0 {
		t.Fatal("the validator says nothing: ", err)
	}
	return string(out)
}

func TestPagesAreValid(t *testing.T) {
	own, tongues := ownSite(t), tonguesSite(t)
	var files []string
	for edition, s := range map[string]*site{"newham/en": own, "newham/ar": own, "northbank/zh-hans": tongues} {
		each(t, s, edition, func(_, page string) { files = append(files, filepath.Join(s.dir, page)) })
	}
	files = append(files, filepath.Join(tongues.dir, "northbank", "ur", "pack.html"))
	if found := invalid(t, files...); found != "" {
		t.Errorf("%s", strings.ReplaceAll(found, temp, ""))
	}
}

func TestWhatIsNotValidIsFound(t *testing.T) {
	p := filepath.Join(t.TempDir(), "x.html")
	if err := os.WriteFile(p, []byte(`<!doctype html><html lang="en"><head><title>x</title></head><body><p id="a"><ul><li id="a"></ul></body></html>`), 0o644); err != nil {
		t.Fatal(err)
	}
	if found := invalid(t, p); !strings.Contains(found, "no-dup-id") {
		t.Errorf("a twin ID is not found: %q", found)
	}
}
