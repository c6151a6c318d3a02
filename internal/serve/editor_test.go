package serve

import (
	"net/http"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

func TestEditorTakesFileAndLineAsOneArgumentEach(t *testing.T) {
	const file = `/a b/$(rm -rf x);"'.md`
	for command, want := range map[string][]string{
		"code":                  {"code", "-g", file + ":7"},
		"/usr/bin/code -n":      {"/usr/bin/code", "-n", "-g", file + ":7"},
		"code -g {file}:{line}": {"code", "-g", file + ":7"},
		`"/opt/my editor/run" --at {line} {file}`: {"/opt/my editor/run", "--at", "7", file},
		"strange": {"strange", file},
		`x ""`:    {"x", "", file},
	} {
		e, err := NewEditor(command)
		if err != nil {
			t.Errorf("%s: %v", command, err)
			continue
		}
		if got := e.command(file, 7).Args; !slices.Equal(got, want) {
			t.Errorf("%s runs %q, want %q", command, got, want)
		}
	}
	if _, err := NewEditor(`code "-g`); err == nil {
		t.Error("a quotation mark without its other is taken")
	}
	for command, known := range map[string]bool{"": false, "vim": false, "nano -w": false, "gedit": true, "/usr/bin/code --wait": true} {
		if got := KnownEditor(command); (len(got) > 0) != known {
			t.Errorf("VISUAL=%s gives %q", command, got)
		}
	}
}

func TestOnlyFilesOfTheContentAreOpened(t *testing.T) {
	dir := t.TempDir()
	if err := os.MkdirAll(filepath.Join(dir, "content", "folder"), 0o755); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"content/gp.md", "secret"} {
		if err := os.WriteFile(filepath.Join(dir, filepath.FromSlash(name)), nil, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	if err := os.Symlink(filepath.Join(dir, "secret"), filepath.Join(dir, "content", "link.md")); err != nil {
		t.Fatal(err)
	}
	e := Editor{"true", "{file}"}
	for at, ok := range map[string]bool{
		"content/gp.md:3": true, "content/gp.md": false, "content/gp.md:0": false, "content/gp.md:-1": false, "content/gp.md:1;x": false,
		"secret:1": false, "content/../secret:1": false, "/etc/passwd:1": false, "content/folder:1": false, "content/link.md:1": false,
		"content/none.md:1": false, "content\\gp.md:1": false, "": false, ":1": false, "content/\x00:1": false,
	} {
		if err := e.open(dir, at, func(error) {}); (err == nil) != ok {
			t.Errorf("%q: %v", at, err)
		}
	}
}

func TestOnlyOwnPagesOpenTheEditor(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS("../build/testdata/site")); err != nil {
		t.Fatal(err)
	}
	p := startWith(t, dir, Options{Editor: Editor{"true", "{file}"}})
	_, rest, _ := strings.Cut(p.page("northbank/en/"), `data-token="`)
	token, _, _ := strings.Cut(rest, `"`)
	if len(token) < 20 {
		t.Fatalf("the page's token is %q", token)
	}
	origin := strings.TrimSuffix(p.url, "/")
	for _, c := range []struct {
		token, origin, at string
		want              int
	}{
		{token, origin, clinic + ":3", http.StatusNoContent},
		{token, origin, "content/nothing.md:3", http.StatusBadRequest},
		{token, origin, strings.Repeat("x", 5<<10), http.StatusBadRequest},
		{"", origin, clinic + ":3", http.StatusForbidden},
		{"guessed", origin, clinic + ":3", http.StatusForbidden},
		{token, "http://evil.example", clinic + ":3", http.StatusForbidden},
		{token, "null", clinic + ":3", http.StatusForbidden},
		{token, "", clinic + ":3", http.StatusForbidden},
	} {
		req, err := http.NewRequest(http.MethodPost, origin+editPath, strings.NewReader(c.at))
		if err != nil {
			t.Fatal(err)
		}
		req.Header.Set("X-Welcomepack-Token", c.token)
		if c.origin != "" {
			req.Header.Set("Origin", c.origin)
		}
		r, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		if r.StatusCode != c.want {
			t.Errorf("%+v: %s", c, r.Status)
		}
	}
}
