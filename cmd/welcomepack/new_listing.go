package main

import (
	"fmt"
	"slices"
	"strings"

	"welcomepack/internal/draft"
	"welcomepack/internal/model"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"
)

func newListingCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "listing [NAME]",
		Short: "Begin the listing of an organisation, with its first service",
		Long: `Write a new listing: an organisation, where it is, and what it offers. Write nothing that you have not seen or heard from
the organisation itself; what you do not know can be added later. Never write down where a refuge or an asylum hotel is.`,
		Example: `  welcomepack new listing
  welcomepack new listing "Welcome Café" --borough newham --category food-and-essentials --summary "A free meal." \
      --address "1 Example Street" --postcode "E15 1AA" --when "monday 12:00-14:00" --source https://www.example.org/`,
		Args: cobra.MaximumNArgs(1),
		RunE: w.begins(s, "name", (*beginning).listing, english),
	}
	f := c.Flags()
	f.String("name", "", "the organisation's `name`, as on its door")
	f.String("slug", "", "the organisation's `short name`, which is the file's")
	f.String("borough", "", "the `borough` it is in, or shared for every borough")
	f.String("web", "", "the `address` of its own page")
	f.String("phone", "", "its phone `number`")
	f.String("email", "", "its e-mail `address`; never a person's own")
	f.String("service", "", "the `name` of its first service (default: the organisation's)")
	serviceFlags(f)
	return c
}

func newServiceCommand(w world, s *siteFlags) *cobra.Command {
	c := &cobra.Command{
		Use:   "service [NAME]",
		Short: "Begin a service in a listing that is there",
		Long: `Add a service at the end of an organisation's listing, where nothing else changes. Write nothing that you have not seen or
heard from the organisation itself.`,
		Example: `  welcomepack new service
  welcomepack new service "Homework club" --organisation welcome-cafe --category education-and-children --summary "Help with homework."`,
		Args: cobra.MaximumNArgs(1),
		RunE: w.begins(s, "name", (*beginning).service, english),
	}
	f := c.Flags()
	f.String("organisation", "", "the `short name` of the organisation; with its borough in front where several have it: newham/nhs")
	f.String("name", "", "the `name` of the service")
	f.String("place", "", "the `short name` of a place of the listing")
	f.String("phone", "", "its own phone `number`")
	f.String("email", "", "its own e-mail `address`; never a person's")
	f.String("web", "", "the `address` of its own page")
	serviceFlags(f)
	return c
}

// serviceFlags are the flags of every new service.
func serviceFlags(f *pflag.FlagSet) {
	f.String("service-slug", "", "the `short name` of the service")
	f.String("summary", "", "what it does, in a `sentence` or two")
	f.StringSlice("category", nil, "the `kind` of help; repeat it or separate with commas")
	f.StringSlice("stage", nil, "the `stage` of the journey it is for; repeat it or separate with commas")
	f.String("who", "", "who may come, in `words`")
	f.String("cost", "", "free, or an `amount` such as 1.50")
	f.StringSlice("join", nil, "`how` people get in: "+strings.Join(model.WaysToJoin, ", "))
	f.String("how", "", "how to get in, in a `sentence`")
	f.String("building", "", "the `name` of the building, as on its sign")
	f.StringArray("address", nil, "a `line` of the address, without town and postcode; repeat it for more")
	f.String("town", "", "the `town`")
	f.String("postcode", "", "the whole `postcode`")
	f.StringArray("when", nil, "a `time`, such as \"monday to friday 10:00-13:00\"; repeat it for more")
	f.String("source", "", "the web `address` of the page where the facts were seen")
	f.String("source-kind", "", "`whose` page that is: "+strings.Join(sourceKinds, ", "))
	f.String("checked", "", "`how` somebody made sure today: "+strings.Join(checks[:4], ", "))
	interviewFlags(f)
}

var checks = []string{"phone", "visit", "email", "web", "no"}

// listingProbe is where answers about a listing are tried.
const listingProbe = "content/shared/listings/org.yaml"

// sample is a listing with nothing wrong, changed by an answer.
func sample(set func(*draft.Listing)) draft.Listing {
	o := draft.Listing{ID: "org", Name: "Org", Service: draft.Service{ID: "s", Name: "S", Summary: "S.", Categories: []string{"c"}, SourceKind: "own"}}
	set(&o)
	return o
}

// tried asks the program about an answer by a sample that holds it.
func tried(set func(*draft.Listing, string)) func(string) string {
	return func(answer string) string {
		return problem(listingProbe, sample(func(o *draft.Listing) { set(o, answer) }).Text())
	}
}

func (b *beginning) listing(i *interviewer) error {
	var o draft.Listing
	o.Name = i.one(question{flag: "name", ask: "What is the organisation called, as on its door?", needed: true,
		wrong: tried(func(x *draft.Listing, s string) { x.Name = s })})
	dir := b.folder(i, "it")
	o.ID = slug(i, "slug", "the organisation", o.Name, func(s string) bool { return b.exists(dir + "/listings/" + s + ".yaml") },
		orgProblem)
	o.Web = i.one(question{flag: "web", ask: "Its own web page", wrong: tried(func(x *draft.Listing, s string) { x.Web = s })})
	o.Phone = i.one(question{flag: "phone", ask: "Its phone number", wrong: tried(func(x *draft.Listing, s string) { x.Phone = s })})
	o.Email = i.one(question{flag: "email", ask: "Its e-mail address, never a person's own", wrong: tried(func(x *draft.Listing, s string) { x.Email = s })})
	name := i.one(question{flag: "service", ask: "What does it offer? The name of its first service", needed: o.Name != "", guess: o.Name,
		wrong: tried(func(x *draft.Listing, s string) { x.Service.Name = s })})
	o.Service, o.Place = b.askService(i, name, o.ID, o.Web+o.Phone+o.Email != "", nil)
	if err := i.end(); err != nil {
		return err
	}
	file := dir + "/listings/" + o.ID + ".yaml"
	if err := b.write(map[string][]byte{file: []byte(o.Text())}); err != nil {
		return err
	}
	b.w.say("next: open the file; what is still open stands there behind a #")
	return nil
}

// orgProblem asks the program about an organisation's short name.
func orgProblem(id string) string {
	o := sample(func(o *draft.Listing) { o.ID = fmt.Sprintf("%q", id) })
	return problem("content/shared/listings/"+id+".yaml", o.Text())
}

func (b *beginning) service(i *interviewer) error {
	files, byName := b.listings()
	name := i.one(question{flag: "organisation", ask: "Which organisation offers it, by its short name?", needed: true, set: files,
		about: func(s string) string { return byName[s].Name.V }})
	if err := i.end(); err != nil {
		return err
	}
	l := byName[name]
	title := i.one(question{flag: "name", ask: "What is the service called?", needed: true, wrong: tried(func(x *draft.Listing, s string) { x.Service.Name = s })})
	s, place := b.askService(i, title, string(l.ID.V), l.Web.Written() || l.Email.Written() || len(l.Phones) > 0, &l)
	if err := i.end(); err != nil {
		return err
	}
	file := "content/" + l.Path
	src, err := b.p.root.ReadFile(file)
	if err != nil {
		return failure(err)
	}
	if place.ID != "" {
		if len(l.Places) > 0 {
			src, err = draft.Append(src, "places", place.Text())
		} else {
			src, err = draft.Before(src, "services", "places:\n"+place.Text())
		}
	}
	if err == nil {
		src, err = draft.Append(src, "services", s.Text())
	}
	if err != nil {
		return fmt.Errorf("%s: %w: add this to it by hand:\n%s", file, err, s.Text())
	}
	return b.write(map[string][]byte{file: src})
}

// listings names every listing: by the organisation's short name, with the borough in front where that names several.
func (b *beginning) listings() (names []string, byName map[string]model.Listing) {
	type found struct {
		in string
		l  model.Listing
	}
	var all []found
	count := map[model.ID]int{}
	add := func(in string, list []model.Listing) {
		for _, l := range list {
			all = append(all, found{in, l})
			count[l.ID.V]++
		}
	}
	add(shared, b.site().Shared.Listings)
	for _, x := range b.site().Boroughs {
		add(string(x.ID.V), x.Content.Listings)
	}
	byName = map[string]model.Listing{}
	for _, f := range all {
		name := string(f.l.ID.V)
		if count[f.l.ID.V] > 1 {
			name = f.in + "/" + name
		}
		names = append(names, name)
		byName[name] = f.l
	}
	slices.Sort(names)
	return names, byName
}

// askService asks about a service. It may be at a place of the listing it goes into, or at a new one, which is returned.
// reached tells that people can get in touch with the organisation.
func (b *beginning) askService(i *interviewer, name, organisation string, reached bool, to *model.Listing) (draft.Service, draft.Place) {
	s := draft.Service{Name: name}
	service := func(set func(*draft.Service, string)) func(string) string {
		return tried(func(x *draft.Listing, a string) { set(&x.Service, a) })
	}
	taken := b.serviceTaken()
	from := name
	if taken(draft.Slug(name)) {
		from = organisation + " " + name
	}
	s.ID = slug(i, "service-slug", "the service", from, taken, service(func(x *draft.Service, a string) { x.ID = fmt.Sprintf("%q", a) }))
	s.Summary = i.one(question{flag: "summary", ask: "What does it do, in a sentence or two?", needed: true, wrong: service(func(x *draft.Service, a string) { x.Summary = a })})
	s.Categories = i.all(b.categoryQuestion(false))
	s.Stages = i.all(stageQuestion())
	s.Who = i.one(question{flag: "who", ask: "Who may come, in words?", wrong: service(func(x *draft.Service, a string) { x.Who = a })})
	s.Cost = i.one(question{flag: "cost", ask: "What does it cost: free, or pounds and pence such as 1.50?", wrong: service(func(x *draft.Service, a string) { x.Cost = a })})
	s.Join = i.all(question{flag: "join", ask: "How do people get in?", many: true, set: model.WaysToJoin})
	if to != nil {
		s.Phone = i.one(question{flag: "phone", ask: "Its own phone number", wrong: service(func(x *draft.Service, a string) { x.Phone = a })})
		s.Email = i.one(question{flag: "email", ask: "Its own e-mail address, never a person's", wrong: service(func(x *draft.Service, a string) { x.Email = a })})
		s.Web = i.one(question{flag: "web", ask: "Its own web page", wrong: service(func(x *draft.Service, a string) { x.Web = a })})
		s.PlaceID = i.placeOf(to)
	}
	var place draft.Place
	if s.PlaceID == "" {
		place = i.place(to)
		s.PlaceID = place.ID
	}
	i.times(&s)
	reached = reached || s.Phone+s.Email+s.Web+s.PlaceID != "" || len(s.Times) > 0
	s.HowToJoin = i.one(question{flag: "how", ask: "How do people get in, in a sentence such as: Just come.", needed: !reached, wrong: service(func(x *draft.Service, a string) { x.HowToJoin = a })})
	s.Source, s.SourceKind = b.source(i)
	if how := i.one(question{flag: "checked", ask: "Did somebody call or go there today to make sure?", guess: "no", set: checks}); how != "" && how != "no" {
		s.CheckedOn, s.CheckedBy = b.today.String(), how
	}
	switch {
	case s.Source != "" || s.CheckedOn != "":
	case len(i.lacks) > 0:
		i.lacks = append(i.lacks, question{flag: "source", ask: "On which page are these facts? Or --checked: how did you make sure?"})
	case i.stop == nil:
		i.stop = fmt.Errorf("nobody can trust facts that nobody has seen: say with --source on which page they are, or with --checked how you made sure")
	}
	return s, place
}

func (b *beginning) serviceTaken() func(string) bool {
	all := map[string]bool{}
	add := func(list []model.Listing) {
		for _, l := range list {
			for _, s := range l.Services {
				all[string(s.ID.V)] = true
			}
		}
	}
	add(b.site().Shared.Listings)
	for _, x := range b.site().Boroughs {
		add(x.Content.Listings)
	}
	return func(s string) bool { return all[s] }
}

// placeOf asks at which of a listing's places a service is.
func (i *interviewer) placeOf(l *model.Listing) string {
	names := map[string]string{}
	q := question{flag: "place", ask: "At which place? Nothing means at another one, or none", about: func(s string) string { return names[s] }}
	for _, p := range l.Places {
		q.set = append(q.set, string(p.ID.V))
		names[string(p.ID.V)] = p.Name.V
	}
	if q.set == nil {
		return i.unasked("place")
	}
	return i.one(q)
}

// place asks where a service is. Without an answer it is nowhere that one can go to.
func (i *interviewer) place(to *model.Listing) draft.Place {
	var p draft.Place
	try := func(set func(*draft.Place, string)) func(string) string {
		return tried(func(x *draft.Listing, s string) {
			x.Place = draft.Place{ID: "p", Name: "P"}
			set(&x.Place, s)
		})
	}
	p.Name = i.one(question{flag: "building", ask: "The name of the building where it is", wrong: try(func(x *draft.Place, s string) { x.Name = s })})
	p.Address = i.all(question{flag: "address", ask: "Street and number. Never those of a refuge or an asylum hotel.", lines: true, wrong: try(func(x *draft.Place, s string) { x.Address = []string{s} })})
	if p.Name == "" && len(p.Address) == 0 {
		return draft.Place{}
	}
	p.Town = i.one(question{flag: "town", ask: "The town", wrong: try(func(x *draft.Place, s string) { x.Town = s })})
	p.Postcode = i.one(question{flag: "postcode", ask: "The postcode", wrong: try(func(x *draft.Place, s string) { x.Postcode = s })})
	from := p.Name
	if draft.Slug(from) == "" && len(p.Address) > 0 {
		from = p.Address[0]
	}
	if p.ID = draft.Slug(from); p.ID == "" {
		p.ID = "main"
	}
	p.ID = draft.Free(p.ID, func(s string) bool {
		return try(func(x *draft.Place, a string) { x.ID = fmt.Sprintf("%q", a) })(s) != "" ||
			to != nil && slices.ContainsFunc(to.Places, func(q model.Place) bool { return string(q.ID.V) == s })
	})
	return p
}

// times asks when a service is open.
func (i *interviewer) times(s *draft.Service) {
	for _, a := range i.all(question{flag: "when", ask: "When? Such as: monday to friday 10:00-13:00, or 2nd tuesday 18:00-20:00.", lines: true, wrong: func(a string) string {
		t, err := draft.ParseTime(a)
		if err != nil {
			return err.Error()
		}
		return problem(listingProbe, sample(func(o *draft.Listing) { o.Service.Times = []draft.Time{t} }).Text())
	}}) {
		if t, err := draft.ParseTime(a); err == nil {
			s.Times = append(s.Times, t)
		}
	}
}
