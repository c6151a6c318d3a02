package view

import (
	"strconv"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
)

// number is a count as a fact.
func number(n int) doc.Inline { return doc.Fact{Kind: doc.Number, Shown: strconv.Itoa(n)} }

// about says who made the edition, how it was checked, and what it keeps of its readers.
func (v viewer) about(level int) []doc.Block {
	set := v.Settings()
	var out []doc.Block
	part := func(key string, ts ...doc.Text) {
		head := doc.Heading{Level: level, ID: key, Text: v.say(key)}
		for _, t := range ts {
			if t.IsZero() {
				continue
			}
			if head.ID != "" {
				out = append(out, head)
				head.ID = ""
			}
			out = append(out, doc.Paragraph{Text: t})
		}
	}
	confirmed := 0
	for _, s := range v.Services() {
		if s.Checked.On.Written() {
			confirmed++
		}
	}
	part("about-what", v.Words(set.About))
	part("about-who", v.Words(set.Publisher))
	part("about-checked", v.say("about-checked-text"),
		v.Phrase("about-confirmed", catalog.Args{"confirmed": number(confirmed), "count": number(len(v.Services()))}))
	if v.MachineMade() {
		part("about-translated", v.say("about-machine-text"))
	}
	out = append(append(out, v.nextReview()...), v.owner(v.OwnerOfBorough())...)
	part("about-wrong", v.say("about-wrong-text"))
	part("about-privacy", v.Words(set.Privacy))
	part("about-accessibility", v.Words(set.Accessibility))
	part("about-credits", v.Words(set.Credits))
	return out
}

// data leads to the services as files for other programs.
func (v viewer) data() []doc.Block {
	folder := string(v.Edition().Borough) + "/data/"
	return []doc.Block{
		doc.Heading{Level: 2, ID: "open-data", Text: v.say("open-data")},
		doc.Paragraph{Text: v.say("open-data-text")},
		doc.List{Items: [][]doc.Block{
			{doc.Paragraph{Text: linked(v.say("open-data-table"), folder+"services.csv")}},
			{doc.Paragraph{Text: linked(v.say("open-data-feed"), folder+"oruk/services/index.json")}},
		}},
	}
}

// privacy says what the pages themselves keep and send, which is the same on every site, after the site's own words.
func (v viewer) privacy(p *doc.Page) {
	p.Title, p.Summary = v.say("about-privacy"), v.Words(v.Settings().Privacy)
	var list doc.List
	for _, key := range []string{"privacy-none", "privacy-asked", "privacy-host", "privacy-out"} {
		list.Items = append(list.Items, []doc.Block{doc.Paragraph{Text: v.say(key)}})
	}
	p.Body = []doc.Block{list}
}
