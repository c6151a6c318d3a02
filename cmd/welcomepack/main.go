// Welcomepack turns Markdown guides, YAML listings and translations into an offline website and printable
// packs, one edition for each borough and language.
//
// Exit codes: 0 done, 1 the content has mistakes, 2 wrong usage, 3 something broke. Everything for people goes
// to standard error; standard output is for results that other programs read.
package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"net/http"
	"os"
	"os/signal"
	"strings"
	"syscall"
	"time"
	_ "time/tzdata" // "today" is London's, also where the system has no time zones

	"welcomepack/internal/build"

	"github.com/spf13/cobra"
	"golang.org/x/term"
)

const (
	exitDone = iota
	exitMistakes
	exitUsage
	exitBroken
)

// A world is what the command takes from outside itself.
type world struct {
	out, err io.Writer
	getenv   func(string) string
	now      func() time.Time
	terminal int // width of the terminal that err is, 0 when it is none

	in        *bufio.Reader     // what people type
	canAsk    bool              // there is somebody to answer
	pause     time.Duration     // between two requests to one server
	transport http.RoundTripper // asks other websites
}

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	w := world{out: os.Stdout, err: os.Stderr, getenv: os.Getenv, now: time.Now, terminal: terminalWidth(os.Stderr),
		in: bufio.NewReader(os.Stdin), canAsk: term.IsTerminal(int(os.Stdin.Fd())) && term.IsTerminal(int(os.Stderr.Fd())), pause: pause, transport: politeTransport()}
	code := run(ctx, w, os.Args[1:])
	stop()
	os.Exit(code)
}

// run is the whole command; it returns the exit code.
func run(ctx context.Context, w world, args []string) int {
	root := command(w)
	root.SetArgs(args)
	err := root.ExecuteContext(ctx)
	if err == nil {
		return exitDone
	}
	if !errors.Is(err, errSaid) {
		for line := range strings.SplitSeq(err.Error(), "\n") {
			w.say("%s", line)
		}
	}
	return exitCode(err)
}

// errSaid ends the command after its diagnostics were printed.
var errSaid = errors.New("the content has mistakes")

// A broken is an error that is not the caller's: something in the machine.
type broken struct{ error }

func (b broken) Unwrap() error { return b.error }

// exitCode is for an error of a command. What no command has marked was said by the parser of arguments.
func exitCode(err error) int {
	var unknown *build.Unknown
	var machine broken
	switch {
	case errors.Is(err, errSaid):
		return exitMistakes
	case errors.As(err, &unknown):
		return exitUsage
	case errors.As(err, &machine):
		return exitBroken
	}
	return exitUsage
}

// say writes a line for people.
func (w world) say(format string, args ...any) {
	fmt.Fprintf(w.err, "welcomepack: "+format+"\n", args...)
}

func command(w world) *cobra.Command {
	root := &cobra.Command{
		Use:   "welcomepack",
		Short: "Make offline websites and printable packs for people who are new to the UK",
		Long: `Make an offline website and printable packs, one edition for each borough and language,
from the guides, listings and translations of a folder.

Exit codes: 0 done, 1 the content has mistakes, 2 wrong usage, 3 something broke.`,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error {
			return c.Help()
		},
	}
	root.CompletionOptions.HiddenDefaultCmd = true
	root.SetOut(w.out)
	root.SetErr(w.err)
	var s siteFlags
	root.PersistentFlags().StringVar(&s.dir, "site", "", "the site's `folder`, which holds content/ (default: here, or the nearest folder above)")
	root.SetFlagErrorFunc(func(c *cobra.Command, err error) error {
		return fmt.Errorf("%w\nsee %s --help", err, c.CommandPath())
	})
	root.AddCommand(buildCommand(w, &s), packCommand(w, &s), checkCommand(w, &s), explainCommand(w), serveCommand(w, &s), intakeCommand(w, &s), translationsCommand(w, &s), reportCommand(w, &s), newCommand(w, &s), initCommand(w), schemaCommand(w), whyCommand(w, &s), versionCommand(w))
	root.SetHelpCommand(helpCommand())
	return root
}

// helpCommand is cobra's own, but that asking about a command that is not there is wrong usage.
func helpCommand() *cobra.Command {
	return &cobra.Command{
		Use:   "help [command]",
		Short: "Help about any command",
		RunE: func(c *cobra.Command, args []string) error {
			of, rest, err := c.Root().Find(args)
			if err != nil || len(rest) > 0 {
				return fmt.Errorf("unknown command %q\nsee welcomepack --help", strings.Join(args, " "))
			}
			of.InitDefaultHelpFlag()
			return of.Help()
		},
	}
}
