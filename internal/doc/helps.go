package doc

// Tools is what a script offers to do with a page, such as reading it aloud. Without a script, and on paper,
// there is nothing of it. Says is what the tools may have to say, by name.
type Tools struct {
	Items []Tool
	Says  []Say
}

// A Tool is one button. Name is what the script knows it by.
type Tool struct {
	Name, Icon string
	Text       Text
}

// A Say is words for a script to show when it comes to it: it takes them from the page, with their language and
// direction. {count} and the like stand in them as plain words, for the script to fill.
type Say struct {
	Name string
	Text Text
}

// A Choice is a question that a script asks; without one, and on paper, there is nothing of it. Name is what
// the script knows it by.
type Choice struct {
	Name    string
	Kind    ChoiceKind
	Legend  Text
	Options []Option
}

// A ChoiceKind is the kind of a [Choice].
type ChoiceKind uint8

const (
	Many ChoiceKind = iota
	One             // the first option is taken until another is chosen
	Day             // a date; there are no options
)

// An Option is one answer. Also is a second name, such as the English one.
type Option struct {
	Value string
	Text  Text
	Also  Text
}

// A Part is something that is printed on paper by itself. ID is what a [Choice] calls it. Notes names what readers
// must be told of its translation.
type Part struct {
	ID    string
	Body  []Block
	Notes []string
}

// A Plan is steps around one day, such as that of a decision: each with how long before or after it comes.
// With a script the reader gives the day, and sees dates. ID is what a [Choice] calls the plan.
type Plan struct {
	ID    string
	Steps []PlanStep
}

// A PlanStep is one step. When says in words how far it is; Offsets says it in numbers, each for first days
// from From to To, of which one or both may be empty.
type PlanStep struct {
	ID      string
	When    Text
	What    Text
	Offsets []PlanOffset
}

// A PlanOffset is a number of months and then of days after the first day; the days may be below 0. A step that
// would come before the first day comes on it.
type PlanOffset struct {
	From, To     string // ISO 8601
	Months, Days int
}

// A QR is a web address as a square that cameras read from the screen or from paper. Address is empty where there is none.
type QR struct {
	Address string
	Alt     Text // what it is, for those who cannot see it; as Caption where it is zero
	Caption Text // what to do with it
}

// An Exit is a way to leave a page at once, with what it cannot do. On paper there is nothing of it.
type Exit struct {
	Href   string
	Text   Text
	Limits Text
}
