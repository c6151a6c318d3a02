package internal

import (
	"bytes"
	"cmp"
	"flag"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"
)

var update = flag.Bool("update", false, "rewrite docs/licences.md")

// versions are those of modules with faults that reach us or our readers; most is "" where the newest will do.
var versions = []struct{ module, least, most, why string }{
	{"github.com/go-text/typesetting", "v0.3.3", "v0.3.3", "0.3.4 and 0.3.5 shape Arabic, Ethiopic and Cyrillic wrongly"},
	{"github.com/yuin/goldmark", "v1.7.17", "", "CVE-2026-5160: javascript&colon; becomes a link"},
	{"gopkg.in/yaml.v3", "v3.0.1", "", "CVE-2022-28948: a short file ends the program"},
	{"golang.org/x/net", "v0.38.0", "", "CVE-2025-22872: an element is closed that is open, so words become elements"},
	{"golang.org/x/text", "v0.3.8", "", "CVE-2022-32149: a list of languages takes minutes"},
	{"golang.org/x/image", "v0.18.0", "", "CVE-2024-24792: a picture ends the program"},
	{"google.golang.org/protobuf", "v1.33.0", "", "CVE-2024-24786: reading does not end"},
}

// goList runs go list for one system.
func goList(t *testing.T, goos string, args ...string) []string {
	t.Helper()
	c := exec.Command("go", append([]string{"list"}, args...)...)
	c.Dir = ".."
	c.Env = append(os.Environ(), "GOOS="+goos, "GOARCH=amd64", "CGO_ENABLED=0")
	var complaints bytes.Buffer
	c.Stderr = &complaints
	out, err := c.Output()
	if err != nil {
		t.Fatalf("go list %v: %v: %s", args, err, complaints.String())
	}
	lines := strings.Split(strings.TrimSpace(string(out)), "\n")
	slices.Sort(lines)
	return slices.Compact(lines)
}

func TestKnownBadVersionsAreRefused(t *testing.T) {
	have := map[string]string{}
	for _, l := range goList(t, "linux", "-m", "-f", "{{.Path}} {{.Version}}", "all") {
		path, version, _ := strings.Cut(l, " ")
		have[path] = version
	}
	for _, v := range versions {
		switch got := have[v.module]; {
		case got == "":
			t.Errorf("%s is no longer used: take its row out", v.module)
		case compareVersions(t, got, v.least) < 0, v.most != "" && compareVersions(t, got, v.most) > 0:
			t.Errorf("%s %s: %s; want %s to %s", v.module, got, v.why, v.least, cmp.Or(v.most, "the newest"))
		}
	}
	for _, c := range [][2]string{{"v1.7.16", "v1.7.17"}, {"v0.3.3", "v0.3.10"}, {"v0.9.9", "v1.0.0"}} {
		if compareVersions(t, c[0], c[1]) >= 0 {
			t.Errorf("%s is not below %s", c[0], c[1])
		}
	}
}

var versionForm = regexp.MustCompile(`^v(\d+)\.(\d+)\.(\d+)`)

func compareVersions(t *testing.T, a, b string) int {
	t.Helper()
	x, y := versionForm.FindStringSubmatch(a), versionForm.FindStringSubmatch(b)
	if x == nil || y == nil {
		t.Fatalf("%q or %q is no version", a, b)
	}
	return slices.CompareFunc(x[1:], y[1:], func(a, b string) int {
		m, _ := strconv.Atoi(a)
		n, _ := strconv.Atoi(b)
		return cmp.Compare(m, n)
	})
}

// TestEveryVersionIsPinned: no module comes from elsewhere than go.mod says, and go.sum knows the bytes of each.
func TestEveryVersionIsPinned(t *testing.T) {
	mod, err := os.ReadFile("../go.mod")
	if err != nil {
		t.Fatal(err)
	}
	if m := regexp.MustCompile(`(?m)^\s*(replace|exclude|retract|toolchain)\b.*`).Find(mod); m != nil {
		t.Errorf("go.mod has %q", m)
	}
	sums, err := os.ReadFile("../go.sum")
	if err != nil {
		t.Fatal(err)
	}
	for _, l := range programModules(t) {
		path, rest, _ := strings.Cut(l, " ")
		version, _, _ := strings.Cut(rest, " ")
		if !strings.Contains(string(sums), path+" "+version+" h1:") {
			t.Errorf("go.sum does not know %s %s", path, version)
		}
	}
}

// programModules lists path, version and folder of each module that is in the program on any system.
func programModules(t *testing.T) []string {
	t.Helper()
	var all []string
	for _, goos := range []string{"linux", "darwin", "windows"} {
		all = append(all, goList(t, goos, "-deps", "-f", "{{with .Module}}{{if not .Main}}{{.Path}} {{.Version}} {{.Dir}}{{end}}{{end}}", "./cmd/welcomepack")...)
	}
	slices.Sort(all)
	return slices.DeleteFunc(slices.Compact(all), func(l string) bool { return strings.TrimSpace(l) == "" })
}

// kinds tells licences by words that only they have; a text may hold several.
var kinds = []struct{ name, words string }{
	{"Apache-2.0", "Apache License"},
	{"BSD-3-Clause", "SPDX-License-Identifier: Unlicense OR BSD-3-Clause"},
	{"BSD-3-Clause", "Neither the name"},
	{"MIT", "Permission is hereby granted, free of charge"},
}

// TestLicencesAreListed holds docs/licences.md, which goes out with the program, against the modules that are in it.
func TestLicencesAreListed(t *testing.T) {
	var table, texts strings.Builder
	for _, l := range programModules(t) {
		part := strings.SplitN(l, " ", 3)
		text := licence(t, part[2])
		var of []string
		for _, k := range kinds {
			if strings.Contains(strings.Join(strings.Fields(text), " "), k.words) && !slices.Contains(of, k.name) {
				of = append(of, k.name)
			}
		}
		if len(of) == 0 {
			t.Errorf("%s %s has a licence that nobody has looked at", part[0], part[1])
		}
		fmt.Fprintf(&table, "| %s | %s | %s |\n", part[0], part[1], strings.Join(of, ", "))
		if slices.Equal(of, []string{"Apache-2.0"}) && !strings.Contains(text, noticeHead) {
			text = "The Apache License 2.0, as in the file LICENSE of this program.\n"
		}
		fmt.Fprintf(&texts, "\n## %s\n\n```text\n%s```\n", part[0], strings.TrimLeft(text, "\n"))
	}
	const path = "../docs/licences.md"
	want := licencesHead + table.String() + texts.String()
	if *update {
		if err := os.WriteFile(path, []byte(want), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	got, err := os.ReadFile(path)
	if err != nil || string(got) != want {
		t.Errorf("%s does not say what is in the program (%v): go test ./internal -update", path, err)
	}
}

const licencesHead = `# Licences of what is in the program

welcomepack itself is under the Apache License 2.0. Its fonts are Noto's, under the SIL Open Font License 1.1; the text stands
beside each in themes/default/fonts. The modules below are in the program on at least one system. A test makes this page.

| module | version | licence |
|---|---|---|
`

const noticeHead = "Its notice:\n"

// licence is the text of a module's licence, with its notice.
func licence(t *testing.T, dir string) string {
	t.Helper()
	var text string
	for _, pattern := range []string{"LICEN[SC]E*", "COPYING*", "NOTICE*"} {
		names, err := filepath.Glob(filepath.Join(dir, pattern))
		if err != nil {
			t.Fatal(err)
		}
		for _, n := range names {
			b, err := os.ReadFile(n)
			if err != nil {
				t.Fatal(err)
			}
			if strings.HasPrefix(filepath.Base(n), "NOTICE") {
				text += noticeHead
			}
			text += strings.TrimRight(string(bytes.ReplaceAll(b, []byte("\r"), nil)), "\n") + "\n"
		}
	}
	if text == "" {
		t.Errorf("%s has no licence", dir)
	}
	return text
}
