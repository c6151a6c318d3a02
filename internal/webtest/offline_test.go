package webtest

import (
	"encoding/json"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
)

// copied is a copy of a site that a test may change.
func copied(t *testing.T, s *site) *site {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "dist")
	if err := os.CopyFS(dir, os.DirFS(s.dir)); err != nil {
		t.Fatal(err)
	}
	return &site{dir: dir}
}

const edition = "northbank/ar"

// openBox goes to the page about having an edition without a network, and waits for its script.
func (b *tab) openBox(h *host, edition string) {
	b.t.Helper()
	b.open(h.at(edition + "/offline.html"))
	b.until(`document.querySelector('.keep') && document.documentElement.classList.contains('js')`)
}

// press presses one of the box's buttons.
func (b *tab) press(act string) {
	b.t.Helper()
	b.click(".keep [data-act=" + act + "]")
}

// says waits until the box says one of its texts.
func (b *tab) says(name string) {
	b.t.Helper()
	b.until(fmt.Sprintf(`document.querySelector('.keep [role=status]').textContent === document.querySelector('[data-say="%s"]').textContent`, name))
}

// save keeps an edition.
func (b *tab) save(h *host, edition string) {
	b.t.Helper()
	b.openBox(h, edition)
	b.press("offline-save")
	b.says("offline-saved")
}

// stored is the names of all that the browser has stored for the site.
func (b *tab) stored() (names []string) {
	b.t.Helper()
	b.eval(`Promise.all([caches.keys(), navigator.serviceWorker.getRegistrations(), indexedDB.databases()]).then(r =>
		r[0].concat(r[1].map(x => 'worker ' + x.scope), r[2].map(x => 'database ' + x.name), Object.keys(localStorage), Object.keys(sessionStorage), document.cookie ? [document.cookie] : []))`, &names)
	return names
}

// heading opens an address and returns what the page is called there.
func (b *tab) heading(address string) string {
	b.t.Helper()
	b.open(address)
	return b.text("h1")
}

func TestNothingIsStoredBeforeTheReaderAsks(t *testing.T) {
	h := serveSite(t, fixtureSite(t))
	b := newTab(t)
	for _, p := range []string{"index.html", edition + "/about.html", edition + "/index.html"} {
		b.open(h.at(p))
	}
	b.openBox(h, edition)
	if names := b.stored(); len(names) > 0 {
		t.Errorf("stored: %v", names)
	}
	if i := slices.Index(h.served, "sw.js"); i >= 0 {
		t.Error("the service worker was asked for before the button was pressed")
	}
	if text := b.text(".keep [data-act=offline-save]"); !strings.Contains(text, "kB") && !strings.Contains(text, "MB") {
		t.Errorf("the button says no size: %q", text)
	}
}

func TestSavedEditionOpensWithTheNetworkOff(t *testing.T) {
	s := fixtureSite(t)
	h := serveSite(t, s)
	b := newTab(t)
	b.save(h, edition)
	if text := b.text(".keep .has"); !strings.Contains(text, "2026") && !strings.Contains(text, "B") {
		t.Errorf("the box does not say what it has: %q", text)
	}
	online := map[string]string{}
	pages := s.pages(t, edition)
	for _, p := range pages {
		if !strings.HasSuffix(p, "/pack.html") {
			online[p] = b.heading(h.at(p))
		}
	}
	h.Close()
	b.offline(true)
	if len(online) < 30 {
		t.Fatalf("only %d pages", len(online))
	}
	for p, want := range online {
		if got := b.heading(h.at(p)); got != want || got == "" {
			t.Errorf("%s is called %q without the network, and %q with it", p, got, want)
		}
	}
	var colour string
	b.eval("getComputedStyle(document.querySelector('.band')).backgroundColor", &colour)
	if colour == "rgba(0, 0, 0, 0)" {
		t.Error("the style is not there")
	}
	if got := b.heading(h.at("index.html") + "?from=poster"); got == "" {
		t.Error("the first page of the website is not there")
	}
	want := b.heading(h.at(edition + "/not-saved.html"))
	if got := b.heading(h.at("southbank/ur/guides/health.html")); got != want {
		t.Errorf("a page that is not saved shows %q", got)
	}
	if n := b.text(".number"); !strings.Contains(n, "0808 157 0192") {
		t.Errorf("the page in its place has no number to call: %q", n)
	}
}

func TestPackIsKeptWhereTheReaderWantsIt(t *testing.T) {
	h := serveSite(t, fixtureSite(t))
	b := newTab(t)
	b.openBox(h, edition)
	b.click(".keep input")
	b.press("offline-save")
	b.says("offline-saved")
	h.Close()
	var size int
	b.eval(fmt.Sprintf("fetch(%q).then(r => r.blob()).then(b => b.size)", h.at(edition+"/welcome-pack-northbank-ar.pdf")), &size)
	if want := len(fixtureSite(t).read(t, edition+"/welcome-pack-northbank-ar.pdf")); size != want {
		t.Errorf("the pack has %d bytes, want %d", size, want)
	}
}

func TestAllLanguagesOfTheAreaAreTheSecondChoice(t *testing.T) {
	s := fixtureSite(t)
	h := serveSite(t, s)
	b := newTab(t)
	b.openBox(h, edition)
	b.press("offline-all")
	b.until(`document.querySelector('.keep [data-act=offline-save-all]')`)
	if text := b.text(".keep [data-act=offline-save-all]"); !strings.Contains(text, "3") || !strings.Contains(text, "B") {
		t.Errorf("the button says neither number nor size: %q", text)
	}
	b.press("offline-save-all")
	b.says("offline-saved")
	h.Close()
	for _, l := range []string{"en", "ar", "ur"} {
		if got := b.heading(h.at("northbank/" + l + "/guides/health.html")); got == "" || strings.HasPrefix(got, "This page is not") {
			t.Errorf("%s: %q", l, got)
		}
	}
	b.openBox(h, "northbank/en")
	if text := b.text(".keep .has"); !strings.Contains(text, "العربية") || !strings.Contains(text, "اردو") {
		t.Errorf("the box does not name the other languages: %q", text)
	}
	b.press("offline-remove")
	b.says("offline-removed")
	if names := b.stored(); len(names) > 0 {
		t.Errorf("after removing there are %v", names)
	}
}

// publish changes one page of a copied site and its edition's list, as a new build does.
func publish(t *testing.T, s *site, page, old, now string) {
	t.Helper()
	text := strings.Replace(string(s.read(t, page)), old, now, 1)
	var list map[string]any
	if err := json.Unmarshal(s.read(t, edition+"/offline.json"), &list); err != nil {
		t.Fatal(err)
	}
	list["version"] = "version of " + now
	for _, f := range list["files"].([]any) {
		if f := f.(map[string]any); f["path"] == page {
			f["digest"] = "digest of " + now
		}
	}
	b, err := json.Marshal(list)
	if err != nil {
		t.Fatal(err)
	}
	write := func(p string, b []byte) {
		if err := os.WriteFile(filepath.Join(s.dir, filepath.FromSlash(p)), b, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	write(page, []byte(text))
	write(edition+"/offline.json", b)
}

func TestUpdateIsWholeOrNotAtAll(t *testing.T) {
	s := copied(t, fixtureSite(t))
	h := serveSite(t, s)
	b := newTab(t)
	b.save(h, edition)
	page := edition + "/guides/health.html"
	publish(t, s, page, "<h1", "<h1 data-now=\"2\"")
	h.set(func(h *host) { h.broken[page] = true; h.served = nil })
	look := func(says string) {
		b.openBox(h, edition)
		b.press("offline-look")
		b.says(says)
	}
	now := func() (n string) {
		b.open(h.at(page))
		b.eval("document.querySelector('h1').dataset.now || '1'", &n)
		return n
	}
	look("offline-look-failed")
	if n := now(); n != "1" {
		t.Errorf("after an update that broke, the page is number %s", n)
	}
	h.set(func(h *host) { h.broken[page] = false; h.served = nil })
	look("offline-updated")
	h.set(func(h *host) {
		for _, p := range h.served {
			if p != page && !strings.HasSuffix(p, "/offline.json") && p != "sw.js" {
				t.Errorf("the update asked for %s, which did not change", p)
			}
		}
	})
	if n := now(); n != "2" {
		t.Errorf("after the update the page is number %s", n)
	}
	var caches []string
	b.eval("caches.keys()", &caches)
	if len(caches) != 2 {
		t.Errorf("the old copy is still there: %v", caches)
	}
	look("offline-newest")
	h.Close()
	look("offline-look-failed")
	if n := now(); n != "2" {
		t.Errorf("without the network the page is number %s", n)
	}
}

func TestSaveThatBreaksSaysSoAndGoesOnLater(t *testing.T) {
	s := fixtureSite(t)
	h := serveSite(t, s)
	page := edition + "/timetable.html"
	h.set(func(h *host) { h.broken[page] = true })
	b := newTab(t)
	b.openBox(h, edition)
	b.press("offline-save")
	b.says("offline-failed")
	if text := b.text(".keep .has"); text != "" {
		t.Errorf("the box says that it has %q", text)
	}
	h.set(func(h *host) { h.broken[page] = false })
	b.press("offline-save")
	b.says("offline-saved")
	h.Close()
	if b.heading(h.at(page)) == "" {
		t.Error("the page is not there")
	}
}

// Some hosts lead from …/index.html to …/ and from x.html to x; a copy of such an answer breaks later visits.
func TestHostsThatShortenAddressesAreServedToo(t *testing.T) {
	h := serveSite(t, fixtureSite(t))
	h.cleanURLs = true
	b := newTab(t)
	b.save(h, edition)
	forms := []string{edition + "/", edition + "/index.html", edition + "/guides/health", edition + "/guides/health.html", edition + "/guides/", ""}
	online := map[string]string{}
	for _, p := range forms {
		if online[p] = b.heading(h.at(p)); online[p] == "" {
			t.Errorf("%q is empty with the network", p)
		}
	}
	h.Close()
	for _, p := range forms {
		if got := b.heading(h.at(p)); got != online[p] {
			t.Errorf("%q is called %q without the network, and %q with it", p, got, online[p])
		}
	}
}

func TestWorksInAFolderOfAnotherWebsite(t *testing.T) {
	outer := &site{dir: t.TempDir()}
	if err := os.CopyFS(filepath.Join(outer.dir, "welcome", "pack"), os.DirFS(fixtureSite(t).dir)); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(outer.dir, "index.html"), []byte("<!doctype html><title>x</title><h1>Council</h1>"), 0o644); err != nil {
		t.Fatal(err)
	}
	h := serveSite(t, outer)
	b := newTab(t)
	b.save(h, "welcome/pack/"+edition)
	var scopes []string
	b.eval("navigator.serviceWorker.getRegistrations().then(r => r.map(x => x.scope))", &scopes)
	if want := h.at("welcome/pack/"); len(scopes) != 1 || scopes[0] != want {
		t.Errorf("scopes %v, want %s", scopes, want)
	}
	if got := b.heading(h.at("index.html")); got != "Council" {
		t.Errorf("the website around it shows %q", got)
	}
	h.Close()
	if b.heading(h.at("welcome/pack/"+edition+"/guides/health.html")) == "" {
		t.Error("the page is not there")
	}
}

func TestHostThatCannotServeTheWorkerIsToldOf(t *testing.T) {
	h := serveSite(t, fixtureSite(t))
	h.types["sw.js"] = "text/plain"
	b := newTab(t)
	b.openBox(h, edition)
	b.press("offline-save")
	b.says("offline-cannot")
	if names := b.stored(); len(names) > 0 {
		t.Errorf("stored: %v", names)
	}
}

func TestListsNameEveryFileOfTheirEdition(t *testing.T) {
	s := fixtureSite(t)
	var list struct {
		Bytes int
		Files []struct {
			Path  string
			Bytes int
		}
	}
	if err := json.Unmarshal(s.read(t, edition+"/offline.json"), &list); err != nil {
		t.Fatal(err)
	}
	sum := 0
	listed := map[string]bool{}
	for _, f := range list.Files {
		listed[f.Path] = true
		sum += f.Bytes
		if n := len(s.read(t, f.Path)); n != f.Bytes {
			t.Errorf("%s has %d bytes, the list says %d", f.Path, n, f.Bytes)
		}
	}
	if sum != list.Bytes {
		t.Errorf("the list says %d bytes, its files have %d", list.Bytes, sum)
	}
	takenAway := []string{"offline.json", "offline.zip", "pack.html"}
	err := fs.WalkDir(os.DirFS(s.dir), edition, func(p string, d fs.DirEntry, err error) error {
		if err == nil && !d.IsDir() && !listed[p] && !slices.Contains(takenAway, d.Name()) && !strings.HasSuffix(p, ".pdf") {
			t.Errorf("%s is not in the list", p)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	for p, want := range map[string]bool{"assets/style.css": true, "assets/fonts/noto-nastaliq-urdu-400.woff2": false, "index.html": true, "northbank/index.html": true} {
		if listed[p] != want {
			t.Errorf("%s in the list: %v", p, listed[p])
		}
	}
}
