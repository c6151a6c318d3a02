package load

import (
	"bytes"
	"path"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/fields"
	"welcomepack/internal/markdown"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// guide reads a Markdown page; ok is false where nothing of it can be used.
func (f *folder) guide(file string, shared bool) (g model.Guide, ok bool) {
	src, ok := f.read(file, source.MaxGuide, "split the guide into two")
	if !ok {
		return g, false
	}
	r := f.open(file, src)
	name := strings.TrimSuffix(path.Base(file), ".md")
	if problem, hint := slugProblem(name); problem != "" {
		r.ds.Error(r.start(), "bad-slug", "the file's name: %s", problem).Hint("%s", fileHint(hint))
		return g, false
	}
	if problem, hint := pageProblem("guide", name); problem != "" {
		r.ds.Error(r.start(), "bad-slug", "%s", problem).Hint("%s", hint)
		return g, false
	}
	if !fields.Readable(&f.ds, r.file, src) {
		return g, false
	}
	from, to, body, ok := r.frontMatter(src)
	if !ok {
		return g, false
	}
	g = model.Guide{ID: model.ID(name), Path: r.key, Pos: r.start()}
	if m := fields.Part(&f.ds, r.file, src, from, to, "this guide"); m != nil {
		r.translators(m)
		r.guideFields(m, &g, shared)
	}
	g.Body = doc.MapTexts(markdown.Guide(&f.ds, r.file, src, body, r.key), r.hinted)
	if len(bytes.TrimSpace(src[body:])) == 0 {
		r.ds.Error(r.start(), "empty-value", "this guide has no text under its front matter").Hint("write the guide below the second line ---")
	}
	return g, true
}

// fileHint turns the hint about a short name into one about a guide's file.
func fileHint(hint string) string {
	if name, ok := strings.CutPrefix(hint, "write "); ok {
		return "call the file " + name + ".md"
	}
	return hint
}

func (r *reader) start() source.Span { return source.Pos{File: r.file}.Span(0) }

func (r *reader) guideFields(m *fields.Map, g *model.Guide, shared bool) {
	g.Title = r.name(m, "title", "title", fields.Required)
	g.Summary = r.words(m.Scalar("summary", fields.Required), "summary")
	g.Stages = r.stages(m.List("stage", fields.Optional))
	g.Category = r.slug(m.Scalar("category", fields.Optional))
	g.Order = r.number(m.Scalar("order", fields.Optional), "order")
	g.Boroughs = r.sharedOnly(m, shared, "this guide is its borough's own")
	g.Note = r.plain(m.Scalar("note", fields.Optional))
	g.Checked = r.check(m.Map("checked", fields.Optional))
	g.ReviewBy = r.date(m.Scalar("review_by", fields.Optional))
	g.Owner = r.owner(m, "")
	g.Assumptions = r.assumptions(m)
	g.QuickExit = r.truth(m.Scalar("quick_exit", fields.Optional), "quick_exit")
	g.Was = r.slugs(m.List("was", fields.Optional))
	g.Sources = r.sources(m.List("sources", fields.Optional))
	m.Done()
}

// frontMatter finds the fields between the first line and the next line of three hyphens, and where the text
// starts after it.
func (r *reader) frontMatter(src []byte) (from, to, body int, ok bool) {
	first, rest := lineAt(src, len(src)-len(bytes.TrimPrefix(src, []byte("\ufeff"))))
	if first != "---" {
		d := r.ds.Error(r.start(), "front-matter", "a guide starts with a line of three hyphens, then its title and summary")
		if strings.Trim(first, "-–—") == "" && first != "" {
			d.Hint("the first line must be exactly three hyphens: ---")
		} else {
			d.Hint("write as the first lines: ---, title: …, summary: …, and --- again")
		}
		return 0, 0, 0, false
	}
	from = rest
	for at := from; at < len(src); {
		line, next := lineAt(src, at)
		if line == "---" {
			return from, at, next, true
		}
		if strings.HasPrefix(line, "#") && strings.HasPrefix(strings.TrimLeft(line, "#"), " ") && len(line) > 2 && line[1] == '#' || line != "" && strings.Trim(line, "-–—") == "" {
			r.ds.Error(source.Pos{File: r.file, Offset: int32(at)}.Span(len(line)), "front-matter", "the fields above are not closed before this line").
				Hint("write a line of exactly three hyphens where they end: ---")
			return 0, 0, 0, false
		}
		at = next
	}
	r.ds.Error(source.Pos{File: r.file}.Span(3), "front-matter", "the fields that start here are never closed").
		Hint("write a second line of exactly three hyphens below them: ---")
	return 0, 0, 0, false
}

// lineAt returns the line that starts at off without blanks at its end, and where the next one starts.
func lineAt(src []byte, off int) (string, int) {
	end := bytes.IndexByte(src[off:], '\n')
	next := off + end + 1
	if end < 0 {
		end, next = len(src)-off, len(src)
	}
	return strings.TrimRight(string(src[off:off+end]), " \t\r"), next
}
