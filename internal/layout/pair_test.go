package layout

import (
	"fmt"
	"math"
	"reflect"
	"slices"
	"strings"
	"testing"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

var longWords = map[lang.Tag]string{
	"en": "You can ask for an interpreter, and it costs nothing. Say your language when they answer. ",
	"ar": "يمكنك أن تطلب مترجمًا ولا يكلفك ذلك شيئًا. قل لغتك عندما يجيبون على الهاتف. ",
	"ur": "آپ ترجمان مانگ سکتے ہیں اور اس کی کوئی قیمت نہیں۔ جب وہ جواب دیں تو اپنی زبان بتائیں۔ ",
	"pl": "Możesz poprosić o tłumacza i nic to nie kosztuje. Powiedz, w jakim języku mówisz. ",
}

// both makes one part of a bilingual pack.
func both(english, other doc.Block) doc.Block {
	return doc.Pair{English: []doc.Block{english}, Other: []doc.Block{other}}
}

// marked is words that begin with a number, which reads the same in both languages.
func marked(l lang.Tag, n, times int) doc.Text {
	return say(l, fmt.Sprintf("%d ", n)+strings.Repeat(longWords[l], times))
}

// bilingual sets blocks in English and another language side by side.
func bilingual(t *testing.T, l lang.Tag, body ...doc.Block) *Doc {
	t.Helper()
	p := &doc.Pack{Lang: l, Body: body, Running: say("en", "Newham"), Contents: say("en", "Contents"), Beside: say(l, "000")}
	d, missing := Pack(p, Bilingual(), testFonts(t))
	if len(missing) > 0 {
		t.Errorf("missing %v", missing)
	}
	return d
}

// TestBothLanguagesBeginOnTheSameLine: paragraphs, steps, boxes and tables, however much longer one language is.
func TestBothLanguagesBeginOnTheSameLine(t *testing.T) {
	for _, l := range []lang.Tag{"ar", "ur", "pl"} {
		var body []doc.Block
		n := 100
		mark := func(times int) (a, b doc.Text) {
			n++
			return marked("en", n, times), marked(l, n, times)
		}
		for i := range 25 {
			a, b := mark(1)
			body = append(body, both(doc.Heading{Level: 2, Text: a}, doc.Heading{Level: 2, Text: b}))
			a, b = mark(1 + i%5)
			body = append(body, both(doc.Paragraph{Text: a}, doc.Paragraph{Text: b}))
			var english, other doc.List
			english.Kind, other.Kind = doc.ListKind(i%3), doc.ListKind(i%3)
			for k := range 3 {
				a, b = mark(1 + k)
				english.Items, other.Items = append(english.Items, []doc.Block{doc.Paragraph{Text: a}}), append(other.Items, []doc.Block{doc.Paragraph{Text: b}})
			}
			body = append(body, both(english, other))
			a, b = mark(2)
			body = append(body, both(doc.Callout{Label: say("en", "Important"), Body: []doc.Block{doc.Paragraph{Text: a}}},
				doc.Callout{Label: say(l, "000"), Body: []doc.Block{doc.Paragraph{Text: b}}}))
			a, b = mark(1)
			c, d := mark(1)
			body = append(body, both(doc.Table{Head: []doc.Text{a, c}, Rows: [][]doc.Text{{c, a}}}, doc.Table{Head: []doc.Text{b, d}, Rows: [][]doc.Text{{d, b}}}))
		}
		d := bilingual(t, l, body...)
		middle := A4().Width / 2
		pairs := 0
		for i, sheet := range d.Sheets[1:] {
			left, right := map[string][]float64{}, map[string][]float64{}
			for _, it := range sheet.Items {
				word, _, _ := strings.Cut(strings.Trim(seen(it), string([]rune{leftIsolate, rightIsolate, firstIsolate, popIsolate})), " ")
				if len(word) != 3 || word[0] < '1' || word[0] > '9' || it.Mark == nil || !strings.HasPrefix(string(it.Text), word) {
					continue
				}
				side := left
				if it.X+it.W/2 > middle {
					side = right
				}
				side[word] = append(side[word], it.Y)
			}
			for word, ys := range left {
				pairs++
				slices.Sort(ys)
				slices.Sort(right[word])
				if !slices.EqualFunc(ys, right[word], func(a, b float64) bool { return math.Abs(a-b) < 0.01 }) {
					t.Errorf("%s, sheet %d: %s stands at %.1f in English and at %.1f", l, i+2, word, ys, right[word])
				}
			}
		}
		if pairs < 8*25 {
			t.Errorf("%s: only %d pairs were found", l, pairs)
		}
	}
}

// TestFactsStandOnceBetweenTheLanguages: the number is on the line of both labels.
func TestFactsStandOnceBetweenTheLanguages(t *testing.T) {
	phone := doc.Fact{Kind: doc.Phone, Shown: "020 7946 0018", Machine: "+442079460018"}
	for _, l := range []lang.Tag{"ar", "pl"} {
		d := bilingual(t, l,
			both(doc.Contact{Rows: []doc.ContactRow{{Label: say("en", "Telephone"), Fact: phone, Notes: []doc.Text{say("en", "free")}}}},
				doc.Contact{Rows: []doc.ContactRow{{Label: say(l, "111"), Fact: phone, Notes: []doc.Text{say(l, "222")}}}}),
			both(doc.Hours{Rows: []doc.HoursRow{{Day: say("en", "Monday"), Time: doc.Fact{Kind: doc.Time, Shown: "10:00–13:00"}}}},
				doc.Hours{Rows: []doc.HoursRow{{Day: say(l, "333"), Time: doc.Fact{Kind: doc.Time, Shown: "10:00–13:00"}}}}))
		for _, c := range [][3]string{{"Telephone", "020", "111"}, {"Monday", "10:00", "333"}} {
			a, page := find(t, d, c[0])
			f, _ := find(t, d, c[1])
			b, _ := find(t, d, c[2])
			if a.Y != f.Y || f.Y != b.Y || !(a.X+a.W < f.X && f.X+f.W < b.X) {
				t.Errorf("%s: %q at %.0f,%.0f, %q at %.0f,%.0f, %q at %.0f,%.0f", l, c[0], a.X, a.Y, c[1], f.X, f.Y, c[2], b.X, b.Y)
			}
			times := 0
			for _, it := range d.Sheets[page].Items {
				if strings.Contains(seen(it), c[1]) {
					times++
				}
			}
			if times != 1 {
				t.Errorf("%s: %q stands %d times", l, c[1], times)
			}
		}
		note, _ := find(t, d, "222")
		if label, _ := find(t, d, "111"); note.Y <= label.Y || note.X < A4().Width/2 {
			t.Errorf("%s: the note stands at %.0f,%.0f", l, note.X, note.Y)
		}
	}
}

// TestAHeadingInTwoLanguagesIsOne in the tags, the bookmarks and the contents list.
func TestAHeadingInTwoLanguagesIsOne(t *testing.T) {
	var body []doc.Block
	for i := range 30 {
		body = append(body, doc.Break{},
			both(doc.Heading{Level: 1, Target: fmt.Sprintf("newham/en/%d.html", i), Text: say("en", fmt.Sprintf("Doctor-%02d", i))},
				doc.Heading{Level: 1, Target: fmt.Sprintf("newham/ar/%d.html", i), Text: say("ar", fmt.Sprintf("طبيب %02d", i))}),
			both(paragraph("en", strings.Repeat(longWords["en"], 1+7*(i%4))), paragraph("ar", strings.Repeat(longWords["ar"], 1+7*(i%4)))))
	}
	d := bilingual(t, "ar", body...)
	if len(d.Bookmarks) != 30 || d.Bookmarks[3].Title != "Doctor-03 · طبيب 03" {
		t.Fatalf("%d bookmarks, such as %q", len(d.Bookmarks), d.Bookmarks[3].Title)
	}
	first := -1
	for i, sheet := range d.Sheets {
		number, name := "", ""
		for _, it := range sheet.Items {
			s := seen(it)
			switch {
			case it.Mark == nil:
			case first < 0 && strings.HasPrefix(s, "Doctor-"):
				name = s
			case name != "" && it.Mark.Node.Role == Link:
				number = s
				var k int
				fmt.Sscanf(name, "Doctor-%d", &k)
				if want := fmt.Sprint(d.Bookmarks[k].To.Sheet + 1); number != want {
					t.Errorf("the contents say that %s is on page %s, it is on %s", name, number, want)
				}
				name = ""
			}
		}
		if i == 1 && number == "" {
			t.Error("the contents have no numbers")
		}
		if i >= 1 {
			first = i
		}
	}
	it, _ := find(t, d, "طبيب")
	for n := it.Mark.Node; n != nil; n = n.up {
		if n.Role == "H1" || n.Role == Link {
			if len(n.Kids) < 2 {
				t.Errorf("%s has %d kids", n.Role, len(n.Kids))
			}
			return
		}
	}
	t.Error("the heading is under no H1")
}

// TestNothingOverlaps on any page of packs in several scripts and styles.
func TestNothingOverlaps(t *testing.T) {
	fonts := testFonts(t)
	set := func(l lang.Tag, st Style, two bool) *Doc {
		d, _ := Pack(&doc.Pack{Lang: l, Contents: say(l, "000"), Running: say("en", "Newham"), Foot: marked(l, 1, 1), PageOf: say(l, "1"), Body: everything(l, two)}, st, fonts)
		return d
	}
	for name, st := range map[string]Style{"standard": A4(), "large": LargePrint(), "two": Bilingual()} {
		for _, l := range []lang.Tag{"en", "ar", "ur", "pl"} {
			d := set(l, st, name == "two")
			for i, sheet := range d.Sheets {
				overlaps(t, fmt.Sprintf("%s, %s, sheet %d", name, l, i+1), sheet)
			}
			if l == "ar" && !reflect.DeepEqual(places(d), places(set(l, st, name == "two"))) {
				t.Errorf("%s, %s: not the same twice", name, l)
			}
		}
	}
}

// places is where everything stands.
func places(d *Doc) [][]float64 {
	var out [][]float64
	for _, s := range d.Sheets {
		for _, it := range s.Items {
			out = append(out, []float64{it.X, it.Y, it.W, it.H, it.Size})
		}
	}
	return out
}

// everything is a body with most kinds of blocks, many times.
func everything(l lang.Tag, two bool) []doc.Block {
	var out []doc.Block
	add := func(make func(l lang.Tag) doc.Block) {
		if two {
			out = append(out, both(make("en"), make(l)))
			return
		}
		out = append(out, make(l))
	}
	n := 100
	for i := range 6 {
		text := func(l lang.Tag, times int) doc.Text { n++; return marked(l, n, times) }
		if i%3 == 0 {
			out = append(out, doc.Break{Loose: i%2 == 0})
			add(func(l lang.Tag) doc.Block { return doc.Heading{Level: 1, Text: text(l, 1)} })
		}
		add(func(l lang.Tag) doc.Block { return doc.Heading{Level: 2, Text: text(l, 1)} })
		add(func(l lang.Tag) doc.Block { return doc.Paragraph{Text: text(l, 1+i%6)} })
		add(func(l lang.Tag) doc.Block {
			return doc.List{Kind: doc.ListKind(i % 3), Items: [][]doc.Block{{doc.Paragraph{Text: text(l, 2)}}, {doc.Paragraph{Text: text(l, 1)}}}}
		})
		add(func(l lang.Tag) doc.Block {
			return doc.Table{Head: []doc.Text{text(l, 1), say(l, "1"), say(l, "2")}, Rows: [][]doc.Text{{say(l, "3"), text(l, 2), say(l, "4")}, {say(l, "5"), text(l, 1), text(l, 1)}}, RowHead: true}
		})
		add(func(l lang.Tag) doc.Block {
			return doc.Callout{Kind: doc.CalloutKind(i % 7), Label: say(l, "6"), Body: []doc.Block{doc.Paragraph{Text: text(l, 2)}}}
		})
		add(func(l lang.Tag) doc.Block {
			var rows []doc.ContactRow
			for range 3 + 2*i {
				rows = append(rows, doc.ContactRow{Label: text(l, 1), Fact: doc.Fact{Kind: doc.Phone, Shown: "020 7946 0018", Machine: "x"}, Notes: []doc.Text{text(l, 1)}})
			}
			return doc.Contact{Rows: rows}
		})
		add(func(l lang.Tag) doc.Block {
			var terms []doc.Term
			for range 6 {
				terms = append(terms, doc.Term{Name: say(l, "7"), Meaning: text(l, 1+i%3)})
			}
			return doc.Terms{Items: terms}
		})
		for range 4 {
			out = append(out, doc.Group{Body: []doc.Block{doc.Heading{Level: 3, Text: text(l, 1)}, doc.Paragraph{Text: text(l, 2)}}})
		}
	}
	return out
}

// overlaps looks for letters that stand on others: from the baseline half way up.
func overlaps(t *testing.T, where string, s Sheet) {
	t.Helper()
	type rect struct {
		x1, y1, x2, y2 float64
		text           string
	}
	var all []rect
	for i := range s.Items {
		it := &s.Items[i]
		if it.Run == nil || blank(it) || it.Kind != Glyphs {
			continue
		}
		r := rect{it.X, it.Y - 0.5*it.Size, it.X + it.W, it.Y, seen(*it)}
		if r.x1 < edge-1 || r.x2 > s.Width-edge+1 || r.y2 > s.Height-edge+1 || r.y1 < edge-1 {
			t.Errorf("%s: %q stands outside the paper, at %.0f to %.0f, %.0f", where, r.text, r.x1, r.x2, r.y2)
		}
		for _, o := range all {
			if min(r.x2, o.x2)-max(r.x1, o.x1) > 1 && min(r.y2, o.y2)-max(r.y1, o.y1) > 0.5 {
				t.Errorf("%s: %q stands on %q", where, r.text, o.text)
				return
			}
		}
		all = append(all, r)
	}
}
