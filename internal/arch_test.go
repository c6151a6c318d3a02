package internal

import (
	"fmt"
	"go/ast"
	"go/build/constraint"
	"go/parser"
	"go/token"
	"io/fs"
	"os"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

const module = "welcomepack"

// A row is a line of the table of packages in docs/architecture.md.
type row struct {
	floor  int
	later  bool     // need not exist yet
	may    []string // short names: source, themes, cmd/welcomepack
	except []string // where it may import all below but these; may is nil then
}

// table reads the rows by short name.
func table(text string) (map[string]row, error) {
	rows := map[string]row{}
	line := regexp.MustCompile("(?m)^\\| (\\d+) \\| `([^`]+)`([^|]*)\\|[^|]*\\| ([^|]*) \\|$")
	for _, m := range line.FindAllStringSubmatch(text, -1) {
		floor, err := strconv.Atoi(m[1])
		if err != nil {
			return nil, err
		}
		r := row{floor: floor, later: strings.Contains(m[3], "(later)")}
		if rest, ok := strings.CutPrefix(m[4], "all below but "); ok {
			r.except = strings.Fields(strings.ReplaceAll(rest, ",", ""))
		} else if m[4] != "—" {
			r.may = strings.Fields(m[4])
		}
		name := short(m[2])
		if _, twice := rows[name]; twice {
			return nil, fmt.Errorf("%s has two rows", name)
		}
		rows[name] = r
	}
	for name, r := range rows {
		for _, other := range slices.Concat(r.may, r.except) {
			to, ok := rows[other]
			if !ok {
				return nil, fmt.Errorf("the row of %s names %q, which has none", name, other)
			}
			if to.floor >= r.floor && slices.Contains(r.may, other) {
				return nil, fmt.Errorf("the row of %s, floor %d, allows %s, floor %d", name, r.floor, other, to.floor)
			}
		}
	}
	return rows, nil
}

func short(pkg string) string { return strings.TrimPrefix(pkg, "internal/") }

// allows tells whether the row lets its package import another.
func (r row) allows(other string, rows map[string]row) bool {
	to, ok := rows[other]
	if r.except != nil {
		return ok && to.floor < r.floor && !slices.Contains(r.except, other)
	}
	return ok && slices.Contains(r.may, other)
}

// A code is a file of Go that is no test.
type code struct {
	pkg  string // short name
	path string
	file *ast.File
	fset *token.FileSet
}

// sources parses all Go files of the module but tests and what measures, on every system they are for.
func sources(t *testing.T, fsys fs.FS) []code {
	t.Helper()
	var all []code
	err := fs.WalkDir(fsys, ".", func(p string, d fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case d.IsDir() && p != "." && (strings.HasPrefix(d.Name(), ".") || d.Name() == "testdata" || d.Name() == "dist" || p == "bench"):
			return fs.SkipDir
		case d.IsDir() || path.Ext(p) != ".go" || strings.HasSuffix(p, "_test.go"):
			return nil
		}
		b, err := fs.ReadFile(fsys, p)
		if err != nil {
			return err
		}
		c, err := parse(p, b)
		if err == nil && !ignored(c.file) {
			all = append(all, c)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

func parse(p string, b []byte) (code, error) {
	fset := token.NewFileSet()
	f, err := parser.ParseFile(fset, p, b, parser.ParseComments)
	return code{short(path.Dir(p)), p, f, fset}, err
}

// ignored tells whether a file is kept out of every build, as programs that make tables are.
func ignored(f *ast.File) bool {
	for _, g := range f.Comments {
		for _, c := range g.List {
			if x, err := constraint.Parse(c.Text); err == nil && c.Pos() < f.Package && x.String() == "ignore" {
				return true
			}
		}
	}
	return false
}

// onlyUsers are the modules that one package, or two, wrap for the others.
var onlyUsers = map[string]string{
	"gopkg.in/yaml.v3":                "fields",
	"github.com/yuin/goldmark":        "markdown",
	"github.com/go-pdf/fpdf":          "pdf",
	"github.com/fsnotify/fsnotify":    "serve",
	"github.com/nyaruka/phonenumbers": "load",
	"github.com/tdewolff/minify/v2":   "minify",
	"github.com/pdfcpu/pdfcpu":        "uatest",
	"github.com/xuri/excelize":        "exchange intake",
	"github.com/klauspost/compress":   "bundle pdf",
	"rsc.io/qr":                       "qr",
	"github.com/spf13":                "cmd/welcomepack",
	"golang.org/x/term":               "cmd/welcomepack",
	"golang.org/x/sys":                "output",
}

// imports holds a file's imports against the table.
func imports(c code, rows map[string]row) []string {
	var wrong []string
	r, known := rows[c.pkg]
	for _, im := range c.file.Imports {
		p, err := strconv.Unquote(im.Path.Value)
		if err != nil {
			panic(err)
		}
		if own, ok := strings.CutPrefix(p, module+"/"); ok && known && !r.allows(short(own), rows) {
			wrong = append(wrong, c.at(im)+": "+c.pkg+" may not import "+short(own))
		}
		for m, user := range onlyUsers {
			if (p == m || strings.HasPrefix(p, m+"/")) && !slices.Contains(strings.Fields(user), c.pkg) {
				wrong = append(wrong, c.at(im)+": "+p+" is for "+user+" alone")
			}
		}
		if slices.Contains([]string{"math/rand", "math/rand/v2", "crypto/rand"}, p) && !outer(c.pkg) {
			wrong = append(wrong, c.at(im)+": randomness is for cmd and serve alone")
		}
	}
	return wrong
}

func (c code) at(n ast.Node) string {
	p := c.fset.Position(n.Pos())
	return fmt.Sprintf("%s:%d", c.path, p.Line)
}

// outer tells whether a package may read the clock and the environment; needs is for tests, which are run on a machine.
func outer(pkg string) bool {
	return pkg == "serve" || pkg == "needs" || strings.HasPrefix(pkg, "cmd/")
}

// concurrent tells whether a package may start goroutines and use channels.
func concurrent(pkg string) bool { return pkg == "build" || pkg == "serve" }

// writes are the functions and methods that change files. Methods are known by name alone, which is enough for
// names as telling as these.
var writes = map[string][]string{
	"os": {"WriteFile", "Create", "CreateTemp", "OpenFile", "Rename", "Mkdir", "MkdirAll", "MkdirTemp", "Remove", "RemoveAll",
		"Link", "Symlink", "Chmod", "Chtimes", "Truncate", "CopyFS", "Chown", "Lchown"},
	"ioutil": {"WriteFile", "TempFile", "TempDir"},
}

var outside = map[string][]string{
	"time":    {"Now", "Since", "Until", "After", "AfterFunc", "Tick", "NewTimer", "NewTicker", "Sleep", "Local", "LoadLocation"},
	"os":      {"Getenv", "LookupEnv", "Environ", "ExpandEnv", "Hostname", "Getwd", "UserHomeDir", "UserCacheDir", "UserConfigDir", "Args", "Stdin", "Stdout", "Stderr"},
	"syscall": {"Getenv", "Environ"},
}

// conduct holds what a file does against the rules.
func conduct(c code) []string {
	var wrong []string
	say := func(n ast.Node, what string) { wrong = append(wrong, c.at(n)+": "+what) }
	ast.Inspect(c.file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.GoStmt, *ast.ChanType, *ast.SendStmt, *ast.SelectStmt:
			if !concurrent(c.pkg) && c.pkg != "cmd/welcomepack" {
				say(n, "goroutines and channels are for build and serve alone")
			}
		case *ast.CallExpr:
			if f, ok := n.Fun.(*ast.SelectorExpr); ok && f.Sel.Name == "Go" && len(n.Args) == 1 && !concurrent(c.pkg) {
				say(n, "goroutines are for build and serve alone")
			}
		case *ast.FuncDecl:
			if n.Name.Name == "init" && n.Recv == nil {
				say(n, "there is an init")
			}
		case *ast.SelectorExpr:
			x, ok := n.X.(*ast.Ident)
			if !ok {
				return true
			}
			if slices.Contains(writes[x.Name], n.Sel.Name) && !slices.Contains([]string{"output", "cache"}, c.pkg) && !strings.HasPrefix(c.pkg, "cmd/") {
				say(n, "files are written by output and cache alone")
			}
			if slices.Contains(outside[x.Name], n.Sel.Name) && !outer(c.pkg) {
				say(n, x.Name+"."+n.Sel.Name+" is for cmd and serve alone")
			}
		}
		return true
	})
	return wrong
}

// assignments finds package variables that functions assign, also in part.
func assignments(files []code) []string {
	vars := map[string]bool{} // package and name
	for _, c := range files {
		for _, d := range c.file.Decls {
			if g, ok := d.(*ast.GenDecl); ok && g.Tok == token.VAR {
				for _, s := range g.Specs {
					for _, n := range s.(*ast.ValueSpec).Names {
						vars[c.pkg+"."+n.Name] = true
					}
				}
			}
		}
	}
	var wrong []string
	for _, c := range files {
		for _, d := range c.file.Decls {
			f, ok := d.(*ast.FuncDecl)
			if !ok || f.Body == nil {
				continue
			}
			ast.Inspect(f.Body, func(n ast.Node) bool {
				for _, target := range assigned(n) {
					id := base(target)
					if id != nil && id.Obj == nil && vars[c.pkg+"."+id.Name] || id != nil && declaredOutside(id, f) && vars[c.pkg+"."+id.Name] {
						wrong = append(wrong, c.at(n)+": the package variable "+id.Name+" is assigned")
					}
				}
				return true
			})
		}
	}
	return wrong
}

// declaredOutside tells whether a name that the parser resolved within its file is not one of the function's own.
func declaredOutside(id *ast.Ident, f *ast.FuncDecl) bool {
	if id.Obj == nil {
		return true
	}
	at := id.Obj.Pos()
	return at < f.Pos() || at > f.End()
}

// assigned lists what a statement assigns to, takes the address of, or deletes from.
func assigned(n ast.Node) []ast.Expr {
	switch n := n.(type) {
	case *ast.AssignStmt:
		if n.Tok != token.DEFINE {
			return n.Lhs
		}
	case *ast.IncDecStmt:
		return []ast.Expr{n.X}
	case *ast.RangeStmt:
		if n.Tok == token.ASSIGN {
			return []ast.Expr{n.Key, n.Value}
		}
	case *ast.CallExpr:
		if f, ok := n.Fun.(*ast.Ident); ok && (f.Name == "delete" || f.Name == "clear") && len(n.Args) > 0 {
			return n.Args[:1]
		}
	}
	return nil
}

// base is the variable that an expression is a part of.
func base(x ast.Expr) *ast.Ident {
	for {
		switch e := x.(type) {
		case *ast.Ident:
			return e
		case *ast.IndexExpr:
			x = e.X
		case *ast.SelectorExpr:
			x = e.X
		case *ast.StarExpr:
			x = e.X
		case *ast.ParenExpr:
			x = e.X
		default:
			return nil
		}
	}
}

func readTable(t *testing.T) map[string]row {
	t.Helper()
	b, err := os.ReadFile("../docs/architecture.md")
	if err != nil {
		t.Fatal(err)
	}
	rows, err := table(string(b))
	if err != nil {
		t.Fatal(err)
	}
	if len(rows) < 20 {
		t.Fatalf("the table has only %d rows that can be read", len(rows))
	}
	return rows
}

func TestPackagesAreThoseOfTheTable(t *testing.T) {
	rows := readTable(t)
	have := map[string]bool{}
	for _, c := range sources(t, os.DirFS("..")) {
		have[c.pkg] = true
	}
	for name := range have {
		if _, ok := rows[name]; !ok {
			t.Errorf("%s is not in the table of docs/architecture.md", name)
		}
	}
	for name, r := range rows {
		if !have[name] && !r.later {
			t.Errorf("the table has %s, which does not exist and is not marked (later)", name)
		}
		if have[name] && r.later {
			t.Errorf("%s exists, and its row is still marked (later)", name)
		}
	}
}

func TestImportsAreThoseOfTheTable(t *testing.T) {
	rows := readTable(t)
	for _, c := range sources(t, os.DirFS("..")) {
		for _, w := range imports(c, rows) {
			t.Error(w)
		}
	}
}

func TestPackagesKeepTheRules(t *testing.T) {
	byPackage := map[string][]code{}
	for _, c := range sources(t, os.DirFS("..")) {
		for _, w := range conduct(c) {
			t.Error(w)
		}
		byPackage[c.pkg] = append(byPackage[c.pkg], c)
	}
	for _, files := range byPackage {
		for _, w := range assignments(files) {
			t.Error(w)
		}
	}
}

// The rules themselves must be able to fail.
func TestBrokenRulesAreSeen(t *testing.T) {
	rows := readTable(t)
	for _, c := range []struct{ pkg, code, want string }{
		{"doc", `import _ "welcomepack/internal/view"`, "may not import view"},
		{"build", `import _ "welcomepack/internal/fields"`, "may not import fields"},
		{"build", `import _ "welcomepack/internal/serve"`, "may not import serve"},
		{"build", `import _ "welcomepack/internal/needs"`, "may not import needs"},
		{"load", `import _ "gopkg.in/yaml.v3"`, "for fields alone"},
		{"view", `import _ "math/rand/v2"`, "randomness"},
		{"view", `func f() { go f() }`, "goroutines"},
		{"view", `import "sync"; func f(w *sync.WaitGroup) { w.Go(func() {}) }`, "goroutines"},
		{"view", `var c = make(chan int)`, "channels"},
		{"view", `import "os"; func f() { os.WriteFile("x", nil, 0) }`, "written"},
		{"view", `import "os"; var write = os.MkdirAll`, "written"},
		{"view", `import "time"; func f() { time.Now() }`, "time.Now"},
		{"view", `import "os"; func f() { os.Getenv("X") }`, "os.Getenv"},
		{"view", `func init() {}`, "init"},
		{"view", `var n int; func f() { n = 1 }`, "n is assigned"},
		{"view", `var m = map[int]int{}; func f() { m[1]++ }`, "m is assigned"},
		{"view", `var m = map[int]int{}; func f() { delete(m, 1) }`, "m is assigned"},
		{"view", `var v struct{ a []int }; func f() { v.a[0] = 1 }`, "v is assigned"},
		{"view", `var n = 1; func f() int { n := 2; n++; return n }`, ""},
		{"serve", `import ("os"; "time"); func f() { go f(); time.Now(); os.Getenv("X") }`, ""},
		{"output", `import "os"; func f() { os.Remove("x") }`, ""},
		{"build", `import _ "welcomepack/internal/view"; func f(c chan int) { go f(c) }`, ""},
	} {
		p := "internal/" + c.pkg + "/x.go"
		src, err := parse(p, []byte("package x; "+c.code))
		if err != nil {
			t.Fatal(err)
		}
		got := strings.Join(slices.Concat(imports(src, rows), conduct(src), assignments([]code{src})), "\n")
		if c.want == "" && got != "" || !strings.Contains(got, c.want) {
			t.Errorf("%s: %s: said %q, want %q", c.pkg, c.code, got, c.want)
		}
	}
}

func TestTableOfPackagesGoesDownwards(t *testing.T) {
	for _, c := range []struct{ text, want string }{
		{"| 1 | `internal/a` | x | b |\n| 1 | `internal/b` | x | — |", "allows b"},
		{"| 1 | `internal/a` | x | c |", "has none"},
		{"| 1 | `internal/a` | x | — |\n| 2 | `internal/a` | x | — |", "two rows"},
	} {
		if _, err := table(c.text); err == nil || !strings.Contains(err.Error(), c.want) {
			t.Errorf("%q: error %v, want %q", c.text, err, c.want)
		}
	}
}
