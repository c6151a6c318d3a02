package internal

import (
	"go/ast"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"welcomepack/docs/diagnostics"
)

var codeForm = regexp.MustCompile(`^[a-z]+(?:-[a-z]+)*$`)

// literals calls f with every string of the program that may be a code, and whether it stands where only a code can.
func literals(files []code, f func(c code, n ast.Node, text string, surely bool)) {
	for _, c := range files {
		sure := map[ast.Node]bool{}
		ast.Inspect(c.file, func(n ast.Node) bool {
			if call, ok := n.(*ast.CallExpr); ok && len(call.Args) >= 3 {
				if s, ok := call.Fun.(*ast.SelectorExpr); ok && slices.Contains([]string{"Error", "Warning", "Advice"}, s.Sel.Name) {
					sure[call.Args[1]] = true
				}
			}
			if l, ok := n.(*ast.BasicLit); ok && l.Kind == token.STRING {
				if text, err := strconv.Unquote(l.Value); err == nil && codeForm.MatchString(text) {
					f(c, n, text, sure[n])
				}
			}
			return true
		})
	}
}

// TestEveryCodeHasAPageAndEveryPageACode holds docs/diagnostics against the program.
func TestEveryCodeHasAPageAndEveryPageACode(t *testing.T) {
	pages := diagnostics.Codes()
	used := map[string]bool{}
	literals(sources(t, os.DirFS("..")), func(c code, n ast.Node, text string, surely bool) {
		used[text] = true
		if surely && !slices.Contains(pages, text) {
			t.Errorf("%s: the code %s has no page docs/diagnostics/%s.md", c.at(n), text, text)
		}
	})
	for _, p := range pages {
		if !used[p] {
			t.Errorf("docs/diagnostics/%s.md is about a code that nothing says", p)
		}
	}
}

func TestEveryPageHasAWrongAndARightExample(t *testing.T) {
	form := regexp.MustCompile("(?s)^# [a-z-]+\n\n\\S.*\nWrong[^\n]*:\n\n```.*\n```\n\nRight[^\n]*:\n\n```.*\n```\n")
	for _, code := range diagnostics.Codes() {
		page := diagnostics.Page(code)
		if !strings.HasPrefix(page, "# "+code+"\n") || !form.MatchString(page) {
			t.Errorf("docs/diagnostics/%s.md needs its code as title, words, and examples under Wrong: and Right:", code)
		}
		if s := diagnostics.Summary(code); !strings.HasSuffix(s, ".") || len(s) > 220 {
			t.Errorf("docs/diagnostics/%s.md begins with %q, which is no short sentence", code, s)
		}
	}
}

// TestEveryCodeHasACase wants each code to be named by a test or in what a test compares with.
func TestEveryCodeHasACase(t *testing.T) {
	var all strings.Builder
	err := fs.WalkDir(os.DirFS(".."), ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || slices.Contains([]string{"content", "translations", "dist"}, p)):
			return fs.SkipDir
		case d.IsDir() || !strings.HasSuffix(p, "_test.go") && !(strings.Contains(p, "/testdata/") && path.Ext(p) == ".txtar"):
			return nil
		}
		b, err := os.ReadFile("../" + p)
		all.Write(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	text := all.String()
	for _, code := range diagnostics.Codes() {
		form := `\[` + code + `\]|"` + code + `"|# want (?:[a-z-]+ )*` + code + `\b`
		if strings.Contains(code, "-") { // no word of prose
			form += `|[" ]` + code + `[" ]`
		}
		if !regexp.MustCompile(form).MatchString(text) {
			t.Errorf("no test has a case of %s", code)
		}
	}
}
