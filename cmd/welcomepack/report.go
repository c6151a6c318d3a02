package main

import (
	"errors"
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
	"unicode/utf8"

	"welcomepack/internal/build"
	"welcomepack/internal/diag"
	"welcomepack/internal/source"

	"golang.org/x/term"
)

// report writes the diagnostics, for people or as JSON for programs, where an empty list is written too, and
// returns the stages' error. Where the caller asked for what is not there, that alone is said.
func (w world) report(ds diag.List, files *source.Set, json bool, stages error) error {
	var unknown *build.Unknown
	if errors.As(stages, &unknown) {
		return stages
	}
	if files == nil {
		files = &source.Set{}
	}
	var err error
	if json {
		err = ds.JSON(w.out, files)
	} else {
		err = ds.Print(w.err, files)
	}
	if stages == nil {
		stages = err
	}
	return failure(stages)
}

// sound is [world.report] for a command that goes on only where there is no error. With one it says what comes of that,
// such as "nothing was written", and returns errSaid.
func (w world) sound(ds diag.List, files *source.Set, stages error, otherwise string) error {
	if err := w.report(ds, files, false, stages); err != nil {
		return err
	}
	if ds.HasErrors() {
		w.say("%s; %s", counts(ds), otherwise)
		return errSaid
	}
	return nil
}

// take takes a site that has to be sound. Its warnings are for those who look after it, not for those who print or
// translate, and are not told.
func (w world) take(o build.Options, otherwise string) (*build.Snapshot, error) {
	snap, err := build.Take(o)
	return snap, w.sound(snap.Diags.Of(diag.Error), snap.Files, err, otherwise)
}

// counts says how many mistakes there are.
func counts(ds diag.List) string {
	errs, warnings := ds.Count()
	switch {
	case errs > 0 && warnings > 0:
		return number(errs, "error") + ", " + number(warnings, "warning")
	case errs > 0:
		return number(errs, "error")
	case warnings > 0:
		return "no errors, " + number(warnings, "warning")
	}
	return "no mistakes"
}

func number(n int, word string) string { return thousands(n) + " " + plural(n, word) }

func plural(n int, word string) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

// thousands writes 4310 as 4,310.
func thousands(n int) string {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return s
}

// columns sets the first few columns of a table from the left and the others from the right, with two blanks between.
func columns(rows [][]string, left int) string {
	var widths []int
	for _, row := range rows {
		for i, c := range row {
			if i == len(widths) {
				widths = append(widths, 0)
			}
			widths[i] = max(widths[i], utf8.RuneCountInString(c))
		}
	}
	var b strings.Builder
	for _, row := range rows {
		cells := make([]string, len(row))
		for i, c := range row {
			pad := strings.Repeat(" ", widths[i]-utf8.RuneCountInString(c))
			if i < left {
				cells[i] = c + pad
			} else {
				cells[i] = pad + c
			}
		}
		b.WriteString(strings.TrimRight(strings.Join(cells, "  "), " ") + "\n")
	}
	return b.String()
}

func seconds(d time.Duration) string {
	if d < time.Second {
		return strconv.Itoa(int(d.Milliseconds())) + " ms"
	}
	return fmt.Sprintf("%.1f s", d.Seconds())
}

// A progress shows how far a build is: in one line that changes on a terminal, in a few lines elsewhere.
type progress struct {
	world world
	begun bool
	tenth int
}

func newProgress(w world) *progress { return &progress{world: w} }

func (p *progress) show(now build.Progress) {
	what := "pages"
	if now.Pack {
		what = "pack"
	}
	line := fmt.Sprintf("welcomepack: %d of %d: %s %s, %s", now.Done, now.Total, now.Edition.Borough, now.Edition.Lang, what)
	if p.world.terminal > 0 {
		p.begun = true
		fmt.Fprint(p.world.err, "\r\x1b[K"+line[:min(len(line), p.world.terminal-1)])
		return
	}
	if tenth := 10 * now.Done / now.Total; tenth > p.tenth || now.Done == now.Total {
		p.tenth = tenth
		fmt.Fprintln(p.world.err, line)
	}
}

// links shows how many other pages were looked at.
func (p *progress) links(done, total int) {
	line := fmt.Sprintf("welcomepack: %d of %d pages of other websites", done, total)
	if p.world.terminal > 0 {
		p.begun = true
		fmt.Fprint(p.world.err, "\r\x1b[K"+line[:min(len(line), p.world.terminal-1)])
		return
	}
	if tenth := 10 * done / total; tenth > p.tenth {
		p.tenth = tenth
		fmt.Fprintln(p.world.err, line)
	}
}

// end clears the line.
func (p *progress) end() {
	if p.begun {
		fmt.Fprint(p.world.err, "\r\x1b[K")
	}
}

// terminalWidth is 0 for a file that is no terminal, or one that cannot move its cursor.
func terminalWidth(f *os.File) int {
	if !term.IsTerminal(int(f.Fd())) || strings.HasPrefix(os.Getenv("TERM"), "dumb") {
		return 0
	}
	width, _, err := term.GetSize(int(f.Fd()))
	if err != nil {
		return 0
	}
	return max(width, 20)
}
