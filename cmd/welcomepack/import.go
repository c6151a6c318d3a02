package main

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"welcomepack/internal/diag"
	"welcomepack/internal/intake"
	"welcomepack/internal/source"

	"github.com/spf13/cobra"
)

// importFlags say what is imported and how.
type importFlags struct {
	kind                           string // oruk, csv, xlsx
	from                           string
	borough                        string
	shared, yes, dryRun, remove    bool
	name, mapFile, category, title string
	sheet                          string

	ask *interviewer // asks nothing where everything is to be taken as it is guessed
}

func intakeCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "import",
		Short: "Take over services from Open Referral UK data or from a table",
		Long: `Write listings from the data of another publisher. What would change is shown first, and nothing is
written before you say yes. A second import brings what has changed there; what you have changed here
stays, and where both sides changed a value, yours stays and you are told.`,
		Args: cobra.NoArgs,
		RunE: func(c *cobra.Command, _ []string) error { return c.Help() },
	}
	c.AddCommand(
		importKind(w, s, "oruk FROM", "Take over services from Open Referral UK (HSDS 3) data",
			`Read Open Referral UK or HSDS 3 data: a JSON file, a folder of such files, or the address of an API, of which
every page is read, one after the other.`,
			"  welcomepack import oruk --borough newham https://example.org/api/services\n  welcomepack import oruk --borough newham --dry-run services.json"),
		importKind(w, s, "csv FILE", "Take over services from a table of comma-separated values",
			`Read a table with one row for each service, or one for each session. The first time you are asked what each
column is; the answers are kept in the site, in import/<name>.yaml, where you can change them.`,
			"  welcomepack import csv --borough newham services.csv"),
		importKind(w, s, "xlsx FILE", "Take over services from an Excel workbook",
			`Read a sheet of a workbook, as "welcomepack import csv" reads a table.`,
			"  welcomepack import xlsx --borough newham --sheet Services directory.xlsx"),
	)
	return c
}

func importKind(w world, s *siteFlags, use, short, long, example string) *cobra.Command {
	f := &importFlags{}
	f.kind, _, _ = strings.Cut(use, " ")
	c := &cobra.Command{
		Use: use, Short: short, Long: long, Example: example,
		Args: cobra.ExactArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			f.from = args[0]
			return w.importFrom(c.Context(), s, f)
		},
	}
	fl := c.Flags()
	fl.StringVar(&f.borough, "borough", "", "the `borough` whose listings the services become")
	fl.BoolVar(&f.shared, "shared", false, "make them listings for every borough, in content/shared")
	fl.StringVar(&f.name, "name", "", "what the import is called here (default: made of where it comes from); the same `name` goes on with an earlier one")
	fl.StringVar(&f.title, "title", "", "the `name` by which readers see the source, such as \"Newham directory\"")
	fl.StringVar(&f.category, "category", "", "the kind of help of services that name none that is known here, a `slug` of categories.yaml")
	fl.StringVar(&f.mapFile, "map", "", "a mapping `file`, instead of questions; it is kept in the site")
	fl.BoolVar(&f.yes, "yes", false, "write without asking, and take guesses for answers")
	fl.BoolVar(&f.dryRun, "dry-run", false, "show what would change and write nothing")
	fl.BoolVar(&f.remove, "delete", false, "take away what is gone there and was not changed here")
	if f.kind == "xlsx" {
		fl.StringVar(&f.sheet, "sheet", "", "the `sheet` (default: the first)")
	}
	return c
}

// importFrom is the whole of an import.
func (w world) importFrom(ctx context.Context, s *siteFlags, f *importFlags) error {
	f.ask = &interviewer{w: w, quiet: f.yes || !w.canAsk}
	p, today, err := w.opened(s)
	if err != nil {
		return err
	}
	defer p.root.Close()
	survey, ds, files, err := intake.Look(p.root.FS())
	if err := w.sound(ds, files, err, "mend the site first, then import"); err != nil {
		return err
	}
	im := &intake.Import{Site: p.root.FS(), Today: today, Borough: f.borough, Delete: f.remove}
	if err := f.place(survey); err != nil {
		return err
	}
	kept, err := f.mapping(w, p, im)
	if err != nil {
		return err
	}
	im.Mapping = kept.mapping
	if im.Services, im.Notices, err = w.services(ctx, f, kept); err != nil {
		return err
	}
	if !f.ask.quiet && kept.mapping.Title == "" {
		kept.mapping.Title = f.ask.one(question{ask: "How are readers to see the source, such as \"Newham directory\"?", guess: kept.mapping.Name})
		kept.changed = true
	}
	if err := w.words(f, kept, survey, im.Services); err != nil {
		return err
	}
	plan, err := im.Plan()
	if err != nil {
		return failure(err)
	}
	if err := w.sound(plan.Diags, plan.Set, nil, "nothing was written"); err != nil {
		return err
	}
	plan.Print(w.err)
	return w.write(p, f, im, plan, kept)
}

// place checks where the services go.
func (f *importFlags) place(s intake.Survey) error {
	switch {
	case f.shared && f.borough != "":
		return errors.New("write --borough or --shared, not both")
	case f.shared:
		return nil
	case f.borough == "":
		return fmt.Errorf("say where the services belong: --borough with one of %s, or --shared for all", strings.Join(s.Boroughs, ", "))
	case !slices.Contains(s.Boroughs, f.borough):
		return fmt.Errorf("there is no borough %q: there are %s", f.borough, strings.Join(s.Boroughs, ", "))
	}
	return nil
}

// A keptMapping is a mapping, and whether its file has to be written.
type keptMapping struct {
	mapping *intake.Mapping
	changed bool
	known   bool // it was there before
}

// mapping reads the mapping of an earlier import, or the one that was given, or begins a new one.
func (f *importFlags) mapping(w world, p *place, im *intake.Import) (*keptMapping, error) {
	name := f.name
	if name == "" {
		name = intake.NameOf(f.from)
	}
	if !intake.GoodName(name) {
		return nil, fmt.Errorf("%q cannot be the name of an import: write small letters, digits and single hyphens", name)
	}
	path := intake.MappingPath(im.Folder(), name)
	k := &keptMapping{}
	src, err := p.root.ReadFile(path)
	shown := path
	if f.mapFile != "" {
		shown = f.mapFile
		if src, err = os.ReadFile(f.mapFile); err != nil {
			return nil, err
		}
		k.changed = true
	}
	switch {
	case err == nil:
		var ds diag.List
		files := &source.Set{}
		k.mapping, k.known = intake.ReadMapping(&ds, files, shown, src), true
		if err := w.report(ds, files, false, nil); err != nil {
			return nil, err
		}
		if ds.HasErrors() {
			return nil, errSaid
		}
	case errors.Is(err, fs.ErrNotExist):
		k.mapping, k.changed = &intake.Mapping{From: f.from, Categories: map[string]string{}}, true
		if !isAddress(f.from) {
			k.mapping.From = filepath.Base(f.from)
		}
	default:
		return nil, broken{err}
	}
	k.mapping.Name = name
	for _, x := range []struct {
		flag string
		to   *string
	}{{f.title, &k.mapping.Title}, {f.category, &k.mapping.Category}, {f.sheet, &k.mapping.Sheet}} {
		if x.flag != "" && *x.to != x.flag {
			*x.to, k.changed = x.flag, true
		}
	}
	return k, nil
}

func isAddress(from string) bool {
	return strings.HasPrefix(from, "https://") || strings.HasPrefix(from, "http://")
}

// services reads what is imported.
func (w world) services(ctx context.Context, f *importFlags, k *keptMapping) ([]intake.Foreign, []intake.Notice, error) {
	if f.kind == "oruk" {
		services, err := w.feed(ctx, f.from)
		return services, nil, err
	}
	if isAddress(f.from) {
		return nil, nil, errors.New("a table is read from a file: save it first, and name the file")
	}
	b, err := readFile(f.from, source.MaxSheetFile)
	if err != nil {
		return nil, nil, err
	}
	var t *intake.Table
	if f.kind == "csv" {
		t, err = intake.CSV(b)
	} else {
		t, err = intake.XLSX(b, k.mapping.Sheet)
	}
	if err != nil {
		return nil, nil, fmt.Errorf("%s: %w", f.from, err)
	}
	if err := w.columns(f, k, t); err != nil {
		return nil, nil, err
	}
	services, notices := t.Foreign(k.mapping)
	return services, notices, nil
}

func readFile(name string, most int64) ([]byte, error) {
	info, err := os.Stat(name)
	if err != nil {
		return nil, err
	}
	if !info.Mode().IsRegular() {
		return nil, fmt.Errorf("%s is no file", name)
	}
	if info.Size() > most {
		return nil, fmt.Errorf("%s is larger than %d MiB", name, most>>20)
	}
	return os.ReadFile(name)
}

// columns finds out what the columns are: from the mapping, and for new ones from guesses that a person confirms.
func (w world) columns(f *importFlags, k *keptMapping, t *intake.Table) error {
	var open []int
	guesses := intake.GuessColumns(t.Headings)
	for i, g := range guesses {
		if !slices.ContainsFunc(k.mapping.Columns, func(c intake.Column) bool { return c.Heading == g.Heading }) {
			open = append(open, i)
		}
	}
	if len(open) == 0 {
		return nil
	}
	if k.known { // a field that the mapping has already is not guessed again
		for _, i := range open {
			if slices.ContainsFunc(k.mapping.Columns, func(c intake.Column) bool { return c.Field == guesses[i].Field }) {
				guesses[i].Field = intake.NoField
			}
		}
	}
	if !w.canAsk && !f.yes {
		proposal := *k.mapping
		for _, i := range open {
			proposal.Columns = append(slices.Clone(proposal.Columns), guesses[i])
		}
		return fmt.Errorf("nobody has said yet what these columns are. Save this as a file, correct it, and name it with --map; or take it as it is with --yes\n%s",
			strings.TrimRight(string(proposal.Bytes()), "\n"))
	}
	if !f.ask.quiet {
		w.say("What is each column? Press Enter where the guess in brackets is right; write another field, none to leave it out, or ? for the fields.")
	}
	for _, i := range open {
		g := guesses[i]
		g.Field = f.ask.one(question{ask: fmt.Sprintf("%s, such as %q", g.Heading, example(t, i)), guess: g.Field,
			set: append(intake.SheetFields(), intake.NoField), about: intake.AboutField})
		k.mapping.Columns, k.changed = append(k.mapping.Columns, g), true
	}
	return f.ask.end()
}

// example is the first cell of a column that says something.
func example(t *intake.Table, i int) string {
	for _, r := range t.Rows {
		if c := []rune(r.Cells[i]); len(c) > 40 {
			return string(c[:40]) + "…"
		} else if len(c) > 0 {
			return string(c)
		}
	}
	return ""
}

// mostAsked is how many words of the publisher people are asked about; more are a wall.
const mostAsked = 40

// words finds out which kinds of help the publisher's words mean.
func (w world) words(f *importFlags, k *keptMapping, s intake.Survey, services []intake.Foreign) error {
	var slugs []string
	names := map[string]string{}
	for _, c := range s.Categories {
		slugs, names[c.Slug] = append(slugs, c.Slug), c.Name
	}
	about := func(slug string) string { return names[slug] }
	if k.mapping.Category == "" {
		if f.ask.quiet {
			return fmt.Errorf("say with --category which kind of help services have that name none: one of %s", strings.Join(slugs, ", "))
		}
		k.mapping.Category, k.changed = f.ask.one(question{ask: "Which kind of help have services that name none?", needed: true, set: slugs, about: about}), true
		if err := f.ask.end(); err != nil {
			return err
		}
	}
	for _, c := range append([]string{k.mapping.Category}, values(k.mapping.Categories)...) {
		if !s.HasCategory(c) {
			return fmt.Errorf("there is no category %q: there are %s", c, strings.Join(slugs, ", "))
		}
	}
	unknown := s.UnknownWords(services, k.mapping)
	if len(unknown) == 0 {
		return nil
	}
	if f.ask.quiet {
		w.say("kinds of help that are not known here, so that %s is taken: %s. Add them to categories: in the mapping", k.mapping.Category, shortList(unknown))
		return nil
	}
	for _, word := range unknown[:min(len(unknown), mostAsked)] {
		k.mapping.Categories[word] = f.ask.one(question{ask: fmt.Sprintf("Which kind of help is %q?", word), guess: k.mapping.Category, set: slugs, about: about})
		k.changed = true
	}
	return f.ask.end()
}

func values(m map[string]string) []string {
	var out []string
	for _, v := range m {
		out = append(out, v)
	}
	slices.Sort(out)
	return out
}

func shortList(list []string) string {
	if len(list) > 12 {
		return strings.Join(list[:12], ", ") + fmt.Sprintf(" and %d more", len(list)-12)
	}
	return strings.Join(list, ", ")
}

// write asks and writes.
func (w world) write(p *place, f *importFlags, im *intake.Import, plan *intake.Plan, k *keptMapping) error {
	summary := fmt.Sprintf("%s: %d new, %d changed, %d taken away, %d to look at", number(len(im.Services), "service"),
		plan.Count(intake.Added), plan.Count(intake.Changed), plan.Count(intake.Removed), plan.Count(intake.Conflict)+plan.Count(intake.Gone))
	if f.dryRun {
		w.say("%s; nothing was written", summary)
		return nil
	}
	files := plan.Files
	if k.changed {
		files = append(files, intake.File{Path: intake.MappingPath(im.Folder(), im.Mapping.Name), Bytes: im.Mapping.Bytes()})
	}
	if len(plan.Changes) > 0 && !f.yes {
		if !w.canAsk {
			return fmt.Errorf("%s. Nothing was written: say --yes to write it", summary)
		}
		w.say("%s", summary)
		if f.ask.one(question{ask: "Write this?", guess: "no", set: []string{"yes", "no"}}) != "yes" {
			w.say("nothing was written")
			return nil
		}
	}
	for _, file := range files {
		if err := p.put(file); err != nil {
			return failure(err)
		}
	}
	w.say("%s", summary)
	return nil
}

// put writes or takes away a file of the site, unless it is as it should be.
func (p *place) put(f intake.File) error {
	if f.Bytes == nil {
		return p.root.Remove(f.Path)
	}
	if old, err := p.root.ReadFile(f.Path); err == nil && string(old) == string(f.Bytes) {
		return nil
	}
	return p.replace(f.Path, f.Bytes)
}
