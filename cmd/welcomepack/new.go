package main

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"

	"welcomepack/internal/build"
	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/draft"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/source"

	"github.com/spf13/cobra"
)

func newCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "new",
		Short: "Begin a borough, listing, service, guide or language",
		Long: `Write the files of a new borough, listing, service, guide or language, as they would be written by hand. On a terminal
you are asked for what no flag says. The new files are checked before they are written: with a mistake nothing is.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(newBoroughCommand(w, s), newListingCommand(w, s), newServiceCommand(w, s), newGuideCommand(w, s), newLanguageCommand(w, s))
	return c
}

// english is the language that everything new is written in.
const english = string(lang.English)

// A beginning is a site to which files are added.
type beginning struct {
	w     world
	p     *place
	snap  *build.Snapshot
	today calendar.Date
	langs []string // whose translations are looked at; none is all
}

// begin opens a site that is to get new files. Mistakes in it are told: what is new could not be told from them. Where only
// English is wanted no translations are read: somebody waits, and what is new is in English.
func (w world) begin(s *siteFlags, langs ...string) (*beginning, error) {
	p, today, err := w.opened(s)
	if err != nil {
		return nil, err
	}
	b := &beginning{w: w, p: p, today: today, langs: langs}
	if b.snap, err = w.take(b.options(p.root.FS()), "mend the site first, then begin something new"); err != nil {
		p.root.Close()
		return nil, err
	}
	return b, nil
}

// begins is what a command of new does: what is named behind the command is the value of a flag; then the site is opened, and
// make asks and writes.
func (w world) begins(s *siteFlags, flag string, make func(*beginning, *interviewer) error, langs ...string) func(*cobra.Command, []string) error {
	return func(c *cobra.Command, args []string) error {
		if len(args) > 0 && c.Flags().Changed(flag) {
			return fmt.Errorf("two names are given: %q and --%s", args[0], flag)
		}
		if len(args) > 0 {
			if err := c.Flags().Set(flag, args[0]); err != nil {
				return err
			}
		}
		b, err := w.begin(s, langs...)
		if err != nil {
			return err
		}
		defer b.p.root.Close()
		return make(b, w.interview(c.Flags()))
	}
}

func (b *beginning) options(site fs.FS) build.Options {
	return build.Options{Site: site, Today: b.today, Langs: b.langs, Narrow: len(b.langs) > 0}
}

func (b *beginning) site() *model.Site { return b.snap.Catalog().Site }

// write checks the site as it will be with the files, and writes them, site.yaml last. Warnings that the new files bring
// are told too.
func (b *beginning) write(files map[string][]byte) error {
	next, err := build.Take(b.options(draft.Overlay{Under: b.p.root.FS(), Files: files}))
	fresh := newDiagnostics(b.snap, next)
	if err := b.w.sound(fresh, next.Files, err, "nothing was written"); err != nil {
		return err
	}
	names := slices.Sorted(maps.Keys(files))
	slices.SortStableFunc(names, func(x, y string) int { return last(x) - last(y) })
	for _, name := range names {
		if err := b.p.replace(name, files[name]); err != nil {
			return failure(err)
		}
		b.w.say("%s: written", name)
	}
	return nil
}

func last(name string) int {
	if name == "content/site.yaml" {
		return 1
	}
	return 0
}

// newDiagnostics returns what is said of the site after a change and was not said before. Lines may have moved, and what is
// counted in a message may have grown.
func newDiagnostics(before, after *build.Snapshot) diag.List {
	key := func(d diag.Diagnostic, files *source.Set) string {
		return d.Code + "\x00" + files.Path(d.At.File) + "\x00" + digits.ReplaceAllString(d.Message, "0")
	}
	seen := map[string]int{}
	for _, d := range before.Diags {
		seen[key(d, before.Files)]++
	}
	return slices.DeleteFunc(slices.Clone(after.Diags), func(d diag.Diagnostic) bool {
		k := key(d, after.Files)
		seen[k]--
		return seen[k] >= 0
	})
}

var digits = regexp.MustCompile(`[0-9]+`)

// problem asks the program what it will say of a file that holds an answer, and returns it in one or two lines. A guide
// or listing is looked at as a shared one.
func problem(file, text string) string {
	for _, d := range draft.Mistakes(file, text) {
		if d.Severity == diag.Error {
			return told(d)
		}
	}
	return ""
}

// shared is the folder of what is for every borough, and the answer that means it.
const shared = "shared"

// boroughs lists the short names of the boroughs.
func (b *beginning) boroughs() []string {
	var out []string
	for _, x := range b.site().Settings.Boroughs {
		out = append(out, string(x.V))
	}
	return out
}

// folder asks where something new belongs and returns the folder in content/.
func (b *beginning) folder(i *interviewer, what string) string {
	boroughs := b.boroughs()
	q := question{flag: "borough", ask: "Which borough is " + what + " for? \"" + shared + "\" means all of them", needed: true, set: append([]string{shared}, boroughs...)}
	if len(boroughs) == 1 {
		q.guess = boroughs[0]
	}
	to := i.one(q)
	if to == shared {
		return "content/shared"
	}
	return "content/boroughs/" + to
}

// slug asks for a short name. taken tells of those that there are.
func slug(i *interviewer, flag, what, from string, taken func(string) bool, wrong func(string) string) string {
	if from == "" && len(i.lacks) > 0 {
		return "" // it comes from an answer that is missing
	}
	guess := draft.Free(draft.Slug(from), func(s string) bool { return taken(s) || wrong(s) != "" })
	return i.one(question{flag: flag, ask: "A short name of " + what + ", which becomes part of web addresses", needed: true, guess: guess,
		wrong: func(s string) string {
			if p := wrong(s); p != "" {
				return p
			}
			if taken(s) {
				return fmt.Sprintf("%q is taken: choose another one, such as %s", s, draft.Free(s, taken))
			}
			return ""
		}})
}

func (b *beginning) exists(name string) bool {
	_, err := b.p.root.Lstat(name)
	return err == nil
}

// told returns what is wrong and what to do, a line each.
func told(d diag.Diagnostic) string {
	for _, n := range d.Notes {
		if n.Kind == "hint" {
			return d.Message + "\n" + n.Text
		}
	}
	return d.Message
}

// unasked returns what a flag says about which nobody is asked.
func (i *interviewer) unasked(flag string) string {
	if i.flags.Changed(flag) {
		return i.flags.Lookup(flag).Value.String()
	}
	return ""
}

var sourceKinds = []string{"own", "official", "data", "other"}

// source asks where the facts were seen.
func (b *beginning) source(i *interviewer) (address, kind string) {
	address = i.one(question{flag: "source", ask: "On which web page did you see these facts?", wrong: func(s string) string {
		return problem(listingProbe, sample(func(o *draft.Listing) { o.Service.Source = s }).Text())
	}})
	if address == "" {
		return "", ""
	}
	return address, i.one(question{flag: "source-kind", ask: "Whose page is that: the organisation's own, official, an open data list, or another?", guess: "own", set: sourceKinds})
}

func stageQuestion() question {
	return question{flag: "stage", ask: "Which part of the journey is it for? Nothing means every part", many: true, set: stages()}
}

func (b *beginning) categoryQuestion(one bool) question {
	names := map[string]string{}
	q := question{flag: "category", ask: "Which kind of help is it?", needed: true, many: !one, about: func(s string) string { return names[s] }}
	for _, c := range b.site().Categories {
		q.set = append(q.set, string(c.ID.V))
		names[string(c.ID.V)] = doc.Plaintext(c.Name.Inlines)
	}
	return q
}

func stages() []string {
	var out []string
	for _, s := range model.Stages {
		out = append(out, string(s))
	}
	return out
}
