package build

import (
	"errors"
	"fmt"
	"math/rand"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"welcomepack/internal/cache"
)

var now = time.Date(2026, 11, 22, 12, 0, 0, 0, time.UTC)

// withCache is options with a cache of the site's own.
func withCache(dir string) Options {
	o := options(dir)
	o.Cache, o.Program = cache.Open(filepath.Join(dir, ".cache"), now), "test"
	return o
}

// said is the diagnostics as the terminal shows them.
func said(r Result) string {
	var b strings.Builder
	r.Diags.Print(&b, r.Files)
	return b.String()
}

func TestNothingChangedWritesNothing(t *testing.T) {
	dir := copySite(t)
	first := mustBuild(t, withCache(dir))
	if first.Made == 0 || first.Made < first.Pages {
		t.Fatalf("the first build made %d files of %d pages", first.Made, first.Pages)
	}
	before := files(t, dir)
	second := mustBuild(t, withCache(dir))
	if second.Made != 0 || second.Output.Written != 0 || second.Output.Removed != 0 || second.Pages != first.Pages || second.Packs != first.Packs {
		t.Errorf("again: %+v, first %+v", second, first)
	}
	if said(first) != said(second) {
		t.Errorf("the first build said\n%s\nthe second\n%s", said(first), said(second))
	}
	sameFiles(t, "nothing changed", before, files(t, dir))
}

func TestOneEditMakesWhatItTouches(t *testing.T) {
	for _, c := range []struct {
		file, old, now string
		touched        []string
		kept           []string
	}{
		{"content/boroughs/northbank/listings/northbank-clinic.yaml", `number: "020 7946 0018"`, `number: "020 7946 0257"`,
			[]string{"northbank/ar/services/northbank-clinic.html", "northbank/ar/guides/health.html"},
			[]string{"southbank/ar/index.html", "southbank/ar/search.html", "northbank/ar/glossary.html"}},
		{"content/shared/guides/first-days.md", "title: ", "title: My ",
			[]string{"northbank/ar/guides/first-days.html", "southbank/en/guides/index.html"},
			[]string{"northbank/ar/services/night-line.html", "southbank/ur/timetable.html"}},
		{"content/rules.yaml", `value: "28"
        unit: days
        from: 2026-01-01`, `value: "29"
        unit: days
        from: 2026-01-01`, nil, []string{"northbank/ar/services/night-line.html", "northbank/en/index.html"}},
	} {
		dir := copySite(t)
		o := withCache(dir)
		o.NoPacks = true
		first := mustBuild(t, o)
		edit(t, dir, c.file, c.old, c.now)
		r := mustBuild(t, o)
		if r.Made == 0 || r.Made*2 > first.Made {
			t.Errorf("%s: %d files were made, %d at first", c.file, r.Made, first.Made)
		}
		for _, p := range c.touched {
			if f := traceOf(t, o, p); !strings.Contains(f.Why, c.file) {
				t.Errorf("%s was made because %q", p, f.Why)
			}
		}
		for _, p := range c.kept {
			if f := traceOf(t, o, p); strings.Contains(f.Why, c.file) {
				t.Errorf("%s was made because %q", p, f.Why)
			}
		}
	}
}

// traceOf is what is known of a file of dist.
func traceOf(t *testing.T, o Options, path string) traced {
	t.Helper()
	e, ok := editionOfPath(path)
	if !ok {
		t.Fatal(path)
	}
	f := readTrace(o.Cache, e).find(path)
	if f == nil {
		t.Fatalf("%s has no trace", path)
	}
	return *f
}

func TestPacksComeFromTheCache(t *testing.T) {
	dir := copySite(t)
	mustBuild(t, withCache(dir))
	before := files(t, filepath.Join(dir, "dist"))
	if err := os.RemoveAll(filepath.Join(dir, "dist")); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	mustBuild(t, withCache(dir))
	t.Logf("from the cache in %v", time.Since(start))
	sameFiles(t, "from the cache", before, files(t, filepath.Join(dir, "dist")))
}

func TestDamagedCacheAndChangedOutputAreMended(t *testing.T) {
	dir := copySite(t)
	o := withCache(dir)
	o.NoPacks = true
	mustBuild(t, o)
	want := files(t, o.Out)
	page := filepath.Join(o.Out, "northbank", "ar", "index.html")
	for name, harm := range map[string]func(){
		"a page of the same size": func() {
			b, err := os.ReadFile(page)
			if err != nil {
				t.Fatal(err)
			}
			b[len(b)/2] ^= 1
			if err := os.WriteFile(page, b, 0o644); err != nil {
				t.Fatal(err)
			}
			later := now.Add(time.Hour)
			os.Chtimes(page, later, later)
		},
		"a page that is gone": func() { os.Remove(page) },
		"a damaged cache": func() {
			all, _ := filepath.Glob(filepath.Join(dir, ".cache", "??", "*"))
			for i, p := range all {
				if i%2 == 0 {
					os.WriteFile(p, []byte("welcomepack cache 1\nnonsense"), 0o644)
				}
			}
		},
		"no cache":    func() { os.RemoveAll(filepath.Join(dir, ".cache")) },
		"no manifest": func() { os.RemoveAll(o.Out) },
	} {
		harm()
		mustBuild(t, o)
		sameFiles(t, name, want, files(t, o.Out))
	}
}

func TestBuildsOfTwoSitesMayShareACache(t *testing.T) {
	one, two := copySite(t), copySite(t)
	edit(t, two, "content/boroughs/northbank/listings/northbank-clinic.yaml", `number: "020 7946 0018"`, `number: "020 7946 0257"`)
	shared := filepath.Join(t.TempDir(), "cache")
	var all sync.WaitGroup
	errs := make([]error, 6)
	for i := range errs {
		o := options([]string{one, two}[i%2])
		o.Cache, o.Program, o.NoPacks = cache.Open(shared, now), "test", true
		o.Out = filepath.Join(filepath.Dir(one), fmt.Sprint("dist-", i))
		all.Go(func() {
			for range 2 {
				if _, err := Build(o); err != nil {
					errs[i] = err
				}
			}
		})
	}
	all.Wait()
	if err := errors.Join(errs...); err != nil {
		t.Fatal(err)
	}
	for i, dir := range []string{one, two} {
		o := options(dir)
		o.NoPacks = true
		mustBuild(t, o)
		want := files(t, o.Out)
		for k := i; k < len(errs); k += 2 {
			sameFiles(t, fmt.Sprint("build ", k), want, files(t, filepath.Join(filepath.Dir(one), fmt.Sprint("dist-", k))))
		}
	}
}

// A cache that nothing can be written into, or that is a file, costs time alone.
func TestBuildNeedsNoCacheThatCanBeWritten(t *testing.T) {
	dir := copySite(t)
	o := options(dir)
	o.NoPacks = true
	mustBuild(t, o)
	want := files(t, o.Out)
	blocked := filepath.Join(t.TempDir(), "cache")
	if err := os.WriteFile(blocked, nil, 0o444); err != nil {
		t.Fatal(err)
	}
	o.Cache, o.Program = cache.Open(blocked, now), "test"
	for range 2 {
		mustBuild(t, o)
		sameFiles(t, "without a cache", want, files(t, o.Out))
	}
	if os.Geteuid() == 0 {
		t.Log("as root every folder can be written into")
		return
	}
	o = withCache(dir)
	o.NoPacks = true
	mustBuild(t, o)
	cacheDir := filepath.Join(dir, ".cache")
	filepath.WalkDir(cacheDir, func(p string, d os.DirEntry, err error) error {
		if err == nil && d.IsDir() {
			t.Cleanup(func() { os.Chmod(p, 0o755) })
			return os.Chmod(p, 0o555)
		}
		return err
	})
	edit(t, dir, "content/boroughs/northbank/listings/northbank-clinic.yaml", `number: "020 7946 0018"`, `number: "020 7946 0257"`)
	sameAsFresh(t, o, "with a cache that is only read")
}

// A cache that lies is found out.
func TestVerifyFindsWhatTheCacheGotWrong(t *testing.T) {
	dir := copySite(t)
	o := withCache(dir)
	o.NoPacks = true
	mustBuild(t, o)
	if _, changed, err := Verify(o); err != nil || len(changed) > 0 {
		t.Fatal(changed, err)
	}
	const page = "northbank/ar/services/northbank-clinic.html"
	e, _ := editionOfPath(page)
	edit(t, dir, "content/boroughs/northbank/listings/northbank-clinic.yaml", `number: "020 7946 0018"`, `number: "020 7946 0257"`)
	lie := readTrace(o.Cache, e)
	in, err := scan(o.Site, 1)
	if err != nil {
		t.Fatal(err)
	}
	f := lie.find(page)
	for i := range f.Reads { // it says that the page was made of what there is now
		lie.Reads[f.Reads[i]].Name = "nothing"
	}
	for i := range lie.Reads {
		if lie.Reads[i].Name == "nothing" {
			lie.Reads[i].Digest = in["content/nothing"]
		}
	}
	if err := lie.write(o.Cache, e); err != nil {
		t.Fatal(err)
	}
	mustBuild(t, o)
	_, changed, err := Verify(o)
	if err != nil || !slices.Contains(changed, page) {
		t.Errorf("found %q, %v", changed, err)
	}
}

// TestAnyEditsGiveTheFreshBuild makes random edits, now and then broken ones, and compares each build with one from
// nothing: its files, and what it says.
func TestAnyEditsGiveTheFreshBuild(t *testing.T) {
	seeds := []int64{1, 2}
	if os.Getenv("CI") == "true" {
		seeds = []int64{1, 2, 3, 4, 5, 6}
	}
	for _, seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			dir := richSite(t)
			r := rand.New(rand.NewSource(seed))
			e := &editor{t: t, dir: dir, r: r, kept: map[string]string{}}
			for step := range 14 {
				what := e.step()
				o := withCache(dir)
				o.NoPacks = step%5 != 4
				if r.Intn(6) == 0 {
					o.Today = o.Today.AddDays(r.Intn(3))
				}
				sameAsFresh(t, o, fmt.Sprintf("seed %d, step %d, %s", seed, step, what))
			}
		})
	}
}

// An editor is a volunteer with a mind of chance.
type editor struct {
	t    *testing.T
	dir  string
	r    *rand.Rand
	kept map[string]string // broken files as they were
}

func (e *editor) files() []string {
	var all []string
	for _, root := range inputRoots {
		filepath.WalkDir(filepath.Join(e.dir, root), func(p string, d os.DirEntry, err error) error {
			if err == nil && !d.IsDir() {
				all = append(all, p)
			}
			return nil
		})
	}
	slices.Sort(all)
	return all
}

func (e *editor) read(p string) string {
	b, err := os.ReadFile(p)
	if err != nil {
		e.t.Fatal(err)
	}
	return string(b)
}

func (e *editor) write(p, text string) {
	if err := os.MkdirAll(filepath.Dir(p), 0o755); err != nil {
		e.t.Fatal(err)
	}
	if err := os.WriteFile(p, []byte(text), 0o644); err != nil {
		e.t.Fatal(err)
	}
}

// step changes something and says what.
func (e *editor) step() string {
	for p, text := range e.kept { // a broken file is mended first, most times
		if e.r.Intn(3) > 0 {
			e.write(p, text)
			delete(e.kept, p)
			return "mend " + p
		}
	}
	all := e.files()
	p := all[e.r.Intn(len(all))]
	name, _ := filepath.Rel(e.dir, p)
	text := e.read(p)
	switch lines := strings.Split(text, "\n"); e.r.Intn(10) {
	case 0: // words of a line
		for range 20 {
			i := e.r.Intn(len(lines))
			if strings.Contains(lines[i], "doctor") || strings.Contains(lines[i], "the ") {
				lines[i] = strings.NewReplacer("doctor", "nurse", "the ", "this ").Replace(lines[i])
				e.write(p, strings.Join(lines, "\n"))
				return "words of " + name
			}
		}
		return "nothing"
	case 1: // a line comes twice, or goes
		i := e.r.Intn(len(lines))
		if e.r.Intn(2) == 0 {
			lines = slices.Insert(lines, i, lines[i])
		} else {
			lines = slices.Delete(lines, i, i+1)
		}
		e.kept[p] = text
		e.write(p, strings.Join(lines, "\n"))
		return "a line of " + name
	case 2: // a digit
		i := strings.IndexAny(text, "123456789")
		if i < 0 {
			return "nothing"
		}
		e.kept[p] = text
		e.write(p, text[:i]+string('1'+(text[i]-'1'+1)%9)+text[i+1:])
		return "a digit of " + name
	case 9: // another name
		to := strings.Replace(p, filepath.Ext(p), fmt.Sprintf("-%d%s", e.r.Intn(9), filepath.Ext(p)), 1)
		e.write(to, text)
		e.kept[p] = text
		if err := os.Remove(p); err != nil {
			e.t.Fatal(err)
		}
		return "rename " + name
	case 3: // gone
		e.kept[p] = text
		if err := os.Remove(p); err != nil {
			e.t.Fatal(err)
		}
		return "remove " + name
	case 4: // a new guide
		n := e.r.Intn(100)
		e.write(filepath.Join(e.dir, "content", "shared", "guides", fmt.Sprintf("new-%d.md", n)),
			fmt.Sprintf("---\ntitle: New %c\nsummary: Words.\nsources: [{url: \"https://www.example.org/x\", kind: own, supports: all}]\n---\nCall {night-line.phone}.\n\n{category: health}\n", 'A'+n%26))
		return "a new guide"
	case 5: // a service for another kind of help
		q := filepath.Join(e.dir, "content", "boroughs", "southbank", "listings", "river-kitchen.yaml")
		b, err := os.ReadFile(q)
		if err != nil {
			return "nothing"
		}
		now := strings.NewReplacer("category: [food]", "category: [health]", "category: [health]", "category: [food]").Replace(string(b))
		e.write(q, now)
		return "another category"
	case 6: // a translation
		q := filepath.Join(e.dir, "translations", []string{"ar", "ur"}[e.r.Intn(2)], []string{"shared", "northbank", "southbank", "interface"}[e.r.Intn(4)]+".po")
		b, err := os.ReadFile(q)
		if err != nil {
			return "nothing"
		}
		parts := strings.Split(string(b), "\n\n")
		if len(parts) < 3 {
			return "nothing"
		}
		i := 1 + e.r.Intn(len(parts)-1)
		switch e.r.Intn(3) {
		case 0:
			parts = slices.Delete(parts, i, i+1)
		case 1:
			parts[i] = "#, fuzzy\n" + parts[i]
		default:
			parts[i] = strings.Replace(parts[i], `msgstr "`, `msgstr "؟ `, 1)
		}
		e.write(q, strings.Join(parts, "\n\n"))
		return "a translation in " + q
	case 7: // moved to be shared, or a borough's own copy
		from := filepath.Join(e.dir, "content", "shared", "guides", "first-days.md")
		b, err := os.ReadFile(from)
		if err != nil {
			return "nothing"
		}
		e.write(filepath.Join(e.dir, "content", "boroughs", "southbank", "guides", "first-days.md"), string(b)+"\nMore words.\n")
		return "a borough's own copy"
	default:
		q := filepath.Join(e.dir, "content", "site.yaml")
		b := e.read(q)
		now := strings.NewReplacer("languages: [en, ar, ur]", "languages: [en, ar]", "languages: [en, ar]", "languages: [en, ar, ur]").Replace(b)
		e.write(q, now)
		return "another list of languages"
	}
}
