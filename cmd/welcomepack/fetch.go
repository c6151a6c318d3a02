package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"os"
	"strconv"
	"strings"
	"time"

	"welcomepack/internal/intake"
	"welcomepack/internal/source"
)

// The most that is asked of another publisher's server, and how long one answer may take. Between two requests there is a
// pause, and there is never more than one at a time.
const (
	oneAnswer = 60 * time.Second
	pause     = 200 * time.Millisecond
	maxWait   = 2 * time.Minute // that a server may ask for
)

// feed reads the services of a file, a folder or an address.
func (w world) feed(ctx context.Context, from string) ([]intake.Foreign, error) {
	if isAddress(from) {
		f := &fetcher{ctx: ctx, say: w.say, pause: w.pause, client: &http.Client{Timeout: oneAnswer}}
		return f.services(from)
	}
	info, err := os.Stat(from)
	if err != nil {
		return nil, err
	}
	if info.IsDir() {
		services, err := intake.Folder(os.DirFS(from))
		if err != nil {
			return nil, fmt.Errorf("%s: %w", from, err)
		}
		return intake.Foreigners(services), nil
	}
	b, err := readFile(from, source.MaxFeedFile)
	if err != nil {
		return nil, err
	}
	services, err := intake.Feed(b)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", from, err)
	}
	return intake.Foreigners(intake.Merged(services)), nil
}

// A fetcher reads an API page by page.
type fetcher struct {
	ctx    context.Context
	client *http.Client
	say    func(format string, args ...any)
	pause  time.Duration
	asked  int
	bytes  int64
}

// services reads every page of a list, and each service by itself where the list says only their names.
func (f *fetcher) services(address string) ([]intake.Foreign, error) {
	base, err := url.Parse(address)
	if err != nil {
		return nil, err
	}
	first, err := f.get(base)
	if err != nil {
		return nil, err
	}
	if intake.IsAPI(first) {
		base = base.JoinPath("services")
		if first, err = f.get(base); err != nil {
			return nil, err
		}
	}
	all, err := intake.Feed(first)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", base, err)
	}
	answer := first
	for page := 2; !intake.LastPage(answer); page++ {
		if page > source.MaxFeedPages || len(all) > source.MaxFeedServices {
			return nil, fmt.Errorf("%s has more than %d services or %d pages", base, source.MaxFeedServices, source.MaxFeedPages)
		}
		next := *base
		q := next.Query()
		q.Set("page", strconv.Itoa(page))
		next.RawQuery = q.Encode()
		if answer, err = f.get(&next); err != nil {
			return nil, err
		}
		more, err := intake.Feed(answer)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", &next, err)
		}
		before := len(all)
		if all = intake.Merged(append(all, more...)); len(all) == before {
			return nil, fmt.Errorf("%s answers with the same services again: the pages do not end", &next)
		}
	}
	if !intake.OnlyNames(all) {
		return intake.Foreigners(all), nil
	}
	if len(all) > source.MaxFeedSingle {
		return nil, fmt.Errorf("%s lists %d services by name only; at most %d are fetched one by one", base, len(all), source.MaxFeedSingle)
	}
	f.say("%s are fetched one by one", number(len(all), "service"))
	for i, s := range all {
		one := base.JoinPath(s.Text("id"))
		one.RawQuery = ""
		b, err := f.get(one)
		if err != nil {
			return nil, err
		}
		whole, err := intake.Feed(b)
		if err != nil || len(whole) != 1 || whole[0].Text("id") != s.Text("id") {
			return nil, fmt.Errorf("%s answers with something else than the service %s", one, s.Text("id"))
		}
		all[i] = whole[0]
	}
	return intake.Foreigners(all), nil
}

// get fetches one answer. A server that is busy is asked once more, after as long as it says.
func (f *fetcher) get(u *url.URL) ([]byte, error) {
	for try := 0; ; try++ {
		if f.asked > 0 {
			if err := f.wait(f.pause); err != nil {
				return nil, err
			}
		}
		f.asked++
		b, busy, wait, err := f.once(u)
		if !busy || try == 1 {
			return b, err
		}
		f.say("%s is busy; it is asked again in %s", u.Host, wait)
		if err := f.wait(wait); err != nil {
			return nil, err
		}
	}
}

func (f *fetcher) wait(d time.Duration) error {
	if err := wait(f.ctx, d); err != nil {
		return broken{err}
	}
	return nil
}

// once asks once. A server that is busy says how long to wait.
func (f *fetcher) once(u *url.URL) (b []byte, busy bool, wait time.Duration, err error) {
	r, err := http.NewRequestWithContext(f.ctx, http.MethodGet, u.String(), nil)
	if err != nil {
		return nil, false, 0, err
	}
	r.Header.Set("Accept", "application/json")
	r.Header.Set("User-Agent", "welcomepack (import of Open Referral data)")
	answer, err := f.client.Do(r)
	if err != nil {
		return nil, false, 0, broken{err}
	}
	defer answer.Body.Close()
	if answer.StatusCode == http.StatusTooManyRequests || answer.StatusCode == http.StatusServiceUnavailable {
		seconds, err := strconv.Atoi(strings.TrimSpace(answer.Header.Get("Retry-After")))
		if err != nil || seconds < 0 {
			seconds = 5
		}
		return nil, true, min(time.Duration(seconds)*time.Second, maxWait), broken{fmt.Errorf("%s is busy: it answers %s", u, answer.Status)}
	}
	if answer.StatusCode != http.StatusOK {
		return nil, false, 0, fmt.Errorf("%s answers %s", u, answer.Status)
	}
	b, err = io.ReadAll(io.LimitReader(answer.Body, source.MaxFeedFile+1))
	f.bytes += int64(len(b))
	switch {
	case err != nil:
		return nil, false, 0, broken{err}
	case len(b) > source.MaxFeedFile:
		return nil, false, 0, fmt.Errorf("%s answers with more than %d MiB", u, source.MaxFeedFile>>20)
	case f.bytes > source.MaxFeed:
		return nil, false, 0, errors.New("the answers are more than " + strconv.Itoa(source.MaxFeed>>20) + " MiB in all")
	}
	return b, false, 0, nil
}
