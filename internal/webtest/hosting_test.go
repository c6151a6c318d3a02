package webtest

import (
	"bytes"
	"fmt"
	"io"
	"io/fs"
	"net"
	"net/http"
	"net/url"
	"os"
	"os/exec"
	"path"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"golang.org/x/net/html"

	"welcomepack/internal/build"
	"welcomepack/internal/needs"
)

// siteAt is the small site built for an address with a path, in a folder of that path, as hosts lay it out.
func siteAt(t *testing.T, prefix string) (root string) {
	t.Helper()
	fsys := fstest.MapFS{}
	from := os.DirFS("../build/testdata/site")
	err := fs.WalkDir(from, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := fs.ReadFile(from, p)
		if p == "content/site.yaml" {
			b = regexp.MustCompile(`(?m)^url: .*`).ReplaceAll(b, []byte("url: https://council.example"+prefix))
		}
		fsys[p] = &fstest.MapFile{Data: b}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	root, err = os.MkdirTemp("", "hosting") // not t.TempDir: the server's own user has to get in
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { os.RemoveAll(root) })
	if err := os.Chmod(root, 0o755); err != nil {
		t.Fatal(err)
	}
	out := filepath.Join(root, "www", filepath.FromSlash(prefix))
	if err := os.MkdirAll(filepath.Dir(out), 0o755); err != nil {
		t.Fatal(err)
	}
	r, err := build.Build(build.Options{Site: fsys, Today: today, Out: out})
	if err != nil || r.Diags.HasErrors() {
		t.Fatal(err, r.Diags)
	}
	return root
}

// A server is a program that councils host with, and the configuration that docs/hosting.md gives for it.
type server struct {
	name    string
	program string
	config  func(root, prefix string, port int) string
	args    func(config string) []string
}

var servers = []server{
	{"nginx", "nginx", nginxConfig, func(c string) []string { return []string{"-c", c, "-p", filepath.Dir(c), "-g", "daemon off;"} }},
	{"Apache", "apache2", apacheConfig, func(c string) []string { return []string{"-f", c, "-DFOREGROUND"} }},
}

func nginxConfig(root, prefix string, port int) string {
	return fmt.Sprintf(`pid %[1]s/nginx.pid;
error_log %[1]s/error.log;
events {}
http {
  access_log off;
  client_body_temp_path %[1]s/body; proxy_temp_path %[1]s/proxy; fastcgi_temp_path %[1]s/fastcgi; uwsgi_temp_path %[1]s/uwsgi; scgi_temp_path %[1]s/scgi;
  server {
    listen 127.0.0.1:%[3]d;
    location %[2]s {
      root %[1]s/www;
      include %[1]s/www%[2]shosting/nginx.txt;
    }
  }
}
`, root, prefix, port)
}

func apacheConfig(root, prefix string, port int) string {
	var modules strings.Builder
	for _, m := range []string{"mpm_event", "authz_core", "dir", "mime", "headers"} {
		fmt.Fprintf(&modules, "LoadModule %s_module /usr/lib/apache2/modules/mod_%s.so\n", m, m)
	}
	return fmt.Sprintf(`ServerRoot %[1]s
ServerName 127.0.0.1
PidFile %[1]s/apache.pid
TypesConfig /dev/null
Mutex file:%[1]s
ErrorLog %[1]s/error.log
Listen 127.0.0.1:%[3]d
%[4]s
DocumentRoot %[1]s/www
<Directory %[1]s/www>
  Require all granted
  AllowOverride None
</Directory>
<Directory %[1]s/www%[2]s>
  Include %[1]s/www%[2]shosting/apache.txt
</Directory>
`, root, prefix, port, modules.String())
}

// start runs a server for the time of a test and returns its address.
func (s server) start(t *testing.T, root, prefix string) string {
	t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	port := l.Addr().(*net.TCPAddr).Port
	l.Close()
	config := filepath.Join(root, s.program+".conf")
	if err := os.WriteFile(config, []byte(s.config(root, prefix, port)), 0o644); err != nil {
		t.Fatal(err)
	}
	cmd := exec.Command(s.program, s.args(config)...)
	var said bytes.Buffer
	cmd.Stderr = &said
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	ended := make(chan error, 1)
	go func() { ended <- cmd.Wait() }()
	t.Cleanup(func() {
		cmd.Process.Signal(os.Interrupt)
		select {
		case <-ended:
		case <-time.After(10 * time.Second):
			cmd.Process.Kill()
		}
	})
	base := fmt.Sprintf("http://127.0.0.1:%d", port)
	for end := time.Now().Add(patience); ; time.Sleep(50 * time.Millisecond) {
		select {
		case err := <-ended:
			log, _ := os.ReadFile(filepath.Join(root, "error.log"))
			ended <- err
			t.Fatalf("%s did not start: %v\n%s%s", s.name, err, said.String(), log)
		default:
		}
		if r, err := http.Get(base + prefix + "index.html"); err == nil {
			r.Body.Close()
			return base
		} else if time.Now().After(end) {
			t.Fatal(err)
		}
	}
}

// get returns an answer that is no redirect followed, and its body.
func get(t *testing.T, address string) (*http.Response, []byte) {
	t.Helper()
	c := http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	r, err := c.Get(address)
	if err != nil {
		t.Fatal(err)
	}
	defer r.Body.Close()
	b, err := io.ReadAll(r.Body)
	if err != nil {
		t.Fatal(err)
	}
	return r, b
}

var hostedTypes = map[string]string{
	".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8", ".js": "text/javascript; charset=utf-8", ".json": "application/json; charset=utf-8",
	".csv": "text/csv; charset=utf-8", ".ics": "text/calendar; charset=utf-8", ".vcf": "text/vcard; charset=utf-8", ".txt": "text/plain; charset=utf-8",
	".pdf": "application/pdf", ".zip": "application/zip", ".woff2": "font/woff2",
}

// TestHostsServeTheSite puts the site at the root of a host and into a folder, with the configuration that the build writes
// and docs/hosting.md explains, and follows every link from the first page.
func TestHostsServeTheSite(t *testing.T) {
	for _, prefix := range []string{"/", "/help/welcome/"} {
		root := siteAt(t, prefix)
		for _, s := range servers {
			t.Run(s.name+prefix, func(t *testing.T) {
				needs.Program(t, s.program, "apt install nginx apache2-bin")
				base := s.start(t, root, prefix)
				walk(t, base, prefix)
				answers(t, base, prefix)
			})
		}
	}
}

// walk follows every link of every page.
func walk(t *testing.T, base, prefix string) {
	seen := map[string]bool{}
	queue := []string{prefix + "index.html"}
	for len(queue) > 0 {
		p := queue[0]
		queue = queue[1:]
		if seen[p] {
			continue
		}
		seen[p] = true
		r, body := get(t, base+p)
		if r.StatusCode != http.StatusOK {
			t.Errorf("%s: %s", p, r.Status)
			continue
		}
		common(t, p, r)
		if want := hostedTypes[path.Ext(p)]; !strings.EqualFold(r.Header.Get("Content-Type"), want) {
			t.Errorf("%s is of type %q, want %q", p, r.Header.Get("Content-Type"), want)
		}
		if path.Ext(p) == ".html" {
			queue = append(queue, linked(t, base+p, body)...)
		}
	}
	if len(seen) < 100 {
		t.Errorf("%d files are reached", len(seen))
	}
	if !seen[prefix+"northbank/data/timetable.ics"] || !seen[prefix+"assets/style.css"] {
		t.Error("the calendar or the style is not reached")
	}
}

// linked returns the paths on the same host that a page leads to or needs.
func linked(t *testing.T, address string, body []byte) (out []string) {
	t.Helper()
	at, err := url.Parse(address)
	if err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(body))
	if err != nil {
		t.Fatal(err)
	}
	for n := range root.Descendants() {
		for _, a := range n.Attr {
			if n.Type != html.ElementNode || a.Key != "href" && a.Key != "src" || n.Data == "link" && strings.HasPrefix(a.Val, "https://") {
				continue
			}
			to, err := at.Parse(a.Val)
			if err != nil {
				t.Errorf("%s leads to %q", address, a.Val)
			} else if to.Host == at.Host && strings.HasPrefix(to.Scheme, "http") {
				out = append(out, to.EscapedPath())
			}
		}
	}
	return out
}

// common is what every answer of the site has, good or not.
func common(t *testing.T, p string, r *http.Response) {
	t.Helper()
	for name, want := range map[string]string{
		"Content-Security-Policy": "frame-ancestors 'none'", "X-Content-Type-Options": "nosniff", "Referrer-Policy": "no-referrer",
		"X-Frame-Options": "DENY", "Permissions-Policy": "geolocation=()", "Cache-Control": "no-cache",
	} {
		if got := r.Header.Values(name); len(got) != 1 || !strings.Contains(got[0], want) {
			t.Errorf("%s: the header %s is %q", p, name, got)
		}
	}
}

// answers looks at what is no plain file.
func answers(t *testing.T, base, prefix string) {
	r, body := get(t, base+prefix+"northbank/en/no-such-page.html")
	common(t, "a page that is not there", r)
	if r.StatusCode != http.StatusNotFound || !bytes.Contains(body, []byte(`href="`+prefix+`index.html"`)) {
		t.Errorf("a page that is not there: %s\n%s", r.Status, body)
	}
	r, _ = get(t, base+prefix+"northbank")
	if to := r.Header.Get("Location"); r.StatusCode != http.StatusMovedPermanently || !strings.HasSuffix(to, prefix+"northbank/") {
		t.Errorf("a folder without a slash: %s to %q", r.Status, to)
	}
	r, body = get(t, base+prefix+"northbank/")
	if r.StatusCode != http.StatusOK || !bytes.Contains(body, []byte("<html")) {
		t.Errorf("a folder: %s", r.Status)
	}
	r, _ = get(t, base+prefix+"assets/")
	if r.StatusCode == http.StatusOK {
		t.Error("a folder without a page is listed")
	}
	for _, p := range []string{"northbank/data/oruk/services", "data/oruk/services/index.json"} {
		r, body = get(t, base+prefix+p)
		if r.StatusCode == http.StatusMovedPermanently { // Apache adds the slash first
			r, body = get(t, base+prefix+p+"/")
		}
		common(t, p, r)
		if r.StatusCode != http.StatusOK || r.Header.Get("Access-Control-Allow-Origin") != "*" || !strings.HasPrefix(r.Header.Get("Content-Type"), "application/json") || !bytes.HasPrefix(body, []byte("{")) {
			t.Errorf("%s: %s %v", p, r.Status, r.Header)
		}
	}
	for p, want := range map[string]string{"report/index.html": "noindex", "report/summary.pdf": "noindex", "report/reports.json": "noindex", "northbank/en/index.html": ""} {
		r, _ = get(t, base+prefix+p)
		common(t, p, r)
		if got := r.Header.Get("X-Robots-Tag"); r.StatusCode != http.StatusOK || got != want || r.Header.Get("Access-Control-Allow-Origin") != "" {
			t.Errorf("%s: %s, X-Robots-Tag %q, want %q", p, r.Status, got, want)
		}
		if want := hostedTypes[path.Ext(p)]; !strings.EqualFold(r.Header.Get("Content-Type"), want) {
			t.Errorf("%s is of type %q, want %q", p, r.Header.Get("Content-Type"), want)
		}
	}
	r, _ = get(t, base+prefix+"index.html")
	tag := r.Header.Get("ETag")
	req, err := http.NewRequest(http.MethodGet, base+prefix+"index.html", nil)
	if err != nil {
		t.Fatal(err)
	}
	req.Header.Set("If-None-Match", tag)
	again, err := http.DefaultClient.Do(req)
	if err != nil {
		t.Fatal(err)
	}
	again.Body.Close()
	if tag == "" || again.StatusCode != http.StatusNotModified {
		t.Errorf("a page that did not change: tag %q, %s", tag, again.Status)
	}
}
