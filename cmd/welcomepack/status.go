package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"math"
	"slices"
	"strings"

	"welcomepack/internal/build"
	"welcomepack/internal/exchange"
	"welcomepack/internal/report"

	"github.com/spf13/cobra"
)

// A statusQuery is what "translations status" is asked.
type statusQuery struct {
	langs, boroughs []string
	parts           bool
	level           report.Level
	rate            float64 // pounds for each English word; 0 for no cost
}

func statusCommand(w world, s *siteFlags) *cobra.Command {
	var q statusQuery
	var asJSON bool
	var level string
	c := &cobra.Command{
		Use:   "status",
		Short: "Tell how far the translations are, and what is to do",
		Long: `Count the messages of each language and the English words in them: reviewed by a fluent reader, draft, stale
because the English changed, or missing. A message is one English text of a translation file, as translators'
tools count them. --level says how far the translations are to come, and --rate what a word costs.`,
		Example: `  welcomepack translations status
  welcomepack translations status --lang ar --parts
  welcomepack translations status --borough newham --level reviewed --rate 0.11`,
		Args: cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			i := slices.Index(report.StateNames[:report.Stale], level)
			if i < 0 {
				return fmt.Errorf("there is no level %q: write draft or reviewed", level)
			}
			if q.rate < 0 || math.IsInf(q.rate, 0) || math.IsNaN(q.rate) {
				return errors.New("the rate is pounds for a word, such as 0.11")
			}
			q.level = report.Level(i)
			return w.withTranslations(s, func(p *place, snap *build.Snapshot) error {
				var err error
				if q.langs, err = statusLanguages(p, snap, q.langs); err != nil {
					return err
				}
				rows, err := q.rows(snap.Status())
				if err != nil {
					return err
				}
				if asJSON {
					return failure(q.json(w.out, rows))
				}
				return failure(q.table(w.out, rows))
			})
		},
	}
	f := c.Flags()
	f.StringSliceVar(&q.langs, "lang", nil, "only this `language`, such as ar; repeat it or separate with commas")
	f.StringSliceVar(&q.boroughs, "borough", nil, "only this `borough`'s own texts, or \"shared\" or \"interface\"; repeat it or separate with commas")
	f.BoolVar(&q.parts, "parts", false, "a line for each translation file too")
	f.StringVar(&level, "level", "draft", "how far to come: `draft` or reviewed")
	f.Float64Var(&q.rate, "rate", 0, "`pounds` for each word that is to do")
	f.BoolVar(&asJSON, "json", false, "write JSON, always with all parts")
	return c
}

// statusLanguages reads the names of languages as the other commands do.
func statusLanguages(p *place, snap *build.Snapshot, names []string) ([]string, error) {
	if len(names) == 0 {
		return nil, nil
	}
	langs, err := exchange.Languages(p.root.FS(), snap.Catalog(), names)
	var out []string
	for _, l := range langs {
		out = append(out, string(l))
	}
	return out, err
}

// rows keeps what was asked for.
func (q statusQuery) rows(all []report.Language) ([]report.Language, error) {
	var out []report.Language
	for _, l := range all {
		if len(q.langs) > 0 && !slices.Contains(q.langs, string(l.Lang)) {
			continue
		}
		if len(q.boroughs) > 0 {
			l.Parts = slices.DeleteFunc(slices.Clone(l.Parts), func(p report.Part) bool { return !slices.Contains(q.boroughs, p.Name) })
			l.Guides = slices.DeleteFunc(slices.Clone(l.Guides), func(g report.Guides) bool { return !slices.Contains(q.boroughs, g.Borough) })
			l.Total = report.Sum(l.Parts)
		}
		out = append(out, l)
	}
	for _, name := range q.boroughs {
		known := func(p report.Part) bool { return p.Name == name }
		if len(all) > 0 && !slices.ContainsFunc(all[0].Parts, known) {
			return nil, fmt.Errorf("there is no translation file %q: write a borough, shared or interface", name)
		}
	}
	for _, name := range q.langs {
		if !slices.ContainsFunc(all, func(l report.Language) bool { return string(l.Lang) == name }) {
			return nil, fmt.Errorf("there is no language %q with translations: write its tag, such as ar or fa-af", name)
		}
	}
	return out, nil
}

func (q statusQuery) table(out io.Writer, rows []report.Language) error {
	var lines [][]string
	head := []string{"language", "part", "reviewed", "draft", "stale", "missing", "messages", "words", "words to do"}
	if q.rate > 0 {
		head = append(head, "cost")
	}
	lines = append(lines, head)
	todo := 0
	for _, l := range rows {
		name := l.Lang.Locale().English + " (" + string(l.Lang) + ")"
		if !l.OnSite {
			name += ", not on the site"
		}
		lines = append(lines, append([]string{name}, q.line("all", l.Total)...))
		todo += l.Total.ToDo(q.level)
		if q.parts {
			for _, p := range l.Parts {
				lines = append(lines, append([]string{""}, q.line(p.Name, p.Tally)...))
			}
		}
	}
	sum := fmt.Sprintf("%s\nTo the level %q: %s", columns(lines, 2), report.StateNames[q.level], number(todo, "word"))
	if q.rate > 0 {
		sum += ", " + pounds(todo, q.rate) + " at £" + strings.TrimRight(strings.TrimRight(fmt.Sprintf("%.4f", q.rate), "0"), ".") + " a word"
	}
	_, err := fmt.Fprintln(out, sum)
	return err
}

func (q statusQuery) line(part string, t report.Tally) []string {
	cells := []string{part}
	for _, n := range t.Messages {
		cells = append(cells, thousands(n))
	}
	messages, words := t.All()
	cells = append(cells, thousands(messages), thousands(words), thousands(t.ToDo(q.level)))
	if q.rate > 0 {
		cells = append(cells, pounds(t.ToDo(q.level), q.rate))
	}
	return cells
}

// pounds is a cost to the penny.
func pounds(words int, rate float64) string {
	pence := int(math.Round(float64(words) * rate * 100))
	return fmt.Sprintf("£%s.%02d", thousands(pence/100), pence%100)
}

func (q statusQuery) json(out io.Writer, rows []report.Language) error {
	type tally struct {
		Messages map[string]int `json:"messages"`
		Words    map[string]int `json:"words"`
		ToDo     int            `json:"words_to_do"`
		Cost     *float64       `json:"cost_pounds,omitempty"`
	}
	type part struct {
		Part string `json:"part"`
		tally
	}
	type guides struct {
		Borough    string `json:"borough"`
		Translated int    `json:"translated"`
		All        int    `json:"all"`
	}
	type language struct {
		Lang    string   `json:"lang"`
		Name    string   `json:"name"`
		OnSite  bool     `json:"on_site"`
		Machine bool     `json:"machine"`
		Total   tally    `json:"total"`
		Parts   []part   `json:"parts"`
		Guides  []guides `json:"guides"`
	}
	count := func(t report.Tally) tally {
		x := tally{Messages: map[string]int{}, Words: map[string]int{}, ToDo: t.ToDo(q.level)}
		for i, name := range report.StateNames {
			x.Messages[name], x.Words[name] = t.Messages[i], t.Words[i]
		}
		if q.rate > 0 {
			cost := math.Round(float64(x.ToDo)*q.rate*100) / 100
			x.Cost = &cost
		}
		return x
	}
	result := struct {
		Level     string     `json:"level"`
		Rate      float64    `json:"rate_pounds_per_word,omitempty"`
		Languages []language `json:"languages"`
	}{report.StateNames[q.level], q.rate, []language{}}
	for _, l := range rows {
		x := language{Lang: string(l.Lang), Name: l.Lang.Locale().English, OnSite: l.OnSite, Machine: l.Machine, Total: count(l.Total)}
		for _, p := range l.Parts {
			x.Parts = append(x.Parts, part{p.Name, count(p.Tally)})
		}
		for _, g := range l.Guides {
			x.Guides = append(x.Guides, guides{g.Borough, g.Translated, g.All})
		}
		result.Languages = append(result.Languages, x)
	}
	e := json.NewEncoder(out)
	e.SetIndent("", "  ")
	return e.Encode(result)
}
