package main

import (
	"bytes"
	"embed"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"path/filepath"
	"runtime/debug"
	"slices"
	"strings"
	"text/template"

	"welcomepack"
	"welcomepack/internal/build"
	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/draft"
	"welcomepack/internal/exchange"
	"welcomepack/internal/lang"
	"welcomepack/internal/schema"

	"github.com/spf13/cobra"
)

// scaffold is what a new site has beside content: all/ always, github/ and gitlab/ for those hosts. A file *.tmpl is a
// template with [[ ]].
//
//go:embed all:scaffold
var scaffold embed.FS

// oftenLacking is the languages whose letters old phones lack, or draw in a way that is hard to read.
var oftenLacking = []string{"am", "my", "ti", "ur"}

var hosts = []string{"github", "gitlab", "both", "none"}

func initCommand(w world) *cobra.Command {
	c := &cobra.Command{
		Use:   "init [FOLDER]",
		Short: "Begin a new site",
		Long: `Write a new site into a folder, or into the present one: a small example with national services and guides, one borough of
your own, the translations that there are of it, files by which GitHub or GitLab check and publish every change, and settings
for editors. Files that are there already are kept as they are.`,
		Example: "  welcomepack init\n  welcomepack init welcome --borough Northbank --publisher \"Northbank volunteers\" --lang ar,so --host github",
		Args:    cobra.MaximumNArgs(1),
		RunE: func(c *cobra.Command, args []string) error {
			to := "."
			if len(args) > 0 {
				to = args[0]
			}
			today, err := w.today()
			if err != nil {
				return err
			}
			return w.interview(c.Flags()).start(to, today)
		},
	}
	f := c.Flags()
	f.String("title", "", "the `name` of the guide (default: Welcome pack)")
	f.String("publisher", "", "`who` makes it and answers for it")
	f.String("borough", "", "the `name` of its borough or city")
	f.String("slug", "", "the `short name` of the borough")
	f.String("region", "", "the `region` it is in, such as London or North East")
	f.StringSlice("lang", nil, "another `language` beside English, such as ar or Arabic; repeat it or separate with commas")
	f.String("url", "", "the `address` where the website will stand")
	f.String("host", "", "the `git host`: "+strings.Join(hosts, ", "))
	f.String("source", "", "the `address` of the git repository of this program, from which the host fetches it")
	f.String("version", "", "the `version` of the program that the host takes: a tag or a commit (default: this one)")
	interviewFlags(f)
	return c
}

// A scaffolding is what templates of the scaffold know.
type scaffolding struct {
	Title, Publisher, URL, Source, Version string
	BoroughID, BoroughName                 string
	Languages, Boroughs, WebFonts          string // lists as YAML, "" for none
	GitHub, GitLab                         bool
	Schemas                                []schema.File
}

func (i *interviewer) start(to string, today calendar.Date) error {
	for _, name := range []string{"content", "translations"} {
		if _, err := os.Lstat(filepath.Join(to, name)); err == nil {
			return fmt.Errorf("%s is there already: name a folder for the new site, such as: welcomepack init welcome", filepath.Join(to, name))
		}
	}
	s, b, langs := i.site()
	if err := i.end(); err != nil {
		return err
	}
	files, err := siteFiles(s, b)
	if err != nil {
		return failure(err)
	}
	if err := i.w.complete(files, langs, today); err != nil {
		return err
	}
	if err := i.w.writeNew(to, files); err != nil {
		return err
	}
	i.w.hostNeeds(s)
	return nil
}

// hostNeeds says what is still to be written down before a git host can make the site.
func (w world) hostNeeds(s scaffolding) {
	for _, h := range []struct {
		wanted bool
		file   string
	}{{s.GitHub, ".github/workflows/site.yml"}, {s.GitLab, ".gitlab-ci.yml"}} {
		if h.wanted && s.Source == "" {
			w.say("before you publish: write the address of this program's git repository behind WELCOMEPACK_SOURCE in %s", h.file)
		}
		if h.wanted && s.Version == unpinned {
			w.say("before you publish: write a tag or commit of this program behind WELCOMEPACK_VERSION in %s, so that it changes only when you want it", h.file)
		}
	}
}

// site asks about the new site.
func (i *interviewer) site() (s scaffolding, b draft.Borough, langs []lang.Tag) {
	setting := func(name string) func(string) string {
		return func(answer string) string {
			return problem("content/site.yaml", "title: T\npublisher: P\nlanguages: [en]\nboroughs: [b]\nemergency: [s]\n"+name+": "+draft.Scalar(answer)+"\n")
		}
	}
	s.Title = i.one(question{flag: "title", ask: "What is the guide called?", guess: "Welcome pack", wrong: setting("tagline")})
	s.Publisher = i.one(question{flag: "publisher", ask: "Who makes it and answers for it?", needed: true, wrong: setting("tagline")})
	b.Name = i.one(question{flag: "borough", ask: "For which borough or city is it?", needed: true, wrong: setting("tagline")})
	b.ID = slug(i, "slug", "the borough", b.Name, func(string) bool { return false }, boroughProblem)
	b.Region = i.one(question{flag: "region", ask: "Which region is it in, such as London or North East?", wrong: setting("tagline")})
	b.About = "This pack is for people who live in " + b.Name + ", or who have just come here."
	tags := []string{"en"}
	for _, name := range i.all(question{flag: "lang", ask: "Which languages beside English, such as Arabic, Somali?", many: true, wrong: func(a string) string {
		if _, err := language(a); err != nil {
			return err.Error()
		}
		return ""
	}}) {
		if l, err := language(name); err == nil && !slices.Contains(langs, l) {
			langs, tags = append(langs, l), append(tags, string(l))
		}
	}
	s.URL = i.one(question{flag: "url", ask: "Where will the website stand, such as https://www.example.org/welcome/?", wrong: setting("url")})
	host := i.one(question{flag: "host", ask: "Which git host checks and publishes it?", guess: "github", set: hosts})
	s.GitHub, s.GitLab = host == "github" || host == "both", host == "gitlab" || host == "both"
	if host != "none" {
		s.Source = i.one(question{flag: "source", ask: "From which git address is this program fetched there? It can be added later", wrong: setting("url")})
	}
	build, _ := debug.ReadBuildInfo()
	s.Version = pinned(build)
	if v := i.unasked("version"); v != "" {
		s.Version = v
	}
	s.BoroughID, s.BoroughName = b.ID, b.Name
	if own := slices.DeleteFunc(slices.Clone(tags), func(t string) bool { return !slices.Contains(oftenLacking, t) }); len(own) > 0 {
		s.WebFonts = "[" + strings.Join(own, ", ") + "]"
	}
	s.Languages, s.Boroughs = "["+strings.Join(tags, ", ")+"]", "["+b.ID+"]"
	for _, f := range schema.Files {
		if f.Name != "guide" { // editors look at whole files of YAML only
			s.Schemas = append(s.Schemas, f)
		}
	}
	return s, b, langs
}

// unpinned is the branch that hosts take where the version of the program is not known.
const unpinned = "main"

// pinned is what git calls the version of the program that is running: a tag or a commit.
func pinned(b *debug.BuildInfo) string {
	if b == nil {
		return unpinned
	}
	if v := b.Main.Version; strings.HasPrefix(v, "v") && !strings.ContainsAny(v, "+-") {
		return v
	}
	for _, s := range b.Settings {
		if s.Key == "vcs.revision" {
			return s.Value
		}
	}
	return unpinned
}

// siteFiles returns the files of the new site but its translations.
func siteFiles(s scaffolding, b draft.Borough) (map[string][]byte, error) {
	files := map[string][]byte{"content/boroughs/" + b.ID + "/borough.yaml": []byte(b.Text())}
	for _, f := range schema.Files {
		files[".welcomepack/schemas/"+f.Name+".json"] = f.JSON(schema.Draft07)
	}
	parts := []string{"all"}
	if s.GitHub {
		parts = append(parts, "github")
	}
	if s.GitLab {
		parts = append(parts, "gitlab")
	}
	for _, part := range parts {
		sub, err := fs.Sub(scaffold, "scaffold/"+part)
		if err != nil {
			return nil, err
		}
		if err := gather(files, sub, s); err != nil {
			return nil, err
		}
	}
	for _, whole := range []fs.FS{welcomepack.Example, welcomepack.Docs} {
		if err := gather(files, whole, s); err != nil {
			return nil, err
		}
	}
	return files, nil
}

// gather adds all files of a folder, templates filled in.
func gather(files map[string][]byte, from fs.FS, s scaffolding) error {
	return fs.WalkDir(from, ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		text, err := fs.ReadFile(from, p)
		if err != nil {
			return err
		}
		if name, ok := strings.CutSuffix(p, ".tmpl"); ok {
			p = name
			text, err = filled(p, string(text), s)
		}
		files[p] = text
		return err
	})
}

func filled(name, text string, s scaffolding) ([]byte, error) {
	asJSON := func(v any) (string, error) {
		b, err := json.Marshal(v)
		return string(b), err
	}
	t, err := template.New(name).Delims("[[", "]]").Funcs(template.FuncMap{"scalar": draft.Scalar, "json": asJSON}).Parse(text)
	if err != nil {
		return nil, err
	}
	var b bytes.Buffer
	err = t.Execute(&b, s)
	return b.Bytes(), err
}

// complete adds the translations and makes sure that the site has no mistake.
func (w world) complete(files map[string][]byte, langs []lang.Tag, today calendar.Date) error {
	site := draft.Overlay{Files: files}
	snap, err := build.Take(build.Options{Site: site, Today: today})
	if err != nil {
		return failure(err)
	}
	for snap.Catalog() != nil && usedTerms(files, snap) { // one term may explain another
		if snap, err = build.Take(build.Options{Site: site, Today: today}); err != nil {
			return failure(err)
		}
	}
	if snap.Catalog() != nil {
		for _, l := range langs {
			po, err := exchange.Start(site, welcomepack.Translations, snap.Catalog(), l)
			if err != nil {
				return failure(err)
			}
			for _, f := range po {
				files[f.Path] = f.Bytes
			}
		}
		snap, err = build.Take(build.Options{Site: site, Today: today})
	}
	if err := w.report(snap.Diags.Of(diag.Error), snap.Files, false, err); err != nil {
		return err
	}
	if snap.Diags.HasErrors() {
		return broken{errors.New("the example has mistakes, which are this program's; nothing was written")}
	}
	return nil
}

// usedTerms takes the hard words out of the glossary that the example does not use, and tells whether there were any.
func usedTerms(files map[string][]byte, snap *build.Snapshot) (changed bool) {
	const name = "content/glossary.yaml"
	for _, d := range slices.Backward(snap.Diags) { // sorted by place: from the end, so that places stay true
		if d.Code == "unused-term" && snap.Files.Path(d.At.File) == name {
			files[name], changed = draft.Without(files[name], d.At), true
		}
	}
	return changed
}

// writeNew writes the files that are not there yet.
func (w world) writeNew(to string, files map[string][]byte) error {
	written := 0
	for _, name := range slices.Sorted(maps.Keys(files)) {
		full := filepath.Join(to, filepath.FromSlash(name))
		if _, err := os.Lstat(full); err == nil {
			w.say("%s: kept as it is", name)
			continue
		}
		if err := os.MkdirAll(filepath.Dir(full), 0o755); err != nil {
			return failure(err)
		}
		if err := writeFile(full, files[name]); err != nil {
			return failure(err)
		}
		written++
	}
	w.say("%s: %s written; README.md says how to go on", to, number(written, "file"))
	if to == "." {
		w.say("next: welcomepack serve")
	} else {
		w.say("next: cd %s, then welcomepack serve", to)
	}
	return nil
}
