package view_test

import (
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// chapters is the headings of a pack's first level.
func chapters(p *doc.Pack) string {
	var out []string
	for _, b := range p.Body {
		if h, ok := b.(doc.Heading); ok && h.Level == 1 {
			out = append(out, doc.Plaintext(h.Text.Inlines))
		}
	}
	return strings.Join(out, ", ")
}

func TestPackHoldsItsSectionsInOrder(t *testing.T) {
	c := site(t, "testdata/pack.txtar")
	for _, x := range []struct {
		borough model.ID
		want    string
	}{
		{"newham", "Second, Money, Tell us, Your GP, Rights, My notes, Mine, Services near you, Week timetable"},
		{"lambeth", "Where are you now?, Mine in Lambeth, Second, Emergency numbers, Your GP, Money, Rights"},
	} {
		p := view.Pack(c.Lens(catalog.Edition{Borough: x.borough, Lang: "en"}))
		if got := chapters(p); got != x.want {
			t.Errorf("%s: %s, want %s", x.borough, got, x.want)
		}
	}
	if got := chapters(view.Pack(lens(site(t, "testdata/full.txtar"), "en"))); !strings.HasPrefix(got, "Emergency numbers, ") || !strings.HasSuffix(got, ", Hard words, About this pack") {
		t.Errorf("without pack.yaml: %s", got)
	}
}

func TestChosenPartsAreInThePack(t *testing.T) {
	l := lens(site(t, "testdata/pack.txtar"), "en")
	for _, x := range []struct {
		name   string
		choice view.Choice
		want   string
	}{
		{"a stage", view.Choice{Stages: []model.Stage{"arrive"}}, "Your GP, Rights, Services near you"},
		{"a stage and a category", view.Choice{Stages: []model.Stage{"wait"}, Categories: []model.ID{"food"}}, "Services near you, Week timetable"},
		{"a guide", view.Choice{Guides: []model.ID{"rights"}}, "Rights"},
		{"a guide beside a stage", view.Choice{Stages: []model.Stage{"wait"}, Guides: []model.ID{"gp"}}, "Money, Your GP, Rights, Services near you, Week timetable"},
		{"a service", view.Choice{Services: []model.ID{"night-line"}}, "Services near you"},
	} {
		p := view.CustomPack(l, x.choice)
		if got := chapters(p); got != x.want {
			t.Errorf("%s: %s, want %s", x.name, got, x.want)
		}
		if !strings.Contains(doc.PlainBlocks(p.Cover.Notes), "only some parts") {
			t.Errorf("%s: the cover does not say that it is a part", x.name)
		}
	}
}

// TestServicesKeepTheirNumbers: staff and reader count alike, whichever parts are printed.
func TestServicesKeepTheirNumbers(t *testing.T) {
	l := lens(site(t, "testdata/pack.txtar"), "en")
	for _, p := range []*doc.Pack{view.Pack(l), view.CustomPack(l, view.Choice{Services: []model.ID{"kitchen"}})} {
		if s := doc.PlainBlocks(p.Body); !strings.Contains(s, "2. Kitchen") {
			t.Errorf("the kitchen has another number:\n%s", s)
		}
	}
}

func TestAnswersHaveTheSameCodesInEveryLanguage(t *testing.T) {
	c := site(t, "testdata/pack.txtar")
	for _, x := range []struct {
		lang lang.Tag
		want string
	}{
		{"en", "Q1 Was it easy?\na Yes\nb No\nQ7 What was wrong?\n"},
		{"ar", "Q1 Was it easy?\na نعم\nb No\nQ7 What was wrong?\n"},
	} {
		if s := doc.PlainBlocks(view.Pack(lens(c, x.lang)).Body); !strings.Contains(s, x.want) {
			t.Errorf("%s: no %q in\n%s", x.lang, x.want, s)
		}
	}
}

func TestCardsSayWhichLanguageTheReaderSpeaks(t *testing.T) {
	c := site(t, "testdata/pack.txtar")
	cards := view.CardSheet(lens(c, "ar"))
	if len(cards.Cards) != 2 {
		t.Fatalf("%d cards", len(cards.Cards))
	}
	title := cards.Cards[0].Title
	if s := doc.Plaintext(title.English.Inlines); s != "I speak Arabic. Please call an interpreter." {
		t.Error(s)
	}
	if s := doc.Plaintext(title.Own.Inlines); s != "أتكلم العربية. من فضلك اتصل بمترجم." {
		t.Error(s)
	}
	if cards.Cards[0].Status.IsZero() {
		t.Error("nothing says that nobody has checked the translation")
	}
	if n := cards.Cards[1].Numbers; len(n) != 1 || n[0].Fact.Shown != "020 7946 0018" || !n[0].Name.Own.IsZero() {
		t.Errorf("numbers %v", n)
	}
	if en := view.CardSheet(lens(c, "en")); len(en.Cards) != 1 {
		t.Error("an English card asks for an interpreter")
	}
}

func TestPosterHasEveryLanguage(t *testing.T) {
	p := view.PosterPage(site(t, "testdata/pack.txtar"), "newham")
	var names []string
	for _, l := range p.Languages {
		names = append(names, doc.Plaintext(l.Autonym.Inlines)+"/"+doc.Plaintext(l.English.Inlines))
	}
	if strings.Join(names, " ") != "English/ العربية/Arabic" {
		t.Error(names)
	}
	if p.Scan.Address != "https://pack.example/newham/index.html" || p.Path != "newham/welcome-pack-newham-poster.pdf" {
		t.Errorf("%+v", p)
	}
}

// TestWeekForTheWallSaysWhoCannotJustCome: a sheet on a wall has no other page to tell it.
func TestWeekForTheWallSaysWhoCannotJustCome(t *testing.T) {
	c := ownSite(t)
	said := map[string]string{}
	for _, b := range []model.ID{"newcastle", "newham"} {
		w := view.WeekSheet(c.Lens(catalog.Edition{Borough: b, Lang: "en"}))
		for _, r := range w.Rows {
			for _, n := range r.Notes {
				said[doc.Plaintext(r.Name.English.Inlines)] += doc.Plaintext(n.Inlines) + "; "
			}
		}
	}
	if s := said["Newcastle West End Foodbank"]; !strings.Contains(s, "Someone must refer you") {
		t.Errorf("of the food bank it says %q", s)
	}
	if s := said["City Library"]; strings.Contains(s, "Just come") {
		t.Errorf("of a library it says %q", s)
	}
}

func TestOnlyWhatThereIsCanBePrinted(t *testing.T) {
	c := site(t, "testdata/pack.txtar")
	for _, x := range []struct {
		l    *catalog.Lens
		want []view.Variant
	}{
		{lens(c, "en"), []view.Variant{view.Standard, view.LargePrint, view.Cards, view.Week}},
		{lens(c, "ar"), []view.Variant{view.Standard, view.LargePrint, view.Bilingual, view.Cards, view.Week}},
		{lens(site(t, "testdata/full.txtar"), "en"), []view.Variant{view.Standard, view.LargePrint, view.Week}},
		{lens(site(t, "testdata/planner.txtar"), "en"), []view.Variant{view.Standard, view.LargePrint}},
	} {
		if got := view.Variants(x.l); !slices.Equal(got, x.want) {
			t.Errorf("%v: %v, want %v", x.l.Edition(), got, x.want)
		}
	}
}
