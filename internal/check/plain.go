package check

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"welcomepack/internal/catalog"
	"welcomepack/internal/diag"
	"welcomepack/internal/doc"
	"welcomepack/internal/model"
	"welcomepack/internal/source"
)

// An editor looks at the English that readers see and translators translate. What it says is advice: some good
// sentences are long, and some hard words are the right ones.
type editor struct {
	ds    *diag.List
	files *source.Set
	known map[string]bool // abbreviations that the glossary or a name explains, in small letters
	terms map[string]bool // words of the glossary, in small letters
	said  map[string]bool // file and word: each is said once for each file
}

// plainly tells how to say the words of the site more plainly.
func plainly(c *catalog.Catalog, files *source.Set) diag.List {
	var ds diag.List
	p := &editor{ds: &ds, files: files, known: names(knownShort), terms: map[string]bool{}, said: map[string]bool{}}
	p.learn(c.Site)
	explained := map[source.FileID]string{}
	texts := textsIn(c.Site)
	for _, t := range texts {
		explained[t.Pos.File] += doc.Plaintext(t.Inlines) + "\n"
	}
	for _, t := range texts {
		p.text(t, explained[t.Pos.File])
	}
	eachGuide(c.Site, func(g *model.Guide) { p.guide(g) })
	return ds
}

// textsIn returns all words of the site once, in the order of the model.
func textsIn(s *model.Site) []doc.Text {
	var out []doc.Text
	model.Texts(s, func(t doc.Text) {
		if t.Pos.File != 0 {
			out = append(out, t)
		}
	})
	return out
}

// learn collects what needs no explanation: terms of the glossary, and the names of organisations and services.
func (p *editor) learn(s *model.Site) {
	add := func(words string) {
		for _, w := range shortForm.FindAllString(words, -1) {
			p.known[strings.ToLower(w)] = true
		}
	}
	for _, t := range s.Glossary {
		for _, name := range append([]model.At[string]{{V: doc.Plaintext(t.Name.Inlines)}}, t.Also...) {
			add(name.V)
			p.terms[strings.ToLower(name.V)] = true
		}
	}
	eachListing(s, func(l *model.Listing) {
		add(l.Name.V)
		for _, x := range l.Services {
			add(doc.Plaintext(x.Name.Inlines))
			add(x.Area.V)
		}
		for _, pl := range l.Places {
			add(strings.Join(pl.AddressLines(), " "))
		}
	})
}

// text looks at one text; file is all words of its file.
func (p *editor) text(t doc.Text, file string) {
	words := reference.ReplaceAllString(doc.Plaintext(t.Inlines), "{}")
	if !strings.HasSuffix(t.Key, "/name") && !strings.HasSuffix(t.Key, "#name") {
		p.phrases(t, words)
		for _, s := range sentences(words) {
			p.sentence(t, s)
		}
		p.abbreviations(t, words, file)
	}
	p.capitals(t, words)
	p.links(t)
}

// locate returns where some words of a text stand in its file, however its lines are broken; else the whole text.
func (p *editor) locate(t doc.Text, words string) source.Span {
	raw := p.files.Text(t.Pos.File)
	if t.Pos.Offset < 0 || int(t.Pos.End) > len(raw) || t.Pos.Offset >= t.Pos.End {
		return t.Pos
	}
	raw = raw[t.Pos.Offset:t.Pos.End]
	fields := strings.Fields(words)
	for _, n := range []int{len(fields), min(4, len(fields)), min(2, len(fields))} {
		quoted := make([]string, n)
		for i, w := range fields[:n] {
			quoted[i] = strings.ReplaceAll(regexp.QuoteMeta(w), `\{\}`, `\{[^}]*\}`) // a fact's name was taken out
		}
		form, err := regexp.Compile(strings.Join(quoted, `[\s>*]+`))
		if err != nil || n == 0 {
			return t.Pos
		}
		if m := form.FindIndex(raw); m != nil {
			return source.Pos{File: t.Pos.File, Offset: t.Pos.Offset + int32(m[0])}.Span(m[1] - m[0])
		}
	}
	return t.Pos
}

// once tells whether nothing was said yet of a word in the text's file.
func (p *editor) once(t doc.Text, word string) bool {
	key := fmt.Sprint(t.Pos.File) + " " + strings.ToLower(word)
	if p.said[key] {
		return false
	}
	p.said[key] = true
	return true
}

// longSentence is the words that a sentence may have: about 25, as the government's own writers are told.
const longSentence = 25

func (p *editor) sentence(t doc.Text, s string) {
	if n := len(wordsIn(s)); n > longSentence {
		p.ds.Advice(p.locate(t, s), "long-sentence", "this sentence has %d words; up to %d are easy to read", n, longSentence).
			Hint("say one thing in each sentence%s, or make a list of it", breakAt(s))
	}
	if m := agentPassive.FindString(s); m != "" {
		p.ds.Advice(p.locate(t, m), "passive", "%q hides who acts behind “by”", m).
			Hint("name who acts first: “the council pays the rent”, not “the rent is paid by the council”")
	}
}

// breakAt names the joint nearest to the middle of a sentence, "" for none.
func breakAt(s string) string {
	best, distance := "", len(s)
	for _, m := range joints.FindAllStringSubmatchIndex(s, -1) {
		from, to := max(m[2], m[4]), max(m[3], m[5]) // of the one group that matched
		if d := max(from-len(s)/2, len(s)/2-from); d < distance {
			best, distance = ": break it before “"+s[from:to]+"”", d
		}
	}
	return best
}

var joints = regexp.MustCompile(`\S+[,;:] (\S+ \S+ \S+)|\S+ ((?:because|so that|which|who|while|until|but|and (?:that|then|say|you|they|we|it)) \S+ \S+)`)

// phrases looks for words to avoid, idioms, and words about links.
func (p *editor) phrases(t doc.Text, words string) {
	for _, table := range []struct {
		code, says string
		any        *regexp.Regexp
		list       []better
	}{
		{"hard-word", "%q is a hard word", anyHardWord, hardWords},
		{"idiom", "%q means something else than its words say, which learners of English and translators miss", anyIdiom, idioms},
	} {
		if !table.any.MatchString(words) {
			continue
		}
		for _, b := range table.list {
			m := b.form().FindStringIndex(words)
			if m == nil || p.terms[strings.ToLower(words[m[0]:m[1]])] || inName(words, m) || !p.once(t, b.words) {
				continue
			}
			found := words[m[0]:m[1]]
			p.ds.Advice(p.locate(t, found), table.code, table.says, found).Hint("%s", b.hint())
		}
	}
	if m := clickHere.FindString(words); m != "" {
		p.ds.Advice(p.locate(t, m), "link-words", "%q says nothing on paper, nor to people who listen to the page", m).
			Hint("make a link of the words that name the page: “read [Health and your GP](guide:health)”")
	}
}

// inName tells whether words that were found are part of a name: they have a capital and so has a word beside them, or
// words with capitals stand on both sides, as in Newcastle upon Tyne.
func inName(words string, m []int) bool {
	upper := func(s string) bool {
		r, _ := utf8.DecodeRuneInString(s)
		return unicode.IsUpper(r)
	}
	before, after := strings.Fields(words[:m[0]]), strings.Fields(words[m[1]:])
	left := len(before) > 0 && upper(before[len(before)-1]) && !strings.ContainsAny(before[len(before)-1], ".!?:,")
	right := len(after) > 0 && strings.HasPrefix(words[m[1]:], " ") && upper(after[0])
	return left && right || upper(words[m[0]:]) && (left || right)
}

var clickHere = regexp.MustCompile(`(?i)\b(?:click|tap|press) (?:here|this|on this|the link|on the link)\b|\b(?:follow|see|use) (?:the|this) link\b`)

// emptyLinks is what a link should not be called: it must make sense where it is read alone.
var emptyLinks = names("here this page link website webpage site more info information online details click")

// links looks at what links are called.
func (p *editor) links(t doc.Text) {
	doc.WalkInlines(t.Inlines, func(in doc.Inline) {
		l, ok := in.(doc.Link)
		if !ok {
			return
		}
		shown := doc.Plaintext(l.Inlines)
		content := slices.DeleteFunc(strings.Fields(strings.ToLower(strings.Trim(shown, ".…!"))), func(w string) bool {
			return emptyLinks[w] || slices.Contains([]string{"the", "a", "our", "their", "its", "find", "out", "read", "learn", "see", "on", "for", "your"}, w)
		})
		if len(content) == 0 {
			p.ds.Advice(cmp.Or(l.Pos, t.Pos), "link-words", "the link %q does not say where it leads", shown).
				Hint("call it what the page is about: “the form for free medicine”")
		}
	})
}

var (
	shortForm   = regexp.MustCompile(`\b[A-Z][A-Z&]{1,6}\d?\b`)
	capitalRun  = regexp.MustCompile(`\b[A-Z]{2,}(?:[ ,]+[A-Z]{2,})+\b`)
	capitalWord = regexp.MustCompile(`\b[A-Z]{2,}\b`)
)

// abbreviations wants each one explained, in the glossary or in its own file.
func (p *editor) abbreviations(t doc.Text, words, file string) {
	if strings.ToUpper(words) == words {
		return
	}
	for _, m := range shortForm.FindAllStringIndex(words, -1) {
		w := words[m[0]:m[1]]
		low := strings.ToLower(w)
		if p.known[low] || shouted[low] || asWritten(words, m) || explains(file, w) || !p.once(t, w) {
			continue
		}
		p.ds.Advice(p.locate(t, w), "abbreviation", "%q is not explained", w).
			Hint("write it out the first time, as in “a bed and breakfast (B&B)”, or add it to content/glossary.yaml")
	}
}

// asWritten tells whether letters stand for themselves: on a sign, or in a message that is to be sent.
func asWritten(words string, m []int) bool {
	before, after := words[:m[0]], words[m[1]:]
	return wordBefore.MatchString(before) || strings.HasPrefix(after, " station") || strings.HasPrefix(after, "-") || strings.HasSuffix(before, "-")
}

var wordBefore = regexp.MustCompile(`(?i)\b(?:word|words|letters|code|form|text|say|says)\s+[“"‘']?$`)

// explains tells whether words say what an abbreviation is.
func explains(words, short string) bool {
	q := regexp.QuoteMeta(short)
	return regexp.MustCompile(`\(` + q + `\)|\b` + q + `\*{0,2} (?:\(|is |are |means|stands for|has |have |– )|\b(?:called|or) (?:an? |the )?` + q + `\b`).MatchString(words)
}

// capitals looks for words that shout.
func (p *editor) capitals(t doc.Text, words string) {
	found := ""
	for _, run := range capitalRun.FindAllString(words, -1) {
		loud := slices.ContainsFunc(capitalWord.FindAllString(run, -1), func(w string) bool {
			return !p.known[strings.ToLower(w)] && (len(w) > 3 || shouted[strings.ToLower(w)])
		})
		if loud {
			found = run
			break
		}
	}
	for _, w := range capitalWord.FindAllString(words, -1) {
		if found == "" && shouted[strings.ToLower(w)] && !p.known[strings.ToLower(w)] {
			found = w
		}
	}
	if found != "" {
		p.ds.Advice(p.locate(t, found), "capitals", "%q is in capitals, which are hard to read and sound like shouting", found).
			Hint("write it in small letters; what matters most stands in bold, **%s**, or in a box", strings.ToLower(found))
	}
}

var (
	sentenceEnd = regexp.MustCompile(`[.!?…]+["”’)]*(?:\s+|$)|\n+`)
	titleEnd    = regexp.MustCompile(`(?:\b(?:St|Dr|Mr|Mrs|Ms|Rev|No|e\.g|i\.e|etc|vs|approx)|(?:^|\s)\pL)\.\s*$`)
)

// sentences cuts words after full stops, question and exclamation marks.
func sentences(words string) []string {
	var out []string
	from := 0
	for _, m := range sentenceEnd.FindAllStringIndex(words, -1) {
		if titleEnd.MatchString(words[from:m[1]]) && m[1] < len(words) {
			continue
		}
		if s := strings.TrimSpace(words[from:m[1]]); s != "" {
			out = append(out, s)
		}
		from = m[1]
	}
	if s := strings.TrimSpace(words[from:]); s != "" {
		out = append(out, s)
	}
	return out
}

// wordsIn returns the words of a sentence: what has a letter or a digit in it.
func wordsIn(s string) []string {
	return slices.DeleteFunc(strings.Fields(s), func(w string) bool {
		return !strings.ContainsFunc(w, func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) })
	})
}
