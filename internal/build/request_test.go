package build_test

import (
	"bytes"
	"errors"
	"os"
	"strings"
	"testing"

	"welcomepack/internal/build"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/view"
)

// asked takes the repository's own site as for a request, and makes it.
func asked(t *testing.T, r build.Request) (name string, file []byte, err error) {
	t.Helper()
	snap, err := build.Take(r.Options(build.Options{Site: os.DirFS(root), Today: ownToday}))
	if err != nil {
		return "", nil, err
	}
	if snap.Diags.HasErrors() {
		t.Fatal(snap.Diags)
	}
	return snap.Print(r)
}

// TestOnePackIsTheOneOfTheWebsite: reading only part of the site changes nothing in the pack.
func TestOnePackIsTheOneOfTheWebsite(t *testing.T) {
	all, err := build.Take(build.Options{Site: os.DirFS(root), Today: ownToday})
	if err != nil || all.Diags.HasErrors() {
		t.Fatal(err, all.Diags)
	}
	preview := build.NewPreview(all)
	for _, r := range []build.Request{
		{Borough: "newham", Lang: "ar"}, {Borough: "newcastle", Lang: "Ukrainian", Variant: "bilingual"},
		{Borough: "lambeth", Lang: "ur", Variant: "cards"}, {Borough: "newcastle", Lang: "ti", Variant: "week"}, {Borough: "newham", Variant: "poster"},
	} {
		name, got, err := asked(t, r)
		if err != nil {
			t.Fatalf("%v: %v", r, err)
		}
		path := r.Borough + "/" + r.Lang + "/" + name
		if r.Variant == "poster" {
			path = r.Borough + "/" + name
		}
		path = strings.Replace(path, "Ukrainian", "uk", 1)
		want, err := preview.File(path)
		if err != nil || !bytes.Equal(got, want) {
			t.Errorf("%s: %v, %d bytes, the website's has %d", path, err, len(got), len(want))
		}
	}
}

func TestRequestsThatCannotBeMet(t *testing.T) {
	for _, x := range []struct {
		r    build.Request
		want string
	}{
		{build.Request{Borough: "newhm", Lang: "ar"}, `there is no borough "newhm": did you mean "newham"?`},
		{build.Request{Lang: "ar"}, "no borough is named: there are barking-and-dagenham,"},
		{build.Request{Borough: "newham", Lang: "Arabik"}, `there is no language "Arabik": did you mean "Arabic"?`},
		{build.Request{Borough: "newham", Lang: "ar", Variant: "braille"}, `there is no variant "braille": there are standard, large-print, bilingual, cards, week, poster`},
		{build.Request{Borough: "newham", Lang: "ar", Stages: []string{"arive"}}, `there is no stage "arive": did you mean "arrive"?`},
		{build.Request{Borough: "newham", Lang: "ar", Guides: []string{"helth"}}, `there is no guide "helth": did you mean "health"?`},
		{build.Request{Borough: "newham", Lang: "ar", Services: []string{"food"}}, `there is no service "food": there are highway-vineyard-foodbank,`},
		{build.Request{Borough: "newham", Lang: "en", Variant: "bilingual"}, "there is no bilingual pack in English"},
		{build.Request{Borough: "newham", Lang: "ar", Variant: "cards", Guides: []string{"health"}}, "has no parts to choose"},
		{build.Request{Borough: "newham", Lang: "ar", Variant: "large-print", Booklet: true}, "only the standard pack can be a booklet"},
	} {
		_, _, err := asked(t, x.r)
		var unknown *build.Unknown
		var misfit *build.Misfit
		if err == nil || !strings.Contains(err.Error(), x.want) || !errors.As(err, &unknown) && !errors.As(err, &misfit) {
			t.Errorf("%+v: %v, want %s", x.r, err, x.want)
		}
	}
}

// TestCardsAndPostersReadBack reads the repository's own cards and weeks in every language and its posters: numbers and times are exact, and
// each language is named.
func TestCardsAndPostersReadBack(t *testing.T) {
	if tool(t, "pdftotext") == "" {
		t.Skip("pdftotext is not installed (Debian: poppler-utils)")
	}
	snap, err := build.Take(build.Options{Site: os.DirFS(root), Today: ownToday, Boroughs: []string{"newham", "newcastle"}})
	if err != nil || snap.Diags.HasErrors() {
		t.Fatal(err, snap.Diags)
	}
	languages := snap.Catalog().Site.Settings.Languages
	for _, b := range []string{"newham", "newcastle"} {
		for _, l := range languages {
			_, file, err := snap.Print(build.Request{Borough: b, Lang: string(l.V), Variant: "cards"})
			if err != nil {
				t.Fatal(err)
			}
			text := squeezed(pdfWords(t, file))
			want := []string{"999", "111", "I have the right to join a GP."}
			if l.V != lang.English {
				want = append(want, "I speak "+l.V.Locale().English+". Please call an interpreter.")
			}
			for _, c := range view.CardSheet(snap.Catalog().Lens(catalog.Edition{Borough: model.ID(b), Lang: l.V})).Cards {
				for _, n := range c.Numbers {
					want = append(want, n.Fact.Shown)
				}
				want = append(want, doc.Plaintext(c.Title.English.Inlines))
			}
			for _, w := range want {
				if !strings.Contains(text, squeezed(w)) {
					t.Errorf("%s %s: the cards do not say %q", b, l.V, w)
				}
			}
		}
		for _, l := range languages {
			_, file, err := snap.Print(build.Request{Borough: b, Lang: string(l.V), Variant: "week"})
			if err != nil {
				t.Fatal(err)
			}
			text := squeezed(pdfWords(t, file))
			week := view.WeekSheet(snap.Catalog().Lens(catalog.Edition{Borough: model.ID(b), Lang: l.V}))
			if len(week.Rows) == 0 {
				t.Errorf("%s %s: nothing has times", b, l.V)
			}
			for _, r := range week.Rows {
				want := []string{doc.Plaintext(r.Phone.Inlines)}
				for _, d := range r.Days {
					for _, x := range d {
						want = append(want, doc.Plaintext(x.Time.Inlines))
					}
				}
				for _, w := range want {
					if !strings.Contains(text, squeezed(w)) {
						t.Errorf("%s %s: the week does not say %q", b, l.V, w)
					}
				}
			}
		}
		_, file, err := snap.Print(build.Request{Borough: b, Variant: "poster"})
		if err != nil {
			t.Fatal(err)
		}
		text := squeezed(pdfWords(t, file))
		for _, l := range languages {
			if !strings.Contains(text, squeezed(l.V.Locale().Autonym)) {
				t.Errorf("%s: the poster does not name %s", b, l.V)
			}
		}
		if !strings.Contains(text, "welcomepack.example/"+b) {
			t.Errorf("%s: the poster has no address", b)
		}
	}
}

// TestFactsOfAChosenPack: a part of a pack has its services' numbers, the emergency numbers, and no others.
func TestFactsOfAChosenPack(t *testing.T) {
	if tool(t, "pdftotext") == "" {
		t.Skip("pdftotext is not installed (Debian: poppler-utils)")
	}
	name, file, err := asked(t, build.Request{Borough: "newham", Lang: "ar", Services: []string{"nhs-low-income-scheme"}})
	if err != nil {
		t.Fatal(err)
	}
	text := pdfWords(t, file)
	if name != "welcome-pack-newham-ar-part.pdf" || !strings.Contains(text, "0300 330 1343") || !strings.Contains(text, "999") || strings.Contains(text, "0808 1647 686") {
		t.Errorf("%s says\n%s", name, text)
	}
}
