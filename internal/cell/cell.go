// Package cell keeps spreadsheet programs from doing anything with a text but showing it, in every table that goes out,
// and takes the mark of that away again from tables that come in.
package cell

import "regexp"

var (
	// formula is how a text begins that a program calculates, or, with a 0, how one looks whose first digit it drops. The wide
	// signs are those of East Asian keyboards.
	formula = regexp.MustCompile(`^(?:[\s\p{Z}]*[=+\-@＝＋－＠]|[\t\r\n]|0[0-9]+$)`)
	// marked is such a text behind apostrophes. Others write theirs before any number with a 0.
	marked = regexp.MustCompile(`^'+(?:[\s\p{Z}]*[=+\-@＝＋－＠]|[\t\r\n]|0)`)
	// number is a negative one, such as a longitude, which stays a number.
	number = regexp.MustCompile(`^-[0-9.]+$`)
)

// Guard returns a text as it may stand in a cell of a CSV file: what a program would take for a formula gets an apostrophe in
// front, which spreadsheets know as the sign of text. [Unguard] returns it as it was, whatever it was.
func Guard(s string) string {
	if marked.MatchString(s) || formula.MatchString(s) && !number.MatchString(s) {
		return "'" + s
	}
	return s
}

// Unguard takes the apostrophe away.
func Unguard(s string) string {
	if marked.MatchString(s) {
		return s[1:]
	}
	return s
}
