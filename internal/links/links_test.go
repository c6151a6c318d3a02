package links

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/http/httptest"
	"slices"
	"strings"
	"testing"
	"time"
)

// A road is a website for tests, with what it was asked and how long its visitor waited in between.
type road struct {
	t     *testing.T
	url   string
	asked []string
	tries map[string]int
	v     *Visitor
	now   time.Time
}

func newRoad(t *testing.T) *road {
	r := &road{t: t, tries: map[string]int{}, now: time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)}
	s := httptest.NewServer(r)
	t.Cleanup(s.Close)
	r.url = s.URL
	r.v = &Visitor{Transport: s.Client().Transport, Now: func() time.Time { return r.now }, Cache: ReadCache(nil), Private: true, Timeout: time.Minute,
		Wait: func(ctx context.Context, d time.Duration) error {
			r.asked = append(r.asked, "wait "+d.String())
			return ctx.Err()
		}}
	return r
}

func (r *road) ServeHTTP(w http.ResponseWriter, q *http.Request) {
	r.asked = append(r.asked, q.Method+" "+q.URL.Path)
	if q.Header.Get("User-Agent") != Agent || q.Header.Get("Referer") != "" || q.Header.Get("Cookie") != "" {
		r.t.Errorf("asked with %v", q.Header)
	}
	r.tries[q.URL.Path]++
	switch q.URL.Path {
	case "/gone":
		http.Error(w, "no", http.StatusNotFound)
	case "/no-head":
		if q.Method == http.MethodHead {
			http.Error(w, "no", http.StatusMethodNotAllowed)
		}
	case "/tired":
		if r.tries[q.URL.Path] < 4 {
			http.Error(w, "no", http.StatusServiceUnavailable)
		}
	case "/broken":
		http.Error(w, "no", http.StatusInternalServerError)
	case "/busy":
		w.Header().Set("Retry-After", "7")
		http.Error(w, "no", http.StatusTooManyRequests)
	case "/walled":
		http.Error(w, "no", http.StatusForbidden)
	case "/moved":
		http.Redirect(w, q, "/new", http.StatusMovedPermanently)
	case "/slash":
		http.Redirect(w, q, "/slash/", http.StatusMovedPermanently)
	case "/away":
		http.Redirect(w, q, "/new", http.StatusFound)
	case "/circle":
		http.Redirect(w, q, "/circle", http.StatusFound)
	case "/cut":
		panic(http.ErrAbortHandler)
	}
}

func (r *road) visit(paths ...string) map[string]Result {
	r.t.Helper()
	out := map[string]Result{}
	var urls []string
	for _, p := range paths {
		urls = append(urls, r.url+p)
	}
	if err := r.v.Visit(context.Background(), urls, func(u string, res Result) { out[strings.TrimPrefix(u, r.url)] = res }); err != nil {
		r.t.Fatal(err)
	}
	return out
}

func TestWhatBecameOfAPage(t *testing.T) {
	r := newRoad(t)
	got := r.visit("/there", "/gone", "/no-head", "/tired", "/broken", "/busy", "/walled", "/moved", "/slash", "/away", "/circle", "/cut")
	for path, want := range map[string]struct {
		state State
		says  string
	}{
		"/there": {There, ""}, "/gone": {Gone, "404"}, "/no-head": {There, ""}, "/tired": {There, ""}, "/broken": {Gone, "500"},
		"/busy": {Unseen, "429"}, "/walled": {Unseen, "403"}, "/moved": {Moved, "/new"}, "/slash": {There, ""}, "/away": {There, ""},
		"/circle": {Gone, "circle"}, "/cut": {Gone, "could not be reached"},
	} {
		if g := got[path]; g.State != want.state || !strings.Contains(g.Why+g.To, want.says) {
			t.Errorf("%s is %+v, want %v with %q", path, g, want.state, want.says)
		}
	}
}

func TestAWebsiteIsAskedPolitely(t *testing.T) {
	r := newRoad(t)
	r.visit("/there", "/no-head", "/busy")
	want := "HEAD /there, wait 1s, HEAD /no-head, GET /no-head, wait 1s, HEAD /busy, GET /busy, wait 7s, HEAD /busy, GET /busy, wait 7s, HEAD /busy, GET /busy"
	if got := strings.Join(r.asked, ", "); got != want {
		t.Errorf("asked %s, want %s", got, want)
	}
}

func TestAPageThatWasThereIsNotAskedForAgainForAWeek(t *testing.T) {
	r := newRoad(t)
	r.visit("/there", "/gone")
	r.v.Cache = ReadCache(r.v.Cache.Bytes(r.now, time.Hour))
	r.asked, r.now = nil, r.now.Add(6*24*time.Hour)
	if got := r.visit("/there", "/gone"); got["/there"].State != There || strings.Join(r.asked, " ") != "HEAD /gone GET /gone" {
		t.Errorf("asked %v, got %v", r.asked, got)
	}
	r.asked, r.now = nil, r.now.Add(2*24*time.Hour)
	if r.visit("/there"); len(r.asked) != 1 {
		t.Errorf("after eight days asked %v", r.asked)
	}
	if b := r.v.Cache.Bytes(r.now.Add(48*time.Hour), time.Hour); strings.TrimSpace(string(b)) != "{}" {
		t.Errorf("old results are kept: %s", b)
	}
	for _, broken := range []string{"", "null", "{", `{"a": 1}`, `[]`} {
		if _, ok := ReadCache([]byte(broken)).get("a", r.now, time.Hour); ok {
			t.Errorf("the cache %q has something", broken)
		}
	}
}

func TestAnInterruptionEndsTheVisits(t *testing.T) {
	r := newRoad(t)
	ctx, cancel := context.WithCancel(context.Background())
	err := r.v.Visit(ctx, []string{r.url + "/a", r.url + "/b", r.url + "/c"}, func(string, Result) { cancel() })
	if !errors.Is(err, context.Canceled) || slices.Contains(r.asked, "HEAD /b") {
		t.Errorf("%v after %v", err, r.asked)
	}
}

// A stranger's change must not make a computer ask its own network.
func TestTheLocalNetworkIsNotAsked(t *testing.T) {
	r := newRoad(t)
	r.v.Private = false
	if got := r.visit("/there")["/there"]; got.State != Gone || len(r.asked) != 0 {
		t.Errorf("%+v after %v", got, r.asked)
	}
	for host, want := range map[string]bool{"localhost": true, "127.0.0.1": true, "10.1.2.3": true, "[::1]": true, "169.254.1.1": true, "router": true, "a.local": true,
		"www.example.org": false, "192.0.2.1": false, "[fd00::1]": true} {
		if local(fmt.Sprintf("http://%s:80/x", host)) != want {
			t.Errorf("local(%s) is %v", host, !want)
		}
	}
}

func TestPagesAreGroupedByWebsite(t *testing.T) {
	got := ByHost([]string{"https://www.example.org/a", "https://b.example.org/", "http://example.org/c"})
	if fmt.Sprint(got) != "[[https://www.example.org/a http://example.org/c] [https://b.example.org/]]" {
		t.Errorf("groups %v", got)
	}
}
