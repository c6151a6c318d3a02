package load

import (
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"welcomepack/internal/doc"
	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// packPlan reads a pack.yaml, which need not be there.
func (f *folder) packPlan(path string) model.PackPlan {
	return optional(f, path, func(sub *folder) (p model.PackPlan) {
		if m, r := sub.yaml(path); m != nil {
			p = r.packPlan(m)
		}
		return p
	})
}

func (r *reader) packPlan(m *fields.Map) (p model.PackPlan) {
	p.Sections = r.sections(m.List("sections", fields.Optional))
	p.Pages = r.fillIns(m.List("pages", fields.Optional))
	if e := m.Map("feedback", fields.Optional); e != nil {
		p.Feedback = r.feedback(e)
	}
	p.Cards = r.packCards(m.List("cards", fields.Optional))
	m.Done()
	return p
}

// sections reads the parts of a pack in their order. A part is a word, or a word with the name of what it shows.
func (r *reader) sections(list []fields.Value) []model.Section {
	var out []model.Section
	for _, v := range list {
		var s model.Section
		if v.IsMap() {
			s = r.namedSection(v.Map("this section"))
		} else if t := v.Scalar(); slices.Contains([]string{model.GuideSection, model.StageSection, model.PageSection}, t.Text) {
			r.ds.Error(t.At, "bad-choice", "the section %q does not say which %s", t.Text, t.Text).Hint("write %s: and its short name, or guides or fill-in for all that are left", t.Text)
		} else {
			s.Kind = r.choice(t, "a section", model.Sections)
		}
		same := func(o model.Section) bool { return o.Kind.V == s.Kind.V && o.Subject.V == s.Subject.V }
		switch {
		case s.Kind.V == "":
		case slices.ContainsFunc(out, same):
			r.ds.Warning(s.Kind.At, "duplicate-value", "this section is in the list twice").Hint("delete one of the two")
		default:
			out = append(out, s)
		}
	}
	return out
}

// namedSection reads a section with a name behind it: guide: health.
func (r *reader) namedSection(m *fields.Map) (s model.Section) {
	known := []string{model.GuideSection, model.StageSection, model.PageSection}
	for _, k := range known {
		v := m.Scalar(k, fields.Optional)
		if !v.Written() {
			continue
		}
		id := r.slug(v)
		if k == model.StageSection && id.V != "" {
			c := r.choice(v, "a stage", stageNames())
			id = model.At[model.ID]{V: model.ID(c.V), At: c.At}
		}
		if s.Kind.V != "" {
			r.ds.Error(m.Key(k), "bad-choice", "one section shows one thing, and this names two").Hint("start a line of its own with a hyphen: - %s: %s", k, short(v.Text))
			continue
		}
		if id.V != "" {
			s = model.Section{Kind: model.At[string]{V: k, At: m.Key(k)}, Subject: id}
		}
	}
	m.Done()
	return s
}

func stageNames() []string {
	var names []string
	for _, s := range model.Stages {
		names = append(names, string(s))
	}
	return names
}

func (r *reader) fillIns(list []fields.Value) []model.FillIn {
	var out []model.FillIn
	seen := map[model.ID]source.Span{}
	for _, v := range list {
		m := v.Map("this page")
		if m == nil {
			continue
		}
		id := r.named(m, "page")
		key := string(id.V)
		p := model.FillIn{ID: id, Title: r.name(m, "title", key+"/title", fields.Required), About: r.words(m.Scalar("about", fields.Optional), key+"/about")}
		for i, e := range m.List("parts", fields.Required) {
			if part := e.Map("this part"); part != nil {
				p.Body = append(p.Body, r.fillInPart(part, key+"/"+strconv.Itoa(i+1))...)
			}
		}
		m.Done()
		if r.distinct(seen, id, "pages") && id.V != "" {
			out = append(out, p)
		}
	}
	return out
}

// fillInPart reads what stands under one side head: words, labels with lines, boxes to tick, a box for notes.
func (r *reader) fillInPart(m *fields.Map, key string) []doc.Block {
	var out []doc.Block
	if t := r.name(m, "title", key+"/title", fields.Optional); !t.IsZero() {
		out = append(out, doc.Heading{Level: 2, ID: strings.ReplaceAll(key, "/", "-"), Text: t})
	}
	if t := r.words(m.Scalar("text", fields.Optional), key+"/text"); !t.IsZero() {
		out = append(out, doc.Paragraph{Text: t})
	}
	var blanks doc.Blanks
	for _, t := range r.wordList(m.List("lines", fields.Optional), key+"/line") {
		blanks.Items = append(blanks.Items, doc.Blank{Label: t})
	}
	if len(blanks.Items) > 0 {
		out = append(out, blanks)
	}
	ticks := doc.List{Kind: doc.Ticks}
	for _, t := range r.wordList(m.List("ticks", fields.Optional), key+"/tick") {
		ticks.Items = append(ticks.Items, []doc.Block{doc.Paragraph{Text: t}})
	}
	if len(ticks.Items) > 0 {
		out = append(out, ticks)
	}
	if b := m.Map("box", fields.Optional); b != nil {
		box := doc.Blank{Label: r.name(b, "label", key+"/box", fields.Required), Lines: 6}
		if n := r.number(b.Scalar("lines", fields.Optional), "lines"); n.Written() {
			box.Lines = n.V
			if n.V < 1 || n.V > source.MaxBoxLines {
				r.ds.Error(n.At, "bad-number", "a box may have 1 to %d lines, this has %d", source.MaxBoxLines, n.V).Hint("write a number from 1 to %d", source.MaxBoxLines)
				box.Lines = 1
			}
		}
		b.Done()
		out = append(out, doc.Blanks{Items: []doc.Blank{box}})
	}
	m.Done()
	return out
}

// wordList reads a list of short words, each a segment of its own.
func (r *reader) wordList(list []fields.Value, key string) []doc.Text {
	var out []doc.Text
	for _, v := range list {
		if s := v.Scalar(); s.Written() && r.fits(s, source.MaxName) {
			out = append(out, r.words(s, key))
		}
	}
	return out
}

var questionForm = regexp.MustCompile(`^[A-Z][0-9]{1,2}$`)

func (r *reader) feedback(m *fields.Map) model.Feedback {
	f := model.Feedback{
		Title:  r.name(m, "title", "feedback/title", fields.Required),
		About:  r.words(m.Scalar("about", fields.Optional), "feedback/about"),
		Return: r.words(m.Scalar("return", fields.Optional), "feedback/return"),
	}
	seen := map[model.ID]source.Span{}
	for _, v := range m.List("questions", fields.Required) {
		e := v.Map("this question")
		if e == nil {
			continue
		}
		q := model.Question{Code: r.questionCode(e)}
		key := "feedback/" + strings.ToLower(q.Code.V)
		q.Ask = r.words(e.Scalar("ask", fields.Required), key+"/ask")
		answers := e.List("answers", fields.Optional)
		q.Answers = r.wordList(answers, key+"/answer")
		if len(answers) > source.MaxAnswers {
			r.ds.Error(answers[source.MaxAnswers].At(), "limit", "a question may have %d answers, this has %d", source.MaxAnswers, len(answers)).Hint("ask with fewer answers, or split the question")
		}
		e.Done()
		if r.distinct(seen, model.At[model.ID]{V: model.ID(q.Code.V), At: q.Code.At}, "questions") && q.Code.V != "" {
			f.Questions = append(f.Questions, q)
		}
	}
	m.Done()
	return f
}

func (r *reader) questionCode(m *fields.Map) model.At[string] {
	s := m.Scalar("code", fields.Required)
	if !s.Written() {
		return model.At[string]{}
	}
	if !questionForm.MatchString(s.Text) {
		d := r.ds.Error(s.At, "bad-code", "%q cannot be the code of a question: that is a letter A to Z and a number", short(s.Text))
		if up := strings.ToUpper(s.Text); questionForm.MatchString(up) {
			d.Hint("write %s", up)
		} else {
			d.Hint("write a code such as Q1; it is the same in every language, so that answers can be counted")
		}
		return model.At[string]{}
	}
	return model.At[string]{V: s.Text, At: s.At}
}

func (r *reader) packCards(list []fields.Value) []model.Card {
	var out []model.Card
	seen := map[model.ID]source.Span{}
	for _, v := range list {
		m := v.Map("this card")
		if m == nil {
			continue
		}
		id := r.named(m, "card")
		key := "card/" + string(id.V)
		c := model.Card{
			ID:       id,
			Title:    r.name(m, "title", key+"/title", fields.Required),
			Text:     r.name(m, "text", key+"/text", fields.Optional),
			Points:   r.wordList(m.List("points", fields.Optional), key+"/point"),
			Services: r.slugs(m.List("services", fields.Optional)),
			Lines:    r.wordList(m.List("lines", fields.Optional), key+"/line"),
		}
		m.Done()
		r.cardFits(c)
		if r.distinct(seen, id, "cards") && id.V != "" {
			out = append(out, c)
		}
	}
	if len(out) > source.MaxCards {
		r.ds.Error(out[source.MaxCards].ID.At, "limit", "there are %d cards; a sheet has room for %d", len(out), source.MaxCards).Hint("leave out those that help least")
		out = out[:source.MaxCards]
	}
	return out
}

// cardFits reports a card that is too full.
func (r *reader) cardFits(c model.Card) {
	words := len(c.Points)
	if !c.Text.IsZero() {
		words++
	}
	kinds := 0
	for _, k := range []struct {
		n, most int
		what    string
	}{{words, source.MaxCardPoints, "points"}, {len(c.Services), source.MaxCardLines, "services"}, {len(c.Lines), source.MaxCardLines, "lines"}} {
		if k.n > 0 {
			kinds++
		}
		if k.n > k.most {
			r.ds.Error(c.ID.At, "limit", "this card has %d %s; there is room for %d", k.n, k.what, k.most).Hint("make two cards of it")
		}
	}
	if kinds > 1 {
		r.ds.Error(c.ID.At, "limit", "a card has room for words, for services or for lines, not for several of them").Hint("make two cards of it")
	}
	letters := 0
	for _, t := range append([]doc.Text{c.Title, c.Text}, c.Points...) {
		letters += utf8.RuneCountInString(doc.Plaintext(t.Inlines))
	}
	if letters > source.MaxCardLetters {
		r.ds.Error(c.ID.At, "limit", "this card has %d characters; there is room for %d", letters, source.MaxCardLetters).Hint("say it shorter, or make two cards of it")
	}
}
