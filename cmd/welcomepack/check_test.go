package main

import (
	"context"
	"encoding/json"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

const nightLine = "content/shared/listings/night-line.yaml"

func TestCheckSaysWhatToDoFirst(t *testing.T) {
	dir := copySite(t)
	breakSite(t, dir)
	change(t, dir, nightLine, "email: help@nightline.example", "email: help.nightline.example")
	change(t, dir, nightLine, "cost: free", "cost: nothing")
	change(t, dir, nightLine, "[en, ar]", "[en, arr]")
	code, out, errs := runCommand(t, "check", "--site", dir)
	if code != exitMistakes || out != "" {
		t.Fatalf("exit %d, output %q", code, out)
	}
	for _, want := range []string{
		"welcomepack: 4 errors\n\nFirst, the errors: nothing is published while they are there.\n",
		"      1 × bad-amount: An amount is written in digits",
		"          the first is " + nightLine + ":10\n",
		"welcomepack: what a word in [ ] means, with examples: welcomepack explain bad-amount\n",
	} {
		if !strings.Contains(errs, want) {
			t.Errorf("%q is missing from\n%s", want, errs)
		}
	}
}

func TestCheckGivesAdviceUnlessTold(t *testing.T) {
	dir := copySite(t)
	change(t, dir, nightLine, "Someone will listen at any hour.", "Someone will assist you at any hour.")
	code, _, errs := runCommand(t, "check", "--site", dir)
	if code != exitDone || !strings.Contains(errs, `advice: "assist" is a hard word [hard-word]`) || !strings.Contains(errs, "no errors, 2 warnings, 1 piece of advice") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if _, _, errs := runCommand(t, "check", "--no-advice", "--site", dir); strings.Contains(errs, "advice") {
		t.Errorf("without advice: %s", errs)
	}
	if _, _, errs := runCommand(t, "build", "--no-packs", "--site", dir); strings.Contains(errs, "advice") {
		t.Errorf("build gives advice: %s", errs)
	}
	change(t, dir, "content/site.yaml", "title:", "checks: {off: [hard-word, untranslated]}\ntitle:")
	if _, _, errs := runCommand(t, "check", "--site", dir); !strings.HasPrefix(errs, "welcomepack: no mistakes\n") {
		t.Errorf("with both switched off: %s", errs)
	}
}

func TestCheckOfSomeFiles(t *testing.T) {
	dir := copySite(t)
	breakSite(t, dir)
	code, _, errs := runCommand(t, "check", "--site", dir, "content/boroughs")
	if code != exitDone || !strings.Contains(errs, "no mistakes") || !strings.Contains(errs, "1 error elsewhere") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if code, _, errs := runCommand(t, "check", "--site", dir, filepath.Join(dir, nightLine)); code != exitMistakes || !strings.Contains(errs, "phone-length") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if code, _, errs := runCommand(t, "check", "--site", dir, "content/nothing.md"); code != exitUsage || !strings.Contains(errs, "there is no file or folder content/nothing.md") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

func TestCheckWritesForPrograms(t *testing.T) {
	dir := copySite(t)
	breakSite(t, dir)
	for format, want := range map[string]string{
		"json": `"code": "phone-length"`, "sarif": `"ruleId": "phone-length"`, "github": "::error file=" + nightLine + ",line=14,", "gitlab": `"check_name": "phone-length"`,
	} {
		code, out, errs := runCommand(t, "check", "--site", dir, "--format", format)
		if code != exitMistakes || !strings.Contains(out, want) || strings.Contains(errs, "^~") {
			t.Errorf("%s: exit %d: %s%s", format, code, out, errs)
		}
		if format != "github" && !json.Valid([]byte(out)) {
			t.Errorf("%s is no JSON", format)
		}
	}
	if code, _, errs := runCommand(t, "check", "--site", dir, "--format", "xml"); code != exitUsage || !strings.Contains(errs, "there are text, json, sarif, github, gitlab") {
		t.Errorf("exit %d: %s", code, errs)
	}
	if err := os.Mkdir(filepath.Join(filepath.Dir(dir), ".git"), 0o755); err != nil {
		t.Fatal(err)
	}
	if _, out, _ := runCommand(t, "check", "--site", dir, "--format", "github"); !strings.Contains(out, "file=site/content/") {
		t.Errorf("a site in a folder of its repository: %s", out)
	}
}

func TestCheckLooksAtLinksOnlyWhenAsked(t *testing.T) {
	var mu sync.Mutex
	asked := map[string]int{}
	website := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		mu.Lock()
		defer mu.Unlock()
		asked[r.Method+" "+r.URL.Path]++
		switch r.URL.Path {
		case "/gone":
			http.NotFound(w, r)
		case "/moved":
			http.Redirect(w, r, "/new", http.StatusMovedPermanently)
		case "/walled":
			w.WriteHeader(http.StatusForbidden)
		}
	}))
	defer website.Close()
	// Whatever website is named, this one answers.
	rt := roundTripper(func(r *http.Request) (*http.Response, error) {
		here := r.Clone(r.Context())
		here.URL.Scheme, here.URL.Host = "http", website.Listener.Addr().String()
		resp, err := website.Client().Transport.RoundTrip(here)
		if err == nil {
			resp.Request = r
		}
		return resp, err
	})
	dir := copySite(t)
	change(t, dir, nightLine, "https://www.nightline.example/", "https://www.nightline.example/gone")
	change(t, dir, nightLine, "https://www.example.org/night", "https://www.example.org/walled")
	check := func(args ...string) (int, string) {
		var out, errs heard
		w := testWorld(&out, &errs)
		w.transport = rt
		code := run(context.Background(), w, append([]string{"check", "--site", dir}, args...))
		return code, errs.String()
	}
	if check(); len(asked) > 0 {
		t.Fatalf("without --links asked %v", asked)
	}
	code, errs := check("--links", nightLine)
	for _, want := range []string{
		nightLine + ":16:10: warning: https://www.nightline.example/gone: the page is not there any more (404) [dead-link]",
		nightLine + ":19:16: advice: https://www.example.org/walled: the website does not answer programs (403) [unseen-link]",
	} {
		if code != exitDone || !strings.Contains(errs, want) {
			t.Errorf("exit %d: %q is missing from\n%s", code, want, errs)
		}
	}
	if len(asked) != 4 {
		t.Errorf("for one file asked %v", asked)
	}
	change(t, dir, nightLine, "nightline.example/gone", "nightline.example/moved")
	if _, errs := check("--links", nightLine); !strings.Contains(errs, "has moved to https://www.nightline.example/new [moved-link]") {
		t.Errorf("a page that moved: %s", errs)
	}
	before := asked["HEAD /moved"]
	if _, errs := check("--links", nightLine); asked["HEAD /moved"] != before || !strings.Contains(errs, "moved-link") {
		t.Errorf("what was found is not remembered: %v\n%s", asked, errs)
	}
	if _, err := os.Stat(filepath.Join(dir, ".cache/links.json")); err != nil {
		t.Error(err)
	}
	breakSite(t, dir)
	if code, errs := check("--links"); code != exitMistakes || !strings.Contains(errs, "the links were not looked at: mend the errors first") {
		t.Errorf("exit %d: %s", code, errs)
	}
}

type roundTripper func(*http.Request) (*http.Response, error)

func (f roundTripper) RoundTrip(r *http.Request) (*http.Response, error) { return f(r) }

func TestExplainShowsThePageOfAMessage(t *testing.T) {
	if code, out, _ := runCommand(t, "explain", "phone-length"); code != exitDone || !strings.HasPrefix(out, "# phone-length\n") {
		t.Errorf("exit %d: %s", code, out)
	}
	if code, out, _ := runCommand(t, "explain", "[phone-length]"); code != exitDone || out == "" {
		t.Errorf("exit %d: %s", code, out)
	}
	if code, out, _ := runCommand(t, "explain"); code != exitDone || strings.Count(out, "\n") < 100 {
		t.Errorf("exit %d: %s", code, out)
	}
	if code, _, errs := runCommand(t, "explain", "phone-lenght"); code != exitUsage || !strings.Contains(errs, `did you mean "phone-length"?`) {
		t.Errorf("exit %d: %s", code, errs)
	}
}
