package view_test

import (
	"net/url"
	"strings"
	"testing"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/view"
)

// found returns the blocks of one kind on a page.
func found[T doc.Block](p *doc.Page) (out []T) {
	doc.Walk(p.Body, func(b doc.Block) {
		if x, ok := b.(T); ok {
			out = append(out, x)
		}
	})
	return out
}

func TestThePlanSaysHowFarEachStepIs(t *testing.T) {
	c := site(t, "testdata/planner.txtar")
	p := page(t, lens(c, lang.English), "planner.html")
	plans := found[doc.Plan](p)
	if len(plans) != 2 {
		t.Fatalf("%d plans", len(plans))
	}
	got := strings.TrimSpace(doc.Dump([]doc.Block{plans[0], plans[1]}))
	want := `plan accepted
  step tell themes/default/strings.yaml#plan-at-once "As soon as you have the decision" planner.yaml#tell/do "Tell the council." [{2026-01-01 2026-12-31 0 0} {2027-01-01  0 14}]
  step leave themes/default/strings.yaml#plan-days "<28> days after the decision" planner.yaml#leave/do "Move out." [{2026-01-01 2026-12-31 0 28} {2027-01-01  0 70}]
plan refused
  step stay themes/default/strings.yaml#plan-months "<1> month after the decision · less <7> days" planner.yaml#stay/do "Ask. [Your first days](newham/en/guides/first-days.html)" [{2025-01-01  1 -7}]`
	if got != want {
		t.Errorf("got\n%s\nwant\n%s", got, want)
	}
	if !strings.Contains(words(p), "example.org/leave") {
		t.Error("the page does not say where its rules come from")
	}
}

func TestASiteWithoutAPlannerHasNoPageOfIt(t *testing.T) {
	l := lens(site(t, "testdata/full.txtar"), lang.English)
	for _, target := range view.Plan(l) {
		if target.Kind == "planner" || strings.Contains(words(view.Page(l, target)), "What to do after a decision") {
			t.Errorf("%s speaks of a planner", target.Path)
		}
	}
}

func TestATextMessageHoldsTheFactsOfAService(t *testing.T) {
	l := lens(site(t, "testdata/full.txtar"), lang.English)
	var message string
	for _, c := range found[doc.Cards](page(t, l, "services/full-service.html")) {
		for _, card := range c.Items {
			if strings.HasPrefix(card.Href, "sms:") {
				message = card.Href
			}
		}
	}
	query, ok := strings.CutPrefix(message, "sms:?&body=")
	if !ok || strings.ContainsAny(query, "+ \n") {
		t.Fatalf("the link is %q", message)
	}
	body, err := url.PathUnescape(query)
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{"sentinel name\n", "020 7946 0018\n", "Sentinel Building, Sentinel Line, Sentinel Town, E1 1AA\n", "10:05–11:55"} {
		if !strings.Contains(body, want) {
			t.Errorf("the message does not have %q:\n%s", want, body)
		}
	}
}

func TestMarksOfTicksAreTheSameInEveryLanguage(t *testing.T) {
	c := site(t, "testdata/planner.txtar")
	marks := func(l lang.Tag) string {
		lists := found[doc.List](page(t, lens(c, l), "guides/first-days.html"))
		if len(lists) != 1 || len(lists[0].Marks) != 2 || lists[0].Marks[0] == lists[0].Marks[1] {
			t.Fatalf("lists %+v", lists)
		}
		return strings.Join(lists[0].Marks, " ")
	}
	if en, ar := marks(lang.English), marks("ar"); en != ar {
		t.Errorf("English has %s, Arabic %s", en, ar)
	}
}

func TestOnlyFlaggedPagesHaveTheButtonToLeave(t *testing.T) {
	l := lens(site(t, "testdata/planner.txtar"), lang.English)
	for path, want := range map[string]int{
		"guides/danger.html": 1, "guides/first-days.html": 0, "guides/calm.html": 0, "categories/safety.html": 1, "categories/other.html": 0,
		"services/line.html": 1, "index.html": 0,
	} {
		if got := len(found[doc.Exit](page(t, l, path))); got != want {
			t.Errorf("%s has %d buttons to leave, want %d", path, got, want)
		}
	}
}

func TestTheCardIsInEnglishAndInTheReadersLanguage(t *testing.T) {
	c := site(t, "testdata/planner.txtar")
	ar := doc.Dump(page(t, lens(c, "ar"), "card.html").Body)
	for _, want := range []string{`"I speak **Arabic (<العربية>)**. Please call an interpreter for me."`, `lead themes/default/strings.yaml#card-interpreter [ar] "أتكلم العربية."`} {
		if !strings.Contains(ar, want) {
			t.Errorf("the Arabic card does not have %s:\n%s", want, ar)
		}
	}
	if so := doc.Dump(page(t, lens(c, lang.English), "card.html").Body); !strings.Contains(so, "I speak English.") {
		t.Errorf("the English card:\n%s", so)
	}
}

func TestPartsForPaperAreThoseThatCanBeTicked(t *testing.T) {
	for _, path := range []string{"testdata/full.txtar", "testdata/planner.txtar"} {
		c := site(t, path)
		for _, tag := range []lang.Tag{lang.English, "ar"} {
			l := c.Lens(catalog.Edition{Borough: "newham", Lang: tag})
			parts, _ := view.PrintParts(l)
			has := map[string]bool{}
			for _, p := range parts {
				has[p.ID] = true
				doc.Walk(p.Body, func(b doc.Block) {
					if _, ok := b.(doc.Tools); ok {
						t.Errorf("%s has buttons on paper", p.ID)
					}
				})
			}
			n := 0
			for _, ch := range found[doc.Choice](page(t, l, "print.html")) {
				for _, o := range ch.Options {
					if ch.Kind == doc.Many {
						n++
						if !has[o.Value] {
							t.Errorf("%s can be ticked and has no part", o.Value)
						}
					}
				}
			}
			if n == 0 || n > len(parts) {
				t.Errorf("%d to tick, %d parts", n, len(parts))
			}
		}
	}
}
