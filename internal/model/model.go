// Package model is the site as its authors wrote it: types only. What a volunteer may write is described in
// docs/content.md; a field here has its name there beside it.
package model

import (
	"slices"

	"welcomepack/internal/calendar"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
)

// An ID is a slug: small letters, digits and single hyphens.
type ID string

// At is a value as written, and where. A value that was not written has the zero Span.
type At[T any] struct {
	V  T
	At source.Span
}

// Written tells whether the author wrote the value.
func (a At[T]) Written() bool { return a.At.File != 0 }

// A Site is everything that was loaded.
type Site struct {
	Settings   Settings
	Categories []Category
	Rules      []Rule
	Glossary   []Term
	Planner    Planner
	Periods    []Period
	Boroughs   []Borough // as in Settings.Boroughs
	Shared     Content
	Pack       PackPlan
	Problems   []Problem
	Overlays   []Overlay           // one for each language with translations, by tag
	Notes      map[string][]string // what authors tell translators of a text, by its key
}

// Content is the guides and listings of a folder, by file name, and what imports into it have kept.
type Content struct {
	Guides   []Guide
	Listings []Listing
	Kept     []Kept
}

// Kept is import/<name>.kept.json: what the feed or table of another publisher says and no listing can.
type Kept struct {
	Path  string
	Rests map[ID][]byte // by service, as JSON: see hsds.Rest
}

// Settings is content/site.yaml.
type Settings struct {
	Title, Tagline, Publisher              doc.Text
	About, Privacy, Accessibility, Credits doc.Text
	URL                                    At[string] // base URL with a slash at its end; empty for none
	Languages                              []At[lang.Tag]
	Boroughs                               []At[ID]
	Groups                                 []BoroughGroup
	Emergency                              []At[ID] // services shown first
	FirstGuide                             At[ID]
	ExitTo                                 At[string] // where the button to leave at once leads
	ReviewEvery, Grace                     At[int]    // months
	Unreviewed                             []Unreviewed
	Report                                 At[bool] // whether dist/report is made; it is where nothing is said
	Owner                                  Owner    // of what names none
	Theme                                  At[string]
	Brand                                  Brand
	Statement                              *Statement // nil where the site has none
	WebFonts                               []At[lang.Tag]
	Checks                                 Checks
}

// Checks says which warnings and advice a site does not want.
type Checks struct {
	Off    []At[string] // codes, for the whole site
	Except []Exception
}

// An Exception is that one thing is right as it is, and why.
type Exception struct {
	Code   At[string]
	File   At[string] // from the site's folder or from content
	Words  At[string] // that stand in what is excepted; empty for all of the file
	Reason At[string]
}

// A Brand is what a council's pages look like: a colour, #rrggbb, and a drawing with its name.
type Brand struct {
	Colour, Logo, Name At[string]
}

// A Statement is the answers that make the accessibility statement, as the law wants it of public bodies.
type Statement struct {
	Complies                   At[string] // fully, partly, not
	Prepared, Reviewed, Tested At[calendar.Date]
	TestedBy, TestedHow        At[string]
	Email, Web                 At[string]
	Phone                      *Phone
	AnswerDays                 At[int]
	Enforcer                   At[string] // EHRC, ECNI
	Failings                   []Failing
}

// A Failing is something that not everyone can use.
type Failing struct {
	What, Criterion, Fix At[string]
	Why                  At[string] // not-done, burden, out-of-scope
}

// An Unreviewed says what becomes of translations that no fluent reader has passed, in one language or, where Lang was
// not written, in every one.
type Unreviewed struct {
	Lang At[lang.Tag]
	Do   At[string] // of UnreviewedWays
}

// UnreviewedWays is to show them with a notice, to show the English in their place, and not to make the edition until
// all of its words are reviewed.
var UnreviewedWays = []string{"show", "hide", "block"}

// A BoroughGroup is a name for several boroughs, such as london.
type BoroughGroup struct {
	ID       At[ID]
	Boroughs []At[ID]
}

// A Category is a kind of help.
type Category struct {
	ID          At[ID]
	Name, About doc.Text
	Icon        At[string]
	QuickExit   At[bool] // its pages have a button to leave at once
	Was         []At[ID] // former slugs: their addresses are on paper
}

// A Rule is a number that policy changes. An exception of a rule is a rule of its own, with the ID rule.exception: Of is the
// rule, and Values are its own and, for the days that they leave, the rule's.
type Rule struct {
	ID     At[ID]
	Of     ID
	Name   doc.Text
	Values []RuleValue
}

// A RuleValue is what a rule says from a day on, until another day or until further notice.
type RuleValue struct {
	Value    At[string] // digits, perhaps with a decimal point
	Unit     At[string] // days, weeks, months, years, pounds, percent
	From, To At[calendar.Date]
	Sources  []Source
	Checked  Check
	Note     At[string] // for reviewers

	Inherited bool // by an exception, from its rule
}

// A Term is a hard word.
type Term struct {
	ID      ID // made from the name
	Name    doc.Text
	Also    []At[string]
	Not     []At[string] // phrases in which the word means something else
	Meaning doc.Text
}

// A Borough is boroughs/<borough>/borough.yaml and the content beside it.
type Borough struct {
	ID      At[ID]
	Name    doc.Text
	Region  At[string]
	About   doc.Text
	Council At[ID] // a service
	Code    At[string]
	Content Content

	Unreviewed []Unreviewed // before the site's
	Pack       PackPlan
	Periods    []Period // stand for those of the site that have the same name
	Rotas      []Rota
	Alert      Alert
	Owner      Owner             // before the site's
	NextReview At[calendar.Date] // when all of the pack is looked at again
	Engagement Engagement
	Partners   []Partner
	Problems   []Problem
	Demand     []Demand // the most wanted first

	Bare bool // its Content was not read, and is none
}

// A Guide is a Markdown page.
type Guide struct {
	ID             ID
	Path           string // from the content folder: shared/guides/gp.md
	Title, Summary doc.Text
	Stages         []At[Stage]
	Category       At[ID]
	Order          At[int]
	Boroughs       []At[ID]    // of boroughs and groups; none for everywhere
	Body           []doc.Block // as written: with references, and [doc.Include] blocks
	Sources        []Source
	Note           At[string]
	Checked        Check
	ReviewBy       At[calendar.Date]
	QuickExit      At[bool]
	Was            []At[ID] // former slugs
	Owner          Owner
	Assumptions    []At[string] // what it takes for granted; for reviewers
	Pos            source.Span
}

// A Stage is where someone is on the journey.
type Stage string

// Stages is the journey in its order.
var Stages = []Stage{"arrive", "wait", "decision", "move-on", "refused", "settled"}

// A Listing is one organisation's file.
type Listing struct {
	ID       At[ID]
	Path     string
	Name     At[string]
	About    doc.Text
	Web      At[string]
	Email    At[string]
	Kind     At[string] // of OrganisationKinds
	Owner    Owner
	Phones   []Phone
	Places   []Place
	Services []Service
}

// A Phone is a number with what is known of it.
type Phone struct {
	Ref    At[ID]
	Number At[string] // as written
	E164   string     // +442079460018, or the number itself where it is a short one ("999")
	For    doc.Text
	Always bool // answered day and night
	Open   []Session
	Free   At[bool]
}

// A Place is where services are given.
type Place struct {
	ID         At[ID]
	Name       At[string]
	Lines      []At[string]
	Town       At[string]
	Postcode   At[string]
	Lat, Lon   At[string]
	Access     []At[string] // of PlaceAccess
	AccessNote doc.Text
	Travel     Travel
}

// PlaceAccess is what may be said of getting into a place.
var PlaceAccess = []string{"step-free", "lift", "accessible-toilet", "hearing-loop", "parking", "baby-changing"}

// A Service is what an organisation offers.
type Service struct {
	ID                            At[ID]
	Was                           []At[ID] // former slugs
	Name, Summary, Details        doc.Text
	Status                        At[string] // active, paused, closed; empty is active
	Categories                    []At[ID]
	Stages                        []At[Stage]
	Boroughs                      []At[ID]
	WhoText                       doc.Text
	Ages                          At[string]
	WomenOnly, AsksStatus, NRPFOK At[bool]
	Free                          At[bool]
	Amount                        At[string] // pounds
	CostNote                      doc.Text
	Languages                     []At[lang.Tag]
	Join                          []At[string] // of WaysToJoin
	HowToJoin, Bring, TimesNote   doc.Text
	Referral                      Referral
	Introduces                    []At[ID] // services to which it can introduce people
	Interpreter                   At[bool] // they call one where it is needed
	Alert                         Alert
	Phones                        []Phone
	TextNumber                    At[string]
	TextE164                      string
	Email, Web                    At[string]
	At                            []Attendance
	Area                          At[string]
	Checked                       Check
	ReviewBy                      At[calendar.Date]
	Note                          At[string]
	Sources                       []Source
}

// WaysToJoin is how people get in.
var WaysToJoin = []string{"drop-in", "appointment", "referral", "self-referral", "phone", "email", "online"}

// An Attendance is a service at a place, or by phone or online where Place is empty.
type Attendance struct {
	Place At[ID]
	When  []Session
}

// A Session is a recurring time.
type Session struct {
	Every    At[calendar.Every]
	From, To At[calendar.Clock]
	What     doc.Text
	Mode     At[string] // in-person, phone, online; empty is in-person

	Only   []At[ID] // periods in which alone it takes place
	Except []At[calendar.Period]
	Not    []At[ID] // periods in which it does not
	Also   []At[calendar.Date]

	OpenOnHolidays At[bool] // it is known to take place on bank holidays
}

// Remote tells whether a session is by phone or online, so that nobody has to go anywhere.
func (s *Session) Remote() bool { return s.Mode.V == "phone" || s.Mode.V == "online" }

// SaysHolidays tells whether anything says if it takes place on bank holidays.
func (s *Session) SaysHolidays() bool {
	return s.OpenOnHolidays.V || slices.ContainsFunc(slices.Concat(s.Only, s.Not), func(id At[ID]) bool { return id.V == BankHolidays })
}

// A Period is days that have a name, such as school terms or bank holidays, from periods.yaml of the site or of a
// borough.
type Period struct {
	ID      At[ID]
	Name    doc.Text
	Days    []At[calendar.Period]
	Known   At[calendar.Period] // the days of which it is known whether they belong to it
	Sources []Source
	Checked Check
	Note    At[string]
}

// BankHolidays is the period on whose days readers are told to ask first, where a session says nothing of them.
const BankHolidays ID = "bank-holidays"

// A Rota is who attends the sessions of a service on which day, from a borough's rota.yaml.
type Rota struct {
	Service At[ID]
	Visits  []Visit
	Sources []Source
	Checked Check
	Note    At[string]
}

// A Visit is organisations that attend on some days: those of Every, or Dates.
type Visit struct {
	Who   []At[ID] // organisations
	Every At[calendar.Every]
	Dates []At[calendar.Date]
	Until At[calendar.Date]
	About doc.Text
}

// A Source is where a fact was seen.
type Source struct {
	URL, Title At[string]
	Kind       At[string] // official, own, data, other
	Date       At[calendar.Stamp]
	Supports   At[string]
}

// A Check is that somebody rang or went there; By is empty for none.
type Check struct {
	On  At[calendar.Date]
	By  At[string] // a role
	How At[string] // phone, visit, email, web
}

// Due is the day by which what was checked has to be checked again, and where that is written: by, or the day of the check
// where the site's own time ends before. A far day does not switch that time off.
func (s *Settings) Due(checked Check, by At[calendar.Date]) At[calendar.Date] {
	if policy := checked.On.V.AddMonths(s.ReviewEvery.V); !by.Written() || policy.Before(by.V) {
		return At[calendar.Date]{V: policy, At: checked.On.At}
	}
	return by
}

// An Overlay is the translations of one language.
type Overlay struct {
	Lang    lang.Tag
	Files   []TranslationFile // interface, shared, then boroughs
	Reviews []ReviewRecord
}

// A TranslationFile is one PO file. One that has an Open has not been read yet: Open returns it as it is read, with its
// mistakes. Any number of goroutines may call it.
type TranslationFile struct {
	Name    string // interface, shared, or a borough
	Path    string
	Machine bool // X-Origin: machine
	Broken  bool // nothing of it can be used
	Entries []segment.Entry
	File    source.FileID
	Sum     source.Sum // of the bytes that were read

	// Open reads the file. When it is read again, messages about it have been said, and its text is not kept for them.
	Open func(again bool) (TranslationFile, diag.List, error)
}

// A ReviewRecord says that a fluent reader passed one translation of one source. Where either is changed, the record
// is of neither. Where StillHolds, the English changed after the translation was made, and the reader found that the
// translation says what the new English says.
type ReviewRecord struct {
	Source, Translation string // digests, as [segment.Digest] makes them
	Of                  string // the text's key, for people
	By                  string // a role
	On                  At[calendar.Date]
	StillHolds          bool
	At                  source.Span
}

// A Phrase is one text of the interface, from the theme's strings.yaml. Where it depends on a count, One and
// Other are the English forms; else Other is the text.
type Phrase struct {
	Key        string
	One, Other doc.Text
}

// Source returns the English that stands for the phrase: its singular, as in gettext, where it depends on a count.
func (p Phrase) Source() doc.Text {
	if !p.One.IsZero() {
		return p.One
	}
	return p.Other
}

// AddressLines returns the place as on an envelope: name, lines, town, postcode.
func (p *Place) AddressLines() []string {
	var out []string
	for _, a := range append(append([]At[string]{p.Name}, p.Lines...), p.Town, p.Postcode) {
		if a.V != "" {
			out = append(out, a.V)
		}
	}
	return out
}
