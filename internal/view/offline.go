package view

import (
	"fmt"
	"path"
	"strings"

	"welcomepack/internal/catalog"
	"welcomepack/internal/doc"
)

// The files of an edition for where there is no network, in its folder.
const (
	offlineFile = "offline.html" // the page about them

	SingleFile = "pack.html"   // the edition in one file
	ZipFile    = "offline.zip" // the edition's pages, to unpack
)

// Sizes is how large the files of an edition are, in bytes, by their name in its folder; Kept is what a device
// keeps of it. What is not known is 0.
type Sizes struct {
	Kept, Single, Zip, Pack int
}

// HasSizes tells whether the page of a target speaks of the sizes of files that are made of pages.
func HasSizes(t Target) bool { return t.Kind == "offline" || t.Kind == "home" || t.Kind == "about" }

// WithSizes fills in the sizes on a page of an edition.
func WithSizes(p *doc.Page, s Sizes) {
	of := map[string]int{".html": s.Single, ".zip": s.Zip, ".pdf": s.Pack}
	for i, b := range p.Body {
		if c, ok := b.(doc.Cards); ok && len(c.Items) == 1 && path.Base(c.Items[0].Href) == offlineFile {
			c.Items[0].Size = size(s.Kept)
		}
		o, ok := b.(doc.Offline)
		if !ok {
			continue
		}
		o.Bytes, o.PackBytes = s.Kept, s.Pack
		o.Downloads = append([]doc.Download(nil), o.Downloads...)
		for j, d := range o.Downloads {
			o.Downloads[j].Size = size(of[path.Ext(d.Href)])
		}
		p.Body[i] = o
	}
}

// size is how many bytes there are, as a fact for readers: 640 kB, 1.2 MB.
func size(bytes int) doc.Fact {
	f := doc.Fact{Kind: doc.Number}
	switch {
	case bytes >= 995_000:
		f.Shown = fmt.Sprintf("%.1f MB", float64(bytes)/1e6)
	case bytes > 0:
		f.Shown = fmt.Sprintf("%d kB", (bytes+9_999)/10_000*10)
	}
	return f
}

// offlineCard leads to the page about having the edition without a network.
func (v viewer) offlineCard() doc.Block {
	return doc.Cards{Items: []doc.Card{{
		Href: v.Path(offlineFile), Icon: "download", Title: v.say("offline"), Text: v.say("offline-card"),
	}}}
}

func (v viewer) offlinePage(p *doc.Page) {
	p.Title, p.Summary = v.say("offline"), v.say("offline-about")
	p.Styles, p.Scripts = append(p.Styles, "assets/helps.css"), append(p.Scripts, "assets/offline.js")
	p.Body = []doc.Block{v.offline()}
}

// offline is the ways to have the edition without a network.
func (v viewer) offline() doc.Block {
	name := strings.TrimSuffix(PackFile(v.Edition()), ".pdf")
	says := v.says("offline-all", "offline-newest", "offline-updated", "offline-remove", "offline-removed", "offline-failed", "offline-full",
		"offline-cannot", "offline-here", "offline-saved", "offline-look", "offline-others", "offline-may-go", "offline-look-failed")
	says = append(says, v.say1("offline-save", "size"), v.say1("offline-with-pack", "size"), v.say1("offline-saving", "percent"),
		v.say1("offline-save-all", "count", "size"), v.say1("offline-saved-on", "date", "size"))
	out := doc.Offline{Edition: strings.TrimSuffix(v.Path(""), "/"), Files: v.say("offline-files"), Says: says}
	for _, d := range []doc.Download{
		{Href: v.Path(SingleFile), Name: name + ".html", Title: v.say("offline-file"), Text: v.say("offline-file-about")},
		{Href: v.Path(ZipFile), Name: name + ".zip", Title: v.say("offline-zip"), Text: v.say("offline-zip-about")},
		{Href: v.Path(PackFile(v.Edition())), Name: name + ".pdf", Title: v.say("pack"), Text: v.say("pack-note")},
	} {
		if v.Made(d.Href) {
			out.Downloads = append(out.Downloads, d)
		}
	}
	return out
}

// notSaved is the page that stands in for one that is not on the device.
func (v viewer) notSaved(p *doc.Page) {
	p.Title = v.say("not-saved")
	p.Body = []doc.Block{
		doc.Paragraph{Text: v.say("not-saved-text"), Role: doc.Lead},
		doc.Contact{Rows: v.emergencyRows(3)},
		doc.Cards{Items: []doc.Card{{Href: v.Path("index.html"), Icon: "home", Title: v.say("home")}}},
	}
}

// Single returns the lens's edition as one document for a screen: what the pack has, with links as links.
func Single(l *catalog.Lens) *doc.Pack {
	return viewer{l}.pack(SingleFile, Choice{}, func(ins []doc.Inline) []doc.Inline { return ins })
}

// SingleSearch is the search inside [Single], which holds its index itself, and its lists below.
func SingleSearch(l *catalog.Lens) doc.Search {
	s := viewer{l}.search("single-none")
	s.Find.Action, s.Find.Label = "", viewer{l}.say("single-find")
	s.Index, s.Without = "", doc.Text{}
	return s
}

// Away tells whether a page has a place in a copy of the edition that was taken away: one that speaks of taking
// it away has none.
func Away(t Target) bool { return t.Kind != "offline" && t.Kind != "not-saved" }
