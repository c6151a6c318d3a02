package view

import (
	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// firstBlocks is how many blocks at the top of the home page come before what is said about the page: the numbers to
// call, and the drawings of the kinds of help.
const firstBlocks = 5

// homeStyle is for the pages where a reader begins.
const homeStyle = "assets/home.css"

// home is the first page of an edition.
func (v viewer) home(p *doc.Page) {
	b := v.Borough()
	p.Title = v.Phrase("welcome-to", catalog.Args{"borough": v.boroughName()})
	p.Summary = v.Words(v.Settings().Tagline)
	p.Styles = append(p.Styles, homeStyle)
	head := func(key string) { p.Body = append(p.Body, doc.Heading{Level: 2, ID: key, Text: v.say(key)}) }
	head("call-now")
	calls := v.emergencyRows(3)
	for i := range calls {
		if i > 0 {
			calls[i].Notes = nil // the page of all numbers has them
		}
	}
	p.Body = append(p.Body, doc.Contact{Rows: calls},
		doc.Paragraph{Text: linked(v.say("more-numbers"), v.Path("emergency.html"))})
	p.Body = append(p.Body, v.alert(v.Borough().Alert, nil)...)
	head("find-help")
	p.Body = append(p.Body, v.categoryTiles())
	if g := v.Guide(v.Settings().FirstGuide.V); g != nil {
		head("start-here")
		p.Body = append(p.Body, doc.Cards{Items: []doc.Card{v.guideCard(g)}})
	}
	head("your-journey")
	p.Body = append(p.Body, v.stageCards())
	head("this-week")
	p.Body = append(p.Body, v.dayCards())
	head("all-guides")
	p.Body = append(p.Body, v.guideCards(v.Guides()))
	if s := v.Service(b.Council.V); s != nil {
		head("borough-council")
		p.Body = append(p.Body, doc.Paragraph{Text: v.Words(b.About)}, v.entries([]*catalog.Service{s}))
	}
	if prints := v.printCards(); len(prints.Items) > 0 {
		head("prints")
		p.Body = append(p.Body, prints)
	}
	head("helps")
	p.Body = append(p.Body, v.helpCards(), v.offlineCard())
}

// boroughName is the borough's name inside a sentence.
func (v viewer) boroughName() doc.Inline {
	t := v.Words(v.Borough().Name)
	if t.Lang == v.Edition().Lang {
		return doc.Str{S: doc.Plaintext(t.Inlines)}
	}
	return doc.Fact{Kind: doc.Name, Shown: doc.Plaintext(t.Inlines)}
}

// emergencyRows is the first number of each emergency service, at most n of them.
func (v viewer) emergencyRows(n int) []doc.ContactRow {
	var rows []doc.ContactRow
	for _, id := range v.Settings().Emergency {
		s := v.Service(id.V)
		if s == nil || paused(s) || len(rows) == n {
			continue
		}
		if ps := s.AllPhones(); len(ps) > 0 {
			rows = append(rows, doc.ContactRow{Label: v.Of(s, s.Name), Fact: catalog.PhoneFact(ps[0]), Notes: []doc.Text{v.Of(s, s.Summary)}})
		}
	}
	return rows
}

// emergency is the emergency services with all their numbers.
func (v viewer) emergency() []doc.Block {
	var out doc.Entries
	for _, id := range v.Settings().Emergency {
		if s := v.Service(id.V); s != nil {
			e := v.entry(s)
			e.Contact = v.contactRows(s)
			out.Items = append(out.Items, e)
		}
	}
	return []doc.Block{out}
}

func (v viewer) stageCards() doc.Block {
	var out doc.Cards
	for _, s := range model.Stages {
		out.Items = append(out.Items, doc.Card{
			Href:  v.Path("stages/" + string(s) + ".html"),
			Title: v.say("stage-" + string(s)), Text: v.say("stage-" + string(s) + "-about"),
		})
	}
	return out
}

func (v viewer) categoryCards() doc.Cards {
	var out doc.Cards
	for _, c := range v.Categories() {
		out.Items = append(out.Items, doc.Card{
			Href: v.Path("categories/" + string(c.ID.V) + ".html"), Icon: c.Icon.V,
			Title: v.Words(c.Name), Also: v.EnglishOf(c.Name), Text: v.Words(c.About),
		})
	}
	return out
}

// categoryTiles is the kinds of help as drawings with their names.
func (v viewer) categoryTiles() doc.Block {
	out := v.categoryCards()
	out.Tiles = true
	for i := range out.Items {
		out.Items[i].Text = doc.Text{}
	}
	return out
}

// helpCards is what is neither a guide nor a list.
func (v viewer) helpCards() doc.Block {
	out := doc.Cards{Items: v.engagedCards("problems", "take-part")}
	if hasPlanner(v.Lens) {
		out.Items = append(out.Items, v.plannerCard())
	}
	out.Items = append(out.Items,
		doc.Card{Href: v.Path("card.html"), Icon: "message", Title: v.say("card"), Text: v.say("card-about")},
		doc.Card{Href: v.Path("print.html"), Icon: "print", Title: v.say("print"), Text: v.say("print-about")})
	out.Items = append(out.Items, v.packCard()...)
	return out
}

func (v viewer) plannerCard() doc.Card {
	return doc.Card{Href: v.Path("planner.html"), Icon: "clock", Title: v.say("planner"), Text: v.say("planner-about")}
}

func (v viewer) dayCards() doc.Block {
	out := doc.Cards{Small: true}
	for _, d := range calendar.Weekdays {
		out.Items = append(out.Items, doc.Card{Href: v.Path("days/" + d.String() + ".html"), Title: v.words(v.dayName(d))})
	}
	return out
}
