package report

import (
	"fmt"
	"strconv"
	"strings"

	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
)

// Kind is the kind of all pages of reports. Search engines are asked to leave them out.
const Kind = "report"

// A report is one page of dist/report. It is in English: it is for the site's own people, and nobody translates it.
type report struct {
	file, title, about string
	body               func(*Book) []doc.Block
}

// reports is every report, in the order of their list: those that are made of tables, and two of their own form.
func reports() []report {
	var out []report
	for _, f := range figures {
		out = append(out, report{f.name + ".html", f.title, f.about, func(k *Book) []doc.Block { return k.Make(f.name)[0].blocks() }})
	}
	return append(out,
		report{"translations.html", "Translations", "How far each language is, and what is to do.", translationsBody},
		report{"tally.html", "Tally sheet", "To print: a row for each answer on the feedback slips, to count them by hand.", tally},
	)
}

// Wanted tells whether site.yaml lets dist/report be made.
func (k *Book) Wanted() bool {
	set := k.c.Site.Settings.Report
	return !set.Written() || set.V
}

// Pages returns the reports and the page that lists them; none where site.yaml says report: false.
func (k *Book) Pages() []*doc.Page {
	c := k.c
	if !k.Wanted() {
		return nil
	}
	index := &doc.Page{Path: "report/index.html", Kind: Kind, Lang: lang.English, Title: text("Reports"), Summary: text("For those who look after this site. As of " + c.Today.String() + ".")}
	pages := []*doc.Page{index}
	var cards doc.Cards
	for _, r := range reports() {
		path := "report/" + r.file
		cards.Items = append(cards.Items, doc.Card{Href: path, Title: text(r.title), Text: text(r.about)})
		pages = append(pages, &doc.Page{
			Path: path, Kind: Kind, Lang: lang.English, Title: text(r.title), Summary: text(r.about + " As of " + c.Today.String() + "."), Body: r.body(k),
			Trail: []doc.NavLink{{Href: index.Path, Text: index.Title}}, Styles: []string{"assets/report.css"},
		})
	}
	if c.Made == nil || c.Made(BoardFile) {
		cards.Items = append(cards.Items, doc.Card{Href: BoardFile, Title: text("Summary as a PDF"), Text: text("One page to print for a board.")})
	}
	index.Body = []doc.Block{cards}
	return pages
}

func text(s string) doc.Text {
	return doc.Text{Lang: lang.English, Inlines: []doc.Inline{doc.Str{S: s}}}
}

func count(n int) doc.Text {
	s := strconv.Itoa(n)
	for i := len(s) - 3; i > 0; i -= 3 {
		s = s[:i] + "," + s[i:]
	}
	return doc.Text{Lang: lang.English, Inlines: []doc.Inline{doc.Fact{Kind: doc.Number, Shown: s}}}
}

// translationsBody is a table of the languages, and for each language one of its translation files and its guides.
func translationsBody(k *Book) []doc.Block {
	c, all := k.c, k.languages()
	if len(all) == 0 {
		return []doc.Block{doc.Paragraph{Text: text("The site has no language but English.")}}
	}
	var here, others []row
	for _, l := range all {
		r := row{linked(l.Lang.Locale().English, "#"+string(l.Lang)), l.Total}
		if l.OnSite {
			here = append(here, r)
		} else {
			others = append(others, r)
		}
	}
	out := []doc.Block{
		doc.Paragraph{Text: text("The numbers are texts, each as often as translators meet it. Reviewed: a fluent reader passed these very words. Draft: translated, and nobody has passed it. " +
			"Stale: the English changed since. Missing: not translated, so readers see English. Words are those of the English.")},
		table("Languages of the site", "Language", here),
	}
	if len(others) > 0 {
		out = append(out, table("Languages that are not on the site yet", "Language", others))
	}
	for _, b := range c.Blocks() {
		out = append(out, doc.Callout{Kind: doc.Important, Label: text("Not made"), Body: []doc.Block{doc.Paragraph{Text: text(fmt.Sprintf(
			"%s in %s: %d of its %d texts are not reviewed, and the site asks for that.", b.Borough, b.Lang.Locale().English, b.Words, b.Of))}}})
	}
	for _, l := range all {
		out = append(out, doc.Heading{Level: 2, ID: string(l.Lang), Text: text(l.Lang.Locale().English)})
		if l.Machine {
			out = append(out, doc.Paragraph{Text: text("Some of it was translated by a machine and is not reviewed.")})
		}
		var parts []row
		for _, p := range l.Parts {
			parts = append(parts, row{text(p.Name), p.Tally})
		}
		out = append(out, table(l.Lang.Locale().English+" by translation file", "Translation file", parts))
		if l.OnSite {
			out = append(out, doc.Paragraph{Text: text("Guides that readers see without English: " + guides(l.Guides) + ".")})
		}
	}
	return out
}

func guides(gs []Guides) string {
	var out []string
	for _, g := range gs {
		out = append(out, fmt.Sprintf("%s %d of %d", g.Borough, g.Translated, g.All))
	}
	return strings.Join(out, ", ")
}

func linked(words, href string) doc.Text {
	return doc.Text{Lang: lang.English, Inlines: []doc.Inline{doc.Link{Href: href, Inlines: []doc.Inline{doc.Str{S: words}}}}}
}

type row struct {
	name  doc.Text
	tally Tally
}

// table has the messages of each state, as numbers and as a bar, and the words that are to do.
func table(caption, first string, rows []row) doc.Table {
	t := doc.Table{Caption: text(caption), RowHead: true, Head: []doc.Text{text(first)}}
	for _, s := range StateNames {
		t.Head = append(t.Head, text(strings.ToUpper(s[:1])+s[1:]))
	}
	t.Head = append(t.Head, text("Words to translate"), text("Words to review"))
	for _, r := range rows {
		cells := []doc.Text{r.name}
		for _, n := range r.tally.Messages {
			cells = append(cells, count(n))
		}
		t.Rows = append(t.Rows, append(cells, count(r.tally.ToDo(Draft)), count(r.tally.Words[Draft])))
		t.Shares = append(t.Shares, r.tally.Messages[:])
	}
	return t
}
