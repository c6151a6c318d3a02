package corpus

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"welcomepack/internal/lang"
)

// layouts are Hugo's templates: the links and the parts of our pages, in Hugo's way. What is the same on many pages is
// made once (partialCached). There is no QR code and no search index in them.
//
//go:embed all:hugo/layouts
var layouts embed.FS

// interfaceWords is what the templates ask for.
var interfaceWords = strings.Fields(`skip languages you-are-here home status machine-note english-page free women-only access-step-free no-status-asked
	contact phone email web how-to-get-help join-drop-in join-phone for-whom what-to-bring where map when what-it-costs languages-there area run-by keep
	send save-contact save-times checked-on sources source-own source-other search-label search menu emergency guides services timetable spoken glossary about
	footer-facts footer-built choose-language choose speak share speak-stop speak-none share-copied
	day-monday day-tuesday day-wednesday day-thursday day-friday day-saturday day-sunday`)

// writeHugo writes the same site for Hugo: facts once in data, words in a page for each language.
func writeHugo(z Size, put Put) error {
	w := &hugo{site: newSite(z), put: put}
	w.layouts()
	w.config()
	w.data()
	for i := range w.site.langs {
		w.language(w.site.langs[i])
	}
	return w.err
}

type hugo struct {
	site *site
	put  Put
	err  error
}

func (w *hugo) file(path string, v any) {
	if w.err != nil {
		return
	}
	b, ok := v.([]byte)
	if !ok {
		b, w.err = json.Marshal(v)
	}
	if w.err == nil {
		w.err = w.put(path, b)
	}
}

// page writes a page of a language: its front matter, as JSON, and its Markdown.
func (w *hugo) page(path string, front map[string]any, body string) {
	b, err := json.Marshal(front)
	if err != nil {
		w.err = err
	}
	w.file(path, append(append(b, "\n\n"...), body...))
}

func (w *hugo) layouts() {
	err := fs.WalkDir(layouts, "hugo", func(p string, d fs.DirEntry, err error) error {
		if err != nil || d.IsDir() {
			return err
		}
		b, err := layouts.ReadFile(p)
		w.file(strings.TrimPrefix(p, "hugo/"), b)
		return err
	})
	if err != nil {
		w.err = err
	}
}

func (w *hugo) config() {
	langs := map[string]any{}
	for i, l := range w.site.langs {
		loc := l.Locale()
		langs[string(l)] = map[string]any{
			"label": loc.Autonym, "locale": l.BCP47(), "direction": l.Dir().String(), "weight": i + 1, "contentDir": "content/" + string(l),
			"title": "Welcome", "params": map[string]string{"dir": l.Dir().String(), "english": loc.English},
		}
	}
	w.file("hugo.json", map[string]any{
		"baseURL": "https://welcome.example.org/", "uglyURLs": true, "defaultContentLanguage": "en", "defaultContentLanguageInSubdir": true,
		"disableKinds": []string{"taxonomy", "term", "rss"}, "languages": langs,
	})
}

func (w *hugo) data() {
	w.file("data/rules.json", map[string]string{ruleName: "28"})
	all := w.site.shared.services
	for _, b := range w.site.boroughs {
		all = append(all[:len(all):len(all)], b.content.services...)
	}
	for _, s := range all {
		var times []map[string]string
		for _, t := range s.times {
			f := strings.Fields(t.days)
			times = append(times, map[string]string{"day": f[len(f)-1], "from": t.from, "to": t.to})
		}
		w.file("data/services/"+s.slug+".json", map[string]any{
			"org": s.org, "phone": s.phone, "e164": "+44" + strings.ReplaceAll(s.phone[1:], " ", ""), "email": s.email, "web": s.web, "street": s.street, "town": s.town,
			"postcode": s.postcode, "free": s.free, "women": s.women, "step_free": s.stepFree, "spoken": s.spoken, "categories": s.categories, "stages": s.stages,
			"area": s.area, "checked": s.checked, "times": times, "open": s.times[0].from + "-" + s.times[0].to,
		})
	}
}

func (w *hugo) language(l lang.Tag) {
	words := sentences(l)
	dir := "content/" + string(l) + "/"
	texts := map[string]string{}
	for _, k := range interfaceWords {
		texts[k] = phrase(strings.ReplaceAll(k, "-", " "), words)
	}
	w.file("i18n/"+string(l)+".json", texts)
	w.page(dir+"_index.md", map[string]any{"title": text{"Welcome", []int{1}}.in(words)}, "")
	for _, b := range w.site.boroughs {
		e := &hugoEdition{w, b, dir + b.slug + "/", words, sentences(lang.English)}
		e.lists()
		for _, c := range []content{w.site.shared, b.content} {
			for _, g := range c.guides {
				e.guide(g)
			}
			for _, s := range c.services {
				e.service(s)
			}
		}
	}
}

type hugoEdition struct {
	*hugo
	b       borough
	dir     string
	words   []string
	english []string
}

func (e *hugoEdition) front(title, kind string, more map[string]any) map[string]any {
	front := map[string]any{"title": title, "type": kind, "borough": e.b.slug, "borough_name": e.b.name}
	for k, v := range more {
		front[k] = v
	}
	return front
}

func (e *hugoEdition) lists() {
	list := func(file, title, kind, subject string, more map[string]any) {
		front := e.front(title, "list", more)
		front["list"], front["subject"], front["summary"] = kind, subject, text{"", []int{len(file)}}.in(e.words)
		e.page(e.dir+file+".md", front, "")
	}
	section := func(file string) {
		e.page(e.dir+file+"_index.md", e.front(phrase(file+" all", e.words), "section", nil), "")
	}
	for _, f := range []string{"", "guides/", "services/", "categories/"} {
		section(f)
	}
	for i, c := range categoryNames {
		list("categories/"+c, label{name(90_000 + i), i}.in(e.words), "category", c, nil)
	}
	for _, s := range stages {
		list("stages/"+s, phrase(s, e.words), "stage", s, nil)
	}
	for _, d := range days {
		list("days/"+d, phrase(d, e.words), "day", d, nil)
	}
	for _, k := range []string{"timetable", "spoken", "all", "emergency", "search", "card", "print", "about", "offline", "not-saved"} {
		list(k, phrase(k, e.words), k, "", nil)
	}
	var terms []map[string]string
	for i := range 40 {
		terms = append(terms, map[string]string{"term": name(91_000 + i), "meaning": text{"", []int{i, i + 7}}.in(e.words)})
	}
	list("glossary", phrase("glossary", e.words), "glossary", "", map[string]any{"terms": terms})
}

func (e *hugoEdition) guide(g guide) {
	var b strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&b, format+"\n", args...) }
	line("%s\n", g.lead.in(e.words))
	for i, x := range g.sections {
		line("## %s {#%s}\n", x.title.in(e.words), x.id)
		for _, p := range x.paras {
			line("%s\n", p.in(e.words))
		}
		for _, p := range x.items {
			line("- %s", p.in(e.words))
		}
		f := e.site.fact(g, i)
		line("\n%s\n", f.in(e.words, `{{< phone "`+f.phone+`" >}}`, `{{< rule "`+ruleName+`" >}}`, `{{< guide "`+f.guide+`" >}}`))
	}
	e.page(e.dir+"guides/"+g.slug+".md", e.front(g.title.in(e.words), "guide", map[string]any{
		"english": g.title.in(e.english), "summary": g.summary.in(e.words), "stages": g.stages, "category": g.category, "weight": g.order,
		"sources": []string{"https://www.example.org/" + g.slug},
	}), b.String())
}

func (e *hugoEdition) service(s service) {
	var on, what []string
	for _, t := range s.times {
		f := strings.Fields(t.days)
		on, what = append(on, f[len(f)-1]), append(what, t.what.in(e.words))
	}
	e.page(e.dir+"services/"+s.slug+".md", e.front(s.name.in(e.words), "service", map[string]any{
		"service": s.slug, "english": s.name.in(e.english), "summary": s.summary.in(e.words), "details": s.details.in(e.words), "who": s.who.in(e.words),
		"how": s.how.in(e.words), "bring": s.bring.in(e.words), "phone_for": phrase(s.phoneFor, e.words), "what": what, "days": on,
		"categories": s.categories, "stages": s.stages, "spoken": s.spoken,
	}), "")
}
