// Package links looks whether pages of other websites are there, politely: one at a time for each website with a pause
// between, asking for the page's head before the page, and saying who asks. What was found is kept, so that a page that
// is there is not asked for again for a while. It has no clock of its own.
package links

import (
	"context"
	"crypto/tls"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"maps"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"sync"
	"time"
)

// Agent is what the program tells websites that it is.
const Agent = "welcomepack-linkcheck/1.0 (looks whether the links of a guide for people who are new to the UK still work)"

// The manners of a [Visitor] whose own fields are zero.
const (
	DefaultPause   = time.Second
	DefaultTimeout = 20 * time.Second
	DefaultFresh   = 7 * 24 * time.Hour
	tries          = 3
	longestWait    = 30 * time.Second // that a website may ask for
	hops           = 10
)

// A State is what became of a page: [There], [Gone], [Moved] for good, or [Unseen] where a program cannot tell.
type State string

const (
	There  State = "there"
	Gone   State = "gone"
	Moved  State = "moved"
	Unseen State = "unseen"
)

// A Result is what a visit found. Why is for people: "the page is not there (404)". To is the new address of a page that
// moved.
type Result struct {
	State State     `json:"state"`
	Why   string    `json:"why,omitempty"`
	To    string    `json:"to,omitempty"`
	Seen  time.Time `json:"seen"`
}

// A Visitor asks websites. Transport, Now and Wait are needed. It may be used by several goroutines at once, for each
// website by one.
type Visitor struct {
	Transport http.RoundTripper
	Now       func() time.Time
	Wait      func(context.Context, time.Duration) error
	Cache     *Cache
	Pause     time.Duration // between two visits to a website
	Timeout   time.Duration // of one request
	Fresh     time.Duration // for which a page that was there is not asked for again
	Private   bool          // addresses of the local network may be asked: for tests
}

// ByHost groups addresses by website, in the order in which they come.
func ByHost(urls []string) [][]string {
	index := map[string]int{}
	var out [][]string
	for _, u := range urls {
		host := u
		if p, err := url.Parse(u); err == nil {
			host = strings.TrimPrefix(strings.ToLower(p.Host), "www.")
		}
		i, ok := index[host]
		if !ok {
			i = len(out)
			index[host] = i
			out = append(out, nil)
		}
		out[i] = append(out[i], u)
	}
	return out
}

// Visit asks for pages of one website, one after the other, and calls found with each result. Its error is that of ctx.
func (v *Visitor) Visit(ctx context.Context, urls []string, found func(url string, r Result)) error {
	asked := false
	for _, u := range urls {
		if r, ok := v.Cache.get(u, v.Now(), orElse(v.Fresh, DefaultFresh)); ok {
			found(u, r)
			continue
		}
		if asked {
			if err := v.Wait(ctx, orElse(v.Pause, DefaultPause)); err != nil {
				return err
			}
		}
		asked = true
		r, err := v.look(ctx, u)
		if err != nil {
			return err
		}
		r.Seen = v.Now().UTC().Truncate(time.Second)
		v.Cache.put(u, r)
		found(u, r)
	}
	return ctx.Err()
}

func orElse(d, other time.Duration) time.Duration {
	if d > 0 {
		return d
	}
	return other
}

// look asks for a page until there is an answer that another try would not change.
func (v *Visitor) look(ctx context.Context, address string) (Result, error) {
	if !v.Private && local(address) {
		return Result{State: Gone, Why: "this is an address of a local network, which readers cannot open"}, nil
	}
	var last Result
	for try := range tries {
		a := v.ask(ctx, http.MethodHead, address)
		if a.status >= 400 || a.err != nil && ctx.Err() == nil && !a.certain() { // some websites refuse HEAD, or answer it wrongly
			a = v.ask(ctx, http.MethodGet, address)
		}
		if err := ctx.Err(); err != nil {
			return Result{}, err
		}
		r, again := a.judge(address)
		if last = r; !again || try == tries-1 {
			break
		}
		wait := max(orElse(v.Pause, DefaultPause)<<try, min(a.after, longestWait))
		if err := v.Wait(ctx, wait); err != nil {
			return Result{}, err
		}
	}
	return last, nil
}

// An answer is what one request brought.
type answer struct {
	status int
	moved  string        // where the page has moved for good, "" where it has not
	after  time.Duration // when to come again
	err    error
}

var (
	errHops  = errors.New("the page sends its readers in a circle")
	errLocal = errors.New("the page sends its readers to a local network, which they cannot open")
)

func (v *Visitor) ask(ctx context.Context, method, address string) answer {
	ctx, cancel := context.WithTimeout(ctx, orElse(v.Timeout, DefaultTimeout))
	defer cancel()
	req, err := http.NewRequestWithContext(ctx, method, address, nil)
	if err != nil {
		return answer{err: err}
	}
	req.Header.Set("User-Agent", Agent)
	req.Header.Set("Accept", "text/html, application/pdf;q=0.9, */*;q=0.5")
	req.Header.Set("Accept-Language", "en-GB, en;q=0.9")
	forGood := true
	client := http.Client{Transport: v.Transport, CheckRedirect: func(r *http.Request, via []*http.Request) error {
		r.Header.Del("Referer")
		if !v.Private && local(r.URL.String()) {
			return errLocal
		}
		if len(via) >= hops {
			return errHops
		}
		s := r.Response.StatusCode
		forGood = forGood && (s == http.StatusMovedPermanently || s == http.StatusPermanentRedirect)
		return nil
	}}
	resp, err := client.Do(req)
	if err != nil {
		return answer{err: err}
	}
	defer resp.Body.Close()
	io.CopyN(io.Discard, resp.Body, 4<<10) // enough to be a reader; what follows is not of interest
	a := answer{status: resp.StatusCode}
	if s, err := strconv.Atoi(resp.Header.Get("Retry-After")); err == nil && s > 0 {
		a.after = time.Duration(s) * time.Second
	}
	if to := resp.Request.URL.String(); forGood && to != address {
		a.moved = to
	}
	return a
}

// certain tells whether a failure is one that asking otherwise does not change.
func (a answer) certain() bool {
	var dns *net.DNSError
	return errors.As(a.err, &dns) && dns.IsNotFound || errors.Is(a.err, errHops) || errors.Is(a.err, errLocal)
}

// judge says what an answer means, and whether another try may bring another one.
func (a answer) judge(address string) (r Result, again bool) {
	var dns *net.DNSError
	var cert *tls.CertificateVerificationError
	switch {
	case errors.As(a.err, &dns) && dns.IsNotFound:
		return Result{State: Gone, Why: "there is no website of this name"}, false
	case errors.As(a.err, &cert):
		return Result{State: Gone, Why: "browsers warn of this website: its certificate is not valid"}, false
	case errors.Is(a.err, errHops):
		return Result{State: Gone, Why: errHops.Error()}, false
	case errors.Is(a.err, errLocal):
		return Result{State: Gone, Why: errLocal.Error()}, false
	case a.err != nil && errors.Is(a.err, context.DeadlineExceeded):
		return Result{State: Gone, Why: "the website did not answer in time"}, true
	case a.err != nil:
		return Result{State: Gone, Why: "the website could not be reached"}, true
	case a.status == http.StatusNotFound || a.status == http.StatusGone:
		return Result{State: Gone, Why: fmt.Sprintf("the page is not there any more (%d)", a.status)}, false
	case a.status == http.StatusTooManyRequests:
		return Result{State: Unseen, Why: "the website asks programs to come another time (429)"}, true
	case a.status >= 500:
		return Result{State: Gone, Why: fmt.Sprintf("the website has a fault of its own (%d)", a.status)}, true
	case a.status >= 400:
		return Result{State: Unseen, Why: fmt.Sprintf("the website does not answer programs (%d)", a.status)}, false
	case a.moved != "" && !sameBut(address, a.moved):
		return Result{State: Moved, To: a.moved}, false
	}
	return Result{State: There}, false
}

// sameBut tells whether two addresses differ only in what nobody needs to change: http or https, www., a last slash.
func sameBut(a, b string) bool {
	plain := func(s string) string {
		s = strings.TrimPrefix(strings.TrimPrefix(s, "https://"), "http://")
		return strings.TrimSuffix(strings.TrimPrefix(s, "www."), "/")
	}
	return strings.EqualFold(plain(a), plain(b))
}

// local tells whether an address is one of this machine or its network, which a stranger's change must not make this
// program ask.
func local(address string) bool {
	u, err := url.Parse(address)
	if err != nil {
		return true
	}
	host := strings.TrimSuffix(strings.ToLower(u.Hostname()), ".")
	if ip, err := netip.ParseAddr(host); err == nil {
		return !ip.IsGlobalUnicast() || ip.IsPrivate()
	}
	return !strings.Contains(host, ".") || strings.HasSuffix(host, ".localhost") || strings.HasSuffix(host, ".local") || strings.HasSuffix(host, ".internal")
}

// A Cache is what earlier visits found, by address. A nil *Cache is empty and keeps nothing.
type Cache struct {
	mu    sync.Mutex
	pages map[string]Result
}

// ReadCache reads what [Cache.Bytes] wrote. What cannot be read is forgotten: everything is asked for again.
func ReadCache(b []byte) *Cache {
	c := &Cache{pages: map[string]Result{}}
	if err := json.Unmarshal(b, &c.pages); err != nil || c.pages == nil {
		c.pages = map[string]Result{}
	}
	return c
}

// Bytes writes the cache as JSON, without what is older than keep.
func (c *Cache) Bytes(now time.Time, keep time.Duration) []byte {
	c.mu.Lock()
	defer c.mu.Unlock()
	pages := maps.Clone(c.pages)
	maps.DeleteFunc(pages, func(_ string, r Result) bool { return now.Sub(r.Seen) > keep })
	b, err := json.MarshalIndent(pages, "", " ")
	if err != nil {
		panic("links: " + err.Error()) // there is nothing in it that has no JSON
	}
	return append(b, '\n')
}

// get returns what was found before where it still counts. What was not there is asked for again each time.
func (c *Cache) get(u string, now time.Time, fresh time.Duration) (Result, bool) {
	if c == nil {
		return Result{}, false
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	r, ok := c.pages[u]
	age := now.Sub(r.Seen)
	return r, ok && age >= 0 && age < fresh && slices.Contains([]State{There, Moved}, r.State)
}

func (c *Cache) put(u string, r Result) {
	if c == nil {
		return
	}
	c.mu.Lock()
	defer c.mu.Unlock()
	c.pages[u] = r
}
