package theme

import (
	"slices"

	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/fields"
	"welcomepack/internal/lang"
	"welcomepack/internal/markdown"
	"welcomepack/internal/model"
)

// phraseFile is the file of the interface's English. Keys of phrases name it as the default theme's whichever
// theme they come from, so that a translation survives a change of theme.
const (
	phraseFile = "strings.yaml"
	phraseKey  = "themes/" + Default + "/" + phraseFile + "#"
)

// phrases reads the interface's English in the order of the built-in file. A site's theme may say some of it
// in other words; it need not repeat the rest.
func (l *loader) phrases() ([]model.Phrase, error) {
	var out []model.Phrase
	for i, in := range slices.Backward(l.layers) {
		f, err := l.readIn(in, phraseFile)
		if err != nil {
			return nil, err
		}
		if f == nil {
			continue
		}
		m := fields.File(&l.ds, l.files.Add(f.shown(), f.text), f.text)
		if i == len(l.layers)-1 {
			out = l.readPhrases(m)
		} else {
			l.override(out, m)
		}
	}
	return out, nil
}

func (l *loader) readPhrases(m *fields.Map) []model.Phrase {
	var out []model.Phrase
	for _, k := range m.Keys() {
		out = append(out, l.phrase(m, k))
	}
	m.Done()
	return out
}

// override puts a site's phrases in the place of the built-in ones.
func (l *loader) override(out []model.Phrase, m *fields.Map) {
	var known []string
	for _, p := range out {
		known = append(known, p.Key)
	}
	for _, k := range m.Keys() {
		i := slices.Index(known, k.Text)
		if i < 0 {
			l.ds.Warning(k.At, "unknown-phrase", "no page uses a text called %q", k.Text).Hint("%s", diag.Near(k.Text, known))
			continue
		}
		p := l.phrase(m, k)
		if p.Other.IsZero() {
			continue // said so
		}
		if p.One.IsZero() != out[i].One.IsZero() {
			d := l.ds.Error(k.At, "phrase-forms", "%q has other forms than the built-in text", k.Text)
			if p.One.IsZero() {
				d.Hint(`write %s: {one: "…", other: "… {count} …"}`, k.Text)
			} else {
				d.Hint(`write %s: "…"`, k.Text)
			}
			continue
		}
		out[i] = p
	}
	m.Done()
}

func (l *loader) phrase(m *fields.Map, key fields.Scalar) model.Phrase {
	p := model.Phrase{Key: key.Text}
	v := m.Value(key.Text, fields.Required)
	if !v.Written() {
		l.ds.Error(key.At, "empty-value", "%q is empty", key.Text).Hint("write a value; this field is needed")
		return p
	}
	if !v.IsMap() {
		p.Other = l.words(key.Text, v.Scalar())
		return p
	}
	f := v.Map("text \"" + key.Text + "\"")
	p.One = l.words(key.Text, f.Scalar("one", fields.Optional))
	p.Other = l.words(key.Text, f.Scalar("other", fields.Required))
	context := f.Scalar("context", fields.Optional).Text
	f.Done()
	p.Other.Context = context
	if !p.One.IsZero() {
		p.One.Context = context
	}
	return p
}

func (l *loader) words(key string, s fields.Scalar) doc.Text {
	if !s.Written() {
		return doc.Text{}
	}
	s.Whole(&l.ds)
	return doc.Text{
		Key:     phraseKey + key,
		Inlines: markdown.Inlines(&l.ds, s.At.Pos, s.Text),
		Lang:    lang.English,
		Pos:     s.At,
	}
}
