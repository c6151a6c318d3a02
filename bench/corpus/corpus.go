// Package corpus makes sites of any size to measure with: the same content as a site of this program and as a site of
// Hugo. The same size gives the same bytes. Its sentences are those of this repository's own guides; its names and
// numbers are invented.
package corpus

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"strings"

	"welcomepack/internal/lang"
)

// A Size is how large a site is. Guides and Services are what each borough shows: two thirds of the guides and a
// quarter of the services are shared by all boroughs.
type Size struct{ Boroughs, Languages, Guides, Services int }

// The sizes that results are told for.
var (
	Small  = Size{2, 6, 12, 40}
	Medium = Size{8, 12, 20, 150}
	Large  = Size{33, 25, 30, 290}
)

// Sizes names them.
var Sizes = map[string]Size{"small": Small, "medium": Medium, "large": Large}

func (s Size) sharedGuides() int   { return s.Guides * 2 / 3 }
func (s Size) sharedServices() int { return s.Services / 4 }

// A Format is whose site is written.
type Format string

// The formats.
const (
	Ours Format = "ours"
	Hugo Format = "hugo"
)

// Write writes a site of a size.
func (f Format) Write(z Size, put Put) error {
	switch f {
	case Ours:
		return writeOurs(z, put)
	case Hugo:
		return writeHugo(z, put)
	}
	return fmt.Errorf("no format %q: it is ours or hugo", f)
}

// Guide is where a guide of the first borough's own is written, in English, and words that stand in it once.
func Guide(z Size, f Format) (path, words string) {
	b := newSite(z).boroughs[0]
	g := b.content.guides[0]
	words = g.lead.in(sentences(lang.English))
	if f == Hugo {
		return "content/en/" + b.slug + "/guides/" + g.slug + ".md", words
	}
	return "content/boroughs/" + b.slug + "/guides/" + g.slug + ".md", words
}

// Listing is where a service of the first borough's own is written.
func Listing(z Size, f Format) string {
	b := newSite(z).boroughs[0]
	s := b.content.services[0].slug
	if f == Hugo {
		return "data/services/" + s + ".json"
	}
	return "content/boroughs/" + b.slug + "/listings/" + s + ".yaml"
}

// Rule is where the value of a rule is written.
func Rule(f Format) string {
	if f == Hugo {
		return "data/rules.json"
	}
	return "content/rules.yaml"
}

// A Put takes a file under its slash-separated path.
type Put func(path string, b []byte) error

// Into puts files into a folder, which is made where it is missing. A file that is the same already stays untouched.
func Into(dir string) Put {
	return func(path string, b []byte) error {
		at := filepath.Join(dir, filepath.FromSlash(path))
		if old, err := os.ReadFile(at); err == nil && bytes.Equal(old, b) {
			return nil
		}
		if err := os.MkdirAll(filepath.Dir(at), 0o777); err != nil {
			return err
		}
		return os.WriteFile(at, b, 0o666)
	}
}

// A site is what both formats say.
type site struct {
	size     Size
	langs    []lang.Tag
	boroughs []borough
	shared   content
}

type borough struct {
	slug, name string
	content    content
}

type content struct {
	guides   []guide
	services []service
}

type guide struct {
	slug     string
	title    label
	summary  text
	stages   []string
	category string
	order    int
	lead     text
	sections []section
}

type section struct {
	id    string
	title label
	paras []text
	items []text
}

type service struct {
	slug, org                         string
	name                              label
	summary, details, who, how, bring text
	categories, stages, spoken        []string
	free, women, stepFree             bool
	phone, phoneFor, email, web       string
	place, street, town, postcode     string
	times                             []time
	area                              string
	checked                           string
	borough                           int // -1 for shared
}

type time struct {
	days     string // monday, or 2nd tuesday
	from, to string
	what     label
}

var (
	categoryNames = strings.Fields("safety asylum advice health food housing money legal english children work social women young faith council")
	stages        = strings.Fields("arrive wait decision move-on refused settled")
	days          = strings.Fields("monday tuesday wednesday thursday friday saturday sunday")
)

func newSite(z Size) *site {
	s := &site{size: z, langs: languages(z.Languages)}
	s.shared = s.content(-1, z.sharedGuides(), z.sharedServices())
	for b := range z.Boroughs {
		n := name(100_000 + b)
		s.boroughs = append(s.boroughs, borough{
			slug: strings.ToLower(n), name: n, content: s.content(b, z.Guides-z.sharedGuides(), z.Services-z.sharedServices()),
		})
	}
	return s
}

func (s *site) content(b, guides, services int) content {
	var c content
	base := (b + 1) * 1000
	for i := range guides {
		c.guides = append(c.guides, newGuide(base+i, i))
	}
	for i := range services {
		c.services = append(c.services, newService(b, base+i))
	}
	return c
}

func newGuide(n, i int) guide {
	nm := name(50_000 + n)
	g := guide{
		slug: strings.ToLower(nm), title: label{nm, n}, summary: text{nm, []int{n + 1}},
		category: categoryNames[n%len(categoryNames)], order: 10 * (i + 1), lead: text{"", []int{n + 2, n + 9, n + 21}},
	}
	if n%3 != 0 {
		g.stages = []string{stages[n%6], stages[(n+2)%6]}
	}
	for k := range 5 {
		title := label{name(120_000 + n*5 + k), n + 3*k}
		s := section{id: heading(title), title: title}
		for p := range 3 {
			s.paras = append(s.paras, text{title.name, []int{n + 7*k + p, n + 11*k + p + 5, n + 13*k + 31}})
		}
		for p := range 4 {
			s.items = append(s.items, text{title.name, []int{n + 17*k + 3*p}})
		}
		g.sections = append(g.sections, s)
	}
	return g
}

// heading is the name of a heading for links, as both programs make it.
func heading(l label) string {
	return strings.ReplaceAll(strings.ToLower(strings.NewReplacer(",", "", "'", "", "’", "").Replace(l.in(sentences(lang.English)))), " ", "-")
}

func newService(b, n int) service {
	nm := name(n)
	s := service{
		slug: strings.ToLower(nm), org: nm + " Trust", name: label{nm, n + 4},
		summary: text{nm, []int{n, n + 23}}, details: text{nm, []int{n + 5, n + 37}}, who: text{nm, []int{n + 12}},
		how: text{nm, []int{n + 17}}, bring: text{nm, []int{n + 29}},
		categories: []string{categoryNames[n%16]}, spoken: []string{"en", []string{"ar", "so", "fa", "ur", "ti", "uk"}[n%6]},
		free: n%2 == 0, women: n%11 == 0, stepFree: n%3 == 0,
		phone: fmt.Sprintf("020 7946 %04d", n%1000), phoneFor: "main number",
		email: "help" + fmt.Sprint(n%100) + "@example.org", web: "https://www.example.org/" + strings.ToLower(nm),
		place: strings.ToLower(nm) + "-hall", street: fmt.Sprintf("%d %s Road", 1+n%200, name(n+3)), town: "Exampleton", postcode: fmt.Sprintf("NE%d 4XX", 1+n%9),
		area: name(100_000 + max(b, 0)), borough: b, checked: fmt.Sprintf("2026-%02d-%02d", 6+n%5, 1+n%28),
	}
	if n%3 == 0 {
		s.categories = append(s.categories, categoryNames[(n+5)%16])
	}
	if n%2 == 0 {
		s.stages = []string{stages[n%6], stages[(n+1)%6], stages[(n+3)%6]}
	}
	s.times = []time{
		{days[n%7], "10:00", "13:00", label{nm, n + 8}},
		{"2nd " + days[(n+3)%7], "14:30", "17:00", label{nm, n + 15}},
	}
	return s
}
