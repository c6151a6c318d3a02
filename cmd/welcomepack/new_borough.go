package main

import (
	"fmt"
	"slices"

	"welcomepack/internal/diag"
	"welcomepack/internal/draft"

	"github.com/spf13/cobra"
)

func newBoroughCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:     "borough [NAME]",
		Short:   "Begin a borough or city",
		Long:    "Write the folder of a new borough, and its name into content/site.yaml, where nothing else changes.",
		Example: "  welcomepack new borough\n  welcomepack new borough \"Tower Hamlets\" --region London",
		Args:    cobra.MaximumNArgs(1),
		RunE:    w.begins(s, "name", (*beginning).borough, english),
	}
	f := c.Flags()
	f.String("name", "", "its `name`, as people say it")
	f.String("slug", "", "its `short name`")
	f.String("region", "", "the `region` it is in, such as London or North East")
	f.String("about", "", "two `sentences` for its first page")
	f.String("council", "", "the `service` that is its council, where there is a listing of it")
	interviewFlags(f)
	return c
}

func (b *beginning) borough(i *interviewer) error {
	var o draft.Borough
	try := func(set func(*draft.Borough, string)) func(string) string {
		return func(answer string) string {
			x := draft.Borough{ID: "b", Name: "B"}
			set(&x, answer)
			return problem("content/boroughs/b/borough.yaml", x.Text())
		}
	}
	o.Name = i.one(question{flag: "name", ask: "What is the borough or city called?", needed: true, wrong: try(func(x *draft.Borough, s string) { x.Name = s })})
	set := b.site().Settings
	taken := func(s string) bool {
		for _, g := range set.Groups {
			if string(g.ID.V) == s {
				return true
			}
		}
		return slices.Contains(b.boroughs(), s) || b.exists("content/boroughs/"+s)
	}
	o.ID = slug(i, "slug", "it", o.Name, taken, boroughProblem)
	o.Region = i.one(question{flag: "region", ask: "Which region is it in, such as London or North East?", wrong: try(func(x *draft.Borough, s string) { x.Region = s })})
	o.About = i.one(question{flag: "about", ask: "Two sentences for its first page",
		guess: "This pack is for people who live in " + o.Name + ", or who have just come here.", wrong: try(func(x *draft.Borough, s string) { x.About = s })})
	o.Council = i.unasked("council")
	if err := i.end(); err != nil {
		return err
	}
	site, err := b.p.root.ReadFile("content/site.yaml")
	if err != nil {
		return failure(err)
	}
	dir := "content/boroughs/" + o.ID
	if err := b.write(map[string][]byte{
		dir + "/borough.yaml": []byte(o.Text()),
		"content/site.yaml":   draft.After(site, set.Boroughs[len(set.Boroughs)-1].At, o.ID),
	}); err != nil {
		return err
	}
	b.w.say("next: welcomepack new listing --borough %s", o.ID)
	return nil
}

// boroughProblem asks the program about a borough's short name, by a site with such a borough.
func boroughProblem(id string) string {
	for _, d := range draft.Mistakes("content/site.yaml", "title: T\npublisher: P\nlanguages: [en]\nboroughs: ["+fmt.Sprintf("%q", id)+"]\nemergency: [s]\n") {
		if d.Severity == diag.Error && d.Code == "bad-slug" {
			return told(d)
		}
	}
	return ""
}
