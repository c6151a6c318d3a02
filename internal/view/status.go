package view

import (
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// A tally counts how the texts of a page stand.
type tally struct{ missing, stale, machine, draft, reviewed int }

func (n *tally) add(t doc.Text) {
	switch {
	case t.Fresh == doc.Missing:
		n.missing++
	case t.Fresh == doc.Stale:
		n.stale++
	}
	switch {
	case t.Fresh == doc.Missing:
	case t.Review == doc.Machine:
		n.machine++
	case t.Review == doc.Draft:
		n.draft++
	case t.Review == doc.Reviewed:
		n.reviewed++
	}
}

// short names the text that says in a few words how a small print stands: older than the English, or a draft; empty for
// neither.
func (n tally) short() string {
	switch {
	case n.stale > 0:
		return "older"
	case n.machine+n.draft > 0:
		return "card-draft"
	}
	return ""
}

// status is the box that tells the reader what is missing, out of date or not reviewed on the page, if
// anything is.
func (v viewer) status(p *doc.Page) []doc.Block {
	var n tally
	n.add(p.Title)
	n.add(p.Summary)
	doc.WalkTexts(p.Body, n.add)
	notes := v.notes(n)
	if len(notes) == 0 {
		return nil
	}
	if v.Shown(lang.English) {
		english := string(v.Edition().Borough) + "/en" + p.Path[len(v.Path(""))-1:]
		notes = append(notes, doc.Paragraph{Text: linked(v.say("english-page"), english)})
	}
	return []doc.Block{doc.Callout{Kind: doc.Status, Label: v.say("status"), Body: notes}}
}

func (v viewer) notes(n tally) []doc.Block {
	var out []doc.Block
	for _, key := range n.notes() {
		out = append(out, doc.Paragraph{Text: v.say(key)})
	}
	return out
}

// notes names the texts that tell the reader how the translation stands: whether all of it or some parts are a draft,
// made by a machine, older than the English, or in English.
func (n tally) notes() []string {
	var out []string
	machine, draft, missing := "machine-note", "draft-note", "missing-note"
	if n.machine+n.draft+n.reviewed > max(n.machine, n.draft) { // not all of it stands alike
		machine, draft = "machine-some-note", "draft-some-note"
	}
	if n.machine+n.draft+n.reviewed == 0 {
		missing = "missing-all-note"
	}
	for _, x := range []struct {
		n   int
		key string
	}{{n.machine, machine}, {n.draft, draft}, {n.stale, "older-note"}, {n.missing, missing}} {
		if x.n > 0 {
			out = append(out, x.key)
		}
	}
	return out
}

// checked says when somebody confirmed the facts, or that nobody has and how old the newest source is.
func (v viewer) checked(c model.Check, sources []model.Source) []doc.Block {
	if c.On.Written() {
		key := "checked-on"
		if c.How.V != "" {
			key = "checked-how-" + c.How.V
		}
		return []doc.Block{small(v.Phrase(key, catalog.Args{"date": v.date(calendar.Stamp(c.On.V))}))}
	}
	return []doc.Block{small(v.say("not-confirmed")), small(v.age(sources))}
}

// age says how old the newest source is.
func (v viewer) age(sources []model.Source) doc.Text {
	var newest calendar.Stamp
	for _, s := range sources {
		if s.Date.Written() && (newest.IsZero() || newest.Before(s.Date.V)) {
			newest = s.Date.V
		}
	}
	if newest.IsZero() {
		return v.say("no-source-date")
	}
	return v.Phrase("newest-source", catalog.Args{"date": v.date(newest)})
}

func small(t doc.Text) doc.Block { return doc.Paragraph{Role: doc.Small, Text: t} }

// sources lists where the facts were seen.
func (v viewer) sources(level int, sources []model.Source) []doc.Block {
	if len(sources) == 0 {
		return nil
	}
	var items [][]doc.Block
	for _, s := range sources {
		kind := v.say("source-" + s.Kind.V)
		f := catalog.WebFact(s.URL)
		if !s.URL.Written() {
			f = catalog.NameFact(s.Title)
		}
		line := doc.Text{Lang: kind.Lang, Fresh: kind.Fresh, Review: kind.Review, Inlines: append(append([]doc.Inline{}, kind.Inlines...), doc.Str{S: ": "}, f)}
		if s.Date.Written() {
			line.Inlines = append(line.Inlines, doc.Str{S: " · "}, v.date(s.Date.V))
		}
		items = append(items, []doc.Block{small(line)})
	}
	return []doc.Block{
		doc.Heading{Level: level, ID: "_sources", Text: v.say("sources")}, // no heading of a guide has such an id
		doc.List{Items: items},
	}
}
