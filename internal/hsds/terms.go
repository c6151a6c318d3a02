package hsds

import (
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// A Taxonomy is a list of this program's own words for what services are.
type Taxonomy struct {
	Code, Name, About string
	Terms             []Term
}

// A Term is a word of a [Taxonomy]. The kinds of help have their words as written too, to be translated.
type Term struct {
	Code                  string
	Name, About           string
	nameWords, aboutWords doc.Text
}

// The taxonomies by code; it is the link_type of attributes too.
const (
	KindOfHelp = "category"
	StageOf    = "stage"
	WayToJoin  = "join"
	Condition  = "condition"
)

func term(code, name, about string) Term { return Term{Code: code, Name: name, About: about} }

var conditions = []Term{
	term("women-only", "Women only", "Only women can use this service."),
	term("asks-status", "Asks about immigration status", "They ask people about their immigration status."),
	term("nrpf-ok", "Open without recourse to public funds", "People with no recourse to public funds can use this service."),
}

var stageTerms = map[model.Stage]Term{
	"arrive":   term("arrive", "Arriving", "People who have just come to the UK."),
	"wait":     term("wait", "Waiting", "People who wait for a decision."),
	"decision": term("decision", "Decision", "People who have just had a decision."),
	"move-on":  term("move-on", "Moving on", "People who have to leave asylum housing."),
	"refused":  term("refused", "Refused", "People whose claim was refused."),
	"settled":  term("settled", "Settled", "People who live here."),
}

var joinTerms = map[string]Term{
	"drop-in":       term("drop-in", "Drop in", "People can just come."),
	"appointment":   term("appointment", "By appointment", "People need an appointment."),
	"referral":      term("referral", "By referral", "Another organisation has to send people."),
	"self-referral": term("self-referral", "Self-referral", "People can refer themselves."),
	"phone":         term("phone", "By phone", "People call."),
	"email":         term("email", "By e-mail", "People write an e-mail."),
	"online":        term("online", "Online", "People use a web page."),
}

// Taxonomies returns the taxonomies of a site with these kinds of help.
func Taxonomies(categories []model.Category) []Taxonomy {
	kinds := Taxonomy{KindOfHelp, "Kinds of help", "What a service helps with.", nil}
	for _, c := range categories {
		kinds.Terms = append(kinds.Terms, categoryTerm(&c))
	}
	stages := Taxonomy{StageOf, "Stages", "When on the way from arriving to being settled a service helps.", nil}
	for _, s := range model.Stages {
		stages.Terms = append(stages.Terms, stageTerms[s])
	}
	ways := Taxonomy{WayToJoin, "Ways to join", "How people get into a service.", nil}
	for _, j := range model.WaysToJoin {
		ways.Terms = append(ways.Terms, joinTerms[j])
	}
	return []Taxonomy{kinds, stages, ways, {Condition, "Conditions", "Who a service is open to. The value of the attribute is true or false.", conditions}}
}

func categoryTerm(c *model.Category) Term {
	t := Term{Code: string(c.ID.V), Name: doc.Plaintext(c.Name.Inlines), About: doc.Plaintext(c.About.Inlines), nameWords: c.Name, aboutWords: c.About}
	if t.About == "" {
		t.About, t.aboutWords = t.Name, t.nameWords
	}
	return t
}

// Entity returns the taxonomy without its terms.
func (t Taxonomy) Entity() *Object {
	e := &Object{}
	e.Add("id", ID("taxonomy", t.Code))
	e.Add("name", t.Name)
	e.Add("description", t.About)
	e.Add("version", "1")
	return e
}

// TermEntity returns one of the taxonomy's terms, with the translations that there are into some languages.
func (t Taxonomy) TermEntity(term Term, tongues ...Tongue) *Object {
	e := &Object{}
	e.Add("id", ID("taxonomy_term", t.Code, term.Code))
	e.Add("code", term.Code)
	e.Add("name", term.Name)
	e.Add("description", term.About)
	e.Add("taxonomy", t.Name)
	e.Add("language", "en")
	for _, x := range tongues {
		if !term.nameWords.IsZero() {
			e.translate(x.Lang, "name", []doc.Text{x.Of(term.nameWords)})
			e.translate(x.Lang, "description", []doc.Text{x.Of(term.aboutWords)})
		}
	}
	return e
}

// attributes is what the service is, in words of the taxonomies.
func (w *writer) attributes() []any {
	s := w.Service
	taxonomies := Taxonomies(nil)
	var out []any
	add := func(t Taxonomy, term Term, value string) {
		e := &Object{}
		e.Add("link_type", t.Code)
		e.Add("link_entity", "service")
		e.Add("value", value)
		e.Add("taxonomy_term", t.TermEntity(term))
		out = append(out, withID(e, "attribute", w.id, t.Code, term.Code))
	}
	for _, c := range s.Categories {
		x := term(string(c.V), string(c.V), string(c.V))
		if known := w.Category(c.V); known != nil {
			x = categoryTerm(known)
		}
		add(taxonomies[0], x, "")
	}
	for _, x := range s.Stages {
		add(taxonomies[1], stageTerms[x.V], "")
	}
	for _, x := range s.Join {
		add(taxonomies[2], joinTerms[x.V], "")
	}
	for i, x := range []model.At[bool]{s.WomenOnly, s.AsksStatus, s.NRPFOK} {
		if x.Written() {
			value := "false"
			if x.V {
				value = "true"
			}
			add(taxonomies[3], conditions[i], value)
		}
	}
	return out
}
