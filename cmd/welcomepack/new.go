package main

import (
	"fmt"
	"io/fs"
	"maps"
	"regexp"
	"slices"
	"strings"

	"welcomepack"
	"welcomepack/internal/build"
	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/draft"
	"welcomepack/internal/exchange"
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
	snap, err := build.Take(b.options(p.root.FS()))
	if err := w.report(onlyErrors(snap.Diags), snap.Files, false, err); err != nil {
		p.root.Close()
		return nil, err
	}
	if snap.Diags.HasErrors() {
		p.root.Close()
		w.say("%s; mend the site first, then begin something new", counts(onlyErrors(snap.Diags)))
		return nil, errSaid
	}
	b.snap = snap
	return b, nil
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
	if err := b.w.report(fresh, next.Files, false, err); err != nil {
		return err
	}
	if fresh.HasErrors() {
		b.w.say("%s; nothing was written", counts(fresh))
		return errSaid
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

func newBoroughCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:     "borough [NAME]",
		Short:   "Begin a borough or city",
		Long:    "Write the folder of a new borough, and its name into content/site.yaml, where nothing else changes.",
		Example: "  welcomepack new borough\n  welcomepack new borough \"Tower Hamlets\" --region London",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := named(c, args); err != nil {
				return err
			}
			b, err := w.begin(s, english)
			if err != nil {
				return err
			}
			defer b.p.root.Close()
			return b.borough(w.interview(c.Flags()))
		},
	}
	f := c.Flags()
	f.String("name", "", "its `name`, as people say it")
	f.String("slug", "", "its `short name`")
	f.String("region", "", "the `region` it is in, such as London or North East")
	f.String("about", "", "two `sentences` for its first page")
	f.String("council", "", "the `service` that is its council, where there is a listing of it")
	interviewFlags(f)
	return c
}

// named takes the name that stands behind a command as its flag.
func named(c *cobra.Command, args []string) error {
	if len(args) == 0 {
		return nil
	}
	if c.Flags().Changed("name") {
		return fmt.Errorf("two names are given: %q and --name", args[0])
	}
	return c.Flags().Set("name", args[0])
}

func (b *beginning) borough(i *interviewer) error {
	var o draft.Borough
	try := func(set func(*draft.Borough, string)) func(string) string {
		return func(answer string) string {
			x := draft.Borough{ID: "b", Name: "B"}
			set(&x, answer)
			return problem("content/boroughs/b/borough.yaml", x.Text())
		}
	}
	o.Name = i.one(question{flag: "name", ask: "What is the borough or city called?", needed: true, wrong: try(func(x *draft.Borough, s string) { x.Name = s })})
	set := b.site().Settings
	taken := func(s string) bool {
		for _, g := range set.Groups {
			if string(g.ID.V) == s {
				return true
			}
		}
		return slices.Contains(b.boroughs(), s) || b.exists("content/boroughs/"+s)
	}
	o.ID = slug(i, "slug", "it", o.Name, taken, boroughProblem)
	o.Region = i.one(question{flag: "region", ask: "Which region is it in, such as London or North East?", wrong: try(func(x *draft.Borough, s string) { x.Region = s })})
	o.About = i.one(question{flag: "about", ask: "Two sentences for its first page",
		guess: "This pack is for people who live in " + o.Name + ", or who have just come here.", wrong: try(func(x *draft.Borough, s string) { x.About = s })})
	o.Council = i.unasked("council")
	if i.stop != nil {
		return i.stop
	}
	site, err := b.p.root.ReadFile("content/site.yaml")
	if err != nil {
		return failure(err)
	}
	dir := "content/boroughs/" + o.ID
	if err := b.write(map[string][]byte{
		dir + "/borough.yaml": []byte(o.Text()),
		"content/site.yaml":   draft.After(site, set.Boroughs[len(set.Boroughs)-1].At, o.ID),
	}); err != nil {
		return err
	}
	b.w.say("next: welcomepack new listing --borough %s", o.ID)
	return nil
}

// boroughProblem asks the program about a borough's short name, by a site with such a borough.
func boroughProblem(id string) string {
	for _, d := range draft.Mistakes("content/site.yaml", "title: T\npublisher: P\nlanguages: [en]\nboroughs: ["+fmt.Sprintf("%q", id)+"]\nemergency: [s]\n") {
		if d.Severity == diag.Error && d.Code == "bad-slug" {
			return told(d)
		}
	}
	return ""
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

// given1 returns what a flag says about which nobody is asked.
func (i *interviewer) unasked(flag string) string {
	if i.flags.Changed(flag) {
		return i.flags.Lookup(flag).Value.String()
	}
	return ""
}

func newGuideCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "guide [TITLE]",
		Short: "Begin a guide",
		Long: `Write a new guide: a page that explains one thing. It begins with the words that you give; go on in the file.
How to write a guide is in docs/content.md.`,
		Example: "  welcomepack new guide\n  welcomepack new guide \"Bin days\" --borough newham --summary \"When to put out your rubbish.\" --text \"Each home has two bins.\"",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if len(args) > 0 {
				if err := c.Flags().Set("title", args[0]); err != nil {
					return err
				}
			}
			b, err := w.begin(s, english)
			if err != nil {
				return err
			}
			defer b.p.root.Close()
			return b.guide(w.interview(c.Flags()))
		},
	}
	f := c.Flags()
	f.String("title", "", "the `title`")
	f.String("borough", "", "the `borough` it is for, or shared")
	f.String("slug", "", "the `short name`, which is the file's")
	f.String("summary", "", "what readers learn, in a `sentence`")
	f.String("category", "", "the `kind` of help")
	f.StringSlice("stage", nil, "the `stage` of the journey it is for; repeat it or separate with commas")
	f.StringArray("text", nil, "a `paragraph`; repeat it for more")
	f.StringArray("step", nil, "a `step` of what to do; repeat it for more")
	f.String("source", "", "the web `address` of the page where the facts were seen")
	f.String("source-kind", "", "whose page that is: "+strings.Join(sourceKinds, ", "))
	interviewFlags(f)
	return c
}

func (b *beginning) guide(i *interviewer) error {
	const probe = "content/shared/guides/g.md"
	var g draft.Guide
	try := func(set func(*draft.Guide, string)) func(string) string {
		return func(answer string) string {
			x := draft.Guide{Title: "T", Summary: "S.", Paragraphs: []string{"Words."}}
			set(&x, answer)
			return problem(probe, x.Text())
		}
	}
	g.Title = i.one(question{flag: "title", ask: "What is the guide called?", needed: true, wrong: try(func(x *draft.Guide, s string) { x.Title = s })})
	dir := b.folder(i, "it")
	taken := func(s string) bool { return b.exists(dir + "/guides/" + s + ".md") }
	id := slug(i, "slug", "it", g.Title, taken, func(s string) string {
		return problem("content/shared/guides/"+s+".md", draft.Guide{Title: "T", Summary: "S.", Paragraphs: []string{"Words."}}.Text())
	})
	g.Summary = i.one(question{flag: "summary", ask: "What do readers learn, in one sentence?", needed: true, wrong: try(func(x *draft.Guide, s string) { x.Summary = s })})
	g.Category = i.one(b.categoryQuestion(true))
	g.Stages = i.all(stageQuestion())
	g.Paragraphs = i.all(question{flag: "text", ask: "What should readers know first? Write short paragraphs.", needed: true, lines: true,
		wrong: try(func(x *draft.Guide, s string) { x.Paragraphs = []string{s} })})
	g.Steps = i.all(question{flag: "step", ask: "What should readers do, step by step?", lines: true,
		wrong: try(func(x *draft.Guide, s string) { x.Steps = []string{s} })})
	g.Source, g.SourceKind = b.source(i)
	if i.stop != nil {
		return i.stop
	}
	for _, x := range b.site().Shared.Guides {
		g.Order = max(g.Order, x.Order.V)
	}
	g.Order = (g.Order/10 + 1) * 10
	name := dir + "/guides/" + id + ".md"
	if err := b.write(map[string][]byte{name: []byte(g.Text())}); err != nil {
		return err
	}
	b.w.say("next: open the file and go on writing; welcomepack serve shows the page as you type")
	return nil
}

func newLanguageCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "language [LANGUAGE]",
		Short: "Begin a language",
		Long: `Add a language to content/site.yaml, where nothing else changes, and write its translation files. Buttons and labels, and
texts that this program's own site has too, are there in many languages; the rest is in English until somebody translates it.`,
		Example: "  welcomepack new language Somali\n  welcomepack new language fa-af",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			if err := named(c, args); err != nil {
				return err
			}
			b, err := w.begin(s)
			if err != nil {
				return err
			}
			defer b.p.root.Close()
			return b.language(w.interview(c.Flags()))
		},
	}
	c.Flags().String("name", "", "the `language`, by its English name or its tag")
	interviewFlags(c.Flags())
	return c
}

func (b *beginning) language(i *interviewer) error {
	set := b.site().Settings
	name := i.one(question{flag: "name", ask: "Which language, by its English name or its tag?", needed: true, wrong: func(s string) string {
		tag, err := language(s)
		if err != nil {
			return err.Error()
		}
		if slices.ContainsFunc(set.Languages, func(l model.At[lang.Tag]) bool { return l.V == tag }) {
			return s + " is one of the languages of this site"
		}
		return ""
	}})
	if i.stop != nil {
		return i.stop
	}
	tag, err := language(name)
	if err != nil {
		return err
	}
	site, err := b.p.root.ReadFile("content/site.yaml")
	if err != nil {
		return failure(err)
	}
	files := map[string][]byte{"content/site.yaml": draft.After(site, set.Languages[len(set.Languages)-1].At, string(tag))}
	next, err := build.Take(b.options(draft.Overlay{Under: b.p.root.FS(), Files: files}))
	if err != nil {
		return failure(err)
	}
	if next.Catalog() != nil {
		po, err := exchange.Start(b.p.root.FS(), welcomepack.Translations, next.Catalog(), tag)
		if err != nil {
			return failure(err)
		}
		for _, f := range po {
			files[f.Path] = f.Bytes
		}
	}
	if err := b.write(files); err != nil {
		return err
	}
	b.w.say("next: welcomepack translations export --lang %s", tag)
	return nil
}

// language reads a language's English name or tag.
func language(name string) (lang.Tag, error) {
	tags, err := exchange.Tags([]string{name})
	if err != nil {
		return "", err
	}
	return tags[0], nil
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
