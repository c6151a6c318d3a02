package main

import (
	"errors"
	"path/filepath"
	"strings"
	"time"

	"welcomepack/internal/build"

	"github.com/spf13/cobra"
)

func buildCommand(w world, s *siteFlags) *cobra.Command {
	var b struct {
		out     string
		jobs    int
		json    bool
		noPacks bool
		noCache bool
		verify  bool
	}
	c := &cobra.Command{
		Use:   "build",
		Short: "Make the website and the packs",
		Long: `Make the website and the packs of every borough and language in the folder dist.

When there is any error, nothing is written and dist stays as it was. Files in dist that this
program did not make are left alone. With --borough or --lang only those editions are made, and
the others stay as the last build left them.

What nothing has changed for is not made again: the folder .cache beside content remembers what
each page and pack was made of. It may be deleted, or kept between runs of a build server;
--verify makes everything without it and compares.`,
		Example: "  welcomepack build\n  welcomepack build --borough newham --lang ar,ti",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			start := w.now()
			p, today, err := w.opened(s)
			if err != nil {
				return err
			}
			defer p.root.Close()
			o := p.options(s, today)
			o.Out, o.Limits, o.Jobs, o.NoPacks = b.out, p.limits(), b.jobs, b.noPacks
			o.Frugal = w.getenv("GOGC") == "" // who sets it knows better
			if o.Out == "" {
				o.Out = filepath.Join(p.dir, "dist")
			}
			if !b.noCache {
				p.cache(w, &o)
			}
			bar := newProgress(w)
			o.Progress = bar.show
			r, err := build.Build(o)
			bar.end()
			if err := w.report(r.Diags, r.Files, b.json, err); err != nil {
				return err
			}
			out := p.shown(o.Out)
			if r.Diags.HasErrors() {
				w.say("%s; %s is as it was", counts(r.Diags), out)
				return errSaid
			}
			w.say("%s", summary(r, w.now().Sub(start)))
			w.say("%s: %s written, %s unchanged, %s removed", out,
				number(r.Output.Written, "file"), thousands(r.Output.Unchanged), thousands(r.Output.Removed))
			if b.verify {
				return w.verify(o, r, out)
			}
			return nil
		},
	}
	s.editions(c.Flags())
	c.Flags().StringVar(&b.out, "out", "", "the output `folder` (default: dist in the site's folder)")
	c.Flags().IntVar(&b.jobs, "jobs", 0, "`editions` to make at the same time (default: one for each processor)")
	c.Flags().BoolVar(&b.json, "json", false, "write the mistakes as JSON to standard output")
	c.Flags().BoolVar(&b.noCache, "no-cache", false, "make everything, and remember nothing")
	c.Flags().BoolVar(&b.verify, "verify", false, "then make everything without the cache, and compare")
	c.Flags().BoolVar(&b.noPacks, "no-packs", false, "make the website only; packs that are there stay, and may be older than it")
	return c
}

// verify builds without the cache, and compares files and messages.
func (w world) verify(o build.Options, first build.Result, out string) error {
	bar := newProgress(w)
	o.Progress = bar.show
	r, changed, err := build.Verify(o)
	bar.end()
	if err != nil {
		return failure(err)
	}
	var a, b strings.Builder
	first.Diags.Print(&a, first.Files) // a Builder takes everything
	r.Diags.Print(&b, r.Files)
	for _, p := range changed {
		w.say("%s: %s was not what it is without the cache; it is mended", out, p)
	}
	if a.String() != b.String() {
		w.say("the messages above are not those without the cache, which are:\n%s", b.String())
	}
	if len(changed) > 0 || a.String() != b.String() {
		return broken{errors.New("the cache was wrong: delete the folder .cache, and please tell the people who make this program")}
	}
	w.say("verified: without the cache all files and messages are the same")
	return nil
}

// summary is the last line of a build: what there is, how long it took, and what was warned of.
func summary(r build.Result, took time.Duration) string {
	s := thousands(r.Boroughs) + " " + plural(r.Boroughs, "borough") + " × " + thousands(r.Langs) + " " + plural(r.Langs, "language") + ": " +
		number(r.Pages, "page") + ", " + number(r.Packs, "pack") + " in " + seconds(took)
	if r.Made == 0 {
		s += "; nothing had changed"
	}
	if _, warnings := r.Diags.Count(); warnings > 0 {
		s += "; " + number(warnings, "warning")
	}
	return s
}
