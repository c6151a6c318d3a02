package source_test

import (
	"flag"
	"fmt"
	"go/ast"
	"go/constant"
	"go/parser"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite docs/limits.md")

// TestLimitsAreStated holds docs/limits.md against limits.go, whose remarks are its lines.
func TestLimitsAreStated(t *testing.T) {
	const path = "../../docs/limits.md"
	text, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	above, _, ok := strings.Cut(string(text), tableHead)
	want := above + tableHead + table(t)
	switch {
	case !ok:
		t.Fatalf("%s has no line %q", path, tableHead)
	case *update:
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	case string(text) != want:
		t.Errorf("%s does not say what limits.go does: go test ./internal/source -update", path)
	}
}

const tableHead = "| at most | of | if you need more |\n|---:|---|---|\n"

func table(t *testing.T) string {
	t.Helper()
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "limits.go", nil, parser.ParseComments)
	if err != nil {
		t.Fatal(err)
	}
	var b strings.Builder
	for _, d := range file.Decls {
		for _, s := range d.(*ast.GenDecl).Specs {
			v := s.(*ast.ValueSpec)
			n := evaluated(t, v.Values[0])
			what, advice, ok := strings.Cut(strings.TrimSpace(v.Comment.Text()), ": ")
			if !ok {
				t.Errorf("%s: its remark has no colon between what it counts and what to do", v.Names[0].Name)
			}
			unit := ""
			if rest, ok := strings.CutPrefix(what, "bytes of "); ok && n >= 1<<10 {
				n, unit = n>>10, " KiB"
				if n >= 1<<10 {
					n, unit = n>>10, " MiB"
				}
				what = rest
			}
			fmt.Fprintf(&b, "| %s%s | %s | %s |\n", grouped(n), unit, what, advice)
		}
	}
	return b.String()
}

func evaluated(t *testing.T, e ast.Expr) int64 {
	t.Helper()
	v, err := types.Eval(token.NewFileSet(), nil, token.NoPos, types.ExprString(e))
	if err != nil {
		t.Fatal(err)
	}
	n, _ := constant.Int64Val(v.Value)
	return n
}

// grouped writes 20000 as 20,000.
func grouped(n int64) string {
	s := fmt.Sprint(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// ownLimits are not on what strangers send: the rules of other standards, of layout, of our own messages, and the
// length of paths, which the writer of files keeps for itself.
var ownLimits = map[string]string{
	"bidi": "UAX 9", "layout": "looks", "pdf": "a font's codes", "shape": "looks", "view": "weight of a page",
	"diag": "messages", "build": "messages", "check": "how words read", "output": "length of a path",
}

// TestLimitsStandInOnePlace looks for limits that were declared beside their use.
func TestLimitsStandInOnePlace(t *testing.T) {
	declared := regexp.MustCompile(`(?m)^(?:const)?\s+((?:[mM]ax|[mM]ost)[A-Z]\w*)\s*(?:int|int64)?\s*=\s*[\d(]`)
	files, err := filepath.Glob("../*/*.go")
	if err != nil || len(files) < 100 {
		t.Fatal(len(files), err)
	}
	for _, f := range files {
		pkg := filepath.Base(filepath.Dir(f))
		if strings.HasSuffix(f, "_test.go") || strings.HasSuffix(f, "source/limits.go") || ownLimits[pkg] != "" {
			continue
		}
		text, err := os.ReadFile(f)
		if err != nil {
			t.Fatal(err)
		}
		for _, m := range declared.FindAllSubmatch(text, -1) {
			t.Errorf("%s declares %s; limits stand in internal/source/limits.go", f, m[1])
		}
	}
}
