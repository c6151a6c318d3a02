package layout

import (
	"fmt"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"
	"testing/fstest"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

func testFonts(tb testing.TB) *FontSet {
	tb.Helper()
	fonts, err := LoadFonts(os.DirFS("../../themes/default/fonts"))
	if err != nil {
		tb.Fatal(err)
	}
	return fonts
}

func say(l lang.Tag, s string) doc.Text {
	return doc.Text{Lang: l, Inlines: []doc.Inline{doc.Str{S: s}}}
}

func paragraph(l lang.Tag, s string) doc.Block { return doc.Paragraph{Text: say(l, s)} }

// laid sets a body that is all there is in a pack.
func laid(t *testing.T, l lang.Tag, body ...doc.Block) *Doc {
	t.Helper()
	d, missing := Pack(&doc.Pack{Lang: l, Body: body}, Style{}, testFonts(t))
	if len(missing) > 0 {
		t.Errorf("missing %v", missing)
	}
	return d
}

// seen is the characters of a sheet's item.
func seen(it Item) string {
	if it.Run == nil {
		return ""
	}
	return string(it.Text[it.Run.Start:it.Run.End])
}

// find returns the first item that shows part of s, and its sheet.
func find(t *testing.T, d *Doc, s string) (Item, int) {
	t.Helper()
	for i, sheet := range d.Sheets {
		for _, it := range sheet.Items {
			if strings.Contains(seen(it), s) {
				return it, i
			}
		}
	}
	t.Fatalf("%q is on no sheet", s)
	return Item{}, 0
}

const arabicLine = "إذا لم تستطع الانتظار فاتصل على "

// TestPhoneKeepsItsDirectionInArabic looks at the digits from left to right as they are seen.
func TestPhoneKeepsItsDirectionInArabic(t *testing.T) {
	for _, shown := range []string{"020 7946 0018", "+44 20 7946 0018", "(020) 7946 0018"} {
		text := doc.Text{Lang: "ar", Inlines: []doc.Inline{doc.Str{S: arabicLine}, doc.Fact{Kind: doc.Phone, Shown: shown, Machine: "+442079460018"}, doc.Str{S: " ليلاً."}}}
		if got := acrossFact(laid(t, "ar", doc.Paragraph{Text: text}), Link); got != shown {
			t.Errorf("%q is seen as %q", shown, got)
		}
	}
}

// TestTimesKeepTheirOrderInArabic: the opening time is left of the closing time.
func TestTimesKeepTheirOrderInArabic(t *testing.T) {
	text := doc.Text{Lang: "ar", Inlines: []doc.Inline{doc.Str{S: arabicLine}, doc.Fact{Kind: doc.Email, Shown: "09:30–16:00", Machine: "x"}}}
	if got := acrossFact(laid(t, "ar", doc.Paragraph{Text: text}), Link); got != "09:30–16:00" {
		t.Errorf("seen as %q", got)
	}
}

// acrossFact is the characters under nodes of a role, by where they are seen.
func acrossFact(d *Doc, r Role) string {
	type at struct {
		x float64
		c rune
	}
	var all []at
	for _, it := range d.Sheets[len(d.Sheets)-1].Items {
		if it.Mark == nil || it.Mark.Node.Role != r || it.Run == nil {
			continue
		}
		x := it.X
		for _, g := range it.Run.Glyphs {
			all = append(all, at{x, it.Text[g.Cluster]})
			x += float64(g.Adv) / float64(it.Run.Face.Upem) * it.Size
		}
	}
	slices.SortStableFunc(all, func(a, b at) int {
		if a.x < b.x {
			return -1
		}
		return 1
	})
	s := ""
	for _, a := range all {
		if a.c < leftIsolate || a.c > popIsolate {
			s += string(a.c)
		}
	}
	return s
}

// TestFactIsNeverBroken narrows a column until each part of the line was at its end once.
func TestFactIsNeverBroken(t *testing.T) {
	fonts := testFonts(t)
	phone := doc.Fact{Kind: doc.Phone, Shown: "020 7946 0018", Machine: "+442079460018"}
	for width := 180.0; width < 420; width += 7 {
		text := doc.Text{Lang: "en", Inlines: []doc.Inline{doc.Str{S: "If you cannot wait, call "}, phone, doc.Str{S: " by day or by night."}}}
		d, _ := Pack(&doc.Pack{Lang: "en", Body: []doc.Block{doc.Paragraph{Text: text}}}, Style{Width: width, Side: 30}, fonts)
		var lines []float64
		for _, it := range d.Sheets[len(d.Sheets)-1].Items {
			if it.Mark != nil && it.Mark.Node.Role == Link {
				lines = append(lines, it.Y)
			}
		}
		if len(slices.Compact(lines)) != 1 {
			t.Errorf("the number stands on %d lines when the page is %.0f wide", len(lines), width)
		}
	}
}

// TestLongAddressBreaksAfterItsSigns: never after a hyphen, which would look like one of the line's end.
func TestLongAddressBreaksAfterItsSigns(t *testing.T) {
	for width := 250.0; width < 420; width += 5 {
		longAddress(t, width)
	}
}

func longAddress(t *testing.T, width float64) {
	t.Helper()
	address := "appointments-and-interpreters.reception@stratford-family-health.example.org"
	d, _ := Pack(&doc.Pack{Lang: "en", Body: []doc.Block{doc.Contact{Rows: []doc.ContactRow{{Label: say("en", "Email"), Fact: doc.Fact{Kind: doc.Email, Shown: address, Machine: address}}}}}},
		Style{Width: width, Side: 30, Body: 8}, testFonts(t))
	line, y := "", math.NaN()
	for _, it := range d.Sheets[len(d.Sheets)-1].Items {
		if it.Mark == nil || it.Mark.Node.Role != Link {
			continue
		}
		if it.Y != y && line != "" && !strings.ContainsAny(line[len(line)-1:], "./@") {
			t.Errorf("a line ends %q", line)
		}
		y = it.Y
		line += seen(it)
	}
	if line != address {
		t.Errorf("the lines say %q", line)
	}
}

// TestRightToLeftPacksAreMirrored compares where labels and words stand.
func TestRightToLeftPacksAreMirrored(t *testing.T) {
	items := func(l lang.Tag, word string) *Doc {
		return laid(t, l, doc.List{Kind: doc.Bullets, Items: [][]doc.Block{{paragraph(l, word)}}},
			doc.List{Kind: doc.Ticks, Items: [][]doc.Block{{paragraph(l, word)}}},
			doc.Contact{Rows: []doc.ContactRow{{Label: say(l, word), Fact: doc.Fact{Kind: doc.Phone, Shown: "999", Machine: "999"}}}},
			doc.Table{Head: []doc.Text{say(l, word), say(l, "999")}})
	}
	english, arabic := items("en", "Doctor"), items("ar", "طبيب")
	sides := func(d *Doc, word string) (bullet, tick, label bool) {
		b, _ := find(t, d, "•")
		w, _ := find(t, d, word)
		var box Item
		for _, it := range d.Sheets[len(d.Sheets)-1].Items {
			if it.Kind == Tick {
				box = it
			}
		}
		phone, _ := find(t, d, "999")
		return b.X < w.X, box.X < w.X, w.X < phone.X
	}
	if b, k, l := sides(english, "Doctor"); !b || !k || !l {
		t.Error("English labels do not stand at the left")
	}
	if b, k, l := sides(arabic, "طبيب"); b || k || l {
		t.Error("Arabic labels do not stand at the right")
	}
	if !arabic.RTL || english.RTL {
		t.Error("the wrong one is bound on the right")
	}
}

// TestEnglishInArabicPackStandsAtTheLeft, and says that it is English.
func TestEnglishInArabicPackStandsAtTheLeft(t *testing.T) {
	d := laid(t, "ar", paragraph("ar", "طبيب"), paragraph("en", "Ask somebody to read it to you."))
	it, _ := find(t, d, "Ask")
	side := A4().left(1, true)
	if math.Abs(it.X-side) > 1 || it.Mark.Node.Lang != "en" {
		t.Errorf("it stands at %.1f as %q", it.X, it.Mark.Node.Lang)
	}
	if it, _ := find(t, d, "طبيب"); math.Abs(it.X+it.W-(side+A4().column())) > 1 {
		t.Errorf("Arabic ends at %.1f", it.X+it.W)
	}
}

// TestBoxesAndTablesFollowTheirWords: what is still English in an Arabic pack has its first column and its rule
// at the left, and what is Arabic at the right.
func TestBoxesAndTablesFollowTheirWords(t *testing.T) {
	for _, l := range []lang.Tag{"en", "ar"} {
		d := laid(t, "ar", doc.Table{Head: []doc.Text{say(l, "111"), say(l, "222")}},
			doc.Callout{Label: say("ar", "مهم"), Body: []doc.Block{paragraph(l, "333")}})
		first, _ := find(t, d, "111")
		second, _ := find(t, d, "222")
		body, page := find(t, d, "333")
		bar := Item{}
		for _, it := range d.Sheets[page].Items {
			if it.Kind == Rule && it.H > it.W && it.Y <= body.Y {
				bar = it
			}
		}
		if left := first.X < second.X; left != (l == "en") {
			t.Errorf("%s: the first column at the left: %v", l, left)
		}
		if left := bar.X < body.X; bar.H == 0 || left != (l == "en") {
			t.Errorf("%s: the rule at the left: %v", l, left)
		}
	}
}

// TestContentsNameTheRightPages makes a contents list of several pages.
func TestContentsNameTheRightPages(t *testing.T) {
	var body []doc.Block
	for i := range 130 {
		body = append(body, doc.Heading{Level: 1 + i%2, Target: fmt.Sprint(i), Text: say("en", fmt.Sprintf("Heading-%d", i))},
			doc.Heading{Level: 2, Text: say("en", "A part of it")}, doc.Heading{Level: 3, Target: fmt.Sprint(i, "a"), Text: say("en", "A service")})
		for range i % 5 {
			body = append(body, paragraph("en", strings.Repeat("Words and more words. ", 30)))
		}
	}
	d, _ := Pack(&doc.Pack{Lang: "en", Contents: say("en", "Contents"), Body: body}, Style{}, testFonts(t))
	number := map[string]int{} // by heading, as the contents say
	where := map[string]int{}
	name := ""
	for i, sheet := range d.Sheets {
		for _, it := range sheet.Items {
			s := seen(it)
			switch {
			case it.Mark == nil || it.Run == nil:
			case it.Mark.Node.Role == Link && strings.HasPrefix(s, "Heading-"):
				name = s
			case it.Mark.Node.Role == Link:
				n, err := strconv.Atoi(s)
				if err != nil {
					t.Fatal(err)
				}
				number[name] = n
			case strings.HasPrefix(s, "Heading-"):
				where[s] = i + 1
			}
		}
	}
	if len(number) != 130 || len(where) != 130 {
		t.Fatalf("%d in the contents, %d in the body", len(number), len(where))
	}
	for h, n := range where {
		if number[h] != n {
			t.Errorf("%s is on page %d, the contents say %d", h, n, number[h])
		}
	}
	if len(d.Bookmarks) != 3*130 {
		t.Errorf("%d bookmarks", len(d.Bookmarks))
	}
	for _, b := range d.Bookmarks {
		if where[b.Title] == 0 {
			continue
		}
		if b.To.Sheet+1 != where[b.Title] || b.To.Y < A4().Top-1 {
			t.Errorf("bookmark %s leads to page %d, %.0f", b.Title, b.To.Sheet+1, b.To.Y)
		}
	}
}

// TestHeadingsNeverSkipALevel, whatever the content asks for.
func TestHeadingsNeverSkipALevel(t *testing.T) {
	var body []doc.Block
	for i, level := range []int{3, 6, 1, 4, 0, 2, -5, 9} {
		body = append(body, doc.Heading{Level: level, Text: say("en", strconv.Itoa(i))})
	}
	var levels []int
	for _, b := range laid(t, "en", body...).Bookmarks {
		levels = append(levels, b.Level)
	}
	if want := []int{1, 2, 1, 2, 1, 2, 1, 2}; !slices.Equal(levels, want) {
		t.Errorf("levels are %v, want %v", levels, want)
	}
}

// TestLinksLeadIntoThePackWhereTheyCan, to the website where not, and nowhere without one.
func TestLinksLeadIntoThePackWhereTheyCan(t *testing.T) {
	link := func(href string) doc.Block {
		return doc.Paragraph{Text: doc.Text{Lang: "en", Inlines: []doc.Inline{doc.Link{Href: href, Inlines: []doc.Inline{doc.Str{S: "press"}}}}}}
	}
	heading := doc.Heading{Level: 1, Target: "newham/en/guides/gp.html", Text: say("en", "Doctor")}
	for _, c := range []struct {
		href, base, want string
		inside           bool
	}{
		{"newham/en/guides/gp.html", "", "", true},
		{"newham/en/guides/gp.html#register", "", "", true},
		{"newham/en/guides/no.html", "https://welcomepack.example/", "https://welcomepack.example/newham/en/guides/no.html", false},
		{"newham/en/guides/no.html", "", "", false},
		{"https://www.gov.uk/", "", "https://www.gov.uk/", false},
		{"guide:gp", "https://welcomepack.example/", "", false},
	} {
		d, _ := Pack(&doc.Pack{Lang: "en", BaseURL: c.base, Body: []doc.Block{link(c.href), doc.Break{}, heading}}, Style{}, testFonts(t))
		links := d.Sheets[1].Links
		if c.want == "" && !c.inside {
			if len(links) != 0 {
				t.Errorf("%s with %q leads to %q", c.href, c.base, links[0].Node.Href)
			}
			continue
		}
		if len(links) != 1 || links[0].Node.Href != c.want || (links[0].Node.To != nil) != c.inside {
			t.Errorf("%s with %q: %+v", c.href, c.base, links)
			continue
		}
		if c.inside && links[0].Node.To.Sheet != 2 {
			t.Errorf("%s leads to sheet %d", c.href, links[0].Node.To.Sheet)
		}
	}
}

// TestMissingCharactersAreNamedWithTheirPlace.
func TestMissingCharactersAreNamedWithTheirPlace(t *testing.T) {
	at := source.Pos{File: 3, Offset: 40}.Span(9)
	text := say("en", "Ask ꀀ and ꀀ again.")
	text.Pos = at
	fact := doc.Fact{Kind: doc.Name, Shown: "ꀁ", Pos: source.Pos{File: 4, Offset: 1}.Span(3)}
	_, missing := Pack(&doc.Pack{Lang: "en", Body: []doc.Block{doc.Paragraph{Text: text},
		doc.Paragraph{Text: doc.Text{Lang: "en", Pos: at, Inlines: []doc.Inline{doc.Str{S: "In "}, fact}}}}}, Style{}, testFonts(t))
	want := []Missing{{'ꀀ', "en", at}, {'ꀁ', "en", fact.Pos}}
	if !slices.Equal(missing, want) {
		t.Errorf("missing %v, want %v", missing, want)
	}
}

// TestTableRepeatsItsHead on each page it goes on to, for the eyes only.
func TestTableRepeatsItsHead(t *testing.T) {
	table := doc.Table{Head: []doc.Text{say("en", "Paper"), say("en", "From")}}
	for i := range 120 {
		table.Rows = append(table.Rows, []doc.Text{say("en", fmt.Sprintf("row-%d", i)), say("en", "the Home Office")})
	}
	d := laid(t, "en", table)
	tagged, plain := 0, 0
	for _, s := range d.Sheets[1:] {
		for _, it := range s.Items {
			if seen(it) == "Paper" && it.Mark != nil {
				tagged++
			}
			if seen(it) == "Paper" && it.Mark == nil {
				plain++
			}
		}
	}
	if pages := len(d.Sheets) - 1; pages < 3 || tagged != 1 || plain != pages-1 {
		t.Errorf("%d pages: head tagged %d times, repeated %d times", pages, tagged, plain)
	}
}

// TestGroupStaysOnOnePage where it fits, and is broken where it does not.
func TestGroupStaysOnOnePage(t *testing.T) {
	service := func(name string, n int) doc.Block {
		g := doc.Group{Body: []doc.Block{doc.Heading{Level: 2, Text: say("en", name+"-first")}}}
		for range n {
			g.Body = append(g.Body, paragraph("en", "One line."))
		}
		g.Body = append(g.Body, paragraph("en", name+"-last"))
		return g
	}
	var body []doc.Block
	for i := range 20 {
		body = append(body, service(fmt.Sprint("s", i), 3+i%7))
	}
	d := laid(t, "en", append(body, service("long", 90))...)
	for i := range 20 {
		_, a := find(t, d, fmt.Sprint("s", i, "-first"))
		_, b := find(t, d, fmt.Sprint("s", i, "-last"))
		if a != b {
			t.Errorf("service %d is torn over pages %d and %d", i, a+1, b+1)
		}
	}
	_, last := find(t, d, "s19-last")
	if _, long := find(t, d, "long-first"); long != last {
		t.Errorf("a group that is too long anyway left the end of page %d empty", last+1)
	}
}

// TestPagesLoseNothing breaks random columns: each box stands once, in order, inside the page.
func TestPagesLoseNothing(t *testing.T) {
	state := uint32(7)
	next := func(n int) int {
		state = state*1664525 + 1013904223
		return int(state>>16) % n
	}
	for range 300 {
		boxes := make([]box, next(60))
		for i := range boxes {
			boxes[i] = box{skip: float64(next(20)), height: float64(1 + next(60)), hold: hold(next(3)), newPage: next(15) == 0}
		}
		at := 0
		for _, page := range paginate(boxes, 200) {
			if len(page) == 0 {
				t.Fatal("an empty page")
			}
			for k, sp := range page {
				if sp.box != &boxes[at] {
					t.Fatalf("box %d is not where it should be", at)
				}
				if sp.y+sp.box.height > 200.01 && len(page) > 1 {
					t.Errorf("box %d sticks out", at)
				}
				if sp.box.newPage && k > 0 {
					t.Errorf("box %d should begin a page", at)
				}
				at++
			}
		}
		if at != len(boxes) {
			t.Fatalf("%d of %d boxes are on pages", at, len(boxes))
		}
	}
}

// TestPagesBreakWhereReadersExpect: no page ends with a heading, and no line of a paragraph is parted from all
// the others.
func TestPagesBreakWhereReadersExpect(t *testing.T) {
	var body []doc.Block
	for i := range 90 {
		body = append(body, doc.Heading{Level: 2, Text: say("en", fmt.Sprintf("h%d", i))}, paragraph("en", strings.Repeat("Words and more words. ", 20+i%40)))
	}
	d := laid(t, "en", body...)
	torn := 0
	for i, s := range d.Sheets[1:] {
		lines := map[*Node]int{} // of the page
		var last *Node
		y := math.NaN()
		for _, it := range s.Items {
			if it.Mark == nil || it.Run == nil {
				continue
			}
			if it.Y != y {
				lines[it.Mark.Node]++
			}
			last, y = it.Mark.Node, it.Y
		}
		if i < len(d.Sheets)-2 && last.Role != P {
			t.Errorf("page %d ends with %s", i+2, last.Role)
		}
		for n, count := range lines {
			if marks := len(n.Kids); marks > 1 {
				torn++
				if count < 2 {
					t.Errorf("page %d has one line of a paragraph of more", i+2)
				}
			}
		}
	}
	if torn < 10 {
		t.Errorf("only %d paragraphs were broken", torn/2)
	}
}

func TestFamilies(t *testing.T) {
	for _, c := range []struct {
		script string
		lang   lang.Tag
		want   string
	}{{"Arab", "ur", "noto-nastaliq-urdu"}, {"Arab", "ar", "noto-sans-arabic"}, {"Latn", "ur", "noto-sans"}, {"Ethi", "ti", "noto-sans-ethiopic"}, {"Zzzz", "xx", "noto-sans"}} {
		got := Families(c.script, c.lang)
		if got[0] != c.want || got[len(got)-1] != "noto-sans" {
			t.Errorf("%s in %s is set in %v", c.script, c.lang, got)
		}
	}
}

// TestEveryFamilyOfTheTableIsInTheTheme, and every language of the table can be set.
func TestEveryFamilyOfTheTableIsInTheTheme(t *testing.T) {
	fonts := testFonts(t)
	for _, l := range lang.Tags() {
		if l == "zh-hant" {
			continue // its font is not among the built-in ones
		}
		loc := l.Locale()
		d, missing := Pack(&doc.Pack{Lang: l, Body: []doc.Block{paragraph(l, loc.Autonym+" "+strings.Join(loc.Days[:], " "))}}, Style{}, fonts)
		if len(missing) > 0 || len(d.Sheets) != 2 {
			t.Errorf("%s: missing %q", l, missing)
		}
	}
	if err := fonts.Err(); err != nil {
		t.Error(err)
	}
}

func TestBrokenFontsAreErrors(t *testing.T) {
	if _, err := LoadFonts(fstest.MapFS{}); err == nil {
		t.Error("a folder without noto-sans was taken")
	}
	broken := fstest.MapFS{"noto-sans/NotoSans_400Regular.ttf": {Data: []byte("not a font")}, "noto-sans/NotoSans_700Bold.ttf": {Data: []byte("not a font")}}
	if _, err := LoadFonts(broken); err == nil {
		t.Error("a broken noto-sans was taken")
	}
	files := fstest.MapFS{"noto-sans-arabic/NotoSansArabic_400Regular.ttf": {Data: []byte("not a font")}}
	for _, name := range []string{"noto-sans/NotoSans_400Regular.ttf", "noto-sans/NotoSans_700Bold.ttf"} {
		b, err := os.ReadFile("../../themes/default/fonts/" + name)
		if err != nil {
			t.Fatal(err)
		}
		files[name] = &fstest.MapFile{Data: b}
	}
	fonts, err := LoadFonts(files)
	if err != nil {
		t.Fatal(err)
	}
	_, missing := Pack(&doc.Pack{Lang: "ar", Body: []doc.Block{paragraph("ar", "طبيب")}}, Style{}, fonts)
	if fonts.Err() == nil || len(missing) == 0 {
		t.Errorf("a broken font passed: %v, missing %v", fonts.Err(), missing)
	}
}
