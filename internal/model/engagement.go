package model

import (
	"cmp"
	"slices"
	"strings"

	"welcomepack/internal/calendar"
	"welcomepack/internal/doc"
	"welcomepack/internal/lang"
	"welcomepack/internal/source"
)

// An Engagement is boroughs/<borough>/engagement.yaml and feedback.csv: who was heard about the pack, what they said, and
// what came of it. It names roles, never people.
type Engagement struct {
	About      doc.Text
	Few        At[int] // counts below it are shown as "a few"; see [Engagement.FewBelow]
	Meetings   []Meeting
	Said       []Saying
	Notices    []Notice
	Lessons    []Lesson
	Credits    []Credit
	Attendance []Attended
	Answers    []Answer // feedback.csv
}

// usualFew is where counts are shown that no file says otherwise of.
const usualFew = 5

// FewBelow returns the least count that may be shown as a number, so that nobody can be recognised in it.
func (e *Engagement) FewBelow() int {
	if e.Few.Written() {
		return e.Few.V
	}
	return usualFew
}

// A Meeting is one in which people were heard, or a row of like ones.
type Meeting struct {
	ID        At[ID]
	Date      At[calendar.Stamp] // of the first one
	Setting   doc.Text
	Times     At[int] // how many there were; 0 is one
	Languages []At[lang.Tag]
	People    At[int]
	Paid      At[bool] // people were paid for their time
	Sources   []Source
}

// A Saying is what people said, and what came of it. Did is what was done or will be done, Why the reason why not.
type Saying struct {
	ID       At[ID]
	Words    doc.Text
	Meeting  At[ID] // may be empty
	People   At[int]
	State    At[string] // of SayingStates
	Did, Why doc.Text
	By       At[calendar.Date] // the day that was promised
	On       At[calendar.Date] // the day on which it was done
	Owner    Owner
	Guides   []At[ID] // what it changed
	Services []At[ID]
	Sources  []Source
}

// SayingStates is how far something is that people said, in its order.
var SayingStates = []string{"heard", "with-lead", "decided", "done", "not-done"}

// Open tells whether people still wait for an answer.
func (s *Saying) Open() bool { return s.State.V != "done" && s.State.V != "not-done" }

// Late tells whether the promised day has passed and it is not done.
func (s *Saying) Late(today calendar.Date) bool {
	return s.Open() && s.By.Written() && s.By.V.Before(today)
}

// An Owner answers for something, by role: whom to ask when it is wrong. Deputy is who does when the other is away.
type Owner struct{ Role, Deputy doc.Text }

// IsZero tells whether nobody is named.
func (o Owner) IsZero() bool { return o.Role.IsZero() }

// A Notice asks people to take part in something, until a day.
type Notice struct {
	ID                      At[ID]
	Kind                    At[string] // of NoticeKinds
	Title, About, Who       doc.Text
	Unpaid                  At[bool]
	Pay                     At[string] // pounds
	PayNote                 doc.Text
	Travel, Childcare, Food At[bool] // paid for or given
	On                      At[calendar.Date]
	From, To                At[calendar.Clock]
	Closes                  At[calendar.Date] // the last day
	Contact                 At[ID]            // a service
	Sources                 []Source
}

// NoticeKinds is what people may be asked to take part in.
var NoticeKinds = []string{"group", "forum", "volunteer", "role", "training", "survey", "grant"}

// Closed tells whether its last day has passed.
func (n *Notice) Closed(today calendar.Date) bool { return n.Closes.V.Before(today) }

// A Lesson is something that was learned, and what changed for it.
type Lesson struct {
	ID            At[ID]
	On            At[calendar.Stamp]
	What, Changed doc.Text
	Sources       []Source
}

// A Credit thanks people for what they did, by role.
type Credit struct {
	ID        At[ID]
	Role, Did doc.Text
	People    At[int]
	Languages []At[lang.Tag]
	Sources   []Source
}

// Attended is how many people came to a service in a month, as counted by hand.
type Attended struct {
	Service At[ID]
	Month   At[calendar.Stamp]
	People  At[int]
}

// An Answer is how many feedback slips had a code on a day. Lang, Age, Gender and Site may be empty.
type Answer struct {
	Date              calendar.Date
	Code              string // a question's and an answer's: Q1a
	Count             int
	Lang              lang.Tag
	Age, Gender, Site string
	At                source.Span
}

// A Partner is an organisation that works with those who make the pack.
type Partner struct {
	ID      At[ID]     // an organisation's slug
	Name    At[string] // empty for that of the listing
	Kind    At[string] // of OrganisationKinds; empty for that of the listing
	Level   At[string] // of PartnerLevels
	Does    doc.Text
	Since   At[calendar.Stamp]
	Lead    At[string] // who speaks for it, by role
	Sources []Source
	Note    At[string]
}

// PartnerLevels is how closely organisations work together, the loosest first: they know of each other; they plan
// around each other; they share work; they answer for it together.
var PartnerLevels = []string{"network", "coordinate", "cooperate", "collaborate"}

// OrganisationKinds is what sort of organisation runs a service.
var OrganisationKinds = []string{"council", "nhs", "government", "police", "charity", "community", "refugee-led", "faith", "school", "college", "library", "museum", "housing", "legal", "business"}

// A Problem is something that goes wrong, and who helps then.
type Problem struct {
	ID       At[ID]
	Name, Do doc.Text
	Services []At[ID] // the first to call first
	Council  At[bool] // and the borough's council
	Category At[ID]   // more services of the borough
	Guide    At[ID]
}

// A Demand is how much a language is asked for in a borough.
type Demand struct {
	Lang    At[lang.Tag]
	People  At[int]
	Share   At[string] // percent
	Sources []Source
	Note    At[string]
}

// A Referral is how others bring people to a service.
type Referral struct{ By, AskFor doc.Text }

// An Alert is words that stand above everything else until a day, and then no more.
type Alert struct {
	Text  doc.Text
	Until At[calendar.Date]
}

// Stands tells whether an alert is to be shown.
func (a *Alert) Stands(today calendar.Date) bool {
	return !a.Text.IsZero() && !(a.Until.Written() && a.Until.V.Before(today))
}

// Travel is how to get to a place.
type Travel struct {
	Text    doc.Text
	From    doc.Text // where most people come from
	Minutes At[int]  // from there
}

// A Group is a number of answers from people who have something in common.
type Group struct {
	Name  string
	Count int
}

// Counts adds the slips up by code.
func (e *Engagement) Counts() map[string]int {
	out := map[string]int{}
	for _, a := range e.Answers {
		out[a.Code] += a.Count
	}
	return out
}

// ByLanguage, and By for what else is known of those who answered, add the answers up by group, the largest first;
// answers of which it is not known are left out.
func (e *Engagement) ByLanguage() []Group {
	return e.By(func(a Answer) string { return string(a.Lang) })
}

func (e *Engagement) By(of func(Answer) string) []Group {
	var out []Group
	for _, a := range e.Answers {
		name := of(a)
		if name == "" || a.Count == 0 {
			continue
		}
		i := slices.IndexFunc(out, func(g Group) bool { return g.Name == name })
		if i < 0 {
			i = len(out)
			out = append(out, Group{Name: name})
		}
		out[i].Count += a.Count
	}
	slices.SortFunc(out, func(a, b Group) int { return cmp.Or(cmp.Compare(b.Count, a.Count), strings.Compare(a.Name, b.Name)) })
	return out
}

// Rounded returns a count to the nearest five: beside exact counts of the same people an exact one could tell of those
// that are not shown.
func Rounded(n int) int { return (n + 2) / 5 * 5 }

// MadeSources returns where it was seen who was heard, what was learned and who helped, each page once.
func (e *Engagement) MadeSources() []Source {
	var all []Source
	for _, m := range e.Meetings {
		all = append(all, m.Sources...)
	}
	for _, l := range e.Lessons {
		all = append(all, l.Sources...)
	}
	for _, c := range e.Credits {
		all = append(all, c.Sources...)
	}
	return EachOnce(all)
}

// EachOnce returns the sources without those that are named before.
func EachOnce(all []Source) []Source {
	var out []Source
	for _, s := range all {
		if !slices.ContainsFunc(out, func(o Source) bool { return o.URL.V == s.URL.V && o.Title.V == s.Title.V }) {
			out = append(out, s)
		}
	}
	return out
}
