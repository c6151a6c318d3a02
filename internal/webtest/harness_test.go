// Package webtest opens the built website in a real browser: from a server, from a disk, with the network off.
//
// A test takes a site ([ownSite] or [fixtureSite], each built once), opens a tab ([newTab]) and looks. Each tab
// has a store of its own, so nothing that one test saves is seen by another. Without Chromium the tests are
// skipped, but not where CI is true: there it has to be there.
package webtest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/cdproto/log"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/cdproto/page"
	"github.com/chromedp/cdproto/runtime"
	"github.com/chromedp/cdproto/target"
	"github.com/chromedp/chromedp"

	"welcomepack/internal/build"
	"welcomepack/internal/calendar"
	"welcomepack/internal/needs"
)

// today is the day for which the sites are built.
var today = calendar.Date{Year: 2026, Month: 11, Day: 22}

// patience is how long a browser may take over one step on a busy machine.
const patience = 30 * time.Second

// temp is the folder of everything that this test binary makes.
var temp string

func TestMain(m *testing.M) {
	dir, err := os.MkdirTemp("", "webtest")
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
	temp = dir
	code := m.Run()
	closeBrowser()
	os.RemoveAll(dir)
	os.Exit(code)
}

// A site is a built website on a disk.
type site struct {
	dir      string
	unstated bool // it has no accessibility statement
}

// fixtureSite is the small site of the tests of build, with packs.
func fixtureSite(t testing.TB) *site { return built(t, fixtureOnce) }

// ownSite is one borough of this repository's own content, without packs.
func ownSite(t testing.TB) *site { return built(t, ownOnce) }

// tonguesSite is the small site in more languages, among them some that part no words and some that this repository's
// own content may not have.
func tonguesSite(t testing.TB) *site { return built(t, tonguesOnce) }

var (
	fixtureOnce = sync.OnceValues(func() (*site, error) { return buildSite("../build/testdata/site", "fixture", false) })
	ownOnce     = sync.OnceValues(func() (*site, error) { return buildSite("../..", "own", true, "newham") })
	tonguesOnce = sync.OnceValues(func() (*site, error) {
		from := filepath.Join(temp, "tongues-content")
		for _, layer := range []string{"../build/testdata/site", "testdata/tongues"} {
			if err := lay(from, os.DirFS(layer)); err != nil {
				return nil, err
			}
		}
		return buildSite(from, "tongues", false, "northbank")
	})
)

// lay copies files over those of a folder.
func lay(dir string, files fs.FS) error {
	return fs.WalkDir(files, ".", func(p string, d fs.DirEntry, err error) error {
		at := filepath.Join(dir, filepath.FromSlash(p))
		if err != nil || d.IsDir() {
			return errors.Join(err, os.MkdirAll(at, 0o755))
		}
		text, err := fs.ReadFile(files, p)
		return errors.Join(err, os.WriteFile(at, text, 0o644))
	})
}

func built(t testing.TB, once func() (*site, error)) *site {
	t.Helper()
	s, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return s
}

func buildSite(from, name string, noPacks bool, boroughs ...string) (*site, error) {
	out := filepath.Join(temp, name)
	r, err := build.Build(build.Options{Site: os.DirFS(from), Today: today, Out: out, NoPacks: noPacks, Boroughs: boroughs})
	if err == nil && r.Diags.HasErrors() {
		var b strings.Builder
		r.Diags.Print(&b, r.Files)
		err = errors.New(b.String())
	}
	return &site{dir: out, unstated: name == "own"}, err
}

// file is the address of a path of the site on the disk.
func (s *site) file(p string) string {
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(filepath.Join(s.dir, p))}).String()
}

// read returns a file of the site.
func (s *site) read(t *testing.T, p string) []byte {
	t.Helper()
	b, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(p)))
	if err != nil {
		t.Fatal(err)
	}
	return b
}

// A host serves a site as static hosts do. Its fields may be changed between requests under its lock.
type host struct {
	*httptest.Server
	mu        sync.Mutex
	dir       string
	cleanURLs bool              // …/index.html leads to …/, and x.html to x, with 308
	types     map[string]string // by path; else by extension
	broken    map[string]bool   // paths that answer with 500
	policy    string            // Content-Security-Policy, where there is one
	served    []string
}

// serveSite starts a host for the time of a test.
func serveSite(t *testing.T, s *site) *host {
	t.Helper()
	h := &host{dir: s.dir, types: map[string]string{}, broken: map[string]bool{}}
	h.Server = httptest.NewServer(h)
	t.Cleanup(h.Close)
	return h
}

var mimeTypes = map[string]string{
	".css": "text/css", ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".json": "application/json",
	".pdf": "application/pdf", ".woff": "font/woff", ".woff2": "font/woff2", ".zip": "application/zip", ".svg": "image/svg+xml", ".txt": "text/plain", ".ics": "text/calendar", ".vcf": "text/vcard",
}

func (h *host) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	h.mu.Lock()
	defer h.mu.Unlock()
	p := strings.TrimPrefix(r.URL.Path, "/")
	h.served = append(h.served, p)
	if h.cleanURLs {
		to := strings.TrimSuffix(strings.TrimSuffix(r.URL.Path, "index.html"), ".html")
		if to != r.URL.Path {
			http.Redirect(w, r, to, http.StatusPermanentRedirect)
			return
		}
		if path.Ext(p) == "" && p != "" && !strings.HasSuffix(p, "/") {
			p += ".html"
		}
	}
	if p == "" || strings.HasSuffix(p, "/") {
		p += "index.html"
	}
	b, err := os.ReadFile(filepath.Join(h.dir, filepath.FromSlash(p)))
	switch {
	case h.broken[p]:
		http.Error(w, "broken", http.StatusInternalServerError)
		return
	case err != nil:
		http.NotFound(w, r)
		return
	}
	w.Header().Set("Content-Type", cmp.Or(h.types[p], mimeTypes[path.Ext(p)], "application/octet-stream"))
	w.Header().Set("Cache-Control", "no-cache")
	if h.policy != "" {
		w.Header().Set("Content-Security-Policy", h.policy)
	}
	w.Write(b)
}

// set changes a host.
func (h *host) set(f func(*host)) {
	h.mu.Lock()
	defer h.mu.Unlock()
	f(h)
}

// at is the address of a path of the site on the host.
func (h *host) at(p string) string { return h.URL + "/" + p }

// The one browser of the test binary, started by the first tab.
var (
	browserOnce sync.Once
	browserCtx  context.Context
	browserErr  error
	browserEnds []context.CancelFunc
)

// chromium is the browser's program.
func chromium(t testing.TB) string {
	t.Helper()
	for _, name := range []string{"chromium", "chromium-browser", "google-chrome", "google-chrome-stable"} {
		if p, err := exec.LookPath(name); err == nil {
			return p
		}
	}
	return needs.Program(t, "chromium", "apt install chromium")
}

func startBrowser(program string) {
	opts := append(slices.Clone(chromedp.DefaultExecAllocatorOptions[:]),
		chromedp.ExecPath(program), chromedp.NoSandbox, chromedp.DisableGPU, chromedp.WSURLReadTimeout(patience),
		chromedp.Flag("disable-quic", true), chromedp.Flag("disable-component-update", true), chromedp.Flag("disable-sync", true),
		chromedp.UserDataDir(filepath.Join(temp, "profile")), chromedp.WindowSize(1280, 900))
	alloc, end := chromedp.NewExecAllocator(context.Background(), opts...)
	ctx, stop := chromedp.NewContext(alloc)
	browserEnds = []context.CancelFunc{stop, end}
	browserCtx, browserErr = ctx, chromedp.Run(ctx)
}

func closeBrowser() {
	if browserCtx != nil {
		chromedp.Cancel(browserCtx)
	}
	for _, end := range browserEnds {
		end()
	}
}

// A tab is a tab of the browser with a store of its own.
type tab struct {
	t   testing.TB
	ctx context.Context

	mu       sync.Mutex
	requests []string
	failures []string // what the console has as errors: scripts that break, policies that block
}

// newTab opens a tab for the time of a test, as wide as a desk's.
func newTab(t testing.TB) *tab {
	t.Helper()
	program := chromium(t)
	browserOnce.Do(func() { startBrowser(program) })
	if browserErr != nil {
		t.Fatal("chromium does not start: ", browserErr)
	}
	b := &tab{t: t, ctx: newTarget(t)}
	ctx := b.ctx
	chromedp.ListenTarget(ctx, b.listen)
	b.run(network.Enable(), runtime.Enable(), log.Enable())
	return b
}

// newTarget opens a window with a store of its own.
func newTarget(t testing.TB) context.Context {
	t.Helper()
	browser := cdp.WithExecutor(browserCtx, chromedp.FromContext(browserCtx).Browser)
	store, err := target.CreateBrowserContext().WithDisposeOnDetach(true).Do(browser)
	if err != nil {
		t.Fatal(err)
	}
	id, err := target.CreateTarget("about:blank").WithBrowserContextID(store).WithNewWindow(true).Do(browser)
	if err != nil {
		t.Fatal(err)
	}
	ctx, end := chromedp.NewContext(browserCtx, chromedp.WithTargetID(id))
	t.Cleanup(func() {
		end()
		target.DisposeBrowserContext(store).Do(browser)
	})
	return ctx
}

func (b *tab) listen(event any) {
	b.mu.Lock()
	defer b.mu.Unlock()
	switch e := event.(type) {
	case *network.EventRequestWillBeSent:
		b.requests = append(b.requests, e.Request.URL)
	case *runtime.EventExceptionThrown:
		b.failures = append(b.failures, e.ExceptionDetails.Error())
	case *log.EventEntryAdded:
		if e.Entry.Level == log.LevelError && !strings.Contains(e.Entry.URL, "favicon.ico") {
			b.failures = append(b.failures, e.Entry.Text+" "+e.Entry.URL)
		}
	case *page.EventJavascriptDialogOpening:
		b.failures = append(b.failures, "a dialog opened: "+e.Message)
	}
}

// run does things in the tab; the test ends where one fails.
func (b *tab) run(actions ...chromedp.Action) {
	b.t.Helper()
	if err := b.try(actions...); err != nil {
		b.t.Fatal(err)
	}
}

func (b *tab) try(actions ...chromedp.Action) error {
	ctx := b.ctx
	if chromedp.FromContext(ctx).Target != nil {
		var end context.CancelFunc
		ctx, end = context.WithTimeout(ctx, patience) // a tab's first context may not end before the tab
		defer end()
	}
	return chromedp.Run(ctx, actions...)
}

// open goes to an address and waits until it has loaded with its deferred scripts.
func (b *tab) open(address string) {
	b.t.Helper()
	b.run(chromedp.Navigate(address))
}

// eval runs an expression, waits for it where it is a promise, and reads its value into out, which may be nil.
func (b *tab) eval(expression string, out any) {
	b.t.Helper()
	if err := b.try(chromedp.Evaluate(expression, out, awaitPromise)); err != nil {
		b.t.Fatalf("%.200s: %v", expression, err)
	}
}

func awaitPromise(p *runtime.EvaluateParams) *runtime.EvaluateParams { return p.WithAwaitPromise(true) }

// text is the text that an element shows.
func (b *tab) text(selector string) (text string) {
	b.t.Helper()
	b.eval(fmt.Sprintf("(document.querySelector(%q) || {innerText: ''}).innerText", selector), &text)
	return text
}

// click presses an element, as soon as it can be seen.
func (b *tab) click(selector string) {
	b.t.Helper()
	if err := b.try(chromedp.Click(selector, chromedp.NodeVisible)); err != nil {
		b.t.Fatalf("click %s: %v", selector, err)
	}
}

// until waits until an expression is true, also over a change of page.
func (b *tab) until(expression string) {
	b.t.Helper()
	for end := time.Now().Add(patience / 2); time.Now().Before(end); time.Sleep(20 * time.Millisecond) {
		var is bool
		if err := b.try(chromedp.Evaluate("!!("+expression+")", &is)); err == nil && is {
			return
		}
	}
	var now string
	b.try(chromedp.Evaluate("document.body ? document.body.innerText : ''", &now))
	b.t.Fatalf("never true: %s\n%.2000s\n%s", expression, now, strings.Join(b.wrong(), "\n"))
}

// size makes the window as large as a screen of so many CSS pixels.
func (b *tab) size(wide, high int64) {
	b.t.Helper()
	b.run(emulation.SetDeviceMetricsOverride(wide, high, 1, false))
}

// offline takes the network from the tab, or gives it back.
func (b *tab) offline(off bool) {
	b.t.Helper()
	b.run(network.EmulateNetworkConditions(off, 0, -1, -1))
}

// scripts turns scripts on or off for the next page.
func (b *tab) scripts(on bool) {
	b.t.Helper()
	b.run(emulation.SetScriptExecutionDisabled(!on))
}

// wrong is what the console had as errors so far.
func (b *tab) wrong() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.failures)
}

// asked is the addresses that the tab has asked for so far.
func (b *tab) asked() []string {
	b.mu.Lock()
	defer b.mu.Unlock()
	return slices.Clone(b.requests)
}

// pages lists the pages of an edition, or of the whole site for "", sorted.
func (s *site) pages(t *testing.T, folder string) []string {
	t.Helper()
	var out []string
	root := filepath.Join(s.dir, filepath.FromSlash(folder))
	err := filepath.WalkDir(root, func(p string, d os.DirEntry, err error) error {
		if err == nil && !d.IsDir() && path.Ext(p) == ".html" {
			rel, _ := filepath.Rel(s.dir, p)
			out = append(out, filepath.ToSlash(rel))
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	slices.Sort(out)
	return out
}
