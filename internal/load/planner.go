package load

import (
	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// planner reads content/planner.yaml; a site may have none.
func (f *folder) planner(site *model.Site) {
	site.Planner = optional(f, "content/planner.yaml", func(sub *folder) (p model.Planner) {
		if m, r := sub.yaml("content/planner.yaml"); m != nil {
			p = r.planner(m)
		}
		return p
	})
}

func (r *reader) planner(m *fields.Map) (p model.Planner) {
	groups, steps := map[model.ID]source.Span{}, map[model.ID]source.Span{}
	for _, v := range m.List("groups", fields.Required) {
		if e := v.Map("this group"); e != nil {
			g := r.planGroup(e)
			if r.distinct(groups, g.ID, "groups") && g.ID.V != "" {
				p.Groups = append(p.Groups, g)
			}
		}
	}
	for _, v := range m.List("steps", fields.Required) {
		if e := v.Map("this step"); e != nil {
			s := r.planStep(e)
			if r.distinct(steps, s.ID, "steps") && s.ID.V != "" {
				p.Steps = append(p.Steps, s)
			}
		}
	}
	m.Done()
	return p
}

func (r *reader) planGroup(m *fields.Map) model.PlanGroup {
	id := r.named(m, "group")
	g := model.PlanGroup{
		ID:   id,
		Name: r.name(m, "name", "group-"+string(id.V)+"/name", fields.Required),
		Ends: r.ruleName(m.Scalar("ends", fields.Required)),
	}
	m.Done()
	return g
}

func (r *reader) planStep(m *fields.Map) model.PlanStep {
	id := r.named(m, "step")
	s := model.PlanStep{
		ID:     id,
		Groups: r.slugs(m.List("groups", fields.Required)),
		Do:     r.words(m.Scalar("do", fields.Required), string(id.V)+"/do"),
		Guide:  r.slug(m.Scalar("guide", fields.Optional)),
	}
	r.planTime(m.Value("when", fields.Required), &s)
	m.Done()
	return s
}

// planTime reads start, end, {after: a-rule} or {before_end: a-rule}.
func (r *reader) planTime(v fields.Value, s *model.PlanStep) {
	if v.IsText() {
		s.When = r.choice(v.Scalar(), "the time of a step", []string{"start", "end"})
		return
	}
	m := v.Map(`"when"`)
	if m == nil {
		return
	}
	for _, key := range []string{"after", "before_end"} {
		if m.Has(key) {
			s.When, s.Rule = model.At[string]{V: key, At: m.Key(key)}, r.ruleName(m.Scalar(key, fields.Required))
		}
	}
	if m.Has("after") == m.Has("before_end") {
		r.ds.Error(m.At(), "missing-field", `"when" must name one rule`).
			Hint("write start, end, {after: the-rule} or {before_end: the-rule}")
	}
	m.Done()
}
