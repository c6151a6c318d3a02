package main

import (
	"strings"

	"welcomepack/internal/draft"

	"github.com/spf13/cobra"
)

func newGuideCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "guide [TITLE]",
		Short: "Begin a guide",
		Long: `Write a new guide: a page that explains one thing. It begins with the words that you give; go on in the file.
How to write a guide is in docs/content.md.`,
		Example: "  welcomepack new guide\n  welcomepack new guide \"Bin days\" --borough newham --summary \"When to put out your rubbish.\" --text \"Each home has two bins.\"",
		Args:    cobra.MaximumNArgs(1),
		RunE:    w.begins(s, "title", (*beginning).guide, english),
	}
	f := c.Flags()
	f.String("title", "", "the `title`")
	f.String("borough", "", "the `borough` it is for, or shared")
	f.String("slug", "", "the `short name`, which is the file's")
	f.String("summary", "", "what readers learn, in a `sentence`")
	f.String("category", "", "the `kind` of help")
	f.StringSlice("stage", nil, "the `stage` of the journey it is for; repeat it or separate with commas")
	f.StringArray("text", nil, "a `paragraph`; repeat it for more")
	f.StringArray("step", nil, "a `step` of what to do; repeat it for more")
	f.String("source", "", "the web `address` of the page where the facts were seen")
	f.String("source-kind", "", "`whose` page that is: "+strings.Join(sourceKinds, ", "))
	interviewFlags(f)
	return c
}

func (b *beginning) guide(i *interviewer) error {
	const probe = "content/shared/guides/g.md"
	var g draft.Guide
	try := func(set func(*draft.Guide, string)) func(string) string {
		return func(answer string) string {
			x := draft.Guide{Title: "T", Summary: "S.", Paragraphs: []string{"Words."}}
			set(&x, answer)
			return problem(probe, x.Text())
		}
	}
	g.Title = i.one(question{flag: "title", ask: "What is the guide called?", needed: true, wrong: try(func(x *draft.Guide, s string) { x.Title = s })})
	dir := b.folder(i, "it")
	taken := func(s string) bool { // a borough's guide would take the place of a shared one
		return b.exists(dir+"/guides/"+s+".md") || b.exists("content/shared/guides/"+s+".md")
	}
	id := slug(i, "slug", "it", g.Title, taken, func(s string) string {
		return problem("content/shared/guides/"+s+".md", draft.Guide{Title: "T", Summary: "S.", Paragraphs: []string{"Words."}}.Text())
	})
	g.Summary = i.one(question{flag: "summary", ask: "What do readers learn, in one sentence?", needed: true, wrong: try(func(x *draft.Guide, s string) { x.Summary = s })})
	g.Category = i.one(b.categoryQuestion(true))
	g.Stages = i.all(stageQuestion())
	g.Paragraphs = i.all(question{flag: "text", ask: "What should readers know first? Write short paragraphs.", needed: true, lines: true,
		wrong: try(func(x *draft.Guide, s string) { x.Paragraphs = []string{s} })})
	g.Steps = i.all(question{flag: "step", ask: "What should readers do, step by step?", lines: true,
		wrong: try(func(x *draft.Guide, s string) { x.Steps = []string{s} })})
	g.Source, g.SourceKind = b.source(i)
	if err := i.end(); err != nil {
		return err
	}
	for _, x := range b.site().Shared.Guides {
		g.Order = max(g.Order, x.Order.V)
	}
	g.Order = (g.Order/10 + 1) * 10
	name := dir + "/guides/" + id + ".md"
	if err := b.write(map[string][]byte{name: []byte(g.Text())}); err != nil {
		return err
	}
	b.w.say("next: open the file and go on writing; welcomepack serve shows the page as you type")
	return nil
}
