package catalog

import (
	"cmp"
	"slices"
	"strconv"

	"welcomepack/internal/calendar"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// Planner returns content/planner.yaml as written.
func (l *Lens) Planner() *model.Planner {
	l.note(ReadPlanner)
	return &l.c.Site.Planner
}

// planner checks what the planner names: its own groups, and rules that count time.
func (k *checker) planner(p *model.Planner) {
	var groups []string
	for _, g := range p.Groups {
		groups = append(groups, string(g.ID.V))
		k.timeRule(g.Ends)
	}
	for _, s := range p.Steps {
		for _, g := range s.Groups {
			if !slices.Contains(groups, string(g.V)) {
				k.unknown(g.At, "unknown-group", "group", string(g.V), groups)
			}
		}
		if s.Rule.Written() {
			k.timeRule(s.Rule)
		}
		if s.Guide.Written() {
			k.guideName(s.Guide.V, s.Guide.At)
		}
	}
}

func (k *checker) timeRule(id model.At[model.ID]) {
	if id.V == "" {
		return // said so
	}
	r := k.c.rule(id.V)
	if r == nil {
		var known []string
		for _, x := range k.c.Site.Rules {
			known = append(known, string(x.ID.V))
		}
		k.unknown(id.At, "unknown-rule", "rule", string(id.V), known)
		return
	}
	for _, v := range r.Values {
		if _, ok := lengthOf(&v); !ok && k.once(id.At) {
			k.ds.Error(id.At, "not-a-time", "the rule %q does not count whole days, weeks, months or years", id.V).
				Note(v.Unit.At, "it counts %s", v.Unit.V).Hint("name a rule that says how long something is")
		}
	}
}

func (c *Catalog) rule(id model.ID) *model.Rule {
	for i := range c.Site.Rules {
		if c.Site.Rules[i].ID.V == id {
			return &c.Site.Rules[i]
		}
	}
	return nil
}

// A length is a rule's value as time; one of the two is 0.
type length struct{ months, days int }

func lengthOf(v *model.RuleValue) (length, bool) {
	n, err := strconv.Atoi(v.Value.V)
	switch v.Unit.V {
	case "days":
		return length{days: n}, err == nil
	case "weeks":
		return length{days: 7 * n}, err == nil
	case "months":
		return length{months: n}, err == nil
	case "years":
		return length{months: 12 * n}, err == nil
	}
	return length{}, false
}

// Offsets returns how far a step is from the decision, for each stretch of days on which a decision may fall, in
// their order. There is no stretch where a rule is not known. A step that would come before the decision comes on
// its day.
func (l *Lens) Offsets(g *model.PlanGroup, s *model.PlanStep) []doc.PlanOffset {
	switch s.When.V {
	case "start":
		return []doc.PlanOffset{{}}
	case "end":
		return l.lengths(g.Ends.V, 1)
	case "after":
		return l.lengths(s.Rule.V, 1)
	}
	var out []doc.PlanOffset
	for _, a := range l.lengths(g.Ends.V, 1) {
		for _, b := range l.lengths(s.Rule.V, -1) {
			o := doc.PlanOffset{From: max(a.From, b.From), To: sooner(a.To, b.To), Months: a.Months + b.Months, Days: a.Days + b.Days}
			if o.To == "" || o.From <= o.To {
				out = append(out, atOnceAtLeast(o))
			}
		}
	}
	slices.SortFunc(out, func(a, b doc.PlanOffset) int { return cmp.Compare(a.From, b.From) })
	return out
}

// sooner is the earlier of two last days, of which an empty one never comes.
func sooner(a, b string) string {
	if a == "" || b != "" && b < a {
		return b
	}
	return a
}

func atOnceAtLeast(o doc.PlanOffset) doc.PlanOffset {
	if o.Months <= 0 && o.Days < 0 || o.Months < 0 {
		o.Months, o.Days = 0, 0
	}
	return o
}

func (l *Lens) lengths(id model.ID, sign int) []doc.PlanOffset {
	var out []doc.PlanOffset
	l.note(ReadRules)
	r := l.c.rule(id)
	for i := range r.Values {
		v := &r.Values[i]
		n, _ := lengthOf(v)
		o := doc.PlanOffset{From: v.From.V.String(), Months: sign * n.months, Days: sign * n.days}
		if v.To.Written() {
			o.To = v.To.V.String()
		}
		out = append(out, o)
	}
	slices.SortFunc(out, func(a, b doc.PlanOffset) int { return cmp.Compare(a.From, b.From) })
	return out
}

// OffsetOn returns the offset for a decision on a day; ok is false where none is known.
func OffsetOn(offsets []doc.PlanOffset, d calendar.Date) (doc.PlanOffset, bool) {
	day := d.String()
	for _, o := range offsets {
		if o.From <= day && (o.To == "" || day <= o.To) {
			return o, true
		}
	}
	return doc.PlanOffset{}, false
}
