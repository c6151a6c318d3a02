package load

import (
	"cmp"
	"slices"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/fields"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// rules reads content/rules.yaml: each rule, and after it its exceptions.
func (f *folder) rules(site *model.Site) {
	seen := map[model.ID]source.Span{}
	site.Rules = slices.Concat(records(f, "content/rules.yaml", "rules", func(r *reader, m *fields.Map) ([]model.Rule, bool) {
		id := r.named(m, "rule")
		rule := model.Rule{ID: id, Name: r.name(m, "name", string(id.V)+"/name", fields.Required), Values: r.ruleValues(m)}
		out := append([]model.Rule{rule}, r.ruleExceptions(m, rule)...)
		return out, r.distinct(seen, id, "rules") && id.V != ""
	})...)
}

// ruleExceptions reads those for whom a rule has another value on some days.
func (r *reader) ruleExceptions(m *fields.Map, of model.Rule) (out []model.Rule) {
	seen := map[model.ID]source.Span{}
	for _, v := range m.List("exceptions", fields.Optional) {
		e := v.Map("this exception of " + m.Label)
		if e == nil {
			continue
		}
		id := r.named(e, "exception")
		ok := r.distinct(seen, id, "exceptions") && id.V != ""
		id.V = of.ID.V + "." + id.V
		own := r.ruleValues(e)
		values := append(inherited(of.Values, own), own...)
		slices.SortStableFunc(values, func(a, b model.RuleValue) int { return cmp.Compare(a.From.V.String(), b.From.V.String()) })
		x := model.Rule{ID: id, Of: of.ID.V, Name: r.name(e, "name", string(id.V)+"/name", fields.Required), Values: values}
		if ok {
			out = append(out, x)
		}
		e.Done()
	}
	return out
}

// inherited is the values of a rule on the days on which its exception has none of its own.
func inherited(rule, own []model.RuleValue) []model.RuleValue {
	left := slices.Clone(rule)
	for _, o := range own {
		var next []model.RuleValue
		for _, v := range left {
			next = append(next, without(v, o)...)
		}
		left = next
	}
	for i := range left {
		left[i].Inherited = true
	}
	return left
}

// without is what of a value's days is before and after those of another.
func without(v, o model.RuleValue) (out []model.RuleValue) {
	endsBefore := func(a, b model.RuleValue) bool { return a.To.Written() && a.To.V.Before(b.From.V) }
	if endsBefore(v, o) || endsBefore(o, v) {
		return []model.RuleValue{v}
	}
	if v.From.V.Before(o.From.V) {
		before := v
		before.To = model.At[calendar.Date]{V: o.From.V.AddDays(-1), At: o.From.At}
		out = append(out, before)
	}
	if o.To.Written() && (!v.To.Written() || o.To.V.Before(v.To.V)) {
		after := v
		after.From = model.At[calendar.Date]{V: o.To.V.AddDays(1), At: o.To.At}
		out = append(out, after)
	}
	return out
}

// ruleName reads the short name of a rule, or of one of its exceptions: rule.exception.
func (r *reader) ruleName(s fields.Scalar) model.At[model.ID] {
	rule, exception, dotted := strings.Cut(s.Text, ".")
	id := s
	id.Text = rule
	out := r.slug(id)
	if dotted && out.V != "" {
		id.Text, id.At = exception, s.Span(len(rule)+1, len(s.Text))
		if e := r.slug(id); e.V != "" {
			return model.At[model.ID]{V: out.V + "." + e.V, At: s.At}
		}
		return model.At[model.ID]{}
	}
	return out
}

func (r *reader) ruleValues(m *fields.Map) (out []model.RuleValue) {
	for _, v := range m.List("values", fields.Required) {
		if e := v.Map("this value of " + m.Label); e != nil {
			out = append(out, r.ruleValue(e))
		}
	}
	return out
}

var units = []string{"days", "weeks", "months", "years", "pounds", "percent"}

func (r *reader) ruleValue(m *fields.Map) model.RuleValue {
	unit := r.choice(m.Scalar("unit", fields.Required), "a rule's unit", units)
	v := model.RuleValue{
		Value:   r.amount(m.Scalar("value", fields.Required), unit.V),
		Unit:    unit,
		From:    r.date(m.Scalar("from", fields.Required)),
		To:      r.date(m.Scalar("to", fields.Optional)),
		Sources: r.sources(m.List("sources", fields.Optional)),
		Checked: r.check(m.Map("checked", fields.Optional)),
		Note:    r.plain(m.Scalar("note", fields.Optional)),
	}
	if v.From.Written() && v.To.Written() && v.To.V.Before(v.From.V) {
		r.ds.Error(v.To.At, "date-order", "this ends on %s, before it starts on %s", v.To.V, v.From.V).Hint("from is the first day, to the last one")
	}
	m.Done()
	return v
}
