package view_test

import (
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/view"
)

// has fails for each of the texts that does not stand in what was read.
func has(t *testing.T, where, got string, want ...string) {
	t.Helper()
	for _, s := range want {
		if !strings.Contains(got, s) {
			t.Errorf("%s does not say %q", where, s)
		}
	}
}

func hasNot(t *testing.T, where, got string, never ...string) {
	t.Helper()
	for _, s := range never {
		if strings.Contains(got, s) {
			t.Errorf("%s says %q", where, s)
		}
	}
}

func TestPeopleAreToldWhatCameOfWhatTheySaid(t *testing.T) {
	c := site(t, "testdata/engaged.txtar")
	got := words(page(t, lens(c, "en"), "said.html"))
	has(t, "the page", got,
		"We do not know how to join a GP.", "Done · 1 October 2026", "There is a guide.", "Join a GP", "See a nurse", "Group in a hotel", "10 June 2026", "12",
		"Promised by 1 November 2026. It is late. We are sorry.", "Looked after by: Transport lead. When they are away: Transport deputy",
		"Promised by 31 January 2027", "We will not do it", "The room is not ours.", "Someone is looking at it", "Kitchen lead", "We heard it")
	if strings.Count(got, "It is late") != 1 {
		t.Error("more than the one late promise is called late")
	}
	hasNot(t, "a promise that is kept", got[:strings.Index(got, "The bus")], "Promised")
}

// A count of one to four could tell who it was. Nothing else on the page may tell the number either.
func TestSmallNumbersAreNotShown(t *testing.T) {
	c := site(t, "testdata/engaged.txtar")
	said, made := page(t, lens(c, "en"), "said.html"), page(t, lens(c, "en"), "made.html")
	table := func(caption string) string {
		i := slices.IndexFunc(said.Body, func(b doc.Block) bool {
			x, ok := b.(doc.Table)
			return ok && strings.Contains(doc.Plaintext(x.Caption.Inlines), caption)
		})
		if i < 0 {
			t.Fatalf("no table %q", caption)
		}
		var out []string
		for _, r := range said.Body[i].(doc.Table).Rows {
			out = append(out, doc.Plaintext(r[0].Inlines)+" "+doc.Plaintext(r[1].Inlines))
		}
		return strings.Join(out, ", ")
	}
	if got := table("Was it easy?"); got != "Yes 23, No a few" {
		t.Errorf("the answers are %s", got)
	}
	if got := table("What else?"); got != "Written by hand a few" {
		t.Errorf("the written answers are %s", got)
	}
	if got := table(""); !strings.Contains(got, "Yes") {
		t.Errorf("%s", got)
	}
	languages := words(said)
	has(t, "the page", languages, "about 15", "about 10", "a few") // 14 Somali, 12 Arabic, 1 Farsi: none of them exact
	hasNot(t, "the languages", languages, "about 14", "about 12")
	has(t, "how it was made", words(made), "8 meetings", "40", "31", "a few")
	hasNot(t, "how it was made", words(made), " 3\n", " 4\n")
}

func TestHowThePackWasMade(t *testing.T) {
	c := site(t, "testdata/engaged.txtar")
	l := lens(c, "en")
	has(t, "the page", words(page(t, l, "made.html")), "Made with people in Newham.", "We look at this whole pack again by 20 May 2027.",
		"Looked after by: Newham lead. When they are away: Newham deputy", "Group in a hotel", "Somali", "People were paid for their time.",
		"Translators", "They wrote the Arabic.", "People share one phone.", "Pages can be saved.", "October 2026")
	cover := doc.Dump(view.Pack(l).Cover.Notes)
	has(t, "the cover", factMarks.ReplaceAllString(cover, "$1"), "We look at this whole pack again by 20 May 2027.")
	has(t, "the about page", words(page(t, l, "about.html")), "We look at this whole pack again by 20 May 2027.", "How this pack was made")
	for _, target := range view.Plan(c.Lens(catalog.Edition{Borough: "lambeth", Lang: "en"})) {
		if slices.Contains([]string{"said", "made", "take-part", "partners"}, target.Kind) {
			t.Errorf("a borough that heard nobody has the page %s", target.Path)
		}
	}
}

func TestNoticesSayWhatPeopleGetAndGoWhenTheyClose(t *testing.T) {
	got := words(page(t, lens(site(t, "testdata/engaged.txtar"), "en"), "take-part.html"))
	has(t, "the notice", got, "Read pages with us", "£20.00", "for two hours", "They pay for your travel", "There is childcare", "There is food",
		"1 February 2027", "10:00–12:00", "Ask by 20 January 2027", "See a nurse", "020 7946 0018")
	hasNot(t, "the page", got, "Old forum")
}

func TestProblemsNameWhoToCall(t *testing.T) {
	l := lens(site(t, "testdata/engaged.txtar"), "en")
	got := words(page(t, l, "problems.html"))
	has(t, "the page", got, "I am ill", "Rest. Drink water.", "020 7946 0019", "See a nurse", "020 7946 0018", "Join a GP")
	if strings.Index(got, "020 7946 0019") > strings.Index(got, "020 7946 0018") {
		t.Error("the number that is to be called first does not stand first")
	}
	has(t, "the first page", words(page(t, l, "index.html")), "What is wrong, and who to call", "The town hall is closed this week.")
}

func TestServicesSayHowOthersBringPeople(t *testing.T) {
	c := site(t, "testdata/engaged.txtar")
	l := lens(c, "en")
	paper := factMarks.ReplaceAllString(doc.Dump(view.Pack(l).Body), "$1")
	for where, got := range map[string]string{"the page": words(page(t, l, "services/clinic-visit.html")), "the pack": paper} {
		has(t, where, got, "Who can send you there", "A GP or a charity", "Ask for", "the desk", "They can introduce you to", "Help line",
			"No nurse on Monday.", "They call an interpreter for you", "Bus stop outside.", "the town centre: about 25 minutes", "Leave by 09:35")
		hasNot(t, where+", of a session by telephone,", got, "Leave by 14:35")
	}
	has(t, "the page", words(page(t, l, "services/clinic-visit.html")), "Looked after by: Clinic editor", "People asked for this.")
	has(t, "the guide", words(page(t, l, "guides/gp.html")), "People asked for this.", "Not true")
	has(t, "the pack", paper, "Example Library", "They answer for it together", "Gives the rooms.", "Since January 2026.", "I am hungry", "We do not know how to join a GP.")
	over := c.Today.AddDays(30)
	c.Today = over
	hasNot(t, "a month later the page", words(page(t, lens(c, "en"), "services/clinic-visit.html")), "No nurse on Monday.")
	hasNot(t, "a month later the first page", words(page(t, lens(c, "en"), "index.html")), "The town hall is closed this week.")
}

// Both halves of a bilingual pack have the same shape, or paper could not set them line by line.
func TestEngagementStandsSideBySide(t *testing.T) {
	l := lens(site(t, "testdata/engaged.txtar"), "ar")
	doc.Walk(bilingualPack(l).Body, func(b doc.Block) {
		if p, ok := b.(doc.Pair); ok && len(p.English) > 1 {
			t.Errorf("%d blocks stand unaligned from %s on", len(p.English), doc.Dump(p.English[:1]))
		}
	})
}

func TestFillInPagesCanBeChosenForPrint(t *testing.T) {
	parts, _ := view.PrintParts(lens(site(t, "testdata/engaged.txtar"), "en"))
	i := slices.IndexFunc(parts, func(p doc.Part) bool { return p.ID == "page-introduction" })
	if i < 0 || !strings.Contains(doc.Dump(parts[i].Body), "Ask for") {
		t.Error("the introduction slip cannot be printed by itself")
	}
}
