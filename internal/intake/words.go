package intake

import (
	"fmt"
	"regexp"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/net/html"
	"golang.org/x/text/unicode/norm"

	"welcomepack/internal/source"
)

var (
	notSlug = regexp.MustCompile(`[^a-z0-9]+`)
	devices = regexp.MustCompile(`^(con|prn|aux|nul|conin|conout|com[0-9]|lpt[0-9]|index|shared)$`)
	isSlug  = regexp.MustCompile(`^[a-z0-9]+(-[a-z0-9]+)*$`)
)

// goodSlug tells whether a text can be a slug as it is.
func goodSlug(s string) bool {
	return len(s) <= source.MaxSlug && isSlug.MatchString(s) && !devices.MatchString(s)
}

// slugOf makes a slug of a name; otherwise is taken where the name has no letter for it.
func slugOf(name, otherwise string) string {
	var plain strings.Builder
	for _, r := range norm.NFD.String(strings.ToLower(name)) {
		if !unicode.Is(unicode.Mn, r) {
			plain.WriteRune(r)
		}
	}
	s := strings.NewReplacer("&", " and ", "'", "", "’", "").Replace(plain.String())
	s = strings.Trim(notSlug.ReplaceAllString(s, "-"), "-")
	if len(s) > source.MaxSlug {
		s = s[:source.MaxSlug]
		if i := strings.LastIndexByte(s, '-'); i > source.MaxSlug/2 {
			s = s[:i]
		}
		s = strings.Trim(s, "-")
	}
	if s == "" {
		return otherwise
	}
	if devices.MatchString(s) {
		return s + "-1"
	}
	return s
}

// free returns the slug, with -2, -3 … where it is taken, and takes it.
func free(slug string, taken map[string]bool) string {
	out := slug
	for n := 2; taken[out]; n++ {
		end := fmt.Sprintf("-%d", n)
		out = strings.Trim(slug[:min(len(slug), source.MaxSlug-len(end))], "-") + end
	}
	taken[out] = true
	return out
}

// blocks are the elements of HTML that begin a paragraph.
var blocks = map[string]bool{"p": true, "div": true, "br": true, "li": true, "ul": true, "ol": true, "h1": true, "h2": true, "h3": true, "h4": true,
	"h5": true, "h6": true, "tr": true, "table": true, "section": true, "article": true, "blockquote": true}

// paragraphs turns a text that may be HTML into plain paragraphs: no tags, no scripts, no hidden characters, single blanks.
func paragraphs(s string) []string {
	if len(s) > source.MaxForeignText {
		s = s[:source.MaxForeignText]
	}
	var b strings.Builder
	z := html.NewTokenizer(strings.NewReader(s))
	skip := ""
	for {
		switch t := z.Next(); t {
		case html.ErrorToken:
			return cleaned(b.String())
		case html.TextToken:
			if skip == "" {
				b.Write(z.Text())
			}
		case html.StartTagToken, html.EndTagToken, html.SelfClosingTagToken:
			raw := string(z.Raw())
			tag, _ := z.TagName()
			name := string(tag)
			switch {
			case skip != "":
				if t == html.EndTagToken && name == skip {
					skip = ""
				}
			case (name == "script" || name == "style") && t == html.StartTagToken:
				skip = name
			case blocks[name]:
				b.WriteString("\n")
			case !knownTags[name]: // "a < b > c" is words
				b.WriteString(raw)
			}
		}
	}
}

var knownTags = map[string]bool{"a": true, "b": true, "i": true, "u": true, "em": true, "strong": true, "span": true, "font": true, "small": true,
	"sup": true, "sub": true, "img": true, "td": true, "th": true, "tbody": true, "thead": true, "hr": true, "html": true, "body": true, "head": true,
	"title": true, "abbr": true, "code": true, "iframe": true, "object": true, "embed": true, "svg": true, "form": true, "input": true, "button": true,
	"script": true, "style": true, "link": true, "meta": true, "center": true, "strike": true, "s": true, "label": true, "video": true, "audio": true}

func cleaned(s string) []string {
	s = html.UnescapeString(s)
	var out []string
	for line := range strings.SplitSeq(norm.NFC.String(strings.ReplaceAll(s, "\r", "\n")), "\n") {
		line = strings.Map(func(r rune) rune {
			switch {
			case unicode.IsSpace(r):
				return ' '
			case r == utf8.RuneError || !unicode.IsPrint(r) && !unicode.Is(unicode.Mn, r) && r != 0x200c && r != 0x200d:
				return -1
			}
			return r
		}, line)
		if line = strings.Join(strings.Fields(line), " "); line != "" {
			out = append(out, line)
		}
	}
	return out
}

// oneText is plain words on one line.
func oneText(s string) string { return cut(strings.Join(paragraphs(s), " "), source.MaxWords) }

// cut shortens a text to so many characters, at the end of a sentence or word.
func cut(s string, most int) string {
	if utf8.RuneCountInString(s) <= most {
		return s
	}
	s = string([]rune(s)[:most-1])
	if i := strings.LastIndex(s, ". "); i > len(s)/2 {
		return s[:i+1]
	}
	if i := strings.LastIndexByte(s, ' '); i > 0 {
		s = s[:i]
	}
	return s + "…"
}

// asWords writes a text as listings have words: a brace that begins a reference there is doubled.
func asWords(s string) string { return strings.ReplaceAll(s, "{", "{{") }

// longestSummary is how long a summary is made of a description that is one paragraph.
const longestSummary = 300

// summaryAndDetails splits a description: its first paragraph, or of a long one the first sentences, is the summary.
func summaryAndDetails(description string) (summary, details string) {
	parts := paragraphs(description)
	if len(parts) == 0 {
		return "", ""
	}
	summary, details = parts[0], strings.Join(parts[1:], " ")
	if details == "" && utf8.RuneCountInString(summary) > longestSummary {
		var first, rest string
		for _, s := range sentences(summary) {
			if rest == "" && (first == "" || utf8.RuneCountInString(first+s) <= longestSummary) {
				first += s
			} else {
				rest += s
			}
		}
		summary, details = strings.TrimSpace(first), strings.TrimSpace(rest)
	}
	return cut(summary, source.MaxWords), cut(details, source.MaxWords)
}

var sentenceEnd = regexp.MustCompile(`[.!?…]["”’)]* +`)

// sentences cuts a text behind each sentence; put together they are the text.
func sentences(s string) []string {
	var out []string
	from := 0
	for _, m := range sentenceEnd.FindAllStringIndex(s, -1) {
		out = append(out, s[from:m[1]])
		from = m[1]
	}
	return append(out, s[from:])
}

// without takes the sentences that hold part out of a text.
func without(s, part string) string {
	var b strings.Builder
	for _, x := range sentences(s) {
		if !strings.Contains(x, part) {
			b.WriteString(x)
		}
	}
	return strings.TrimSpace(b.String())
}

var phoneJunk = strings.NewReplacer(`"`, "", "'", "", "(0)", "", "–", "-", "‑", "-", "\u00a0", " ", ".", " ", "tel:", "", "Tel:", "", "Tel", "")

// shownPhone writes a number as people in the UK do. What is no number is returned as it is, to be refused by its name.
func shownPhone(s string) string {
	s = strings.Join(strings.Fields(phoneJunk.Replace(s)), " ")
	digits := strings.Map(func(r rune) rune {
		if r >= '0' && r <= '9' {
			return r
		}
		return -1
	}, s)
	if strings.Trim(s, "0123456789 +-()") != "" {
		return s
	}
	switch {
	case strings.HasPrefix(s, "+44") && len(digits) >= 11:
		digits = "0" + strings.TrimPrefix(digits[2:], "0")
	case strings.HasPrefix(digits, "0044"):
		digits = "0" + strings.TrimPrefix(digits[4:], "0")
	case strings.HasPrefix(s, "+") || !strings.HasPrefix(digits, "0"):
		return s
	case strings.Contains(s, " ") && !strings.ContainsAny(s, "()-"):
		return s // somebody has grouped it
	}
	return grouped(digits)
}

// grouped puts the blanks into a national number.
func grouped(d string) string {
	if len(d) != 11 {
		return d
	}
	switch {
	case strings.HasPrefix(d, "02"):
		return d[:3] + " " + d[3:7] + " " + d[7:]
	case strings.HasPrefix(d, "011") || d[0] == '0' && d[1] == '1' && d[3] == '1' || strings.HasPrefix(d, "03") || strings.HasPrefix(d, "08"):
		return d[:4] + " " + d[4:7] + " " + d[7:]
	}
	return d[:5] + " " + d[5:]
}
