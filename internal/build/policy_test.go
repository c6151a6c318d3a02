package build_test

import (
	"archive/zip"
	"bytes"
	"encoding/hex"
	"io"
	"io/fs"
	"maps"
	"os"
	"os/exec"
	"path"
	"regexp"
	"slices"
	"strings"
	"testing"
	"testing/fstest"
	"unicode/utf16"

	"welcomepack/internal/build"
)

// draftMark stands in every Arabic text of a site of drafts. It is in Latin letters, so that no shaping, folding or
// reordering can hide it.
const draftMark = "Zqdraft"

var (
	translated = regexp.MustCompile(`(?m)^(msgstr(?:\[\d\])? ".+)"$`)
	languages  = regexp.MustCompile(`(?m)^(languages|web_fonts):.*$`)
	wrapped    = regexp.MustCompile(`(?m)^(msgstr(?:\[\d\])? )""\n"`)
)

// draftSite is the repository's own content with Arabic as its one translation, of which no fluent reader has passed a
// word, and what site.yaml says of that.
func draftSite(t *testing.T, policy string) fs.FS {
	t.Helper()
	site := fstest.MapFS{}
	own := os.DirFS(root)
	for _, dir := range []string{"content", "themes", "translations/ar"} {
		err := fs.WalkDir(own, dir, func(p string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() || path.Base(p) == "reviews.yaml" {
				return err
			}
			b, err := fs.ReadFile(own, p)
			switch {
			case p == "content/site.yaml":
				b = append(languages.ReplaceAll(b, []byte("${1}: [en, ar]")), "\nunreviewed: "+policy+"\n"...)
			case path.Ext(p) == ".po":
				head, entries, _ := bytes.Cut(b, []byte("\n\n"))
				entries = wrapped.ReplaceAll(entries, []byte("${1}\""+draftMark+" \"\n\""))
				entries = translated.ReplaceAll(entries, []byte("${1} "+draftMark+"\""))
				b = slices.Concat(head, []byte("\n\n"), entries)
			}
			site[p] = &fstest.MapFile{Data: b, Mode: 0o644}
			return err
		})
		if err != nil {
			t.Fatal(err)
		}
	}
	return site
}

// marked lists the files of a folder, those in archives and the words of packs included, that have the mark of a draft.
func marked(t *testing.T, dir string) []string {
	t.Helper()
	var out []string
	has := func(name string, b []byte) {
		in16 := make([]byte, 0, 2*len(draftMark)) // as PDF writes titles
		for _, u := range utf16.Encode([]rune(draftMark)) {
			in16 = append(in16, byte(u>>8), byte(u))
		}
		low := bytes.ToLower(b)
		for _, form := range []string{draftMark, string(in16), hex.EncodeToString(in16)} {
			if bytes.Contains(low, []byte(strings.ToLower(form))) {
				out = append(out, name)
				return
			}
		}
	}
	var look func(name string, b []byte)
	look = func(name string, b []byte) {
		has(name, b)
		switch path.Ext(name) {
		case ".zip":
			z, err := zip.NewReader(bytes.NewReader(b), int64(len(b)))
			if err != nil {
				t.Fatal(err)
			}
			for _, f := range z.File {
				r, err := f.Open()
				if err != nil {
					t.Fatal(err)
				}
				inner, err := io.ReadAll(r)
				if err != nil {
					t.Fatal(err)
				}
				look(name+"!"+f.Name, inner)
			}
		case ".pdf":
			text, err := exec.Command("pdftotext", path.Join(dir, name), "-").Output()
			if err != nil {
				t.Fatal(err)
			}
			has(name+"!text", text)
		}
	}
	err := fs.WalkDir(os.DirFS(dir), ".", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := os.ReadFile(path.Join(dir, p))
		look(p, b)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return out
}

// TestWordsThatMayNotBeShownAreNowhere: drafts that a site hides, or holds back with the whole edition, are in no file of
// any kind. Where it shows them they are in every kind, so that the test would see them.
func TestWordsThatMayNotBeShownAreNowhere(t *testing.T) {
	if tool(t, "pdftotext") == "" {
		t.Skip("pdftotext is not installed (Debian: poppler-utils)")
	}
	t.Parallel()
	for _, policy := range []string{"show", "hide", "{all: show, ar: block}"} {
		dir := t.TempDir()
		r, err := build.Build(build.Options{Site: draftSite(t, policy), Today: ownToday, Boroughs: []string{"newham"}, Out: dir})
		if err != nil {
			t.Fatal(err)
		}
		if r.Diags.HasErrors() {
			var b strings.Builder
			r.Diags.Print(&b, r.Files)
			t.Fatal(b.String())
		}
		found := marked(t, dir)
		kinds := map[string]bool{}
		for _, p := range found {
			kinds[kindOf(p)] = true
		}
		if policy != "show" {
			if len(found) > 0 {
				t.Errorf("unreviewed: %s: drafts are in %d files, such as %s; kinds %v", policy, len(found), found[0], slices.Sorted(maps.Keys(kinds)))
			}
			continue
		}
		for _, want := range []string{
			"index.html", "newham/index.html", "newham/ar/index.html", "newham/ar/guides/*.html", "newham/ar/services/*.html", "newham/ar/pack.html", "newham/ar/search-index.js",
			"newham/ar/print-data.js", "newham/ar/offline.zip!newham/ar/services/*.html", "newham/ar/welcome-pack-newham-ar.pdf", "newham/ar/welcome-pack-newham-ar.pdf!text",
			"newham/ar/welcome-pack-newham-ar-bilingual.pdf!text", "newham/ar/welcome-pack-newham-ar-cards.pdf!text", "newham/ar/welcome-pack-newham-ar-large-print.pdf!text",
			"newham/welcome-pack-newham-poster.pdf!text", "newham/data/oruk/services/*/*.json", "data/oruk/organizations/*/index.json",
		} {
			if !kinds[want] {
				t.Errorf("unreviewed: show: no draft is seen in %s, so that one that is hidden would not be seen either", want)
			}
		}
	}
}

var ids = regexp.MustCompile(`[0-9a-f]{8}-[0-9a-f-]{27}`)

// kindOf is the path of a file with a star for what others of its kind have in its place.
func kindOf(p string) string {
	p = ids.ReplaceAllString(p, "*")
	dir, name := path.Split(p)
	if strings.Contains(dir, "services/") || strings.Contains(dir, "guides/") {
		name = "*" + path.Ext(name)
	}
	return dir + name
}
