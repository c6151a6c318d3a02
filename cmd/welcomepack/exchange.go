package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"welcomepack/internal/build"
	"welcomepack/internal/exchange"

	"github.com/spf13/cobra"
)

// A format is a kind of file that goes to translators.
type format struct {
	name, ext, about string
	write            func(exchange.Batch) ([]byte, error)
}

// always makes a writer of one that cannot fail.
func always(f func(exchange.Batch) []byte) func(exchange.Batch) ([]byte, error) {
	return func(b exchange.Batch) ([]byte, error) { return f(b), nil }
}

var formats = []format{
	{"xlsx", ".xlsx", "a workbook for Excel, LibreOffice or Google Sheets", exchange.XLSX},
	{"csv", ".csv", "a sheet as text", always(exchange.CSV)},
	{"xliff", ".xliff", "XLIFF 1.2, for OmegaT and most other programs of translators", always(exchange.XLIFF12)},
	{"xliff2", ".xlf", "XLIFF 2.1", always(exchange.XLIFF21)},
}

// formatOf finds a format by its name, or by the end of a file's name where none is asked for.
func formatOf(name, path string) (format, error) {
	var names []string
	for _, f := range formats {
		if name == f.name || name == "" && path != "" && strings.EqualFold(filepath.Ext(path), f.ext) {
			return f, nil
		}
		names = append(names, f.name)
	}
	switch {
	case name == "" && path == "":
		return formats[0], nil
	case name == "":
		return format{}, fmt.Errorf("the name %s does not tell the format: end it in .xlsx, .csv, .xliff or .xlf, or add --format", path)
	}
	return format{}, fmt.Errorf("there is no format %q: there are %s", name, strings.Join(names, ", "))
}

func exportCommand(w world, s *siteFlags) *cobra.Command {
	var langs, states []string
	var choice exchange.Choice
	var kind, to string
	c := &cobra.Command{
		Use:   "export",
		Short: "Write what there is to translate into a file for one translator",
		Long: `Write the texts that are missing or stale into a file that a translator can work in and send back. Phone numbers and
other facts stand in it as {names}, with what they are today beside them. "translations import" reads the file.

Texts come in the order in which readers meet them. With --words the file has the most needed ones only.`,
		Example: `  welcomepack translations export --lang Somali
  welcomepack translations export --lang ar --borough newham --words 500 -o for-amina.xlsx
  welcomepack translations export --lang fa --state all --guide health --format xliff`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			f, err := formatOf(kind, to)
			if err != nil {
				return err
			}
			if choice.States, err = exchange.States(states); err != nil {
				return err
			}
			if choice.Words < 0 {
				return fmt.Errorf("--words is %d: write how many words of English are wanted at most", choice.Words)
			}
			tags, err := exchange.Tags(langs)
			if err != nil {
				return err
			}
			if len(tags) == 0 {
				return errors.New("no language is named: write --lang, such as --lang ar")
			}
			if len(tags) > 1 && to != "" {
				return fmt.Errorf("-o names one file, but there are %d languages: leave it out, and each gets a file", len(tags))
			}
			return w.withTranslations(s, func(p *place, snap *build.Snapshot) error {
				for _, l := range tags {
					b, ds, err := exchange.Export(p.root.FS(), snap.Catalog(), l, choice, snap.Files)
					if err != nil {
						return err
					}
					if err := w.report(ds, snap.Files, false, nil); err != nil {
						return err
					}
					if err := w.hand(b, f, to, states); err != nil {
						return err
					}
				}
				return nil
			})
		},
	}
	f := c.Flags()
	f.StringSliceVar(&langs, "lang", nil, "the `language`, such as ar or Arabic; repeat it for a file each")
	f.StringSliceVar(&choice.Boroughs, "borough", nil, "only what readers of this `borough` see")
	f.StringSliceVar(&states, "state", []string{"missing", "stale"}, "only texts in this `state`: missing, stale, draft, reviewed or all")
	f.StringSliceVar(&choice.Guides, "guide", nil, "only this `guide`, and the services that are named")
	f.StringSliceVar(&choice.Services, "service", nil, "only this `service`, and the guides that are named")
	f.IntVar(&choice.Words, "words", 0, "at most so many `words` of English, those needed most")
	f.StringVar(&kind, "format", "", "`kind` of file: "+formatList()+" (default: as the name of the file ends, else xlsx)")
	f.StringVarP(&to, "output", "o", "", "the `file` to write")
	return c
}

func formatList() string {
	var out []string
	for _, f := range formats {
		out = append(out, f.name+", "+f.about)
	}
	return strings.Join(out, "; ")
}

// withTranslations opens the site and takes it as it is; with mistakes in the content nothing is done.
func (w world) withTranslations(s *siteFlags, do func(*place, *build.Snapshot) error) error {
	p, today, err := w.opened(s)
	if err != nil {
		return err
	}
	defer p.root.Close()
	snap, err := w.take(build.Options{Site: p.root.FS(), Today: today}, "the translation files are as they were")
	if err != nil {
		return err
	}
	return do(p, snap)
}

// hand writes what goes to a translator, texts in one of the states.
func (w world) hand(b exchange.Batch, f format, to string, states []string) error {
	language := b.Lang.Locale().English
	if len(b.Units) == 0 {
		w.say("%s: nothing of that is %s, and no file was written; --state draft is for reading over what is translated", language, strings.Join(states, " or "))
		return nil
	}
	data, err := f.write(b)
	if err != nil {
		return failure(err)
	}
	if to == "" {
		to = b.Project + "-" + string(b.Lang) + f.ext
	}
	if err := writeFile(to, data); err != nil {
		return failure(err)
	}
	words, seen := 0, map[string]bool{}
	for _, u := range b.Units {
		if !seen[u.English] {
			words += exchange.EnglishWords(u.English)
		}
		seen[u.English] = true
	}
	w.say("%s: %s, %s of English, to be translated into %s", to, number(len(b.Units), "text"), number(words, "word"), language)
	return nil
}

func weblateCommand(w world, s *siteFlags) *cobra.Command {
	var o exchange.WeblateOptions
	c := &cobra.Command{
		Use:   "weblate",
		Short: "Write the components for a Weblate server",
		Long: `Write to standard output which translation files a Weblate server is to offer, one component for each, and with which
settings. Weblate reads it with: weblate import_json --project PROJECT FILE. See docs/translators.md.`,
		Example: "  welcomepack translations weblate --repo https://git.example.org/council/welcome.git > components.json",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if o.Repo == "" {
				return errors.New("no repository is named: write --repo with the address that Weblate is to fetch the site from")
			}
			return w.withTranslations(s, func(_ *place, snap *build.Snapshot) error {
				_, err := w.out.Write(exchange.Weblate(snap.Catalog(), o))
				return failure(err)
			})
		},
	}
	c.Flags().StringVar(&o.Repo, "repo", "", "the `address` of the site's git repository")
	c.Flags().StringVar(&o.Branch, "branch", "main", "its `branch`")
	c.Flags().StringVar(&o.Project, "project", "welcomepack", "the `project` on the Weblate server, as in its address there")
	return c
}

func importCommand(w world, s *siteFlags) *cobra.Command {
	var name string
	var o exchange.ImportOptions
	var dry bool
	c := &cobra.Command{
		Use:   "import FILE...",
		Short: "Take translations from files that translators sent back",
		Long: `Read files that "translations export" made, after a translator worked in them, and put the translations into
translations/<language>/. Workbooks, CSV and XLIFF are known by what is in them.

Each line is judged by itself. A line that breaks a {name}, a number or a link, or whose English has changed since,
is refused and the reason is said; the other lines are taken. Taken translations are drafts: that somebody has
reviewed them is recorded apart.`,
		Args: cobra.MinimumNArgs(1),
		RunE: func(_ *cobra.Command, paths []string) error {
			if name != "" {
				tags, err := exchange.Tags([]string{name})
				if err != nil {
					return err
				}
				o.Lang = tags[0]
			}
			return w.withTranslations(s, func(p *place, snap *build.Snapshot) error {
				refused := false
				for _, path := range paths {
					bad, err := w.importFile(p, snap, path, o, dry)
					if err != nil {
						return err
					}
					refused = refused || bad
				}
				if refused {
					return errSaid
				}
				return nil
			})
		},
	}
	f := c.Flags()
	f.StringVar(&name, "lang", "", "the `language` that the files have to be in")
	f.BoolVar(&o.Machine, "machine", false, "a machine made these translations, not a person")
	f.BoolVar(&dry, "check", false, "say what would be taken and refused, and write nothing")
	return c
}

// largestImport is how much of a file is read; what is larger is refused by its size.
const largestImport = 64 << 20

// importFile takes one file; bad tells that something in it was refused.
func (w world) importFile(p *place, snap *build.Snapshot, path string, o exchange.ImportOptions, dry bool) (bad bool, err error) {
	file, err := os.Open(path)
	if err != nil {
		return false, fmt.Errorf("%s cannot be read: %w", path, pathless(err))
	}
	defer file.Close()
	data, err := io.ReadAll(io.LimitReader(file, largestImport))
	if err != nil {
		return false, fmt.Errorf("%s cannot be read: %w", path, pathless(err))
	}
	got, ds, err := exchange.Import(p.root.FS(), snap.Catalog(), filepath.ToSlash(path), data, o, snap.Files)
	if err := w.report(ds, snap.Files, false, err); err != nil {
		return false, err
	}
	if !dry {
		for _, f := range got.Files {
			if err := p.replace(f.Path, f.Bytes); err != nil {
				return false, failure(err)
			}
		}
	}
	w.say("%s: %s", path, outcome(got, dry))
	return ds.HasErrors(), nil
}

// pathless takes the path out of an error that is shown after it.
func pathless(err error) error {
	var p *fs.PathError
	if errors.As(err, &p) {
		return p.Err
	}
	return err
}

// outcome says what came of a file.
func outcome(got exchange.Imported, dry bool) string {
	taken := number(got.Taken, "translation") + " taken"
	if dry {
		taken = number(got.Taken, "translation") + " would be taken"
	}
	parts := []string{taken}
	for _, x := range []struct {
		n    int
		what string
	}{{got.Refused, "refused"}, {got.Same, "as before"}, {got.Empty, "left empty"}} {
		if x.n > 0 {
			parts = append(parts, thousands(x.n)+" "+x.what)
		}
	}
	return strings.Join(parts, ", ")
}
