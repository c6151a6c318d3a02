package report

import (
	"fmt"
	"slices"
	"strconv"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// stateWords are the states of what people said, as heads of columns.
var stateWords = map[string]string{"heard": "Heard", "with-lead": "With a lead", "decided": "Decided", "done": "Done", "not-done": "Not done"}

func promiseTables(k *Book) []Table {
	c := k.c
	sum := Table{Name: "by-borough", Title: "By borough", Head: []string{"Borough"}}
	for _, s := range model.SayingStates {
		sum.Head = append(sum.Head, stateWords[s])
	}
	list := Table{
		Name: "said", Title: "What people said", Head: []string{"You said", "Borough", "State", "Promised by", "Days late", "Owner", "Deputy"},
		None: "No engagement.yaml says what people said.",
	}
	for i := range c.Site.Boroughs {
		b := &c.Site.Boroughs[i]
		n := make([]int, len(model.SayingStates))
		for k := range b.Engagement.Said {
			s := &b.Engagement.Said[k]
			n[slices.Index(model.SayingStates, s.State.V)]++
			by, late := "", ""
			if s.By.Written() {
				by = s.By.V.String()
			}
			if s.Late(c.Today) {
				late = strconv.Itoa(c.Today.DaysSince(s.By.V))
			}
			o := c.OwnerOf(b, s.Owner)
			list.Rows = append(list.Rows, []string{plain(s.Words), string(b.ID.V), stateWords[s.State.V], by, late, plain(o.Role), plain(o.Deputy)})
		}
		sum.add(plain(b.Name), n...)
	}
	return []Table{sum, list}
}

func partnerTables(k *Book) []Table {
	c := k.c
	t := Table{
		Name: "partners", Title: "Partners", Head: []string{"Organisation", "Borough", "Sort", "Level", "What they do", "Since", "Speaks for it"},
		None: "No partners.yaml names who works together.",
	}
	for _, b := range c.Site.Boroughs {
		for _, p := range english(c, b).Partners() {
			since := ""
			if p.Since.Written() {
				since = p.Since.V.String()
			}
			t.Rows = append(t.Rows, []string{p.Name.V, string(b.ID.V), p.Kind.V, p.Level.V, plain(p.Does), since, p.Lead.V})
		}
	}
	return []Table{t}
}

func feedbackTables(k *Book) []Table {
	c := k.c
	answers := Table{Name: "answers", Title: "Answers", Head: []string{"Question", "Answer", "Code", "Borough", "Answers"}, None: "No feedback.csv counts slips."}
	groups := Table{Name: "groups", Title: "Who answered", Head: []string{"Group", "Of", "Borough", "Answers, rounded"}, None: "No feedback.csv says more of those who answered."}
	for i := range c.Site.Boroughs {
		b := &c.Site.Boroughs[i]
		e := &b.Engagement
		counts := e.Counts()
		for _, q := range english(c, *b).PackPlan().Feedback.Questions {
			for code, answer := range q.Each() {
				if len(e.Answers) == 0 {
					continue
				}
				words := "written by hand"
				if !answer.IsZero() {
					words = plain(answer)
				}
				answers.Rows = append(answers.Rows, []string{plain(q.Ask), words, code, string(b.ID.V), shown(counts[code], e.FewBelow())})
			}
		}
		for _, g := range []struct {
			of     string
			groups []model.Group
		}{
			{"language", e.ByLanguage()},
			{"age", e.By(func(a model.Answer) string { return a.Age })},
			{"gender", e.By(func(a model.Answer) string { return a.Gender })},
			{"site", e.By(func(a model.Answer) string { return a.Site })},
		} {
			for _, x := range g.groups {
				name := x.Name
				if g.of == "language" {
					name = lang.Tag(name).Locale().English
				}
				n := "a few"
				if x.Count >= e.FewBelow() {
					n = strconv.Itoa(model.Rounded(x.Count))
				}
				groups.Rows = append(groups.Rows, []string{name, g.of, string(b.ID.V), n})
			}
		}
	}
	return []Table{answers, groups}
}

// shown is a count as it may be shown: "a few" where somebody could be recognised.
func shown(n, few int) string {
	if n > 0 && n < few {
		return "a few"
	}
	return strconv.Itoa(n)
}

// tally is the sheet on which staff count slips by hand, one for each language and day, as feedback.csv has them. Boroughs
// that ask the same share a sheet.
func tally(k *Book) []doc.Block {
	c := k.c
	var out []doc.Block
	var asked [][]string
	for _, b := range c.Site.Boroughs {
		questions := english(c, b).PackPlan().Feedback.Questions
		codes := catalog.Codes(model.Feedback{Questions: questions})
		if len(codes) == 0 || slices.ContainsFunc(asked, func(o []string) bool { return slices.Equal(o, codes) }) {
			continue
		}
		asked = append(asked, codes)
		out = append(out, doc.Heading{Level: 2, ID: string(b.ID.V), Text: text(fmt.Sprintf("Sheet %d", len(asked)))},
			doc.Blanks{Items: []doc.Blank{{Label: text("Borough")}, {Label: text("Day")}, {Label: text("Language of the slips")}}}, tallyTable(questions))
	}
	if len(out) == 0 {
		return []doc.Block{doc.Paragraph{Text: text("The packs ask no questions: pack.yaml has no feedback.")}}
	}
	about := "Print one for each language. Make a stroke for each slip, and write no names. Then write the counts into content/boroughs/<borough>/feedback.csv, whose first line is: date,code,count,language"
	return append([]doc.Block{doc.Paragraph{Text: text(about)}}, out...)
}

func tallyTable(questions []model.Question) doc.Table {
	t := doc.Table{RowHead: true, Head: []doc.Text{text("Code"), text("Answer"), text("Strokes"), text("Count")}}
	for _, q := range questions {
		ask := plain(q.Ask) + " " // before the first answer alone
		for code, answer := range q.Each() {
			words := "(written by hand)"
			if !answer.IsZero() {
				words = plain(answer)
			}
			t.Rows = append(t.Rows, []doc.Text{text(code), text(ask + words), {}, {}})
			ask = ""
		}
	}
	return t
}
