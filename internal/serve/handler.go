package serve

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"
)

//go:embed reload.js
var reloadScript []byte

// The server's own addresses; no page of a site can have them.
const (
	scriptPath = "/-/reload.js"
	eventsPath = "/-/events"
)

// types are the kinds of file that a site has. Browsers are told not to guess.
var types = map[string]string{
	".css":   "text/css; charset=utf-8",
	".html":  "text/html; charset=utf-8",
	".ico":   "image/x-icon",
	".jpg":   "image/jpeg",
	".js":    "text/javascript; charset=utf-8",
	".json":  "application/json",
	".pdf":   "application/pdf",
	".png":   "image/png",
	".svg":   "image/svg+xml",
	".txt":   "text/plain; charset=utf-8",
	".webp":  "image/webp",
	".woff":  "font/woff",
	".woff2": "font/woff2",
	".xml":   "application/xml",
}

// A handler answers browsers on this computer: GET and HEAD, for the files that the site has.
type handler struct {
	site  *site
	port  string
	ended <-chan struct{}
}

func (h *handler) ServeHTTP(w http.ResponseWriter, r *http.Request) {
	head := w.Header()
	head.Set("X-Content-Type-Options", "nosniff")
	head.Set("Referrer-Policy", "no-referrer")
	head.Set("Cross-Origin-Resource-Policy", "same-origin")
	head.Set("X-Frame-Options", "DENY")
	head.Set("Cache-Control", "no-store")
	switch {
	case !h.hostIsOurs(r.Host):
		http.Error(w, "this address is not served here", http.StatusMisdirectedRequest)
	case r.Method != http.MethodGet && r.Method != http.MethodHead:
		head.Set("Allow", "GET, HEAD")
		http.Error(w, "only GET and HEAD are answered", http.StatusMethodNotAllowed)
	case r.URL.Path == scriptPath:
		send(w, r, scriptPath, reloadScript)
	case r.URL.Path == eventsPath:
		h.events(w, r)
	default:
		h.file(w, r)
	}
}

// hostIsOurs refuses names that lead here from elsewhere: a page of another site could give its own name this
// computer's address, and read what is written here.
func (h *handler) hostIsOurs(host string) bool {
	names := []string{"localhost:" + h.port, "127.0.0.1:" + h.port, "[::1]:" + h.port}
	return slices.Contains(names, strings.ToLower(host))
}

// events tells a browser the state, and each new one.
func (h *handler) events(w http.ResponseWriter, r *http.Request) {
	w.Header().Set("Content-Type", "text/event-stream")
	if r.Method == http.MethodHead {
		return
	}
	out := http.NewResponseController(w)
	if out.SetWriteDeadline(time.Time{}) != nil {
		http.Error(w, "no events here", http.StatusInternalServerError)
		return
	}
	for {
		now, news := h.site.look()
		b, err := json.Marshal(now)
		if err != nil {
			panic("serve: " + err.Error())
		}
		if _, err := fmt.Fprintf(w, "data: %s\n\n", b); err != nil || out.Flush() != nil {
			return
		}
		select {
		case <-news:
		case <-r.Context().Done():
			return
		case <-h.ended:
			return
		}
	}
}

func (h *handler) file(w http.ResponseWriter, r *http.Request) {
	now, _ := h.site.look()
	if now.preview == nil {
		refuse(w, r, now, http.StatusServiceUnavailable, now.Mistakes)
		return
	}
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	b, err := now.preview.File(name)
	switch {
	case err == nil:
		send(w, r, name, page(name, b, now.Version))
	case isMistake(err):
		refuse(w, r, now, http.StatusInternalServerError, err.Error())
	case !errors.Is(err, fs.ErrNotExist):
		refuse(w, r, now, http.StatusInternalServerError, name+": "+err.Error())
	default:
		h.notFound(w, r, now, name)
	}
}

// notFound leads from a folder without its slash to the folder, as hosts do; else it is the site's own page.
func (h *handler) notFound(w http.ResponseWriter, r *http.Request, now state, name string) {
	if _, err := now.preview.File(name + "/index.html"); err == nil && path.Ext(name) == "" {
		http.Redirect(w, r, "/"+name+"/", http.StatusFound)
		return
	}
	b, err := now.preview.File("404.html")
	if err != nil {
		refuse(w, r, now, http.StatusNotFound, "there is no such page")
		return
	}
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusNotFound)
	w.Write(page("404.html", b, now.Version))
}

// send answers with a file, or with the part of it that was asked for.
func send(w http.ResponseWriter, r *http.Request, name string, b []byte) {
	t, ok := types[path.Ext(name)]
	if !ok {
		t = "application/octet-stream"
	}
	w.Header().Set("Content-Type", t)
	http.ServeContent(w, r, name, time.Time{}, bytes.NewReader(b))
}

// refuse shows plain words, on a page that goes when they are no longer true.
func refuse(w http.ResponseWriter, r *http.Request, now state, code int, words string) {
	w.Header().Set("Content-Type", types[".html"])
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'")
	w.WriteHeader(code)
	w.Write(page("x.html", []byte("<!DOCTYPE html>\n<html lang=\"en\">\n<title>welcomepack</title>\n<body>\n<pre>"+html.EscapeString(words)+"</pre>\n</body>\n</html>\n"), now.Version))
}

// page adds the script that follows changes to an HTML page, and lets the page's own policy allow it. Other
// files stay as they are.
func page(name string, b []byte, version string) []byte {
	if path.Ext(name) != ".html" {
		return b
	}
	script := fmt.Sprintf("<script src=%q data-version=%q defer></script>\n", scriptPath, version)
	b = allow(b)
	at := bytes.LastIndex(b, []byte("</body>"))
	if at < 0 {
		at = len(b)
	}
	return slices.Concat(b[:at], []byte(script), b[at:])
}

// allow puts the script's directives before those of the page's policy: of two of the same name browsers take
// the first.
func allow(b []byte) []byte {
	_, rest, ok := bytes.Cut(b, []byte("Content-Security-Policy"))
	if !ok {
		return b
	}
	in := bytes.Index(rest, []byte("default-src"))
	if in < 0 {
		return b
	}
	at := len(b) - len(rest) + in
	return slices.Concat(b[:at], []byte("script-src 'self'; connect-src 'self'; "), b[at:])
}
