package main

import (
	"bytes"
	"context"
	"encoding/json"
	"net/http"
	"os"
	"path/filepath"
	"regexp"
	"runtime/debug"
	"strings"
	"sync"
	"testing"
	"time"

	"welcomepack/internal/build"
	"welcomepack/internal/diag"
	"welcomepack/internal/output"
	"welcomepack/internal/source"
)

// A heard keeps what a command writes; serve writes from more than one goroutine.
type heard struct {
	mu sync.Mutex
	b  bytes.Buffer
}

func (h *heard) Write(b []byte) (int, error) {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.Write(b)
}

func (h *heard) String() string {
	h.mu.Lock()
	defer h.mu.Unlock()
	return h.b.String()
}

// runCommand runs the command as on 22 November 2026, and returns what it wrote.
func runCommand(t *testing.T, args ...string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs heard
	code = run(context.Background(), testWorld(&out, &errs), args)
	return code, out.String(), errs.String()
}

func testWorld(out, errs *heard) world {
	return world{out: out, err: errs, getenv: func(string) string { return "" },
		now: func() time.Time { return time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC) }}
}

func copySite(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS("../../internal/build/testdata/site")); err != nil {
		t.Fatal(err)
	}
	return dir
}

func breakSite(t *testing.T, dir string) {
	t.Helper()
	change(t, dir, nightLine, "0808 157 0192", "0808 157 019")
}

func TestBuildSaysWhatThereIs(t *testing.T) {
	dir := copySite(t)
	code, out, errs := runCommand(t, "build", "--site", dir)
	if code != exitDone || out != "" {
		t.Fatalf("exit %d, output %q: %s", code, out, errs)
	}
	want := regexp.MustCompile(`(?m)^welcomepack: 2 boroughs × 3 languages: \d+ pages, 24 packs in 0 ms; 2 warnings$`)
	if !want.MatchString(errs) {
		t.Errorf("the summary is missing from:\n%s", errs)
	}
	if !regexp.MustCompile(`(?m)^welcomepack: dist: \d+ files written, 0 unchanged, 0 removed$`).MatchString(errs) {
		t.Errorf("the output folder is missing from:\n%s", errs)
	}
	for _, f := range []string{"index.html", "northbank/ar/index.html", "southbank/ur/welcome-pack-southbank-ur.pdf"} {
		if _, err := os.Stat(filepath.Join(dir, "dist", f)); err != nil {
			t.Error(err)
		}
	}
}

func TestExitCodes(t *testing.T) {
	good, bad := copySite(t), copySite(t)
	breakSite(t, bad)
	file := filepath.Join(t.TempDir(), "file")
	if err := os.WriteFile(file, nil, 0o644); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		args string
		code int
		says string
	}{
		{"version", exitDone, ""},
		{"check --site " + good, exitDone, "welcomepack: no errors, 2 warnings"},
		{"check --site " + bad, exitMistakes, "content/shared/listings/night-line.yaml:"},
		{"build --site " + bad, exitMistakes, "; dist is as it was"},
		{"build --site " + good + " --borough northbnk", exitUsage, `there is no borough "northbnk": did you mean "northbank"?`},
		{"build --site " + good + " --lang ti", exitUsage, `there is no language "ti"`},
		{"serve --site " + good + " --lang ti", exitUsage, `there is no language "ti"`},
		{"build --site " + filepath.Dir(good), exitUsage, "has no folder content"},
		{"build --nonsense", exitUsage, "see welcomepack build --help"},
		{"help nonsense", exitUsage, `unknown command "nonsense"`},
		{"help new nonsense", exitUsage, `unknown command "new nonsense"`},
		{"build words", exitUsage, `unknown command "words"`},
		{"buidl", exitUsage, `unknown command "buidl"`},
		{"build --site " + good + " --out " + file, exitBroken, "not a folder"},
		{"build --site " + good + " --out " + good + "/content/x", exitBroken, "lies in"},
		{"build --site " + good + " --out " + good, exitBroken, "holds"},
	} {
		code, out, errs := runCommand(t, strings.Fields(c.args)...)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%s: exit %d, want %d with %q; said\n%s%s", c.args, code, c.code, c.says, out, errs)
		}
		if c.code == exitUsage && strings.Contains(errs, "warning") {
			t.Errorf("%s: a wrong call is told of other things:\n%s", c.args, errs)
		}
	}
}

func TestMistakesAsJSON(t *testing.T) {
	dir := copySite(t)
	breakSite(t, dir)
	code, out, _ := runCommand(t, "check", "--json", "--site", dir)
	var rows []struct {
		Path, Severity, Code, Message string
		Line, Column                  int
	}
	if err := json.Unmarshal([]byte(out), &rows); err != nil || code != exitMistakes {
		t.Fatalf("exit %d, %v: %s", code, err, out)
	}
	found := false
	for _, r := range rows {
		found = found || r.Path == "content/shared/listings/night-line.yaml" && r.Severity == "error" && r.Line > 0 && r.Column > 0 && r.Code != ""
	}
	if !found {
		t.Errorf("no row for the mistake: %s", out)
	}
}

func TestSecondBuildIsBroken(t *testing.T) {
	dir := copySite(t)
	s, err := output.Open(filepath.Join(dir, "dist"), output.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Discard()
	if code, _, errs := runCommand(t, "build", "--no-packs", "--site", dir); code != exitBroken || !strings.Contains(errs, "another build") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestSiteIsFoundFromAFolderInIt(t *testing.T) {
	dir := copySite(t)
	t.Chdir(filepath.Join(dir, "content/shared/guides"))
	if code, _, errs := runCommand(t, "check"); code != exitDone {
		t.Errorf("exit %d: %s", code, errs)
	}
	t.Chdir(filepath.Dir(dir))
	if code, _, errs := runCommand(t, "check"); code != exitUsage || !strings.Contains(errs, "--site") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestTodayIsLondonsOrThatOfTheEpoch(t *testing.T) {
	for _, c := range []struct {
		epoch string
		now   time.Time
		want  string
	}{
		{"", time.Date(2026, 6, 30, 23, 30, 0, 0, time.UTC), "2026-07-01"},
		{"", time.Date(2026, 12, 31, 23, 30, 0, 0, time.UTC), "2026-12-31"},
		{"0", time.Now(), "1970-01-01"},
		{"1782862200", time.Now(), "2026-06-30"},
		{"soon", time.Now(), ""},
		{"-1", time.Now(), ""},
	} {
		w := world{getenv: func(string) string { return c.epoch }, now: func() time.Time { return c.now }}
		got, err := w.today()
		if (err != nil) != (c.want == "") || err == nil && got.String() != c.want {
			t.Errorf("epoch %q, now %v: %v, %v, want %s", c.epoch, c.now, got, err, c.want)
		}
	}
}

func TestProgressIsOneLineOnATerminalAndFewElsewhere(t *testing.T) {
	var terminal, plain heard
	for _, p := range []*progress{newProgress(world{err: &terminal, terminal: 40}), newProgress(world{err: &plain})} {
		for i := range 200 {
			p.show(build.Progress{Done: i + 1, Total: 200, Pack: i%2 == 1})
		}
		p.end()
	}
	if s := terminal.String(); strings.Contains(s, "\n") || !strings.HasSuffix(s, "\r\x1b[K") {
		t.Errorf("the terminal shows %q", s[len(s)-60:])
	}
	for part := range strings.SplitSeq(terminal.String(), "\r\x1b[K") {
		if len(part) >= 40 {
			t.Errorf("a line of %d columns", len(part))
		}
	}
	if n := strings.Count(plain.String(), "\n"); n < 10 || n > 11 || !strings.Contains(plain.String(), "200 of 200") {
		t.Errorf("%d lines: %s", n, plain.String())
	}
}

func TestSummaryIsReadable(t *testing.T) {
	var ds diag.List
	for i := range 3 {
		ds.Warning(source.Span{}, "stale", "text %d", i)
	}
	r := build.Result{Boroughs: 5, Langs: 7, Pages: 4310, Packs: 35, Made: 4345, Diags: ds}
	if got, want := summary(r, 12340*time.Millisecond), "5 boroughs × 7 languages: 4,310 pages, 35 packs in 12.3 s; 3 warnings"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	r = build.Result{Boroughs: 1, Langs: 1, Pages: 1234567, Packs: 1, Made: 1}
	if got, want := summary(r, 90*time.Millisecond), "1 borough × 1 language: 1,234,567 pages, 1 pack in 90 ms"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
}

func TestVersionNamesTheCommit(t *testing.T) {
	b := &debug.BuildInfo{GoVersion: "go1.26.8", Main: debug.Module{Version: "v1.2.0"}, Settings: []debug.BuildSetting{
		{Key: "vcs.revision", Value: "0123456789abcdef0123"}, {Key: "vcs.time", Value: "2026-11-20T09:00:00Z"}, {Key: "vcs.modified", Value: "true"},
	}}
	if got, want := version(b), "welcomepack v1.2.0 (commit 0123456789ab of 2026-11-20, with changes) go1.26.8"; got != want {
		t.Errorf("got %q, want %q", got, want)
	}
	if code, out, _ := runCommand(t, "version"); code != exitDone || !strings.HasPrefix(out, "welcomepack ") {
		t.Errorf("exit %d: %q", code, out)
	}
}

func TestHelpIsAResult(t *testing.T) {
	for _, args := range [][]string{{}, {"--help"}, {"help", "build"}, {"serve", "-h"}} {
		code, out, errs := runCommand(t, args...)
		if code != exitDone || !strings.Contains(out, "Usage:") || errs != "" {
			t.Errorf("%q: exit %d, %q, %q", args, code, out, errs)
		}
	}
}

func TestServeEndsWithItsContext(t *testing.T) {
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	var out, errs heard
	dir := copySite(t)
	ended := make(chan int, 1)
	go func() { ended <- run(ctx, testWorld(&out, &errs), []string{"serve", "--site", dir, "--port", "0"}) }()
	url := regexp.MustCompile(`http://localhost:\d+/`)
	deadline := time.After(20 * time.Second)
	tick := time.NewTicker(5 * time.Millisecond)
	hear := func(words *regexp.Regexp) {
		for !words.MatchString(errs.String()) {
			select {
			case <-tick.C:
			case code := <-ended:
				t.Fatalf("serve ended with %d: %s", code, errs.String())
			case <-deadline:
				t.Fatalf("no %s in %q", words, errs.String())
			}
		}
	}
	hear(url)
	r, err := http.Get(url.FindString(errs.String()) + "northbank/ar/")
	if err != nil {
		t.Fatal(err)
	}
	r.Body.Close()
	if r.StatusCode != http.StatusOK {
		t.Errorf("%s; said %s", r.Status, errs.String())
	}
	hear(regexp.MustCompile("welcomepack: read in "))
	cancel()
	if code := <-ended; code != exitDone {
		t.Errorf("exit %d: %s", code, errs.String())
	}
}

func TestFailuresOfTheMachineAreToldApart(t *testing.T) {
	if got := exitCode(failure(os.ErrPermission)); got != exitBroken {
		t.Errorf("exit %d", got)
	}
	if got := exitCode(failure(&build.Unknown{Kind: "borough", Name: "x"})); got != exitUsage {
		t.Errorf("exit %d", got)
	}
	if failure(nil) != nil {
		t.Error("no failure is one")
	}
}

func TestSyncBringsTranslationFilesUpToDate(t *testing.T) {
	dir := copySite(t)
	code, _, said := runCommand(t, "translations", "sync", "--site", dir, "--lang", "so")
	if code != exitDone || !strings.Contains(said, "brought up to date") {
		t.Fatalf("exit %d: %s", code, said)
	}
	for _, name := range []string{"interface", "shared"} {
		if po := read(t, dir, "translations/so/"+name+".po"); !strings.Contains(po, "\"Language: so\\n\"") {
			t.Errorf("%s.po:\n%s", name, po)
		}
	}
	code, _, said = runCommand(t, "translations", "sync", "--site", dir, "--lang", "so")
	if code != exitDone || !strings.Contains(said, "0 translation files") {
		t.Errorf("a second run: exit %d: %s", code, said)
	}
	if code, _, said := runCommand(t, "translations", "sync", "--site", dir, "--lang", "klingon"); code != exitUsage || !strings.Contains(said, "klingon") {
		t.Errorf("an unknown language: exit %d: %s", code, said)
	}
}

func TestWhyTellsWhatAPageIsMadeOf(t *testing.T) {
	dir := copySite(t)
	try := func(args ...string) (int, string) {
		code, out, errs := runCommand(t, args...)
		return code, out + errs
	}
	build := []string{"build", "--site", dir, "--no-packs", "--borough", "northbank", "--lang", "ar"}
	if code, out := try(build...); code != exitDone || strings.Contains(out, "nothing had changed") {
		t.Fatalf("%d: %s", code, out)
	}
	if code, out := try(append(build, "--verify")...); code != exitDone || !strings.Contains(out, "nothing had changed") || !strings.Contains(out, "verified: ") {
		t.Fatalf("%d: %s", code, out)
	}
	change(t, dir, "content/boroughs/northbank/listings/northbank-clinic.yaml", "020 7946 0018", "020 7946 0257")
	why := []string{"why", "--site", dir, filepath.Join(dir, "dist", "northbank", "ar", "services", "northbank-clinic.html")}
	for _, want := range []string{
		"northbank/ar/services/northbank-clinic.html\n", "  content/boroughs/northbank/listings/northbank-clinic.yaml\n", "  translations/ar/shared.po\n",
		"it was not there",
	} {
		if code, out := try(why...); code != exitDone || !strings.Contains(out, want) {
			t.Errorf("%d: %q is not in %s", code, want, out)
		}
	}
	if code, out := try(build...); code != exitDone {
		t.Fatalf("%d: %s", code, out)
	}
	if _, out := try(why...); !strings.Contains(out, ": content/boroughs/northbank/listings/northbank-clinic.yaml changed\n") {
		t.Errorf("after an edit: %s", out)
	}
	for file, want := range map[string]string{
		"dist/northbank/ar/services/northbank-clinc.html": `did you mean "northbank/ar/services/northbank-clinic.html"?`,
		"dist/index.html": "only files of an edition",
	} {
		if code, out := try("why", "--site", dir, file); code != exitUsage || !strings.Contains(out, want) {
			t.Errorf("%s: %d: %s", file, code, out)
		}
	}
}
