package view

import (
	"slices"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// hasPlanner tells whether the site has a planner, and so its page.
func hasPlanner(l *catalog.Lens) bool { return len(l.Planner().Groups) > 0 }

// planner is what to do after a decision, for each group of readers: without a script with how long after it, with
// one with dates.
func (v viewer) planner(p *doc.Page) {
	p.Title, p.Summary = v.say("planner"), v.say("planner-about")
	p.Styles, p.Scripts = append(p.Styles, "assets/helps.css"), append(p.Scripts, "assets/planner.js")
	who := doc.Choice{Name: "group", Kind: doc.One, Legend: v.say("planner-who")}
	for _, g := range v.Planner().Groups {
		who.Options = append(who.Options, doc.Option{Value: string(g.ID.V), Text: v.Words(g.Name)})
	}
	p.Body = append(p.Body,
		doc.Choice{Name: "decision", Kind: doc.Day, Legend: v.say("planner-day")}, who,
		doc.Tools{
			Items: []doc.Tool{v.tool("plan", ""), v.tool("plan-print", "print"), v.tool("plan-calendar", "clock")},
			Says: append(v.says("plan-no-day", "plan-made", "plan-unknown", "plan-passed"),
				doc.Say{Name: "date", Text: v.datePattern()}),
		})
	for i := range v.Planner().Groups {
		g := &v.Planner().Groups[i]
		p.Body = append(p.Body, doc.Heading{Level: 2, ID: string(g.ID.V), Text: v.Words(g.Name)}, v.plan(g))
	}
	p.Body = append(p.Body, doc.Callout{Kind: doc.Important, Label: v.say("box-important"), Body: []doc.Block{
		doc.Paragraph{Text: v.say("planner-limits")}, doc.Paragraph{Text: v.say("planner-stays")},
	}})
	p.Body = append(p.Body, v.planSources()...)
}

func (v viewer) plan(g *model.PlanGroup) doc.Block {
	out := doc.Plan{ID: string(g.ID.V)}
	for i := range v.Planner().Steps {
		s := &v.Planner().Steps[i]
		if slices.ContainsFunc(s.Groups, func(id model.At[model.ID]) bool { return id.V == g.ID.V }) {
			offsets := v.Offsets(g, s)
			out.Steps = append(out.Steps, doc.PlanStep{ID: string(s.ID.V), When: v.planWhen(offsets), What: v.planWhat(s), Offsets: offsets})
		}
	}
	return out
}

// planWhen says how long after a decision of today a step is.
func (v viewer) planWhen(offsets []doc.PlanOffset) doc.Text {
	o, ok := catalog.OffsetOn(offsets, v.Today())
	switch {
	case !ok:
		return v.say("plan-unknown")
	case o.Months == 0 && o.Days == 0:
		return v.say("plan-at-once")
	case o.Days == 0:
		return v.Count("plan-months", o.Months)
	case o.Months == 0:
		return v.Count("plan-days", o.Days)
	}
	return v.joined([]doc.Text{v.Count("plan-months", o.Months), v.Count("plan-less-days", -o.Days)})
}

func (v viewer) planWhat(s *model.PlanStep) doc.Text {
	what := v.Words(s.Do)
	g := v.Guide(s.Guide.V)
	if g == nil {
		return what
	}
	title := v.Words(g.Title)
	link := doc.Link{Href: v.Path(guideFile(g.ID)), Inlines: title.Inlines}
	if title.Lang != what.Lang {
		link.Inlines = []doc.Inline{doc.Fact{Kind: doc.Name, Shown: doc.Plaintext(title.Inlines), Lang: title.Lang}}
	}
	what.Inlines = append(slices.Clone(what.Inlines), doc.Str{S: " "}, link)
	return what
}

// datePattern is how a date is written in the edition's language, for a script to fill.
func (v viewer) datePattern() doc.Text { return v.words(v.Locale().DateForm()) }

// planSources lists where the rules of the planner come from, each page once.
func (v viewer) planSources() []doc.Block {
	used := map[model.ID]bool{}
	for _, g := range v.Planner().Groups {
		used[g.Ends.V] = true
	}
	for _, s := range v.Planner().Steps {
		used[s.Rule.V] = true
	}
	var out []model.Source
	seen := map[string]bool{}
	for _, r := range v.Rules() {
		if !used[r.ID.V] {
			continue
		}
		for _, x := range r.Values {
			for _, s := range x.Sources {
				if key := s.URL.V + s.Title.V; !seen[key] {
					seen[key] = true
					out = append(out, s)
				}
			}
		}
	}
	return append([]doc.Block{small(v.age(out))}, v.sources(2, out)...)
}
