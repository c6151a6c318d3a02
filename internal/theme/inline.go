package theme

import (
	"bytes"
	"encoding/base64"
	"path"
	"regexp"
	"slices"
	"strings"

	"welcomepack/internal/lang"
	"welcomepack/internal/minify"
)

var (
	cssComment = regexp.MustCompile(`(?s)/\*.*?\*/`)
	cssSpace   = regexp.MustCompile(`\s*\n\s*`)
	cssFace    = regexp.MustCompile(`@font-face\s*\{[^}]*\}`)
	cssFamily  = regexp.MustCompile(`font-family:\s*"([^"]+)"`)
	cssAddress = regexp.MustCompile(`url\(\s*["']?([^"')]+)["']?\s*\)`)
)

// inlined is the media types of what a style may have in itself.
var inlined = map[string]string{
	".woff2": "font/woff2", ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg", ".webp": "image/webp",
}

// Style returns the theme's style.css and lists.css as texts that ask for no other file, with pictures in them as data: the
// rules, which are the same for all languages, and the fonts that pages in the language ask for.
func (t *Theme) Style(l lang.Tag) (rules, fonts string) {
	css := cssComment.ReplaceAllString(t.Text("style.css")+"\n"+t.Text("lists.css"), "")
	var faces []string
	rules = cssFace.ReplaceAllStringFunc(css, func(face string) string {
		family := cssFamily.FindStringSubmatch(face)
		if family != nil && asksFor(css, l, family[1]) {
			faces = append(faces, t.inline(face))
		}
		return ""
	})
	return t.inline(rules), strings.Join(faces, "\n")
}

// Text is a script or style of the theme by its name in assets/; "" for none.
func (t *Theme) Text(name string) string { return string(t.asset(path.Join("assets", name))) }

// inline puts the files that a style asks for into it.
func (t *Theme) inline(css string) string {
	css = cssAddress.ReplaceAllStringFunc(css, func(u string) string {
		name := cssAddress.FindStringSubmatch(u)[1]
		kind, b := inlined[path.Ext(name)], t.asset(path.Join("assets", name))
		if kind == "" || b == nil {
			return "none"
		}
		return "url(data:" + kind + ";base64," + base64.StdEncoding.EncodeToString(b) + ")"
	})
	css = cssSpace.ReplaceAllString(strings.TrimSpace(css), "\n")
	return strings.ReplaceAll(css, "</", `<\/`) // which would end the element it stands in
}

// asksFor tells whether a rule for pages in the language names the font.
func asksFor(css string, l lang.Tag, family string) bool {
	for line := range strings.SplitSeq(css, "\n") {
		head, rule, _ := strings.Cut(line, "{")
		if strings.Contains(head, ":root:lang("+string(l)+")") && strings.Contains(rule, `"`+family+`"`) {
			return true
		}
	}
	return false
}

// cssBlanks takes blanks out of a style that has none of these in a string. A colon before a blank is never one of
// a selector.
var cssBlanks = strings.NewReplacer(" { ", "{", " {\n", "{", "; }", "}", ";\n}", "}", "; ", ";", ": ", ":", ", ", ",", " }", "}", ";\n", ";", "\n}", "}", "{\n", "{", "}\n", "}\n")

// squeezed is a file with what readers need not pay for taken out: of a script all that a browser can do without, of
// a style comments and blanks.
func squeezed(name string, text []byte) ([]byte, error) {
	switch path.Ext(name) {
	case ".js":
		return minify.Script(text)
	case ".css":
		text = []byte(cssBlanks.Replace(cssSpace.ReplaceAllString(string(cssComment.ReplaceAll(text, nil)), "\n")))
		return bytes.TrimSpace(cssSpace.ReplaceAll(text, []byte("\n"))), nil
	}
	return text, nil
}

// AssetsFor returns the files of the website that pages in the language may ask for: all but licences, and fonts
// that pages in other languages alone ask for.
func (t *Theme) AssetsFor(l lang.Tag) []Asset {
	css := cssComment.ReplaceAllString(string(t.asset("assets/style.css")), "")
	others := map[string]bool{}
	for _, face := range cssFace.FindAllString(css, -1) {
		family, address := cssFamily.FindStringSubmatch(face), cssAddress.FindStringSubmatch(face)
		if family != nil && address != nil && ofSomeLanguages(css, family[1]) && !asksFor(css, l, family[1]) {
			others[path.Join("assets", address[1])] = true
		}
	}
	return slices.DeleteFunc(slices.Clone(t.Assets), func(a Asset) bool { return others[a.Path] || path.Ext(a.Path) == ".txt" })
}

// ofSomeLanguages tells whether pages ask for the font by their language.
func ofSomeLanguages(css, family string) bool {
	for line := range strings.SplitSeq(css, "\n") {
		head, rule, _ := strings.Cut(line, "{")
		if strings.HasPrefix(head, ":root:lang(") && strings.Contains(rule, `"`+family+`"`) {
			return true
		}
	}
	return false
}

// asset returns a file of the theme by its path from the website's root, or nil.
func (t *Theme) asset(p string) []byte {
	for _, a := range t.Assets {
		if a.Path == p {
			return a.Text
		}
	}
	return nil
}
