package main

import (
	"bufio"
	"context"
	"maps"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// newSite makes a site with init and returns its folder.
func newSite(t *testing.T, flags ...string) string {
	t.Helper()
	dir := filepath.Join(t.TempDir(), "welcome")
	code, _, said := runCommand(t, append([]string{"init", dir, "--borough", "Northbank", "--publisher", "Northbank volunteers"}, flags...)...)
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, said)
	}
	return dir
}

// answered runs the command as on a terminal, with answers typed.
func answered(t *testing.T, answers string, args ...string) (code int, said string) {
	t.Helper()
	var out, errs heard
	w := testWorld(&out, &errs)
	w.in, w.canAsk = bufio.NewReader(strings.NewReader(answers)), true
	code = run(context.Background(), w, args)
	return code, errs.String()
}

// TestWhatIsNewPassesCheck: with names that are hard on YAML, on web addresses and on Windows. After each the site has no
// mistake and no warning that it had not before.
func TestWhatIsNewPassesCheck(t *testing.T) {
	dir := newSite(t, "--lang", "ar")
	if _, _, said := runCommand(t, "check", "--site", dir); !strings.Contains(said, "no errors, 1 warning") {
		t.Fatalf("the new site: %s", said)
	}
	source := []string{"--source", "https://www.example.org/times"}
	listing := func(args ...string) []string {
		return append(append([]string{"new", "listing"}, args...), append(source, "--summary", "What it is.", "--category", "advice,social")...)
	}
	for _, c := range []struct {
		args []string
		file string
		has  string
	}{
		{listing("Welcome Drop-in", "--borough", "northbank", "--phone", "020 7946 0018"), "content/boroughs/northbank/listings/welcome-drop-in.yaml", "service: welcome-drop-in\n"},
		{listing(`O'Brien's "Tea" #1: more`, "--borough", "shared", "--service", "Tea & talk: 'all'", "--how", "Just come: it's #1."), "content/shared/listings/obriens-tea-1-more.yaml", `name: "O'Brien's \"Tea\" #1: more"`},
		{listing("Café Łódź", "--address", "2 Example Street", "--postcode", "E1 4AA", "--when", "monday to friday 9:30-17:00", "--when", "2nd saturday 10:00-12:00"),
			"content/boroughs/northbank/listings/cafe-lodz.yaml", `{every: 2nd saturday, from: "10:00", to: "12:00"}`},
		{listing("مركز الترحيب", "--slug", "welcome-centre", "--service-slug", "welcome-advice", "--how", "Just come."), "content/boroughs/northbank/listings/welcome-centre.yaml", "name: مركز الترحيب\n"},
		{listing("Con", "--join", "online", "--web", "https://www.example.org/", "--when", "monday 10:00-12:00"), "content/boroughs/northbank/listings/con-2.yaml", "mode: online"},
		{listing("Index", "--how", "Just come."), "content/boroughs/northbank/listings/index.yaml", "service: index-2\n"},
		{listing("NHS", "--borough", "northbank", "--web", "https://www.example.org/"), "content/boroughs/northbank/listings/nhs.yaml", "organisation: nhs\n"},
		{[]string{"new", "service", "Homework club", "--organisation", "welcome-drop-in", "--summary", "Help with homework.", "--category", "education-and-children", "--checked", "phone",
			"--building", "The \"Old\" Library", "--when", "tuesday and thursday 16:00-18:00", "--cost", "1.50"},
			"content/boroughs/northbank/listings/welcome-drop-in.yaml", "checked: {on: 2026-11-22, by: volunteer, how: phone}"},
		{append([]string{"new", "service", "Welcome Drop-in", "--organisation", "welcome-drop-in", "--summary", "Again.", "--category", "advice", "--place", "the-old-library", "--when", "friday 16:00-18:00"}, source...),
			"content/boroughs/northbank/listings/welcome-drop-in.yaml", "service: welcome-drop-in-welcome-drop-in\n"},
		{append([]string{"new", "service", "Talk", "--organisation", "northbank/nhs", "--summary", "Talk.", "--category", "health"}, source...), "content/boroughs/northbank/listings/nhs.yaml", "service: talk\n"},
		{append([]string{"new", "guide", "Bins: when & \"how\"", "--borough", "northbank", "--summary", "When to put out your rubbish.", "--category", "housing", "--text", "Each home has two bins.", "--text", "Ask your neighbours.",
			"--step", "Find your day.", "--step", "Put the bin out."}, source...), "content/boroughs/northbank/guides/bins-when-and-how.md", "\n## What to do\n\n1. Find your day.\n2. Put the bin out.\n"},
		{append([]string{"new", "guide", "Index", "--borough", "shared", "--summary", "A page.", "--category", "advice", "--text", "Words.", "--stage", "arrive,wait"}, source...), "content/shared/guides/index-2.md", "stage: [arrive, wait]"},
		{[]string{"new", "borough", "Aux", "--region", "North East"}, "content/boroughs/aux-2/borough.yaml", "borough: aux-2\n"},
		{[]string{"new", "borough", "Shared"}, "content/boroughs/shared-2/borough.yaml", "about: This pack is for people who live in Shared"},
		{[]string{"new", "borough", "Дім", "--slug", "dim"}, "content/boroughs/dim/borough.yaml", "name: Дім\n"},
	} {
		before, _ := os.ReadFile(filepath.Join(dir, c.file))
		code, _, said := runCommand(t, append(c.args, "--site", dir)...)
		if code != exitDone || strings.Contains(said, "warning") {
			t.Errorf("%q: exit %d: %s", c.args, code, said)
			continue
		}
		got := read(t, dir, c.file)
		if !strings.Contains(got, c.has) {
			t.Errorf("%q: no %q in\n%s", c.args, c.has, got)
		}
		for l := range strings.Lines(string(before)) {
			if !strings.Contains(got, l) {
				t.Errorf("%q: the line %q of %s is gone", c.args, l, c.file)
			}
		}
	}
	if _, _, said := runCommand(t, "check", "--site", dir); !strings.Contains(said, "no errors, 1 warning") {
		t.Errorf("in the end: %s", said)
	}
	if site := read(t, dir, "content/site.yaml"); !strings.Contains(site, "boroughs: [northbank, aux-2, shared-2, dim]\n# The services that readers see first.\n") {
		t.Errorf("site.yaml is\n%s", site)
	}
}

// TestLanguagesBegin with the buttons and labels that are translated already.
func TestLanguagesBegin(t *testing.T) {
	dir := newSite(t)
	for _, l := range []string{"Somali", "fa-af", "zh-hans", "Georgian"} {
		if code, _, said := runCommand(t, "new", "language", l, "--site", dir); code != exitDone || strings.Contains(said, "error") {
			t.Errorf("%s: exit %d: %s", l, code, said)
		}
	}
	if site := read(t, dir, "content/site.yaml"); !strings.Contains(site, "languages: [en, so, fa-af, zh-hans, ka]\n") {
		t.Errorf("site.yaml is\n%s", site)
	}
	po := read(t, dir, "translations/so/interface.po")
	if !strings.Contains(po, `"X-Origin: machine\n"`) || strings.Contains(po, "#~") || 10*strings.Count(po, "\nmsgstr \"\"\n\n") > strings.Count(po, "\nmsgid ") {
		t.Error("most Somali buttons are not there, or have more than they should")
	}
	if po := read(t, dir, "translations/ka/shared.po"); strings.Contains(po, "X-Origin") || !strings.Contains(po, "msgstr \"\"") {
		t.Error("nobody has translated the content into Georgian, but it says so")
	}
	code, _, said := runCommand(t, "translations", "sync", "--site", dir)
	if code != exitDone || !strings.Contains(said, "0 translation files brought") {
		t.Errorf("the files are not as sync writes them: %s", said)
	}
}

func TestNothingIsWrittenForAWrongAnswer(t *testing.T) {
	dir := newSite(t)
	for _, c := range []struct{ args, says string }{
		{"new listing", "these flags are needed:\nwelcomepack:   --name: what is the organisation called"},
		{"new listing", "welcomepack:   --summary: what does it do"},
		{"new listing", "welcomepack:   --how: how do people get in"},
		{"new listing Tea", "welcomepack:   --summary: what does it do"},
		{"new listing Tea --summary S. --category advice --source https://www.example.org/", "--how is needed: how do people get in"},
		{"new listing Tea --summary S. --category advice --how Come.", "say with --source"},
		{"new listing Tea --summary S. --category advise", `--category: "advise" is not known here: did you mean "advice"?`},
		{"new listing Tea --phone 0207946001", "has 10 digits"},
		{"new listing Tea --slug Tea", "write tea"},
		{"new listing Tea --service-slug nhs-111", `"nhs-111" is taken: choose another one, such as nhs-111-2`},
		{"new listing Tea --borough southbank", `--borough: "southbank" is not known here`},
		{"new listing Tea --summary S. --category advice --when mornings", "write it as in monday to friday"},
		{"new listing Tea --summary S. --category advice --when mondays 25:00-26:00", ""},
		{"new service Tea --organisation nobody", "is not known here"},
		{"new guide Tea --summary Call_020_7946_0018 --category advice --text Words.", "looks like a phone number"},
		{"new guide Tea --summary S. --category advice --text See_{nobody.phone}. --source https://www.example.org/", `there is no service "nobody"`},
		{"new guide مرحبا --summary S.", "welcomepack:   --slug: a short name"},
		{"new guide --summary S. --category advise", `--category: "advise" is not known here`},
		{"new borough Northbank --slug northbank", `"northbank" is taken`},
		{"new borough Assets --slug assets", "the website has a folder of this name"},
		{"new language Klingon", `there is no language "Klingon"`},
		{"new language English", `there is no language "English"`},
		{"new listing Tea --name Coffee", "two names are given"},
		{"new guide Tea --title Coffee", "two names are given"},
	} {
		args := strings.Fields(c.args)
		for i := range args {
			args[i] = strings.ReplaceAll(args[i], "_", " ")
		}
		before := sums(t, dir)
		code, _, said := runCommand(t, append(args, "--site", dir)...)
		if code == exitDone || !strings.Contains(said, c.says) {
			t.Errorf("%s: exit %d: %s", c.args, code, said)
		}
		if !maps.Equal(sums(t, dir), before) {
			t.Errorf("%s: files changed", c.args)
		}
	}
}

// TestQuestionsAreAskedUntilTheAnswerWillDo: each mistake is told at once, in the words of check.
func TestQuestionsAreAskedUntilTheAnswerWillDo(t *testing.T) {
	dir := newSite(t)
	answers := strings.Join([]string{
		"", "Tea House", // a name is needed
		"nowhere", "", // the one borough is the guess
		"Tea House", "", // a bad short name, then the guess
		"", "020 7946 001", "020 7946 0018", // no page; a wrong and a right number
		"", "", "", // no e-mail; the service has the organisation's name
		"A free cup of tea.",
		"?", "food-and-essentials",
		"", "", "free", "drop-in",
		"", "1 Example Street", "", "", "E151AA", "E15 1AA",
		"monday 2pm-4pm", "monday 14:00-16:00", "", "",
		"https://www.example.org/", "", "no",
	}, "\n") + "\n"
	code, said := answered(t, answers, "new", "listing", "--site", dir)
	if code != exitDone {
		t.Fatalf("exit %d: %s", code, said)
	}
	for _, want := range []string{
		"  This is needed.\n",
		`"nowhere" is not known here: there are shared, northbank`,
		"  write tea-house\n",
		"  phone \"020 7946 001\" has 10 digits, a London number has 11\n  copy it again",
		"food-and-essentials        Food and things you need\n",
		"  write E15 1AA\n",
		"tea-house.yaml: written\n",
	} {
		if !strings.Contains(said, want) {
			t.Errorf("%q was not said in\n%s", want, said)
		}
	}
	const want = `organisation: tea-house
name: Tea House
phones:
  - {ref: main, number: "020 7946 0018"}
places:
  - place: 1-example-street
    address: [1 Example Street]
    postcode: E15 1AA
    # access: [step-free, lift, accessible-toilet, hearing-loop, parking, baby-changing]
services:
  - service: tea-house
    name: Tea House
    summary: A free cup of tea.
    category: [food-and-essentials]
    cost: free
    join: [drop-in]
    at:
      - place: 1-example-street
        when:
          - {every: monday, from: "14:00", to: "16:00"}
    sources:
      - {url: "https://www.example.org/", kind: own}
    # More that can be said here. Take away the first # of a line, and change what stands behind the colon:
    # stage: [arrive, wait, decision, move-on, refused, settled]   # for whom; left out = everybody
    # who: {text: Anyone, ages: 18+, women_only: false, asks_status: false, nrpf_ok: true}
    # languages: [en, ar]   # spoken there
    # how_to_join: how people get in, in a sentence
    # bring: what to bring
    # checked: {on: 2026-11-30, by: volunteer, how: phone}   # once somebody rang or went there
`
	const file = "content/boroughs/northbank/listings/tea-house.yaml"
	got := read(t, dir, file)
	if got != want {
		t.Errorf("the file is\n%s", got)
	}
	// What stands behind a # is right as it stands, too.
	open := strings.ReplaceAll(got, "    # More", "    ## More")
	open = strings.ReplaceAll(open, "    # ", "    ")
	open = strings.Replace(open, "on: 2026-11-30", "on: 2026-11-20", 1)
	write(t, dir, file, open)
	if code, _, said := runCommand(t, "check", "--site", dir); code != exitDone || !strings.Contains(said, "no mistakes") {
		t.Errorf("with the comments opened: %s", said)
	}
}

func TestQuestionsThatEndEarlyWriteNothing(t *testing.T) {
	dir := newSite(t)
	before := sums(t, dir)
	code, said := answered(t, "Tea House\n\n\n", "new", "listing", "--site", dir)
	if code != exitUsage || !strings.Contains(said, "nothing was written") || !maps.Equal(sums(t, dir), before) {
		t.Errorf("exit %d: %s", code, said)
	}
	code, said = answered(t, "", "new", "guide", "Tea", "--no-questions", "--site", dir)
	if code != exitUsage || !strings.Contains(said, "--summary: what do readers learn") {
		t.Errorf("exit %d: %s", code, said)
	}
}

// TestABrokenSiteIsMendedFirst: what is new could not be told from what is wrong already.
func TestABrokenSiteIsMendedFirst(t *testing.T) {
	dir := copySite(t)
	breakSite(t, dir)
	code, _, said := runCommand(t, "new", "borough", "Eastbank", "--site", dir)
	if code != exitMistakes || !strings.Contains(said, "night-line.yaml") || !strings.Contains(said, "mend the site first") {
		t.Errorf("exit %d: %s", code, said)
	}
}

// TestAListOnOneLineIsLeftAlone: what cannot be added is shown to be added by hand.
func TestAListOnOneLineIsLeftAlone(t *testing.T) {
	dir := newSite(t)
	const file = "content/boroughs/northbank/listings/tea.yaml"
	text := "organisation: tea\nname: Tea\nservices: [{service: tea, name: Tea, summary: Tea., category: [social], web: \"https://www.example.org/\", sources: [{url: \"https://www.example.org/\", kind: own}]}]\n"
	write(t, dir, file, text)
	code, _, said := runCommand(t, "new", "service", "Cake", "--organisation", "tea", "--summary", "Cake.", "--category", "social", "--how", "Just come.", "--checked", "visit", "--site", dir)
	if code != exitUsage || !strings.Contains(said, "add this to it by hand") || !strings.Contains(said, "- service: cake") || read(t, dir, file) != text {
		t.Errorf("exit %d: %s", code, said)
	}
}
