package view

import (
	"slices"

	"welcomepack/internal/calendar"
	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
)

// Version names what stands in the pack of the lens's edition, as in "1a2b-3c4d": the same for the same guides, services
// and words, whatever the way in which it is printed, and whatever the day, unless they name the next day of something. It
// is printed on packs, and stays short to be compared by eye.
func Version(l *catalog.Lens) string {
	l = l.Alone()
	return catalog.Remember(l, versionKey{}, func() string {
		v := viewer{l}
		parts := v.packSections()
		is := func(kind string) func(model.Section) bool {
			return func(s model.Section) bool { return s.Kind.V == kind }
		}
		if slices.ContainsFunc(parts, is("directory")) { // which says what the timetable says, whatever the day
			parts = slices.DeleteFunc(slices.Clone(parts), is("timetable"))
		}
		d := doc.Digest(v.packBody(parts, Choice{}, printedLinks))
		return d[:4] + "-" + d[4:8]
	})
}

type versionKey struct{}

// VersionFile is the name of the page in the edition's folder; it stands on paper.
const VersionFile = "version.html"

func version(s string) doc.Fact { return doc.Fact{Kind: doc.Number, Shown: s} }

// versionPage is where the code on a pack leads: it says which version is the newest. The version of the paper stands behind
// the # of the address, which browsers do not send; without a script the reader compares the two.
func (v viewer) versionPage(p *doc.Page) {
	p.Title = v.say("version-page")
	p.Scripts = append(p.Scripts, "assets/version.js")
	now := version(Version(v.Lens))
	says := v.says("version-same", "version-other")
	for i, s := range says {
		says[i].Text.Inlines = []doc.Inline{doc.Strong{Inlines: s.Text.Inlines}}
	}
	p.Body = []doc.Block{
		doc.Tools{Says: append(says, doc.Say{Name: "version", Text: v.fact(now)})},
		doc.Paragraph{Text: v.Phrase("version-now", catalog.Args{"version": now, "date": v.date(calendar.Stamp(v.Today()))})},
		doc.Paragraph{Text: v.say("version-how")},
		v.printCards(),
		doc.Cards{Items: []doc.Card{{Href: v.Path("index.html"), Icon: "people", Title: v.say("home")}}},
	}
}
