package corpus

import (
	"bytes"
	"fmt"
	"strings"

	"welcomepack/internal/lang"
	"welcomepack/internal/segment"
	"welcomepack/internal/source"
	"welcomepack/internal/theme"
	"welcomepack/themes"
)

// writeOurs writes a site in this program's format.
func writeOurs(z Size, put Put) error {
	w := &ours{site: newSite(z), put: put, english: sentences(lang.English), po: map[string][]entry{}}
	w.settings()
	w.folder("shared", "shared", w.site.shared)
	for _, b := range w.site.boroughs {
		dir := "boroughs/" + b.slug
		about := text{b.name, []int{3}}
		w.file("content/"+dir+"/borough.yaml", fmt.Sprintf("borough: %s\nname: %s\nabout: %s\n", b.slug, b.name, w.words(b.slug, dir+"/borough.yaml#about", about.in)))
		w.entry(b.slug, dir+"/borough.yaml#name", func([]string) string { return b.name })
		w.folder(dir, b.slug, b.content)
	}
	w.translations()
	return w.err
}

// An entry is a text to be translated.
type entry struct {
	key string
	in  func([]string) string
}

type ours struct {
	site    *site
	put     Put
	english []string
	po      map[string][]entry // by translation file
	err     error
}

func (w *ours) file(path, text string) {
	if w.err == nil {
		w.err = w.put(path, []byte(text))
	}
}

func (w *ours) entry(po, key string, in func([]string) string) {
	w.po[po] = append(w.po[po], entry{key, in})
}

// words returns the English of a text for YAML, and notes that it is to be translated.
func (w *ours) words(po, key string, in func([]string) string) string {
	w.entry(po, key, in)
	return fmt.Sprintf("%q", in(w.english))
}

// ruleName is the rule whose value guides show.
const ruleName = "move-on-days"

func (w *ours) settings() {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	say := func(key, name string, sentence ...int) string { return w.words("shared", key, text{name, sentence}.in) }
	line("title: %s", say("site.yaml#title", "Welcome", 1))
	line("tagline: %s", say("site.yaml#tagline", "Exampleton", 2))
	line("publisher: %s", say("site.yaml#publisher", "Volunteers", 5))
	line("url: https://welcome.example.org/")
	var langs, boroughs []string
	for _, l := range w.site.langs {
		langs = append(langs, string(l))
	}
	for _, x := range w.site.boroughs {
		boroughs = append(boroughs, x.slug)
	}
	line("languages: [%s]\nboroughs: [%s]", strings.Join(langs, ", "), strings.Join(boroughs, ", "))
	line("emergency: [%s, %s]", w.site.shared.services[0].slug, w.site.shared.services[1].slug)
	line("first_guide: %s", w.site.shared.guides[0].slug)
	line("review: {every: 12 months, grace: 6 months}")
	for i, f := range []string{"about", "privacy", "accessibility", "credits"} {
		line("%s: %s", f, say("site.yaml#"+f, "This pack", 10+i, 20+i))
	}
	w.file("content/site.yaml", b.String())

	b.Reset()
	line("categories:")
	for i, c := range categoryNames {
		line("  - category: %s\n    name: %s\n    about: %s\n    icon: info", c,
			w.words("shared", "categories.yaml#"+c+"/name", label{name(90_000 + i), i}.in), say("categories.yaml#"+c+"/about", "", i+30))
	}
	w.file("content/categories.yaml", b.String())
	b.Reset()
	line("rules:\n  - rule: %s\n    name: %s\n    values:\n      - value: \"28\"\n        unit: days\n        from: 2026-01-01", ruleName, say("rules.yaml#"+ruleName+"/name", "Time", 40))
	line("        sources: [{url: \"https://www.example.org/rule\", kind: other, date: 2026-01, supports: this figure}]")
	w.file("content/rules.yaml", b.String())
	b.Reset()
	line("terms:")
	for i := range 40 {
		n := name(91_000 + i)
		line("  - term: %s\n    meaning: %s", w.words("shared", "glossary.yaml#"+strings.ToLower(n)+"/term", func([]string) string { return n }), say("glossary.yaml#"+strings.ToLower(n)+"/meaning", "", i, i+7))
	}
	w.file("content/glossary.yaml", b.String())
}

func (w *ours) folder(dir, po string, c content) {
	for _, g := range c.guides {
		w.guide(dir, po, g)
	}
	for _, s := range c.services {
		w.listing(dir, po, s)
	}
}

func (w *ours) guide(dir, po string, g guide) {
	path := dir + "/guides/" + g.slug + ".md"
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("---\ntitle: %s\nsummary: %s", w.words(po, path+"#title", g.title.in), w.words(po, path+"#summary", g.summary.in))
	if g.stages != nil {
		line("stage: [%s]", strings.Join(g.stages, ", "))
	}
	line("category: %s\norder: %d", g.category, g.order)
	line("sources:\n  - {url: \"https://www.example.org/%s\", kind: other, date: 2026-01, supports: all of it}\n---", g.slug)
	sec, n := "start", 0
	say := func(in func([]string) string) string {
		n++
		w.entry(po, fmt.Sprintf("%s#%s/%d", path, sec, n), in)
		return in(w.english)
	}
	line("%s\n", say(g.lead.in))
	for i, x := range g.sections {
		sec, n = x.id, 0
		w.entry(po, path+"#"+sec, x.title.in)
		line("## %s\n", x.title.in(w.english))
		for _, p := range x.paras {
			line("%s\n", say(p.in))
		}
		for _, p := range x.items {
			line("- %s", say(p.in))
		}
		line("")
		f := w.site.fact(g, i)
		phone, rule := "{"+f.phone+".phone}", "{rule."+ruleName+"}"
		say(func(s []string) string { return f.in(s, phone, rule, "1") })
		line("%s\n", f.in(w.english, phone, rule, "guide:"+f.guide))
	}
	w.file("content/"+path, b.String())
}

// A fact is a paragraph of a guide that points to a number, to another guide and, in some, to a rule.
type fact struct {
	words        text
	phone, guide string
	rule         bool
}

func (s *site) fact(g guide, i int) fact {
	n := g.order/10 + i
	return fact{
		words: text{g.title.name, []int{n + 44}}, rule: i == 0 && n%3 == 0,
		phone: s.shared.services[n%len(s.shared.services)].slug, guide: s.shared.guides[n%len(s.shared.guides)].slug,
	}
}

// in writes the paragraph with what stands for its facts. For translators a link has a number for its address.
func (f fact) in(s []string, phone, rule, guide string) string {
	out := f.words.in(s) + " **" + phone + "**. [" + f.words.name + "](" + guide + ")."
	if f.rule {
		out += " " + rule + "."
	}
	return out
}

func (w *ours) listing(dir, po string, s service) {
	path := dir + "/listings/" + s.slug + ".yaml"
	key := func(f string) string { return path + "#" + s.slug + "/" + f }
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("organisation: %s\nname: %s\nplaces:\n  - place: %s", s.slug, s.org, s.place)
	line("    address: [%q]\n    town: %s\n    postcode: %s", s.street, s.town, s.postcode)
	if s.stepFree {
		line("    access: [step-free]")
	}
	line("services:\n  - service: %s", s.slug)
	line("    name: %s", w.words(po, key("name"), s.name.in))
	line("    summary: %s", w.words(po, key("summary"), s.summary.in))
	line("    details: %s", w.words(po, key("details"), s.details.in))
	line("    category: [%s]", strings.Join(s.categories, ", "))
	if s.stages != nil {
		line("    stage: [%s]", strings.Join(s.stages, ", "))
	}
	line("    who:\n      text: %s\n      women_only: %v\n      asks_status: false", w.words(po, key("who"), s.who.in), s.women)
	if s.free {
		line("    cost: free")
	}
	line("    languages: [%s]\n    join: [drop-in, phone]", strings.Join(s.spoken, ", "))
	line("    how_to_join: %s", w.words(po, key("how_to_join"), s.how.in))
	line("    bring: %s", w.words(po, key("bring"), s.bring.in))
	line("    phones:\n      - {ref: main, number: %q, for: %s}", s.phone, w.words(po, key("phone.main/for"), func(x []string) string { return phrase(s.phoneFor, x) }))
	line("    email: %s\n    web: %s\n    at:\n      - place: %s\n        when:", s.email, s.web, s.place)
	for i, t := range s.times {
		line("          - {every: %s, from: %q, to: %q, what: %s}", t.days, t.from, t.to, w.words(po, key(fmt.Sprintf("%s/%d", s.place, i)), t.what.in))
	}
	line("    area: %s\n    checked: {on: %s, by: volunteer, how: phone}", s.area, s.checked)
	line("    sources:\n      - {url: %q, kind: own, date: 2026-01, supports: all of it}", s.web)
	w.file("content/"+path, b.String())
}

// interfaceText is a phrase in which checks find no wrong number.
func interfaceText(l lang.Tag, english string, s []string) string {
	out := phrase(english, s)
	if wrong, doubts := segment.NewOriginal(english).Examine(l, out); len(wrong)+len(doubts) > 0 {
		return english
	}
	return out
}

func (w *ours) translations() {
	_, phrases, _, err := theme.Load(nil, themes.FS, theme.Default, &source.Set{})
	if err != nil {
		w.err = err
	}
	for _, l := range w.site.langs[1:] {
		s := sentences(l)
		po := newPO(l)
		for _, p := range phrases {
			english := segment.Source(p.Other)
			forms := 0
			if !p.One.IsZero() {
				forms = len(l.Locale().Plural.Categories)
				po.plural(segment.Source(p.One), english, interfaceText(l, english, s), forms)
				continue
			}
			po.entry("", english, interfaceText(l, english, s))
		}
		w.file("translations/"+string(l)+"/interface.po", po.b.String())
		for _, name := range append([]string{"shared"}, slugs(w.site.boroughs)...) {
			po := newPO(l)
			for _, e := range w.po[name] {
				po.entry(e.key, e.in(w.english), e.in(s))
			}
			w.file("translations/"+string(l)+"/"+name+".po", po.b.String())
		}
	}
}

func slugs(bs []borough) []string {
	var out []string
	for _, b := range bs {
		out = append(out, b.slug)
	}
	return out
}

// A po is a translation file. An English text stands in it once.
type po struct {
	b    bytes.Buffer
	seen map[string]bool
}

func newPO(l lang.Tag) *po {
	p := &po{seen: map[string]bool{}}
	fmt.Fprintf(&p.b, "msgid \"\"\nmsgstr \"\"\n\"Language: %s\\n\"\n\"Content-Type: text/plain; charset=UTF-8\\n\"\n", l.Gettext())
	return p
}

func quoted(s string) string {
	return `"` + strings.NewReplacer(`\`, `\\`, `"`, `\"`, "\n", `\n`).Replace(s) + `"`
}

func (p *po) entry(key, english, translation string) {
	if p.seen[english] {
		return
	}
	p.seen[english] = true
	p.b.WriteByte('\n')
	if key != "" {
		p.b.WriteString("#: " + key + "\n")
	}
	fmt.Fprintf(&p.b, "msgid %s\nmsgstr %s\n", quoted(english), quoted(translation))
}

func (p *po) plural(one, other, translation string, forms int) {
	fmt.Fprintf(&p.b, "\nmsgid %s\nmsgid_plural %s\n", quoted(one), quoted(other))
	for i := range forms {
		fmt.Fprintf(&p.b, "msgstr[%d] %s\n", i, quoted(translation))
	}
}
