package serve

import (
	"bytes"
	"crypto/sha256"
	"crypto/subtle"
	_ "embed"
	"encoding/json"
	"errors"
	"fmt"
	"html"
	"io"
	"io/fs"
	"net/http"
	"path"
	"slices"
	"strings"
	"time"

	"welcomepack/internal/build"
)

//go:embed reload.js
var reloadScript []byte

// The server's own addresses; no page of a site can have them.
const (
	scriptPath = "/-/reload.js"
	eventsPath = "/-/events"
	editPath   = "/-/edit"
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

// A handler answers browsers on this computer: GET and HEAD, for the files that the site has. One address more is there
// for its own pages alone: it opens a file of the site in an editor.
type handler struct {
	site  *site
	port  string
	ended <-chan struct{}

	dir     string // the site's folder
	editor  Editor
	token   string // which only pages of this server know
	trouble func(error)
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
	case r.URL.Path == editPath && r.Method == http.MethodPost && len(h.editor) > 0:
		h.edit(w, r)
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

// edit opens the place that one of the server's own pages names in its body. Pages of other websites may send what they
// like to this computer, but they do not know the token, and browsers say where they come from.
func (h *handler) edit(w http.ResponseWriter, r *http.Request) {
	given := []byte(r.Header.Get("X-Welcomepack-Token"))
	from := r.Header.Get("Origin")
	if subtle.ConstantTimeCompare(given, []byte(h.token)) != 1 || !strings.EqualFold(from, "http://"+r.Host) {
		http.Error(w, "only pages of this server can ask for that", http.StatusForbidden)
		return
	}
	at, err := io.ReadAll(http.MaxBytesReader(w, r.Body, 4<<10))
	if err == nil {
		err = h.editor.open(h.dir, string(at), h.trouble)
	}
	if err != nil {
		http.Error(w, err.Error(), http.StatusBadRequest)
		return
	}
	w.WriteHeader(http.StatusNoContent)
}

func (h *handler) file(w http.ResponseWriter, r *http.Request) {
	name := strings.TrimPrefix(r.URL.Path, "/")
	if name == "" || strings.HasSuffix(name, "/") {
		name += "index.html"
	}
	for {
		now, news := h.site.look()
		b, err := []byte(nil), build.ErrNotYet
		if now.preview != nil {
			b, err = now.preview.File(name)
		}
		switch {
		case err == nil:
			h.send(w, r, name, b, now)
		case errors.Is(err, build.ErrNotYet) && now.Mistakes != "":
			h.refuse(w, now, http.StatusServiceUnavailable, now.Mistakes)
		case errors.Is(err, build.ErrNotYet):
			select {
			case <-news:
				continue
			case <-r.Context().Done():
			case <-h.ended:
			}
		case isMistake(err):
			h.refuse(w, now, http.StatusInternalServerError, err.Error())
		case !errors.Is(err, fs.ErrNotExist):
			h.refuse(w, now, http.StatusInternalServerError, name+": "+err.Error())
		default:
			h.notFound(w, r, now, name)
		}
		return
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
		h.refuse(w, now, http.StatusNotFound, "there is no such page")
		return
	}
	w.Header().Set("Content-Type", types[".html"])
	w.WriteHeader(http.StatusNotFound)
	w.Write(h.page(b, now, ""))
}

// send answers with a file, or with the part of it that was asked for. A page has a tag by which its script can tell
// whether it would look otherwise.
func (h *handler) send(w http.ResponseWriter, r *http.Request, name string, b []byte, now state) {
	if path.Ext(name) == ".html" {
		tag := fmt.Sprintf(`"%x"`, sha256.Sum256(fmt.Append(b, now.look)))[:20] + `"`
		w.Header().Set("ETag", tag)
		b = h.page(b, now, tag)
	}
	send(w, r, name, b)
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
func (h *handler) refuse(w http.ResponseWriter, now state, code int, words string) {
	w.Header().Set("Content-Type", types[".html"])
	w.Header().Set("Content-Security-Policy", "default-src 'none'; script-src 'self'; connect-src 'self'")
	w.WriteHeader(code)
	w.Write(h.page([]byte("<!DOCTYPE html>\n<html lang=\"en\">\n<title>welcomepack</title>\n<body>\n<pre>"+html.EscapeString(words)+"</pre>\n</body>\n</html>\n"), now, ""))
}

// page adds the script that follows changes to a page, and lets the page's own policy allow it.
func (h *handler) page(b []byte, now state, tag string) []byte {
	token := ""
	if len(h.editor) > 0 {
		token = h.token
	}
	script := fmt.Sprintf("<script src=%q data-version=%q data-tag=\"%s\" data-token=%q defer></script>\n", scriptPath, now.Version, html.EscapeString(tag), token)
	b = allow(b)
	at := bytes.LastIndex(b, []byte("</body>"))
	if at < 0 {
		at = len(b)
	}
	return slices.Concat(b[:at], []byte(script), b[at:])
}

// allow puts the script's directives in the place of those of the page's policy.
func allow(b []byte) []byte {
	_, rest, ok := bytes.Cut(b, []byte("Content-Security-Policy"))
	if !ok {
		return b
	}
	from := bytes.Index(rest, []byte("default-src"))
	if from < 0 {
		return b
	}
	end := bytes.IndexByte(rest[from:], '"')
	if end < 0 {
		return b
	}
	scripts, asked := "script-src 'self'", "connect-src 'self'"
	var others []string
	for d := range strings.SplitSeq(string(rest[from:from+end]), ";") {
		switch d = strings.TrimSpace(d); {
		case strings.HasPrefix(d, "script-src '") && !strings.Contains(d, "'none'") && d != scripts:
			scripts = d + " 'self'" // of a page that holds its scripts in itself
		case d != "" && !strings.HasPrefix(d, "script-src ") && !strings.HasPrefix(d, "connect-src "):
			others = append(others, d)
		}
	}
	directives := append([]string{scripts, asked}, others...)
	at := len(b) - len(rest) + from
	return slices.Concat(b[:at], []byte(strings.Join(directives, "; ")), b[at+end:])
}
