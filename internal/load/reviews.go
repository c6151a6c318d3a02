package load

import (
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/fields"
	"welcomepack/internal/model"
)

var digestForm = regexp.MustCompile(`^[0-9a-f]{16}$`)

// reviews reads which translations a fluent reader has passed. Each record is of several texts, one a line: the digest
// of the English, that of the translation, and the text's key for people.
func (f *folder) reviews(path string) []model.ReviewRecord {
	return slices.Concat(records(f, path, "reviews", func(r *reader, m *fields.Map) (out []model.ReviewRecord, ok bool) {
		rec := model.ReviewRecord{
			By:         r.role(m.Scalar("by", fields.Required)),
			On:         r.date(m.Scalar("on", fields.Required)),
			StillHolds: r.truth(m.Scalar("still_holds", fields.Optional), "still_holds").V,
		}
		for _, v := range m.List("texts", fields.Required) {
			if s := v.Scalar(); r.reviewed(s, &rec) && rec.By != "" && rec.On.Written() {
				out = append(out, rec)
			}
		}
		return out, true
	})...)
}

// reviewed reads one text of a record.
func (r *reader) reviewed(s fields.Scalar, rec *model.ReviewRecord) bool {
	if !s.Written() {
		return false
	}
	p := strings.Fields(s.Text)
	if len(p) != 3 || !digestForm.MatchString(p[0]) || !digestForm.MatchString(p[1]) {
		r.ds.Error(s.At, "bad-digest", "%q does not say which text was reviewed", short(s.Text)).
			Hint("this file is written by the program: let \"welcomepack translations review\" record the review again")
		return false
	}
	rec.Source, rec.Translation, rec.Of, rec.At = p[0], p[1], p[2], s.At
	return true
}

// role reads who reviewed, which is what they are and not who: the file is public.
func (r *reader) role(s fields.Scalar) string {
	by := r.label(s).V
	if strings.ContainsAny(by, "@") {
		r.ds.Error(s.At, "bad-role", "%q is a person's address, and this file is public", short(by)).
			Hint("write what they are, such as: fluent reader")
		return ""
	}
	return by
}

// unreviewed reads a way for all languages, or one for each and one for all others.
func (r *reader) unreviewed(v fields.Value) []model.Unreviewed {
	if !v.Written() {
		return nil
	}
	way := func(s fields.Scalar) model.At[string] { return r.choice(s, "unreviewed", model.UnreviewedWays) }
	if !v.IsMap() {
		if do := way(v.Scalar()); do.V != "" {
			return []model.Unreviewed{{Do: do}}
		}
		return nil
	}
	var out []model.Unreviewed
	m := v.Map("unreviewed")
	for _, k := range m.Keys() {
		u := model.Unreviewed{Do: way(m.Scalar(k.Text, fields.Required))}
		if k.Text != "all" {
			u.Lang = r.language(k)
		}
		if u.Do.V != "" && (k.Text == "all" || u.Lang.V != "") {
			out = append(out, u)
		}
	}
	m.Done()
	return out
}
