package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/http"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"welcomepack/docs/diagnostics"
	"welcomepack/internal/build"
	"welcomepack/internal/diag"
	"welcomepack/internal/links"
	"welcomepack/internal/source"

	"github.com/spf13/cobra"
)

// checkFlags are those of check.
type checkFlags struct {
	format   string
	json     bool
	links    bool
	noAdvice bool
}

// checkFormats is the ways to write what was found: text for people to standard error, the others to standard output.
var checkFormats = []string{"text", "json", "sarif", "github", "gitlab"}

func checkCommand(w world, s *siteFlags) *cobra.Command {
	var k checkFlags
	c := &cobra.Command{
		Use:   "check [file or folder ...]",
		Short: "Look for mistakes, and write nothing",
		Long: `Read all guides, listings and translations and tell what is wrong with them, where, and what to
write instead: errors, which stop a build; warnings, which may mislead readers; and advice, which
makes words plainer. With files or folders, only what is found there is told. Nothing is written
but what --links remembers, in .cache. That each character can be printed is seen by "build" alone.

With --links other websites are asked whether their pages are still there: one page at a time from
each, with a pause between. A page that was there is not asked for again for a week.

Of the formats, sarif is for GitHub's code scanning and for editors, github for annotations of
GitHub, Forgejo and Gitea, gitlab for GitLab's Code Quality report.`,
		Example: "  welcomepack check\n  welcomepack check content/shared/guides/health.md\n  welcomepack check --links --no-advice\n  welcomepack check --format sarif > check.sarif",
		RunE: func(c *cobra.Command, args []string) error {
			if k.json {
				k.format = "json"
			}
			if !slices.Contains(checkFormats, k.format) {
				return fmt.Errorf("there is no format %q: there are %s", k.format, strings.Join(checkFormats, ", "))
			}
			return w.check(c.Context(), s, k, args)
		},
	}
	f := c.Flags()
	f.StringVar(&k.format, "format", checkFormats[0], "the `format` of what was found: "+strings.Join(checkFormats, ", "))
	f.BoolVar(&k.json, "json", false, "the same as --format json")
	f.BoolVar(&k.links, "links", false, "ask other websites whether the pages are there that this site links to")
	f.BoolVar(&k.noAdvice, "no-advice", false, "errors and warnings only")
	return c
}

func (w world) check(ctx context.Context, s *siteFlags, k checkFlags, args []string) error {
	p, today, err := w.opened(s)
	if err != nil {
		return err
	}
	defer p.root.Close()
	only, err := p.within(args)
	if err != nil {
		return err
	}
	o := p.options(s, today)
	o.Review = true
	snap, err := build.Take(o)
	if err == nil && k.links && snap.Reviewed() {
		err = w.lookAtLinks(ctx, p, snap, only)
	}
	base := p.inRepository()
	if err := failure(err); err != nil {
		return errors.Join(w.print(snap.Diags, snap.Files, k.format, base), err)
	}
	told := slices.DeleteFunc(slices.Clone(snap.Diags), func(d diag.Diagnostic) bool {
		return k.noAdvice && d.Severity == diag.Advice || !only(snap.Files.Path(d.At.File))
	})
	if err := w.print(told, snap.Files, k.format, base); err != nil {
		return err
	}
	if k.links && !snap.Reviewed() {
		w.say("the links were not looked at: mend the errors first")
	}
	w.conclude(told, snap.Files)
	if more := snap.Diags.Of(diag.Error); len(args) > 0 && len(more) > len(told.Of(diag.Error)) {
		w.say("%s elsewhere: see them with welcomepack check", number(len(more)-len(told.Of(diag.Error)), "error"))
	}
	if told.HasErrors() {
		return errSaid
	}
	return nil
}

// inRepository returns the site's folder within the nearest folder above it that git keeps, with a slash at its end: Git
// hosts want paths from there. It is "" where the two are one, and where git keeps none.
func (p *place) inRepository() string {
	for dir := p.dir; ; dir = filepath.Dir(dir) {
		if _, err := os.Stat(filepath.Join(dir, ".git")); err == nil {
			rel, err := filepath.Rel(dir, p.dir)
			if err != nil || rel == "." {
				return ""
			}
			return filepath.ToSlash(rel) + "/"
		}
		if filepath.Dir(dir) == dir {
			return ""
		}
	}
}

// print writes what was found in a format; base is the site's folder in its repository.
func (w world) print(ds diag.List, files *source.Set, format, base string) error {
	var err error
	switch format {
	case "json":
		err = ds.JSON(w.out, files)
	case "sarif":
		err = ds.SARIF(w.out, files, diag.Tool{Version: moduleVersion(), Base: base, Page: func(code string) (string, string) {
			return diagnostics.Summary(code), diagnostics.Page(code)
		}})
	case "github":
		err = ds.GitHub(w.out, files, base)
	case "gitlab":
		err = ds.GitLab(w.out, files, base, "content/site.yaml")
	default:
		err = ds.Print(w.err, files)
	}
	if err != nil {
		return broken{err}
	}
	return nil
}

func moduleVersion() string {
	if b, ok := debug.ReadBuildInfo(); ok && b.Main.Version != "(devel)" {
		return b.Main.Version
	}
	return ""
}

// within returns which of the site's paths are asked for: those of the files and folders that are named, from here or
// from the site's folder; all where none is named.
func (p *place) within(args []string) (func(path string) bool, error) {
	var wanted []string
	for _, a := range args {
		full, err := filepath.Abs(a)
		if err != nil {
			return nil, broken{err}
		}
		rel, err := filepath.Rel(p.dir, full)
		if _, statErr := os.Stat(full); err != nil || statErr != nil || !filepath.IsLocal(rel) {
			rel = filepath.FromSlash(a)
		}
		rel = filepath.ToSlash(filepath.Clean(rel))
		if _, err := p.root.Stat(rel); err != nil {
			return nil, fmt.Errorf("there is no file or folder %s in this site", a)
		}
		wanted = append(wanted, rel)
	}
	return func(path string) bool {
		return len(wanted) == 0 || slices.ContainsFunc(wanted, func(x string) bool {
			return x == "." || path == x || strings.HasPrefix(path, x+"/")
		})
	}, nil
}

// linkCache is where --links remembers what it found, and for how long at most.
const (
	linkCache = ".cache/links.json"
	linkKeep  = 90 * 24 * time.Hour
)

func (w world) lookAtLinks(ctx context.Context, p *place, snap *build.Snapshot, only func(string) bool) error {
	remembered, err := fs.ReadFile(p.root.FS(), linkCache)
	if err != nil && !errors.Is(err, fs.ErrNotExist) {
		return err
	}
	cache := links.ReadCache(remembered)
	v := &links.Visitor{Transport: w.transport, Now: w.now, Wait: wait, Cache: cache}
	bar := newProgress(w)
	stopped := snap.LookAtLinks(ctx, v, only, bar.links)
	bar.end()
	if err := p.remember(linkCache, cache.Bytes(w.now(), linkKeep)); err != nil {
		return err
	}
	if stopped != nil {
		return errors.New("stopped before all links were looked at; what was found is remembered for the next time")
	}
	return nil
}

// remember puts a whole file into the site's cache, or none.
func (p *place) remember(path string, b []byte) error {
	if err := p.root.MkdirAll(filepath.Dir(path), 0o777); err != nil {
		return err
	}
	if err := p.root.WriteFile(path+".new", b, 0o666); err != nil {
		return err
	}
	return p.root.Rename(path+".new", path)
}

// wait passes some time.
func wait(ctx context.Context, d time.Duration) error {
	t := time.NewTimer(d)
	defer t.Stop()
	select {
	case <-ctx.Done():
		return ctx.Err()
	case <-t.C:
		return nil
	}
}

// politeTransport asks other websites, through a proxy where the environment names one.
func politeTransport() http.RoundTripper {
	t := http.DefaultTransport.(*http.Transport).Clone()
	t.MaxIdleConnsPerHost = 1
	t.MaxResponseHeaderBytes = 64 << 10
	return t
}

// manyFound is how many messages are too many to keep in mind: from there on they are counted by kind.
const manyFound = 4

// conclude ends what check says: how many there are, and what to do first.
func (w world) conclude(ds diag.List, files *source.Set) {
	advice := len(ds.Of(diag.Advice))
	say := counts(ds)
	switch {
	case len(ds) == 0:
		w.say("no mistakes")
		return
	case advice == len(ds):
		say = "no mistakes, " + pieces(advice)
	case advice > 0:
		say += ", " + pieces(advice)
	}
	w.say("%s", say)
	if len(ds) >= manyFound {
		fmt.Fprintln(w.err)
		for _, part := range []struct {
			severity diag.Severity
			says     string
		}{
			{diag.Error, "First, the errors: nothing is published while they are there."},
			{diag.Warning, "Then the warnings: readers may be misled, or somebody has to ask."},
			{diag.Advice, "When there is time, the advice: plainer words are for more people, and easier to translate."},
		} {
			kinds(w.err, ds.Of(part.severity), part.says, files)
		}
		fmt.Fprintln(w.err)
	}
	worst := slices.MinFunc(ds, func(a, b diag.Diagnostic) int { return int(a.Severity) - int(b.Severity) })
	w.say("what a word in [ ] means, with examples: welcomepack explain %s", worst.Code)
}

func pieces(n int) string {
	if n == 1 {
		return "1 piece of advice"
	}
	return thousands(n) + " pieces of advice"
}

// kinds writes how often each code is there, the most frequent first, with the first place.
func kinds(to io.Writer, ds diag.List, says string, files *source.Set) {
	if len(ds) == 0 {
		return
	}
	type kind struct {
		code  string
		n     int
		first string
	}
	var all []kind
	for _, d := range ds {
		i := slices.IndexFunc(all, func(k kind) bool { return k.code == d.Code })
		if i < 0 {
			at := files.Place(d.At.Pos)
			k := kind{code: d.Code, first: at.Path}
			if at.Line > 0 && at.Path != "" {
				k.first = fmt.Sprintf("%s:%d", at.Path, at.Line)
			}
			i, all = len(all), append(all, k)
		}
		all[i].n++
	}
	slices.SortStableFunc(all, func(a, b kind) int { return b.n - a.n })
	fmt.Fprintln(to, says)
	for _, k := range all {
		fmt.Fprintf(to, "%7s × %s: %s\n", thousands(k.n), k.code, diagnostics.Summary(k.code))
		if k.first != "" {
			fmt.Fprintf(to, "          the first is %s\n", k.first)
		}
	}
}
