package theme

import (
	"errors"
	"fmt"
	"html/template"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"welcomepack/internal/source"
)

// A Slot is a place in a frame that is filled for each page.
type Slot uint8

const (
	Literal     Slot = iota // no slot: text of the frame
	Lang                    // the page's language tag
	Dir                     // ltr or rtl
	Kind                    // the kind of page
	Title                   // the title of page, borough and site
	Description             // the page's summary
	Links                   // link elements for machines: canonical, hreflang
	Site                    // the site's title
	Borough                 // the borough's name
	Home                    // address of the edition's first page
	NavHref                 // address of the Nth link
	NavText                 // its words
	NavCurrent              // aria-current where it leads to this page
	Menu                    // "Menu"
	Skip                    // "Skip to the text"
	Languages               // the list of languages
	Search                  // the field for words to look for
	Trail                   // the links back
	Main                    // the page itself
	Footer                  // the frame's last blocks
	File                    // address of the file Path
)

// A Where says what stands around a slot, and so what may be printed there.
type Where uint8

const (
	InText  Where = iota // elements and text
	InTitle              // text only
	InValue              // an attribute's value in quotes
	InTag                // a whole attribute
)

// A Piece is a part of a frame that was cut at its slots: text, or a slot.
type Piece struct {
	Slot  Slot
	Where Where
	Text  string // of a Literal
	N     int    // which link of the menu
	Path  string // of a File
}

// A Shape is what an edition's frame has; it is all that a template can ask about.
type Shape struct {
	Borough bool
	Search  bool
	Nav     int // number of links
	Footer  bool
}

// allowed says where each slot may stand.
var allowed = map[Slot][]Where{
	Lang: {InValue}, Dir: {InValue}, Kind: {InValue}, Home: {InValue}, NavHref: {InValue}, File: {InValue},
	Title: {InTitle, InValue, InText}, Description: {InValue},
	Links: {InText}, Languages: {InText}, Search: {InText}, Trail: {InText}, Main: {InText}, Footer: {InText},
	Site: {InText, InTitle, InValue}, Borough: {InText, InTitle, InValue}, NavText: {InText, InValue},
	Menu: {InText, InValue}, Skip: {InText, InValue}, NavCurrent: {InTag},
}

// needed is the slots without which a page would mislead or could not be read.
var needed = []struct {
	slot Slot
	name string
}{{Lang, ".Lang"}, {Dir, ".Dir"}, {Title, ".Title"}, {Languages, ".Languages"}, {Main, ".Main"}}

// values is what a frame's template receives: marks, which are replaced when a page is printed. What authors
// wrote is never here.
type values struct {
	Lang, Dir, Kind, Title, Description, Links, Site, Borough, Home, Menu, Skip, Languages, Search, Trail, Main, Footer, Logo template.HTML

	Nav []navValues

	c *cutter
}

type navValues struct {
	Href, Text template.HTML
	Current    template.HTMLAttr
}

// Asset gives a template the address of a file of the theme: {{.Asset "style.css"}}.
func (v values) Asset(name string) (template.HTML, error) {
	p := path.Join("assets", name)
	if !v.c.theme.HasAsset(p) {
		return "", fmt.Errorf("the theme has no %s", p)
	}
	return template.HTML(v.c.mark(Piece{Slot: File, Path: p})), nil
}

// Icon gives a template a drawing: {{.Icon "globe"}}.
func (v values) Icon(name string) (template.HTML, error) {
	if v.c.theme.icons[name] == "" {
		return "", fmt.Errorf("the theme has no icons/%s.svg", name)
	}
	return template.HTML(v.c.theme.icons[name]), nil
}

// Kinds returns the kinds of page that have a frame of their own.
func (t *Theme) Kinds() []string {
	var out []string
	for k := range t.frames {
		if k != "" {
			out = append(out, k)
		}
	}
	slices.Sort(out)
	return out
}

// Cut runs the frame for a kind of page once and cuts it at its slots.
func (t *Theme) Cut(kind string, s Shape) ([]Piece, error) {
	tmpl := t.frames[kind]
	if tmpl == nil {
		tmpl = t.frames[""]
	}
	c := &cutter{theme: t}
	var b strings.Builder
	if err := tmpl.Execute(&b, c.values(s)); err != nil {
		return nil, err
	}
	return c.cut(b.String())
}

type cutter struct {
	theme *Theme
	marks []Piece
}

const markStart, markEnd = "wpslot", "z"

// mark returns a word that HTML and its attributes carry unchanged.
func (c *cutter) mark(p Piece) string {
	c.marks = append(c.marks, p)
	return markStart + strconv.Itoa(len(c.marks)-1) + markEnd
}

func (c *cutter) values(s Shape) values {
	m := func(slot Slot) template.HTML { return template.HTML(c.mark(Piece{Slot: slot})) }
	v := values{
		Lang: m(Lang), Dir: m(Dir), Kind: m(Kind), Title: m(Title), Description: m(Description), Links: m(Links),
		Site: m(Site), Home: m(Home), Menu: m(Menu), Skip: m(Skip), Languages: m(Languages), Trail: m(Trail), Main: m(Main), c: c,
	}
	if s.Borough {
		v.Borough = m(Borough)
	}
	if l := c.theme.logo; l.file != "" {
		v.Logo = template.HTML(l.tag(c.mark(Piece{Slot: File, Path: l.file})))
	}
	if s.Search {
		v.Search = m(Search)
	}
	if s.Footer {
		v.Footer = m(Footer)
	}
	for n := range s.Nav {
		v.Nav = append(v.Nav, navValues{
			Href:    template.HTML(c.mark(Piece{Slot: NavHref, N: n})),
			Text:    template.HTML(c.mark(Piece{Slot: NavText, N: n})),
			Current: template.HTMLAttr(c.mark(Piece{Slot: NavCurrent, N: n})),
		})
	}
	return v
}

func (c *cutter) cut(out string) ([]Piece, error) {
	var pieces []Piece
	seen := map[Slot]int{}
	var at scanner
	for {
		i := strings.Index(out, markStart)
		if i < 0 {
			break
		}
		end := strings.Index(out[i:], markEnd)
		n, err := strconv.Atoi(out[i+len(markStart) : i+max(end, len(markStart))])
		if err != nil || n >= len(c.marks) {
			return nil, fmt.Errorf("the frame has a word that begins with %q", markStart)
		}
		at.scan(out[:i])
		p := c.marks[n]
		if p.Where, err = at.where(); err != nil {
			return nil, err
		}
		if !slices.Contains(allowed[p.Slot], p.Where) {
			return nil, fmt.Errorf("the frame has a slot in a place where it cannot be: after %q", tail(out[:i]))
		}
		seen[p.Slot]++
		pieces = append(pieces, Piece{Text: out[:i]}, p)
		out = out[i+end+len(markEnd):]
	}
	for _, s := range needed {
		if seen[s.slot] == 0 {
			return nil, fmt.Errorf("the frame has no {{%s}}", s.name)
		}
	}
	if seen[Main] > 1 {
		return nil, errors.New("the frame has {{.Main}} more than once")
	}
	return append(pieces, Piece{Text: out}), nil
}

func tail(s string) string { return s[max(0, len(s)-24):] }

// A scanner knows what stands around a place of HTML that html/template printed.
type scanner struct {
	tag   bool
	quote byte
	name  string // of the tag that is open, or was last opened
	naming,
	attr bool
}

func (s *scanner) scan(text string) {
	for i := range len(text) {
		c := text[i]
		switch {
		case s.quote != 0:
			if c == s.quote {
				s.quote = 0
			}
		case !s.tag && c == '<':
			s.tag, s.naming, s.name = true, true, ""
		case !s.tag:
		case c == '>':
			s.tag, s.naming, s.attr = false, false, false
		case c == '"' || c == '\'':
			s.quote, s.naming = c, false
		case c == ' ' || c == '\n' || c == '\t':
			s.naming, s.attr = false, false
		case s.naming:
			s.name += string(c)
		default:
			s.attr = true
		}
	}
}

func (s *scanner) where() (Where, error) {
	switch {
	case s.quote != 0:
		return InValue, nil
	case s.tag && !s.naming && !s.attr:
		return InTag, nil
	case s.tag:
		return 0, fmt.Errorf("the frame has a slot in <%s> outside quotes", s.name)
	case s.name == "title":
		return InTitle, nil
	case s.name == "script" || s.name == "style" || s.name == "textarea":
		return 0, fmt.Errorf("the frame has a slot in <%s>", s.name)
	}
	return InText, nil
}

func (l *loader) loadFrames(t *Theme) error {
	names, err := l.list(".")
	if err != nil {
		return err
	}
	for _, name := range names {
		kind, ok := frameKind(name)
		if !ok {
			continue
		}
		f, err := l.read(name)
		if err != nil {
			return err
		}
		if f != nil {
			l.loadFrame(t, f, kind)
		}
	}
	if t.frames[""] == nil && !l.ds.HasErrors() {
		return errors.New("the built-in theme has no frame.html")
	}
	return nil
}

// frameKind returns home for frame-home.html and "" for frame.html.
func frameKind(name string) (string, bool) {
	rest, ok := strings.CutPrefix(name, "frame")
	rest, end := strings.CutSuffix(rest, ".html")
	kind, dash := strings.CutPrefix(rest, "-")
	return kind, ok && end && (rest == "" || dash && kind != "")
}

// loadFrame parses a frame and tries it with everything and with nothing in it.
func (l *loader) loadFrame(t *Theme, f *file, kind string) {
	id := l.files.Add(f.shown(), f.text)
	tmpl, err := template.New(f.name).Option("missingkey=error").Parse(string(f.text))
	if err == nil {
		t.frames[kind] = tmpl
		var faults []fault
		for _, s := range []Shape{{true, true, 2, true}, {}} {
			var pieces []Piece
			if pieces, err = t.Cut(kind, s); err != nil {
				break
			}
			faults = append(faults, frameFaults(pieces, f.in.own)...)
		}
		if err == nil {
			l.tell(id, faults)
		}
	}
	if err != nil {
		at, message := l.templateMistake(id, err.Error())
		l.ds.Error(at, "theme-template", "%s", message).Hint("compare it with the built-in theme's frame.html")
	}
}

var templatePlace = regexp.MustCompile(`template: ?[^:]*:(\d+)(?::(\d+))?: (?:executing "[^"]*" at )?((?s:.*))`)

// templateMistake takes the place out of a message of the template package.
func (l *loader) templateMistake(id source.FileID, message string) (source.Span, string) {
	m := templatePlace.FindStringSubmatch(message)
	if m == nil {
		return source.Pos{File: id}.Span(0), message
	}
	line, _ := strconv.Atoi(m[1])
	col, _ := strconv.Atoi(m[2]) // counted from 0
	return l.files.Offset(id, line, col+1).Span(1), plainly(m[3])
}

var unknownField = regexp.MustCompile(`can't evaluate field (\w+)`)

// plainly says what the template package says in Go's words in those of a frame's author.
func plainly(message string) string {
	if m := unknownField.FindStringSubmatch(message); m != nil {
		return "a frame has no {{." + m[1] + "}}"
	}
	if _, rest, ok := strings.Cut(message, ": error calling "); ok {
		_, rest, _ = strings.Cut(rest, ": ")
		return rest
	}
	return message
}
