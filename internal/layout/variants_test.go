package layout

import (
	"fmt"
	"strings"
	"testing"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/qr"
)

var cardWords = map[lang.Tag][3]string{
	"en": {"", "", ""},
	"ar": {"أتكلم العربية. من فضلك اتصل بمترجم.", "لا أفهم الإنجليزية بما يكفي لهذا الأمر. من فضلك استعمل مترجمًا عبر الهاتف.", "عنواني"},
	"ur": {"میں اردو بولتا ہوں۔ براہ کرم ترجمان کو بلائیں۔", "میں اس کے لیے کافی انگریزی نہیں سمجھتا۔ براہ کرم فون پر ترجمان استعمال کریں۔", "میرا پتہ"},
	"ti": {"ትግርኛ እየ ዝዛረብ። በጃኹም ተርጓሚ ጸውዑለይ።", "ንዚ ዝኣክል እንግሊዝኛ ኣይርዳእን እየ። በጃኹም ብተሌፎን ተርጓሚ ተጠቐሙ።", "ኣድራሻይ"},
	"uk": {"Я розмовляю українською. Будь ласка, викличте перекладача.", "Я недостатньо розумію англійську для цього. Будь ласка, скористайтеся телефонним перекладачем.", "Моя адреса"},
}

// bothIn makes words in English and, where there are some, in a language.
func bothIn(l lang.Tag) func(english, own string) doc.Both {
	return func(english, own string) doc.Both {
		b := doc.Both{English: say("en", english)}
		if own != "" {
			b.Own = say(l, own)
		}
		return b
	}
}

// sampleCards is a card of each kind, as full as the loader lets them be.
func sampleCards(l lang.Tag) *doc.CardSheet {
	w := cardWords[l]
	both := bothIn(l)
	title, words, line := both("I speak this language. Please call an interpreter.", w[0]), both("I do not understand enough English for this. Please use a phone interpreter. Please do not ask my child.", w[1]), both("My address", w[2])
	number := doc.CardNumber{Name: both("Migrant Help asylum helpline", w[2]), Fact: doc.Fact{Kind: doc.Phone, Shown: "0808 8010 503", Machine: "+448088010503"}}
	return &doc.CardSheet{Lang: l, Title: say(l, "Cards"), Foot: say("en", "Welcome pack · Newham · Made on 22 November 2026."), Cards: []doc.ShowCard{
		{Title: title, Text: words, Status: title.Own},
		{Title: title, Points: []doc.Both{words, words, words}, Status: title.Own},
		{Title: line, Numbers: []doc.CardNumber{number, number, number}},
		{Title: line, Lines: []doc.Both{line, line, line, line, line}, Status: title.Own},
		{Title: title, Points: []doc.Both{words, words, line}, Status: title.Own},
	}}
}

// TestCardsStayInsideTheirCuts holds that scissors along the lines cut no word, in any script.
func TestCardsStayInsideTheirCuts(t *testing.T) {
	fonts := testFonts(t)
	for l := range cardWords {
		d, missing := Cards(sampleCards(l), fonts)
		if len(missing) > 0 || len(d.Sheets) != 1 {
			t.Fatalf("%s: %d sheets, missing %v", l, len(d.Sheets), missing)
		}
		width, height := d.Sheets[0].Width/cardColumns, d.Sheets[0].Height/cardRows
		on := map[string]bool{}
		for _, it := range d.Sheets[0].Items {
			if it.Kind != Glyphs {
				continue
			}
			column, row := int((it.X+it.W/2)/width), int(it.Y/height)
			on[fmt.Sprint(column, row)] = true
			left, top := float64(column)*width, float64(row)*height
			if it.X < left+cardInset-0.5 || it.X+it.W > left+width-cardInset+0.5 || it.Y < top+cardInset || it.Y > top+height-cardInset {
				t.Errorf("%s: %q stands at %.0f, %.0f of card %d, %d", l, seen(it), it.X-left, it.Y-top, column, row)
			}
			if it.Size < 5.2 {
				t.Errorf("%s: %q is set in %.1f points", l, seen(it), it.Size)
			}
		}
		if len(on) != cardRows*cardColumns {
			t.Errorf("%s: words on %d cards", l, len(on))
		}
	}
}

func TestNumbersOnCardsAreNotBroken(t *testing.T) {
	for l := range cardWords {
		d, _ := Cards(sampleCards(l), testFonts(t))
		if it, _ := find(t, d, "0808 8010 503"); it.Size < 10 {
			t.Errorf("%s: the number is set in %.1f points", l, it.Size)
		}
	}
}

// TestCopiesOfCardsAreNotReadTwice: the second copy of a card is for the eyes.
func TestCopiesOfCardsAreNotReadTwice(t *testing.T) {
	d, _ := Cards(sampleCards("ar"), testFonts(t))
	if len(d.Root.Kids) != 5 {
		t.Errorf("%d cards are read", len(d.Root.Kids))
	}
	marked, all := 0, 0
	for _, it := range d.Sheets[0].Items {
		if it.Kind == Glyphs && strings.HasPrefix(seen(it), "I speak") {
			all++
			if it.Mark != nil {
				marked++
			}
		}
	}
	if marked != 3 || all != 5 { // three of the five kinds of card have this title, and two of them are there twice
		t.Errorf("%d of %d titles are read", marked, all)
	}
}

func samplePoster(languages int) *doc.Poster {
	p := &doc.Poster{Lang: "en", Title: say("en", "Poster"), Site: say("en", "Welcome pack"), Tagline: say("en", "Help and advice for people who are new to the UK"),
		Borough: say("en", "Barking and Dagenham"), Notes: []doc.Text{say("en", "It is free.")}, Foot: say("en", "Made on 22 November 2026."),
		Scan: doc.QR{Address: "https://welcomepack.example/barking-and-dagenham/index.html", Alt: say("en", "QR code"), Caption: say("en", "Scan the square.")},
		Web:  doc.Fact{Kind: doc.Web, Shown: "welcomepack.example/barking-and-dagenham", Machine: "https://welcomepack.example/barking-and-dagenham/index.html"}}
	tags := []lang.Tag{"ar", "ur", "ti", "uk"}
	for i := range languages {
		l := tags[i%len(tags)]
		p.Languages = append(p.Languages, doc.PosterLine{Autonym: say(l, l.Locale().Autonym), English: say("en", l.Locale().English), Words: say(l, cardWords[l][1])})
	}
	return p
}

// TestPosterIsOnePage holds whatever the number of languages.
func TestPosterIsOnePage(t *testing.T) {
	for _, n := range []int{0, 1, 4, 8, 16, 33} {
		d, missing := Poster(samplePoster(n), testFonts(t))
		if len(d.Sheets) != 1 || len(missing) > 0 {
			t.Fatalf("%d languages: %d sheets, missing %v", n, len(d.Sheets), missing)
		}
		for _, it := range d.Sheets[0].Items {
			if it.X < edge || it.X+it.W > d.Sheets[0].Width-edge || it.Y < edge || it.Y > d.Sheets[0].Height-edge {
				t.Errorf("%d languages: %q stands at %.0f, %.0f", n, seen(it), it.X, it.Y)
			}
		}
		_, where := "", 0.0
		for _, it := range d.Sheets[0].Items { // the languages end above the foot
			if it.Kind == Glyphs && !strings.Contains(seen(it), "Made on") {
				where = max(where, it.Y)
			}
		}
		if foot, _ := find(t, d, "Made on"); where > foot.Y-6 {
			t.Errorf("%d languages: they end at %.0f, the foot stands at %.0f", n, where, foot.Y)
		}
	}
}

// TestCodeIsQuietAround holds that nothing is printed near a code: cameras need it white.
func TestCodeIsQuietAround(t *testing.T) {
	d, _ := Poster(samplePoster(8), testFonts(t))
	left, right, top, bottom := 1e9, 0.0, 1e9, 0.0
	step := 1e9
	for _, it := range d.Sheets[0].Items {
		if it.Mark != nil && it.Mark.Node.Role == Figure {
			left, right, top, bottom = min(left, it.X), max(right, it.X+it.W), min(top, it.Y), max(bottom, it.Y+it.H)
			step = min(step, it.H)
		}
	}
	if right-left < 130 || right-left > bottom-top+1 || right-left < bottom-top-1 {
		t.Fatalf("the code is %.0f by %.0f points", right-left, bottom-top)
	}
	for _, it := range d.Sheets[0].Items {
		if it.Mark != nil && it.Mark.Node.Role == Figure {
			continue
		}
		y := it.Y
		if it.Kind == Glyphs {
			y -= it.Size
		}
		if it.X+it.W > left-qr.Quiet*step && it.X < right+qr.Quiet*step && it.Y+it.H > top-qr.Quiet*step && y < bottom+qr.Quiet*step {
			t.Errorf("%q and a code of %.1f-point modules: too near", seen(it), step)
		}
	}
}

func TestNoCodeWithoutAnAddress(t *testing.T) {
	p := samplePoster(2)
	p.Scan, p.Web = doc.QR{}, doc.Fact{}
	d, _ := Poster(p, testFonts(t))
	for _, it := range d.Sheets[0].Items {
		if it.Mark != nil && it.Mark.Node.Role == Figure {
			t.Fatal("there is a code")
		}
	}
}

// halves is a booklet of pages with a word on each, as the words stand on its sheets from left to right.
func halves(t *testing.T, l lang.Tag, pages int) []string {
	t.Helper()
	d := &Doc{Lang: l, RTL: l.Dir() == lang.RTL, Root: &Node{Role: Document}}
	for i := range pages {
		d.Sheets = append(d.Sheets, Sheet{Width: 400, Height: 600, Items: []Item{{Kind: Rule, X: 10, W: float64(i + 1), Mark: &Mark{d.Root, i}}}})
	}
	b := Booklet(d)
	var out []string
	for i, s := range b.Sheets {
		side := [2]int{}
		for _, it := range s.Items {
			if it.Mark.Sheet != i {
				t.Errorf("a mark of sheet %d says %d", i, it.Mark.Sheet)
			}
			k := 0
			if it.X >= 400 {
				k = 1
			}
			side[k] = int(it.W)
		}
		out = append(out, fmt.Sprintf("%d|%d", side[0], side[1]))
	}
	return out
}

// TestBookletFolds: the front of the outer sheet has the last page and the first, and so on inwards; 0 is an empty page.
func TestBookletFolds(t *testing.T) {
	for _, x := range []struct {
		lang  lang.Tag
		pages int
		want  string
	}{
		{"en", 8, "8|1 2|7 6|3 4|5"},
		{"en", 5, "0|1 2|0 0|3 4|5"},
		{"ar", 8, "1|8 7|2 3|6 5|4"},
		{"en", 1, "0|1 0|0"},
	} {
		if got := strings.Join(halves(t, x.lang, x.pages), " "); got != x.want {
			t.Errorf("%s, %d pages: %s, want %s", x.lang, x.pages, got, x.want)
		}
	}
}

// TestLinksInABookletLeadToTheirSheet: an anchor names the sheet that its page went to.
func TestLinksInABookletLeadToTheirSheet(t *testing.T) {
	to := "newham/en/guides/b.html"
	link := doc.Text{Lang: "en", Inlines: []doc.Inline{doc.Link{Href: to, Inlines: []doc.Inline{doc.Str{S: "there"}}}}}
	body := []doc.Block{doc.Heading{Level: 1, Text: say("en", "One")}, doc.Paragraph{Text: link}}
	for range 4 {
		body = append(body, doc.Break{}, doc.Heading{Level: 1, Text: say("en", "Between")})
	}
	body = append(body, doc.Break{}, doc.Heading{Level: 1, Target: to, Text: say("en", "Quokka")})
	d, _ := Pack(&doc.Pack{Lang: "en", Body: body}, A5(), testFonts(t))
	b := Booklet(d)
	_, sheet := find(t, b, "Quokka")
	var anchor *Anchor
	for _, s := range b.Sheets {
		for _, a := range s.Links {
			anchor = a.Node.To
		}
	}
	if anchor == nil || anchor.Sheet != sheet {
		t.Errorf("the link leads to %v, the heading is on sheet %d", anchor, sheet)
	}
}

// TestLinesToWriteOn have room for a hand and stand behind their labels, on the side where reading goes on.
func TestLinesToWriteOn(t *testing.T) {
	for _, l := range []lang.Tag{"en", "ar", "ur"} {
		label := cardWords[l][2]
		if label == "" {
			label = "My address"
		}
		d := laid(t, l, doc.Blanks{Items: []doc.Blank{{Label: say(l, label)}, {Label: say(l, label)}, {Label: say(l, label), Lines: 99}}})
		word, sheet := find(t, d, label[:4])
		var lines []Item
		for _, it := range d.Sheets[sheet].Items {
			if it.Kind == Rule && it.W > 100 && it.H == 0.5 && it.Gray == 0.3 {
				lines = append(lines, it)
			}
		}
		if len(lines) != 2 || lines[1].Y-lines[0].Y < 2*A4().Body {
			t.Fatalf("%s: lines %v", l, lines)
		}
		if behind := lines[0].X > word.X+word.W; behind == (l.Dir() == lang.RTL) {
			t.Errorf("%s: the line is at %.0f, the label at %.0f", l, lines[0].X, word.X)
		}
		for _, it := range d.Sheets[sheet].Items {
			if it.Y > A4().Height-A4().Bottom+60 {
				t.Errorf("%s: a box is higher than the page: %.0f", l, it.Y)
			}
		}
	}
}

// sampleWeek is a week of some services, each with two times on some days.
func sampleWeek(l lang.Tag, services int) *doc.Week {
	w := cardWords[l]
	both := bothIn(l)
	fact := func(k doc.FactKind, s string) doc.Text {
		return doc.Text{Lang: l, Inlines: []doc.Inline{doc.Fact{Kind: k, Shown: s}}}
	}
	p := &doc.Week{Lang: l, Title: say(l, "Week"), English: say("en", "Week timetable"), About: both("Check before you go.", w[2]), Head: both("Service", w[2]), Where: both("Where", w[2]),
		Scan: doc.QR{Address: "https://welcomepack.example/newham/en/timetable.html", Alt: say("en", "QR code"), Caption: say("en", "Scan the square.")}, Foot: both("Made on 22 November 2026.", w[2])}
	for i, d := range []string{"Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"} {
		p.Days[i] = both(d, "")
	}
	for i := range services {
		r := doc.WeekRow{Name: both(fmt.Sprintf("Drop-in %d.", i), w[2]), Where: fact(doc.Address, "Central Library, 1 Example Street, London, E1 4XX"), Phone: fact(doc.Phone, "020 7946 0018"), Notes: []doc.Text{say("en", "Bring letters.")}}
		at := doc.WeekTime{Time: fact(doc.Time, "10:00–13:00"), Notes: []doc.Text{say("en", "First Monday")}}
		r.Days[i%7] = []doc.WeekTime{at, {Time: fact(doc.Time, "14:00–16:30")}}
		p.Rows = append(p.Rows, r)
	}
	return p
}

// TestWeekKeepsTimesWhole holds that each time stands in the column of its day on one line, at the side where reading begins, and nothing
// leaves the sheet.
func TestWeekKeepsTimesWhole(t *testing.T) {
	fonts := testFonts(t)
	for l := range cardWords {
		d, missing := Week(sampleWeek(l, 7), fonts)
		if len(missing) > 0 || len(d.Sheets) != 1 || d.Sheets[0].Width < d.Sheets[0].Height {
			t.Fatalf("%s: %d sheets, missing %v", l, len(d.Sheets), missing)
		}
		times, low := 0, 0.0
		for _, it := range d.Sheets[0].Items {
			if it.X < edge || it.X+it.W > d.Sheets[0].Width-edge || it.Y > d.Sheets[0].Height-edge {
				t.Errorf("%s: %q stands at %.0f, %.0f", l, seen(it), it.X, it.Y)
			}
			if it.Kind != Glyphs || !strings.Contains(seen(it), "10:00–13:00") {
				continue
			}
			// The i-th service has it on the i-th day, so they go down a diagonal.
			from := 32 + (1-7*weekDay+float64(times)*weekDay)*(d.Sheets[0].Width-64)
			if l.Dir() == lang.RTL {
				from = d.Sheets[0].Width - from - weekDay*(d.Sheets[0].Width-64)
			}
			if it.X < from || it.X+it.W > from+weekDay*(d.Sheets[0].Width-64) || it.Y <= low {
				t.Errorf("%s: time %d stands at %.0f, %.0f, its day begins at %.0f", l, times, it.X, it.Y, from)
			}
			times, low = times+1, it.Y
		}
		if times != 7 {
			t.Errorf("%s: %d times are whole", l, times)
		}
	}
}

// TestWeekLeavesNothingOut: more services than a sheet holds go on to further ones, under the days again, which are heard once.
func TestWeekLeavesNothingOut(t *testing.T) {
	for _, l := range []lang.Tag{"en", "ar"} {
		d, _ := Week(sampleWeek(l, 60), testFonts(t))
		if len(d.Sheets) < 2 {
			t.Fatalf("%s: %d sheets", l, len(d.Sheets))
		}
		for i := range 60 {
			find(t, d, fmt.Sprintf("Drop-in %d.", i))
		}
		for i, s := range d.Sheets {
			days, read := 0, 0
			for _, it := range s.Items {
				if it.Kind == Glyphs && seen(it) == "Tuesday" {
					days++
					if it.Mark != nil {
						read++
					}
				}
				if it.Y > s.Height-edge {
					t.Errorf("%s: %q stands at %.0f", l, seen(it), it.Y)
				}
			}
			if days != 1 || read == 1 != (i == 0) {
				t.Errorf("%s, sheet %d: the days stand there %d times, and are read %d times", l, i, days, read)
			}
		}
	}
}
