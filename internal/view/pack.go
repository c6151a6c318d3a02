package view

import (
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
)

// Pack returns the lens's edition as a book.
func Pack(l *catalog.Lens) *doc.Pack { return CustomPack(l, Choice{}) }

// CustomPack returns those parts of the edition's book that the choice names.
func CustomPack(l *catalog.Lens, c Choice) *doc.Pack {
	return viewer{l}.pack(PackFile(l.Edition()), c, printedLinks)
}

// pack is the edition's book as a file of that name; links is how the links in guides are written.
func (v viewer) pack(file string, c Choice, links func([]doc.Inline) []doc.Inline) *doc.Pack {
	loc := v.Locale()
	today := v.date(calendar.Stamp(v.Today()))
	p := &doc.Pack{
		Path: v.Path(file), Lang: v.Edition().Lang,
		Title:    v.Phrase("pack-title", catalog.Args{"borough": v.boroughName()}),
		Contents: v.say("contents"), PageOf: v.say("page-of"),
		Running: v.Words(v.Borough().Name),
		Foot:    v.Phrase("pack-foot", catalog.Args{"date": today}),
		BaseURL: v.Settings().URL.V,
	}
	p.Body = v.packBody(v.packSections(), c, links)
	p.Cover = doc.Cover{
		Language: loc.Autonym, English: loc.English,
		Borough: v.Words(v.Borough().Name), Site: v.Words(v.Settings().Title), Tagline: v.Words(v.Settings().Tagline),
		Notes: v.coverNotes(p.Body, today), Scan: v.code(VersionFile+"#"+Version(v.Lens), "scan"),
	}
	if !c.whole() {
		p.Cover.Notes = append([]doc.Block{doc.Paragraph{Text: v.say("part-note")}}, p.Cover.Notes...)
	}
	return p
}

// coverNotes says how old the copy is, where the newest is, and how its translation stands.
func (v viewer) coverNotes(body []doc.Block, today doc.Fact) []doc.Block {
	out := []doc.Block{small(v.Phrase("pack-version", catalog.Args{"date": today, "version": version(Version(v.Lens))}))}
	if web, ok := v.website(v.Path("index.html")); ok {
		out = append(out, small(v.Phrase("pack-newest", catalog.Args{"web": web})))
	}
	if slices.ContainsFunc(v.Services(), func(s *catalog.Service) bool { return !s.Checked.On.Written() }) {
		out = append(out, small(v.say("not-confirmed")))
	}
	out = append(out, v.nextReview()...)
	var n tally
	doc.WalkTexts(body, n.add)
	if notes := v.notes(n); len(notes) > 0 {
		out = append(out, doc.Callout{Kind: doc.Status, Label: v.say("status"), Body: notes})
	}
	return out
}

// website is the address of a page as people type it, without the name that hosts add by themselves; ok is false where it
// is not known where the website will stand.
func (v viewer) website(page string) (web doc.Fact, ok bool) {
	web = catalog.WebFact(model.At[string]{V: v.Settings().URL.V + page})
	web.Shown = strings.TrimSuffix(web.Shown, "/index.html")
	return web, v.Settings().URL.V != ""
}

func (v viewer) packEmergency() []doc.Block {
	var out []doc.Block
	for _, id := range v.Settings().Emergency {
		if s := v.Service(id.V); s != nil && !paused(s) {
			out = append(out, doc.Group{Body: []doc.Block{
				doc.Heading{Level: 2, ID: "call-" + string(id.V), Text: v.Of(s, s.Name)},
				doc.Paragraph{Text: v.Of(s, s.Summary)},
				doc.Contact{Rows: v.contactRows(s)},
			}})
		}
	}
	return out
}

// directory is every chosen service once, by kind of help, numbered alike in all languages and all choices.
func (v viewer) directory(c Choice) []doc.Block {
	out := append([]doc.Block{doc.Paragraph{Text: v.say("directory-about")}}, v.clock()...)
	n := 0
	for _, k := range v.Categories() {
		id := string(k.ID.V)
		head := []doc.Block{doc.Heading{Level: 2, ID: "category-" + id, Target: v.Path("categories/" + id + ".html"), Text: v.Words(k.Name)}}
		for _, s := range v.mainCategory(k.ID.V) {
			n++
			if c.service(s) {
				out = append(append(out, head...), v.packService(s, n))
				head = nil
			}
		}
	}
	return out
}

// packService is a service in the directory: all that helps to reach it, without headings of its own. It has no
// number where n is 0.
func (v viewer) packService(s *catalog.Service, n int) doc.Block {
	name := v.Of(s, s.Name)
	if n > 0 {
		name.Inlines = append([]doc.Inline{doc.Fact{Kind: doc.Number, Shown: strconv.Itoa(n)}, doc.Str{S: ". "}}, name.Inlines...)
	}
	head := doc.Heading{Level: 3, ID: "service-" + string(s.ID.V), Target: v.Path(serviceFile(s.ID.V)), Text: name}
	body := catalog.Remember(v.Lens, packServiceKey{s}, func() []doc.Block { return v.belowName(s) })
	return doc.Group{Body: append([]doc.Block{head}, body...)}
}

type packServiceKey struct{ s *catalog.Service }

// belowName is what stands in the directory below the name of a service.
func (v viewer) belowName(s *catalog.Service) []doc.Block {
	body := v.otherNames(s)
	if paused(s) {
		body = append(body, doc.Paragraph{Text: v.say("paused")})
	}
	body = append(body, v.alert(s.Alert, s)...)
	body = append(body, doc.Paragraph{Text: v.Of(s, s.Summary)})
	body = append(body, v.paragraph(s, s.Details)...)
	body = append(body, v.paragraph(s, s.HowToJoin)...)
	body = append(body, v.paragraph(s, s.Bring)...)
	if rows := slices.Concat(v.contactRows(s), v.referralRows(s), v.placeRows(s), v.termsRows(s)); len(rows) > 0 {
		body = append(body, doc.Contact{Rows: rows})
	}
	body = append(body, v.when(s)...)
	var tags []doc.Text
	for _, j := range s.Join {
		tags = append(tags, v.say("join-"+j.V))
	}
	tags = append(tags, v.tagTexts(s)...)
	for _, l := range s.Languages {
		tags = append(tags, v.languageName(l.V))
	}
	if len(tags) > 0 {
		body = append(body, doc.Tags{Items: tags})
	}
	return append(body, v.checkedShort(s))
}

// otherNames is the service's English name, where another is shown, and who runs it, on one line.
func (v viewer) otherNames(s *catalog.Service) []doc.Block {
	var names []doc.Text
	if e := v.EnglishOf(s.Name); !e.IsZero() {
		names = append(names, e)
	}
	if s.Listing.Name.V != doc.Plaintext(s.Name.Inlines) {
		names = append(names, doc.Text{Lang: lang.English, Inlines: []doc.Inline{catalog.NameFact(s.Listing.Name)}})
	}
	if len(names) == 0 {
		return nil
	}
	return []doc.Block{doc.Paragraph{Role: doc.English, Text: v.joined(names)}}
}

// termsRows is who may come, what it costs, and where it helps.
func (v viewer) termsRows(s *catalog.Service) []doc.ContactRow {
	var rows []doc.ContactRow
	var who []doc.Text
	if !s.WhoText.IsZero() {
		who = append(who, v.Of(s, s.WhoText))
	}
	if s.AsksStatus.V {
		who = append(who, v.say("status-asked"))
	}
	if len(who) > 0 {
		rows = append(rows, doc.ContactRow{Label: v.say("for-whom"), Notes: who})
	}
	if s.Amount.Written() || !s.CostNote.IsZero() {
		row := doc.ContactRow{Label: v.say("what-it-costs")}
		if s.Amount.Written() {
			row.Fact = v.amount(s)
		}
		if !s.CostNote.IsZero() {
			row.Notes = []doc.Text{v.Of(s, s.CostNote)}
		}
		rows = append(rows, row)
	}
	if s.Area.Written() {
		rows = append(rows, doc.ContactRow{Label: v.say("area"), Fact: catalog.NameFact(s.Area)})
	}
	return rows
}

// placeRows is the places of a service, each on a line.
func (v viewer) placeRows(s *catalog.Service) []doc.ContactRow {
	var rows []doc.ContactRow
	for _, b := range v.where(s) {
		p := b.(doc.Place)
		var lines []string
		for _, f := range p.Lines {
			lines = append(lines, f.Shown)
		}
		rows = append(rows, doc.ContactRow{Label: v.say("where"), Fact: doc.Fact{Kind: doc.Address, Shown: strings.Join(lines, ", ")}, Notes: p.Notes})
	}
	return rows
}

// checkedShort says in a line how sure the facts are.
func (v viewer) checkedShort(s *catalog.Service) doc.Block {
	if s.Checked.On.Written() {
		return v.checked(s.Checked, s.Sources)[0]
	}
	return small(v.joined([]doc.Text{v.say("unconfirmed"), v.age(s.Sources)}))
}

// onPaper shortens lists of services to names and numbers, since the directory holds the rest, and prints the
// addresses that links lead to.
func (v viewer) onPaper(bs []doc.Block, links func([]doc.Inline) []doc.Inline) []doc.Block {
	out := make([]doc.Block, 0, len(bs))
	for _, b := range bs {
		switch b := b.(type) {
		case doc.Entries:
			out = append(out, shortEntries(b))
		case doc.Paragraph:
			b.Text.Inlines = links(b.Text.Inlines)
			out = append(out, b)
		case doc.List:
			items := make([][]doc.Block, len(b.Items))
			for i, it := range b.Items {
				items[i] = v.onPaper(it, links)
			}
			b.Items = items
			out = append(out, b)
		case doc.Callout:
			b.Body = v.onPaper(b.Body, links)
			out = append(out, b)
		default:
			out = append(out, b)
		}
	}
	return out
}

// shortEntries is a line for each service: its name, which leads to the directory, and how to reach it first.
func shortEntries(es doc.Entries) doc.Contact {
	var out doc.Contact
	for _, e := range es.Items {
		row := doc.ContactRow{Label: linked(e.Name, e.Href)}
		if len(e.Contact) > 0 {
			row.Fact = e.Contact[0].Fact
		}
		if !e.English.IsZero() {
			row.Notes = []doc.Text{e.English}
		}
		out.Rows = append(out.Rows, row)
	}
	return out
}

// printedLinks puts the address behind links that lead out of the pack.
func printedLinks(ins []doc.Inline) []doc.Inline {
	var out []doc.Inline
	for _, in := range ins {
		switch x := in.(type) {
		case doc.Strong:
			out = append(out, doc.Strong{Inlines: printedLinks(x.Inlines)})
		case doc.Link:
			out = append(out, in)
			if f := catalog.WebFact(model.At[string]{V: x.Href}); f.Shown != x.Href {
				out = append(out, doc.Str{S: " ("}, f, doc.Str{S: ")"})
			}
		default:
			out = append(out, in)
		}
	}
	return out
}
