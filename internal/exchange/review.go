package exchange

import (
	"fmt"
	"slices"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/model"
	"welcomepack/internal/segment"
)

// A Selection chooses texts of a language to record a review of. Borough is a translation file (a borough, shared or
// interface), Guide the name of a guide, Keys the beginnings of keys; what is empty chooses everything.
type Selection struct {
	Lang    lang.Tag
	Borough string
	Guide   string
	Keys    []string
}

// chosen tells whether a message stands somewhere that is selected.
func (s Selection) chosen(m catalog.Message) bool {
	if s.Borough != "" && m.File != s.Borough {
		return false
	}
	return slices.ContainsFunc(m.Keys, func(key string) bool {
		if s.Guide != "" && !strings.Contains(key, "/guides/"+s.Guide+".md#") {
			return false
		}
		return len(s.Keys) == 0 || slices.ContainsFunc(s.Keys, func(k string) bool { return strings.HasPrefix(key, k) })
	})
}

// A Reviewing is what was recorded: how many texts, how many of the chosen ones were reviewed already, cannot be
// reviewed because they have no translation or an older English, and how many old records were taken out.
type Reviewing struct {
	Recorded, Before, Missing, Stale, Removed int
}

// Review returns a language's reviews.yaml with a record of the chosen texts, reviewed by a role today. A stale text
// is left out, unless stillHolds: then only those are recorded, as found to say what the new English says. Records of
// words that changed since are taken out; git keeps them.
func Review(c *catalog.Catalog, s Selection, by string, stillHolds bool) (File, Reviewing) {
	var r Reviewing
	var texts []string
	live := map[string]bool{}
	c.EachMessage(s.Lang, func(m catalog.Message) {
		for _, w := range m.Words {
			live[m.Source+" "+segment.Digest("", w)] = true
		}
		if !s.chosen(m) {
			return
		}
		switch {
		case m.Fresh == doc.Missing:
			r.Missing++
		case m.Fresh == doc.Stale && !stillHolds:
			r.Stale++
		case m.Review == doc.Reviewed:
			r.Before++
		case m.Fresh == doc.Stale || !stillHolds:
			r.Recorded++
			for _, w := range m.Words {
				line := m.Source + " " + segment.Digest("", w) + " " + m.Keys[0]
				if !slices.Contains(texts, line) {
					texts = append(texts, line)
				}
			}
		}
	})
	var records []model.ReviewRecord
	for _, o := range c.Site.Overlays {
		if o.Lang != s.Lang {
			continue
		}
		for _, x := range o.Reviews {
			if live[x.Source+" "+x.Translation] {
				records = append(records, x)
			} else {
				r.Removed++
			}
		}
	}
	for _, t := range texts {
		p := strings.Fields(t)
		rec := model.ReviewRecord{Source: p[0], Translation: p[1], Of: p[2], By: by, StillHolds: stillHolds}
		rec.On.V = c.Today
		records = append(records, rec)
	}
	return File{"translations/" + string(s.Lang) + "/reviews.yaml", printReviews(records)}, r
}

// printReviews writes records, those of one review together.
func printReviews(records []model.ReviewRecord) []byte {
	var b strings.Builder
	b.WriteString("# Which translations a fluent reader has passed: the digests of the English and of the translation, and where it stands.\n" +
		"# \"welcomepack translations review\" writes this file.\nreviews:\n")
	head := ""
	for _, x := range records {
		h := fmt.Sprintf("  - by: %q\n    on: %s\n", x.By, x.On.V)
		if x.StillHolds {
			h += "    still_holds: true\n"
		}
		if h != head {
			b.WriteString(h + "    texts:\n")
			head = h
		}
		b.WriteString("      - " + x.Source + " " + x.Translation + " " + x.Of + "\n")
	}
	if len(records) == 0 {
		return []byte(strings.Replace(b.String(), "reviews:\n", "reviews: []\n", 1))
	}
	return []byte(b.String())
}
