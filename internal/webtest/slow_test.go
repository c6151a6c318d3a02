package webtest

import (
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"testing"
	"time"
)

// TestPagesThatArriveInPiecesDoNotMove reads pages as a phone with a weak signal gets them: the text in pieces, with
// its scripts after all of it. What is shown stays where it is.
func TestPagesThatArriveInPiecesDoNotMove(t *testing.T) {
	own, tongues := ownSite(t), tonguesSite(t)
	inScripts(t, func(t *testing.T, b *tab, lang string) {
		look := func(h *httptest.Server, page string) {
			b.open(h.URL + "/" + page)
			b.stays(page)
		}
		h := serveSlowly(t, own)
		each(t, own, "newham/"+lang, func(_, page string) { look(h, page) })
		look(serveSlowly(t, tongues), "northbank/"+lang+"/pack.html")
	})
}

// serveSlowly serves a site's pages in pieces, the first ones small, so that the head of a page comes in several, and its
// scripts later than that.
func serveSlowly(t *testing.T, s *site) *httptest.Server {
	t.Helper()
	const wait = 50 * time.Millisecond
	h := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		text, err := os.ReadFile(filepath.Join(s.dir, filepath.FromSlash(r.URL.Path)))
		if err != nil {
			http.NotFound(w, r)
			return
		}
		kind := filepath.Ext(r.URL.Path)
		w.Header().Set("Content-Type", mimeTypes[kind])
		switch kind {
		case ".html":
			for sent, piece := 0, 0; len(text) > 0; text = text[piece:] {
				if piece = 600; sent > 6<<10 {
					piece = 14 << 10
				}
				piece = min(piece, len(text))
				sent += piece
				_, _ = w.Write(text[:piece])
				_ = http.NewResponseController(w).Flush()
				time.Sleep(wait)
			}
		case ".js":
			time.Sleep(3 * wait)
		}
		_, _ = w.Write(text)
	}))
	t.Cleanup(h.Close)
	return h
}
