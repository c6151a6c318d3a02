package bundle

import (
	"archive/zip"
	"bytes"
	"encoding/json"
	"io"
	"slices"
	"strings"
	"testing"
	"time"
)

var day = time.Date(2026, 11, 22, 0, 0, 0, 0, time.UTC)

func TestListChangesWithAnyFileAndNotWithTheirOrder(t *testing.T) {
	a, b := ListedOf(File{"newham/ar/index.html", []byte("a")}), ListedOf(File{"assets/style.css", []byte("b")})
	pack := ListedOf(File{"newham/ar/pack.pdf", []byte("p")})
	one := NewList("newham/ar", []Listed{a, b}, &pack)
	if two := NewList("newham/ar", []Listed{b, a}, &pack); one.Version != two.Version {
		t.Error("the order of the files changed the version")
	}
	changed := NewList("newham/ar", []Listed{a, ListedOf(File{"assets/style.css", []byte("c")})}, &pack)
	other := ListedOf(File{"newham/ar/pack.pdf", []byte("q")})
	packChanged := NewList("newham/ar", []Listed{a, b}, &other)
	for _, l := range []List{changed, packChanged, NewList("newham/ar", []Listed{a, b}, nil), NewList("newham/fa", []Listed{a, b}, &pack)} {
		if l.Version == one.Version {
			t.Errorf("%+v has the version of another list", l)
		}
	}
	if one.Bytes != 2 || one.Files[0].Path != "assets/style.css" || one.Pack.Bytes != 1 {
		t.Errorf("%+v", one)
	}
	var read List
	if f := one.File(); f.Path != "newham/ar/offline.json" || json.Unmarshal(f.Bytes, &read) != nil || read.Version != one.Version {
		t.Errorf("%s: %s", f.Path, f.Bytes)
	}
}

func TestArchiveOfTheSameFilesIsTheSame(t *testing.T) {
	files := []File{{"newham/ar/index.html", []byte("<p>a")}, {"assets/style.css", []byte("b{}")}, {"assets/f.woff2", []byte("font")}}
	a, err := Zip("newham/ar/offline.zip", files, day)
	if err != nil {
		t.Fatal(err)
	}
	slices.Reverse(files)
	b, err := Zip("newham/ar/offline.zip", files, day.In(time.FixedZone("x", 3600)))
	if err != nil || !bytes.Equal(a.Bytes, b.Bytes) {
		t.Errorf("another order or another time zone gave other bytes: %v", err)
	}
	z, err := zip.NewReader(bytes.NewReader(a.Bytes), int64(len(a.Bytes)))
	if err != nil {
		t.Fatal(err)
	}
	var got []string
	for _, f := range z.File {
		r, err := f.Open()
		if err != nil {
			t.Fatal(err)
		}
		text, err := io.ReadAll(r)
		if err != nil {
			t.Fatal(err)
		}
		got = append(got, f.Name+"="+string(text))
		if !f.Modified.Equal(day) {
			t.Errorf("%s is of %v", f.Name, f.Modified)
		}
	}
	if want := "assets/f.woff2=font assets/style.css=b{} newham/ar/index.html=<p>a"; strings.Join(got, " ") != want {
		t.Errorf("got %v", got)
	}
}

func TestNamesThatCouldLeaveTheFolderAreRefused(t *testing.T) {
	for _, name := range []string{"../evil", "/etc/x", "a/../../x", `a\b`, "C:x", "con", "a/aux.html", "x ", "", "a//b"} {
		if _, err := Zip("x.zip", []File{{name, nil}}, day); err == nil {
			t.Errorf("%q was packed", name)
		}
	}
	for _, twins := range [][2]string{{"a.html", "A.html"}, {"é.html", "e\u0301.html"}, {"a", "a/b"}, {"a", "a"}} {
		if _, err := Zip("x.zip", []File{{twins[0], nil}, {twins[1], nil}}, day); err == nil {
			t.Errorf("%q were packed together", twins)
		}
	}
}

func TestEveryKindOfHostGetsTheSameHeaders(t *testing.T) {
	files := Headers("https://example.org/pack/", []string{"'sha256-abc='"}, []string{"data/oruk/", "newham/data/oruk/"})
	if len(files) != 5 {
		t.Fatalf("%d files", len(files))
	}
	for _, f := range files {
		if f.Path == "_redirects" {
			if !strings.Contains(string(f.Bytes), "/:borough/data/oruk/services/:id /:borough/data/oruk/services/:id/index.json 200\n") {
				t.Errorf("_redirects is\n%s", f.Bytes)
			}
			continue
		}
		if text := string(f.Bytes); !strings.Contains(text, "Access-Control-Allow-Origin") || !strings.Contains(text, "data/oruk") {
			t.Errorf("%s does not open the feeds to other sites", f.Path)
		} else if strings.Count(text, "X-Robots-Tag") != 1 || !strings.Contains(text, "noindex") {
			t.Errorf("%s does not keep reports out of search engines", f.Path)
		}
		text := strings.ReplaceAll(string(f.Bytes), "&#39;", "'")
		for _, h := range headers([]string{"'sha256-abc='"}) {
			if !strings.Contains(text, h.name) || !strings.Contains(text, h.value) {
				t.Errorf("%s lacks %s: %s", f.Path, h.name, h.value)
			}
		}
	}
}

func TestServiceWorkerHasNoCommentsAndKnowsTheNamesOfItsFiles(t *testing.T) {
	text := string(ServiceWorker().Bytes)
	for _, want := range []string{offlineName, NotSaved, `"use strict"`} {
		if !strings.Contains(text, want) {
			t.Errorf("sw.js lacks %s", want)
		}
	}
	if strings.Contains(text, "\n//") || strings.Contains(text, "\n  ") {
		t.Error("comments or blanks are still there")
	}
}
