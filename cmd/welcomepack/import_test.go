package main

import (
	"fmt"
	"net/http"
	"net/http/httptest"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

const someTable = "Service Name,About it,Telephone\nTea room,Come in and get warm.,020 7946 0018\n"

// elsewhere writes a file that is not of a site.
func elsewhere(t *testing.T, name, text string) string {
	t.Helper()
	dir := t.TempDir()
	write(t, dir, name, text)
	return filepath.Join(dir, name)
}

func TestTableIsTakenOverWithQuestionsOnce(t *testing.T) {
	dir := copySite(t)
	file := elsewhere(t, "directory.csv", someTable)
	code, errs := answered(t, "\nnonsense\ndescription\n\nThe directory\n?\nfood\nyes\n", "import", "csv", "--site", dir, "--borough", "northbank", file)
	if code != exitDone || !strings.Contains(errs, `"nonsense" is not known here`) || !strings.Contains(errs, "1 new, 0 changed") {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	listing := read(t, dir, "content/boroughs/northbank/listings/tea-room.yaml")
	if !strings.Contains(listing, "summary: Come in and get warm.") || !strings.Contains(listing, `number: "020 7946 0018"`) {
		t.Errorf("%s", listing)
	}
	mapping := read(t, dir, "content/boroughs/northbank/import/directory.yaml")
	for _, want := range []string{"import: directory", "from: directory.csv", "title: The directory", "category: food", "  Service Name: name", "  About it: description", "  Telephone: phones"} {
		if !strings.Contains(mapping, want) {
			t.Errorf("the mapping lacks %s:\n%s", want, mapping)
		}
	}
	change(t, filepath.Dir(file), "directory.csv", "0018", "0019")
	code, errs = answered(t, "yes\n", "import", "csv", "--site", dir, "--borough", "northbank", file)
	if code != exitDone || strings.Contains(errs, "Telephone, such as") || !strings.Contains(errs, "0 new, 1 changed") || !strings.Contains(errs, "020 7946 0019") {
		t.Errorf("exit %d\n%s", code, errs)
	}
	if code, _, errs := runCommand(t, "check", "--site", dir); code != exitDone {
		t.Errorf("exit %d\n%s", code, errs)
	}
}

func TestNothingIsWrittenWithoutAYes(t *testing.T) {
	dir := copySite(t)
	file := elsewhere(t, "directory.csv", someTable)
	base := []string{"import", "csv", "--site", dir, "--borough", "northbank", file}
	for _, c := range []struct {
		more []string
		code int
		says string
	}{
		{nil, exitUsage, "--map"},
		{[]string{"--yes"}, exitUsage, "--category"},
		{[]string{"--yes", "--category", "nothing"}, exitUsage, "no category"},
		{[]string{"--yes", "--category", "food", "--dry-run"}, exitDone, "nothing was written"},
		{[]string{"--name", "../up"}, exitUsage, "name of an import"},
		{[]string{"--shared"}, exitUsage, "not both"},
	} {
		code, _, errs := runCommand(t, append(base, c.more...)...)
		if code != c.code || !strings.Contains(errs, c.says) {
			t.Errorf("%v: exit %d\n%s", c.more, code, errs)
		}
	}
	code, errs := answered(t, "\n\n\n\nfood\nno\n", base...)
	if code != exitDone || !strings.Contains(errs, "nothing was written") {
		t.Errorf("exit %d\n%s", code, errs)
	}
	for _, name := range []string{"import", "listings/tea-room.yaml"} {
		if _, err := os.Stat(filepath.Join(dir, "content/boroughs/northbank", name)); err == nil {
			t.Errorf("there is %s", name)
		}
	}
	for _, args := range [][]string{{"import", "csv", "--site", dir, file}, {"import", "csv", "--site", dir, "--borough", "nowhere", file},
		{"import", "csv", "--site", dir, "--borough", "northbank", "https://example.org/x.csv"}, {"import", "oruk", "--site", dir, "--borough", "northbank", file}} {
		if code, _, errs := runCommand(t, args...); code != exitUsage {
			t.Errorf("%v: exit %d\n%s", args, code, errs)
		}
	}
}

func TestMappingFileIsTakenAndKept(t *testing.T) {
	dir := copySite(t)
	file := elsewhere(t, "directory.csv", someTable)
	mapping := elsewhere(t, "map.yaml", "import: x\ntitle: The directory\ncategory: food\ncolumns:\n  Service Name: name\n  About it: details\n  Telephone: none\n")
	code, _, errs := runCommand(t, "import", "csv", "--site", dir, "--borough", "northbank", "--map", mapping, "--yes", file)
	if code != exitDone || !strings.Contains(read(t, dir, "content/boroughs/northbank/import/directory.yaml"), "title: The directory") {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	if k := read(t, dir, "content/boroughs/northbank/import/directory.kept.json"); !strings.Contains(k, `"Telephone": "020 7946 0018"`) {
		t.Errorf("what was left out is not kept:\n%s", k)
	}
	bad := elsewhere(t, "bad.yaml", "import: x\ncolumns:\n  Telephone: fax\n")
	if code, _, errs := runCommand(t, "import", "csv", "--site", dir, "--borough", "northbank", "--map", bad, file); code != exitMistakes || !strings.Contains(errs, "bad.yaml:3:14") {
		t.Errorf("exit %d\n%s", code, errs)
	}
}

const oneService = `{"id":"%s","name":"Service %d","status":"active","description":"Come in.","organization":{"id":"d9d5e0f5-d3ce-4f73-9a2f-4dd0ecc6c610","name":"Kitchen","description":"Food."}%s}`

// api answers as an Open Referral API does, with pages of one service by name only, and is busy once.
func api(t *testing.T) (*httptest.Server, *[]string) {
	ids := []string{"ac148810-d857-441c-9679-408f346de14b", "ac148810-d857-441c-9679-408f346de14c", "ac148810-d857-441c-9679-408f346de14d"}
	var asked []string
	busy := true
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		asked = append(asked, r.URL.RequestURI())
		switch page := r.URL.Query().Get("page"); {
		case r.URL.Path == "/api":
			fmt.Fprint(w, `{"version":"HSDS 3.0","profile":"https://example.org/","openapi_url":"https://example.org/"}`)
		case r.URL.Path == "/api/services":
			n := 1
			if page != "" {
				fmt.Sscan(page, &n)
			}
			if n == 2 && busy {
				busy = false
				w.Header().Set("Retry-After", "0")
				w.WriteHeader(http.StatusTooManyRequests)
				return
			}
			fmt.Fprintf(w, `{"total_items":3,"total_pages":3,"page_number":%d,"size":1,"first_page":%t,"last_page":%t,"empty":false,"contents":[%s]}`,
				n, n == 1, n == 3, fmt.Sprintf(oneService, ids[n-1], n, ""))
		default:
			for i, id := range ids {
				if r.URL.Path == "/api/services/"+id {
					fmt.Fprintf(w, oneService, id, i+1, `,"phones":[{"id":"`+id+`","number":"+442079460018"}]`)
					return
				}
			}
			http.NotFound(w, r)
		}
	}))
	t.Cleanup(s.Close)
	return s, &asked
}

func TestEveryPageOfAnAddressIsRead(t *testing.T) {
	dir := copySite(t)
	s, asked := api(t)
	code, _, errs := runCommand(t, "import", "oruk", "--site", dir, "--borough", "northbank", "--category", "food", "--name", "kitchen", "--yes", s.URL+"/api")
	if code != exitDone || !strings.Contains(errs, "3 new") {
		t.Fatalf("exit %d\n%s", code, errs)
	}
	listing := read(t, dir, "content/boroughs/northbank/listings/kitchen.yaml")
	if strings.Count(listing, "- service:") != 3 || strings.Count(listing, `"020 7946 0018"`) != 3 || !strings.Contains(listing, "url: \""+s.URL) {
		t.Errorf("%s", listing)
	}
	want := "/api /api/services /api/services?page=2 /api/services?page=2 /api/services?page=3 /api/services/ac148810-d857-441c-9679-408f346de14b " +
		"/api/services/ac148810-d857-441c-9679-408f346de14c /api/services/ac148810-d857-441c-9679-408f346de14d"
	if got := strings.Join(*asked, " "); got != want {
		t.Errorf("asked %s", got)
	}
}

func TestAnswersThatAreNoServicesAreRefused(t *testing.T) {
	dir := copySite(t)
	s := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		switch r.URL.Path {
		case "/forever":
			fmt.Fprintf(w, `{"total_pages":9,"page_number":1,"last_page":false,"contents":[%s]}`, fmt.Sprintf(oneService, "ac148810-d857-441c-9679-408f346de14b", 1, ""))
		case "/html":
			fmt.Fprint(w, "<html>")
		default:
			http.NotFound(w, r)
		}
	}))
	defer s.Close()
	for path, says := range map[string]string{"/forever": "the pages do not end", "/html": "no JSON", "/none": "404"} {
		code, _, errs := runCommand(t, "import", "oruk", "--site", dir, "--borough", "northbank", "--category", "food", "--yes", s.URL+path)
		if code != exitUsage || !strings.Contains(errs, says) {
			t.Errorf("%s: exit %d\n%s", path, code, errs)
		}
	}
}
