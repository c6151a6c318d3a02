// Package doc is the document tree: what stands on a page, in the order in which it is read. Website, pack,
// search and translators all start from it, so print and web cannot say different things. It holds words
// and facts and what they are, never how they look.
package doc

import (
	"strings"

	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// A Freshness says how a translation stands to the source it was made from.
type Freshness uint8

const (
	Fresh   Freshness = iota // the translation is of the present source, or the text is the source itself
	Stale                    // the source changed since; the old translation is shown
	Missing                  // there is no translation; the source is shown under its own language
)

// A Review says who stands behind a translation.
type Review uint8

const (
	Original Review = iota // not a translation
	Reviewed               // a fluent reader passed this very translation of this very source
	Draft                  // nobody has
	Machine                // nobody has, and a machine made it
)

// A Text is words: one segment. Key is its structural key, such as "shared/guides/gp.md#register/2"; it is
// empty for words that are put together by the program.
type Text struct {
	Key     string
	Context string // parts equal English texts that need different translations; mostly empty
	Inlines []Inline
	Lang    lang.Tag // of Inlines, so the source's language where Fresh is Missing
	Fresh   Freshness
	Review  Review
	Pos     source.Span
}

// IsZero tells whether there are no words.
func (t Text) IsZero() bool { return len(t.Inlines) == 0 }

// An Inline is a part of a Text. The set is closed: [Str], [Strong], [Link], [Fact], [Ref], [Slot].
type Inline interface{ inline() }

// A Str is plain words.
type Str struct{ S string }

// Strong words matter more than those around them.
type Strong struct{ Inlines []Inline }

// A Link leads elsewhere. Href is a fact: an address with a scheme (https, mailto, tel), a path from the root
// of the website (newham/ar/guides/health.html, perhaps with #id), or, before it is resolved, a reference
// such as guide:health, service:nhs-111 or category:housing.
type Link struct {
	Href    string
	Inlines []Inline
	Pos     source.Span
}

// A Fact is never translated and reads in one direction: see [FactKind].
type Fact struct {
	Kind    FactKind
	Shown   string   // as readers see it: "020 7946 0018"
	Machine string   // as machines want it: "+442079460018"; empty where there is no such form
	Lang    lang.Tag // of a Name that is not English
	From    string   // the record and field it stands in: "listing/nhs/nhs-111.phone"
	Pos     source.Span
}

// A Ref is a reference to a fact, written {Path} in words, such as nhs-111.phone; a lens turns it into a
// [Fact].
type Ref struct {
	Path string
	Pos  source.Span
}

// A Slot is a place in an interface text that the program fills: {count}, {page}, {date}.
type Slot struct{ Name string }

func (Str) inline()    {}
func (Strong) inline() {}
func (Link) inline()   {}
func (Fact) inline()   {}
func (Ref) inline()    {}
func (Slot) inline()   {}

// A FactKind says what a fact is.
type FactKind uint8

const (
	Phone    FactKind = iota // Machine is E.164, or the short number itself ("999")
	TextTo                   // a number for text messages; Machine as for Phone
	Email                    // Machine is the address
	Web                      // Machine is the whole address, Shown without scheme and last slash
	Address                  // a line of a postal address, in Latin script as on the street sign
	Postcode                 // Machine is the postcode
	Time                     // a time or span of times of a day, 24 hours: "10:00–13:00"
	Date                     // a date in the words of the page's language; Machine is ISO 8601
	Number                   // a rule's value, with £ or % where it has one
	Name                     // the name of an organisation, place or area, as on the door
)

// LTR tells whether the fact reads left to right whatever stands around it. Dates follow the language and
// names their own letters.
func (k FactKind) LTR() bool { return k != Date && k != Name }

// Href returns where pressing the fact leads, "" for nowhere.
func (f Fact) Href() string {
	switch f.Kind {
	case Phone:
		return "tel:" + f.Machine
	case TextTo:
		return "sms:" + f.Machine
	case Email:
		return "mailto:" + strings.ReplaceAll(f.Machine, "%", "%25")
	case Web:
		return f.Machine
	}
	return ""
}

// A Block is a part of a page. The set is closed: [Heading], [Paragraph], [List], [Table], [Callout],
// [Contact], [Hours], [Place], [Entries], [Cards], [Terms], [Tags], [Blanks], [Group], [Pair], [Break], [Filter],
// [Search], [Tools], [Choice], [Plan], [QR], [Exit], [Offline],
// and, in guides as written, [Include].
type Block interface{ block() }

// A Heading opens a part of a page. A page's title is level 1 and stands in [Page]; its body starts at 2.
type Heading struct {
	Level  int
	ID     string // for #links, the same in every language
	Target string // in a pack: the website path that this heading stands for, so that links find it
	Text   Text
}

// A Paragraph is words. Role says what for.
type Paragraph struct {
	Text Text
	Role Role
}

// A Role tells paragraphs apart that mean something different.
type Role uint8

const (
	Plain   Role = iota
	Lead         // the summary under a title
	Small        // about the text rather than of it: sources, dates, notices
	English      // the English name under a translated one, for staff
)

// A List is bullets, numbered steps, or boxes to tick.
type List struct {
	Kind  ListKind
	Items [][]Block
	Marks []string // of Ticks: a name for each item, which it keeps while its English does; may be none
}

// A ListKind is the kind of a [List].
type ListKind uint8

const (
	Bullets ListKind = iota
	Steps
	Ticks
)

// A Table has a head row; where RowHead, the first cell of each row heads the row. Facets has those of each row,
// or is empty. So has Shares the parts of a whole, which the cells behind the first one say in numbers: a screen draws
// them as a bar too.
type Table struct {
	Caption Text // may be empty
	Head    []Text
	Rows    [][]Text
	RowHead bool
	Facets  []Facets
	Shares  [][]int
}

// Facets are what a script narrows lists by; readers never see them. Is has properties such as "category-health",
// "lang-ar" or "free"; Open is the times of a service, as [welcomepack/internal/catalog.Service.Open] writes them.
type Facets struct {
	Is   []string
	Open string
}

// A Callout is a box. Label names it ("Important"); a Status box speaks about the page itself: its
// translation, its age.
type Callout struct {
	Kind  CalloutKind
	Label Text
	Body  []Block
}

// A CalloutKind is the kind of a [Callout].
type CalloutKind uint8

const (
	Note CalloutKind = iota
	Important
	Danger
	Myth
	Status
	True  // what people say, and that it is so
	False // what people say, and that it is not so
)

// Contact is ways to reach somebody: each a label, a fact, and words about it.
type Contact struct{ Rows []ContactRow }

// A ContactRow is one way to reach somebody.
type ContactRow struct {
	Label Text // "Phone"
	Fact  Fact
	Notes []Text // "advice line", "free to call", "open day and night"
}

// Hours is the times of a week at one place.
type Hours struct {
	Label Text
	Rows  []HoursRow
}

// An HoursRow is one day: its name, the times, and words such as "English class" or "by phone".
type HoursRow struct {
	Day   Text
	Time  Fact
	Notes []Text
}

// A Place is a postal address under its label, with what helps to get in.
type Place struct {
	Label   Text
	Lines   []Fact // name, address lines, town, postcode
	Map     string // a link to a map, by postcode; empty for none
	MapText Text
	Notes   []Text
}

// Entries is a list of services in short.
type Entries struct{ Items []Entry }

// An Entry is one service of a list: enough to decide, and to call.
type Entry struct {
	Href    string
	Name    Text
	English Text // the English name, where Name is a translation of it
	Org     Fact // the organisation's name; Shown is empty where it is the service's own
	Summary Text
	Tags    []Text
	Contact []ContactRow
	Facets  Facets
}

// Cards is links to choose from, each with a line about it.
type Cards struct {
	Small bool // one line each: names only
	Tiles bool // each a drawing with the name below it, for those who do not read the name
	Items []Card
}

// A Card is one link of [Cards]. Also is a second name, such as a language's English one. Icon is a name that
// the theme may know.
type Card struct {
	Href  string
	Icon  string
	Title Text
	Also  Text
	Text  Text
	Size  Fact     // of what the link leads to, for those who pay for it; Shown is empty where nobody need know
	Lang  lang.Tag // of what the link leads to, where it is another language; else empty

	Facets Facets
}

// Terms explains words.
type Terms struct{ Items []Term }

// A Term is a word and what it means. English is the English term where Name is a translation of it.
type Term struct {
	ID      string
	Name    Text
	English Text
	Meaning Text
}

// Tags is short labels: "free", "women only".
type Tags struct{ Items []Text }

// Blanks is what the reader writes with a pen, each thing behind its label.
type Blanks struct{ Items []Blank }

// A Blank is one label with room to write: a line beside it, or, where Lines is not 0, a box below it that is as
// high as that many lines of writing.
type Blank struct {
	Label Text
	Lines int
}

// A Group is blocks that belong together, as one service of a directory; paper keeps it on one page where it
// fits.
type Group struct{ Body []Block }

// A Pair is the same in English and in the language of the page: blocks of the same kinds in the same order. Paper sets
// them side by side, so that two people can point at the same line.
type Pair struct {
	English []Block
	Other   []Block
}

// A Break starts a new page on paper. After a Loose one, what follows may stand on the same page where most of it is
// still empty.
type Break struct{ Loose bool }

// A Filter narrows the lists of services below it, where a script runs. Paper has nothing of it.
type Filter struct {
	Label  Text
	Fields []FilterField
	Clear  Text
	Says   []Say // count, none
}

// A FilterField is a list to choose from, or, with one option and no label, a box to tick.
type FilterField struct {
	Name    string // in the address: day, lang
	Label   Text
	Options []FilterOption
}

// A FilterOption lets through what has the facet Is; an empty Is lets through everything.
type FilterOption struct {
	Is   string
	Text Text
}

// A Find is a field for words to look for. Action is the page that finds them.
type Find struct {
	Action        string
	Label, Button Text
}

// Search is a field for words to look for, with what was found below it where a script runs. Index is the file
// that it looks into. Paper has nothing of it.
type Search struct {
	Find    Find
	Index   string
	Without Text // for readers without a script
	Says    []Say
}

// An Include is a guide's line {services: a, b} or {category: c}, as written: the lens puts [Entries] in its
// place. Category has an empty Path where services are named.
type Include struct {
	Services []Ref // Path is a service's slug
	Category Ref   // Path is a category's slug
}

func (Heading) block()   {}
func (Paragraph) block() {}
func (List) block()      {}
func (Table) block()     {}
func (Callout) block()   {}
func (Contact) block()   {}
func (Hours) block()     {}
func (Place) block()     {}
func (Entries) block()   {}
func (Cards) block()     {}
func (Terms) block()     {}
func (Tags) block()      {}
func (Blanks) block()    {}
func (Group) block()     {}
func (Pair) block()      {}
func (Filter) block()    {}
func (Search) block()    {}
func (Tools) block()     {}
func (Choice) block()    {}
func (Plan) block()      {}
func (QR) block()        {}
func (Exit) block()      {}
func (Include) block()   {}
func (Break) block()     {}

// A Page is one page of the website. Path and the hrefs in it are from the website's root.
type Page struct {
	Path       string
	Kind       string // home, guide, service, category, …: the theme may have a frame for it
	Lang       lang.Tag
	Title      Text
	English    Text // the English title where Title is a translation of it; may be empty
	Summary    Text
	Body       []Block
	Trail      []NavLink   // from the edition's home down to the page above
	Alternates []Alternate // the same page in each language of the borough, this one too; empty for pages above the languages
	Styles     []string    // files of the theme for what other pages do not have: assets/lists.css
	Scripts    []string    // files of the theme that make the page easier to use, never needed: assets/filter.js
	MovedTo    string      // the page that browsers go on to by themselves; empty for none
	Linked     []byte      // what the page is about, for machines: JSON-LD, safe inside an element of HTML
}

// An Alternate is a page in another language.
type Alternate struct {
	Lang    lang.Tag
	Href    string
	Autonym string
	English string
}

// A NavLink is a link of the frame around pages.
type NavLink struct {
	Href string
	Text Text
}

// A Frame is what stands around every page of an edition.
type Frame struct {
	Lang      lang.Tag
	Site      Text // the site's title
	Borough   Text // empty above the editions
	Home      string
	Nav       []NavLink
	Footer    []Block
	Skip      Text // "Skip to the text"
	Menu      Text // "Menu"
	Languages Text // "Languages"
	Trail     Text // "You are here"
	OlderNote Text // what a stale paragraph is marked with
	Find      Find // empty above the editions
	BaseURL   string
}

// A Pack is an edition as a book.
type Pack struct {
	Path     string
	Lang     lang.Tag
	Title    Text
	Cover    Cover
	Contents Text // the heading of the contents list
	Beside   Text // in a bilingual pack, the same in the other language; else empty
	Body     []Block
	Running  Text // the running head
	PageOf   Text // with slots {page} and {pages}
	Foot     Text // "This copy may be out of date…"
	BaseURL  string
}

// A Cover is the first page of a pack.
type Cover struct {
	Language string // the language's autonym
	English  string // its English name
	Borough  Text
	Site     Text
	Tagline  Text
	Notes    []Block // status, dates, where to find the newest
	Scan     QR      // the edition's address
}

// A CardSheet is cards to cut out and show, in English and in another language.
type CardSheet struct {
	Path  string
	Lang  lang.Tag
	Title Text
	Site  Text
	Cards []ShowCard
	Foot  Text // in English: whose cards they are, and of which day
}

// A ShowCard is one card.
type ShowCard struct {
	Title, Text Both
	Points      []Both
	Numbers     []CardNumber
	Lines       []Both // to be filled in
	Status      Text   // in the other language: that nobody has checked its words, or that they are old
}

// Both is words in English and in another language; Own is empty where there is only the English.
type Both struct{ English, Own Text }

// A CardNumber is a number to call.
type CardNumber struct {
	Name Both
	Fact Fact
}

// A Leaf is one page of paper: a title, blocks as large as they fit, and a foot.
type Leaf struct {
	Path  string
	Lang  lang.Tag
	Title Text
	Site  Text
	Body  []Block
}

// A Poster is one page for a wall that leads to a borough's editions.
type Poster struct {
	Path          string
	Lang          lang.Tag
	Title         Text
	Site, Tagline Text
	Borough       Text
	Languages     []PosterLine
	Scan          QR
	Web           Fact // the address, to be typed
	Notes         []Text
	Foot          Text
}

// A PosterLine is one language: its own name, its English one, and what there is, in that language.
type PosterLine struct {
	Autonym, English, Words Text
}

// A Week is one page for a wall: who is there on which day of the week, in a language and in English.
type Week struct {
	Path        string
	Lang        lang.Tag
	Title       Text // in the language
	English     Text // the title in English; empty where that is the language
	Site        Text
	About       Both
	Clock       Text // how times are meant, for readers who count hours otherwise
	Scan        QR
	Head, Where Both // of the columns before the days
	Days        [7]Both
	Rows        []WeekRow
	Notes       []Text // how the words stand
	Foot        Both
}

// A WeekRow is a service at a place. Notes is what holds on all its days.
type WeekRow struct {
	Name  Both
	Where Text
	Phone Text
	Notes []Text
	Days  [7][]WeekTime
}

// A WeekTime is a time of a day, and what holds for it alone.
type WeekTime struct {
	Time  Text
	Notes []Text
}
