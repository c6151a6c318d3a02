package serve

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"welcomepack/internal/build"
	"welcomepack/internal/calendar"
)

// patience is how long a test waits before it fails; nothing sleeps.
const patience = 20 * time.Second

// A preview is a server of a copy of a small site.
type preview struct {
	t   *testing.T
	dir string
	url string
}

func start(t *testing.T, poll bool) *preview {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS("../build/testdata/site")); err != nil {
		t.Fatal(err)
	}
	return startIn(t, dir, poll)
}

func startIn(t *testing.T, dir string, poll bool) *preview {
	t.Helper()
	return startWith(t, dir, Options{Poll: poll})
}

// startWith serves a folder until the test ends.
func startWith(t *testing.T, dir string, o Options) *preview {
	t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	ready, ended := make(chan string, 1), make(chan error, 1)
	o.Dir, o.Ready = dir, func(url string) { ready <- url }
	o.Build = func() build.Options {
		return build.Options{Site: os.DirFS(dir), Today: calendar.Date{Year: 2026, Month: 11, Day: 22}}
	}
	if o.Trouble == nil {
		o.Trouble = func(err error) { t.Errorf("trouble: %v", err) }
	}
	go func() { ended <- Run(ctx, o) }()
	t.Cleanup(func() {
		cancel()
		if err := <-ended; err != nil {
			t.Errorf("serve ended with %v", err)
		}
	})
	select {
	case url := <-ready:
		return &preview{t, dir, url}
	case err := <-ended:
		ended <- nil
		t.Fatal(err)
	case <-time.After(patience):
		t.Fatal("the server does not come up")
	}
	return nil
}

func (p *preview) get(path string) (*http.Response, string) {
	p.t.Helper()
	c := http.Client{Timeout: patience, CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := c.Get(p.url + path)
	if err != nil {
		p.t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		p.t.Fatal(err)
	}
	return r, string(b)
}

// page gets a page that must be there.
func (p *preview) page(path string) string {
	p.t.Helper()
	r, body := p.get(path)
	if r.StatusCode != http.StatusOK {
		p.t.Fatalf("%s: %s: %s", path, r.Status, body)
	}
	return body
}

func (p *preview) write(file, text string) {
	p.t.Helper()
	at := filepath.Join(p.dir, filepath.FromSlash(file))
	if err := os.MkdirAll(filepath.Dir(at), 0o755); err != nil {
		p.t.Fatal(err)
	}
	if err := os.WriteFile(at, []byte(text), 0o644); err != nil {
		p.t.Fatal(err)
	}
}

func (p *preview) edit(file, old, now string) {
	p.t.Helper()
	b, err := os.ReadFile(filepath.Join(p.dir, filepath.FromSlash(file)))
	if err != nil || !strings.Contains(string(b), old) {
		p.t.Fatalf("%s has no %q (%v)", file, old, err)
	}
	p.write(file, strings.Replace(string(b), old, now, 1))
}

// A listener is a browser that follows the events.
type listener struct {
	t    *testing.T
	next chan state
}

func (p *preview) listen() *listener {
	p.t.Helper()
	ctx, cancel := context.WithCancel(context.Background())
	p.t.Cleanup(cancel)
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, p.url+"-/events", nil)
	if err != nil {
		p.t.Fatal(err)
	}
	r, err := http.DefaultClient.Do(req)
	if err != nil {
		p.t.Fatal(err)
	}
	if got := r.Header.Get("Content-Type"); got != "text/event-stream" {
		p.t.Fatalf("events are %q", got)
	}
	l := &listener{p.t, make(chan state, 100)}
	go func() {
		defer r.Body.Close()
		for lines := bufio.NewScanner(r.Body); lines.Scan(); {
			data, ok := strings.CutPrefix(lines.Text(), "data: ")
			var s state
			if ok && json.Unmarshal([]byte(data), &s) == nil {
				l.next <- s
			}
		}
		close(l.next)
	}()
	return l
}

// until waits for a state that holds.
func (l *listener) until(what string, holds func(state) bool) state {
	l.t.Helper()
	late := time.After(patience)
	for {
		select {
		case s, ok := <-l.next:
			if !ok {
				l.t.Fatalf("the events end before %s", what)
			}
			if holds(s) {
				return s
			}
		case <-late:
			l.t.Fatalf("no event of %s", what)
		}
	}
}

const clinic = "content/boroughs/northbank/listings/northbank-clinic.yaml"

func TestEditIsSeenInTheBrowser(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprint("poll ", poll), func(t *testing.T) {
			p := start(t, poll)
			l := p.listen()
			stamp, _, _ := strings.Cut(l.until("the first site", func(s state) bool { return s.Mistakes == "" }).Version, "-")
			if body := p.page("northbank/ar/services/northbank-clinic.html"); !strings.Contains(body, "020 7946 0018") || !strings.Contains(body, `data-version="`+stamp+`-`) {
				t.Error("the first page lacks its number or its version")
			}
			p.edit(clinic, "020 7946 0018", "020 7946 0257")
			l.until("the edit", func(state) bool {
				body := p.page("northbank/ar/services/northbank-clinic.html")
				return strings.Contains(body, "020 7946 0257") && !strings.Contains(body, "020 7946 0018")
			})
			if _, err := os.Stat(filepath.Join(p.dir, "dist")); err == nil {
				t.Error("serve made dist")
			}
		})
	}
}

func TestMistakeIsShownUntilMended(t *testing.T) {
	p := start(t, false)
	l := p.listen()
	l.until("the whole site", func(s state) bool { return strings.HasSuffix(s.Version, "-3") })
	p.edit(clinic, "020 7946 0018", "020 7946 001")
	broken := l.until("the mistake", func(s state) bool { return s.Mistakes != "" })
	if !strings.HasSuffix(broken.Version, "-3") {
		t.Error("a broken site is taken for a new one")
	}
	if want := clinic + ":"; !strings.Contains(broken.Mistakes, want) || !strings.Contains(broken.Mistakes, "error:") || !strings.Contains(broken.Mistakes, "^~") {
		t.Errorf("the words are not the terminal's:\n%s", broken.Mistakes)
	}
	if body := p.page("northbank/en/services/northbank-clinic.html"); !strings.Contains(body, "020 7946 0018") {
		t.Error("the last good page is gone")
	}
	p.edit(clinic, "020 7946 001", "020 7946 0257")
	l.until("the mended site", func(s state) bool { return s.Mistakes == "" && !strings.HasSuffix(s.Version, "-3") })
	if body := p.page("northbank/en/services/northbank-clinic.html"); !strings.Contains(body, "020 7946 0257") {
		t.Error("the mended page is not served")
	}
}

func TestSiteThatIsBrokenAtTheStart(t *testing.T) {
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS("../build/testdata/site")); err != nil {
		t.Fatal(err)
	}
	b, err := os.ReadFile(filepath.Join(dir, clinic))
	if err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(dir, clinic), append(b, "<nonsense>: 1\n"...), 0o644); err != nil {
		t.Fatal(err)
	}
	p := startIn(t, dir, false)
	r, body := p.get("northbank/en/")
	if r.StatusCode != http.StatusServiceUnavailable || !strings.Contains(body, "northbank-clinic.yaml:") || !strings.Contains(body, "&lt;nonsense&gt;") || !strings.Contains(body, scriptPath) {
		t.Errorf("%s: %s", r.Status, body)
	}
	l := p.listen()
	p.write(clinic, string(b))
	l.until("the mended site", func(s state) bool { return s.Mistakes == "" })
	p.page("")
}

func TestNewFoldersAndRenamesAreSeen(t *testing.T) {
	p := start(t, false)
	l := p.listen()
	now := l.until("the first site", func(s state) bool { return true })
	guide := "---\ntitle: Libraries\nsummary: Books and warm rooms.\nstage: [arrive]\norder: 30\n---\nGo in. It is free.\n"

	if err := os.RemoveAll(filepath.Join(p.dir, "content/boroughs/southbank/guides")); err != nil {
		t.Fatal(err)
	}
	p.write("content/boroughs/southbank/guides/libraries.md", guide)
	l.until("a file in a new folder", func(s state) bool {
		return s.Version != now.Version && pageIs(p, "southbank/en/guides/libraries.html", http.StatusOK)
	})

	// As editors save: a new file is put in the place of the old one.
	temp := filepath.Join(p.dir, "content/boroughs/southbank/guides/.libraries.md.new")
	if err := os.WriteFile(temp, []byte(strings.Replace(guide, "It is free", "It is warm", 1)), 0o644); err != nil {
		t.Fatal(err)
	}
	if err := os.Rename(temp, filepath.Join(p.dir, "content/boroughs/southbank/guides/libraries.md")); err != nil {
		t.Fatal(err)
	}
	l.until("a save by renaming", func(s state) bool {
		return strings.Contains(p.page("southbank/en/guides/libraries.html"), "It is warm")
	})
	if err := os.Remove(filepath.Join(p.dir, "content/boroughs/southbank/guides/libraries.md")); err != nil {
		t.Fatal(err)
	}
	l.until("a removed file", func(state) bool { return pageIs(p, "southbank/en/guides/libraries.html", http.StatusNotFound) })
}

func pageIs(p *preview, path string, status int) bool {
	r, _ := p.get(path)
	return r.StatusCode == status
}

// As a checkout of another branch does it: hundreds of files come, change and go at once.
func TestBranchSwitchIsFollowed(t *testing.T) {
	for _, poll := range []bool{false, true} {
		t.Run(fmt.Sprint("poll ", poll), func(t *testing.T) {
			dir := filepath.Join(t.TempDir(), "site")
			if err := os.CopyFS(dir, os.DirFS("../build/testdata/site")); err != nil {
				t.Fatal(err)
			}
			guide := func(n int, text string) {
				(&preview{t: t, dir: dir}).write(fmt.Sprintf("content/shared/guides/more-%d.md", n), "---\ntitle: More\nsummary: More help.\norder: 90\n---\n"+text+"\n")
			}
			for n := range 300 {
				guide(n, "One branch.")
			}
			p := startIn(t, dir, poll)
			l := p.listen()
			p.page("southbank/en/guides/more-7.html")
			for n := range 600 {
				if n%3 == 0 && n < 300 {
					if err := os.Remove(filepath.Join(dir, fmt.Sprintf("content/shared/guides/more-%d.md", n))); err != nil {
						t.Fatal(err)
					}
					continue
				}
				guide(n, "Another branch.")
			}
			l.until("the other branch", func(state) bool {
				r, changed := p.get("southbank/en/guides/more-7.html")
				_, last := p.get("southbank/en/guides/more-599.html")
				return r.StatusCode == http.StatusOK && strings.Contains(changed, "Another branch") && strings.Contains(last, "Another branch") &&
					pageIs(p, "southbank/en/guides/more-3.html", http.StatusNotFound) && pageIs(p, "southbank/en/guides/more-297.html", http.StatusNotFound)
			})
		})
	}
}

func TestWhatIsNoChangeIsNotOne(t *testing.T) {
	p := start(t, false)
	l := p.listen()
	l.until("the whole site", func(s state) bool { return strings.HasSuffix(s.Version, "-3") })
	b, err := os.ReadFile(filepath.Join(p.dir, clinic))
	if err != nil {
		t.Fatal(err)
	}
	p.write(clinic, string(b)) // the same bytes
	for _, name := range []string{".clinic.swp", "clinic.yaml~", "4913", "#clinic.yaml#"} {
		p.write("content/boroughs/northbank/listings/"+name, "x")
	}
	p.write("dist/index.html", "<p>mine")
	p.write("notes.txt", "mine")
	p.edit(clinic, "020 7946 0018", "020 7946 0257")
	second := l.until("the one change", func(s state) bool { return !strings.HasSuffix(s.Version, "-3") })
	quick, whole := strings.HasSuffix(second.Version, "-4"), strings.HasSuffix(second.Version, "-5")
	if body := p.page("northbank/en/services/northbank-clinic.html"); !quick && !whole || !strings.Contains(body, "020 7946 0257") {
		t.Errorf("version %s: the site was read again without a change", second.Version)
	}
}

func TestAddressesAndFolders(t *testing.T) {
	p := start(t, false)
	for path, want := range map[string]int{
		"": 200, "index.html": 200, "northbank/": 200, "northbank/ar/": 200, "northbank/ar/guides/": 200, "assets/style.css": 200,
		"northbank/ar/welcome-pack-northbank-ar.pdf": 200, "northbank/ar/guides": 302, "404.html": 200,
		"nothing.html": 404, "assets/": 404, "content/site.yaml": 404, ".git/config": 404, "northbank/.env": 404, "build.json": 404,
		"../site.yaml": 404, "..%2f..%2fetc/passwd": 404, "%00": 404, "northbank%5car": 404, "/evil.example/": 404, "-/": 404, "-/nothing": 404,
	} {
		r, body := p.get(path)
		if r.StatusCode != want {
			t.Errorf("%q: %s, want %d", path, r.Status, want)
		}
		if r.Header.Get("X-Content-Type-Options") != "nosniff" || r.Header.Get("Cache-Control") != "no-store" {
			t.Errorf("%q: headers %v", path, r.Header)
		}
		if want == 302 && r.Header.Get("Location") != "/northbank/ar/guides/" {
			t.Errorf("%q leads to %q", path, r.Header.Get("Location"))
		}
		if strings.Contains(body, "root:x:0") {
			t.Errorf("%q gives away %q", path, body)
		}
	}
	r, body := p.get("northbank/ar/welcome-pack-northbank-ar.pdf")
	if r.Header.Get("Content-Type") != "application/pdf" || !strings.HasPrefix(body, "%PDF-") {
		t.Errorf("the pack is %s", r.Header.Get("Content-Type"))
	}
}

func TestPagesMayRunTheScriptAndNothingElse(t *testing.T) {
	p := start(t, false)
	body := p.page("northbank/en/")
	if strings.Count(body, "<script") != strings.Count(body, `<script src="`) || !strings.Contains(body, `<script src="/-/reload.js"`) {
		t.Error("the page has scripts in itself, or lacks that of the server")
	}
	at := strings.Index(body, `Content-Security-Policy`)
	policy := body[at : strings.Index(body[at:], ">")+at]
	if !strings.Contains(policy, "script-src 'self'; connect-src 'self'; default-src 'none'") || strings.Contains(policy, "unsafe") {
		t.Errorf("policy %s", policy)
	}
	if script := p.page("-/reload.js"); !strings.Contains(script, "location.reload()") {
		t.Error("the script does not reload")
	}
	if css := p.page("assets/style.css"); strings.Contains(css, "<script") {
		t.Error("a style sheet was given the script")
	}
}

func TestOtherNamesAndMethodsAreRefused(t *testing.T) {
	p := start(t, false)
	addr := strings.TrimSuffix(strings.TrimPrefix(p.url, "http://localhost"), "/")
	ask := func(method, host string) int {
		req, err := http.NewRequest(method, p.url, nil)
		if err != nil {
			t.Fatal(err)
		}
		req.Host = host
		r, err := http.DefaultClient.Do(req)
		if err != nil {
			t.Fatal(err)
		}
		r.Body.Close()
		return r.StatusCode
	}
	for _, host := range []string{"localhost" + addr, "127.0.0.1" + addr, "[::1]" + addr, "LOCALHOST" + addr} {
		if got := ask("GET", host); got != http.StatusOK {
			t.Errorf("host %s: %d", host, got)
		}
	}
	for _, host := range []string{"evil.example", "evil.example" + addr, "localhost", "localhost:1", "127.0.0.1.evil.example" + addr, "localhost" + addr + ".evil.example"} {
		if got := ask("GET", host); got != http.StatusMisdirectedRequest {
			t.Errorf("host %s: %d", host, got)
		}
	}
	for _, method := range []string{"POST", "PUT", "DELETE", "OPTIONS", "PATCH"} {
		if got := ask(method, "localhost"+addr); got != http.StatusMethodNotAllowed {
			t.Errorf("%s: %d", method, got)
		}
	}
	if got := ask("HEAD", "localhost"+addr); got != http.StatusOK {
		t.Errorf("HEAD: %d", got)
	}
}

func TestMalformedRequestsDoNotStopIt(t *testing.T) {
	p := start(t, false)
	addr := strings.TrimSuffix(strings.TrimPrefix(p.url, "http://"), "/")
	for _, raw := range []string{
		"\r\n\r\n", "GET\r\n\r\n", "GET / HTTP/9.9\r\n\r\n", "GET / HTTP/1.1\r\n\r\n", "GET /\x00 HTTP/1.1\r\nHost: " + addr + "\r\n\r\n",
		"CONNECT evil.example:80 HTTP/1.1\r\nHost: " + addr + "\r\n\r\n", "GET http://evil.example/ HTTP/1.1\r\nHost: evil.example\r\n\r\n",
		"GET / HTTP/1.1\r\nHost: " + addr + "\r\nHost: evil.example\r\n\r\n", "GET /" + strings.Repeat("a", 64<<10) + " HTTP/1.1\r\nHost: " + addr + "\r\n\r\n",
		"GET /%zz HTTP/1.1\r\nHost: " + addr + "\r\n\r\n", "GET * HTTP/1.1\r\nHost: " + addr + "\r\n\r\n",
	} {
		c, err := net.DialTimeout("tcp", addr, patience)
		if err != nil {
			t.Fatal(err)
		}
		c.SetDeadline(time.Now().Add(patience))
		io.WriteString(c, raw)
		b, err := io.ReadAll(io.LimitReader(c, 12))
		if err != nil && !errors.Is(err, net.ErrClosed) && len(b) == 0 && !strings.Contains(err.Error(), "reset") {
			t.Errorf("%.40q: %v", raw, err)
		}
		if strings.HasPrefix(string(b), "HTTP/1.1 200") {
			t.Errorf("%.40q is answered with a page", raw)
		}
		c.Close()
	}
	p.page("")
}

func TestOnlyThisComputerCanAsk(t *testing.T) {
	p := start(t, false)
	port := strings.TrimSuffix(p.url[strings.LastIndex(p.url, ":")+1:], "/")
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		t.Fatal(err)
	}
	for _, a := range addrs {
		ip, ok := a.(*net.IPNet)
		if !ok || ip.IP.IsLoopback() || ip.IP.To4() == nil {
			continue
		}
		if c, err := net.DialTimeout("tcp", net.JoinHostPort(ip.IP.String(), port), time.Second); err == nil {
			c.Close()
			t.Errorf("%s answers", ip.IP)
		}
	}
}

func TestPortInUseIsSaid(t *testing.T) {
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer l.Close()
	err = Run(context.Background(), Options{Dir: t.TempDir(), Port: l.Addr().(*net.TCPAddr).Port})
	if err == nil || !strings.Contains(err.Error(), "listen on port") {
		t.Errorf("error %v", err)
	}
}
