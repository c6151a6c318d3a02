package check

import (
	"math"
	"os"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/load"
	"welcomepack/internal/source"
)

func TestSyllablesAreCountedAsTheyAreSaid(t *testing.T) {
	for word, want := range map[string]int{
		"cat": 1, "the": 1, "name": 1, "asked": 1, "wanted": 2, "table": 2, "people": 2, "asylum": 3, "doctor": 2, "home": 1, "homes": 1, "houses": 2,
		"decision": 3, "accommodation": 5, "interpreter": 4, "area": 3, "council": 2, "free": 1, "city": 2, "moved": 1, "needed": 2, "create": 2, "quiet": 2, "42": 1, "GP": 1,
	} {
		if got := syllables(word); got != want {
			t.Errorf("%s has %d syllables, want %d", word, got, want)
		}
	}
}

// The example of the formula's own report has been counted by hand: 2 sentences, 20 words, 25 syllables.
func TestFleschKincaid(t *testing.T) {
	if g := fleschKincaid(2, 20, 25); math.Abs(g-3.06) > 0.01 {
		t.Errorf("grade %.2f", g)
	}
	if fleschKincaid(0, 0, 0) != 0 {
		t.Error("no words have a grade")
	}
}

func TestSentencesEndWhereTheyEnd(t *testing.T) {
	for _, want := range [][]string{
		{"Call St. Mary’s.", "Ask for help!", "“Is it free?”", "Yes"},
		{"Bring food, e.g. rice, and a pen."},
		{"Ask Dr. Khan. She is there."},
		{"One"},
	} {
		got := sentences(strings.Join(want, " "))
		if len(want) == 1 && strings.Contains(want[0], "Dr.") {
			want = []string{"Ask Dr. Khan.", "She is there."}
		}
		if !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
}

func TestPeopleAreToldFromBuildings(t *testing.T) {
	for words, want := range map[string]string{
		"ask for Amina Hassan": "Amina Hassan", "call Mr Patel": "Mr Patel", "Imam Yusuf is there": "Imam Yusuf", "for Fatima": "Fatima",
		"St Mary’s Church": "", "St John Street": "", "Saint Peter Hall": "", "ask the manager": "", "the Peter Bedford Trust": "", "John’s Kitchen": "", "Monday to Friday": "",
		"Will you come in May": "",
	} {
		if got := personIn(words); got != want {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

func TestNamesThatAreOne(t *testing.T) {
	for _, c := range []struct {
		a, b string
		same bool
	}{
		{"Example Foodbank", "The Example Food Bank", true}, {"St Mary’s Church", "St Marys Church", true}, {"Citizens Advice Newham", "Citizens Advise Newham", true},
		{"Talk", "Walk", false}, {"Library 1 of the town", "Library 2 of the town", false}, {"The Trust", "Trust Ltd", false}, {"Newham Council", "Lambeth Council", false},
	} {
		if got := sameName(compared(c.a), compared(c.b)); got != c.same {
			t.Errorf("%q and %q: %v", c.a, c.b, got)
		}
	}
}

func TestPhraseFormsMatchWholeWords(t *testing.T) {
	for words, want := range map[string]string{
		"You can obtain it": "obtain", "unobtainable": "", "In order to come": "in order to", "e.g. this": `e\.g`, "It is etc.": "etc", "a via ferrata": "via", "trivial": "",
	} {
		got := ""
		for _, b := range hardWords {
			if b.form().MatchString(words) {
				got = b.words
			}
		}
		if got != want && !strings.HasPrefix(got, want) || (got == "") != (want == "") || anyHardWord.MatchString(words) != (want != "") {
			t.Errorf("%q: %q, want %q", words, got, want)
		}
	}
}

// TestOwnContentIsPlain keeps the advice useful: on words that were written with care there is little to say.
func TestOwnContentIsPlain(t *testing.T) {
	var files source.Set
	site, ds, err := load.Load(os.DirFS("../.."), &files)
	if err != nil || ds.HasErrors() {
		t.Fatal(err, ds)
	}
	c, _ := catalog.Resolve(site, nil, calendar.Date{Year: 2026, Month: 11, Day: 22})
	var b strings.Builder
	found := Review(c, &files)
	if err := found.Print(&b, &files); err != nil {
		t.Fatal(err)
	}
	if len(found) > 15 {
		t.Errorf("%d pieces of advice on this repository's own content:\n%s", len(found), b.String())
	}
}

func BenchmarkReview(b *testing.B) {
	var files source.Set
	site, _, err := load.Load(os.DirFS("../.."), &files)
	if err != nil {
		b.Fatal(err)
	}
	c, _ := catalog.Resolve(site, nil, calendar.Date{Year: 2026, Month: 11, Day: 22})
	b.Run("check", func(b *testing.B) {
		for b.Loop() {
			Check(c)
		}
	})
	b.Run("review", func(b *testing.B) {
		for b.Loop() {
			Review(c, &files)
		}
	})
}
