package view

import (
	"slices"
	"strconv"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// StatementFile is the page of the accessibility statement, above the boroughs.
const StatementFile = "accessibility.html"

// The accessibility statement follows the model that the regulations of 2018 (SI 2018/852) prescribe; part of its
// wording is fixed. So its texts stand here, where neither a theme nor a translation changes them, and it is in English.

// english makes a text of English inlines.
func english(ins ...doc.Inline) doc.Text { return doc.Text{Lang: lang.English, Inlines: ins} }

func str(s string) doc.Inline { return doc.Str{S: s} }

// statement is the page made of the answers in site.yaml.
func (v viewer) statement(s *model.Statement) *doc.Page {
	site := doc.Plaintext(v.Words(v.Settings().Title).Inlines)
	who := doc.Plaintext(v.Words(v.Settings().Publisher).Inlines)
	p := &doc.Page{
		Path: StatementFile, Kind: "accessibility", Lang: lang.English,
		Title: english(str("Accessibility statement for " + site)), Trail: []doc.NavLink{{Href: "index.html", Text: v.say("home")}},
	}
	p.Summary = english(str("How far everyone can use this website, and what to do when something does not work for you."))
	say := func(ins ...doc.Inline) { p.Body = append(p.Body, doc.Paragraph{Text: english(ins...)}) }
	head := func(id, title string) {
		p.Body = append(p.Body, doc.Heading{Level: 2, ID: id, Text: english(str(title))})
	}

	say(str("This accessibility statement applies to the website " + site + " and to the packs to print on it."))
	say(str("This website is run by " + who + ". We want as many people as possible to be able to use it. You should be able to:"))
	p.Body = append(p.Body, plainList(
		"change colours, contrast and fonts in your browser or on your device",
		"zoom in up to 400% without the text spilling off the screen",
		"use all of the website with a keyboard or speech recognition",
		"listen to all of the website with a screen reader",
		"read it with scripts turned off, on paper, and in large print"))
	say(str("We have also made the text as simple as we could."))
	head("how-accessible", "How accessible this website is")
	if len(s.Failings) == 0 {
		say(str("We know of no part of this website that is not accessible."))
	} else {
		say(str("We know that some parts of this website are not fully accessible:"))
		p.Body = append(p.Body, failings(s, func(model.Failing) bool { return true }))
	}
	head("feedback", "Feedback and contact")
	say(str("If you find a problem that is not listed here, or need something in another form, tell us:"))
	p.Body = append(p.Body, doc.Contact{Rows: v.statementContact(s)})
	say(str("We will answer within "), doc.Fact{Kind: doc.Number, Shown: strconv.Itoa(s.AnswerDays.V)}, str(" working days."))
	head("enforcement", "Enforcement procedure")
	p.Body = append(p.Body, doc.Paragraph{Text: enforcement(s.Enforcer.V)})
	head("technical", "Technical information about this website’s accessibility")
	say(str(who+" is committed to making its website accessible, in accordance with the "),
		doc.Link{Href: "https://www.legislation.gov.uk/uksi/2018/852", Inlines: []doc.Inline{str("Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018")}}, str("."))
	p.Body = append(p.Body, doc.Heading{Level: 3, ID: "compliance", Text: english(str("Compliance status"))})
	say(str(compliance(s)))
	p.Body = append(p.Body, notAccessible(s)...)
	head("preparation", "Preparation of this accessibility statement")
	say(str("This statement was prepared on "), v.date(calendar.Stamp(s.Prepared.V)), str(". It was last reviewed on "), v.date(calendar.Stamp(s.Reviewed.V)), str("."))
	say(str("This website was last tested on "), v.date(calendar.Stamp(s.Tested.V)), str(" against the WCAG 2.2 AA standard. The test was carried out by "+s.TestedBy.V+": "+s.TestedHow.V))
	return p
}

func plainList(items ...string) doc.Block {
	var l doc.List
	for _, it := range items {
		l.Items = append(l.Items, []doc.Block{doc.Paragraph{Text: english(str(it))}})
	}
	return l
}

// failings lists what is not accessible for those reasons, each with its criterion and what will be done.
func failings(s *model.Statement, with func(model.Failing) bool) doc.Block {
	var items []string
	for _, f := range s.Failings {
		if !with(f) {
			continue
		}
		text := f.What.V
		if f.Criterion.V != "" {
			text += " (WCAG 2.2 success criterion " + f.Criterion.V + ")"
		}
		if f.Fix.V != "" {
			text += " – " + f.Fix.V
		}
		items = append(items, text)
	}
	return plainList(items...)
}

// failingKinds is the reasons that the model knows, in its order.
var failingKinds = []struct{ why, id, title string }{
	{"not-done", "non-compliance", "Non-compliance with the accessibility regulations"},
	{"burden", "burden", "Disproportionate burden"},
	{"out-of-scope", "out-of-scope", "Content that’s not within the scope of the accessibility regulations"},
}

func notAccessible(s *model.Statement) []doc.Block {
	if len(s.Failings) == 0 {
		return nil
	}
	out := []doc.Block{
		doc.Heading{Level: 2, ID: "non-accessible", Text: english(str("Non-accessible content"))},
		doc.Paragraph{Text: english(str("The content listed below is non-accessible for the following reasons."))},
	}
	for _, k := range failingKinds {
		of := func(f model.Failing) bool { return f.Why.V == k.why }
		if slices.ContainsFunc(s.Failings, of) {
			out = append(out, doc.Heading{Level: 3, ID: k.id, Text: english(str(k.title))}, failings(s, of))
		}
	}
	return out
}

// compliance is one of the sentences that the model allows.
func compliance(s *model.Statement) string {
	const standard = "the Web Content Accessibility Guidelines version 2.2 AA standard"
	done := slices.ContainsFunc(s.Failings, func(f model.Failing) bool { return f.Why.V == "not-done" })
	exempt := slices.ContainsFunc(s.Failings, func(f model.Failing) bool { return f.Why.V != "not-done" })
	due := "the non-compliances and exemptions"
	switch {
	case !exempt:
		due = "the non-compliances"
	case !done:
		due = "the exemptions"
	}
	switch s.Complies.V {
	case "fully":
		return "This website is fully compliant with " + standard + "."
	case "partly":
		return "This website is partially compliant with " + standard + ", due to " + due + " listed below."
	}
	return "This website is not compliant with " + standard + ". " + "The reasons are " + due + " listed below."
}

func enforcement(who string) doc.Text {
	law := "the Public Sector Bodies (Websites and Mobile Applications) (No. 2) Accessibility Regulations 2018 (the ‘accessibility regulations’)"
	link := func(href, text string) doc.Inline { return doc.Link{Href: href, Inlines: []doc.Inline{str(text)}} }
	if who == "ECNI" {
		return english(str("The Equality Commission for Northern Ireland (ECNI) is responsible for enforcing "+law+". If you are not happy with how we respond to your complaint, contact the "),
			link("https://www.equalityni.org/", "ECNI"), str("."))
	}
	return english(str("The Equality and Human Rights Commission (EHRC) is responsible for enforcing "+law+". If you are not happy with how we respond to your complaint, contact the "),
		link("https://www.equalityadvisoryservice.com/", "Equality Advisory and Support Service (EASS)"), str("."))
}

// statementContact is the ways to say that something does not work.
func (v viewer) statementContact(s *model.Statement) []doc.ContactRow {
	var rows []doc.ContactRow
	if s.Phone != nil {
		rows = append(rows, doc.ContactRow{Label: v.say("phone"), Fact: catalog.PhoneFact(*s.Phone)})
	}
	if s.Email.Written() {
		rows = append(rows, doc.ContactRow{Label: v.say("email"), Fact: doc.Fact{Kind: doc.Email, Shown: s.Email.V, Machine: s.Email.V}})
	}
	if s.Web.Written() {
		rows = append(rows, doc.ContactRow{Label: v.say("website"), Fact: catalog.WebFact(s.Web)})
	}
	return rows
}
