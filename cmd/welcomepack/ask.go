package main

import (
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"welcomepack/internal/diag"

	"github.com/spf13/pflag"
)

// An interviewer gets answers: from a flag, and where none was given from a person. Questions are plain lines, one after the
// other, so that screen readers and slow connections can follow them.
type interviewer struct {
	w     world
	flags *pflag.FlagSet
	quiet bool // ask nothing
	begun bool
	lacks []question // that need an answer, which no flag gives and nobody may be asked for
	stop  error      // why no more answers can come
}

// end says why there are not the answers that were wanted, nil where there are: it names all flags that are missing.
func (i *interviewer) end() error {
	line := func(q question) string { return strings.ToLower(q.ask[:1]) + q.ask[1:] }
	switch {
	case i.stop != nil || len(i.lacks) == 0:
		return i.stop
	case len(i.lacks) == 1:
		return fmt.Errorf("--%s is needed: %s", i.lacks[0].flag, line(i.lacks[0]))
	}
	said := "these flags are needed:"
	for _, q := range i.lacks {
		said += "\n  --" + q.flag + ": " + line(q)
	}
	return errors.New(said)
}

// interviewFlags adds the flag that all commands with questions have.
func interviewFlags(f *pflag.FlagSet) {
	f.Bool("no-questions", false, "ask nothing: what no flag says is left out")
}

func (w world) interview(f *pflag.FlagSet) *interviewer {
	quiet, err := f.GetBool("no-questions")
	return &interviewer{w: w, flags: f, quiet: quiet || !w.canAsk, stop: err}
}

// known tells whether a flag answers a question.
func (i *interviewer) known(q question) bool { return q.flag != "" && i.flags.Changed(q.flag) }

// A question is for one answer, or for several where many is set.
type question struct {
	flag   string
	ask    string
	guess  string              // for an empty answer
	needed bool                // an empty answer is none
	many   bool                // answers are separated by commas, and a flag may be repeated
	lines  bool                // answers are lines, up to an empty one
	set    []string            // the answers that there are; nil for any
	about  func(string) string // of an answer of the set
	wrong  func(string) string // what is wrong with an answer, "" for nothing
}

// one gets one answer.
func (i *interviewer) one(q question) string {
	all := i.all(q)
	if len(all) == 0 {
		return ""
	}
	return all[0]
}

// all gets the answers to a question. After a failure it returns nothing and asks nothing; end tells of it.
func (i *interviewer) all(q question) []string {
	if i.stop != nil {
		return nil
	}
	if i.known(q) {
		answers := i.given(q)
		for _, a := range answers {
			if problem := q.problem(a, false); problem != "" {
				i.stop = fmt.Errorf("--%s: %s", q.flag, problem)
				return nil
			}
		}
		if len(answers) == 0 && q.needed {
			i.stop = fmt.Errorf("--%s is empty, but it is needed", q.flag)
		}
		return answers
	}
	if i.quiet {
		switch {
		case q.guess != "":
			return q.split(q.guess)
		case q.needed:
			i.lacks = append(i.lacks, q)
		}
		return nil
	}
	if q.lines {
		return i.listen(q)
	}
	return i.put(q)
}

// given returns what a flag says.
func (i *interviewer) given(q question) []string {
	if v, ok := i.flags.Lookup(q.flag).Value.(pflag.SliceValue); ok {
		return slices.DeleteFunc(v.GetSlice(), func(s string) bool { return strings.TrimSpace(s) == "" })
	}
	return q.split(i.flags.Lookup(q.flag).Value.String())
}

func (q question) split(answer string) []string {
	parts := []string{answer}
	if q.many {
		parts = strings.Split(answer, ",")
	}
	var out []string
	for _, p := range parts {
		if p = strings.TrimSpace(p); p != "" {
			out = append(out, p)
		}
	}
	return out
}

// problem says what is wrong with an answer, "" for nothing, to somebody who may ask for a list where there is one to ask.
func (q question) problem(answer string, mayAsk bool) string {
	if q.set != nil && !slices.Contains(q.set, answer) {
		if near := diag.Near(answer, q.set); near != "" {
			return fmt.Sprintf("%q is not known here: %s", answer, near)
		}
		if mayAsk && q.long() {
			return fmt.Sprintf("%q is not known here: ? lists what is", answer)
		}
		return fmt.Sprintf("%q is not known here: there are %s", answer, strings.Join(q.set, ", "))
	}
	if q.wrong != nil {
		return q.wrong(answer)
	}
	return ""
}

// put asks until there is an answer that will do.
func (i *interviewer) put(q question) []string {
	for {
		i.say(q.prompt())
		answer, ok := i.line()
		if answer == "?" && q.set != nil {
			for _, s := range q.set {
				i.say(fmt.Sprintf("  %-26s %s\n", s, q.describe(s)))
			}
			continue
		}
		if answer == "" {
			answer = q.guess
		}
		answers := q.split(answer)
		problem := ""
		for _, a := range answers {
			if problem == "" {
				problem = q.problem(a, true)
			}
		}
		switch {
		case problem == "" && (len(answers) > 0 || !q.needed && ok):
			return answers
		case !ok:
			i.stop = errors.New("the questions were not answered to the end: nothing was written")
			return nil
		case problem == "":
			i.say("  This is needed.\n")
		default:
			i.say("  " + strings.ReplaceAll(problem, "\n", "\n  ") + "\n")
		}
	}
}

// listen takes lines up to an empty one.
func (i *interviewer) listen(q question) []string {
	i.say(q.ask + " One on each line; an empty line ends.\n")
	var out []string
	for {
		i.say("  " + fmt.Sprint(len(out)+1) + ": ")
		answer, ok := i.line()
		switch problem := q.problem(answer, true); {
		case answer == "" && (len(out) > 0 || !q.needed):
			if !ok {
				i.say("\n")
			}
			return out
		case !ok && answer == "":
			i.stop = errors.New("the questions were not answered to the end: nothing was written")
			return nil
		case answer == "":
			i.say("  This is needed.\n")
		case problem != "":
			i.say("  " + strings.ReplaceAll(problem, "\n", "\n  ") + "\n")
		default:
			out = append(out, answer)
		}
	}
}

// long tells whether the answers that there are are too many to be shown with the question.
func (q question) long() bool { return len(q.set) > 6 }

func (q question) describe(answer string) string {
	if q.about == nil {
		return ""
	}
	return q.about(answer)
}

// prompt is the question with what may be answered.
func (q question) prompt() string {
	var notes []string
	switch {
	case q.long():
		notes = append(notes, "? lists them")
	case q.set != nil:
		notes = append(notes, strings.Join(q.set, ", "))
	}
	if q.many {
		notes = append(notes, "several with commas")
	}
	if q.guess == "" && !q.needed {
		notes = append(notes, "may be left empty")
	}
	s := q.ask
	if notes != nil {
		s += " (" + strings.Join(notes, "; ") + ")"
	}
	if q.guess != "" {
		s += " [" + q.guess + "]"
	}
	if strings.HasSuffix(s, "?") {
		return s + " "
	}
	return s + ": "
}

func (i *interviewer) say(text string) {
	if !i.begun {
		i.begun = true
		text = "Answer each question and press Enter. Ctrl-C ends without writing anything.\n\n" + text
	}
	io.WriteString(i.w.err, text) // when standard error is gone there is nobody to ask
}

// line reads what is typed; ok is false where nothing more can come.
func (i *interviewer) line() (answer string, ok bool) {
	line, err := i.w.in.ReadString('\n')
	return strings.TrimSpace(line), err == nil
}
