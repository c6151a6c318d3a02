package model

import (
	"iter"

	"welcomepack/internal/doc"
)

// A PackPlan is pack.yaml: what the packs hold beside guides and services, and in which order. A borough's own
// stands over the site's.
type PackPlan struct {
	Sections []Section // none for the usual order
	Pages    []FillIn
	Feedback Feedback
	Cards    []Card
}

// A Section is one part of a pack, of [Sections], [GuideSection], [StageSection] or [PageSection].
type Section struct {
	Kind    At[string]
	Subject At[ID] // of the kinds that have one: a guide, a stage or a fill-in page
}

// Sections is the parts that need no name: "guides" is those guides that no other part shows, "fill-in" the
// fill-in pages that no other part shows.
var Sections = []string{"emergency", "problems", "stages", "guides", "directory", "timetable", "glossary", "fill-in", "notes", "feedback", "partners", "said", "made", "about"}

// The parts that are one guide, the guides of one stage, and one fill-in page.
const (
	GuideSection = "guide"
	StageSection = "stage"
	PageSection  = "page"
)

// A FillIn is a page to write on.
type FillIn struct {
	ID           At[ID]
	Title, About doc.Text
	Body         []doc.Block // as written
}

// A Feedback is questions whose answers are codes, so that slips in all languages are counted together. Without a
// title there is none.
type Feedback struct {
	Title, About, Return doc.Text
	Questions            []Question
}

// A Question has answers to tick, a, b, c and so on, or room to write where it has none.
type Question struct {
	Code    At[string] // Q1
	Ask     doc.Text
	Answers []doc.Text
}

// Each returns what is counted of a question, by its code: each answer under Q1a, Q1b …, or Q1 without words where there
// is room to write.
func (q *Question) Each() iter.Seq2[string, doc.Text] {
	return func(yield func(string, doc.Text) bool) {
		if len(q.Answers) == 0 {
			yield(q.Code.V, doc.Text{})
			return
		}
		for i, a := range q.Answers {
			if !yield(q.Code.V+string(rune('a'+i)), a) {
				return
			}
		}
	}
}

// A Card is shown to somebody across a desk: in the reader's language and in English. Words may hold {language},
// the reader's.
type Card struct {
	ID          At[ID]
	Title, Text doc.Text
	Points      []doc.Text
	Services    []At[ID]   // shown with their first numbers
	Lines       []doc.Text // to be filled in
}
