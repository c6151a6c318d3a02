package layout

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// TestColumnsLoseNothing breaks random columns of which stretches stand in two: each box stands once, in order, and
// inside the page.
func TestColumnsLoseNothing(t *testing.T) {
	state := uint32(11)
	next := func(n int) int {
		state = state*1664525 + 1013904223
		return int(state>>16) % n
	}
	for range 400 {
		boxes := make([]box, 1+next(80))
		two := false
		for i := range boxes {
			if next(9) == 0 {
				two = !two
			}
			boxes[i] = box{skip: float64(next(20)), height: float64(1 + next(60)), hold: hold(next(3)), newPage: next(25) == 0, loose: next(2) == 0}
			if two {
				boxes[i].over = 100
			}
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
				if sp.bottom() > 200.01 && len(page) > 1 {
					t.Errorf("box %d ends at %.1f", at, sp.bottom())
				}
				if sp.x != 0 && sp.box.over == 0 {
					t.Errorf("box %d stands in a second column", at)
				}
				for _, o := range page[:k] {
					if o.x == sp.x && o.bottom() > sp.y+0.01 || (o.box.over == 0 || sp.box.over == 0) && o.bottom() > sp.y+0.01 {
						t.Errorf("box %d stands on one before it", at)
					}
				}
				at++
			}
		}
		if at != len(boxes) {
			t.Fatalf("%d of %d boxes are on pages", at, len(boxes))
		}
	}
}

// TestColumnsAreEven where all of what they hold fits on the page.
func TestColumnsAreEven(t *testing.T) {
	boxes := make([]box, 21)
	for i := range boxes {
		boxes[i] = box{height: 10, over: 100}
	}
	boxes = append(boxes, box{height: 10})
	page, to := fill(boxes, 0, 700)
	last := page[len(page)-1]
	if to != len(boxes) || last.y > 11*10+5 || page[10].x != 0 || page[11].x != 100 || page[11].y != 0 {
		t.Errorf("%d boxes on the page, what follows the columns stands at %.0f", to, last.y)
	}
}

// TestAGroupBreaksRatherThanLeaveAPageEmpty: more than a third of it.
func TestAGroupBreaksRatherThanLeaveAPageEmpty(t *testing.T) {
	for _, c := range []struct{ before, want int }{{5, 20}, {15, 15}} {
		var boxes []box
		for range c.before {
			boxes = append(boxes, box{height: 10})
		}
		for range 18 {
			boxes = append(boxes, box{height: 10, hold: grouped})
		}
		if page, _ := fill(boxes, 0, 200); len(page) != c.want {
			t.Errorf("after %d lines the page ends after %d, want %d", c.before, len(page), c.want)
		}
	}
}

// TestAGuideMayBeginOnAPageThatIsMostlyEmpty, and on no other.
func TestAGuideMayBeginOnAPageThatIsMostlyEmpty(t *testing.T) {
	for _, c := range []struct {
		lines int
		loose bool
		want  int
	}{{5, true, 1}, {5, false, 2}, {40, true, 2}} {
		body := []doc.Block{}
		for range c.lines {
			body = append(body, paragraph("en", "A line."))
		}
		body = append(body, doc.Break{Loose: c.loose}, doc.Heading{Level: 1, Text: say("en", "Next")}, paragraph("en", "Its first line."))
		d := laid(t, "en", body...)
		if _, page := find(t, d, "Next"); page != c.want {
			t.Errorf("after %d lines, loose %v, it stands on sheet %d", c.lines, c.loose, page)
		}
	}
}

// TestServicesStandInTwoColumns from the first line to the last, then across; at the other side in Arabic.
func TestServicesStandInTwoColumns(t *testing.T) {
	for _, l := range []lang.Tag{"en", "ar"} {
		var body []doc.Block
		for i := range 9 {
			body = append(body, doc.Group{Body: []doc.Block{doc.Heading{Level: 3, Text: say(l, fmt.Sprintf("10%d", i))}, paragraph(l, "200"), paragraph(l, "300")}})
		}
		d := laid(t, l, body...)
		first, _ := find(t, d, "100")
		last, page := find(t, d, "108")
		if page != 1 || (first.X < last.X) != (l == "en") || math.Abs(first.X-last.X) < 150 {
			t.Errorf("%s: the first stands at %.0f, the last at %.0f on sheet %d", l, first.X, last.X, page)
		}
		before := -1
		for _, it := range d.Sheets[1].Items {
			var n int
			if k, _ := fmt.Sscanf(seen(it), "10%d", &n); k == 1 {
				if n != before+1 {
					t.Errorf("%s: %d is read after %d", l, n, before)
				}
				before = n
			}
		}
		large, _ := Pack(&doc.Pack{Lang: l, Body: body}, LargePrint(), testFonts(t))
		a, _ := find(t, large, "100")
		b, _ := find(t, large, "101")
		if math.Abs(a.X-b.X) > 30 {
			t.Errorf("%s: large print stands in columns", l)
		}
	}
}

// TestLargePrintLosesNothing: tables that are too wide go on row below row, with the heads of their columns.
func TestLargePrintLosesNothing(t *testing.T) {
	table := doc.Table{Head: []doc.Text{say("en", "Organisation"), say("en", "Appointments"), say("en", "Interpreters"), say("en", "Accessibility")},
		Rows:    [][]doc.Text{{say("en", "Neighbourhood"), say("en", "Wednesdays"), say("en", "Vietnamese"), say("en", "Wheelchairs")}},
		RowHead: true}
	body := []doc.Block{table, paragraph("en", "End.")}
	standard, _ := Pack(&doc.Pack{Lang: "en", Body: body}, A4(), testFonts(t))
	a, _ := find(t, standard, "Appointments")
	b, _ := find(t, standard, "Interpreters")
	if a.Y != b.Y {
		t.Error("the standard pack has no columns")
	}
	large, _ := Pack(&doc.Pack{Lang: "en", Body: body}, LargePrint(), testFonts(t))
	var ys []float64
	for _, want := range []string{"Neighbourhood", "Appointments", "Wednesdays", "Interpreters", "Vietnamese", "Accessibility", "Wheelchairs", "End"} {
		it, _ := find(t, large, want)
		if len(ys) > 0 && it.Y <= ys[len(ys)-1] {
			t.Errorf("%s does not stand below what comes before it", want)
		}
		ys = append(ys, it.Y)
		if want == "Vietnamese" && it.Size < 18 {
			t.Errorf("it is set in %.1f points", it.Size)
		}
	}
}

// TestHeadsNameTheSectionAtTheOuterEdge, where a thumb finds it, and the borough at the binding.
func TestHeadsNameTheSectionAtTheOuterEdge(t *testing.T) {
	for _, l := range []lang.Tag{"en", "ar"} {
		body := []doc.Block{}
		for i := range 6 {
			body = append(body, doc.Break{}, doc.Heading{Level: 1, Text: say(l, fmt.Sprintf("10%d", i))}, paragraph(l, "200"))
		}
		d, _ := Pack(&doc.Pack{Lang: l, Body: body, Running: say("en", "Newham")}, A4(), testFonts(t))
		for i, s := range d.Sheets[1:] {
			sheet := i + 1
			outerRight := (sheet%2 == 0) == (l == "en") // the first sheet is a right-hand page where reading begins at the left
			for _, it := range s.Items {
				if it.Mark != nil || it.Run == nil {
					continue
				}
				right := it.X+it.W/2 > s.Width/2
				switch text := seen(it); {
				case strings.HasPrefix(text, "10"):
					if text != fmt.Sprintf("10%d", sheet-1) || right != outerRight {
						t.Errorf("%s, sheet %d: the head says %s, at the right: %v", l, sheet+1, text, right)
					}
				case strings.Contains(text, "Newham"):
					if right == outerRight {
						t.Errorf("%s, sheet %d: the borough stands at the outer edge", l, sheet+1)
					}
				}
			}
			if inner := A4().left(sheet, l == "ar"); (inner > A4().Side) != outerRight {
				t.Errorf("%s, sheet %d: the column begins at %.0f", l, sheet+1, inner)
			}
		}
	}
}
