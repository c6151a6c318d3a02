package load

import (
	"path"
	"regexp"
	"slices"

	"welcomepack/internal/fields"
	"welcomepack/internal/model"
)

var colourForm = regexp.MustCompile(`^#[0-9a-fA-F]{6}$`)

// brand reads a council's colour and logo. Whether the colour can be read is for the theme to say.
func (r *reader) brand(m *fields.Map) model.Brand {
	if m == nil {
		return model.Brand{}
	}
	colour := m.Scalar("colour", fields.Optional)
	b := model.Brand{Logo: r.label(m.Scalar("logo", fields.Optional)), Name: r.label(m.Scalar("name", fields.Optional))}
	switch {
	case colourForm.MatchString(colour.Text):
		b.Colour = model.At[string]{V: colour.Text, At: colour.At}
	case colour.Written():
		r.ds.Error(colour.At, "bad-colour", "%q is no colour that can be read here", short(colour.Text)).
			Hint(`write # and six digits of 0 to 9 and a to f, in quotes, such as "#00539f"`)
	}
	if b.Logo.Written() && !slices.Contains([]string{".svg", ".png"}, path.Ext(b.Logo.V)) {
		r.ds.Error(b.Logo.At, "wrong-kind", "a logo is a file .svg or .png, not %q", short(b.Logo.V)).Hint("save the logo as one of these")
		b.Logo = model.At[string]{}
	}
	if b.Logo.Written() && !b.Name.Written() {
		r.ds.Error(b.Logo.At, "missing-field", "brand has a logo and no name").Hint("write whose logo it is, for readers who cannot see it: name: …")
	}
	m.Done()
	return b
}

// What may stand in answers that a list of choices has.
var (
	complies  = []string{"fully", "partly", "not"}
	enforcers = []string{"EHRC", "ECNI"}
	reasons   = []string{"not-done", "burden", "out-of-scope"}
)

// statement reads the answers of an accessibility statement. Each has to be an answer: a model that was not filled in
// is worse than none.
func (r *reader) statement(m *fields.Map) *model.Statement {
	if m == nil {
		return nil
	}
	m.Label = "the statement"
	s := &model.Statement{
		Complies: r.choice(m.Scalar("complies", fields.Required), "complies", complies),
		Prepared: r.date(m.Scalar("prepared", fields.Required)),
		Reviewed: r.date(m.Scalar("reviewed", fields.Required)),
		Email:    r.email(m.Scalar("email", fields.Optional)),
		Web:      r.web(m.Scalar("web", fields.Optional)),
		Enforcer: r.choice(m.Scalar("enforcer", fields.Required), "enforcer", enforcers),
	}
	s.AnswerDays = r.number(m.Scalar("answer_days", fields.Required), "answer_days")
	if phone := m.Scalar("phone", fields.Optional); phone.Written() {
		var p model.Phone
		p.Number, p.E164 = r.phone(phone)
		s.Phone = &p
	}
	if !m.Has("email") && !m.Has("phone") && !m.Has("web") {
		r.ds.Error(m.At(), "missing-field", "the statement says nobody to ask").Hint("add email, phone or web: where readers say that something does not work for them")
	}
	if t := m.Map("tested", fields.Required); t != nil {
		t.Label = "tested"
		s.Tested = r.date(t.Scalar("on", fields.Required))
		s.TestedBy, s.TestedHow = r.answer(t.Scalar("by", fields.Required)), r.answer(t.Scalar("how", fields.Required))
		t.Done()
	}
	for _, v := range m.List("failings", fields.Optional) {
		if f := v.Map("this failing"); f != nil {
			s.Failings = append(s.Failings, r.failing(f))
		}
	}
	switch n := len(s.Failings); {
	case s.Complies.V == "fully" && n > 0:
		r.ds.Error(s.Complies.At, "bad-choice", "complies is fully, and there are failings").Hint("write partly, or take the failings away")
	case s.Complies.V != "fully" && s.Complies.V != "" && n == 0:
		r.ds.Error(s.Complies.At, "missing-field", "complies is %s, and no failings are listed", s.Complies.V).Hint("list what not everyone can use: failings: [{what: …, criterion: …, why: not-done, fix: …}]")
	}
	if s.Prepared.Written() && s.Reviewed.Written() && s.Reviewed.V.Before(s.Prepared.V) {
		r.ds.Error(s.Reviewed.At, "date-order", "this was reviewed on %s, before it was prepared on %s", s.Reviewed.V, s.Prepared.V).Hint("reviewed is the newer of the two days, or the same")
	}
	m.Done()
	return s
}

func (r *reader) failing(m *fields.Map) model.Failing {
	f := model.Failing{
		What:      r.answer(m.Scalar("what", fields.Required)),
		Criterion: r.answer(m.Scalar("criterion", fields.Optional)),
		Why:       r.choice(m.Scalar("why", fields.Required), "why", reasons),
		Fix:       r.answer(m.Scalar("fix", fields.Optional)),
	}
	if f.Why.V == "not-done" {
		for _, field := range []string{"criterion", "fix"} {
			if !m.Has(field) {
				r.ds.Error(m.At(), "missing-field", "this failing has no %s", field).Hint("say which success criterion it is, as criterion: 1.1.1 Non-text content, and when it will be mended, as fix: …")
			}
		}
	}
	m.Done()
	return f
}

// placeholderForm is what stands in models to be filled in.
var placeholderForm = regexp.MustCompile(`(?i)\[[^\]]*\]|<[^>]*>|\{[^}]*\}|…|\.\.\.|___|\b(?:tb[acd]|todo|fixme|xxx+|lorem ipsum|insert (?:here|name|date|one|your)|placeholder|to be (?:added|confirmed|decided|completed)|your (?:organisation|council|name|website)|(?:organisation|council|website)['’]s name|name of (?:your )?(?:organisation|council|website)|n/?a)\b`)

// answer reads a text of a statement and refuses what only stands for one.
func (r *reader) answer(s fields.Scalar) model.At[string] {
	a := r.plain(s)
	if at := placeholderForm.FindStringIndex(a.V); at != nil {
		r.ds.Error(s.At, "placeholder", "%q is a place to be filled in, not an answer", a.V[at[0]:at[1]]).
			Hint("write what is true of this website, or leave the whole statement out until somebody knows")
		return model.At[string]{}
	}
	return a
}
