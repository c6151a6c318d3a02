package model

import "welcomepack/internal/doc"

// A Planner is content/planner.yaml: what to do from the day of a decision on, by group of readers.
type Planner struct {
	Groups []PlanGroup
	Steps  []PlanStep
}

// A PlanGroup is people for whom the same rules hold. Ends is the rule that says how long after the decision
// their time ends.
type PlanGroup struct {
	ID   At[ID]
	Name doc.Text
	Ends At[ID]
}

// A PlanStep is something to do. When is "start", the day of the decision; "end", the last day; "after", a rule's time
// after the one; or "before_end", a rule's time before the other.
type PlanStep struct {
	ID     At[ID]
	Groups []At[ID]
	Do     doc.Text
	Guide  At[ID] // where to read more; may be empty
	When   At[string]
	Rule   At[ID]
}
