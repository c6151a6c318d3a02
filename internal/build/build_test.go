package build

import (
	"bytes"
	"cmp"
	"crypto/sha256"
	"errors"
	"fmt"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/calendar"
)

var today = calendar.Date{Year: 2026, Month: 11, Day: 22}

// copySite copies the fixture to a folder of its own, to be edited.
func copySite(t *testing.T) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "site")
	if err := os.CopyFS(dir, os.DirFS("testdata/site")); err != nil {
		t.Fatal(err)
	}
	return dir
}

// edit replaces a text that a file of the site holds once.
func edit(t *testing.T, dir, file, old, now string) {
	t.Helper()
	at := filepath.Join(dir, filepath.FromSlash(file))
	b, err := os.ReadFile(at)
	if err != nil {
		t.Fatal(err)
	}
	if n := strings.Count(string(b), old); n != 1 {
		t.Fatalf("%s has %q %d times", file, old, n)
	}
	if err := os.WriteFile(at, []byte(strings.Replace(string(b), old, now, 1)), 0o644); err != nil {
		t.Fatal(err)
	}
}

func options(dir string) Options {
	return Options{Site: os.DirFS(dir), Today: today, Out: filepath.Join(dir, "dist"), Jobs: 2}
}

func mustBuild(t *testing.T, o Options) Result {
	t.Helper()
	r, err := Build(o)
	if err != nil {
		t.Fatal(err)
	}
	if r.Diags.HasErrors() {
		var b strings.Builder
		r.Diags.Print(&b, r.Files)
		t.Fatal(b.String())
	}
	return r
}

// files reads a folder into memory.
func files(t *testing.T, dir string) map[string]string {
	t.Helper()
	all := map[string]string{}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(filepath.Join(dir, p))
		all[p] = string(b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return all
}

// sameFiles names the first difference of two folders' files.
func sameFiles(t *testing.T, what string, a, b map[string]string) {
	t.Helper()
	if maps.Equal(a, b) {
		return
	}
	paths := slices.Sorted(maps.Keys(a))
	slices.SortStableFunc(paths, func(p, q string) int { // the list of all files tells least
		return cmp.Compare(strings.Count(p, "build.json"), strings.Count(q, "build.json"))
	})
	for _, p := range paths {
		x, y := a[p], b[p]
		if x == y {
			continue
		}
		at := 0
		for at < min(len(x), len(y)) && x[at] == y[at] {
			at++
		}
		t.Fatalf("%s: %s differs at byte %d of %d and %d", what, p, at, len(x), len(y))
	}
	t.Fatalf("%s: there are %d files and %d", what, len(a), len(b))
}

// tool runs a program that tests need: in continuous integration it has to be there.
func tool(t *testing.T, stdin string, name string, args ...string) string {
	t.Helper()
	if _, err := exec.LookPath(name); err != nil {
		if os.Getenv("CI") == "true" {
			t.Fatalf("%s is not installed", name)
		}
		t.Skipf("%s is not installed", name)
	}
	c := exec.Command(name, args...)
	c.Stdin = strings.NewReader(stdin)
	var complaints bytes.Buffer
	c.Stderr = &complaints
	out, err := c.Output()
	if err != nil {
		t.Fatalf("%s: %v: %s", name, err, complaints.String())
	}
	return string(out)
}

// packWords is what a reader can copy out of a pack, and packObjects its parts as plain text, links too.
func packWords(t *testing.T, pdf string) string { return tool(t, pdf, "pdftotext", "-", "-") }

func packObjects(t *testing.T, pdf string) string {
	at := filepath.Join(t.TempDir(), "pack.pdf")
	if err := os.WriteFile(at, []byte(pdf), 0o644); err != nil {
		t.Fatal(err)
	}
	return tool(t, "", "qpdf", "--qdf", "--object-streams=disable", at, "-")
}

func TestOnePhoneNumberIsChangedEverywhereByOneLine(t *testing.T) {
	dir := copySite(t)
	mustBuild(t, options(dir))
	before := files(t, filepath.Join(dir, "dist"))
	edit(t, dir, "content/boroughs/northbank/listings/northbank-clinic.yaml", `number: "020 7946 0018"`, `number: "020 7946 0257"`)
	r := mustBuild(t, options(dir))
	after := files(t, filepath.Join(dir, "dist"))

	if r.Output.Unchanged == 0 || r.Output.Written == 0 || r.Output.Removed != 0 {
		t.Errorf("the second build says %+v", r.Output)
	}
	for _, l := range []string{"en", "ar", "ur"} {
		page := "northbank/" + l + "/services/northbank-clinic.html"
		guide := "northbank/" + l + "/guides/health.html"
		for _, p := range []string{page, guide} {
			shows(t, p, before[p], "020 7946 0018", `href="tel:+442079460018"`)
			shows(t, p, after[p], "020 7946 0257", `href="tel:+442079460257"`)
		}
		pack := "northbank/" + l + "/welcome-pack-northbank-" + l + ".pdf"
		shows(t, pack, packWords(t, before[pack]), "020 7946 0018")
		shows(t, pack, packWords(t, after[pack]), "020 7946 0257")
		shows(t, pack, packObjects(t, after[pack]), "tel:+442079460257")
		other := "southbank/" + l + "/welcome-pack-southbank-" + l + ".pdf"
		if before[other] != after[other] {
			t.Errorf("%s is changed", other)
		}
	}
	for p, text := range after {
		if strings.HasSuffix(p, ".pdf") {
			text = packWords(t, text) + packObjects(t, text)
		}
		for _, old := range []string{"020 7946 0018", "442079460018"} {
			if strings.Contains(text, old) {
				t.Errorf("%s still has %s", p, old)
			}
		}
	}
}

func shows(t *testing.T, where, text string, want ...string) {
	t.Helper()
	for _, w := range want {
		if !strings.Contains(text, w) {
			t.Errorf("%s lacks %q", where, w)
		}
	}
}

func TestSameSiteHasSameBytes(t *testing.T) {
	var first map[string]string
	for _, jobs := range []int{1, 8, 2} {
		dir := copySite(t)
		o := options(dir)
		o.Jobs = jobs
		mustBuild(t, o)
		now := files(t, o.Out)
		if first == nil {
			first = now
		}
		sameFiles(t, fmt.Sprint(jobs, " jobs"), first, now)
		if r := mustBuild(t, o); r.Output.Written != 0 || r.Output.Removed != 0 {
			t.Errorf("%d jobs: built again: %+v", jobs, r.Output)
		}
		sameFiles(t, "built again", first, files(t, o.Out))
	}
}

func TestMistakesLeaveTheOutputAlone(t *testing.T) {
	const listing = "content/boroughs/northbank/listings/northbank-clinic.yaml"
	for _, c := range []struct{ code, file, old, now string }{
		{"", listing, `number: "020 7946 0018"`, `number: "020 7946 001"`},
		{"", listing, "organisation:", "organisation"},
		{"unknown-guide", "content/shared/guides/first-days.md", "guide:health", "guide:heath"},
		{"missing-glyph", listing, "See a doctor or a nurse.", "See a doctor or a nurse ᚠ."},
		{"", "translations/ar/northbank.po", "{northbank-clinic.phone.desk}. عنوانها", "020 7946 0101. عنوانها"},
		{"", "content/site.yaml", "boroughs: [northbank, southbank]", "boroughs: [northbank, southbank, eastbank]"},
	} {
		dir := copySite(t)
		mustBuild(t, options(dir))
		before := files(t, filepath.Join(dir, "dist"))
		edit(t, dir, c.file, c.old, c.now)
		r, err := Build(options(dir))
		if err != nil || !r.Diags.HasErrors() {
			t.Errorf("%s: %q for %q: error %v, diagnostics %v", c.file, c.now, c.old, err, r.Diags)
			continue
		}
		found := false
		for _, d := range r.Diags {
			found = found || (c.code == "" || d.Code == c.code) && r.Files.Path(d.At.File) == c.file
		}
		if !found {
			t.Errorf("%s: no diagnostic %s there, but %v", c.file, c.code, r.Diags)
		}
		sameFiles(t, c.file, before, files(t, filepath.Join(dir, "dist")))
		if es, err := filepath.Glob(filepath.Join(dir, ".dist*")); err != nil || len(es) > 0 {
			t.Errorf("beside dist lies %v, %v", es, err)
		}
	}
}

func TestChosenEditionsLeaveTheOthersAsTheyAre(t *testing.T) {
	dir := copySite(t)
	mustBuild(t, options(dir))
	before := files(t, filepath.Join(dir, "dist"))
	edit(t, dir, "content/shared/listings/night-line.yaml", "0808 157 0192", "0808 157 0444")
	o := options(dir)
	o.Boroughs, o.Langs = []string{"northbank"}, []string{"AR"}
	r := mustBuild(t, o)
	if r.Boroughs != 1 || r.Langs != 1 || r.Packs != 5 { // standard, large print, bilingual, the week for a wall, and the poster
		t.Errorf("result %+v", r)
	}
	after := files(t, filepath.Join(dir, "dist"))
	changed := 0
	for p, text := range after {
		if p == "build.json" || before[p] == text {
			continue
		}
		changed++
		if !strings.HasPrefix(p, "northbank/ar/") && !strings.HasPrefix(p, "northbank/data/") && !strings.HasPrefix(p, "data/") {
			t.Errorf("%s is changed", p)
		}
	}
	if changed == 0 || len(after) != len(before) {
		t.Errorf("%d files changed, and there are %d where there were %d", changed, len(after), len(before))
	}
	shows(t, "the page", after["northbank/ar/services/night-line.html"], "0808 157 0444")
}

func TestFirstBuildOfOneEditionOffersNoOther(t *testing.T) {
	dir := copySite(t)
	o := options(dir)
	o.Boroughs, o.Langs = []string{"southbank"}, []string{"ur"}
	mustBuild(t, o)
	all := files(t, o.Out)
	if strings.Contains(all["index.html"], "northbank") || !strings.Contains(all["index.html"], `"southbank/ur/index.html"`) {
		t.Errorf("the first page offers other editions:\n%s", all["index.html"])
	}
	if strings.Contains(all["sitemap.xml"], "northbank") || strings.Contains(all["sitemap.xml"], "/en/") {
		t.Error("the sitemap lists other editions")
	}
}

func TestLanguageThatLeavesTheSiteLeavesDist(t *testing.T) {
	dir := copySite(t)
	mustBuild(t, options(dir))
	edit(t, dir, "content/site.yaml", "languages: [en, ar, ur]", "languages: [en, ar]")
	mustBuild(t, options(dir))
	for p := range files(t, filepath.Join(dir, "dist")) {
		if strings.Contains(p, "/ur/") {
			t.Fatalf("%s is still there", p)
		}
	}
}

func TestWebsiteAloneKeepsThePacks(t *testing.T) {
	dir := copySite(t)
	mustBuild(t, options(dir))
	before := files(t, filepath.Join(dir, "dist"))
	o := options(dir)
	o.NoPacks = true
	if r := mustBuild(t, o); r.Packs != 0 || r.Output.Removed != 0 {
		t.Errorf("result %+v", r)
	}
	sameFiles(t, "without packs", before, files(t, filepath.Join(dir, "dist")))
}

func TestWebsiteWithoutPacksLeadsToNone(t *testing.T) {
	dir := copySite(t)
	o := options(dir)
	o.NoPacks = true
	mustBuild(t, o)
	made := regexp.MustCompile(`href="[^"]*(\.pdf|pack\.html|offline\.zip)"`)
	for p, text := range files(t, o.Out) {
		if m := made.FindString(text); m != "" && strings.HasSuffix(p, ".html") {
			t.Errorf("%s has %s", p, m)
		}
	}
}

func TestUnknownEditionsAreNamed(t *testing.T) {
	for _, c := range []struct {
		o    Options
		want string
	}{
		{Options{Boroughs: []string{"northbnk"}}, `there is no borough "northbnk": did you mean "northbank"?`},
		{Options{Langs: []string{"ti"}}, `there is no language "ti": there are en (English), ar (Arabic), ur (Urdu)`},
	} {
		o := options(copySite(t))
		o.Boroughs, o.Langs = c.o.Boroughs, c.o.Langs
		_, err := Build(o)
		var unknown *Unknown
		if !errors.As(err, &unknown) || err.Error() != c.want {
			t.Errorf("error %v, want %s", err, c.want)
		}
		if _, err := os.Stat(o.Out); err == nil {
			t.Error("the output folder was made")
		}
	}
}

// sizeForm is the size of a saved edition, which the preview does not count.
var sizeForm = regexp.MustCompile(` \(<bdi dir="ltr">[0-9.]+ [kM]B</bdi>\)`)

func TestPreviewMakesTheFilesOfTheBuild(t *testing.T) {
	o := options(copySite(t))
	mustBuild(t, o)
	s, err := Take(o)
	if err != nil {
		t.Fatal(err)
	}
	p := NewPreview(s)
	hosts := []string{"build.json", "sitemap.xml", "robots.txt", "_headers", "_redirects"}
	for path, text := range files(t, o.Out) {
		b, err := p.File(path)
		if slices.Contains(hosts, path) || strings.HasPrefix(path, "hosting/") || path == "sw.js" || strings.HasSuffix(path, "/offline.json") {
			continue // these are for hosts
		}
		if strings.HasSuffix(path, "/offline.html") && err == nil {
			continue // the preview does not know the sizes of files that it has not made
		}
		text = sizeForm.ReplaceAllString(text, "")
		if err != nil || string(b) != text {
			t.Errorf("%s: the preview differs from the build (%v)", path, err)
		}
	}
	for _, path := range []string{"", "nothing.html", "northbank/ar/", "northbank/ar/nothing.html", "northbank/ar/x.pdf", "northbank/xx/index.html", "../site.yaml"} {
		if _, err := p.File(path); !errors.Is(err, fs.ErrNotExist) {
			t.Errorf("%q: error %v", path, err)
		}
	}
}

func TestProgressCountsEveryStep(t *testing.T) {
	o := options(copySite(t))
	o.Jobs = 4
	var seen []int
	total := 0
	o.Progress = func(p Progress) { seen, total = append(seen, p.Done), p.Total }
	mustBuild(t, o)
	if total != 12 || len(seen) != total || !slices.IsSorted(seen) || seen[len(seen)-1] != total {
		t.Errorf("steps %v of %d", seen, total)
	}
}

func TestManifestListsEachFile(t *testing.T) {
	o := options(copySite(t))
	mustBuild(t, o)
	all := files(t, o.Out)
	for p, text := range all {
		line := fmt.Sprintf(`{"path":%q,"size":%d,"sha256":"%x"}`, p, len(text), sha256.Sum256([]byte(text)))
		if p != "build.json" && !strings.Contains(all["build.json"], line) {
			t.Errorf("build.json lacks %s", line)
		}
	}
}
