package view

import (
	"cmp"
	"slices"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// problems is each thing that goes wrong, with whom to call; in a pack too, under headings of a level.
func (v viewer) problems(level int) []doc.Block {
	var out []doc.Block
	for _, p := range v.Problems() {
		body := []doc.Block{doc.Heading{Level: level, ID: "problem-" + string(p.ID.V), Text: v.Words(p.Name)}}
		if e := v.EnglishOf(p.Name); !e.IsZero() {
			body = append(body, doc.Paragraph{Role: doc.English, Text: e})
		}
		if !p.Do.IsZero() {
			body = append(body, doc.Paragraph{Text: v.Words(p.Do)})
		}
		if rows := v.problemRows(p); len(rows) > 0 {
			body = append(body, doc.Contact{Rows: rows})
		}
		if g := v.Guide(p.Guide.V); g != nil {
			body = append(body, doc.Paragraph{Text: v.guideLink(g)})
		}
		out = append(out, doc.Group{Body: body})
	}
	return out
}

// mostInProblem is how many services a problem names: who is in trouble cannot choose from many.
const mostInProblem = 4

func (v viewer) problemRows(p model.Problem) []doc.ContactRow {
	var ss []*catalog.Service
	for _, id := range p.Services {
		if s := v.Service(id.V); s != nil && !paused(s) {
			ss = append(ss, s)
		}
	}
	if s := v.Service(v.Borough().Council.V); p.Council.V && s != nil {
		ss = append(ss, s)
	}
	for _, s := range v.nearest(p.Category.V) {
		if !slices.Contains(ss, s) && len(ss) < mostInProblem {
			ss = append(ss, s)
		}
	}
	var rows []doc.ContactRow
	for _, s := range ss {
		row := doc.ContactRow{Label: v.serviceLink(s)}
		if all := v.contactRows(s); len(all) > 0 {
			row.Fact = all[0].Fact
		}
		if e := v.EnglishOf(s.Name); !e.IsZero() {
			row.Notes = []doc.Text{e}
		}
		rows = append(rows, row)
	}
	return rows
}

// nearest is the borough's own services of a kind that are for everybody: those that do nothing else before others, and
// of each those with a phone first.
func (v viewer) nearest(id model.ID) []*catalog.Service {
	main := v.mainCategory(id)
	rank := func(s *catalog.Service) int {
		switch is, phone := slices.Contains(main, s), len(s.AllPhones()) > 0; {
		case is && phone:
			return 0
		case is:
			return 1
		case phone:
			return 2
		}
		return 3
	}
	out := slices.DeleteFunc(slices.Clone(v.InCategory(id)), func(s *catalog.Service) bool {
		return !s.Local() || paused(s) || len(v.contactRows(s)) == 0 || s.WomenOnly.V || len(s.Stages) == 1 ||
			len(s.Join) == 1 && s.Join[0].V == "referral"
	})
	slices.SortStableFunc(out, func(a, b *catalog.Service) int { return cmp.Compare(rank(a), rank(b)) })
	return out
}
