package main

import (
	"cmp"
	"time"

	"welcomepack/internal/build"
	"welcomepack/internal/serve"

	"github.com/spf13/cobra"
)

func serveCommand(w world, s *siteFlags) *cobra.Command {
	var port int
	var poll bool
	var editor string
	c := &cobra.Command{
		Use:   "serve",
		Short: "Show the site in a browser while you write",
		Long: `Show the site in a browser on this computer, and follow each change of the files. Mistakes are
shown in the browser until they are mended. Nothing is written, and no other computer can look.

Point at a paragraph or a number: a small sign says in which file and line it is written. A click
on the sign opens it in the editor that --editor or WELCOMEPACK_EDITOR names, such as

  WELCOMEPACK_EDITOR="code -g {file}:{line}" welcomepack serve

or in that of VISUAL, where this is known to have a window of its own. Without one it copies the place.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			p, today, err := w.opened(s)
			if err != nil {
				return err
			}
			defer p.root.Close()
			o := p.options(s, today)
			e, err := w.openedBy(editor)
			if err != nil {
				return err
			}
			return failure(serve.Run(c.Context(), serve.Options{
				Dir: p.dir, Port: port, Poll: poll, Editor: e,
				Build: func() build.Options {
					if now, err := w.today(); err == nil {
						o.Today = now
					}
					return o
				},
				Ready:   func(url string) { w.say("open %s in a browser; end with Ctrl-C", url) },
				Loaded:  w.loaded,
				Trouble: func(err error) { w.say("%v", err) },
			}))
		},
	}
	s.editions(c.Flags())
	c.Flags().IntVar(&port, "port", 8000, "the `port` to listen on; 0 for any that is free")
	c.Flags().StringVar(&editor, "editor", "", "the `command` that opens a file from the browser; {file} and {line} stand for its place")
	c.Flags().BoolVar(&poll, "poll", false, "look at the files every second, for network disks that do not tell of changes")
	return c
}

// openedBy is the editor that pages open files with.
func (w world) openedBy(flag string) (serve.Editor, error) {
	if command := cmp.Or(flag, w.getenv("WELCOMEPACK_EDITOR")); command != "" {
		return serve.NewEditor(command)
	}
	return serve.KnownEditor(w.getenv("VISUAL")), nil
}

// loaded tells what a reading of the files found.
func (w world) loaded(s *build.Snapshot, took time.Duration) {
	s.Diags.Print(w.err, s.Files) // when standard error is gone there is nobody to tell
	w.say("read in %s: %s", seconds(took), counts(s.Diags))
}
