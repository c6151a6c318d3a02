package exchange

import (
	"cmp"
	"io/fs"
	"slices"
	"strings"
	"unicode/utf8"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/lang"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// ImportOptions say what is known of a file that came back.
type ImportOptions struct {
	Lang    lang.Tag // "" for the one that its lines name
	Machine bool     // a machine made the translations, not a person
}

// An Imported is what came of a file.
type Imported struct {
	Files   []File // the translation files that change
	Lang    lang.Tag
	Taken   int // translations that are new or other than before
	Same    int // those that were there already
	Empty   int // lines without a translation
	Refused int
}

// Import takes the translations of a file that [Export] made and a translator sent back. Each line is judged by itself:
// one that breaks a placeholder or a fact, or is of English that is no longer there, is refused with the reason, and the
// others are taken. What is taken is a draft, whatever the file says: reviews are recorded elsewhere. Nothing else in
// the translation files changes, but that they are brought up to date first, as by [Sync].
func Import(fsys fs.FS, c *catalog.Catalog, name string, data []byte, o ImportOptions, files *source.Set) (Imported, diag.List, error) {
	im := importer{fsys: fsys, c: c, o: o, files: files, out: Imported{Lang: o.Lang}, project: Project(c), folders: map[lang.Tag]*folder{}, touched: map[*poFile]bool{}, forms: map[*segment.Entry]int{}}
	r := reader{ds: &im.ds, files: files, name: name, english: im.english}
	back := r.read(data)
	if im.err != nil || back == nil {
		return im.out, im.ds, im.err
	}
	if !im.language(back) {
		return im.out, im.ds, im.err
	}
	twice := im.twice(back.lines)
	for _, l := range back.lines {
		if !twice[l.id] {
			im.line(l)
		}
	}
	for _, d := range im.folders {
		for _, f := range d.files {
			if im.touched[f] {
				im.out.Files = append(im.out.Files, File{f.path, f.po.Print()})
			}
		}
	}
	slices.SortFunc(im.out.Files, func(a, b File) int { return strings.Compare(a.Path, b.Path) })
	return im.out, im.ds, im.err
}

type importer struct {
	fsys    fs.FS
	c       *catalog.Catalog
	o       ImportOptions
	files   *source.Set
	project string
	ds      diag.List
	err     error
	out     Imported
	folders map[lang.Tag]*folder
	touched map[*poFile]bool
	forms   map[*segment.Entry]int // how many forms of an entry were taken
}

// folder returns a language's files; nil where they cannot be read.
func (im *importer) folder(l lang.Tag) *folder {
	d, opened := im.folders[l]
	if !opened && im.err == nil {
		d, im.err = openFolder(im.fsys, im.c, l, im.files, &im.ds)
		if im.err == nil {
			im.folders[l] = d
		}
	}
	return d
}

// english returns the English that a line is of.
func (im *importer) english(s string) (string, bool) {
	id, ok := parseUnitID(s)
	if !ok || id.project != im.project || im.o.Lang != "" && id.lang != im.o.Lang {
		return "", false
	}
	d := im.folder(id.lang)
	if d == nil {
		return "", false
	}
	if _, e := d.find(id); e != nil {
		return d.english(e, id.form), true
	}
	return "", false
}

// language sees that a file is of this project and in one language, the one that it says and that was asked for. Single
// lines of another project or language are refused later.
func (im *importer) language(back *returned) bool {
	ours, other := false, unitID{}
	for _, l := range back.lines {
		if id, ok := parseUnitID(l.id); ok {
			im.out.Lang = cmp.Or(im.out.Lang, id.lang)
			if ours = ours || id.project == im.project; !ours {
				other = id
			}
		}
	}
	if !ours && other.project != "" {
		im.ds.Error(back.langAt, "import-file", "this file belongs to another project: %s", other.project).
			Hint("this is %s; send the file to whoever asked for it", im.project)
		return false
	}
	if im.out.Lang == "" || back.language == "" {
		return true
	}
	said := back.language
	if t, ok := lang.Parse(said); ok {
		said = t.Locale().English
	}
	if want := im.out.Lang.Locale().English; said != want {
		im.ds.Error(back.langAt, "import-file", "the file says that it is in %s, but it was made for %s", said, want).
			Hint("ask for a file in the language that you translate into")
		return false
	}
	return true
}

// twice reports texts that stand in the file more than once with different translations, and returns their identities.
// Rows that say the same, or nothing, are no mistake.
func (im *importer) twice(lines []line) map[string]bool {
	first := map[string]line{}
	out := map[string]bool{}
	for _, l := range lines {
		if strings.TrimSpace(l.words) == "" {
			continue
		}
		was, seen := first[l.id]
		if !seen {
			first[l.id] = l
			continue
		}
		if canonical(was.words) != canonical(l.words) {
			if !out[l.id] {
				im.out.Refused++
			}
			im.out.Refused++
			out[l.id] = true
			im.ds.Error(l.at, "import-duplicate", "this text is in the file twice, with two translations").
				Note(was.at, "the first one").Hint("delete the row that is not meant; until then neither is taken")
		}
	}
	return out
}

func (im *importer) refuse(l line, code, format string, args ...any) *diag.Diagnostic {
	im.out.Refused++
	return im.ds.Error(l.at, code, format, args...)
}

// line takes or refuses one line.
func (im *importer) line(l line) {
	if strings.TrimSpace(l.words) == "" {
		im.out.Empty++
		return
	}
	id, ok := parseUnitID(l.id)
	switch {
	case !ok:
		im.refuse(l, "import-unknown", "the line has no ID, or one that was changed").
			Hint("keep the ID as it was sent: the line is found by it")
		return
	case id.project != im.project:
		im.refuse(l, "import-unknown", "this line belongs to another project: %s", id.project).
			Hint("this is %s; send the file to whoever asked for it", im.project)
		return
	case id.lang != im.out.Lang:
		im.refuse(l, "import-unknown", "this line was made for %s, not for %s", id.lang.Locale().English, im.out.Lang.Locale().English).
			Hint("import each language with a file of its own")
		return
	}
	d := im.folder(id.lang)
	if d == nil {
		return
	}
	f, e := d.find(id)
	if e == nil {
		im.gone(l, id, f)
		return
	}
	if english := d.english(e, id.form); letters(l.english) != letters(english) {
		im.refuse(l, "import-changed", "the English of this line is not what was sent: %q", diag.Clip(l.english, 80)).
			Hint("change only the translation; copy the English from the file that was sent")
		return
	}
	im.accept(l, id, f, e)
}

// gone says why a line's English is not found.
func (im *importer) gone(l line, id unitID, f *poFile) {
	if f == nil {
		im.refuse(l, "import-unknown", "there is no translation file %q that can be read", id.file).Hint("ask for a new file")
		return
	}
	for _, key := range strings.Fields(l.where) {
		for i := range f.po.Entries {
			if e := &f.po.Entries[i]; slices.Contains(e.Refs, key) {
				im.refuse(l, "import-changed", "the English has changed since this file was made; it was %q", diag.Clip(l.english, 80)).
					Hint("it is now %q; ask for a new file and translate that", diag.Clip(e.ID, 80))
				return
			}
		}
	}
	im.refuse(l, "import-unknown", "this text is no longer used: %q", diag.Clip(l.english, 80)).Hint("leave the line out")
}

// accept takes a translation, unless something is wrong with it.
func (im *importer) accept(l line, id unitID, f *poFile, e *segment.Entry) {
	form := max(id.form, 0)
	now := strs(e, form)
	english := im.folder(id.lang).english(e, id.form)
	words := unwrapped(l.words)
	same := canonical(l.words) == canonical(now) || canonical(words) == canonical(now)
	if same && !(e.Stale && l.done) {
		im.out.Same++
		return
	}
	if same {
		words = now
	}
	if im.bad(l, words, english, id, f, e) {
		return
	}
	im.forms[e]++
	forms := max(len(e.Strs), 1)
	e.Accept(form, words, im.o.Machine, f.machine, im.forms[e] >= forms)
	im.touched[f] = true
	im.out.Taken++
}

// bad refuses a translation that would mislead, and says why.
func (im *importer) bad(l line, words, english string, id unitID, f *poFile, e *segment.Entry) bool {
	switch {
	case l.problem != "":
		im.refuse(l, "import-words", "%s", l.problem).Hint("translate the English of this line again, from a new file")
		return true
	case unreadable(words, id.lang) != "":
		im.refuse(l, "import-words", "%s", unreadable(words, id.lang)).Hint("save the file as CSV UTF-8, or as an Excel workbook, and send it again")
		return true
	case utf8.RuneCountInString(words) > source.MaxTranslation:
		im.refuse(l, "limit", "the translation has %d characters; at most %d are taken", utf8.RuneCountInString(words), source.MaxTranslation).Hint("say it shorter")
		return true
	case id.form >= len(e.Strs) && id.form >= 0:
		im.refuse(l, "import-unknown", "%s has no plural form %d", id.lang.Locale().English, id.form).Hint("keep the ID as it was sent")
		return true
	}
	if i := strings.IndexFunc(words, segment.Hidden); i >= 0 {
		r, _ := utf8.DecodeRuneInString(words[i:])
		im.refuse(l, "hidden-character", "the translation has the invisible character U+%04X", r).Hint("take it out; direction is set by the program")
		return true
	}
	t := f.texts[e.Context+"\x04"+english]
	_, problems := segment.Fill(t, words)
	if id.form >= 0 {
		problems = withoutCount(problems)
	}
	problems = append(problems, e.Unexcused(segment.Parity(id.lang, english, words))...)
	if len(problems) == 0 {
		return false
	}
	d := im.refuse(l, problems[0].Code, "%s", problems[0].Message)
	d.Note(t.Pos, "the English is %q", english)
	for _, p := range problems[1:] {
		d.Hint("%s", p.Message)
	}
	for _, p := range problems {
		if slices.Contains(segment.Excusable, p.Code) {
			d.Hint("if it is right, write into %s above this text: # allow %s: and why", f.path, strings.TrimSpace(p.Code+" "+p.Name))
		}
	}
	return true
}

// withoutCount leaves out that a form does not say its number: Arabic has words for one and two of a thing.
func withoutCount(problems []segment.Problem) []segment.Problem {
	return slices.DeleteFunc(problems, func(p segment.Problem) bool { return p.Code == "missing-placeholder" && p.Name == "count" })
}
